/* early.h: what must be settled before the toolkit begins.
 *
 * In which language the program speaks, and whether it may remember anything: both are asked for
 * by what starts first, and neither can be changed later.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* By the options --language and --guest among ARGUMENTS, which stay as they are. Before
 * setlocale(), on the only thread. */
void coffret_early_begin (const char *const *arguments);

G_END_DECLS
