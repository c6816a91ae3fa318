#include "app/dialogs/vault-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/choose.h"
#include "app/fault.h"
#include "app/focus.h"
#include "app/when.h"
#include "vault/moving.h"
#include "vault/site.h"

struct _CoffretVaultDialog {
  AdwDialog parent_instance;

  GtkWidget *cancel_button;
  GtkWidget *confirm_button;
  GtkWidget *page;
  AdwEntryRow *name_row;
  AdwActionRow *folder_row;
  GtkWidget *choose_button;
  GtkLabel *hint;
  GtkLabel *fault;
  GtkWidget *spinner;

  CoffretVaults *vaults;
  CoffretKnownVault *known; /* to be renamed; else NULL */
  CoffretVault *vault;      /* to be moved; else NULL */
  char *folder;             /* NULL: not chosen yet */
};

G_DEFINE_FINAL_TYPE (CoffretVaultDialog, coffret_vault_dialog, ADW_TYPE_DIALOG)

static void
show_hint (CoffretVaultDialog *self, const char *sentence)
{
  gtk_label_set_label (self->hint, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), *sentence != '\0');
  if (*sentence != '\0')
    gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
update (CoffretVaultDialog *self)
{
  g_autofree char *name =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  g_autofree char *shown = self->folder ? g_filename_display_name (self->folder) : NULL;

  adw_action_row_set_subtitle (self->folder_row, shown ?: _ ("Not chosen yet"));
  gtk_widget_set_sensitive (self->confirm_button, self->folder && (self->vault || *name != '\0'));
  coffret_fault_show (self->fault, NULL);
}

/* All that is to be known of it, one sentence after the other. */
static void
on_looked (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretVaultDialog *self = owner;
  const CoffretSite *site = value ? g_value_get_boxed (value) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!self->hint || !site || g_strcmp0 (data, self->folder) != 0)
    return;
  if (!self->vault && coffret_vault_examine (self->folder, NULL) != COFFRET_VAULT_ABSENT)
    g_string_append (text, _ ("A vault is in this folder already. It is opened as it is."));
  for (guint trouble = 1; trouble <= COFFRET_SITE_SYNCED; trouble <<= 1)
    if (site->troubles & trouble) {
      g_autofree char *advice = coffret_site_advice (site, (CoffretSiteTrouble) trouble);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", advice);
    }
  show_hint (self, text->str);
}

static void
set_folder (CoffretVaultDialog *self, const char *folder)
{
  g_set_str (&self->folder, folder);
  update (self);
  show_hint (self, "");
  coffret_when (coffret_vaults_look (folder), self, on_looked, g_strdup (folder), g_free);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CoffretVaultDialog) self = data;
  g_autoptr (GFile) file =
    gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autofree char *folder = path ? coffret_vaults_place_within (path) : NULL;

  if (!self->folder_row || !file)
    return;
  if (folder)
    set_folder (self, folder);
  else
    coffret_fault_show (self->fault, _ ("The vault must be a folder on this computer."));
}

static void
on_choose (CoffretVaultDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GCancellable) cancellable = coffret_choose_while_shown (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, _ ("Folder for the Vault"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 cancellable, on_chosen, g_object_ref (self));
}

static void
on_cancel (CoffretVaultDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
finish (CoffretVaultDialog *self)
{
  g_signal_emit_by_name (self, "done");
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
set_moving (CoffretVaultDialog *self, gboolean moving)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), !moving);
  gtk_widget_set_sensitive (self->cancel_button, !moving);
  gtk_widget_set_sensitive (self->confirm_button, !moving);
  gtk_widget_set_sensitive (self->choose_button, !moving);
  gtk_widget_set_visible (self->spinner, moving);
  if (moving)
    show_hint (self, _ ("The vault is being copied and checked. The old folder is emptied only "
                        "when all of it is in the new one."));
}

