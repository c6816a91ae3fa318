#include "share/pdf-pages.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/bidi.h"
#include "share/pdf-finish.h"
#include "share/pdf-paper.h"
#include "share/presentation.h"
#include "share/qr-content.h"

#define INK 0x1d1d20
#define SOFT 0x5a5a62
#define BLUE 0x1a5fb4
#define TINT 0xeef4fc
#define WHITE 0xffffff
#define AMBER 0xf9e9c3

#define LABEL 128.0 /* of the column of names */
#define GAP 14.0
#define PAD 10.0
#define SQUARE 1.3 /* the least side of a square of a code, in points: 0.46 mm */
#define QR_LEAST 104.0
#define MOST_ENTRIES 400 /* more are on no single page, however small */
#define LEAST_SCALE 0.76

static const CoffretFace face_title = { 23, PANGO_WEIGHT_BOLD, INK };
static const CoffretFace face_lead = { 11.5, PANGO_WEIGHT_NORMAL, INK };
static const CoffretFace face_mark = { 10.5, PANGO_WEIGHT_SEMIBOLD, 0x4c3600 };
static const CoffretFace face_heading = { 14, PANGO_WEIGHT_BOLD, INK };
static const CoffretFace face_name = { 20, PANGO_WEIGHT_BOLD, INK };
static const CoffretFace face_by = { 12.5, PANGO_WEIGHT_NORMAL, INK };
static const CoffretFace face_entry = { 11.5, PANGO_WEIGHT_SEMIBOLD, INK };
static const CoffretFace face_text = { 10.5, PANGO_WEIGHT_NORMAL, INK };
static const CoffretFace face_soft = { 10.5, PANGO_WEIGHT_NORMAL, SOFT };
static const CoffretFace face_small = { 9, PANGO_WEIGHT_NORMAL, SOFT };
static const CoffretFace face_link = { 9, PANGO_WEIGHT_NORMAL, BLUE };

typedef struct {
  CoffretPaper paper;
  CoffretSealed *sealed;
  const CoffretParcel *parcel;
  guint *pages; /* on which each credential begins; 0: not known yet */
  GCancellable *cancellable;
  gboolean figures;  /* there is one */
  gboolean unlinked; /* nothing leads to a page */
} Writer;

static const char *
say (Writer *writer, const char *sentence)
{
  return coffret_wording_get (writer->parcel->wording, sentence);
}

static const char *
proof_sentence (Writer *writer, const CoffretDisclosure *disclosure)
{
  if (disclosure->kind == COFFRET_DISCLOSURE_SUMMARY)
    return say (writer, N_ ("A summary in the holder’s own words. Its issuer has not signed it."));
  if (!disclosure->has_proof)
    return say (writer, N_ ("The original is inside this PDF. It has no signature."));
  if (disclosure->kind == COFFRET_DISCLOSURE_SELECTION)
    return say (writer,
                N_ ("A part of the original is inside this PDF, with its issuer’s signature."));
  return say (writer, N_ ("The original is inside this PDF, with its issuer’s signature."));
}

/* A name, and what belongs to it beside it. */
static void
add_row (Writer *writer,
         const char *label,
         const char *text,
         const char *detail,
         const char *link,
         double space)
{
  CoffretPaper *paper = &writer->paper;
  double room = coffret_paper_room (paper) - LABEL - GAP;
  const struct {
    const CoffretFace *face;
    const char *text;
  } parts[] = {
    { text != NULL && g_str_has_prefix (text, "did:") ? &face_small : &face_text, text },
    { &face_small, detail },
    { &face_link, link },
  };
  g_autoptr (PangoLayout) name = NULL;
  double top;

  paper->y += space;
  name = coffret_paper_set (paper, &face_soft, label != NULL ? label : "", LABEL);
  coffret_paper_need (paper, 2 * coffret_paper_height (name));
  if (label != NULL)
    coffret_paper_show (paper, name, &face_soft, "P", 0);
  top = paper->y;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autoptr (PangoLayout) layout = NULL;

    if (parts[i].text == NULL || *parts[i].text == '\0')
      continue;
    layout = coffret_paper_set (paper, parts[i].face, parts[i].text, room);
    if (coffret_paper_height (layout) > paper->height / 2) {
      coffret_paper_add (paper, parts[i].face, "P", parts[i].text, LABEL + GAP, 0);
      continue;
    }
    if (coffret_paper_need (paper, coffret_paper_height (layout)))
      top = paper->y;
    if (parts[i].face == &face_link)
      coffret_paper_show_link (paper, layout, parts[i].face, parts[i].text, LABEL + GAP);
    else
      coffret_paper_show (paper, layout, parts[i].face, "P", LABEL + GAP);
    paper->y += coffret_paper_height (layout) + 1;
  }
  if (label != NULL && paper->y - top < coffret_paper_height (name))
    paper->y = top + coffret_paper_height (name);
}

