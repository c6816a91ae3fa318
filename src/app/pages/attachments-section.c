#include "app/pages/attachments-section.h"

#include <glib/gi18n-lib.h>

#include "app/choose.h"
#include "app/closures.h"
#include "app/dialogs/preview-dialog.h"
#include "app/focus.h"
#include "app/opened.h"
#include "app/paste.h"
#include "app/shortcuts.h"
#include "app/tell.h"
#include "app/when.h"
#include "base/json.h"
#include "organise/attachments.h"

struct _CoffretAttachmentsSection {
  AdwPreferencesGroup parent_instance;

  GtkListBox *list;
  GtkWidget *buttons;

  CoffretSession *session;
  CoffretEntry *entry;
  GPtrArray *rows;      /* CoffretAttachmentRow, as they are shown */
  GtkWidget *coming;    /* the row of what is being attached; NULL: nothing is */
  GtkProgressBar *bar;  /* in it */
  GCancellable *cancel; /* of it */
  char *wanted;         /* which to give the focus once they are shown; NULL: none */
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

static void
append (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static GMenuModel *
menu_new (CoffretAttachmentsSection *self, const CoffretAttachmentRow *row, guint position)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) out = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  append (out, _ ("_Open"), "attachment.open", row->id);
  if (g_str_equal (row->media_type, "application/pdf"))
    append (out, _ ("_Preview"), "attachment.preview", row->id);
  append (out, _ ("_Save As…"), "attachment.save", row->id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (out));
  if (coffret_session_can_change (self->session)) {
    append (change, _ ("Re_name…"), "attachment.rename", row->id);
    if (position > 0)
      append (change, _ ("Move _Up"), "attachment.up", row->id);
    if (position + 1 < self->rows->len)
      append (change, _ ("Move _Down"), "attachment.down", row->id);
    append (last, _ ("_Remove"), "attachment.remove", row->id);
  }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

static const char *
icon_of (const char *media_type)
{
  return g_str_has_prefix (media_type, "image/") ? "image-x-generic-symbolic"
                                                 : "text-x-generic-symbolic";
}

/* What one digital signature in a document says, in plain words. Nobody has been asked whether the
 * signer is who the name says. */
static char *
say_signature (const json_t *signature)
{
  const char *status = coffret_json_string (signature, "status");
  const char *name = coffret_json_string (signature, "name");
  gint64 time = json_integer_value (coffret_json_get (signature, "time"));
  g_autofree char *date =
    time > 0 ? coffret_instant_to_date (coffret_instant_from_unix ((double) time)) : NULL;

  if (g_strcmp0 (status, "broken") == 0)
    return g_strdup (_ ("It has a digital signature that does not match: it was changed since."));
  if (g_strcmp0 (status, "intact") != 0)
    return g_strdup (_ ("It has a digital signature that could not be checked."));
  if (name && *name && date)
    /* Translators: a name and a date. */
    return g_strdup_printf (_ ("Signed by “%s” on %s and not changed since. Whether it was really "
                               "them could not be checked."),
                            name, date);
  return g_strdup (_ ("It has a digital signature and was not changed since. Who signed could not "
                      "be checked."));
}

static char *
details_of (const CoffretAttachmentRow *attachment,
            const char *kind,
            const char *size,
            const char *date)
{
  g_autoptr (GString) text = g_string_new (kind);
  g_autoptr (json_t) signatures =
    attachment->signatures
      ? coffret_json_parse (attachment->signatures, strlen (attachment->signatures), NULL, NULL)
      : NULL;
  const json_t *signature;
  gsize index;

  if (attachment->pages > 0) {
    g_autofree char *pages =
      /* Translators: %d is a number of pages. */
      g_strdup_printf (ngettext ("%d page", "%d pages", (gulong) attachment->pages),
                       attachment->pages);
    g_string_append_printf (text, " · %s", pages);
  }
  g_string_append_printf (text, " · %s · %s", size, date);
  json_array_foreach (signatures, index, signature) {
    g_autofree char *sentence = say_signature (signature);

    g_string_append_printf (text, "\n%s", sentence);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
row_new (CoffretAttachmentsSection *self, const CoffretAttachmentRow *attachment, guint position)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_of (attachment->media_type));
  g_autoptr (GMenuModel) menu = menu_new (self, attachment, position);
  g_autofree char *content_type = g_content_type_from_mime_type (attachment->media_type);
  g_autofree char *kind =
    g_content_type_get_description (content_type ?: "application/octet-stream");
  g_autofree char *size = g_format_size ((guint64) attachment->size);
  g_autofree char *date = coffret_instant_to_date (attachment->added);
  g_autofree char *details = details_of (attachment, kind, size, date);
  /* Translators: %s is the name of a file. */
  g_autofree char *name = g_strdup_printf (_ ("What can be done with “%s”"), attachment->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), attachment->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row), "attachment", g_strdup (attachment->id), g_free);
  return row;
}

