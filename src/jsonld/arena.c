#include "jsonld/arena.h"

/* Enough for most of the six arenas of a typical badge. Blocks of four times the size, freed at
 * once, made malloc give its memory back to the kernel and ask for it again with every badge. */
#define FIRST_BLOCK (8 * 1024)
#define LARGEST_BLOCK (1024 * 1024)

struct _CoffretArenaBlock {
  CoffretArenaBlock *next;
  gsize size;
};

G_STATIC_ASSERT (sizeof (CoffretArenaBlock) % 8 == 0);

void *
coffret_arena_grow (CoffretArena *arena, gsize size)
{
  gsize wanted = arena->blocks == NULL ? FIRST_BLOCK : MIN (arena->blocks->size * 2, LARGEST_BLOCK);
  gsize room = MAX (wanted, size + sizeof (CoffretArenaBlock));
  CoffretArenaBlock *block = g_malloc (room);
  char *memory = (char *) (block + 1);

  block->size = room;
  block->next = arena->blocks;
  arena->blocks = block;
  arena->total += room;
  arena->next = memory + size;
  arena->end = (char *) block + room;
  return memory;
}

void
coffret_arena_clear (CoffretArena *arena)
{
  CoffretArenaBlock *block = arena->blocks;

  while (block != NULL) {
    CoffretArenaBlock *next = block->next;

    g_free (block);
    block = next;
  }
  *arena = (CoffretArena) { 0 };
}
