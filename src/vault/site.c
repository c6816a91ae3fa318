#include "vault/site.h"

#include <fcntl.h>
#include <gio/gunixmounts.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "vault/vault-files.h"

#define LEAST_FREE (G_GUINT64_CONSTANT (50) * 1024 * 1024)
/* Folders of strangers may hold anything. */
#define MOST_NAMES 10000
#define MOST_FOLDERS 64

/* As linux/magic.h and the file systems' own sources have them. */
static const gint64 network_magics[] = {
  0x6969,     /* NFS */
  0x517B,     /* SMB */
  0xFF534D42, /* CIFS */
  0xFE534D42, /* SMB 2 */
  0x564C,     /* NCP */
  0x5346414F, /* AFS */
  0x6B414653, /* kAFS */
  0x73757245, /* Coda */
  0x01021997, /* 9P: another system's folder */
  0x00C36400, /* Ceph */
  0x0BD00BD0, /* Lustre */
  0x786F4256, /* VirtualBox: a folder of the host's */
};

/* All of FUSE has one magic; many of its kinds are local, such as NTFS. */
static const char *const network_types[] = {
  "9p",
  "afs",
  "ceph",
  "cifs",
  "davfs",
  "fuse.ceph",
  "fuse.curlftpfs",
  "fuse.davfs",
  "fuse.glusterfs",
  "fuse.google-drive-ocamlfuse",
  "fuse.gvfsd-fuse",
  "fuse.kio-fuse",
  "fuse.onedriver",
  "fuse.pCloud.fs",
  "fuse.rclone",
  "fuse.s3fs",
  "fuse.smbnetfs",
  "fuse.sshfs",
  "nfs",
  "nfs4",
  "smb3",
  "smbfs",
  NULL,
};

/* In a folder that is copied elsewhere, or in one above it. */
static const struct {
  const char *pattern;
  const char *service;
  gboolean elsewhere; /* the same name in the home folder means nothing */
} marks[] = {
  { ".dropbox", "Dropbox", TRUE },
  { ".dropbox.cache", "Dropbox", FALSE },
  { ".sync_*.db", "Nextcloud", FALSE },
  { "._sync_*.db", "Nextcloud", FALSE },
  { ".nextcloudsync.log", "Nextcloud", FALSE },
  { ".owncloudsync.log", "ownCloud", FALSE },
  { ".stfolder*", "Syncthing", FALSE },
  { ".tmp.drivedownload", "Google Drive", FALSE },
  { ".tmp.driveupload", "Google Drive", FALSE },
  { ".grive", "Google Drive", FALSE },
  { ".grive_state", "Google Drive", FALSE },
  { ".SynologyWorkingDirectory", "Synology Drive", FALSE },
  { ".megaignore", "MEGA", FALSE },
};

/* In the home folder, where these programs put them unless told otherwise. */
static const struct {
  const char *pattern;
  const char *service;
} names[] = {
  { "Dropbox", "Dropbox" },
  { "Dropbox (*", "Dropbox" },
  { "Nextcloud*", "Nextcloud" },
  { "ownCloud*", "ownCloud" },
  { "OneDrive", "OneDrive" },
  { "OneDrive - *", "OneDrive" },
  { "Google Drive", "Google Drive" },
  { "GoogleDrive", "Google Drive" },
  { "Insync", "Insync" },
  { "iCloud Drive", "iCloud" },
  { "iCloudDrive", "iCloud" },
  { "pCloudDrive", "pCloud" },
  { "Seafile", "Seafile" },
  { "SynologyDrive", "Synology Drive" },
  { "MEGAsync", "MEGA" },
  { "Proton Drive", "Proton Drive" },
};

static gpointer
site_copy (gpointer site)
{
  return g_memdup2 (site, sizeof (CoffretSite));
}

G_DEFINE_BOXED_TYPE (CoffretSite, coffret_site, site_copy, g_free)

static gboolean
is_network (const CoffretSiteFacts *facts)
{
  for (gsize i = 0; i < G_N_ELEMENTS (network_magics); i++)
    if (facts->magic == network_magics[i])
      return TRUE;
  return facts->type != NULL && g_strv_contains (network_types, facts->type);
}

/* The part of PATH below FOLDER; NULL: it is not below. */
static const char *
below (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  while (length > 0 && folder[length - 1] == '/')
    length--;
  return strncmp (path, folder, length) == 0 && path[length] == '/' ? path + length + 1 : NULL;
}

static const char *
find_service (const CoffretSiteFacts *facts)
{
  const char *rest = below (facts->folder, facts->home);
  g_autofree char *at = g_strdup (facts->folder);

  if (rest != NULL) {
    g_autofree char *first = g_strndup (rest, strcspn (rest, "/"));

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      if (g_pattern_match_simple (names[i].pattern, first))
        return names[i].service;
  }
  for (guint depth = 0; depth < MOST_FOLDERS; depth++) {
    g_autofree char *above = g_path_get_dirname (at);

    for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
      if (!(marks[i].elsewhere && g_str_equal (at, facts->home)) &&
          facts->has (at, marks[i].pattern, facts->data))
        return marks[i].service;
    if (g_str_equal (at, above))
      break;
    g_set_str (&at, above);
  }
  return NULL;
}

