#include "app/language.h"

#include <string.h>

guint
coffret_language_of_reader (const char *const *languages, const char *const *reader)
{
  for (; *reader; reader++) {
    gsize length = strcspn (*reader, "-_.@");

    for (guint i = 0; languages[i]; i++)
      if (strlen (languages[i]) == length &&
          g_ascii_strncasecmp (languages[i], *reader, length) == 0)
        return i;
  }
  return 0;
}
