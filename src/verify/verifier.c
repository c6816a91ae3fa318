#include "verify/verifier.h"

#include <string.h>

#include "base/json.h"
#include "verify/dates.h"
#include "verify/document.h"
#include "verify/embedded.h"
#include "verify/proof-set.h"
#include "verify/recipient.h"
#include "verify/integrity.h"
#include "verify/status.h"

#define MAX_PARTS 256 /* of one credential, however deep they lie */
#define MAX_DEPTH 4
/* Of the budget, for each of many: what an ordinary credential with two proofs takes, twice. */
#define OWN_SHARE (512 * 1024)

typedef struct {
  const CoffretGrounds *grounds;
  guint parts_left;
  CoffretProofBudget budget;
} Work;

static CoffretReport *verify (Work *work, const CoffretCredential *credential, guint depth);

/* Nothing else was asked about what cannot be read. */
static CoffretReport *
report_unreadable (const CoffretGrounds *grounds, const char *why)
{
  CoffretReport *report = coffret_report_new ();

  for (guint i = 0; i < COFFRET_N_CHECKS; i++)
    coffret_check_set (&report->checks[i], COFFRET_ANSWER_NOT_APPLICABLE, "unreadable", NULL, NULL);
  coffret_check_set (&report->checks[COFFRET_CHECK_FORMAT], COFFRET_ANSWER_NO, "unreadable", NULL,
                     why);
  report->checked = coffret_grounds_get_now (grounds);
  report->verdict = coffret_verdict_decide (report->checks);
  return report;
}

static CoffretCheck *
check_of (CoffretReport *report, CoffretCheckId id)
{
  return &report->checks[id];
}

/* VC Data Model 2.0 section 4.3 and 1.1 section 4.1: what the first context is decides what the
 * rest means, in a token as well, where no other code looks at it. */
static gboolean
has_contexts (const CoffretSecured *secured)
{
  return g_strcmp0 (secured->format, "ob2") != 0 && g_strcmp0 (secured->format, "own") != 0 &&
         g_strcmp0 (secured->format, "sd-jwt-vc") != 0 &&
         coffret_json_get (secured->document, "status_list") == NULL;
}

/* An issuer with a document of its own may list a key that has another name as well: only that
 * document can say that it does not. The name of a did:key or did:jwk leaves nothing to be listed.
 */
static void
leave_open (GPtrArray *results, const CoffretSecured *secured, const CoffretGrounds *grounds)
{
  const char *signer = secured->signer;
  g_autoptr (GPtrArray) documents = NULL;

  if (signer == NULL || g_str_has_prefix (signer, "did:key:") ||
      g_str_has_prefix (signer, "did:jwk:"))
    return;
  documents = coffret_grounds_find (grounds, COFFRET_GROUND_DOCUMENT, signer);
  if (documents->len > 0)
    return;
  /* Beside a proof that may be the issuer's a stranger's is a stranger's. */
  for (guint i = 0; i < results->len; i++) {
    const CoffretProofResult *result = g_ptr_array_index (results, i);

    if (result->binding.answer != COFFRET_ANSWER_NO)
      return;
  }
  for (guint i = 0; i < results->len; i++) {
    CoffretProofResult *result = g_ptr_array_index (results, i);

    if (g_strcmp0 (result->binding.code, "key-of-another") == 0)
      coffret_check_set (
        &result->binding, COFFRET_ANSWER_UNKNOWN, "key-not-given", signer,
        "the issuer is named otherwise than the key, and its document is not here");
  }
}

static void
judge_unexplained (CoffretReport *report,
                   const CoffretSecured *secured,
                   const CoffretGrounds *grounds,
                   const CoffretVocabulary *vocabulary)
{
  CoffretCheck *coverage = check_of (report, COFFRET_CHECK_COVERAGE);
  gsize weight = coffret_attempt_weigh (secured->document) * vocabulary->n_editions;
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *details = NULL;

  if (weight > secured->budget->bytes) {
    coffret_check_set (coverage, COFFRET_ANSWER_UNKNOWN, "context-unknown", vocabulary->unknown,
                       "too large to be looked through for its words");
    return;
  }
  secured->budget->bytes -= weight;
  words = coffret_vocabulary_find_unexplained (
    secured->document, coffret_grounds_get_contexts (grounds), vocabulary->n_editions, &error);
  if (words != NULL && words->len == 0)
    return;
  details = g_strdup (words != NULL ? g_ptr_array_index (words, 0) : error->message);
  coffret_check_set (coverage, COFFRET_ANSWER_UNKNOWN, "context-unknown", vocabulary->unknown,
                     details);
  for (guint i = 0; words != NULL && i < words->len; i++)
    for (guint j = 0; j < report->proofs->len; j++) {
      CoffretProofResult *result = g_ptr_array_index (report->proofs, j);

      g_ptr_array_add (result->dropped, g_strdup (g_ptr_array_index (words, i)));
    }
}

