/* fuzz.h: what every fuzz target asserts of the readers.
 *
 * A target is LLVMFuzzerTestOneInput() in a file of its own. In the fuzz variant it
 * is linked with libFuzzer; in the others with replay.c, which feeds it the corpus.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Reads BYTES within small limits. Every item must be a credential or a refusal, and a
 * credential's place, read again, must give the same credential. */
void fuzz_read (const void *data, gsize size);

G_END_DECLS
