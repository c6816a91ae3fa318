/* unicode.h: whether bytes are Unicode, U+0000 included, which g_utf8_validate() refuses. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* BAD (nullable) is set to the first byte that is not. */
static inline gboolean
coffret_is_unicode (const char *text, gsize length, const char **bad)
{
  const char *end = text + length;
  const char *stop;

  while (!g_utf8_validate_len (text, end - text, &stop)) {
    if (*stop != '\0') {
      if (bad != NULL)
        *bad = stop;
      return FALSE;
    }
    text = stop + 1;
  }
  return TRUE;
}

G_END_DECLS
