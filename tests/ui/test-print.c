/* A credential on paper: what stands there, on which page, and that no line is cut.
 *
 * With a folder in PRINT_PICTURES, the pages are left there to be looked at. */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/print-layout.h"
#include "app/print.h"
#include "ui-testing.h"

#define WIDTH 595.3 /* A4 */
#define HEIGHT 841.9

static const char *const long_text =
  "Les personnes apprenantes planifient, exécutent et documentent des soins de plaies complexes : "
  "évaluation initiale, choix du pansement, prévention de l’infection, enseignement à la personne "
  "et à ses proches. Elles travaillent en équipe « interprofessionnelle », justifient leurs choix "
  "et tiennent un dossier clair. ";

static const char *const criteria =
  "\"criteria\":{\"id\":\"https://college.example/criteres\","
  "\"narrative\":\"Réussir l’examen pratique et déposer un dossier de trois cas.\"},";

static CoffretItem *
read_one (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GPtrArray) items =
    coffret_reader_read (bytes, "soins-de-plaies.json", &coffret_limits_default, NULL, &error);

  g_assert_no_error (error);
  return coffret_item_ref (g_ptr_array_index (items, 0));
}

/* EXTRA: how much more there is than what fits on a page. */
static CoffretItem *
item_new (guint extra)
{
  g_autoptr (GString) more = g_string_new (NULL);
  g_autoptr (GString) evidence = g_string_new (NULL);
  g_autofree char *json = NULL;

  for (guint i = 0; i < extra; i++) {
    g_string_append (more, long_text);
    g_string_append_printf (
      evidence,
      ",{\"type\":[\"Evidence\"],\"id\":\"https://evidence.example/dossiers/%u/"
      "une-adresse-qui-est-tellement-longue-qu-elle-ne-tient-pas-sur-une-seule-ligne-de-la-page\","
      "\"name\":\"Étude de cas %u\",\"narrative\":\"%s\"}",
      i, i + 1, long_text);
  }
  json = g_strdup_printf (
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
    "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
    "\"id\":\"urn:uuid:00000000-0000-4000-8000-000000000001\","
    "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"
    "\"name\":\"Soins de plaies, niveau 2\","
    "\"issuer\":{\"id\":\"https://college.example/\",\"type\":[\"Profile\"],"
    "\"name\":\"Collège du Grand Nord\",\"url\":\"https://college.example/\","
    "\"email\":\"registraire@college.example\"},"
    "\"validFrom\":\"2026-05-12T12:00:00Z\",\"validUntil\":\"2029-05-12T12:00:00Z\","
    "\"credentialSubject\":{\"type\":[\"AchievementSubject\"],"
    "\"identifier\":[],\"result\":[{\"type\":[\"Result\"],\"value\":\"87\","
    "\"resultDescription\":\"urn:r:1\"}],"
    "\"achievement\":{\"id\":\"urn:a:1\",\"type\":[\"Achievement\"],"
    "\"achievementType\":\"MicroCredential\",\"name\":\"Soins de plaies, niveau 2\","
    "\"description\":\"%s%s\","
    "\"resultDescription\":[{\"id\":\"urn:r:1\",\"type\":[\"ResultDescription\"],"
    "\"name\":\"Examen pratique\",\"resultType\":\"Percent\"}],"
    "%s"
    "\"alignment\":[{\"type\":[\"Alignment\"],\"targetName\":\"Technique aseptique\","
    "\"targetFramework\":\"ESCO\",\"targetCode\":\"S3.2.1\","
    "\"targetUrl\":\"https://skills.example/aseptique\"},"
    "{\"type\":[\"Alignment\"],\"targetName\":\"Tenue de dossier\","
    "\"targetUrl\":\"https://skills.example/dossier\"}]}},"
    "\"evidence\":[{\"type\":[\"Evidence\"],\"id\":\"https://evidence.example/portfolio\","
    "\"name\":\"Portfolio\",\"description\":\"Trois cas, avec photos et réflexion.\"}%s]}",
    long_text, more->str, extra > 0 ? criteria : "", evidence->str);
  return read_one (json);
}

static CoffretEntry *
entry_new (const CoffretItem *item)
{
  g_autoptr (CoffretRecord) record = coffret_record_new (item, "original", "soins-de-plaies.json");

  record->verdict = g_strdup ("verified");
  record->checked = coffret_instant_parse ("2026-06-01T12:00:00Z");
  return coffret_entry_new (record);
}

static PangoContext *
context_new (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  cairo_font_options_destroy (options);
  return context;
}

