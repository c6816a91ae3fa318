/* The figures of the overview, against a set that was added up by hand. */
#include "organise-testing.h"

#include "organise/overview.h"

#define NOW "2026-06-15T12:00:00Z"

/* What stands beside the title. */
typedef struct {
  const char *title;
  const char *awarded;
  const char *issuer;
  const char *kind;
  const char *hours; /* as the achievement says it; NULL: not at all */
  const char *until; /* NULL: for ever */
  const char *skills[4];
} Given;

/* clang-format off */
static const Given given[] = {
  { "A", "2026-01-10", "Collège du Rivage", "MicroCredential", "PT15H", NULL, { "Soudage", "Lecture de plans" } },
  { "B", "2026-02-10", "Collège du Rivage", "MicroCredential", "PT90M", "2026-06-20", { "Soudage" } },
  { "C", "2024-03-10", "COLLEGE DU RIVAGE", "Badge", NULL, "2026-06-01", { "soudage", "Soudage" } },
  { "D", "2024-03-11", "Institut des marées", "Badge", "PT2H", "2026-09-12", { NULL } },
  { "E", "2024-03-12", "Institut des marées", "Diploma", NULL, "2026-09-14", { NULL } },
  { "F", "1998-03-12", "Institut des marées", "Diploma", "PT100H", NULL, { "Plongée" } },
  { "G", "1066-10-14", "École d’autrefois", "Badge", NULL, "2026-06-15", { NULL } },
  { "H", "2999-01-01", "École d’autrefois", "Licence", NULL, NULL, { NULL } },
};
/* clang-format on */

static char *
write_credential (guint number, const Given *one)
{
  g_autoptr (GString) skills = g_string_new (NULL);
  g_autofree char *hours =
    one->hours != NULL ? g_strdup_printf ("\"timeRequired\":\"%s\",", one->hours) : g_strdup ("");
  g_autofree char *until = one->until != NULL
                             ? g_strdup_printf ("\"validUntil\":\"%sT12:00:01Z\",", one->until)
                             : g_strdup ("");

  for (guint i = 0; i < G_N_ELEMENTS (one->skills) && one->skills[i] != NULL; i++)
    g_string_append_printf (skills,
                            "%s{\"type\":[\"Alignment\"],\"targetName\":\"%s\","
                            "\"targetUrl\":\"https://example.org/%u\"}",
                            i > 0 ? "," : "", one->skills[i], i);
  return g_strdup_printf (
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
    "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
    "\"id\":\"urn:example:%u\",\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"
    "\"issuer\":{\"id\":\"did:example:i\",\"type\":[\"Profile\"],\"name\":\"%s\"},"
    "\"validFrom\":\"%sT12:00:00Z\",%s\"name\":\"%s\","
    "\"credentialSubject\":{\"id\":\"did:example:mira\",\"type\":[\"AchievementSubject\"],"
    "\"achievement\":{\"id\":\"urn:example:a%u\",\"type\":[\"Achievement\"],\"name\":\"%s\","
    "\"achievementType\":\"%s\",%s\"criteria\":{\"narrative\":\"Be there.\"},"
    "\"alignment\":[%s]}}}",
    number, one->issuer, one->awarded, until, one->title, number, one->title, one->kind, hours,
    skills->str);
}

static void
take_in (CoffretSession *session, const char *text)
{
  g_autoptr (CoffretImport) job = coffret_session_import (session, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  coffret_import_add_bytes (job, bytes, "typed.json");
  testing_wait (coffret_import_start (job));
  g_assert_cmpuint (coffret_import_count (job, COFFRET_OUTCOME_ADDED), ==, 1);
}

static CoffretSession *
session_with_all (void)
{
  CoffretSession *session = testing_session ();

  for (guint i = 0; i < G_N_ELEMENTS (given); i++) {
    g_autofree char *text = write_credential (i, &given[i]);

    take_in (session, text);
  }
  return session;
}

static CoffretOverview *
look (CoffretSession *session)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  testing_await (coffret_overview_make (coffret_session_get_library (session),
                                        coffret_instant_parse (NOW), NULL),
                 &value, &error);
  g_assert_no_error (error);
  return g_value_dup_boxed (&value);
}

static void
assert_shares (GPtrArray *shares, const char *expected)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < shares->len; i++) {
    const CoffretOverviewShare *share = g_ptr_array_index (shares, i);

    g_string_append_printf (all, "%s%s %u", i > 0 ? "|" : "", share->name, share->count);
  }
  g_assert_cmpstr (all->str, ==, expected);
}

static void
assert_found (CoffretSession *session, char *words, guint count)
{
  g_autoptr (GPtrArray) found = coffret_view_ask (
    coffret_session_get_library (session), COFFRET_PLACE_ALL, NULL, COFFRET_ORDER_TITLE, words);

  g_test_message ("%s", words);
  g_assert_cmpuint (found->len, ==, count);
  g_free (words);
}

