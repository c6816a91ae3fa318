#include "organise/door.h"

#include <glib/gi18n-lib.h>

#include "organise/backup-places.h"
#include "organise/door-restore.h"
#include "organise/door-state.h"
#include "organise/practice.h"
#include "organise/vaults.h"
#include "organise/work.h"
#include "vault/error.h"

struct _CoffretDoor {
  GObject parent_instance;
  CoffretDoorKind kind;
  CoffretPracticeMaker maker; /* of what the invented person has */
  char *person;               /* nullable */
  char *folder;               /* NULL: in memory */
  CoffretDoorState state;
  CoffretSession *session;
  GError *error;
  CoffretSlotType slots;
  gboolean busy;
  GCancellable *cancellable; /* of the attempt under way */
  CoffretRestoreReport *report;
  CoffretBackupInfo *backup; /* nullable */
};

typedef enum {
  ATTEMPT_START,
  ATTEMPT_CREATE,
  ATTEMPT_RESTORE,
  ATTEMPT_UNLOCK,
  ATTEMPT_IN_MEMORY,
} AttemptKind;

/* One try at getting in: what to do, and what came of it on the worker. */
typedef struct {
  CoffretDoor *door;
  AttemptKind kind;
  char *folder;
  CoffretSlotType slots; /* to make; to use; and, after starting, those that are there */
  CoffretSecret *passphrase;
  char *backup;
  CoffretRestoreFlags flags;
  GCancellable *cancellable;

  CoffretRestoreReport *report;
  CoffretDoorState state;
  CoffretVault *vault;
  GError *error;
} Attempt;

typedef enum {
  PROP_STATE = 1,
  PROP_SESSION,
  PROP_ERROR,
  PROP_SLOTS,
  PROP_BUSY,
  PROP_BACKUP,
  N_PROPS,
} CoffretDoorProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CoffretDoor, coffret_door, G_TYPE_OBJECT)

static void
coffret_door_dispose (GObject *object)
{
  CoffretDoor *self = COFFRET_DOOR (object);

  if (self->session != NULL)
    coffret_session_end (self->session);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (coffret_door_parent_class)->dispose (object);
}

static void
coffret_door_finalize (GObject *object)
{
  CoffretDoor *self = COFFRET_DOOR (object);

  g_free (self->person);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->report, coffret_restore_report_free);
  g_clear_pointer (&self->backup, coffret_backup_info_free);
  g_free (self->folder);
  G_OBJECT_CLASS (coffret_door_parent_class)->finalize (object);
}

static void
coffret_door_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretDoor *self = COFFRET_DOOR (object);

  switch ((CoffretDoorProperty) id) {
  case PROP_STATE:
    g_value_set_int (value, (int) self->state);
    break;
  case PROP_SESSION:
    g_value_set_object (value, self->session);
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, self->error);
    break;
  case PROP_SLOTS:
    g_value_set_uint (value, self->slots);
    break;
  case PROP_BUSY:
    g_value_set_boolean (value, self->busy);
    break;
  case PROP_BACKUP:
    g_value_set_pointer (value, self->backup);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_door_class_init (CoffretDoorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = coffret_door_dispose;
  object_class->finalize = coffret_door_finalize;
  object_class->get_property = coffret_door_get_property;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, COFFRET_DOOR_LOOKING,
                                             COFFRET_DOOR_FAULT, COFFRET_DOOR_LOOKING, flags);
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, COFFRET_TYPE_SESSION, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_SLOTS] = g_param_spec_uint ("slots", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_BACKUP] = g_param_spec_pointer ("backup", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_door_init (CoffretDoor *self)
{
}

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  g_object_unref (attempt->door);
  g_free (attempt->backup);
  g_clear_pointer (&attempt->report, coffret_restore_report_free);
  g_free (attempt->folder);
  g_clear_pointer (&attempt->passphrase, coffret_secret_unref);
  g_object_unref (attempt->cancellable);
  g_clear_pointer (&attempt->vault, coffret_vault_unref);
  g_clear_error (&attempt->error);
  g_free (attempt);
}

static void
set_busy (CoffretDoor *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* Takes BACKUP (nullable). */
static void
set_backup (CoffretDoor *self, CoffretBackupInfo *backup)
{
  gboolean had = self->backup != NULL;

  g_clear_pointer (&self->backup, coffret_backup_info_free);
  self->backup = backup;
  if (had || backup != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BACKUP]);
}

