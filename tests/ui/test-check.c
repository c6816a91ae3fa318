/* "Check a file": shown, not added; one, several, none; and handed over when asked. */
#include "app/dialogs/check-dialog.h"
#include "app/pages/finding-page.h"
#include "app/widgets/finding-row.h"
#include "organise/inspection.h"
#include "ui-testing.h"

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

static AdwNavigationPage *
wait_for_page (CoffretCheckDialog *dialog)
{
  AdwNavigationView *view =
    ADW_NAVIGATION_VIEW (find_widget (GTK_WIDGET (dialog), ADW_TYPE_NAVIGATION_VIEW));

  while (g_strcmp0 (adw_navigation_page_get_tag (adw_navigation_view_get_visible_page (view)),
                    "choose") == 0)
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  return adw_navigation_view_get_visible_page (view);
}

static GtkWindow *
show (CoffretCheckDialog *dialog)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_window_set_default_size (window, 900, 800);
  adw_window_set_content (ADW_WINDOW (window), gtk_label_new ("below"));
  ui_testing_show (window);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
  ui_testing_settle ();
  return window;
}

/* Nothing keeps it, while its window stays. What a page's widgets put off to the next frame or
 * timeout holds it for a moment. */
static void
finish (CoffretCheckDialog *dialog, GtkWindow *window)
{
  gpointer watched = dialog;

  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog)), ==, 0);
  g_object_add_weak_pointer (G_OBJECT (dialog), &watched);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  ui_testing_await_end (&watched);
  ui_testing_finish (window);
}

static void
take (CoffretCheckDialog *dialog, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  coffret_check_dialog_take_bytes (dialog, bytes, "given.json");
}

static void
test_one (void)
{
  CoffretCheckDialog *dialog = coffret_check_dialog_new (NULL, FALSE, FALSE);
  GtkWindow *window = show (dialog);
  g_autoptr (GBytes) bytes = ui_testing_credential_new (4);
  AdwNavigationPage *page;
  AdwBanner *banner;

  coffret_check_dialog_take_bytes (dialog, bytes, "four.json");
  page = wait_for_page (dialog);
  g_assert_true (COFFRET_IS_FINDING_PAGE (page));
  g_assert_cmpstr (adw_navigation_page_get_title (page), ==, "Credential 4");
  /* No vault is open: it says what it did not do and offers nothing. */
  banner = ADW_BANNER (find_widget (GTK_WIDGET (page), ADW_TYPE_BANNER));
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_cmpstr (adw_banner_get_button_label (banner) ?: "", ==, "");
  finish (dialog, window);
}

static void
test_several (void)
{
  CoffretCheckDialog *dialog = coffret_check_dialog_new (NULL, TRUE, FALSE);
  GtkWindow *window = show (dialog);
  g_autoptr (GBytes) bytes = ui_testing_credential_new (4);
  g_autofree char *text =
    g_strdup_printf ("[%.*s,{\"no\":\"credential\"}]", (int) g_bytes_get_size (bytes),
                     (const char *) g_bytes_get_data (bytes, NULL));
  AdwNavigationPage *page;
  GtkListView *list;
  g_autoptr (CoffretFinding) finding = NULL;
  g_autofree char *sentence = NULL;

  take (dialog, text);
  page = wait_for_page (dialog);
  g_assert_cmpstr (adw_navigation_page_get_tag (page), ==, "found");
  list = GTK_LIST_VIEW (find_widget (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list))), ==,
                    2);
  finding = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), 0);
  sentence = coffret_finding_sentence (finding);
  g_assert_nonnull (strstr (sentence, "Credential 4. Issuer <b>&amp; 4"));
  g_assert_nonnull (strstr (sentence, "No signature"));
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog)), ==, 0);
  /* One that is refused leads to why. */
  g_signal_emit_by_name (list, "activate", 1);
  ui_testing_settle ();
  page = adw_navigation_view_get_visible_page (
    ADW_NAVIGATION_VIEW (find_widget (GTK_WIDGET (dialog), ADW_TYPE_NAVIGATION_VIEW)));
  g_assert_true (COFFRET_IS_FINDING_PAGE (page));
  finish (dialog, window);
}

static void
on_add (CoffretCheckDialog *dialog, CoffretAddDialog *add)
{
  coffret_check_dialog_hand_over (dialog, add);
}

static void
test_added_after_all (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (1);
  GListModel *library = G_LIST_MODEL (coffret_session_get_library (session));
  CoffretCheckDialog *dialog = coffret_check_dialog_new (NULL, TRUE, FALSE);
  g_autoptr (CoffretAddDialog) add = g_object_ref_sink (coffret_add_dialog_new (session, NULL));
  GtkWindow *window = show (dialog);
  g_autoptr (GBytes) bytes = ui_testing_credential_new (4);

  g_signal_connect (dialog, "add", G_CALLBACK (on_add), add);
  coffret_check_dialog_take_bytes (dialog, bytes, "four.json");
  wait_for_page (dialog);
  g_assert_cmpuint (g_list_model_get_n_items (library), ==, 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "check.add", NULL));
  adw_dialog_present (ADW_DIALOG (add), GTK_WIDGET (window));
  while (g_list_model_get_n_items (library) < 2)
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  /* With one file added it may have closed by itself. */
  if (gtk_widget_get_root (GTK_WIDGET (add)))
    adw_dialog_force_close (ADW_DIALOG (add));
  ui_testing_finish (window);
  coffret_session_end (session);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/check/one", test_one);
  g_test_add_func ("/check/several", test_several);
  g_test_add_func ("/check/added-after-all", test_added_after_all);
  return g_test_run ();
}
