#include "tutorials/observer.h"

#include <string.h>

#include "app/vault-view.h"
#include "app/widgets/place-row.h"

typedef gboolean (*Match) (GtkWidget *widget, const char *what);

/* The first for which IS_THERE, in the order of drawing. */
static GtkWidget *
search_where (GtkWidget *widget,
              gboolean (*is_there) (GtkWidget *),
              Match match,
              const char *what,
              GtkWidget *except)
{
  GtkWidget *found = NULL;

  if (widget == except || !is_there (widget))
    return NULL;
  if (match (widget, what))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = search_where (child, is_there, match, what, except);
  return found;
}

/* On the screen. */
static GtkWidget *
search (GtkWidget *widget, Match match, const char *what, GtkWidget *except)
{
  return search_where (widget, gtk_widget_get_mapped, match, what, except);
}

static gboolean
has_id (GtkWidget *widget, const char *id)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0 ||
         g_strcmp0 (gtk_widget_get_name (widget), id) == 0;
}

static gboolean
has_action (GtkWidget *widget, const char *action)
{
  return GTK_IS_ACTIONABLE (widget) &&
         g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0;
}

static gboolean
is_place (GtkWidget *widget, const char *id)
{
  CoffretSide side = COFFRET_IS_PLACE_ROW (widget)
                       ? coffret_place_row_get_side (COFFRET_PLACE_ROW (widget))
                       : COFFRET_SIDE_NONE;

  return side != COFFRET_SIDE_NONE && g_str_equal (coffret_side_id (side), id);
}

static gboolean
has_tag (GtkWidget *widget, const char *tag)
{
  return ADW_IS_NAVIGATION_PAGE (widget) &&
         g_strcmp0 (adw_navigation_page_get_tag (ADW_NAVIGATION_PAGE (widget)), tag) == 0;
}

static gboolean
is_editable (GtkWidget *widget, const char *unused)
{
  return GTK_IS_EDITABLE (widget);
}

static gboolean
is_view (GtkWidget *widget, const char *unused)
{
  return COFFRET_IS_VAULT_VIEW (widget);
}

static GtkWidget *
search_all (AdwApplicationWindow *window, Match match, const char *what, GtkWidget *except)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (window);
  GtkWidget *found = dialog ? search (GTK_WIDGET (dialog), match, what, except) : NULL;

  return found ? found : search (GTK_WIDGET (window), match, what, except);
}

/* A page may be called as the part of it that it is all about: that part takes the focus. */
static GtkWidget *
go_inside (GtkWidget *widget, const char *id, GtkWidget *except)
{
  GtkWidget *inner = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !inner;
       child = gtk_widget_get_next_sibling (child))
    inner = search (child, has_id, id, except);
  return inner ? inner : widget;
}

static Match
match_of (const char **target)
{
  if (g_str_has_prefix (*target, "place:")) {
    *target += strlen ("place:");
    return is_place;
  }
  return strchr (*target, '.') ? has_action : has_id;
}

/* The page that is not on the screen, for VIEW has room for one only; NULL: both are. */
static GtkWidget *
get_hidden_page (AdwNavigationSplitView *view)
{
  if (!adw_navigation_split_view_get_collapsed (view))
    return NULL;
  return GTK_WIDGET (adw_navigation_split_view_get_show_content (view)
                       ? adw_navigation_split_view_get_sidebar (view)
                       : adw_navigation_split_view_get_content (view));
}

/* Of two pages for one place the other one is not on the screen, as little as a page of a stack is
 * that is not its turn. */
static gboolean
is_on_a_page (GtkWidget *widget)
{
  return gtk_widget_get_visible (widget) &&
         (gtk_widget_get_child_visible (widget) || ADW_IS_NAVIGATION_PAGE (widget));
}

/* The first in WIDGET that has turned from a page with it. That page may be in no window at all for
 * the time being. */
