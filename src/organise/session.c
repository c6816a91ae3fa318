#include "organise/session-data.h"

#include <glib/gi18n-lib.h>

#include "organise/entry-private.h"
#include "organise/import-private.h"
#include "organise/library-private.h"
#include "organise/merging-private.h"
#include "organise/undo-private.h"
#include "organise/work.h"
#include "vault/error.h"
#include "vault/records.h"

/* Bytes on their way from the database, for one entry. */
typedef struct {
  CoffretEntry *entry; /* main thread only */
  char *id;
  CoffretRecord *record; /* NULL: not needed */
  GBytes *bytes;
  DexFutureCallback then;
} Fetching;

typedef enum {
  PROP_VERIFICATION = 1,
  PROP_DAMAGED,
  N_PROPS,
} CoffretSessionProperty;

static GParamSpec *properties[N_PROPS];
static guint ended_signal;

G_DEFINE_FINAL_TYPE (CoffretSession, coffret_session, G_TYPE_OBJECT)

static void
coffret_session_dispose (GObject *object)
{
  coffret_session_end (COFFRET_SESSION (object));
  G_OBJECT_CLASS (coffret_session_parent_class)->dispose (object);
}

static void
coffret_session_finalize (GObject *object)
{
  CoffretSession *self = COFFRET_SESSION (object);

  if (self->library != NULL)
    coffret_library_set_finder (self->library, NULL, NULL);
  g_clear_pointer (&self->front, coffret_front_free);
  g_clear_error (&self->damage);
  g_clear_object (&self->counts);
  g_clear_object (&self->verification);
  g_clear_pointer (&self->keeper, coffret_grounds_keeper_free);
  g_clear_object (&self->backups);
  g_clear_object (&self->undo);
  g_clear_object (&self->library);
  g_clear_pointer (&self->vault, coffret_vault_unref);
  g_ptr_array_unref (self->jobs);
  g_clear_pointer (&self->practice, g_hash_table_unref);
  g_clear_pointer (&self->saved, g_hash_table_unref);
  G_OBJECT_CLASS (coffret_session_parent_class)->finalize (object);
}

