#include "share/page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "share/page-style.h"
#include "share/presentation.h"
#include "share/qr-content.h"

#define QR_SIDE 240

typedef struct {
  GString *html;
  const CoffretParcel *parcel;
} Writer;

static const char *
say (Writer *writer, const char *sentence)
{
  return coffret_wording_get (writer->parcel->wording, sentence);
}

static void
escape (Writer *writer, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (writer->html, escaped);
}

/* <TAG>TEXT</TAG>; ATTRIBUTES (nullable) are ours. */
static void
element (Writer *writer, const char *tag, const char *attributes, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (writer->html, "<%s%s%s>", tag, attributes != NULL ? " " : "",
                          attributes != NULL ? attributes : "");
  escape (writer, text);
  g_string_append_printf (writer->html, "</%s>\n", tag);
}

/* <TAG CLASS lang dir>: what somebody wrote runs as its own letters do, and is read aloud as what
 * LANGUAGE (nullable) says that it is. */
static void
begin (Writer *writer, const char *tag, const char *attributes, const char *language)
{
  g_string_append_printf (writer->html, "<%s%s%s dir=\"auto\"", tag, attributes != NULL ? " " : "",
                          attributes != NULL ? attributes : "");
  if (language != NULL) {
    g_string_append (writer->html, " lang=\"");
    escape (writer, language);
    g_string_append_c (writer->html, '"');
  }
  g_string_append_c (writer->html, '>');
}

static void
written (
  Writer *writer, const char *tag, const char *attributes, const char *language, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  begin (writer, tag, attributes, language);
  escape (writer, text);
  g_string_append_printf (writer->html, "</%s>\n", tag);
}

static void
definition (Writer *writer, const char *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  element (writer, "dt", NULL, name);
  written (writer, "dd", NULL, NULL, text);
}

/* Without a line's end, which would be seen. */
static void
small (Writer *writer, const char *text)
{
  if (text == NULL)
    return;
  g_string_append (writer->html, "<small>");
  escape (writer, text);
  g_string_append (writer->html, "</small>");
}

/* TEXT (nullable) leads to LINK (nullable), and says to whose page; only what a browser opens as a
 * page, what else calls itself a link stays text. */
static void
write_linked (Writer *writer, const char *text, const char *link)
{
  gboolean web =
    link != NULL && (g_str_has_prefix (link, "https://") || g_str_has_prefix (link, "http://"));
  g_autoptr (GUri) uri = web ? g_uri_parse (link, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (web) {
    g_string_append (writer->html, "<a rel=\"noreferrer noopener nofollow\" href=\"");
    escape (writer, link);
    g_string_append (writer->html, "\">");
  }
  escape (writer, text != NULL ? text : link);
  g_string_append (writer->html, web ? "</a>" : "");
  if (text != NULL && host != NULL) {
    g_string_append (writer->html, " <span class=\"host\">");
    escape (writer, host);
    g_string_append (writer->html, "</span>");
  } else if (text != NULL && link != NULL && !web) {
    small (writer, link);
  }
}

static gboolean
is_identifier (const char *text)
{
  return text != NULL && g_str_has_prefix (text, "did:");
}

static void
write_line (Writer *writer, const CoffretShownLine *line, const char *tag)
{
  const char *text = line->text != NULL ? line->text : line->link == NULL ? line->detail : NULL;

  begin (writer, tag, is_identifier (text) ? "class=\"code\"" : NULL, line->language);
  write_linked (writer, text, line->link);
  if (line->detail != text)
    small (writer, line->detail);
  g_string_append_printf (writer->html, "</%s>\n", tag);
}

static const char *
proof_sentence (Writer *writer, const CoffretDisclosure *disclosure)
{
  if (disclosure->kind == COFFRET_DISCLOSURE_SUMMARY)
    return say (writer, N_ ("A summary in the holder’s own words. Its issuer has not signed it."));
  if (!disclosure->has_proof)
    return say (writer, N_ ("The original is in this page. It has no signature."));
  if (disclosure->kind == COFFRET_DISCLOSURE_SELECTION)
    return say (writer,
                N_ ("A part of the original is in this page, with its issuer’s signature."));
  return say (writer, N_ ("The original is in this page, with its issuer’s signature."));
}

/* NAME and BYTES as a link that saves a file. */
static void
write_file (Writer *writer, const char *label, const char *name, const char *type, const char *text)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) text, strlen (text));

  g_string_append_printf (writer->html,
                          "<a class=\"save\" download=\"%s\" href=\"data:%s;base64,%s\">", name,
                          type, encoded);
  escape (writer, label);
  g_string_append (writer->html, "</a>");
}

