/* Texts and dates: what is shown must be safe to show, and what is written must be
 * read back as it was. */
#include <string.h>

#include "base/fold.h"
#include "base/instant.h"
#include "credential/text.h"
#include "fuzz.h"

static void
check_date (const char *text)
{
  CoffretInstant instant = coffret_instant_parse (text);
  g_autofree char *written = coffret_instant_to_rfc3339 (instant);

  g_assert ((instant == COFFRET_INSTANT_NONE) == (written == NULL));
  /* Fractions of a second are not written. */
  if (written != NULL)
    g_assert (ABS (coffret_instant_parse (written) - instant) < G_USEC_PER_SEC);
}

static void
check_text (const char *data, gsize size)
{
  g_autoptr (json_t) json = coffret_json_parse (data, size, NULL, NULL);
  g_autoptr (CoffretText) text = json == NULL ? NULL : coffret_text_new_from_json (json, "en");
  g_autoptr (CoffretText) again = NULL;
  g_autoptr (json_t) written = NULL;

  if (text == NULL)
    return;
  g_assert (coffret_text_count (text) > 0);
  written = coffret_text_to_json (text);
  again = coffret_text_new_from_json (written, NULL);
  g_assert (again != NULL && coffret_text_count (again) == coffret_text_count (text));
  for (guint i = 0; i < coffret_text_count (text); i++) {
    g_assert (g_utf8_validate (coffret_text_value (text, i), -1, NULL));
    g_assert (g_strcmp0 (coffret_text_value (text, i), coffret_text_value (again, i)) == 0);
    g_assert (g_strcmp0 (coffret_text_language (text, i), coffret_text_language (again, i)) == 0);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *folded = coffret_fold (text);
  g_autofree char *clean = coffret_clean (text, 100, FALSE);
  g_autofree char *cleaner = coffret_clean (clean, 100, FALSE);

  g_assert (g_utf8_validate (folded, -1, NULL));
  g_assert (g_utf8_validate (clean, -1, NULL) && strpbrk (clean, "\n\r\t\x1b") == NULL);
  g_assert (g_strcmp0 (clean, cleaner) == 0);
  check_date (text);
  check_text ((const char *) data, size);
  return 0;
}
