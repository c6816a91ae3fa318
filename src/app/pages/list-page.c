#include "app/pages/list-page.h"

#include <glib/gi18n-lib.h>

#include "app/arrange.h"
#include "app/closures.h"
#include "app/dialogs/grouping-dialog.h"
#include "app/focus.h"
#include "app/late-menu.h"
#include "app/pages/list-focus.h"
#include "app/pages/list-order.h"
#include "app/shortcuts.h"
#include "app/search-help.h"
#include "app/widgets/checklist.h"
#include "app/widgets/search-box.h"
#include "app/widgets/several-bar.h"

#define ANNOUNCE_MS 700

struct _CoffretListPage {
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  GtkSearchBar *search_bar;
  CoffretSearchBox *search_box;
  AdwBanner *near_banner;
  AdwBanner *group_banner;
  GtkBox *ways_on; /* from a search that finds nothing */
  AdwBanner *trash_banner;
  GtkStack *stack;
  GtkStack *shapes;
  GtkListView *list;
  CoffretListTable *table;
  AdwStatusPage *empty_page;
  GtkWidget *empty_add;
  CoffretChecklist *checklist;
  GtkWidget *lock_button;
  GtkWidget *sort_button;
  GtkMenuButton *narrow_sort_button;
  GMenuModel *sort_menu;
  GtkWidget *choose_button;
  CoffretSeveralBar *several_bar;
  GtkWidget *add_button;
  GtkWidget *search_button;
  AdwHeaderBar *head;

  CoffretSession *session;
  CoffretView *view;
  CoffretChoice *choice;
  CoffretPlace place;
  char *compartment;
  CoffretListShape *shape;
  CoffretListOrder *order;
  CoffretListFocus *focus;
  gboolean narrow;
  gboolean crowded;  /* no room in the head, either */
  gboolean as_table; /* where there is room for one */
  gboolean tight;    /* there is not */
  gboolean offering; /* compartments, where much lies in none */
  guint rise;        /* the first row is at the top: its heading is to be, too */
  guint announce;    /* a search was answered, or some were chosen: say how many */
  gboolean top_due;  /* another order is read from its top */
};

G_DEFINE_FINAL_TYPE (CoffretListPage, coffret_list_page, ADW_TYPE_NAVIGATION_PAGE)

enum {
  PROP_NARROW = 1,
  PROP_ORDER,
  PROP_HEADING,
  PROP_CHOOSING,
  PROP_OFFERING,
  PROP_BACKWARDS,
  PROP_AS_TABLE,
  PROP_TIGHT,
  PROP_CROWDED,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static const char *
get_words (CoffretListPage *self)
{
  return coffret_search_box_get_words (self->search_box);
}

static gboolean
is_searching (CoffretListPage *self)
{
  return *get_words (self) != '\0';
}

static gboolean
is_choosing (CoffretListPage *self)
{
  return self->choice && coffret_choice_get_several (self->choice);
}

static guint
count (CoffretListPage *self)
{
  return self->view ? g_list_model_get_n_items (G_LIST_MODEL (self->view)) : 0;
}

static gboolean
on_announce (gpointer pointer)
{
  CoffretListPage *self = pointer;
  g_autofree char *words = is_choosing (self)
                             ? coffret_selected_words (coffret_choice_get_count (self->choice))
                             : coffret_count_words (coffret_view_get_count (self->view), TRUE);

  self->announce = 0;
  if (is_choosing (self) || is_searching (self))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  return G_SOURCE_REMOVE;
}

/* The title says where this is, or how many are chosen. */
static void
update_header (CoffretListPage *self)
{
  gboolean choosing = is_choosing (self);
  const char *place = adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self));
  guint n_items = count (self);
  g_autofree char *words = NULL;

  if (choosing)
    words = coffret_selected_words (coffret_choice_get_count (self->choice));
  else if (n_items > 0)
    words = coffret_count_words (coffret_view_get_count (self->view), is_searching (self));
  adw_window_title_set_title (self->window_title, choosing ? words : place);
  adw_window_title_set_subtitle (self->window_title, choosing ? place : words ?: "");
  gtk_widget_set_visible (self->add_button, !choosing && !self->crowded);
  adw_header_bar_set_show_start_title_buttons (self->head, !choosing || !self->crowded);
  adw_header_bar_set_show_end_title_buttons (self->head, !choosing || !self->crowded);
  gtk_widget_set_visible (self->lock_button, self->narrow && !choosing);
  gtk_widget_set_visible (self->sort_button, !self->narrow && !choosing);
  gtk_widget_set_visible (self->choose_button, !self->narrow && !choosing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.choose", n_items > 0 || choosing);
}

