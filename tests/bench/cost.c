/* cost COMMAND...: what one run of a program takes, from its start to its end.
 *
 * Prints JSON: milliseconds by the clock on the wall, and KiB at its largest. This is a small
 * program because the kernel counts the memory of whoever starts one as its own: started by an
 * interpreter, every program would look at least as large as that.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double) time.tv_sec * 1000.0 + (double) time.tv_nsec / 1e6;
}

int
main (int argc, char **argv)
{
  posix_spawn_file_actions_t actions;
  struct rusage usage;
  double start, end;
  pid_t child;
  int status;

  if (argc < 2) {
    fprintf (stderr, "cost COMMAND...\n");
    return 2;
  }
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_addopen (&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  start = now ();
  if (posix_spawnp (&child, argv[1], &actions, NULL, argv + 1, environ) != 0 ||
      wait4 (child, &status, 0, &usage) != child)
    return 1;
  end = now ();
  posix_spawn_file_actions_destroy (&actions);
  /* 1: verified, and not vouched for. */
  if (!WIFEXITED (status) || WEXITSTATUS (status) > 1) {
    fprintf (stderr, "cost: %s ended with status %d\n", argv[1], status);
    return 1;
  }
  printf ("{\"ms\": %.3f, \"kib\": %ld}\n", end - start, usage.ru_maxrss);
  return 0;
}
