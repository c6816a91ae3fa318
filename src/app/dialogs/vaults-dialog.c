#include "app/dialogs/vaults-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/vault-dialog.h"
#include "app/focus.h"
#include "app/tell.h"
#include "app/when.h"
#include "organise/vaults.h"

struct _CoffretVaultsDialog {
  AdwDialog parent_instance;

  AdwPreferencesGroup *group;
  GtkWidget *add_row;

  CoffretDoor *door;
  CoffretVaults *vaults;
  GPtrArray *rows; /* borrowed from the group */
};

G_DEFINE_FINAL_TYPE (CoffretVaultsDialog, coffret_vaults_dialog, ADW_TYPE_DIALOG)

static gboolean
is_current (CoffretVaultsDialog *self, CoffretKnownVault *known)
{
  return coffret_vaults_find (self->vaults, coffret_door_get_folder (self->door)) == known;
}

static CoffretVault *
open_vault (CoffretVaultsDialog *self)
{
  CoffretSession *session = coffret_door_get_session (self->door);

  return session ? coffret_session_get_vault (session) : NULL;
}

static void
open_folder (GtkWidget *widget, const char *folder)
{
  gtk_widget_activate_action_variant (widget, "app.open-vault", g_variant_new_bytestring (folder));
}

static void
on_row_activated (GtkWidget *row, CoffretVaultsDialog *self)
{
  CoffretKnownVault *known = g_object_get_data (G_OBJECT (row), "vault");

  if (!is_current (self, known))
    open_folder (GTK_WIDGET (self), coffret_known_vault_get_folder (known));
}

static CoffretKnownVault *
find_target (CoffretVaultsDialog *self, GVariant *target)
{
  return coffret_vaults_find (self->vaults, g_variant_get_bytestring (target));
}

static void
on_added (CoffretVaultDialog *dialog, CoffretVaultsDialog *self)
{
  g_autofree char *folder = g_strdup (coffret_vault_dialog_get_folder (dialog));

  open_folder (GTK_WIDGET (self), folder);
}