/* In a box as wide as the page. */
static void
add_boxed (Writer *writer, const CoffretFace *face, const char *text, guint32 fill, gboolean dashed)
{
  CoffretPaper *paper = &writer->paper;
  double room = coffret_paper_room (paper);
  g_autoptr (PangoLayout) layout = coffret_paper_set (paper, face, text, room - 2 * PAD - 4);
  double height = coffret_paper_height (layout) + 2 * PAD - 4;

  coffret_paper_need (paper, height);
  coffret_paper_box (paper, 0, paper->y, room, height, fill, dashed);
  paper->y += PAD - 2;
  coffret_paper_show (paper, layout, face, "P", PAD + 2);
  paper->y += height - PAD + 2;
}

/* What the holder says, beside a bar. */
static void
add_message (Writer *writer, double space)
{
  CoffretPaper *paper = &writer->paper;
  guint page = paper->page;
  double top = paper->y + space;

  if (writer->parcel->message == NULL || *writer->parcel->message == '\0')
    return;
  coffret_paper_add (paper, &face_lead, "P", writer->parcel->message, 14, space);
  if (paper->page == page)
    coffret_paper_bar (paper, 0, top, 3, paper->y - top, BLUE);
}

static gboolean
draws (const CoffretQrContent *content)
{
  return content->kind != COFFRET_QR_CONTENT_NONE;
}

static double
qr_size (const CoffretQrContent *content)
{
  return MAX (QR_LEAST, (content->count + 8) * SQUARE);
}

static const char *
qr_words (Writer *writer, const CoffretQrContent *content, gboolean all)
{
  if (content->kind == COFFRET_QR_CONTENT_PAGE)
    return say (writer, N_ ("The issuer’s own page for it on the web."));
  return all ? say (writer, N_ ("The same signed file as a code, to be scanned with Coffret."))
             : say (writer, N_ ("This by itself as a signed code, to be scanned with Coffret."));
}

/* A code of CONTENT at X, and here. */
static void
show_qr (Writer *writer, const CoffretQrContent *content, double x)
{
  CoffretPaper *paper = &writer->paper;
  double size = qr_size (content);

  if (paper->dry)
    return;
  writer->figures = TRUE;
  cairo_tag_begin (paper->cr, "Figure", NULL);
  coffret_qr_draw_dots (paper->cr, content->text, content->use,
                        paper->mirrored ? paper->width - COFFRET_PAPER_MARGIN - x - size
                                        : COFFRET_PAPER_MARGIN + x,
                        paper->y, size);
  cairo_tag_end (paper->cr, "Figure");
}

/* In the reading order of the page: the code, then its words at its side. */
static void
add_qr (Writer *writer, const CoffretQrContent *content, gboolean all)
{
  CoffretPaper *paper = &writer->paper;
  double size = qr_size (content), top;
  g_autoptr (PangoLayout) words = NULL;

  paper->y += 14;
  coffret_paper_need (paper, size);
  top = paper->y;
  show_qr (writer, content, 0);
  words = coffret_paper_set (paper, &face_small, qr_words (writer, content, all),
                             coffret_paper_room (paper) - size - GAP);
  paper->y = top + (size - coffret_paper_height (words)) / 2;
  coffret_paper_show (paper, words, &face_small, "P", size + GAP);
  paper->y = top + size;
}