/* The same in a few words, for the list. */
static void
write_lines (Writer *writer, const CoffretDisclosure *disclosure)
{
  const CoffretCatalogue *catalogue = coffret_wording_get_catalogue (writer->parcel->wording);
  const CoffretShownLine *before = NULL;

  g_string_append (writer->html, "<dl>\n");
  for (guint i = 0; i < disclosure->lines->len; i++) {
    const CoffretShownLine *line = g_ptr_array_index (disclosure->lines, i);
    const CoffretShownLine *next =
      i + 1 < disclosure->lines->len ? g_ptr_array_index (disclosure->lines, i + 1) : NULL;
    const char *label = coffret_shown_line_label (line, before, catalogue);
    gboolean chips = line->field == COFFRET_FIELD_SKILLS;

    if (coffret_disclosure_has_in_head (disclosure, line))
      continue;
    if (label != NULL)
      element (writer, "dt", NULL, label);
    if (chips && (before == NULL || before->field != line->field))
      g_string_append (writer->html, "<dd><ul class=\"chips\">\n");
    write_line (writer, line, chips ? "li" : "dd");
    if (chips && (next == NULL || next->field != line->field))
      g_string_append (writer->html, "</ul></dd>\n");
    before = line;
  }
  g_string_append (writer->html, "</dl>\n");
}

static void
write_disclosure (Writer *writer, const CoffretDisclosure *disclosure, guint number)
{
  gboolean own = disclosure->kind == COFFRET_DISCLOSURE_SUMMARY;
  g_autofree char *id = g_strdup_printf ("id=\"t%u\"", number);

  g_string_append_printf (writer->html, "<article id=\"c%u\" aria-labelledby=\"t%u\">\n", number,
                          number);
  written (writer, "h2", id, disclosure->title_language, disclosure->title);
  written (writer, "p", "class=\"by\"", NULL, disclosure->issuer);
  element (writer, "p", "class=\"kind\"", disclosure->kind_label);
  element (writer, "p", own ? "class=\"proof own\"" : "class=\"proof\"",
           proof_sentence (writer, disclosure));
  for (guint i = 0; i < disclosure->lines->len; i++) {
    const CoffretShownLine *line = g_ptr_array_index (disclosure->lines, i);

    if (line->field == COFFRET_FIELD_DESCRIPTION)
      written (writer, "p", "class=\"lead\"", line->language, line->text);
  }
  write_lines (writer, disclosure);
  if (coffret_presentation_leaves_out (disclosure) && disclosure->document != NULL) {
    g_autofree char *text = coffret_json_dump_pretty (disclosure->document);
    g_autofree char *name = g_strdup_printf ("original-%u.json", number);

    g_string_append (writer->html, "<p>");
    write_file (writer, say (writer, N_ ("Save the original")), name, "application/json", text);
    g_string_append (writer->html, "</p>\n");
  }
  g_string_append (writer->html, "</article>\n");
}

static void
write_head (Writer *writer, const char *title)
{
  const CoffretWording *wording = writer->parcel->wording;

  g_string_append (writer->html, "<!DOCTYPE html>\n<html lang=\"");
  escape (writer, coffret_wording_get_language (wording));
  g_string_append_printf (
    writer->html,
    "\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
    "'none'; style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
    "<meta name=\"referrer\" content=\"no-referrer\">\n"
    "<meta name=\"generator\" content=\"Coffret\">\n",
    coffret_wording_is_rtl (wording) ? "rtl" : "ltr");
  element (writer, "title", NULL, title);
  g_string_append (writer->html, "<style>" COFFRET_PAGE_STYLE "</style>\n</head>\n<body>\n");
}

/* What is in it, at a glance. */
static void
write_contents (Writer *writer)
{
  const CoffretParcel *parcel = writer->parcel;

  g_string_append (writer->html, "<nav class=\"toc\" aria-labelledby=\"toc\">\n<h2 id=\"toc\">");
  escape (writer, say (writer, N_ ("In this page")));
  g_string_append (writer->html, "</h2>\n<ol>\n");
  for (guint i = 0; i < parcel->disclosures->len; i++) {
    const CoffretDisclosure *disclosure = g_ptr_array_index (parcel->disclosures, i);
    g_autofree char *link = g_strdup_printf ("href=\"#c%u\"", i + 1);

    g_string_append (writer->html, "<li>");
    written (writer, "a", link, disclosure->title_language, disclosure->title);
    g_string_append (writer->html, "<small><bdi>");
    escape (writer, disclosure->issuer);
    g_string_append (writer->html, *disclosure->issuer != '\0' ? "</bdi> · " : "</bdi>");
    escape (writer, coffret_disclosure_proof_words (disclosure, writer->parcel->wording));
    g_string_append (writer->html, "</small></li>\n");
  }
  g_string_append (writer->html, "</ol>\n</nav>\n");
}

