#include "app/several.h"

#include <glib/gi18n-lib.h>

#include "app/choose.h"
#include "app/dialogs/compartment-dialog.h"
#include "app/dialogs/export-dialog.h"
#include "app/dialogs/tags-dialog.h"
#include "app/tell.h"
#include "app/when.h"

/* What a dialog asks about. */
typedef struct {
  GtkWidget *from; /* weak */
  CoffretSession *session;
  GPtrArray *entries;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  g_clear_weak_pointer (&asking->from);
  g_object_unref (asking->session);
  g_ptr_array_unref (asking->entries);
  g_free (asking);
}

static const char *
name_of (CoffretSession *session, const char *compartment)
{
  CoffretCompartment *found =
    coffret_library_find_compartment (coffret_session_get_library (session), compartment);

  return found ? coffret_compartment_get_name (found) : NULL;
}

static char *
put_words (guint count, const char *name)
{
  return g_strdup_printf (
    /* Translators: %u is a number, %s the name of a compartment */
    ngettext ("%u credential is in “%s”", "%u credentials are in “%s”", count), count, name);
}

void
coffret_several_put (GtkWidget *from,
                     CoffretSession *session,
                     GPtrArray *entries,
                     const char *compartment)
{
  const char *name = name_of (session, compartment);

  if (name && entries->len > 0)
    coffret_when (coffret_session_put (session, entries, compartment), from, coffret_tell_done,
                  put_words (entries->len, name), g_free);
}

void
coffret_several_take (GtkWidget *from,
                      CoffretSession *session,
                      GPtrArray *entries,
                      const char *compartment)
{
  const char *name = name_of (session, compartment);

  if (!name || entries->len == 0)
    return;
  coffret_when (coffret_session_take (session, entries, compartment), from, coffret_tell_done,
                /* Translators: %u is a number, %s the name of a compartment */
                g_strdup_printf (ngettext ("%u credential is taken out of “%s”",
                                           "%u credentials are taken out of “%s”", entries->len),
                                 entries->len, name),
                g_free);
}

static void
on_new_confirmed (CoffretCompartmentDialog *dialog, gpointer data)
{
  Asking *asking = data;

  /* A vault that was locked meanwhile is no longer in a window. */
  if (asking->from && gtk_widget_get_root (asking->from))
    coffret_when (coffret_session_put_in_new (asking->session, asking->entries,
                                              coffret_compartment_dialog_get_name (dialog),
                                              coffret_compartment_dialog_get_icon (dialog),
                                              coffret_compartment_dialog_get_colour (dialog)),
                  asking->from, coffret_tell_done,
                  put_words (asking->entries->len, coffret_compartment_dialog_get_name (dialog)),
                  g_free);
}

void
coffret_several_put_in_new (GtkWidget *from, CoffretSession *session, GPtrArray *entries)
{
  CoffretCompartmentDialog *dialog;
  Asking *asking;

  if (entries->len == 0)
    return;
  dialog = coffret_compartment_dialog_new (NULL, NULL, NULL);
  asking = g_new0 (Asking, 1);
  g_set_weak_pointer (&asking->from, from);
  asking->session = g_object_ref (session);
  asking->entries = g_ptr_array_ref (entries);
  g_signal_connect_data (dialog, "confirmed", G_CALLBACK (on_new_confirmed), asking, asking_free,
                         G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (dialog), from);
}

void
coffret_several_favourite (GtkWidget *from, CoffretSession *session, GPtrArray *entries)
{
  gboolean favourite = FALSE;

  for (guint i = 0; i < entries->len; i++)
    favourite |= !coffret_entry_is_favourite (g_ptr_array_index (entries, i));
  if (entries->len == 0)
    return;
  coffret_when (
    coffret_session_set_favourite (session, entries, favourite), from, coffret_tell_done,
    favourite
      ? g_strdup_printf (
          /* Translators: %u is a number */
          ngettext ("%u credential is a favourite", "%u credentials are favourites", entries->len),
          entries->len)
      : g_strdup_printf (
          /* Translators: %u is a number */
          ngettext ("%u credential is no favourite any more",
                    "%u credentials are no favourites any more", entries->len),
          entries->len),
    g_free);
}

void
coffret_several_tag (GtkWidget *from, CoffretSession *session, GPtrArray *entries)
{
  if (entries->len > 0)
    adw_dialog_present (coffret_tags_dialog_new (session, entries), from);
}

static void
export_to (Asking *asking, GFile *file, gboolean zip)
{
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autoptr (CoffretExporting) exporting = NULL;

  /* A vault that was locked meanwhile is no longer in a window. */
  if (!file || !asking->from || !gtk_widget_get_root (asking->from))
    return;
  if (!path) {
    g_autoptr (GError) error = g_error_new_literal (
      G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
      _ ("Originals are saved to this computer or to a disk in it. Choose another place."));

    coffret_tell_error (asking->from, _ ("The Originals Could Not Be Saved"), error);
    return;
  }
  exporting = coffret_exporting_new (asking->session, asking->entries, path, zip);
  adw_dialog_present (coffret_export_dialog_new (exporting, asking->from), asking->from);
}

static void
on_folder_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) file =
    gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  export_to (data, file, FALSE);
  asking_free (data, NULL);
}

static void
on_zip_chosen (GtkWidget *from, GFile *file, gpointer data)
{
  export_to (data, file, TRUE);
}

static void
drop_asking (gpointer asking)
{
  asking_free (asking, NULL);
}

void
coffret_several_export (GtkWidget *from, CoffretSession *session, GPtrArray *entries, gboolean zip)
{
  Asking *asking;

  if (entries->len == 0)
    return;
  asking = g_new0 (Asking, 1);
  g_set_weak_pointer (&asking->from, from);
  asking->session = g_object_ref (session);
  asking->entries = g_ptr_array_ref (entries);
  if (zip) {
    /* Translators: the name of a file, before its ending */
    g_autofree char *name = g_strconcat (_ ("credentials"), ".zip", NULL);

    coffret_choose_place (from, _ ("Save Originals"), name, on_zip_chosen, asking, drop_asking);
  } else {
    g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
    g_autoptr (GCancellable) cancellable = coffret_choose_while_shown (from);

    gtk_file_dialog_set_title (dialog, _ ("Save Originals"));
    gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (from)), cancellable,
                                   on_folder_chosen, asking);
  }
}

void
coffret_several_trash (GtkWidget *from, CoffretSession *session, GPtrArray *entries)
{
  if (entries->len == 0)
    return;
  coffret_when (coffret_session_trash (session, entries), from, coffret_tell_done,
                /* Translators: %u is a number */
                g_strdup_printf (ngettext ("%u credential is in the trash",
                                           "%u credentials are in the trash", entries->len),
                                 entries->len),
                g_free);
}

void
coffret_several_restore (GtkWidget *from, CoffretSession *session, GPtrArray *entries)
{
  if (entries->len == 0)
    return;
  coffret_when (coffret_session_restore (session, entries), from, coffret_tell_done,
                /* Translators: %u is a number */
                g_strdup_printf (ngettext ("%u credential is back in the vault",
                                           "%u credentials are back in the vault", entries->len),
                                 entries->len),
                g_free);
}