static void
coffret_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretSession *self = COFFRET_SESSION (object);

  switch ((CoffretSessionProperty) id) {
  case PROP_VERIFICATION:
    g_value_set_object (value, self->verification);
    break;
  case PROP_DAMAGED:
    g_value_set_boolean (value, self->damage != NULL);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_session_class_init (CoffretSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = coffret_session_dispose;
  object_class->finalize = coffret_session_finalize;
  object_class->get_property = coffret_session_get_property;
  ended_signal = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
  properties[PROP_VERIFICATION] =
    g_param_spec_object ("verification", NULL, NULL, COFFRET_TYPE_VERIFICATION, flags);
  properties[PROP_DAMAGED] = g_param_spec_boolean ("damaged", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_session_init (CoffretSession *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

DexFuture *
coffret_session_keep (DexFuture *future)
{
  dex_future_disown (dex_ref (future));
  return future;
}

DexFuture *
coffret_session_reject_ended (void)
{
  return dex_future_new_reject (COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED, "%s",
                                _ ("The vault is locked. Open it first."));
}

DexFuture *
coffret_session_reject_wish (const char *sentence)
{
  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s", sentence);
}

void
coffret_session_set_damage (CoffretSession *self, GError *error)
{
  g_clear_error (&self->damage);
  self->damage = error;
  /* What is under way would only fail, file by file. */
  for (guint i = self->jobs->len; i > 0; i--)
    coffret_import_cancel (g_ptr_array_index (self->jobs, i - 1));
  if (self->backups != NULL)
    coffret_backups_end (self->backups);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAMAGED]);
}

static void
fetching_free (gpointer data)
{
  Fetching *fetching = data;

  g_object_unref (fetching->entry);
  g_free (fetching->id);
  coffret_record_unref (fetching->record);
  g_clear_pointer (&fetching->bytes, g_bytes_unref);
  g_free (fetching);
}

static gboolean
fetch_record (CoffretDatabase *database, gpointer data, GError **error)
{
  Fetching *fetching = data;
  g_autoptr (GError) inner = NULL;

  if (fetching->record == NULL)
    fetching->record = coffret_records_get (database, fetching->id, &inner);
  if (fetching->record != NULL)
    return TRUE;
  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT,
                         _ ("This credential is no longer in the vault."));
  return FALSE;
}

static gboolean
fetch_original (CoffretDatabase *database, gpointer data, GError **error)
{
  Fetching *fetching = data;

  if (!fetch_record (database, fetching, error))
    return FALSE;
  fetching->bytes = coffret_originals_get (database, fetching->record->original_id, error);
  return fetching->bytes != NULL;
}

static gboolean
fetch_thumbnail (CoffretDatabase *database, gpointer data, GError **error)
{
  Fetching *fetching = data;
  g_autoptr (GError) inner = NULL;

  fetching->bytes = coffret_thumbnails_get (database, fetching->id, &inner);
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  return TRUE;
}

static gboolean
keep_thumbnail (CoffretDatabase *database, gpointer data, GError **error)
{
  Fetching *fetching = data;

  return coffret_thumbnails_put (database, fetching->id, fetching->bytes, error);
}

static void
reading_free (gpointer data)
{
  Fetching *reading = data;

  coffret_record_unref (reading->record);
  g_bytes_unref (reading->bytes);
  g_free (reading);
}

static DexFuture *
read_item (gpointer data)
{
  Fetching *reading = data;
  g_autoptr (GError) error = NULL;
  CoffretItem *item = coffret_reader_read_place (reading->bytes, reading->record->place, &error);

  if (item == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (COFFRET_TYPE_ITEM, item);
}

static DexFuture *
on_original_fetched (DexFuture *future, gpointer data)
{
  Fetching *fetching = data;
  Fetching *reading = g_new0 (Fetching, 1);

  reading->record = coffret_record_ref (fetching->record);
  reading->bytes = g_bytes_ref (fetching->bytes);
  return coffret_work_block (read_item, reading, reading_free);
}

static DexFuture *
on_bytes_fetched (DexFuture *future, gpointer data)
{
  Fetching *fetching = data;

  if (fetching->bytes == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                                  _ ("No picture of this credential has been made yet."));
  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_ref (fetching->bytes));
}

static DexFuture *
on_done (DexFuture *future, gpointer data)
{
  return dex_future_new_true ();
}

/* What is known of an entry is known even where its original cannot be had. */
static DexFuture *
on_fetched (DexFuture *future, gpointer data)
{
  Fetching *fetching = data;

  if (fetching->record != NULL)
    coffret_entry_set_record (fetching->entry, fetching->record);
  return dex_future_is_rejected (future) ? dex_ref (future) : fetching->then (future, fetching);
}

/* Takes BYTES. */
static DexFuture *
fetch (CoffretSession *self,
       CoffretEntry *entry,
       CoffretPriority priority,
       CoffretVaultFunc func,
       GBytes *bytes,
       DexFutureCallback callback)
{
  Fetching *fetching;

  if (self->ended) {
    g_clear_pointer (&bytes, g_bytes_unref);
    return coffret_session_reject_ended ();
  }
  fetching = g_new0 (Fetching, 1);
  fetching->entry = g_object_ref (entry);
  fetching->id = g_strdup (coffret_entry_get_id (entry));
  fetching->bytes = bytes;
  fetching->then = callback;
  return coffret_session_keep (
    dex_future_finally (coffret_vault_run (self->vault, priority, func, fetching, NULL), on_fetched,
                        fetching, fetching_free));
}

static void
on_job_running (CoffretImport *job, GParamSpec *spec, CoffretSession *self)
{
  if (!coffret_import_is_running (job)) {
    g_signal_handlers_disconnect_by_func (job, on_job_running, self);
    g_ptr_array_remove (self->jobs, job);
  }
}

CoffretMerging *
coffret_session_merge (CoffretSession *self, const char *path, GError **error)
{
  CoffretMerging *merging;

  if (coffret_session_is_practice (self)) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT,
                         _ ("This is the practice vault: your own files stay out of it. Open your "
                            "own vault to add them."));
    return NULL;
  }
  if (self->ended || !coffret_session_can_change (self)) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_READ_ONLY,
                         _ ("Nothing can be written to this vault, so no backup can be added to "
                            "it."));
    return NULL;
  }
  merging = coffret_merging_new (self, path, error);
  if (merging != NULL)
    g_signal_connect_object (self, "ended", G_CALLBACK (coffret_merging_cancel), merging,
                             G_CONNECT_SWAPPED);
  return merging;
}

void
coffret_session_end (CoffretSession *self)
{
  g_autoptr (GPtrArray) jobs = NULL;

  if (self->ended)
    return;
  self->ended = TRUE;
  jobs = g_steal_pointer (&self->jobs);
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < jobs->len; i++)
    coffret_import_cancel (g_ptr_array_index (jobs, i));
  g_signal_emit (self, ended_signal, 0);
  if (self->verification != NULL)
    coffret_verification_cancel (self->verification);
  if (self->backups != NULL)
    coffret_backups_end (self->backups);
  coffret_undo_close (self->undo);
  coffret_library_close (self->library);
  coffret_vault_close (self->vault);
}

