/* VC Data Integrity over canonical RDF: all suites that sign what words mean. */
#include <string.h>

#include "base/json.h"
#include "jsonld/jsonld.h"
#include "verify/integrity.h"

/* The meaning of document and proof under one edition of the contexts. */
typedef struct {
  CoffretDataset *document;
  CoffretDataset *options;
  GPtrArray *dropped;
} Meaning;

static void
meaning_clear (Meaning *meaning)
{
  coffret_dataset_free (meaning->document);
  coffret_dataset_free (meaning->options);
  g_clear_pointer (&meaning->dropped, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Meaning, meaning_clear)

static CoffretDataset *
to_rdf (CoffretAttempt *attempt,
        const json_t *document,
        guint edition,
        GPtrArray *dropped,
        GError **error)
{
  /* Not safe mode: whether the signature matches is one question, what it does not cover another.
   * Contexts that the document brings along are processed for the first; for the second they have
   * been answered already. */
  CoffretJsonldOptions options = {
    .contexts = coffret_grounds_get_contexts (attempt->grounds),
    .inline_contexts = TRUE,
    .edition = edition,
    .rdf_direction =
      attempt->suite->has_type ? COFFRET_RDF_DIRECTION_NONE : COFFRET_RDF_DIRECTION_I18N,
  };

  return coffret_jsonld_to_rdf (document, &options, dropped, error);
}

static gboolean
meaning_find (Meaning *meaning,
              CoffretAttempt *attempt,
              const json_t *document,
              const json_t *options,
              guint edition,
              GError **error)
{
  g_autoptr (GPtrArray) of_proof = g_ptr_array_new_with_free_func (g_free);

  meaning->dropped = g_ptr_array_new_with_free_func (g_free);
  if (!coffret_attempt_spend (attempt, coffret_attempt_weigh (document), error))
    return FALSE;
  meaning->document = to_rdf (attempt, document, edition, meaning->dropped, error);
  if (meaning->document == NULL)
    return FALSE;
  meaning->options = to_rdf (attempt, options, edition, of_proof, error);
  for (guint i = 0; i < of_proof->len; i++)
    g_ptr_array_add (meaning->dropped,
                     g_strconcat ("/proof", (const char *) of_proof->pdata[i], NULL));
  return meaning->options != NULL;
}

static gboolean
same_term (const CoffretTerm *one, const CoffretTerm *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return one->kind == other->kind && one->length == other->length &&
         memcmp (one->value, other->value, one->length) == 0 &&
         g_strcmp0 (one->datatype, other->datatype) == 0 &&
         g_strcmp0 (one->language, other->language) == 0;
}

/* Quad by quad: made from one document under two editions, not any two graphs. */
static gboolean
same_quads (const CoffretDataset *one, const CoffretDataset *other)
{
  guint n_one, n_other;
  const CoffretQuad *quads = coffret_dataset_quads (one, &n_one);
  const CoffretQuad *others = coffret_dataset_quads (other, &n_other);

  for (guint i = 0; n_one == n_other && i < n_one; i++)
    if (!same_term (quads[i].subject, others[i].subject) ||
        !same_term (quads[i].predicate, others[i].predicate) ||
        !same_term (quads[i].object, others[i].object) ||
        !same_term (quads[i].graph, others[i].graph))
      return FALSE;
  return n_one == n_other;
}

static gboolean
same_meaning (const Meaning *one, const Meaning *other)
{
  return one->options != NULL && other->options != NULL &&
         same_quads (one->options, other->options) && same_quads (one->document, other->document);
}

static gboolean
differs_when_older (const CoffretDataset *dataset)
{
  guint count;
  const CoffretQuad *quads = coffret_dataset_quads (dataset, &count);

  for (guint i = 0; i < count; i++)
    if (coffret_nquads_escapings_differ (quads[i].object))
      return TRUE;
  return FALSE;
}

typedef struct {
  CoffretAttempt *attempt;
  const CoffretCandidate *candidate;
  const char *edition; /* NULL: there is one only */
  gboolean kept;       /* the texts of a reading that does not match, to be shown */
} Comparison;

static gboolean
compare (Comparison *comparison,
         const Meaning *meaning,
         CoffretNquadsEscaping escaping,
         GError **error)
{
  CoffretAttempt *attempt = comparison->attempt;
  const char *const escaping_name = escaping == COFFRET_NQUADS_CANONICAL ? "RDFC-1.0" : "URDNA2015";
  g_autofree char **labels = NULL;
  g_autoptr (CoffretCanonical) document = NULL;
  g_autoptr (CoffretCanonical) options = NULL;
  CoffretReading reading = {
    .digest = coffret_attempt_digest (attempt, comparison->candidate->key),
    .dataset = meaning->document,
  };
  gboolean good;

  document = coffret_rdfc_canonicalise (meaning->document, reading.digest, escaping,
                                        COFFRET_RDFC_WORK, &labels, error);
  if (document != NULL)
    options = coffret_rdfc_canonicalise (meaning->options, reading.digest, escaping,
                                         COFFRET_RDFC_WORK, NULL, error);
  if (options == NULL ||
      !coffret_attempt_spend (attempt,
                              document->length + options->length + COFFRET_COST_OF_SIGNATURE +
                                document->n_lines * attempt->suite->cost_of_line,
                              error))
    return FALSE;
  reading.labels = labels;
  reading.document = document->text;
  reading.document_length = document->length;
  reading.n_lines = document->n_lines;
  reading.options = options->text;
  reading.options_length = options->length;
  good = attempt->suite->matches (attempt, &reading, comparison->candidate->key);
  if (good || !comparison->kept)
    coffret_attempt_keep (attempt, &reading, comparison->edition, escaping_name);
  comparison->kept = TRUE;
  return good;
}

/* Every way in which the signature may have been made from this meaning. */
static gboolean
matches (Comparison *comparison, const Meaning *meaning, GError **error)
{
  CoffretAttempt *attempt = comparison->attempt;
  gboolean older = attempt->suite->older_escaping && (differs_when_older (meaning->document) ||
                                                      differs_when_older (meaning->options));

  for (guint i = 0; i < attempt->keys->len; i++) {
    comparison->candidate = attempt->keys->pdata[i];
    if (coffret_attempt_digest (attempt, comparison->candidate->key) == NULL)
      continue;
    if (compare (comparison, meaning, COFFRET_NQUADS_CANONICAL, error))
      return TRUE;
    if (*error == NULL && older && compare (comparison, meaning, COFFRET_NQUADS_URDNA2015, error))
      return TRUE;
    if (*error != NULL)
      return FALSE;
  }
  return FALSE;
}

static char *
edition_name (CoffretAttempt *attempt, guint edition)
{
  CoffretContexts *contexts = coffret_grounds_get_contexts (attempt->grounds);
  const json_t *document = attempt->secured->document;
  gsize count = coffret_json_count (document, "@context");

  if (attempt->vocabulary.n_editions < 2)
    return NULL;
  for (gsize i = 0; i < count; i++) {
    const char *url = json_string_value (coffret_json_at (document, "@context", i));

    if (url != NULL && coffret_contexts_count_editions (contexts, url) > edition &&
        coffret_contexts_count_editions (contexts, url) > 1)
      return g_strdup (coffret_contexts_edition_name (contexts, url, edition));
  }
  return g_strdup_printf ("%u", edition);
}

/* The newest edition under which the signature matches and covers all; else the newest under which
 * it matches. */
static void
try_editions (CoffretAttempt *attempt, const json_t *document, const json_t *options)
{
  g_autoptr (GPtrArray) dropped = NULL; /* of the first match that does not cover all */
  g_autoptr (GError) first_error = NULL;
  g_auto (Meaning) meaning = { 0 };
  Comparison comparison = { .attempt = attempt };
  const CoffretCandidate *matched = NULL;

  for (guint edition = 0; edition < attempt->vocabulary.n_editions; edition++) {
    g_auto (Meaning) newer = meaning;
    g_autofree char *name = edition_name (attempt, edition);
    g_autoptr (GError) error = NULL;

    meaning = (Meaning) { 0 };
    comparison.edition = name;
    if (meaning_find (&meaning, attempt, document, options, edition, &error) &&
        !same_meaning (&meaning, &newer) && matches (&comparison, &meaning, &error) &&
        (meaning.dropped->len == 0 || matched == NULL)) {
      matched = comparison.candidate;
      g_clear_pointer (&dropped, g_ptr_array_unref);
      dropped = g_steal_pointer (&meaning.dropped);
      if (dropped->len == 0)
        break;
    }
    if (error != NULL && first_error == NULL)
      first_error = g_steal_pointer (&error);
  }
  if (matched != NULL) {
    coffret_attempt_accept (attempt, matched, dropped);
    g_ptr_array_extend_and_steal (attempt->result->dropped, g_steal_pointer (&dropped));
    return;
  }
  if (first_error != NULL)
    coffret_attempt_answer_error (attempt, first_error);
  else
    coffret_attempt_answer (attempt, COFFRET_ANSWER_NO, "signature-wrong", NULL, NULL);
}

static void
verify (CoffretAttempt *attempt)
{
  g_autoptr (json_t) document = NULL;
  g_autoptr (json_t) options = NULL;

  if (!coffret_attempt_begin (attempt))
    return;
  if (attempt->vocabulary.unknown_context) {
    coffret_attempt_answer (attempt, COFFRET_ANSWER_UNKNOWN, "context-unknown",
                            attempt->vocabulary.subject, NULL);
    coffret_check_copy (&attempt->result->coverage, &attempt->result->proof);
    return;
  }
  document = coffret_attempt_document (attempt);
  if (document == NULL)
    return;
  options = coffret_attempt_options (attempt);
  json_object_del (options, "@context");
  if (attempt->suite->options_context != NULL)
    json_object_set_new (options, "@context", json_string (attempt->suite->options_context));
  else
    json_object_set (options, "@context", json_object_get (document, "@context"));
  try_editions (attempt, document, options);
}

void
coffret_integrity_verify_rdf (const CoffretIntegritySuite *suite,
                              const CoffretSecured *secured,
                              const json_t *proof,
                              const CoffretGrounds *grounds,
                              CoffretProofResult *result)
{
  g_auto (CoffretAttempt) attempt = {
    .suite = suite,
    .secured = secured,
    .proof = proof,
    .grounds = grounds,
    .result = result,
    .by_meaning = TRUE,
  };

  verify (&attempt);
}
