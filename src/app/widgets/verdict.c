#include "app/widgets/verdict.h"

#include <glib/gi18n-lib.h>

#include "verify/verdict.h"

/* The last line is that of credentials without a verdict. */
static const CoffretVerdictLook looks[] = {
  { "verified", "coffret-verified-symbolic", "verdict-good",
    N_ ("It was issued by who it says, nothing in it was changed, and it is in force.") },
  { "unconfirmed", "coffret-unconfirmed-symbolic", "verdict-good",
    N_ ("It was genuine when it was issued. Whether it was withdrawn since could not be "
        "checked.") },
  { "signed", "coffret-signed-symbolic", "verdict-open",
    N_ ("Nothing in it was changed since it was signed. But nobody has vouched for whose signature "
        "it is.") },
  { "unsigned", "coffret-unsigned-symbolic", "verdict-none",
    N_ ("It carries no signature, so nothing in it can be checked. That is usual for scans and for "
        "older badges.") },
  { "unchecked", "coffret-unchecked-symbolic", "verdict-open",
    N_ ("It is signed, but Coffret cannot tell whether the signature is right.") },
  { "invalid", "coffret-invalid-symbolic", "verdict-bad",
    N_ ("The signature does not match what it says, or who it says it is from. Ask the issuer for "
        "a new copy.") },
  { "revoked", "coffret-revoked-symbolic", "verdict-bad",
    N_ ("It was signed, but its issuer has withdrawn it since.") },
  { "suspended", "coffret-suspended-symbolic", "verdict-doubt",
    N_ ("It was signed, but its issuer has suspended it for now.") },
  { "expired", "coffret-expired-symbolic", "verdict-doubt",
    N_ ("It was signed, but it is no longer in force.") },
  { "not-yet-valid", "coffret-not-yet-symbolic", "verdict-doubt",
    N_ ("It was signed, but it only begins to count later.") },
  { "malformed", "coffret-malformed-symbolic", "verdict-bad",
    N_ ("Coffret cannot read it as a credential.") },
  { NULL, "coffret-not-checked-symbolic", "verdict-none",
    N_ ("Coffret keeps this credential as it was received. "
        "It has not looked yet whether it is genuine.") },
};

const CoffretVerdictLook *
coffret_verdict_look (const char *id)
{
  for (gsize i = 0; i + 1 < G_N_ELEMENTS (looks); i++)
    if (g_strcmp0 (looks[i].id, id) == 0)
      return &looks[i];
  return &looks[G_N_ELEMENTS (looks) - 1];
}

const char *
coffret_verdict_word (const char *id)
{
  CoffretVerdict verdict;

  return coffret_verdict_from_id (id, &verdict) ? coffret_verdict_to_word (verdict)
                                                : _ ("Not checked yet");
}

const char *
coffret_verdict_sentence (const char *id)
{
  return _ (coffret_verdict_look (id)->sentence);
}
