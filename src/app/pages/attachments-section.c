#include "app/pages/attachments-section.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/attaching.h"
#include "app/choose.h"
#include "app/dialogs/preview-dialog.h"
#include "app/focus.h"
#include "app/guest.h"
#include "app/launch.h"
#include "app/opened.h"
#include "app/paste.h"
#include "app/shortcuts.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/attachment-line.h"
#include "organise/attachments.h"

struct _CoffretAttachmentsSection {
  AdwPreferencesGroup parent_instance;

  GtkListBox *list;
  GtkWidget *buttons;

  CoffretSession *session;
  CoffretEntry *entry;
  GPtrArray *rows; /* CoffretAttachmentRow, as they are shown */
  CoffretAttaching *attaching;
  guint asked;  /* how often for the rows */
  char *wanted; /* which to give the focus once they are shown; NULL: none */
};

G_DEFINE_FINAL_TYPE (CoffretAttachmentsSection,
                     coffret_attachments_section,
                     ADW_TYPE_PREFERENCES_GROUP)

static const CoffretAttachmentRow *
find (CoffretAttachmentsSection *self, const char *id, guint *position)
{
  for (guint i = 0; self->rows && i < self->rows->len; i++) {
    const CoffretAttachmentRow *row = g_ptr_array_index (self->rows, i);

    if (g_str_equal (row->id, id)) {
      *position = i;
      return row;
    }
  }
  return NULL;
}

/* The window outlives the section, which goes with its page. */
static GtkWidget *
window_of (CoffretAttachmentsSection *self)
{
  return GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* Of the row that has the focus, or what is in it; NULL: none has. Owned. */
static char *
dup_focused (CoffretAttachmentsSection *self)
{
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));
  GtkWidget *row = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list))
                     ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW)
                     : NULL;

  return row ? g_strdup (coffret_attachment_line_get_id (row)) : NULL;
}

/* Rows that say the same still stay: more is known of a file some time after it was attached, and
 * whoever is on its row is not to be thrown off. */
static void
show_rows (CoffretAttachmentsSection *self)
{
  gboolean change = coffret_session_can_change (self->session);
  g_autofree char *focused = dup_focused (self);
  guint count = self->rows->len;
  GtkListBoxRow *row;

  /* A list that is not to be seen could not have the focus. */
  if (count > 0)
    gtk_widget_set_visible (GTK_WIDGET (self->list), TRUE);
  for (guint i = 0; i < count; i++) {
    const CoffretAttachmentRow *attachment = g_ptr_array_index (self->rows, i);
    gboolean wanted = g_strcmp0 (self->wanted ?: focused, attachment->id) == 0;
    gboolean stays;

    row = gtk_list_box_get_row_at_index (self->list, (int) i);
    stays = row && coffret_attachment_line_shows (GTK_WIDGET (row), attachment, i, count, change);
    if (!stays) {
      GtkWidget *line = coffret_attachment_line_new (attachment, i, count, change);

      gtk_list_box_insert (self->list, line, (int) i);
      row = GTK_LIST_BOX_ROW (line);
    }
    if (wanted && (self->wanted || !stays))
      coffret_focus_once_placed (GTK_WIDGET (row));
  }
  while ((row = gtk_list_box_get_row_at_index (self->list, (int) count)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_pointer (&self->wanted, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->list), count > 0);
}

/* DATA: which question it answers; only the newest counts. */
static void
on_listed (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretAttachmentsSection *self = owner;

  if (error || GPOINTER_TO_UINT (data) != self->asked)
    return;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_value_dup_boxed (value);
  show_rows (self);
}

static void
refresh (CoffretAttachmentsSection *self)
{
  coffret_when (coffret_session_list_attachments (self->session, self->entry), self, on_listed,
                GUINT_TO_POINTER (++self->asked), NULL);
}

static void
on_changed (CoffretAttachmentsSection *self, const char *credential)
{
  if (g_strcmp0 (credential, coffret_entry_get_id (self->entry)) == 0)
    refresh (self);
}

void
coffret_attachments_section_take (CoffretAttachmentsSection *self, GListModel *files)
{
  coffret_attaching_take_files (self->attaching, files);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CoffretAttachmentsSection) self = data;
  g_autoptr (GListModel) files =
    gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (!files)
    return;
  coffret_choose_forget (files);
  if (gtk_widget_get_root (GTK_WIDGET (self)))
    coffret_attachments_section_take (self, files);
}

