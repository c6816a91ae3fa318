/* A credential in several languages: the reader's, another, and the original by one key. */
#include "app/language.h"
#include "app/pages/credential-page.h"
#include "ui-testing.h"

static CoffretSession *
two_languages (void)
{
  CoffretSession *session = ui_testing_session_new (0);
  g_autoptr (GBytes) plain = ui_testing_credential_new (3);
  g_autofree char *text = g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  g_auto (GStrv) parts = g_strsplit (text, "\"Credential 3\"", -1);
  g_autofree char *both = g_strjoinv (
    "[{\"@value\":\"Soudage\",\"@language\":\"fr-CA\"},{\"@value\":\"Welding\",\"@language\":"
    "\"en\"}]",
    parts);
  g_autoptr (GBytes) bytes = g_bytes_new (both, strlen (both));
  g_autoptr (CoffretImport) import = coffret_session_import (session, NULL);

  coffret_import_add_bytes (import, bytes, "both.json");
  ui_testing_await (coffret_import_start (import), NULL);
  return session;
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

static void
test_page (void)
{
  g_autoptr (CoffretSession) session = two_languages ();
  g_autoptr (CoffretPictureLoader) loader = coffret_picture_loader_new (session);
  CoffretEntry *entry = ui_testing_entry (session, 0);
  AdwNavigationPage *page =
    ADW_NAVIGATION_PAGE (coffret_credential_page_new (session, loader, entry));
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  GtkWidget *row;

  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (page));
  ui_testing_show (window);
  while (!(row = find_widget (GTK_WIDGET (page), ADW_TYPE_COMBO_ROW)))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);

  /* The tests run in the C locale: nobody's language, so the original comes first. */
  g_assert_cmpstr (adw_navigation_page_get_title (page), ==, "Soudage");
  g_assert_true (gtk_widget_activate_action (row, "credential.original-language", NULL));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 1);
  g_assert_cmpstr (adw_navigation_page_get_title (page), ==, "Welding");
  g_assert_true (gtk_widget_activate_action (row, "credential.original-language", NULL));
  g_assert_cmpstr (adw_navigation_page_get_title (page), ==, "Soudage");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  g_assert_cmpstr (adw_navigation_page_get_title (page), ==, "Welding");

  /* The holder's own title is in the holder's language. */
  ui_testing_await (coffret_session_set_title (session, entry, "Mine"), NULL);
  g_assert_cmpstr (adw_navigation_page_get_title (page), ==, "Mine");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  g_assert_cmpstr (adw_navigation_page_get_title (page), ==, "Mine");
  ui_testing_finish (window);
  coffret_session_end (session);
}

static void
test_reader (void)
{
  static const char *const languages[] = { "de", "fr", "en", NULL };

  g_assert_cmpuint (coffret_language_of_reader (
                      languages, (const char *const[]) { "fr_CA.UTF-8", "fr", "C", NULL }),
                    ==, 1);
  g_assert_cmpuint (
    coffret_language_of_reader (languages, (const char *const[]) { "frp", "en", NULL }), ==, 2);
  g_assert_cmpuint (coffret_language_of_reader (languages, (const char *const[]) { "C", NULL }), ==,
                    0);
  g_assert_cmpuint (
    coffret_language_of_reader ((const char *const[]) { "fr", "ar", NULL },
                                (const char *const[]) { "ar_EG.UTF-8", "ar_EG", "ar", "C", NULL }),
    ==, 1);
  g_assert_cmpstr (coffret_language_name ("FR"), ==, "Français");
  g_assert_cmpstr (coffret_language_name ("xq"), ==, "xq");
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/languages/page", test_page);
  g_test_add_func ("/languages/reader", test_reader);
  return g_test_run ();
}
