#include "credential/json-fields.h"

#include "base/fold.h"

#include <math.h>
#include <string.h>

static char *
clean_line (const char *value, gsize max_chars)
{
  char *clean = coffret_clean (value, max_chars, FALSE);

  if (clean == NULL)
    return NULL;
  g_strstrip (clean);
  if (*clean == '\0')
    g_clear_pointer (&clean, g_free);
  return clean;
}

static char *
line_from_value (const json_t *value)
{
  if (json_is_string (value))
    return clean_line (json_string_value (value), COFFRET_FIELD_MAX_CHARS);
  if (json_is_integer (value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) json_integer_value (value));
  if (json_is_real (value)) {
    char number[G_ASCII_DTOSTR_BUF_SIZE];

    return g_strdup (g_ascii_formatd (number, sizeof number, "%.15g", json_real_value (value)));
  }
  if (json_is_object (value) && json_is_string (json_object_get (value, "@value")))
    return line_from_value (json_object_get (value, "@value"));
  return NULL;
}

char *
coffret_field_string (const json_t *object, const char *key)
{
  return line_from_value (coffret_json_at (object, key, 0));
}

/* Half a link leads nowhere. */
static char *
clean_link (const char *value)
{
  if (value == NULL || strlen (value) > COFFRET_FIELD_MAX_LINK)
    return NULL;
  return clean_line (value, 0);
}

char *
coffret_field_link_value (const json_t *value)
{
  if (json_is_object (value)) {
    const char *id = coffret_json_string (value, "id");

    return clean_link (id != NULL ? id : coffret_json_string (value, "@id"));
  }
  return clean_link (json_string_value (value));
}

char *
coffret_field_link (const json_t *object, const char *key)
{
  return coffret_field_link_value (coffret_json_at (object, key, 0));
}

CoffretText *
coffret_field_text (const json_t *object, const char *key, const char *language)
{
  return coffret_text_new_from_json (coffret_json_get (object, key), language);
}

CoffretText *
coffret_field_title_value (const json_t *value, const char *language)
{
  g_autoptr (CoffretText) text = coffret_text_new_from_json (value, language);
  g_autoptr (CoffretText) title = NULL;

  for (guint i = 0; i < coffret_text_count (text); i++) {
    g_autofree char *line = clean_line (coffret_text_value (text, i), COFFRET_FIELD_MAX_CHARS);

    if (line == NULL)
      continue;
    if (title == NULL)
      title = coffret_text_new (coffret_text_language (text, i), line);
    else
      coffret_text_add (title, coffret_text_language (text, i), line);
  }
  return g_steal_pointer (&title);
}

CoffretText *
coffret_field_title (const json_t *object, const char *key, const char *language)
{
  return coffret_field_title_value (coffret_json_get (object, key), language);
}

/* Open Badges 0.5 allows them in a string; no ISO 8601 date is ten digits long. */
static gboolean
is_unix_seconds (const char *text)
{
  return text != NULL && strlen (text) == 10 && strspn (text, "0123456789") == 10;
}

CoffretInstant
coffret_field_instant (const json_t *object, const char *key)
{
  const json_t *value = coffret_json_at (object, key, 0);

  if (json_is_object (value))
    value = json_object_get (value, "@value");
  if (is_unix_seconds (json_string_value (value)))
    return coffret_instant_from_unix (g_ascii_strtod (json_string_value (value), NULL));
  if (json_is_string (value))
    return coffret_instant_parse (json_string_value (value));
  if (json_is_number (value))
    return coffret_instant_from_unix (json_number_value (value));
  return COFFRET_INSTANT_NONE;
}

double
coffret_field_number (const json_t *object, const char *key)
{
  const json_t *value = coffret_json_at (object, key, 0);
  double number = 0;

  if (json_is_object (value))
    value = json_object_get (value, "@value");
  if (json_is_number (value)) {
    number = json_number_value (value);
  } else if (json_is_string (value)) {
    const char *text = json_string_value (value);
    char *end = NULL;

    number = g_ascii_strtod (text, &end);
    if (end == text || *end != '\0')
      return 0;
  }
  return isfinite (number) && number > 0 ? number : 0;
}

gsize
coffret_field_count (const json_t *object, const char *key)
{
  return MIN (coffret_json_count (object, key), (gsize) COFFRET_FIELD_MAX_ITEMS);
}

gboolean
coffret_field_has_type (const json_t *object, const char *name)
{
  return coffret_json_has (object, "type", name) || coffret_json_has (object, "@type", name);
}

double
coffret_field_duration_hours (const char *duration)
{
  static const struct {
    char letter;
    double hours;
  } units[] = { { 'H', 1 }, { 'M', 1.0 / 60 }, { 'S', 1.0 / 3600 } };
  const char *at = duration;
  gsize unit = 0;
  double hours = 0;

  if (at == NULL || !g_str_has_prefix (at, "PT") || at[2] == '\0')
    return 0;
  at += 2;
  while (*at != '\0') {
    char *end = NULL;
    double number;

    if (!g_ascii_isdigit (*at))
      return 0;
    /* Digits and one dot only: strtod would also take hexadecimal and exponents. */
    if (at[strspn (at, "0123456789.")] == '\0')
      return 0;
    number = g_ascii_strtod (at, &end);
    if (end != at + strspn (at, "0123456789."))
      return 0;
    while (unit < G_N_ELEMENTS (units) && units[unit].letter != *end)
      unit++;
    if (unit == G_N_ELEMENTS (units))
      return 0;
    hours += number * units[unit++].hours;
    at = end + 1;
  }
  return isfinite (hours) && hours < 1e6 ? hours : 0;
}
