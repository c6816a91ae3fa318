/* decoder.h: the program of its own that looks at strangers' pictures (app/decode).
 *
 * It has no rights and little memory and time; it is told nothing about the session that it
 * runs in.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where it is; COFFRET_DECODER overrides it, for tests. Owned by the caller. */
char *coffret_decoder_find (void);
/* What it may know of the environment; owned by the caller. */
char **coffret_decoder_environment (void);

/* Whether BYTES are a picture of a kind that it can look at. */
gboolean coffret_decoder_knows (GBytes *bytes);
/* The texts of the codes in PICTURE, at most 16 of 8 KiB each, none when there is no code.
 * Blocks for seconds at most: for a worker. NULL with an error when the picture could not be looked
 * at. */
char **coffret_decoder_read_codes (GBytes *picture, GError **error);

G_END_DECLS
