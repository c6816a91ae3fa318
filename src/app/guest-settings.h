/* guest-settings.h: settings that are read and never written.
 *
 * For a process that is to leave no trace: whatever is set, by Coffret or by the toolkit, holds
 * until the process ends and is written nowhere; what was not set is as the desktop has it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From here on, for all GSettings of this process. Before the first of them is made. */
void coffret_guest_settings_begin (void);
/* The same if ARGUMENTS ask for a guest session (--guest). */
void coffret_guest_settings_begin_for (const char *const *arguments);

G_END_DECLS
