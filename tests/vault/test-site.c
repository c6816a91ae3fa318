/* What kind of place a folder is: the table with invented facts, and a real folder. */
#include "vault/site.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "testing/folder.h"

#define EXT4 0xEF53
#define FUSE 0x65735546
#define MEGABYTE (G_GUINT64_CONSTANT (1024) * 1024)

/* DATA: a list of paths. */
static gboolean
has (const char *folder, const char *pattern, gpointer data)
{
  for (char **path = data; path != NULL && *path != NULL; path++) {
    g_autofree char *within = g_path_get_dirname (*path);
    g_autofree char *name = g_path_get_basename (*path);

    if (g_str_equal (within, folder) && g_pattern_match_simple (pattern, name))
      return TRUE;
  }
  return FALSE;
}

static CoffretSiteFacts
plain (void)
{
  return (CoffretSiteFacts) {
    .folder = "/people/mira/.local/share/coffret",
    .home = "/people/mira",
    .magic = EXT4,
    .type = "ext4",
    .writable = TRUE,
    .free = 1000 * MEGABYTE,
    .has = has,
  };
}

static void
test_plain (void)
{
  CoffretSiteFacts facts = plain ();
  CoffretSite site = coffret_site_judge (&facts);

  g_assert_cmpint (site.troubles, ==, 0);
  g_assert_null (site.service);
}

