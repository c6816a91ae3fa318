/* Not one hidden field in what a disclosure holds, whatever is hidden. */
#include "share/disclosure.h"

#include <string.h>

#include "base/base64.h"
#include "marked.h"

/* Everything in DISCLOSURE, tokens with what they decode to. */
static char *
write_all (const CoffretDisclosure *disclosure)
{
  g_autoptr (GString) all = g_string_new (NULL);
  const char *texts[] = { disclosure->title,      disclosure->issuer, disclosure->date,
                          disclosure->kind_label, disclosure->token,  disclosure->page };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_string_append_printf (all, "%s\n", texts[i] != NULL ? texts[i] : "");
  for (guint i = 0; i < disclosure->lines->len; i++) {
    const CoffretShownLine *line = g_ptr_array_index (disclosure->lines, i);

    g_string_append_printf (all, "%d %s %s %s %s\n", line->field, line->name, line->text,
                            line->detail, line->link);
  }
  if (disclosure->document != NULL) {
    g_autofree char *document = coffret_json_dump_sorted (disclosure->document);

    g_string_append (all, document);
  }
  if (disclosure->token != NULL) {
    g_auto (GStrv) parts = g_strsplit_set (disclosure->token, ".~", -1);

    for (gsize i = 0; parts[i] != NULL; i++) {
      g_autoptr (GBytes) bytes = coffret_base64url_decode (parts[i], strlen (parts[i]));

      if (bytes != NULL)
        g_string_append_len (all, g_bytes_get_data (bytes, NULL),
                             (gssize) g_bytes_get_size (bytes));
    }
  }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
assert_hidden (const char *format, CoffretFields allowed)
{
  g_autoptr (CoffretWording) wording = coffret_wording_new ("/nowhere", "en");
  g_autoptr (CoffretCredential) credential = marked_credential (format);
  g_autoptr (CoffretDisclosure) disclosure = coffret_disclosure_new (credential, allowed, wording);
  g_autofree char *all = write_all (disclosure);
  CoffretFields there = marked_fields (format);

  g_assert_cmphex (disclosure->shown & disclosure->hidden, ==, 0);
  g_assert_cmphex ((disclosure->shown | disclosure->hidden) & there, ==, there);
  g_assert_cmphex (disclosure->shown & ~allowed, ==, 0);
  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++) {
    g_autofree char *word = marked_word (field);

    if ((allowed & COFFRET_FIELDS (field)) == 0 && strstr (all, word) != NULL)
      g_error ("%s: %s is hidden, but there: %s", format, word, all);
  }
  /* The year of award, in every way of writing it. */
  if ((allowed & COFFRET_FIELDS (COFFRET_FIELD_AWARDED)) == 0)
    g_assert_null (strstr (all, "1987"));
  if (disclosure->kind == COFFRET_DISCLOSURE_SUMMARY) {
    g_assert_null (disclosure->document);
    g_assert_null (disclosure->token);
    g_assert_null (disclosure->page);
    g_assert_false (disclosure->has_proof);
  }
}

static void
test_hidden (gconstpointer data)
{
  const char *format = data;
  guint32 random = 1;

  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++) {
    assert_hidden (format, COFFRET_FIELDS_ALL & ~COFFRET_FIELDS (field));
    assert_hidden (format, COFFRET_FIELDS (field));
  }
  assert_hidden (format, COFFRET_FIELDS_NONE);
  assert_hidden (format, COFFRET_FIELDS_ALL);
  for (guint i = 0; i < 300; i++) {
    random = random * 1664525u + 1013904223u;
    assert_hidden (format, (random >> 8) & COFFRET_FIELDS_ALL);
  }
}

/* What may be seen is seen: a mark is in the lines of every field that has lines. */
static void
test_shown (gconstpointer data)
{
  const char *format = data;
  g_autoptr (CoffretWording) wording = coffret_wording_new ("/nowhere", "en");
  g_autoptr (CoffretCredential) credential = marked_credential (format);
  g_autoptr (CoffretDisclosure) disclosure =
    coffret_disclosure_new (credential, COFFRET_FIELDS_ALL, wording);
  g_autofree char *all = write_all (disclosure);
  CoffretFields there = marked_fields (format);

  g_assert_cmpint (disclosure->kind, ==, COFFRET_DISCLOSURE_ORIGINAL);
  g_assert_true ((disclosure->document != NULL) != (disclosure->token != NULL));
  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++) {
    g_autofree char *word = marked_word (field);

    if (there & COFFRET_FIELDS (field))
      g_assert_nonnull (strstr (all, word));
  }
}

