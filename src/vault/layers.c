#include "vault/layers.h"

/* What is read of one credential before its layer is made. */
typedef struct {
  CoffretLayer *words;
  GPtrArray *tags;
  GArray *texts;
} Parts;

static void
parts_free (gpointer data)
{
  Parts *parts = data;

  coffret_layer_unref (parts->words);
  if (parts->tags != NULL)
    g_ptr_array_free (parts->tags, TRUE);
  if (parts->texts != NULL)
    g_array_free (parts->texts, TRUE);
  g_free (parts);
}

static gboolean
execute (CoffretStatement *statement, GError **error)
{
  return coffret_statement_finish (statement, error);
}

/* A row that says nothing goes. */
static gboolean
tidy (CoffretDatabase *database, const char *credential, GError **error)
{
  return execute (
    coffret_statement_new (database,
                           "DELETE FROM layers WHERE credential = ? AND title IS NULL AND note IS "
                           "NULL AND favourite = 0 AND awarded IS NULL AND expires IS NULL",
                           error, "s", credential),
    error);
}

static gboolean
set (CoffretDatabase *database,
     const char *sql,
     const char *credential,
     const char *text,
     GError **error)
{
  return execute (coffret_statement_new (database, sql, error, "ssi", credential, text,
                                         (gint64) coffret_instant_now ()),
                  error) &&
         tidy (database, credential, error);
}

gboolean
coffret_layers_set_title (CoffretDatabase *database,
                          const char *credential,
                          const char *title,
                          GError **error)
{
  return set (database,
              "INSERT INTO layers (credential, title, changed) VALUES (?, ?, ?) ON CONFLICT "
              "(credential) DO UPDATE SET title = excluded.title, changed = excluded.changed",
              credential, title, error);
}

gboolean
coffret_layers_set_note (CoffretDatabase *database,
                         const char *credential,
                         const char *note,
                         GError **error)
{
  return set (database,
              "INSERT INTO layers (credential, note, changed) VALUES (?, ?, ?) ON CONFLICT "
              "(credential) DO UPDATE SET note = excluded.note, changed = excluded.changed",
              credential, note, error);
}

gboolean
coffret_layers_set_favourite (CoffretDatabase *database,
                              const char *credential,
                              gboolean favourite,
                              GError **error)
{
  return execute (coffret_statement_new (
                    database,
                    "INSERT INTO layers (credential, favourite, changed) VALUES (?, ?, ?) "
                    "ON CONFLICT (credential) DO UPDATE SET favourite = excluded.favourite, "
                    "changed = excluded.changed",
                    error, "sii", credential, (gint64) (favourite != FALSE),
                    (gint64) coffret_instant_now ()),
                  error) &&
         tidy (database, credential, error);
}

gboolean
coffret_layers_set_dates (CoffretDatabase *database,
                          const char *credential,
                          CoffretInstant awarded,
                          CoffretInstant expires,
                          GError **error)
{
  return execute (
           coffret_statement_new (
             database,
             "INSERT INTO layers (credential, awarded, expires, changed) VALUES (?, ?, ?, ?) "
             "ON CONFLICT (credential) DO UPDATE SET awarded = excluded.awarded, expires = "
             "excluded.expires, changed = excluded.changed",
             error, "snni", credential, (gint64) awarded, (gint64) expires,
             (gint64) coffret_instant_now ()),
           error) &&
         tidy (database, credential, error);
}

gboolean
coffret_layers_set_tag (CoffretDatabase *database,
                        const char *credential,
                        const char *tag,
                        gboolean inside,
                        gboolean *changed,
                        GError **error)
{
  /* A conflict is of that pair only: one that is not there is an error, as ever. */
  if (!execute (coffret_statement_new (
                  database,
                  inside ? "INSERT INTO tags (credential, tag) VALUES (?, ?) ON CONFLICT DO NOTHING"
                         : "DELETE FROM tags WHERE credential = ? AND tag = ?",
                  error, "ss", credential, tag),
                error))
    return FALSE;
  if (changed != NULL)
    *changed = coffret_database_changes (database) > 0;
  return TRUE;
}

gboolean
coffret_layers_set_text (CoffretDatabase *database,
                         const char *credential,
                         const char *field,
                         const char *language,
                         const char *text,
                         GError **error)
{
  CoffretStatement *statement =
    text != NULL
      ? coffret_statement_new (database,
                               "INSERT INTO translations (credential, field, language, text) "
                               "VALUES (?, ?, ?, ?) ON CONFLICT (credential, field, language) DO "
                               "UPDATE SET text = excluded.text",
                               error, "ssss", credential, field, language, text)
      : coffret_statement_new (database,
                               "DELETE FROM translations WHERE credential = ? AND field = ? AND "
                               "language = ?",
                               error, "sss", credential, field, language);

  return execute (statement, error);
}