static void
leave_pictures (CoffretPrintLayout *layout, const char *name)
{
  const char *folder = g_getenv ("PRINT_PICTURES");

  for (guint i = 0; folder && i < coffret_print_layout_count_pages (layout); i++) {
    g_autofree char *file = g_strdup_printf ("%s/%s-%u.png", folder, name, i + 1);
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1000, 1414);
    cairo_t *cr = cairo_create (surface);

    cairo_set_source_rgb (cr, 1, 1, 1);
    cairo_paint (cr);
    cairo_scale (cr, 1000 / WIDTH, 1000 / WIDTH);
    coffret_print_layout_draw (layout, cr, i);
    cairo_destroy (cr);
    g_assert_cmpint (cairo_surface_write_to_png (surface, file), ==, CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy (surface);
  }
}

/* Everything on the page lies within its margins. */
static void
assert_inside (CoffretPrintLayout *layout, double width, double height)
{
  for (guint i = 0; i < coffret_print_layout_count_pages (layout); i++) {
    cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
    cairo_t *cr = cairo_create (surface);
    double x, y, w, h;

    coffret_print_layout_draw (layout, cr, i);
    cairo_destroy (cr);
    cairo_recording_surface_ink_extents (surface, &x, &y, &w, &h);
    cairo_surface_destroy (surface);
    g_assert_cmpfloat (x, >=, 46);
    g_assert_cmpfloat (y, >=, 46);
    g_assert_cmpfloat (x + w, <=, width - 46);
    g_assert_cmpfloat (y + h, <=, height - 42);
  }
}

static CoffretPrintLayout *
layout_of (
  CoffretEntry *entry, const CoffretItem *item, gboolean note, double height, gboolean mirrored)
{
  PangoContext *context = context_new ();
  g_autoptr (GPtrArray) blocks =
    coffret_print_text_new (entry, item->credential, NULL, NULL, note, NULL);
  CoffretPrintLayout *layout = coffret_print_layout_new (blocks, context, WIDTH, height, mirrored);

  while (!coffret_print_layout_continue (layout))
    continue;
  g_object_unref (context);
  return layout;
}

static gboolean
has_line (char **lines, const char *line)
{
  return g_strv_contains ((const char *const *) lines, line);
}

static void
test_one_page (void)
{
  g_autoptr (CoffretItem) item = item_new (0);
  g_autoptr (CoffretEntry) entry = entry_new (item);
  g_autoptr (CoffretPrintLayout) layout = layout_of (entry, item, FALSE, HEIGHT, FALSE);
  g_auto (GStrv) lines = coffret_print_layout_list_lines (layout, 0);

  leave_pictures (layout, "one");
  g_assert_cmpuint (coffret_print_layout_count_pages (layout), ==, 1);
  g_assert_cmpstr (lines[0], ==, "Soins de plaies, niveau 2");
  g_assert_cmpstr (lines[1], ==, "Collège du Grand Nord");
  g_assert_true (has_line (lines, "Verified"));
  g_assert_true (has_line (lines, "Coffret checked it on 1 June 2026."));
  g_assert_true (has_line (lines, "Examen pratique\t87"));
  g_assert_true (has_line (lines, "Technique aseptique"));
  g_assert_true (has_line (lines, "ESCO · S3.2.1 · https://skills.example/aseptique"));
  g_assert_true (has_line (lines, "https://evidence.example/portfolio"));
  g_assert_true (
    g_str_has_prefix (lines[g_strv_length (lines) - 1], "soins-de-plaies.json · Added "));
  assert_inside (layout, WIDTH, HEIGHT);
}

/* Nothing is lost, doubled or out of order, wherever the pages end. */
static void
test_pages (void)
{
  g_autoptr (CoffretItem) item = item_new (6);
  g_autoptr (CoffretEntry) entry = entry_new (item);
  g_autoptr (CoffretPrintLayout) endless = layout_of (entry, item, FALSE, 100000, FALSE);
  g_auto (GStrv) all = coffret_print_layout_list_lines (endless, 0);

  for (double height = 300; height < 1000; height += 45.3) {
    g_autoptr (CoffretPrintLayout) layout = layout_of (entry, item, FALSE, height, FALSE);
    guint n_pages = coffret_print_layout_count_pages (layout);
    guint found = 0;

    g_assert_cmpuint (n_pages, >, 1);
    for (guint i = 0; i < n_pages; i++) {
      g_auto (GStrv) lines = coffret_print_layout_list_lines (layout, i);
      guint n_lines = g_strv_length (lines);

      g_assert_cmpuint (n_lines, >, 0);
      for (guint j = 0; j < n_lines; j++)
        g_assert_cmpstr (lines[j], ==, all[found++]);
      /* A heading stays with what it heads. */
      g_assert_cmpstr (lines[n_lines - 1], !=, "Evidence");
      g_assert_cmpstr (lines[n_lines - 1], !=, "What It Says");
      g_assert_false (g_str_has_prefix (lines[n_lines - 1], "Étude de cas"));
    }
    g_assert_cmpuint (found, ==, g_strv_length (all));
    assert_inside (layout, WIDTH, height);
    if (height > 800 && height < 845)
      leave_pictures (layout, "many");
  }
}

