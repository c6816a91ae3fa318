#include "vault/restore-attachments.h"

#include "base/fold.h"
#include "vault/attachments.h"
#include "vault/chunks.h"
#include "vault/incoming.h"
#include "vault/outgoing.h"

#include <string.h>

#define TOGETHER 4
#define MAX_NAME 255

typedef enum {
  STEP_LOOK,   /* whether its bytes are here */
  STEP_COPY,   /* some of them */
  STEP_SETTLE, /* all of them are */
  STEP_GIVE_UP,
} Step;

struct _CoffretRestoreAttachments {
  CoffretDatabase *source;
  CoffretRestoreReport *report;
  GPtrArray *rows;   /* CoffretAttachmentRow, there */
  GHashTable *there; /* credentials there that have some; a set */
  GHashTable *here;  /* credential there -> here */
  guint next;
  CoffretAttachmentRow *row; /* under way, as it is to be here; NULL: none */
  char *original;            /* there */
  char *sha256;              /* that it is said to have */
  Step step;
  CoffretIncoming *incoming;
  gint64 n;
};

CoffretRestoreAttachments *
coffret_restore_attachments_new (CoffretDatabase *source,
                                 CoffretRestoreReport *report,
                                 GError **error)
{
  g_autoptr (CoffretRestoreAttachments) self = g_new0 (CoffretRestoreAttachments, 1);

  self->source = source;
  self->report = report;
  self->there = g_hash_table_new (g_str_hash, g_str_equal);
  self->here = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->rows = coffret_attachments_list (source, NULL, error);
  if (self->rows == NULL)
    return NULL;
  for (guint i = 0; i < self->rows->len; i++)
    g_hash_table_add (self->there,
                      ((CoffretAttachmentRow *) g_ptr_array_index (self->rows, i))->credential);
  return g_steal_pointer (&self);
}

static void
forget_row (CoffretRestoreAttachments *self)
{
  g_clear_pointer (&self->row, coffret_attachment_row_free);
  g_clear_pointer (&self->original, g_free);
  g_clear_pointer (&self->sha256, g_free);
  g_clear_pointer (&self->incoming, coffret_incoming_free);
}