static gboolean
clear (CoffretDatabase *database, const char *credential, GError **error)
{
  static const char *const queries[] = {
    "DELETE FROM layers WHERE credential = ?",
    "DELETE FROM tags WHERE credential = ?",
    "DELETE FROM translations WHERE credential = ?",
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    if (!execute (coffret_statement_new (database, queries[i], error, "s", credential), error))
      return FALSE;
  return TRUE;
}

gboolean
coffret_layers_save (CoffretDatabase *database,
                     const char *credential,
                     const CoffretLayer *layer,
                     GError **error)
{
  if (!clear (database, credential, error))
    return FALSE;
  if (layer == NULL)
    return TRUE;
  if (!execute (coffret_statement_new (
                  database,
                  "INSERT INTO layers (credential, title, note, changed, favourite, awarded, "
                  "expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
                  error, "sssiinn", credential, layer->title, layer->note,
                  (gint64) coffret_instant_now (), (gint64) (layer->favourite != FALSE),
                  (gint64) layer->awarded, (gint64) layer->expires),
                error) ||
      !tidy (database, credential, error))
    return FALSE;
  for (char **tag = layer->tags; tag != NULL && *tag != NULL; tag++)
    if (!coffret_layers_set_tag (database, credential, *tag, TRUE, NULL, error))
      return FALSE;
  for (guint i = 0; i < layer->n_texts; i++)
    if (!coffret_layers_set_text (database, credential, layer->texts[i].field,
                                  layer->texts[i].language, layer->texts[i].text, error))
      return FALSE;
  return TRUE;
}

static Parts *
get_parts (GHashTable *all, const char *credential)
{
  Parts *parts = g_hash_table_lookup (all, credential);

  if (parts == NULL) {
    parts = g_new0 (Parts, 1);
    g_hash_table_insert (all, g_strdup (credential), parts);
  }
  return parts;
}

static void
take_words (GHashTable *all, CoffretStatement *row)
{
  g_autoptr (CoffretLayer) named =
    coffret_layer_new (coffret_statement_text (row, 1), coffret_statement_text (row, 2));
  g_autoptr (CoffretLayer) marked =
    coffret_layer_with_favourite (named, coffret_statement_int (row, 3) != 0);

  get_parts (all, coffret_statement_text (row, 0))->words = coffret_layer_with_dates (
    marked, coffret_statement_instant (row, 4), coffret_statement_instant (row, 5));
}

static void
take_tag (GHashTable *all, CoffretStatement *row)
{
  Parts *parts = get_parts (all, coffret_statement_text (row, 0));

  if (parts->tags == NULL)
    parts->tags = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (parts->tags, g_strdup (coffret_statement_text (row, 1)));
}

static void
clear_text (gpointer data)
{
  CoffretOwnText *text = data;

  g_free (text->field);
  g_free (text->language);
  g_free (text->text);
}

static void
take_text (GHashTable *all, CoffretStatement *row)
{
  Parts *parts = get_parts (all, coffret_statement_text (row, 0));
  CoffretOwnText text = {
    .field = g_strdup (coffret_statement_text (row, 1)),
    .language = g_strdup (coffret_statement_text (row, 2)),
    .text = g_strdup (coffret_statement_text (row, 3)),
  };

  if (parts->texts == NULL) {
    parts->texts = g_array_new (FALSE, FALSE, sizeof (CoffretOwnText));
    g_array_set_clear_func (parts->texts, clear_text);
  }
  g_array_append_val (parts->texts, text);
}

static const struct {
  const char *of_all;
  const char *of_one;
  void (*take) (GHashTable *all, CoffretStatement *row);
} queries[] = {
  { "SELECT credential, title, note, favourite, awarded, expires FROM layers",
    "SELECT credential, title, note, favourite, awarded, expires FROM layers WHERE credential = ?",
    take_words },
  { "SELECT credential, tag FROM tags", "SELECT credential, tag FROM tags WHERE credential = ?",
    take_tag },
  { "SELECT credential, field, language, text FROM translations",
    "SELECT credential, field, language, text FROM translations WHERE credential = ?", take_text },
};

/* CREDENTIAL NULL: of all. */
static GHashTable *
list (CoffretDatabase *database, const char *credential, GError **error)
{
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, parts_free);
  g_autoptr (GHashTable) layers =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) coffret_layer_unref);
  GHashTableIter iter;
  gpointer id, value;

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++) {
    g_autoptr (GError) reason = NULL;
    g_autoptr (CoffretStatement) statement =
      credential != NULL
        ? coffret_statement_new (database, queries[i].of_one, error, "s", credential)
        : coffret_statement_new (database, queries[i].of_all, error, "");

    if (statement == NULL)
      return NULL;
    while (coffret_statement_step (statement, &reason))
      queries[i].take (all, statement);
    if (reason != NULL) {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  }
  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, &id, &value)) {
    Parts *parts = value;
    CoffretLayer *layer = coffret_layer_with_all (parts->words, g_steal_pointer (&parts->tags),
                                                  g_steal_pointer (&parts->texts));

    if (layer != NULL)
      g_hash_table_insert (layers, g_strdup (id), layer);
  }
  return g_steal_pointer (&layers);
}

gboolean
coffret_layers_get (CoffretDatabase *database,
                    const char *credential,
                    CoffretLayer **layer,
                    GError **error)
{
  g_autoptr (GHashTable) layers = list (database, credential, error);
  CoffretLayer *found;

  if (layers == NULL)
    return FALSE;
  found = g_hash_table_lookup (layers, credential);
  *layer = found != NULL ? coffret_layer_ref (found) : NULL;
  return TRUE;
}

GHashTable *
coffret_layers_list (CoffretDatabase *database, GError **error)
{
  return list (database, NULL, error);
}