/* The contexts of what is signed as text, where no other code looks at them: in a token. */
static void
judge_words (CoffretReport *report, const CoffretSecured *secured, const CoffretGrounds *grounds)
{
  g_auto (CoffretVocabulary) vocabulary = { 0 };

  coffret_vocabulary_look (&vocabulary, secured->document, coffret_grounds_get_contexts (grounds),
                           FALSE);
  if (vocabulary.answer != COFFRET_ANSWER_YES)
    coffret_check_set (check_of (report, COFFRET_CHECK_COVERAGE), vocabulary.answer,
                       vocabulary.code, vocabulary.subject, vocabulary.details);
  else if (vocabulary.unknown_context)
    judge_unexplained (report, secured, grounds, &vocabulary);
}

static void
judge_proofs (CoffretReport *report,
              const CoffretSecured *secured,
              const CoffretProofSet *set,
              const CoffretGrounds *grounds)
{
  CoffretCheck *coverage = check_of (report, COFFRET_CHECK_COVERAGE);

  coffret_check_copy (check_of (report, COFFRET_CHECK_PROOF), &set->proof);
  coffret_check_copy (check_of (report, COFFRET_CHECK_BINDING), &set->binding);
  coffret_check_copy (coverage, &set->coverage);
  if (coverage->answer == COFFRET_ANSWER_YES && has_contexts (secured))
    judge_words (report, secured, grounds);
  if (set->deciding != NULL)
    report->proof = g_strdup (set->deciding->name);
}

/* Whether somebody vouches for the id; that the issuer made the signature is another question, and
 * while that is open the sentence must not sound as if it were answered. */
static void
judge_issuer (CoffretReport *report,
              const CoffretSecured *secured,
              const CoffretGrounds *grounds,
              const char *own_name)
{
  CoffretCheck *check = check_of (report, COFFRET_CHECK_ISSUER);
  CoffretVouch vouch = coffret_grounds_vouch (grounds, secured->signer);
  gboolean proven = check_of (report, COFFRET_CHECK_PROOF)->answer == COFFRET_ANSWER_YES &&
                    check_of (report, COFFRET_CHECK_BINDING)->answer == COFFRET_ANSWER_YES;
  const char *name = vouch.name != NULL ? vouch.name
                     : own_name != NULL ? own_name
                                        : secured->signer;

  if (vouch.trust == COFFRET_TRUST_DISTRUSTED) {
    coffret_check_set (check, COFFRET_ANSWER_NO, "distrusted", name, NULL);
  } else if (check_of (report, COFFRET_CHECK_PROOF)->answer == COFFRET_ANSWER_NOT_APPLICABLE) {
    coffret_check_set (check, COFFRET_ANSWER_NOT_APPLICABLE, "no-proof", NULL, NULL);
  } else if (secured->signer == NULL) {
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "issuer-not-named", NULL, NULL);
  } else if (vouch.trust == COFFRET_TRUST_OWNER) {
    coffret_check_set (check, COFFRET_ANSWER_YES, proven ? "trusted" : "trusted-unproven", name,
                       NULL);
  } else if (vouch.trust == COFFRET_TRUST_REGISTRY) {
    coffret_check_set (check, COFFRET_ANSWER_YES, proven ? "in-registry" : "in-registry-unproven",
                       name, NULL);
    check->by = g_strdup (vouch.voucher);
  } else {
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "nobody-vouches", NULL, NULL);
  }
  check->as_of = vouch.as_of;
  if (proven)
    report->vouched_name = g_strdup (vouch.name);
}

static void
use (CoffretReport *report, const GPtrArray *used)
{
  for (guint i = 0; i < used->len; i++) {
    const char *sha256 = g_ptr_array_index (used, i);

    if (!g_ptr_array_find_with_equal_func (report->used, sha256, g_str_equal, NULL))
      g_ptr_array_add (report->used, g_strdup (sha256));
  }
}

static void
judge_status (CoffretReport *report, const CoffretSecured *secured, const CoffretGrounds *grounds)
{
  g_autoptr (GPtrArray) used = g_ptr_array_new_with_free_func (g_free);
  CoffretStatusQuestion question = { secured, grounds, used };

  coffret_status_check (&question, check_of (report, COFFRET_CHECK_STATUS));
  use (report, used);
}

static void
add_part (CoffretReport *report, const CoffretEmbedded *embedded, Work *work, guint depth)
{
  CoffretReportPart *part = g_new0 (CoffretReportPart, 1);
  g_autoptr (CoffretCredential) inner = coffret_reader_read_embedded (embedded->value);

  part->pointer = g_strdup (embedded->pointer);
  if (inner != NULL) {
    part->title = g_strdup (coffret_text_best (inner->title, NULL));
    part->report = verify (work, inner, depth);
  } else {
    part->report = report_unreadable (work->grounds, NULL);
  }
  g_ptr_array_add (report->parts, part);
  use (report, part->report->used);
}

