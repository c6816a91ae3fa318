/* Open Badges 2.0: a hosted assertion says it of itself, a signed one is looked for in the list
 * that its issuer's profile names. */
#include "verify/status.h"

#include <string.h>

#include "base/fold.h"
#include "base/json.h"
#include "verify/document.h"

#define MAX_REASON 200

static gboolean
knows (const CoffretSecured *secured, const json_t *entry)
{
  return entry == secured->document && g_strcmp0 (secured->format, "ob2") == 0;
}

static gboolean
names (const json_t *revoked, const char *id)
{
  const char *other =
    json_is_string (revoked) ? json_string_value (revoked) : coffret_document_id_of (revoked);

  return id != NULL &&
         (g_strcmp0 (other, id) == 0 || g_strcmp0 (coffret_json_string (revoked, "uid"), id) == 0);
}

static void
look (const CoffretStatusQuestion *question,
      const json_t *entry,
      const json_t *list,
      CoffretFinding *finding)
{
  const char *id = coffret_document_id_of (entry);
  const char *uid = coffret_json_string (entry, "uid");
  gsize count = coffret_json_count (list, "revokedAssertions");

  if (coffret_json_get (list, "revokedAssertions") == NULL || (id == NULL && uid == NULL)) {
    coffret_finding_set (finding, COFFRET_FINDING_UNUSABLE, "it is no revocation list");
    return;
  }
  for (gsize i = 0; i < count; i++) {
    const json_t *revoked = coffret_json_at (list, "revokedAssertions", i);

    if (names (revoked, id) || names (revoked, uid)) {
      finding->kind = COFFRET_FINDING_REVOKED;
      finding->message =
        coffret_clean (coffret_json_string (revoked, "revocationReason"), MAX_REASON, FALSE);
      return;
    }
  }
  finding->kind = COFFRET_FINDING_CLEAR;
}

/* The profile within the badge is as signed as the badge; else the newest that is here. */
static char *
find_list (const CoffretStatusQuestion *question, const json_t *assertion)
{
  const json_t *issuer = coffret_json_at (coffret_json_at (assertion, "badge", 0), "issuer", 0);
  const json_t *list = coffret_json_get (issuer, "revocationList");
  g_autoptr (GPtrArray) profiles = NULL;

  if (list == NULL) {
    profiles =
      coffret_grounds_find (question->grounds, COFFRET_GROUND_DOCUMENT, question->secured->signer);
    if (profiles->len > 0) {
      const CoffretGround *profile = g_ptr_array_index (profiles, 0);

      list = coffret_json_get (profile->json, "revocationList");
    }
  }
  return g_strdup (coffret_document_id_of (list));
}

static gboolean
knows_profile (const CoffretStatusQuestion *question, const json_t *assertion)
{
  const json_t *issuer = coffret_json_at (coffret_json_at (assertion, "badge", 0), "issuer", 0);
  g_autoptr (GPtrArray) profiles =
    coffret_grounds_find (question->grounds, COFFRET_GROUND_DOCUMENT, question->secured->signer);

  return profiles->len > 0 || coffret_json_get (issuer, "name") != NULL;
}

static void
ask (const CoffretStatusQuestion *question, const json_t *entry, CoffretCheck *check)
{
  g_autofree char *url = find_list (question, entry);

  if (json_is_true (coffret_json_get (entry, "revoked"))) {
    g_autofree char *reason =
      coffret_clean (coffret_json_string (entry, "revocationReason"), MAX_REASON, FALSE);

    coffret_check_set (check, COFFRET_ANSWER_NO, "revoked", reason, NULL);
  } else if (url != NULL) {
    coffret_status_ask_lists (question, entry, url, look, check);
  } else if (question->secured->token != NULL && !knows_profile (question, entry)) {
    /* The profile that is not here may name a list. */
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "list-not-given", NULL, NULL);
  } else {
    coffret_check_set (check, COFFRET_ANSWER_NOT_APPLICABLE, "no-status", NULL, NULL);
  }
}

const CoffretStatusMethod coffret_status_ob2 = { "RevocationList", knows, ask };
