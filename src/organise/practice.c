#include "organise/practice.h"

#include <glib/gi18n-lib.h>

#include "credential/reader.h"
#include "organise/library-private.h"
#include "organise/session-private.h"
#include "organise/work.h"

/* What a session was filled with: it need not know itself. */
typedef struct {
  CoffretPracticeSet *set;
  GHashTable *offered; /* names of the files that cannot be read and were offered */
} Practice;

G_DEFINE_QUARK (coffret-practice-error-quark, coffret_practice_error)

static GQuark
practice_quark (void)
{
  return g_quark_from_static_string ("coffret-practice");
}

void
coffret_practice_file_free (CoffretPracticeFile *file)
{
  g_free (file->name);
  g_bytes_unref (file->bytes);
  g_free (file);
}

void
coffret_practice_drawer_free (CoffretPracticeDrawer *drawer)
{
  g_free (drawer->name);
  g_free (drawer->icon);
  g_free (drawer->colour);
  g_strfreev (drawer->files);
  g_free (drawer);
}

CoffretPracticeSet *
coffret_practice_set_new (void)
{
  CoffretPracticeSet *set = g_atomic_rc_box_new0 (CoffretPracticeSet);

  set->files = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_practice_file_free);
  set->drawers = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_practice_drawer_free);
  set->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  set->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return set;
}

static void
set_clear (gpointer data)
{
  CoffretPracticeSet *set = data;

  g_free (set->id);
  g_free (set->person);
  g_ptr_array_unref (set->files);
  g_ptr_array_unref (set->drawers);
  g_clear_pointer (&set->registry, g_bytes_unref);
  g_ptr_array_unref (set->lists);
  g_ptr_array_unref (set->documents);
}

CoffretPracticeSet *
coffret_practice_set_ref (CoffretPracticeSet *set)
{
  return g_atomic_rc_box_acquire (set);
}

void
coffret_practice_set_unref (CoffretPracticeSet *set)
{
  g_atomic_rc_box_release_full (set, set_clear);
}

static void
practice_free (gpointer data)
{
  Practice *practice = data;

  coffret_practice_set_unref (practice->set);
  g_hash_table_unref (practice->offered);
  g_free (practice);
}

/* What FILE is known by when it comes in: the digest of its content; where it cannot be read, that
 * of its bytes. */
static char *
digest_of (const CoffretPracticeFile *file)
{
  g_autoptr (GPtrArray) items =
    coffret_reader_read (file->bytes, file->name, &coffret_limits_default, NULL, NULL);
  const CoffretItem *item = items != NULL ? g_ptr_array_index (items, 0) : NULL;

  return item != NULL && item->digest != NULL
           ? g_strdup (item->digest)
           : g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file->bytes);
}

/* What there is to put in: made on a worker, because parsers need more stack than a fiber has. */
typedef struct {
  CoffretSession *session;
  CoffretPracticeMaker maker;
  char *person; /* nullable */
  CoffretPracticeSet *set;
  GHashTable *digests; /* of their content, with their names */
} Filling;

static void
filling_free (gpointer data)
{
  Filling *filling = data;

  g_object_unref (filling->session);
  g_free (filling->person);
  g_clear_pointer (&filling->set, coffret_practice_set_unref);
  g_clear_pointer (&filling->digests, g_hash_table_unref);
  g_free (filling);
}

static DexFuture *
prepare (gpointer data)
{
  Filling *filling = data;

  filling->set = filling->maker (filling->person);
  filling->digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < filling->set->files->len; i++) {
    const CoffretPracticeFile *file = g_ptr_array_index (filling->set->files, i);

    g_hash_table_insert (filling->digests, digest_of (file), g_strdup (file->name));
  }
  return dex_future_new_true ();
}

/* Ids of the credentials by the names of their files; NULL with ERROR. */
static GHashTable *
add_files (Filling *filling, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (CoffretImport) job = coffret_session_import (filling->session, NULL);

  for (guint i = 0; i < filling->set->files->len; i++) {
    const CoffretPracticeFile *file = g_ptr_array_index (filling->set->files, i);

    if (!file->add)
      coffret_import_add_bytes (job, file->bytes, file->name);
  }
  if (!dex_await (coffret_import_start (job), error))
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (job)); i++) {
    g_autoptr (CoffretOutcome) outcome = g_list_model_get_item (G_LIST_MODEL (job), i);

    g_hash_table_insert (ids, g_strdup (coffret_outcome_get_file (outcome)),
                         g_strdup (coffret_outcome_get_id (outcome)));
  }
  return g_steal_pointer (&ids);
}

static void
add_witnesses (CoffretGroundsKeeper *keeper, const char *kind, GPtrArray *witnesses)
{
  for (guint i = 0; i < witnesses->len; i++)
    coffret_grounds_keeper_add (keeper,
                                coffret_witness_row_new (kind, "", NULL, coffret_instant_now (),
                                                         g_ptr_array_index (witnesses, i)));
}

