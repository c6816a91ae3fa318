#include "verify/status.h"

#include <string.h>

#include "base/fold.h"
#include "base/json.h"
#include "credential/reader.h"
#include "verify/dates.h"
#include "verify/document.h"
#include "verify/proof-set.h"

#define MAX_ENTRIES 64
#define MAX_EDITIONS 32

/* Asked in this order. */
static const CoffretStatusMethod *const methods[] = {
  &coffret_status_bitstring,
  &coffret_status_token_list,
  &coffret_status_1edtech,
  &coffret_status_ob2,
};

/* One edition of a list, opened. */
typedef struct {
  const CoffretGround *ground;
  CoffretCredential *read; /* what a token was read as; nullable */
  const json_t *claims;
  CoffretInstant as_of;
  CoffretInstant until;
} Edition;

void
coffret_finding_set (CoffretFinding *finding, CoffretFindingKind kind, const char *note_format, ...)
{
  va_list arguments;

  finding->kind = kind;
  g_clear_pointer (&finding->note, g_free);
  if (note_format == NULL)
    return;
  va_start (arguments, note_format);
  finding->note = g_strdup_vprintf (note_format, arguments);
  va_end (arguments);
}

static void
finding_clear (CoffretFinding *finding)
{
  g_free (finding->message);
  g_free (finding->note);
  *finding = (CoffretFinding) { 0 };
}

static void
edition_clear (Edition *edition)
{
  g_clear_pointer (&edition->read, coffret_credential_unref);
}

static CoffretInstant
later (CoffretInstant one, CoffretInstant other)
{
  return one > other ? one : other; /* NONE is the earliest of all */
}

/* Of a number of seconds in CLAIMS. */
static CoffretInstant
read_seconds (const json_t *claims, const char *key)
{
  const json_t *value = coffret_json_get (claims, key);

  return json_is_number (value) ? coffret_instant_from_unix (json_number_value (value))
                                : COFFRET_INSTANT_NONE;
}

/* The newest moment that the list itself vouches for: a service signs a list again and again
 * and may leave the day on which it began as it was. */
static CoffretInstant
read_own_date (const CoffretSecured *secured, const GPtrArray *counted)
{
  static const char *const names[] = { NULL, "issuanceDate", "validFrom" };
  const char *name = names[coffret_document_version (secured->document)];
  g_autoptr (json_t) claims = coffret_dates_read_claims (secured);
  CoffretInstant date = COFFRET_INSTANT_NONE;

  if (name != NULL)
    date = coffret_instant_parse (coffret_json_string (secured->document, name));
  date = later (date, read_seconds (claims, "iat"));
  date = later (date, read_seconds (claims, "nbf"));
  for (guint i = 0; i < counted->len; i++)
    date = later (date, ((const CoffretProofResult *) g_ptr_array_index (counted, i))->created);
  return date;
}

static gboolean
is_from_host (const CoffretGround *ground, const char *issuer)
{
  g_autofree char *host = coffret_document_host_of (issuer);
  g_autofree char *from = coffret_document_host_of (ground->fetched_from);

  return host != NULL && from != NULL && strcmp (host, from) == 0;
}

