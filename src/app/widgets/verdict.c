#include "app/widgets/verdict.h"

#include <glib/gi18n-lib.h>

/* The last line is that of credentials without a verdict. */
static const CoffretVerdictLook looks[] = {
  { NULL, "coffret-not-checked-symbolic", "verdict-none", N_ ("Not checked yet"),
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
  return _ (coffret_verdict_look (id)->word);
}

const char *
coffret_verdict_sentence (const char *id)
{
  return _ (coffret_verdict_look (id)->sentence);
}
