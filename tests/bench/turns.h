/* turns.h: how long one turn of the main loop holds the main thread.
 *
 * A turn is what happens between two waits. What the renderer takes to draw a frame is left
 * out: on a virtual screen that is done by the processor, on a real one by the graphics card.
 * Building what is to be drawn counts.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* In milliseconds. The processor's time does not grow when the machine has other work. */
typedef struct {
  double wall;
  double processor;
} BenchTurn;

/* From now on turns are measured, and the frames of WINDOW, which is realized, known. */
void bench_turns_watch (GtkWindow *window);
/* The longest turn since the last call. FRAMES (nullable; of double) gets the processor's time of
 * each turn that drew a frame. */
BenchTurn bench_turns_take (GArray *frames);

G_END_DECLS
