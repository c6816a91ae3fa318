#include "app/tell.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/focus.h"
#include "app/help.h"
#include "app/window.h"

/* Of a message: a GWeakRef to what had the focus before it. */
#define BEFORE "coffret-focus-before"

/* What libadwaita says to a screen reader. It looks for the words of another language in the
 * program's own catalogue, though they are in libadwaita's. */
G_GNUC_UNUSED static const char *const heard[] = {
  /* Translators: a screen reader says it of a short message at the edge of the window */
  N_ ("A toast appeared: %s"),
  /* Translators: the same, of a message with a button such as "Undo" */
  N_ ("A toast appeared: %s, has a button: %s"),
  /* Translators: the button at the top of a window or of a dialog, which has no words */
  N_ ("Close"),
  /* Translators: what the button “Close” at the top of a dialog does */
  N_ ("Close the window"),
};

static AdwToastOverlay *
overlay_of (GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from); /* NULL once it is off the screen */
  GtkWidget *nearest = root ? gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY) : NULL;

  /* A dialog has one of its own, where it covers the window's. */
  if (nearest)
    return ADW_TOAST_OVERLAY (nearest);
  return COFFRET_IS_WINDOW (root) ? coffret_window_get_toasts (COFFRET_WINDOW (root)) : NULL;
}

static void
free_weak (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
on_focus (AdwToast *toast, GParamSpec *spec, GtkRoot *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);

  if (focus && !coffret_focus_is_in_message (focus))
    g_weak_ref_set (g_object_get_data (G_OBJECT (toast), BEFORE), focus);
}

/* A message that goes while it has the focus would leave it to the first button of the window. */
static void
on_dismissed (AdwToast *toast)
{
  g_autoptr (GtkWidget) before = g_weak_ref_get (g_object_get_data (G_OBJECT (toast), BEFORE));
  GtkWidget *focus = before ? coffret_focus_get (before) : NULL;

  if (focus && coffret_focus_is_in_message (focus))
    gtk_widget_grab_focus (before);
}

/* Takes TOAST. Who goes to it comes back to where they were. */
static void
add_toast (AdwToastOverlay *overlay, AdwToast *toast)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (overlay));
  GWeakRef *before = g_new0 (GWeakRef, 1);

  g_weak_ref_init (before, NULL);
  g_object_set_data_full (G_OBJECT (toast), BEFORE, before, free_weak);
  on_focus (toast, NULL, root);
  g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (on_focus), toast,
                           G_CONNECT_SWAPPED);
  g_signal_connect (toast, "dismissed", G_CALLBACK (on_dismissed), NULL);
  adw_toast_overlay_add_toast (overlay, toast);
}

static void
tell (GtkWidget *from, const char *text, gboolean undo, gboolean lasting)
{
  AdwToastOverlay *overlay = overlay_of (from);
  AdwToast *toast;

  if (!overlay)
    return;
  toast = adw_toast_new ("");
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  if (lasting)
    adw_toast_set_timeout (toast, 0);
  if (undo) {
    adw_toast_set_button_label (toast, _ ("Undo"));
    adw_toast_set_action_name (toast, "win.undo");
    adw_toast_set_timeout (toast, 8);
    /* An older "Undo" would now undo this step instead of its own. */
    adw_toast_overlay_dismiss_all (overlay);
  }
  add_toast (overlay, toast);
}

void
coffret_tell (GtkWidget *from, const char *text)
{
  tell (from, text, FALSE, FALSE);
}

void
coffret_tell_lasting (GtkWidget *from, const char *text)
{
  tell (from, text, FALSE, TRUE);
}

void
coffret_tell_instead (GtkWidget *from, const char *text)
{
  AdwToastOverlay *overlay = overlay_of (from);

  if (overlay)
    adw_toast_overlay_dismiss_all (overlay);
  tell (from, text, FALSE, FALSE);
}

void
coffret_tell_undo (GtkWidget *from, const char *text)
{
  tell (from, text, TRUE, FALSE);
}

static void
on_launched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) from = data;
  g_autoptr (GError) error = NULL;

  /* Who changes their mind has not met an error. */
  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
      gtk_widget_get_root (from))
    coffret_tell_error (from, _ ("The File Could Not Be Opened"), error);
}

static void
on_open (AdwToast *toast, GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);
  g_autoptr (GtkFileLauncher) launcher =
    gtk_file_launcher_new (g_object_get_data (G_OBJECT (toast), "file"));

  gtk_file_launcher_set_always_ask (launcher, TRUE);
  gtk_file_launcher_launch (launcher, root ? GTK_WINDOW (root) : NULL, NULL, on_launched,
                            g_object_ref (from));
}

void
coffret_tell_open (GtkWidget *from, const char *text, GFile *file)
{
  AdwToastOverlay *overlay = overlay_of (from);
  AdwToast *toast;

  if (!overlay)
    return;
  toast = adw_toast_new ("");
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  adw_toast_set_button_label (toast, _ ("_Open With…"));
  adw_toast_set_timeout (toast, 0);
  g_object_set_data_full (G_OBJECT (toast), "file", g_object_ref (file), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_open), from, 0);
  add_toast (overlay, toast);
}

typedef struct {
  GtkWidget *from; /* weak */
  char *action;
  GVariant *target; /* nullable */
} Offer;

static void
offer_free (gpointer data, GClosure *closure)
{
  Offer *offer = data;

  g_clear_weak_pointer (&offer->from);
  g_free (offer->action);
  g_clear_pointer (&offer->target, g_variant_unref);
  g_free (offer);
}

static void
on_offer_taken (AdwToast *toast, gpointer data)
{
  Offer *offer = data;

  if (offer->from != NULL)
    gtk_widget_activate_action_variant (offer->from, offer->action, offer->target);
}

void
coffret_tell_offer (
  GtkWidget *from, const char *text, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GVariant) held = target != NULL ? g_variant_ref_sink (target) : NULL;
  AdwToastOverlay *overlay = overlay_of (from);
  AdwToast *toast;
  Offer *offer;

  if (!overlay)
    return;
  toast = adw_toast_new ("");
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_timeout (toast, 8);
  offer = g_new0 (Offer, 1);
  g_set_weak_pointer (&offer->from, from);
  offer->action = g_strdup (action);
  offer->target = g_steal_pointer (&held);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_offer_taken), offer, offer_free,
                         G_CONNECT_DEFAULT);
  add_toast (overlay, toast);
}

void
coffret_tell_error (GtkWidget *from, const char *heading, const GError *error)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, NULL));

  if (error)
    adw_alert_dialog_set_body (dialog, error->message);
  adw_alert_dialog_add_response (dialog, "close", _ ("_Close"));
  coffret_help_offer (dialog, from, error);
  adw_dialog_present (ADW_DIALOG (dialog), from);
}

void
coffret_tell_done (gpointer from, const GValue *value, const GError *error, gpointer sentence)
{
  if (error)
    coffret_tell_error (from, _ ("That Could Not Be Done"), error);
  else
    coffret_tell_undo (from, sentence);
}
