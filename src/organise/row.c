#include "organise/row.h"

#include "base/fold.h"

#include <string.h>

static const char *nowhere[] = { NULL };

struct _CoffretRowMaker {
  CoffretVocabulary *vocabulary;
  GHashTable *names; /* packed -> the best of them, shared */
  GByteArray *words;
};

static void
set_compartments (CoffretRow *row, const char *const *ids, gsize count)
{
  row->compartments = count > 0 ? g_new0 (const char *, count + 1) : nowhere;
  for (gsize i = 0; i < count; i++)
    row->compartments[i] = coffret_vocabulary_share (row->vocabulary, ids[i]);
}

static gsize
count_ids (const char *const *ids)
{
  return ids != NULL ? g_strv_length ((char **) ids) : 0;
}

/* With nothing but its own texts. */
static CoffretRow *
row_new_empty (CoffretVocabulary *vocabulary,
               const char *id,
               const CoffretText *titles,
               const char *packed_titles,
               const GByteArray *words)
{
  const char *best = coffret_text_best (titles, NULL);
  const char *issued_title = best != NULL ? best : "";
  const char *others = coffret_text_count (titles) > 1 ? packed_titles : "";
  gsize id_size = strlen (id) + 1;
  gsize title_size = strlen (issued_title) + 1;
  gsize others_size = strlen (others) + 1;
  gsize size = sizeof (CoffretRow) + id_size + title_size + others_size + words->len;
  CoffretRow *row = g_malloc0 (size);

  g_atomic_ref_count_init (&row->refs);
  row->vocabulary = coffret_vocabulary_ref (vocabulary);
  row->size = (guint32) size;
  row->titles = (guint32) (id_size + title_size);
  row->words = (guint32) (id_size + title_size + others_size);
  row->id = memcpy (row->data, id, id_size);
  row->issued_title = memcpy (row->data + id_size, issued_title, title_size);
  memcpy (row->data + row->titles, others, others_size);
  if (words->len > 0)
    memcpy (row->data + row->words, words->data, words->len);
  row->title = row->issued_title;
  row->compartments = nowhere;
  return row;
}

static void
set_layer (CoffretRow *row, CoffretLayer *layer)
{
  row->layer = coffret_layer_ref (layer);
  row->title = layer != NULL && layer->title != NULL ? layer->title : row->issued_title;
}

/* NULL where none is named. */
static char *
list_languages (const CoffretText *text)
{
  GString *list = NULL;

  for (guint i = 0; i < coffret_text_count (text); i++) {
    const char *language = coffret_text_language (text, i);

    if (*language == '\0')
      continue;
    if (list == NULL)
      list = g_string_new (language);
    else
      g_string_append_printf (list, " %s", language);
  }
  return list != NULL ? g_string_free (list, FALSE) : NULL;
}

/* FNV-1a, as is good enough for what is not to be told apart by somebody hostile. */
static guint64
hash_on (guint64 hash, const char *text)
{
  for (; *text != '\0'; text++)
    hash = (hash ^ (guint8) *text) * 1099511628211u;
  return hash;
}

static guint64
name_version (const char *issuer_id, const char *credential_id)
{
  if (issuer_id == NULL || credential_id == NULL)
    return 0;
  return MAX (1,
              hash_on (hash_on (hash_on (14695981039346656037u, issuer_id), "\n"), credential_id));
}

CoffretRowMaker *
coffret_row_maker_new (CoffretVocabulary *vocabulary)
{
  CoffretRowMaker *maker = g_new0 (CoffretRowMaker, 1);

  maker->vocabulary = coffret_vocabulary_ref (vocabulary);
  maker->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  maker->words = g_byte_array_new ();
  return maker;
}

void
coffret_row_maker_free (CoffretRowMaker *maker)
{
  coffret_vocabulary_unref (maker->vocabulary);
  g_hash_table_unref (maker->names);
  g_byte_array_unref (maker->words);
  g_free (maker);
}

static const char *
share_best (CoffretRowMaker *maker, const char *packed)
{
  const char *key = packed != NULL ? packed : "";
  const char *shared = g_hash_table_lookup (maker->names, key);

  if (shared == NULL) {
    g_autofree char *best = coffret_brief_best (packed);

    shared = coffret_vocabulary_share (maker->vocabulary, best);
    g_hash_table_insert (maker->names, g_strdup (key), (char *) shared);
  }
  return shared;
}

