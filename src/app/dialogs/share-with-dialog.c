#include "app/dialogs/share-with-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/audiences.h"
#include "app/closures.h"
#include "app/focus.h"
#include "app/spoken.h"
#include "app/widgets/fields-list.h"

struct _CoffretShareWithDialog {
  AdwDialog parent_instance;

  AdwNavigationView *view;
  AdwPreferencesGroup *existing;
  AdwPreferencesGroup *audiences;
  AdwEntryRow *name_row;
  AdwEntryRow *recipient_row;
  CoffretFieldsList *list;
  GtkWidget *confirm_button;

  CoffretSession *session;
  CoffretSharingGroup *draft;
  GtkWidget *first; /* borrowed: the row that gets the focus */
};

G_DEFINE_FINAL_TYPE (CoffretShareWithDialog, coffret_share_with_dialog, ADW_TYPE_DIALOG)

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
on_name_changed (CoffretShareWithDialog *self)
{
  g_autofree char *name = dup_text (self->name_row);

  gtk_widget_set_sensitive (self->confirm_button, *name != '\0');
}

static void
on_confirm (CoffretShareWithDialog *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *recipient = dup_text (self->recipient_row);

  if (*name == '\0')
    return;
  g_set_str (&self->draft->name, name);
  g_set_str (&self->draft->recipient, *recipient != '\0' ? recipient : NULL);
  self->draft->fields = coffret_fields_list_get_fields (self->list);
  /* What was changed by hand is no preset any more. */
  if (self->draft->fields !=
      coffret_audience_get_fields (coffret_audience_from_id (self->draft->audience)))
    g_set_str (&self->draft->audience, coffret_audience_to_id (COFFRET_AUDIENCE_OWN));
  g_signal_emit_by_name (self, "confirmed");
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_audience (AdwActionRow *row, CoffretShareWithDialog *self)
{
  CoffretAudience audience = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "audience"));
  g_autofree char *name = g_strconcat ("what-", coffret_audience_to_id (audience), NULL);

  /* Lessons look for whom it is. */
  gtk_widget_set_name (GTK_WIDGET (adw_navigation_view_find_page (self->view, "what")), name);
  g_set_str (&self->draft->audience, coffret_audience_to_id (audience));
  coffret_fields_list_set_fields (self->list, coffret_audience_get_fields (audience));
  if (*self->draft->name == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), coffret_audience_to_label (audience));
  adw_navigation_view_push_by_tag (self->view, "what");
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

static void
on_group (AdwActionRow *row, CoffretShareWithDialog *self)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "group"));

  g_signal_emit_by_name (self, "chosen", id);
  adw_dialog_close (ADW_DIALOG (self));
}

static GtkWidget *
row_new (const char *icon, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = g_strdup_printf ("%s. %s", title, subtitle);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  adw_action_row_add_suffix (
    ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                        "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  coffret_spoken_set (row, words);
  return row;
}

static void
append_audiences (CoffretShareWithDialog *self)
{
  for (CoffretAudience audience = 0; audience < COFFRET_N_AUDIENCES; audience++) {
    GtkWidget *row =
      row_new (coffret_audience_icon (audience), coffret_audience_to_label (audience),
               coffret_audience_to_sentence (audience));
    g_autofree char *name = g_strconcat ("audience-", coffret_audience_to_id (audience), NULL);

    /* Lessons point at it. */
    gtk_widget_set_name (row, name);
    g_object_set_data (G_OBJECT (row), "audience", GUINT_TO_POINTER (audience));
    g_signal_connect_object (row, "activated", G_CALLBACK (on_audience), self, 0);
    adw_preferences_group_add (self->audiences, row);
    if (!self->first)
      self->first = row;
  }
}

static void
append_groups (CoffretShareWithDialog *self)
{
  GListModel *groups =
    G_LIST_MODEL (coffret_library_get_groups (coffret_session_get_library (self->session)));

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++) {
    g_autoptr (CoffretGroup) group = g_list_model_get_item (groups, i);
    g_autofree char *count = coffret_count_words (coffret_group_get_count (group), FALSE);
    GtkWidget *row = row_new (coffret_audience_icon (coffret_group_get_audience (group)),
                              coffret_group_get_name (group), count);

    g_object_set_data_full (G_OBJECT (row), "group", g_strdup (coffret_group_get_id (group)),
                            g_free);
    g_signal_connect_object (row, "activated", G_CALLBACK (on_group), self, 0);
    adw_preferences_group_add (self->existing, row);
    gtk_widget_set_visible (GTK_WIDGET (self->existing), TRUE);
    if (!self->first)
      self->first = row;
  }
}

static void
coffret_share_with_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (coffret_share_with_dialog_parent_class)->map (widget);
  coffret_focus_once_risen (COFFRET_SHARE_WITH_DIALOG (widget)->first);
}

static void
coffret_share_with_dialog_dispose (GObject *object)
{
  CoffretShareWithDialog *self = COFFRET_SHARE_WITH_DIALOG (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_SHARE_WITH_DIALOG);
  G_OBJECT_CLASS (coffret_share_with_dialog_parent_class)->dispose (object);
}

static void
coffret_share_with_dialog_finalize (GObject *object)
{
  coffret_sharing_group_free (COFFRET_SHARE_WITH_DIALOG (object)->draft);
  G_OBJECT_CLASS (coffret_share_with_dialog_parent_class)->finalize (object);
}

static void
coffret_share_with_dialog_class_init (CoffretShareWithDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_share_with_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_share_with_dialog_finalize;
  widget_class->map = coffret_share_with_dialog_map;
  g_signal_new ("confirmed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (COFFRET_TYPE_FIELDS_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/share-with-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretShareWithDialog, view);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareWithDialog, existing);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareWithDialog, audiences);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareWithDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareWithDialog, recipient_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareWithDialog, list);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareWithDialog, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
}

static void
coffret_share_with_dialog_init (CoffretShareWithDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  on_name_changed (self);
}

CoffretShareWithDialog *
coffret_share_with_dialog_new (CoffretSession *session,
                               CoffretSharingGroup *draft,
                               gboolean existing)
{
  CoffretShareWithDialog *self = g_object_new (COFFRET_TYPE_SHARE_WITH_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->draft = draft;
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), draft->name);
  if (existing)
    append_groups (self);
  append_audiences (self);
  return self;
}

const CoffretSharingGroup *
coffret_share_with_dialog_get_draft (CoffretShareWithDialog *self)
{
  return self->draft;
}
