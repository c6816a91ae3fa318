#include "app/arrived.h"

#include "app/dialogs/received-dialog.h"
#include "share/receiving.h"

typedef struct {
  GBytes *bytes;
  char *name;
} Shared;

struct _CoffretArrived {
  GObject parent_instance;

  GListStore *files;
  GBytes *bytes; /* nullable */
  char *name;
  GPtrArray *shared; /* Shared */
};

G_DEFINE_FINAL_TYPE (CoffretArrived, coffret_arrived, G_TYPE_OBJECT)

/* On its way through a thread. */
typedef struct {
  CoffretArrived *arrived;
  GPtrArray *given; /* GFile; NULL: the bytes */
  DexPromise *promise;
} Sorting;

static void
shared_free (gpointer data)
{
  Shared *shared = data;

  g_bytes_unref (shared->bytes);
  g_free (shared->name);
  g_free (shared);
}

/* Takes BYTES. */
static void
add_shared (CoffretArrived *self, GBytes *bytes, char *name)
{
  Shared *shared = g_new (Shared, 1);

  shared->bytes = bytes;
  shared->name = name;
  g_ptr_array_add (self->shared, shared);
}

static void
sorting_free (gpointer data)
{
  Sorting *sorting = data;

  g_object_unref (sorting->arrived);
  g_clear_pointer (&sorting->given, g_ptr_array_unref);
  dex_unref (sorting->promise);
  g_free (sorting);
}

static void
coffret_arrived_finalize (GObject *object)
{
  CoffretArrived *self = COFFRET_ARRIVED (object);

  g_object_unref (self->files);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_ptr_array_unref (self->shared);
  G_OBJECT_CLASS (coffret_arrived_parent_class)->finalize (object);
}

static void
coffret_arrived_class_init (CoffretArrivedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = coffret_arrived_finalize;
}

static void
coffret_arrived_init (CoffretArrived *self)
{
  self->files = g_list_store_new (G_TYPE_FILE);
  self->shared = g_ptr_array_new_with_free_func (shared_free);
}

static void
sort_file (CoffretArrived *self, GFile *file, gboolean look)
{
  GBytes *bytes = look ? coffret_receiving_load (file) : NULL;

  if (bytes)
    add_shared (self, bytes, g_file_get_basename (file));
  else
    g_list_store_append (self->files, file);
}

/* On a thread; nobody else has the arrived before it is done. */
static void
sort_all (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Sorting *sorting = data;
  CoffretArrived *self = sorting->arrived;

  if (sorting->given) {
    gboolean look = sorting->given->len <= COFFRET_ARRIVED_MOST;

    for (guint i = 0; i < sorting->given->len; i++)
      sort_file (self, g_ptr_array_index (sorting->given, i), look);
  } else if (coffret_receiving_knows (self->bytes, self->name)) {
    add_shared (self, g_steal_pointer (&self->bytes), g_strdup (self->name));
  }
  dex_promise_resolve_object (sorting->promise, g_object_ref (self));
  g_task_return_boolean (task, TRUE);
}

/* Takes ARRIVED and GIVEN. */
static DexFuture *
sort (CoffretArrived *arrived, GPtrArray *given)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  DexPromise *promise = dex_promise_new ();
  Sorting *sorting = g_new (Sorting, 1);

  sorting->arrived = arrived;
  sorting->given = given;
  sorting->promise = dex_ref (promise);
  g_task_set_static_name (task, "coffret-arrived");
  g_task_set_task_data (task, sorting, sorting_free);
  g_task_run_in_thread (task, sort_all);
  return DEX_FUTURE (promise);
}

DexFuture *
coffret_arrived_sort (GListModel *files)
{
  GPtrArray *given = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (given, g_list_model_get_item (files, i));
  return sort (g_object_new (COFFRET_TYPE_ARRIVED, NULL), given);
}

DexFuture *
coffret_arrived_sort_bytes (GBytes *bytes, const char *name)
{
  CoffretArrived *arrived = g_object_new (COFFRET_TYPE_ARRIVED, NULL);

  arrived->bytes = g_bytes_ref (bytes);
  arrived->name = g_strdup (name);
  return sort (arrived, NULL);
}

GListModel *
coffret_arrived_get_files (CoffretArrived *self)
{
  return G_LIST_MODEL (self->files);
}

GBytes *
coffret_arrived_get_bytes (CoffretArrived *self)
{
  return self->bytes;
}

const char *
coffret_arrived_get_name (CoffretArrived *self)
{
  return self->name;
}

guint
coffret_arrived_count (CoffretArrived *self)
{
  return self->shared->len;
}

void
coffret_arrived_show (CoffretArrived *self, GtkWidget *from, CoffretSession *session)
{
  for (guint i = self->shared->len; i > 0; i--) {
    const Shared *shared = g_ptr_array_index (self->shared, i - 1);

    adw_dialog_present (
      ADW_DIALOG (coffret_received_dialog_new_opened (session, shared->bytes, shared->name)), from);
  }
  g_ptr_array_set_size (self->shared, 0);
}
