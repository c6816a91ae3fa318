#include "organise/synonyms.h"

#include <string.h>

#define ARTICLE "\xd8\xa7\xd9\x84" /* Arabic, "al-" */

/* Gathered by hand: the words that this program itself uses for kinds of credentials, in English
 * and in Canadian French; the names under which micro-credentials are known in Ontario and in
 * Québec; and the everyday names of what is most often learned, where the one language's name is of
 * no use to find the other's. A pair is in here only where each is said for the other without a
 * second thought: French "grade" is a degree, but in English it is a mark, so it stands here only
 * with the word behind it that decides. In Arabic the same, for those who learned there and now
 * search in it. All folded, in the singular, without the article. */
static const CoffretSynonyms table[] = {
  { { "microcredential", "micro-credential", "micro credential", "microcertification",
      "micro-certification", "micro certification", "microtitre", "micro-titre", "micro titre",
      "microcertificat", "micro-certificat", "موهل مصغر" },
    COFFRET_KIND_MICRO_CREDENTIAL },
  { { "diploma", "diplome", "دبلوم" }, COFFRET_KIND_DIPLOMA },
  { { "degree", "grade universitaire", "diplome universitaire", "درجه جامعيه" },
    COFFRET_KIND_OTHER },
  { { "bachelor", "bachelor's", "baccalaureate", "baccalaureat", "بكالوريوس" },
    COFFRET_KIND_OTHER },
  { { "master's", "master's degree", "maitrise", "ماجستير" }, COFFRET_KIND_OTHER },
  { { "doctorate", "doctorat", "phd", "ph.d", "دكتوراه" }, COFFRET_KIND_OTHER },
  { { "transcript", "releve de notes", "releve", "كشف درجات", "كشف نقاط" },
    COFFRET_KIND_TRANSCRIPT },
  { { "licence", "license", "permis", "رخصه" }, COFFRET_KIND_LICENCE },
  { { "badge", "insigne", "شاره" }, COFFRET_KIND_BADGE },
  { { "certificate", "certificat", "attestation", "شهاده" }, COFFRET_KIND_CERTIFICATE },
  { { "letter", "lettre", "رساله" }, COFFRET_KIND_LETTER },
  { { "skill", "competence", "competency", "مهاره" }, COFFRET_KIND_OTHER },
  { { "first aid", "premiers soins", "premiers secours", "secourisme", "اسعافات اوليه",
      "اسعافات الاوليه", "اسعاف اولي" },
    COFFRET_KIND_OTHER },
  { { "cpr", "rcr", "cardiopulmonary resuscitation", "reanimation cardiorespiratoire",
      "انعاش قلبي ريوي" },
    COFFRET_KIND_OTHER },
  { { "nurse", "infirmiere", "infirmier", "ممرض", "ممرضه" }, COFFRET_KIND_OTHER },
  { { "nursing", "soins infirmiers", "تمريض" }, COFFRET_KIND_OTHER },
  { { "wound care", "soins des plaies", "soin des plaies", "عنايه بالجروح", "تضميد الجروح" },
    COFFRET_KIND_OTHER },
  { { "mental health", "sante mentale", "صحه نفسيه", "صحه النفسيه" }, COFFRET_KIND_OTHER },
  { { "health and safety", "sante et securite", "صحه وسلامه", "صحه والسلامه" },
    COFFRET_KIND_OTHER },
  { { "whmis", "simdut" }, COFFRET_KIND_OTHER },
  { { "food safety", "food handler", "salubrite alimentaire", "salubrite des aliments",
      "hygiene alimentaire", "سلامه الغذاء" },
    COFFRET_KIND_OTHER },
  { { "teacher", "enseignant", "enseignante", "معلم", "معلمه" }, COFFRET_KIND_OTHER },
  { { "teaching", "enseignement", "تعليم", "تدريس" }, COFFRET_KIND_OTHER },
  { { "early childhood", "petite enfance", "طفوله مبكره", "طفوله المبكره" }, COFFRET_KIND_OTHER },
  { { "course", "cours", "دوره", "مقرر" }, COFFRET_KIND_OTHER },
  { { "training", "formation", "تدريب" }, COFFRET_KIND_OTHER },
  { { "workshop", "atelier", "ورشه" }, COFFRET_KIND_OTHER },
  { { "apprenticeship", "apprentissage", "تلمذه مهنيه" }, COFFRET_KIND_OTHER },
  { { "university", "universite", "جامعه" }, COFFRET_KIND_OTHER },
  { { "accounting", "comptabilite", "محاسبه" }, COFFRET_KIND_OTHER },
  { { "bookkeeping", "tenue de livres", "مسك الدفاتر" }, COFFRET_KIND_OTHER },
  { { "project management", "gestion de projet", "اداره المشاريع" }, COFFRET_KIND_OTHER },
  { { "computer science", "informatique", "علوم الحاسوب", "حاسوب" }, COFFRET_KIND_OTHER },
  { { "programming", "programmation", "برمجه" }, COFFRET_KIND_OTHER },
  { { "cybersecurity", "cybersecurite", "امن سيبراني", "امن السيبراني" }, COFFRET_KIND_OTHER },
  { { "welding", "soudage", "soudure", "لحام" }, COFFRET_KIND_OTHER },
  { { "plumbing", "plomberie", "سباكه" }, COFFRET_KIND_OTHER },
  { { "electricity", "electricite", "كهرباء" }, COFFRET_KIND_OTHER },
  { { "carpentry", "charpenterie", "menuiserie", "نجاره" }, COFFRET_KIND_OTHER },
  { { "driver's licence", "driver's license", "driving licence", "permis de conduire",
      "رخصه قياده" },
    COFFRET_KIND_OTHER },
  { { "volunteer", "volunteering", "benevole", "benevolat", "تطوع", "متطوع" }, COFFRET_KIND_OTHER },
  { { "english", "anglais", "انجليزيه" }, COFFRET_KIND_OTHER },
  { { "french", "francais", "فرنسيه" }, COFFRET_KIND_OTHER },
};

