/* When an unused vault is warned of and locked, for every length and every moment. */
#include "app/lock-watch/boot-alarm.h"
#include "app/lock-watch/deadline.h"

#define SECOND G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE
#define HOUR G_TIME_SPAN_HOUR

/* So long after the start of the computer the vault was used last. */
#define LAST (100 * HOUR)

static void
test_limits (void)
{
  static const struct {
    const char *setting;
    gint64 limit;
  } rows[] = {
    { "1", MINUTE },
    { "5", 5 * MINUTE },
    { "15", 15 * MINUTE },
    { "60", HOUR },
    { "never", 0 },
    { "", 5 * MINUTE },
    { "0", 5 * MINUTE },
    { "-1", 5 * MINUTE },
    { "Never", 5 * MINUTE },
    { "1e9", 5 * MINUTE },
    { "99999999999999999999", 5 * MINUTE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (coffret_deadline_limit (rows[i].setting), ==, rows[i].limit);
}

static void
test_table (void)
{
  static const struct {
    gint64 limit;
    gint64 unused;
    CoffretDeadlineStep step;
    gint64 next; /* after the last use; -1: never */
  } rows[] = {
    { MINUTE, 0, COFFRET_DEADLINE_FAR, 30 * SECOND },
    { MINUTE, 30 * SECOND - 1, COFFRET_DEADLINE_FAR, 30 * SECOND },
    { MINUTE, 30 * SECOND, COFFRET_DEADLINE_NEAR, MINUTE },
    { MINUTE, MINUTE - 1, COFFRET_DEADLINE_NEAR, MINUTE },
    { MINUTE, MINUTE, COFFRET_DEADLINE_PAST, -1 },
    { 5 * MINUTE, 4 * MINUTE, COFFRET_DEADLINE_FAR, 270 * SECOND },
    { 5 * MINUTE, 270 * SECOND, COFFRET_DEADLINE_NEAR, 5 * MINUTE },
    { 5 * MINUTE, 5 * MINUTE, COFFRET_DEADLINE_PAST, -1 },
    { 15 * MINUTE, 870 * SECOND, COFFRET_DEADLINE_NEAR, 15 * MINUTE },
    { HOUR, HOUR - 31 * SECOND, COFFRET_DEADLINE_FAR, HOUR - 30 * SECOND },
    /* A night asleep, and a weekend. */
    { HOUR, 9 * HOUR, COFFRET_DEADLINE_PAST, -1 },
    { MINUTE, 60 * HOUR, COFFRET_DEADLINE_PAST, -1 },
    { 0, 0, COFFRET_DEADLINE_FAR, -1 },
    { 0, 1000 * HOUR, COFFRET_DEADLINE_FAR, -1 },
    /* Such a clock does not go back; were it to, nothing would happen at once. */
    { 5 * MINUTE, -HOUR, COFFRET_DEADLINE_FAR, 270 * SECOND },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    CoffretDeadline deadline = { rows[i].limit, LAST };
    gint64 now = LAST + rows[i].unused;
    gint64 next = rows[i].next < 0 ? G_MAXINT64 : LAST + rows[i].next;
    gboolean in_time = rows[i].step != COFFRET_DEADLINE_PAST;

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (coffret_deadline_step (&deadline, now), ==, rows[i].step);
    g_assert_cmpint (coffret_deadline_next (&deadline, now), ==, next);
    g_assert_cmpint (coffret_deadline_touch (&deadline, now), ==, in_time);
    g_assert_cmpint (deadline.last, ==, in_time ? now : LAST);
    if (in_time)
      g_assert_cmpint (coffret_deadline_step (&deadline, now), ==, COFFRET_DEADLINE_FAR);
  }
}

static void
on_alarm (gpointer data)
{
  ++*(guint *) data;
}

/* Rings for what is past and for what comes, once each, and not when it was called off. */
static void
test_alarm (void)
{
  guint rung = 0;
  CoffretBootAlarm *alarm = coffret_boot_alarm_new (on_alarm, &rung);
  gint64 now = coffret_boot_clock_now ();

  g_assert_cmpint (now, >, 0);
  g_assert_true (coffret_boot_alarm_set (alarm, G_MAXINT64));
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  g_assert_true (coffret_boot_alarm_set (alarm, now - HOUR));
  while (rung < 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (coffret_boot_alarm_set (alarm, coffret_boot_clock_now () + 20000));
  while (rung < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (coffret_boot_clock_now (), >=, now + 20000);
  g_assert_true (coffret_boot_alarm_set (alarm, coffret_boot_clock_now () + HOUR));
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  g_assert_true (coffret_boot_alarm_set (alarm, 0));
  g_assert_true (coffret_boot_alarm_set (alarm, G_MAXINT64));
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (rung, ==, 2);
  coffret_boot_alarm_free (alarm);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline/limits", test_limits);
  g_test_add_func ("/deadline/table", test_table);
  g_test_add_func ("/deadline/alarm", test_alarm);
  return g_test_run ();
}