static void
on_add (CoffretVaultsDialog *self)
{
  CoffretVaultDialog *dialog = coffret_vault_dialog_new_add (self->vaults);

  g_signal_connect_object (dialog, "done", G_CALLBACK (on_added), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* To the menu of that vault, whose row was made anew. */
static void
on_rename_closed (CoffretVaultsDialog *self, AdwDialog *dialog)
{
  CoffretKnownVault *renamed = g_object_get_data (G_OBJECT (dialog), "vault");

  for (guint i = 0; self->rows && i < self->rows->len; i++) {
    GObject *row = g_ptr_array_index (self->rows, i);
    CoffretKnownVault *known = g_object_get_data (row, "vault");

    if (g_str_equal (coffret_known_vault_get_folder (known),
                     coffret_known_vault_get_folder (renamed)))
      coffret_focus_once_risen (g_object_get_data (row, "button"));
  }
}

static void
do_rename (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretVaultsDialog *self = COFFRET_VAULTS_DIALOG (widget);
  CoffretKnownVault *known = find_target (self, target);
  CoffretVaultDialog *dialog;

  if (!known)
    return;
  dialog = coffret_vault_dialog_new_rename (self->vaults, known);
  g_object_set_data_full (G_OBJECT (dialog), "vault", g_object_ref (known), g_object_unref);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (on_rename_closed), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
on_moved (CoffretVaultDialog *dialog, CoffretVaultsDialog *self)
{
  coffret_tell (GTK_WIDGET (self), _ ("The vault is in its new folder"));
}

static void
do_move (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretVaultsDialog *self = COFFRET_VAULTS_DIALOG (widget);
  CoffretVault *vault = open_vault (self);
  CoffretVaultDialog *dialog;

  if (!vault)
    return;
  dialog = coffret_vault_dialog_new_move (self->vaults, vault);
  g_signal_connect_object (dialog, "done", G_CALLBACK (on_moved), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
do_forget (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretVaultsDialog *self = COFFRET_VAULTS_DIALOG (widget);
  CoffretKnownVault *known = find_target (self, target);
  g_autoptr (GError) error = NULL;

  if (!known || coffret_known_vault_is_first (known))
    return;
  if (coffret_vaults_forget (self->vaults, known, &error))
    coffret_tell (widget, _ ("It is no longer in the list. Its files are where they were."));
  else
    coffret_tell_error (widget, _ ("That Could Not Be Done"), error);
}

static void
on_removed (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  g_autofree char *first = coffret_vaults_first_folder ();

  if (error)
    coffret_tell_error (owner, _ ("The Vault Was Not Removed"), error);
  /* It was the one of this window, which has been locked. */
  else if (data)
    open_folder (owner, first);
  else
    coffret_tell (owner, _ ("The vault is removed"));
}

static void
on_remove_answered (CoffretVaultsDialog *self, const char *response, AdwAlertDialog *dialog)
{
  CoffretKnownVault *known = g_object_get_data (G_OBJECT (dialog), "vault");
  gboolean current;

  if (!g_str_equal (response, "remove") || !self->vaults)
    return;
  current = is_current (self, known);
  g_object_ref (known);
  if (current) {
    g_autoptr (CoffretVaults) vaults = g_object_ref (self->vaults);
    GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

    /* Takes this dialog along. */
    coffret_door_lock (self->door);
    coffret_when (coffret_vaults_remove (vaults, known), root, on_removed, GINT_TO_POINTER (TRUE),
                  NULL);
  } else {
    coffret_when (coffret_vaults_remove (self->vaults, known), self, on_removed, NULL, NULL);
  }
  g_object_unref (known);
}

static void
on_word_changed (GtkEditable *word, AdwAlertDialog *dialog)
{
  CoffretKnownVault *known = g_object_get_data (G_OBJECT (dialog), "vault");
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (word)));

  adw_alert_dialog_set_response_enabled (
    dialog, "remove", g_utf8_collate (typed, coffret_known_vault_get_name (known)) == 0);
}

static void
do_remove (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretVaultsDialog *self = COFFRET_VAULTS_DIALOG (widget);
  CoffretKnownVault *known = find_target (self, target);
  AdwAlertDialog *dialog;
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *word = adw_entry_row_new ();
  g_autofree char *body = NULL;

  if (!known)
    return;
  /* Translators: %s is the name of a vault */
  body = g_strdup_printf (_ ("All the credentials in “%s” are deleted, and this cannot be undone. "
                             "Only a backup could bring them back. To go on, type the name of the "
                             "vault."),
                          coffret_known_vault_get_name (known));
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Remove for Ever?"), body));
  g_object_set_data_full (G_OBJECT (dialog), "vault", g_object_ref (known), g_object_unref);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (word), _ ("Name of the vault"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), word);
  g_signal_connect_object (word, "changed", G_CALLBACK (on_word_changed), dialog, 0);
  adw_alert_dialog_set_extra_child (dialog, list);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "remove", _ ("_Remove for Ever"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_enabled (dialog, "remove", FALSE);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_remove_answered), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_set_focus (ADW_DIALOG (dialog), word);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
  coffret_focus_show (word);
}

static void
add_item (GMenu *menu, const char *label, const char *action, CoffretKnownVault *known)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (
    item, action, g_variant_new_bytestring (coffret_known_vault_get_folder (known)));
  g_menu_append_item (menu, item);
}

/* Only what can be done with it. */
static GMenuModel *
menu_new (CoffretVaultsDialog *self, CoffretKnownVault *known)
{
  GMenu *menu = g_menu_new ();
  gboolean current = is_current (self, known);

  add_item (menu, _ ("Re_name…"), "vaults.rename", known);
  if (current && open_vault (self) &&
      coffret_session_can_change (coffret_door_get_session (self->door)))
    add_item (menu, _ ("_Move to Another Folder…"), "vaults.move", known);
  if (!current && !coffret_known_vault_is_first (known))
    add_item (menu, _ ("_Take Out of the List"), "vaults.forget", known);
  if (coffret_vault_examine (coffret_known_vault_get_folder (known), NULL) != COFFRET_VAULT_ABSENT)
    add_item (menu, _ ("_Remove for Ever…"), "vaults.remove", known);
  return G_MENU_MODEL (menu);
}

static GtkWidget *
row_new (CoffretVaultsDialog *self, CoffretKnownVault *known)
{
  const char *name = coffret_known_vault_get_name (known);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = menu_new (self, known);
  g_autofree char *folder = g_filename_display_name (coffret_known_vault_get_folder (known));
  /* Translators: %s is the name of a vault */
  g_autofree char *said = g_strdup_printf (_ ("What can be done with “%s”"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), folder);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  g_object_set_data_full (G_OBJECT (row), "vault", g_object_ref (known), g_object_unref);
  if (is_current (self, known)) {
    GtkWidget *mark =
      gtk_label_new (open_vault (self) ? C_ ("vault", "Open") : C_ ("vault", "Locked"));

    gtk_widget_add_css_class (mark, "dimmed");
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
  } else {
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), self, 0);
  }
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), "button", button);
  return row;
}

