#include "organise/attachments.h"

#include <glib/gi18n-lib.h>

#include "base/fold.h"
#include "organise/attachment-commands.h"
#include "organise/attachment-reading.h"
#include "organise/document-text.h"
#include "organise/entry-private.h"
#include "organise/practice.h"
#include "organise/session-private.h"
#include "organise/work.h"
#include "vault/outgoing.h"

/* In characters; what file systems take. */
#define MAX_NAME 200

G_DEFINE_BOXED_TYPE (CoffretAttachmentRow,
                     coffret_attachment_row,
                     coffret_attachment_row_copy,
                     coffret_attachment_row_free)

typedef struct {
  char *credential;
  GPtrArray *rows;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_free (listing->credential);
  g_clear_pointer (&listing->rows, g_ptr_array_unref);
  g_free (listing);
}

static gboolean
list (CoffretDatabase *database, gpointer data, GError **error)
{
  Listing *listing = data;

  listing->rows = coffret_attachments_list (database, listing->credential, error);
  return listing->rows != NULL;
}

static DexFuture *
on_listed (DexFuture *future, gpointer data)
{
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_ptr_array_ref (((Listing *) data)->rows));
}

DexFuture *
coffret_session_list_attachments (CoffretSession *self, CoffretEntry *entry)
{
  Listing *listing;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  listing = g_new0 (Listing, 1);
  listing->credential = g_strdup (coffret_entry_get_id (entry));
  return coffret_session_keep (
    dex_future_then (coffret_vault_run (coffret_session_get_vault (self), COFFRET_PRIORITY_HIGH,
                                        list, listing, NULL),
                     on_listed, listing, listing_free));
}

typedef struct {
  CoffretSession *session;
  CoffretVault *vault;
  char *credential;
  GFile *file;
  GBytes *bytes;
  char *name;
  CoffretAttachProgress progress;
  gpointer data;
  GDestroyNotify destroy;
  GCancellable *cancellable;
  gint64 total;
  CoffretIncoming *incoming;
  gint64 told; /* when, monotonic */
} Attaching;

static void
attaching_clear (gpointer data)
{
  Attaching *attaching = data;

  if (attaching->destroy != NULL)
    attaching->destroy (attaching->data);
  coffret_incoming_free (attaching->incoming);
  g_object_unref (attaching->session);
  coffret_vault_unref (attaching->vault);
  g_free (attaching->credential);
  g_clear_object (&attaching->file);
  g_clear_pointer (&attaching->bytes, g_bytes_unref);
  g_free (attaching->name);
  g_clear_object (&attaching->cancellable);
}

/* On the main thread, the last time. */
static void
attaching_free (gpointer data)
{
  g_atomic_rc_box_release_full (data, attaching_clear);
}

typedef struct {
  Attaching *attaching;
  gint64 done;
} Telling;

static gboolean
tell (gpointer data)
{
  Telling *telling = data;
  Attaching *attaching = telling->attaching;

  attaching->progress (telling->done, attaching->total, attaching->data);
  attaching_free (attaching);
  g_free (telling);
  return G_SOURCE_REMOVE;
}

static void
on_progress (gint64 done, gpointer data)
{
  Attaching *attaching = data;
  gint64 now = g_get_monotonic_time ();
  Telling *telling;

  if (attaching->progress == NULL || now - attaching->told < 100 * G_TIME_SPAN_MILLISECOND)
    return;
  attaching->told = now;
  telling = g_new (Telling, 1);
  telling->attaching = g_atomic_rc_box_acquire (attaching);
  telling->done = done;
  g_idle_add_full (G_PRIORITY_DEFAULT, tell, telling, NULL);
}

