#include "app/pages/group-members.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/dialogs/fields-dialog.h"
#include "app/drag.h"
#include "app/focus.h"
#include "app/shortcuts.h"
#include "app/spoken.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/parcel-view.h"
#include "share/ledger.h"

/* So many rows at first, and so many more when they are asked for. */
#define STEP 50

struct _CoffretGroupMembers {
  AdwPreferencesGroup parent_instance;

  GtkListBox *list;
  GtkWidget *hint;
  GtkWidget *more_button;
  GtkWidget *add_button;
  GtkPopover *menu;
  GtkWidget *menu_row; /* weak: to which the focus returns */

  CoffretSession *session;
  CoffretGroup *group;
  CoffretPack *pack; /* nullable */
  guint shown;       /* rows at most */
};

G_DEFINE_FINAL_TYPE (CoffretGroupMembers, coffret_group_members, ADW_TYPE_PREFERENCES_GROUP)

static const char *
credential_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "credential");
}

static CoffretEntry *
entry_of (CoffretGroupMembers *self, const char *credential)
{
  return coffret_library_find (coffret_session_get_library (self->session), credential);
}

/* What leaves of CREDENTIAL; NULL: nothing, or it is not known yet. */
static const CoffretDisclosure *
disclosure_of (CoffretGroupMembers *self, const char *credential)
{
  return self->pack ? coffret_pack_find (self->pack, credential) : NULL;
}

static const GPtrArray *
get_members (CoffretGroupMembers *self)
{
  return coffret_group_get_row (self->group)->members;
}

static CoffretSharingMember *
member_at (CoffretGroupMembers *self, guint position)
{
  const GPtrArray *members = get_members (self);

  return position < members->len ? g_ptr_array_index (members, position) : NULL;
}

static gboolean
find_position (CoffretGroupMembers *self, const char *credential, guint *position)
{
  const GPtrArray *members = get_members (self);

  for (*position = 0; *position < members->len; (*position)++)
    if (g_str_equal (member_at (self, *position)->credential, credential))
      return TRUE;
  return FALSE;
}

static void
then_tell (CoffretGroupMembers *self, DexFuture *future, char *sentence)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  coffret_when (future, root ? (gpointer) root : self, coffret_tell_done, sentence, g_free);
}

static void
place (CoffretGroupMembers *self, const char *credential, guint to)
{
  guint from;
  CoffretSharingMember *before;

  if (!find_position (self, credential, &from) || from == to)
    return;
  before = member_at (self, to > from ? to + 1 : to);
  then_tell (self,
             coffret_session_place_in_group (self->session, coffret_group_get_id (self->group),
                                             credential, before ? before->credential : NULL),
             /* Translators: %u are a credential's new place and how many there are */
             g_strdup_printf (_ ("Now %u of %u"), to + 1, get_members (self)->len));
}

static void
do_move (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretGroupMembers *self = COFFRET_GROUP_MEMBERS (widget);
  const char *credential;
  int step;
  guint from;

  g_variant_get (target, "(&si)", &credential, &step);
  if (!find_position (self, credential, &from) || (step < 0 && from == 0) ||
      (step > 0 && from + 1 >= get_members (self)->len)) {
    gtk_widget_error_bell (widget);
    return;
  }
  place (self, credential, step < 0 ? from - 1 : from + 1);
}

static void
do_take (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretGroupMembers *self = COFFRET_GROUP_MEMBERS (widget);
  CoffretEntry *entry = entry_of (self, g_variant_get_string (target, NULL));
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *name = NULL;

  if (!entry)
    return;
  entries = coffret_entry_just (entry);
  name = coffret_entry_name (entry);
  then_tell (
    self,
    coffret_session_take_from_group (self->session, coffret_group_get_id (self->group), entries),
    /* Translators: %s is the title of a credential, last because it may be cut off */
    g_strdup_printf (_ ("Taken out of the group: “%s”"), name));
}

static void
do_fields (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretGroupMembers *self = COFFRET_GROUP_MEMBERS (widget);
  const char *credential = g_variant_get_string (target, NULL);
  CoffretEntry *entry = entry_of (self, credential);
  const CoffretDisclosure *disclosure = disclosure_of (self, credential);

  if (entry)
    adw_dialog_present (
      ADW_DIALOG (coffret_fields_dialog_new_for (self->session, self->group, entry,
                                                 disclosure ? disclosure->shown | disclosure->hidden
                                                            : COFFRET_FIELDS_ALL)),
      widget);
}

static void
on_row_activated (CoffretGroupMembers *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "members.fields", "s",
                              credential_of (GTK_WIDGET (row)));
}

