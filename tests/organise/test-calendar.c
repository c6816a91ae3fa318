/* Dates for a calendar, read again by RFC 5545 to the letter. */
#include "organise-testing.h"

#include "organise/calendar.h"

#define NOW "2026-06-15T12:00:00Z"
#define ID "123e4567-e89b-42d3-a456-426614174000"

static char *
write_one (const char *title, const char *expires)
{
  const CoffretCalendarEvent event = { ID, title, coffret_instant_parse (expires) };

  return coffret_calendar_write (&event, 1, coffret_instant_parse (NOW));
}

/* The content lines of TEXT, unfolded (3.1); it must keep to the form. */
static char **
read_lines (const char *text)
{
  g_autoptr (GString) unfolded = g_string_new (NULL);
  const char *from = text;

  g_assert_true (g_str_has_suffix (text, "END:VCALENDAR\r\n"));
  while (*from != '\0') {
    const char *end = strstr (from, "\r\n");

    g_assert_nonnull (end);
    g_assert_cmpint (end - from, >, 0);
    g_assert_cmpint (end - from, <=, 75);
    for (const char *c = from; c < end; c++)
      g_assert_true ((guchar) *c >= ' ' && *c != 0x7f);
    /* Folded between characters, not within one. */
    g_assert_true (g_utf8_validate (from, end - from, NULL));
    if (*from == ' ') {
      g_string_append_len (unfolded, from + 1, end - from - 1);
    } else {
      if (unfolded->len > 0)
        g_string_append_c (unfolded, '\n');
      g_string_append_len (unfolded, from, end - from);
    }
    from = end + 2;
  }
  return g_strsplit (unfolded->str, "\n", -1);
}

static void
assert_lines (const char *text, const char *expected)
{
  g_auto (GStrv) lines = read_lines (text);
  g_autofree char *joined = g_strjoinv ("\n", lines);

  g_assert_cmpstr (joined, ==, expected);
}

#define HEAD "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Coffret//Coffret//EN\nCALSCALE:GREGORIAN\n"

static void
test_whole (void)
{
  g_autofree char *text = write_one ("First aid", "2026-09-30");

  assert_lines (text, HEAD "BEGIN:VEVENT\nUID:" ID "@coffret.invalid\nDTSTAMP:20260615T120000Z\n"
                           "DTSTART;VALUE=DATE:20260930\nSUMMARY:Expires: First aid\n"
                           "TRANSP:TRANSPARENT\n"
                           "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Expires: First aid\n"
                           "TRIGGER:-P30D\nEND:VALARM\n"
                           "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Expires: First aid\n"
                           "TRIGGER:-P7D\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR");
}

static void
test_empty (void)
{
  g_autofree char *text = coffret_calendar_write (NULL, 0, coffret_instant_parse (NOW));

  assert_lines (text, HEAD "END:VCALENDAR");
}

/* What means harm stays one text of one property. */
static void
test_escaped (void)
{
  g_autofree char *text =
    write_one ("A, B; C\\D\r\nEND:VEVENT\r\nATTACH:x\x1b\xc2\x85\xff", "2026-09-30");
  g_auto (GStrv) lines = read_lines (text);
  guint ends = 0;

  for (char **line = lines; *line != NULL; line++) {
    ends += g_str_equal (*line, "END:VEVENT");
    g_assert_false (g_str_has_prefix (*line, "ATTACH"));
    if (g_str_has_prefix (*line, "SUMMARY"))
      g_assert_cmpstr (*line, ==,
                       "SUMMARY:Expires: A\\, B\\; C\\\\D\\nEND:VEVENT\\nATTACH:x\xef\xbf\xbd");
  }
  g_assert_cmpuint (ends, ==, 1);
}

static void
test_folded (void)
{
  g_autoptr (GString) title = g_string_new (NULL);

  for (guint i = 0; i < 100; i++) {
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;
    g_autofree char *expected = NULL;

    g_string_append (title, i % 3 == 0 ? "é" : i % 3 == 1 ? "a" : "😀");
    text = write_one (title->str, "2026-09-30");
    lines = read_lines (text);
    expected = g_strconcat ("SUMMARY:Expires: ", title->str, NULL);
    g_assert_true (g_strv_contains ((const char *const *) lines, expected));
  }
}

/* A plain date is that day everywhere; a time is that of the reader's place. */
static void
test_days (void)
{
  g_autofree char *plain = write_one ("A", "2026-09-30");
  g_autofree char *night = write_one ("A", "2026-09-30T02:00:00Z");

  g_assert_nonnull (strstr (plain, "DTSTART;VALUE=DATE:20260930\r\n"));
  g_assert_nonnull (strstr (night, "DTSTART;VALUE=DATE:20260929\r\n"));
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "America/Toronto", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/organise/calendar/" #name, test_##name)
  ADD (whole);
  ADD (empty);
  ADD (escaped);
  ADD (folded);
  ADD (days);
  return g_test_run ();
}