/* Whether only a backup brings everything back. */
static gboolean
needs_backup (CoffretDoorState state)
{
  return state == COFFRET_DOOR_DAMAGED || state == COFFRET_DOOR_MISSING ||
         state == COFFRET_DOOR_FIRST_RUN;
}

typedef struct {
  CoffretDoor *door;
  char *folder;
  CoffretBackupInfo *found;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_object_unref (search->door);
  g_free (search->folder);
  g_clear_pointer (&search->found, coffret_backup_info_free);
  g_free (search);
}

static DexFuture *
search_places (gpointer data)
{
  Search *search = data;

  search->found = coffret_backup_places_find (search->folder);
  return dex_future_new_true ();
}

static DexFuture *
on_searched (DexFuture *future, gpointer data)
{
  Search *search = data;

  if (needs_backup (search->door->state))
    set_backup (search->door, g_steal_pointer (&search->found));
  return dex_future_new_true ();
}

/* Beside the rest: the disk of the backups may take its time. */
static void
look_for_backup (CoffretDoor *self)
{
  Search *search = g_new0 (Search, 1);

  search->door = g_object_ref (self);
  search->folder = g_strdup (self->folder);
  dex_future_disown (dex_future_finally (coffret_work_block (search_places, search, NULL),
                                         on_searched, search, search_free));
}

/* Everything that a page is made of changes before anyone hears of any of it. */
static void
settle (CoffretDoor *self, CoffretDoorState state, const GError *error, CoffretSession *session)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->error != NULL || error != NULL) {
    g_clear_error (&self->error);
    self->error = error != NULL ? g_error_copy (error) : NULL;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  }
  if (g_set_object (&self->session, session))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
  if (self->state != state) {
    self->state = state;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    set_backup (self, NULL);
    if (self->folder != NULL && needs_backup (state))
      look_for_backup (self);
  }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
set_slots (CoffretDoor *self, CoffretSlotType slots)
{
  if (self->slots == slots)
    return;
  self->slots = slots;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SLOTS]);
}

static void
open_by (Attempt *attempt, CoffretSlotType slot, gboolean interactive)
{
  attempt->vault = coffret_vault_open (attempt->folder, slot, attempt->passphrase, interactive,
                                       attempt->cancellable, &attempt->error);
  attempt->state = attempt->vault != NULL ? COFFRET_DOOR_OPEN
                                          : coffret_door_state_for_error (attempt->error, slot);
}

static void
look (Attempt *attempt)
{
  CoffretVaultState found;

  attempt->slots = 0;
  found = coffret_vault_examine (attempt->folder, &attempt->slots);
  attempt->state = coffret_door_state_for_vault (found);
  attempt->error = coffret_door_error_for_vault (found);
}

static DexFuture *
run_attempt (gpointer data)
{
  Attempt *attempt = data;

  switch (attempt->kind) {
  case ATTEMPT_CREATE:
    attempt->vault = coffret_vault_create (attempt->folder, attempt->slots, attempt->passphrase,
                                           attempt->cancellable, &attempt->error);
    attempt->state =
      attempt->vault != NULL
        ? COFFRET_DOOR_OPEN
        : coffret_door_state_for_vault (coffret_vault_examine (attempt->folder, NULL));
    break;
  case ATTEMPT_RESTORE:
    attempt->vault = coffret_door_restore_vault (
      attempt->backup, attempt->folder,
      attempt->state == COFFRET_DOOR_DAMAGED || attempt->state == COFFRET_DOOR_MISSING,
      attempt->passphrase, attempt->flags, &attempt->report, attempt->cancellable, &attempt->error);
    /* Looking does not find all damage: what was found before still is. */
    if (attempt->vault != NULL)
      attempt->state = COFFRET_DOOR_OPEN;
    else if (attempt->state != COFFRET_DOOR_DAMAGED)
      attempt->state = coffret_door_state_for_vault (coffret_vault_examine (attempt->folder, NULL));
    break;
  case ATTEMPT_UNLOCK:
    open_by (attempt, attempt->slots, TRUE);
    break;
  case ATTEMPT_IN_MEMORY:
    attempt->vault = coffret_vault_new_in_memory (&attempt->error);
    attempt->state = attempt->vault != NULL ? COFFRET_DOOR_OPEN : COFFRET_DOOR_FAULT;
    break;
  case ATTEMPT_START:
  default:
    look (attempt);
    if (attempt->state == COFFRET_DOOR_LOCKED && (attempt->slots & COFFRET_SLOT_KEYRING) != 0)
      open_by (attempt, COFFRET_SLOT_KEYRING, FALSE);
  }
  return dex_future_new_true ();
}

