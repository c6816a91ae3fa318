#include "app/again.h"

#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "app/places.h"

#define LANGUAGE "COFFRET_LANGUAGE"
#define STANDING "COFFRET_STANDING"
/* What the desktop said before a language of our own: the variables that are changed for it. */
#define DESKTOP "COFFRET_DESKTOP_LOCALE"

/* Words, dates, numbers and order go with the language; paper and measures stay the country's. */
static const struct {
  int category;
  const char *name;
  gboolean spoken;
} variables[] = {
  { LC_CTYPE, "LC_CTYPE", TRUE },
  { LC_MESSAGES, "LC_MESSAGES", TRUE },
  { LC_TIME, "LC_TIME", TRUE },
  { LC_NUMERIC, "LC_NUMERIC", TRUE },
  { LC_COLLATE, "LC_COLLATE", TRUE },
  { LC_PAPER, "LC_PAPER", FALSE },
  { LC_MEASUREMENT, "LC_MEASUREMENT", FALSE },
};

static const char *const general[] = { "LC_ALL", "LANG", "LANGUAGE" };

/* Of the category NAME, as setlocale (…, "") reads it. */
static const char *
value_of (const char *name)
{
  const char *const names[] = { "LC_ALL", name, "LANG" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *value = g_getenv (names[i]);

    if (value && *value != '\0')
      return value;
  }
  return "C";
}

static void
add_value (GVariantBuilder *builder, const char *name)
{
  g_variant_builder_add (builder, "{sms}", name, g_getenv (name));
}

static void
keep_desktop (void)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sms}"));
  g_autoptr (GVariant) values = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (general); i++)
    add_value (&builder, general[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    add_value (&builder, variables[i].name);
  values = g_variant_ref_sink (g_variant_builder_end (&builder));
  text = g_variant_print (values, FALSE);
  g_setenv (DESKTOP, text, TRUE);
}

static void
restore_desktop (void)
{
  const char *text = g_getenv (DESKTOP);
  g_autoptr (GVariant) values =
    text ? g_variant_parse (G_VARIANT_TYPE ("a{sms}"), text, NULL, NULL, NULL) : NULL;
  GVariantIter iter;
  const char *name, *value;

  if (!values)
    return;
  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "{&sm&s}", &name, &value)) {
    if (value)
      g_setenv (name, value, TRUE);
    else
      g_unsetenv (name);
  }
  g_unsetenv (DESKTOP);
}

static gboolean
is_installed (const char *name)
{
  locale_t locale = newlocale (LC_ALL_MASK, name, (locale_t) 0);

  if (locale != (locale_t) 0)
    freelocale (locale);
  return locale != (locale_t) 0;
}

/* The locale of LANGUAGE in the desktop's own country, else in one where many speak it; NULL: the
 * system has none. */
static char *
find_locale (const char *language)
{
  static const char *const countries[] = { "CA", "US", "MX", "FR", "ES", "EG", "SA" };
  const char *now = value_of ("LC_MESSAGES");
  const char *country = strchr (now, '_');
  gsize length = strlen (language);

  if (strncmp (now, language, length) == 0 && (now[length] == '_' || now[length] == '.'))
    return g_strdup (now);
  for (int i = country ? -1 : 0; i < (int) G_N_ELEMENTS (countries); i++) {
    g_autofree char *name = i < 0 ? g_strdup_printf ("%s_%.*s.UTF-8", language,
                                                     (int) strcspn (country + 1, ".@"), country + 1)
                                  : g_strdup_printf ("%s_%s.UTF-8", language, countries[i]);

    if (is_installed (name))
      return g_steal_pointer (&name);
  }
  return NULL;
}

static void
speak (const char *language)
{
  g_autofree char *locale = find_locale (language);

  keep_desktop ();
  /* In the plainest locale of all nothing is translated. */
  if (!locale && g_str_equal (value_of ("LC_MESSAGES"), "C"))
    locale = g_strdup ("C.UTF-8");
  if (locale) {
    for (gsize i = 0; i < G_N_ELEMENTS (variables); i++) {
      g_autofree char *value =
        g_strdup (variables[i].spoken ? locale : value_of (variables[i].name));

      g_setenv (variables[i].name, value, TRUE);
    }
    g_setenv ("LANG", locale, TRUE);
    g_unsetenv ("LC_ALL");
  }
  g_setenv ("LANGUAGE", language, TRUE);
}

/* The language that ARGUMENTS name, as "--language=fr" or "--language fr"; NULL: none. */
static const char *
find_named (const char *const *arguments)
{
  for (guint i = 1; arguments[i] && !g_str_equal (arguments[i], "--"); i++) {
    if (g_str_has_prefix (arguments[i], "--language="))
      return arguments[i] + strlen ("--language=");
    if (g_str_equal (arguments[i], "--language"))
      return arguments[i + 1];
  }
  return NULL;
}

void
coffret_again_begin (const char *const *arguments)
{
  g_autofree char *chosen = g_strdup (g_getenv (LANGUAGE));
  g_auto (GStrv) spoken = coffret_places_languages ();

  restore_desktop ();
  if (find_named (arguments))
    g_set_str (&chosen, find_named (arguments));
  if (!chosen) {
    g_autoptr (GSettings) settings = coffret_places_settings ();

    chosen = settings ? g_settings_get_string (settings, "language") : NULL;
  }
  if (chosen && g_strv_contains ((const char *const *) spoken, chosen))
    speak (chosen);
}

GVariant *
coffret_again_take_standing (void)
{
  const char *text = g_getenv (STANDING);
  GVariant *standing =
    text ? g_variant_parse (G_VARIANT_TYPE ("a{ss}"), text, NULL, NULL, NULL) : NULL;

  /* What is started from here begins where it always does. */
  g_unsetenv (STANDING);
  return standing;
}

void
coffret_again_prepare (GVariant *standing, const char *language)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (standing);
  g_autofree char *text = g_variant_print (owned, FALSE);

  g_setenv (STANDING, text, TRUE);
  if (language)
    g_setenv (LANGUAGE, language, TRUE);
}

/* Else the new one might find the name taken, and think that it is the second. */
static void
release_name (const char *id)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer =
    bus ? g_dbus_connection_call_sync (
            bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
            "ReleaseName", g_variant_new ("(s)", id), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL)
        : NULL;
}

void
coffret_again_begin_anew (const char *const *arguments, const char *id)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  release_name (id);
  g_settings_sync ();
  if (!program)
    return;
  g_ptr_array_add (words, program);
  for (guint i = 0; arguments[i]; i++)
    g_ptr_array_add (words, (char *) arguments[i]);
  g_ptr_array_add (words, NULL);
  execv (program, (char *const *) words->pdata);
}