static AdwNavigationSplitView *
find_turned (GtkWidget *widget, Match match, const char *what, GtkWidget *except)
{
  AdwNavigationSplitView *found = NULL;
  GtkWidget *page = NULL;

  if (widget == except || !is_on_a_page (widget))
    return NULL;
  if (ADW_IS_NAVIGATION_SPLIT_VIEW (widget))
    page = get_hidden_page (ADW_NAVIGATION_SPLIT_VIEW (widget));
  if (page && (search_where (page, is_on_a_page, match, what, except) ||
               find_turned (page, match, what, except)))
    return ADW_NAVIGATION_SPLIT_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = child != page ? find_turned (child, match, what, except) : NULL;
  return found;
}

AdwNavigationSplitView *
coffret_observer_find_behind (AdwApplicationWindow *window, const char *target, GtkWidget *except)
{
  Match match = match_of (&target);

  return adw_application_window_get_visible_dialog (window)
           ? NULL
           : find_turned (GTK_WIDGET (window), match, target, except);
}

gboolean
coffret_observer_is_behind (AdwApplicationWindow *window,
                            const CoffretCondition *condition,
                            GtkWidget *except)
{
  const char *what = condition->what;
  Match match = condition->kind == COFFRET_CONDITION_PAGE    ? has_tag
                : condition->kind == COFFRET_CONDITION_SHOWN ? match_of (&what)
                                                             : NULL;
  AdwNavigationSplitView *view = match && !adw_application_window_get_visible_dialog (window)
                                   ? find_turned (GTK_WIDGET (window), match, what, except)
                                   : NULL;

  /* A credential that has made room for the list is closed; the places only lie over all else. */
  return view && !gtk_widget_get_ancestor (gtk_widget_get_parent (GTK_WIDGET (view)),
                                           ADW_TYPE_NAVIGATION_SPLIT_VIEW);
}

void
coffret_observer_turn (AdwNavigationSplitView *view)
{
  adw_navigation_split_view_set_show_content (view,
                                              !adw_navigation_split_view_get_show_content (view));
}

GtkWidget *
coffret_observer_find (AdwApplicationWindow *window, const char *target, GtkWidget *except)
{
  Match match = match_of (&target);
  GtkWidget *found = search_all (window, match, target, except);

  return found && match == has_id ? go_inside (found, target, except) : found;
}

GtkEditable *
coffret_observer_editable (GtkWidget *widget)
{
  return (GtkEditable *) search (widget, is_editable, NULL, NULL);
}

static gboolean
is_row (GtkWidget *widget, const char *unused)
{
  return GTK_IS_LIST_BOX_ROW (widget) &&
         gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget));
}

GtkWidget *
coffret_observer_first_row (GtkWidget *widget)
{
  return search (widget, is_row, NULL, NULL);
}

static CoffretSession *
find_session (AdwApplicationWindow *window)
{
  GtkWidget *view = search (GTK_WIDGET (window), is_view, NULL, NULL);

  return view ? coffret_vault_view_get_session (COFFRET_VAULT_VIEW (view)) : NULL;
}

/* Goes through all of them: an invented person has few. */
static guint
count_trash (CoffretSession *session)
{
  GListModel *library = G_LIST_MODEL (coffret_session_get_library (session));
  guint trash = 0;

  if (!coffret_session_is_practice (session))
    return 0;
  for (guint i = 0; i < g_list_model_get_n_items (library); i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (library, i);

    trash += coffret_entry_is_trashed (entry) ? 1 : 0;
  }
  return trash;
}

CoffretSighting
coffret_observer_look (AdwApplicationWindow *window)
{
  CoffretSession *session = find_session (window);
  CoffretLibrary *library = session ? coffret_session_get_library (session) : NULL;
  CoffretSighting sighting = { .session = session };
  GListModel *compartments;

  if (!library)
    return sighting;
  compartments = coffret_library_get_compartments (library);
  sighting.counts[COFFRET_COUNT_CREDENTIALS] = g_list_model_get_n_items (G_LIST_MODEL (library));
  sighting.counts[COFFRET_COUNT_COMPARTMENTS] = g_list_model_get_n_items (compartments);
  sighting.counts[COFFRET_COUNT_GROUPS] =
    g_list_model_get_n_items (G_LIST_MODEL (coffret_library_get_groups (library)));
  sighting.counts[COFFRET_COUNT_TRASH] = count_trash (session);
  for (guint i = 0; i < g_list_model_get_n_items (compartments); i++) {
    g_autoptr (CoffretCompartment) compartment = g_list_model_get_item (compartments, i);

    sighting.counts[COFFRET_COUNT_FILED] += coffret_compartment_get_count (compartment);
  }
  return sighting;
}