/* The row that has the focus, or in which something has it. */
static GtkWidget *
row_in_question (CoffretGroupMembers *self)
{
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  return row && gtk_widget_get_parent (row) == GTK_WIDGET (self->list) ? row : NULL;
}

static void
append (GMenu *menu, const char *label, const char *action, const char *credential)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", credential);
  g_menu_append_item (menu, item);
}

static void
append_move (GMenu *menu, const char *label, const char *credential, int step)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "members.move", "(si)", credential, step);
  g_menu_append_item (menu, item);
}

static GMenuModel *
menu_new (CoffretGroupMembers *self, const char *credential)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) moves = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  gboolean change = coffret_session_can_change (self->session);
  guint position;

  append (first, _ ("_What They See of It…"), "members.fields", credential);
  append (first, _ ("_Open"), "vault.open", credential);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  if (change && find_position (self, credential, &position)) {
    if (position > 0)
      append_move (moves, _ ("Move _Up"), credential, -1);
    if (position + 1 < get_members (self)->len)
      append_move (moves, _ ("Move _Down"), credential, 1);
    g_menu_append_section (menu, NULL, G_MENU_MODEL (moves));
    append (last, _ ("_Take Out of the Group"), "members.take", credential);
    g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  }
  return G_MENU_MODEL (menu);
}

static void
on_menu_closed (CoffretGroupMembers *self)
{
  if (self->menu_row)
    gtk_widget_grab_focus (self->menu_row);
  g_clear_weak_pointer (&self->menu_row);
}

static void
popup (CoffretGroupMembers *self, GtkWidget *row, double x, double y)
{
  graphene_point_t point = { (float) x, (float) y };
  g_autoptr (GMenuModel) menu = NULL;

  if (!gtk_widget_compute_point (row, GTK_WIDGET (self), &point, &point))
    return;
  menu = menu_new (self, credential_of (row));
  g_set_weak_pointer (&self->menu_row, row);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), menu);
  gtk_popover_set_pointing_to (self->menu, &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (self->menu);
}

static void
on_row_pressed (
  GtkGestureClick *gesture, int n_press, double x, double y, CoffretGroupMembers *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));

  if (!gdk_event_triggers_context_menu (event))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  popup (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static void
on_row_held (GtkGestureLongPress *gesture, double x, double y, CoffretGroupMembers *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  popup (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

/* By a key, on the row that has the focus. */
static void
do_key (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretGroupMembers *self = COFFRET_GROUP_MEMBERS (widget);
  const char *what = g_variant_get_string (target, NULL);
  GtkWidget *row = row_in_question (self);

  if (!row) {
    gtk_widget_error_bell (widget);
    return;
  }
  if (g_str_equal (what, "menu"))
    popup (self, row, 24, gtk_widget_get_height (row));
  else if (!coffret_session_can_change (self->session))
    gtk_widget_error_bell (widget);
  else if (g_str_equal (what, "take"))
    gtk_widget_activate_action (widget, "members.take", "s", credential_of (row));
  else
    gtk_widget_activate_action (widget, "members.move", "(si)", credential_of (row),
                                g_str_equal (what, "up") ? -1 : 1);
}

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, CoffretGroupMembers *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  CoffretEntry *entry = entry_of (self, credential_of (row));
  g_autoptr (GPtrArray) entries = entry ? coffret_entry_just (entry) : NULL;

  return entries ? coffret_drag_entries (source, NULL, entries) : NULL;
}

static void
show_drop (GtkDropTarget *target, const char *style)
{
  static const char *const styles[] = { "drop-before", "drop-behind" };
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (styles[i], style) == 0)
      gtk_widget_add_css_class (row, styles[i]);
    else
      gtk_widget_remove_css_class (row, styles[i]);
}

static gboolean
is_behind (GtkDropTarget *target, double y)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  return y > gtk_widget_get_height (row) / 2.0;
}

static GdkDragAction
on_drop_motion (GtkDropTarget *target, double x, double y, gpointer unused)
{
  show_drop (target, is_behind (target, y) ? "drop-behind" : "drop-before");
  return GDK_ACTION_MOVE;
}

static void
on_drop_leave (GtkDropTarget *target, gpointer unused)
{
  show_drop (target, NULL);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, CoffretGroupMembers *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  g_autoptr (GPtrArray) entries = coffret_drag_get_entries (value);
  const char *moved =
    entries->len == 1 ? coffret_entry_get_id (g_ptr_array_index (entries, 0)) : NULL;
  guint from, to;

  show_drop (target, NULL);
  if (!moved || !find_position (self, moved, &from) ||
      !find_position (self, credential_of (row), &to))
    return FALSE;
  if (is_behind (target, y) && to < from)
    to++;
  else if (!is_behind (target, y) && to > from)
    to--;
  place (self, moved, to);
  return TRUE;
}

