#include "app/calendar-out.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/choose.h"
#include "app/closures.h"
#include "app/tell.h"
#include "organise/calendar.h"

struct _CoffretCalendarOut {
  char *mark;     /* nullable */
  GArray *events; /* CoffretCalendarEvent, whose texts are owned */
};

static void
clear_event (gpointer data)
{
  CoffretCalendarEvent *event = data;

  g_free ((char *) event->id);
  g_free ((char *) event->title);
}

CoffretCalendarOut *
coffret_calendar_out_new (const char *mark)
{
  CoffretCalendarOut *out = g_new0 (CoffretCalendarOut, 1);

  out->mark = g_strdup (mark);
  out->events = g_array_new (FALSE, FALSE, sizeof (CoffretCalendarEvent));
  g_array_set_clear_func (out->events, clear_event);
  return out;
}

void
coffret_calendar_out_free (CoffretCalendarOut *out)
{
  g_array_unref (out->events);
  g_free (out->mark);
  g_free (out);
}

void
coffret_calendar_out_add (CoffretCalendarOut *out, CoffretEntry *entry)
{
  CoffretCalendarEvent event = { .expires = coffret_entry_get_expires (entry) };
  g_autofree char *name = NULL;

  if (event.expires == COFFRET_INSTANT_NONE)
    return;
  event.id = g_strdup (coffret_entry_get_id (entry));
  name = coffret_entry_name (entry);
  event.title = g_strjoin (". ", name, out->mark, NULL);
  g_array_append_val (out->events, event);
}

char *
coffret_calendar_out_write (CoffretCalendarOut *out, CoffretInstant now)
{
  return coffret_calendar_write ((const CoffretCalendarEvent *) (gpointer) out->events->data,
                                 out->events->len, now);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) from = data;
  g_autoptr (GError) error = NULL;
  gboolean done = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  if (!gtk_widget_get_root (from))
    return;
  if (done)
    coffret_tell_open (from, _ ("The file for your calendar is saved"), G_FILE (source));
  else
    coffret_tell_error (from, _ ("The File Could Not Be Saved"), error);
}

static void
on_place (GtkWidget *from, GFile *file, gpointer bytes)
{
  if (file)
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                         on_saved, g_object_ref (from));
}

void
coffret_calendar_out_save (CoffretCalendarOut *out, GtkWidget *from)
{
  g_autoptr (CoffretCalendarOut) owned = out;
  char *text;

  if (out->events->len == 0)
    return;
  text = coffret_calendar_out_write (out, coffret_instant_now ());
  /* Translators: the name of a file; keep .ics */
  coffret_choose_place (from, _ ("Save for Your Calendar"), _ ("Expiry Days.ics"), on_place,
                        g_bytes_new_take (text, strlen (text)), (GDestroyNotify) g_bytes_unref);
}
