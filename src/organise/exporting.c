#include "organise/exporting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/fold.h"
#include "credential/zip-writer.h"
#include "organise/session-private.h"
#include "organise/work.h"

/* Milliseconds between two looks at how far it is. */
#define LOOK 100
/* Of a name, without its ending: file systems take 255 bytes. */
#define MAX_NAME 120

struct _CoffretExporting {
  GObject parent_instance;
  CoffretSession *session;
  GCancellable *cancellable;
  GPtrArray *ids;       /* of the credentials */
  GPtrArray *originals; /* ids, each once: the thread's */
  GPtrArray *names;     /* of their files: the thread's */
  int total;            /* at most, until they are found */
  char *path;
  gboolean zip;
  int done; /* written by the thread that works */
  guint shown;
  guint timer;
  gboolean running;
};

/* What the thread works with. */
typedef struct {
  CoffretExporting *exporting;
  CoffretVault *vault;
  GHashTable *taken; /* names, folded */
  const char *original;
  GBytes *bytes;
  GError *error;
} Work;

typedef enum {
  PROP_DONE = 1,
  PROP_RUNNING,
  N_PROPS,
} CoffretExportingProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CoffretExporting, coffret_exporting, G_TYPE_OBJECT)

static void
coffret_exporting_finalize (GObject *object)
{
  CoffretExporting *self = COFFRET_EXPORTING (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_object_unref (self->session);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->originals);
  g_ptr_array_unref (self->names);
  g_free (self->path);
  G_OBJECT_CLASS (coffret_exporting_parent_class)->finalize (object);
}