static void
add_how (Writer *writer)
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
  coffret_paper_add (paper, &face_heading, "H2", say (writer, N_ ("How to check this")), 0, 22);
  if (writer->sealed->presentation == NULL) {
    coffret_paper_add (paper, &face_text, "P",
                       say (writer, N_ ("Nothing in this PDF is signed: ask whoever gave it to you "
                                        "for a signed file.")),
                       0, 6);
    return;
  }
  coffret_paper_add (
    paper, &face_text, "P",
    say (writer, N_ ("A PDF can say anything. What counts is the signed file inside it.")), 0, 6);
  coffret_paper_begin (paper, "L");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autofree char *number = g_strdup_printf ("%u.", i + 1);
    g_autoptr (PangoLayout) label = coffret_paper_set (paper, &face_soft, number, 18);

    coffret_paper_need (paper, 40);
    paper->y += 5;
    coffret_paper_begin (paper, "LI");
    coffret_paper_show (paper, label, &face_soft, "Lbl", 0);
    coffret_paper_add (paper, &face_text, "LBody", say (writer, steps[i]), 18, 0);
    coffret_paper_close (paper, "LI");
  }
  coffret_paper_close (paper, "L");
  if (draws (content) && content->kind != COFFRET_QR_CONTENT_PAGE)
    add_qr (writer, content, TRUE);
}

static void
add_head (Writer *writer)
{
  const CoffretParcel *parcel = writer->parcel;
  CoffretPaper *paper = &writer->paper;
  g_autofree char *title = coffret_parcel_title (parcel);

  if (parcel->practice) {
    add_boxed (writer, &face_mark,
               say (writer, N_ ("For practice only: these people are invented.")), AMBER, FALSE);
    paper->y += 18;
  }
  coffret_paper_bar (paper, 0, paper->y, 40, 4, BLUE);
  coffret_paper_add (paper, &face_title, "H1", title, 0, 12);
}

static void
add_facts (Writer *writer)
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
      add_row (writer, say (writer, rows[i][0]), rows[i][1], NULL, NULL, 4);
}

/* The parts that there are, "A · B". */
static char *
join (const Writer *writer, const char *const *parts, gsize n_parts)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n_parts; i++)
    coffret_append_part_in (text, " · ", parts[i], writer->paper.mirrored);
  return g_string_free (text, FALSE);
}

