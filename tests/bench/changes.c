/* changes: when the screen changes, and when it rests again.
 *
 * Prints "ready" when it looks; then, once half a second has passed without a change since the
 * first, the moments of the first change, when all could be read (looks.h), and of the last change,
 * in seconds of the monotonic clock. What is no wider than a scroll bar, which fades away, or a
 * text cursor, which blinks, is no change. Gives up after a minute.
 */
#include "looks.h"

#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define REST 0.5
#define PATIENCE 60.0
#define NARROW 24

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

int
main (void)
{
  Display *display = XOpenDisplay (NULL);
  double start = now (), first = 0, last = 0;
  int damage_event, damage_error, changed = 0;
  Looks *looks;

  if (display == NULL || !XDamageQueryExtension (display, &damage_event, &damage_error)) {
    fprintf (stderr, "changes: there is no X display that tells of changes\n");
    return 2;
  }
  XDamageCreate (display, DefaultRootWindow (display), XDamageReportRawRectangles);
  /* What went before may still change it, and is not meant. */
  usleep (300000);
  XSync (display, True);
  looks = looks_new (display);
  if (looks == NULL) {
    fprintf (stderr, "changes: the X display does not let itself be looked at\n");
    return 2;
  }
  start = now ();
  puts ("ready");
  fflush (stdout);
  while (first > 0 ? now () - last < REST : now () - start < PATIENCE) {
    struct pollfd waiting = { .fd = ConnectionNumber (display), .events = POLLIN };

    while (XPending (display) > 0) {
      XEvent event;

      XNextEvent (display, &event);
      if (event.type != damage_event + XDamageNotify ||
          ((XDamageNotifyEvent *) &event)->area.width <= NARROW)
        continue;
      last = now ();
      changed = 1;
      if (first == 0)
        first = last;
    }
    if (changed)
      looks_take (looks, last);
    changed = 0;
    XFlush (display);
    poll (&waiting, 1, 20);
  }
  printf ("%.6f %.6f %.6f\n", first, looks_find_complete (looks), last);
  return first > 0 ? 0 : 1;
}
