#include "app/widgets/verdict.h"

#include <glib/gi18n-lib.h>

#include "verify/verdict.h"

/* The last line is that of credentials without a verdict. */
static const CoffretVerdictLook looks[] = {
  { "verified", "coffret-verified-symbolic", "verdict-good" },
  { "unconfirmed", "coffret-unconfirmed-symbolic", "verdict-good" },
  { "signed", "coffret-signed-symbolic", "verdict-open" },
  { "unsigned", "coffret-unsigned-symbolic", "verdict-none" },
  { "unchecked", "coffret-unchecked-symbolic", "verdict-open" },
  { "invalid", "coffret-invalid-symbolic", "verdict-bad" },
  { "revoked", "coffret-revoked-symbolic", "verdict-bad" },
  { "suspended", "coffret-suspended-symbolic", "verdict-doubt" },
  { "expired", "coffret-expired-symbolic", "verdict-doubt" },
  { "not-yet-valid", "coffret-not-yet-symbolic", "verdict-doubt" },
  { "malformed", "coffret-malformed-symbolic", "verdict-bad" },
  { NULL, "coffret-not-checked-symbolic", "verdict-none" },
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
  CoffretVerdict verdict;

  return coffret_verdict_from_id (id, &verdict)
           ? coffret_verdict_to_sentence (verdict)
           : _ ("Coffret keeps this credential as it was received. "
                "It has not looked yet whether it is genuine.");
}
