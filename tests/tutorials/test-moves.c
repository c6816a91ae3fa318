/* What a learner may well do instead of a step: each time the lesson says something that helps, or
 * takes no notice of what does no harm; and what it says leads on. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "app/vault-view.h"
#include "testing/folder.h"
#include "tutorials/observer.h"
#include "tutorials/playing.h"
#include "ui/ui-testing.h"

#define WINDOW_CLOSED "The window is closed. Press “Back” to go on."
#define PAGE_CLOSED "That page is closed. Press “Back” to go on."
#define CREDENTIAL_CLOSED "The credential is closed. Press “Back” to open one."
#define GROUP_CLOSED "The group is closed. Choose it under “Sharing Groups”, or press “Back”."
#define SEARCH_CLOSED "The search is closed. Press “Back” to open it."
#define OTHER_WINDOW "Another window is open. Close it with the Escape key."
#define OTHER_PAGE "It is on another page. Press “Go There” to see it."
#define SOMEBODY_ELSE "This is for somebody else. Press the arrow at the top to choose again."
#define LOCKED "The vault is locked. Open it to go on."

/* What is done instead: "close" the dialog, "back" to the page before in it, "leave" the
 * credential, "off NAME" and "clear NAME" of what is in sight, "for NAME" on the page before, or an
 * action. */
typedef struct {
  const char *lesson;
  const char *step;
  const char *move;
  const char *notice;
} Move;

static const Move moves[] = {
  /* Another page, or another window, than the step is about. */
  { "what-this-is", "list", "vault.show::overview", OTHER_PAGE },
  { "what-this-is", "places", "win.preferences", OTHER_WINDOW },
  { "first-credential", "open", "vault.show::overview", OTHER_PAGE },
  { "first-credential", "open", "win.preferences", OTHER_WINDOW },
  { "first-credential", "file", "close", WINDOW_CLOSED },
  { "first-credential", "file", "win.preferences", OTHER_WINDOW },
  { "first-credential", "keep", "win.undo",
    "It is gone again. Press Control, Shift and Z to have it back." },
  { "is-it-real", "open", "vault.show::overview", OTHER_PAGE },
  { "is-it-real", "open", "win.add", OTHER_WINDOW },
  { "is-it-real", "verdict", "leave", CREDENTIAL_CLOSED },
  { "is-it-real", "ask", "vault.show::overview", CREDENTIAL_CLOSED },
  { "is-it-real", "ask", "vault.share-shown", OTHER_WINDOW },
  { "is-it-real", "read", "close", WINDOW_CLOSED },
  { "find-something", "open", "vault.show::overview", OTHER_PAGE },
  { "find-something", "type", "vault.show::overview", SEARCH_CLOSED },
  { "find-something", "look", "type xyzzy", "Nothing has this word. Type another one." },
  { "make-a-compartment", "new", "win.add", OTHER_WINDOW },
  { "make-a-compartment", "name", "close", WINDOW_CLOSED },
  { "make-a-compartment", "confirm", "clear name_row", "It has no name yet. Type one." },
  { "make-a-compartment", "there", "win.undo",
    "It is gone again. Press “Back” twice to make another." },
  { "take-it-back", "choose", "vault.show::overview", OTHER_PAGE },
  { "take-it-back", "undo", "vault.empty-trash",
    "That one is gone for ever. Press “Back” to try another." },
  { "share-with-an-employer", "share", "leave", CREDENTIAL_CLOSED },
  { "share-with-an-employer", "share", "credential.checks", OTHER_WINDOW },
  { "share-with-an-employer", "whom", "close", WINDOW_CLOSED },
  { "share-with-an-employer", "create", "back", PAGE_CLOSED },
  { "share-with-an-employer", "create", "close", WINDOW_CLOSED },
  { "share-with-an-employer", "create", "for audience-admissions", SOMEBODY_ELSE },
  { "share-with-an-employer", "preview", "vault.show::all", GROUP_CLOSED },
  { "share-with-an-employer", "preview", "group.share", OTHER_WINDOW },
  { "share-with-an-employer", "look", "close", WINDOW_CLOSED },
  { "share-with-an-employer", "send", "group.preview", OTHER_WINDOW },
  { "share-with-an-employer", "ways", "close", WINDOW_CLOSED },
  { "hide-a-grade", "grade", "off field-title", "You hid the title. Switch it on again." },
  { "hide-a-grade", "grade", "off field-issuer", "Something else is hidden. Switch it on again." },
  { "hide-a-grade", "grade", "back", PAGE_CLOSED },
  { "hide-a-grade", "grade", "close", WINDOW_CLOSED },
  { "hide-a-grade", "create", "back", PAGE_CLOSED },
  { "hide-a-grade", "create", "for audience-potential-employer", SOMEBODY_ELSE },
  { "hide-a-grade", "proof", "vault.show::all", GROUP_CLOSED },
  { "print-a-qr-code", "create", "for audience-admissions", SOMEBODY_ELSE },
  { "print-a-qr-code", "code", "close", WINDOW_CLOSED },
  { "print-a-qr-code", "scan", "close", WINDOW_CLOSED },
  { "recovery-sheet", "where", "win.add", OTHER_WINDOW },
  { "demonstration", "person", "win.add", OTHER_WINDOW },
  { "demonstration", "overview", "win.preferences", OTHER_WINDOW },
};

