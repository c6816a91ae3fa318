#include "practice/blanks.h"

#include <string.h>

#include "practice/person.h"

static GDateTime *
count_from (GDateTime *now, const char *text, char **rest)
{
  gint64 number = g_ascii_strtoll (text, rest, 10);

  switch (**rest) {
  case 'd':
    return g_date_time_add_days (now, (int) number);
  case 'm':
    return g_date_time_add_months (now, (int) number);
  case 'y':
    return g_date_time_add_years (now, (int) number);
  default:
    return NULL;
  }
}

char *
coffret_blank_date (const char *blank, CoffretInstant now)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) day = NULL;
  char *rest;

  if (blank[0] != '@' || (blank[1] != '-' && blank[1] != '+'))
    return NULL;
  day = count_from (today, blank + 1, &rest);
  if (day == NULL)
    return NULL;
  return g_date_time_format (day,
                             g_str_equal (rest + 1, "/date") ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:00Z");
}

char *
coffret_blank_emblem (const char *blank)
{
  g_auto (GStrv) words = g_strsplit (blank, "/", 3);
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GString) svg = NULL;
  g_autofree char *encoded = NULL;

  if (g_strv_length (words) != 3 || !g_str_equal (words[0], "@emblem"))
    return NULL;
  name = g_strconcat ("emblems/", words[1], ".svg", NULL);
  bytes = coffret_person_resource (name);
  if (bytes == NULL)
    return NULL;
  svg = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_string_replace (svg, "#colour", words[2], 0);
  encoded = g_base64_encode ((const guchar *) svg->str, svg->len);
  return g_strconcat ("data:image/svg+xml;base64,", encoded, NULL);
}

/* "fr" or "fr-CA", but not "id". */
static gboolean
is_language (const char *key)
{
  gsize length = strlen (key);

  return (length == 2 || (length == 5 && key[2] == '-')) && g_ascii_islower (key[0]) &&
         g_ascii_islower (key[1]) && !g_str_equal (key, "id");
}

json_t *
coffret_blank_text (const json_t *value)
{
  g_autoptr (json_t) texts = json_array ();
  const char *key;
  const json_t *text;

  if (!json_is_object (value) || json_object_size (value) == 0)
    return NULL;
  json_object_foreach ((json_t *) value, key, text) {
    if (!is_language (key) || !json_is_string (text))
      return NULL;
    json_array_append_new (texts,
                           json_pack ("{s:O, s:s}", "@value", (json_t *) text, "@language", key));
  }
  return json_array_size (texts) == 1 ? json_incref (json_array_get (texts, 0))
                                      : g_steal_pointer (&texts);
}