static GInputStream *
open_input (Attaching *attaching, GError **error)
{
  g_autoptr (GFileInfo) info = NULL;

  if (attaching->bytes != NULL)
    return g_memory_input_stream_new_from_bytes (attaching->bytes);
  info =
    g_file_query_info (attaching->file,
                       G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                                                      "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
                       G_FILE_QUERY_INFO_NONE, attaching->cancellable, error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                         _ ("Only a file can be kept beside a credential, no folder."));
    return NULL;
  }
  attaching->total = g_file_info_get_size (info);
  if (attaching->name == NULL)
    attaching->name = g_strdup (g_file_info_get_display_name (info));
  return G_INPUT_STREAM (g_file_read (attaching->file, attaching->cancellable, error));
}

static DexFuture *
read_in (gpointer data)
{
  Attaching *attaching = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = open_input (attaching, &error);

  if (stream != NULL)
    attaching->incoming = coffret_incoming_read (attaching->vault, stream, on_progress, attaching,
                                                 attaching->cancellable, &error);
  if (attaching->incoming == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_true ();
}

/* By its first bytes, and its name where they do not tell. */
static char *
guess_type (const char *name, GBytes *head)
{
  gsize size;
  const guchar *bytes = g_bytes_get_data (head, &size);
  g_autofree char *type = g_content_type_guess (name, bytes, MIN (size, 4096), NULL);
  char *media_type = g_content_type_get_mime_type (type);

  return media_type != NULL ? media_type : g_strdup ("application/octet-stream");
}

static char *
clean_name (const char *name)
{
  g_autofree char *valid = name != NULL ? g_utf8_make_valid (name, -1) : NULL;
  char *cleaned = coffret_clean (valid, MAX_NAME, FALSE);

  if (cleaned != NULL && *g_strstrip (cleaned) == '\0')
    g_clear_pointer (&cleaned, g_free);
  return cleaned;
}

static DexFuture *
attach (gpointer data)
{
  Attaching *attaching = data;
  CoffretSession *self = attaching->session;
  g_autoptr (CoffretAttachmentRow) row = NULL;
  g_autoptr (CoffretChange) change = NULL;
  g_autoptr (GBytes) head = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *type = NULL;
  g_autofree char *label = NULL;

  if (!dex_await (coffret_work_block (read_in, attaching, NULL), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  name = clean_name (attaching->name);
  if (name == NULL)
    name = g_strdup (_ ("File"));
  head = coffret_incoming_get_head (attaching->incoming);
  type = guess_type (name, head);
  row = coffret_attachment_row_new (attaching->credential, NULL, name, type);
  row->size = coffret_incoming_get_size (attaching->incoming);
  /* Translators: %s is the name of a file. What can be undone. */
  label = g_strdup_printf (_ ("Attach “%s”"), name);
  change = coffret_change_new (label);
  coffret_commands_add_attachment (change, attaching->vault, g_steal_pointer (&attaching->incoming),
                                   row);
  if (!dex_await (coffret_session_perform (self, change), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  coffret_session_read_attachments (self);
  return dex_future_new_take_boxed (COFFRET_TYPE_ATTACHMENT_ROW, g_steal_pointer (&row));
}

DexFuture *
coffret_session_attach (CoffretSession *self,
                        CoffretEntry *entry,
                        GFile *file,
                        GBytes *bytes,
                        const char *name,
                        CoffretAttachProgress progress,
                        gpointer data,
                        GDestroyNotify destroy,
                        GCancellable *cancellable)
{
  Attaching *attaching = g_atomic_rc_box_new0 (Attaching);

  g_assert ((file == NULL) != (bytes == NULL));
  attaching->session = g_object_ref (self);
  attaching->vault = coffret_vault_ref (coffret_session_get_vault (self));
  attaching->credential = g_strdup (coffret_entry_get_id (entry));
  g_set_object (&attaching->file, file);
  attaching->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  attaching->name = g_strdup (name);
  attaching->progress = progress;
  attaching->data = data;
  attaching->destroy = destroy;
  g_set_object (&attaching->cancellable, cancellable);
  if (coffret_session_is_ended (self)) {
    attaching_free (attaching);
    return coffret_session_reject_ended ();
  }
  if (coffret_session_is_practice (self)) {
    attaching_free (attaching);
    return dex_future_new_reject (COFFRET_PRACTICE_ERROR, COFFRET_PRACTICE_ERROR_OWN_FILE, "%s",
                                  _ ("This is not a practice file. The practice vault takes in "
                                     "nothing of your own."));
  }
  return coffret_session_keep (
    dex_scheduler_spawn (dex_scheduler_get_default (), 0, attach, attaching, attaching_free));
}

DexFuture *
coffret_session_rename_attachment (CoffretSession *self,
                                   const CoffretAttachmentRow *row,
                                   const char *name)
{
  g_autofree char *cleaned = clean_name (name);
  g_autofree char *label = NULL;
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (cleaned == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s",
                                  _ ("A file needs a name. Type it first."));
  if (g_str_equal (cleaned, row->name))
    return dex_future_new_true ();
  /* Translators: %s is the name of a file. What can be undone. */
  label = g_strdup_printf (_ ("Rename “%s”"), row->name);
  change = coffret_change_new (label);
  coffret_commands_add_attachment_name (change, row->credential, row->id, cleaned, row->name);
  return coffret_session_perform (self, change);
}

DexFuture *
coffret_session_remove_attachment (CoffretSession *self, const CoffretAttachmentRow *row)
{
  g_autofree char *label = NULL;
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  /* Translators: %s is the name of a file. What can be undone. */
  label = g_strdup_printf (C_ ("undone", "Remove “%s”"), row->name);
  change = coffret_change_new (label);
  coffret_commands_add_attachment_removal (change, row->credential, row->id);
  return coffret_session_perform (self, change);
}

DexFuture *
coffret_session_place_attachment (CoffretSession *self,
                                  const CoffretAttachmentRow *row,
                                  const char *next,
                                  const char *was)
{
  g_autofree char *label = NULL;
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  /* Translators: %s is the name of a file. What can be undone. */
  label = g_strdup_printf (_ ("Move “%s”"), row->name);
  change = coffret_change_new (label);
  coffret_commands_add_attachment_place (change, row->credential, row->id, next, was);
  return coffret_session_perform (self, change);
}

typedef struct {
  CoffretVault *vault;
  char *original;
  GFile *file;
  char *path;
  GCancellable *cancellable;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  coffret_vault_unref (saving->vault);
  g_free (saving->original);
  g_clear_object (&saving->file);
  g_free (saving->path);
  g_clear_object (&saving->cancellable);
  g_free (saving);
}

/* A stream that is cancelled as it is closed leaves what was there before. */
static gboolean
save_to_file (Saving *saving, GError **error)
{
  g_autoptr (GFileOutputStream) stream = g_file_replace (
    saving->file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, saving->cancellable, error);
  g_autoptr (GCancellable) cancelled = NULL;

  if (stream == NULL)
    return FALSE;
  if (coffret_outgoing_write (saving->vault, saving->original, G_OUTPUT_STREAM (stream), NULL, NULL,
                              saving->cancellable, error))
    return g_output_stream_close (G_OUTPUT_STREAM (stream), saving->cancellable, error);
  cancelled = g_cancellable_new ();
  g_cancellable_cancel (cancelled);
  g_output_stream_close (G_OUTPUT_STREAM (stream), cancelled, NULL);
  return FALSE;
}

static DexFuture *
save (gpointer data)
{
  Saving *saving = data;
  g_autoptr (GError) error = NULL;
  gboolean saved = saving->file != NULL
                     ? save_to_file (saving, &error)
                     : coffret_outgoing_save (saving->vault, saving->original, saving->path, 0600,
                                              NULL, NULL, saving->cancellable, &error);

  return saved ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
coffret_session_save_attachment (CoffretSession *self,
                                 const CoffretAttachmentRow *row,
                                 GFile *file,
                                 const char *path,
                                 GCancellable *cancellable)
{
  Saving *saving;

  g_return_val_if_fail ((file == NULL) != (path == NULL), dex_future_new_false ());
  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  saving = g_new0 (Saving, 1);
  saving->vault = coffret_vault_ref (coffret_session_get_vault (self));
  saving->original = g_strdup (row->original_id);
  g_set_object (&saving->file, file);
  saving->path = g_strdup (path);
  g_set_object (&saving->cancellable, cancellable);
  return coffret_session_keep (coffret_work_block (save, saving, saving_free));
}

typedef struct {
  CoffretVault *vault;
  char *original;
  gint64 size;
  int page;
  int width;
  int height;
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *drawing = data;

  coffret_vault_unref (drawing->vault);
  g_free (drawing->original);
  g_free (drawing);
}

static DexFuture *
draw (gpointer data)
{
  Drawing *drawing = data;
  g_autoptr (GError) error = NULL;
  GBytes *png = coffret_document_draw (drawing->vault, drawing->original, drawing->size,
                                       drawing->page, drawing->width, drawing->height, &error);

  return png != NULL ? dex_future_new_take_boxed (G_TYPE_BYTES, png)
                     : dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
coffret_session_preview_attachment (
  CoffretSession *self, const CoffretAttachmentRow *row, int page, int width, int height)
{
  Drawing *drawing;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  drawing = g_new (Drawing, 1);
  *drawing = (Drawing) { coffret_vault_ref (coffret_session_get_vault (self)),
                         g_strdup (row->original_id),
                         row->size,
                         page,
                         width,
                         height };
  return coffret_session_keep (coffret_work_block (draw, drawing, drawing_free));
}

typedef struct {
  char **words;
  GPtrArray *sets;
} Finding;

static void
finding_free (gpointer data)
{
  Finding *finding = data;

  g_strfreev (finding->words);
  g_ptr_array_unref (finding->sets);
  g_free (finding);
}

static gboolean
find (CoffretDatabase *database, gpointer data, GError **error)
{
  Finding *finding = data;

  g_ptr_array_set_size (finding->sets, 0);
  for (guint i = 0; finding->words[i] != NULL; i++) {
    GHashTable *set = coffret_attachments_find_word (database, finding->words[i], error);

    if (set == NULL)
      return FALSE;
    g_ptr_array_add (finding->sets, set);
  }
  return TRUE;
}

static DexFuture *
on_found (DexFuture *future, gpointer data)
{
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_ptr_array_ref (((Finding *) data)->sets));
}

DexFuture *
coffret_session_find_in_attachments (CoffretSession *self, const char *const *words)
{
  Finding *finding;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  finding = g_new0 (Finding, 1);
  finding->words = g_strdupv ((char **) words);
  finding->sets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  return coffret_session_keep (
    dex_future_then (coffret_vault_run (coffret_session_get_vault (self), COFFRET_PRIORITY_HIGH,
                                        find, finding, NULL),
                     on_found, finding, finding_free));
}

static DexFuture *
on_added (DexFuture *future, gpointer data)
{
  g_autoptr (CoffretOutcome) outcome = g_list_model_get_item (data, 0);
  const GError *error = outcome != NULL ? coffret_outcome_get_error (outcome) : NULL;

  if (error != NULL)
    return dex_future_new_for_error (g_error_copy (error));
  if (outcome == NULL)
    return coffret_session_reject_ended ();
  return dex_future_new_take_string (g_strdup (coffret_outcome_get_id (outcome)));
}

DexFuture *
coffret_session_add_own (CoffretSession *self, const CoffretOwnEntry *own, const char *compartment)
{
  g_autoptr (GBytes) bytes = coffret_own_entry_to_bytes (own);
  g_autoptr (CoffretImport) import = NULL;
  g_autofree char *title = clean_name (own->title);
  g_autofree char *name = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  import = coffret_session_import (self, compartment);
  name = g_strconcat (title != NULL ? g_strdelimit (title, "/", '-') : "", ".json", NULL);
  coffret_import_add_bytes (import, bytes, name);
  return coffret_session_keep (dex_future_then (coffret_import_start (import), on_added,
                                                g_object_ref (import), g_object_unref));
}

typedef struct {
  CoffretSession *session;
  CoffretEntry *entry;
  GBytes *bytes;
} Changing;

static void
changing_free (gpointer data)
{
  Changing *changing = data;

  g_object_unref (changing->session);
  g_object_unref (changing->entry);
  g_bytes_unref (changing->bytes);
  g_free (changing);
}

/* RECORD in the circumstances of BEFORE. */
static CoffretRecord *
record_of (GBytes *bytes, const CoffretRecord *before, GError **error)
{
  g_autoptr (CoffretItem) item = coffret_reader_read_place (bytes, "", error);
  CoffretRecord *record;

  if (item == NULL)
    return NULL;
  if (item->credential == NULL) {
    if (item->error != NULL)
      g_propagate_error (error, g_error_copy (item->error));
    else
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("This entry has no title."));
    return NULL;
  }
  record = coffret_record_new (item, "", before->file_name);
  g_set_str (&record->id, before->id);
  record->received = before->received;
  record->trashed = before->trashed;
  g_set_str (&record->verdict, before->verdict);
  record->verifier = before->verifier;
  record->checked = before->checked;
  return record;
}

static DexFuture *
change_own (gpointer data)
{
  Changing *changing = data;
  CoffretSession *self = changing->session;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) was =
    dex_await_boxed (coffret_session_original (self, changing->entry), &error);
  g_autoptr (CoffretRecord) record = NULL;
  g_autoptr (CoffretChange) change = NULL;
  g_autofree char *label = NULL;
  CoffretRecord *before = (CoffretRecord *) coffret_entry_get_record (changing->entry);

  if (was != NULL && g_strcmp0 (before->format, "own") != 0)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s",
                                  _ ("Only what you typed in yourself can be changed."));
  if (was != NULL)
    record = record_of (changing->bytes, before, &error);
  if (record == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (g_bytes_equal (was, changing->bytes))
    return dex_future_new_true ();
  /* Translators: %s is the title of a credential. What can be undone. */
  label = g_strdup_printf (_ ("Change “%s”"), coffret_entry_get_title (changing->entry));
  change = coffret_change_new (label);
  coffret_commands_add_replacement (change, record, changing->bytes, before, was);
  return coffret_session_perform (self, change);
}

DexFuture *
coffret_session_change_own (CoffretSession *self, CoffretEntry *entry, const CoffretOwnEntry *own)
{
  Changing *changing;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  changing = g_new (Changing, 1);
  changing->session = g_object_ref (self);
  changing->entry = g_object_ref (entry);
  changing->bytes = coffret_own_entry_to_bytes (own);
  return coffret_session_keep (
    dex_scheduler_spawn (dex_scheduler_get_default (), 0, change_own, changing, changing_free));
}

static gboolean
find_leftovers (CoffretDatabase *database, gpointer data, GError **error)
{
  gboolean left = FALSE;

  return coffret_leftovers_find (database, &left, error);
}

static gboolean
sweep_some (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_leftovers_sweep (database, data, error);
}

/* What cannot be swept now will be the next time. */
static DexFuture *
sweep (gpointer data)
{
  gboolean done = FALSE;

  while (!done && coffret_vault_run_sync (data, COFFRET_PRIORITY_LOW, sweep_some, &done, NULL))
    ;
  return dex_future_new_true ();
}

static DexFuture *
on_found_leftovers (DexFuture *future, gpointer data)
{
  return coffret_work_block (sweep, coffret_vault_ref (data), (GDestroyNotify) coffret_vault_unref);
}

void
coffret_session_sweep (CoffretSession *self, gboolean first)
{
  CoffretVault *vault = coffret_session_get_vault (self);

  if (coffret_vault_is_read_only (vault))
    return;
  /* Asked for here, before anything can be on its way in. */
  if (first)
    dex_future_disown (dex_future_then (
      coffret_vault_run (vault, COFFRET_PRIORITY_LOW, find_leftovers, NULL, NULL),
      on_found_leftovers, coffret_vault_ref (vault), (GDestroyNotify) coffret_vault_unref));
  else
    dex_future_disown (on_found_leftovers (NULL, vault));
}