void
coffret_restore_attachments_free (CoffretRestoreAttachments *self)
{
  if (self == NULL)
    return;
  forget_row (self);
  g_clear_pointer (&self->here, g_hash_table_unref);
  g_clear_pointer (&self->there, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

void
coffret_restore_attachments_map (CoffretRestoreAttachments *self,
                                 const char *there,
                                 const char *here)
{
  gpointer key = NULL;

  if (g_hash_table_lookup_extended (self->there, there, &key, NULL))
    g_hash_table_insert (self->here, key, g_strdup (here));
}

/* It becomes a part of what the desktop is asked. */
static char *
plain_type (const char *type)
{
  static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-+./";

  return g_strdup (strlen (type) < 128 && strspn (type, plain) == strlen (type)
                     ? type
                     : "application/octet-stream");
}

static char *
find_sha256 (CoffretDatabase *source, const char *original, GError **error)
{
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    source, "SELECT sha256 FROM originals WHERE id = ?", error, "s", original);

  return statement != NULL && coffret_statement_step (statement, error)
           ? g_strdup (coffret_statement_text (statement, 0))
           : NULL;
}

static void
add_loss (CoffretRestoreAttachments *self, const char *name)
{
  g_ptr_array_add (self->report->lost, g_strdup (name));
  g_ptr_array_add (self->report->lost_files, g_strdup (name));
}

/* FALSE: what it was beside has not come in, or an error. */
static gboolean
take_up (CoffretRestoreAttachments *self, const CoffretAttachmentRow *there, GError **error)
{
  const char *here = g_hash_table_lookup (self->here, there->credential);
  g_autofree char *name = coffret_clean (there->name, MAX_NAME, FALSE);
  g_autofree char *type = plain_type (there->media_type);
  g_autoptr (GError) reason = NULL;

  if (here == NULL)
    return FALSE;
  self->sha256 = find_sha256 (self->source, there->original_id, &reason);
  if (self->sha256 == NULL) {
    if (reason == NULL)
      add_loss (self, name);
    else
      g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  self->original = g_strdup (there->original_id);
  self->row = coffret_attachment_row_new (here, NULL, name, type);
  self->row->size = there->size;
  self->row->added = MIN (there->added, self->row->added);
  self->step = STEP_LOOK;
  return TRUE;
}

/* Damage in the source loses one file, not the others. */
static void
copy (CoffretRestoreAttachments *self)
{
  for (guint i = 0; i < TOGETHER && self->step == STEP_COPY; i++) {
    g_autoptr (GError) reason = NULL;
    g_autoptr (GBytes) chunk =
      coffret_outgoing_chunk (self->source, self->original, self->n, &reason);

    if (chunk != NULL) {
      coffret_incoming_feed (self->incoming, chunk);
      self->n++;
    }
    if (reason != NULL || coffret_incoming_get_size (self->incoming) > self->row->size)
      self->step = STEP_GIVE_UP;
    else if (chunk == NULL)
      self->step = coffret_incoming_get_size (self->incoming) == self->row->size &&
                       g_str_equal (coffret_incoming_get_sha256 (self->incoming), self->sha256)
                     ? STEP_SETTLE
                     : STEP_GIVE_UP;
  }
}

gboolean
coffret_restore_attachments_prepare (CoffretRestoreAttachments *self,
                                     gboolean *done,
                                     GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (self->row != NULL && self->step == STEP_COPY)
    copy (self);
  while (self->row == NULL && self->next < self->rows->len) {
    take_up (self, g_ptr_array_index (self->rows, self->next++), &reason);
    if (reason != NULL) {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  }
  *done = self->row == NULL;
  return TRUE;
}

/* The row goes with it. */
static gboolean
add_row (CoffretRestoreAttachments *self,
         CoffretDatabase *target,
         const char *original,
         GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *same =
    coffret_attachments_find_same (target, self->row->credential, original, &reason);

  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  if (same == NULL) {
    g_set_str (&self->row->original_id, original);
    if (!coffret_attachments_add (target, self->row, error))
      return FALSE;
    self->report->attachments++;
  }
  forget_row (self);
  return TRUE;
}

static gboolean
look (CoffretRestoreAttachments *self, CoffretDatabase *target, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *original = coffret_originals_find (target, self->sha256, &reason);

  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  if (original != NULL)
    return add_row (self, target, original, error);
  self->incoming = coffret_incoming_new ();
  self->n = 0;
  self->step = STEP_COPY;
  return TRUE;
}

static gboolean
settle (CoffretRestoreAttachments *self, CoffretDatabase *target, GError **error)
{
  g_autofree char *original = NULL;

  if (!coffret_incoming_write (target, self->incoming, error))
    return FALSE;
  original = coffret_incoming_settle (self->incoming, target, self->row->name, error);
  return original != NULL && add_row (self, target, original, error);
}

static gboolean
give_up (CoffretRestoreAttachments *self, CoffretDatabase *target, GError **error)
{
  if (!coffret_incoming_abandon (self->incoming, target, error))
    return FALSE;
  add_loss (self, self->row->name);
  forget_row (self);
  return TRUE;
}

gboolean
coffret_restore_attachments_apply (CoffretRestoreAttachments *self,
                                   CoffretDatabase *target,
                                   GError **error)
{
  if (self->row == NULL)
    return TRUE;
  switch (self->step) {
  case STEP_COPY:
    return coffret_incoming_write (target, self->incoming, error);
  case STEP_SETTLE:
    return settle (self, target, error);
  case STEP_GIVE_UP:
    return give_up (self, target, error);
  case STEP_LOOK:
  default:
    return look (self, target, error);
  }
}

void
coffret_restore_attachments_discard (CoffretRestoreAttachments *self, CoffretVault *vault)
{
  if (self->incoming != NULL)
    coffret_incoming_discard (self->incoming, vault);
}
