#include "organise/decoder.h"

#include <string.h>

#define DECODER "coffret-decode"
#define MAX_SECONDS 8
#define MAX_ANSWER (256 * 1024)

char *
coffret_decoder_find (void)
{
  /* From a build folder: beside the window's program and below the command line's. */
  static const char *const beside[] = { ".", "..", NULL };
  const char *chosen = g_getenv ("COFFRET_DECODER");
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  if (chosen != NULL)
    return g_strdup (chosen);
  for (gsize i = 0; folder != NULL && beside[i] != NULL; i++) {
    g_autofree char *path = g_build_filename (folder, beside[i], "app", "decode", DECODER, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
      return g_steal_pointer (&path);
  }
  return g_build_filename (COFFRET_LIBEXECDIR, DECODER, NULL);
}

char **
coffret_decoder_environment (void)
{
  static const char *const kept[] = { "PATH", "LD_LIBRARY_PATH", "GDK_PIXBUF_MODULE_FILE",
                                      "ASAN_OPTIONS", NULL };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; kept[i] != NULL; i++)
    if (g_getenv (kept[i]) != NULL)
      g_strv_builder_take (builder, g_strdup_printf ("%s=%s", kept[i], g_getenv (kept[i])));
  g_strv_builder_add (builder, "LC_ALL=C.UTF-8");
  return g_strv_builder_end (builder);
}

gboolean
coffret_decoder_knows (GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= 16 && (memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0 ||
                          memcmp (data, "\xff\xd8\xff", 3) == 0 || memcmp (data, "GIF8", 4) == 0 ||
                          (memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0) ||
                          g_strstr_len (data, (gssize) MIN (length, 64 * 1024), "<svg") != NULL);
}

typedef struct {
  GSubprocess *process;
  GBytes *answer;
  GError *error;
  gboolean done;
} Look;

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  Look *look = data;

  g_subprocess_communicate_finish (look->process, result, &look->answer, NULL, &look->error);
  look->done = TRUE;
}

static gboolean
on_too_slow (gpointer data)
{
  g_subprocess_force_exit (((Look *) data)->process);
  return G_SOURCE_REMOVE;
}

/* In a context of this thread's own, so that there can be a time limit. */
static void
wait_for_answer (Look *look, GBytes *picture)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GSource) timeout = g_timeout_source_new_seconds (MAX_SECONDS);

  g_main_context_push_thread_default (context);
  g_source_set_callback (timeout, on_too_slow, look, NULL);
  g_source_attach (timeout, context);
  g_subprocess_communicate_async (look->process, picture, NULL, on_answer, look);
  while (!look->done)
    g_main_context_iteration (context, TRUE);
  g_source_destroy (timeout);
  g_main_context_pop_thread_default (context);
}

static char **
split_answer (GBytes *answer)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (answer, &length);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize at = 0; at < length;) {
    gsize size = strnlen (data + at, length - at);

    if (size > 0 && g_utf8_validate (data + at, (gssize) size, NULL))
      g_strv_builder_take (builder, g_strndup (data + at, size));
    at += size + 1;
  }
  return g_strv_builder_end (builder);
}

char **
coffret_decoder_read_codes (GBytes *picture, GError **error)
{
  g_autofree char *decoder = coffret_decoder_find ();
  g_auto (GStrv) environment = coffret_decoder_environment ();
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) answer = NULL;
  Look look = { 0 };

  g_subprocess_launcher_set_environ (launcher, environment);
  process = g_subprocess_launcher_spawn (launcher, error, decoder, "codes", NULL);
  if (process == NULL)
    return NULL;
  look.process = process;
  wait_for_answer (&look, picture);
  answer = look.answer;
  if (look.error != NULL) {
    g_subprocess_force_exit (process);
    g_propagate_error (error, look.error);
    return NULL;
  }
  if (!g_subprocess_get_successful (process) || answer == NULL ||
      g_bytes_get_size (answer) > MAX_ANSWER) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "the picture could not be decoded");
    return NULL;
  }
  return split_answer (answer);
}
