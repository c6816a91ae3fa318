/* first-window COMMAND...: how long until a program's window has settled, and what it holds then.
 *
 * Looks from outside, as a person would: "mapped" is when a window appears on
 * the X display, "complete" when it can be read (looks.h), "settled" the last change of the screen
 * before half a second of rest, "processor" what the main thread took of it until then. The same
 * for every program, so that two can be compared. Prints JSON and ends the program. Needs a display
 * of its own.
 */
#include "looks.h"

#include <X11/extensions/Xdamage.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define REST_MS 500
#define PATIENCE_MS 120000

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double) time.tv_sec * 1000.0 + (double) time.tv_nsec / 1e6;
}

/* A line of /proc/PID/FILE in KiB. */
static long
memory (pid_t pid, const char *file, const char *field)
{
  char path[64], line[256];
  long value = -1;
  FILE *opened;

  snprintf (path, sizeof path, "/proc/%d/%s", (int) pid, file);
  opened = fopen (path, "r");
  if (opened == NULL)
    return -1;
  while (value < 0 && fgets (line, sizeof line, opened) != NULL)
    if (strncmp (line, field, strlen (field)) == 0)
      value = strtol (line + strlen (field), NULL, 10);
  fclose (opened);
  return value;
}

/* What the main thread of PID has had of the processor. */
static double
processor (pid_t pid)
{
  char path[64];
  double nanoseconds = 0;
  FILE *opened;

  snprintf (path, sizeof path, "/proc/%d/task/%d/schedstat", (int) pid, (int) pid);
  opened = fopen (path, "r");
  if (opened == NULL)
    return -1;
  if (fscanf (opened, "%lf", &nanoseconds) != 1)
    nanoseconds = -1e6;
  fclose (opened);
  return nanoseconds / 1e6;
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  double start, mapped = 0, settled = 0;
  int damage_event, damage_error, status, changed = 0;
  Damage damage;
  Looks *looks;
  pid_t pid;

  if (argc < 2 || display == NULL ||
      !XDamageQueryExtension (display, &damage_event, &damage_error)) {
    fprintf (stderr, "first-window COMMAND..., on an X display\n");
    return 2;
  }
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  damage = XDamageCreate (display, DefaultRootWindow (display), XDamageReportNonEmpty);
  XSync (display, False);
  looks = looks_new (display);
  if (looks == NULL) {
    fprintf (stderr, "first-window: the X display does not let itself be looked at\n");
    return 2;
  }

  start = now ();
  pid = fork ();
  if (pid == 0) {
    execvp (argv[1], argv + 1);
    _exit (127);
  }
  while (pid > 0 && now () - start < PATIENCE_MS) {
    struct pollfd waiting = { .fd = ConnectionNumber (display), .events = POLLIN };

    while (XPending (display) > 0) {
      XEvent event;
      XNextEvent (display, &event);
      if (event.type == MapNotify && !event.xmap.override_redirect && mapped == 0)
        mapped = now ();
      if (event.type == damage_event + XDamageNotify) {
        XDamageSubtract (display, damage, None, None);
        if (mapped > 0) {
          settled = now ();
          changed = 1;
        }
      }
    }
    if (changed)
      looks_take (looks, settled);
    changed = 0;
    if (settled > 0 && now () - settled > REST_MS)
      break;
    if (waitpid (pid, &status, WNOHANG) == pid) {
      fprintf (stderr, "first-window: %s ended before its window had settled\n", argv[1]);
      return 1;
    }
    XFlush (display);
    poll (&waiting, 1, 20);
  }
  printf ("{\"mapped_ms\": %.1f, \"complete_ms\": %.1f, \"settled_ms\": %.1f, \"processor_ms\": "
          "%.1f, \"rss_kib\": %ld, "
          "\"pss_kib\": %ld, "
          "\"private_kib\": %ld}\n",
          mapped - start, looks_find_complete (looks) - start, settled - start, processor (pid),
          memory (pid, "status", "VmRSS:"), memory (pid, "smaps_rollup", "Pss:"),
          memory (pid, "smaps_rollup", "Private_Dirty:"));
  kill (pid, SIGTERM);
  for (int i = 0; i < 100 && waitpid (pid, &status, WNOHANG) == 0; i++)
    usleep (50000);
  kill (pid, SIGKILL);
  return settled > 0 ? 0 : 1;
}
