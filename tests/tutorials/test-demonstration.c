/* The counsellor's ten minutes on the practice vault: what the client sees at each station, and
 * what does not leave that they were told would not. */
#include "app/widgets/code-picture.h"
#include "credential/compact.h"
#include "credential/reader.h"
#include "share/exporter.h"
#include "share/packing.h"
#include "tutorials/observer.h"
#include "tutorials/playing.h"
#include "ui/ui-testing.h"

#include <glib/gstdio.h>

#define INVENTED "these people are invented"
#define INVENTED_BY_ISSUER "Invented for practice."
#define MOST 16

/* Lines that are on the screen at a station, and some that may not be; the last of them is waited
 * for, which is what comes latest. */
typedef struct {
  const char *id; /* of the step */
  const char *seen[MOST];
  const char *unseen[MOST];
} Station;

static const Station stations[] = {
  { "begin",
    { "Camille Desrosiers", "All Credentials", "Verified", "Does not match", "No signature",
      "Expired", "Withdrawn", "Could not be checked", "Signed, issuer unknown",
      "Practice vault: nothing here is real" },
    { "Not checked yet" } },
  { "chosen",
    { "None of them is real. What they have is new each time you choose one.", "Nour Benhadj",
      "Dale Kowalchuk", "Théo Marchetti", "Jun Park", "Odile Grandmaison" },
    { 0 } },
  { "file", { "Drop Files Here", "Add a Practice File" }, { 0 } },
  { "checks",
    { "Soins à distance", "Verified",
      "It was issued by who it says, nothing in it was changed, and it is in force.", "Grade", "88",
      "Camille Desrosiers" },
    { 0 } },
  { "read",
    { "Verified", "Can it be read as what it claims to be?",
      "Does the signature match what it says?",
      "The signature matches what it says, to the last letter.",
      "Does someone vouch for this issuer?", "Is it in force now?", "It is in force." },
    { "Could not tell" } },
  { "whom",
    { "Potential employer", "Admissions", "Public",
      "Everything, as it was issued, so that they can check every word of it." },
    { 0 } },
  { "grade", { "What May They See?", "Grade and results", "Create" }, { 0 } },
  { "look",
    { "For practice only: these people are invented.", INVENTED_BY_ISSUER, "Care at a distance",
      "Awarded to: Camille Desrosiers", "Collège de la Rivière-aux-Loutres",
      "A summary: your word, not its issuer’s", "Stays hidden from them", "Grade and results" },
    { "88", "Final grade", "Note finale" } },
  { "pdf",
    { "Hidden from them: Grade and results", "PDF", "QR Code",
      "The people of the practice vault are invented: nothing of them is published." },
    { "88", "No original" } },
  { "end", { "Overview", "Practice vault: nothing here is real" }, { 0 } },
};

static void
add_lines (GPtrArray *lines, const char *text)
{
  g_auto (GStrv) split = g_strsplit_set (text, "\n\f", -1);

  for (char **line = split; *line; line++)
    g_ptr_array_add (lines, g_strdup (g_strstrip (*line)));
}

static void
add_words (GtkWidget *widget, GtkWidget *but, GPtrArray *words)
{
  if (widget == but || !gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    add_lines (words, gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    add_words (child, but, words);
}

/* All that is written on what is on top, but for what the lesson says. */
static GPtrArray *
read_screen (Playing *playing)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (playing_window_of (playing));
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  add_words (dialog ? GTK_WIDGET (dialog) : GTK_WIDGET (playing->window),
             GTK_WIDGET (playing_panel (playing)), words);
  return words;
}

static gboolean
has_line (GPtrArray *words, const char *line)
{
  return g_ptr_array_find_with_equal_func (words, line, g_str_equal, NULL);
}

static void
check_station (Playing *playing, const Station *station)
{
  for (gsize i = 0; station->seen[i]; i++) {
    g_autoptr (GPtrArray) words = read_screen (playing);

    g_test_message ("%s: “%s” is seen", station->id, station->seen[i]);
    while (!has_line (words, station->seen[i])) {
      playing_draw (playing);
      g_ptr_array_unref (words);
      words = read_screen (playing);
    }
  }
  for (gsize i = 0; station->unseen[i]; i++) {
    g_autoptr (GPtrArray) words = read_screen (playing);

    g_test_message ("%s: “%s” is not seen", station->id, station->unseen[i]);
    g_assert_false (has_line (words, station->unseen[i]));
  }
}

static void
check_any_station (Playing *playing, guint *checked)
{
  const char *id = coffret_player_get_current (playing->player)->id;

  for (gsize i = 0; i < G_N_ELEMENTS (stations); i++)
    if (g_str_equal (stations[i].id, id)) {
      check_station (playing, &stations[i]);
      (*checked)++;
    }
}

/* What the group that was made gives away by the way ID. */
static GBytes *
make (Playing *playing, const char *id)
{
  CoffretSession *session = coffret_door_get_session (playing->door);
  g_autoptr (CoffretGroup) group = g_list_model_get_item (
    G_LIST_MODEL (coffret_library_get_groups (coffret_session_get_library (session))), 0);
  g_autoptr (CoffretPacker) packer = coffret_packer_new (session, "/nowhere");
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();
  g_autoptr (CoffretSealed) sealed = NULL;
  g_autoptr (CoffretExport) made = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GValue) pack = G_VALUE_INIT;
  CoffretExportChoice choice = coffret_export_choice_default;

  choice.only = 0;
  ui_testing_await (
    coffret_packer_make (packer, coffret_group_get_row (group), coffret_instant_now (), NULL),
    &pack);
  sealed =
    coffret_sealed_new (((CoffretPack *) g_value_get_boxed (&pack))->parcel, contexts, &error);
  g_assert_no_error (error);
  made = coffret_exporter_make (coffret_exporter_find (id), sealed, &choice, NULL, &error);
  g_assert_no_error (error);
  return g_bytes_ref (made->bytes);
}

