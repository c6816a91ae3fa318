/* The window: wires the parts together and runs. */
#include <glib/gi18n-lib.h>
#include <libdex.h>
#include <locale.h>

#include "app/again.h"
#include "app/application.h"
#include "app/guest-settings.h"
#include "app/places.h"
#include "base/secret.h"
#include "tutorials/handouts-dialog.h"
#include "tutorials/help.h"
#include "tutorials/lessons.h"

int
main (int argc, char **argv)
{
  g_autofree char *translations = NULL;
  g_autoptr (CoffretApplication) application = NULL;
  g_auto (GStrv) arguments = NULL;
  int status;

  coffret_secret_protect_process ();
  coffret_guest_settings_begin_for ((const char *const *) argv);
  coffret_again_begin ((const char *const *) argv);
  setlocale (LC_ALL, "");
  /* Once is enough: the vault is already read on a worker while the toolkit gets ready. */
  gtk_disable_setlocale ();
  translations = coffret_places_translations ();
  bindtextdomain (GETTEXT_PACKAGE, translations);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  dex_init ();

  application = coffret_application_new ();
  coffret_help_attach (GTK_APPLICATION (application));
  coffret_lessons_attach (GTK_APPLICATION (application));
  coffret_handouts_dialog_attach (GTK_APPLICATION (application));
  status = g_application_run (G_APPLICATION (application), argc, argv);
  arguments = coffret_application_dup_arguments_again (application);
  if (arguments) {
    g_autofree char *id = g_strdup (g_application_get_application_id (G_APPLICATION (application)));

    g_clear_object (&application);
    coffret_again_begin_anew ((const char *const *) arguments, id);
  }
  return status;
}
