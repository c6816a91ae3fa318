#include "share/page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "share/presentation.h"

/* Black on white and the other way round as the reader's system wants it; at least 4.5 : 1. */
static const char style[] =
  ":root{color-scheme:light dark;--ink:#1c1c1c;--paper:#fff;--soft:#57575c;--line:#d5d3cf;"
  "--link:#1a5fb4}"
  "@media(prefers-color-scheme:dark){:root{--ink:#f6f5f4;--paper:#1e1e1e;--soft:#bcbbb9;"
  "--line:#48484c;--link:#99c1f1}}"
  "*{box-sizing:border-box}"
  "body{margin:0 auto;max-width:46rem;padding:2rem 1.25rem 3rem;background:var(--paper);"
  "color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}"
  "h1{font-size:1.9rem;line-height:1.2;margin:0 0 1rem}h2{font-size:1.35rem;line-height:1.25;"
  "margin:0 0 .25rem}h3{font-size:1rem;margin:1.25rem 0 .25rem}"
  "p{margin:.25rem 0 .75rem}.soft{color:var(--soft)}.message{white-space:pre-line}"
  "article,section{border-top:1px solid var(--line);margin-top:2rem;padding-top:1.5rem}"
  "dl{margin:1rem 0 0}dt{color:var(--soft);font-size:.9rem;margin-top:.75rem}"
  "dd{margin:0;white-space:pre-line}"
  "a{color:var(--link)}ol{padding-inline-start:1.4rem}li{margin:.4rem 0}"
  ".mark{border:2px solid;border-radius:.5rem;padding:.5rem .9rem;font-weight:700}"
  "@media print{body{max-width:none;padding:0;font-size:11pt}article{break-inside:avoid}}";

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

static void
definition (Writer *writer, const char *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  element (writer, "dt", NULL, name);
  element (writer, "dd", NULL, text);
}

/* Only what a browser opens as a page; what else calls itself a link stays text. */
static void
write_link (Writer *writer, const char *link)
{
  gboolean web = g_str_has_prefix (link, "https://") || g_str_has_prefix (link, "http://");

  if (web) {
    g_string_append (writer->html, "<a rel=\"noreferrer noopener nofollow\" href=\"");
    escape (writer, link);
    g_string_append (writer->html, "\">");
  }
  escape (writer, link);
  g_string_append (writer->html, web ? "</a>" : "");
}

static void
write_line (Writer *writer, const CoffretShownLine *line)
{
  const char *const parts[] = { line->text, line->detail };
  gboolean first = TRUE;

  g_string_append (writer->html, "<dd>");
  if (line->name != NULL) {
    escape (writer, line->name);
    g_string_append (writer->html, ": ");
  }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL) {
      g_string_append (writer->html, first ? "" : "\n");
      escape (writer, parts[i]);
      first = FALSE;
    }
  if (line->link != NULL) {
    g_string_append (writer->html, first ? "" : "\n");
    write_link (writer, line->link);
  }
  g_string_append (writer->html, "</dd>\n");
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

  g_string_append_printf (writer->html, "<a download=\"%s\" href=\"data:%s;base64,%s\">", name,
                          type, encoded);
  escape (writer, label);
  g_string_append (writer->html, "</a>");
}

static void
write_disclosure (Writer *writer, const CoffretDisclosure *disclosure, guint number)
{
  const CoffretCatalogue *catalogue = coffret_wording_get_catalogue (writer->parcel->wording);
  CoffretField field = COFFRET_N_FIELDS;

  g_string_append_printf (writer->html, "<article aria-labelledby=\"c%u\">\n", number);
  g_string_append_printf (writer->html, "<h2 id=\"c%u\">", number);
  escape (writer, disclosure->title);
  g_string_append (writer->html, "</h2>\n");
  element (writer, "p", NULL, disclosure->issuer);
  element (writer, "p", "class=\"soft\"", proof_sentence (writer, disclosure));
  g_string_append (writer->html, "<dl>\n");
  for (guint i = 0; i < disclosure->lines->len; i++) {
    const CoffretShownLine *line = g_ptr_array_index (disclosure->lines, i);

    /* The heading has these. */
    if ((line->field == COFFRET_FIELD_TITLE && line->name == NULL &&
         g_strcmp0 (line->text, disclosure->title) == 0) ||
        (line->field == COFFRET_FIELD_ISSUER && line->name == NULL && line->detail == NULL &&
         line->link == NULL && g_strcmp0 (line->text, disclosure->issuer) == 0))
      continue;
    if (line->field != field)
      element (writer, "dt", NULL, coffret_field_to_label_in (line->field, catalogue));
    field = line->field;
    write_line (writer, line);
  }
  g_string_append (writer->html, "</dl>\n");
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
  g_string_append_printf (writer->html,
                          "\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                          "'none'; style-src 'unsafe-inline'\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n"
                          "<meta name=\"referrer\" content=\"no-referrer\">\n"
                          "<meta name=\"generator\" content=\"Coffret\">\n",
                          coffret_wording_is_rtl (wording) ? "rtl" : "ltr");
  element (writer, "title", NULL, title);
  g_string_append_printf (writer->html, "<style>%s</style>\n</head>\n<body>\n", style);
}

static void
write_cover (Writer *writer, const char *title)
{
  const CoffretParcel *parcel = writer->parcel;
  g_autofree char *made = coffret_wording_date (parcel->wording, parcel->made);
  g_autofree char *until = coffret_wording_date (parcel->wording, parcel->until);

  g_string_append (writer->html, "<header>\n");
  element (writer, "h1", NULL, title);
  if (parcel->practice)
    element (writer, "p", "class=\"mark\"",
             say (writer, N_ ("For practice only: these people are invented.")));
  element (writer, "p", "class=\"message\"", parcel->message);
  g_string_append (writer->html, "<dl>\n");
  definition (writer, say (writer, N_ ("For")), parcel->recipient);
  definition (writer, say (writer, N_ ("Contact")), parcel->contact);
  definition (writer, say (writer, N_ ("Shared on")), made);
  definition (writer, say (writer, N_ ("Meant to be used until")), until);
  g_string_append (writer->html, "</dl>\n</header>\n");
}

static void
write_how (Writer *writer, const json_t *presentation)
{
  g_autofree char *text = presentation != NULL ? coffret_json_dump_pretty (presentation) : NULL;

  g_string_append (writer->html, "<section aria-labelledby=\"how\">\n<h2 id=\"how\">");
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
  }
  g_string_append (writer->html, "</section>\n");
}

GString *
coffret_page_write (const CoffretParcel *parcel, const json_t *presentation)
{
  Writer writer = { g_string_new (NULL), parcel };
  g_autofree char *title = coffret_parcel_title (parcel);

  write_head (&writer, title);
  write_cover (&writer, title);
  g_string_append (writer.html, "<main>\n");
  for (guint i = 0; i < parcel->disclosures->len; i++)
    write_disclosure (&writer, g_ptr_array_index (parcel->disclosures, i), i + 1);
  g_string_append (writer.html, "</main>\n");
  write_how (&writer, presentation);
  g_string_append (writer.html, "</body>\n</html>\n");
  return writer.html;
}
