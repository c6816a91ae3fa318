/* The whole of the overview against a set of invented credentials that was added up by hand.
 *
 * The set is Odile's, a nurse whose year of 20 hours begins in April. By hand:
 *
 *   period    hours           what
 *   2023–24   12              Wound care (12 June 2023)
 *   2024–25   0               nothing with hours
 *   2025–26   20 = 12.5+7.5   Triage (1 April 2025), Palliative care (31 March 2026)
 *   2026–27   3               Ethics (1 April 2026), so far
 *
 *   year      credentials  hours
 *   2023      1            12
 *   2024      1            0     First aid; its version of 2022 does not count
 *   2025      1            12.5
 *   2026      2            10.5
 *   undated   none: what states no date is dated by its reader, or does not count by years
 *
 * Binned (40 hours, 2025) lies in the trash. All in all 5 credentials and 35 hours in 4 of them.
 */
#include "organise-testing.h"

#include "organise/overview.h"
#include "organise/planning.h"
#include "organise/undo.h"

#define NOW "2026-06-15T12:00:00Z"

typedef struct {
  const char *id; /* the same twice: a later version */
  const char *title;
  const char *french; /* nullable */
  const char *awarded;
  const char *issuer;
  const char *hours; /* nullable */
  const char *skills[3];
} Given;

/* clang-format off */
static const Given given[] = {
  { "1", "Wound care", "Soin des plaies", "2023-06-12", "Rivage", "PT12H", { "Asepsis", "Dressing" } },
  { "2", "First aid", NULL, "2022-05-01", "Phare", NULL, { "Asepsis" } },
  { "2", "First aid", NULL, "2024-05-01", "Phare", NULL, { "Asepsis" } },
  { "3", "Triage", NULL, "2025-04-01", "Rivage", "PT12H30M", { "Triage" } },
  { "4", "Palliative care", "Soins palliatifs", "2026-03-31", "Rivage", "PT7H30M", { "Asepsis" } },
  { "5", "Ethics", NULL, "2026-04-01", "Marée", "PT3H", { NULL } },
  { "6", "Binned", "Jeté", "2025-05-05", "Corbeille", "PT40H", { "Waste" } },
};
/* clang-format on */

static char *
write_credential (const Given *one)
{
  g_autoptr (GString) skills = g_string_new (NULL);
  g_autofree char *hours =
    one->hours != NULL ? g_strdup_printf ("\"timeRequired\":\"%s\",", one->hours) : g_strdup ("");
  g_autofree char *french =
    one->french != NULL
      ? g_strdup_printf (",{\"@value\":\"%s\",\"@language\":\"fr-CA\"}", one->french)
      : g_strdup ("");

  for (guint i = 0; i < G_N_ELEMENTS (one->skills) && one->skills[i] != NULL; i++)
    g_string_append_printf (skills,
                            "%s{\"type\":[\"Alignment\"],\"targetName\":\"%s\","
                            "\"targetUrl\":\"https://example.org/%u\"}",
                            i > 0 ? "," : "", one->skills[i], i);
  return g_strdup_printf (
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
    "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
    "\"id\":\"urn:example:%s\",\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"
    "\"issuer\":{\"id\":\"did:example:%s\",\"type\":[\"Profile\"],\"name\":\"%s\"},"
    "\"validFrom\":\"%sT12:00:00Z\",\"name\":[{\"@value\":\"%s\",\"@language\":\"en\"}%s],"
    "\"credentialSubject\":{\"id\":\"did:example:odile\",\"type\":[\"AchievementSubject\"],"
    "\"achievement\":{\"id\":\"urn:example:a%s\",\"type\":[\"Achievement\"],\"name\":\"%s\","
    "\"achievementType\":\"Badge\",%s\"criteria\":{\"narrative\":\"Be there.\"},"
    "\"alignment\":[%s]}}}",
    one->id, one->issuer, one->issuer, one->awarded, one->title, french, one->id, one->title, hours,
    skills->str);
}