static AdwDialog *
dialog_of (Playing *playing)
{
  return adw_application_window_get_visible_dialog (playing_window_of (playing));
}

static GtkWidget *
find (Playing *playing, const char *name)
{
  return coffret_observer_find (playing_window_of (playing), name,
                                GTK_WIDGET (playing_panel (playing)));
}

static CoffretVaultView *
view_of (Playing *playing)
{
  return COFFRET_VAULT_VIEW (
    ui_testing_find (GTK_WIDGET (playing->window), COFFRET_TYPE_VAULT_VIEW));
}

/* From where the step points, as its keys do, or from the page of the credential. */
static void
do_action (Playing *playing, const char *detailed)
{
  const CoffretTutorialStep *step = coffret_player_get_current (playing->player);
  GtkWidget *from = step->target ? find (playing, step->target) : NULL;
  g_autofree char *name = NULL;
  g_autoptr (GVariant) value = NULL;

  g_assert_true (g_action_parse_detailed_name (detailed, &name, &value, NULL));
  if (!from || !gtk_widget_activate_action_variant (from, name, value))
    g_assert_true (
      gtk_widget_activate_action_variant (GTK_WIDGET (view_of (playing)), name, value));
}

/* A question on the way is answered with yes. */
static void
do_empty_trash (Playing *playing)
{
  do_action (playing, "vault.empty-trash");
  while (!ADW_IS_ALERT_DIALOG (dialog_of (playing)))
    playing_draw (playing);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog_of (playing)), "empty");
  adw_dialog_close (dialog_of (playing));
}

static void
type (Playing *playing, const char *name, const char *text)
{
  gtk_editable_set_text (coffret_observer_editable (find (playing, name)), text);
}

/* Back to where somebody is chosen, and another one. */
static void
choose (Playing *playing, const char *name)
{
  GtkWidget *row;

  g_assert_true (
    gtk_widget_activate_action (find (playing, "confirm_button"), "navigation.pop", NULL));
  while (!(row = find (playing, name)))
    playing_draw (playing);
  adw_action_row_activate (ADW_ACTION_ROW (row));
}

static void
do_instead (Playing *playing, const char *move)
{
  if (g_str_equal (move, "close"))
    adw_dialog_force_close (dialog_of (playing));
  else if (g_str_equal (move, "back"))
    g_assert_true (
      gtk_widget_activate_action (find (playing, "confirm_button"), "navigation.pop", NULL));
  else if (g_str_equal (move, "leave"))
    coffret_vault_view_close (view_of (playing));
  else if (g_str_has_prefix (move, "off "))
    adw_switch_row_set_active (ADW_SWITCH_ROW (find (playing, move + strlen ("off "))), FALSE);
  else if (g_str_has_prefix (move, "for "))
    choose (playing, move + strlen ("for "));
  else if (g_str_has_prefix (move, "clear "))
    type (playing, move + strlen ("clear "), "");
  else if (g_str_has_prefix (move, "type "))
    type (playing, "search_box", move + strlen ("type "));
  else if (g_str_equal (move, "vault.empty-trash"))
    do_empty_trash (playing);
  else
    do_action (playing, move);
}

static void
play_to (Playing *playing, const char *lesson, const char *step)
{
  const char *target;

  playing_go_home (playing);
  playing_begin (playing, lesson);
  playing_take_steps_to (playing, step);
  target = coffret_player_get_current (playing->player)->target;
  if (target)
    playing_wait_for_target (playing, target);
  playing_wait_for_no_notice (playing);
}