CoffretRow *
coffret_row_maker_make (CoffretRowMaker *maker,
                        const CoffretBrief *brief,
                        CoffretLayer *layer,
                        GPtrArray *compartments)
{
  g_autoptr (CoffretText) titles = coffret_brief_unpack (brief->title);
  g_autofree char *languages = list_languages (titles);
  CoffretRow *row;

  g_byte_array_set_size (maker->words, 0);
  coffret_vocabulary_pack (maker->vocabulary, brief->search, maker->words);
  row = row_new_empty (maker->vocabulary, brief->id, titles, brief->title, maker->words);
  set_layer (row, layer);
  row->issuer = share_best (maker, brief->issuer_name);
  row->issuer_names = coffret_vocabulary_share (maker->vocabulary, brief->issuer_name);
  row->issuer_id = coffret_vocabulary_share (maker->vocabulary, brief->issuer_id);
  row->languages = coffret_vocabulary_share (maker->vocabulary, languages);
  row->version = name_version (brief->issuer_id, brief->credential_id);
  row->skills = coffret_vocabulary_share (maker->vocabulary, brief->skills);
  row->verdict = coffret_vocabulary_share (maker->vocabulary, brief->verdict);
  if (compartments != NULL)
    set_compartments (row, (const char *const *) compartments->pdata, compartments->len);
  row->awarded = brief->awarded;
  row->expires = brief->expires;
  row->received = brief->received;
  row->trashed = brief->trashed;
  row->turns = brief->turns;
  row->content = coffret_row_content (brief->digest);
  row->minutes = (guint32) CLAMP (brief->minutes, 0, G_MAXUINT32);
  row->verifier = (gint16) brief->verifier;
  row->kind = (guint16) brief->kind;
  row->own = g_strcmp0 (brief->format, "own") == 0;
  return row;
}

CoffretRow *
coffret_row_new (const CoffretRecord *record,
                 const char *const *compartments,
                 CoffretVocabulary *vocabulary)
{
  const char *issuer = coffret_text_best (record->issuer_name, NULL);
  g_autofree char *titles = coffret_brief_pack (record->title);
  g_autofree char *names = coffret_brief_pack (record->issuer_name);
  g_autofree char *languages = list_languages (record->title);
  g_autoptr (GByteArray) words = g_byte_array_new ();
  g_autoptr (CoffretVocabulary) words_of =
    vocabulary != NULL ? coffret_vocabulary_ref (vocabulary) : coffret_vocabulary_new ();
  CoffretRow *row;

  coffret_vocabulary_pack (words_of, record->search, words);
  row = row_new_empty (words_of, record->id, record->title, titles, words);
  row->issuer = coffret_vocabulary_share (words_of, issuer != NULL ? issuer : "");
  row->issuer_names = coffret_vocabulary_share (words_of, names);
  row->issuer_id = coffret_vocabulary_share (words_of, record->issuer_id);
  row->languages = coffret_vocabulary_share (words_of, languages);
  row->version = name_version (record->issuer_id, record->credential_id);
  row->skills = coffret_vocabulary_share (words_of, record->skills);
  row->verdict = coffret_vocabulary_share (words_of, record->verdict);
  set_compartments (row, compartments, count_ids (compartments));
  row->awarded = record->awarded;
  row->expires = record->expires;
  row->received = record->received;
  row->trashed = record->trashed;
  row->turns = record->turns;
  row->content = coffret_row_content (record->digest);
  row->minutes = (guint32) CLAMP (record->minutes, 0, G_MAXUINT32);
  row->verifier = (gint16) record->verifier;
  row->kind = (guint16) record->kind;
  row->own = g_strcmp0 (record->format, "own") == 0;
  return row;
}

CoffretRow *
coffret_row_derive (const CoffretRow *row, CoffretInstant trashed, const char *const *compartments)
{
  CoffretRow *derived = g_memdup2 (row, row->size);

  g_atomic_ref_count_init (&derived->refs);
  coffret_vocabulary_ref (derived->vocabulary);
  derived->id = derived->data + (row->id - row->data);
  derived->issued_title = derived->data + (row->issued_title - row->data);
  set_layer (derived, row->layer);
  derived->trashed = trashed;
  set_compartments (derived, compartments, count_ids (compartments));
  return derived;
}

static CoffretRow *
copy (const CoffretRow *row)
{
  return coffret_row_derive (row, row->trashed, (const char *const *) row->compartments);
}

CoffretRow *
coffret_row_derive_layer (const CoffretRow *row, CoffretLayer *layer)
{
  CoffretRow *derived = copy (row);
  CoffretLayer *before = derived->layer;

  set_layer (derived, layer);
  coffret_layer_unref (before);
  return derived;
}

