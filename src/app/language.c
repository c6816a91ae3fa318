#include "app/language.h"

#include <string.h>

static const struct {
  const char *language; /* ISO 639 */
  const char *name;
} names[] = {
  { "ar", "العربية" },
  { "bn", "বাংলা" },
  { "ca", "Català" },
  { "cr", "ᓀᐦᐃᔭᐍᐏᐣ" },
  { "cs", "Čeština" },
  { "cy", "Cymraeg" },
  { "da", "Dansk" },
  { "de", "Deutsch" },
  { "el", "Ελληνικά" },
  { "en", "English" },
  { "es", "Español" },
  { "et", "Eesti" },
  { "eu", "Euskara" },
  { "fa", "فارسی" },
  { "fi", "Suomi" },
  { "fr", "Français" },
  { "ga", "Gaeilge" },
  { "gu", "ગુજરાતી" },
  { "he", "עברית" },
  { "hi", "हिन्दी" },
  { "hr", "Hrvatski" },
  { "hu", "Magyar" },
  { "is", "Íslenska" },
  { "it", "Italiano" },
  { "iu", "ᐃᓄᒃᑎᑐᑦ" },
  { "ja", "日本語" },
  { "ko", "한국어" },
  { "lt", "Lietuvių" },
  { "lv", "Latviešu" },
  { "mi", "Te reo Māori" },
  { "nb", "Norsk bokmål" },
  { "nl", "Nederlands" },
  { "nn", "Norsk nynorsk" },
  { "no", "Norsk" },
  { "oj", "Anishinaabemowin" },
  { "pa", "ਪੰਜਾਬੀ" },
  { "pl", "Polski" },
  { "pt", "Português" },
  { "ro", "Română" },
  { "ru", "Русский" },
  { "sk", "Slovenčina" },
  { "sl", "Slovenščina" },
  { "so", "Soomaali" },
  { "sr", "Српски" },
  { "sv", "Svenska" },
  { "sw", "Kiswahili" },
  { "ta", "தமிழ்" },
  { "tl", "Tagalog" },
  { "tr", "Türkçe" },
  { "uk", "Українська" },
  { "ur", "اردو" },
  { "vi", "Tiếng Việt" },
  { "zh", "中文" },
};

const char *
coffret_language_name (const char *language)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i].language, language) == 0)
      return names[i].name;
  return language;
}

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