static void
announce_empty (CoffretListPage *self)
{
  g_autofree char *words = g_strdup_printf ("%s. %s", adw_status_page_get_title (self->empty_page),
                                            adw_status_page_get_description (self->empty_page));

  gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
focus_bare (GtkWidget *widget)
{
  CoffretListPage *self = COFFRET_LIST_PAGE (widget);
  gboolean act = is_searching (self) || gtk_widget_get_visible (self->empty_add);

  /* An empty compartment has no button; without any focus no key would do anything, and who cannot
   * see would not hear that there is nothing. */
  if (act && gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD))
    return;
  gtk_widget_grab_focus (gtk_widget_get_visible (self->add_button) ? self->add_button
                                                                   : self->search_button);
  announce_empty (self);
}

static void
update_pages (CoffretListPage *self)
{
  gboolean busy = self->view && coffret_view_is_busy (self->view);
  guint n_items = count (self);
  const char *visible;

  if (n_items > 0)
    visible = "list";
  else if (busy)
    visible = gtk_stack_get_visible_child_name (self->stack) ?: "loading";
  else if (is_searching (self))
    visible = "nothing";
  else
    visible = "empty";
  if (g_str_equal (visible, "nothing"))
    coffret_search_help_fill (self->ways_on, get_words (self), self->place,
                              coffret_session_get_library (self->session));
  gtk_stack_set_visible_child_name (self->stack, visible);

  update_header (self);
  adw_banner_set_revealed (self->group_banner,
                           self->offering && self->place == COFFRET_PLACE_LOOSE &&
                             n_items >= COFFRET_GROUPING_WORTH && !is_searching (self) &&
                             coffret_session_can_change (self->session));
  adw_banner_set_revealed (self->near_banner, n_items > 0 && is_searching (self) &&
                                                coffret_view_is_nearly (self->view));
  adw_banner_set_revealed (self->trash_banner, self->place == COFFRET_PLACE_TRASH && n_items > 0);
  gtk_widget_action_set_enabled (
    GTK_WIDGET (self), "list.search",
    g_list_model_get_n_items (G_LIST_MODEL (coffret_session_get_library (self->session))) > 0);
}

static void
on_view_changed (CoffretListPage *self)
{
  update_pages (self);
  coffret_list_shape_moved (self->shape);
}

static gboolean
on_rise (gpointer pointer)
{
  CoffretListPage *self = pointer;

  self->rise = 0;
  coffret_list_shape_rise (self->shape);
  return G_SOURCE_REMOVE;
}

/* The list goes to rows, not to headings, and only once it has laid them out. */
static void
go_to_top (CoffretListPage *self)
{
  if (count (self) == 0)
    return;
  coffret_list_shape_scroll_to (self->shape, 0, GTK_LIST_SCROLL_NONE);
  if (self->rise == 0)
    self->rise = g_idle_add_full (G_PRIORITY_LOW, on_rise, self, NULL);
}

