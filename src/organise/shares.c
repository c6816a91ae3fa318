#include "organise/shares.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/fold.h"
#include "base/settle.h"
#include "organise/audience.h"
#include "organise/groups-private.h"
#include "organise/session-private.h"
#include "organise/work.h"
#include "vault/incoming.h"

/* One share on its way into the ledger. */
typedef struct {
  CoffretVault *vault;
  CoffretShareRow *row;
  GBytes *bytes;
  CoffretIncoming *incoming; /* NULL: it is not kept */
} Noting;

typedef struct {
  CoffretSession *session;
  char *share;
  char *group; /* nullable */
} Noted;

static void
noting_free (gpointer data)
{
  Noting *noting = data;

  coffret_vault_unref (noting->vault);
  coffret_share_row_unref (noting->row);
  g_bytes_unref (noting->bytes);
  g_clear_pointer (&noting->incoming, coffret_incoming_free);
  g_free (noting);
}

static void
noted_free (gpointer data)
{
  Noted *noted = data;

  g_object_unref (noted->session);
  g_free (noted->share);
  g_free (noted->group);
  g_free (noted);
}

static gboolean
write_line (CoffretDatabase *database, gpointer data, GError **error)
{
  Noting *noting = data;
  g_autofree char *name = coffret_share_row_name_kept (noting->row);
  g_autofree char *original = NULL;

  if (noting->incoming != NULL) {
    original = coffret_incoming_settle (noting->incoming, database, name, error);
    if (original == NULL)
      return FALSE;
  }
  return coffret_shares_add (database, noting->row, original, error);
}

static DexFuture *
note (gpointer data)
{
  Noting *noting = data;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (noting->bytes);
  g_autoptr (GError) error = NULL;

  if (noting->row->kept) {
    noting->incoming = coffret_incoming_read (noting->vault, stream, NULL, NULL, NULL, &error);
    if (noting->incoming == NULL)
      return dex_future_new_for_error (g_steal_pointer (&error));
  }
  if (coffret_vault_run_sync (noting->vault, COFFRET_PRIORITY_NORMAL, write_line, noting, &error))
    return dex_future_new_take_string (g_strdup (noting->row->id));
  if (noting->incoming != NULL)
    coffret_incoming_discard (noting->incoming, noting->vault);
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
on_noted (DexFuture *future, gpointer data)
{
  Noted *noted = data;

  if (!coffret_session_is_ended (noted->session))
    coffret_groups_shared (
      coffret_library_get_groups (coffret_session_get_library (noted->session)), noted->share,
      noted->group);
  return dex_future_new_take_string (g_strdup (noted->share));
}

DexFuture *
coffret_session_note_share (CoffretSession *self, CoffretShareRow *row, GBytes *bytes)
{
  Noting *noting;
  Noted *noted;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  coffret_share_row_describe (row, bytes);
  noting = g_new0 (Noting, 1);
  noting->vault = coffret_vault_ref (coffret_session_get_vault (self));
  noting->row = coffret_share_row_ref (row);
  noting->bytes = g_bytes_ref (bytes);
  noted = g_new0 (Noted, 1);
  noted->session = g_object_ref (self);
  noted->share = g_strdup (row->id);
  noted->group = g_strdup (row->group);
  return coffret_session_keep (
    dex_future_then (coffret_work_block (note, noting, noting_free), on_noted, noted, noted_free));
}

/* One question to the ledger. */
typedef struct {
  CoffretSession *session;
  char *id;    /* of a share */
  char *group; /* nullable */
  char **words;
  CoffretKindLabelFunc label; /* nullable */
  GPtrArray *rows;
  CoffretShareRow *row;
  GBytes *bytes;
} Looking;

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  g_object_unref (looking->session);
  g_free (looking->id);
  g_free (looking->group);
  g_strfreev (looking->words);
  g_clear_pointer (&looking->rows, g_ptr_array_unref);
  g_clear_pointer (&looking->row, coffret_share_row_unref);
  g_clear_pointer (&looking->bytes, g_bytes_unref);
  g_free (looking);
}

static Looking *
looking_new (CoffretSession *self, const char *id)
{
  Looking *looking = g_new0 (Looking, 1);

  looking->session = g_object_ref (self);
  looking->id = g_strdup (id);
  return looking;
}

static gboolean
list_rows (CoffretDatabase *database, gpointer data, GError **error)
{
  Looking *looking = data;

  looking->rows = coffret_shares_list (database, looking->group, error);
  return looking->rows != NULL;
}

static void
add_words (GString *text, const char *words)
{
  if (words != NULL) {
    g_string_append (text, words);
    g_string_append_c (text, '\n');
  }
}

