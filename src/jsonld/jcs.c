#include "jsonld/jcs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "jsonld/unicode.h"

/* Deeper than any JSON that is read here. */
#define MAX_DEPTH 512

typedef struct {
  const char *name;
  const json_t *value;
} Member;

static gboolean
append_string (GString *text, const char *string, gsize length, GError **error)
{
  static const char letters[] = "btn\0fr"; /* from U+0008 on */
  const char *plain = string;

  /* Lone surrogates have no UTF-8. */
  if (!coffret_is_unicode (string, length, NULL)) {
    g_set_error_literal (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_INVALID,
                         "a string that is not Unicode");
    return FALSE;
  }
  g_string_append_c (text, '"');
  for (const char *at = string; at < string + length; at++) {
    guchar c = *at;

    if (G_LIKELY (c >= 0x20 && c != '"' && c != '\\'))
      continue;
    g_string_append_len (text, plain, at - plain);
    plain = at + 1;
    if (c == '"' || c == '\\')
      g_string_append_printf (text, "\\%c", c);
    else if (c >= '\b' && c <= '\r' && letters[c - '\b'] != '\0')
      g_string_append_printf (text, "\\%c", letters[c - '\b']);
    else
      g_string_append_printf (text, "\\u%04x", c);
  }
  g_string_append_len (text, plain, string + length - plain);
  g_string_append_c (text, '"');
  return TRUE;
}

/* By UTF-16 code units (RFC 8785, 3.2.3). That is the order of the bytes, but for the characters
 * past U+FFFF, whose surrogates come before U+E000. */
static int
compare_members (const void *a, const void *b)
{
  const guchar *one = (const guchar *) ((const Member *) a)->name;
  const guchar *other = (const guchar *) ((const Member *) b)->name;

  while (*one == *other && *one != '\0') {
    one++;
    other++;
  }
  if (*one >= 0xee && *other >= 0xee && (*one >= 0xf0) != (*other >= 0xf0))
    return *one >= 0xf0 ? -1 : 1;
  return *one - *other;
}

static gboolean append_value (GString *text, const json_t *value, guint depth, GError **error);

static gboolean
append_object (GString *text, const json_t *object, guint depth, GError **error)
{
  gsize count = json_object_size (object);
  Member few[24];
  g_autofree Member *many = count > G_N_ELEMENTS (few) ? g_new (Member, count) : NULL;
  Member *members = many != NULL ? many : few;
  gsize n_members = 0;
  const char *name;
  json_t *value;

  json_object_foreach ((json_t *) object, name, value)
    members[n_members++] = (Member) { .name = name, .value = value };
  qsort (members, n_members, sizeof *members, compare_members);
  g_string_append_c (text, '{');
  for (gsize i = 0; i < n_members; i++) {
    if (i > 0)
      g_string_append_c (text, ',');
    if (!append_string (text, members[i].name, strlen (members[i].name), error))
      return FALSE;
    g_string_append_c (text, ':');
    if (!append_value (text, members[i].value, depth + 1, error))
      return FALSE;
  }
  g_string_append_c (text, '}');
  return TRUE;
}

static gboolean
append_array (GString *text, const json_t *array, guint depth, GError **error)
{
  gsize index;
  json_t *value;

  g_string_append_c (text, '[');
  json_array_foreach (array, index, value) {
    if (index > 0)
      g_string_append_c (text, ',');
    if (!append_value (text, value, depth + 1, error))
      return FALSE;
  }
  g_string_append_c (text, ']');
  return TRUE;
}

static gboolean
append_number (GString *text, double number, GError **error)
{
  if (!isfinite (number)) {
    g_set_error_literal (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_INVALID,
                         "a number that is not finite");
    return FALSE;
  }
  coffret_jcs_append_number (text, number);
  return TRUE;
}

static gboolean
append_value (GString *text, const json_t *value, guint depth, GError **error)
{
  if (depth > MAX_DEPTH) {
    g_set_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_TOO_COMPLEX,
                 "more than %d levels", MAX_DEPTH);
    return FALSE;
  }
  switch (json_typeof (value)) {
  case JSON_OBJECT:
    return append_object (text, value, depth, error);
  case JSON_ARRAY:
    return append_array (text, value, depth, error);
  case JSON_STRING:
    return append_string (text, json_string_value (value), json_string_length (value), error);
  case JSON_INTEGER:
    /* ECMAScript has only doubles: past 2^53 neighbours become equal. */
    return append_number (text, (double) json_integer_value (value), error);
  case JSON_REAL:
    return append_number (text, json_real_value (value), error);
  case JSON_TRUE:
    g_string_append (text, "true");
    return TRUE;
  case JSON_FALSE:
    g_string_append (text, "false");
    return TRUE;
  case JSON_NULL:
    g_string_append (text, "null");
    return TRUE;
  default:
    g_assert_not_reached ();
  }
}

GString *
coffret_jcs_write (const json_t *value, GError **error)
{
  GString *text = g_string_sized_new (1024);

  if (append_value (text, value, 0, error))
    return text;
  g_string_free (text, TRUE);
  return NULL;
}
