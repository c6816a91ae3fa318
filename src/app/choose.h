/* choose.h: choosing files. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file chooser that is part of the program notes what was chosen for every program to see: takes
 * FILES (GFile's) out of these notes. */
void coffret_choose_forget (GListModel *files);

G_END_DECLS
