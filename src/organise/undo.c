#include "organise/undo.h"

#include <glib/gi18n-lib.h>

#include "organise/undo-private.h"
#include "vault/error.h"

/* Steps hold credential ids only; this many are far past anyone's memory. */
#define MAX_STEPS 200

struct _CoffretUndo {
  GObject parent_instance;
  CoffretVault *vault; /* NULL: closed */
  CoffretLibrary *library;
  GPtrArray *done;   /* CoffretChange: the last takes back the newest step */
  GPtrArray *undone; /* CoffretChange: the last does again what was undone last */
  gboolean forgot;   /* a step that was nowhere else */
};

typedef struct {
  CoffretUndo *undo;
  CoffretChange *change;
  gboolean redo;
} Step;

typedef enum {
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  N_PROPS,
} CoffretUndoProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CoffretUndo, coffret_undo, G_TYPE_OBJECT)

static void
coffret_undo_finalize (GObject *object)
{
  CoffretUndo *self = COFFRET_UNDO (object);

  g_clear_pointer (&self->vault, coffret_vault_unref);
  g_object_unref (self->library);
  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);
  G_OBJECT_CLASS (coffret_undo_parent_class)->finalize (object);
}

static void
coffret_undo_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretUndo *self = COFFRET_UNDO (object);

  switch ((CoffretUndoProperty) id) {
  case PROP_CAN_UNDO:
    g_value_set_boolean (value, coffret_undo_can_undo (self));
    break;
  case PROP_CAN_REDO:
    g_value_set_boolean (value, coffret_undo_can_redo (self));
    break;
  case PROP_UNDO_LABEL:
    g_value_set_string (value, coffret_undo_get_undo_label (self));
    break;
  case PROP_REDO_LABEL:
    g_value_set_string (value, coffret_undo_get_redo_label (self));
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_undo_class_init (CoffretUndoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = coffret_undo_finalize;
  object_class->get_property = coffret_undo_get_property;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_undo_init (CoffretUndo *self)
{
  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_change_unref);
  self->undone = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_change_unref);
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->undo);
  coffret_change_unref (step->change);
  g_free (step);
}

static const char *
last_label (GPtrArray *steps)
{
  if (steps->len == 0)
    return NULL;
  return coffret_change_get_label (g_ptr_array_index (steps, steps->len - 1));
}

/* What a listener may ask for, before a change of the steps. */
typedef struct {
  gboolean can_undo;
  gboolean can_redo;
  char *undo_label;
  char *redo_label;
} Face;

static Face
remember (CoffretUndo *self)
{
  return (Face) {
    .can_undo = self->done->len > 0,
    .can_redo = self->undone->len > 0,
    .undo_label = g_strdup (last_label (self->done)),
    .redo_label = g_strdup (last_label (self->undone)),
  };
}

