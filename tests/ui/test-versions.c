/* Versions of a credential: what changed, in words; on its page; joined, and taken apart again. */
#include "app/comparison.h"
#include "app/dialogs/add-dialog.h"
#include "app/dialogs/compare-dialog.h"
#include "app/dialogs/version-dialog.h"
#include "app/pages/history-section.h"
#include "app/vault-view.h"
#include "credential/reader.h"
#include "organise/versioning.h"
#include "ui-testing.h"

#include <glib/gstdio.h>

typedef struct {
  CoffretSession *session;
  GtkWindow *window;
  CoffretVaultView *view;
} Fixture;

/* The version of YEAR; MORE are members of the achievement, each with a comma behind it. */
static GBytes *
write_version (guint year, const char *more, const char *until)
{
  char *json = g_strdup_printf (
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
    "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
    "\"id\":\"urn:uuid:00000000-0000-4000-8000-000000000001\","
    "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"name\":\"<b>Course</b> of %u\","
    "\"issuer\":{\"id\":\"https://rivage.example/\",\"type\":[\"Profile\"],\"name\":\"Rivage\"},"
    "\"validFrom\":\"%u-05-12T00:00:00Z\",%s"
    "\"credentialSubject\":{\"type\":[\"AchievementSubject\"],\"achievement\":{\"id\":\"urn:a:1\","
    "\"type\":[\"Achievement\"],\"name\":\"Course\",%s\"description\":\"It.\","
    "\"criteria\":{\"narrative\":\"Do it.\"}}}}",
    year, year, until, more);

  return g_bytes_new_take (json, strlen (json));
}

static void
add (CoffretSession *session, guint year)
{
  g_autoptr (CoffretImport) import = coffret_session_import (session, NULL);
  g_autoptr (GBytes) bytes = write_version (year, "", "");

  coffret_import_add_bytes (import, bytes, "course.json");
  ui_testing_await (coffret_import_start (import), NULL);
}

static CoffretEntry *
version (Fixture *fixture, guint year)
{
  g_autofree char *title = g_strdup_printf ("<b>Course</b> of %u", year);

  for (guint i = 0;; i++) {
    CoffretEntry *entry = ui_testing_entry (fixture->session, i);

    if (g_str_equal (coffret_entry_get_title (entry), title))
      return entry;
  }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = ui_testing_session_new (0);
  add (fixture->session, 2024);
  add (fixture->session, 2026);
  fixture->view = coffret_vault_view_new (fixture->session);
  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 900, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  ui_testing_show (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_testing_finish (fixture->window);
  coffret_session_end (fixture->session);
  g_object_unref (fixture->session);
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  gboolean said = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
                  g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !said;
       child = gtk_widget_get_next_sibling (child))
    said = says (child, text);
  return said;
}

static void
await_words (Fixture *fixture, const char *text)
{
  while (!says (GTK_WIDGET (fixture->window), text))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
}

static void
await_gone (Fixture *fixture, const char *text)
{
  while (says (GTK_WIDGET (fixture->window), text))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
}

static CoffretCredential *
read_version (guint year, const char *more, const char *until)
{
  g_autoptr (GBytes) bytes = write_version (year, more, until);
  g_autoptr (GPtrArray) items = coffret_reader_read (bytes, "course.json", NULL, NULL, NULL);
  const CoffretItem *item = g_ptr_array_index (items, 0);

  return coffret_credential_ref (item->credential);
}

static void
assert_compared (const CoffretCredential *older,
                 const CoffretCredential *newer,
                 const char *summary,
                 const char *rows)
{
  g_autoptr (CoffretWording) wording = coffret_wording_new ("/nowhere", "en");
  g_autoptr (GPtrArray) differences = coffret_comparison_make (older, newer, wording);
  g_autofree char *words = coffret_comparison_summary (differences);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++) {
    const CoffretDifference *difference = g_ptr_array_index (differences, i);
    g_autofree char *sentence = coffret_difference_sentence (difference);

    if (difference->kind != COFFRET_DIFFERENCE_NONE)
      g_string_append_printf (all, "%s\n", sentence);
  }
  g_assert_cmpstr (words, ==, summary);
  g_assert_cmpstr (all->str, ==, rows);
}