/* A short list: built anew, with what adds to it last. */
static void
on_vaults_changed (CoffretVaultsDialog *self)
{
  if (!self->group)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_object_ref (self->add_row);
  adw_preferences_group_remove (self->group, self->add_row);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->vaults)); i++) {
    g_autoptr (CoffretKnownVault) known = g_list_model_get_item (G_LIST_MODEL (self->vaults), i);
    GtkWidget *row = row_new (self, known);

    adw_preferences_group_add (self->group, row);
    g_ptr_array_add (self->rows, row);
  }
  adw_preferences_group_add (self->group, self->add_row);
  g_object_unref (self->add_row);
}

/* It may have been opened by its folder, and others may have the name that this suggests. When the
 * list cannot be written, it is not in it. */
static void
add_current (CoffretVaultsDialog *self)
{
  const char *folder = coffret_door_get_folder (self->door);
  g_autofree char *name = g_filename_display_basename (folder);
  g_autofree char *numbered = g_strdup (name);

  for (guint i = 2; i < 10 && !coffret_vaults_find (self->vaults, folder) &&
                    !coffret_vaults_add (self->vaults, numbered, folder, NULL);
       i++) {
    g_free (numbered);
    numbered = g_strdup_printf ("%s %u", name, i);
  }
}

static void
coffret_vaults_dialog_dispose (GObject *object)
{
  CoffretVaultsDialog *self = COFFRET_VAULTS_DIALOG (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_VAULTS_DIALOG);
  g_clear_object (&self->vaults);
  g_clear_object (&self->door);
  G_OBJECT_CLASS (coffret_vaults_dialog_parent_class)->dispose (object);
}

static void
coffret_vaults_dialog_class_init (CoffretVaultsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_vaults_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/vaults-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultsDialog, group);
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultsDialog, add_row);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_install_action (widget_class, "vaults.rename", "ay", do_rename);
  gtk_widget_class_install_action (widget_class, "vaults.move", "ay", do_move);
  gtk_widget_class_install_action (widget_class, "vaults.forget", "ay", do_forget);
  gtk_widget_class_install_action (widget_class, "vaults.remove", "ay", do_remove);
}

static void
coffret_vaults_dialog_init (CoffretVaultsDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretVaultsDialog *
coffret_vaults_dialog_new (CoffretDoor *door)
{
  CoffretVaultsDialog *self = g_object_new (COFFRET_TYPE_VAULTS_DIALOG, NULL);

  self->door = g_object_ref (door);
  self->vaults = coffret_vaults_new (NULL);
  add_current (self);
  g_signal_connect_object (self->vaults, "items-changed", G_CALLBACK (on_vaults_changed), self,
                           G_CONNECT_SWAPPED);
  on_vaults_changed (self);
  return self;
}
