/* compact.h: a signed file as a short address, for a QR code.
 *
 *     COFFRET:VP1/GEZDGNBVGY3TQOJQ...
 *
 * What follows the stroke is base32 (RFC 4648, section 6: capital letters and the digits 2 to 7,
 * without "=") of a zlib stream (RFC 1950) with a preset dictionary, whose content is the JSON of a
 * verifiable presentation or credential in UTF-8. The dictionary is the text `dictionary` in
 * compact.c; its Adler-32 stands in the stream. Another dictionary would be VP2: this one never
 * changes.
 *
 * It is a URI (RFC 3986), and all of its characters are of the alphanumeric mode of ISO/IEC 18004,
 * so that a code of a size that telephones read holds a badge with its issuer's signature and the
 * holder's. Published forms of the kind (VPQR, SMART Health Cards) cannot carry any JSON with its
 * proofs unchanged without tables for each vocabulary; where a program knows neither, the file
 * does. Pure and bounded; any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COFFRET_COMPACT_SCHEME "COFFRET:VP1/"

/* Owned. */
char *coffret_compact_write (const char *json, gsize length);
/* Whether TEXT begins as such an address. */
gboolean coffret_compact_knows (const char *text);
/* NULL when TEXT is none, is damaged, or would become larger than MAX_BYTES. */
GBytes *coffret_compact_read (const char *text, gsize max_bytes);

/* For tests: the preset dictionary of version 1. */
const char *coffret_compact_get_dictionary (void);

G_END_DECLS
