#include "base/instant.h"

static void
test_parse (void)
{
  static const struct {
    const char *text;
    const char *expected;
  } cases[] = {
    { "2026-05-12T09:30:00Z", "2026-05-12T09:30:00Z" },
    { "2026-05-12T09:30:00.123456Z", "2026-05-12T09:30:00Z" },
    { "2026-05-12T09:30:00-04:00", "2026-05-12T13:30:00Z" },
    { "2026-05-12T09:30:00", "2026-05-12T09:30:00Z" },
    { "2026-05-12", "2026-05-12T00:00:00Z" },
    { " 2026-05-12\n", "2026-05-12T00:00:00Z" },
    { "1746963000", "2025-05-11T11:30:00Z" },
    { "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z" },
    { "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z" },
  };
  static const char *const bad[] = { NULL,
                                     "",
                                     "yesterday",
                                     "2026-13-01",
                                     "2026-02-30",
                                     "2026-05-12T25:00:00Z",
                                     "99999999999999999999",
                                     "-.",
                                     "12 May 2026",
                                     "2026" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = coffret_instant_to_rfc3339 (coffret_instant_parse (cases[i].text));
    g_assert_cmpstr (text, ==, cases[i].expected);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (coffret_instant_parse (bad[i]), ==, COFFRET_INSTANT_NONE);
}

static void
test_unix (void)
{
  g_assert_cmpint (coffret_instant_from_unix (1.5), ==, 1500000);
  g_assert_cmpint (coffret_instant_from_unix (1e300), ==, COFFRET_INSTANT_NONE);
  g_assert_cmpint (coffret_instant_from_unix (-1e300), ==, COFFRET_INSTANT_NONE);
}

/* A plain date stays that date in every time zone. */
static void
test_date (void)
{
  g_autofree char *date = NULL;
  g_autofree char *other = NULL;

  g_setenv ("TZ", "America/Vancouver", TRUE);
  date = coffret_instant_to_date (coffret_instant_parse ("2026-05-01"));
  other = coffret_instant_to_date (coffret_instant_parse ("2026-05-31"));
  g_assert_cmpstr (date, ==, "1 May 2026");
  g_assert_cmpstr (other, ==, "31 May 2026");
  g_assert_cmpint (coffret_instant_year (coffret_instant_parse ("2026-01-01")), ==, 2026);
  g_assert_null (coffret_instant_to_date (COFFRET_INSTANT_NONE));
  g_assert_cmpint (coffret_instant_year (COFFRET_INSTANT_NONE), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instant/parse", test_parse);
  g_test_add_func ("/instant/unix", test_unix);
  g_test_add_func ("/instant/date", test_date);
  return g_test_run ();
}
