#include "organise/holder-commands.h"

#include "organise/entry-private.h"
#include "organise/library-private.h"

typedef struct {
  char *credential;
  gboolean note; /* or else the title */
  char *text;
  char *before; /* known once applied */
} Writing;

/* Saving one, or taking it away: the row of what is to be is NULL then. */
typedef struct {
  char *id;
  CoffretIdentityRow *row;
  CoffretIdentityRow *before; /* NULL: there was none; known once applied */
} Naming;

static void
add_writing (CoffretChange *change, const char *credential, gboolean note, const char *text);
static void add_naming (CoffretChange *change, const char *id, const CoffretIdentityRow *row);

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_free (writing->credential);
  g_free (writing->text);
  g_free (writing->before);
  g_free (writing);
}

static gboolean
writing_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Writing *writing = data;

  return (writing->note ? coffret_layers_set_note : coffret_layers_set_title) (
    database, writing->credential, writing->text, error);
}

static void
writing_apply (gpointer data, CoffretLibrary *library)
{
  Writing *writing = data;
  CoffretEntry *entry = coffret_library_find (library, writing->credential);
  g_autoptr (CoffretLayer) layer = NULL;
  const CoffretLayer *now;

  g_set_str (&writing->before, writing->text);
  if (entry == NULL)
    return;
  now = coffret_entry_get_layer (entry);
  if (writing->note) {
    g_set_str (&writing->before, coffret_entry_get_note (entry));
    layer = coffret_layer_with_note (now, writing->text);
  } else {
    g_set_str (&writing->before, coffret_entry_get_own_title (entry));
    layer = coffret_layer_with_title (now, writing->text);
  }
  coffret_library_set_layer (library, writing->credential, layer);
}

static void
writing_invert (gpointer data, CoffretChange *change)
{
  Writing *writing = data;

  if (g_strcmp0 (writing->text, writing->before) != 0)
    add_writing (change, writing->credential, writing->note, writing->before);
}

static gboolean
writing_prune (gpointer data, CoffretLibrary *library)
{
  Writing *writing = data;

  return coffret_library_find (library, writing->credential) != NULL;
}

static const CoffretCommandKind writing_kind = {
  .run = writing_run,
  .apply = writing_apply,
  .invert = writing_invert,
  .prune = writing_prune,
  .free = writing_free,
};

static void
naming_free (gpointer data)
{
  Naming *naming = data;

  g_free (naming->id);
  g_clear_pointer (&naming->row, coffret_identity_row_free);
  g_clear_pointer (&naming->before, coffret_identity_row_free);
  g_free (naming);
}

static gboolean
naming_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Naming *naming = data;

  return naming->row != NULL ? coffret_identities_save (database, naming->row, error)
                             : coffret_identities_remove (database, naming->id, error);
}

static void
naming_apply (gpointer data, CoffretLibrary *library)
{
  Naming *naming = data;
  CoffretIdentity *identity = coffret_library_find_identity (library, naming->id);

  g_clear_pointer (&naming->before, coffret_identity_row_free);
  if (identity != NULL)
    naming->before = coffret_identity_row_copy (coffret_identity_get_row (identity));
  coffret_library_set_identity (library, naming->id, naming->row);
}

static void
naming_invert (gpointer data, CoffretChange *change)
{
  Naming *naming = data;

  if (naming->row != NULL || naming->before != NULL)
    add_naming (change, naming->id, naming->before);
}

static gboolean
keep (gpointer data, CoffretLibrary *library)
{
  return TRUE;
}

static const CoffretCommandKind naming_kind = {
  .run = naming_run,
  .apply = naming_apply,
  .invert = naming_invert,
  .prune = keep,
  .free = naming_free,
};

static void
add_writing (CoffretChange *change, const char *credential, gboolean note, const char *text)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->credential = g_strdup (credential);
  writing->note = note;
  writing->text = g_strdup (text);
  coffret_change_add (change, &writing_kind, writing);
}

static void
add_naming (CoffretChange *change, const char *id, const CoffretIdentityRow *row)
{
  Naming *naming = g_new0 (Naming, 1);

  naming->id = g_strdup (id);
  naming->row = row != NULL ? coffret_identity_row_copy (row) : NULL;
  coffret_change_add (change, &naming_kind, naming);
}

void
coffret_commands_add_title (CoffretChange *change, const char *credential, const char *text)
{
  add_writing (change, credential, FALSE, text);
}

void
coffret_commands_add_note (CoffretChange *change, const char *credential, const char *text)
{
  add_writing (change, credential, TRUE, text);
}

void
coffret_commands_add_identity (CoffretChange *change, const CoffretIdentityRow *row)
{
  add_naming (change, row->id, row);
}

void
coffret_commands_add_identity_removal (CoffretChange *change, const char *id)
{
  add_naming (change, id, NULL);
}
