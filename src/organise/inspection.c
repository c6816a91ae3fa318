#include "organise/inspection.h"

#include <glib/gi18n-lib.h>

#include "organise/contents.h"
#include "organise/work.h"
#include "verify/verifier.h"

#define MOST_BYTES (128 * 1024 * 1024)

/* One file: given, then being read on a worker, then read. */
typedef struct {
  CoffretInspection *inspection;
  GFile *file;
  GBytes *bytes;
  char *name;
  GPtrArray *children; /* GFile; NULL: not a folder */
  GPtrArray *findings; /* CoffretFinding */
  gsize size;
  gsize rest; /* of what its credentials may take together to be judged */
} Source;

struct _CoffretInspection {
  GObject parent_instance;

  GQueue sources; /* Source: not begun */
  GPtrArray *findings;
  CoffretGrounds *grounds;
  DexPromise *promise; /* NULL: not started */
  gsize bytes;
  guint credentials;
  guint total;
  guint done;
  gboolean running;
  gboolean cancelled;
  gboolean cut;
};

typedef enum {
  PROP_TOTAL = 1,
  PROP_DONE,
  PROP_RUNNING,
  PROP_N_ITEMS,
  N_PROPS,
} CoffretInspectionProperty;

static GParamSpec *properties[N_PROPS];

static GType
inspection_get_item_type (GListModel *model)
{
  return COFFRET_TYPE_FINDING;
}

static guint
inspection_get_n_items (GListModel *model)
{
  return COFFRET_INSPECTION (model)->findings->len;
}

static gpointer
inspection_get_item (GListModel *model, guint position)
{
  CoffretInspection *self = COFFRET_INSPECTION (model);

  return position < self->findings->len
           ? g_object_ref (g_ptr_array_index (self->findings, position))
           : NULL;
}

static void
inspection_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = inspection_get_item_type;
  iface->get_n_items = inspection_get_n_items;
  iface->get_item = inspection_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CoffretInspection,
                               coffret_inspection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      inspection_list_model_init))

static void
source_free (gpointer data)
{
  Source *source = data;

  g_clear_object (&source->inspection);
  g_clear_object (&source->file);
  g_clear_pointer (&source->bytes, g_bytes_unref);
  g_clear_pointer (&source->children, g_ptr_array_unref);
  g_ptr_array_unref (source->findings);
  g_free (source->name);
  g_free (source);
}

static Source *
source_new (GFile *file, GBytes *bytes, const char *name)
{
  Source *source = g_new0 (Source, 1);

  g_set_object (&source->file, file);
  source->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  source->name = name != NULL ? g_utf8_make_valid (name, -1) : g_file_get_parse_name (file);
  source->findings = g_ptr_array_new_with_free_func (g_object_unref);
  source->rest = COFFRET_VERIFY_REST;
  return source;
}

static gboolean
on_item (CoffretItem *item, gpointer data)
{
  Source *source = data;
  g_autoptr (CoffretItem) owned = item;
  g_autoptr (CoffretReport) report =
    coffret_verify_next (item, source->inspection->grounds, &source->rest);

  g_ptr_array_add (source->findings, coffret_finding_new (source->name, item,
                                                          coffret_verdict_to_id (report->verdict)));
  return source->findings->len <= COFFRET_INSPECTION_MOST;
}

/* What it held before it was refused as a whole does not count. */
static void
look_into (Source *source, GError **error)
{
  g_autofree char *file_name = g_path_get_basename (source->name);

  if (!coffret_contents_visit (source->bytes, file_name, on_item, source, NULL, error))
    g_ptr_array_set_size (source->findings, 0);
}

static DexFuture *
read_source (gpointer data)
{
  Source *source = data;
  GFileType type = source->file != NULL
                     ? g_file_query_file_type (source->file, G_FILE_QUERY_INFO_NONE, NULL)
                     : G_FILE_TYPE_REGULAR;
  g_autoptr (GError) error = NULL;

  if (type == G_FILE_TYPE_DIRECTORY)
    source->children = coffret_contents_list (source->file, &error);
  else if (type == G_FILE_TYPE_SPECIAL)
    g_set_error_literal (&error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("This is not a file."));
  else if (source->bytes == NULL)
    source->bytes = coffret_contents_load (source->file, &error);
  if (source->bytes != NULL) {
    source->size = g_bytes_get_size (source->bytes);
    look_into (source, &error);
  }
  if (error != NULL)
    g_ptr_array_add (source->findings, coffret_finding_new_refused (source->name, error));
  g_clear_pointer (&source->bytes, g_bytes_unref);
  return dex_future_new_true ();
}