static void
on_busy_changed (CoffretListPage *self)
{
  if (!coffret_view_is_busy (self->view)) {
    coffret_sections_settle (coffret_list_order_get_sections (self->order));
    coffret_session_note_front (self->session, self->view);
    if (self->top_due)
      go_to_top (self);
    self->top_due = FALSE;
  }
  update_pages (self);
  coffret_list_focus_answered (self->focus);
  if (coffret_view_is_busy (self->view) || !is_searching (self))
    return;
  g_clear_handle_id (&self->announce, g_source_remove);
  self->announce = g_timeout_add (ANNOUNCE_MS, on_announce, self);
}

static void
on_search_changed (CoffretListPage *self)
{
  if (!self->view)
    return;
  /* The answer is read from the top, wherever the list was when the question was asked. */
  if (count (self) > 0)
    coffret_list_shape_scroll_to (self->shape, 0, GTK_LIST_SCROLL_NONE);
  coffret_view_set_words (self->view, get_words (self));
  update_pages (self);
}

/* Enter and Ctrl+G lead from the words to what they found. */
static void
on_search_activated (CoffretListPage *self)
{
  coffret_list_focus_enter (self->focus);
}

/* The rows say whether they are chosen, and the title says how many are. */
static void
on_choice_changed (CoffretListPage *self)
{
  update_header (self);
  coffret_list_shape_moved (self->shape);
  g_clear_handle_id (&self->announce, g_source_remove);
  if (is_choosing (self))
    self->announce = g_timeout_add (ANNOUNCE_MS, on_announce, self);
}

static void
on_choosing_changed (CoffretListPage *self)
{
  on_choice_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOOSING]);
}

/* Who closes the search is done with its filters, too, and goes on in the list. */
static void
on_search_mode_changed (CoffretListPage *self)
{
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));

  if (gtk_search_bar_get_search_mode (self->search_bar))
    return;
  if (is_searching (self)) {
    coffret_search_box_set_words (self->search_box, "");
    on_search_changed (self);
  }
  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search_bar)))
    coffret_list_focus_again (self->focus);
}

static void
do_keep_search (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretListPage *self = COFFRET_LIST_PAGE (widget);

  if (is_searching (self))
    gtk_widget_activate_action (widget, "vault.keep-search", "s", get_words (self));
}

static void
do_search_for (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_list_page_search (COFFRET_LIST_PAGE (widget), g_variant_get_string (target, NULL));
}

static void
on_clear_search (CoffretListPage *self)
{
  coffret_list_page_end_search (self);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
on_row_activated (CoffretListPage *self, guint position)
{
  g_autoptr (CoffretEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->view), position);

  if (entry && is_choosing (self))
    coffret_choice_toggle (self->choice, position);
  else if (entry)
    gtk_widget_activate_action (GTK_WIDGET (self), "vault.open", "s", coffret_entry_get_id (entry));
}

static void
on_order_changed (CoffretListPage *self)
{
  self->top_due = !coffret_list_focus_is_moving (self->focus);
}

static void
set_order (CoffretListPage *self, CoffretOrder order)
{
  if (!coffret_list_order_choose (self->order, order))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BACKWARDS]);
}

/* A head of the table was clicked: who cannot see it hears of it. */
static void
on_sort (CoffretListPage *self, guint order)
{
  set_order (self, (CoffretOrder) order);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), coffret_order_words ((CoffretOrder) order),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
update_shape (CoffretListPage *self)
{
  CoffretEntry *focus;

  if (!self->shape)
    return;
  focus = self->view ? coffret_list_shape_get_focus (self->shape) : NULL;
  coffret_list_shape_set_table (self->shape, self->as_table && !self->tight,
                                focus ? coffret_view_find (self->view, focus)
                                      : GTK_INVALID_LIST_POSITION);
}

static void
do_search (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_list_page_start_search (COFFRET_LIST_PAGE (widget));
}

static void
do_menu (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_list_shape_popup (COFFRET_LIST_PAGE (widget)->shape);
}

/* Whether what is shown is all of a compartment that can be put in an order by hand. */
static gboolean
can_arrange (CoffretListPage *self)
{
  CoffretCompartment *compartment = coffret_list_order_get_compartment (self->order);

  return compartment && !coffret_compartment_get_rule (compartment) && !is_searching (self) &&
         coffret_session_can_change (self->session);
}

