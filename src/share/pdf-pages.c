#include "share/pdf-pages.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "share/pdf-finish.h"
#include "share/pdf-writer.h"
#include "share/presentation.h"

static void
add_how (CoffretPdfWriter *writer)
{
  static const char *const steps[] = {
    N_ ("Save the file “presentation.json” from this PDF: in most programs for PDFs it is listed "
        "under “Attachments”."),
    N_ ("Open it in Coffret, or in another program of your own choice that checks verifiable "
        "credentials. Coffret also opens this PDF itself."),
    N_ ("Read what that program says of each credential, and compare it with these pages."),
  };
  CoffretPaper *paper = &writer->paper;
  g_autoptr (CoffretQrContent) content =
    coffret_qr_content_new (writer->sealed, COFFRET_EXPORT_ALL, COFFRET_QR_MOST_LARGE);

  coffret_paper_need (paper, 150);
  coffret_paper_add (paper, &coffret_pdf_faces.heading, "H2",
                     coffret_pdf_say (writer, N_ ("How to check this")), 0, 22);
  if (writer->sealed->presentation == NULL) {
    coffret_paper_add (
      paper, &coffret_pdf_faces.text, "P",
      coffret_pdf_say (writer, N_ ("Nothing in this PDF is signed: ask whoever gave it to you "
                                   "for a signed file.")),
      0, 6);
    return;
  }
  coffret_paper_add (
    paper, &coffret_pdf_faces.text, "P",
    coffret_pdf_say (writer,
                     N_ ("A PDF can say anything. What counts is the signed file inside it.")),
    0, 6);
  coffret_paper_begin (paper, "L");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autofree char *number = g_strdup_printf ("%u.", i + 1);
    g_autoptr (PangoLayout) label = coffret_paper_set (paper, &coffret_pdf_faces.soft, number, 18);

    coffret_paper_need (paper, 40);
    paper->y += 5;
    coffret_paper_begin (paper, "LI");
    coffret_paper_show (paper, label, &coffret_pdf_faces.soft, "Lbl", 0);
    coffret_paper_add (paper, &coffret_pdf_faces.text, "LBody", coffret_pdf_say (writer, steps[i]),
                       18, 0);
    coffret_paper_close (paper, "LI");
  }
  coffret_paper_close (paper, "L");
  if (coffret_pdf_draws (content) && content->kind != COFFRET_QR_CONTENT_PAGE)
    coffret_pdf_add_qr (writer, content, TRUE);
}

static void
add_facts (CoffretPdfWriter *writer)
{
  const CoffretParcel *parcel = writer->parcel;
  g_autofree char *made = coffret_wording_date (parcel->wording, parcel->made);
  g_autofree char *until = coffret_wording_date (parcel->wording, parcel->until);
  const char *const rows[][2] = {
    { N_ ("For"), parcel->recipient },
    { N_ ("Contact"), parcel->contact },
    { N_ ("Shared on"), made },
    { N_ ("Meant to be used until"), until },
  };

  writer->paper.y += 10;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i][1] != NULL && *rows[i][1] != '\0')
      coffret_pdf_add_row (writer, coffret_pdf_say (writer, rows[i][0]), rows[i][1], NULL, NULL, 4);
}