static void
write_cover (Writer *writer, const char *title)
{
  const CoffretParcel *parcel = writer->parcel;
  g_autofree char *made = coffret_wording_date (parcel->wording, parcel->made);
  g_autofree char *until = coffret_wording_date (parcel->wording, parcel->until);

  g_string_append (writer->html, "<header>\n");
  if (parcel->practice)
    element (writer, "p", "class=\"mark\"",
             say (writer, N_ ("For practice only: these people are invented.")));
  written (writer, "h1", NULL, NULL, title);
  if (parcel->message != NULL && *parcel->message != '\0') {
    g_string_append (writer->html, "<p class=\"message\">");
    written (writer, "bdi", NULL, NULL, parcel->message);
    g_string_append (writer->html, "</p>\n");
  }
  g_string_append (writer->html, "<dl>\n");
  definition (writer, say (writer, N_ ("For")), parcel->recipient);
  definition (writer, say (writer, N_ ("Contact")), parcel->contact);
  definition (writer, say (writer, N_ ("Shared on")), made);
  definition (writer, say (writer, N_ ("Meant to be used until")), until);
  g_string_append (writer->html, "</dl>\n");
  if (parcel->disclosures->len > 1)
    write_contents (writer);
  g_string_append (writer->html, "</header>\n");
}

/* For whoever has it on paper, or on the screen of somebody else. */
static void
write_code (Writer *writer, CoffretSealed *sealed)
{
  g_autoptr (CoffretQrContent) content =
    coffret_qr_content_new (sealed, COFFRET_EXPORT_ALL, COFFRET_QR_MOST_LARGE);
  g_autofree char *svg = NULL;

  if (content->kind != COFFRET_QR_CONTENT_SIGNED && content->kind != COFFRET_QR_CONTENT_BARE)
    return;
  svg = coffret_qr_to_svg (content->text, content->use, QR_SIDE,
                           say (writer, N_ ("QR code with the signed file")), NULL);
  g_string_append_printf (writer->html, "%s\n", svg);
  element (writer, "p", "class=\"soft\"",
           say (writer, N_ ("The same signed file as a code, to be scanned with Coffret.")));
}

static void
write_how (Writer *writer, CoffretSealed *sealed)
{
  g_autofree char *text =
    sealed->presentation != NULL ? coffret_json_dump_pretty (sealed->presentation) : NULL;

  g_string_append (writer->html,
                   "<section class=\"how\" aria-labelledby=\"how\">\n<h2 id=\"how\">");
  escape (writer, say (writer, N_ ("How to check this")));
  g_string_append (writer->html, "</h2>\n");
  element (writer, "p", NULL,
           say (writer, N_ ("A page can say anything. What counts is the signed file in it.")));
  if (text != NULL) {
    g_string_append (writer->html, "<ol>\n<li>");
    write_file (writer, say (writer, N_ ("Save the signed file")), "presentation.json",
                "application/vp", text);
    g_string_append (writer->html, "</li>\n");
    element (writer, "li", NULL,
             say (writer, N_ ("Open it in Coffret, or in another program of your own choice that "
                              "checks verifiable credentials.")));
    element (writer, "li", NULL,
             say (writer, N_ ("Read what that program says of each credential, and compare it with "
                              "this page.")));
    g_string_append (writer->html, "</ol>\n");
    write_code (writer, sealed);
  }
  g_string_append (writer->html, "</section>\n");
}

GString *
coffret_page_write (CoffretSealed *sealed)
{
  const CoffretParcel *parcel = sealed->parcel;
  Writer writer = { g_string_new (NULL), parcel };
  g_autofree char *title = coffret_parcel_title (parcel);

  write_head (&writer, title);
  write_cover (&writer, title);
  g_string_append (writer.html, "<main>\n");
  for (guint i = 0; i < parcel->disclosures->len; i++)
    write_disclosure (&writer, g_ptr_array_index (parcel->disclosures, i), i + 1);
  g_string_append (writer.html, "</main>\n");
  write_how (&writer, sealed);
  element (&writer, "footer", NULL,
           say (&writer, N_ ("Made with Coffret, a vault for credentials.")));
  g_string_append (writer.html, "</body>\n</html>\n");
  return writer.html;
}