static void
test_mirrored (void)
{
  g_autoptr (CoffretItem) item = item_new (1);
  g_autoptr (CoffretEntry) entry = entry_new (item);
  g_autoptr (CoffretPrintLayout) layout = layout_of (entry, item, FALSE, HEIGHT, TRUE);

  leave_pictures (layout, "mirrored");
  assert_inside (layout, WIDTH, HEIGHT);
}

static void
test_note (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (1);
  CoffretEntry *entry = ui_testing_entry (session, 0);
  g_auto (GValue) value = G_VALUE_INIT;
  const CoffretItem *item;

  ui_testing_await (coffret_session_set_note (session, entry, "Ask Aunt Rosa about it."), NULL);
  ui_testing_await (coffret_session_read (session, entry), &value);
  item = g_value_get_boxed (&value);
  for (guint note = 0; note < 2; note++) {
    g_autoptr (CoffretPrintLayout) layout = layout_of (entry, item, note == 1, 5000, FALSE);
    g_auto (GStrv) lines = coffret_print_layout_list_lines (layout, 0);

    g_assert_cmpint (has_line (lines, "Ask Aunt Rosa about it."), ==, note);
    g_assert_cmpint (has_line (lines, "My Note"), ==, note);
  }
  coffret_session_end (session);
}

static void
on_end (GtkPrintOperation *operation, GtkPrintContext *context, int *n_pages)
{
  g_object_get (operation, "n-pages", n_pages, NULL);
}

/* The whole way, into a file instead of a printer. */
static void
test_export (void)
{
  g_autoptr (CoffretItem) item = item_new (6);
  g_autoptr (CoffretEntry) entry = entry_new (item);
  g_autoptr (GtkPrintOperation) operation =
    coffret_print_new (entry, item->credential, NULL, NULL, FALSE, "Invented.");
  g_autofree char *folder = g_dir_make_tmp ("coffret-print-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "page.pdf", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  int n_pages = 0;

  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, file);
  g_signal_connect (operation, "end-print", G_CALLBACK (on_end), &n_pages);
  g_assert_cmpint (
    gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
    GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_cmpint (n_pages, >=, 2);
  g_assert_cmpint (n_pages, <, 10);
  g_assert_true (g_file_get_contents (file, &content, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
  g_assert_cmpint (g_remove (file), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Of invented people it is said on top. */
static void
test_mark (void)
{
  g_autoptr (CoffretItem) item = item_new (1);
  g_autoptr (CoffretEntry) entry = entry_new (item);
  g_autoptr (GPtrArray) real =
    coffret_print_text_new (entry, item->credential, NULL, NULL, FALSE, NULL);
  g_autoptr (GPtrArray) blocks =
    coffret_print_text_new (entry, item->credential, NULL, NULL, FALSE, "Invented.");
  guint marks = 0;

  g_assert_cmpuint (blocks->len, ==, real->len + 1);
  for (guint i = 0; i < blocks->len; i++)
    marks += g_str_equal (((CoffretPrintBlock *) g_ptr_array_index (blocks, i))->text, "Invented.");
  g_assert_cmpuint (marks, ==, 1);
}

int
main (int argc, char **argv)
{
  const char *catalogues = g_getenv ("PRINT_CATALOGUES"); /* for pictures in another language */

  ui_testing_init (&argc, &argv);
  if (catalogues)
    bindtextdomain (GETTEXT_PACKAGE, catalogues);
  g_test_add_func ("/print/one-page", test_one_page);
  g_test_add_func ("/print/mark", test_mark);
  g_test_add_func ("/print/pages", test_pages);
  g_test_add_func ("/print/mirrored", test_mirrored);
  g_test_add_func ("/print/note", test_note);
  g_test_add_func ("/print/export", test_export);
  return g_test_run ();
}
