#include "vault/layers.h"

#include "base/fold.h"

typedef struct {
  CoffretLayer layer;
  gatomicrefcount refs;
} Counted;

CoffretLayer *
coffret_layer_new (const char *title, const char *note)
{
  Counted *counted = g_new0 (Counted, 1);
  g_autofree char *both =
    g_strconcat (title != NULL ? title : "", "\n", note != NULL ? note : "", NULL);

  g_atomic_ref_count_init (&counted->refs);
  counted->layer.title = g_strdup (title);
  counted->layer.note = g_strdup (note);
  counted->layer.search = coffret_fold (both);
  return &counted->layer;
}

CoffretLayer *
coffret_layer_ref (CoffretLayer *layer)
{
  g_atomic_ref_count_inc (&((Counted *) layer)->refs);
  return layer;
}

void
coffret_layer_unref (CoffretLayer *layer)
{
  if (layer == NULL || !g_atomic_ref_count_dec (&((Counted *) layer)->refs))
    return;
  g_free (layer->title);
  g_free (layer->note);
  g_free (layer->search);
  g_free ((Counted *) layer);
}

static gboolean
set (CoffretDatabase *database,
     const char *sql,
     const char *credential,
     const char *text,
     GError **error)
{
  return coffret_statement_finish (coffret_statement_new (database, sql, error, "ssi", credential,
                                                          text, (gint64) coffret_instant_now ()),
                                   error) &&
         coffret_statement_finish (
           coffret_statement_new (
             database, "DELETE FROM layers WHERE credential = ? AND title IS NULL AND note IS NULL",
             error, "s", credential),
           error);
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

GHashTable *
coffret_layers_list (CoffretDatabase *database, GError **error)
{
  g_autoptr (GHashTable) layers =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) coffret_layer_unref);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database, "SELECT credential, title, note FROM layers", error, "");

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason))
    g_hash_table_insert (layers, g_strdup (coffret_statement_text (statement, 0)),
                         coffret_layer_new (coffret_statement_text (statement, 1),
                                            coffret_statement_text (statement, 2)));
  if (reason == NULL)
    return g_steal_pointer (&layers);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}
