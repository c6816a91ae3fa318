/* zip-writer.h: files put into a new ZIP archive, one after the other.
 *
 * The archive is written beside the place where it shall be and gets its name only once it is
 * whole: nothing half-written ever has it, and what had it before stays until then.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CoffretZipWriter CoffretZipWriter;

/* PATH is a file of this computer. */
CoffretZipWriter *coffret_zip_writer_new (const char *path, GError **error);
/* In memory. */
CoffretZipWriter *coffret_zip_writer_new_in_memory (GError **error);
/* NAME is used once only, without folders. */
gboolean
coffret_zip_writer_add (CoffretZipWriter *writer, const char *name, GBytes *bytes, GError **error);
/* Gives it its name. WRITER is done with, whatever the answer. */
gboolean coffret_zip_writer_finish (CoffretZipWriter *writer, GError **error);
/* Of one in memory: what it wrote. WRITER is done with, whatever the answer. */
GBytes *coffret_zip_writer_finish_bytes (CoffretZipWriter *writer, GError **error);
/* Leaves nothing behind. NULL is none. */
void coffret_zip_writer_free (CoffretZipWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretZipWriter, coffret_zip_writer_free)

G_END_DECLS
