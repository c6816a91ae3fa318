/* A whole verdict: the first line is the file, each further one a document, a status list and a
 * registry in turn. Nobody has signed any of it with a key that somebody vouches for, so that
 * nothing may be more than signed; and every report must come back from its JSON. */
#include <string.h>

#include "fuzz.h"
#include "verify/verifier.h"

static CoffretContexts *
get_contexts (void)
{
  static CoffretContexts *contexts;

  if (contexts == NULL)
    contexts = coffret_contexts_new ();
  return contexts;
}

static CoffretGrounds *
make_grounds (const char *const *lines)
{
  CoffretInstant now = coffret_instant_parse ("2030-01-01T00:00:00Z");
  CoffretGrounds *grounds = coffret_grounds_new (get_contexts (), now);

  coffret_grounds_add_identity (grounds, "email", "zoe@college.example");
  for (guint i = 0; lines[i] != NULL && i < 16; i++) {
    g_autoptr (GBytes) bytes = g_bytes_new (lines[i], strlen (lines[i]));

    if (i % 3 == 2)
      coffret_grounds_add_registry (grounds, bytes, NULL, NULL);
    else
      coffret_grounds_add (grounds, i % 3 == 0 ? COFFRET_GROUND_DOCUMENT : COFFRET_GROUND_STATUS,
                           bytes, NULL, now, NULL);
  }
  return grounds;
}

static void
check (const CoffretReport *report)
{
  g_autoptr (json_t) json = coffret_report_to_json (report);
  g_autoptr (CoffretReport) again = coffret_report_from_json (json);
  g_autoptr (json_t) json_again = NULL;
  g_autofree char *sentence = coffret_report_sentence (report);

  g_assert_nonnull (again);
  json_again = coffret_report_to_json (again);
  g_assert_true (json_equal (json, json_again));
  g_assert_cmpint (coffret_verdict_decide (report->checks), ==, report->verdict);
  for (guint i = 0; i < COFFRET_N_CHECKS; i++) {
    g_autofree char *text = coffret_check_sentence ((CoffretCheckId) i, &report->checks[i]);

    g_assert_nonnull (report->checks[i].code);
    g_assert_true (*text != '\0');
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const CoffretLimits limits = { 1 << 20, 4 << 20, 16, 4 };
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 16);
  g_autoptr (CoffretGrounds) grounds = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;

  if (lines[0] == NULL)
    return 0;
  grounds = make_grounds ((const char *const *) lines + 1);
  bytes = g_bytes_new (lines[0], strlen (lines[0]));
  items = coffret_reader_read_all (bytes, "fuzz", &limits, NULL, NULL);
  for (guint i = 0; items != NULL && i < items->len; i++) {
    g_autoptr (CoffretReport) report = coffret_verify_item (g_ptr_array_index (items, i), grounds);

    check (report);
  }
  return 0;
}