void
coffret_attachments_section_choose (CoffretAttachmentsSection *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GCancellable) cancellable = coffret_choose_while_shown (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, _ ("Attach Files"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Attach"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (window_of (self)), cancellable, on_chosen,
                                 g_object_ref (self));
}

static void
on_pasted (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretAttachmentsSection *self = owner;
  const CoffretPaste *paste = error ? NULL : g_value_get_boxed (value);

  if (error)
    coffret_tell_error (window_of (self), _ ("Nothing to Attach"), error);
  else if (paste->files)
    coffret_attachments_section_take (self, paste->files);
  else if (paste->bytes)
    coffret_attaching_take_bytes (self->attaching, paste->bytes, paste->name);
  else
    coffret_tell (window_of (self), _ ("Only files, pictures and texts can be attached"));
}

void
coffret_attachments_section_paste (CoffretAttachmentsSection *self)
{
  coffret_when (coffret_paste_read (gtk_widget_get_clipboard (GTK_WIDGET (self))), self, on_pasted,
                NULL, NULL);
}

static gboolean
on_drop (
  GtkDropTarget *target, const GValue *value, double x, double y, CoffretAttachmentsSection *self)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GSList) files = NULL;

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *file = files; file; file = file->next)
    g_list_store_append (store, file->data);
  coffret_attachments_section_take (self, G_LIST_MODEL (store));
  return files != NULL;
}

/* DATA: the path. */
static void
on_copied (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  g_autoptr (GFile) file = NULL;

  if (error) {
    coffret_tell_error (owner, _ ("That Could Not Be Opened"), error);
    return;
  }
  file = g_file_new_for_path (data);
  coffret_launch_file (owner, file);
}

static void
do_open (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretAttachmentsSection *self = COFFRET_ATTACHMENTS_SECTION (widget);
  guint position;
  const CoffretAttachmentRow *row = find (self, g_variant_get_string (target, NULL), &position);
  g_autoptr (GError) error = NULL;
  char *path;

  if (!row || coffret_guest_refuses_copy (widget, self->session))
    return;
  path = coffret_opened_new_path (row->name, row->size, &error);
  if (!path) {
    coffret_tell_error (widget, _ ("That Could Not Be Opened"), error);
    return;
  }
  g_signal_handlers_disconnect_by_func (self->session, coffret_opened_clear, NULL);
  g_signal_connect (self->session, "ended", G_CALLBACK (coffret_opened_clear), NULL);
  coffret_when (coffret_session_save_attachment (self->session, row, NULL, path, NULL),
                window_of (self), on_copied, path, g_free);
}

static void
do_preview (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretAttachmentsSection *self = COFFRET_ATTACHMENTS_SECTION (widget);
  guint position;
  const CoffretAttachmentRow *row = find (self, g_variant_get_string (target, NULL), &position);

  if (row)
    adw_dialog_present (ADW_DIALOG (coffret_preview_dialog_new (self->session, row)), widget);
}

static void
on_row_activated (CoffretAttachmentsSection *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "attachment.open", "s",
                              coffret_attachment_line_get_id (GTK_WIDGET (row)));
}

static void
on_saved (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (error)
    coffret_tell_error (owner, _ ("That Could Not Be Saved"), error);
  else
    coffret_tell (owner, _ ("The file is saved"));
}

typedef struct {
  CoffretAttachmentsSection *self;
  CoffretAttachmentRow *row;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->self);
  coffret_attachment_row_free (asking->row);
  g_free (asking);
}

static Asking *
asking_new (CoffretAttachmentsSection *self, const CoffretAttachmentRow *row)
{
  Asking *asking = g_new (Asking, 1);

  asking->self = g_object_ref (self);
  asking->row = coffret_attachment_row_copy (row);
  return asking;
}

