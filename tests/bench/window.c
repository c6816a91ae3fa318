/* window VAULT [ROUNDS]: how long the main thread is held by what one does in the window.
 *
 * Opens VAULT, of which the passphrase is "bench bench" and which is changed, in the real window
 * and then does, ROUNDS times, what a person does: types into the search, sorts, scrolls, opens,
 * puts a thousand into a compartment, throws a thousand away, locks. Of each act the longest turn
 * of the main loop (turns.h) is taken, until everything that it set off has ended. Prints JSON: for
 * each act the median and the worst of all rounds, and the median of the processor's time, which is
 * what to compare on a machine that has other work; what all of it took of the processor, in all
 * threads of the window; and, for what has an answer in the list, how long it was from the key to
 * the frame that shows it, in the median and at worst. For scrolling also the median and the worst
 * of its frames.
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
#include <time.h>

#include "app/pages/list-page.h"
#include "app/pages/sidebar-page.h"
#include "app/widgets/several-bar.h"
#include "app/window.h"

#define SEVERAL 1000
#define ROUNDS 3
/* Longer than all that an act leaves for later: announcements, pictures. */
#define REST_MS 900
#define KEY_MS 150
#define PATIENCE_MS 1500
/* From top to end as with the scroll bar, in three seconds. */
#define DRAG_STEPS 180

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
  double asked;    /* when something was asked for that the list answers; 0: it has answered */
  gboolean filled; /* the next frame shows the answer */
  GArray *waited;  /* double: from the one to the other */
} Stage;

typedef struct {
  const char *name;
  void (*act) (Stage *stage);
  GArray *wall;
  GArray *processor;
  GArray *all;    /* double: of the processor, in all threads */
  GArray *waited; /* double: until the answer was seen */
  GArray *frames; /* double: of the processor, each turn with a frame */
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

/* For MILLISECONDS, or longer where the answer takes longer. */
static void
rest_until_answered (Stage *stage, guint milliseconds)
{
  rest (milliseconds);
  for (guint i = 0; stage->asked > 0 && i < PATIENCE_MS; i += milliseconds)
    rest (milliseconds);
}

static double
read_processor (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000.0 + (double) time.tv_nsec / 1e6;
}

/* From here until the list has something else, and shows it. */
static void
begin_waiting (Stage *stage)
{
  stage->asked = bench_milliseconds ();
  stage->filled = FALSE;
}

static void
on_filled (Stage *stage)
{
  stage->filled = stage->asked > 0;
}

static void
on_seen (Stage *stage)
{
  double waited = bench_milliseconds () - stage->asked;

  if (!stage->filled)
    return;
  g_array_append_val (stage->waited, waited);
  stage->asked = 0;
  stage->filled = FALSE;
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
  g_signal_connect_swapped (gtk_list_view_get_model (GTK_LIST_VIEW (stage->list)), "refilled",
                            G_CALLBACK (on_filled), stage);
}

static void
do_type (Stage *stage)
{
  const char *words = "wound care";

  gtk_widget_activate_action (stage->page, "list.search", NULL);
  for (int i = 0, end = 0; words[i]; i++) {
    begin_waiting (stage);
    end = gtk_editable_get_position (GTK_EDITABLE (stage->search));
    gtk_editable_insert_text (GTK_EDITABLE (stage->search), words + i, 1, &end);
    gtk_editable_set_position (GTK_EDITABLE (stage->search), -1);
    rest_until_answered (stage, KEY_MS);
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
    begin_waiting (stage);
    g_object_set (stage->page, "order", orders[i], NULL);
    rest_until_answered (stage, KEY_MS);
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
do_drag (Stage *stage)
{
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (stage->list));

  for (int i = 0; i <= DRAG_STEPS; i++) {
    double end = gtk_adjustment_get_upper (place) - gtk_adjustment_get_page_size (place);

    gtk_adjustment_set_value (place, end * i / DRAG_STEPS);
    rest (16);
  }
}

static void
do_end (Stage *stage)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (stage->list)));

  gtk_list_view_scroll_to (GTK_LIST_VIEW (stage->list), g_list_model_get_n_items (model) - 1,
                           GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
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
  { "drag", do_drag },
  { "end", do_end },
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
  gboolean counts = stage->round > 0; /* the first of each warms the caches */
  double before;
  BenchTurn held;

  bench_turns_take (NULL);
  g_array_set_size (stage->waited, 0);
  before = read_processor ();
  g_idle_add_full (G_PRIORITY_DEFAULT, on_do, &doing, NULL);
  while (!doing.done)
    g_main_context_iteration (NULL, TRUE);
  rest (REST_MS);
  stage->asked = 0;
  held = bench_turns_take (counts ? act->frames : NULL);
  before = read_processor () - before;
  if (!counts)
    return;
  g_array_append_val (act->wall, held.wall);
  g_array_append_val (act->processor, held.processor);
  g_array_append_val (act->all, before);
  g_array_append_vals (act->waited, stage->waited->data, stage->waited->len);
}

