#include "verify/openssl.h"

#include <openssl/crypto.h>

void
coffret_openssl_wake (void)
{
  static gsize awake = 0;

  if (g_once_init_enter (&awake)) {
    OPENSSL_init_crypto (OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, NULL);
    g_once_init_leave (&awake, 1);
  }
}
