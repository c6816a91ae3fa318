/* folder.h: a throw-away folder for a test. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* New and empty; its path, owned. */
char *testing_folder_new (void);
/* With everything in it; takes FOLDER. */
void testing_folder_remove (char *folder);

G_END_DECLS
