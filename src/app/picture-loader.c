#include "app/picture-loader.h"

#include "base/base64.h"
#include "organise/decoder.h"

#define MAX_ENCODED (20 * 1024 * 1024)
#define MAX_DECODED (4 * 1024 * 1024)
#define MAX_HELPERS 2
#define MAX_SECONDS 6
#define MAX_REMEMBERED 256

struct _CoffretPictureLoader {
  GObject parent_instance;

  CoffretSession *session;
  GHashTable *textures; /* id -> GdkTexture, or NULL where there is no picture */
  GQueue order;         /* the ids above, oldest first; borrowed from the table */
  GQueue waiting;       /* Job */
  guint running;
  gboolean shown;
};

enum {
  PROP_SHOWN = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CoffretPictureLoader, coffret_picture_loader, G_TYPE_OBJECT)

typedef struct {
  CoffretPictureLoader *loader;
  CoffretEntry *entry;
  int size;
  GCancellable *cancellable;
  DexPromise *promise;
} Job;

static void
job_free (gpointer pointer)
{
  Job *job = pointer;

  g_clear_object (&job->loader);
  g_clear_object (&job->entry);
  g_clear_object (&job->cancellable);
  dex_clear (&job->promise);
  g_free (job);
}

typedef struct {
  GSubprocess *process;
  DexPromise *promise;
  guint timeout;
} Helper;

static gboolean
on_too_slow (gpointer pointer)
{
  Helper *helper = pointer;

  helper->timeout = 0;
  g_subprocess_force_exit (helper->process);
  return G_SOURCE_REMOVE;
}

static void
on_helper_done (GObject *source, GAsyncResult *result, gpointer pointer)
{
  Helper *helper = pointer;
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_subprocess_communicate_finish (helper->process, result, &png, NULL, &error)) {
    g_subprocess_force_exit (helper->process);
    dex_promise_reject (helper->promise, g_steal_pointer (&error));
  } else if (!g_subprocess_get_successful (helper->process) || !png ||
             g_bytes_get_size (png) == 0 || g_bytes_get_size (png) > MAX_DECODED) {
    dex_promise_reject (helper->promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                                                              "the picture could not be decoded"));
  } else {
    GValue value = G_VALUE_INIT;

    g_value_init (&value, G_TYPE_BYTES);
    g_value_set_boxed (&value, png);
    dex_promise_resolve (helper->promise, &value);
    g_value_unset (&value);
  }
  g_clear_handle_id (&helper->timeout, g_source_remove);
  g_clear_object (&helper->process);
  dex_clear (&helper->promise);
  g_free (helper);
}

DexFuture *
coffret_picture_decode (GBytes *encoded, int size, GCancellable *cancellable)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *decoder = NULL;
  g_autofree char *pixels = NULL;
  g_auto (GStrv) environment = NULL;
  DexPromise *promise;
  Helper *helper;

  if (g_bytes_get_size (encoded) > MAX_ENCODED)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                                  "the picture is larger than %d bytes", MAX_ENCODED);

  decoder = coffret_decoder_find ();
  pixels = g_strdup_printf ("%d", size);
  launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  environment = coffret_decoder_environment ();
  g_subprocess_launcher_set_environ (launcher, environment);
  process = g_subprocess_launcher_spawn (launcher, &error, decoder, pixels, pixels, NULL);
  if (!process)
    return dex_future_new_for_error (g_steal_pointer (&error));

  promise = dex_promise_new ();
  helper = g_new0 (Helper, 1);
  helper->process = g_steal_pointer (&process);
  helper->promise = dex_ref (promise);
  helper->timeout = g_timeout_add_seconds (MAX_SECONDS, on_too_slow, helper);
  g_subprocess_communicate_async (helper->process, encoded, cancellable, on_helper_done, helper);
  return DEX_FUTURE (promise);
}

static void
remember (CoffretPictureLoader *self, CoffretEntry *entry, GdkTexture *texture)
{
  char *id = g_strdup (coffret_entry_get_id (entry));

  if (g_hash_table_contains (self->textures, id)) {
    g_free (id);
    return;
  }
  g_hash_table_insert (self->textures, id, texture ? g_object_ref (texture) : NULL);
  g_queue_push_tail (&self->order, id);
  if (g_queue_get_length (&self->order) > MAX_REMEMBERED)
    g_hash_table_remove (self->textures, g_queue_pop_head (&self->order));
}

GBytes *
coffret_picture_of_item (const CoffretItem *item)
{
  const CoffretCredential *credential = item->credential;
  const char *urls[] = { NULL, NULL };

  if (item->picture)
    return g_bytes_ref (item->picture);
  if (!credential)
    return NULL;
  urls[0] = credential->image;
  urls[1] = credential->issuer ? credential->issuer->image : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++) {
    g_autoptr (GBytes) bytes = NULL;

    if (!urls[i] || g_ascii_strncasecmp (urls[i], "data:image/", 11) != 0)
      continue;
    bytes = coffret_data_url_decode (urls[i], MAX_ENCODED, NULL);
    if (bytes && g_bytes_get_size (bytes) > 0)
      return g_steal_pointer (&bytes);
  }
  return NULL;
}