/* Each with where it stands. */
static void
add_contents (CoffretPdfWriter *writer)
{
  CoffretPaper *paper = &writer->paper;
  double room = coffret_paper_room (paper);

  coffret_paper_need (paper, 80);
  coffret_paper_add (paper, &coffret_pdf_faces.heading, "H2",
                     coffret_pdf_say (writer, N_ ("In this document")), 0, 22);
  paper->y += 4;
  for (guint i = 0; i < writer->parcel->disclosures->len; i++) {
    const CoffretDisclosure *disclosure = g_ptr_array_index (writer->parcel->disclosures, i);
    const char *parts[] = { disclosure->issuer,
                            coffret_disclosure_proof_words (disclosure, writer->parcel->wording) };
    g_autofree char *words =
      coffret_wording_join (writer->parcel->wording, parts, G_N_ELEMENTS (parts));
    g_autofree char *number = g_strdup_printf ("%u", writer->pages[i]);
    g_autoptr (PangoLayout) name =
      coffret_paper_set (paper, &coffret_pdf_faces.entry, disclosure->title, room - 46);
    g_autoptr (PangoLayout) small =
      coffret_paper_set (paper, &coffret_pdf_faces.small, words, room - 46);
    g_autoptr (PangoLayout) page = coffret_paper_set (paper, &coffret_pdf_faces.soft, number, 40);
    double height = coffret_paper_height (name) + coffret_paper_height (small) + 1, top;

    paper->y += 7;
    coffret_paper_need (paper, height);
    top = paper->y;
    if (writer->unlinked)
      coffret_paper_show (paper, name, &coffret_pdf_faces.entry, "P", 0);
    else
      coffret_paper_show_turn (paper, name, &coffret_pdf_faces.entry, writer->pages[i], 0);
    pango_layout_set_alignment (page, paper->mirrored ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
    coffret_paper_show (paper, page, &coffret_pdf_faces.soft, "P", room - 40);
    paper->y += coffret_paper_height (name) + 1;
    coffret_paper_show (paper, small, &coffret_pdf_faces.small, "P", 0);
    paper->y = top + height + 5;
    coffret_paper_bar (paper, 0, paper->y, room, 0.5, 0xdcdce1);
  }
}

static gboolean
draw_pages (CoffretPdfWriter *writer)
{
  coffret_paper_begin (&writer->paper, "Document");
  coffret_pdf_add_head (writer);
  coffret_pdf_add_message (writer, 12);
  add_facts (writer);
  add_contents (writer);
  add_how (writer);
  for (guint i = 0; i < writer->parcel->disclosures->len; i++) {
    if (g_cancellable_is_cancelled (writer->cancellable))
      return FALSE;
    coffret_pdf_add_page (writer, i);
  }
  coffret_paper_end (&writer->paper);
  /* Behind the last page it would begin another one. */
  coffret_paper_close (&writer->paper, "Document");
  return TRUE;
}

static cairo_status_t
on_bytes (void *data, const guchar *bytes, guint length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_facts (CoffretPdfWriter *writer, cairo_surface_t *surface)
{
  g_autofree char *title = coffret_parcel_title (writer->parcel);
  g_autofree char *date = coffret_instant_to_rfc3339 (writer->parcel->made);

  /* With a plain table of its objects, for pdf-finish.h. */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  if (writer->parcel->holder != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, writer->parcel->holder);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Coffret");
  if (date != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
}

static void
add_attachment (CoffretPdfWriter *writer,
                GPtrArray *texts,
                GArray *files,
                char *name,
                const char *media_type,
                const char *description,
                char *text)
{
  GBytes *bytes = g_bytes_new_take (text, strlen (text));
  CoffretPdfFile file = { name, media_type, description, bytes, writer->parcel->made };

  g_ptr_array_add (texts, bytes);
  g_array_append_val (files, file);
}

static GBytes *
finish (CoffretPdfWriter *writer, GByteArray *pdf)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (CoffretPdfFile));
  CoffretPdfFinish end = {
    .language = coffret_wording_get_language (writer->parcel->wording),
    .figures =
      writer->figures ? coffret_pdf_say (writer, N_ ("QR code with the signed file")) : NULL,
  };

  for (guint i = 0; i < writer->parcel->disclosures->len; i++) {
    const CoffretDisclosure *disclosure = g_ptr_array_index (writer->parcel->disclosures, i);

    if (!coffret_presentation_leaves_out (disclosure) || disclosure->document == NULL)
      continue;
    /* In the order of names. */
    g_ptr_array_add (names, g_strdup_printf ("original-%04u.json", i + 1));
    add_attachment (writer, texts, files, g_ptr_array_index (names, names->len - 1),
                    "application/json", disclosure->title,
                    coffret_json_dump_pretty (disclosure->document));
  }
  if (writer->sealed->presentation != NULL)
    add_attachment (writer, texts, files, (char *) "presentation.json", "application/vp",
                    coffret_pdf_say (writer, N_ ("The signed file")),
                    coffret_json_dump_pretty (writer->sealed->presentation));
  end.files = (gconstpointer) files->data;
  end.n_files = files->len;
  return g_byte_array_free_to_bytes (coffret_pdf_finish (pdf, &end));
}

/* PDF is empty; STATUS is what cairo says. FALSE: cancelled. */
static gboolean
draw_document (CoffretPdfWriter *writer,
               CoffretPdfLook look,
               double width,
               double height,
               GByteArray *pdf,
               cairo_status_t *status)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (on_bytes, pdf, width, height);
  cairo_surface_t *measure = cairo_pdf_surface_create_for_stream (NULL, NULL, width, height);
  gboolean drawn;

  set_facts (writer, surface);
  if (look == COFFRET_PDF_SUMMARY) {
    drawn = coffret_pdf_draw_on_one (writer, measure, surface, width, height);
  } else {
    coffret_pdf_begin (writer, measure, width, height, TRUE);
    drawn = draw_pages (writer);
    coffret_pdf_begin (writer, surface, width, height, FALSE);
    drawn = drawn && draw_pages (writer);
  }
  cairo_show_page (writer->paper.cr);
  *status = cairo_status (writer->paper.cr);
  coffret_paper_clear (&writer->paper);
  cairo_surface_destroy (measure);
  cairo_surface_finish (surface);
  if (*status == CAIRO_STATUS_SUCCESS)
    *status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return drawn;
}

GBytes *
coffret_pdf_pages_write (CoffretSealed *sealed,
                         CoffretPdfLook look,
                         double width,
                         double height,
                         GCancellable *cancellable,
                         GError **error)
{
  GByteArray *pdf = g_byte_array_new ();
  g_autofree guint *pages = g_new0 (guint, sealed->parcel->disclosures->len);
  g_autofree double *scales = g_new0 (double, sealed->parcel->disclosures->len);
  CoffretPdfWriter writer = { .sealed = sealed,
                              .parcel = sealed->parcel,
                              .pages = pages,
                              .scales = scales,
                              .cancellable = cancellable };
  cairo_status_t status;
  gboolean drawn = draw_document (&writer, look, width, height, pdf, &status);

  /* Where there is no font, nothing has a size for certain, and a link may lead behind the end. */
  if (drawn && status == CAIRO_STATUS_TAG_ERROR) {
    g_byte_array_set_size (pdf, 0);
    writer.unlinked = TRUE;
    drawn = draw_document (&writer, look, width, height, pdf, &status);
  }
  if (drawn && status == CAIRO_STATUS_SUCCESS)
    return finish (&writer, pdf);
  g_byte_array_unref (pdf);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s (%s)",
                 _ ("The pages could not be drawn."), cairo_status_to_string (status));
  return NULL;
}