/* What lies beyond the bound was not looked at, and must not look as if it had been. */
static void
add_rest (CoffretReport *report, Work *work)
{
  CoffretReportPart *part = g_new0 (CoffretReportPart, 1);

  part->pointer = g_strdup ("");
  part->report = coffret_report_new ();
  for (guint i = 0; i < COFFRET_N_CHECKS; i++)
    coffret_check_set (&part->report->checks[i], COFFRET_ANSWER_UNKNOWN, "too-complex", NULL, NULL);
  coffret_check_set (check_of (part->report, COFFRET_CHECK_PROOF), COFFRET_ANSWER_UNKNOWN,
                     "too-complex", NULL, "more embedded credentials than are looked at");
  part->report->verdict = coffret_verdict_decide (part->report->checks);
  part->report->checked = coffret_grounds_get_now (work->grounds);
  g_ptr_array_add (report->parts, part);
}

/* The members of a presentation are items of their own. An Open Badges 2 endorsement is not signed.
 */
static void
judge_parts (CoffretReport *report, const CoffretSecured *secured, Work *work, guint depth)
{
  g_autoptr (GPtrArray) embedded = NULL;
  gboolean more = FALSE;

  if (g_strcmp0 (secured->format, "presentation") == 0 || g_strcmp0 (secured->format, "ob2") == 0 ||
      depth >= MAX_DEPTH)
    return;
  embedded = coffret_embedded_find (secured->document, work->parts_left, &more);
  work->parts_left -= embedded->len;
  for (guint i = 0; i < embedded->len; i++)
    add_part (report, g_ptr_array_index (embedded, i), work, depth + 1);
  if (more)
    add_rest (report, work);
}

static CoffretReport *
verify (Work *work, const CoffretCredential *credential, guint depth)
{
  CoffretReport *report = coffret_report_new ();
  const CoffretGrounds *grounds = work->grounds;
  const char *own_name =
    credential->issuer != NULL ? coffret_text_best (credential->issuer->name, NULL) : NULL;
  g_autoptr (CoffretProofSet) set = NULL;
  CoffretSecured secured;

  coffret_document_secure (&secured, credential->document, credential->token, credential->format);
  if (secured.signer == NULL && g_strcmp0 (secured.format, "ob2") == 0)
    secured.signer = coffret_document_class_issuer (secured.document, grounds, report->used);
  secured.budget = &work->budget;
  secured.parsed = credential->parsed;
  report->checked = coffret_grounds_get_now (grounds);
  report->issuer_id = g_strdup (secured.signer);
  report->issuer_name = g_strdup (own_name);
  coffret_check_set (check_of (report, COFFRET_CHECK_FORMAT), COFFRET_ANSWER_YES, "readable", NULL,
                     NULL);

  g_ptr_array_unref (report->proofs);
  report->proofs = coffret_proofs_verify (&secured, grounds);
  leave_open (report->proofs, &secured, grounds);
  set = coffret_proof_set_new (report->proofs);
  use (report, set->used);
  judge_proofs (report, &secured, set, grounds);
  judge_issuer (report, &secured, grounds, own_name);
  coffret_dates_check (&secured, set->counted, grounds, check_of (report, COFFRET_CHECK_DATES));
  judge_status (report, &secured, grounds);
  coffret_recipient_check (&secured, grounds, check_of (report, COFFRET_CHECK_SUBJECT));
  judge_parts (report, &secured, work, depth);
  report->verdict = coffret_verdict_decide (report->checks);
  return report;
}

/* BUDGET: what may be spent; what is left of it is returned in it. */
static CoffretReport *
verify_within (const CoffretCredential *credential, const CoffretGrounds *grounds, gsize *budget)
{
  Work work = {
    .grounds = grounds,
    .parts_left = MAX_PARTS,
    .budget = { .bytes = *budget },
  };
  CoffretReport *report = verify (&work, credential, 0);

  *budget = work.budget.bytes;
  return report;
}

CoffretReport *
coffret_verify (const CoffretCredential *credential, const CoffretGrounds *grounds)
{
  gsize budget = COFFRET_PROOF_BUDGET_BYTES;

  return verify_within (credential, grounds, &budget);
}

static CoffretReport *
report_refused (const CoffretItem *item, const CoffretGrounds *grounds)
{
  return report_unreadable (grounds, item->error != NULL ? item->error->message : NULL);
}

CoffretReport *
coffret_verify_item (const CoffretItem *item, const CoffretGrounds *grounds)
{
  if (item->credential != NULL)
    return coffret_verify (item->credential, grounds);
  return report_refused (item, grounds);
}

CoffretReport *
coffret_verify_next (const CoffretItem *item, const CoffretGrounds *grounds, gsize *rest)
{
  gsize budget = MIN (*rest + OWN_SHARE, COFFRET_PROOF_BUDGET_BYTES);
  gsize left = budget;
  CoffretReport *report;

  if (item->credential == NULL)
    return report_refused (item, grounds);
  report = verify_within (item->credential, grounds, &left);
  if (budget - left > OWN_SHARE)
    *rest -= MIN (*rest, budget - left - OWN_SHARE);
  return report;
}
