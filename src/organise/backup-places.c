#include "organise/backup-places.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"

#define MAX_BYTES (512 * 1024)
#define MAX_URI 8192
#define VERSION 1

/* Of one vault. */
typedef struct {
  char *vault;
  char *at;           /* NULL: not known any more */
  GPtrArray *folders; /* the last one first */
} Places;

static void
places_free (gpointer data)
{
  Places *places = data;

  g_free (places->vault);
  g_free (places->at);
  g_ptr_array_unref (places->folders);
  g_free (places);
}

static Places *
places_new (const char *vault)
{
  Places *places = g_new0 (Places, 1);

  places->vault = g_strdup (vault);
  places->folders = g_ptr_array_new_with_free_func (g_free);
  return places;
}

static char *
list_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "coffret", "backups.json", NULL);
}

/* As a URI, because the name of a folder need not be text. */
static char *
folder_from (const char *uri)
{
  g_autofree char *host = NULL;
  g_autofree char *path = uri != NULL && strlen (uri) <= MAX_URI && g_str_has_prefix (uri, "file:")
                            ? g_filename_from_uri (uri, &host, NULL)
                            : NULL;

  return path != NULL && host == NULL && g_path_is_absolute (path)
           ? g_canonicalize_filename (path, NULL)
           : NULL;
}

static void
add_places (GPtrArray *list, const json_t *entry)
{
  const char *vault = coffret_json_string (entry, "vault");
  const json_t *folders = coffret_json_array (entry, "folders");
  Places *places;

  if (vault == NULL || !g_uuid_string_is_valid (vault))
    return;
  places = places_new (vault);
  places->at = folder_from (coffret_json_string (entry, "at"));
  for (gsize i = 0; i < json_array_size (folders) && i < COFFRET_BACKUP_PLACES_FOLDERS; i++) {
    char *folder = folder_from (json_string_value (json_array_get (folders, i)));

    if (folder != NULL)
      g_ptr_array_add (places->folders, folder);
  }
  g_ptr_array_add (list, places);
}

/* The vault noted last comes first. */
static GPtrArray *
read_list (void)
{
  g_autofree char *path = list_path ();
  GPtrArray *list = g_ptr_array_new_with_free_func (places_free);
  g_autoptr (GBytes) bytes = coffret_file_read (path, MAX_BYTES, NULL);
  g_autoptr (json_t) root = NULL;
  const json_t *vaults;
  const char *text;
  gsize length;

  if (bytes == NULL)
    return list;
  text = g_bytes_get_data (bytes, &length);
  root = coffret_json_parse (text, length, NULL, NULL);
  if (json_integer_value (coffret_json_get (root, "version")) != VERSION)
    return list;
  vaults = coffret_json_array (root, "vaults");
  for (gsize i = 0; i < json_array_size (vaults) && list->len < COFFRET_BACKUP_PLACES_VAULTS; i++)
    add_places (list, json_array_get (vaults, i));
  return list;
}

static json_t *
uri_of (const char *folder)
{
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  return json_string (uri);
}

static char *
list_text (GPtrArray *list)
{
  g_autoptr (json_t) root = json_object ();
  json_t *vaults = json_array ();

  for (guint i = 0; i < MIN (list->len, COFFRET_BACKUP_PLACES_VAULTS); i++) {
    const Places *places = g_ptr_array_index (list, i);
    json_t *entry = json_object ();
    json_t *folders = json_array ();

    json_object_set_new (entry, "vault", json_string (places->vault));
    if (places->at != NULL)
      json_object_set_new (entry, "at", uri_of (places->at));
    for (guint j = 0; j < MIN (places->folders->len, COFFRET_BACKUP_PLACES_FOLDERS); j++)
      json_array_append_new (folders, uri_of (g_ptr_array_index (places->folders, j)));
    json_object_set_new (entry, "folders", folders);
    json_array_append_new (vaults, entry);
  }
  json_object_set_new (root, "version", json_integer (VERSION));
  json_object_set_new (root, "vaults", vaults);
  return coffret_json_dump_pretty (root);
}

typedef void (*Change) (GPtrArray *list, gconstpointer data);

/* Under a lock of the kernel's on the folder of the list, so that no other program's change is
 * lost. Nothing is written where nothing changes. */
static void
change_list (Change change, gconstpointer data)
{
  g_autofree char *path = list_path ();
  g_autofree char *above = g_path_get_dirname (path);
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  int held;

  if (g_mkdir_with_parents (above, 0700) != 0 ||
      (held = g_open (above, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)) < 0)
    return;
  while (flock (held, LOCK_EX) != 0 && errno == EINTR)
    ;
  list = read_list ();
  before = list_text (list);
  change (list, data);
  after = list_text (list);
  if (!g_str_equal (before, after)) {
    g_autoptr (GBytes) bytes = g_bytes_new (after, strlen (after));

    coffret_file_replace (path, bytes, 0600, NULL);
  }
  close (held);
}

