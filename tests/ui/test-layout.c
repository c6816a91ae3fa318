/* A credential is opened while the window becomes wide enough to show it beside the list, or too
 * narrow for that: the platform has nothing to complain of, and it is shown afterwards. It keeps
 * the focus, whatever was to have it when the list is known. */
#include "app/focus.h"
#include "app/pages/credential-page.h"
#include "app/pages/list-page.h"
#include "app/vault-view.h"
#include "app/widgets/credential-row.h"
#include "app/widgets/verdict-badge.h"
#include "ui-testing.h"

static CoffretVaultView *
view_of (UiTestingHouse *house)
{
  return COFFRET_VAULT_VIEW (ui_testing_find (GTK_WIDGET (house->window), COFFRET_TYPE_VAULT_VIEW));
}

static void
open_one (UiTestingHouse *house, guint position)
{
  g_autoptr (CoffretEntry) entry = g_list_model_get_item (G_LIST_MODEL (house->library), position);

  coffret_vault_view_open (view_of (house), coffret_entry_get_id (entry));
}

static gboolean
is_shown (UiTestingHouse *house)
{
  GtkWidget *page = ui_testing_find (GTK_WIDGET (house->window), COFFRET_TYPE_CREDENTIAL_PAGE);

  return page && gtk_widget_get_mapped (page);
}

/* Opens one after so many steps of the main loop since the window was told of its new width. */
static void
cross (UiTestingHouse *house, int width, guint position, guint steps)
{
  gboolean wide = width > 1200;
  gboolean is_wide;

  gtk_window_set_default_size (house->window, width, 700);
  for (guint i = 0; i < steps; i++)
    g_main_context_iteration (NULL, FALSE);
  open_one (house, position);
  do {
    g_main_context_iteration (NULL, TRUE);
    g_object_get (view_of (house), "wide", &is_wide, NULL);
  } while (is_wide != wide || !is_shown (house));
}

static void
test_cross (void)
{
  UiTestingHouse house;

  ui_testing_house_open (&house, 4);
  for (guint steps = 0; steps < 3; steps++) {
    cross (&house, 1240, 0, steps);
    cross (&house, 1100, 1, steps);
    coffret_vault_view_close (view_of (&house));
    cross (&house, 1240, 2, steps);
    coffret_vault_view_close (view_of (&house));
    cross (&house, 600, 0, steps);
    coffret_vault_view_close (view_of (&house));
    cross (&house, 1240, 1, steps);
    cross (&house, 600, 2, steps);
  }
  ui_testing_house_close (&house);
}

static gboolean
is_in_list (GtkWidget *list)
{
  GtkWidget *focus = coffret_focus_get (list);

  return focus && gtk_widget_is_ancestor (focus, list);
}

/* Whoever is in the list stays at their row while the window becomes wide and narrow. */
static void
test_stay (void)
{
  const int widths[] = { 1240, 1100, 1240 };
  UiTestingHouse house;
  GtkWidget *list, *focus;
  gboolean wide;

  ui_testing_house_open (&house, 4);
  list = ui_testing_find (GTK_WIDGET (house.window), COFFRET_TYPE_LIST_PAGE);
  coffret_vault_view_focus (view_of (&house));
  ui_testing_wait_until (is_in_list (list));
  ui_testing_settle ();
  focus = coffret_focus_get (list);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++) {
    gint64 frame;
    GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (house.window));

    gtk_window_set_default_size (house.window, widths[i], 700);
    do {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (view_of (&house), "wide", &wide, NULL);
    } while (wide != (widths[i] > 1200));
    frame = gdk_frame_clock_get_frame_counter (clock);
    while (gdk_frame_clock_get_frame_counter (clock) < frame + 6) {
      gtk_widget_queue_draw (GTK_WIDGET (house.window));
      g_main_context_iteration (NULL, TRUE);
    }
    g_assert_true (coffret_focus_get (list) == focus);
  }
  ui_testing_house_close (&house);
}

static void
test_open_early (void)
{
  UiTestingHouse house;
  GtkWidget *list, *page, *focus;

  ui_testing_house_open (&house, 4);
  list = ui_testing_find (GTK_WIDGET (house.window), COFFRET_TYPE_LIST_PAGE);
  g_object_set (list, "order", "title", "backwards", TRUE, NULL);
  coffret_vault_view_focus (view_of (&house));
  open_one (&house, 2);
  ui_testing_wait_until (is_shown (&house));
  ui_testing_settle ();
  page = ui_testing_find (GTK_WIDGET (house.window), COFFRET_TYPE_CREDENTIAL_PAGE);
  focus = coffret_focus_get (page);
  g_assert_true (focus && gtk_widget_is_ancestor (focus, page));
  ui_testing_house_close (&house);
}

/* The words beside a verdict make room for it; below them it makes do with what there is. */
static void
test_verdict (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (GTK_WIDGET (coffret_credential_row_new ()));
  GtkWidget *badge = ui_testing_find (row, COFFRET_TYPE_VERDICT_BADGE);
  int least, natural;

  gtk_widget_measure (badge, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  g_assert_cmpint (least, ==, natural);
  g_object_set (row, "narrow", TRUE, NULL);
  gtk_widget_measure (badge, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  g_assert_cmpint (least, <, natural);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/layout/verdict", test_verdict);
  g_test_add_func ("/layout/cross", test_cross);
  g_test_add_func ("/layout/stay", test_stay);
  g_test_add_func ("/layout/open_early", test_open_early);
  return g_test_run ();
}
