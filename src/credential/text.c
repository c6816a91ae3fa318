#include "credential/text.h"

#include "base/fold.h"

#include <string.h>

/* A narrative of a few pages in every language of the Union fits; more is not read by anyone. */
#define MAX_VARIANTS 64
#define MAX_CHARS 50000
#define MAX_TAG 35 /* RFC 5646 section 4.4.1 */
#define MAX_NESTING 4

typedef struct {
  char *language;
  char *value;
} Variant;

struct _CoffretText {
  GArray *variants;
};

static void
variant_clear (gpointer data)
{
  Variant *variant = data;

  g_free (variant->language);
  g_free (variant->value);
}

/* Well-formed enough to be compared: letters first, then subtags of letters and digits. */
static gboolean
is_language_tag (const char *tag, gsize max_primary)
{
  gsize primary = 0;

  if (tag == NULL || strlen (tag) > MAX_TAG)
    return FALSE;
  while (g_ascii_isalpha (tag[primary]))
    primary++;
  if (primary < 2 || primary > max_primary)
    return FALSE;
  if (tag[primary] == '\0')
    return TRUE;
  if (tag[primary] != '-' && tag[primary] != '_')
    return FALSE;
  for (const char *rest = tag + primary; *rest != '\0'; rest++)
    if (!g_ascii_isalnum (*rest) && ((*rest != '-' && *rest != '_') || !g_ascii_isalnum (rest[1])))
      return FALSE;
  return TRUE;
}

static CoffretText *
text_new_empty (void)
{
  CoffretText *text = g_atomic_rc_box_new0 (CoffretText);

  text->variants = g_array_new (FALSE, FALSE, sizeof (Variant));
  g_array_set_clear_func (text->variants, variant_clear);
  return text;
}

/* "id" and "type" are keys of a node before they are languages. */
static gboolean
is_language_map (const json_t *object)
{
  const char *key;
  json_t *value;

  if (json_object_size (object) == 0)
    return FALSE;
  json_object_foreach ((json_t *) object, key, value) {
    if (!g_str_equal (key, "@none") && !is_language_tag (key, 3))
      return FALSE;
    if (!json_is_string (value) && !json_is_array (value))
      return FALSE;
    if (g_str_equal (key, "id") && json_is_string (value) &&
        strchr (json_string_value (value), ':') != NULL)
      return FALSE;
  }
  return TRUE;
}

static void
add_json (CoffretText *text, const json_t *value, const char *language, guint nesting)
{
  const json_t *item;
  gsize index;

  if (nesting > MAX_NESTING)
    return;

  if (json_is_string (value)) {
    coffret_text_add (text, language, json_string_value (value));
  } else if (json_is_array (value)) {
    /* A pair of what coffret_text_to_json() wrote; it lies within an array itself. */
    if (nesting > 0 && json_array_size (value) == 2 && json_is_string (json_array_get (value, 0)) &&
        json_is_string (json_array_get (value, 1))) {
      coffret_text_add (text, json_string_value (json_array_get (value, 0)),
                        json_string_value (json_array_get (value, 1)));
      return;
    }
    json_array_foreach ((json_t *) value, index, item)
      add_json (text, item, language, nesting + 1);
  } else if (json_is_object (value)) {
    const json_t *inner = json_object_get (value, "@value");
    const char *key;

    if (inner != NULL) {
      const char *own = coffret_json_string (value, "@language");

      if (json_is_string (inner))
        coffret_text_add (text, own != NULL ? own : language, json_string_value (inner));
    } else if (is_language_map (value)) {
      json_object_foreach ((json_t *) value, key, item) {
        const char *own = g_str_equal (key, "@none") ? NULL : key;

        if (json_is_string (item)) {
          coffret_text_add (text, own, json_string_value (item));
        } else {
          const json_t *line;

          json_array_foreach ((json_t *) item, index, line)
            if (json_is_string (line))
              coffret_text_add (text, own, json_string_value (line));
        }
      }
    }
  }
}

static void
text_clear (gpointer data)
{
  CoffretText *text = data;

  g_array_unref (text->variants);
}

CoffretText *
coffret_text_new (const char *language, const char *value)
{
  CoffretText *text = text_new_empty ();

  coffret_text_add (text, language, value);
  return text;
}

CoffretText *
coffret_text_new_from_json (const json_t *value, const char *default_language)
{
  g_autoptr (CoffretText) text = NULL;

  /* Most of what a reader asks for is not there. */
  if (value == NULL)
    return NULL;
  text = text_new_empty ();
  add_json (text, value, default_language, 0);
  return text->variants->len > 0 ? g_steal_pointer (&text) : NULL;
}

json_t *
coffret_text_to_json (const CoffretText *text)
{
  json_t *array = json_array ();

  for (guint i = 0; i < coffret_text_count (text); i++)
    json_array_append_new (
      array, json_pack ("[ss]", coffret_text_language (text, i), coffret_text_value (text, i)));
  return array;
}

CoffretText *
coffret_text_ref (CoffretText *text)
{
  return g_atomic_rc_box_acquire (text);
}

void
coffret_text_unref (CoffretText *text)
{
  g_atomic_rc_box_release_full (text, text_clear);
}

void
coffret_text_add (CoffretText *text, const char *language, const char *value)
{
  g_autofree char *clean = coffret_clean (value, MAX_CHARS, TRUE);
  Variant variant;

  if (clean == NULL || text->variants->len >= MAX_VARIANTS)
    return;
  g_strstrip (clean);
  if (*clean == '\0')
    return;

  variant.language = g_strdup (is_language_tag (language, 8) ? language : "");
  g_strdelimit (variant.language, "_", '-');
  variant.value = g_steal_pointer (&clean);
  g_array_append_val (text->variants, variant);
}

guint
coffret_text_count (const CoffretText *text)
{
  return text != NULL ? text->variants->len : 0;
}

const char *
coffret_text_value (const CoffretText *text, guint index)
{
  return index < coffret_text_count (text) ? g_array_index (text->variants, Variant, index).value
                                           : NULL;
}

const char *
coffret_text_language (const CoffretText *text, guint index)
{
  return index < coffret_text_count (text) ? g_array_index (text->variants, Variant, index).language
                                           : NULL;
}

/* Lookup (RFC 4647 section 3.4), then a variant that shares the primary language. */
static const char *
find_for (const CoffretText *text, const char *wanted)
{
  g_autofree char *range = g_strdup (wanted);
  gsize primary;

  range[strcspn (range, ".@")] = '\0';
  g_strdelimit (range, "_", '-');
  if (!is_language_tag (range, 8))
    return NULL;

  for (char *end = range + strlen (range); end != NULL; end = strrchr (range, '-')) {
    *end = '\0';
    for (guint i = 0; i < text->variants->len; i++)
      if (g_ascii_strcasecmp (coffret_text_language (text, i), range) == 0)
        return coffret_text_value (text, i);
  }

  primary = strlen (range);
  for (guint i = 0; i < text->variants->len; i++) {
    const char *language = coffret_text_language (text, i);

    if (g_ascii_strncasecmp (language, range, primary) == 0 && language[primary] == '-')
      return coffret_text_value (text, i);
  }
  return NULL;
}

const char *
coffret_text_best (const CoffretText *text, const char *const *languages)
{
  if (coffret_text_count (text) == 0)
    return NULL;
  if (languages == NULL)
    languages = g_get_language_names ();

  for (gsize i = 0; languages[i] != NULL; i++) {
    const char *found = find_for (text, languages[i]);

    if (found != NULL)
      return found;
  }
  return coffret_text_value (text, 0);
}
