/* From values to words, without a display. */
#include <locale.h>

#include "app/closures.h"
#include "app/widgets/verdict.h"

static void
test_entry (void)
{
  CoffretInstant day = coffret_instant_parse ("2026-05-12T12:00:00Z");
  g_autofree char *date = coffret_instant_to_date (day);
  g_autofree char *details =
    coffret_entry_details ("Collège du Grand Nord", day, COFFRET_KIND_MICRO_CREDENTIAL);
  g_autofree char *bare = coffret_entry_details ("", COFFRET_INSTANT_NONE, COFFRET_KIND_OTHER);
  g_autofree char *expected =
    g_strdup_printf ("Collège du Grand Nord\u00a0· %s\u00a0· Micro-credential", date);
  g_autofree char *sentence =
    coffret_entry_sentence ("Wound care, level 2", "Collège du Grand Nord", day,
                            COFFRET_KIND_MICRO_CREDENTIAL, NULL, NULL, 2, 212, FALSE);
  g_autofree char *spoken = g_strdup_printf (
    "Wound care, level 2. Collège du Grand Nord. %s. Micro-credential. Not checked yet. 3 of 212.",
    date);
  g_autofree char *least = coffret_entry_sentence (NULL, "", COFFRET_INSTANT_NONE,
                                                   COFFRET_KIND_OTHER, NULL, NULL, 0, 1, TRUE);
  g_autofree char *untitled = coffret_entry_sentence ("", "Érable", COFFRET_INSTANT_NONE,
                                                      COFFRET_KIND_BADGE, NULL, NULL, 0, 1, FALSE);

  g_assert_cmpstr (details, ==, expected);
  g_assert_cmpstr (bare, ==, "");
  g_assert_cmpstr (sentence, ==, spoken);
  g_assert_cmpstr (least, ==, "Credential without a title. Selected. Not checked yet. 1 of 1.");
  g_assert_cmpstr (untitled, ==, "Badge from Érable. Érable. Badge. Not checked yet. 1 of 1.");
}

static void
test_counts (void)
{
  g_autofree char *one = coffret_count_words (1, FALSE);
  g_autofree char *many = coffret_count_words (212, FALSE);
  g_autofree char *found = coffret_count_words (0, TRUE);
  g_autofree char *chosen = coffret_selected_words (3);
  /* Some languages have no digit in it. */
  g_autofree char *two = coffret_number_words ("مؤهلان", 2);
  g_autofree char *within = coffret_number_words ("And %u more", 7);
  g_autofree char *top = coffret_compartment_sentence ("Nursing", NULL, 41);
  g_autofree char *nested = coffret_compartment_sentence ("Hours", "Nursing", 1);

  g_assert_cmpstr (two, ==, "مؤهلان");
  g_assert_cmpstr (within, ==, "And 7 more");
  g_assert_cmpstr (one, ==, "1 credential");
  g_assert_cmpstr (many, ==, "212 credentials");
  g_assert_cmpstr (found, ==, "0 found");
  g_assert_cmpstr (chosen, ==, "3 selected");
  g_assert_cmpstr (top, ==, "Nursing. Compartment. 41 credentials.");
  g_assert_cmpstr (nested, ==, "Hours. Compartment in Nursing. 1 credential.");
}

static void
test_expiry (void)
{
  CoffretInstant now = coffret_instant_parse ("2026-05-12T12:00:00Z");
  g_autofree char *past = coffret_expiry_words (now - 1, now);
  g_autofree char *today = coffret_expiry_words (now + 1, now);
  g_autofree char *one = coffret_expiry_words (now + G_TIME_SPAN_DAY, now);
  g_autofree char *many = coffret_expiry_words (now + 24 * G_TIME_SPAN_DAY - 1, now);
  g_autofree char *later = coffret_expiry_words (now + 30 * G_TIME_SPAN_DAY, now);
  g_autofree char *never = coffret_expiry_words (COFFRET_INSTANT_NONE, now);

  g_assert_true (g_str_has_prefix (past, "Expired on "));
  g_assert_cmpstr (today, ==, "Expires within a day");
  g_assert_cmpstr (one, ==, "Expires in 1 day");
  g_assert_cmpstr (many, ==, "Expires in 23 days");
  g_assert_null (later);
  g_assert_null (never);
}

