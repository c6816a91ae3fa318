#include "verify/verdict.h"

#include <glib/gi18n-lib.h>

static const char *const ids[] = {
  [COFFRET_VERDICT_MALFORMED] = "malformed", [COFFRET_VERDICT_UNSIGNED] = "unsigned",
  [COFFRET_VERDICT_INVALID] = "invalid",     [COFFRET_VERDICT_UNCHECKED] = "unchecked",
  [COFFRET_VERDICT_REVOKED] = "revoked",     [COFFRET_VERDICT_SUSPENDED] = "suspended",
  [COFFRET_VERDICT_EXPIRED] = "expired",     [COFFRET_VERDICT_NOT_YET_VALID] = "not-yet-valid",
  [COFFRET_VERDICT_SIGNED] = "signed",       [COFFRET_VERDICT_UNCONFIRMED] = "unconfirmed",
  [COFFRET_VERDICT_VERIFIED] = "verified",
};

static const char *const words[] = {
  [COFFRET_VERDICT_VERIFIED] = N_ ("Verified"),
  [COFFRET_VERDICT_UNCONFIRMED] = N_ ("Genuine when issued"),
  [COFFRET_VERDICT_SIGNED] = N_ ("Signed, issuer unknown"),
  [COFFRET_VERDICT_UNSIGNED] = N_ ("No signature"),
  [COFFRET_VERDICT_UNCHECKED] = N_ ("Could not be checked"),
  [COFFRET_VERDICT_INVALID] = N_ ("Does not match"),
  [COFFRET_VERDICT_REVOKED] = N_ ("Withdrawn"),
  [COFFRET_VERDICT_SUSPENDED] = N_ ("Suspended"),
  [COFFRET_VERDICT_EXPIRED] = N_ ("Expired"),
  [COFFRET_VERDICT_NOT_YET_VALID] = N_ ("Not yet in force"),
  [COFFRET_VERDICT_MALFORMED] = N_ ("Cannot be read"),
};

static const char *const sentences[] = {
  [COFFRET_VERDICT_VERIFIED] =
    N_ ("It was issued by who it says, nothing in it was changed, and it is in force."),
  [COFFRET_VERDICT_UNCONFIRMED] =
    N_ ("It was genuine when it was issued. Whether it was withdrawn since could not be "
        "checked."),
  [COFFRET_VERDICT_SIGNED] =
    N_ ("Nothing in it was changed since it was signed. But nobody has vouched for whose signature "
        "it is."),
  [COFFRET_VERDICT_UNSIGNED] =
    N_ ("It carries no signature, so nothing in it can be checked. That is usual for scans and for "
        "older badges."),
  [COFFRET_VERDICT_UNCHECKED] =
    N_ ("It is signed, but Coffret cannot tell whether the signature is right."),
  [COFFRET_VERDICT_INVALID] =
    N_ ("The signature does not match what it says, or who it says it is from. Ask the issuer for "
        "a new copy."),
  [COFFRET_VERDICT_REVOKED] = N_ ("It was signed, but its issuer has withdrawn it since."),
  [COFFRET_VERDICT_SUSPENDED] = N_ ("It was signed, but its issuer has suspended it for now."),
  [COFFRET_VERDICT_EXPIRED] = N_ ("It was signed, but it is no longer in force."),
  [COFFRET_VERDICT_NOT_YET_VALID] = N_ ("It was signed, but it only begins to count later."),
  [COFFRET_VERDICT_MALFORMED] = N_ ("Coffret cannot read it as a credential."),
};

/* The rows in their order. What is not applicable counts as yes, but not in the
 * proof: that there is none is a verdict of its own. */
CoffretVerdict
coffret_verdict_decide (const CoffretCheck *checks)
{
  CoffretAnswer proof = checks[COFFRET_CHECK_PROOF].answer;
  CoffretAnswer coverage = checks[COFFRET_CHECK_COVERAGE].answer;
  CoffretAnswer binding = checks[COFFRET_CHECK_BINDING].answer;
  CoffretAnswer dates = checks[COFFRET_CHECK_DATES].answer;
  CoffretAnswer status = checks[COFFRET_CHECK_STATUS].answer;

  if (checks[COFFRET_CHECK_FORMAT].answer == COFFRET_ANSWER_NO)
    return COFFRET_VERDICT_MALFORMED;
  if (proof == COFFRET_ANSWER_NOT_APPLICABLE)
    return COFFRET_VERDICT_UNSIGNED;
  if (proof == COFFRET_ANSWER_NO || binding == COFFRET_ANSWER_NO)
    return COFFRET_VERDICT_INVALID;
  if (proof == COFFRET_ANSWER_UNKNOWN || binding == COFFRET_ANSWER_UNKNOWN ||
      coverage != COFFRET_ANSWER_YES)
    return COFFRET_VERDICT_UNCHECKED;
  if (status == COFFRET_ANSWER_NO)
    return g_strcmp0 (checks[COFFRET_CHECK_STATUS].code, "suspended") == 0
             ? COFFRET_VERDICT_SUSPENDED
             : COFFRET_VERDICT_REVOKED;
  if (dates == COFFRET_ANSWER_NO)
    return g_strcmp0 (checks[COFFRET_CHECK_DATES].code, "not-yet-valid") == 0
             ? COFFRET_VERDICT_NOT_YET_VALID
             : COFFRET_VERDICT_EXPIRED;
  if (checks[COFFRET_CHECK_ISSUER].answer != COFFRET_ANSWER_YES)
    return COFFRET_VERDICT_SIGNED;
  if (status == COFFRET_ANSWER_UNKNOWN || dates == COFFRET_ANSWER_UNKNOWN)
    return COFFRET_VERDICT_UNCONFIRMED;
  return COFFRET_VERDICT_VERIFIED;
}

const char *
coffret_verdict_to_id (CoffretVerdict verdict)
{
  return ids[verdict];
}

const char *
coffret_verdict_to_word (CoffretVerdict verdict)
{
  return _ (words[verdict]);
}

const char *
coffret_verdict_to_sentence (CoffretVerdict verdict)
{
  return _ (sentences[verdict]);
}

gboolean
coffret_verdict_from_id (const char *id, CoffretVerdict *verdict)
{
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    if (g_strcmp0 (ids[i], id) == 0) {
      *verdict = (CoffretVerdict) i;
      return TRUE;
    }
  }
  return FALSE;
}
