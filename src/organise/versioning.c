#include "organise/versioning.h"

#include <glib/gi18n-lib.h>

#include "credential/words.h"
#include "organise/commands.h"
#include "organise/holder-commands.h"
#include "organise/library-private.h"
#include "organise/marking-commands.h"
#include "organise/session-private.h"
#include "vault/versions.h"

typedef struct {
  char *older;
  char *newer;
  CoffretVersionAnswer answer;
  CoffretVersionAnswer before; /* known once applied */
} Answering;

typedef struct {
  CoffretSession *session;
  char *id;
  GPtrArray *found; /* ids */
} Finding;

static void add_answer (CoffretChange *change,
                        const char *older,
                        const char *newer,
                        CoffretVersionAnswer answer);

static void
answering_free (gpointer data)
{
  Answering *answering = data;

  g_free (answering->older);
  g_free (answering->newer);
  g_free (answering);
}

static gboolean
answering_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Answering *answering = data;

  return coffret_versions_set (database, answering->older, answering->newer, answering->answer,
                               error);
}

static void
answering_apply (gpointer data, CoffretLibrary *library)
{
  Answering *answering = data;

  answering->before = coffret_library_get_version (library, answering->older, answering->newer);
  coffret_library_set_version (library, answering->older, answering->newer, answering->answer);
}

static void
answering_invert (gpointer data, CoffretChange *change)
{
  Answering *answering = data;

  if (answering->answer != answering->before)
    add_answer (change, answering->older, answering->newer, answering->before);
}

static gboolean
answering_prune (gpointer data, CoffretLibrary *library)
{
  Answering *answering = data;

  return coffret_library_find_row (library, answering->older) != NULL &&
         coffret_library_find_row (library, answering->newer) != NULL;
}

static const CoffretCommandKind answering_kind = {
  .run = answering_run,
  .apply = answering_apply,
  .invert = answering_invert,
  .prune = answering_prune,
  .free = answering_free,
};

static void
add_answer (CoffretChange *change,
            const char *older,
            const char *newer,
            CoffretVersionAnswer answer)
{
  Answering *answering = g_new0 (Answering, 1);

  answering->older = g_strdup (older);
  answering->newer = g_strdup (newer);
  answering->answer = answer;
  coffret_change_add (change, &answering_kind, answering);
}

static const char *
id_at (GPtrArray *entries, guint position)
{
  return coffret_entry_get_id (g_ptr_array_index (entries, position));
}

static gboolean
holds (GPtrArray *entries, CoffretEntry *entry)
{
  return g_ptr_array_find (entries, entry, NULL);
}

static void
carry_compartments (CoffretChange *change,
                    CoffretLibrary *library,
                    CoffretEntry *from,
                    CoffretEntry *to,
                    GPtrArray *ids)
{
  const char *const *here = coffret_entry_get_compartments (to);

  for (const char *const *id = coffret_entry_get_compartments (from); *id != NULL; id++)
    if (!g_strv_contains (here, *id) && coffret_library_find_compartment (library, *id) != NULL)
      coffret_commands_add_put (change, ids, *id);
}

static void
carry_texts (CoffretChange *change, CoffretEntry *from, CoffretEntry *to)
{
  const CoffretLayer *layer = coffret_entry_get_layer (from);
  const CoffretLayer *here = coffret_entry_get_layer (to);

  for (guint i = 0; layer != NULL && i < layer->n_texts; i++) {
    const CoffretOwnText *text = &layer->texts[i];

    if (coffret_layer_get_text (here, text->field, text->language) == NULL)
      coffret_commands_add_text (change, coffret_entry_get_id (to), text->field, text->language,
                                 text->text);
  }
}

/* What was arranged of the one that is not shown any more. */
static void
carry (CoffretChange *change, CoffretLibrary *library, CoffretEntry *from, CoffretEntry *to)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  const char *id = coffret_entry_get_id (to);
  const char *const *tags = coffret_entry_get_tags (to);

  g_ptr_array_add (ids, g_strdup (id));
  carry_compartments (change, library, from, to, ids);
  if (coffret_entry_is_favourite (from) && !coffret_entry_is_favourite (to))
    coffret_commands_add_mark (change, ids, NULL, TRUE);
  for (const char *const *tag = coffret_entry_get_tags (from); *tag != NULL; tag++)
    if (!g_strv_contains (tags, *tag))
      coffret_commands_add_mark (change, ids, *tag, TRUE);
  if (coffret_entry_get_own_title (from) != NULL && coffret_entry_get_own_title (to) == NULL)
    coffret_commands_add_title (change, id, coffret_entry_get_own_title (from));
  if (coffret_entry_get_note (from) != NULL && coffret_entry_get_note (to) == NULL)
    coffret_commands_add_note (change, id, coffret_entry_get_note (from));
  carry_texts (change, from, to);
}

static char *
name (CoffretEntry *entry)
{
  return coffret_title_words (coffret_entry_get_title (entry), coffret_entry_get_kind (entry),
                              coffret_entry_get_issuer (entry));
}

