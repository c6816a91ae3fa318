#include "base/languages.h"

#include <string.h>

#include "base/fold.h"

static const struct {
  const char *language; /* ISO 639 */
  const char *name;
  const char *others; /* in English and in French, folded */
} names[] = {
  { "ar", "العربية", "arabic arabe" },
  { "bn", "বাংলা", "bengali" },
  { "ca", "Català", "catalan" },
  { "cr", "ᓀᐦᐃᔭᐍᐏᐣ", "cree cri" },
  { "cs", "Čeština", "czech tcheque" },
  { "cy", "Cymraeg", "welsh gallois" },
  { "da", "Dansk", "danish danois" },
  { "de", "Deutsch", "german allemand" },
  { "el", "Ελληνικά", "greek grec" },
  { "en", "English", "english anglais" },
  { "es", "Español", "spanish espagnol" },
  { "et", "Eesti", "estonian estonien" },
  { "eu", "Euskara", "basque" },
  { "fa", "فارسی", "persian persan farsi" },
  { "fi", "Suomi", "finnish finnois" },
  { "fr", "Français", "french francais" },
  { "ga", "Gaeilge", "irish irlandais" },
  { "gu", "ગુજરાતી", "gujarati" },
  { "he", "עברית", "hebrew hebreu" },
  { "hi", "हिन्दी", "hindi" },
  { "hr", "Hrvatski", "croatian croate" },
  { "hu", "Magyar", "hungarian hongrois" },
  { "is", "Íslenska", "icelandic islandais" },
  { "it", "Italiano", "italian italien" },
  { "iu", "ᐃᓄᒃᑎᑐᑦ", "inuktitut" },
  { "ja", "日本語", "japanese japonais" },
  { "ko", "한국어", "korean coreen" },
  { "lt", "Lietuvių", "lithuanian lituanien" },
  { "lv", "Latviešu", "latvian letton" },
  { "mi", "Te reo Māori", "maori" },
  { "nb", "Norsk bokmål", "norwegian norvegien" },
  { "nl", "Nederlands", "dutch neerlandais" },
  { "nn", "Norsk nynorsk", "norwegian norvegien" },
  { "no", "Norsk", "norwegian norvegien" },
  { "oj", "Anishinaabemowin", "ojibwe" },
  { "pa", "ਪੰਜਾਬੀ", "punjabi pendjabi" },
  { "pl", "Polski", "polish polonais" },
  { "pt", "Português", "portuguese portugais" },
  { "ro", "Română", "romanian roumain" },
  { "ru", "Русский", "russian russe" },
  { "sk", "Slovenčina", "slovak slovaque" },
  { "sl", "Slovenščina", "slovenian slovene" },
  { "so", "Soomaali", "somali" },
  { "sr", "Српски", "serbian serbe" },
  { "sv", "Svenska", "swedish suedois" },
  { "sw", "Kiswahili", "swahili" },
  { "ta", "தமிழ்", "tamil tamoul" },
  { "tl", "Tagalog", "tagalog filipino" },
  { "tr", "Türkçe", "turkish turc" },
  { "uk", "Українська", "ukrainian ukrainien" },
  { "ur", "اردو", "urdu ourdou" },
  { "vi", "Tiếng Việt", "vietnamese vietnamien" },
  { "zh", "中文", "chinese chinois" },
};

const char *
coffret_language_name (const char *language)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i].language, language) == 0)
      return names[i].name;
  return language;
}

static gboolean
begins_one (const char *words, const char *word)
{
  for (; words != NULL; words = strchr (words, ' ')) {
    words += *words == ' ';
    if (g_str_has_prefix (words, word))
      return TRUE;
  }
  return FALSE;
}

gboolean
coffret_language_is_called (const char *language, const char *word)
{
  gsize length = strcspn (language, "-_");

  if (*word == '\0')
    return FALSE;
  if (g_ascii_strcasecmp (language, word) == 0 ||
      (strlen (word) == length && g_ascii_strncasecmp (language, word, length) == 0))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *own = NULL;

    if (strlen (names[i].language) != length ||
        g_ascii_strncasecmp (names[i].language, language, length) != 0)
      continue;
    own = coffret_fold (names[i].name);
    /* Two letters are a tag: no name of one begins with another's. */
    return g_utf8_strlen (word, -1) > 2 &&
           (begins_one (names[i].others, word) || begins_one (own, word));
  }
  return FALSE;
}