/* Before anything comes in, so that it is judged by it. In memory only: a witness in the vault
 * would be one that the vault keeps. */
static void
vouch (CoffretSession *session, const CoffretPracticeSet *set)
{
  CoffretGroundsKeeper *keeper = coffret_session_get_keeper (session);

  /* Translators: the name of a list, in “recognised in the practice registry of 1 May 2026”. */
  coffret_grounds_keeper_set_registry (keeper, set->registry, C_ ("registry", "practice"));
  add_witnesses (keeper, "status", set->lists);
  add_witnesses (keeper, "document", set->documents);
}

static gboolean
add_compartment (Filling *filling,
                 const CoffretPracticeDrawer *drawer,
                 GHashTable *ids,
                 GError **error)
{
  CoffretLibrary *library = coffret_session_get_library (filling->session);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (CoffretCompartment) compartment = NULL;

  compartment =
    dex_await_object (coffret_session_add_compartment (filling->session, drawer->name, drawer->icon,
                                                       drawer->colour, NULL),
                      error);
  if (compartment == NULL)
    return FALSE;
  for (guint i = 0; drawer->files[i] != NULL; i++) {
    const char *id = g_hash_table_lookup (ids, drawer->files[i]);
    CoffretEntry *entry = id != NULL ? coffret_library_find (library, id) : NULL;

    if (entry != NULL)
      g_ptr_array_add (entries, entry);
  }
  return dex_await (
    coffret_session_put (filling->session, entries, coffret_compartment_get_id (compartment)),
    error);
}

static void
begin (Filling *filling)
{
  Practice *practice = g_new0 (Practice, 1);

  practice->set = coffret_practice_set_ref (filling->set);
  practice->offered = g_hash_table_new (g_str_hash, g_str_equal);
  g_object_set_qdata_full (G_OBJECT (filling->session), practice_quark (), practice, practice_free);
  coffret_session_begin_practice (filling->session, filling->digests);
}

static DexFuture *
fill_fiber (gpointer data)
{
  Filling *filling = data;
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GError) error = NULL;

  if (!dex_await (coffret_work_run (prepare, filling, NULL), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  vouch (filling->session, filling->set);
  ids = add_files (filling, &error);
  if (ids == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  for (guint i = 0; i < filling->set->drawers->len; i++)
    if (!add_compartment (filling, g_ptr_array_index (filling->set->drawers, i), ids, &error))
      return dex_future_new_for_error (g_steal_pointer (&error));
  begin (filling);
  return dex_future_new_true ();
}

DexFuture *
coffret_practice_fill (CoffretSession *session, CoffretPracticeMaker maker, const char *person)
{
  Filling *filling = g_new0 (Filling, 1);

  filling->session = g_object_ref (session);
  filling->maker = maker;
  filling->person = g_strdup (person);
  return dex_scheduler_spawn (NULL, 0, fill_fiber, filling, filling_free);
}

static Practice *
practice_of (CoffretSession *session)
{
  return g_object_get_qdata (G_OBJECT (session), practice_quark ());
}

const CoffretPracticeSet *
coffret_practice_get (CoffretSession *session)
{
  Practice *practice = practice_of (session);

  return practice != NULL ? practice->set : NULL;
}

static gboolean
is_kept (const CoffretRow *row, gconstpointer content)
{
  return row->trashed == COFFRET_INSTANT_NONE && row->content == *(const guint64 *) content;
}

static gboolean
is_in (CoffretSession *session, const char *name)
{
  CoffretLibrary *library = coffret_session_get_library (session);
  GHashTableIter iter;
  gpointer digest, file;

  g_hash_table_iter_init (&iter, coffret_session_get_practice (session));
  while (g_hash_table_iter_next (&iter, &digest, &file)) {
    guint64 content = coffret_row_content (digest);
    g_autoptr (GPtrArray) found = NULL;

    if (g_strcmp0 (file, name) != 0)
      continue;
    found = coffret_library_choose (library, is_kept, &content);
    if (found->len > 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_broken (CoffretSession *session, const CoffretPracticeFile *file)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file->bytes);

  return g_hash_table_contains (coffret_session_get_practice (session), digest);
}

const CoffretPracticeFile *
coffret_practice_next (CoffretSession *session)
{
  Practice *practice = practice_of (session);

  if (practice == NULL)
    return NULL;
  for (guint i = 0; i < practice->set->files->len; i++) {
    const CoffretPracticeFile *file = g_ptr_array_index (practice->set->files, i);

    if (!file->add || is_in (session, file->name))
      continue;
    if (!is_broken (session, file) || g_hash_table_add (practice->offered, file->name))
      return file;
  }
  return NULL;
}
