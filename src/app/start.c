#include "app/start.h"

#include <gio/gdesktopappinfo.h>
#include <glib/gi18n-lib.h>

#include "app/tell.h"

/* A program that was updated while it ran lies where it always did. */
static char *
find_program (void)
{
  g_autofree char *running = g_file_read_link ("/proc/self/exe", NULL);

  if (running && g_file_test (running, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&running);
  return g_find_program_in_path ("coffret");
}

/* As a desktop entry writes it: "%" means something there. */
static void
append_word (GString *line, const char *word)
{
  g_autofree char *quoted = g_shell_quote (word);

  if (line->len > 0)
    g_string_append_c (line, ' ');
  for (const char *at = quoted; *at; at++) {
    if (*at == '%')
      g_string_append_c (line, '%');
    g_string_append_c (line, *at);
  }
}

static GAppInfo *
describe (const char *const *options, const char *folder, GError **error)
{
  g_autofree char *program = find_program ();
  g_autoptr (GString) line = g_string_new (NULL);

  if (!program) {
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                         _ ("The program is not where it was. Start Coffret again."));
    return NULL;
  }
  append_word (line, program);
  for (guint i = 0; options && options[i]; i++)
    append_word (line, options[i]);
  if (folder) {
    append_word (line, "--vault");
    append_word (line, folder);
  }
  return g_app_info_create_from_commandline (
    line->str, "Coffret", G_APP_INFO_CREATE_SUPPORTS_STARTUP_NOTIFICATION, error);
}

static GAppLaunchContext *
new_context (void)
{
  return G_APP_LAUNCH_CONTEXT (gdk_display_get_app_launch_context (gdk_display_get_default ()));
}

void
coffret_start_another (GtkWindow *parent, const char *const *options, const char *folder, int input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAppInfo) info = describe (options, folder, &error);
  /* So that the new window may come to the front. */
  g_autoptr (GAppLaunchContext) context = new_context ();

  if (!info || !g_desktop_app_info_launch_uris_as_manager_with_fds (
                 G_DESKTOP_APP_INFO (info), NULL, context, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                 NULL, input, -1, -1, &error))
    if (parent)
      coffret_tell_error (GTK_WIDGET (parent), _ ("Coffret Could Not Be Opened"), error);
}

char *
coffret_start_token (void)
{
  g_autoptr (GAppInfo) info = describe (NULL, NULL, NULL);
  g_autoptr (GAppLaunchContext) context = new_context ();

  return info ? g_app_launch_context_get_startup_notify_id (context, info, NULL) : NULL;
}
