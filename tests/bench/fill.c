/* fill VAULT [FOLDER]: a new vault with what lies in FOLDER, or an empty one.
 *
 * It opens with the session's keyring, where one answers, and with the passphrase "bench bench".
 */
#include "bench.h"

int
main (int argc, char **argv)
{
  CoffretSlotType slots = COFFRET_SLOT_PASSPHRASE;
  g_autoptr (CoffretSession) session = NULL;

  if (argc < 2 || argc > 3) {
    g_printerr ("fill VAULT [FOLDER]\n");
    return 2;
  }
  if (g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL)
    slots |= COFFRET_SLOT_KEYRING;
  session = bench_session (argv[1], slots);
  if (argc == 3)
    bench_import (session, argv[2]);
  coffret_session_end (session);
  return 0;
}
