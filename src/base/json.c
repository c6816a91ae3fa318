#include "base/json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/fold.h"

#define FLAGS (JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL)

G_DEFINE_QUARK (coffret-json-error-quark, coffret_json_error)

/* jansson recurses as deep as its own limit of 2048 allows and counts depth
 * only as it goes; the shape is looked at first, so that the depth promised
 * here holds whatever jansson was built with. Values are counted too: an empty
 * object of two bytes takes two hundred in memory. */
static gboolean
has_good_shape (const char *data, gsize length, gsize *offset, GError **error)
{
  guint depth = 0;
  guint containers = 0;
  guint values = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++) {
    char c = data[i];

    *offset = i;
    if (in_string) {
      if (c == '\\')
        i++;
      else if (c == '"')
        in_string = FALSE;
    } else if (c == '"') {
      in_string = TRUE;
    } else if (c == '{' || c == '[') {
      containers++;
      if (++depth > COFFRET_JSON_MAX_DEPTH) {
        g_set_error (error, COFFRET_JSON_ERROR, COFFRET_JSON_ERROR_TOO_DEEP,
                     /* Translators: %d is the greatest allowed number of levels. */
                     _ ("The text is nested deeper than %d levels."), COFFRET_JSON_MAX_DEPTH);
        return FALSE;
      }
    } else if ((c == '}' || c == ']') && depth > 0) {
      depth--;
    } else if (c == ',') {
      values++;
    }
    if (containers > COFFRET_JSON_MAX_CONTAINERS || values > COFFRET_JSON_MAX_VALUES) {
      g_set_error_literal (error, COFFRET_JSON_ERROR, COFFRET_JSON_ERROR_TOO_LARGE,
                           _ ("The text has more parts than any credential needs."));
      return FALSE;
    }
  }
  *offset = 0;
  return TRUE;
}

static void
skip_byte_order_mark (const char **data, gsize *length, gsize *skipped)
{
  *skipped = 0;
  if (*length >= 3 && memcmp (*data, "\xEF\xBB\xBF", 3) == 0) {
    *data += 3;
    *length -= 3;
    *skipped = 3;
  }
}

static void
set_jansson_error (GError **error, const json_error_t *problem)
{
  /* It quotes what it met, and may cut a character in two. */
  g_autofree char *text = coffret_clean (problem->text, 0, FALSE);

  if (json_error_code (problem) == json_error_duplicate_key)
    g_set_error (error, COFFRET_JSON_ERROR, COFFRET_JSON_ERROR_DUPLICATE_KEY,
                 /* Translators: %d is a line number in a JSON file. */
                 _ ("A name is given twice in one object, in line %d. Which of the two is meant "
                    "cannot be known."),
                 problem->line);
  else
    g_set_error (error, COFFRET_JSON_ERROR, COFFRET_JSON_ERROR_SYNTAX,
                 /* Translators: the numbers are a line and a column of a JSON file;
                  * %s is the parser's own message, in English. */
                 _ ("The text stops making sense as JSON in line %d, column %d (%s)."),
                 problem->line, problem->column, text);
}

json_t *
coffret_json_parse (const char *data, gsize length, gsize *offset, GError **error)
{
  gsize skipped;
  gsize at = 0;
  const char *bad;
  json_error_t problem;
  json_t *value = NULL;

  skip_byte_order_mark (&data, &length, &skipped);
  if (length > COFFRET_JSON_MAX_BYTES) {
    g_autofree char *limit = g_format_size (COFFRET_JSON_MAX_BYTES);
    g_set_error (error, COFFRET_JSON_ERROR, COFFRET_JSON_ERROR_TOO_LARGE,
                 /* Translators: %s is a size, such as "16 MB". */
                 _ ("The text is longer than the limit of %s."), limit);
  } else if (!g_utf8_validate_len (data, length, &bad)) {
    at = bad - data;
    g_set_error (error, COFFRET_JSON_ERROR, COFFRET_JSON_ERROR_NOT_UTF8,
                 /* Translators: %zu is the position of a byte in a file. */
                 _ ("The text is not valid UTF-8 from byte %zu on."), at + skipped);
  } else if (has_good_shape (data, length, &at, error)) {
    value = json_loadb (data, length, FLAGS, &problem);
    /* Only text with a number past 64 bits is read with every number a double. */
    if (value == NULL && json_error_code (&problem) == json_error_numeric_overflow)
      value = json_loadb (data, length, FLAGS | JSON_DECODE_INT_AS_REAL, &problem);
    if (value == NULL) {
      at = problem.position > 0 ? (gsize) problem.position : 0;
      set_jansson_error (error, &problem);
    }
  }
  if (value == NULL && offset != NULL)
    *offset = at + skipped;
  return value;
}