static void
coffret_exporting_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretExporting *self = COFFRET_EXPORTING (object);

  switch ((CoffretExportingProperty) id) {
  case PROP_DONE:
    g_value_set_uint (value, self->shown);
    break;
  case PROP_RUNNING:
    g_value_set_boolean (value, self->running);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_exporting_class_init (CoffretExportingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = coffret_exporting_finalize;
  object_class->get_property = coffret_exporting_get_property;
  properties[PROP_DONE] = g_param_spec_uint ("done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_exporting_init (CoffretExporting *self)
{
  self->cancellable = g_cancellable_new ();
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->originals = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
}

CoffretExporting *
coffret_exporting_new (CoffretSession *session, GPtrArray *entries, const char *path, gboolean zip)
{
  CoffretExporting *self = g_object_new (COFFRET_TYPE_EXPORTING, NULL);

  self->session = g_object_ref (session);
  self->path = g_strdup (path);
  self->zip = zip;
  self->total = (int) entries->len;
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (self->ids, g_strdup (coffret_entry_get_id (g_ptr_array_index (entries, i))));
  g_signal_connect_object (session, "ended", G_CALLBACK (coffret_exporting_cancel), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->exporting);
  coffret_vault_unref (work->vault);
  g_hash_table_unref (work->taken);
  g_clear_pointer (&work->bytes, g_bytes_unref);
  g_clear_error (&work->error);
  g_free (work);
}

/* Where what a name ends in begins: ".json". */
static gsize
find_ending (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name && strlen (dot) <= 12 ? (gsize) (dot - name) : strlen (name);
}

/* A file name of its own, like NAME, which a stranger may have given. */
static char *
choose_name (Work *work, const char *name)
{
  g_autofree char *cleaned = coffret_clean (name, 0, FALSE);
  g_autofree char *stem = NULL;
  gsize ending;

  if (cleaned != NULL)
    g_strstrip (g_strdelimit (cleaned, "/\\:*?\"<>|", '-'));
  while (cleaned != NULL && *cleaned == '.')
    memmove (cleaned, cleaned + 1, strlen (cleaned));
  if (cleaned == NULL || *cleaned == '\0')
    /* Translators: the name of a file whose own name is not known */
    g_set_str (&cleaned, _ ("credential"));
  ending = find_ending (cleaned);
  stem = g_utf8_substring (cleaned, 0, MIN (MAX_NAME, g_utf8_strlen (cleaned, (gssize) ending)));
  for (guint i = 1;; i++) {
    g_autofree char *tried = i == 1 ? g_strconcat (stem, cleaned + ending, NULL)
                                    : g_strdup_printf ("%s (%u)%s", stem, i, cleaned + ending);
    g_autofree char *folded = coffret_fold (tried);
    g_autofree char *path = g_build_filename (work->exporting->path, tried, NULL);

    if (g_hash_table_contains (work->taken, folded) ||
        (!work->exporting->zip && g_file_test (path, G_FILE_TEST_EXISTS)))
      continue;
    g_hash_table_add (work->taken, g_steal_pointer (&folded));
    return g_steal_pointer (&tried);
  }
}

static gboolean
find_originals (CoffretDatabase *database, gpointer data, GError **error)
{
  CoffretExporting *self = data;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->ids->len; i++) {
    g_autoptr (GError) inner = NULL;
    g_autoptr (CoffretRecord) record =
      coffret_records_get (database, g_ptr_array_index (self->ids, i), &inner);

    if (inner != NULL) {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
    if (record == NULL || g_hash_table_contains (seen, record->original_id))
      continue;
    g_ptr_array_add (self->originals, g_strdup (record->original_id));
    g_ptr_array_add (self->names, g_strdup (record->file_name));
    g_hash_table_add (seen, g_ptr_array_index (self->originals, self->originals->len - 1));
  }
  g_atomic_int_set (&self->total, (int) self->originals->len);
  return TRUE;
}

static gboolean
fetch (CoffretDatabase *database, gpointer data, GError **error)
{
  Work *work = data;

  g_clear_pointer (&work->bytes, g_bytes_unref);
  work->bytes = coffret_originals_get (database, work->original, error);
  return work->bytes != NULL;
}

static gboolean
write_file (Work *work, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (work->exporting->path, name, NULL);
  gsize size;
  const char *data = g_bytes_get_data (work->bytes, &size);

  return g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
}

static gboolean
write_all (Work *work, CoffretZipWriter *zip, GError **error)
{
  CoffretExporting *self = work->exporting;

  if (!coffret_vault_run_sync (work->vault, COFFRET_PRIORITY_NORMAL, find_originals, self, error))
    return FALSE;
  for (guint i = 0; i < self->originals->len; i++) {
    g_autofree char *name = NULL;

    if (g_cancellable_is_cancelled (self->cancellable))
      return TRUE;
    work->original = g_ptr_array_index (self->originals, i);
    if (!coffret_vault_run_sync (work->vault, COFFRET_PRIORITY_NORMAL, fetch, work, error))
      return FALSE;
    name = choose_name (work, g_ptr_array_index (self->names, i));
    if (!(zip != NULL ? coffret_zip_writer_add (zip, name, work->bytes, error)
                      : write_file (work, name, error)))
      return FALSE;
    g_atomic_int_inc (&self->done);
  }
  return TRUE;
}

static DexFuture *
work_all (gpointer data)
{
  Work *work = data;
  CoffretExporting *self = work->exporting;
  CoffretZipWriter *zip = NULL;

  if (self->zip) {
    zip = coffret_zip_writer_new (self->path, &work->error);
    if (zip == NULL)
      return dex_future_new_true ();
  }
  if (!write_all (work, zip, &work->error) || g_cancellable_is_cancelled (self->cancellable)) {
    if (self->zip)
      g_atomic_int_set (&self->done, 0);
    coffret_zip_writer_free (zip);
  } else if (zip != NULL && !coffret_zip_writer_finish (zip, &work->error))
    g_atomic_int_set (&self->done, 0);
  return dex_future_new_true ();
}

static gboolean
on_look (gpointer data)
{
  CoffretExporting *self = data;
  guint done = coffret_exporting_get_done (self);

  if (done != self->shown) {
    self->shown = done;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
  }
  return G_SOURCE_CONTINUE;
}

static DexFuture *
on_worked (DexFuture *future, gpointer data)
{
  Work *work = data;
  CoffretExporting *self = work->exporting;

  g_clear_handle_id (&self->timer, g_source_remove);
  on_look (self);
  self->running = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  if (work->error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&work->error));
  if (self->shown == coffret_exporting_get_total (self))
    coffret_session_note_saved (self->session, self->ids);
  return dex_future_new_for_uint (self->shown);
}

DexFuture *
coffret_exporting_run (CoffretExporting *self)
{
  Work *work;

  g_return_val_if_fail (!self->running, dex_future_new_false ());
  if (coffret_session_is_ended (self->session))
    return coffret_session_reject_ended ();
  work = g_new0 (Work, 1);
  work->exporting = g_object_ref (self);
  work->vault = coffret_vault_ref (coffret_session_get_vault (self->session));
  work->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->running = TRUE;
  self->timer = g_timeout_add (LOOK, on_look, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  return coffret_session_keep (
    dex_future_finally (coffret_work_block (work_all, work, NULL), on_worked, work, work_free));
}

void
coffret_exporting_cancel (CoffretExporting *self)
{
  g_cancellable_cancel (self->cancellable);
}

gboolean
coffret_exporting_is_running (CoffretExporting *self)
{
  return self->running;
}

guint
coffret_exporting_get_done (CoffretExporting *self)
{
  return (guint) g_atomic_int_get (&self->done);
}

guint
coffret_exporting_get_total (CoffretExporting *self)
{
  return (guint) g_atomic_int_get (&self->total);
}
