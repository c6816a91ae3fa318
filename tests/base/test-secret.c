#include "base/secret.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void
test_secret (void)
{
  g_autoptr (CoffretSecret) a = coffret_secret_new_random (32);
  g_autoptr (CoffretSecret) b = coffret_secret_new_copy (coffret_secret_bytes (a), 32);
  g_autoptr (CoffretSecret) zero = coffret_secret_new (32);
  g_autoptr (CoffretSecret) empty = coffret_secret_new (0);
  g_autoptr (CoffretSecret) same = coffret_secret_ref (a);

  g_assert_true (coffret_secret_equal (a, b));
  g_assert_false (coffret_secret_equal (a, zero));
  g_assert_false (coffret_secret_equal (a, empty));
  g_assert_cmpuint (coffret_secret_length (same), ==, 32);
  for (gsize i = 0; i < 32; i++)
    g_assert_cmpint (coffret_secret_bytes (zero)[i], ==, 0);
}

static void
test_no_core (void)
{
  struct rlimit limit;
  g_autofree char *filter = NULL;
  int status = 0;
  pid_t child;

  coffret_secret_protect_process ();
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  /* 1 is less than any file has, and says no to a program that would take it. */
  g_assert_cmpuint (limit.rlim_cur, <=, 1);
  g_assert_cmpuint (limit.rlim_max, <=, 1);
  g_assert_true (g_file_get_contents ("/proc/self/coredump_filter", &filter, NULL, NULL));
  g_assert_cmpuint (g_ascii_strtoull (filter, NULL, 16), ==, 0);
  child = fork ();
  if (child == 0) {
    signal (SIGSEGV, SIG_DFL);
    raise (SIGSEGV);
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_false (WCOREDUMP (status));
  /* The portals refuse a process that nobody may look into: no file dialog would open. */
  g_assert_cmpint (prctl (PR_GET_DUMPABLE), ==, 1);
}

/* What the system says of the memory at ADDRESS. */
static char *
flags_of (const void *address)
{
  g_autofree char *maps = NULL;
  gboolean here = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &maps, NULL, NULL));
  for (char *line = strtok (maps, "\n"); line != NULL; line = strtok (NULL, "\n")) {
    unsigned long from, to;

    if (sscanf (line, "%lx-%lx ", &from, &to) == 2)
      here = (gulong) address >= from && (gulong) address < to;
    else if (here && g_str_has_prefix (line, "VmFlags:"))
      return g_strdup (line);
  }
  return NULL;
}

/* Where a core image is made all the same, by whatever means, the secrets are not in it. */
static void
test_left_out (void)
{
  g_autoptr (CoffretSecret) secret = coffret_secret_new_random (32);
  g_autofree char *flags = flags_of (coffret_secret_bytes (secret));

  g_assert_nonnull (flags);
  g_assert_nonnull (strstr (flags, " dd"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret/secret", test_secret);
  g_test_add_func ("/secret/no-core", test_no_core);
  g_test_add_func ("/secret/left-out", test_left_out);
  return g_test_run ();
}
