/* The window: wires the parts together and runs. */
#include <glib/gi18n-lib.h>
#include <libdex.h>
#include <locale.h>

#include "app/application.h"
#include "app/places.h"
#include "base/secret.h"
#include "tutorials/help.h"
#include "tutorials/lessons.h"

int
main (int argc, char **argv)
{
  g_autofree char *translations = NULL;
  g_autoptr (CoffretApplication) application = NULL;

  coffret_secret_protect_process ();
  setlocale (LC_ALL, "");
  translations = coffret_places_translations ();
  bindtextdomain (GETTEXT_PACKAGE, translations);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  dex_init ();

  application = coffret_application_new ();
  coffret_help_attach (GTK_APPLICATION (application));
  coffret_lessons_attach (GTK_APPLICATION (application));
  return g_application_run (G_APPLICATION (application), argc, argv);
}
