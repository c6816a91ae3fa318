#include "organise/change.h"

#include "organise/library-private.h"

struct _CoffretCommand {
  const CoffretCommandKind *kind;
  gpointer data;
};

struct _CoffretChange {
  char *label;
  GPtrArray *commands;
  CoffretElsewhere elsewhere;
};

typedef struct {
  CoffretChange *change;
  CoffretVault *vault;
  CoffretLibrary *library;
} Performance;

G_DEFINE_BOXED_TYPE (CoffretChange, coffret_change, coffret_change_ref, coffret_change_unref)

static void
command_free (gpointer data)
{
  CoffretCommand *command = data;

  command->kind->free (command->data);
  g_free (command);
}

static void
clear_change (gpointer data)
{
  CoffretChange *change = data;

  g_free (change->label);
  g_ptr_array_unref (change->commands);
}

static void
performance_free (gpointer data)
{
  Performance *performance = data;

  coffret_change_unref (performance->change);
  coffret_vault_unref (performance->vault);
  g_object_unref (performance->library);
  g_free (performance);
}

static gboolean
run_commands (CoffretDatabase *database, gpointer data, GError **error)
{
  CoffretChange *change = data;

  for (guint i = 0; i < change->commands->len; i++) {
    CoffretCommand *command = g_ptr_array_index (change->commands, i);

    if (!command->kind->run (command->data, database, error))
      return FALSE;
  }
  return TRUE;
}

static DexFuture *
on_committed (DexFuture *future, gpointer data)
{
  Performance *performance = data;
  CoffretChange *change = performance->change;

  for (guint i = 0; i < change->commands->len; i++) {
    CoffretCommand *command = g_ptr_array_index (change->commands, i);

    command->kind->apply (command->data, performance->library);
  }
  coffret_library_changed (performance->library);
  return dex_future_new_take_boxed (COFFRET_TYPE_CHANGE, coffret_change_invert (change));
}

/* Takes the performance. */
static DexFuture *
start (DexFuture *future, gpointer data)
{
  Performance *performance = data;

  return dex_future_then (coffret_vault_run (performance->vault, COFFRET_PRIORITY_NORMAL,
                                             run_commands, coffret_change_ref (performance->change),
                                             (GDestroyNotify) coffret_change_unref),
                          on_committed, performance, performance_free);
}

CoffretChange *
coffret_change_new (const char *label)
{
  CoffretChange *change = g_atomic_rc_box_new0 (CoffretChange);

  change->label = g_strdup (label);
  change->commands = g_ptr_array_new_with_free_func (command_free);
  return change;
}

CoffretChange *
coffret_change_ref (CoffretChange *change)
{
  return g_atomic_rc_box_acquire (change);
}

void
coffret_change_unref (CoffretChange *change)
{
  g_atomic_rc_box_release_full (change, clear_change);
}

void
coffret_change_add (CoffretChange *change, const CoffretCommandKind *kind, gpointer data)
{
  CoffretCommand *command = g_new (CoffretCommand, 1);

  command->kind = kind;
  command->data = data;
  g_ptr_array_add (change->commands, command);
}

void
coffret_change_take_over (CoffretChange *change, CoffretChange *other)
{
  g_ptr_array_extend_and_steal (change->commands, g_steal_pointer (&other->commands));
  other->commands = g_ptr_array_new_with_free_func (command_free);
}

const char *
coffret_change_get_label (CoffretChange *change)
{
  return change->label;
}

gboolean
coffret_change_is_empty (CoffretChange *change)
{
  return change->commands->len == 0;
}

void
coffret_change_set_elsewhere (CoffretChange *change, CoffretElsewhere elsewhere)
{
  change->elsewhere = elsewhere;
}

CoffretElsewhere
coffret_change_get_elsewhere (const CoffretChange *change)
{
  return change->elsewhere;
}

gboolean
coffret_change_prune (CoffretChange *change, CoffretLibrary *library)
{
  for (guint i = change->commands->len; i > 0; i--) {
    CoffretCommand *command = g_ptr_array_index (change->commands, i - 1);

    if (!command->kind->prune (command->data, library))
      g_ptr_array_remove_index (change->commands, i - 1);
  }
  return change->commands->len > 0;
}

CoffretChange *
coffret_change_invert (CoffretChange *change)
{
  CoffretChange *inverse = coffret_change_new (change->label);

  for (guint i = change->commands->len; i > 0; i--) {
    CoffretCommand *command = g_ptr_array_index (change->commands, i - 1);

    command->kind->invert (command->data, inverse);
  }
  inverse->elsewhere = change->elsewhere;
  return inverse;
}

DexFuture *
coffret_change_perform (CoffretChange *change, CoffretVault *vault, CoffretLibrary *library)
{
  Performance *performance = g_new (Performance, 1);
  DexFuture *future;

  performance->change = coffret_change_ref (change);
  performance->vault = coffret_vault_ref (vault);
  performance->library = g_object_ref (library);
  /* Of a credential that is not read yet no command could say what became of it, and how to undo
   * that. */
  future = coffret_library_is_filling (library)
             ? dex_future_then (coffret_library_await_all (library), start, performance, NULL)
             : start (NULL, performance);
  dex_future_disown (dex_ref (future));
  return future;
}