/* Whether the owner locked the door while this attempt was under way. */
static gboolean
is_void (Attempt *attempt)
{
  return g_cancellable_is_cancelled (attempt->cancellable);
}

static void
give_up (Attempt *attempt)
{
  if (attempt->vault != NULL)
    coffret_vault_close (attempt->vault);
  set_busy (attempt->door, FALSE);
}

static DexFuture *
on_loaded (DexFuture *future, gpointer data)
{
  Attempt *attempt = data;
  CoffretDoor *self = attempt->door;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value == NULL || is_void (attempt)) {
    give_up (attempt);
    if (value != NULL)
      coffret_session_end (g_value_get_object (value));
    else if (!is_void (attempt))
      settle (self, coffret_door_state_for_error (error, COFFRET_SLOT_PASSPHRASE), error, NULL);
    return dex_future_new_false ();
  }
  set_slots (self, coffret_vault_get_slots (attempt->vault));
  settle (self, COFFRET_DOOR_OPEN, NULL, g_value_get_object (value));
  set_busy (self, FALSE);
  return dex_future_new_true ();
}

/* The session that FUTURE resolved to, once the invented person's belongings are in it. */
static DexFuture *
on_made (DexFuture *future, gpointer session)
{
  return dex_future_new_take_object (g_object_ref (session));
}

static DexFuture *
on_empty (DexFuture *future, gpointer data)
{
  CoffretDoor *self = data;
  CoffretSession *session = g_value_get_object (dex_future_get_value (future, NULL));

  return dex_future_then (coffret_practice_fill (session, self->maker, self->person), on_made,
                          g_object_ref (session), g_object_unref);
}

static DexFuture *
make_session (Attempt *attempt)
{
  DexFuture *future = coffret_session_open (attempt->vault);

  if (attempt->door->kind == COFFRET_DOOR_TO_PRACTICE)
    return dex_future_then (future, on_empty, g_object_ref (attempt->door), g_object_unref);
  return future;
}

static gboolean
is_rejection (Attempt *attempt)
{
  return attempt->kind == ATTEMPT_CREATE || attempt->kind == ATTEMPT_RESTORE ||
         (attempt->kind == ATTEMPT_UNLOCK && attempt->slots != COFFRET_SLOT_KEYRING &&
          (g_error_matches (attempt->error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY) ||
           g_error_matches (attempt->error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_MEMORY)));
}

/* Frees what it leaves behind by handing ATTEMPT on to the session's loading. */
static DexFuture *
on_attempted (DexFuture *future, gpointer data)
{
  Attempt *attempt = data;
  CoffretDoor *self = attempt->door;
  Attempt *loading;

  if (is_void (attempt)) {
    give_up (attempt);
    return dex_future_new_false ();
  }
  g_clear_pointer (&self->report, coffret_restore_report_free);
  self->report = g_steal_pointer (&attempt->report);
  if (attempt->kind == ATTEMPT_START)
    set_slots (self, attempt->slots);
  if (attempt->vault == NULL) {
    give_up (attempt);
    if (is_rejection (attempt)) {
      settle (self, attempt->state, attempt->error, NULL);
      return dex_future_new_for_error (g_error_copy (attempt->error));
    }
    settle (self, attempt->state, attempt->error, NULL);
    return dex_future_new_false ();
  }
  loading = g_new0 (Attempt, 1);
  loading->door = g_object_ref (self);
  loading->kind = attempt->kind;
  loading->cancellable = g_object_ref (attempt->cancellable);
  loading->vault = coffret_vault_ref (attempt->vault);
  return dex_future_finally (make_session (attempt), on_loaded, loading, attempt_free);
}

static Attempt *
attempt_new (CoffretDoor *self, AttemptKind kind, CoffretSlotType slots, CoffretSecret *passphrase)
{
  Attempt *attempt;

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  attempt = g_new0 (Attempt, 1);
  attempt->door = g_object_ref (self);
  attempt->kind = kind;
  attempt->folder = g_strdup (self->folder);
  attempt->slots = slots;
  attempt->state = self->state;
  attempt->passphrase = passphrase != NULL ? coffret_secret_ref (passphrase) : NULL;
  attempt->cancellable = g_object_ref (self->cancellable);
  return attempt;
}

