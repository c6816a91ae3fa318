/* The desktop's portal for e-mail is the only way to hand over files that every desktop has:
 * a mailto: address cannot hold any. */
#include "app/letter.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "app/opened.h"

#define PORTAL "org.freedesktop.portal.Desktop"
#define PATH "/org/freedesktop/portal/desktop"
#define INTERFACE "org.freedesktop.portal.Email"

typedef struct {
  GtkWidget *from;
  CoffretLetterFunc func;
  gpointer data;
  GDestroyNotify destroy;
  GUnixFDList *files;
  GVariant *options;
} Letter;

static void
letter_free (Letter *letter)
{
  g_object_unref (letter->from);
  letter->destroy (letter->data);
  g_object_unref (letter->files);
  g_clear_pointer (&letter->options, g_variant_unref);
  g_free (letter);
}

/* Takes LETTER. */
static void
finish (Letter *letter, gboolean opened, const GError *error)
{
  if (gtk_widget_get_root (letter->from))
    letter->func (letter->from, opened, error, letter->data);
  letter_free (letter);
}

static void
on_called (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_with_unix_fd_list_finish (
    G_DBUS_CONNECTION (source), NULL, result, &error);

  finish (data, answer != NULL, error);
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer data)
{
  Letter *letter = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (!bus) {
    finish (letter, FALSE, error);
    return;
  }
  g_dbus_connection_call_with_unix_fd_list (
    bus, PORTAL, PATH, INTERFACE, "ComposeEmail", g_variant_new ("(s@a{sv})", "", letter->options),
    G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, letter->files, NULL, on_called, letter);
}

/* A copy of FILE that the other program may read, in FILES. */
static gboolean
append_file (GUnixFDList *files, GVariantBuilder *handles, CoffretExport *file, GError **error)
{
  g_autofree char *path =
    coffret_opened_new_path (file->name, (gint64) g_bytes_get_size (file->bytes), error);
  gsize length;
  const char *bytes = g_bytes_get_data (file->bytes, &length);
  int handle, index;

  if (!path || !g_file_set_contents_full (path, bytes, (gssize) length,
                                          G_FILE_SET_CONTENTS_CONSISTENT, 0400, error))
    return FALSE;
  handle = open (path, O_RDONLY | O_CLOEXEC);
  if (handle < 0) {
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
    return FALSE;
  }
  index = g_unix_fd_list_append (files, handle, error);
  close (handle);
  if (index < 0)
    return FALSE;
  g_variant_builder_add (handles, "h", index);
  return TRUE;
}

static gboolean
fill (Letter *letter, const CoffretExport *made, GError **error)
{
  g_auto (GVariantBuilder) handles = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ah"));
  g_auto (GVariantBuilder) options = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sv}"));

  for (guint i = 0; made->files && i < made->files->len; i++)
    if (!append_file (letter->files, &handles, g_ptr_array_index (made->files, i), error))
      return FALSE;
  g_variant_builder_add (&options, "{sv}", "subject", g_variant_new_string (made->subject ?: ""));
  g_variant_builder_add (&options, "{sv}", "body", g_variant_new_string (made->text ?: ""));
  g_variant_builder_add (&options, "{sv}", "attachment_fds", g_variant_builder_end (&handles));
  letter->options = g_variant_ref_sink (g_variant_builder_end (&options));
  return TRUE;
}

void
coffret_letter_open (GtkWidget *from,
                     const CoffretExport *made,
                     CoffretLetterFunc func,
                     gpointer data,
                     GDestroyNotify destroy)
{
  Letter *letter = g_new0 (Letter, 1);
  g_autoptr (GError) error = NULL;

  *letter = (Letter) { g_object_ref (from), func, data, destroy, g_unix_fd_list_new (), NULL };
  if (fill (letter, made, &error))
    g_bus_get (G_BUS_TYPE_SESSION, NULL, on_bus, letter);
  else
    finish (letter, FALSE, error);
}
