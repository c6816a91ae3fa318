#include "tutorials/help.h"

#include <glib/gi18n-lib.h>

#include "app/application.h"
#include "app/closures.h"
#include "app/help.h"
#include "app/shortcuts.h"
#include "organise/outline.h"
#include "tutorials/help-dialog.h"
#include "tutorials/topic.h"

typedef struct {
  GtkApplication *application; /* borrowed */
  GPtrArray *topics;           /* NULL until they are asked for */
} Help;

static void
help_free (gpointer data)
{
  Help *self = data;

  g_clear_pointer (&self->topics, g_ptr_array_unref);
  g_free (self);
}

static const char *
say_kind (CoffretDoorKind kind)
{
  return kind == COFFRET_DOOR_TO_PRACTICE ? _ ("Practice vault")
         : kind == COFFRET_DOOR_TO_GUEST  ? _ ("Guest session")
                                          : _ ("Your vault");
}

static void
add_door (GString *outline, CoffretDoor *door)
{
  CoffretDoorState state = coffret_door_get_state (door);
  CoffretSlotType slots = coffret_door_get_slots (door);

  coffret_outline_add (outline, _ ("Vault"), say_kind (coffret_door_get_kind (door)));
  coffret_outline_add (outline, _ ("How it is"),
                       state == COFFRET_DOOR_OPEN ? _ ("It is open.")
                                                  : coffret_door_words (state).title);
  if (coffret_door_get_error (door) != NULL)
    coffret_outline_add_error (outline, _ ("Trouble with the vault"),
                               coffret_door_get_error (door));
  if (coffret_door_get_kind (door) == COFFRET_DOOR_TO_VAULT) {
    coffret_outline_add_yes (outline, _ ("Opens with the keyring"), slots & COFFRET_SLOT_KEYRING);
    coffret_outline_add_yes (outline, _ ("Opens with a passphrase"),
                             slots & COFFRET_SLOT_PASSPHRASE);
    coffret_outline_add_yes (outline, _ ("Opens with a recovery sheet"),
                             slots & COFFRET_SLOT_RECOVERY);
  }
  if (coffret_door_get_session (door) != NULL)
    coffret_outline_add_session (outline, coffret_door_get_session (door));
}

static void
add_looks (GString *outline, GtkWidget *window)
{
  GtkSettings *settings = gtk_widget_get_settings (window);
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (window));
  g_autofree char *toolkit = g_strdup_printf ("%u.%u.%u", gtk_get_major_version (),
                                              gtk_get_minor_version (), gtk_get_micro_version ());
  g_autofree char *widgets = g_strdup_printf ("%u.%u.%u", adw_get_major_version (),
                                              adw_get_minor_version (), adw_get_micro_version ());
  g_autofree char *text = NULL;
  gboolean motion;
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, "gtk-enable-animations", &motion, NULL);
  /* Translators: a percentage; “%%” writes one percent sign. */
  text = g_strdup_printf (C_ ("summary", "%d %%"),
                          dpi > 0 ? (dpi * 100 / (96 * 1024) + 2) / 5 * 5 : 100);
  coffret_outline_add (outline, "GTK", toolkit);
  coffret_outline_add (outline, "libadwaita", widgets);
  coffret_outline_add (outline, _ ("Text size"), text);
  coffret_outline_add_yes (outline, _ ("High contrast"),
                           adw_style_manager_get_high_contrast (style));
  coffret_outline_add_yes (outline, _ ("Dark colours"), adw_style_manager_get_dark (style));
  coffret_outline_add_yes (outline, _ ("Less motion"), !motion);
  coffret_outline_add_yes (outline, _ ("From right to left"),
                           gtk_widget_get_direction (window) == GTK_TEXT_DIR_RTL);
}

char *
coffret_help_outline (GtkWidget *window, CoffretDoor *door)
{
  g_autoptr (GString) outline = g_string_new (NULL);

  coffret_outline_add_computer (outline, COFFRET_VERSION);
  add_looks (outline, window);
  if (door != NULL)
    add_door (outline, door);
  return g_string_free_and_steal (g_steal_pointer (&outline));
}

static CoffretHelpDialog *
find_dialog (GtkWindow *window)
{
  AdwDialog *dialog =
    ADW_IS_APPLICATION_WINDOW (window)
      ? adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))
      : NULL;

  return COFFRET_IS_HELP_DIALOG (dialog) ? COFFRET_HELP_DIALOG (dialog) : NULL;
}

/* One that is open shows the place instead. */
static void
open_at (Help *self, const char *place)
{
  GtkWindow *window = gtk_application_get_active_window (self->application);
  CoffretHelpDialog *dialog = window != NULL ? find_dialog (window) : NULL;
  g_autofree char *outline = NULL;

  if (window == NULL)
    return;
  if (dialog == NULL) {
    CoffretDoor *door = COFFRET_IS_APPLICATION (self->application)
                          ? coffret_application_get_door (COFFRET_APPLICATION (self->application))
                          : NULL;

    if (self->topics == NULL)
      self->topics = coffret_topics_list ();
    outline = coffret_help_outline (GTK_WIDGET (window), door);
    dialog = coffret_help_dialog_new (self->topics, outline);
    coffret_help_dialog_show (dialog, place);
    adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
  } else {
    coffret_help_dialog_show (dialog, place);
  }
}

static void
do_help (GSimpleAction *action, GVariant *target, gpointer data)
{
  Help *self = data;
  GtkWindow *window = gtk_application_get_active_window (self->application);
  g_autofree char *place = NULL;

  /* Of the help itself, there is the list. */
  if (window != NULL && find_dialog (window) == NULL)
    place = coffret_help_place_of (window);
  open_at (self, place ?: "");
}

static void
do_help_on (GSimpleAction *action, GVariant *target, gpointer data)
{
  open_at (data, g_variant_get_string (target, NULL));
}

static void
on_startup (Help *self)
{
  static const GActionEntry entries[] = {
    { .name = "help", .activate = do_help },
    { .name = "help-on", .activate = do_help_on, .parameter_type = "s" },
  };
  GTypeClass *dialogs = g_type_class_get (ADW_TYPE_DIALOG);

  g_action_map_add_action_entries (G_ACTION_MAP (self->application), entries,
                                   G_N_ELEMENTS (entries), self);
  coffret_shortcuts_bind_application (self->application, "app.help");
  /* Keys of the application do not reach into a dialog: so each of them has this one, those of the
   * platform too. */
  coffret_shortcuts_bind (GTK_WIDGET_CLASS (dialogs), "app.help");
}

void
coffret_help_attach (GtkApplication *application)
{
  Help *self = g_new0 (Help, 1);

  self->application = application;
  g_object_set_data_full (G_OBJECT (application), "coffret-help-attached", self, help_free);
  g_signal_connect_swapped (application, "startup", G_CALLBACK (on_startup), self);
}
