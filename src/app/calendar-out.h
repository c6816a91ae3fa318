/* calendar-out.h: the days on which credentials expire, into a file for any calendar.
 *
 * What is to be written is taken down at once; the person chooses where the file goes, and may then
 * open it in a program of their choice. No name of a credential is in the file's name.
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/entry.h"

G_BEGIN_DECLS

typedef struct _CoffretCalendarOut CoffretCalendarOut;

/* MARK (nullable): that it is not real; said of each day. */
CoffretCalendarOut *coffret_calendar_out_new (const char *mark);
/* What never expires is left out. */
void coffret_calendar_out_add (CoffretCalendarOut *out, CoffretEntry *entry);
/* What the file says; owned. */
char *coffret_calendar_out_write (CoffretCalendarOut *out, CoffretInstant now);
/* Takes OUT. Asks, from the window of FROM, where it is to be written. */
void coffret_calendar_out_save (CoffretCalendarOut *out, GtkWidget *from);
void coffret_calendar_out_free (CoffretCalendarOut *out);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretCalendarOut, coffret_calendar_out_free)

G_END_DECLS
