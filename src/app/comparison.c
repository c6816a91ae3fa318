#include "app/comparison.h"

#include <glib/gi18n-lib.h>

#include "base/bidi.h"
#include "base/json.h"

/* Of a field for which there are no words of ours. */
#define MAX_LINES 12
#define MAX_VALUE 200 /* characters */

/* One of the two. */
typedef struct {
  const CoffretCredential *credential;
  CoffretDisclosure *disclosure;
  CoffretFields fields;
  GPtrArray *pointers[COFFRET_N_FIELDS]; /* char * */
} Side;

static void
side_init (Side *side, const CoffretCredential *credential, const CoffretWording *wording)
{
  side->credential = credential;
  side->disclosure = coffret_disclosure_new (credential, COFFRET_FIELDS_ALL, wording);
  for (int field = 0; field < COFFRET_N_FIELDS; field++)
    side->pointers[field] = g_ptr_array_new_with_free_func (g_free);
  side->fields = coffret_field_survey (credential, side->pointers);
}

static void
side_clear (Side *side)
{
  coffret_disclosure_unref (side->disclosure);
  for (int field = 0; field < COFFRET_N_FIELDS; field++)
    g_ptr_array_unref (side->pointers[field]);
}

static void
difference_free (gpointer data)
{
  CoffretDifference *difference = data;

  g_free (difference->older);
  g_free (difference->newer);
  g_free (difference);
}

/* "Grade: A · with distinction" */
static char *
line_text (const CoffretShownLine *line)
{
  GString *text = g_string_new (NULL);

  coffret_append_part (text, "", line->text);
  coffret_append_part (text, " · ", line->detail);
  coffret_append_part (text, " · ", line->link);
  if (line->name && *line->name) {
    g_string_prepend (text, ": ");
    g_string_prepend (text, line->name);
  }
  return g_string_free (text, FALSE);
}

static char *
shown_text (const Side *side, CoffretField field)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < side->disclosure->lines->len; i++) {
    const CoffretShownLine *line = g_ptr_array_index (side->disclosure->lines, i);
    g_autofree char *words = line->field == field ? line_text (line) : NULL;

    if (words && *words)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", words);
  }
  return g_string_free (text, FALSE);
}

/* The members of the documents that belong to FIELD, whatever the readers made of them. */
static char *
raw_text (const Side *side, CoffretField field)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < side->pointers[field]->len; i++) {
    const char *pointer = g_ptr_array_index (side->pointers[field], i);
    const json_t *value = coffret_json_follow (side->credential->document, pointer);
    g_autofree char *dump = value ? coffret_json_dump_sorted (value) : NULL;

    g_string_append_printf (text, "%s=%s\n", pointer, dump ?: "");
  }
  return g_string_free (text, FALSE);
}

/* "birthDate: 1990-05-12", for what nobody here has words for. */
static char *
plain_text (const Side *side, CoffretField field)
{
  GString *text = g_string_new (NULL);
  guint lines = 0;

  for (guint i = 0; i < side->pointers[field]->len && lines < MAX_LINES; i++) {
    const char *pointer = g_ptr_array_index (side->pointers[field], i);
    const json_t *value = coffret_json_follow (side->credential->document, pointer);
    const char *name = strrchr (pointer, '/');
    g_autofree char *number = NULL;
    const char *words = json_string_value (value);
    g_autofree char *cut = NULL;

    if (json_is_integer (value))
      words = number = g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (value));
    if (!words || !*words)
      continue;
    cut = g_utf8_strlen (words, -1) > MAX_VALUE ? g_utf8_substring (words, 0, MAX_VALUE) : NULL;
    g_string_append_printf (text, "%s%s: %s%s", text->len > 0 ? "\n" : "", name ? name + 1 : "",
                            cut ? cut : words, cut ? "…" : "");
    lines++;
  }
  return g_string_free (text, FALSE);
}

static char *
text_of (const Side *side, CoffretField field)
{
  g_autofree char *shown = NULL;

  if (!(side->fields & COFFRET_FIELDS (field)))
    return g_strdup ("");
  if (field == COFFRET_FIELD_IMAGE)
    return g_strdup (_ ("A picture"));
  shown = shown_text (side, field);
  return *shown ? g_steal_pointer (&shown) : plain_text (side, field);
}

