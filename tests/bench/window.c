/* window FOLDER [ROUNDS]: how long the main thread is held by what one does in the window.
 *
 * Imports FOLDER into a new vault, opens it in the real window and then does, ROUNDS times,
 * what a person does: types into the search, sorts, scrolls, opens, puts a thousand into a
 * compartment, throws a thousand away, locks. Of each act the longest turn of the main loop
 * (turns.h) is taken, until everything that it set off has ended. Prints JSON: for each act
 * the median and the worst of all rounds, and the median of the processor's time, which is what to
 * compare on a machine that has other work.
 *
 * What is GTK's own (4.18.6): a plain GtkListView of 10,000 labels, nothing else in its window,
 * takes 10 ms of the processor to replace all its rows without the accessibility bus and 40 with
 * it; 7 and 12 to lose them, 5 and 19 to get them. It makes and destroys 200 widgets, and for each
 * the bus is told its index, which is found by a walk over its neighbours, whether anybody listens
 * or not. The window stays under that only by not replacing rows (app/slots.h). Where the list view
 * itself lets go of its place, as for a jump, it takes what it takes.
 */
#include "bench.h"
#include "turns.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "app/pages/list-page.h"
#include "app/pages/sidebar-page.h"
#include "app/widgets/several-bar.h"
#include "app/window.h"

#define SEVERAL 1000
#define ROUNDS 5
/* Longer than all that an act leaves for later: announcements, pictures. */
#define REST_MS 900
#define KEY_MS 150

typedef struct {
  CoffretDoor *door;
  GtkWidget *window;
  const char *compartment; /* id */
  GtkWidget *list;         /* until the vault is locked */
  GtkWidget *page;
  GtkWidget *sidebar;
  GtkWidget *bar;
  GtkWidget *search;
  guint round;
} Stage;

typedef struct {
  const char *name;
  void (*act) (Stage *stage);
  GArray *wall;
  GArray *processor;
} Act;

static gboolean
on_over (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
rest (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_over, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type);

    if (found)
      return found;
  }
  return NULL;
}

static void
find_all (Stage *stage)
{
  stage->page = find (stage->window, COFFRET_TYPE_LIST_PAGE);
  stage->list = find (stage->page, GTK_TYPE_LIST_VIEW);
  stage->search = find (stage->page, GTK_TYPE_SEARCH_ENTRY);
  stage->bar = find (stage->page, COFFRET_TYPE_SEVERAL_BAR);
  stage->sidebar = find (stage->window, COFFRET_TYPE_SIDEBAR_PAGE);
}

static void
do_type (Stage *stage)
{
  const char *words = "wound care";

  gtk_widget_activate_action (stage->page, "list.search", NULL);
  for (int i = 0, end = 0; words[i]; i++) {
    end = gtk_editable_get_position (GTK_EDITABLE (stage->search));
    gtk_editable_insert_text (GTK_EDITABLE (stage->search), words + i, 1, &end);
    gtk_editable_set_position (GTK_EDITABLE (stage->search), -1);
    rest (KEY_MS);
  }
}

static void
do_clear (Stage *stage)
{
  coffret_list_page_end_search (COFFRET_LIST_PAGE (stage->page));
}

static void
do_sort (Stage *stage)
{
  static const char *const orders[] = {
    "title", "issuer", "kind", "expires", "received", "awarded"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++) {
    g_object_set (stage->page, "order", orders[i], NULL);
    rest (KEY_MS);
  }
}

static void
do_scroll (Stage *stage)
{
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (stage->list));
  double page = gtk_adjustment_get_page_size (place);

  for (int i = 0; i < 40; i++) {
    gtk_adjustment_set_value (place, page * i / 4);
    rest (20);
  }
}

static void
do_jump (Stage *stage)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (stage->list)));
  guint last = g_list_model_get_n_items (model) - 1;
  const guint places[] = { last, last / 2, last / 3, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    gtk_list_view_scroll_to (GTK_LIST_VIEW (stage->list), places[i],
                             GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
    rest (KEY_MS);
  }
}

static void
do_open (Stage *stage)
{
  g_signal_emit_by_name (stage->list, "activate", stage->round * 3);
}

static void
do_close (Stage *stage)
{
  gtk_widget_activate_action (stage->page, "vault.close", NULL);
}

static void
do_choose (Stage *stage)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (stage->list));

  gtk_widget_activate_action (stage->page, "list.choose", NULL);
  gtk_selection_model_select_range (model, 0, SEVERAL, FALSE);
}

/* None of those that are seen. */
static void
do_choose_others (Stage *stage)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (stage->list));
  /* In a quick run there are not twice as many. */
  guint n = MIN (SEVERAL, g_list_model_get_n_items (G_LIST_MODEL (model)) / 2);

  gtk_widget_activate_action (stage->page, "list.choose", NULL);
  gtk_selection_model_select_range (model, n, n, FALSE);
}

static void
do_choose_all (Stage *stage)
{
  gtk_widget_activate_action (stage->page, "list.choose", NULL);
  gtk_widget_activate_action (stage->bar, "several.all", NULL);
}

static void
do_choose_none (Stage *stage)
{
  gtk_widget_activate_action (stage->page, "list.choose", NULL);
}

static void
do_put (Stage *stage)
{
  gtk_widget_activate_action (stage->bar, "several.put", "s", stage->compartment);
}

static void
do_trash (Stage *stage)
{
  gtk_widget_activate_action (stage->bar, "several.trash", NULL);
}