/* Each with where it stands. */
static void
add_contents (Writer *writer)
{
  CoffretPaper *paper = &writer->paper;
  double room = coffret_paper_room (paper);

  coffret_paper_need (paper, 80);
  coffret_paper_add (paper, &face_heading, "H2", say (writer, N_ ("In this document")), 0, 22);
  paper->y += 4;
  for (guint i = 0; i < writer->parcel->disclosures->len; i++) {
    const CoffretDisclosure *disclosure = g_ptr_array_index (writer->parcel->disclosures, i);
    const char *parts[] = { disclosure->issuer,
                            coffret_disclosure_proof_words (disclosure, writer->parcel->wording) };
    g_autofree char *words = join (writer, parts, G_N_ELEMENTS (parts));
    g_autofree char *number = g_strdup_printf ("%u", writer->pages[i]);
    g_autoptr (PangoLayout) name =
      coffret_paper_set (paper, &face_entry, disclosure->title, room - 46);
    g_autoptr (PangoLayout) small = coffret_paper_set (paper, &face_small, words, room - 46);
    g_autoptr (PangoLayout) page = coffret_paper_set (paper, &face_soft, number, 40);
    double height = coffret_paper_height (name) + coffret_paper_height (small) + 1, top;

    paper->y += 7;
    coffret_paper_need (paper, height);
    top = paper->y;
    if (writer->unlinked)
      coffret_paper_show (paper, name, &face_entry, "P", 0);
    else
      coffret_paper_show_turn (paper, name, &face_entry, writer->pages[i], 0);
    pango_layout_set_alignment (page, paper->mirrored ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
    coffret_paper_show (paper, page, &face_soft, "P", room - 40);
    paper->y += coffret_paper_height (name) + 1;
    coffret_paper_show (paper, small, &face_small, "P", 0);
    paper->y = top + height + 5;
    coffret_paper_bar (paper, 0, paper->y, room, 0.5, 0xdcdce1);
  }
}

/* Skills, each in a box of its own, as many as go into a line. */
static void
add_skills (Writer *writer, const CoffretDisclosure *disclosure)
{
  CoffretPaper *paper = &writer->paper;
  const CoffretCatalogue *catalogue = coffret_wording_get_catalogue (writer->parcel->wording);
  double room = coffret_paper_room (paper) - LABEL - GAP, x = 0, line = 0;
  g_autoptr (PangoLayout) label = coffret_paper_set (
    paper, &face_soft, coffret_field_to_label_in (COFFRET_FIELD_SKILLS, catalogue), LABEL);

  paper->y += 7;
  coffret_paper_need (paper, 24);
  coffret_paper_show (paper, label, &face_soft, "P", 0);
  for (guint i = 0; i < disclosure->lines->len; i++) {
    const CoffretShownLine *shown = g_ptr_array_index (disclosure->lines, i);
    g_autofree char *text = NULL;
    g_autoptr (PangoLayout) layout = NULL;
    double width, height;

    if (shown->field != COFFRET_FIELD_SKILLS)
      continue;
    text = shown->detail != NULL && shown->text != NULL
             ? join (writer, (const char *[]) { shown->text, shown->detail }, 2)
             : g_strdup (shown->text != NULL ? shown->text : shown->link);
    layout = coffret_paper_set (paper, &face_text, text != NULL ? text : "", room - 2 * PAD);
    width = MIN (room, coffret_paper_width (layout) + 2 * PAD);
    height = coffret_paper_height (layout) + 7;
    if (x > 0 && x + width > room) {
      paper->y += line + 5;
      x = line = 0;
    }
    if (x <= 0)
      coffret_paper_need (paper, height);
    coffret_paper_box (paper, LABEL + GAP + x, paper->y - 3, width, height, WHITE, FALSE);
    pango_layout_set_width (layout, (int) ((width - 2 * PAD + 1) * PANGO_SCALE));
    coffret_paper_show (paper, layout, &face_text, "P", LABEL + GAP + x + PAD);
    x += width + 6;
    line = MAX (line, height);
  }
  paper->y += line;
}

static void
add_lines (Writer *writer, const CoffretDisclosure *disclosure)
{
  const CoffretCatalogue *catalogue = coffret_wording_get_catalogue (writer->parcel->wording);
  const CoffretShownLine *before = NULL;

  for (guint i = 0; i < disclosure->lines->len; i++) {
    const CoffretShownLine *line = g_ptr_array_index (disclosure->lines, i);
    gboolean same = before != NULL && before->field == line->field && before->name == NULL;
    const char *label = line->name != NULL ? line->name
                        : same             ? NULL
                                           : coffret_field_to_label_in (line->field, catalogue);

    if (coffret_disclosure_has_in_head (disclosure, line))
      continue;
    if (line->field != COFFRET_FIELD_SKILLS)
      add_row (writer, label, line->text, line->detail, line->link, label != NULL ? 7 : 2);
    else if (before == NULL || before->field != line->field)
      add_skills (writer, disclosure);
    before = line;
  }
}

static void
add_page (Writer *writer, guint number)
{
  const CoffretDisclosure *disclosure = g_ptr_array_index (writer->parcel->disclosures, number);
  CoffretPaper *paper = &writer->paper;
  gboolean own = disclosure->kind == COFFRET_DISCLOSURE_SUMMARY;

  coffret_paper_turn (paper);
  writer->pages[number] = paper->page;
  if (!paper->dry && !writer->unlinked) {
    g_autofree char *place = g_strdup_printf ("page=%u", paper->page);

    cairo_pdf_surface_add_outline (cairo_get_target (paper->cr), CAIRO_PDF_OUTLINE_ROOT,
                                   disclosure->title, place, 0);
  }
  coffret_paper_begin (paper, "Sect");
  coffret_paper_bar (paper, 0, paper->y, 40, 4, BLUE);
  coffret_paper_add (paper, &face_name, "H2", disclosure->title, 0, 12);
  coffret_paper_add (paper, &face_by, "P", disclosure->issuer, 0, 3);
  coffret_paper_add (paper, &face_soft, "P", disclosure->kind_label, 0, 2);
  paper->y += 12;
  add_boxed (writer, &face_text, proof_sentence (writer, disclosure), own ? WHITE : TINT, own);
  for (guint i = 0; i < disclosure->lines->len; i++) {
    const CoffretShownLine *line = g_ptr_array_index (disclosure->lines, i);

    if (line->field == COFFRET_FIELD_DESCRIPTION)
      coffret_paper_add (paper, &face_lead, "P", line->text, 0, 12);
  }
  paper->y += 6;
  add_lines (writer, disclosure);
  /* It has no page for itself alone: so where things stand does not depend on it. */
  if (!paper->dry && paper->y + 14 + QR_LEAST < paper->height - COFFRET_PAPER_MARGIN) {
    g_autoptr (CoffretQrContent) content =
      coffret_qr_content_new (writer->sealed, (int) number, COFFRET_QR_MOST_LARGE);

    if (draws (content) && paper->y + 14 + qr_size (content) < paper->height - COFFRET_PAPER_MARGIN)
      add_qr (writer, content, FALSE);
  }
  coffret_paper_close (paper, "Sect");
}

static gboolean
draw_pages (Writer *writer)
{
  coffret_paper_begin (&writer->paper, "Document");
  add_head (writer);
  add_message (writer, 12);
  add_facts (writer);
  add_contents (writer);
  add_how (writer);
  for (guint i = 0; i < writer->parcel->disclosures->len; i++) {
    if (g_cancellable_is_cancelled (writer->cancellable))
      return FALSE;
    add_page (writer, i);
  }
  coffret_paper_end (&writer->paper);
  /* Behind the last page it would begin another one. */
  coffret_paper_close (&writer->paper, "Document");
  return TRUE;
}

/* "aseptic technique · documentation"; NULL: none is shown. */
static char *
join_skills (const Writer *writer, const CoffretDisclosure *disclosure)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < disclosure->lines->len; i++) {
    const CoffretShownLine *line = g_ptr_array_index (disclosure->lines, i);

    if (line->field == COFFRET_FIELD_SKILLS && line->text != NULL)
      coffret_append_part_in (text, " · ", line->text, writer->paper.mirrored);
  }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