typedef struct {
  const char *vault;
  const char *at;
  const char *to;
  const char *folder;
} Note;

/* Nothing else lies where something was moved or made. */
static void
leave (GPtrArray *list, const char *at, const Places *but)
{
  for (guint i = 0; i < list->len; i++) {
    Places *places = g_ptr_array_index (list, i);

    if (places != but && g_strcmp0 (places->at, at) == 0)
      g_clear_pointer (&places->at, g_free);
  }
}

static Places *
take_places (GPtrArray *list, const char *vault)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((Places *) g_ptr_array_index (list, i))->vault, vault))
      return g_ptr_array_steal_index (list, i);
  return places_new (vault);
}

static void
note (GPtrArray *list, gconstpointer data)
{
  const Note *what = data;
  Places *places = take_places (list, what->vault);
  guint at;

  g_ptr_array_insert (list, 0, places);
  g_set_str (&places->at, what->at);
  leave (list, what->at, places);
  if (g_ptr_array_find_with_equal_func (places->folders, what->folder, g_str_equal, &at))
    g_ptr_array_remove_index (places->folders, at);
  g_ptr_array_insert (places->folders, 0, g_strdup (what->folder));
}

static void
move (GPtrArray *list, gconstpointer data)
{
  const Note *what = data;

  if (what->to != NULL)
    leave (list, what->to, NULL);
  for (guint i = list->len; i > 0; i--) {
    Places *places = g_ptr_array_index (list, i - 1);

    if (g_strcmp0 (places->at, what->at) != 0)
      continue;
    if (what->to != NULL)
      g_set_str (&places->at, what->to);
    else
      g_ptr_array_remove_index (list, i - 1);
  }
}

void
coffret_backup_places_note (const char *vault, const char *at, const char *folder)
{
  g_autofree char *lies = g_canonicalize_filename (at, NULL);
  g_autofree char *place = g_canonicalize_filename (folder, NULL);
  const Note what = { .vault = vault, .at = lies, .folder = place };

  change_list (note, &what);
}

void
coffret_backup_places_moved (const char *from, const char *to)
{
  g_autofree char *lay = g_canonicalize_filename (from, NULL);
  g_autofree char *lies = to != NULL ? g_canonicalize_filename (to, NULL) : NULL;
  const Note what = { .at = lay, .to = lies };
  g_autofree char *path = list_path ();

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    change_list (move, &what);
}

/* The newer of NEWEST (taken, nullable) and those of VAULT in FOLDER. */
static CoffretBackupInfo *
newer_in (const char *folder, const char *vault, CoffretBackupInfo *newest)
{
  g_autoptr (GPtrArray) list = coffret_backup_list (folder, NULL);

  for (guint i = 0; list != NULL && i < list->len; i++) {
    const CoffretBackupInfo *info = g_ptr_array_index (list, i);

    if (!g_str_equal (info->vault, vault))
      continue;
    /* They come newest first. */
    if (newest == NULL || info->made > newest->made) {
      coffret_backup_info_free (newest);
      newest = coffret_backup_info_copy (info);
    }
    break;
  }
  return newest;
}

CoffretBackupInfo *
coffret_backup_places_find (const char *at)
{
  g_autofree char *lies = g_canonicalize_filename (at, NULL);
  g_autofree char *vault = coffret_vault_examine_id (lies);
  g_autoptr (GPtrArray) list = read_list ();
  CoffretBackupInfo *newest = NULL;

  for (guint i = 0; i < list->len; i++) {
    const Places *places = g_ptr_array_index (list, i);

    if (vault != NULL ? !g_str_equal (places->vault, vault) : g_strcmp0 (places->at, lies) != 0)
      continue;
    for (guint j = 0; j < places->folders->len; j++)
      newest = newer_in (g_ptr_array_index (places->folders, j), places->vault, newest);
    break;
  }
  return newest;
}

guint
coffret_backup_places_count_former (const char *vault, const char *key)
{
  g_autoptr (GPtrArray) list = read_list ();
  guint count = 0;

  for (guint i = 0; i < list->len; i++) {
    const Places *places = g_ptr_array_index (list, i);

    for (guint j = 0; g_str_equal (places->vault, vault) && j < places->folders->len; j++) {
      g_autoptr (GPtrArray) backups =
        coffret_backup_list (g_ptr_array_index (places->folders, j), NULL);

      for (guint k = 0; backups != NULL && k < backups->len; k++) {
        const CoffretBackupInfo *info = g_ptr_array_index (backups, k);

        count += g_str_equal (info->vault, vault) && !g_str_equal (info->key, key);
      }
    }
  }
  return count;
}