/* The lines that are printed. */
static GPtrArray *
read_pdf (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                      "pdftotext", "-layout", "-", "-", NULL);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) out = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate (process, pdf, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out));
  add_lines (lines, text);
  return lines;
}

static gboolean
has_words (GPtrArray *lines, const char *words)
{
  for (guint i = 0; i < lines->len; i++)
    if (strstr (g_ptr_array_index (lines, i), words))
      return TRUE;
  return FALSE;
}

/* The file that is within. */
static GBytes *
take_out (GBytes *pdf)
{
  g_autofree char *folder = g_dir_make_tmp ("coffret-XXXXXX", NULL);
  g_autofree char *whole = g_build_filename (folder, "whole.pdf", NULL);
  g_autofree char *within = g_build_filename (folder, "within", NULL);
  const char *const command[] = { "pdfdetach", "-save", "1", "-o", within, whole, NULL };
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length;
  int status;

  g_file_set_contents (whole, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf),
                       &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_file_get_contents (within, &data, &length, &error);
  g_assert_no_error (error);
  g_unlink (within);
  g_unlink (whole);
  g_rmdir (folder);
  return g_bytes_new_take (data, length);
}

/* What a program reads in it: all of it invented, and the grade nowhere. */
static void
check_file (GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
    coffret_reader_read (bytes, name, &coffret_limits_default, NULL, &error);
  gboolean named = FALSE;

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, >, 0);
  for (guint i = 0; i < items->len; i++) {
    const CoffretItem *item = g_ptr_array_index (items, i);
    g_autofree char *text = coffret_json_dump_pretty (item->credential->document);

    named = named || strstr (text, "Camille Desrosiers");
    g_assert_true (strstr (text, INVENTED_BY_ISSUER) || strstr (text, INVENTED));
    g_assert_null (strstr (text, "\"88\""));
    g_assert_null (strstr (text, "Note finale"));
    g_assert_null (strstr (text, "Final grade"));
  }
  g_assert_true (named);
}

/* On paper and within it there is all that was seen, and no grade. */
static void
check_pdf (Playing *playing)
{
  g_autoptr (GBytes) pdf = make (playing, "pdf");
  g_autoptr (GPtrArray) lines = read_pdf (pdf);
  g_autoptr (GBytes) within = take_out (pdf);

  g_assert_true (has_words (lines, "Care at a distance"));
  g_assert_true (has_words (lines, "Collège de la Rivière-aux-Loutres"));
  g_assert_true (has_words (lines, INVENTED));
  g_assert_false (has_words (lines, "88"));
  g_assert_false (has_words (lines, "Final grade"));
  check_file (within, "within.json");
}

/* The code is shown, and what a phone reads from the screen has no grade either. */
static void
check_code (Playing *playing)
{
  GtkWidget *button;
  GtkWidget *picture = NULL;
  g_autofree char *read = NULL;
  g_autoptr (GBytes) json = NULL;

  while (!(button = coffret_observer_find (playing_window_of (playing), "show-code", NULL)) ||
         !gtk_widget_get_sensitive (button))
    playing_draw (playing);
  gtk_widget_activate (button);
  while (!picture || gtk_widget_get_width (picture) == 0) {
    playing_draw (playing);
    picture = ui_testing_find (GTK_WIDGET (playing->window), COFFRET_TYPE_CODE_PICTURE);
  }
  read = ui_testing_scan (picture);
  json = coffret_compact_read (read, 1 << 20);
  g_assert_nonnull (json);
  check_file (json, "code.json");
}

static void
test_client (Playing *playing, gconstpointer unused)
{
  guint checked = 0;

  playing_begin (playing, "demonstration");
  while (coffret_player_get_current (playing->player)) {
    check_any_station (playing, &checked);
    if (g_str_equal (coffret_player_get_current (playing->player)->id, "pdf")) {
      check_pdf (playing);
      check_code (playing);
      playing_ask (playing, "next");
    } else {
      playing_take_step (playing);
    }
  }
  g_assert_cmpuint (checked, ==, G_N_ELEMENTS (stations));
}

static void
set_up (Playing *playing, gconstpointer unused)
{
  playing_open (playing, 1240, FALSE);
  playing_wait_for_rows (playing);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add ("/demonstration/client", Playing, NULL, set_up, test_client, playing_close);
  return g_test_run ();
}