static void
do_undo (Stage *stage)
{
  gtk_widget_activate_action (stage->window, "win.undo", NULL);
}

static void
do_show_compartment (Stage *stage)
{
  coffret_sidebar_page_choose (COFFRET_SIDEBAR_PAGE (stage->sidebar), stage->compartment);
}

static void
do_show_all (Stage *stage)
{
  coffret_sidebar_page_choose (COFFRET_SIDEBAR_PAGE (stage->sidebar), NULL);
}

static void
do_lock (Stage *stage)
{
  gtk_widget_activate_action (stage->window, "win.lock", NULL);
}

static void
do_unlock (Stage *stage)
{
  g_autoptr (CoffretSecret) passphrase = coffret_secret_new_copy ("bench bench", 11);
  g_autoptr (DexFuture) future =
    coffret_door_unlock (stage->door, COFFRET_SLOT_PASSPHRASE, passphrase);

  bench_wait (future);
  rest (REST_MS);
  find_all (stage);
}

/* In this order, each from where the last one led. */
static Act acts[] = {
  { "type", do_type },
  { "clear", do_clear },
  { "sort", do_sort },
  { "scroll", do_scroll },
  { "jump", do_jump },
  { "open", do_open },
  { "close", do_close },
  { "choose_1000", do_choose_others },
  { "put_1000", do_put },
  { "show_compartment", do_show_compartment },
  { "show_all", do_show_all },
  { "undo_put_1000", do_undo },
  { "choose_1000_seen", do_choose },
  { "trash_1000", do_trash },
  { "undo_trash_1000", do_undo },
  { "choose_all", do_choose_all },
  { "choose_none", do_choose_none },
  { "lock", do_lock },
  { "unlock", do_unlock },
};

typedef struct {
  Act *act;
  Stage *stage;
  gboolean done;
} Doing;

static gboolean
on_do (gpointer data)
{
  Doing *doing = data;

  doing->act->act (doing->stage);
  doing->done = TRUE;
  return G_SOURCE_REMOVE;
}

static void
perform (Act *act, Stage *stage)
{
  Doing doing = { act, stage, FALSE };
  BenchTurn held;

  bench_turns_take ();
  g_idle_add_full (G_PRIORITY_DEFAULT, on_do, &doing, NULL);
  while (!doing.done)
    g_main_context_iteration (NULL, TRUE);
  rest (REST_MS);
  held = bench_turns_take ();
  if (stage->round == 0) /* the first of each warms the caches */
    return;
  g_array_append_val (act->wall, held.wall);
  g_array_append_val (act->processor, held.processor);
}

static void
open_vault (Stage *stage, const char *folder, const char *originals)
{
  g_autoptr (CoffretSecret) passphrase = coffret_secret_new_copy ("bench bench", 11);
  g_autofree char *vault = g_build_filename (folder, "vault", NULL);
  g_autoptr (DexFuture) started = NULL, created = NULL, added = NULL;
  CoffretSession *session;

  stage->door = coffret_door_new (vault);
  started = coffret_door_start (stage->door);
  bench_wait (started);
  created = coffret_door_create (stage->door, COFFRET_SLOT_PASSPHRASE, passphrase);
  bench_wait (created);
  session = coffret_door_get_session (stage->door);
  bench_import (session, originals);
  added = coffret_session_add_compartment (session, "Work", NULL, NULL, NULL);
  bench_wait (added);
  stage->compartment =
    g_strdup (coffret_compartment_get_id (g_value_get_object (dex_future_get_value (added, NULL))));
}

static void
print_results (guint rows)
{
  g_print ("{\"rows\": %u", rows);
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++) {
    double worst = 0;

    for (guint j = 0; j < acts[i].wall->len; j++)
      worst = MAX (worst, g_array_index (acts[i].wall, double, j));
    g_print (", \"%s\": {\"held_ms\": %.1f, \"worst_ms\": %.1f, \"processor_ms\": %.1f}",
             acts[i].name, bench_median (acts[i].wall), worst, bench_median (acts[i].processor));
  }
  g_print ("}\n");
}

int
main (int argc, char **argv)
{
  Stage stage = { 0 };
  g_autofree char *folder = NULL;
  guint rounds = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : ROUNDS;
  guint rows;

  if (argc < 2 || argc > 3 || rounds == 0 ||
      (folder = g_dir_make_tmp ("coffret-window-XXXXXX", NULL)) == NULL) {
    g_printerr ("window FOLDER [ROUNDS]\n");
    return 2;
  }
  dex_init ();
  adw_init ();
  open_vault (&stage, folder, argv[1]);
  rows = g_list_model_get_n_items (
    G_LIST_MODEL (coffret_session_get_library (coffret_door_get_session (stage.door))));
  stage.window = GTK_WIDGET (coffret_window_new (NULL, stage.door));
  gtk_window_set_default_size (GTK_WINDOW (stage.window), 1080, 720);
  gtk_window_present (GTK_WINDOW (stage.window));
  rest (REST_MS);
  bench_turns_watch (GTK_WINDOW (stage.window));
  find_all (&stage);
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++) {
    acts[i].wall = g_array_new (FALSE, FALSE, sizeof (double));
    acts[i].processor = g_array_new (FALSE, FALSE, sizeof (double));
  }
  for (stage.round = 0; stage.round <= rounds; stage.round++)
    for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
      perform (&acts[i], &stage);
  print_results (rows);
  coffret_door_lock (stage.door);
  return 0;
}