static void
test_space (void)
{
  static const struct {
    guint64 free, database;
    gboolean low;
  } rows[] = {
    { 50 * MEGABYTE, 0, FALSE },
    { 50 * MEGABYTE - 1, 0, TRUE },
    { 50 * MEGABYTE, 25 * MEGABYTE, FALSE },
    { 50 * MEGABYTE, 25 * MEGABYTE + 1, TRUE },
    { 0, 0, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    CoffretSiteFacts facts = plain ();

    facts.free = rows[i].free;
    facts.database = rows[i].database;
    g_assert_cmpint (coffret_site_judge (&facts).troubles, ==, rows[i].low ? COFFRET_SITE_LOW : 0);
  }
}

/* It is one trouble, not two, that nothing can be written on a full disk. */
static void
test_read_only (void)
{
  CoffretSiteFacts facts = plain ();

  facts.writable = FALSE;
  facts.free = 0;
  g_assert_cmpint (coffret_site_judge (&facts).troubles, ==, COFFRET_SITE_READ_ONLY);
}

static void
test_network (void)
{
  static const struct {
    gint64 magic;
    const char *type;
    gboolean network;
  } rows[] = {
    { 0x6969, "nfs4", TRUE },       { 0x6969, NULL, TRUE },       { 0xFF534D42, "cifs", TRUE },
    { 0xFE534D42, "smb3", TRUE },   { FUSE, "fuse.sshfs", TRUE }, { FUSE, "fuse.gvfsd-fuse", TRUE },
    { FUSE, "fuse.rclone", TRUE },  { FUSE, "fuseblk", FALSE },   { FUSE, NULL, FALSE },
    { FUSE, "fuse.portal", FALSE }, { 0x01021997, "9p", TRUE },   { 0x9123683E, "btrfs", FALSE },
    { 0x01021994, "tmpfs", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    CoffretSiteFacts facts = plain ();

    facts.magic = rows[i].magic;
    facts.type = rows[i].type;
    g_assert_cmpint (coffret_site_judge (&facts).troubles, ==,
                     rows[i].network ? COFFRET_SITE_NETWORK : 0);
  }
}

static void
test_synced (void)
{
  static const struct {
    const char *folder, *mark, *service;
  } rows[] = {
    { "/people/mira/Dropbox/vault", NULL, "Dropbox" },
    { "/people/mira/Dropbox (College)/vault", NULL, "Dropbox" },
    { "/people/mira/Dropboxes/vault", NULL, NULL },
    { "/people/mira/work/Dropbox/vault", NULL, NULL },
    { "/people/other/Dropbox/vault", NULL, NULL },
    { "/people/mirabelle/Dropbox", NULL, NULL },
    { "/data/box/vault", "/data/box/.dropbox.cache", "Dropbox" },
    { "/data/box/vault", "/data/box/.dropbox", "Dropbox" },
    /* Where the program keeps its own things. */
    { "/people/mira/.local/share/coffret", "/people/mira/.dropbox", NULL },
    { "/people/mira/Nextcloud2/a/b", NULL, "Nextcloud" },
    { "/data/cloud/a/b", "/data/cloud/.sync_0a1b2c3d4e5f.db", "Nextcloud" },
    { "/data/cloud/a/b", "/data/cloud/.owncloudsync.log", "ownCloud" },
    { "/data/cloud/a/b", "/data/other/.owncloudsync.log", NULL },
    { "/data/cloud", "/data/cloud/.stfolder", "Syncthing" },
    { "/people/mira/.local/share/coffret", "/people/mira/.stfolder", "Syncthing" },
    { "/people/mira/OneDrive", NULL, "OneDrive" },
    { "/people/mira/OneDrive - College/x", NULL, "OneDrive" },
    { "/people/mira/Google Drive/x", NULL, "Google Drive" },
    { "/mnt/x/y", "/mnt/x/.tmp.driveupload", "Google Drive" },
    { "/people/mira/iCloudDrive/x", NULL, "iCloud" },
    { "/", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *paths[] = { rows[i].mark, NULL };
    CoffretSiteFacts facts = plain ();
    CoffretSite site;

    facts.folder = rows[i].folder;
    facts.data = paths;
    site = coffret_site_judge (&facts);
    g_assert_cmpstr (site.service, ==, rows[i].service);
    g_assert_cmpint (site.troubles, ==, rows[i].service != NULL ? COFFRET_SITE_SYNCED : 0);
  }
}

static void
test_words (void)
{
  const CoffretSite site = { .troubles = COFFRET_SITE_SYNCED, .service = "Syncthing" };

  for (guint trouble = 1; trouble <= COFFRET_SITE_SYNCED; trouble <<= 1) {
    g_autofree char *title = coffret_site_title (&site, (CoffretSiteTrouble) trouble);
    g_autofree char *advice = coffret_site_advice (&site, (CoffretSiteTrouble) trouble);

    g_assert_cmpuint (strlen (title), >, 10);
    g_assert_true (g_str_has_suffix (advice, "."));
    g_assert_true ((strstr (advice, "Syncthing") != NULL) == (trouble == COFFRET_SITE_SYNCED));
  }
}

/* Marks on the disk, seen from a folder that is not there yet, through a link. */
static void
test_look (void)
{
  char *folder = testing_folder_new ();
  g_autofree char *cloud = g_build_filename (folder, "cloud", NULL);
  g_autofree char *mark = g_build_filename (cloud, ".sync_123.db", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autofree char *vault = g_build_filename (link, "not", "there", NULL);

  g_assert_false (coffret_site_look (folder).troubles & COFFRET_SITE_SYNCED);
  g_mkdir (cloud, 0700);
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  g_assert_cmpint (symlink (cloud, link), ==, 0);
  g_assert_cmpstr (coffret_site_look (vault).service, ==, "Nextcloud");
  g_assert_false (g_file_test (vault, G_FILE_TEST_EXISTS));
  g_assert_true (coffret_site_look ("/proc/1").troubles & COFFRET_SITE_READ_ONLY ||
                 geteuid () == 0);
  testing_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault/site/plain", test_plain);
  g_test_add_func ("/vault/site/space", test_space);
  g_test_add_func ("/vault/site/read-only", test_read_only);
  g_test_add_func ("/vault/site/network", test_network);
  g_test_add_func ("/vault/site/synced", test_synced);
  g_test_add_func ("/vault/site/words", test_words);
  g_test_add_func ("/vault/site/look", test_look);
  return g_test_run ();
}
