/* verifier.h: is it genuine? From a credential and the grounds to a report.
 *
 * Pure and bounded: no network, no files, no clock but that of the grounds; the same
 * input gives the same report on any thread. Whatever the input, it ends in about a
 * second and in little memory. Endorsements and embedded credentials get reports of
 * their own and never raise that of what holds them.
 */
#pragma once

#include "credential/reader.h"
#include "verify/report.h"

G_BEGIN_DECLS

/* Owned. */
CoffretReport *coffret_verify (const CoffretCredential *credential, const CoffretGrounds *grounds);
/* Also of an item that could not be read: then "malformed". */
CoffretReport *coffret_verify_item (const CoffretItem *item, const CoffretGrounds *grounds);

/* What the items of one file may take together, beyond a share that each has for itself: many small
 * credentials are verified however many they are, and many large ones take no longer than a few
 * of the largest do. What is left out is UNKNOWN, "too-complex". */
#define COFFRET_VERIFY_REST (64 * 1024 * 1024)
/* One item of several: takes from REST what it needs. */
CoffretReport *
coffret_verify_next (const CoffretItem *item, const CoffretGrounds *grounds, gsize *rest);

G_END_DECLS
