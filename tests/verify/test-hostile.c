/* Whether anything can be made to look genuine that is not. */
#include "verify/hostile.h"

#define ADD(name, function)                                                                        \
  g_test_add ("/hostile/" name, Hostile, NULL, hostile_set_up, function, hostile_tear_down)

static void
test_all (void)
{
  hostile_conclude (200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("proofs", hostile_proofs);
  ADD ("edits", hostile_edits);
  ADD ("carriers", hostile_carriers);
  ADD ("keys", hostile_keys);
  ADD ("tokens", hostile_tokens);
  ADD ("token-texts", hostile_token_texts);
  ADD ("disclosures", hostile_disclosures);
  ADD ("status", hostile_status);
  ADD ("words", hostile_words);
  g_test_add_func ("/hostile/all", test_all);
  return g_test_run ();
}
