#include "organise/backups.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "base/settle.h"
#include "organise/backup-places.h"
#include "organise/work.h"
#include "vault/error.h"
#include "vault/rotation.h"
#include "vault/settings.h"

#define DAY (G_GINT64_CONSTANT (24) * 3600 * G_USEC_PER_SEC)
#define OLD_DAYS 30
/* Seconds: after the last change; between two; and after opening, when the vault settles. */
#define QUIET (3 * 60)
#define APART (60 * 60)
#define SETTLING 60

#define KEY_FOLDER "backup-folder"
#define KEY_NEWEST "backup-newest"
#define KEY_SAME_DISK "backup-same-disk"
#define KEY_SPACE "backup-space"

struct _CoffretBackups {
  GObject parent_instance;
  CoffretVault *vault;
  GCancellable *cancellable;
  gboolean ready;
  char *folder;
  CoffretInstant newest;
  gboolean same_disk;
  guint64 space;
  gboolean busy;
  gboolean again; /* something changed while one was made */
  GError *error;
  guint timer;
};

/* What is remembered in the vault. */
typedef struct {
  CoffretVault *vault;
  CoffretBackups *backups;
  char *folder;
  CoffretInstant newest;
  gboolean same_disk;
  guint64 space;
} Memory;

/* A backup under way. */
typedef struct {
  CoffretBackups *backups;
  CoffretVault *vault;
  GCancellable *cancellable;
  char *path;
  gboolean rotate;
  guint64 space;
  CoffretBackupInfo *info;
  gboolean same_disk;
  GError *error;
} Making;

typedef enum {
  PROP_FOLDER = 1,
  PROP_NEWEST,
  PROP_BUSY,
  PROP_ERROR,
  PROP_SPACE,
  N_PROPS,
} CoffretBackupsProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CoffretBackups, coffret_backups, G_TYPE_OBJECT)

static void
coffret_backups_dispose (GObject *object)
{
  coffret_backups_end (COFFRET_BACKUPS (object));
  G_OBJECT_CLASS (coffret_backups_parent_class)->dispose (object);
}

static void
coffret_backups_finalize (GObject *object)
{
  CoffretBackups *self = COFFRET_BACKUPS (object);

  g_clear_pointer (&self->vault, coffret_vault_unref);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->folder);
  G_OBJECT_CLASS (coffret_backups_parent_class)->finalize (object);
}

