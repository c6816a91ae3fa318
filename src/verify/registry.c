#include "verify/registry.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/fold.h"
#include "base/json.h"
#include "registries.h"
#include "verify/error.h"

#define MAX_ISSUERS 100000
#define MAX_NAME 200

static gboolean
refuse (GError **error, const char *detail)
{
  g_set_error (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_DOCUMENT,
               /* Translators: %s is a technical detail in English. */
               _ ("This is no list of known issuers. (%s)"), detail);
  return FALSE;
}

static CoffretInstant
read_date (const json_t *meta)
{
  CoffretInstant updated = coffret_instant_parse (coffret_json_string (meta, "updated"));

  return updated != COFFRET_INSTANT_NONE
           ? updated
           : coffret_instant_parse (coffret_json_string (meta, "created"));
}

/* One of the real registries names an id twice, as every other program reads it with the last of
 * the two standing. Both vouch for the id, so that less hangs on it than in a credential. */
static json_t *
parse (GBytes *bytes, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) problem = NULL;
  json_t *json = coffret_json_parse (data != NULL ? data : "", length, NULL, &problem);

  /* Only text within all other bounds gets as far as this. */
  if (g_error_matches (problem, COFFRET_JSON_ERROR, COFFRET_JSON_ERROR_DUPLICATE_KEY))
    json = json_loadb (data, length, 0, NULL);
  if (json == NULL)
    refuse (error, problem->message);
  return json;
}

/* An entry may be called off by a null, and one without a name is still known. */
static void
read_issuers (CoffretRegistry *registry, const json_t *issuers)
{
  const char *id;
  json_t *entry;

  json_object_foreach ((json_t *) issuers, id, entry) {
    char *name;

    if (!json_is_object (entry) || *id == '\0')
      continue;
    name = coffret_clean (coffret_json_string (entry, "name"), MAX_NAME, FALSE);
    if (name != NULL)
      g_strstrip (name);
    g_hash_table_replace (registry->issuers, g_strdup (id), name != NULL ? name : g_strdup (""));
  }
}

CoffretRegistry *
coffret_registry_new (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (CoffretRegistry) registry = g_new0 (CoffretRegistry, 1);
  g_autoptr (json_t) json = parse (bytes, error);
  const json_t *issuers = coffret_json_object (json, "registry");
  g_autofree char *day = NULL;

  registry->issuers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (json == NULL)
    return NULL;
  if (issuers == NULL || json_object_size (issuers) > MAX_ISSUERS) {
    refuse (error, issuers == NULL ? "no \"registry\" in it" : "too many issuers");
    return NULL;
  }
  registry->as_of = read_date (coffret_json_object (json, "meta"));
  day = coffret_instant_to_rfc3339 (registry->as_of);
  registry->name = name != NULL  ? g_strdup (name)
                   : day != NULL ? g_strndup (day, 10)
                                 : g_strdup ("?");
  read_issuers (registry, issuers);
  return g_steal_pointer (&registry);
}

void
coffret_registry_free (CoffretRegistry *registry)
{
  g_free (registry->name);
  g_clear_pointer (&registry->issuers, g_hash_table_unref);
  g_free (registry);
}

GPtrArray *
coffret_registries_bundled (void)
{
  static const struct {
    const char *path;
    const char *name;
  } files[] = {
    { "/io/github/coffret/Coffret/registries/dcc-members.json", "DCC" },
    { "/io/github/coffret/Coffret/registries/dcc-issuers.json", "DCC" },
  };
  GPtrArray *registries = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_registry_free);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GBytes) bytes = g_resource_lookup_data (
      coffret_registries_get_resource (), files[i].path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    CoffretRegistry *registry = NULL;

    g_assert (bytes != NULL);
    registry = coffret_registry_new (bytes, files[i].name, NULL);
    g_assert (registry != NULL);
    g_ptr_array_add (registries, registry);
  }
  return registries;
}