static CoffretSession *
session_of_odile (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) binned = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (given); i++) {
    g_autofree char *text = write_credential (&given[i]);
    g_autoptr (CoffretImport) job = coffret_session_import (session, NULL);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

    coffret_import_add_bytes (job, bytes, "typed.json");
    testing_wait (coffret_import_start (job));
    g_assert_cmpuint (coffret_import_count (job, COFFRET_OUTCOME_ADDED) +
                        coffret_import_count (job, COFFRET_OUTCOME_NEWER_VERSION),
                      ==, 1);
  }
  binned = testing_list (testing_entry (session, "Binned"), NULL);
  testing_wait (coffret_session_trash (session, binned));
  testing_wait (coffret_session_set_target (session, (CoffretTarget) { 20 * 60, 4 }));
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

/* "name count minutes (sources of n)", joined by "|". */
static void
assert_shares (GPtrArray *shares, const char *expected)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < shares->len; i++) {
    const CoffretOverviewShare *share = g_ptr_array_index (shares, i);

    g_string_append_printf (all, "%s%s %u %d", i > 0 ? "|" : "", share->name, share->count,
                            (int) share->minutes);
    if (share->sources != NULL) {
      g_autofree char *sources = g_strjoinv (", ", share->sources);

      g_string_append_printf (all, " (%s of %u)", sources, share->n_sources);
    }
  }
  g_assert_cmpstr (all->str, ==, expected);
}

static void
assert_years (GArray *years, const char *expected)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < years->len; i++) {
    const CoffretOverviewYear *year = &g_array_index (years, CoffretOverviewYear, i);

    g_string_append_printf (all, "%s%d: %u %d", i > 0 ? "|" : "", year->year, year->count,
                            (int) year->minutes);
  }
  g_assert_cmpstr (all->str, ==, expected);
}

static void
test_sums (void)
{
  CoffretSession *session = session_of_odile ();
  g_autoptr (CoffretOverview) overview = look (session);

  g_assert_cmpuint (overview->total, ==, 5);
  g_assert_cmpuint (overview->superseded, ==, 1);
  g_assert_cmpuint (overview->with_hours, ==, 4);
  g_assert_cmpint (overview->minutes, ==, 35 * 60);
  g_assert_cmpint (overview->target.minutes, ==, 1200);
  g_assert_cmpint (overview->target.month, ==, 4);
  assert_years (overview->years, "2023: 1 720|2024: 1 0|2025: 1 750|2026: 2 630");
  assert_years (overview->periods, "2023: 1 720|2024: 0 0|2025: 2 1200|2026: 1 180");
  g_assert_cmpuint (overview->undated.count + overview->earlier.count + overview->later.count, ==,
                    0);
  assert_shares (overview->issuers, "Rivage 3 1920|Marée 1 180|Phare 1 0");
  assert_shares (overview->skills,
                 "Asepsis 3 1170 (Rivage, Phare of 2)|Dressing 1 720 (Rivage of 1)|"
                 "Triage 1 750 (Rivage of 1)");
  assert_shares (overview->languages, "en 5 2100|fr 2 1170");
  testing_end (session);
}

/* The later version gone, the earlier one counts again. */
static void
test_versions (void)
{
  CoffretSession *session = session_of_odile ();
  GListModel *library = G_LIST_MODEL (coffret_session_get_library (session));
  g_autoptr (CoffretOverview) overview = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (library); i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (library, i);

    if (coffret_instant_year (coffret_entry_get_awarded (entry)) == 2024) {
      g_autoptr (GPtrArray) one = testing_list (entry, NULL);

      testing_wait (coffret_session_trash (session, one));
    }
  }
  overview = look (session);
  g_assert_cmpuint (overview->total, ==, 5);
  g_assert_cmpuint (overview->superseded, ==, 0);
  assert_years (overview->years, "2022: 1 0|2023: 1 720|2024: 0 0|2025: 1 750|2026: 2 630");
  testing_end (session);
}

