#include "vault/prover.h"

#include <string.h>

#define PROGRAM "coffret-prove"
#define MAX_ANSWER 4096

static char *
find_program (void)
{
  /* From a build folder: beside the window's program and below the command line's. */
  static const char *const beside[] = { ".", "..", NULL };
  const char *chosen = g_getenv ("COFFRET_PROVER");
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  if (chosen != NULL)
    return g_strdup (chosen);
  for (gsize i = 0; folder != NULL && beside[i] != NULL; i++) {
    g_autofree char *path = g_build_filename (folder, beside[i], "vault", "prove", PROGRAM, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
      return g_steal_pointer (&path);
  }
  return g_build_filename (COFFRET_LIBEXECDIR, PROGRAM, NULL);
}

static gsize
put (guint8 *to, const void *data, gsize length)
{
  if (to != NULL) {
    memcpy (to, data, length);
    to[length] = '\0';
  }
  return length + 1;
}

/* Folder, slot, key and words, each with a zero after it. */
static CoffretSecret *
ask_question (const char *folder, const CoffretSlot *kind, const CoffretSlotContext *context)
{
  CoffretSecret *words = kind->type == COFFRET_SLOT_PASSPHRASE ? context->passphrase
                         : kind->type == COFFRET_SLOT_RECOVERY ? context->code
                                                               : NULL;
  gsize length = strlen (folder) + strlen (kind->id) + strlen (context->key) + 4 +
                 (words != NULL ? coffret_secret_length (words) : 0);
  CoffretSecret *question;
  guint8 *to;

  if (length > COFFRET_PROVER_MAX_QUESTION)
    return NULL;
  question = coffret_secret_new (length);
  to = coffret_secret_bytes (question);
  to += put (to, folder, strlen (folder));
  to += put (to, kind->id, strlen (kind->id));
  to += put (to, context->key, strlen (context->key));
  if (words != NULL)
    put (to, coffret_secret_bytes (words), coffret_secret_length (words));
  return question;
}

static void
on_cancelled (GCancellable *cancellable, gpointer process)
{
  g_subprocess_force_exit (process);
}

/* "0" when it opens, else the number of the error and its sentence. */
static CoffretProof
read_answer (char *answer, GError **error)
{
  char *sentence = strchr (answer, ' ');
  gint64 code;

  if (g_str_equal (answer, "0"))
    return COFFRET_PROOF_OPENS;
  if (sentence == NULL || !g_utf8_validate (sentence, -1, NULL))
    return COFFRET_PROOF_NONE;
  *sentence = '\0';
  if (!g_ascii_string_to_signed (answer, 10, 1, G_MAXINT, &code, NULL))
    return COFFRET_PROOF_NONE;
  g_set_error_literal (error, COFFRET_VAULT_ERROR, (int) code - 1, sentence + 1);
  return COFFRET_PROOF_REFUSED;
}

CoffretProof
coffret_prover_ask (const char *folder,
                    const CoffretSlot *kind,
                    const CoffretSlotContext *context,
                    GError **error)
{
  g_autofree char *program = find_program ();
  g_autoptr (CoffretSecret) question = ask_question (folder, kind, context);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *answer = g_malloc0 (MAX_ANSWER + 1);
  gsize length = 0;
  gulong handler = 0;
  gboolean done;

  if (question == NULL)
    return COFFRET_PROOF_NONE;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              NULL, program, NULL);
  if (process == NULL)
    return COFFRET_PROOF_NONE;
  if (context->cancellable != NULL)
    handler = g_cancellable_connect (context->cancellable, G_CALLBACK (on_cancelled),
                                     g_object_ref (process), g_object_unref);
  done = g_output_stream_write_all (g_subprocess_get_stdin_pipe (process),
                                    coffret_secret_bytes (question),
                                    coffret_secret_length (question), NULL, NULL, NULL) &&
         g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL) &&
         g_input_stream_read_all (g_subprocess_get_stdout_pipe (process), answer, MAX_ANSWER,
                                  &length, NULL, NULL);
  if (!done)
    g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  g_cancellable_disconnect (context->cancellable, handler);
  /* Nobody waits for the answer: it is not sought in this program either. */
  if (g_cancellable_set_error_if_cancelled (context->cancellable, error))
    return COFFRET_PROOF_REFUSED;
  return done && length > 0 ? read_answer (answer, error) : COFFRET_PROOF_NONE;
}