static void
test_figures (void)
{
  CoffretSession *session = session_with_all ();
  g_autoptr (CoffretOverview) overview = look (session);
  const CoffretOverviewYear *year;

  g_assert_cmpuint (overview->total, ==, 8);
  g_assert_cmpuint (overview->with_hours, ==, 4);
  g_assert_cmpint (overview->minutes, ==, (15 + 2 + 100) * 60 + 90);

  g_assert_cmpuint (overview->years->len, ==, 3);
  year = &g_array_index (overview->years, CoffretOverviewYear, 0);
  g_assert_cmpint (year->year, ==, 2024);
  g_assert_cmpuint (year->count, ==, 3);
  g_assert_cmpint (year->minutes, ==, 120);
  g_assert_cmpint (year[1].year, ==, 2025);
  g_assert_cmpuint (year[1].count, ==, 0);
  g_assert_cmpint (year[2].year, ==, 2026);
  g_assert_cmpuint (year[2].count, ==, 2);
  g_assert_cmpint (year[2].minutes, ==, 990);
  g_assert_cmpuint (overview->earlier.count, ==, 2);
  g_assert_cmpint (overview->earlier.year, ==, 2007);
  g_assert_cmpint (overview->earlier.minutes, ==, 6000);
  g_assert_cmpuint (overview->later.count, ==, 1);
  g_assert_cmpint (overview->later.year, ==, 2027);
  g_assert_cmpuint (overview->undated.count, ==, 0);

  assert_shares (overview->issuers,
                 "Collège du Rivage 3|Institut des marées 3|École d’autrefois 2");
  g_assert_cmpuint (overview->n_issuers, ==, 3);
  assert_shares (overview->kinds, "Badge 3|Diploma 2|Micro-credential 2|Licence 1");
  assert_shares (overview->skills, "Soudage 3|Lecture de plans 1|Plongée 1");
  g_assert_cmpuint (overview->n_skills, ==, 3);
  testing_end (session);
}

/* A second past the hour on the very day, just before 90 days, and just after. */
static void
test_ends (void)
{
  CoffretSession *session = session_with_all ();
  g_autoptr (CoffretOverview) overview = look (session);
  static const char *const titles[] = { "G", "B", "D" };

  g_assert_cmpuint (overview->expired, ==, 1);
  g_assert_cmpuint (overview->n_ends, ==, G_N_ELEMENTS (titles));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    const CoffretOverviewEnd *end = g_ptr_array_index (overview->ends, i);
    CoffretEntry *entry = coffret_library_find (coffret_session_get_library (session), end->id);

    g_assert_cmpstr (coffret_entry_get_title (entry), ==, titles[i]);
    g_assert_cmpint (coffret_entry_get_expires (entry), ==, end->expires);
  }
  testing_end (session);
}

/* What stands in the overview is what the list then shows. */
static void
test_leads_to (void)
{
  CoffretSession *session = session_with_all ();
  g_autoptr (CoffretOverview) overview = look (session);

  for (guint i = 0; i < overview->years->len; i++) {
    const CoffretOverviewYear *year = &g_array_index (overview->years, CoffretOverviewYear, i);

    assert_found (session, coffret_overview_find_year (year->year), year->count);
  }
  for (guint i = 0; i < overview->issuers->len; i++) {
    const CoffretOverviewShare *share = g_ptr_array_index (overview->issuers, i);

    assert_found (session, coffret_overview_find_issuer (share->name), share->count);
  }
  for (guint i = 0; i < overview->kinds->len; i++) {
    const CoffretOverviewShare *share = g_ptr_array_index (overview->kinds, i);

    assert_found (session, coffret_overview_find_kind (share->kind), share->count);
  }
  for (guint i = 0; i < overview->skills->len; i++) {
    const CoffretOverviewShare *share = g_ptr_array_index (overview->skills, i);

    assert_found (session, coffret_overview_find_skill (share->name), share->count);
  }
  testing_end (session);
}

/* What is in the trash counts nowhere, and an empty vault has nothing. */
static void
test_trash (void)
{
  CoffretSession *session = session_with_all ();
  g_autoptr (CoffretOverview) overview = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (given); i++) {
    g_autoptr (GPtrArray) one = testing_list (testing_entry (session, given[i].title), NULL);

    testing_wait (coffret_session_trash (session, one));
  }
  overview = look (session);
  g_assert_cmpuint (overview->total + overview->with_hours + overview->expired, ==, 0);
  g_assert_cmpuint (overview->years->len + overview->earlier.count + overview->later.count, ==, 0);
  g_assert_cmpuint (overview->issuers->len + overview->kinds->len + overview->skills->len, ==, 0);
  g_assert_cmpuint (overview->ends->len, ==, 0);
  testing_end (session);
}

static void
test_cancel (void)
{
  CoffretSession *session = session_with_all ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (testing_await (coffret_overview_make (coffret_session_get_library (session),
                                                        coffret_instant_parse (NOW), cancellable),
                                 NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  testing_end (session);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/organise/overview/" #name, test_##name)
  ADD (figures);
  ADD (ends);
  ADD (leads_to);
  ADD (trash);
  ADD (cancel);
  return g_test_run ();
}
