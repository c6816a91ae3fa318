#include "app/dialogs/members-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/focus.h"
#include "app/spoken.h"
#include "organise/view.h"

/* So many rows at first, and so many more when they are asked for. */
#define STEP 50

struct _CoffretMembersDialog {
  AdwDialog parent_instance;

  AdwWindowTitle *window_title;
  GtkSearchEntry *search;
  GtkWidget *add_button;
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *more_button;
  AdwStatusPage *nothing;

  CoffretGroup *group;
  CoffretView *view;
  GPtrArray *ticked; /* CoffretEntry */
  guint shown;       /* rows at most */
};

G_DEFINE_FINAL_TYPE (CoffretMembersDialog, coffret_members_dialog, ADW_TYPE_DIALOG)

enum {
  SIGNAL_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static CoffretEntry *
entry_of (gpointer row)
{
  return g_object_get_data (row, "entry");
}

static gboolean
is_ticked (CoffretMembersDialog *self, CoffretEntry *entry)
{
  return g_ptr_array_find (self->ticked, entry, NULL);
}

static void
show_row (CoffretMembersDialog *self, GtkWidget *row, guint total)
{
  CoffretEntry *entry = entry_of (row);
  gboolean ticked = is_ticked (self, entry);
  guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "position"));
  g_autofree char *sentence =
    coffret_entry_sentence (coffret_entry_get_title (entry), coffret_entry_get_issuer (entry),
                            coffret_entry_get_awarded (entry), coffret_entry_get_kind (entry), NULL,
                            coffret_entry_get_verdict (entry), position, total, ticked);

  gtk_check_button_set_active (g_object_get_data (G_OBJECT (row), "check"), ticked);
  coffret_spoken_set (row, sentence);
}

static GtkWidget *
row_new (CoffretEntry *entry, guint position)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check =
    g_object_new (GTK_TYPE_CHECK_BUTTON, "can-focus", FALSE, "can-target", FALSE, "valign",
                  GTK_ALIGN_CENTER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_autofree char *title = coffret_entry_name (entry);
  g_autofree char *details =
    coffret_entry_details (coffret_entry_get_issuer (entry), coffret_entry_get_awarded (entry),
                           coffret_entry_get_kind (entry));

  gtk_widget_add_css_class (check, "selection-mode");
  /* Names come from strangers: they are shown as they are. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "entry", g_object_ref (entry), g_object_unref);
  g_object_set_data (G_OBJECT (row), "check", check);
  g_object_set_data (G_OBJECT (row), "position", GUINT_TO_POINTER (position));
  return row;
}

/* What is found and not in the group; owned. */
static GPtrArray *
list_offered (CoffretMembersDialog *self)
{
  const CoffretSharingGroup *row = coffret_group_get_row (self->group);
  GListModel *found = G_LIST_MODEL (self->view);
  GPtrArray *offered = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (found); i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (found, i);

    if (!coffret_sharing_group_find (row, coffret_entry_get_id (entry)))
      g_ptr_array_add (offered, g_steal_pointer (&entry));
  }
  return offered;
}

static void
show_count (CoffretMembersDialog *self)
{
  g_autofree char *words =
    self->ticked->len > 0 ? coffret_selected_words (self->ticked->len) : NULL;

  adw_window_title_set_subtitle (self->window_title, words ?: coffret_group_get_name (self->group));
  gtk_widget_set_sensitive (self->add_button, self->ticked->len > 0);
  if (words)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
update (CoffretMembersDialog *self)
{
  g_autoptr (GPtrArray) offered = NULL;
  gboolean searching = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';

  if (coffret_view_is_busy (self->view))
    return;
  offered = list_offered (self);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < MIN (offered->len, self->shown); i++) {
    GtkWidget *row = row_new (g_ptr_array_index (offered, i), i);

    gtk_list_box_append (self->list, row);
    show_row (self, row, offered->len);
  }
  gtk_widget_set_visible (self->more_button, offered->len > self->shown);
  adw_status_page_set_icon_name (self->nothing,
                                 searching ? "edit-find-symbolic" : "object-select-symbolic");
  adw_status_page_set_title (self->nothing,
                             searching ? _ ("Nothing Found") : _ ("All of Them Are in the Group"));
  gtk_stack_set_visible_child_name (self->stack, offered->len > 0 ? "list" : "none");
  if (searching) {
    g_autofree char *words = coffret_count_words (offered->len, TRUE);

    gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  }
}

static void
on_search (CoffretMembersDialog *self)
{
  if (!self->view)
    return;
  self->shown = STEP;
  coffret_view_set_words (self->view, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

/* From the words to what they find. */
static void
on_search_activated (CoffretMembersDialog *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if (first && gtk_widget_get_mapped (GTK_WIDGET (first)))
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
on_row (CoffretMembersDialog *self, GtkListBoxRow *row)
{
  CoffretEntry *entry = entry_of (row);
  g_autoptr (GPtrArray) offered = list_offered (self);

  if (!g_ptr_array_remove (self->ticked, entry))
    g_ptr_array_add (self->ticked, g_object_ref (entry));
  show_row (self, GTK_WIDGET (row), offered->len);
  show_count (self);
}

static void
on_more (CoffretMembersDialog *self)
{
  guint before = self->shown;

  self->shown += STEP;
  update (self);
  coffret_focus_row (self->list, before);
}

static void
on_cancel (CoffretMembersDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_add (CoffretMembersDialog *self)
{
  g_autoptr (CoffretMembersDialog) owned = g_object_ref (self);
  g_autoptr (GPtrArray) entries = g_ptr_array_ref (self->ticked);

  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, entries);
}

static void
coffret_members_dialog_dispose (GObject *object)
{
  CoffretMembersDialog *self = COFFRET_MEMBERS_DIALOG (object);

  if (self->view)
    g_signal_handlers_disconnect_by_data (self->view, self);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_MEMBERS_DIALOG);
  g_clear_object (&self->view);
  G_OBJECT_CLASS (coffret_members_dialog_parent_class)->dispose (object);
}

static void
coffret_members_dialog_finalize (GObject *object)
{
  CoffretMembersDialog *self = COFFRET_MEMBERS_DIALOG (object);

  g_clear_object (&self->group);
  g_ptr_array_unref (self->ticked);
  G_OBJECT_CLASS (coffret_members_dialog_parent_class)->finalize (object);
}

static void
coffret_members_dialog_class_init (CoffretMembersDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_members_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_members_dialog_finalize;
  signals[SIGNAL_PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/members-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretMembersDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, CoffretMembersDialog, search);
  gtk_widget_class_bind_template_child (widget_class, CoffretMembersDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretMembersDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretMembersDialog, list);
  gtk_widget_class_bind_template_child (widget_class, CoffretMembersDialog, more_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretMembersDialog, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_row);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
}

static void
coffret_members_dialog_init (CoffretMembersDialog *self)
{
  self->ticked = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = STEP;
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretMembersDialog *
coffret_members_dialog_new (CoffretSession *session, CoffretGroup *group)
{
  CoffretMembersDialog *self = g_object_new (COFFRET_TYPE_MEMBERS_DIALOG, NULL);

  self->group = g_object_ref (group);
  self->view = coffret_view_new (coffret_session_get_library (session));
  g_signal_connect_object (self->view, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::busy", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  show_count (self);
  update (self);
  return self;
}

const char *
coffret_members_dialog_get_group (CoffretMembersDialog *self)
{
  return coffret_group_get_id (self->group);
}