/* Whether the credential's issuer stands behind EDITION, by the same proofs as a credential's. */
static gboolean
count (const CoffretStatusQuestion *question, Edition *edition)
{
  const CoffretGround *ground = edition->ground;
  const char *issuer = question->secured->signer;
  CoffretSecured secured;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (CoffretProofSet) set = NULL;
  CoffretValidity validity;

  if (issuer == NULL)
    return FALSE;
  coffret_document_secure (&secured, edition->claims, ground->token, "status-list");
  secured.budget = question->secured->budget;
  /* Token Status List section 5.1: a list need not name its issuer, who is the credential's. */
  if (secured.signer == NULL && ground->token != NULL)
    secured.signer = issuer;
  if (secured.signer == NULL ? ground->fetched_from == NULL : strcmp (secured.signer, issuer) != 0)
    return FALSE;

  results = coffret_proofs_verify (&secured, question->grounds);
  set = coffret_proof_set_new (results);
  validity = coffret_dates_read (&secured);
  if (validity.broken != NULL)
    return FALSE;
  edition->until = validity.until;
  if (results->len == 0) {
    edition->as_of = ground->fetched;
    return is_from_host (ground, issuer);
  }
  if (set->proof.answer != COFFRET_ANSWER_YES || set->coverage.answer != COFFRET_ANSWER_YES ||
      set->binding.answer != COFFRET_ANSWER_YES)
    return FALSE;
  for (guint i = 0; i < set->counted->len; i++) {
    const CoffretProofResult *result = g_ptr_array_index (set->counted, i);

    if (result->expires != COFFRET_INSTANT_NONE &&
        (edition->until == COFFRET_INSTANT_NONE || result->expires < edition->until))
      edition->until = result->expires;
  }
  edition->as_of = read_own_date (&secured, set->counted);
  if (edition->as_of == COFFRET_INSTANT_NONE && is_from_host (ground, issuer))
    edition->as_of = ground->fetched;
  for (guint i = 0; i < set->used->len; i++)
    g_ptr_array_add (question->used, g_strdup (g_ptr_array_index (set->used, i)));
  return TRUE;
}

/* A token's claims are put in their places as a credential's are. */
static gboolean
open_edition (const CoffretGround *ground, Edition *edition)
{
  *edition = (Edition) {
    .ground = ground,
    .claims = ground->json,
    .as_of = COFFRET_INSTANT_NONE,
    .until = COFFRET_INSTANT_NONE,
  };
  if (ground->token != NULL) {
    g_autoptr (GPtrArray) items = coffret_reader_read_all (ground->bytes, NULL, NULL, NULL, NULL);
    const CoffretItem *item = items != NULL ? g_ptr_array_index (items, 0) : NULL;

    if (item == NULL || item->credential == NULL)
      return FALSE;
    edition->read = coffret_credential_ref (item->credential);
    edition->claims = item->credential->document;
  }
  return TRUE;
}

/* What the newest edition says, for which its age matters. */
static void
judge (const CoffretStatusQuestion *question,
       const Edition *edition,
       const CoffretFinding *finding,
       CoffretCheck *check)
{
  CoffretInstant now = coffret_grounds_get_now (question->grounds);
  CoffretInstant end = edition->until;

  if (edition->as_of != COFFRET_INSTANT_NONE && finding->ttl > 0 &&
      (end == COFFRET_INSTANT_NONE || edition->as_of + finding->ttl < end))
    end = edition->as_of + finding->ttl;
  if (edition->as_of != COFFRET_INSTANT_NONE && end == COFFRET_INSTANT_NONE)
    end = edition->as_of + COFFRET_STATUS_MAX_AGE;

  if (edition->as_of != COFFRET_INSTANT_NONE && edition->as_of > now + COFFRET_DATES_SKEW)
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "list-from-future", NULL, finding->note);
  else if (end == COFFRET_INSTANT_NONE || now > end)
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "list-too-old", NULL, finding->note);
  else if (!coffret_grounds_clock_is_sane (question->grounds))
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "clock-wrong", NULL, finding->note);
  else if (finding->kind == COFFRET_FINDING_SUSPENDED)
    coffret_check_set (check, COFFRET_ANSWER_NO, "suspended", NULL, finding->note);
  else if (finding->kind == COFFRET_FINDING_MESSAGE)
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "status-message", finding->message,
                       finding->note);
  else
    coffret_check_set (check, COFFRET_ANSWER_YES, "not-revoked", NULL, finding->note);
  check->as_of = edition->as_of;
}

