#include "organise/document-text.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <jansson.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fold.h"
#include "organise/decoder.h"
#include "vault/outgoing.h"

#define MAX_FILE (64 * 1024 * 1024)
#define MAX_ANSWER (8 * 1024 * 1024)
#define MAX_TEXT (2 * 1024 * 1024)
#define MAX_SECONDS 30
#define MAX_WORDS 20000
#define MAX_WORD 40
#define MAX_SIGNATURES 20
#define MAX_NAME 200

void
coffret_document_text_free (CoffretDocumentText *text)
{
  if (text == NULL)
    return;
  g_free (text->title);
  g_free (text->signatures);
  g_strfreev (text->words);
  g_free (text);
}

/* Whatever stands between blanks and marks, of two letters and more. */
static char **
split_words (const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) MIN (length, MAX_TEXT));
  g_autofree char *folded = coffret_fold (valid);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const char *begin = NULL;

  for (const char *at = folded;; at = g_utf8_next_char (at)) {
    gboolean letter = *at != '\0' && g_unichar_isalnum (g_utf8_get_char (at));

    if (letter && begin == NULL)
      begin = at;
    if (!letter && begin != NULL) {
      glong chars = g_utf8_strlen (begin, at - begin);
      g_autofree char *word =
        chars >= 2 && chars <= MAX_WORD ? g_strndup (begin, (gsize) (at - begin)) : NULL;

      if (word != NULL && g_hash_table_add (seen, word))
        g_ptr_array_add (words, g_steal_pointer (&word));
      begin = NULL;
    }
    if (*at == '\0' || words->len >= MAX_WORDS)
      break;
  }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

/* "intact 1715500000 Mira Quatrevents" */
static void
add_signature (json_t *signatures, const char *line)
{
  static const char *const known[] = { "intact", "followed", "broken", "unknown", NULL };
  g_auto (GStrv) parts = g_strsplit (line, " ", 3);
  g_autofree char *name = NULL;
  gint64 time = 0;

  if (g_strv_length (parts) < 2 || !g_strv_contains (known, parts[0]) ||
      json_array_size (signatures) >= MAX_SIGNATURES)
    return;
  g_ascii_string_to_signed (parts[1], 10, 0, 253402300799, &time, NULL);
  name = coffret_clean (parts[2] != NULL ? parts[2] : "", MAX_NAME, FALSE);
  json_array_append_new (signatures, json_pack ("{s:s, s:I, s:s}", "status", parts[0], "time",
                                                (json_int_t) time, "name", name));
}

static void
read_line (CoffretDocumentText *text, json_t *signatures, const char *line)
{
  gint64 pages = 0;

  if (g_str_has_prefix (line, "pages ") &&
      g_ascii_string_to_signed (line + strlen ("pages "), 10, 0, 1000000, &pages, NULL))
    text->pages = (int) pages;
  else if (g_str_has_prefix (line, "title ") && text->title == NULL)
    text->title = coffret_clean (line + strlen ("title "), MAX_NAME, FALSE);
  else if (g_str_has_prefix (line, "signature "))
    add_signature (signatures, line + strlen ("signature "));
}

CoffretDocumentText *
coffret_document_text_parse (const char *answer, gsize length)
{
  CoffretDocumentText *text = g_new0 (CoffretDocumentText, 1);
  json_t *signatures = json_array ();
  gsize at = 0;

  while (at < length) {
    const char *end = memchr (answer + at, '\n', length - at);
    gsize size = end != NULL ? (gsize) (end - answer) - at : length - at;
    g_autofree char *line = g_utf8_make_valid (answer + at, (gssize) size);

    at += size + (end != NULL ? 1 : 0);
    if (*line == '\0')
      break;
    read_line (text, signatures, line);
  }
  if (json_array_size (signatures) > 0) {
    char *dumped = json_dumps (signatures, JSON_COMPACT);

    text->signatures = g_strdup (dumped);
    free (dumped);
  }
  json_decref (signatures);
  text->words = split_words (answer + at, length - at);
  return text;
}

CoffretDocumentText *
coffret_document_text_of_plain (const char *text, gsize length)
{
  CoffretDocumentText *plain = g_new0 (CoffretDocumentText, 1);

  plain->words = split_words (text, length);
  return plain;
}

static gboolean
is_document (const char *media_type)
{
  static const char *const types[] = {
    "application/pdf", "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", NULL
  };

  return g_strv_contains (types, media_type);
}

typedef struct {
  GSubprocess *process;
  GMainLoop *loop;
  gboolean late;
} Watch;

