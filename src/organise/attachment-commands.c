#include "organise/attachment-commands.h"

#include <glib/gi18n-lib.h>

#include "organise/library-private.h"

/* One that comes for the first time: nothing but its removal takes it back. */
typedef struct {
  CoffretVault *vault;
  CoffretIncoming *incoming;
  CoffretAttachmentRow *row;
  gboolean done;
} Coming;

/* Whether one that has been there is. */
typedef struct {
  char *credential;
  char *id;
  gboolean there;
} Presence;

/* Its name, or the one that it stands before. */
typedef struct {
  char *credential;
  char *id;
  gboolean name;
  char *text;
  char *before;
} Setting;

typedef struct {
  CoffretRecord *record;
  GBytes *bytes;
  CoffretRecord *before;
  GBytes *was;
} Replacing;

static void
add_presence (CoffretChange *change, const char *credential, const char *id, gboolean there);
static void add_setting (CoffretChange *change,
                         const char *credential,
                         const char *id,
                         gboolean name,
                         const char *text,
                         const char *before);

/* Waits for the vault. */
static gpointer
discard (gpointer data)
{
  Coming *coming = data;

  coffret_incoming_discard (coming->incoming, coming->vault);
  coffret_incoming_free (coming->incoming);
  coffret_vault_unref (coming->vault);
  g_free (coming);
  return NULL;
}

static void
coming_free (gpointer data)
{
  Coming *coming = data;

  coffret_attachment_row_free (g_steal_pointer (&coming->row));
  g_thread_unref (g_thread_new ("coffret-discard", discard, coming));
}

static gboolean
coming_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Coming *coming = data;
  g_autofree char *original =
    coffret_incoming_settle (coming->incoming, database, coming->row->name, error);
  g_autofree char *same = NULL;
  g_autoptr (GError) reason = NULL;

  if (original == NULL)
    return FALSE;
  same = coffret_attachments_find_same (database, coming->row->credential, original, &reason);
  if (same != NULL)
    g_set_error (&reason, G_IO_ERROR, G_IO_ERROR_EXISTS,
                 /* Translators: %s is the name of a file. */
                 _ ("“%s” is beside this credential already."), coming->row->name);
  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  g_set_str (&coming->row->original_id, original);
  return coffret_attachments_add (database, coming->row, error);
}

static void
coming_apply (gpointer data, CoffretLibrary *library)
{
  Coming *coming = data;

  coffret_library_attachments_changed (library, coming->row->credential);
}

static void
coming_invert (gpointer data, CoffretChange *change)
{
  Coming *coming = data;

  add_presence (change, coming->row->credential, coming->row->id, FALSE);
}

static gboolean
coming_prune (gpointer data, CoffretLibrary *library)
{
  return coffret_library_find (library, ((Coming *) data)->row->credential) != NULL;
}

static const CoffretCommandKind coming_kind = {
  .run = coming_run,
  .apply = coming_apply,
  .invert = coming_invert,
  .prune = coming_prune,
  .free = coming_free,
};

static void
presence_free (gpointer data)
{
  Presence *presence = data;

  g_free (presence->credential);
  g_free (presence->id);
  g_free (presence);
}

static gboolean
presence_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Presence *presence = data;

  return presence->there ? coffret_attachments_put_back (database, presence->id, error)
                         : coffret_attachments_remove (database, presence->id, error);
}

static void
presence_apply (gpointer data, CoffretLibrary *library)
{
  coffret_library_attachments_changed (library, ((Presence *) data)->credential);
}

static void
presence_invert (gpointer data, CoffretChange *change)
{
  Presence *presence = data;

  add_presence (change, presence->credential, presence->id, !presence->there);
}

static gboolean
presence_prune (gpointer data, CoffretLibrary *library)
{
  return coffret_library_find (library, ((Presence *) data)->credential) != NULL;
}

static const CoffretCommandKind presence_kind = {
  .run = presence_run,
  .apply = presence_apply,
  .invert = presence_invert,
  .prune = presence_prune,
  .free = presence_free,
};

static void
add_presence (CoffretChange *change, const char *credential, const char *id, gboolean there)
{
  Presence *presence = g_new0 (Presence, 1);

  presence->credential = g_strdup (credential);
  presence->id = g_strdup (id);
  presence->there = there;
  coffret_change_add (change, &presence_kind, presence);
}

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  g_free (setting->credential);
  g_free (setting->id);
  g_free (setting->text);
  g_free (setting->before);
  g_free (setting);
}

