#include "organise/marking-commands.h"

#include "organise/entry-private.h"
#include "organise/library-private.h"
#include "vault/layers.h"

typedef struct {
  char *tag;          /* NULL: the favourite mark */
  gboolean marked;    /* or else not any more */
  GPtrArray *ids;     /* credentials */
  GPtrArray *changed; /* those of which it was not so before; known once applied */
} Marking;

typedef struct {
  char *credential;
  CoffretInstant awarded;
  CoffretInstant expires;
  CoffretInstant awarded_before; /* known once applied */
  CoffretInstant expires_before;
} Dating;

typedef struct {
  char *credential;
  char *field;
  char *language;
  char *text;
  char *before; /* known once applied */
} Wording;

static void
marking_free (gpointer data)
{
  Marking *marking = data;

  g_free (marking->tag);
  g_ptr_array_unref (marking->ids);
  g_ptr_array_unref (marking->changed);
  g_free (marking);
}

static gboolean
marking_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Marking *marking = data;

  for (guint i = 0; i < marking->ids->len; i++) {
    const char *id = g_ptr_array_index (marking->ids, i);
    gboolean done =
      marking->tag != NULL
        ? coffret_layers_set_tag (database, id, marking->tag, marking->marked, NULL, error)
        : coffret_layers_set_favourite (database, id, marking->marked, error);

    if (!done)
      return FALSE;
  }
  return TRUE;
}

static void
marking_apply (gpointer data, CoffretLibrary *library)
{
  Marking *marking = data;

  g_ptr_array_set_size (marking->changed, 0);
  for (guint i = 0; i < marking->ids->len; i++) {
    const char *id = g_ptr_array_index (marking->ids, i);
    CoffretEntry *entry = coffret_library_find (library, id);
    const CoffretLayer *now = entry != NULL ? coffret_entry_get_layer (entry) : NULL;
    g_autoptr (CoffretLayer) layer = marking->tag != NULL
                                       ? coffret_layer_with_tag (now, marking->tag, marking->marked)
                                       : coffret_layer_with_favourite (now, marking->marked);

    if (entry == NULL || coffret_layer_equal (now, layer))
      continue;
    g_ptr_array_add (marking->changed, g_strdup (id));
    coffret_library_set_layer (library, id, layer);
  }
}

static void
marking_invert (gpointer data, CoffretChange *change)
{
  Marking *marking = data;

  coffret_commands_add_mark (change, marking->changed, marking->tag, !marking->marked);
}

static gboolean
marking_prune (gpointer data, CoffretLibrary *library)
{
  Marking *marking = data;

  for (guint i = marking->ids->len; i > 0; i--)
    if (coffret_library_find (library, g_ptr_array_index (marking->ids, i - 1)) == NULL)
      g_ptr_array_remove_index (marking->ids, i - 1);
  return marking->ids->len > 0;
}

static const CoffretCommandKind marking_kind = {
  .run = marking_run,
  .apply = marking_apply,
  .invert = marking_invert,
  .prune = marking_prune,
  .free = marking_free,
};

static void
dating_free (gpointer data)
{
  Dating *dating = data;

  g_free (dating->credential);
  g_free (dating);
}

static gboolean
dating_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Dating *dating = data;

  return coffret_layers_set_dates (database, dating->credential, dating->awarded, dating->expires,
                                   error);
}

static void
dating_apply (gpointer data, CoffretLibrary *library)
{
  Dating *dating = data;
  CoffretEntry *entry = coffret_library_find (library, dating->credential);
  const CoffretLayer *now = entry != NULL ? coffret_entry_get_layer (entry) : NULL;
  g_autoptr (CoffretLayer) layer = coffret_layer_with_dates (now, dating->awarded, dating->expires);

  dating->awarded_before = now != NULL ? now->awarded : COFFRET_INSTANT_NONE;
  dating->expires_before = now != NULL ? now->expires : COFFRET_INSTANT_NONE;
  coffret_library_set_layer (library, dating->credential, layer);
}

static void
dating_invert (gpointer data, CoffretChange *change)
{
  Dating *dating = data;

  if (dating->awarded != dating->awarded_before || dating->expires != dating->expires_before)
    coffret_commands_add_dates (change, dating->credential, dating->awarded_before,
                                dating->expires_before);
}

static gboolean
dating_prune (gpointer data, CoffretLibrary *library)
{
  return coffret_library_find (library, ((Dating *) data)->credential) != NULL;
}

static const CoffretCommandKind dating_kind = {
  .run = dating_run,
  .apply = dating_apply,
  .invert = dating_invert,
  .prune = dating_prune,
  .free = dating_free,
};

static void
wording_free (gpointer data)
{
  Wording *wording = data;

  g_free (wording->credential);
  g_free (wording->field);
  g_free (wording->language);
  g_free (wording->text);
  g_free (wording->before);
  g_free (wording);
}

static gboolean
wording_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Wording *wording = data;

  return coffret_layers_set_text (database, wording->credential, wording->field, wording->language,
                                  wording->text, error);
}

static void
wording_apply (gpointer data, CoffretLibrary *library)
{
  Wording *wording = data;
  CoffretEntry *entry = coffret_library_find (library, wording->credential);
  const CoffretLayer *now = entry != NULL ? coffret_entry_get_layer (entry) : NULL;
  g_autoptr (CoffretLayer) layer =
    coffret_layer_with_text (now, wording->field, wording->language, wording->text);

  g_set_str (&wording->before, coffret_layer_get_text (now, wording->field, wording->language));
  coffret_library_set_layer (library, wording->credential, layer);
}

static void
wording_invert (gpointer data, CoffretChange *change)
{
  Wording *wording = data;

  if (g_strcmp0 (wording->text, wording->before) != 0)
    coffret_commands_add_text (change, wording->credential, wording->field, wording->language,
                               wording->before);
}

static gboolean
wording_prune (gpointer data, CoffretLibrary *library)
{
  return coffret_library_find (library, ((Wording *) data)->credential) != NULL;
}

static const CoffretCommandKind wording_kind = {
  .run = wording_run,
  .apply = wording_apply,
  .invert = wording_invert,
  .prune = wording_prune,
  .free = wording_free,
};

void
coffret_commands_add_mark (CoffretChange *change, GPtrArray *ids, const char *tag, gboolean marked)
{
  Marking *marking;

  if (ids->len == 0)
    return;
  marking = g_new0 (Marking, 1);
  marking->tag = g_strdup (tag);
  marking->marked = marked;
  marking->ids = g_ptr_array_new_full (ids->len, g_free);
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (marking->ids, g_strdup (g_ptr_array_index (ids, i)));
  marking->changed = g_ptr_array_new_with_free_func (g_free);
  coffret_change_add (change, &marking_kind, marking);
}

void
coffret_commands_add_dates (CoffretChange *change,
                            const char *credential,
                            CoffretInstant awarded,
                            CoffretInstant expires)
{
  Dating *dating = g_new0 (Dating, 1);

  dating->credential = g_strdup (credential);
  dating->awarded = awarded;
  dating->expires = expires;
  coffret_change_add (change, &dating_kind, dating);
}

void
coffret_commands_add_text (CoffretChange *change,
                           const char *credential,
                           const char *field,
                           const char *language,
                           const char *text)
{
  Wording *wording = g_new0 (Wording, 1);

  wording->credential = g_strdup (credential);
  wording->field = g_strdup (field);
  wording->language = g_strdup (language);
  wording->text = g_strdup (text);
  coffret_change_add (change, &wording_kind, wording);
}