static void
coffret_backups_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretBackups *self = COFFRET_BACKUPS (object);

  switch ((CoffretBackupsProperty) id) {
  case PROP_FOLDER:
    g_value_set_string (value, self->folder);
    break;
  case PROP_NEWEST:
    g_value_set_int64 (value, self->newest);
    break;
  case PROP_BUSY:
    g_value_set_boolean (value, self->busy);
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, self->error);
    break;
  case PROP_SPACE:
    g_value_set_uint64 (value, self->space);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_backups_class_init (CoffretBackupsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = coffret_backups_dispose;
  object_class->finalize = coffret_backups_finalize;
  object_class->get_property = coffret_backups_get_property;
  properties[PROP_FOLDER] = g_param_spec_string ("folder", NULL, NULL, NULL, flags);
  properties[PROP_NEWEST] =
    g_param_spec_int64 ("newest", NULL, NULL, G_MININT64, G_MAXINT64, G_MININT64, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_SPACE] =
    g_param_spec_uint64 ("space", NULL, NULL, 0, G_MAXUINT64, COFFRET_ROTATION_SPACE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_backups_init (CoffretBackups *self)
{
  self->newest = COFFRET_INSTANT_NONE;
  self->space = COFFRET_ROTATION_SPACE;
  self->cancellable = g_cancellable_new ();
}

static void
notify (CoffretBackups *self, CoffretBackupsProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
is_ended (CoffretBackups *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static void
on_timer (gpointer data)
{
  CoffretBackups *self = data;

  self->timer = 0;
  if (self->folder != NULL)
    dex_future_disown (coffret_backups_make (self, NULL));
}

static void
schedule (CoffretBackups *self, guint seconds)
{
  gint64 since = self->newest != COFFRET_INSTANT_NONE
                   ? (coffret_instant_now () - self->newest) / G_USEC_PER_SEC
                   : APART;

  if (self->folder == NULL || is_ended (self))
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (since >= 0 && since < APART)
    seconds = MAX (seconds, APART - (guint) since);
  self->timer = g_timeout_add_seconds_once (seconds, on_timer, self);
}

static void
memory_free (gpointer data)
{
  Memory *memory = data;

  coffret_vault_unref (memory->vault);
  g_clear_object (&memory->backups);
  g_free (memory->folder);
  g_free (memory);
}

static Memory *
memory_new (CoffretBackups *self, const char *folder)
{
  Memory *memory = g_new0 (Memory, 1);

  memory->vault = coffret_vault_ref (self->vault);
  memory->backups = g_object_ref (self);
  memory->folder = g_strdup (folder);
  memory->newest = COFFRET_INSTANT_NONE;
  return memory;
}

static gboolean
read_memory (CoffretDatabase *database, gpointer data, GError **error)
{
  Memory *memory = data;
  g_autoptr (GError) reason = NULL;
  g_autofree char *newest = NULL;
  g_autofree char *same = NULL;
  g_autofree char *space = NULL;

  memory->folder = coffret_settings_get (database, KEY_FOLDER, &reason);
  newest = reason == NULL ? coffret_settings_get (database, KEY_NEWEST, &reason) : NULL;
  same = reason == NULL ? coffret_settings_get (database, KEY_SAME_DISK, &reason) : NULL;
  space = reason == NULL ? coffret_settings_get (database, KEY_SPACE, &reason) : NULL;
  memory->space = COFFRET_ROTATION_SPACE;
  if (space != NULL)
    g_ascii_string_to_unsigned (space, 10, 0, G_MAXUINT64, &memory->space, NULL);
  if (newest != NULL)
    memory->newest = g_ascii_strtoll (newest, NULL, 10);
  memory->same_disk = g_strcmp0 (same, "1") == 0;
  return coffret_settle (&reason, error);
}

/* For the day on which the vault cannot say it. */
static void
note_place (CoffretVault *vault, const char *folder)
{
  coffret_backup_places_note (coffret_vault_get_id (vault), coffret_vault_get_folder (vault),
                              folder);
}

static DexFuture *
note_folder (gpointer data)
{
  const Memory *memory = data;

  note_place (memory->vault, memory->folder);
  return dex_future_new_true ();
}

/* Whether the vault was written to after the newest backup, or there is none. */
static gboolean
is_due (CoffretBackups *self)
{
  g_autofree char *path =
    g_build_filename (coffret_vault_get_folder (self->vault), "vault.db", NULL);
  GStatBuf status;

  return self->newest == COFFRET_INSTANT_NONE ||
         (coffret_instant_now () - self->newest > DAY && g_stat (path, &status) == 0 &&
          (gint64) status.st_mtime > self->newest / G_USEC_PER_SEC + SETTLING);
}

static DexFuture *
on_memory (DexFuture *future, gpointer data)
{
  Memory *memory = data;
  CoffretBackups *self = memory->backups;

  if (dex_future_is_resolved (future) && !is_ended (self)) {
    self->folder = g_steal_pointer (&memory->folder);
    self->newest = memory->newest;
    self->same_disk = memory->same_disk;
    self->space = memory->space;
    self->ready = TRUE;
    notify (self, PROP_FOLDER);
    notify (self, PROP_NEWEST);
    /* It may lie elsewhere now. */
    if (self->folder != NULL) {
      Memory *noted = memory_new (self, self->folder);

      /* Let go of on the worker. */
      g_clear_object (&noted->backups);
      dex_future_disown (coffret_work_block (note_folder, noted, memory_free));
    }
    if (is_due (self))
      schedule (self, SETTLING);
  }
  return dex_future_new_true ();
}

CoffretBackups *
coffret_backups_new (CoffretVault *vault)
{
  CoffretBackups *self = g_object_new (COFFRET_TYPE_BACKUPS, NULL);
  Memory *memory;

  g_assert (coffret_vault_get_folder (vault) != NULL);
  self->vault = coffret_vault_ref (vault);
  memory = memory_new (self, NULL);
  dex_future_disown (
    dex_future_finally (coffret_vault_run (vault, COFFRET_PRIORITY_LOW, read_memory, memory, NULL),
                        on_memory, memory, memory_free));
  return self;
}

void
coffret_backups_end (CoffretBackups *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
}

void
coffret_backups_changed (CoffretBackups *self)
{
  if (self->busy)
    self->again = TRUE;
  else
    schedule (self, QUIET);
}

gboolean
coffret_backups_is_ready (CoffretBackups *self)
{
  return self->ready;
}

const char *
coffret_backups_get_folder (CoffretBackups *self)
{
  return self->folder;
}

CoffretInstant
coffret_backups_get_newest (CoffretBackups *self)
{
  return self->newest;
}

gboolean
coffret_backups_is_on_same_disk (CoffretBackups *self)
{
  return self->same_disk;
}

gboolean
coffret_backups_is_busy (CoffretBackups *self)
{
  return self->busy;
}

const GError *
coffret_backups_get_error (CoffretBackups *self)
{
  return self->error;
}

static gboolean
write_folder (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_settings_set (database, KEY_FOLDER, ((Memory *) data)->folder, error);
}

static DexFuture *
on_folder (DexFuture *future, gpointer data)
{
  Memory *memory = data;
  CoffretBackups *self = memory->backups;

  if (!dex_future_is_resolved (future))
    return dex_ref (future);
  g_set_str (&self->folder, memory->folder);
  notify (self, PROP_FOLDER);
  if (self->folder != NULL && !is_ended (self))
    dex_future_disown (coffret_backups_make (self, NULL));
  else
    g_clear_handle_id (&self->timer, g_source_remove);
  return dex_future_new_true ();
}

DexFuture *
coffret_backups_set_folder (CoffretBackups *self, const char *folder)
{
  Memory *memory = memory_new (self, folder);

  return dex_future_finally (
    coffret_vault_run (self->vault, COFFRET_PRIORITY_NORMAL, write_folder, memory, NULL), on_folder,
    memory, memory_free);
}

guint64
coffret_backups_get_space (CoffretBackups *self)
{
  return self->space;
}

static gboolean
write_space (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autofree char *space = g_strdup_printf ("%" G_GUINT64_FORMAT, ((Memory *) data)->space);

  return coffret_settings_set (database, KEY_SPACE, space, error);
}

static DexFuture *
on_space (DexFuture *future, gpointer data)
{
  Memory *memory = data;

  if (!dex_future_is_resolved (future))
    return dex_ref (future);
  memory->backups->space = memory->space;
  notify (memory->backups, PROP_SPACE);
  return dex_future_new_true ();
}

DexFuture *
coffret_backups_set_space (CoffretBackups *self, guint64 space)
{
  Memory *memory = memory_new (self, NULL);

  memory->space = space;
  return dex_future_finally (
    coffret_vault_run (self->vault, COFFRET_PRIORITY_NORMAL, write_space, memory, NULL), on_space,
    memory, memory_free);
}

static DexFuture *
count_former (gpointer vault)
{
  g_autofree char *key = coffret_vault_get_key_id (vault);

  return dex_future_new_for_uint (
    key != NULL ? coffret_backup_places_count_former (coffret_vault_get_id (vault), key) : 0);
}

/* So that it is settled in a turn of the caller's main loop, which then wakes up. */
static DexFuture *
on_counted (DexFuture *future, gpointer vault)
{
  return dex_ref (future);
}

DexFuture *
coffret_backups_count_former (CoffretBackups *self)
{
  return dex_future_finally (coffret_work_block (count_former, self->vault, NULL), on_counted,
                             coffret_vault_ref (self->vault), (GDestroyNotify) coffret_vault_unref);
}

static void
making_free (gpointer data)
{
  Making *making = data;

  g_clear_object (&making->backups);
  coffret_vault_unref (making->vault);
  g_clear_object (&making->cancellable);
  g_free (making->path);
  coffret_backup_info_free (making->info);
  g_clear_error (&making->error);
  g_free (making);
}

static gboolean
note_newest (CoffretDatabase *database, gpointer data, GError **error)
{
  Making *making = data;
  g_autofree char *newest = g_strdup_printf ("%" G_GINT64_FORMAT, making->info->made);

  return coffret_settings_set (database, KEY_NEWEST, newest, error) &&
         coffret_settings_set (database, KEY_SAME_DISK, making->same_disk ? "1" : "0", error);
}

static DexFuture *
make_backup (gpointer data)
{
  Making *making = data;
  g_autofree char *place = NULL;
  GStatBuf here, there;

  /* Else it would be the name of a file. */
  if (making->rotate && !g_file_test (making->path, G_FILE_TEST_IS_DIR)) {
    g_set_error_literal (&making->error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_MISSING,
                         _ ("The folder for your backups is not there. Is its disk connected?"));
    return dex_future_new_true ();
  }
  making->info = coffret_backup_write (making->vault, making->path, !making->rotate,
                                       making->cancellable, &making->error);
  if (making->info == NULL)
    return dex_future_new_true ();
  making->same_disk = g_stat (coffret_vault_get_folder (making->vault), &here) != 0 ||
                      g_stat (making->info->path, &there) != 0 || here.st_dev == there.st_dev;
  if (!coffret_vault_is_read_only (making->vault))
    coffret_vault_run_sync (making->vault, COFFRET_PRIORITY_LOW, note_newest, making, NULL);
  place = g_path_get_dirname (making->info->path);
  note_place (making->vault, place);
  /* Those that stay too long harm nobody. */
  if (making->rotate)
    coffret_rotation_run (making->vault, making->path, making->space, NULL, NULL);
  return dex_future_new_true ();
}

static DexFuture *
on_made (DexFuture *future, gpointer data)
{
  Making *making = data;
  CoffretBackups *self = making->backups;
  gboolean again = self->again;

  self->busy = FALSE;
  self->again = FALSE;
  g_clear_error (&self->error);
  if (making->info != NULL) {
    self->newest = making->info->made;
    self->same_disk = making->same_disk;
    notify (self, PROP_NEWEST);
  } else
    self->error = g_error_copy (making->error);
  notify (self, PROP_ERROR);
  notify (self, PROP_BUSY);
  if (again || making->info == NULL)
    schedule (self, making->info != NULL ? QUIET : APART);
  if (making->info == NULL)
    return dex_future_new_for_error (g_steal_pointer (&making->error));
  return dex_future_new_take_string (g_strdup (making->info->path));
}

DexFuture *
coffret_backups_make (CoffretBackups *self, const char *path)
{
  Making *making;

  if (is_ended (self))
    return dex_future_new_reject (COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED, "%s",
                                  _ ("The vault is locked. Open it first."));
  if (self->busy || (path == NULL && self->folder == NULL))
    return dex_future_new_reject (COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_BUSY, "%s",
                                  self->busy ? _ ("A backup is being made already.")
                                             : _ ("Choose a folder for your backups first."));
  making = g_new0 (Making, 1);
  making->backups = g_object_ref (self);
  making->vault = coffret_vault_ref (self->vault);
  making->cancellable = g_object_ref (self->cancellable);
  making->path = g_strdup (path != NULL ? path : self->folder);
  making->rotate = path == NULL;
  making->space = self->space;
  self->busy = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  notify (self, PROP_BUSY);
  return dex_future_finally (coffret_work_block (make_backup, making, NULL), on_made, making,
                             making_free);
}

CoffretBackupsAdvice
coffret_backups_advise (
  guint credentials, CoffretInstant newest, gboolean same_disk, CoffretInstant now, guint *days)
{
  guint age = newest != COFFRET_INSTANT_NONE && now > newest ? (guint) ((now - newest) / DAY) : 0;

  if (days != NULL)
    *days = age;
  if (credentials == 0)
    return COFFRET_BACKUPS_FINE;
  if (newest == COFFRET_INSTANT_NONE)
    return COFFRET_BACKUPS_NEVER;
  if (age >= OLD_DAYS)
    return COFFRET_BACKUPS_OLD;
  return same_disk ? COFFRET_BACKUPS_SAME_DISK : COFFRET_BACKUPS_FINE;
}
