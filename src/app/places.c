#include "app/places.h"

#define DECODER "coffret-decode"

/* The build folder this program lies in; NULL when it is installed. */
static char *
build_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program ? g_path_get_dirname (program) : NULL;
  g_autofree char *decoder = NULL;

  if (!folder)
    return NULL;
  decoder = g_build_filename (folder, "app", "decode", DECODER, NULL);
  return g_file_test (decoder, G_FILE_TEST_EXISTS) ? g_path_get_dirname (folder) : NULL;
}

char *
coffret_places_translations (void)
{
  g_autofree char *build = build_folder ();

  return build ? g_build_filename (build, "po", NULL) : g_strdup (COFFRET_LOCALEDIR);
}

static int
compare_tags (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

char **
coffret_places_languages (void)
{
  g_autofree char *translations = coffret_places_translations ();
  g_autoptr (GDir) folder = g_dir_open (translations, 0, NULL);
  g_autoptr (GPtrArray) languages = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  const char *name;

  /* What the program is written in needs no translation. */
  g_ptr_array_add (languages, g_strdup ("en"));
  while (folder && (name = g_dir_read_name (folder))) {
    g_autofree char *catalogue =
      g_build_filename (translations, name, "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

    if (!g_str_equal (name, "en") && g_file_test (catalogue, G_FILE_TEST_EXISTS))
      g_ptr_array_add (languages, g_strdup (name));
  }
  g_ptr_array_sort (languages, compare_tags);
  return g_strdupv (languages->pdata ? (char **) languages->pdata : NULL);
}

GSettings *
coffret_places_settings (void)
{
  g_autofree char *build = build_folder ();
  g_autoptr (GSettingsSchemaSource) source = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;

  if (build) {
    g_autofree char *folder = g_build_filename (build, "data", NULL);

    source = g_settings_schema_source_new_from_directory (
      folder, g_settings_schema_source_get_default (), TRUE, NULL);
  } else if (g_settings_schema_source_get_default ()) {
    source = g_settings_schema_source_ref (g_settings_schema_source_get_default ());
  }
  schema = source ? g_settings_schema_source_lookup (source, COFFRET_APPLICATION_ID, TRUE) : NULL;
  return schema ? g_settings_new_full (schema, NULL, NULL) : NULL;
}
