#include "vault/layer.h"

#include "base/fold.h"

#include <string.h>

/* Of a SHA-256, in hexadecimal digits: no two texts of one credential have the same. */
#define FIELD_LENGTH 32

typedef struct {
  CoffretLayer layer;
  gatomicrefcount refs;
} Counted;

static const CoffretLayer nothing = {
  .awarded = COFFRET_INSTANT_NONE,
  .expires = COFFRET_INSTANT_NONE,
};

static void
clear_text (gpointer data)
{
  CoffretOwnText *text = data;

  g_free (text->field);
  g_free (text->language);
  g_free (text->text);
}

static int
compare_places (const CoffretOwnText *text, const char *field, const char *language)
{
  int order = strcmp (text->field, field);

  return order != 0 ? order : strcmp (text->language, language);
}

static int
compare_texts (gconstpointer one, gconstpointer other)
{
  const CoffretOwnText *text = other;

  return compare_places (one, text->field, text->language);
}

static int
compare_tags (gconstpointer one, gconstpointer other)
{
  return strcmp (*(const char *const *) one, *(const char *const *) other);
}

static char *
fold_all (const CoffretLayer *layer)
{
  g_autoptr (GString) all = g_string_new (layer->title);

  if (layer->note != NULL)
    g_string_append_printf (all, "\n%s", layer->note);
  for (char **tag = layer->tags; tag != NULL && *tag != NULL; tag++)
    g_string_append_printf (all, "\n%s", *tag);
  for (guint i = 0; i < layer->n_texts; i++)
    g_string_append_printf (all, "\n%s", layer->texts[i].text);
  return coffret_fold (all->str);
}

static CoffretLayer *
make (const CoffretLayer *like, char **tags, CoffretOwnText *texts, guint n_texts)
{
  Counted *counted = g_new0 (Counted, 1);
  CoffretLayer *layer = &counted->layer;

  g_atomic_ref_count_init (&counted->refs);
  layer->title = g_strdup (like->title);
  layer->note = g_strdup (like->note);
  layer->favourite = like->favourite;
  layer->awarded = like->awarded;
  layer->expires = like->expires;
  layer->tags = tags;
  layer->texts = texts;
  layer->n_texts = n_texts;
  layer->search = fold_all (layer);
  return layer;
}

/* NULL when there is nothing in it; takes LAYER. */
static CoffretLayer *
settle (CoffretLayer *layer)
{
  if (layer->title != NULL || layer->note != NULL || layer->tags != NULL || layer->n_texts > 0 ||
      layer->favourite || layer->awarded != COFFRET_INSTANT_NONE ||
      layer->expires != COFFRET_INSTANT_NONE)
    return layer;
  coffret_layer_unref (layer);
  return NULL;
}

static CoffretOwnText *
copy_texts (const CoffretLayer *layer)
{
  CoffretOwnText *texts = layer->n_texts > 0 ? g_new (CoffretOwnText, layer->n_texts) : NULL;

  for (guint i = 0; i < layer->n_texts; i++)
    texts[i] = (CoffretOwnText) {
      .field = g_strdup (layer->texts[i].field),
      .language = g_strdup (layer->texts[i].language),
      .text = g_strdup (layer->texts[i].text),
    };
  return texts;
}

/* With what else is set in LIKE. */
static CoffretLayer *
with_words (const CoffretLayer *like)
{
  return settle (make (like, g_strdupv (like->tags), copy_texts (like), like->n_texts));
}

static CoffretLayer
or_nothing (const CoffretLayer *layer)
{
  return layer != NULL ? *layer : nothing;
}

CoffretLayer *
coffret_layer_new (const char *title, const char *note)
{
  CoffretLayer like = nothing;

  like.title = (char *) title;
  like.note = (char *) note;
  return make (&like, NULL, NULL, 0);
}

CoffretLayer *
coffret_layer_ref (CoffretLayer *layer)
{
  if (layer != NULL)
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
  g_strfreev (layer->tags);
  for (guint i = 0; i < layer->n_texts; i++)
    clear_text (&layer->texts[i]);
  g_free (layer->texts);
  g_free (layer->search);
  g_free ((Counted *) layer);
}

CoffretLayer *
coffret_layer_with_title (const CoffretLayer *layer, const char *title)
{
  CoffretLayer like = or_nothing (layer);

  like.title = (char *) title;
  return with_words (&like);
}

