/* Real keys, pressed while the focus is in a dialog: nothing of the window hears of them. What
 * holds for the whole window has to hold there as well, and whoever types there is at the computer.
 */
#include "app/lock-watch/idle-source.h"
#include "app/window.h"
#include "testing/folder.h"
#include "ui-testing.h"

typedef struct {
  UiTestingHouse house;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer make)
{
  g_autofree char *place = NULL;

  fixture->folder = testing_folder_new ();
  place = g_build_filename (fixture->folder, "vault", NULL);
  ui_testing_house_open_kept (&fixture->house, place, 1);
  ui_testing_wait_until (gtk_window_is_active (fixture->house.window));
}

static void
tear_down (Fixture *fixture, gconstpointer make)
{
  ui_testing_house_close (&fixture->house);
  testing_folder_remove (fixture->folder);
}

static AdwDialog *
make_question (void)
{
  AdwDialog *dialog = adw_alert_dialog_new ("Sure?", NULL);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "no", "_No", "yes", "_Yes", NULL);
  return dialog;
}

static AdwDialog *
make_about (void)
{
  return g_object_new (ADW_TYPE_ABOUT_DIALOG, "application-name", "Coffret", "website",
                       "https://coffret.example", NULL);
}

/* The window's own, for adding, when MAKE is NULL. */
static void
open_dialog (Fixture *fixture, gconstpointer make)
{
  AdwDialog *dialog;
  GtkWidget *focus;

  if (make)
    adw_dialog_present (((AdwDialog * (*) (void) ) make) (), GTK_WIDGET (fixture->house.window));
  else
    gtk_widget_activate_action (GTK_WIDGET (fixture->house.window), "win.add", NULL);
  dialog = ui_testing_house_dialog (&fixture->house);
  ui_testing_wait_until ((focus = gtk_window_get_focus (fixture->house.window)) != NULL &&
                         gtk_widget_is_ancestor (focus, GTK_WIDGET (dialog)));
}

static void
test_lock (Fixture *fixture, gconstpointer make)
{
  open_dialog (fixture, make);
  ui_testing_press ("ctrl+l");
  ui_testing_wait_until (coffret_door_get_state (fixture->house.door) == COFFRET_DOOR_LOCKED);
  ui_testing_house_no_dialog (&fixture->house);
}

static GtkWidget *
find_class (GtkWidget *widget, const char *name)
{
  GtkWidget *found = gtk_widget_has_css_class (widget, name) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_class (child, name);
  return found;
}

/* Whoever presents can begin with it, and is seen to press keys. */
static void
test_present (Fixture *fixture, gconstpointer make)
{
  GtkWidget *window = GTK_WIDGET (fixture->house.window);
  GtkWidget *keys;

  open_dialog (fixture, make);
  ui_testing_press ("F5");
  ui_testing_wait_until (gtk_widget_has_css_class (window, "presenting"));
  keys = find_class (window, "presented-keys");
  g_assert_false (gtk_widget_get_visible (keys));
  ui_testing_press ("Tab");
  ui_testing_wait_until (gtk_widget_get_visible (keys));
  ui_testing_press ("F5");
  ui_testing_wait_until (!gtk_widget_has_css_class (window, "presenting"));
}

static gint64 time_is = 1000000 * G_TIME_SPAN_HOUR;

static gint64
named_clock (void)
{
  return time_is;
}

static CoffretIdleSource *
watch (Fixture *fixture)
{
  CoffretIdleSource *idle = coffret_idle_source_new ();

  coffret_idle_source_set_clock (idle, named_clock);
  coffret_idle_source_set_limit (idle, "1");
  coffret_lock_source_guard (COFFRET_LOCK_SOURCE (idle), TRUE);
  coffret_idle_source_follow (idle, fixture->house.window);
  return idle;
}

/* What is typed into a dialog keeps the vault open. */
static void
test_use (Fixture *fixture, gconstpointer make)
{
  g_autoptr (CoffretIdleSource) before = watch (fixture);
  g_autoptr (CoffretIdleSource) after = NULL;

  open_dialog (fixture, make);
  /* One that is there already counts as well. */
  after = watch (fixture);
  time_is += 40 * G_TIME_SPAN_SECOND;
  coffret_idle_source_look (before);
  coffret_idle_source_look (after);
  g_assert_true (coffret_idle_source_is_near (before));
  g_assert_true (coffret_idle_source_is_near (after));
  ui_testing_press ("shift");
  ui_testing_wait_until (!coffret_idle_source_is_near (before));
  ui_testing_wait_until (!coffret_idle_source_is_near (after));
}

static void
add (const char *name, void (*test) (Fixture *fixture, gconstpointer make))
{
  static const struct {
    const char *name;
    AdwDialog *(*make) (void);
  } kinds[] = { { "own", NULL }, { "question", make_question }, { "about", make_about } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path = g_strdup_printf ("/keys/%s/%s", name, kinds[i].name);

    g_test_add (path, Fixture, kinds[i].make, set_up, test, tear_down);
  }
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  add ("lock", test_lock);
  add ("present", test_present);
  add ("use", test_use);
  return g_test_run ();
}