static gboolean
has_words (const CoffretShareRow *row, char **words, CoffretKindLabelFunc label)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *date = coffret_instant_to_date (row->shared);
  g_autofree char *day = coffret_instant_to_iso_date (row->shared);
  g_autofree char *folded = NULL;
  CoffretFields shown = coffret_share_row_shown (row);

  add_words (text, row->name);
  add_words (text, row->recipient);
  add_words (text, row->kind);
  add_words (text, label != NULL ? label (row->kind) : NULL);
  add_words (text, coffret_audience_to_label (coffret_audience_from_id (row->audience)));
  add_words (text, row->file_name);
  add_words (text, date);
  add_words (text, day);
  for (guint i = 0; i < row->items->len; i++) {
    const CoffretShareItem *item = g_ptr_array_index (row->items, i);

    add_words (text, item->title);
    add_words (text, item->issuer);
  }
  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++)
    if (shown & COFFRET_FIELDS (field))
      add_words (text, coffret_field_to_label (field));
  folded = coffret_fold (text->str);
  for (char **word = words; *word != NULL; word++)
    if (strstr (folded, *word) == NULL)
      return FALSE;
  return TRUE;
}

static DexFuture *
filter (gpointer data)
{
  Looking *looking = data;

  for (guint i = looking->rows->len; i > 0; i--)
    if (!has_words (g_ptr_array_index (looking->rows, i - 1), looking->words, looking->label))
      g_ptr_array_remove_index (looking->rows, i - 1);
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&looking->rows));
}

static char **
split (const char *words)
{
  g_autofree char *folded = coffret_fold (words);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  GStrvBuilder *kept = g_strv_builder_new ();
  char **list;

  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0')
      g_strv_builder_add (kept, *part);
  list = g_strv_builder_end (kept);
  g_strv_builder_unref (kept);
  return list;
}

static DexFuture *
on_listed (DexFuture *future, gpointer data)
{
  Looking *looking = data;
  Looking *filtering;

  if (looking->words[0] == NULL)
    return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&looking->rows));
  filtering = looking_new (looking->session, NULL);
  filtering->words = g_steal_pointer (&looking->words);
  filtering->label = looking->label;
  filtering->rows = g_steal_pointer (&looking->rows);
  return coffret_work_run (filter, filtering, looking_free);
}

DexFuture *
coffret_session_list_shares (CoffretSession *self,
                             const char *group,
                             const char *words,
                             CoffretKindLabelFunc label)
{
  Looking *looking;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  looking = looking_new (self, NULL);
  looking->group = g_strdup (group);
  looking->words = split (words);
  looking->label = label;
  return coffret_session_keep (
    dex_future_then (coffret_vault_run (coffret_session_get_vault (self), COFFRET_PRIORITY_HIGH,
                                        list_rows, looking, NULL),
                     on_listed, looking, looking_free));
}

static gboolean
get_row (CoffretDatabase *database, gpointer data, GError **error)
{
  Looking *looking = data;
  g_autoptr (GError) reason = NULL;

  looking->row = coffret_shares_get (database, looking->id, &reason);
  return coffret_settle (&reason, error);
}

static DexFuture *
on_got (DexFuture *future, gpointer data)
{
  Looking *looking = data;

  if (looking->row == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                                  _ ("There is no such line in the list of what was shared."));
  return dex_future_new_take_boxed (COFFRET_TYPE_SHARE_ROW, g_steal_pointer (&looking->row));
}

DexFuture *
coffret_session_find_share (CoffretSession *self, const char *id)
{
  Looking *looking;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  looking = looking_new (self, id);
  return coffret_session_keep (
    dex_future_then (coffret_vault_run (coffret_session_get_vault (self), COFFRET_PRIORITY_HIGH,
                                        get_row, looking, NULL),
                     on_got, looking, looking_free));
}

static gboolean
read_file (CoffretDatabase *database, gpointer data, GError **error)
{
  Looking *looking = data;
  g_autoptr (GError) reason = NULL;

  looking->bytes = coffret_shares_read (database, looking->id, &reason);
  return coffret_settle (&reason, error);
}

static DexFuture *
on_read (DexFuture *future, gpointer data)
{
  Looking *looking = data;

  if (looking->bytes == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                                  _ ("This file was too large to be kept in the vault. Its size "
                                     "and its digest still tell whether a file is the same."));
  return dex_future_new_take_boxed (G_TYPE_BYTES, g_steal_pointer (&looking->bytes));
}

DexFuture *
coffret_session_read_share (CoffretSession *self, const char *id)
{
  Looking *looking;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  looking = looking_new (self, id);
  return coffret_session_keep (
    dex_future_then (coffret_vault_run (coffret_session_get_vault (self), COFFRET_PRIORITY_HIGH,
                                        read_file, looking, NULL),
                     on_read, looking, looking_free));
}