CoffretLayer *
coffret_layer_with_note (const CoffretLayer *layer, const char *note)
{
  CoffretLayer like = or_nothing (layer);

  like.note = (char *) note;
  return with_words (&like);
}

CoffretLayer *
coffret_layer_with_favourite (const CoffretLayer *layer, gboolean favourite)
{
  CoffretLayer like = or_nothing (layer);

  like.favourite = favourite;
  return with_words (&like);
}

CoffretLayer *
coffret_layer_with_dates (const CoffretLayer *layer, CoffretInstant awarded, CoffretInstant expires)
{
  CoffretLayer like = or_nothing (layer);

  like.awarded = awarded;
  like.expires = expires;
  return with_words (&like);
}

CoffretLayer *
coffret_layer_with_tag (const CoffretLayer *layer, const char *tag, gboolean inside)
{
  CoffretLayer like = or_nothing (layer);
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();

  for (char **other = like.tags; other != NULL && *other != NULL; other++)
    if (!g_str_equal (*other, tag))
      g_ptr_array_add (tags, *other);
  if (inside)
    g_ptr_array_add (tags, (char *) tag);
  g_ptr_array_sort (tags, compare_tags);
  g_ptr_array_add (tags, NULL);
  like.tags = tags->len > 1 ? (char **) tags->pdata : NULL;
  return with_words (&like);
}

CoffretLayer *
coffret_layer_with_text (const CoffretLayer *layer,
                         const char *field,
                         const char *language,
                         const char *text)
{
  CoffretLayer like = or_nothing (layer);
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (CoffretOwnText));
  CoffretOwnText own = { (char *) field, (char *) language, (char *) text };

  for (guint i = 0; i < like.n_texts; i++)
    if (compare_places (&like.texts[i], field, language) != 0)
      g_array_append_val (texts, like.texts[i]);
  if (text != NULL)
    g_array_append_val (texts, own);
  g_array_sort (texts, compare_texts);
  like.texts = (gpointer) texts->data;
  like.n_texts = texts->len;
  return with_words (&like);
}

CoffretLayer *
coffret_layer_with_all (const CoffretLayer *layer, GPtrArray *tags, GArray *texts)
{
  CoffretLayer like = or_nothing (layer);
  guint n_texts = texts != NULL ? texts->len : 0;
  char **all = NULL;

  if (tags != NULL && tags->len == 0)
    g_ptr_array_unref (tags);
  else if (tags != NULL) {
    g_ptr_array_sort (tags, compare_tags);
    g_ptr_array_add (tags, NULL);
    all = (char **) g_ptr_array_free (tags, FALSE);
  }
  if (texts != NULL)
    g_array_sort (texts, compare_texts);
  return settle (
    make (&like, all, texts != NULL ? (gpointer) g_array_free (texts, FALSE) : NULL, n_texts));
}

static gboolean
same_tags (char **one, char **other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return g_strv_equal ((const char *const *) one, (const char *const *) other);
}

gboolean
coffret_layer_equal (const CoffretLayer *one, const CoffretLayer *other)
{
  CoffretLayer a = or_nothing (one);
  CoffretLayer b = or_nothing (other);

  if (g_strcmp0 (a.title, b.title) != 0 || g_strcmp0 (a.note, b.note) != 0 ||
      a.favourite != b.favourite || a.awarded != b.awarded || a.expires != b.expires ||
      a.n_texts != b.n_texts || !same_tags (a.tags, b.tags))
    return FALSE;
  for (guint i = 0; i < a.n_texts; i++)
    if (compare_texts (&a.texts[i], &b.texts[i]) != 0 ||
        !g_str_equal (a.texts[i].text, b.texts[i].text))
      return FALSE;
  return TRUE;
}

gboolean
coffret_layer_has_tag (const CoffretLayer *layer, const char *tag)
{
  return layer != NULL && layer->tags != NULL &&
         g_strv_contains ((const char *const *) layer->tags, tag);
}

const char *
coffret_layer_get_text (const CoffretLayer *layer, const char *field, const char *language)
{
  for (guint i = 0; layer != NULL && i < layer->n_texts; i++)
    if (compare_places (&layer->texts[i], field, language) == 0)
      return layer->texts[i].text;
  return NULL;
}

char *
coffret_layer_field (const char *original)
{
  char *field = g_compute_checksum_for_string (G_CHECKSUM_SHA256, original, -1);

  field[FIELD_LENGTH] = '\0';
  return field;
}