static gboolean
on_late (gpointer data)
{
  Watch *watch = data;

  watch->late = TRUE;
  g_subprocess_force_exit (watch->process);
  return G_SOURCE_REMOVE;
}

static gpointer
keep_time (gpointer data)
{
  Watch *watch = data;

  g_main_loop_run (watch->loop);
  return NULL;
}

/* No more than MAX_ANSWER; a program that says more is stopped. */
static GByteArray *
take_answer (GSubprocess *process)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autoptr (GSource) clock = g_timeout_source_new_seconds (MAX_SECONDS);
  Watch watch = { process, loop, FALSE };
  GByteArray *answer = g_byte_array_new ();
  guint8 buffer[16 * 1024];
  GThread *thread;
  gssize got;

  g_source_set_callback (clock, on_late, &watch, NULL);
  g_source_attach (clock, context);
  thread = g_thread_new ("coffret-clock", keep_time, &watch);
  while ((got = g_input_stream_read (g_subprocess_get_stdout_pipe (process), buffer, sizeof buffer,
                                     NULL, NULL)) > 0 &&
         answer->len < MAX_ANSWER)
    g_byte_array_append (answer, buffer, (guint) got);
  if (got > 0)
    g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  while (!g_main_loop_is_running (loop))
    g_thread_yield ();
  g_main_loop_quit (loop);
  g_thread_join (thread);
  return answer;
}

/* The file as one that has no name and is in no folder. */
static int
copy_out (CoffretVault *vault, const char *original, GError **error)
{
  int file = memfd_create ("coffret-document", MFD_CLOEXEC);
  g_autoptr (GOutputStream) stream = NULL;

  if (file < 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no memory file");
    return -1;
  }
  stream = g_unix_output_stream_new (file, FALSE);
  if (coffret_outgoing_write (vault, original, stream, NULL, NULL, NULL, error) &&
      lseek (file, 0, SEEK_SET) == 0)
    return file;
  close (file);
  return -1;
}

/* Takes FILE. What it answers, nothing when it was killed or gave up; NULL: it could not be asked.
 */
static GByteArray *
ask (int file, const char *const *arguments, GError **error)
{
  g_autofree char *decoder = coffret_decoder_find ();
  g_autofree char *folder = g_path_get_dirname (decoder);
  g_autofree char *program = g_build_filename (folder, "coffret-document", NULL);
  g_auto (GStrv) environment = coffret_decoder_environment ();
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GByteArray) answer = NULL;

  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_take_stdin_fd (launcher, file);
  g_ptr_array_add (words, program);
  for (guint i = 0; arguments != NULL && arguments[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) arguments[i]);
  g_ptr_array_add (words, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, error);
  if (process == NULL)
    return NULL;
  answer = take_answer (process);
  if (!g_subprocess_get_successful (process))
    g_byte_array_set_size (answer, 0);
  return g_steal_pointer (&answer);
}

static CoffretDocumentText *
ask_program (int file, GError **error)
{
  g_autoptr (GByteArray) answer = ask (file, NULL, error);

  if (answer == NULL)
    return NULL;
  return coffret_document_text_parse (answer->len > 0 ? (const char *) answer->data : "",
                                      answer->len);
}

GBytes *
coffret_document_draw (CoffretVault *vault,
                       const char *original,
                       gint64 size,
                       int page,
                       int width,
                       int height,
                       GError **error)
{
  g_autofree char *number = g_strdup_printf ("%d", page);
  g_autofree char *across = g_strdup_printf ("%d", width);
  g_autofree char *down = g_strdup_printf ("%d", height);
  const char *const words[] = { number, across, down, NULL };
  g_autoptr (GByteArray) answer = NULL;
  int file = size <= MAX_FILE ? copy_out (vault, original, error) : -1;

  if (file >= 0)
    answer = ask (file, words, error);
  if (answer != NULL && answer->len > 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&answer));
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _ ("This page cannot be shown. Open the file to look at it."));
  return NULL;
}

CoffretDocumentText *
coffret_document_text_read (
  CoffretVault *vault, const char *original, const char *media_type, gint64 size, GError **error)
{
  int file;

  if (size > MAX_FILE || !(is_document (media_type) || g_str_equal (media_type, "text/plain")))
    return NULL;
  file = copy_out (vault, original, error);
  if (file < 0)
    return NULL;
  if (g_str_equal (media_type, "text/plain")) {
    g_autofree char *text = g_malloc (MAX_TEXT);
    gssize length = pread (file, text, MAX_TEXT, 0);

    close (file);
    return coffret_document_text_of_plain (text, (gsize) MAX (length, 0));
  }
  return ask_program (file, error);
}
