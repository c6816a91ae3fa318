#include "share/wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/bidi.h"

struct _CoffretWording {
  gatomicrefcount refs;
  char *language;
  char *languages[3];
  CoffretCatalogue *catalogue;
};

/* As they stand beside a day. */
static const char *const months[12] = {
  NC_ ("month beside a day", "January"),   NC_ ("month beside a day", "February"),
  NC_ ("month beside a day", "March"),     NC_ ("month beside a day", "April"),
  NC_ ("month beside a day", "May"),       NC_ ("month beside a day", "June"),
  NC_ ("month beside a day", "July"),      NC_ ("month beside a day", "August"),
  NC_ ("month beside a day", "September"), NC_ ("month beside a day", "October"),
  NC_ ("month beside a day", "November"),  NC_ ("month beside a day", "December"),
};

const char *const *
coffret_wording_all_languages (void)
{
  static const char *const languages[] = { "en", "fr", "es", "ar", NULL };

  return languages;
}

CoffretWording *
coffret_wording_new (const char *catalogues, const char *language)
{
  CoffretWording *wording = g_new0 (CoffretWording, 1);

  g_atomic_ref_count_init (&wording->refs);
  wording->language = g_strdup (language);
  wording->languages[0] = g_strdup (language);
  wording->languages[1] = g_strdup ("en");
  wording->catalogue = coffret_catalogue_new (catalogues, GETTEXT_PACKAGE, language);
  return wording;
}

CoffretWording *
coffret_wording_ref (CoffretWording *wording)
{
  g_atomic_ref_count_inc (&wording->refs);
  return wording;
}

void
coffret_wording_unref (CoffretWording *wording)
{
  if (wording == NULL || !g_atomic_ref_count_dec (&wording->refs))
    return;
  g_free (wording->language);
  g_free (wording->languages[0]);
  g_free (wording->languages[1]);
  coffret_catalogue_unref (wording->catalogue);
  g_free (wording);
}

const char *
coffret_wording_get_language (const CoffretWording *wording)
{
  return wording->language;
}

static gboolean
is_primarily (const CoffretWording *wording, const char *language)
{
  gsize length = strlen (language);

  return strncmp (wording->language, language, length) == 0 &&
         !g_ascii_isalpha (wording->language[length]);
}

gboolean
coffret_wording_is_rtl (const CoffretWording *wording)
{
  return coffret_is_leftward (wording->language);
}

const CoffretCatalogue *
coffret_wording_get_catalogue (const CoffretWording *wording)
{
  return wording->catalogue;
}

const char *const *
coffret_wording_get_languages (const CoffretWording *wording)
{
  return (const char *const *) wording->languages;
}

char *
coffret_wording_other (const CoffretWording *wording, const CoffretText *text)
{
  const char *best = coffret_text_best (text, coffret_wording_get_languages (wording));

  for (guint i = 0; best != NULL && i < coffret_text_count (text); i++) {
    const char *language = coffret_text_language (text, i);
    g_autofree char *primary = g_strndup (language, strcspn (language, "-"));

    if (coffret_text_value (text, i) == best)
      return *primary != '\0' && g_ascii_isalpha (*primary) && !is_primarily (wording, primary)
               ? g_strdup (language)
               : NULL;
  }
  return NULL;
}

const char *
coffret_wording_get (const CoffretWording *wording, const char *sentence)
{
  return coffret_catalogue_get (wording->catalogue, sentence);
}

char *
coffret_wording_date (const CoffretWording *wording, CoffretInstant instant)
{
  g_autoptr (GDateTime) time =
    instant != COFFRET_INSTANT_NONE ? g_date_time_new_from_unix_utc_usec (instant) : NULL;
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;
  g_autoptr (GString) date = NULL;
  g_autofree char *day = NULL;
  g_autofree char *year = NULL;
  const char *month;

  if (local == NULL)
    return NULL;
  month = coffret_catalogue_get_in (wording->catalogue, "month beside a day",
                                    months[g_date_time_get_month (local) - 1]);
  day = g_strdup_printf ("%d", g_date_time_get_day_of_month (local));
  year = g_strdup_printf ("%d", g_date_time_get_year (local));
  if (g_date_time_get_day_of_month (local) == 1)
    /* Translators: the first day of a month, such as "1 May 2026" ("1er mai 2026" in French). The
     * words in braces stay as they are. */
    date = g_string_new (coffret_wording_get (wording, N_ ("1 {month} {year}")));
  else
    /* Translators: a date such as "12 May 2026". The words in braces stay as they are. */
    date = g_string_new (coffret_wording_get (wording, N_ ("{day} {month} {year}")));
  g_string_replace (date, "{day}", day, 1);
  g_string_replace (date, "{month}", month, 1);
  g_string_replace (date, "{year}", year, 1);
  return g_string_free (g_steal_pointer (&date), FALSE);
}

char *
coffret_wording_number (const CoffretWording *wording, double number)
{
  char plain[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr (GString) text = g_string_new (g_ascii_formatd (plain, sizeof plain, "%.6g", number));

  /* Translators: the mark between a number and its decimals, as "." in 7.5 */
  g_string_replace (
    text, ".",
    coffret_catalogue_get_in (wording->catalogue, "decimal mark", NC_ ("decimal mark", ".")), 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
coffret_wording_join (const CoffretWording *wording, const char *const *parts, gsize n_parts)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n_parts; i++)
    coffret_append_part_in (text, " · ", parts[i], coffret_wording_is_rtl (wording));
  return g_string_free (text, FALSE);
}
