#include "organise/practice.h"

#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "credential/reader.h"
#include "organise/library-private.h"
#include "organise/session-private.h"
#include "organise/work.h"
#include "practice-resources.h"

#define PREFIX "/io/github/coffret/Coffret/practice/"

G_DEFINE_QUARK (coffret-practice-error-quark, coffret_practice_error)

/* What belongs to the program is there and can be read. */
static GBytes *
read_resource (const char *name)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_resource_lookup_data (coffret_practice_get_resource (), path,
                                          G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  return bytes;
}

static json_t *
read_plan (void)
{
  g_autoptr (GBytes) bytes = read_resource ("practice.json");
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  json_t *plan = coffret_json_parse (text, length, NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static CoffretPracticeFile *
read_file (const json_t *name)
{
  CoffretPracticeFile *file = g_new0 (CoffretPracticeFile, 1);

  file->name = g_strdup (json_string_value (name));
  file->bytes = read_resource (file->name);
  return file;
}

static void
append_files (GPtrArray *files, const json_t *plan, const char *key)
{
  gsize count = coffret_json_count (plan, key);

  for (gsize i = 0; i < count; i++)
    g_ptr_array_add (files, read_file (coffret_json_at (plan, key, i)));
}

static GPtrArray *
list_files (const json_t *plan, const char *key)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_practice_file_free);

  append_files (files, plan, key);
  return files;
}

static char *
digest_of (const CoffretPracticeFile *file)
{
  g_autoptr (GPtrArray) items =
    coffret_reader_read (file->bytes, file->name, &coffret_limits_default, NULL, NULL);
  const CoffretItem *item = items != NULL ? g_ptr_array_index (items, 0) : NULL;

  return item != NULL ? g_strdup (item->digest) : NULL;
}

/* What there is to put in: read on a worker, because parsers need more stack than a fiber has. */
typedef struct {
  CoffretSession *session;
  json_t *plan;
  GPtrArray *files;    /* CoffretPracticeFile */
  GHashTable *digests; /* of their content, with their names */
} Filling;

static void
filling_free (gpointer data)
{
  Filling *filling = data;

  g_object_unref (filling->session);
  g_clear_pointer (&filling->plan, json_decref);
  g_clear_pointer (&filling->files, g_ptr_array_unref);
  g_clear_pointer (&filling->digests, g_hash_table_unref);
  g_free (filling);
}

static DexFuture *
prepare (gpointer data)
{
  Filling *filling = data;

  filling->plan = read_plan ();
  filling->files = list_files (filling->plan, "files");
  append_files (filling->files, filling->plan, "toAdd");
  filling->digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < filling->files->len; i++) {
    const CoffretPracticeFile *file = g_ptr_array_index (filling->files, i);

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
  gsize count = coffret_json_count (filling->plan, "files");

  for (gsize i = 0; i < count; i++) {
    const CoffretPracticeFile *file = g_ptr_array_index (filling->files, i);

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

/* Before anything comes in, so that it is judged by it. In memory only: a witness in the vault
 * would be one that the vault keeps. */
static void
vouch (CoffretSession *session)
{
  CoffretGroundsKeeper *keeper = coffret_session_get_keeper (session);
  g_autoptr (GBytes) registry = read_resource ("registry.json");
  g_autoptr (GBytes) list = read_resource ("status.json");

  /* Translators: the name of a list, in “recognised in the practice registry of 1 May 2026”. */
  coffret_grounds_keeper_set_registry (keeper, registry, C_ ("registry", "practice"));
  coffret_grounds_keeper_add (
    keeper, coffret_witness_row_new ("status", "", NULL, coffret_instant_now (), list));
}

static gboolean
add_compartment (Filling *filling, const json_t *value, GHashTable *ids, GError **error)
{
  CoffretLibrary *library = coffret_session_get_library (filling->session);
  g_autoptr (CoffretText) name =
    coffret_text_new_from_json (coffret_json_get (value, "name"), NULL);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (CoffretCompartment) compartment = NULL;
  gsize count = coffret_json_count (value, "files");

  compartment = dex_await_object (
    coffret_session_add_compartment (filling->session, coffret_text_best (name, NULL),
                                     coffret_json_string (value, "icon"),
                                     coffret_json_string (value, "colour"), NULL),
    error);
  if (compartment == NULL)
    return FALSE;
  for (gsize i = 0; i < count; i++) {
    const char *file = json_string_value (coffret_json_at (value, "files", i));
    const char *id = g_hash_table_lookup (ids, file);
    CoffretEntry *entry = id != NULL ? coffret_library_find (library, id) : NULL;

    if (entry != NULL)
      g_ptr_array_add (entries, entry);
  }
  return dex_await (
    coffret_session_put (filling->session, entries, coffret_compartment_get_id (compartment)),
    error);
}

static DexFuture *
fill_fiber (gpointer data)
{
  Filling *filling = data;
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GError) error = NULL;
  gsize count;

  if (!dex_await (coffret_work_run (prepare, filling, NULL), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  vouch (filling->session);
  ids = add_files (filling, &error);
  if (ids == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  count = coffret_json_count (filling->plan, "compartments");
  for (gsize i = 0; i < count; i++)
    if (!add_compartment (filling, coffret_json_at (filling->plan, "compartments", i), ids, &error))
      return dex_future_new_for_error (g_steal_pointer (&error));
  coffret_session_begin_practice (filling->session, filling->digests);
  return dex_future_new_true ();
}

DexFuture *
coffret_practice_fill (CoffretSession *session)
{
  Filling *filling = g_new0 (Filling, 1);

  filling->session = g_object_ref (session);
  return dex_scheduler_spawn (NULL, 0, fill_fiber, filling, filling_free);
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

CoffretPracticeFile *
coffret_practice_next (CoffretSession *session)
{
  g_autoptr (json_t) plan = NULL;
  g_autoptr (GPtrArray) files = NULL;

  if (!coffret_session_is_practice (session))
    return NULL;
  plan = read_plan ();
  files = list_files (plan, "toAdd");
  for (guint i = 0; i < files->len; i++) {
    const CoffretPracticeFile *file = g_ptr_array_index (files, i);

    if (!is_in (session, file->name))
      return g_ptr_array_steal_index (files, i);
  }
  return NULL;
}

GPtrArray *
coffret_practice_list (void)
{
  g_autoptr (json_t) plan = read_plan ();
  GPtrArray *files = list_files (plan, "files");

  append_files (files, plan, "toAdd");
  return files;
}

void
coffret_practice_file_free (CoffretPracticeFile *file)
{
  g_free (file->name);
  g_bytes_unref (file->bytes);
  g_free (file);
}