static void
show_rows (CoffretAttachmentsSection *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < self->rows->len; i++) {
    const CoffretAttachmentRow *attachment = g_ptr_array_index (self->rows, i);
    GtkWidget *row = row_new (self, attachment, i);

    gtk_list_box_append (self->list, row);
    if (g_strcmp0 (self->wanted, attachment->id) == 0)
      coffret_focus_once_placed (row);
  }
  g_clear_pointer (&self->wanted, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->rows->len > 0);
}

static void
on_listed (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretAttachmentsSection *self = owner;

  if (error)
    return;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_value_dup_boxed (value);
  show_rows (self);
}

static void
refresh (CoffretAttachmentsSection *self)
{
  coffret_when (coffret_session_list_attachments (self->session, self->entry), self, on_listed,
                NULL, NULL);
}

static void
on_changed (CoffretAttachmentsSection *self, const char *credential)
{
  if (g_strcmp0 (credential, coffret_entry_get_id (self->entry)) == 0)
    refresh (self);
}

static void
on_cancel (CoffretAttachmentsSection *self)
{
  if (self->cancel)
    g_cancellable_cancel (self->cancel);
}

static void
show_coming (CoffretAttachmentsSection *self, const char *name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  /* Translators: %s is the name of a file. */
  g_autofree char *title = g_strdup_printf (_ ("Attaching “%s”…"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->bar), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_cancel), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->bar));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_prepend (GTK_LIST_BOX (self->buttons), row);
  self->coming = row;
}

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
on_progress (gint64 done, gint64 total, gpointer data)
{
  g_autoptr (CoffretAttachmentsSection) self = g_weak_ref_get (data);

  if (self && self->bar && total > 0)
    gtk_progress_bar_set_fraction (self->bar, CLAMP ((double) done / (double) total, 0, 1));
}

static void attach_next (CoffretAttachmentsSection *self, GListModel *files, guint next);

typedef struct {
  GListModel *files;
  guint next;
  char *name;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_clear_object (&step->files);
  g_free (step->name);
  g_free (step);
}

static void
on_attached (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretAttachmentsSection *self = owner;
  Step *step = data;

  if (self->coming)
    gtk_list_box_remove (GTK_LIST_BOX (self->buttons), self->coming);
  self->coming = NULL;
  self->bar = NULL;
  if (!gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    coffret_tell_error (window_of (self), _ ("That Could Not Be Attached"), error);
    return;
  }
  if (error) {
    coffret_tell (window_of (self), _ ("It was not attached"));
    return;
  }
  if (step->files && step->next < g_list_model_get_n_items (step->files)) {
    attach_next (self, step->files, step->next);
    return;
  }
  {
    /* Translators: %s is the name of a file, last because it may be cut off */
    g_autofree char *sentence = g_strdup_printf (_ ("Attached: “%s”"), step->name);

    coffret_tell_undo (window_of (self), sentence);
  }
}