add_entry (Writer *writer, const CoffretDisclosure *disclosure, gboolean skills)
{
  g_autofree char *known = skills ? join_skills (writer, disclosure) : NULL;
  const char *parts[] = { disclosure->issuer, disclosure->kind_label };
  g_autofree char *by = join (writer, parts, G_N_ELEMENTS (parts));
  CoffretPaper *paper = &writer->paper;
  g_autoptr (PangoLayout) date = NULL;

  paper->y += 9 * paper->scale;
  if (disclosure->date != NULL) {
    date = coffret_paper_set (paper, &face_soft, disclosure->date, LABEL);
    coffret_paper_show (paper, date, &face_soft, "P", 0);
  }
  coffret_paper_add (paper, &face_entry, "P", disclosure->title, LABEL + GAP, 0);
  coffret_paper_add (paper, &face_text, "P", by, LABEL + GAP, 1);
  if (known != NULL)
    coffret_paper_add (paper, &face_small, "P", known, LABEL + GAP, 1);
}

/* FALSE: more than a page. */
static gboolean
draw_summary (Writer *writer, guint count, gboolean skills, gboolean code)
{
  const CoffretParcel *parcel = writer->parcel;
  CoffretPaper *paper = &writer->paper;

  coffret_paper_begin (paper, "Document");
  add_head (writer);
  coffret_paper_add (paper, &face_soft, "P", parcel->contact, 0, 4);
  add_message (writer, 10);
  paper->y += 8;
  for (guint i = 0; i < count && paper->page == 1; i++)
    add_entry (writer, g_ptr_array_index (parcel->disclosures, i), skills);
  if (count < parcel->disclosures->len)
    coffret_paper_add (paper, &face_soft, "P",
                       say (writer, N_ ("… and more, in the signed file inside this PDF.")),
                       LABEL + GAP, 8);
  if (writer->sealed->presentation != NULL) {
    coffret_paper_add (
      paper, &face_small, "P",
      say (writer, N_ ("The signed file “presentation.json” is attached to this PDF. Coffret, and "
                       "other programs that check verifiable credentials, open it.")),
      0, 16);
    if (code) {
      g_autoptr (CoffretQrContent) content =
        coffret_qr_content_new (writer->sealed, COFFRET_EXPORT_ALL, COFFRET_QR_MOST_LARGE);

      if (draws (content) && content->kind != COFFRET_QR_CONTENT_PAGE)
        add_qr (writer, content, TRUE);
    }
  }
  coffret_paper_end (paper);
  coffret_paper_close (paper, "Document");
  return paper->page == 1;
}