static void
on_save_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file && gtk_widget_get_root (GTK_WIDGET (asking->self)))
    coffret_when (
      coffret_session_save_attachment (asking->self->session, asking->row, file, NULL, NULL),
      window_of (asking->self), on_saved, NULL, NULL);
  asking_free (asking);
}

static void
do_save (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretAttachmentsSection *self = COFFRET_ATTACHMENTS_SECTION (widget);
  guint position;
  const CoffretAttachmentRow *row = find (self, g_variant_get_string (target, NULL), &position);
  g_autoptr (GtkFileDialog) dialog = NULL;
  g_autoptr (GCancellable) cancellable = NULL;

  if (!row)
    return;
  dialog = gtk_file_dialog_new ();
  cancellable = coffret_choose_while_shown (widget);
  gtk_file_dialog_set_title (dialog, _ ("Save the File"));
  gtk_file_dialog_set_initial_name (dialog, row->name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (window_of (self)), cancellable, on_save_chosen,
                        asking_new (self, row));
}

static void
on_renamed (AdwAlertDialog *dialog, const char *response, gpointer data)
{
  Asking *asking = data;
  GtkWidget *entry = adw_alert_dialog_get_extra_child (dialog);

  if (!g_str_equal (response, "rename") || !gtk_widget_get_root (GTK_WIDGET (asking->self)))
    return;
  g_set_str (&asking->self->wanted, asking->row->id);
  coffret_when (coffret_session_rename_attachment (asking->self->session, asking->row,
                                                   gtk_editable_get_text (GTK_EDITABLE (entry))),
                window_of (asking->self), coffret_tell_done, g_strdup (_ ("The file is renamed")),
                g_free);
}

static void
on_asking_gone (gpointer data, GClosure *closure)
{
  asking_free (data);
}

/* An entry that gets the focus selects all that is in it; the ending is seldom what is wrong. */
static gboolean
on_name_shown (GtkWidget *entry, GdkFrameClock *clock, gpointer unused)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  const char *dot = strrchr (name, '.');
  GtkWidget *focus = coffret_focus_get (entry);

  if (!focus || !gtk_widget_is_ancestor (focus, entry))
    return G_SOURCE_CONTINUE;
  gtk_editable_select_region (GTK_EDITABLE (entry), 0,
                              dot && dot != name ? (int) g_utf8_pointer_to_offset (name, dot) : -1);
  return G_SOURCE_REMOVE;
}

static void
rename_row (CoffretAttachmentsSection *self, const CoffretAttachmentRow *row)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Rename the File"), NULL));
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), row->name);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 200);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the file"), -1);
  adw_alert_dialog_set_extra_child (dialog, entry);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "rename", _ ("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "rename");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_renamed), asking_new (self, row),
                         on_asking_gone, 0);
  adw_dialog_set_focus (ADW_DIALOG (dialog), entry);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
  gtk_widget_add_tick_callback (entry, on_name_shown, NULL, NULL);
}

/* BY -1 or 1. */
static void
move_row (CoffretAttachmentsSection *self, const CoffretAttachmentRow *row, guint position, int by)
{
  const CoffretAttachmentRow *const *rows = (gpointer) self->rows->pdata;
  guint n = self->rows->len;
  const char *was = position + 1 < n ? rows[position + 1]->id : NULL;
  const char *next;

  if (by < 0 ? position == 0 : position + 1 >= n) {
    gtk_widget_error_bell (GTK_WIDGET (self));
    return;
  }
  next = by < 0 ? rows[position - 1]->id : position + 2 < n ? rows[position + 2]->id : NULL;
  g_set_str (&self->wanted, row->id);
  coffret_when (coffret_session_place_attachment (self->session, row, next, was), window_of (self),
                coffret_tell_done, g_strdup (_ ("The file is moved")), g_free);
}

