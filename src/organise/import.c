/* Intakes go through a pipeline in the order in which they were given: some are
 * being read, some wait for those before them, and the first that are ready are
 * written together, because every transaction waits for the disk. Everything
 * here but reading and writing themselves happens on the main thread, where pump()
 * looks what can go on. */
#include "organise/import.h"

#include <glib/gi18n-lib.h>

#include "organise/commands.h"
#include "organise/import-private.h"
#include "organise/intake.h"
#include "organise/library-private.h"
#include "organise/outcome-private.h"
#include "organise/undo-private.h"
#include "organise/work.h"
#include "vault/error.h"

#define MAX_READING 3
/* Read or being read and not yet written: enough to fill a transaction while the last is under
 * way, and no more than the memory of a small computer. */
#define MAX_WAITING 512
#define MAX_WAITING_BYTES (48 * 1024 * 1024)
#define MAX_BATCH 256
/* The vault's thread is somebody else's after so long (vault.h). */
#define SLICE (15 * G_TIME_SPAN_MILLISECOND)

/* An intake in the pipeline. */
typedef struct {
  CoffretIntake *intake;
  gboolean ready;
} Place;

typedef struct {
  GPtrArray *intakes; /* CoffretIntake, borrowed from the pipeline, which keeps them meanwhile */
  char *compartment;
  CoffretVocabulary *vocabulary;
  guint written; /* that many of them */
} Batch;

typedef struct {
  CoffretImport *import;
  Place *place;
} Reading;

typedef struct {
  CoffretImport *import;
  Batch *batch;
} Writing;

struct _CoffretImport {
  GObject parent_instance;
  CoffretVault *vault;
  CoffretLibrary *library;
  CoffretUndo *undo;
  GHashTable *practice;    /* nullable */
  CoffretGrounds *grounds; /* nullable */
  char *compartment;

  GQueue inputs;   /* CoffretIntake: not begun */
  GQueue pipeline; /* Place */
  guint reading;
  gsize waiting_bytes;
  gboolean writing;
  guint alone; /* so many files are written one by one, after their batch failed */

  DexPromise *promise; /* NULL: not started */
  GError *error;
  GPtrArray *outcomes; /* CoffretOutcome */
  GPtrArray *changed;  /* ids of what was added or restored */
  guint counts[COFFRET_OUTCOME_REFUSED + 1];
  guint total;
  guint done;
  gboolean loose; /* something of it is in no file */
  gboolean running;
  gboolean cancelled;
};

typedef enum {
  PROP_TOTAL = 1,
  PROP_DONE,
  PROP_RUNNING,
  PROP_CANCELLED,
  PROP_ADDED,
  PROP_REFUSED,
  PROP_N_ITEMS,
  N_PROPS,
} CoffretImportProperty;

static GParamSpec *properties[N_PROPS];

static GType
import_get_item_type (GListModel *model)
{
  return COFFRET_TYPE_OUTCOME;
}

static guint
import_get_n_items (GListModel *model)
{
  return COFFRET_IMPORT (model)->outcomes->len;
}

static gpointer
import_get_item (GListModel *model, guint position)
{
  CoffretImport *self = COFFRET_IMPORT (model);

  if (position >= self->outcomes->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->outcomes, position));
}

static void
import_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = import_get_item_type;
  iface->get_n_items = import_get_n_items;
  iface->get_item = import_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CoffretImport,
                               coffret_import,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, import_list_model_init))

static void
place_free (gpointer data)
{
  Place *place = data;

  coffret_intake_free (place->intake);
  g_free (place);
}

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_ptr_array_unref (batch->intakes);
  coffret_vocabulary_unref (batch->vocabulary);
  g_free (batch->compartment);
  g_free (batch);
}

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_object_unref (writing->import);
  batch_free (writing->batch);
  g_free (writing);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->import);
  g_free (reading);
}

static void
coffret_import_dispose (GObject *object)
{
  CoffretImport *self = COFFRET_IMPORT (object);

  g_queue_clear_full (&self->inputs, (GDestroyNotify) coffret_intake_free);
  g_queue_clear_full (&self->pipeline, place_free);
  g_clear_pointer (&self->vault, coffret_vault_unref);
  g_clear_object (&self->library);
  g_clear_object (&self->undo);
  G_OBJECT_CLASS (coffret_import_parent_class)->dispose (object);
}

static void
coffret_import_finalize (GObject *object)
{
  CoffretImport *self = COFFRET_IMPORT (object);

  dex_clear (&self->promise);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->outcomes);
  g_ptr_array_unref (self->changed);
  g_free (self->compartment);
  g_clear_pointer (&self->practice, g_hash_table_unref);
  g_clear_pointer (&self->grounds, coffret_grounds_unref);
  G_OBJECT_CLASS (coffret_import_parent_class)->finalize (object);
}

