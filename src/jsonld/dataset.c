#include "jsonld/dataset.h"

#include "jsonld/arena.h"
#include "jsonld/rdf.h"
#include "jsonld/text-hash.h"

#define FIRST_SLOTS 256 /* a power of two, as all sizes of the tables */

typedef struct {
  guint64 hash;
  CoffretTerm *term; /* NULL: free */
} TermSlot;

struct _CoffretDataset {
  CoffretArena arena;
  guint64 seed;

  TermSlot *terms;
  guint n_terms;
  guint n_term_slots;
  guint counts[COFFRET_TERM_LITERAL + 1];
  guint next_label;

  CoffretQuad *quads;
  guint n_quads;
  guint room_for_quads;
  guint *quad_slots; /* number of a quad plus one; 0: free */
  guint n_quad_slots;
};

CoffretDataset *
coffret_dataset_new (void)
{
  CoffretDataset *dataset = g_new0 (CoffretDataset, 1);

  dataset->seed = coffret_hash_mix (GPOINTER_TO_SIZE (dataset) ^ 0x2d358dccaa6c78a5u,
                                    (guint64) g_get_monotonic_time () ^ 0x8bb84b93962eacc9u);
  dataset->n_term_slots = FIRST_SLOTS;
  dataset->terms = g_new0 (TermSlot, FIRST_SLOTS);
  dataset->n_quad_slots = FIRST_SLOTS;
  dataset->quad_slots = g_new0 (guint, FIRST_SLOTS);
  dataset->room_for_quads = FIRST_SLOTS / 2;
  dataset->quads = g_new (CoffretQuad, dataset->room_for_quads);
  return dataset;
}

void
coffret_dataset_free (CoffretDataset *dataset)
{
  if (dataset == NULL)
    return;
  coffret_arena_clear (&dataset->arena);
  g_free (dataset->terms);
  g_free (dataset->quads);
  g_free (dataset->quad_slots);
  g_free (dataset);
}

static void
grow_terms (CoffretDataset *dataset)
{
  guint n_slots = dataset->n_term_slots * 2;
  TermSlot *slots = g_new0 (TermSlot, n_slots);

  for (guint i = 0; i < dataset->n_term_slots; i++) {
    guint at = dataset->terms[i].hash & (n_slots - 1);

    if (dataset->terms[i].term == NULL)
      continue;
    while (slots[at].term != NULL)
      at = (at + 1) & (n_slots - 1);
    slots[at] = dataset->terms[i];
  }
  g_free (dataset->terms);
  dataset->terms = slots;
  dataset->n_term_slots = n_slots;
}

static gboolean
term_equals (const CoffretTerm *term,
             CoffretTermKind kind,
             const char *value,
             gsize length,
             const char *datatype,
             const char *language)
{
  return term->kind == kind && term->length == length && memcmp (term->value, value, length) == 0 &&
         (term->datatype == datatype || g_strcmp0 (term->datatype, datatype) == 0) &&
         (term->language == language || g_strcmp0 (term->language, language) == 0);
}

/* The text of equal datatypes is kept once: they are IRIs of this data set. */
static const char *
keep_datatype (CoffretDataset *dataset, const char *datatype)
{
  static const char *const known[] = { COFFRET_XSD_STRING, COFFRET_RDF_LANG_STRING };

  if (datatype == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (datatype, known[i]) == 0)
      return known[i];
  return coffret_arena_strndup (&dataset->arena, datatype, strlen (datatype));
}

static const CoffretTerm *
intern (CoffretDataset *dataset,
        CoffretTermKind kind,
        const char *value,
        gsize length,
        const char *datatype,
        const char *language)
{
  guint64 hash = coffret_hash_text (value, length, dataset->seed + kind);
  guint at;
  CoffretTerm *term;

  if (datatype != NULL)
    hash ^= coffret_hash_text (datatype, strlen (datatype), dataset->seed);
  if (language != NULL)
    hash ^= coffret_hash_text (language, strlen (language), ~dataset->seed);
  for (at = hash & (dataset->n_term_slots - 1); dataset->terms[at].term != NULL;
       at = (at + 1) & (dataset->n_term_slots - 1))
    if (dataset->terms[at].hash == hash &&
        term_equals (dataset->terms[at].term, kind, value, length, datatype, language))
      return dataset->terms[at].term;

  term = coffret_arena_new (&dataset->arena, CoffretTerm);
  *term = (CoffretTerm) {
    .kind = kind,
    .number = dataset->counts[kind]++,
    .value = coffret_arena_strndup (&dataset->arena, value, length),
    .length = length,
    .datatype = keep_datatype (dataset, datatype),
    .language = language == NULL
                  ? NULL
                  : coffret_arena_strndup (&dataset->arena, language, strlen (language)),
  };
  dataset->terms[at] = (TermSlot) { .hash = hash, .term = term };
  if (++dataset->n_terms * 2 > dataset->n_term_slots)
    grow_terms (dataset);
  return term;
}

