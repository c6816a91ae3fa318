#include "jsonld/run.h"

#include "base/fold.h"
#include "jsonld/contexts-private.h"

/* Of each key in a pointer; a key may be as long as the file. */
#define LONGEST_KEY 200
#define LONGEST_QUOTE 160

void
coffret_run_init (CoffretRun *run, const CoffretJsonldOptions *options, GPtrArray *dropped)
{
  *run = (CoffretRun) {
    .options = options,
    .dropped = dropped,
    .seed = options->contexts->seed,
  };
}

void
coffret_run_clear (CoffretRun *run)
{
  g_clear_pointer (&run->private_children, g_hash_table_unref);
  coffret_context_pool_clear (&run->pool);
  coffret_arena_clear (&run->arena);
}

static void
append_escaped (GString *text, const char *key)
{
  const char *end = key;

  for (gsize i = 0; *end != '\0' && i < LONGEST_KEY; i++)
    end = g_utf8_next_char (end);
  for (const char *c = key; c < end; c++) {
    if (*c == '~')
      g_string_append (text, "~0");
    else if (*c == '/')
      g_string_append (text, "~1");
    else
      g_string_append_c (text, *c);
  }
  if (*end != '\0')
    g_string_append (text, "…");
}

char *
coffret_place_to_pointer (const CoffretPlace *place)
{
  GString *text = g_string_new (NULL);
  const CoffretPlace *way[2 * COFFRET_RUN_MAX_DEPTH];
  guint n = 0;

  for (; place != NULL && n < G_N_ELEMENTS (way); place = place->parent)
    way[n++] = place;
  while (n-- > 0) {
    g_string_append_c (text, '/');
    if (way[n]->key != NULL)
      append_escaped (text, way[n]->key);
    else
      g_string_append_printf (text, "%" G_GSIZE_FORMAT, way[n]->index);
  }
  return g_string_free (text, FALSE);
}

static void
append_quoted (GString *line, const char *text)
{
  const char *end = text;
  g_autofree char *cut = NULL;
  g_autofree char *clean = NULL;

  for (gsize i = 0; *end != '\0' && i < LONGEST_QUOTE; i++)
    end = g_utf8_next_char (end);
  cut = g_strndup (text, end - text);
  clean = coffret_clean (cut, 0, FALSE);
  g_string_append_printf (line, " “%s%s”", clean, *end != '\0' ? "…" : "");
}

void
coffret_run_drop (CoffretRun *run, const CoffretPlace *place, const char *what, const char *text)
{
  g_autofree char *pointer = NULL;
  g_autoptr (GString) line = NULL;

  run->n_dropped++;
  if (run->dropped == NULL || run->n_dropped > COFFRET_RUN_MAX_DROPPED)
    return;
  pointer = coffret_place_to_pointer (place);
  line = g_string_new (pointer);
  g_string_append (line, ": ");
  g_string_append (line, what);
  if (text != NULL)
    append_quoted (line, text);
  g_ptr_array_add (run->dropped, g_strdup (line->str));
}

gboolean
coffret_run_finish (CoffretRun *run, GError **error)
{
  if (!run->options->safe || run->n_dropped == 0)
    return TRUE;
  g_set_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_DROPPED,
               "%u parts of the document would be dropped", run->n_dropped);
  return FALSE;
}

gboolean
coffret_run_within_memory (CoffretRun *run, GError **error)
{
  if (run->arena.total + run->pool.arena.total <= COFFRET_RUN_MAX_MEMORY)
    return TRUE;
  g_set_error_literal (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_TOO_COMPLEX,
                       "the document has more parts than can be processed");
  return FALSE;
}

gboolean
coffret_run_can_gather (gsize n_keys, GError **error)
{
  if (n_keys <= COFFRET_RUN_MAX_KEYS)
    return TRUE;
  g_set_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_TOO_COMPLEX,
               "an object with more than %d keys or types", COFFRET_RUN_MAX_KEYS);
  return FALSE;
}

gboolean
coffret_run_enter (CoffretRun *run, GError **error)
{
  if (run->depth < COFFRET_RUN_MAX_DEPTH) {
    run->depth++;
    return TRUE;
  }
  g_set_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_TOO_COMPLEX,
               "nested deeper than %d levels", COFFRET_RUN_MAX_DEPTH);
  return FALSE;
}

gboolean
coffret_run_fail (const CoffretPlace *place, const char *code, const char *text, GError **error)
{
  g_autofree char *pointer = coffret_place_to_pointer (place);
  g_autoptr (GString) line = g_string_new (code);

  if (place != NULL || text != NULL)
    g_string_append (line, ":");
  if (place != NULL)
    g_string_append_printf (line, " %s", pointer);
  if (text != NULL)
    append_quoted (line, text);
  g_set_error_literal (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_INVALID, line->str);
  return FALSE;
}
