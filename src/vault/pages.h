/* pages.h: the pages of a damaged database file, each by itself.
 *
 * SQLCipher stops at the first page whose mark (HMAC) does not fit its bytes. Here every page is
 * looked at on its own, as SQLCipher 4 lays it out, so that all others can still be read, also
 * when page 1 is gone. What a transaction that was cut short has changed is seen as it was before
 * (its journal). The file is opened for reading only, by a plain descriptor: no connection of this
 * process may have it open.
 *
 * The key of the marks is derived from 16 bytes at the beginning of the file. With one of them
 * changed they are found again; with more, pages are read without their marks
 * (coffret_pages_have_marks()), and who uses them has to look twice. Inside the module only.
 */
#pragma once

#include "base/secret.h"
#include "vault/error.h"

G_BEGIN_DECLS

/* Of a page, without SQLCipher's own part at its end. */
#define COFFRET_PAGE_CONTENT 4016

typedef struct _CoffretPages CoffretPages;

/* KEY: the database's. */
CoffretPages *coffret_pages_open (const char *path, CoffretSecret *key, GError **error);
void coffret_pages_free (CoffretPages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretPages, coffret_pages_free)

/* Numbered from 1; a last one that is cut counts. */
guint coffret_pages_get_count (const CoffretPages *pages);
gboolean coffret_pages_have_marks (const CoffretPages *pages);
/* FALSE: it is not there, or not what was written. */
gboolean coffret_pages_read (CoffretPages *pages, guint number, guint8 *content);

G_END_DECLS