static CoffretDifferenceKind
judge (const Side *older, const Side *newer, const CoffretDifference *difference)
{
  gboolean before = (older->fields & COFFRET_FIELDS (difference->field)) != 0;
  gboolean now = (newer->fields & COFFRET_FIELDS (difference->field)) != 0;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (!before)
    return COFFRET_DIFFERENCE_ADDED;
  if (!now)
    return COFFRET_DIFFERENCE_REMOVED;
  if (!g_str_equal (difference->older, difference->newer))
    return COFFRET_DIFFERENCE_CHANGED;
  one = raw_text (older, difference->field);
  other = raw_text (newer, difference->field);
  if (g_str_equal (one, other))
    return COFFRET_DIFFERENCE_NONE;
  return difference->field == COFFRET_FIELD_IMAGE ? COFFRET_DIFFERENCE_CHANGED
                                                  : COFFRET_DIFFERENCE_UNSEEN;
}

GPtrArray *
coffret_comparison_make (const CoffretCredential *older,
                         const CoffretCredential *newer,
                         const CoffretWording *wording)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func (difference_free);
  Side before, now;

  side_init (&before, older, wording);
  side_init (&now, newer, wording);
  for (int field = 0; field < COFFRET_N_FIELDS; field++) {
    CoffretDifference *difference;

    if (!((before.fields | now.fields) & COFFRET_FIELDS (field)))
      continue;
    difference = g_new0 (CoffretDifference, 1);
    difference->field = (CoffretField) field;
    difference->label = coffret_field_to_label ((CoffretField) field);
    difference->older = text_of (&before, difference->field);
    difference->newer = text_of (&now, difference->field);
    difference->kind = judge (&before, &now, difference);
    if (field == COFFRET_FIELD_IMAGE && difference->kind == COFFRET_DIFFERENCE_CHANGED)
      g_set_str (&difference->newer, _ ("Another picture"));
    g_ptr_array_add (differences, difference);
  }
  side_clear (&before);
  side_clear (&now);
  return differences;
}

const char *
coffret_difference_word (CoffretDifferenceKind kind)
{
  switch (kind) {
  case COFFRET_DIFFERENCE_CHANGED:
    return C_ ("difference", "Changed");
  case COFFRET_DIFFERENCE_ADDED:
    return C_ ("difference", "New");
  case COFFRET_DIFFERENCE_REMOVED:
    return C_ ("difference", "Gone");
  case COFFRET_DIFFERENCE_UNSEEN:
    return C_ ("difference", "Changed, but reads the same");
  case COFFRET_DIFFERENCE_NONE:
  default:
    return C_ ("difference", "The same");
  }
}

/* In one line; owned. */
static char *
or_nothing (const char *text)
{
  GString *line = g_string_new (*text ? text : _ ("nothing"));

  g_string_replace (line, "\n", "; ", 0);
  return g_string_free (line, FALSE);
}

char *
coffret_difference_sentence (const CoffretDifference *difference)
{
  const char *word = coffret_difference_word (difference->kind);
  g_autofree char *older = or_nothing (difference->older);
  g_autofree char *newer = or_nothing (difference->newer);

  if (difference->kind == COFFRET_DIFFERENCE_NONE)
    return g_strdup_printf ("%s. %s: %s.", difference->label, word, newer);
  /* Translators: a row as a screen reader says it: what a credential tells, such as "Grade", then
   * "Changed", then what the older version says of it and what the newer one says */
  return g_strdup_printf (_ ("%s. %s. Before: %s. Now: %s."), difference->label, word, older,
                          newer);
}

char *
coffret_comparison_summary (const GPtrArray *differences)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint count = 0;

  for (guint i = 0; i < differences->len; i++) {
    const CoffretDifference *difference = g_ptr_array_index (differences, i);
    g_autofree char *name = NULL;

    if (difference->kind == COFFRET_DIFFERENCE_NONE)
      continue;
    /* Translators: one of a list in the middle of a sentence: what a row is called, as it stands
     * there, with its capital */
    name = g_strdup_printf (C_ ("list of fields", "“%s”"), difference->label);
    coffret_append_part (names, C_ ("list of fields", ", "), name);
    count++;
  }
  if (count == 0)
    return g_strdup (_ ("Both say the same. Only their signatures differ."));
  /* Translators: %u is a number, %s is what it is that changed, with commas between */
  return g_strdup_printf (ngettext ("%u thing changed: %s.", "%u things changed: %s.", count),
                          count, names->str);
}
