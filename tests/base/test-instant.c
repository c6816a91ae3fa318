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

/* As people write them; what could be two days is none. */
static void
test_loose (void)
{
  static const struct {
    const char *text;
    const char *date;
    const char *end;
  } cases[] = {
    { "2024", "2024", "2024" },
    { " 2024-05 ", "2024-05", "2024-05" },
    { "2024-05-12", "2024-05-12", "2024-05-12" },
    { "12 May 2024", "2024-05-12", "2024-05-12" },
    { "May 12, 2024", "2024-05-12", "2024-05-12" },
    { "1er f\u00e9vrier 2024", "2024-02-01", "2024-02-01" },
    { "Dec 2019", "2019-12", "2019-12" },
    { "ao\u00fbt 2019", "2019-08", "2019-08" },
    { "05/2024", "2024-05", "2024-05" },
    { "25/12/2024", "2024-12-25", "2024-12-25" },
    { "12/25/2024", "2024-12-25", "2024-12-25" },
    { "5/5/1962", "1962-05-05", "1962-05-05" },
    { "1962", "1962", "1962" },
    { "5/6/2024", NULL, NULL },
    { "31 June 2024", NULL, NULL },
    { "2024-13", NULL, NULL },
    { "2024-00-05", NULL, NULL },
    { "jui 2024", NULL, NULL },
    { "soon", NULL, NULL },
    { "12", NULL, NULL },
    { "May", NULL, NULL },
    { "", NULL, NULL },
    { "May May 2024", NULL, NULL },
    { "1 2 3 4", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    CoffretInstant first = coffret_instant_parse_loose (cases[i].text, FALSE);
    CoffretInstant last = coffret_instant_parse_loose (cases[i].text, TRUE);
    g_autofree char *date = coffret_instant_to_iso_date (first);
    g_autofree char *end = coffret_instant_to_iso_date (last);

    g_assert_cmpstr (date, ==, cases[i].date);
    g_assert_cmpstr (end, ==, cases[i].end);
    if (date != NULL)
      g_assert_cmpint (coffret_instant_parse_loose (date, FALSE), ==, first);
  }
  {
    g_autofree char *year = coffret_instant_to_date (coffret_instant_parse_loose ("1962", FALSE));
    g_autofree char *month =
      coffret_instant_to_date (coffret_instant_parse_loose ("2024-05", FALSE));
    g_autofree char *day = coffret_instant_to_rfc3339 (coffret_instant_parse_loose ("2024", TRUE));

    g_assert_cmpstr (year, ==, "1962");
    g_assert_cmpstr (month, ==, "May 2024");
    g_assert_cmpstr (day, ==, "2024-12-31T00:00:00Z");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instant/parse", test_parse);
  g_test_add_func ("/instant/unix", test_unix);
  g_test_add_func ("/instant/date", test_date);
  g_test_add_func ("/instant/loose", test_loose);
  return g_test_run ();
}
