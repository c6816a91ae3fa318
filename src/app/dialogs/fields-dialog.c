#include "app/dialogs/fields-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/fields-list.h"

struct _CoffretFieldsDialog {
  AdwDialog parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *member_group;
  GtkWidget *whole_row;
  GtkWidget *usual_row;
  CoffretFieldsList *list;

  CoffretSession *session;
  CoffretGroup *group;
  char *credential; /* NULL: of all */
  CoffretFields present;
};

G_DEFINE_FINAL_TYPE (CoffretFieldsDialog, coffret_fields_dialog, ADW_TYPE_DIALOG)

/* The credential that it is about; NULL: of all, or it is no member any more. */
static CoffretSharingMember *
get_member (CoffretFieldsDialog *self)
{
  return self->credential
           ? coffret_sharing_group_find (coffret_group_get_row (self->group), self->credential)
           : NULL;
}

static void
update (CoffretFieldsDialog *self)
{
  const CoffretSharingGroup *row = coffret_group_get_row (self->group);
  CoffretSharingMember *member = get_member (self);
  CoffretFields fields = member ? coffret_sharing_group_allows (row, member) : row->fields;

  if (self->credential && !member) {
    adw_dialog_close (ADW_DIALOG (self));
    return;
  }
  if (member)
    coffret_fields_list_set_usual (self->list, row->fields);
  if (coffret_fields_list_get_fields (self->list) != fields)
    coffret_fields_list_set_fields (self->list, fields);
  if (member) {
    gtk_widget_set_sensitive (self->usual_row, member->shown != 0 || member->hidden != 0);
    gtk_widget_set_sensitive (self->whole_row, (self->present & ~fields) != 0);
  }
}

/* What was turned goes back where the vault did not take it. */
static void
on_done (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretFieldsDialog *self = owner;

  if (!self->list)
    return;
  if (error)
    coffret_tell_error (owner, _ ("That Could Not Be Done"), error);
  update (self);
}

static void
set_fields (CoffretFieldsDialog *self, CoffretFields fields)
{
  const char *id = coffret_group_get_id (self->group);

  coffret_when (self->credential
                  ? coffret_session_set_member_fields (self->session, id, self->credential, fields)
                  : coffret_session_set_group_fields (self->session, id, fields),
                self, on_done, NULL, NULL);
}

static void
on_changed (CoffretFieldsDialog *self)
{
  set_fields (self, coffret_fields_list_get_fields (self->list));
}

static void
on_whole (CoffretFieldsDialog *self)
{
  CoffretSharingMember *member = get_member (self);

  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  if (member)
    set_fields (self, coffret_sharing_group_allows (coffret_group_get_row (self->group), member) |
                        self->present);
}

static void
on_usual (CoffretFieldsDialog *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  coffret_when (coffret_session_clear_member_fields (
                  self->session, coffret_group_get_id (self->group), self->credential),
                self, on_done, NULL, NULL);
}

static void
coffret_fields_dialog_dispose (GObject *object)
{
  CoffretFieldsDialog *self = COFFRET_FIELDS_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->group);
  g_clear_pointer (&self->credential, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_FIELDS_DIALOG);
  G_OBJECT_CLASS (coffret_fields_dialog_parent_class)->dispose (object);
}

static void
coffret_fields_dialog_class_init (CoffretFieldsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_fields_dialog_dispose;
  g_type_ensure (COFFRET_TYPE_FIELDS_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/fields-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretFieldsDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, CoffretFieldsDialog, member_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretFieldsDialog, whole_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretFieldsDialog, usual_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretFieldsDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_whole);
  gtk_widget_class_bind_template_callback (widget_class, on_usual);
}

static void
coffret_fields_dialog_init (CoffretFieldsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static CoffretFieldsDialog *
dialog_new (CoffretSession *session, CoffretGroup *group)
{
  CoffretFieldsDialog *self = g_object_new (COFFRET_TYPE_FIELDS_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->group = g_object_ref (group);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("What They May See"));
  g_signal_connect_object (group, "notify::row", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return self;
}

CoffretFieldsDialog *
coffret_fields_dialog_new (CoffretSession *session, CoffretGroup *group)
{
  CoffretFieldsDialog *self = dialog_new (session, group);

  adw_window_title_set_subtitle (self->window_title, coffret_group_get_name (group));
  update (self);
  return self;
}

CoffretFieldsDialog *
coffret_fields_dialog_new_for (CoffretSession *session,
                               CoffretGroup *group,
                               CoffretEntry *credential,
                               CoffretFields present)
{
  CoffretFieldsDialog *self = dialog_new (session, group);
  g_autofree char *name = coffret_entry_name (credential);

  self->credential = g_strdup (coffret_entry_get_id (credential));
  self->present = present;
  gtk_widget_set_visible (self->member_group, TRUE);
  coffret_fields_list_set_possible (self->list, present);
  adw_window_title_set_subtitle (self->window_title, name);
  update (self);
  return self;
}
