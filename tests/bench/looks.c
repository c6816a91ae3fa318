#include "looks.h"

#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>

/* Of a square place of the screen. */
#define SIDE 8
#define MOST 512

typedef struct {
  double time;
  unsigned long *places; /* the sum of each; 0: of one colour */
} Look;

struct Looks {
  Display *display;
  XShmSegmentInfo segment;
  XImage *image;
  int columns, rows;
  Look looks[MOST];
  int count;
};

static unsigned long
sum_place (const XImage *image, int column, int row)
{
  unsigned long sum = 1469598103934665603u;
  unsigned first = 0;
  int blank = 1;

  for (int y = row * SIDE; y < (row + 1) * SIDE; y++) {
    const unsigned *line = (const unsigned *) (image->data + y * image->bytes_per_line);

    for (int x = column * SIDE; x < (column + 1) * SIDE; x++) {
      unsigned colour = line[x] & 0xffffff;

      if (x == column * SIDE && y == row * SIDE)
        first = colour;
      blank = blank && colour == first;
      sum = (sum ^ colour) * 1099511628211u;
    }
  }
  return blank ? 0 : sum;
}

Looks *
looks_new (Display *display)
{
  Looks *self = calloc (1, sizeof *self);
  int screen = DefaultScreen (display);

  self->display = display;
  if (!XShmQueryExtension (display))
    return NULL;
  self->image = XShmCreateImage (display, DefaultVisual (display, screen),
                                 (unsigned) DefaultDepth (display, screen), ZPixmap, NULL,
                                 &self->segment, (unsigned) DisplayWidth (display, screen),
                                 (unsigned) DisplayHeight (display, screen));
  if (self->image == NULL || self->image->bits_per_pixel != 32)
    return NULL;
  self->segment.shmid =
    shmget (IPC_PRIVATE, (size_t) self->image->bytes_per_line * (size_t) self->image->height,
            IPC_CREAT | 0600);
  self->segment.shmaddr = self->image->data = shmat (self->segment.shmid, NULL, 0);
  if (self->segment.shmaddr == (char *) -1)
    return NULL;
  XShmAttach (display, &self->segment);
  XSync (display, False);
  shmctl (self->segment.shmid, IPC_RMID, NULL);
  self->columns = self->image->width / SIDE;
  self->rows = self->image->height / SIDE;
  looks_take (self, 0);
  return self;
}

void
looks_take (Looks *self, double time)
{
  Look *look = &self->looks[self->count < MOST ? self->count++ : MOST - 1];

  XShmGetImage (self->display, DefaultRootWindow (self->display), self->image, 0, 0, AllPlanes);
  look->time = time;
  if (look->places == NULL)
    look->places = calloc ((size_t) (self->columns * self->rows), sizeof *look->places);
  for (int row = 0; row < self->rows; row++)
    for (int column = 0; column < self->columns; column++)
      look->places[row * self->columns + column] = sum_place (self->image, column, row);
}

double
looks_find_complete (const Looks *self)
{
  const Look *before = &self->looks[0], *end = &self->looks[self->count - 1];

  for (int i = 1; i < self->count; i++) {
    int drawn = 0, same = 0;

    for (int place = 0; place < self->columns * self->rows; place++)
      if (end->places[place] != 0 && end->places[place] != before->places[place]) {
        drawn++;
        same += self->looks[i].places[place] == end->places[place];
      }
    if (same * 20 >= drawn * 19)
      return self->looks[i].time;
  }
  return end->time;
}