static void
coffret_import_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretImport *self = COFFRET_IMPORT (object);

  switch ((CoffretImportProperty) id) {
  case PROP_TOTAL:
    g_value_set_uint (value, self->total);
    break;
  case PROP_DONE:
    g_value_set_uint (value, self->done);
    break;
  case PROP_RUNNING:
    g_value_set_boolean (value, self->running);
    break;
  case PROP_CANCELLED:
    g_value_set_boolean (value, self->cancelled);
    break;
  case PROP_ADDED:
    g_value_set_uint (value, self->counts[COFFRET_OUTCOME_ADDED] +
                               self->counts[COFFRET_OUTCOME_NEWER_VERSION]);
    break;
  case PROP_REFUSED:
    g_value_set_uint (value, self->counts[COFFRET_OUTCOME_REFUSED]);
    break;
  case PROP_N_ITEMS:
    g_value_set_uint (value, self->outcomes->len);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_import_class_init (CoffretImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = coffret_import_dispose;
  object_class->finalize = coffret_import_finalize;
  object_class->get_property = coffret_import_get_property;

  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_DONE] = g_param_spec_uint ("done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_CANCELLED] = g_param_spec_boolean ("cancelled", NULL, NULL, FALSE, flags);
  properties[PROP_ADDED] = g_param_spec_uint ("added", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_REFUSED] = g_param_spec_uint ("refused", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_import_init (CoffretImport *self)
{
  g_queue_init (&self->inputs);
  g_queue_init (&self->pipeline);
  self->outcomes = g_ptr_array_new_with_free_func (g_object_unref);
  self->changed = g_ptr_array_new_with_free_func (g_free);
}

static void
notify (CoffretImport *self, CoffretImportProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_total (CoffretImport *self, guint total)
{
  if (self->total == total)
    return;
  self->total = total;
  notify (self, PROP_TOTAL);
}

static void
set_done (CoffretImport *self, guint done)
{
  if (self->done == done)
    return;
  self->done = done;
  notify (self, PROP_DONE);
}

static gboolean
write_batch (CoffretDatabase *database, gpointer data, GError **error)
{
  Batch *batch = data;
  gint64 end = g_get_monotonic_time () + SLICE;

  batch->written = 0;
  do {
    CoffretIntake *intake = g_ptr_array_index (batch->intakes, batch->written);

    if (!coffret_intake_write (intake, database, batch->compartment, batch->vocabulary, error))
      return FALSE;
    batch->written++;
  } while (batch->written < batch->intakes->len && g_get_monotonic_time () < end);
  return TRUE;
}

/* Makes OUTCOMES public, with one change of the list and one of each number. */
static void
report (CoffretImport *self, GPtrArray *outcomes)
{
  guint position = self->outcomes->len;
  guint before[G_N_ELEMENTS (self->counts)];

  if (outcomes->len == 0)
    return;
  memcpy (before, self->counts, sizeof before);
  for (guint i = 0; i < outcomes->len; i++) {
    CoffretOutcome *outcome = g_ptr_array_index (outcomes, i);

    self->counts[coffret_outcome_get_kind (outcome)]++;
    g_ptr_array_add (self->outcomes, g_object_ref (outcome));
  }
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, outcomes->len);
  notify (self, PROP_N_ITEMS);
  if (before[COFFRET_OUTCOME_ADDED] != self->counts[COFFRET_OUTCOME_ADDED] ||
      before[COFFRET_OUTCOME_NEWER_VERSION] != self->counts[COFFRET_OUTCOME_NEWER_VERSION])
    notify (self, PROP_ADDED);
  if (before[COFFRET_OUTCOME_REFUSED] != self->counts[COFFRET_OUTCOME_REFUSED])
    notify (self, PROP_REFUSED);
}

/* The first COUNT intakes of the pipeline are true now: the library learns of them, then
 * everybody else. */
static void
take_in (CoffretImport *self, guint count)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new ();
  g_autoptr (GPtrArray) finished = g_ptr_array_new_with_free_func (place_free);
  gboolean restored = FALSE;

  for (guint i = 0; i < count; i++) {
    Place *place = g_queue_pop_head (&self->pipeline);
    GPtrArray *ids = coffret_intake_get_restored (place->intake);
    GPtrArray *added = coffret_intake_get_rows (place->intake);

    g_ptr_array_add (finished, place);
    self->waiting_bytes -= coffret_intake_get_size (place->intake);
    g_ptr_array_extend (rows, added, NULL, NULL);
    g_ptr_array_extend (outcomes, coffret_intake_get_outcomes (place->intake), NULL, NULL);
    for (guint j = 0; j < added->len; j++)
      g_ptr_array_add (self->changed,
                       g_strdup (((const CoffretRow *) g_ptr_array_index (added, j))->id));
    for (guint j = 0; j < ids->len; j++) {
      restored = TRUE;
      coffret_library_set_trashed (self->library, g_ptr_array_index (ids, j), COFFRET_INSTANT_NONE);
      g_ptr_array_add (self->changed, g_strdup (g_ptr_array_index (ids, j)));
    }
  }
  coffret_library_add (self->library, rows);
  if (restored)
    coffret_library_changed (self->library);
  report (self, outcomes);
  set_done (self, self->done + count);
}

/* No space, no right to write, no vault: the next file would fare no better. */
static gboolean
is_fatal (const GError *error)
{
  return g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED) ||
         g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_FULL) ||
         g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_READ_ONLY) ||
         g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED) ||
         g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_BUSY);
}