CoffretSite
coffret_site_judge (const CoffretSiteFacts *facts)
{
  CoffretSite site = { .service = find_service (facts) };

  if (!facts->writable)
    site.troubles |= COFFRET_SITE_READ_ONLY;
  /* Writing the whole of it anew takes as much again, and a journal. */
  if (facts->writable && facts->free < MAX (LEAST_FREE, 2 * facts->database))
    site.troubles |= COFFRET_SITE_LOW;
  if (is_network (facts))
    site.troubles |= COFFRET_SITE_NETWORK;
  if (site.service != NULL)
    site.troubles |= COFFRET_SITE_SYNCED;
  return site;
}

static gboolean
has (const char *folder, const char *pattern, gpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (strchr (pattern, '*') == NULL) {
    g_autofree char *path = g_build_filename (folder, pattern, NULL);
    GStatBuf status;

    return g_lstat (path, &status) == 0;
  }
  dir = g_dir_open (folder, 0, NULL);
  for (guint i = 0; dir != NULL && i < MOST_NAMES && (name = g_dir_read_name (dir)) != NULL; i++)
    if (g_pattern_match_simple (pattern, name))
      return TRUE;
  return FALSE;
}

/* FOLDER, or the nearest above it that is there, without symbolic links. */
static char *
resolve (const char *folder)
{
  g_autofree char *at = g_canonicalize_filename (folder, NULL);

  for (;;) {
    char *real = realpath (at, NULL);
    g_autofree char *above = NULL;

    if (real != NULL)
      return real;
    above = g_path_get_dirname (at);
    if (g_str_equal (at, above))
      return g_steal_pointer (&at);
    g_set_str (&at, above);
  }
}

CoffretSite
coffret_site_look (const char *folder)
{
  g_autofree char *real = resolve (folder);
  g_autofree char *home = realpath (g_get_home_dir (), NULL);
  g_autofree char *database = coffret_vault_files_database (folder);
  g_autoptr (GUnixMountEntry) mount = g_unix_mount_entry_for (real, NULL);
  struct statfs system = { 0 };
  struct statvfs room = { 0 };
  GStatBuf status = { 0 };
  CoffretSiteFacts facts = {
    .folder = real,
    .home = home != NULL ? home : g_get_home_dir (),
    .type = mount != NULL ? g_unix_mount_entry_get_fs_type (mount) : NULL,
    .free = G_MAXUINT64,
    .has = has,
  };

  if (statfs (real, &system) == 0)
    facts.magic = (gint64) (guint32) system.f_type;
  if (statvfs (real, &room) == 0)
    facts.free = (guint64) room.f_bavail * room.f_frsize;
  if (g_stat (database, &status) == 0)
    facts.database = (guint64) status.st_size;
  facts.writable = faccessat (AT_FDCWD, real, W_OK | X_OK, AT_EACCESS) == 0;
  return coffret_site_judge (&facts);
}

char *
coffret_site_title (const CoffretSite *site, CoffretSiteTrouble trouble)
{
  switch (trouble) {
  case COFFRET_SITE_READ_ONLY:
    return g_strdup (_ ("Nothing can be written in this folder"));
  case COFFRET_SITE_LOW:
    return g_strdup (_ ("The disk of this vault is almost full"));
  case COFFRET_SITE_NETWORK:
    return g_strdup (_ ("This vault is on a network disk"));
  case COFFRET_SITE_SYNCED:
  default:
    /* Translators: %s is a program that copies folders, such as Dropbox */
    return g_strdup_printf (_ ("%s copies the folder of this vault"), site->service);
  }
}

char *
coffret_site_advice (const CoffretSite *site, CoffretSiteTrouble trouble)
{
  switch (trouble) {
  case COFFRET_SITE_READ_ONLY:
    return g_strdup (_ ("A vault needs a folder that can be written to. Choose another folder, or "
                        "allow writing in this one."));
  case COFFRET_SITE_LOW:
    return g_strdup (_ ("When no room is left, nothing can be added any more. What you have is "
                        "safe. Delete files that you do not need, or move the vault to another "
                        "disk."));
  case COFFRET_SITE_NETWORK:
    return g_strdup (_ ("When the network fails, a vault there cannot be used, and two computers "
                        "that open it at once can damage it. Keep the vault on this computer and "
                        "let it put its backups there."));
  case COFFRET_SITE_SYNCED:
  default:
    return g_strdup_printf (
      /* Translators: %s is a program that copies folders, such as Dropbox */
      _ ("%s may copy a vault while it is being written, or put an older one in its place. Keep "
         "the vault on this computer and let it put its backups there."),
      site->service);
  }
}
