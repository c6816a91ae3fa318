/* coffret-document: what a document from a stranger says, as plain text.
 * coffret-document PAGE WIDTH HEIGHT: how that page of a PDF looks.
 *
 * Reads a file from standard input, which can be read again from its beginning. Writes how many
 * pages it has, what it is called, who signed it, each in a line, and after an empty line its text;
 * or a PNG. Confined as coffret-decode is, and killed by whoever starts it when it is slow. A
 * status other than 0 says that nothing can be had from these bytes.
 *
 * A line is "pages N", "title TEXT" or "signature STATUS TIME NAME", where STATUS is "intact",
 * "followed" (intact, but something was added to the document after it), "broken" or "unknown", and
 * TIME Unix seconds, 0 for none. Whether a signer is who the name says is not asked: nothing here
 * knows whom to trust.
 */
#include "app/decode/confine.h"

#include <archive.h>
#include <archive_entry.h>
#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_TEXT (2 * 1024 * 1024)
#define MAX_XML (16 * 1024 * 1024)
#define MAX_PAGES 500
#define MAX_SIDE 2048
#define MAX_SIGNATURES 20
#define MAX_LINE 500
/* What is read at once to see what signatures cover. */
#define MAX_SIGNED (200 * 1024 * 1024)
#define RANGE "/ByteRange"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

static void
put_line (const char *what, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *line = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_LINE));

  for (char *at = line; *at != '\0'; at++)
    if ((guchar) *at < ' ')
      *at = ' ';
  printf ("%s %s\n", what, line);
}

static const char *
status_of (PopplerSignatureInfo *info)
{
  switch (poppler_signature_info_get_signature_status (info)) {
  case POPPLER_SIGNATURE_VALID:
    return "intact";
  case POPPLER_SIGNATURE_INVALID:
  case POPPLER_SIGNATURE_DIGEST_MISMATCH:
    return "broken";
  case POPPLER_SIGNATURE_DECODING_ERROR:
  case POPPLER_SIGNATURE_GENERIC_ERROR:
  case POPPLER_SIGNATURE_NOT_FOUND:
  case POPPLER_SIGNATURE_NOT_VERIFIED:
  default:
    return "unknown";
  }
}

/* The end of the bytes that the signature at TEXT, behind its "/ByteRange", covers from the first
 * on; 0: it is none of that kind. */
static gint64
read_end (const char *text)
{
  long long start, before, rest, length;
  int at = 0;

  return sscanf (text, " [ %18lld %18lld %18lld %18lld ]%n", &start, &before, &rest, &length,
                 &at) == 4 &&
             at > 0 && start == 0 && before > 0 && rest > before && length >= 0 &&
             rest <= G_MAXINT32 && length <= G_MAXINT32
           ? rest + length
           : 0;
}

/* Whether the newest of N signatures covers the whole file. What stands behind all that is signed
 * can replace any page and leaves the signature intact. Poppler does not tell; so the ranges are
 * read here, and one that belongs to no signature makes the answer no. */
static gboolean
is_covered (guint n)
{
  gint64 size = lseek (STDIN_FILENO, 0, SEEK_END);
  g_autofree char *bytes = size > 0 && size <= MAX_SIGNED ? g_malloc ((gsize) size + 1) : NULL;
  gint64 end = 0;
  guint ranges = 0;

  if (bytes == NULL || pread (STDIN_FILENO, bytes, (gsize) size, 0) != size)
    return FALSE;
  bytes[size] = '\0';
  for (char *at = bytes; (at = memmem (at, (gsize) (bytes + size - at), RANGE, strlen (RANGE)));) {
    at += strlen (RANGE);
    end = MAX (end, read_end (at));
    ranges++;
  }
  return ranges == n && end == size;
}

static void
put_signatures (PopplerDocument *document)
{
  GList *fields = poppler_document_get_signature_fields (document);
  gboolean covered = fields != NULL && is_covered (g_list_length (fields));
  guint n = 0;

  for (GList *link = fields; link != NULL && n < MAX_SIGNATURES; link = link->next, n++) {
    PopplerSignatureInfo *info = poppler_form_field_signature_validate_sync (
      link->data, (PopplerSignatureValidationFlags) 0, NULL, NULL);
    g_autofree char *what = NULL;
    const char *status;
    GDateTime *time;

    if (info == NULL) {
      put_line ("signature unknown 0", "");
      continue;
    }
    time = poppler_signature_info_get_local_signing_time (info);
    status = status_of (info);
    if (g_str_equal (status, "intact") && !covered)
      status = "followed";
    what = g_strdup_printf ("signature %s %" G_GINT64_FORMAT, status,
                            time != NULL ? g_date_time_to_unix (time) : 0);
    put_line (what, poppler_signature_info_get_signer_name (info) != NULL
                      ? poppler_signature_info_get_signer_name (info)
                      : "");
    poppler_signature_info_free (info);
  }
  g_list_free_full (fields, g_object_unref);
}

static int
read_pdf (PopplerDocument *document)
{
  int pages = poppler_document_get_n_pages (document);
  g_autofree char *title = poppler_document_get_title (document);
  gsize written = 0;

  printf ("pages %d\n", MAX (pages, 0));
  if (title != NULL && *title != '\0')
    put_line ("title", title);
  put_signatures (document);
  putchar ('\n');
  for (int i = 0; i < MIN (pages, MAX_PAGES) && written < MAX_TEXT; i++) {
    g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
    g_autofree char *text = page != NULL ? poppler_page_get_text (page) : NULL;
    gsize length = text != NULL ? MIN (strlen (text), MAX_TEXT - written) : 0;

    fwrite (text, 1, length, stdout);
    putchar ('\n');
    written += length;
  }
  return 0;
}

