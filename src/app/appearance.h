/* appearance.h: colours and motion as the owner wants them.
 *
 * Settings say which; what they do not say is as the desktop has it.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Now and for as long as SETTINGS lives. The program's only screen is changed. */
void coffret_appearance_follow (GSettings *settings);

G_END_DECLS
