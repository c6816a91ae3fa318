/* strength.h: how hard a passphrase is to guess, in a word.
 *
 * Judged by zxcvbn: what people choose is tried first, so length or signs alone do not help.
 * Advice only; nothing is refused because of it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  COFFRET_STRENGTH_NONE, /* nothing typed */
  COFFRET_STRENGTH_WEAK, /* soon guessed by somebody who has the vault */
  COFFRET_STRENGTH_FAIR,
  COFFRET_STRENGTH_GOOD,
  COFFRET_STRENGTH_GREAT,
} CoffretStrength;

CoffretStrength coffret_strength_of (const char *passphrase);
/* A sentence; NULL for none. */
const char *coffret_strength_say (CoffretStrength strength);

G_END_DECLS
