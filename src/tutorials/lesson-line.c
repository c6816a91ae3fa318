#include "tutorials/lesson-line.h"

#include <gio/gio.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

/* A message is more than any of ours only if it is none of ours. */
#define LONGEST 1024

struct _CoffretLessonLine {
  GObject parent_instance;

  GSocket *socket;
  GSource *source; /* nullable: closed */
};

G_DEFINE_FINAL_TYPE (CoffretLessonLine, coffret_lesson_line, G_TYPE_OBJECT)

enum {
  SIGNAL_MOVED,
  SIGNAL_OWN,
  SIGNAL_AGAIN,
  SIGNAL_CLOSED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
hear (CoffretLessonLine *self, GVariant *said)
{
  const char *what, *id, *token;
  guint32 step;

  g_variant_get (said, "(&s&su&s)", &what, &id, &step, &token);
  if (g_str_equal (what, "moved"))
    g_signal_emit (self, signals[SIGNAL_MOVED], 0, id, step);
  else if (g_str_equal (what, "own"))
    g_signal_emit (self, signals[SIGNAL_OWN], 0, id, token);
  else if (g_str_equal (what, "again"))
    g_signal_emit (self, signals[SIGNAL_AGAIN], 0);
}

/* FALSE: there is nothing to be heard, now or ever. */
static gboolean
hear_one (CoffretLessonLine *self)
{
  char buffer[LONGEST];
  gssize length =
    g_socket_receive_with_blocking (self->socket, buffer, sizeof buffer, FALSE, NULL, NULL);
  g_autofree char *text = length > 0 ? g_strndup (buffer, (gsize) length) : NULL;
  g_autoptr (GVariant) said =
    text ? g_variant_parse (G_VARIANT_TYPE ("(ssus)"), text, NULL, NULL, NULL) : NULL;

  if (said)
    hear (self, said);
  return length > 0;
}

static gboolean
on_ready (GSocket *socket, GIOCondition condition, gpointer data)
{
  g_autoptr (CoffretLessonLine) self = g_object_ref (data);

  if (hear_one (self))
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->source, g_source_unref);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
  return G_SOURCE_REMOVE;
}

static void
coffret_lesson_line_dispose (GObject *object)
{
  CoffretLessonLine *self = COFFRET_LESSON_LINE (object);

  if (self->source)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_clear_object (&self->socket);
  G_OBJECT_CLASS (coffret_lesson_line_parent_class)->dispose (object);
}

static void
coffret_lesson_line_class_init (CoffretLessonLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_lesson_line_dispose;
  signals[SIGNAL_MOVED] =
    g_signal_new ("moved", COFFRET_TYPE_LESSON_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
  signals[SIGNAL_OWN] = g_signal_new ("own", COFFRET_TYPE_LESSON_LINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_AGAIN] = g_signal_new ("again", COFFRET_TYPE_LESSON_LINE, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", COFFRET_TYPE_LESSON_LINE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
coffret_lesson_line_init (CoffretLessonLine *self)
{
}

/* FD is taken. */
static CoffretLessonLine *
new_from_fd (int fd)
{
  CoffretLessonLine *self;
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, NULL);

  if (!socket) {
    close (fd);
    return NULL;
  }
  self = g_object_new (COFFRET_TYPE_LESSON_LINE, NULL);
  self->socket = g_steal_pointer (&socket);
  self->source = g_socket_create_source (self->socket, G_IO_IN | G_IO_HUP, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_ready), self, NULL);
  g_source_attach (self->source, NULL);
  return self;
}

CoffretLessonLine *
coffret_lesson_line_new (int *other)
{
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    return NULL;
  *other = ends[1];
  return new_from_fd (ends[0]);
}

CoffretLessonLine *
coffret_lesson_line_take (void)
{
  int type = 0, fd, nothing;
  socklen_t length = sizeof type;

  /* No terminal, pipe or file is like this. */
  if (getsockopt (STDIN_FILENO, SOL_SOCKET, SO_TYPE, &type, &length) != 0 || type != SOCK_SEQPACKET)
    return NULL;
  fd = fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  nothing = open ("/dev/null", O_RDONLY);
  if (nothing >= 0) {
    dup2 (nothing, STDIN_FILENO);
    close (nothing);
  }
  return fd >= 0 ? new_from_fd (fd) : NULL;
}

void
coffret_lesson_line_catch_up (CoffretLessonLine *self)
{
  while (hear_one (self))
    continue;
}

static gboolean
tell (CoffretLessonLine *self, const char *what, const char *id, guint step, const char *token)
{
  g_autoptr (GVariant) said =
    g_variant_ref_sink (g_variant_new ("(ssus)", what, id, (guint32) step, token));
  g_autofree char *text = g_variant_print (said, FALSE);

  /* Nobody waits for who does not listen. */
  return strlen (text) < LONGEST &&
         g_socket_send_with_blocking (self->socket, text, strlen (text), FALSE, NULL, NULL) > 0;
}

void
coffret_lesson_line_tell_moved (CoffretLessonLine *self, const char *id, guint step)
{
  tell (self, "moved", id, step, "");
}

gboolean
coffret_lesson_line_tell_own (CoffretLessonLine *self, const char *id, const char *token)
{
  return tell (self, "own", id, 0, token);
}

void
coffret_lesson_line_hand_on (CoffretLessonLine *self)
{
  /* Unlike the one that was taken, this one outlives the program. */
  if (dup2 (g_socket_get_fd (self->socket), STDIN_FILENO) == STDIN_FILENO)
    tell (self, "again", "", 0, "");
}
