#include "app/launch.h"

#include <glib/gi18n-lib.h>

#include "app/tell.h"

/* What GTK passes on may be a code of the system's, in no words for people. */
static void
tell (GtkWidget *window, const GError *error)
{
  g_autoptr (GError) said = NULL;

  if (!error || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED) ||
      !gtk_widget_get_mapped (window))
    return;
  said = g_error_new (error->domain, error->code, "%s (%s)",
                      _ ("No program on this computer opens it. You can save it instead."),
                      error->message);
  coffret_tell_error (window, _ ("That Could Not Be Opened"), said);
}

static void
on_file_launched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  g_autoptr (GError) error = NULL;

  gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error);
  tell (window, error);
}

static void
on_link_launched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  g_autoptr (GError) error = NULL;

  gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error);
  if (error && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    coffret_tell (window, _ ("No program on this computer opens links"));
}

/* GTK goes back to the window when the other program has answered, whether it is still there or
 * not. */
static GtkWindow *
keep_window (GtkWidget *from)
{
  return g_object_ref (GTK_WINDOW (gtk_widget_get_root (from)));
}

void
coffret_launch_file (GtkWidget *from, GFile *file)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);
  GtkWindow *window = keep_window (from);

  gtk_file_launcher_launch (launcher, window, NULL, on_file_launched, window);
}

void
coffret_launch_link (GtkWidget *from, const char *link)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (link);
  GtkWindow *window = keep_window (from);

  gtk_uri_launcher_launch (launcher, window, NULL, on_link_launched, window);
}
