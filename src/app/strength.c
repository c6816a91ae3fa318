#include "app/strength.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zxcvbn.h>

#include "base/secret.h"

/* The work grows with the square of the length, and more than this is strong anyway. */
#define MAX_JUDGED 72

CoffretStrength
coffret_strength_of (const char *passphrase)
{
  static const char *own[] = { "coffret", "coffre", "vault", NULL };
  gsize length = MIN (strlen (passphrase), MAX_JUDGED);
  g_autoptr (CoffretSecret) judged = coffret_secret_new (length + 1);
  double bits;

  if (length == 0)
    return COFFRET_STRENGTH_NONE;
  memcpy (coffret_secret_bytes (judged), passphrase, length);
  bits = ZxcvbnMatch ((const char *) coffret_secret_bytes (judged), own, NULL);
  /* Half a second of work for each guess: 2^31 of them are 34 years of one processor. */
  return bits < 31   ? COFFRET_STRENGTH_WEAK
         : bits < 42 ? COFFRET_STRENGTH_FAIR
         : bits < 56 ? COFFRET_STRENGTH_GOOD
                     : COFFRET_STRENGTH_GREAT;
}

const char *
coffret_strength_say (CoffretStrength strength)
{
  switch (strength) {
  case COFFRET_STRENGTH_WEAK:
    return _ ("Easy to guess. Add a word or two.");
  case COFFRET_STRENGTH_FAIR:
    return _ ("Fair. One more word makes it good.");
  case COFFRET_STRENGTH_GOOD:
    return _ ("Good.");
  case COFFRET_STRENGTH_GREAT:
    return _ ("Very good.");
  case COFFRET_STRENGTH_NONE:
  default:
    return NULL;
  }
}
