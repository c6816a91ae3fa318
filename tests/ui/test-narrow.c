/* The heads of the pages at 360 pixels, with letters twice as large and with the three buttons that
 * some desktops put into each window: none asks for more room than there is. */
#include "app/pages/list-page.h"
#include "app/vault-view.h"
#include "testing/folder.h"
#include "ui-testing.h"

#define WIDTH 360

static guint
check_heads (GtkWidget *widget, const char *where)
{
  guint heads = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    heads += check_heads (child, where);
  if (ADW_IS_HEADER_BAR (widget) && gtk_widget_get_mapped (widget)) {
    int least;

    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
    g_test_message ("%s: a head of %d", where, least);
    if (least > WIDTH)
      g_test_fail ();
    heads++;
  }
  return heads;
}

static void
check (UiTestingHouse *house, const char *where)
{
  ui_testing_settle ();
  ui_testing_wait_until (check_heads (GTK_WIDGET (house->window), where) > 0);
}

static void
test_heads (void)
{
  static const char *const sides[] = { "overview", "browse", "shared", "learn", "attention" };
  char *folder = testing_folder_new ();
  g_autofree char *vault = g_build_filename (folder, "vault", NULL);
  UiTestingHouse house;
  CoffretVaultView *view;

  ui_testing_house_open_kept (&house, vault, 3);
  view = COFFRET_VAULT_VIEW (ui_testing_find (GTK_WIDGET (house.window), COFFRET_TYPE_VAULT_VIEW));
  gtk_window_set_default_size (GTK_WINDOW (house.window), WIDTH, 640);
  ui_testing_wait_until (gtk_widget_get_width (GTK_WIDGET (house.window)) == WIDTH);
  check (&house, "list");
  gtk_widget_activate_action (ui_testing_find (GTK_WIDGET (view), COFFRET_TYPE_LIST_PAGE),
                              "list.choose", NULL);
  check (&house, "choosing");
  coffret_vault_view_end_choosing (view);
  coffret_vault_view_open (view, coffret_entry_get_id (ui_testing_entry (house.session, 0)));
  check (&house, "credential");
  coffret_vault_view_close (view);
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++) {
    coffret_vault_view_show (view, sides[i]);
    check (&house, sides[i]);
  }
  ui_testing_house_close (&house);
  testing_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  ui_testing_wear_style ();
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * PANGO_SCALE,
                "gtk-decoration-layout", "icon:minimize,maximize,close", "gtk-enable-animations",
                FALSE, NULL);
  g_test_add_func ("/narrow/heads", test_heads);
  return g_test_run ();
}