static cairo_status_t
write_png (void *unused, const unsigned char *data, unsigned int length)
{
  return fwrite (data, 1, length, stdout) == length ? CAIRO_STATUS_SUCCESS
                                                    : CAIRO_STATUS_WRITE_ERROR;
}

static int
draw_page (PopplerDocument *document, int number, int width, int height)
{
  g_autoptr (PopplerPage) page = poppler_document_get_page (document, number);
  double page_width, page_height, scale;
  cairo_surface_t *surface;
  cairo_t *cairo;
  int status = 1;

  if (page == NULL)
    return 1;
  poppler_page_get_size (page, &page_width, &page_height);
  if (!(page_width > 0 && page_height > 0))
    return 1;
  scale = MIN (width / page_width, height / page_height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, MAX (1, (int) (page_width * scale)),
                                        MAX (1, (int) (page_height * scale)));
  cairo = cairo_create (surface);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_scale (cairo, scale, scale);
  poppler_page_render (page, cairo);
  if (cairo_status (cairo) == CAIRO_STATUS_SUCCESS &&
      cairo_surface_write_to_png_stream (surface, write_png, NULL) == CAIRO_STATUS_SUCCESS)
    status = 0;
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  return status;
}

/* The letter that "&…;" at TEXT stands for, written as it is; how long that was, 0: none. */
static gsize
put_entity (const char *text, gsize length)
{
  static const struct {
    const char *name;
    char letter;
  } known[] = {
    { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' },
  };
  const char *end = memchr (text, ';', MIN (length, 10));
  gunichar letter;
  char utf8[6] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (length >= strlen (known[i].name) &&
        strncmp (text, known[i].name, strlen (known[i].name)) == 0) {
      putchar (known[i].letter);
      return strlen (known[i].name);
    }
  if (end == NULL || length < 4 || text[1] != '#')
    return 0;
  letter = (gunichar) (text[2] == 'x' ? g_ascii_strtoull (text + 3, NULL, 16)
                                      : g_ascii_strtoull (text + 2, NULL, 10));
  if (letter == 0 || !g_unichar_validate (letter))
    return 0;
  fwrite (utf8, 1, (size_t) g_unichar_to_utf8 (letter, utf8), stdout);
  return (gsize) (end - text) + 1;
}

/* The text between the tags, which become spaces. */
static void
put_xml_text (const char *xml, gsize length)
{
  gboolean tag = FALSE;
  gsize written = 0;

  for (gsize i = 0; i < length && written < MAX_TEXT; i++) {
    if (xml[i] == '<')
      tag = TRUE;
    if (!tag) {
      gsize entity = xml[i] == '&' ? put_entity (xml + i, length - i) : 0;

      if (entity == 0)
        putchar (xml[i]);
      else
        i += entity - 1;
      written++;
    }
    if (tag && xml[i] == '>') {
      tag = FALSE;
      /* A letter may be set apart from its word by its looks alone; a paragraph ends a word. */
      if (i > 0 && (xml[i - 1] == '/' || xml[i - 1] == 'p' || xml[i - 1] == 'h'))
        putchar (' ');
    }
  }
}

/* The one member of an office file that has its text. */
static int
read_office (void)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  g_autoptr (GByteArray) xml = g_byte_array_new ();
  char buffer[64 * 1024];

  archive_read_support_format_zip (archive);
  if (archive_read_open_fd (archive, STDIN_FILENO, sizeof buffer) != ARCHIVE_OK)
    return 1;
  for (guint i = 0; i < 2000 && archive_read_next_header (archive, &entry) == ARCHIVE_OK; i++) {
    const char *name = archive_entry_pathname (entry);
    la_ssize_t got;

    if (name == NULL ||
        (strcmp (name, "content.xml") != 0 && strcmp (name, "word/document.xml") != 0))
      continue;
    while ((got = archive_read_data (archive, buffer, sizeof buffer)) > 0 && xml->len < MAX_XML)
      g_byte_array_append (xml, (const guint8 *) buffer, (guint) got);
    break;
  }
  archive_read_free (archive);
  if (xml->len == 0)
    return 1;
  printf ("pages 0\n\n");
  put_xml_text ((const char *) xml->data, xml->len);
  return 0;
}

int
main (int argc, char **argv)
{
  int page = argc == 4 ? atoi (argv[1]) : -1;
  int width = argc == 4 ? atoi (argv[2]) : 0;
  int height = argc == 4 ? atoi (argv[3]) : 0;
  char head[8] = { 0 };
  PopplerDocument *document;
  int status;

  if (argc != 1 &&
      (argc != 4 || page < 0 || width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE))
    return 2;
  /* What a stranger's document makes a library complain of belongs in no log. */
  if (freopen ("/dev/null", "w", stderr) == NULL)
    return 5;
  /* Nor are this person's own certificates, or modules for them, a part of the answer. */
  poppler_set_nss_dir ("/nonexistent");
  if (!coffret_confine (1024, 20))
    return 5;
  if (pread (STDIN_FILENO, head, 4, 0) != 4)
    return 1;
  if (memcmp (head, "PK\3\4", 4) == 0)
    return argc == 1 ? read_office () : 1;
  document = poppler_document_new_from_fd (dup (STDIN_FILENO), NULL, NULL);
  if (document == NULL)
    return 1;
  status = page >= 0 ? draw_page (document, page, width, height) : read_pdf (document);
  if (fflush (stdout) != 0)
    status = 1;
  /* All is said. The library may still look into a certificate on a thread of its own, which falls
   * when what it stands on is taken down. */
  _exit (status);
}