gboolean
coffret_json_looks_like (const char *data, gsize length)
{
  gsize skipped;

  skip_byte_order_mark (&data, &length, &skipped);
  for (gsize i = 0; i < length; i++) {
    if (data[i] == '{' || data[i] == '[')
      return TRUE;
    if (data[i] != ' ' && data[i] != '\t' && data[i] != '\n' && data[i] != '\r')
      return FALSE;
  }
  return FALSE;
}

json_t *
coffret_json_get (const json_t *object, const char *key)
{
  return json_is_object (object) ? json_object_get (object, key) : NULL;
}

const char *
coffret_json_string (const json_t *object, const char *key)
{
  return json_string_value (coffret_json_get (object, key));
}

json_t *
coffret_json_object (const json_t *object, const char *key)
{
  json_t *value = coffret_json_get (object, key);

  return json_is_object (value) ? value : NULL;
}

json_t *
coffret_json_array (const json_t *object, const char *key)
{
  json_t *value = coffret_json_get (object, key);

  return json_is_array (value) ? value : NULL;
}

gsize
coffret_json_count (const json_t *object, const char *key)
{
  const json_t *value = coffret_json_get (object, key);

  if (json_is_array (value))
    return json_array_size (value);
  return value == NULL || json_is_null (value) ? 0 : 1;
}

json_t *
coffret_json_at (const json_t *object, const char *key, gsize index)
{
  json_t *value = coffret_json_get (object, key);

  if (json_is_array (value))
    return json_array_get (value, index);
  return index == 0 && !json_is_null (value) ? value : NULL;
}

gboolean
coffret_json_has (const json_t *object, const char *key, const char *value)
{
  gsize count = coffret_json_count (object, key);

  for (gsize i = 0; i < count; i++)
    if (g_strcmp0 (json_string_value (coffret_json_at (object, key, i)), value) == 0)
      return TRUE;
  return FALSE;
}

/* jansson allocates with malloc, GLib's g_free() is free(): one allocator. */
/* One step of a pointer, of which "~1" is "/" and "~0" is "~" (RFC 6901, section 4). */
static json_t *
step (const json_t *value, char *name)
{
  char *end = NULL;
  guint64 index;

  if (json_is_array (value)) {
    index = g_ascii_isdigit (*name) ? g_ascii_strtoull (name, &end, 10) : G_MAXUINT64;
    return end != NULL && *end == '\0' && (*name != '0' || end == name + 1)
             ? json_array_get (value, (size_t) index)
             : NULL;
  }
  for (char *at = name, *to = name;; at++, to++) {
    *to = *at;
    if (*at == '\0')
      break;
    if (*at == '~' && (at[1] == '0' || at[1] == '1'))
      *to = *++at == '0' ? '~' : '/';
  }
  return json_object_get (value, name);
}

json_t *
coffret_json_follow (const json_t *value, const char *pointer)
{
  g_auto (GStrv) names = NULL;

  if (*pointer != '\0' && *pointer != '/')
    return NULL;
  names = g_strsplit (pointer, "/", -1);
  for (gsize i = 1; value != NULL && *names != NULL && names[i] != NULL; i++)
    value = step (value, names[i]);
  return (json_t *) value;
}

char *
coffret_json_dump_sorted (const json_t *value)
{
  return json_dumps (value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
}

char *
coffret_json_dump_pretty (const json_t *value)
{
  return json_dumps (value, JSON_INDENT (2) | JSON_ENCODE_ANY);
}