static void
begin (Writer *writer, cairo_surface_t *surface, double width, double height, gboolean dry)
{
  coffret_paper_clear (&writer->paper);
  coffret_paper_init (&writer->paper, surface, width, height);
  writer->paper.dry = dry;
  writer->paper.mirrored = coffret_wording_is_rtl (writer->parcel->wording);
  writer->paper.foot =
    say (writer, N_ ("Made with Coffret. What counts is the signed file inside this PDF."));
  if (writer->parcel->practice)
    writer->paper.mark = say (writer, N_ ("For practice only: these people are invented."));
}

/* Everything as large as it goes on one page: smaller letters, then no skills, then fewer. */
static gboolean
draw_on_one (
  Writer *writer, cairo_surface_t *measure, cairo_surface_t *surface, double width, double height)
{
  guint count = MIN (writer->parcel->disclosures->len, MOST_ENTRIES);
  gboolean skills = TRUE, code = TRUE;
  double scale = 1;

  for (;;) {
    begin (writer, measure, width, height, TRUE);
    writer->paper.scale = scale;
    if (g_cancellable_is_cancelled (writer->cancellable))
      return FALSE;
    if (draw_summary (writer, count, skills, code) || count == 0)
      break;
    if (scale > LEAST_SCALE + 0.01)
      scale -= 0.08;
    else if (code)
      code = FALSE;
    else if (skills)
      skills = FALSE;
    else
      count = count * 9 / 10;
  }
  begin (writer, surface, width, height, FALSE);
  writer->paper.scale = scale;
  draw_summary (writer, count, skills, code);
  return TRUE;
}

static cairo_status_t
on_bytes (void *data, const guchar *bytes, guint length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_facts (Writer *writer, cairo_surface_t *surface)
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
add_attachment (Writer *writer,
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
finish (Writer *writer, GByteArray *pdf)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (CoffretPdfFile));
  CoffretPdfFinish end = {
    .language = coffret_wording_get_language (writer->parcel->wording),
    .figures = writer->figures ? say (writer, N_ ("QR code with the signed file")) : NULL,
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
                    say (writer, N_ ("The signed file")),
                    coffret_json_dump_pretty (writer->sealed->presentation));
  end.files = (gconstpointer) files->data;
  end.n_files = files->len;
  return g_byte_array_free_to_bytes (coffret_pdf_finish (pdf, &end));
}

/* PDF is empty; STATUS is what cairo says. FALSE: cancelled. */
static gboolean
draw_document (Writer *writer,
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
    drawn = draw_on_one (writer, measure, surface, width, height);
  } else {
    begin (writer, measure, width, height, TRUE);
    drawn = draw_pages (writer);
    begin (writer, surface, width, height, FALSE);
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
  Writer writer = {
    .sealed = sealed, .parcel = sealed->parcel, .pages = pages, .cancellable = cancellable
  };
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