static void
test_comparison (void)
{
  g_autoptr (CoffretCredential) older = read_version (2024, "", "");
  g_autoptr (CoffretCredential) same = read_version (2024, "", "");
  g_autoptr (CoffretCredential) newer =
    read_version (2026, "\"creditsAvailable\":2,", "\"validUntil\":\"2031-05-12T00:00:00Z\",");
  g_autoptr (CoffretCredential) odd = read_version (2024, "", "\"mood\":\"1\",");
  g_autoptr (CoffretCredential) odder = read_version (2024, "", "\"mood\":\"2\",");

  assert_compared (older, same, "Both say the same. Only their signatures differ.", "");
  assert_compared (older, newer,
                   "4 things changed: “Title and kind”, “Date of award”, “End date”, “Credits”.",
                   "Title and kind. Changed. Before: <b>Course</b> of 2024; Course; Kind: Badge. "
                   "Now: <b>Course</b> of 2026; Course; Kind: Badge.\n"
                   "Date of award. Changed. Before: 12 May 2024. Now: 12 May 2026.\n"
                   "End date. New. Before: nothing. Now: 12 May 2031.\n"
                   "Credits. New. Before: nothing. Now: 2.\n");
  assert_compared (newer, older,
                   "4 things changed: “Title and kind”, “Date of award”, “End date”, “Credits”.",
                   "Title and kind. Changed. Before: <b>Course</b> of 2026; Course; Kind: Badge. "
                   "Now: <b>Course</b> of 2024; Course; Kind: Badge.\n"
                   "Date of award. Changed. Before: 12 May 2026. Now: 12 May 2024.\n"
                   "End date. Gone. Before: 12 May 2031. Now: nothing.\n"
                   "Credits. Gone. Before: 2. Now: nothing.\n");
  assert_compared (odd, odder, "1 thing changed: “Everything else”.",
                   "Everything else. Changed. Before: mood: 1. Now: mood: 2.\n");
}

/* On the page of one: offered, joined, its history, and apart again. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  const char *older = coffret_entry_get_id (version (fixture, 2024));
  const char *newer = coffret_entry_get_id (version (fixture, 2026));

  coffret_vault_view_open (fixture->view, newer);
  await_words (fixture, "This may be a newer version of one that you have.");
  g_assert_true (says (GTK_WIDGET (fixture->window), "An older one with the same name from the "
                                                     "same issuer is in your vault: Version of "
                                                     "12 May 2024."));
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (fixture->window)), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.join-versions", "(ss)", older,
                              newer);
  await_words (fixture, "This one, the newest");
  g_assert_true (says (GTK_WIDGET (fixture->window), "Version of 12 May 2024"));
  g_assert_false (
    says (GTK_WIDGET (fixture->window), "This may be a newer version of one that you have."));
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (fixture->window)), ==, 0);

  coffret_vault_view_open (fixture->view, older);
  await_words (fixture, "This is an older version of a credential.");
  await_words (fixture, "The newest");
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.take-apart", "s", older);
  await_gone (fixture, "The newest");
  g_assert_null (find (GTK_WIDGET (fixture->window), COFFRET_TYPE_HISTORY_SECTION));
  ui_testing_await (coffret_undo_undo (coffret_session_get_undo (fixture->session)), NULL);
  await_words (fixture, "The newest");
}

/* Beside each other; the answer closes the dialog, and is done. */
static void
test_compare (Fixture *fixture, gconstpointer data)
{
  CoffretEntry *older = version (fixture, 2024);
  CoffretEntry *newer = version (fixture, 2026);
  CoffretLibrary *library = coffret_session_get_library (fixture->session);
  GtkWidget *dialog;

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.compare", "(ss)",
                              coffret_entry_get_id (older), coffret_entry_get_id (newer));
  await_words (fixture, "2 things changed: “Title and kind”, “Date of award”.");
  dialog = find (GTK_WIDGET (fixture->window), COFFRET_TYPE_COMPARE_DIALOG);
  g_assert_cmpuint (ui_testing_audit (dialog), ==, 0);
  g_assert_true (says (dialog, "Changed"));
  g_assert_true (says (dialog, "12 May 2024"));
  gtk_widget_activate_action (dialog, "compare.join", NULL);
  while (coffret_library_find_newest (library, coffret_entry_get_id (older)) != newer)
    g_main_context_iteration (NULL, TRUE);
  await_gone (fixture, "2 things changed: “Title and kind”, “Date of award”.");

  /* What is answered is not asked again. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.compare", "(ss)",
                              coffret_entry_get_id (older), coffret_entry_get_id (newer));
  await_words (fixture, "2 things changed: “Title and kind”, “Date of award”.");
  dialog = find (GTK_WIDGET (fixture->window), COFFRET_TYPE_COMPARE_DIALOG);
  g_assert_false (says (dialog, "Together they are one credential with a history: lists show the "
                                "newest."));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* Any other can be chosen; which is the newer follows from the dates. */
