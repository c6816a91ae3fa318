#include "verify/roca.h"

#define GENERATOR 65537

/* The primes p for which the powers of the generator are few. */
static const guint8 primes[] = { 11, 13, 17,  19,  37,  53,  61,  71, 73,
                                 79, 97, 103, 107, 109, 127, 151, 157 };

static guint
remainder_of (const guint8 *modulus, gsize length, guint prime)
{
  guint rest = 0;

  for (gsize i = 0; i < length; i++)
    rest = (rest << 8 | modulus[i]) % prime;
  return rest;
}

/* Both factors of such a key are powers of the generator modulo every small prime, so the modulus
 * is (Nemec and others, "The Return of Coppersmith's Attack", 2017). */
gboolean
coffret_roca_leaks (const guint8 *modulus, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (primes); i++) {
    guint rest = remainder_of (modulus, length, primes[i]);
    guint power = 1;

    do
      power = power * (GENERATOR % primes[i]) % primes[i];
    while (power != 1 && power != rest);
    if (power != rest)
      return FALSE;
  }
  return TRUE;
}