static void
test_kinds (void)
{
  static const struct {
    const char *format;
    CoffretField hidden;
    CoffretDisclosureKind kind;
  } cases[] = {
    { "ob3", COFFRET_FIELD_GRADE, COFFRET_DISCLOSURE_SUMMARY },
    { "ob3", COFFRET_FIELD_PARTS, COFFRET_DISCLOSURE_ORIGINAL }, /* it has none */
    { "clr2", COFFRET_FIELD_GRADE, COFFRET_DISCLOSURE_SUMMARY }, /* of a part */
    { "vc-jwt", COFFRET_FIELD_GRADE, COFFRET_DISCLOSURE_SUMMARY },
    { "sd-jwt", COFFRET_FIELD_GRADE, COFFRET_DISCLOSURE_SELECTION },
    { "sd-jwt", COFFRET_FIELD_OUTCOMES, COFFRET_DISCLOSURE_SUMMARY }, /* their number stays */
    { "sd-jwt", COFFRET_FIELD_TITLE, COFFRET_DISCLOSURE_SUMMARY },
    { "ob2", COFFRET_FIELD_GRADE, COFFRET_DISCLOSURE_SUMMARY },
  };
  g_autoptr (CoffretWording) wording = coffret_wording_new ("/nowhere", "en");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CoffretCredential) credential = marked_credential (cases[i].format);
    g_autoptr (CoffretDisclosure) disclosure = coffret_disclosure_new (
      credential, COFFRET_FIELDS_ALL & ~COFFRET_FIELDS (cases[i].hidden), wording);

    g_test_message ("%s without %s", cases[i].format, coffret_field_to_id (cases[i].hidden));
    g_assert_cmpint (disclosure->kind, ==, cases[i].kind);
  }
}

/* A grade that is hidden and stands in the description all the same. */
static void
test_repeats (void)
{
  static const struct {
    const char *grade;
    const char *description;
    gboolean found;
  } cases[] = {
    { "87 %", "Passed with 87 % in May.", TRUE },   { "87", "Passed with 87 in May.", TRUE },
    { "87", "Course 870, room 1187.", FALSE },      { "A", "A course. See A for more.", FALSE },
    { "A", "Final grade: A, with honours.", TRUE }, { "A+", "She got A+ there.", TRUE },
    { "Très bien", "Mention Très bien.", TRUE },
  };
  g_autoptr (CoffretWording) wording = coffret_wording_new ("/nowhere", "en");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CoffretCredential) credential = marked_credential ("ob3");
    json_t *subject = coffret_json_object (credential->document, "credentialSubject");
    json_t *result = coffret_json_at (subject, "result", 0);
    g_autoptr (CoffretDisclosure) disclosure = NULL;

    json_object_set_new (result, "value", json_string (cases[i].grade));
    coffret_text_unref (credential->description);
    credential->description = coffret_text_new ("en", cases[i].description);
    disclosure = coffret_disclosure_new (
      credential, COFFRET_FIELDS_ALL & ~COFFRET_FIELDS (COFFRET_FIELD_GRADE), wording);
    g_test_message ("%s in %s", cases[i].grade, cases[i].description);
    g_assert_cmpuint (disclosure->repeats->len, ==, cases[i].found ? 1 : 0);
    if (cases[i].found) {
      const CoffretRepeat *repeat = g_ptr_array_index (disclosure->repeats, 0);

      g_assert_cmpint (repeat->hidden, ==, COFFRET_FIELD_GRADE);
      g_assert_cmpint (repeat->shown, ==, COFFRET_FIELD_DESCRIPTION);
      g_assert_cmpstr (repeat->value, ==, cases[i].grade);
    }
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; marked_formats[i] != NULL; i++) {
    g_autofree char *hidden = g_strconcat ("/disclosure/hidden/", marked_formats[i], NULL);
    g_autofree char *shown = g_strconcat ("/disclosure/shown/", marked_formats[i], NULL);

    g_test_add_data_func (hidden, marked_formats[i], test_hidden);
    g_test_add_data_func (shown, marked_formats[i], test_shown);
  }
  g_test_add_func ("/disclosure/kinds", test_kinds);
  g_test_add_func ("/disclosure/repeats", test_repeats);
  return g_test_run ();
}