/* Her own dates count where she has written any, and the issuer's again once they are gone. */
static void
test_own_dates (void)
{
  CoffretSession *session = session_of_odile ();
  CoffretEntry *ethics = testing_entry (session, "Ethics");
  g_autoptr (CoffretOverview) moved = NULL;
  g_autoptr (CoffretOverview) back = NULL;

  testing_wait (coffret_session_set_own_dates (session, ethics,
                                               coffret_instant_parse ("2023-05-05T12:00:00Z"),
                                               coffret_instant_parse ("2026-07-01T12:00:00Z")));
  moved = look (session);
  assert_years (moved->years, "2023: 2 900|2024: 1 0|2025: 1 750|2026: 1 450");
  assert_years (moved->periods, "2023: 2 900|2024: 0 0|2025: 2 1200|2026: 0 0");
  g_assert_cmpuint (moved->n_ends, ==, 1);
  testing_wait (coffret_undo_undo (coffret_session_get_undo (session)));
  back = look (session);
  assert_years (back->years, "2023: 1 720|2024: 1 0|2025: 1 750|2026: 2 630");
  g_assert_cmpuint (back->n_ends, ==, 0);
  testing_end (session);
}

/* One step of undo; years that begin in January are the calendar's. */
static void
test_target (void)
{
  CoffretSession *session = session_of_odile ();
  CoffretPlans *plans = coffret_library_get_plans (coffret_session_get_library (session));
  g_autoptr (CoffretOverview) overview = NULL;
  g_autoptr (GError) error = NULL;

  testing_wait (coffret_session_set_target (session, (CoffretTarget) { 0, 1 }));
  g_assert_cmpint (coffret_plans_get_target (plans).minutes, ==, 0);
  overview = look (session);
  assert_years (overview->periods, "2023: 1 720|2024: 0 0|2025: 1 750|2026: 2 630");
  testing_wait (coffret_undo_undo (coffret_session_get_undo (session)));
  g_assert_cmpint (coffret_plans_get_target (plans).minutes, ==, 1200);
  g_assert_cmpint (coffret_plans_get_target (plans).month, ==, 4);
  testing_wait (coffret_undo_redo (coffret_session_get_undo (session)));
  g_assert_cmpint (coffret_plans_get_target (plans).month, ==, 1);

  g_assert_false (testing_await (
    coffret_session_set_target (session, (CoffretTarget) { 9000 * 60, 1 }), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  testing_end (session);
}

/* A target without any hours: the present year, empty. */
static void
test_nothing_yet (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (CoffretOverview) overview = NULL;

  testing_wait (coffret_session_set_target (session, (CoffretTarget) { 600, 7 }));
  overview = look (session);
  assert_years (overview->periods, "2025: 0 0");
  testing_end (session);
}

/* It lies in the vault, not in the session. */
static void
test_kept (void)
{
  g_autoptr (CoffretVault) vault = NULL;
  CoffretSession *session = testing_session ();
  g_autoptr (CoffretSession) again = NULL;

  testing_wait (coffret_session_set_target (session, (CoffretTarget) { 600, 7 }));
  vault = coffret_vault_ref (coffret_session_get_vault (session));
  again = testing_wait_object (coffret_session_new (vault));
  g_assert_cmpint (
    coffret_plans_get_target (coffret_library_get_plans (coffret_session_get_library (again)))
      .minutes,
    ==, 600);
  g_clear_object (&again);
  testing_end (session);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "America/Toronto", TRUE);
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/organise/overview-sums/" #name, test_##name)
  ADD (sums);
  ADD (versions);
  ADD (own_dates);
  ADD (target);
  ADD (nothing_yet);
  ADD (kept);
  return g_test_run ();
}
