#include "turns.h"

#include <time.h>

static BenchTurn started, longest;
static BenchTurn drawing; /* when the frame's drawing began */
static BenchTurn drawn;   /* what drawing took in this turn */
static gboolean painted;  /* there was a frame in this turn */
static GArray *painting;  /* double: of each turn with a frame */
static GPollFunc poll_before;
static void (*snapshot_before) (GtkWidget *widget, GtkSnapshot *snapshot);

static double
read_clock (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec * 1000.0 + (double) time.tv_nsec / 1e6;
}

static BenchTurn
now (void)
{
  return (BenchTurn) { read_clock (CLOCK_MONOTONIC), read_clock (CLOCK_THREAD_CPUTIME_ID) };
}

static int
on_poll (GPollFD *fds, guint n_fds, int timeout)
{
  BenchTurn end = now ();
  int answer;

  if (started.wall > 0) {
    double processor = end.processor - started.processor - drawn.processor;

    longest.wall = MAX (longest.wall, end.wall - started.wall - drawn.wall);
    longest.processor = MAX (longest.processor, processor);
    if (painted)
      g_array_append_val (painting, processor);
  }
  answer = poll_before (fds, n_fds, timeout);
  started = now ();
  drawn = (BenchTurn) { 0 };
  painted = FALSE;
  return answer;
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *into)
{
  snapshot_before (widget, into);
  drawing = now ();
}

/* After GDK's own handler, in which the renderer works. */
static void
on_painted (GdkFrameClock *clock, gpointer unused)
{
  BenchTurn end = now ();

  if (drawing.wall > started.wall) {
    drawn.wall += end.wall - drawing.wall;
    drawn.processor += end.processor - drawing.processor;
    painted = TRUE;
  }
  drawing = (BenchTurn) { 0 };
}

void
bench_turns_watch (GtkWindow *window)
{
  GtkWidgetClass *klass = GTK_WIDGET_GET_CLASS (window);

  painting = g_array_new (FALSE, FALSE, sizeof (double));
  snapshot_before = klass->snapshot;
  klass->snapshot = snapshot;
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "paint",
                    G_CALLBACK (on_painted), NULL);
  poll_before = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, on_poll);
}

BenchTurn
bench_turns_take (GArray *frames)
{
  BenchTurn taken = longest;

  if (frames)
    g_array_append_vals (frames, painting->data, painting->len);
  g_array_set_size (painting, 0);
  longest = (BenchTurn) { 0 };
  return taken;
}