static void pump (CoffretImport *self);

static DexFuture *
on_written (DexFuture *future, gpointer data)
{
  Writing *writing = data;
  CoffretImport *self = writing->import;
  Batch *batch = writing->batch;
  g_autoptr (GError) error = NULL;

  self->writing = FALSE;
  if (dex_future_get_value (future, &error) != NULL) {
    self->alone -= MIN (self->alone, batch->written);
    take_in (self, batch->written);
  } else if (is_fatal (error)) {
    self->error = g_steal_pointer (&error);
  } else if (batch->intakes->len > 1) {
    self->alone = batch->intakes->len;
  } else {
    self->alone -= MIN (self->alone, 1);
    coffret_intake_refuse (g_ptr_array_index (batch->intakes, 0), error);
    take_in (self, 1);
  }
  pump (self);
  return dex_future_new_true ();
}

static void
start_writing (CoffretImport *self)
{
  guint limit = self->alone > 0 ? 1 : MAX_BATCH;
  Batch *batch = g_new0 (Batch, 1);
  Writing *writing = g_new0 (Writing, 1);
  DexFuture *future;

  batch->intakes = g_ptr_array_new ();
  batch->compartment = g_strdup (self->compartment);
  batch->vocabulary = coffret_vocabulary_ref (coffret_library_get_vocabulary (self->library));
  for (GList *link = self->pipeline.head; link != NULL && batch->intakes->len < limit;
       link = link->next) {
    Place *place = link->data;

    if (!place->ready || coffret_intake_get_children (place->intake) != NULL)
      break;
    g_ptr_array_add (batch->intakes, place->intake);
  }
  self->writing = TRUE;
  writing->import = g_object_ref (self);
  writing->batch = batch;
  /* The batch outlives the piece: WRITING is freed only after ON_WRITTEN. */
  future = coffret_vault_run (self->vault, COFFRET_PRIORITY_LOW, write_batch, batch, NULL);
  dex_future_disown (dex_future_finally (future, on_written, writing, writing_free));
}

static DexFuture *
read_intake (gpointer data)
{
  coffret_intake_read (data);
  return dex_future_new_true ();
}

static DexFuture *
on_read (DexFuture *future, gpointer data)
{
  Reading *reading = data;
  CoffretImport *self = reading->import;

  self->reading--;
  reading->place->ready = TRUE;
  self->waiting_bytes += coffret_intake_get_size (reading->place->intake);
  pump (self);
  return dex_future_new_true ();
}

static void
start_reading (CoffretImport *self)
{
  Reading *reading = g_new0 (Reading, 1);
  Place *place = g_new0 (Place, 1);

  place->intake = g_queue_pop_head (&self->inputs);
  if (self->practice != NULL)
    coffret_intake_take_only (place->intake, self->practice);
  if (self->grounds != NULL)
    coffret_intake_judge (place->intake, self->grounds);
  g_queue_push_tail (&self->pipeline, place);
  self->reading++;
  reading->import = g_object_ref (self);
  reading->place = place;
  dex_future_disown (dex_future_finally (coffret_work_block (read_intake, place->intake, NULL),
                                         on_read, reading, reading_free));
}

/* A folder makes way for what is in it, which joins the end of the queue. */
static void
open_folders (CoffretImport *self)
{
  Place *place;

  while ((place = g_queue_peek_head (&self->pipeline)) != NULL && place->ready &&
         coffret_intake_get_children (place->intake) != NULL) {
    GPtrArray *children = coffret_intake_get_children (place->intake);

    for (guint i = 0; i < children->len; i++)
      g_queue_push_tail (&self->inputs,
                         coffret_intake_new (g_ptr_array_index (children, i), NULL, NULL));
    set_total (self, self->total - 1 + children->len);
    g_queue_pop_head (&self->pipeline);
    place_free (place);
  }
}

static gboolean
is_first_ready (CoffretImport *self)
{
  Place *place = g_queue_peek_head (&self->pipeline);

  return place != NULL && place->ready;
}