CoffretBackups *
coffret_session_get_backups (CoffretSession *self)
{
  return self->backups;
}

gboolean
coffret_session_is_ended (CoffretSession *self)
{
  return self->ended;
}

CoffretVault *
coffret_session_get_vault (CoffretSession *self)
{
  return self->vault;
}

CoffretLibrary *
coffret_session_get_library (CoffretSession *self)
{
  return self->library;
}

CoffretGroundsKeeper *
coffret_session_get_keeper (CoffretSession *self)
{
  return self->keeper;
}

CoffretVerification *
coffret_session_get_verification (CoffretSession *self)
{
  return self->verification;
}

void
coffret_session_set_verification (CoffretSession *self, CoffretVerification *job)
{
  if (g_set_object (&self->verification, job))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERIFICATION]);
}

CoffretUndo *
coffret_session_get_undo (CoffretSession *self)
{
  return self->undo;
}

void
coffret_session_begin_practice (CoffretSession *self, GHashTable *digests)
{
  g_return_if_fail (self->practice == NULL);
  self->practice = g_hash_table_ref (digests);
  coffret_undo_clear (self->undo);
}

GHashTable *
coffret_session_get_practice (CoffretSession *self)
{
  return self->practice;
}

gboolean
coffret_session_can_change (CoffretSession *self)
{
  return self->vault != NULL && self->damage == NULL && !coffret_vault_is_read_only (self->vault);
}

const GError *
coffret_session_get_damage (CoffretSession *self)
{
  return self->damage;
}

gboolean
coffret_session_is_practice (CoffretSession *self)
{
  return self->practice != NULL;
}

gboolean
coffret_session_is_guest (CoffretSession *self)
{
  return self->practice == NULL && self->vault != NULL &&
         coffret_vault_get_folder (self->vault) == NULL;
}

static gboolean
is_unsaved (const CoffretRow *row, gconstpointer saved)
{
  return row->trashed == COFFRET_INSTANT_NONE &&
         !g_hash_table_contains ((GHashTable *) saved, row->id);
}

void
coffret_session_note_saved (CoffretSession *self, GPtrArray *ids)
{
  g_autoptr (GPtrArray) left = NULL;

  if (!coffret_session_is_guest (self))
    return;
  if (self->saved == NULL)
    self->saved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (self->saved, g_strdup (g_ptr_array_index (ids, i)));
  left = coffret_library_choose (self->library, is_unsaved, self->saved);
  if (left->len == 0)
    coffret_undo_note_saved (self->undo);
}

CoffretImport *
coffret_session_import (CoffretSession *self, const char *compartment)
{
  g_autoptr (CoffretGrounds) grounds = coffret_grounds_keeper_get (self->keeper);
  CoffretImport *job = coffret_import_new (self->vault, self->library, self->undo, self->practice,
                                           grounds, compartment);

  if (self->ended) {
    coffret_import_cancel (job);
    return job;
  }
  g_ptr_array_add (self->jobs, g_object_ref (job));
  g_signal_connect_object (job, "notify::running", G_CALLBACK (on_job_running), self,
                           G_CONNECT_DEFAULT);
  return job;
}

DexFuture *
coffret_session_record (CoffretSession *self, CoffretEntry *entry)
{
  if (coffret_entry_get_record (entry) != NULL)
    return dex_future_new_true ();
  return fetch (self, entry, COFFRET_PRIORITY_HIGH, fetch_record, NULL, on_done);
}

DexFuture *
coffret_session_read (CoffretSession *self, CoffretEntry *entry)
{
  return fetch (self, entry, COFFRET_PRIORITY_HIGH, fetch_original, NULL, on_original_fetched);
}

DexFuture *
coffret_session_original (CoffretSession *self, CoffretEntry *entry)
{
  return fetch (self, entry, COFFRET_PRIORITY_HIGH, fetch_original, NULL, on_bytes_fetched);
}

DexFuture *
coffret_session_thumbnail (CoffretSession *self, CoffretEntry *entry)
{
  return fetch (self, entry, COFFRET_PRIORITY_HIGH, fetch_thumbnail, NULL, on_bytes_fetched);
}

DexFuture *
coffret_session_keep_thumbnail (CoffretSession *self, CoffretEntry *entry, GBytes *png)
{
  return fetch (self, entry, COFFRET_PRIORITY_LOW, keep_thumbnail, g_bytes_ref (png), on_done);
}