static void
test_amounts (void)
{
  static const struct {
    double hours;
    const char *words;
  } cases[] = { { 0, "" },          { -3, "" },           { 1, "1 hour" },
                { 15, "15 hours" }, { 7.5, "7.5 hours" }, { 0.5, "0.5 hours" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *words = coffret_hours_words (cases[i].hours);

    g_assert_cmpstr (words, ==, cases[i].words);
  }
}

static void
test_dates (void)
{
  CoffretInstant day = coffret_instant_parse ("2026-05-12T12:00:00Z");
  g_autofree char *none = coffret_dates_words (COFFRET_INSTANT_NONE, COFFRET_INSTANT_NONE);
  g_autofree char *ever = coffret_dates_words (day, COFFRET_INSTANT_NONE);
  g_autofree char *both = coffret_dates_words (day, day);

  g_assert_cmpstr (none, ==, "");
  g_assert_true (g_str_has_suffix (ever, "valid for ever"));
  g_assert_nonnull (strstr (both, "valid until"));
}

static void
test_links (void)
{
  static const struct {
    const char *text;
    gboolean link;
    const char *host;
  } cases[] = {
    { "https://example.org/badge/1", TRUE, "example.org" },
    { "  http://example.org\n", TRUE, NULL },
    { "javascript:alert(1)", FALSE, NULL },
    { "file:///etc/passwd", FALSE, NULL },
    { "urn:uuid:1", FALSE, NULL },
    { "see https://example.org", FALSE, NULL },
    { "{\"a\": \"https://example.org\"}", FALSE, NULL },
    { "https:///nowhere", FALSE, NULL },
    { "", FALSE, NULL },
    { NULL, FALSE, NULL },
    /* What is asked for is shown, not the name that looks like it; nor what is before the @. */
    { "https://ex\xd0\xb0mple.org/", TRUE, "xn--exmple-4nf.org" },
    { "https://example.org@evil.example/", TRUE, "evil.example" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *host = coffret_link_host (cases[i].text);

    g_test_message ("%s", cases[i].text ?: "(null)");
    g_assert_cmpint (coffret_text_is_link (cases[i].text), ==, cases[i].link);
    if (cases[i].host)
      g_assert_cmpstr (host, ==, cases[i].host);
  }
}

static void
test_summary (void)
{
  g_autofree char *nothing = coffret_import_summary (0, 0, 0, 0);
  g_autofree char *one = coffret_import_summary (1, 0, 0, 0);
  g_autofree char *all = coffret_import_summary (2, 1, 1, 3);

  g_assert_cmpstr (nothing, ==, "Nothing was added.");
  g_assert_cmpstr (one, ==, "1 credential added.");
  g_assert_cmpstr (
    all, ==, "2 credentials added. 1 newer version added. 1 was already there. 3 were refused.");
}

static void
test_orders (void)
{
  for (int order = COFFRET_ORDER_AWARDED; order < COFFRET_ORDER_BACKWARDS; order++)
    g_assert_cmpint (coffret_order_from_id (coffret_order_to_id ((CoffretOrder) order)), ==, order);
  g_assert_cmpint (coffret_order_from_id ("nonsense"), ==, COFFRET_ORDER_AWARDED);
  g_assert_cmpint (coffret_order_from_id (NULL), ==, COFFRET_ORDER_AWARDED);
}

/* Each state has words of its own, and each trouble says that nothing is lost and
 * leaves at least one way on. */
static void
test_door (void)
{
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);

  for (int state = COFFRET_DOOR_LOCKED; state <= COFFRET_DOOR_FAULT; state++) {
    CoffretDoorWords words;

    if (state == COFFRET_DOOR_OPEN)
      continue;
    words = coffret_door_words ((CoffretDoorState) state);
    g_assert_true (g_hash_table_add (titles, (char *) words.title));
    g_assert_true (words.passphrase || words.keyring || words.again);
    if (state != COFFRET_DOOR_LOCKED)
      g_assert_nonnull (strstr (words.description, "othing is lost"));
  }
}

static void
test_places (void)
{
  for (int place = COFFRET_PLACE_ALL; place <= COFFRET_PLACE_TRASH; place++) {
    CoffretEmptyWords words = coffret_place_empty ((CoffretPlace) place);

    g_assert_true (*words.title && *words.description && *words.icon);
    g_assert_true (*coffret_place_title ((CoffretPlace) place));
  }
}

static void
test_verdict (void)
{
  const CoffretVerdictLook *look = coffret_verdict_look (NULL);

  g_assert_cmpstr (coffret_verdict_word (NULL), ==, "Not checked yet");
  /* One that a later version wrote is not taken for anything better. */
  g_assert_true (coffret_verdict_look ("from-the-future") == look);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/closures/entry", test_entry);
  g_test_add_func ("/closures/counts", test_counts);
  g_test_add_func ("/closures/expiry", test_expiry);
  g_test_add_func ("/closures/amounts", test_amounts);
  g_test_add_func ("/closures/dates", test_dates);
  g_test_add_func ("/closures/links", test_links);
  g_test_add_func ("/closures/summary", test_summary);
  g_test_add_func ("/closures/orders", test_orders);
  g_test_add_func ("/closures/door", test_door);
  g_test_add_func ("/closures/places", test_places);
  g_test_add_func ("/closures/verdict", test_verdict);
  return g_test_run ();
}