static gboolean
is_letter (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

static gboolean
is_one (const char *words, const char *synonym)
{
  gsize length = strlen (synonym);

  return g_str_has_prefix (words, synonym) &&
         (words[length] == '\0' || (words[length] == 's' && words[length + 1] == '\0'));
}

const CoffretSynonyms *
coffret_synonyms_find (const char *folded)
{
  if (g_str_has_prefix (folded, ARTICLE))
    folded += strlen (ARTICLE);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    for (const char *const *word = table[i].words; *word != NULL; word++)
      if (is_one (folded, *word))
        return &table[i];
  return NULL;
}

/* Whether a word begins at AT in TEXT; the Arabic article is written in one with it. */
static gboolean
is_begin (const char *text, const char *at)
{
  gsize length = strlen (ARTICLE);

  if (at == text || !is_letter (at[-1]))
    return TRUE;
  return (gsize) (at - text) >= length && memcmp (at - length, ARTICLE, length) == 0 &&
         is_begin (text, at - length);
}

/* Whether a word that is looked for may end at END, or a plural's letter behind it. */
static gboolean
is_end (const char *end)
{
  return !is_letter (*end) || ((*end == 's' || *end == 'x') && !is_letter (end[1]));
}

gboolean
coffret_synonyms_has_word (const char *text, const char *word)
{
  gsize length = strlen (word);

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    if (is_begin (text, at) && is_end (at + length))
      return TRUE;
  return FALSE;
}

gboolean
coffret_synonyms_end_in (const char *text, const char *word)
{
  return g_str_has_suffix (text, word) && is_begin (text, text + strlen (text) - strlen (word));
}

gboolean
coffret_synonyms_begin_in (const char *text, const char *word)
{
  return g_str_has_prefix (text, word) && is_end (text + strlen (word));
}

gboolean
coffret_synonyms_are_in (const CoffretSynonyms *synonyms, const char *text)
{
  for (const char *const *word = synonyms->words; *word != NULL; word++)
    if (coffret_synonyms_has_word (text, *word))
      return TRUE;
  return FALSE;
}