const CoffretTerm *
coffret_dataset_iri (CoffretDataset *dataset, const char *iri)
{
  return intern (dataset, COFFRET_TERM_IRI, iri, strlen (iri), NULL, NULL);
}

const CoffretTerm *
coffret_dataset_blank (CoffretDataset *dataset, const char *label)
{
  return intern (dataset, COFFRET_TERM_BLANK, label, strlen (label), NULL, NULL);
}

const CoffretTerm *
coffret_dataset_new_blank (CoffretDataset *dataset)
{
  guint count = dataset->counts[COFFRET_TERM_BLANK];
  const CoffretTerm *term;

  /* A label that is not new is one that somebody gave; each is met at most once. */
  do {
    char label[16];

    g_snprintf (label, sizeof label, "b%u", dataset->next_label++);
    term = coffret_dataset_blank (dataset, label);
  } while (dataset->counts[COFFRET_TERM_BLANK] == count);
  return term;
}

const CoffretTerm *
coffret_dataset_literal (CoffretDataset *dataset,
                         const char *value,
                         const char *datatype,
                         const char *language)
{
  return coffret_dataset_literal_sized (dataset, value, strlen (value), datatype, language);
}

const CoffretTerm *
coffret_dataset_literal_sized (CoffretDataset *dataset,
                               const char *value,
                               gsize length,
                               const char *datatype,
                               const char *language)
{
  if (datatype == NULL)
    datatype = language != NULL ? COFFRET_RDF_LANG_STRING : COFFRET_XSD_STRING;
  return intern (dataset, COFFRET_TERM_LITERAL, value, length, datatype, language);
}

static guint64
hash_quad (const CoffretDataset *dataset, const CoffretQuad *quad)
{
  guint64 hash = coffret_hash_mix (GPOINTER_TO_SIZE (quad->subject) ^ dataset->seed,
                                   GPOINTER_TO_SIZE (quad->object) ^ 0xa0761d6478bd642fu);

  return coffret_hash_mix (GPOINTER_TO_SIZE (quad->predicate) ^ hash,
                           GPOINTER_TO_SIZE (quad->graph) ^ 0xe7037ed1a0b428dbu);
}

/* Where QUAD stands, or the free place for it. */
static guint *
find_quad (CoffretDataset *dataset, const CoffretQuad *quad)
{
  guint mask = dataset->n_quad_slots - 1;
  guint at = hash_quad (dataset, quad) & mask;

  while (dataset->quad_slots[at] != 0) {
    const CoffretQuad *other = &dataset->quads[dataset->quad_slots[at] - 1];

    if (other->subject == quad->subject && other->predicate == quad->predicate &&
        other->object == quad->object && other->graph == quad->graph)
      break;
    at = (at + 1) & mask;
  }
  return &dataset->quad_slots[at];
}

static void
grow_quads (CoffretDataset *dataset)
{
  dataset->room_for_quads *= 2;
  dataset->quads = g_renew (CoffretQuad, dataset->quads, dataset->room_for_quads);
  g_free (dataset->quad_slots);
  dataset->n_quad_slots *= 2;
  dataset->quad_slots = g_new0 (guint, dataset->n_quad_slots);
  for (guint i = 0; i < dataset->n_quads; i++)
    *find_quad (dataset, &dataset->quads[i]) = i + 1;
}

void
coffret_dataset_add (CoffretDataset *dataset,
                     const CoffretTerm *subject,
                     const CoffretTerm *predicate,
                     const CoffretTerm *object,
                     const CoffretTerm *graph)
{
  CoffretQuad quad = {
    .subject = subject, .predicate = predicate, .object = object, .graph = graph
  };
  guint *slot = find_quad (dataset, &quad);

  if (*slot != 0)
    return;
  dataset->quads[dataset->n_quads++] = quad;
  *slot = dataset->n_quads;
  if (dataset->n_quads == dataset->room_for_quads)
    grow_quads (dataset);
}

const CoffretQuad *
coffret_dataset_quads (const CoffretDataset *dataset, guint *count)
{
  *count = dataset->n_quads;
  return dataset->quads;
}

guint
coffret_dataset_count_blanks (const CoffretDataset *dataset)
{
  return dataset->counts[COFFRET_TERM_BLANK];
}