/* Takes ATTEMPT. */
static DexFuture *
begin_attempt (CoffretDoor *self, Attempt *attempt)
{
  DexFuture *future;

  if (attempt->kind == ATTEMPT_START || attempt->kind == ATTEMPT_IN_MEMORY)
    settle (self, COFFRET_DOOR_LOOKING, NULL, NULL);
  set_busy (self, TRUE);
  future = dex_future_finally (coffret_work_block (run_attempt, attempt, NULL), on_attempted,
                               attempt, attempt_free);
  dex_future_disown (dex_ref (future));
  return future;
}

static DexFuture *
try_to_enter (CoffretDoor *self, AttemptKind kind, CoffretSlotType slots, CoffretSecret *passphrase)
{
  if (self->state == COFFRET_DOOR_OPEN)
    return dex_future_new_true ();
  if (self->busy)
    return dex_future_new_false ();
  return begin_attempt (self, attempt_new (self, kind, slots, passphrase));
}

CoffretDoor *
coffret_door_new (const char *folder)
{
  CoffretDoor *self = g_object_new (COFFRET_TYPE_DOOR, NULL);

  self->folder = folder != NULL ? g_strdup (folder) : coffret_vaults_first_folder ();
  return self;
}

CoffretDoor *
coffret_door_new_to_guest (void)
{
  CoffretDoor *self = g_object_new (COFFRET_TYPE_DOOR, NULL);

  self->kind = COFFRET_DOOR_TO_GUEST;
  return self;
}

CoffretDoor *
coffret_door_new_to_practice (CoffretPracticeMaker maker, const char *person)
{
  CoffretDoor *self = g_object_new (COFFRET_TYPE_DOOR, NULL);

  self->kind = COFFRET_DOOR_TO_PRACTICE;
  self->maker = maker;
  self->person = g_strdup (person);
  return self;
}

CoffretDoorKind
coffret_door_get_kind (CoffretDoor *self)
{
  return self->kind;
}

CoffretDoorState
coffret_door_get_state (CoffretDoor *self)
{
  return self->state;
}

CoffretSession *
coffret_door_get_session (CoffretDoor *self)
{
  return self->session;
}

const GError *
coffret_door_get_error (CoffretDoor *self)
{
  return self->error;
}

CoffretSlotType
coffret_door_get_slots (CoffretDoor *self)
{
  return self->slots;
}

const CoffretBackupInfo *
coffret_door_get_backup (CoffretDoor *self)
{
  return self->backup;
}

const char *
coffret_door_get_folder (CoffretDoor *self)
{
  /* It may have been moved. */
  return self->session != NULL && self->folder != NULL
           ? coffret_vault_get_folder (coffret_session_get_vault (self->session))
           : self->folder;
}

DexFuture *
coffret_door_start (CoffretDoor *self)
{
  return try_to_enter (self, self->folder != NULL ? ATTEMPT_START : ATTEMPT_IN_MEMORY, 0, NULL);
}

DexFuture *
coffret_door_create (CoffretDoor *self, CoffretSlotType slots, CoffretSecret *passphrase)
{
  return try_to_enter (self, ATTEMPT_CREATE, slots, passphrase);
}

DexFuture *
coffret_door_restore (CoffretDoor *self,
                      const char *path,
                      CoffretSecret *words,
                      CoffretRestoreFlags flags)
{
  Attempt *attempt;

  if (self->state == COFFRET_DOOR_OPEN || self->busy)
    return dex_future_new_false ();
  attempt = attempt_new (self, ATTEMPT_RESTORE, 0, words);
  attempt->backup = g_strdup (path);
  attempt->flags = flags;
  return begin_attempt (self, attempt);
}

const CoffretRestoreReport *
coffret_door_get_report (CoffretDoor *self)
{
  return self->report;
}

DexFuture *
coffret_door_unlock (CoffretDoor *self, CoffretSlotType slot, CoffretSecret *passphrase)
{
  return try_to_enter (self, ATTEMPT_UNLOCK, slot, passphrase);
}

/* Another way into the open vault. */
typedef struct {
  CoffretDoor *door;
  CoffretVault *vault;
  CoffretSlotType slot;
  gboolean add;
  CoffretSecret *old; /* nullable: nobody asked for it */
  CoffretSecret *passphrase;
  GCancellable *cancellable;
} SlotWork;

