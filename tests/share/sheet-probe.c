/* sheet-probe CODE (a4|letter|locale) OUT: draws a recovery sheet of a code that is not secret. */
#include "share/recovery-sheet.h"
#include "vault/recovery-code.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretSecret) code = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;
  CoffretRecoverySheet sheet = { .made = G_GINT64_CONSTANT (1793359800000000) };
  double width = 595.276, height = 841.89;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("COFFRET_LOCALES"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  if (argc != 4)
    return 2;
  code = coffret_recovery_code_parse (argv[1], strlen (argv[1]), NULL, &error);
  if (code == NULL)
    g_error ("%s", error->message);
  sheet.code = code;
  if (g_str_equal (argv[2], "letter"))
    width = 612, height = 792;
  else if (g_str_equal (argv[2], "locale"))
    coffret_recovery_sheet_paper (&width, &height);
  file = g_file_new_for_path (argv[3]);
  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);
  if (stream == NULL ||
      !coffret_recovery_sheet_write (&sheet, width, height, G_OUTPUT_STREAM (stream), NULL, &error))
    g_error ("%s", error->message);
  return 0;
}