static void
do_move (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretListPage *self = COFFRET_LIST_PAGE (widget);
  CoffretEntry *entry = coffret_list_shape_get_focus (self->shape);

  if (!entry || is_choosing (self) || !can_arrange (self)) {
    gtk_widget_error_bell (widget);
    return;
  }
  coffret_list_focus_expect_move (self->focus, entry);
  coffret_arrange_step (widget, self->session, self->compartment, G_LIST_MODEL (self->view), entry,
                        g_variant_get_int32 (target));
}

/* Of ENTRIES (NULL: whether any could be) dropped before POSITION. */
static gboolean
on_arranged (gpointer page, GPtrArray *entries, guint position)
{
  CoffretListPage *self = page;

  if (!can_arrange (self))
    return FALSE;
  if (entries)
    coffret_arrange_before (page, self->session, self->compartment, G_LIST_MODEL (self->view),
                            entries, position);
  return TRUE;
}

static void
do_delete (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretListPage *self = COFFRET_LIST_PAGE (widget);
  CoffretEntry *entry = coffret_list_shape_get_focus (self->shape);

  if (entry && is_choosing (self)) {
    if (self->place != COFFRET_PLACE_TRASH)
      gtk_widget_activate_action (GTK_WIDGET (self->several_bar), "several.trash", NULL);
  } else if (entry && !coffret_entry_is_trashed (entry))
    gtk_widget_activate_action (widget, "vault.trash", "s", coffret_entry_get_id (entry));
}

static void
do_favourite (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretListPage *self = COFFRET_LIST_PAGE (widget);
  CoffretEntry *entry = coffret_list_shape_get_focus (self->shape);

  if (is_choosing (self))
    gtk_widget_activate_action (GTK_WIDGET (self->several_bar), "several.favourite", NULL);
  else if (entry && !coffret_entry_is_trashed (entry))
    gtk_widget_activate_action (widget, "vault.favourite", "s", coffret_entry_get_id (entry));
}

static void
do_choose (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretListPage *self = COFFRET_LIST_PAGE (widget);

  coffret_choice_set_several (self->choice, !is_choosing (self));
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  CoffretListPage *self = COFFRET_LIST_PAGE (widget);

  if (!is_choosing (self))
    return coffret_list_page_end_search (self);
  coffret_choice_set_several (self->choice, FALSE);
  return TRUE;
}

/* Before the list, for which the space bar chooses one and forgets the others. */
static gboolean
on_list_key (
  GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  CoffretListPage *self = data;

  return (key == GDK_KEY_space || key == GDK_KEY_KP_Space) && is_choosing (self) &&
         !(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) && coffret_list_shape_toggle (self->shape);
}

