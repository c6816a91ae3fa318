#include "app/early.h"

#include <locale.h>
#include <string.h>

#include "app/guest-settings.h"

/* The value of OPTION, as "--option=value" or "--option value"; NULL: it is not there. Borrowed. */
static const char *
find_option (const char *const *arguments, const char *option)
{
  gsize length = strlen (option);

  for (guint i = 1; arguments[i] && !g_str_equal (arguments[i], "--"); i++) {
    if (g_str_has_prefix (arguments[i], option) && arguments[i][length] == '=')
      return arguments[i] + length + 1;
    if (g_str_equal (arguments[i], option))
      return arguments[i + 1] ?: "";
  }
  return NULL;
}

static gboolean
is_installed (const char *name)
{
  locale_t locale = newlocale (LC_ALL_MASK, name, NULL);

  if (locale)
    freelocale (locale);
  return locale != NULL;
}

/* Dates and numbers go with the words, where the system knows how they are written; and none but
 * the plainest locale of all speaks English whatever it is asked. */
static void
take_locale (const char *language)
{
  static const char *const countries[] = { "CA", "FR", "US", "MX", "ES", "EG", "SA" };
  const char *now = g_getenv ("LC_ALL") ?: g_getenv ("LC_MESSAGES") ?: g_getenv ("LANG") ?: "C";
  gsize length = strcspn (language, "_-.@");

  if (strncmp (now, language, length) == 0 && (now[length] == '_' || now[length] == '.'))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++) {
    g_autofree char *name = g_strdup_printf ("%.*s_%s.UTF-8", (int) length, language, countries[i]);

    if (is_installed (name)) {
      g_setenv ("LC_ALL", name, TRUE);
      return;
    }
  }
  if (g_str_equal (now, "C") || g_str_equal (now, "POSIX"))
    g_setenv ("LC_ALL", "C.UTF-8", TRUE);
}

void
coffret_early_begin (const char *const *arguments)
{
  const char *language = find_option (arguments, "--language");

  if (language && *language) {
    take_locale (language);
    g_setenv ("LANGUAGE", language, TRUE);
  }
  if (find_option (arguments, "--guest"))
    coffret_guest_settings_begin ();
}