/* Runs in a fiber on the main thread. */
static GdkTexture *
load (Job *job, GError **error)
{
  CoffretPictureLoader *self = job->loader;
  gboolean small = job->size <= COFFRET_PICTURE_SMALL;
  g_autoptr (GBytes) png = NULL;
  g_autoptr (CoffretItem) item = NULL;
  g_autoptr (GBytes) encoded = NULL;

  if (small)
    png = dex_await_boxed (coffret_session_thumbnail (self->session, job->entry), NULL);
  if (png)
    return gdk_texture_new_from_bytes (png, error);

  item = dex_await_boxed (coffret_session_read (self->session, job->entry), error);
  if (!item)
    return NULL;
  encoded = coffret_picture_of_item (item);
  if (!encoded) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no picture");
    return NULL;
  }
  png = dex_await_boxed (coffret_picture_decode (encoded, job->size, job->cancellable), error);
  if (!png)
    return NULL;
  if (small)
    dex_future_disown (coffret_session_keep_thumbnail (self->session, job->entry, png));
  return gdk_texture_new_from_bytes (png, error);
}

static void start_waiting (CoffretPictureLoader *self);

static DexFuture *
job_fiber (gpointer pointer)
{
  Job *job = pointer;
  CoffretPictureLoader *self = job->loader;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = load (job, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      job->size <= COFFRET_PICTURE_SMALL)
    remember (self, job->entry, texture);
  if (texture)
    dex_promise_resolve_object (job->promise, g_steal_pointer (&texture));
  else
    dex_promise_reject (job->promise, g_steal_pointer (&error));
  self->running--;
  start_waiting (self);
  return NULL;
}

static void
reject_cancelled (Job *job)
{
  dex_promise_reject (job->promise,
                      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "nobody waits"));
  job_free (job);
}

static void
start_waiting (CoffretPictureLoader *self)
{
  while (self->running < MAX_HELPERS && !g_queue_is_empty (&self->waiting)) {
    Job *job = g_queue_pop_head (&self->waiting);

    if (g_cancellable_is_cancelled (job->cancellable)) {
      reject_cancelled (job);
      continue;
    }
    self->running++;
    dex_future_disown (dex_scheduler_spawn (NULL, 0, job_fiber, job, job_free));
  }
}

static void
coffret_picture_loader_dispose (GObject *object)
{
  CoffretPictureLoader *self = COFFRET_PICTURE_LOADER (object);

  g_queue_clear (&self->order);
  g_clear_pointer (&self->textures, g_hash_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (coffret_picture_loader_parent_class)->dispose (object);
}

static void
clear_texture (gpointer texture)
{
  if (texture)
    g_object_unref (texture);
}

static void
coffret_picture_loader_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SHOWN)
    g_value_set_boolean (value, COFFRET_PICTURE_LOADER (object)->shown);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_picture_loader_set_property (GObject *object,
                                     guint id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  CoffretPictureLoader *self = COFFRET_PICTURE_LOADER (object);

  if (id != PROP_SHOWN) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  } else if (self->shown != g_value_get_boolean (value)) {
    self->shown = g_value_get_boolean (value);
    g_object_notify_by_pspec (object, pspec);
  }
}

static void
coffret_picture_loader_class_init (CoffretPictureLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = coffret_picture_loader_get_property;
  object_class->set_property = coffret_picture_loader_set_property;
  object_class->dispose = coffret_picture_loader_dispose;
  properties[PROP_SHOWN] =
    g_param_spec_boolean ("shown", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
coffret_picture_loader_init (CoffretPictureLoader *self)
{
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, clear_texture);
  g_queue_init (&self->order);
  g_queue_init (&self->waiting);
  self->shown = TRUE;
}

CoffretPictureLoader *
coffret_picture_loader_new (CoffretSession *session)
{
  CoffretPictureLoader *self = g_object_new (COFFRET_TYPE_PICTURE_LOADER, NULL);

  self->session = g_object_ref (session);
  return self;
}

gboolean
coffret_picture_loader_is_shown (CoffretPictureLoader *self)
{
  return self->shown;
}

GdkTexture *
coffret_picture_loader_peek (CoffretPictureLoader *self, CoffretEntry *entry)
{
  if (!self->shown)
    return NULL;
  return g_hash_table_lookup (self->textures, coffret_entry_get_id (entry));
}

DexFuture *
coffret_picture_loader_load (CoffretPictureLoader *self,
                             CoffretEntry *entry,
                             int size,
                             GCancellable *cancellable)
{
  gpointer texture = NULL;
  DexPromise *promise;
  Job *job;

  if (g_hash_table_lookup_extended (self->textures, coffret_entry_get_id (entry), NULL, &texture)) {
    if (!texture)
      return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no picture");
    if (size <= COFFRET_PICTURE_SMALL)
      return dex_future_new_for_object (texture);
  }

  promise = dex_promise_new ();
  job = g_new0 (Job, 1);
  job->loader = g_object_ref (self);
  job->entry = g_object_ref (entry);
  job->size = size;
  job->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  job->promise = dex_ref (promise);
  g_queue_push_tail (&self->waiting, job);
  start_waiting (self);
  return DEX_FUTURE (promise);
}