static void
coffret_list_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CoffretListPage *self = COFFRET_LIST_PAGE (object);

  switch (id) {
  case PROP_NARROW:
    g_value_set_boolean (value, self->narrow);
    break;
  case PROP_CHOOSING:
    g_value_set_boolean (value, is_choosing (self));
    break;
  case PROP_OFFERING:
    g_value_set_boolean (value, self->offering);
    break;
  case PROP_ORDER:
    g_value_set_string (value, coffret_order_to_id (coffret_list_order_get (self->order)));
    break;
  case PROP_HEADING:
    g_value_set_string (value,
                        coffret_heading_to_id (coffret_list_order_get_heading (self->order)));
    break;
  case PROP_BACKWARDS:
    g_value_set_boolean (value, COFFRET_ORDER_IS_BACKWARDS (coffret_list_order_get (self->order)));
    break;
  case PROP_AS_TABLE:
    g_value_set_boolean (value, self->as_table);
    break;
  case PROP_TIGHT:
    g_value_set_boolean (value, self->tight);
    break;
  case PROP_CROWDED:
    g_value_set_boolean (value, self->crowded);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
coffret_list_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CoffretListPage *self = COFFRET_LIST_PAGE (object);

  switch (id) {
  case PROP_NARROW:
    if (self->narrow != g_value_get_boolean (value)) {
      self->narrow = g_value_get_boolean (value);
      update_header (self);
      g_object_notify_by_pspec (object, pspec);
    }
    break;
  case PROP_OFFERING:
    if (self->offering != g_value_get_boolean (value)) {
      self->offering = g_value_get_boolean (value);
      if (self->session)
        update_pages (self);
      g_object_notify_by_pspec (object, pspec);
    }
    break;
  case PROP_ORDER:
    set_order (self, coffret_order_from_id (g_value_get_string (value)));
    break;
  case PROP_BACKWARDS:
    if (g_value_get_boolean (value) !=
        COFFRET_ORDER_IS_BACKWARDS (coffret_list_order_get (self->order)))
      set_order (self, COFFRET_ORDER_TURNED (coffret_list_order_get (self->order)));
    break;
  case PROP_AS_TABLE:
    if (self->as_table != g_value_get_boolean (value)) {
      self->as_table = g_value_get_boolean (value);
      update_shape (self);
      g_object_notify_by_pspec (object, pspec);
    }
    break;
  case PROP_TIGHT:
    self->tight = g_value_get_boolean (value);
    update_shape (self);
    break;
  case PROP_CROWDED:
    self->crowded = g_value_get_boolean (value);
    update_header (self);
    break;
  case PROP_HEADING:
    if (coffret_list_order_set_heading (self->order,
                                        coffret_heading_from_id (g_value_get_string (value))))
      g_object_notify_by_pspec (object, pspec);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
coffret_list_page_dispose (GObject *object)
{
  CoffretListPage *self = COFFRET_LIST_PAGE (object);

  g_clear_handle_id (&self->announce, g_source_remove);
  g_clear_handle_id (&self->rise, g_source_remove);
  g_clear_object (&self->focus);
  g_clear_object (&self->order);
  g_clear_object (&self->shape);
  g_clear_object (&self->choice);
  if (self->view)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_clear_object (&self->view);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_LIST_PAGE);
  G_OBJECT_CLASS (coffret_list_page_parent_class)->dispose (object);
}

static void
coffret_list_page_finalize (GObject *object)
{
  g_free (COFFRET_LIST_PAGE (object)->compartment);
  G_OBJECT_CLASS (coffret_list_page_parent_class)->finalize (object);
}

static void
coffret_list_page_class_init (CoffretListPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = coffret_list_page_get_property;
  object_class->set_property = coffret_list_page_set_property;
  object_class->dispose = coffret_list_page_dispose;
  object_class->finalize = coffret_list_page_finalize;
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ORDER] =
    g_param_spec_string ("order", NULL, NULL, "awarded",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HEADING] =
    g_param_spec_string ("heading", NULL, NULL, "order",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHOOSING] =
    g_param_spec_boolean ("choosing", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_OFFERING] =
    g_param_spec_boolean ("offering", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_BACKWARDS] =
    g_param_spec_boolean ("backwards", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_AS_TABLE] =
    g_param_spec_boolean ("as-table", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TIGHT] =
    g_param_spec_boolean ("tight", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CROWDED] =
    g_param_spec_boolean ("crowded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (COFFRET_TYPE_CHECKLIST);
  g_type_ensure (COFFRET_TYPE_LIST_TABLE);
  g_type_ensure (COFFRET_TYPE_SEARCH_BOX);
  g_type_ensure (COFFRET_TYPE_SEVERAL_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/pages/list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, search_box);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, near_banner);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, group_banner);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, ways_on);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, trash_banner);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, shapes);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, list);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, table);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, empty_add);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, checklist);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, lock_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, narrow_sort_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, sort_menu);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, several_bar);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretListPage, head);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_search);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_sort);

  gtk_widget_class_install_property_action (widget_class, "list.order", "order");
  gtk_widget_class_install_property_action (widget_class, "list.heading", "heading");
  gtk_widget_class_install_property_action (widget_class, "list.backwards", "backwards");
  gtk_widget_class_install_property_action (widget_class, "list.table", "as-table");
  gtk_widget_class_install_action (widget_class, "list.search", NULL, do_search);
  gtk_widget_class_install_action (widget_class, "list.keep-search", NULL, do_keep_search);
  gtk_widget_class_install_action (widget_class, "list.search-for", "s", do_search_for);
  gtk_widget_class_install_action (widget_class, "list.move", "i", do_move);
  gtk_widget_class_install_action (widget_class, "list.menu", NULL, do_menu);
  gtk_widget_class_install_action (widget_class, "list.delete", NULL, do_delete);
  gtk_widget_class_install_action (widget_class, "list.favourite", NULL, do_favourite);
  gtk_widget_class_install_action (widget_class, "list.choose", NULL, do_choose);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
  coffret_shortcuts_bind (widget_class, "list.search");
  coffret_shortcuts_bind (widget_class, "list.keep-search");
  coffret_shortcuts_bind (widget_class, "list.move");
  coffret_shortcuts_bind (widget_class, "list.menu");
  coffret_shortcuts_bind (widget_class, "list.delete");
  coffret_shortcuts_bind (widget_class, "list.favourite");
}

