#include "organise/attention-known.h"

#include <string.h>

#include "organise/library-private.h"
#include "vault/settings.h"

#define KEY_KNOWN "attention.known"

/* Those of one group get worse from the first to the last. */
static const struct {
  const char *name;
  int group;
} kinds[COFFRET_N_ATTENTION_KINDS] = {
  [COFFRET_ATTENTION_WITHDRAWN] = { "withdrawn", 0 },
  [COFFRET_ATTENTION_NEWER] = { "newer", 1 },
  [COFFRET_ATTENTION_EXPIRED] = { "expired", 2 },
  [COFFRET_ATTENTION_WEEK] = { "week", 2 },
  [COFFRET_ATTENTION_MONTH] = { "month", 2 },
  [COFFRET_ATTENTION_QUARTER] = { "quarter", 2 },
  [COFFRET_ATTENTION_UNCHECKED] = { "unchecked", 3 },
};

/* What is beside the name of a kind: another of it is another matter. */
static const char *
detail_of (CoffretAttentionKind kind, const char *verdict, const char *older)
{
  const char *detail = kind == COFFRET_ATTENTION_WITHDRAWN ? verdict
                       : kind == COFFRET_ATTENTION_NEWER   ? older
                                                           : NULL;

  return detail != NULL ? detail : "-";
}

static GHashTable *
parse (const char *text)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++) {
    char *space = strchr (*line, ' ');

    if (space != NULL)
      g_hash_table_replace (known, g_strndup (*line, (gsize) (space - *line)),
                            g_strdup (space + 1));
  }
  return known;
}

GHashTable *
coffret_attention_known_read (CoffretDatabase *database)
{
  g_autofree char *text = coffret_settings_get (database, KEY_KNOWN, NULL);

  return parse (text);
}

/* COFFRET_N_ATTENTION_KINDS: none is called so. */
static guint
find_kind (const char *name)
{
  guint kind = 0;

  while (kind < COFFRET_N_ATTENTION_KINDS && !g_str_equal (kinds[kind].name, name))
    kind++;
  return kind;
}

gboolean
coffret_attention_known_has (GHashTable *known,
                             const char *id,
                             CoffretAttentionKind kind,
                             const char *verdict,
                             const char *older)
{
  const char *matter = g_hash_table_lookup (known, id);
  g_auto (GStrv) words = matter != NULL ? g_strsplit (matter, " ", 2) : NULL;
  guint was;

  if (words == NULL || words[0] == NULL || words[1] == NULL)
    return FALSE;
  was = find_kind (words[0]);
  /* The sooner it expires, the lower its kind. */
  return was < COFFRET_N_ATTENTION_KINDS && kinds[was].group == kinds[kind].group && was <= kind &&
         g_str_equal (words[1], detail_of (kind, verdict, older));
}

typedef struct {
  char *id;     /* NULL: TEXT is all of it */
  char *matter; /* of ID */
  char *text;   /* nullable */
  char *before; /* nullable; known once it has run */
} Knowing;

/* TEXT without the line of ID, and no more lines than there may be when another comes. */
static char *
without (const char *text, const char *id)
{
  g_autoptr (GString) rest = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  guint count = g_strv_length (lines);
  guint first = count > COFFRET_ATTENTION_KNOWN_MOST ? count - COFFRET_ATTENTION_KNOWN_MOST : 0;
  gsize length = strlen (id);

  for (guint i = first; i < count; i++)
    if (*lines[i] != '\0' && !(g_str_has_prefix (lines[i], id) && lines[i][length] == ' '))
      g_string_append_printf (rest, "%s\n", lines[i]);
  return g_string_free (g_steal_pointer (&rest), FALSE);
}

static gboolean
run (gpointer data, CoffretDatabase *database, GError **error)
{
  Knowing *knowing = data;

  g_free (knowing->before);
  knowing->before = coffret_settings_get (database, KEY_KNOWN, NULL);
  if (knowing->id != NULL) {
    g_autofree char *rest = without (knowing->before, knowing->id);

    g_free (knowing->text);
    knowing->text = g_strdup_printf ("%s%s %s\n", rest, knowing->id, knowing->matter);
  }
  return coffret_settings_set (database, KEY_KNOWN, knowing->text, error);
}

/* What is told is worked out anew. */
static void
apply (gpointer data, CoffretLibrary *library)
{
  coffret_library_changed (library);
}

static void
knowing_free (gpointer data)
{
  Knowing *knowing = data;

  g_free (knowing->id);
  g_free (knowing->matter);
  g_free (knowing->text);
  g_free (knowing->before);
  g_free (knowing);
}

static gboolean
prune (gpointer data, CoffretLibrary *library)
{
  return TRUE;
}

static void invert (gpointer data, CoffretChange *change);

static const CoffretCommandKind knowing_kind = { run, apply, invert, prune, knowing_free };

static void
invert (gpointer data, CoffretChange *change)
{
  const Knowing *knowing = data;
  Knowing *back = g_new0 (Knowing, 1);

  back->text = g_strdup (knowing->before);
  coffret_change_add (change, &knowing_kind, back);
}

void
coffret_attention_known_add (CoffretChange *change,
                             CoffretAttentionKind kind,
                             const CoffretAttentionItem *item)
{
  Knowing *knowing = g_new0 (Knowing, 1);

  if (item != NULL) {
    knowing->id = g_strdup (item->id);
    knowing->matter =
      g_strdup_printf ("%s %s", kinds[kind].name, detail_of (kind, item->verdict, item->older));
  }
  coffret_change_add (change, &knowing_kind, knowing);
}