void
coffret_status_ask_lists (const CoffretStatusQuestion *question,
                          const json_t *entry,
                          const char *url,
                          CoffretStatusLook look,
                          CoffretCheck *check)
{
  g_autoptr (GPtrArray) grounds =
    coffret_grounds_find (question->grounds, COFFRET_GROUND_STATUS, url);
  CoffretInstant newest = COFFRET_INSTANT_NONE;
  CoffretInstant revoked = COFFRET_INSTANT_NONE;
  gboolean answered = FALSE, withdrawn = FALSE;

  coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "list-not-given", NULL, url);
  for (guint i = 0; i < grounds->len && i < MAX_EDITIONS; i++) {
    const CoffretGround *ground = g_ptr_array_index (grounds, i);
    CoffretFinding finding = { 0 };
    Edition edition;

    if (!open_edition (ground, &edition)) {
      if (!answered)
        coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "list-unusable", NULL, url);
      continue;
    }
    if (!count (question, &edition)) {
      if (!answered)
        coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "list-not-issuers", NULL, url);
      edition_clear (&edition);
      continue;
    }
    g_ptr_array_add (question->used, g_strdup (ground->sha256));
    look (question, entry, edition.claims, &finding);
    if (finding.kind == COFFRET_FINDING_REVOKED) {
      if (!withdrawn || edition.as_of > revoked) {
        coffret_check_set (check, COFFRET_ANSWER_NO, "revoked", finding.message, finding.note);
        check->as_of = revoked = edition.as_of;
      }
      withdrawn = answered = TRUE;
    } else if (finding.kind == COFFRET_FINDING_UNUSABLE) {
      if (!answered)
        coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "list-unusable", NULL, finding.note);
    } else if (!withdrawn && (!answered || edition.as_of > newest)) {
      judge (question, &edition, &finding, check);
      newest = edition.as_of;
      answered = TRUE;
    }
    finding_clear (&finding);
    edition_clear (&edition);
  }
}

/* How much worse an answer is than another. */
static guint
rank (const CoffretCheck *check)
{
  switch (check->answer) {
  case COFFRET_ANSWER_NO:
    return g_strcmp0 (check->code, "revoked") == 0 ? 4 : 3;
  case COFFRET_ANSWER_UNKNOWN:
    return 2;
  case COFFRET_ANSWER_YES:
    return 1;
  case COFFRET_ANSWER_NOT_APPLICABLE:
  default:
    return 0;
  }
}

static void
ask_entry (const CoffretStatusQuestion *question, const json_t *entry, CoffretCheck *check)
{
  g_autofree char *type = NULL;
  const json_t *value;

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++) {
    if (methods[i]->knows (question->secured, entry)) {
      methods[i]->ask (question, entry, check);
      return;
    }
  }
  value = coffret_json_at (entry, "type", 0);
  if (!json_is_string (value)) {
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "status-malformed", NULL, NULL);
    return;
  }
  type = coffret_clean (json_string_value (value), 100, FALSE);
  coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "status-unsupported", type, NULL);
}

static void
add_entry (const CoffretStatusQuestion *question, const json_t *entry, CoffretCheck *check)
{
  CoffretCheck asked = { .as_of = COFFRET_INSTANT_NONE };

  ask_entry (question, entry, &asked);
  /* The oldest of good answers is as good as they are together. */
  if (rank (&asked) > rank (check) ||
      (rank (&asked) == rank (check) && asked.as_of != COFFRET_INSTANT_NONE &&
       asked.as_of < check->as_of))
    coffret_check_copy (check, &asked);
  coffret_check_clear (&asked);
}

void
coffret_status_check (const CoffretStatusQuestion *question, CoffretCheck *check)
{
  const json_t *document = question->secured->document;
  gsize entries = coffret_json_count (document, "credentialStatus");

  coffret_check_set (check, COFFRET_ANSWER_NOT_APPLICABLE, "no-status", NULL, NULL);
  if (g_strcmp0 (question->secured->format, "presentation") == 0)
    return;
  if (entries > MAX_ENTRIES) {
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "too-complex", NULL, NULL);
    return;
  }
  for (gsize i = 0; i < entries; i++)
    add_entry (question, coffret_json_at (document, "credentialStatus", i), check);
  if (question->secured->token != NULL && coffret_json_get (document, "status") != NULL)
    add_entry (question, coffret_json_get (document, "status"), check);
  if (coffret_status_ob2.knows (question->secured, document))
    add_entry (question, document, check);
}