static void
take_drops (CoffretGroupMembers *self, GtkWidget *row)
{
  GtkDropTarget *drop = gtk_drop_target_new (COFFRET_DRAG_ENTRIES, GDK_ACTION_MOVE);
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_object (drag, "prepare", G_CALLBACK (on_drag_prepare), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (drop, "motion", G_CALLBACK (on_drop_motion), self, 0);
  g_signal_connect_object (drop, "leave", G_CALLBACK (on_drop_leave), self, 0);
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drop));
}

static GtkWidget *
menu_button_new (void)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("What can be done with it"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

/* The row changes with the group: the menu is made when it is asked for. */
static void
on_menu_wanted (GtkMenuButton *button, gpointer data)
{
  CoffretGroupMembers *self = data;
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  g_autoptr (GMenuModel) menu = menu_new (self, credential_of (row));

  gtk_menu_button_set_menu_model (button, menu);
}

static GtkWidget *
row_new (CoffretGroupMembers *self, const char *credential)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = menu_button_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  g_object_set_data_full (G_OBJECT (row), "credential", g_strdup (credential), g_free);
  g_object_set_data (G_OBJECT (row), "button", button);
  /* Names come from strangers: they are shown as they are. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), on_menu_wanted, self, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_row_pressed), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (on_row_held), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (hold));
  if (coffret_session_can_change (self->session))
    take_drops (self, row);
  return row;
}

/* How it differs from the group. Owned; NULL: in nothing. */
static char *
exception_words (const CoffretSharingMember *member)
{
  g_autofree char *shown = coffret_ledger_fields (member->shown);
  g_autofree char *hidden = coffret_ledger_fields (member->hidden);
  /* Translators: of one credential in a group; %s is what it tells, such as "Hours" */
  g_autofree char *more = *shown ? g_strdup_printf (_ ("Shown here only: %s"), shown) : NULL;
  /* Translators: of one credential in a group; %s is what it tells, such as "Hours" */
  g_autofree char *less = *hidden ? g_strdup_printf (_ ("Hidden here only: %s"), hidden) : NULL;

  if (more && less)
    return g_strdup_printf ("%s\n%s", more, less);
  return more ? g_steal_pointer (&more) : g_steal_pointer (&less);
}

static char *
subtitle_of (CoffretGroupMembers *self, const CoffretSharingMember *member, CoffretEntry *entry)
{
  const CoffretDisclosure *disclosure = disclosure_of (self, member->credential);
  g_autofree char *exception = exception_words (member);
  g_autoptr (GString) words = g_string_new (coffret_entry_get_issuer (entry));
  const char *how = coffret_entry_is_trashed (entry) ? _ ("In the trash: it does not go along")
                    : disclosure                     ? coffret_parcel_view_how (disclosure)
                                                     : NULL;

  if (how)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", how);
  if (exception)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", exception);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
update_row (CoffretGroupMembers *self, GtkWidget *row, guint position)
{
  const CoffretSharingMember *member = member_at (self, position);
  CoffretEntry *entry = entry_of (self, member->credential);
  g_autofree char *name = entry ? coffret_entry_name (entry) : g_strdup (member->credential);
  g_autofree char *subtitle = entry ? subtitle_of (self, member, entry) : g_strdup ("");
  g_auto (GStrv) lines = g_strsplit (subtitle, "\n", -1);
  g_autofree char *said = g_strjoinv (". ", lines);
  g_autofree char *sentence = g_strdup_printf (
    /* Translators: a credential in a group as a screen reader says it: its title, what is said of
     * it, its place and how many there are */
    C_ ("member", "%1$s. %2$s. %3$u of %4$u."), name, said, position + 1, get_members (self)->len);
  /* Translators: %s is the title of a credential */
  g_autofree char *menu = g_strdup_printf (_ ("What can be done with “%s”"), name);

  g_object_set_data (G_OBJECT (row), "place", GUINT_TO_POINTER (position));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  coffret_spoken_set (row, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (g_object_get_data (G_OBJECT (row), "button")),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, menu, -1);
}

static int
compare_rows (GtkListBoxRow *one, GtkListBoxRow *other, gpointer unused)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (one), "place")) -
         GPOINTER_TO_INT (g_object_get_data (G_OBJECT (other), "place"));
}

