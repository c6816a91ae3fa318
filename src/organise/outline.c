#include "organise/outline.h"

#include <glib/gi18n-lib.h>

/* What the environment says is anybody's: only what looks like a name of a program or language. */
#define LONGEST 40
#define ALLOWED "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_-. "

void
coffret_outline_add (GString *outline, const char *label, const char *value)
{
  /* Translators: a line of a summary: the first %s is what it is about, such as "Desktop", the
   * second what is so. */
  g_string_append_printf (outline, C_ ("summary", "%s: %s"), label, value);
  g_string_append_c (outline, '\n');
}

void
coffret_outline_add_yes (GString *outline, const char *label, gboolean yes)
{
  coffret_outline_add (outline, label, yes ? C_ ("summary", "yes") : C_ ("summary", "no"));
}

char *
coffret_outline_round (guint count)
{
  guint unit = 1;

  if (count == 0)
    return g_strdup ("0");
  if (count < 10)
    return g_strdup (C_ ("summary", "fewer than 10"));
  while (count / unit >= 10)
    unit *= 10;
  /* Translators: a number that is not exact, such as 200. */
  return g_strdup_printf (C_ ("summary", "about %'u"),
                          (guint) (((guint64) count + unit / 2) / unit * unit));
}

void
coffret_outline_add_count (GString *outline, const char *label, guint count)
{
  g_autofree char *rounded = coffret_outline_round (count);

  coffret_outline_add (outline, label, rounded);
}

void
coffret_outline_add_error (GString *outline, const char *label, const GError *error)
{
  g_autofree char *code = g_strdup_printf ("%s %d", g_quark_to_string (error->domain), error->code);

  coffret_outline_add (outline, label, code);
}

static void
add_plain (GString *outline, const char *label, const char *text, const char *allowed)
{
  g_autofree char *plain = g_strndup (text ?: "", LONGEST);

  g_strcanon (plain, allowed, '?');
  if (*plain != '\0')
    coffret_outline_add (outline, label, plain);
}

void
coffret_outline_add_computer (GString *outline, const char *version)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  coffret_outline_add (outline, "Coffret", version);
  add_plain (outline, _ ("System"), system, ALLOWED "/()");
  coffret_outline_add_yes (outline, _ ("Flatpak"),
                           g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS));
  add_plain (outline, _ ("Desktop"), g_getenv ("XDG_CURRENT_DESKTOP"), ALLOWED);
  add_plain (outline, _ ("Kind of desktop session"), g_getenv ("XDG_SESSION_TYPE"), ALLOWED);
  add_plain (outline, _ ("Language"), g_get_language_names ()[0], ALLOWED);
}

/* Days are enough to see whether it works. */
static char *
say_age (CoffretInstant newest)
{
  gint64 days;

  if (newest == COFFRET_INSTANT_NONE)
    /* Translators: no backup */
    return g_strdup (C_ ("summary", "none"));
  days = (coffret_instant_now () - newest) / G_TIME_SPAN_DAY;
  return g_strdup (days < 1    ? C_ ("summary", "less than a day old")
                   : days < 7  ? C_ ("summary", "less than a week old")
                   : days < 31 ? C_ ("summary", "less than a month old")
                               : C_ ("summary", "older than a month"));
}

static void
add_backups (GString *outline, CoffretBackups *backups)
{
  g_autofree char *age = say_age (coffret_backups_get_newest (backups));

  coffret_outline_add (outline, _ ("Newest backup"), age);
  coffret_outline_add_yes (outline, _ ("Backups by themselves"),
                           coffret_backups_get_folder (backups) != NULL);
  if (coffret_backups_get_error (backups) != NULL)
    coffret_outline_add_error (outline, _ ("Trouble with backups"),
                               coffret_backups_get_error (backups));
}

void
coffret_outline_add_session (GString *outline, CoffretSession *session)
{
  CoffretLibrary *library = coffret_session_get_library (session);
  g_auto (GStrv) tags = coffret_library_list_tags (library);

  coffret_outline_add_count (outline, _ ("Credentials, with those in the trash"),
                             g_list_model_get_n_items (G_LIST_MODEL (library)));
  coffret_outline_add_count (outline, _ ("Compartments"),
                             g_list_model_get_n_items (coffret_library_get_compartments (library)));
  coffret_outline_add_count (outline, _ ("Tags"), g_strv_length (tags));
  coffret_outline_add_count (
    outline, _ ("Sharing groups"),
    g_list_model_get_n_items (G_LIST_MODEL (coffret_library_get_groups (library))));
  coffret_outline_add_yes (outline, _ ("Can be changed"), coffret_session_can_change (session));
  if (coffret_session_get_damage (session) != NULL)
    coffret_outline_add_error (outline, _ ("Damage"), coffret_session_get_damage (session));
  if (coffret_session_get_backups (session) != NULL &&
      coffret_backups_is_ready (coffret_session_get_backups (session)))
    add_backups (outline, coffret_session_get_backups (session));
}
