#include "app/dialogs/preferences-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/asking-group.h"
#include "app/dialogs/backups-group.h"
#include "app/dialogs/locking-group.h"
#include "app/dialogs/ways-group.h"
#include "app/language-row.h"
#include "app/one-of.h"
#include "app/tell.h"
#include "app/widgets/choice-row.h"

/* Pixels; a frame has its place beside them. */
#define LEAST_WIDTH 300
#define LEAST_HEIGHT 150

struct _CoffretPreferencesDialog {
  AdwPreferencesDialog parent_instance;

  GtkWidget *appearance;
  AdwPreferencesPage *of_the_vault;
  AdwComboRow *language_row;
  AdwComboRow *colours_row;
  AdwSwitchRow *motion_row;
  AdwSwitchRow *offer_row;
  AdwSwitchRow *pictures_row;
  AdwComboRow *order_row;
  AdwComboRow *headings_row;
  GtkWidget *folder_group;
  AdwActionRow *folder_row;
  GtkWidget *memory_group;
  GtkWidget *notices_group;
  AdwSwitchRow *notices_row;
  CoffretWaysGroup *ways_group;
  CoffretBackupsGroup *backups_group;
  CoffretLockingGroup *locking_group;
  CoffretAskingGroup *asking_group;

  CoffretDoor *door;
};

G_DEFINE_FINAL_TYPE (CoffretPreferencesDialog,
                     coffret_preferences_dialog,
                     ADW_TYPE_PREFERENCES_DIALOG)

static void
on_shown (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CoffretPreferencesDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result,
                                                        &error) &&
      gtk_widget_get_root (GTK_WIDGET (self)))
    coffret_tell_error (GTK_WIDGET (self), _ ("The Folder Could Not Be Shown"), error);
}

static void
on_show (CoffretPreferencesDialog *self)
{
  g_autofree char *path = g_build_filename (coffret_door_get_folder (self->door), "vault.db", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher,
                                            GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                            NULL, on_shown, g_object_ref (self));
}

/* GTK 4.18 can keep what was in a sheet that has closed, and that would keep the door. */
static void
let_go (CoffretPreferencesDialog *self)
{
  gpointer groups[] = { self->ways_group, self->backups_group, self->asking_group };

  for (gsize i = 0; self->of_the_vault && i < G_N_ELEMENTS (groups); i++)
    adw_preferences_page_remove (self->of_the_vault, groups[i]);
}

static void
coffret_preferences_dialog_dispose (GObject *object)
{
  CoffretPreferencesDialog *self = COFFRET_PREFERENCES_DIALOG (object);

  let_go (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->door);
  G_OBJECT_CLASS (coffret_preferences_dialog_parent_class)->dispose (object);
}

static void
coffret_preferences_dialog_class_init (CoffretPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_preferences_dialog_dispose;
  g_type_ensure (COFFRET_TYPE_WAYS_GROUP);
  g_type_ensure (COFFRET_TYPE_BACKUPS_GROUP);
  g_type_ensure (COFFRET_TYPE_LOCKING_GROUP);
  g_type_ensure (COFFRET_TYPE_ASKING_GROUP);
  g_type_ensure (COFFRET_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, appearance);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, of_the_vault);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, colours_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, motion_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, offer_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, pictures_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, order_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, headings_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, folder_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, memory_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, notices_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, notices_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, ways_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, backups_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, locking_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreferencesDialog, asking_group);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
}

/* The platform's dialog of preferences, and what it has within, ask for more than our narrowest
 * window has. */
static void
ask_for_less (CoffretPreferencesDialog *self)
{
  GtkWidget *within = gtk_widget_get_ancestor (self->appearance, ADW_TYPE_BREAKPOINT_BIN);

  gtk_widget_set_size_request (GTK_WIDGET (self), LEAST_WIDTH, LEAST_HEIGHT);
  if (within)
    gtk_widget_set_size_request (within, LEAST_WIDTH, LEAST_HEIGHT);
}

static void
coffret_preferences_dialog_init (CoffretPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ask_for_less (self);
}

CoffretPreferencesDialog *
coffret_preferences_dialog_new (GSettings *settings, CoffretDoor *door, CoffretLockWatch *watch)
{
  CoffretPreferencesDialog *self = g_object_new (COFFRET_TYPE_PREFERENCES_DIALOG, NULL);
  const char *folder = coffret_door_get_folder (door);

  self->door = g_object_ref (door);
  coffret_language_row_fill (self->language_row, settings, coffret_door_get_kind (door));
  coffret_one_of_bind (coffret_one_of_colours (), settings, "colours", self->colours_row);
  coffret_one_of_bind (coffret_one_of_orders (), settings, "sort-order", self->order_row);
  coffret_one_of_bind (coffret_one_of_headings (), settings, "headings", self->headings_row);
  g_settings_bind (settings, "offer-compartments", self->offer_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "less-motion", self->motion_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "show-pictures", self->pictures_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "notices", self->notices_row, "active", G_SETTINGS_BIND_DEFAULT);
  gtk_widget_set_visible (self->folder_group, folder != NULL);
  gtk_widget_set_visible (self->notices_group, folder != NULL);
  gtk_widget_set_visible (self->memory_group, folder == NULL);
  adw_action_row_set_subtitle (self->folder_row, folder ?: "");
  coffret_ways_group_set_door (self->ways_group, door);
  coffret_backups_group_set_door (self->backups_group, door);
  coffret_locking_group_set_watch (self->locking_group, watch, settings);
  coffret_asking_group_set_door (self->asking_group, door);
  return self;
}