/* Noticed in the words that are wanted, and the step is not taken for done. */
static void
test_moves (Playing *playing, gconstpointer unused)
{
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++) {
    guint step;

    g_test_message ("%s, %s: %s", moves[i].lesson, moves[i].step, moves[i].move);
    play_to (playing, moves[i].lesson, moves[i].step);
    step = playing_step_of (playing);
    do_instead (playing, moves[i].move);
    playing_wait_to_read (playing, moves[i].notice);
    g_assert_cmpuint (playing_step_of (playing), ==, step);
    coffret_player_leave (playing->player);
  }
}

/* “Go There”, and “Show Me” where there is nothing to show yet, lead to the page with the target.
 */
static void
test_other_page (Playing *playing, gconstpointer unused)
{
  static const char *const ways[] = { "go", "show" };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    play_to (playing, "is-it-real", "open");
    coffret_vault_view_show (view_of (playing), "overview");
    playing_wait_to_read (playing, OTHER_PAGE);
    playing_ask (playing, ways[i]);
    playing_wait_for_target (playing, "list");
    playing_wait_for_no_notice (playing);
    g_assert_cmpuint (playing_step_of (playing), ==, 0);
    playing_finish (playing);
  }
}

/* “Show Me” where what the step happens in is closed: from the last step that can be done now. */
static void
test_lost (Playing *playing, gconstpointer unused)
{
  play_to (playing, "hide-a-grade", "grade");
  adw_dialog_force_close (dialog_of (playing));
  playing_wait_to_read (playing, WINDOW_CLOSED);
  playing_ask (playing, "show");
  playing_wait_for_target (playing, "vault.share-shown");
  playing_wait_for_no_notice (playing);
  g_assert_cmpuint (playing_step_of (playing), ==, 1);
  playing_finish (playing);
}

/* A group that was left, and is chosen again: the lesson goes on. */
static void
test_group_again (Playing *playing, gconstpointer unused)
{
  CoffretLibrary *library = coffret_session_get_library (coffret_door_get_session (playing->door));
  g_autoptr (CoffretGroup) group = NULL;

  play_to (playing, "share-with-an-employer", "preview");
  coffret_vault_view_show (view_of (playing), "all");
  playing_wait_to_read (playing, GROUP_CLOSED);
  group = g_list_model_get_item (G_LIST_MODEL (coffret_library_get_groups (library)), 0);
  coffret_vault_view_show_group (view_of (playing), coffret_group_get_id (group));
  playing_wait_for_no_notice (playing);
  playing_finish (playing);
}

