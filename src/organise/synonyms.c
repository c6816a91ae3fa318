#include "organise/synonyms.h"

#include <string.h>

/* Gathered by hand: the words that this program itself uses for kinds of credentials, in English
 * and in Canadian French; the names under which micro-credentials are known in Ontario and in
 * Québec; and the everyday names of what is most often learned, where the one language's name is of
 * no use to find the other's. A pair is in here only where each is said for the other without a
 * second thought: French "grade" is a degree, but in English it is a mark, so it stands here only
 * with the word behind it that decides. All folded, in the singular. */
static const CoffretSynonyms table[] = {
  { { "microcredential", "micro-credential", "micro credential", "microcertification",
      "micro-certification", "micro certification", "microtitre", "micro-titre", "micro titre",
      "microcertificat", "micro-certificat" },
    COFFRET_KIND_MICRO_CREDENTIAL },
  { { "diploma", "diplome" }, COFFRET_KIND_DIPLOMA },
  { { "degree", "grade universitaire", "diplome universitaire" }, COFFRET_KIND_OTHER },
  { { "bachelor", "bachelor's", "baccalaureate", "baccalaureat" }, COFFRET_KIND_OTHER },
  { { "master's", "master's degree", "maitrise" }, COFFRET_KIND_OTHER },
  { { "doctorate", "doctorat", "phd", "ph.d" }, COFFRET_KIND_OTHER },
  { { "transcript", "releve de notes", "releve" }, COFFRET_KIND_TRANSCRIPT },
  { { "licence", "license", "permis" }, COFFRET_KIND_LICENCE },
  { { "badge", "insigne" }, COFFRET_KIND_BADGE },
  { { "certificate", "certificat", "attestation" }, COFFRET_KIND_CERTIFICATE },
  { { "letter", "lettre" }, COFFRET_KIND_LETTER },
  { { "skill", "competence", "competency" }, COFFRET_KIND_OTHER },
  { { "first aid", "premiers soins", "premiers secours", "secourisme" }, COFFRET_KIND_OTHER },
  { { "cpr", "rcr", "cardiopulmonary resuscitation", "reanimation cardiorespiratoire" },
    COFFRET_KIND_OTHER },
  { { "nurse", "infirmiere", "infirmier" }, COFFRET_KIND_OTHER },
  { { "nursing", "soins infirmiers" }, COFFRET_KIND_OTHER },
  { { "wound care", "soins des plaies", "soin des plaies" }, COFFRET_KIND_OTHER },
  { { "mental health", "sante mentale" }, COFFRET_KIND_OTHER },
  { { "health and safety", "sante et securite" }, COFFRET_KIND_OTHER },
  { { "whmis", "simdut" }, COFFRET_KIND_OTHER },
  { { "food safety", "food handler", "salubrite alimentaire", "salubrite des aliments",
      "hygiene alimentaire" },
    COFFRET_KIND_OTHER },
  { { "teacher", "enseignant", "enseignante" }, COFFRET_KIND_OTHER },
  { { "teaching", "enseignement" }, COFFRET_KIND_OTHER },
  { { "early childhood", "petite enfance" }, COFFRET_KIND_OTHER },
  { { "course", "cours" }, COFFRET_KIND_OTHER },
  { { "training", "formation" }, COFFRET_KIND_OTHER },
  { { "workshop", "atelier" }, COFFRET_KIND_OTHER },
  { { "apprenticeship", "apprentissage" }, COFFRET_KIND_OTHER },
  { { "university", "universite" }, COFFRET_KIND_OTHER },
  { { "accounting", "comptabilite" }, COFFRET_KIND_OTHER },
  { { "bookkeeping", "tenue de livres" }, COFFRET_KIND_OTHER },
  { { "project management", "gestion de projet" }, COFFRET_KIND_OTHER },
  { { "computer science", "informatique" }, COFFRET_KIND_OTHER },
  { { "programming", "programmation" }, COFFRET_KIND_OTHER },
  { { "cybersecurity", "cybersecurite" }, COFFRET_KIND_OTHER },
  { { "welding", "soudage", "soudure" }, COFFRET_KIND_OTHER },
  { { "plumbing", "plomberie" }, COFFRET_KIND_OTHER },
  { { "electricity", "electricite" }, COFFRET_KIND_OTHER },
  { { "carpentry", "charpenterie", "menuiserie" }, COFFRET_KIND_OTHER },
  { { "driver's licence", "driver's license", "driving licence", "permis de conduire" },
    COFFRET_KIND_OTHER },
  { { "volunteer", "volunteering", "benevole", "benevolat" }, COFFRET_KIND_OTHER },
  { { "english", "anglais" }, COFFRET_KIND_OTHER },
  { { "french", "francais" }, COFFRET_KIND_OTHER },
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
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    for (const char *const *word = table[i].words; *word != NULL; word++)
      if (is_one (folded, *word))
        return &table[i];
  return NULL;
}

gboolean
coffret_synonyms_has_word (const char *text, const char *word)
{
  gsize length = strlen (word);

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word)) {
    const char *end = at + length;

    if ((at == text || !is_letter (at[-1])) &&
        (!is_letter (*end) || ((*end == 's' || *end == 'x') && !is_letter (end[1]))))
      return TRUE;
  }
  return FALSE;
}

gboolean
coffret_synonyms_are_in (const CoffretSynonyms *synonyms, const char *text)
{
  for (const char *const *word = synonyms->words; *word != NULL; word++)
    if (coffret_synonyms_has_word (text, *word))
      return TRUE;
  return FALSE;
}