static void
open_vault (Stage *stage, const char *vault)
{
  g_autoptr (CoffretSecret) passphrase = coffret_secret_new_copy ("bench bench", 11);
  g_autoptr (DexFuture) started = NULL, opened = NULL, added = NULL;
  CoffretSession *session;

  stage->door = coffret_door_new (vault);
  started = coffret_door_start (stage->door);
  bench_wait (started);
  opened = coffret_door_unlock (stage->door, COFFRET_SLOT_PASSPHRASE, passphrase);
  bench_wait (opened);
  session = coffret_door_get_session (stage->door);
  added = coffret_session_add_compartment (session, "Work", NULL, NULL, NULL);
  bench_wait (added);
  stage->compartment =
    g_strdup (coffret_compartment_get_id (g_value_get_object (dex_future_get_value (added, NULL))));
}

static double
worst (const GArray *values)
{
  double found = 0;

  for (guint i = 0; i < values->len; i++)
    found = MAX (found, g_array_index (values, double, i));
  return found;
}

/* NAME's of VALUES, where there are any. */
static void
print_values (const char *name, GArray *values)
{
  if (values->len > 0)
    g_print (", \"%s_median_ms\": %.1f, \"%s_worst_ms\": %.1f", name, bench_median (values), name,
             worst (values));
}

static void
print_results (guint rows)
{
  g_print ("{\"rows\": %u, \"rss_kib\": %" G_GUINT64_FORMAT, rows, bench_memory ("VmRSS"));
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++) {
    Act *act = &acts[i];

    g_print (", \"%s\": {\"held_ms\": %.1f, \"worst_ms\": %.1f, \"processor_ms\": %.1f, "
             "\"all_ms\": %.1f",
             act->name, bench_median (act->wall), worst (act->wall), bench_median (act->processor),
             bench_median (act->all));
    print_values ("answer", act->waited);
    print_values ("frame", act->frames);
    g_print ("}");
  }
  g_print ("}\n");
}

static void
make_arrays (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++) {
    acts[i].wall = g_array_new (FALSE, FALSE, sizeof (double));
    acts[i].processor = g_array_new (FALSE, FALSE, sizeof (double));
    acts[i].all = g_array_new (FALSE, FALSE, sizeof (double));
    acts[i].waited = g_array_new (FALSE, FALSE, sizeof (double));
    acts[i].frames = g_array_new (FALSE, FALSE, sizeof (double));
  }
}

/* What is shown first may be no more than the beginning. */
static guint
wait_for_all (Stage *stage)
{
  GListModel *library =
    G_LIST_MODEL (coffret_session_get_library (coffret_door_get_session (stage->door)));
  guint rows;

  do {
    rows = g_list_model_get_n_items (library);
    rest (REST_MS);
  } while (rows != g_list_model_get_n_items (library));
  return rows;
}

int
main (int argc, char **argv)
{
  Stage stage = { 0 };
  guint rounds = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : ROUNDS;
  guint rows;

  if (argc < 2 || argc > 3 || rounds == 0) {
    g_printerr ("window VAULT [ROUNDS]\n");
    return 2;
  }
  dex_init ();
  adw_init ();
  make_arrays ();
  stage.waited = g_array_new (FALSE, FALSE, sizeof (double));
  open_vault (&stage, argv[1]);
  stage.window = GTK_WIDGET (coffret_window_new (NULL, stage.door));
  gtk_window_set_default_size (GTK_WINDOW (stage.window), 1080, 720);
  gtk_window_present (GTK_WINDOW (stage.window));
  rows = wait_for_all (&stage);
  bench_turns_watch (GTK_WINDOW (stage.window));
  g_signal_connect_swapped (gtk_widget_get_frame_clock (stage.window), "after-paint",
                            G_CALLBACK (on_seen), &stage);
  find_all (&stage);
  for (stage.round = 0; stage.round <= rounds; stage.round++)
    for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
      perform (&acts[i], &stage);
  print_results (rows);
  coffret_door_lock (stage.door);
  return 0;
}
