#include "credential/shown-limits.h"

#include <glib/gi18n-lib.h>

/* Who only looks keeps little in memory, and what was read from a few bytes takes many: so much,
 * about, for an object or an array, a name, and a value. */
#define WEIGHT_OF_CONTAINER 150
#define WEIGHT_OF_NAME 90
#define WEIGHT_OF_VALUE 70
#define MAX_SHOWN_WEIGHT (28 * 1024 * 1024)
#define MAX_SHOWN_JSON (12 * 1024 * 1024)

gboolean
coffret_refuse_size (gsize limit, GError **error)
{
  g_autofree char *most = g_format_size_full (limit, G_FORMAT_SIZE_IEC_UNITS);

  /* Translators: %s is a size, such as “20 MiB”. */
  g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
               _ ("This is larger than %s, which is more than a credential needs."), most);
  return FALSE;
}

gboolean
coffret_is_light_json (const CoffretSource *source, const char *data, gsize length, GError **error)
{
  gsize limit = source->nesting == 0 ? MAX_SHOWN_JSON : COFFRET_MAX_SHOWN_INNER;
  gboolean in_text = FALSE;
  gsize weight = 0;

  if (length > limit)
    return coffret_refuse_size (limit, error);
  for (gsize i = 0; i < length; i++) {
    char c = data[i];

    if (c == '"')
      in_text = !in_text;
    else if (in_text)
      i += c == '\\';
    else if (c == '{' || c == '[')
      weight += WEIGHT_OF_CONTAINER;
    else if (c == ':')
      weight += WEIGHT_OF_NAME;
    else if (c == ',')
      weight += WEIGHT_OF_VALUE;
  }
  if (weight <= MAX_SHOWN_WEIGHT)
    return TRUE;
  g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
                       _ ("The text has more parts than any credential needs."));
  return FALSE;
}
