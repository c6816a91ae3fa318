/* vaults-file.h: the list of the vaults as it lies on the disk.
 *
 * On any thread; a change holds a lock of the kernel's on the folder of the file, so that no
 * other program's change is lost. Inside the module only.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  char *name;   /* NULL: none was given, of the first one only */
  char *folder; /* absolute; NULL: the usual one, of the first one only */
} CoffretVaultsLine;

/* The first line is always there. Elements are CoffretVaultsLine's. */
GPtrArray *coffret_vaults_file_read (const char *file);
char *coffret_vaults_file_usual_folder (void);
char *coffret_vaults_file_usual (void); /* the file */

CoffretVaultsLine *coffret_vaults_line_new (const char *name, const char *folder);
/* LINES is what is on the disk; what it is when this returns TRUE is written there. */
typedef gboolean (*CoffretVaultsChange) (GPtrArray *lines, gpointer data, GError **error);
gboolean coffret_vaults_file_change (const char *file,
                                     CoffretVaultsChange change,
                                     gpointer data,
                                     GError **error);

G_END_DECLS