CoffretRow *
coffret_row_derive_record (const CoffretRow *row, const CoffretRecord *record)
{
  CoffretRow *derived =
    coffret_row_new (record, (const char *const *) row->compartments, row->vocabulary);

  derived->position = row->position;
  derived->number = row->number;
  set_layer (derived, row->layer);
  derived->verdict = row->verdict;
  derived->verifier = row->verifier;
  derived->turns = row->turns;
  derived->trashed = row->trashed;
  derived->past = row->past;
  derived->apart = row->apart;
  return derived;
}

CoffretRow *
coffret_row_derive_verdict (const CoffretRow *row,
                            const char *verdict,
                            int verifier,
                            CoffretInstant turns)
{
  CoffretRow *derived = copy (row);

  derived->verdict = coffret_vocabulary_share (row->vocabulary, verdict);
  derived->verifier = (gint16) verifier;
  derived->turns = turns;
  return derived;
}

CoffretRow *
coffret_row_derive_version (const CoffretRow *row, gboolean past, gboolean apart)
{
  CoffretRow *derived = copy (row);

  derived->past = past ? 1 : 0;
  derived->apart = apart ? 1 : 0;
  return derived;
}

CoffretRow *
coffret_row_ref (const CoffretRow *row)
{
  g_atomic_ref_count_inc (&((CoffretRow *) row)->refs);
  return (CoffretRow *) row;
}

void
coffret_row_unref (CoffretRow *row)
{
  if (row == NULL || !g_atomic_ref_count_dec (&row->refs))
    return;
  coffret_layer_unref (row->layer);
  if (row->compartments != nowhere)
    g_free (row->compartments);
  coffret_vocabulary_unref (row->vocabulary);
  g_free (row);
}

gboolean
coffret_row_is_listed (const CoffretRow *row)
{
  return row->trashed == COFFRET_INSTANT_NONE && !row->past;
}

CoffretInstant
coffret_row_get_awarded (const CoffretRow *row)
{
  return row->layer != NULL && row->layer->awarded != COFFRET_INSTANT_NONE ? row->layer->awarded
                                                                           : row->awarded;
}

CoffretInstant
coffret_row_get_expires (const CoffretRow *row)
{
  return row->layer != NULL && row->layer->expires != COFFRET_INSTANT_NONE ? row->layer->expires
                                                                           : row->expires;
}

const char *const *
coffret_row_get_tags (const CoffretRow *row)
{
  return row->layer != NULL && row->layer->tags != NULL ? (const char *const *) row->layer->tags
                                                        : nowhere;
}

static gboolean
folds_to (const char *text, const char *folded)
{
  g_autofree char *own = coffret_fold (text);

  return g_str_equal (own, folded);
}

gboolean
coffret_row_has_title (const CoffretRow *row, const char *folded)
{
  g_autoptr (CoffretText) titles = coffret_brief_unpack (row->data + row->titles);

  for (guint i = 0; i < coffret_text_count (titles); i++)
    if (folds_to (coffret_text_value (titles, i), folded))
      return TRUE;
  return folds_to (row->issued_title, folded);
}

gboolean
coffret_row_is_trashed (const CoffretRow *row)
{
  return row->trashed != COFFRET_INSTANT_NONE;
}

gboolean
coffret_row_lies_in (const CoffretRow *row, const char *compartment)
{
  return g_strv_contains ((const char *const *) row->compartments, compartment);
}

void
coffret_row_read_text (const CoffretRow *row, GString *text)
{
  coffret_vocabulary_unpack (row->vocabulary, (const guint8 *) row->data + row->words,
                             row->size - sizeof (CoffretRow) - row->words, text);
}

gboolean
coffret_row_has_word (const CoffretRow *row, const CoffretWordSet *set)
{
  return coffret_word_set_meets (set, (const guint8 *) row->data + row->words,
                                 row->size - sizeof (CoffretRow) - row->words);
}

gboolean
coffret_row_has_run (const CoffretRow *row, const GPtrArray *run)
{
  guint count = MIN (run->len, COFFRET_RUN_MOST);

  for (guint i = 0; i < count; i++)
    if (!coffret_row_has_word (row, g_ptr_array_index (run, i)))
      return FALSE;
  return count == 1 || (count > 1 && coffret_vocabulary_has_run (
                                       row->vocabulary, (const guint8 *) row->data + row->words,
                                       row->size - sizeof (CoffretRow) - row->words,
                                       (const CoffretWordSet *const *) run->pdata, count));
}

guint64
coffret_row_content (const char *digest)
{
  return hash_on (14695981039346656037u, digest);
}

guint
coffret_row_hash (gconstpointer row)
{
  return g_str_hash (((const CoffretRow *) row)->id);
}

gboolean
coffret_row_equal (gconstpointer row, gconstpointer other)
{
  return g_str_equal (((const CoffretRow *) row)->id, ((const CoffretRow *) other)->id);
}
