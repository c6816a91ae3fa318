/* 1EdTech Revocation List Status Method 1.0: a plain list of the ids of what was revoked. */
#include "verify/status.h"

#include <string.h>

#include "base/fold.h"
#include "base/json.h"

#define TYPE "1EdTechRevocationList"
#define MAX_REASON 200

static gboolean
knows (const CoffretSecured *secured, const json_t *entry)
{
  return coffret_json_has (entry, "type", TYPE);
}

static void
look (const CoffretStatusQuestion *question,
      const json_t *entry,
      const json_t *list,
      CoffretFinding *finding)
{
  const char *id = coffret_json_string (question->secured->document, "id");
  const json_t *holder = coffret_json_get (list, "revokedCredential") != NULL
                           ? list
                           : coffret_json_at (list, "credentialSubject", 0);
  gsize count = coffret_json_count (holder, "revokedCredential");

  /* An empty list is one; what has no list at all is none. */
  if (id == NULL || coffret_json_get (holder, "revokedCredential") == NULL) {
    coffret_finding_set (finding, COFFRET_FINDING_UNUSABLE,
                         id == NULL ? "the credential has no id" : "it is no revocation list");
    return;
  }
  for (gsize i = 0; i < count; i++) {
    const json_t *revoked = coffret_json_at (holder, "revokedCredential", i);
    const char *other =
      json_is_string (revoked) ? json_string_value (revoked) : coffret_json_string (revoked, "id");

    if (g_strcmp0 (id, other) == 0 && !json_is_false (coffret_json_get (revoked, "revoked"))) {
      finding->kind = COFFRET_FINDING_REVOKED;
      finding->message =
        coffret_clean (coffret_json_string (revoked, "revocationReason"), MAX_REASON, FALSE);
      return;
    }
  }
  finding->kind = COFFRET_FINDING_CLEAR;
}

static void
ask (const CoffretStatusQuestion *question, const json_t *entry, CoffretCheck *check)
{
  const char *url = coffret_json_string (entry, "id");

  if (url == NULL)
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "status-malformed", NULL, NULL);
  else
    coffret_status_ask_lists (question, entry, url, look, check);
}

const CoffretStatusMethod coffret_status_1edtech = { TYPE, knows, ask };