static void
notify (CoffretInspection *self, CoffretInspectionProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_total (CoffretInspection *self, guint total)
{
  if (self->total == total)
    return;
  self->total = total;
  notify (self, PROP_TOTAL);
}

static void
take_in (CoffretInspection *self, GPtrArray *findings)
{
  guint before = self->findings->len;
  guint n = MIN (findings->len, COFFRET_INSPECTION_MOST - before);

  self->cut |= n < findings->len;
  for (guint i = 0; i < n; i++) {
    CoffretFinding *finding = g_ptr_array_index (findings, i);

    self->credentials += coffret_finding_get_item (finding) != NULL;
    g_ptr_array_add (self->findings, g_object_ref (finding));
  }
  if (n == 0)
    return;
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n);
  notify (self, PROP_N_ITEMS);
}

static void
finish (CoffretInspection *self)
{
  g_queue_clear_full (&self->sources, source_free);
  self->running = FALSE;
  notify (self, PROP_RUNNING);
  dex_promise_resolve_boolean (self->promise, TRUE);
  g_object_unref (self);
}

static void read_next (CoffretInspection *self);

static DexFuture *
on_read (DexFuture *future, gpointer data)
{
  Source *source = data;
  CoffretInspection *self = source->inspection;

  self->bytes += source->size;
  if (source->children != NULL) {
    for (guint i = 0; i < source->children->len; i++)
      g_queue_push_tail (&self->sources,
                         source_new (g_ptr_array_index (source->children, i), NULL, NULL));
    set_total (self, self->total - 1 + source->children->len);
  } else {
    take_in (self, source->findings);
    self->done++;
    notify (self, PROP_DONE);
  }
  read_next (self);
  return dex_future_new_true ();
}

static void
read_next (CoffretInspection *self)
{
  Source *source;

  if (self->bytes > MOST_BYTES && !g_queue_is_empty (&self->sources))
    self->cut = TRUE;
  if (self->cancelled || self->cut || g_queue_is_empty (&self->sources)) {
    finish (self);
    return;
  }
  source = g_queue_pop_head (&self->sources);
  source->inspection = g_object_ref (self);
  dex_future_disown (dex_future_finally (coffret_work_block (read_source, source, NULL), on_read,
                                         source, source_free));
}

static void
coffret_inspection_finalize (GObject *object)
{
  CoffretInspection *self = COFFRET_INSPECTION (object);

  g_queue_clear_full (&self->sources, source_free);
  g_ptr_array_unref (self->findings);
  coffret_grounds_unref (self->grounds);
  dex_clear (&self->promise);
  G_OBJECT_CLASS (coffret_inspection_parent_class)->finalize (object);
}

static void
coffret_inspection_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretInspection *self = COFFRET_INSPECTION (object);

  switch ((CoffretInspectionProperty) id) {
  case PROP_TOTAL:
    g_value_set_uint (value, self->total);
    break;
  case PROP_DONE:
    g_value_set_uint (value, self->done);
    break;
  case PROP_RUNNING:
    g_value_set_boolean (value, self->running);
    break;
  case PROP_N_ITEMS:
    g_value_set_uint (value, self->findings->len);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_inspection_class_init (CoffretInspectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = coffret_inspection_finalize;
  object_class->get_property = coffret_inspection_get_property;
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_DONE] = g_param_spec_uint ("done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_inspection_init (CoffretInspection *self)
{
  g_queue_init (&self->sources);
  self->findings = g_ptr_array_new_with_free_func (g_object_unref);
}

CoffretInspection *
coffret_inspection_new (CoffretGrounds *grounds)
{
  CoffretInspection *self = g_object_new (COFFRET_TYPE_INSPECTION, NULL);

  self->grounds = coffret_grounds_ref (grounds);
  return self;
}

void
coffret_inspection_add_file (CoffretInspection *self, GFile *file)
{
  g_return_if_fail (self->promise == NULL);
  g_queue_push_tail (&self->sources, source_new (file, NULL, NULL));
  set_total (self, self->total + 1);
}

void
coffret_inspection_add_bytes (CoffretInspection *self, GBytes *bytes, const char *name)
{
  g_return_if_fail (self->promise == NULL);
  g_queue_push_tail (&self->sources, source_new (NULL, bytes, name));
  set_total (self, self->total + 1);
}

DexFuture *
coffret_inspection_start (CoffretInspection *self)
{
  DexFuture *future;

  g_return_val_if_fail (self->promise == NULL, dex_future_new_false ());
  self->promise = dex_promise_new ();
  future = dex_ref (DEX_FUTURE (self->promise));
  g_object_ref (self);
  self->running = TRUE;
  notify (self, PROP_RUNNING);
  read_next (self);
  return future;
}

void
coffret_inspection_cancel (CoffretInspection *self)
{
  self->cancelled = TRUE;
}

guint
coffret_inspection_get_total (CoffretInspection *self)
{
  return self->total;
}

guint
coffret_inspection_get_done (CoffretInspection *self)
{
  return self->done;
}

gboolean
coffret_inspection_is_running (CoffretInspection *self)
{
  return self->running;
}

gboolean
coffret_inspection_is_cut (CoffretInspection *self)
{
  return self->cut;
}

guint
coffret_inspection_count_credentials (CoffretInspection *self)
{
  return self->credentials;
}
