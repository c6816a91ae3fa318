#include "organise/attachment-reading.h"

#include "base/settle.h"
#include "organise/document-text.h"
#include "organise/library-private.h"
#include "organise/session-private.h"
#include "organise/work.h"
#include "vault/attachments.h"

#define UNDER_WAY "coffret-attachments-read"
#define ASKED_AGAIN "coffret-attachments-read-again"
/* Words that are written together. */
#define TOGETHER 400

/* One attachment that is being read. */
typedef struct {
  CoffretVault *vault;
  CoffretAttachmentRow *row; /* NULL: there is no other */
  CoffretDocumentText *text; /* NULL: there is nothing in it */
} Reading;

typedef struct {
  const char *id;
  const CoffretDocumentText *text;
  guint next;
} Writing;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->row, coffret_attachment_row_free);
  g_clear_pointer (&reading->text, coffret_document_text_free);
  g_clear_pointer (&reading->vault, coffret_vault_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
find_unread (CoffretDatabase *database, gpointer data, GError **error)
{
  Reading *reading = data;
  g_autoptr (GPtrArray) ids = coffret_attachments_unread (database, 1, error);
  g_autoptr (GError) reason = NULL;

  if (ids == NULL)
    return FALSE;
  if (ids->len == 0)
    return TRUE;
  reading->row = coffret_attachments_get (database, g_ptr_array_index (ids, 0), &reason);
  return coffret_settle (&reason, error);
}

/* As many words as go together. */
static char **
batch (const Writing *writing)
{
  const char *const *words = (const char *const *) writing->text->words + writing->next;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < TOGETHER && words[i] != NULL; i++)
    g_strv_builder_add (builder, words[i]);
  return g_strv_builder_end (builder);
}

static gboolean
write_first (CoffretDatabase *database, gpointer data, GError **error)
{
  const Writing *writing = data;
  const CoffretDocumentText *text = writing->text;
  g_auto (GStrv) words = text != NULL ? batch (writing) : NULL;

  return coffret_attachments_describe (
    database, writing->id, text != NULL ? text->pages : 0, text != NULL ? text->signatures : NULL,
    (const char *const *) words, text == NULL || g_strv_length (text->words) <= TOGETHER, error);
}

static gboolean
write_more (CoffretDatabase *database, gpointer data, GError **error)
{
  const Writing *writing = data;
  g_auto (GStrv) words = batch (writing);

  return coffret_attachments_add_words (
    database, writing->id, words[0] != NULL ? (const char *const *) words : NULL, error);
}

static DexFuture *
read_one (gpointer data)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  Writing writing = { 0 };
  guint n;

  reading->text = coffret_document_text_read (reading->vault, reading->row->original_id,
                                              reading->row->media_type, reading->row->size, &error);
  writing = (Writing) { reading->row->id, reading->text, 0 };
  /* A damaged file has no words; without the program all wait for another day. */
  if (error != NULL && !g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED))
    return dex_future_new_for_error (g_steal_pointer (&error));
  g_clear_error (&error);
  if (!coffret_vault_run_sync (reading->vault, COFFRET_PRIORITY_LOW, write_first, &writing, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  n = reading->text != NULL ? g_strv_length (reading->text->words) : 0;
  if (n <= TOGETHER)
    return dex_future_new_true ();
  do {
    writing.next = MIN (writing.next + TOGETHER, n);
    if (!coffret_vault_run_sync (reading->vault, COFFRET_PRIORITY_LOW, write_more, &writing,
                                 &error))
      return dex_future_new_for_error (g_steal_pointer (&error));
  } while (writing.next < n);
  return dex_future_new_true ();
}

static DexFuture *
read_all (gpointer data)
{
  CoffretSession *self = data;
  gboolean more = TRUE;

  while (more && !coffret_session_is_ended (self)) {
    CoffretVault *vault = coffret_session_get_vault (self);
    g_auto (Reading) reading = { .vault = coffret_vault_ref (vault) };

    g_object_set_data (G_OBJECT (self), ASKED_AGAIN, NULL);
    more = dex_await (coffret_vault_run (vault, COFFRET_PRIORITY_LOW, find_unread, &reading, NULL),
                      NULL) &&
           reading.row != NULL && dex_await (coffret_work_block (read_one, &reading, NULL), NULL);
    if (more)
      coffret_library_attachments_changed (coffret_session_get_library (self),
                                           reading.row->credential);
    else
      more = g_object_get_data (G_OBJECT (self), ASKED_AGAIN) != NULL;
  }
  g_object_set_data (G_OBJECT (self), UNDER_WAY, NULL);
  return dex_future_new_true ();
}

void
coffret_session_read_attachments (CoffretSession *self)
{
  if (coffret_session_is_ended (self) ||
      coffret_vault_is_read_only (coffret_session_get_vault (self)))
    return;
  g_object_set_data (G_OBJECT (self), ASKED_AGAIN, self);
  if (g_object_get_data (G_OBJECT (self), UNDER_WAY) != NULL)
    return;
  g_object_set_data (G_OBJECT (self), UNDER_WAY, self);
  dex_future_disown (dex_scheduler_spawn (dex_scheduler_get_default (), 0, read_all,
                                          g_object_ref (self), g_object_unref));
}