/* The row below, or else above, one that goes while it or its button has the focus. */
static void
pass_focus_on (CoffretGroupMembers *self, GtkWidget *row)
{
  GtkWidget *next = gtk_widget_get_next_sibling (row) ?: gtk_widget_get_prev_sibling (row);

  if (row_in_question (self) == row)
    gtk_widget_grab_focus (next ?: self->add_button);
}

/* Rows stay with their credential wherever it goes, and so does the focus. */
static void
update (CoffretGroupMembers *self)
{
  const GPtrArray *members = get_members (self);
  guint count = MIN (members->len, self->shown);
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *title = coffret_count_words (members->len, FALSE);
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  while (row) {
    GtkWidget *next = gtk_widget_get_next_sibling (row);
    guint position;

    if (find_position (self, credential_of (row), &position) && position < count) {
      g_hash_table_insert (rows, (char *) credential_of (row), row);
    } else {
      pass_focus_on (self, row);
      gtk_list_box_remove (self->list, row);
    }
    row = next;
  }
  for (guint i = 0; i < count; i++) {
    const char *credential = member_at (self, i)->credential;

    row = g_hash_table_lookup (rows, credential);
    if (!row) {
      row = row_new (self, credential);
      g_object_set_data (G_OBJECT (row), "place", GUINT_TO_POINTER (i));
      gtk_list_box_append (self->list, row);
    }
    update_row (self, row, i);
  }
  gtk_list_box_invalidate_sort (self->list);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  gtk_widget_set_visible (GTK_WIDGET (self->list), count > 0);
  gtk_widget_set_visible (self->hint, count == 0);
  gtk_widget_set_visible (self->more_button, count < members->len);
}

static void
on_more (CoffretGroupMembers *self)
{
  guint before = self->shown;

  self->shown += STEP;
  update (self);
  coffret_focus_row (self->list, before);
}

/* Its content names it once it is in a window. */
static void
on_add_mapped (CoffretGroupMembers *self)
{
  coffret_spoken_set (self->add_button, _ ("Add credentials to this group"));
}

static void
do_add (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretGroupMembers *self = COFFRET_GROUP_MEMBERS (widget);

  gtk_widget_activate_action (widget, "vault.add-members", "s", coffret_group_get_id (self->group));
}

static void
coffret_group_members_dispose (GObject *object)
{
  CoffretGroupMembers *self = COFFRET_GROUP_MEMBERS (object);

  g_clear_weak_pointer (&self->menu_row);
  if (self->menu)
    gtk_widget_unparent (GTK_WIDGET (self->menu));
  self->menu = NULL;
  g_clear_pointer (&self->pack, coffret_pack_unref);
  g_clear_object (&self->group);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_GROUP_MEMBERS);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (coffret_group_members_parent_class)->dispose (object);
}

static void
coffret_group_members_class_init (CoffretGroupMembersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_group_members_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/pages/group-members.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupMembers, list);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupMembers, hint);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupMembers, more_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupMembers, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
  gtk_widget_class_bind_template_callback (widget_class, on_add_mapped);
  gtk_widget_class_install_action (widget_class, "members.add", NULL, do_add);
  gtk_widget_class_install_action (widget_class, "members.fields", "s", do_fields);
  gtk_widget_class_install_action (widget_class, "members.move", "(si)", do_move);
  gtk_widget_class_install_action (widget_class, "members.take", "s", do_take);
  gtk_widget_class_install_action (widget_class, "members.key", "s", do_key);
  coffret_shortcuts_bind (widget_class, "members.key");
}

static void
coffret_group_members_init (CoffretGroupMembers *self)
{
  self->shown = STEP;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_sort_func (self->list, compare_rows, NULL, NULL);
  self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (NULL));
  gtk_popover_set_has_arrow (self->menu, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (on_menu_closed), self,
                           G_CONNECT_SWAPPED);
}

void
coffret_group_members_set_group (CoffretGroupMembers *self,
                                 CoffretSession *session,
                                 CoffretGroup *group)
{
  gboolean change = coffret_session_can_change (session);

  g_return_if_fail (self->group == NULL);

  self->session = g_object_ref (session);
  self->group = g_object_ref (group);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "members.add", change);
  g_signal_connect_object (group, "notify::row", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (coffret_session_get_library (session), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  update (self);
}

void
coffret_group_members_set_pack (CoffretGroupMembers *self, CoffretPack *pack)
{
  if (self->pack == pack)
    return;
  g_clear_pointer (&self->pack, coffret_pack_unref);
  self->pack = pack ? coffret_pack_ref (pack) : NULL;
  update (self);
}
