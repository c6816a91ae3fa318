#include "vault/restore-attachments.h"

#include "base/fold.h"
#include "vault/attachments.h"
#include "vault/restore-file.h"

#include <string.h>

#define MAX_NAME 255

struct _CoffretRestoreAttachments {
  CoffretDatabase *source;
  CoffretRestoreReport *report;
  GPtrArray *rows;   /* CoffretAttachmentRow, there */
  GHashTable *there; /* credentials there that have some; a set */
  GHashTable *here;  /* credential there -> here */
  guint next;
  CoffretAttachmentRow *row; /* under way, as it is to be here; NULL: none */
  CoffretRestoreFile *file;  /* its bytes */
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
  g_clear_pointer (&self->file, coffret_restore_file_free);
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
  self->file = coffret_restore_file_new (self->source, there->original_id, &reason);
  if (self->file == NULL) {
    if (reason == NULL)
      add_loss (self, name);
    else
      g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  self->row = coffret_attachment_row_new (here, NULL, name, type);
  self->row->size = there->size;
  self->row->added = MIN (there->added, self->row->added);
  return TRUE;
}

gboolean
coffret_restore_attachments_prepare (CoffretRestoreAttachments *self,
                                     gboolean *done,
                                     GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (self->row != NULL)
    coffret_restore_file_prepare (self->file);
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

gboolean
coffret_restore_attachments_apply (CoffretRestoreAttachments *self,
                                   CoffretDatabase *target,
                                   GError **error)
{
  g_autofree char *original = NULL;
  gboolean lost;

  if (self->row == NULL)
    return TRUE;
  if (!coffret_restore_file_apply (self->file, target, self->row->name, &original, &lost, error))
    return FALSE;
  if (original != NULL)
    return add_row (self, target, original, error);
  if (lost) {
    add_loss (self, self->row->name);
    forget_row (self);
  }
  return TRUE;
}

void
coffret_restore_attachments_discard (CoffretRestoreAttachments *self, CoffretVault *vault)
{
  if (self->file != NULL)
    coffret_restore_file_discard (self->file, vault);
}