static void
on_moved (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretVaultDialog *self = owner;

  if (!self->page)
    return;
  set_moving (self, FALSE);
  if (error) {
    show_hint (self, "");
    coffret_fault_show (self->fault, error->message);
    gtk_widget_grab_focus (self->choose_button);
  } else {
    finish (self);
  }
}

static void
on_confirm (CoffretVaultDialog *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));
  g_autoptr (GError) error = NULL;

  if (self->vault) {
    set_moving (self, TRUE);
    coffret_when (coffret_vaults_move (self->vaults, self->vault, self->folder), self, on_moved,
                  NULL, NULL);
    return;
  }
  if (self->known ? coffret_vaults_rename (self->vaults, self->known, name, &error)
                  : (coffret_vault_examine (self->folder, NULL) != COFFRET_VAULT_ABSENT ||
                     coffret_vault_may_lie (self->folder, &error)) &&
                      coffret_vaults_add (self->vaults, name, self->folder, &error)) {
    finish (self);
    return;
  }
  coffret_fault_show (self->fault, error->message);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

static void
coffret_vault_dialog_map (GtkWidget *widget)
{
  CoffretVaultDialog *self = COFFRET_VAULT_DIALOG (widget);

  GTK_WIDGET_CLASS (coffret_vault_dialog_parent_class)->map (widget);
  coffret_focus_once_risen (self->vault ? self->choose_button : GTK_WIDGET (self->name_row));
}

static void
coffret_vault_dialog_dispose (GObject *object)
{
  CoffretVaultDialog *self = COFFRET_VAULT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_VAULT_DIALOG);
  g_clear_object (&self->vaults);
  g_clear_object (&self->known);
  g_clear_pointer (&self->vault, coffret_vault_unref);
  G_OBJECT_CLASS (coffret_vault_dialog_parent_class)->dispose (object);
}

static void
coffret_vault_dialog_finalize (GObject *object)
{
  g_free (COFFRET_VAULT_DIALOG (object)->folder);
  G_OBJECT_CLASS (coffret_vault_dialog_parent_class)->finalize (object);
}

static void
coffret_vault_dialog_class_init (CoffretVaultDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_vault_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_vault_dialog_finalize;
  widget_class->map = coffret_vault_dialog_map;
  g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/vault-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultDialog, page);
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultDialog, choose_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
}

static void
coffret_vault_dialog_init (CoffretVaultDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static CoffretVaultDialog *
dialog_new (CoffretVaults *vaults, const char *title, const char *confirm)
{
  CoffretVaultDialog *self = g_object_new (COFFRET_TYPE_VAULT_DIALOG, "title", title, NULL);

  self->vaults = g_object_ref (vaults);
  gtk_button_set_label (GTK_BUTTON (self->confirm_button), confirm);
  return self;
}

CoffretVaultDialog *
coffret_vault_dialog_new_add (CoffretVaults *vaults)
{
  CoffretVaultDialog *self = dialog_new (vaults, _ ("Add a Vault"), _ ("_Add"));
  g_autofree char *folder = coffret_vaults_suggest_folder ();

  set_folder (self, folder);
  return self;
}

CoffretVaultDialog *
coffret_vault_dialog_new_rename (CoffretVaults *vaults, CoffretKnownVault *known)
{
  CoffretVaultDialog *self = dialog_new (vaults, _ ("Rename the Vault"), _ ("_Rename"));

  self->known = g_object_ref (known);
  self->folder = g_strdup (coffret_known_vault_get_folder (known));
  gtk_widget_set_visible (GTK_WIDGET (self->folder_row), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), coffret_known_vault_get_name (known));
  return self;
}

CoffretVaultDialog *
coffret_vault_dialog_new_move (CoffretVaults *vaults, CoffretVault *vault)
{
  CoffretVaultDialog *self = dialog_new (vaults, _ ("Move the Vault"), _ ("_Move"));

  self->vault = coffret_vault_ref (vault);
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), FALSE);
  update (self);
  return self;
}

const char *
coffret_vault_dialog_get_folder (CoffretVaultDialog *self)
{
  return self->folder;
}