DexFuture *
coffret_session_join_versions (CoffretSession *self, CoffretEntry *older, CoffretEntry *newer)
{
  CoffretLibrary *library = coffret_session_get_library (self);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (CoffretChange) change = NULL;
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;
  CoffretEntry *from, *to;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  before = coffret_library_list_versions (library, coffret_entry_get_id (older));
  after = coffret_library_list_versions (library, coffret_entry_get_id (newer));
  if (holds (before, newer))
    return dex_future_new_true ();
  title = name (newer);
  /* Translators: %s is the title of a credential. What can be undone. */
  label = g_strdup_printf (_ ("Keep the versions of “%s” together"), title);
  change = coffret_change_new (label);
  for (guint i = 0; i < before->len; i++)
    for (guint j = 0; j < after->len; j++)
      add_answer (change, id_at (before, i), id_at (after, j), COFFRET_VERSION_TOGETHER);
  from = coffret_library_find_newest (library, coffret_entry_get_id (older));
  to = coffret_library_find_newest (library, coffret_entry_get_id (newer));
  if (from != NULL && to != NULL)
    carry (change, library, from, to);
  return coffret_session_perform (self, change);
}

DexFuture *
coffret_session_keep_apart (CoffretSession *self, CoffretEntry *one, CoffretEntry *other)
{
  CoffretLibrary *library = coffret_session_get_library (self);
  g_autoptr (CoffretChange) change = NULL;
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (coffret_library_are_apart (library, coffret_entry_get_id (one), coffret_entry_get_id (other)))
    return dex_future_new_true ();
  title = name (other);
  /* Translators: %s is the title of a credential. What can be undone. */
  label = g_strdup_printf (_ ("Keep the versions of “%s” apart"), title);
  change = coffret_change_new (label);
  add_answer (change, coffret_entry_get_id (one), coffret_entry_get_id (other),
              COFFRET_VERSION_APART);
  return coffret_session_perform (self, change);
}

DexFuture *
coffret_session_take_apart (CoffretSession *self, CoffretEntry *entry)
{
  CoffretLibrary *library = coffret_session_get_library (self);
  const char *id = coffret_entry_get_id (entry);
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (CoffretChange) change = NULL;
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  versions = coffret_library_list_versions (library, id);
  title = name (entry);
  /* Translators: %s is the title of a credential. What can be undone. */
  label = g_strdup_printf (_ ("Take “%s” out of its history"), title);
  change = coffret_change_new (label);
  /* Both ways: whatever was said of the two before. */
  for (guint i = 0; i < versions->len; i++) {
    const char *other = id_at (versions, i);

    if (g_str_equal (other, id))
      continue;
    if (coffret_library_get_version (library, id, other) == COFFRET_VERSION_TOGETHER)
      add_answer (change, id, other, COFFRET_VERSION_APART);
    else
      add_answer (change, other, id, COFFRET_VERSION_APART);
  }
  return coffret_session_perform (self, change);
}

gboolean
coffret_version_is_later (CoffretEntry *entry, CoffretEntry *other)
{
  CoffretInstant one = coffret_entry_get_issuer_awarded (entry);
  CoffretInstant two = coffret_entry_get_issuer_awarded (other);

  if (one != two)
    return two > one;
  return coffret_entry_get_received (other) > coffret_entry_get_received (entry);
}

gboolean
coffret_version_may_update (const char *verdict)
{
  return g_strcmp0 (verdict, "invalid") != 0 && g_strcmp0 (verdict, "malformed") != 0;
}

static void
finding_free (gpointer data)
{
  Finding *finding = data;

  g_object_unref (finding->session);
  g_free (finding->id);
  g_clear_pointer (&finding->found, g_ptr_array_unref);
  g_free (finding);
}

static gboolean
find (CoffretDatabase *database, gpointer data, GError **error)
{
  Finding *finding = data;

  finding->found = coffret_versions_find (database, finding->id, error);
  return finding->found != NULL;
}

static gboolean
are_any_apart (CoffretLibrary *library, GPtrArray *own, GPtrArray *others)
{
  for (guint i = 0; i < own->len; i++)
    for (guint j = 0; j < others->len; j++)
      if (coffret_library_are_apart (library, id_at (own, i), id_at (others, j)))
        return TRUE;
  return FALSE;
}

static int
compare_ages (gconstpointer a, gconstpointer b)
{
  if (a == b)
    return 0;
  return coffret_version_is_later ((CoffretEntry *) a, (CoffretEntry *) b) ? -1 : 1;
}

static DexFuture *
on_found (DexFuture *future, gpointer data)
{
  Finding *finding = data;
  CoffretLibrary *library = coffret_session_get_library (finding->session);
  g_autoptr (GPtrArray) own = NULL;
  GPtrArray *offered;

  if (coffret_session_is_ended (finding->session))
    return coffret_session_reject_ended ();
  own = coffret_library_list_versions (library, finding->id);
  offered = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < finding->found->len; i++) {
    const char *id = g_ptr_array_index (finding->found, i);
    CoffretEntry *newest = coffret_library_find_newest (library, id);
    g_autoptr (GPtrArray) others = coffret_library_list_versions (library, id);

    if (newest != NULL && !holds (own, newest) && !holds (offered, newest) &&
        !are_any_apart (library, own, others))
      g_ptr_array_add (offered, g_object_ref (newest));
  }
  g_ptr_array_sort_values (offered, compare_ages);
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, offered);
}

DexFuture *
coffret_session_find_versions (CoffretSession *self, CoffretEntry *entry)
{
  Finding *finding;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  finding = g_new0 (Finding, 1);
  finding->session = g_object_ref (self);
  finding->id = g_strdup (coffret_entry_get_id (entry));
  return coffret_session_keep (
    dex_future_then (coffret_vault_run (coffret_session_get_vault (self), COFFRET_PRIORITY_HIGH,
                                        find, finding, NULL),
                     on_found, finding, finding_free));
}