void
coffret_observer_go_home (AdwApplicationWindow *window)
{
  GtkWidget *view = search (GTK_WIDGET (window), is_view, NULL, NULL);

  if (view)
    coffret_vault_view_show (COFFRET_VAULT_VIEW (view), "all");
}

/* "add": CoffretAddDialog. */
static gboolean
is_dialog (AdwApplicationWindow *window, const char *name)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (window);
  g_auto (GStrv) parts = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *type = NULL;

  if (!dialog || !name)
    return dialog != NULL;
  parts = g_strsplit (name, "-", -1);
  joined = g_strjoinv ("", parts);
  type = g_strconcat ("Coffret", joined, "Dialog", NULL);
  return g_ascii_strcasecmp (G_OBJECT_TYPE_NAME (dialog), type) == 0;
}

static gboolean
is_typed (AdwApplicationWindow *window, const char *target, GtkWidget *except)
{
  GtkWidget *widget = coffret_observer_find (window, target, except);
  GtkEditable *editable = widget ? coffret_observer_editable (widget) : NULL;

  return editable && *gtk_editable_get_text (editable) != '\0';
}

static gboolean
is_on (GtkWidget *widget)
{
  return adw_switch_row_get_active (ADW_SWITCH_ROW (widget));
}

/* NAME may be the beginning of one, and then a star. */
static gboolean
has_name (GtkWidget *widget, const char *name)
{
  return ADW_IS_SWITCH_ROW (widget) && g_pattern_match_simple (name, gtk_widget_get_name (widget));
}

static gboolean
is_on_and_named (GtkWidget *widget, const char *name)
{
  return has_name (widget, name) && is_on (widget);
}

static gboolean
is_off_and_named (GtkWidget *widget, const char *name)
{
  return has_name (widget, name) && !is_on (widget);
}

static guint
lack (const CoffretSighting *before, const CoffretSighting *now)
{
  guint one = before->counts[COFFRET_COUNT_CREDENTIALS];

  return one - MIN (one, now->counts[COFFRET_COUNT_CREDENTIALS]);
}

static gboolean
compare (AdwApplicationWindow *window,
         const CoffretCondition *condition,
         const CoffretSighting *before)
{
  CoffretSighting now = coffret_observer_look (window);
  guint one = before->counts[condition->count];
  guint other = now.counts[condition->count];

  if (condition->kind == COFFRET_CONDITION_MORE)
    return other > one;
  /* What is gone for ever was not taken out of the trash. */
  if (condition->count == COFFRET_COUNT_TRASH)
    one -= MIN (one, lack (before, &now));
  return other < one;
}

gboolean
coffret_observer_holds (AdwApplicationWindow *window,
                        const CoffretCondition *condition,
                        const CoffretSighting *before,
                        GtkWidget *except)
{
  gboolean holds = FALSE;

  switch (condition->kind) {
  case COFFRET_CONDITION_DIALOG:
    holds = is_dialog (window, condition->what);
    break;
  case COFFRET_CONDITION_PAGE:
    holds = search (GTK_WIDGET (window), has_tag, condition->what, except) != NULL;
    break;
  case COFFRET_CONDITION_SHOWN:
    holds = coffret_observer_find (window, condition->what, except) != NULL;
    break;
  case COFFRET_CONDITION_TYPED:
    holds = is_typed (window, condition->what, except);
    break;
  case COFFRET_CONDITION_ON:
    holds = search_all (window, is_on_and_named, condition->what, except) != NULL;
    break;
  case COFFRET_CONDITION_OFF:
    holds = search_all (window, is_off_and_named, condition->what, except) != NULL;
    break;

  case COFFRET_CONDITION_MORE:
  case COFFRET_CONDITION_FEWER:
    holds = compare (window, condition, before);
    break;
  default:
    g_assert_not_reached ();
  }
  return holds != condition->not;
}