/* Where there is room for one page only, what the places cover is not closed. */
static void
test_places (Playing *playing, gconstpointer unused)
{
  static const struct {
    const char *lesson;
    const char *step;
  } cases[] = {
    { "find-something", "type" },
    { "is-it-real", "verdict" },
    { "share-with-an-employer", "preview" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    AdwNavigationSplitView *outer;
    guint step;

    play_to (playing, cases[i].lesson, cases[i].step);
    step = playing_step_of (playing);
    outer = ADW_NAVIGATION_SPLIT_VIEW (ui_testing_part (GTK_WIDGET (view_of (playing)), "outer"));
    adw_navigation_split_view_set_show_content (outer, FALSE);
    playing_wait_to_read (playing, OTHER_PAGE);
    playing_ask (playing, "go");
    playing_wait_for_no_notice (playing);
    g_assert_cmpuint (playing_step_of (playing), ==, step);
    playing_finish (playing);
  }
}

/* Whether all of WIDGET that has room there is seen in what scrolls. */
static gboolean
is_in_view (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return !scroller ||
         (gtk_widget_compute_bounds (widget, scroller, &bounds) && bounds.origin.y >= -1 &&
          bounds.origin.y < (float) gtk_widget_get_height (scroller));
}

/* “Go There” leads to what is scrolled out of view, whether it can have the focus or not. */
static void
test_scrolled (Playing *playing, gconstpointer unused)
{
  static const struct {
    const char *lesson;
    const char *step;
  } cases[] = {
    { "is-it-real", "verdict" },
    { "hide-a-grade", "grade" },
    { "hide-a-grade", "proof" },
    { "make-a-compartment", "there" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    GtkAdjustment *vertical;
    GtkWidget *target;
    GtkWidget *scroller;

    play_to (playing, cases[i].lesson, cases[i].step);
    target = find (playing, coffret_player_get_current (playing->player)->target);
    scroller = gtk_widget_get_ancestor (target, GTK_TYPE_SCROLLED_WINDOW);
    g_assert_nonnull (scroller);
    vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
    gtk_adjustment_set_value (vertical,
                              is_in_view (target) ? gtk_adjustment_get_upper (vertical) : 0);
    playing_draw (playing);
    playing_ask (playing, "go");
    while (!is_in_view (target))
      playing_draw (playing);
    coffret_player_leave (playing->player);
  }
}

/* Begun anew on another day, with an invented person who has none of what was made: at a step that
 * can be done. */
static void
test_another_day (Playing *playing, gconstpointer unused)
{
  static const struct {
    const char *lesson;
    const char *left;
    const char *resumed;
  } cases[] = {
    { "take-it-back", "undo", "choose" },        { "take-it-back", "keep", "keep" },
    { "is-it-real", "close", "open" },           { "hide-a-grade", "close", "open" },
    { "share-with-an-employer", "end", "open" }, { "first-credential", "look", "open" },
    { "find-something", "clear", "open" },       { "make-a-compartment", "confirm", "new" },
    { "recovery-sheet", "close", "where" },      { "print-a-qr-code", "close", "open" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    CoffretTutorial *tutorial = playing_lesson (playing, cases[i].lesson);
    g_autoptr (GPtrArray) steps = coffret_tutorial_list_steps (tutorial, FALSE);
    guint left = 0;

    while (
      !g_str_equal (((CoffretTutorialStep *) g_ptr_array_index (steps, left))->id, cases[i].left))
      left++;
    coffret_player_play (playing->player, tutorial, left);
    g_assert_cmpstr (coffret_player_get_current (playing->player)->id, ==, cases[i].resumed);
    coffret_player_leave (playing->player);
  }
}

static void
set_up (Playing *playing, gconstpointer width)
{
  playing_open (playing, GPOINTER_TO_INT (width), FALSE);
  playing_wait_for_rows (playing);
}

/* The owner's vault locks itself in the middle of a step: nothing is done by that, it is said, and
 * once it is open again the lesson goes on. */
static void
test_locked (void)
{
  char *folder = testing_folder_new ();
  g_autofree char *vault = g_build_filename (folder, "vault", NULL);
  g_autoptr (CoffretSecret) words = coffret_secret_new_copy ("four quiet yellow boats", 23);
  Playing playing = { 0 };
  UiTestingHouse house;

  ui_testing_house_open_kept (&house, vault, 2);
  playing.door = house.door;
  playing.window = COFFRET_WINDOW (house.window);
  playing.player = coffret_player_new (ADW_APPLICATION_WINDOW (house.window), TRUE);
  playing.tutorials = coffret_tutorials_list ();
  playing_wait_for_rows (&playing);
  playing_begin (&playing, "is-it-real");
  playing_take_steps_to (&playing, "close");
  coffret_door_lock (house.door);
  playing_wait_to_read (&playing, LOCKED);
  g_assert_cmpstr (coffret_player_get_current (playing.player)->id, ==, "close");
  ui_testing_await (coffret_door_unlock (house.door, COFFRET_SLOT_PASSPHRASE, words), NULL);
  playing_wait_for (&playing, 5);
  playing_ask (&playing, "next");
  g_clear_object (&playing.player);
  g_ptr_array_unref (playing.tutorials);
  ui_testing_finish (house.window);
  coffret_door_lock (house.door);
  g_object_unref (house.door);
  testing_folder_remove (folder);
}

#define ADD(name, width, test)                                                                     \
  g_test_add (name, Playing, GINT_TO_POINTER (width), set_up, test, playing_close)

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  ADD ("/moves/all", 1240, test_moves);
  ADD ("/moves/other-page", 1240, test_other_page);
  ADD ("/moves/lost", 1240, test_lost);
  ADD ("/moves/group-again", 1240, test_group_again);
  ADD ("/moves/places", 360, test_places);
  ADD ("/moves/scrolled", 1000, test_scrolled);
  ADD ("/moves/another-day", 1240, test_another_day);
  g_test_add_func ("/moves/locked", test_locked);
  return g_test_run ();
}