static void
slot_work_free (gpointer data)
{
  SlotWork *work = data;

  g_object_unref (work->door);
  coffret_vault_unref (work->vault);
  g_clear_pointer (&work->old, coffret_secret_unref);
  g_clear_pointer (&work->passphrase, coffret_secret_unref);
  g_object_unref (work->cancellable);
  g_free (work);
}

static DexFuture *
change_slot (gpointer data)
{
  SlotWork *work = data;
  g_autoptr (GError) error = NULL;
  gboolean changed;

  if (work->old != NULL && !coffret_vault_test_slot (work->vault, COFFRET_SLOT_PASSPHRASE,
                                                     work->old, work->cancellable, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  changed = work->add ? coffret_vault_add_slot (work->vault, work->slot, work->passphrase,
                                                work->cancellable, &error)
                      : coffret_vault_remove_slot (work->vault, work->slot, &error);

  return changed ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
on_slot_changed (DexFuture *future, gpointer data)
{
  SlotWork *work = data;

  if (!g_cancellable_is_cancelled (work->cancellable))
    coffret_door_look_at_slots (work->door);
  return dex_ref (future);
}

static DexFuture *
work_on_slot (CoffretDoor *self,
              CoffretSlotType slot,
              gboolean add,
              CoffretSecret *old,
              CoffretSecret *passphrase)
{
  SlotWork *work;
  DexFuture *future;

  if (self->session == NULL)
    return dex_future_new_for_error (
      g_error_new_literal (COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED,
                           _ ("The vault was closed in the meantime, so this was not done.")));
  work = g_new0 (SlotWork, 1);
  work->door = g_object_ref (self);
  work->vault = coffret_vault_ref (coffret_session_get_vault (self->session));
  work->slot = slot;
  work->add = add;
  work->old = old != NULL ? coffret_secret_ref (old) : NULL;
  work->passphrase = passphrase != NULL ? coffret_secret_ref (passphrase) : NULL;
  work->cancellable = coffret_door_ref_cancellable (self);
  future = dex_future_finally (coffret_work_block (change_slot, work, NULL), on_slot_changed, work,
                               slot_work_free);
  dex_future_disown (dex_ref (future));
  return future;
}

DexFuture *
coffret_door_add_slot (CoffretDoor *self, CoffretSlotType slot, CoffretSecret *passphrase)
{
  return work_on_slot (self, slot, TRUE, NULL, passphrase);
}

DexFuture *
coffret_door_change_passphrase (CoffretDoor *self, CoffretSecret *old, CoffretSecret *passphrase)
{
  g_return_val_if_fail (old != NULL, NULL);

  return work_on_slot (self, COFFRET_SLOT_PASSPHRASE, TRUE, old, passphrase);
}

DexFuture *
coffret_door_remove_slot (CoffretDoor *self, CoffretSlotType slot)
{
  return work_on_slot (self, slot, FALSE, NULL, NULL);
}

static DexFuture *
look_for_keyring (gpointer data)
{
  return coffret_vault_has_keyring () ? dex_future_new_true () : dex_future_new_false ();
}

/* So that it is settled in a turn of the caller's main loop, which then wakes up. */
static DexFuture *
on_keyring_found (DexFuture *future, gpointer data)
{
  return dex_ref (future);
}

DexFuture *
coffret_door_find_keyring (void)
{
  return dex_future_finally (coffret_work_block (look_for_keyring, NULL, NULL), on_keyring_found,
                             NULL, NULL);
}

void
coffret_door_look_at_slots (CoffretDoor *self)
{
  if (self->session != NULL)
    self->slots = coffret_vault_get_slots (coffret_session_get_vault (self->session));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SLOTS]);
}

GCancellable *
coffret_door_ref_cancellable (CoffretDoor *self)
{
  return self->cancellable != NULL ? g_object_ref (self->cancellable) : g_cancellable_new ();
}

void
coffret_door_lock (CoffretDoor *self)
{
  g_autoptr (CoffretSession) session = NULL;
  const GError *damage = NULL;

  if (!self->busy && self->session == NULL)
    return;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->session != NULL) {
    session = g_object_ref (self->session);
    g_set_str (&self->folder, coffret_door_get_folder (self));
    coffret_session_end (session);
    damage = coffret_session_get_damage (session);
  }
  /* It would open again, and show nothing of what is wrong. */
  settle (self, damage != NULL ? COFFRET_DOOR_DAMAGED : COFFRET_DOOR_LOCKED, damage, NULL);
}
