/* page.h: a parcel as one web page that needs nothing else.
 *
 * One HTML file: no script, nothing fetched from anywhere, readable by a screen reader, printable,
 * in the language of the parcel. The presentation lies in it as a file to save, and so does each
 * original that no presentation can hold. The page says in plain words how to check it and draws no
 * check mark of its own: a page can say anything.
 */
#pragma once

#include "share/sealed.h"

G_BEGIN_DECLS

/* UTF-8, owned. */
GString *coffret_page_write (CoffretSealed *sealed);

G_END_DECLS