static void
notify_difference (CoffretUndo *self, Face before)
{
  g_autofree char *undo_label = before.undo_label;
  g_autofree char *redo_label = before.redo_label;

  if (before.can_undo != coffret_undo_can_undo (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  if (before.can_redo != coffret_undo_can_redo (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  if (g_strcmp0 (undo_label, last_label (self->done)) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_LABEL]);
  if (g_strcmp0 (redo_label, last_label (self->undone)) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDO_LABEL]);
}

static gboolean
is_elsewhere (CoffretChange *change)
{
  return coffret_change_get_elsewhere (change) == COFFRET_ELSEWHERE_FILES;
}

static void
add_step (CoffretUndo *self, GPtrArray *steps, CoffretChange *change)
{
  if (coffret_change_is_empty (change))
    return;
  g_ptr_array_add (steps, coffret_change_ref (change));
  if (steps->len <= MAX_STEPS)
    return;
  self->forgot |= steps == self->done && !is_elsewhere (g_ptr_array_index (steps, 0));
  g_ptr_array_remove_index (steps, 0);
}

static DexFuture *
on_performed (DexFuture *future, gpointer data)
{
  Step *step = data;
  CoffretUndo *self = step->undo;
  g_autoptr (GError) error = NULL;
  const GValue *inverse = dex_future_get_value (future, &error);
  Face before;

  if (self->vault == NULL)
    return inverse != NULL ? dex_future_new_true ()
                           : dex_future_new_for_error (g_steal_pointer (&error));

  before = remember (self);
  if (inverse != NULL)
    add_step (self, step->redo ? self->done : self->undone, g_value_get_boxed (inverse));
  else
    add_step (self, step->redo ? self->undone : self->done, step->change);
  notify_difference (self, before);
  return inverse != NULL ? dex_future_new_true ()
                         : dex_future_new_for_error (g_steal_pointer (&error));
}

/* The step leaves the stack at once, so that a second key press takes the next one. */
static DexFuture *
perform_last (CoffretUndo *self, gboolean redo)
{
  GPtrArray *steps = redo ? self->undone : self->done;
  DexFuture *future;
  Face before;
  Step *step;

  if (self->vault == NULL)
    return dex_future_new_reject (COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED, "%s",
                                  _ ("The vault is locked. Open it first."));
  if (steps->len == 0)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                                  redo ? _ ("There is nothing to do again.")
                                       : _ ("There is nothing to undo."));

  before = remember (self);
  step = g_new0 (Step, 1);
  step->undo = g_object_ref (self);
  step->change = g_ptr_array_steal_index (steps, steps->len - 1);
  step->redo = redo;
  notify_difference (self, before);
  future = dex_future_finally (coffret_change_perform (step->change, self->vault, self->library),
                               on_performed, step, step_free);
  dex_future_disown (dex_ref (future));
  return future;
}

static void
prune_steps (GPtrArray *steps, CoffretLibrary *library)
{
  for (guint i = steps->len; i > 0; i--) {
    if (!coffret_change_prune (g_ptr_array_index (steps, i - 1), library))
      g_ptr_array_remove_index (steps, i - 1);
  }
}

CoffretUndo *
coffret_undo_new (CoffretVault *vault, CoffretLibrary *library)
{
  CoffretUndo *self = g_object_new (COFFRET_TYPE_UNDO, NULL);

  self->vault = coffret_vault_ref (vault);
  self->library = g_object_ref (library);
  return self;
}

void
coffret_undo_push (CoffretUndo *self, CoffretChange *inverse)
{
  Face before;

  if (self->vault == NULL || coffret_change_is_empty (inverse))
    return;
  before = remember (self);
  add_step (self, self->done, inverse);
  g_ptr_array_set_size (self->undone, 0);
  notify_difference (self, before);
}

gboolean
coffret_undo_join (CoffretUndo *self, const char *const *labels, const char *label)
{
  guint n = g_strv_length ((char **) labels);
  CoffretChange *joined;
  Face before;

  if (n < 2 || n > self->done->len)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    CoffretChange *step = g_ptr_array_index (self->done, self->done->len - n + i);

    if (!g_str_equal (coffret_change_get_label (step), labels[i]))
      return FALSE;
  }
  before = remember (self);
  joined = coffret_change_new (label);
  /* The newest is taken back first. */
  for (guint i = 0; i < n; i++)
    coffret_change_take_over (joined, g_ptr_array_index (self->done, self->done->len - 1 - i));
  g_ptr_array_set_size (self->done, (int) (self->done->len - n));
  g_ptr_array_add (self->done, joined);
  notify_difference (self, before);
  return TRUE;
}

void
coffret_undo_prune (CoffretUndo *self)
{
  Face before = remember (self);

  prune_steps (self->done, self->library);
  prune_steps (self->undone, self->library);
  notify_difference (self, before);
}

void
coffret_undo_clear (CoffretUndo *self)
{
  Face before = remember (self);

  self->forgot = coffret_undo_has_unsaved (self);
  g_ptr_array_set_size (self->done, 0);
  g_ptr_array_set_size (self->undone, 0);
  notify_difference (self, before);
}

void
coffret_undo_close (CoffretUndo *self)
{
  g_clear_pointer (&self->vault, coffret_vault_unref);
  coffret_undo_clear (self);
}

gboolean
coffret_undo_can_undo (CoffretUndo *self)
{
  return self->done->len > 0;
}

gboolean
coffret_undo_can_redo (CoffretUndo *self)
{
  return self->undone->len > 0;
}

const char *
coffret_undo_get_undo_label (CoffretUndo *self)
{
  return last_label (self->done);
}

const char *
coffret_undo_get_redo_label (CoffretUndo *self)
{
  return last_label (self->undone);
}

DexFuture *
coffret_undo_undo (CoffretUndo *self)
{
  return perform_last (self, FALSE);
}

DexFuture *
coffret_undo_redo (CoffretUndo *self)
{
  return perform_last (self, TRUE);
}

gboolean
coffret_undo_has_unsaved (CoffretUndo *self)
{
  for (guint i = 0; i < self->done->len; i++)
    if (!is_elsewhere (g_ptr_array_index (self->done, i)))
      return TRUE;
  return self->forgot;
}

void
coffret_undo_note_saved (CoffretUndo *self)
{
  for (guint i = 0; i < self->done->len; i++) {
    CoffretChange *change = g_ptr_array_index (self->done, i);

    if (coffret_change_get_elsewhere (change) == COFFRET_ELSEWHERE_ORIGINALS)
      coffret_change_set_elsewhere (change, COFFRET_ELSEWHERE_FILES);
  }
}