static void
test_choose (Fixture *fixture, gconstpointer data)
{
  CoffretEntry *older = version (fixture, 2024);
  CoffretEntry *newer = version (fixture, 2026);
  CoffretLibrary *library = coffret_session_get_library (fixture->session);
  GtkWidget *dialog;

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.join-with", "s",
                              coffret_entry_get_id (newer));
  while (!(dialog = find (GTK_WIDGET (fixture->window), COFFRET_TYPE_VERSION_DIALOG)) ||
         !says (dialog, "<b>Course</b> of 2024"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (says (dialog, "<b>Course</b> of 2026"));
  g_assert_cmpuint (ui_testing_audit (dialog), ==, 0);
  gtk_widget_activate (find (dialog, ADW_TYPE_ACTION_ROW));
  while (coffret_library_find_newest (library, coffret_entry_get_id (older)) != newer)
    g_main_context_iteration (NULL, TRUE);
  await_gone (fixture, "<b>Course</b> of 2024");
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

/* In the report of what came in, too. */
static void
test_report (Fixture *fixture, gconstpointer data)
{
  CoffretAddDialog *dialog = coffret_add_dialog_new (fixture->session, NULL);
  CoffretLibrary *library = coffret_session_get_library (fixture->session);
  g_autofree char *folder = g_dir_make_tmp ("coffret-ui-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (folder, "first.json", NULL);
  g_autofree char *second = g_build_filename (folder, "second.json", NULL);
  g_autoptr (GBytes) newer = write_version (2028, "", "");
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) one = g_file_new_for_path (first);
  g_autoptr (GFile) other = g_file_new_for_path (second);
  GtkWidget *button;

  g_assert_true (g_file_set_contents (first, g_bytes_get_data (newer, NULL),
                                      (gssize) g_bytes_get_size (newer), NULL));
  g_assert_true (g_file_set_contents (second, "no credential", -1, NULL));
  g_list_store_append (files, one);
  g_list_store_append (files, other);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (fixture->view));
  coffret_add_dialog_take_files (dialog, G_LIST_MODEL (files));
  while (!(button = find_button (GTK_WIDGET (dialog), "Keep _Together")))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog)), ==, 0);
  g_signal_emit_by_name (button, "clicked");
  while (coffret_library_find_newest (library, coffret_entry_get_id (version (fixture, 2026))) !=
         version (fixture, 2028))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (find_button (GTK_WIDGET (dialog), "Keep _Together"));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  ui_testing_settle ();
  g_remove (first);
  g_remove (second);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/ui/versions/comparison", test_comparison);
  g_test_add ("/ui/versions/history", Fixture, NULL, set_up, test_history, tear_down);
  g_test_add ("/ui/versions/compare", Fixture, NULL, set_up, test_compare, tear_down);
  g_test_add ("/ui/versions/choose", Fixture, NULL, set_up, test_choose, tear_down);
  g_test_add ("/ui/versions/report", Fixture, NULL, set_up, test_report, tear_down);
  return g_test_run ();
}
