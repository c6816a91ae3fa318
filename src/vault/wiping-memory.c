#include "vault/wiping-memory.h"

#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

/* SQLite's own methods, which these stand in front of; set once. */
static sqlite3_mem_methods plain;

static void
wipe_and_free (void *memory)
{
  if (memory == NULL)
    return;
  sodium_memzero (memory, plain.xSize (memory));
  plain.xFree (memory);
}

/* realloc() could move the bytes and leave the old ones behind. */
static void *
move (void *memory, int size)
{
  void *moved = plain.xMalloc (size);

  if (moved == NULL)
    return NULL;
  memcpy (moved, memory, MIN (plain.xSize (memory), size));
  wipe_and_free (memory);
  return moved;
}

void
coffret_wiping_memory_install (void)
{
  static gsize installed = 0;

  if (g_once_init_enter (&installed)) {
    if (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &plain) == SQLITE_OK && plain.xFree != NULL) {
      sqlite3_mem_methods wiping = plain;

      wiping.xFree = wipe_and_free;
      wiping.xRealloc = move;
      sqlite3_config (SQLITE_CONFIG_MALLOC, &wiping);
    }
    g_once_init_leave (&installed, 1);
  }
}
