/* shown-limits.h: how much is read of what is only looked at, and kept by nobody.
 *
 * Inside the module only. Closer than the limits of an import, so that a file made to fill the
 * memory is refused before it is parsed.
 */
#pragma once

#include "credential/format.h"

G_BEGIN_DECLS

/* The text is there several times while it is read, and once more each for what it lies in. */
#define COFFRET_MAX_SHOWN_INNER (6 * 1024 * 1024)
#define COFFRET_MAX_SHOWN_INFLATED (128 * 1024 * 1024)

/* FALSE, always, with the sentence that something is larger than LIMIT bytes. */
gboolean coffret_refuse_size (gsize limit, GError **error);
/* LENGTH bytes of JSON at DATA, weighed without parsing them. */
gboolean
coffret_is_light_json (const CoffretSource *source, const char *data, gsize length, GError **error);

G_END_DECLS