static void
push_undo (CoffretImport *self)
{
  g_autofree char *label = NULL;
  g_autoptr (CoffretChange) inverse = NULL;

  if (self->changed->len == 0)
    return;
  label = g_strdup_printf (
    /* Translators: %u is a number. What can be undone, as in "Undone: Add 3 credentials". */
    ngettext ("Add %u credential", "Add %u credentials", self->changed->len), self->changed->len);
  inverse = coffret_change_new (label);
  coffret_change_set_elsewhere (inverse, self->loose ? COFFRET_ELSEWHERE_ORIGINALS
                                                     : COFFRET_ELSEWHERE_FILES);
  coffret_commands_add_trash (inverse, self->changed, coffret_instant_now ());
  coffret_undo_push (self->undo, inverse);
}

static gboolean
is_stopping (CoffretImport *self)
{
  return self->cancelled || self->error != NULL;
}

static void
finish (CoffretImport *self)
{
  push_undo (self);
  g_queue_clear_full (&self->inputs, (GDestroyNotify) coffret_intake_free);
  g_queue_clear_full (&self->pipeline, place_free);
  self->running = FALSE;
  notify (self, PROP_RUNNING);
  if (self->error != NULL && !self->cancelled)
    dex_promise_reject (self->promise, g_error_copy (self->error));
  else
    dex_promise_resolve_boolean (self->promise, TRUE);
  g_object_unref (self);
}

/* What is started here may be done at once, and calls this again before it returns. */
static void
pump (CoffretImport *self)
{
  if (!self->running)
    return;
  if (!is_stopping (self)) {
    open_folders (self);
    while (self->reading < MAX_READING && !g_queue_is_empty (&self->inputs) &&
           self->pipeline.length < MAX_WAITING && self->waiting_bytes < MAX_WAITING_BYTES)
      start_reading (self);
    if (!self->writing && is_first_ready (self))
      start_writing (self);
  }
  if (self->running && self->reading == 0 && !self->writing &&
      (is_stopping (self) || g_queue_is_empty (&self->pipeline)))
    finish (self);
}

CoffretImport *
coffret_import_new (CoffretVault *vault,
                    CoffretLibrary *library,
                    CoffretUndo *undo,
                    GHashTable *practice,
                    CoffretGrounds *grounds,
                    const char *compartment)
{
  CoffretImport *self = g_object_new (COFFRET_TYPE_IMPORT, NULL);

  self->vault = coffret_vault_ref (vault);
  self->library = g_object_ref (library);
  self->undo = g_object_ref (undo);
  self->practice = practice != NULL ? g_hash_table_ref (practice) : NULL;
  self->grounds = grounds != NULL ? coffret_grounds_ref (grounds) : NULL;
  self->compartment = g_strdup (compartment);
  return self;
}

void
coffret_import_add_file (CoffretImport *self, GFile *file)
{
  g_return_if_fail (self->promise == NULL);
  g_queue_push_tail (&self->inputs, coffret_intake_new (file, NULL, NULL));
  set_total (self, self->total + 1);
}

void
coffret_import_add_bytes (CoffretImport *self, GBytes *bytes, const char *name)
{
  g_return_if_fail (self->promise == NULL);
  self->loose = TRUE;
  g_queue_push_tail (&self->inputs, coffret_intake_new (NULL, bytes, name));
  set_total (self, self->total + 1);
}

static DexFuture *
on_all_there (DexFuture *future, gpointer self)
{
  pump (self);
  return dex_future_new_true ();
}

DexFuture *
coffret_import_start (CoffretImport *self)
{
  DexFuture *future;

  g_return_val_if_fail (self->promise == NULL, dex_future_new_false ());
  self->promise = dex_promise_new ();
  future = dex_ref (DEX_FUTURE (self->promise));
  g_object_ref (self);
  self->running = TRUE;
  notify (self, PROP_RUNNING);
  if (coffret_library_is_filling (self->library))
    dex_future_disown (dex_future_finally (coffret_library_await_all (self->library), on_all_there,
                                           g_object_ref (self), g_object_unref));
  else
    pump (self);
  return future;
}

void
coffret_import_cancel (CoffretImport *self)
{
  if (self->cancelled || (self->promise != NULL && !self->running))
    return;
  self->cancelled = TRUE;
  notify (self, PROP_CANCELLED);
  pump (self);
}

guint
coffret_import_get_total (CoffretImport *self)
{
  return self->total;
}

guint
coffret_import_get_done (CoffretImport *self)
{
  return self->done;
}

gboolean
coffret_import_is_running (CoffretImport *self)
{
  return self->running;
}

gboolean
coffret_import_is_cancelled (CoffretImport *self)
{
  return self->cancelled;
}

guint
coffret_import_count (CoffretImport *self, CoffretOutcomeKind kind)
{
  return self->counts[kind];
}