static void
remove_row (CoffretAttachmentsSection *self, const CoffretAttachmentRow *row, guint position)
{
  const CoffretAttachmentRow *const *rows = (gpointer) self->rows->pdata;
  guint n = self->rows->len;

  g_set_str (&self->wanted, position + 1 < n ? rows[position + 1]->id
                            : position > 0   ? rows[position - 1]->id
                                             : NULL);
  if (!self->wanted)
    gtk_widget_child_focus (self->buttons, GTK_DIR_TAB_FORWARD);
  coffret_when (coffret_session_remove_attachment (self->session, row), window_of (self),
                coffret_tell_done,
                /* Translators: %s is the name of a file, last because it may be cut off */
                g_strdup_printf (_ ("Removed: “%s”"), row->name), g_free);
}

static void
act (CoffretAttachmentsSection *self, const char *what, const char *id)
{
  guint position = 0;
  const CoffretAttachmentRow *row = find (self, id, &position);

  if (!row || !coffret_session_can_change (self->session))
    return;
  if (g_str_equal (what, "rename"))
    rename_row (self, row);
  else if (g_str_equal (what, "up"))
    move_row (self, row, position, -1);
  else if (g_str_equal (what, "down"))
    move_row (self, row, position, 1);
  else
    remove_row (self, row, position);
}

/* "attachment.rename" and so on: from a menu. */
static void
do_act (GtkWidget *widget, const char *action, GVariant *target)
{
  act (COFFRET_ATTACHMENTS_SECTION (widget), action + strlen ("attachment."),
       g_variant_get_string (target, NULL));
}

/* The same by a key, on the row that has the focus. */
static void
do_key (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretAttachmentsSection *self = COFFRET_ATTACHMENTS_SECTION (widget);
  GtkWidget *focus = coffret_focus_get (widget);
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  const char *id = row ? coffret_attachment_line_get_id (row) : NULL;

  if (id)
    act (self, g_variant_get_string (target, NULL), id);
}

static void
coffret_attachments_section_dispose (GObject *object)
{
  CoffretAttachmentsSection *self = COFFRET_ATTACHMENTS_SECTION (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_ATTACHMENTS_SECTION);
  g_clear_object (&self->session);
  g_clear_object (&self->entry);
  g_clear_object (&self->attaching);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (coffret_attachments_section_parent_class)->dispose (object);
}

static void
coffret_attachments_section_class_init (CoffretAttachmentsSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_attachments_section_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/pages/attachments-section.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretAttachmentsSection, list);
  gtk_widget_class_bind_template_child (widget_class, CoffretAttachmentsSection, buttons);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_install_action (widget_class, "attachment.open", "s", do_open);
  gtk_widget_class_install_action (widget_class, "attachment.preview", "s", do_preview);
  gtk_widget_class_install_action (widget_class, "attachment.save", "s", do_save);
  gtk_widget_class_install_action (widget_class, "attachment.rename", "s", do_act);
  gtk_widget_class_install_action (widget_class, "attachment.up", "s", do_act);
  gtk_widget_class_install_action (widget_class, "attachment.down", "s", do_act);
  gtk_widget_class_install_action (widget_class, "attachment.remove", "s", do_act);
  gtk_widget_class_install_action (widget_class, "attachment.key", "s", do_key);
  coffret_shortcuts_bind (widget_class, "attachment.key");
}

static void
coffret_attachments_section_init (CoffretAttachmentsSection *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

CoffretAttachmentsSection *
coffret_attachments_section_new (CoffretSession *session, CoffretEntry *entry)
{
  CoffretAttachmentsSection *self = g_object_new (COFFRET_TYPE_ATTACHMENTS_SECTION, NULL);

  self->session = g_object_ref (session);
  self->entry = g_object_ref (entry);
  self->rows = g_ptr_array_new ();
  self->attaching = coffret_attaching_new (session, entry, GTK_LIST_BOX (self->buttons));
  gtk_widget_set_visible (self->buttons, coffret_session_can_change (session));
  g_signal_connect_object (coffret_session_get_library (session), "attachments-changed",
                           G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  refresh (self);
  return self;
}