static void
attach (CoffretAttachmentsSection *self,
        GFile *file,
        GBytes *bytes,
        const char *name,
        GListModel *files,
        guint next)
{
  GWeakRef *weak = g_new (GWeakRef, 1);
  Step *step = g_new0 (Step, 1);

  step->files = files ? g_object_ref (files) : NULL;
  step->next = next;
  step->name = g_strdup (name);
  g_weak_ref_init (weak, self);
  g_clear_object (&self->cancel);
  self->cancel = g_cancellable_new ();
  if (self->coming)
    gtk_list_box_remove (GTK_LIST_BOX (self->buttons), self->coming);
  show_coming (self, name);
  coffret_when (coffret_session_attach (self->session, self->entry, file, bytes,
                                        bytes ? name : NULL, on_progress, weak, weak_free,
                                        self->cancel),
                self, on_attached, step, step_free);
}

static void
attach_next (CoffretAttachmentsSection *self, GListModel *files, guint next)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, next);
  g_autofree char *base = file ? g_file_get_basename (file) : NULL;
  g_autofree char *name = base ? g_utf8_make_valid (base, -1) : NULL;

  if (file)
    attach (self, file, NULL, name, files, next + 1);
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
    attach_next (self, files, 0);
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
    attach_next (self, paste->files, 0);
  else if (paste->bytes)
    attach (self, NULL, paste->bytes, paste->name, NULL, 0);
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
  if (files)
    attach_next (self, G_LIST_MODEL (store), 0);
  return files != NULL;
}

/* DATA: the path. */
static void
on_copied (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  g_autoptr (GtkFileLauncher) launcher = NULL;
  g_autoptr (GFile) file = NULL;

  if (error) {
    coffret_tell_error (owner, _ ("That Could Not Be Opened"), error);
    return;
  }
  file = g_file_new_for_path (data);
  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_launch (launcher, GTK_WINDOW (owner), NULL, NULL, NULL);
}

static void
do_open (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretAttachmentsSection *self = COFFRET_ATTACHMENTS_SECTION (widget);
  guint position;
  const CoffretAttachmentRow *row = find (self, g_variant_get_string (target, NULL), &position);
  g_autoptr (GError) error = NULL;
  char *path;

  if (!row)
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
                              g_object_get_data (G_OBJECT (row), "attachment"));
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

/* DATA: what to say when it worked. */
static void
on_done (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (error)
    coffret_tell_error (owner, _ ("That Could Not Be Done"), error);
  else
    coffret_tell_undo (owner, data);
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
                window_of (asking->self), on_done, g_strdup (_ ("The file is renamed")), g_free);
}

static void
on_asking_gone (gpointer data, GClosure *closure)
{
  asking_free (data);
}

static void
rename_row (CoffretAttachmentsSection *self, const CoffretAttachmentRow *row)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Rename the File"), NULL));
  GtkWidget *entry = gtk_entry_new ();
  const char *dot = strrchr (row->name, '.');

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
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
  gtk_widget_grab_focus (entry);
  gtk_editable_select_region (
    GTK_EDITABLE (entry), 0,
    dot && dot != row->name ? (int) g_utf8_pointer_to_offset (row->name, dot) : -1);
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
                on_done, g_strdup (_ ("The file is moved")), g_free);
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
  coffret_when (coffret_session_remove_attachment (self->session, row), window_of (self), on_done,
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
  const char *id = row ? g_object_get_data (G_OBJECT (row), "attachment") : NULL;

  if (id)
    act (self, g_variant_get_string (target, NULL), id);
}

static void
coffret_attachments_section_dispose (GObject *object)
{
  CoffretAttachmentsSection *self = COFFRET_ATTACHMENTS_SECTION (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_ATTACHMENTS_SECTION);
  self->coming = NULL;
  self->bar = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->entry);
  g_clear_object (&self->cancel);
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
  gtk_widget_set_visible (self->buttons, coffret_session_can_change (session));
  g_signal_connect_object (coffret_session_get_library (session), "attachments-changed",
                           G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  refresh (self);
  return self;
}