static gboolean
setting_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Setting *setting = data;

  return setting->name ? coffret_attachments_rename (database, setting->id, setting->text, error)
                       : coffret_attachments_place (database, setting->id, setting->text, error);
}

static void
setting_apply (gpointer data, CoffretLibrary *library)
{
  coffret_library_attachments_changed (library, ((Setting *) data)->credential);
}

static void
setting_invert (gpointer data, CoffretChange *change)
{
  Setting *setting = data;

  add_setting (change, setting->credential, setting->id, setting->name, setting->before,
               setting->text);
}

static gboolean
setting_prune (gpointer data, CoffretLibrary *library)
{
  return coffret_library_find (library, ((Setting *) data)->credential) != NULL;
}

static const CoffretCommandKind setting_kind = {
  .run = setting_run,
  .apply = setting_apply,
  .invert = setting_invert,
  .prune = setting_prune,
  .free = setting_free,
};

static void
add_setting (CoffretChange *change,
             const char *credential,
             const char *id,
             gboolean name,
             const char *text,
             const char *before)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->credential = g_strdup (credential);
  setting->id = g_strdup (id);
  setting->name = name;
  setting->text = g_strdup (text);
  setting->before = g_strdup (before);
  coffret_change_add (change, &setting_kind, setting);
}

static void
replacing_free (gpointer data)
{
  Replacing *replacing = data;

  coffret_record_unref (replacing->record);
  coffret_record_unref (replacing->before);
  g_bytes_unref (replacing->bytes);
  g_bytes_unref (replacing->was);
  g_free (replacing);
}

/* The original may have gone and come back, under another id. */
static gboolean
replacing_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Replacing *replacing = data;
  g_autofree char *original =
    coffret_originals_put (database, replacing->bytes, replacing->record->file_name, error);

  if (original == NULL)
    return FALSE;
  g_set_str (&replacing->record->original_id, original);
  return coffret_records_replace (database, replacing->record, error);
}

static void
replacing_apply (gpointer data, CoffretLibrary *library)
{
  coffret_library_set_record (library, ((Replacing *) data)->record);
}

static void
replacing_invert (gpointer data, CoffretChange *change)
{
  Replacing *replacing = data;

  coffret_commands_add_replacement (change, replacing->before, replacing->was, replacing->record,
                                    replacing->bytes);
}

static gboolean
replacing_prune (gpointer data, CoffretLibrary *library)
{
  return coffret_library_find (library, ((Replacing *) data)->record->id) != NULL;
}

static const CoffretCommandKind replacing_kind = {
  .run = replacing_run,
  .apply = replacing_apply,
  .invert = replacing_invert,
  .prune = replacing_prune,
  .free = replacing_free,
};

void
coffret_commands_add_attachment (CoffretChange *change,
                                 CoffretVault *vault,
                                 CoffretIncoming *incoming,
                                 const CoffretAttachmentRow *row)
{
  Coming *coming = g_new0 (Coming, 1);

  coming->vault = coffret_vault_ref (vault);
  coming->incoming = incoming;
  coming->row = coffret_attachment_row_copy (row);
  coffret_change_add (change, &coming_kind, coming);
}

void
coffret_commands_add_attachment_removal (CoffretChange *change,
                                         const char *credential,
                                         const char *id)
{
  add_presence (change, credential, id, FALSE);
}

void
coffret_commands_add_attachment_name (CoffretChange *change,
                                      const char *credential,
                                      const char *id,
                                      const char *name,
                                      const char *before)
{
  add_setting (change, credential, id, TRUE, name, before);
}

void
coffret_commands_add_attachment_place (
  CoffretChange *change, const char *credential, const char *id, const char *next, const char *was)
{
  add_setting (change, credential, id, FALSE, next, was);
}

void
coffret_commands_add_replacement (
  CoffretChange *change, CoffretRecord *record, GBytes *bytes, CoffretRecord *before, GBytes *was)
{
  Replacing *replacing = g_new0 (Replacing, 1);

  replacing->record = coffret_record_ref (record);
  replacing->bytes = g_bytes_ref (bytes);
  replacing->before = coffret_record_ref (before);
  replacing->was = g_bytes_ref (was);
  coffret_change_add (change, &replacing_kind, replacing);
}
