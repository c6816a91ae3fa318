/* What a guest's practice vault tells the session that opened it. */
#include "tutorials/lesson-line.h"

#include <string.h>
#include <unistd.h>

typedef struct {
  GString *heard;
  gboolean closed;
} Ear;

static void
on_moved (CoffretLessonLine *line, const char *id, guint step, Ear *ear)
{
  g_string_append_printf (ear->heard, "%s %u\n", id, step);
}

static void
on_own (CoffretLessonLine *line, const char *id, const char *token, Ear *ear)
{
  g_string_append_printf (ear->heard, "own %s %s\n", id, token);
}

static void
on_again (CoffretLessonLine *line, Ear *ear)
{
  g_string_append (ear->heard, "again\n");
}

static void
on_closed (CoffretLessonLine *line, Ear *ear)
{
  ear->closed = TRUE;
}

static void
lend (Ear *ear, CoffretLessonLine *line)
{
  g_signal_connect (line, "moved", G_CALLBACK (on_moved), ear);
  g_signal_connect (line, "own", G_CALLBACK (on_own), ear);
  g_signal_connect (line, "again", G_CALLBACK (on_again), ear);
  g_signal_connect (line, "closed", G_CALLBACK (on_closed), ear);
}

static void
listen_for (Ear *ear, const char *words)
{
  while (!strstr (ear->heard->str, words))
    g_main_context_iteration (NULL, TRUE);
}

/* The other process is this one: its standard input is given to it, and taken. */
static void
test_both_ways (void)
{
  Ear session = { g_string_new (NULL), FALSE }, practice = { g_string_new (NULL), FALSE };
  int other = -1;
  CoffretLessonLine *here = coffret_lesson_line_new (&other);
  CoffretLessonLine *there;

  g_assert_nonnull (here);
  lend (&session, here);
  coffret_lesson_line_tell_moved (here, "find-something", 3);
  coffret_lesson_line_tell_moved (here, "is it “real”?", G_MAXUINT32);
  g_assert_cmpint (dup2 (other, STDIN_FILENO), ==, STDIN_FILENO);
  close (other);
  there = coffret_lesson_line_take ();
  g_assert_nonnull (there);
  g_assert_null (coffret_lesson_line_take ());
  lend (&practice, there);
  coffret_lesson_line_catch_up (there);
  g_assert_cmpstr (practice.heard->str, ==, "find-something 3\nis it “real”? 4294967295\n");

  coffret_lesson_line_tell_moved (there, "find-something", 4);
  g_assert_true (coffret_lesson_line_tell_own (there, "find-something", "token_TIME7"));
  listen_for (&session, "own");
  g_assert_cmpstr (session.heard->str, ==, "find-something 4\nown find-something token_TIME7\n");

  g_assert_false (practice.closed);
  g_object_unref (here);
  while (!practice.closed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (coffret_lesson_line_tell_own (there, "find-something", ""));
  g_object_unref (there);
  g_string_free (session.heard, TRUE);
  g_string_free (practice.heard, TRUE);
}

/* What a process becomes that begins anew has the same end, and can be told all of it again. */
static void
test_again (void)
{
  Ear session = { g_string_new (NULL), FALSE }, practice = { g_string_new (NULL), FALSE };
  int other = -1;
  g_autoptr (CoffretLessonLine) here = coffret_lesson_line_new (&other);
  CoffretLessonLine *there;

  lend (&session, here);
  g_assert_cmpint (dup2 (other, STDIN_FILENO), ==, STDIN_FILENO);
  close (other);
  there = coffret_lesson_line_take ();
  coffret_lesson_line_hand_on (there);
  g_object_unref (there);
  listen_for (&session, "again\n");
  g_assert_false (session.closed);
  coffret_lesson_line_tell_moved (here, "find-something", 3);
  there = coffret_lesson_line_take ();
  g_assert_nonnull (there);
  lend (&practice, there);
  coffret_lesson_line_catch_up (there);
  g_assert_cmpstr (practice.heard->str, ==, "find-something 3\n");
  coffret_lesson_line_tell_moved (there, "find-something", 4);
  listen_for (&session, "find-something 4\n");
  g_object_unref (there);
  g_string_free (session.heard, TRUE);
  g_string_free (practice.heard, TRUE);
}

/* A word of somebody else's is no word; and what is too long is not said. */
static void
test_strange (void)
{
  g_autofree char *endless = g_strnfill (5000, 'x');
  Ear ear = { g_string_new (NULL), FALSE };
  int other = -1;
  g_autoptr (CoffretLessonLine) here = coffret_lesson_line_new (&other);

  lend (&ear, here);
  g_assert_false (coffret_lesson_line_tell_own (here, endless, ""));
  g_assert_cmpint (write (other, "nonsense", 8), ==, 8);
  g_assert_cmpint (write (other, "('away', 'x', 1, '')", 20), ==, 20);
  g_assert_cmpint (write (other, endless, 5000), ==, 5000);
  g_assert_cmpint (write (other, "('moved', 'x', 1, '')", 21), ==, 21);
  listen_for (&ear, "x 1\n");
  g_assert_cmpstr (ear.heard->str, ==, "x 1\n");
  close (other);
  while (!ear.closed)
    g_main_context_iteration (NULL, TRUE);
  g_string_free (ear.heard, TRUE);
}

/* Started by anything but a guest session there is none. */
static void
test_none (void)
{
  int pipes[2];

  g_assert_cmpint (pipe (pipes), ==, 0);
  g_assert_cmpint (dup2 (pipes[0], STDIN_FILENO), ==, STDIN_FILENO);
  close (pipes[0]);
  close (pipes[1]);
  g_assert_null (coffret_lesson_line_take ());
  close (STDIN_FILENO);
  g_assert_null (coffret_lesson_line_take ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lesson-line/both-ways", test_both_ways);
  g_test_add_func ("/lesson-line/again", test_again);
  g_test_add_func ("/lesson-line/strange", test_strange);
  g_test_add_func ("/lesson-line/none", test_none);
  return g_test_run ();
}