static void
coffret_list_page_init (CoffretListPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  coffret_late_menu_set (GTK_MENU_BUTTON (self->sort_button), self->sort_menu);
  coffret_late_menu_set (self->narrow_sort_button, self->sort_menu);
  coffret_arrange_take_drops (self->list, on_arranged, self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_list_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  gtk_search_bar_connect_entry (self->search_bar, coffret_search_box_get_entry (self->search_box));
  g_signal_connect_object (self->search_bar, "notify::search-mode-enabled",
                           G_CALLBACK (on_search_mode_changed), self, G_CONNECT_SWAPPED);
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));

  self->shape = coffret_list_shape_new (GTK_WIDGET (self), self->shapes, self->list, self->table);
  self->order = coffret_list_order_new (self->shape);
  self->focus =
    coffret_list_focus_new (GTK_WIDGET (self), GTK_WIDGET (self->stack), self->shape, focus_bare);
  g_signal_connect_object (self->order, "changed", G_CALLBACK (on_order_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

void
coffret_list_page_set_session (CoffretListPage *self,
                               CoffretSession *session,
                               CoffretPictureLoader *loader)
{
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  coffret_search_box_set_session (self->search_box, session);
  self->view = coffret_view_new (coffret_session_get_library (session));
  coffret_list_focus_start (self->focus, coffret_session_get_library (session), self->view);
  coffret_list_order_start (self->order, coffret_session_get_library (session), self->view);
  self->choice = coffret_choice_new (coffret_list_order_get_sections (self->order));
  coffret_list_shape_start (self->shape, session, loader, self->choice);
  coffret_list_focus_set_choice (self->focus, self->choice);
  g_signal_connect_object (self->choice, "notify::count", G_CALLBACK (on_choice_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choice, "notify::several", G_CALLBACK (on_choosing_changed), self,
                           G_CONNECT_SWAPPED);
  /* After the above, which looks for the focus: the bar takes it from its buttons. */
  coffret_several_bar_set_choice (self->several_bar, session, self->choice);
  g_signal_connect_object (self->view, "items-changed", G_CALLBACK (on_view_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::busy", G_CALLBACK (on_busy_changed), self,
                           G_CONNECT_SWAPPED);
  update_pages (self);
}

void
coffret_list_page_leave (CoffretListPage *self)
{
  g_clear_handle_id (&self->announce, g_source_remove);
  g_clear_handle_id (&self->rise, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->view, self);
  g_signal_handlers_disconnect_by_data (self->choice, self);
  coffret_list_focus_leave (self->focus);
  coffret_list_shape_leave (self->shape);
}

gboolean
coffret_list_page_shed (CoffretListPage *self)
{
  return coffret_list_shape_shed (self->shape);
}

void
coffret_list_page_keep_widths (CoffretListPage *self, GSettings *settings)
{
  coffret_list_table_keep_widths (self->table, settings, "column-widths");
}

void
coffret_list_page_show (CoffretListPage *self, CoffretPlace place, CoffretCompartment *compartment)
{
  const char *id = compartment ? coffret_compartment_get_id (compartment) : NULL;
  CoffretEmptyWords words = coffret_place_empty (place);

  if (place != self->place || g_strcmp0 (id, self->compartment) != 0)
    coffret_choice_set_several (self->choice, FALSE);
  self->place = place;
  coffret_list_focus_forget_move (self->focus);
  g_set_str (&self->compartment, id);
  coffret_list_order_look_at (self->order, id);
  /* What fills itself gives nothing up. */
  coffret_several_bar_set_place (self->several_bar, place,
                                 compartment && coffret_compartment_get_rule (compartment) ? NULL
                                                                                           : id);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self),
                                 compartment ? coffret_compartment_get_name (compartment)
                                             : coffret_place_title (place));
  adw_status_page_set_icon_name (self->empty_page, words.icon);
  adw_status_page_set_title (self->empty_page, words.title);
  adw_status_page_set_description (self->empty_page, words.description);
  gtk_widget_set_visible (self->empty_add, place == COFFRET_PLACE_ALL);
  coffret_checklist_set_session (self->checklist,
                                 place == COFFRET_PLACE_ALL ? self->session : NULL);
  coffret_list_page_end_search (self);
  coffret_view_set_place (self->view, place, id);
  update_pages (self);
}

CoffretEntry *
coffret_list_page_dup_selected (CoffretListPage *self)
{
  g_autoptr (GPtrArray) chosen = self->choice ? coffret_choice_list (self->choice) : NULL;

  return chosen && chosen->len > 0 ? g_object_ref (g_ptr_array_index (chosen, 0)) : NULL;
}

void
coffret_list_page_focus (CoffretListPage *self, CoffretEntry *entry)
{
  coffret_list_focus_go (self->focus, entry);
}

void
coffret_list_page_focus_first (CoffretListPage *self)
{
  coffret_list_focus_first (self->focus);
}

void
coffret_list_page_yield_focus (CoffretListPage *self)
{
  coffret_list_focus_yield (self->focus);
}

void
coffret_list_page_focus_again (CoffretListPage *self)
{
  coffret_list_focus_again (self->focus);
}

void
coffret_list_page_start_search (CoffretListPage *self)
{
  /* Whoever types is not led away by an answer that is still to come. */
  coffret_list_focus_yield (self->focus);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (coffret_search_box_get_entry (self->search_box)));
}

void
coffret_list_page_search (CoffretListPage *self, const char *words)
{
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  coffret_search_box_set_words (self->search_box, words);
  /* At once, rather than when the typing has paused. */
  on_search_changed (self);
  coffret_list_page_focus_first (self);
}

gboolean
coffret_list_page_end_search (CoffretListPage *self)
{
  gboolean searching = gtk_search_bar_get_search_mode (self->search_bar);

  coffret_search_box_set_words (self->search_box, "");
  on_search_changed (self);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  return searching;
}

GPtrArray *
coffret_list_page_list_chosen (CoffretListPage *self)
{
  return is_choosing (self) ? coffret_choice_list (self->choice)
                            : g_ptr_array_new_with_free_func (g_object_unref);
}

void
coffret_list_page_end_choosing (CoffretListPage *self)
{
  coffret_choice_set_several (self->choice, FALSE);
}

const char *
coffret_list_page_get_words (CoffretListPage *self)
{
  return is_searching (self) ? get_words (self) : NULL;
}
