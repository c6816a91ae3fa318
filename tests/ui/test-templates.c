/* Every page, dialog and widget: made without a warning, every control named, and
 * nothing of it left when it is closed. */
#include "app/dialogs/add-dialog.h"
#include "app/dialogs/compartment-dialog.h"
#include "app/dialogs/details-dialog.h"
#include "app/pages/credential-page.h"
#include "app/pages/door-page.h"
#include "app/pages/first-run-page.h"
#include "app/vault-view.h"
#include "app/widgets/credential-row.h"
#include "app/widgets/verdict-badge.h"
#include "app/window.h"
#include "ui-testing.h"

#include <glib/gstdio.h>

static GtkWindow *
window_around (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_window_set_default_size (window, 900, 700);
  adw_window_set_content (ADW_WINDOW (window), widget);
  ui_testing_show (window);
  return window;
}

static void
check (GtkWidget *widget)
{
  GtkWindow *window = window_around (widget);

  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
  ui_testing_finish (window);
}

static void
check_dialog (AdwDialog *dialog)
{
  GtkWindow *window = window_around (gtk_label_new ("below"));
  gpointer watched = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &watched);
  adw_dialog_present (dialog, GTK_WIDGET (window));
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog)), ==, 0);
  adw_dialog_force_close (dialog);
  ui_testing_finish (window);
  g_assert_null (watched);
}

static void
test_widgets (void)
{
  check (g_object_new (COFFRET_TYPE_VERDICT_BADGE, NULL));
  check (GTK_WIDGET (coffret_credential_row_new ()));
}

static void
test_door_pages (void)
{
  g_autofree char *folder = g_dir_make_tmp ("coffret-ui-XXXXXX", NULL);
  g_autoptr (CoffretDoor) door = coffret_door_new (folder);

  check (GTK_WIDGET (coffret_door_page_new (door)));
  check (GTK_WIDGET (coffret_first_run_page_new (door)));
  g_rmdir (folder);
}

static void
test_vault_view (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (30);
  CoffretVaultView *view = coffret_vault_view_new (session);
  GtkWindow *window = window_around (GTK_WIDGET (view));

  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
  coffret_vault_view_open (view, coffret_entry_get_id (ui_testing_entry (session, 0)));
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
  /* F6 goes round: list or credential, sidebar, and on. */
  for (int i = 0; i < 2; i++) {
    GtkWidget *before = gtk_root_get_focus (GTK_ROOT (window));

    coffret_vault_view_next_part (view, i == 0 ? 1 : -1);
    g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) != before);
  }
  coffret_vault_view_close (view);
  ui_testing_settle ();
  ui_testing_finish (window);
  coffret_session_end (session);
}

static void
test_credential_page (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (1);
  g_autoptr (CoffretPictureLoader) loader = coffret_picture_loader_new (session);
  CoffretEntry *entry = ui_testing_entry (session, 0);
  GtkWindow *window =
    window_around (GTK_WIDGET (coffret_credential_page_new (session, loader, entry)));

  ui_testing_await (coffret_session_read (session, entry), NULL);
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
  ui_testing_finish (window);
  coffret_session_end (session);
}

static void
test_dialogs (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (1);
  g_auto (GValue) item = G_VALUE_INIT;
  CoffretAddDialog *dialog;
  g_autoptr (GBytes) bytes = ui_testing_credential_new (7);

  check_dialog (ADW_DIALOG (coffret_compartment_dialog_new (NULL, NULL)));
  check_dialog (ADW_DIALOG (coffret_compartment_dialog_new ("Work_shop", "green")));
  check_dialog (ADW_DIALOG (coffret_add_dialog_new (session, NULL)));
  dialog = coffret_add_dialog_new (session, NULL);
  coffret_add_dialog_take_bytes (dialog, bytes, "seven.json");
  check_dialog (ADW_DIALOG (dialog));
  ui_testing_await (coffret_session_read (session, ui_testing_entry (session, 0)), &item);
  check_dialog (coffret_details_dialog_new (g_value_get_boxed (&item)));
  coffret_session_end (session);
}

/* However long the list is, the widgets are those of a few screens. */
static guint
count_rows (GtkWidget *widget)
{
  guint rows = COFFRET_IS_CREDENTIAL_ROW (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    rows += count_rows (child);
  return rows;
}

static void
test_many (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (1500);
  GtkWindow *window = window_around (GTK_WIDGET (coffret_vault_view_new (session)));
  guint rows;

  /* The answer comes from a worker, in its own time. */
  while ((rows = count_rows (GTK_WIDGET (window))) == 0)
    ui_testing_settle ();
  g_assert_cmpuint (rows, <, 300);
  ui_testing_finish (window);
  coffret_session_end (session);
}

static void
test_window (void)
{
  g_autofree char *folder = g_dir_make_tmp ("coffret-ui-XXXXXX", NULL);
  g_autoptr (CoffretDoor) door = coffret_door_new (folder);
  CoffretWindow *window = coffret_window_new (NULL, door);

  ui_testing_show (GTK_WINDOW (window));
  ui_testing_await (coffret_door_start (door), NULL);
  ui_testing_settle ();
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_FIRST_RUN);
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
  ui_testing_finish (GTK_WINDOW (window));
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/templates/widgets", test_widgets);
  g_test_add_func ("/templates/door-pages", test_door_pages);
  g_test_add_func ("/templates/vault-view", test_vault_view);
  g_test_add_func ("/templates/credential-page", test_credential_page);
  g_test_add_func ("/templates/dialogs", test_dialogs);
  g_test_add_func ("/templates/many", test_many);
  g_test_add_func ("/templates/window", test_window);
  return g_test_run ();
}
