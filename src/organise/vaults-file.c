#include "organise/vaults-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "organise/vaults.h"

#define MAX_BYTES (512 * 1024)
#define MAX_URI 8192
#define VERSION 1

CoffretVaultsLine *
coffret_vaults_line_new (const char *name, const char *folder)
{
  CoffretVaultsLine *line = g_new0 (CoffretVaultsLine, 1);

  line->name = g_strdup (name);
  line->folder = g_strdup (folder);
  return line;
}

static void
line_free (gpointer data)
{
  CoffretVaultsLine *line = data;

  g_free (line->name);
  g_free (line->folder);
  g_free (line);
}

char *
coffret_vaults_file_usual_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "coffret", NULL);
}

char *
coffret_vaults_file_usual (void)
{
  return g_build_filename (g_get_user_config_dir (), "coffret", "vaults.json", NULL);
}

/* What a person could have typed in; NULL: nothing of the kind. */
static char *
clean_name (const char *text)
{
  g_autofree char *name = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  if (name == NULL || *name == '\0' || g_utf8_strlen (name, -1) > COFFRET_VAULTS_LONGEST_NAME)
    return NULL;
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isprint (g_utf8_get_char (at)))
      return NULL;
  return g_steal_pointer (&name);
}

/* As a URI, because the name of a folder need not be text. */
static char *
clean_folder (const char *uri)
{
  g_autofree char *host = NULL;
  g_autofree char *path = uri != NULL && strlen (uri) <= MAX_URI && g_str_has_prefix (uri, "file:")
                            ? g_filename_from_uri (uri, &host, NULL)
                            : NULL;

  return path != NULL && host == NULL && g_path_is_absolute (path)
           ? g_canonicalize_filename (path, NULL)
           : NULL;
}

static gboolean
is_listed (GPtrArray *lines, const char *name, const char *folder)
{
  for (guint i = 0; i < lines->len; i++) {
    const CoffretVaultsLine *line = g_ptr_array_index (lines, i);

    if (g_strcmp0 (line->folder, folder) == 0 || g_strcmp0 (line->name, name) == 0)
      return TRUE;
  }
  return FALSE;
}

/* NULL: it is there and is no list of ours. */
static GPtrArray *
parse (const char *file)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (json_t) root = NULL;
  json_t *vaults;
  gsize length;
  const char *text;

  if (!g_file_test (file, G_FILE_TEST_EXISTS)) {
    g_ptr_array_add (lines, coffret_vaults_line_new (NULL, NULL));
    return g_steal_pointer (&lines);
  }
  bytes = coffret_file_read (file, MAX_BYTES, NULL);
  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  root = coffret_json_parse (text, length, NULL, NULL);
  vaults = coffret_json_array (root, "vaults");
  if (vaults == NULL || json_integer_value (coffret_json_get (root, "version")) != VERSION)
    return NULL;
  for (gsize i = 0; i < json_array_size (vaults) && lines->len < COFFRET_VAULTS_MOST; i++) {
    const json_t *vault = json_array_get (vaults, i);
    g_autofree char *name = clean_name (coffret_json_string (vault, "name"));
    g_autofree char *folder = clean_folder (coffret_json_string (vault, "folder"));

    if (i == 0 || (name != NULL && folder != NULL && !is_listed (lines, name, folder)))
      g_ptr_array_add (lines, coffret_vaults_line_new (name, folder));
  }
  if (lines->len == 0)
    g_ptr_array_add (lines, coffret_vaults_line_new (NULL, NULL));
  return g_steal_pointer (&lines);
}

GPtrArray *
coffret_vaults_file_read (const char *file)
{
  GPtrArray *lines = parse (file);

  if (lines == NULL) {
    lines = g_ptr_array_new_with_free_func (line_free);
    g_ptr_array_add (lines, coffret_vaults_line_new (NULL, NULL));
  }
  return lines;
}

static gboolean
write_lines (const char *file, GPtrArray *lines, GError **error)
{
  g_autoptr (json_t) root = json_object ();
  g_autoptr (GBytes) bytes = NULL;
  json_t *vaults = json_array ();
  char *text;

  for (guint i = 0; i < lines->len; i++) {
    const CoffretVaultsLine *line = g_ptr_array_index (lines, i);
    g_autofree char *uri =
      line->folder != NULL ? g_filename_to_uri (line->folder, NULL, NULL) : NULL;
    json_t *vault = json_object ();

    if (line->name != NULL)
      json_object_set_new (vault, "name", json_string (line->name));
    if (uri != NULL)
      json_object_set_new (vault, "folder", json_string (uri));
    json_array_append_new (vaults, vault);
  }
  json_object_set_new (root, "version", json_integer (VERSION));
  json_object_set_new (root, "vaults", vaults);
  text = coffret_json_dump_pretty (root);
  bytes = g_bytes_new_take (text, strlen (text));
  return coffret_file_replace (file, bytes, 0600, error);
}

gboolean
coffret_vaults_file_change (const char *file,
                            CoffretVaultsChange change,
                            gpointer data,
                            GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *unreadable = g_strconcat (file, ".unreadable", NULL);
  g_autoptr (GPtrArray) lines = NULL;
  gboolean done;
  int held;

  if (g_mkdir_with_parents (folder, 0700) != 0 ||
      (held = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)) < 0) {
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s (%s)",
                 _ ("The list of your vaults could not be written, so nothing was changed."),
                 g_strerror (errno));
    return FALSE;
  }
  while (flock (held, LOCK_EX) != 0 && errno == EINTR)
    ;
  lines = parse (file);
  if (lines == NULL) {
    g_rename (file, unreadable);
    lines = coffret_vaults_file_read (file);
  }
  done = change (lines, data, error) && write_lines (file, lines, error);
  close (held);
  return done;
}
