/* arena.h: memory that is handed out in pieces and freed at once.
 *
 * For what lives exactly as long as one document is processed. Nothing can be freed
 * by itself, and nothing is cleared unless asked for. Not thread safe.
 */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

typedef struct _CoffretArenaBlock CoffretArenaBlock;

typedef struct {
  CoffretArenaBlock *blocks; /* the newest first */
  char *next;
  char *end;
  gsize total; /* bytes taken from the system */
} CoffretArena;

/* All zero is an empty arena too. */
void coffret_arena_clear (CoffretArena *arena);
/* Makes room for SIZE bytes in a new block; for the inline functions below only. */
void *coffret_arena_grow (CoffretArena *arena, gsize size);

/* SIZE bytes fit for any of our types. */
static inline void *
coffret_arena_alloc (CoffretArena *arena, gsize size)
{
  gsize rounded = (size + 7) & ~(gsize) 7;
  char *memory = arena->next;

  if (G_UNLIKELY ((gsize) (arena->end - memory) < rounded))
    return coffret_arena_grow (arena, rounded);
  arena->next = memory + rounded;
  return memory;
}

static inline void *
coffret_arena_alloc0 (CoffretArena *arena, gsize size)
{
  return memset (coffret_arena_alloc (arena, size), 0, size);
}

static inline char *
coffret_arena_strndup (CoffretArena *arena, const char *text, gsize length)
{
  char *copy = coffret_arena_alloc (arena, length + 1);

  memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}

static inline char *
coffret_arena_concat (CoffretArena *arena, const char *one, const char *other)
{
  gsize first = strlen (one), second = strlen (other);
  char *both = coffret_arena_alloc (arena, first + second + 1);

  memcpy (both, one, first);
  memcpy (both + first, other, second + 1);
  return both;
}

#define coffret_arena_new(arena, type) ((type *) coffret_arena_alloc ((arena), sizeof (type)))
#define coffret_arena_new0(arena, type) ((type *) coffret_arena_alloc0 ((arena), sizeof (type)))

G_END_DECLS
