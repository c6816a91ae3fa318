#include "credential-test.h"

#include <string.h>

static void
test_kinds (void)
{
  static const struct {
    const char *type;
    CoffretKind kind;
  } cases[] = {
    { NULL, COFFRET_KIND_OTHER },
    { "", COFFRET_KIND_OTHER },
    { "Achievement", COFFRET_KIND_OTHER },
    { "ApprenticeshipCertificate", COFFRET_KIND_CERTIFICATE },
    { "AssociateDegree", COFFRET_KIND_DIPLOMA },
    { "Badge", COFFRET_KIND_BADGE },
    { "BachelorDegree", COFFRET_KIND_DIPLOMA },
    { "Certificate", COFFRET_KIND_CERTIFICATE },
    { "CertificateOfCompletion", COFFRET_KIND_CERTIFICATE },
    { "Certification", COFFRET_KIND_CERTIFICATION },
    { "Course", COFFRET_KIND_OTHER },
    { "Diploma", COFFRET_KIND_DIPLOMA },
    { "GeneralEducationDevelopment", COFFRET_KIND_DIPLOMA },
    { "License", COFFRET_KIND_LICENCE },
    { "MicroCredential", COFFRET_KIND_MICRO_CREDENTIAL },
    { "ResearchDoctorate", COFFRET_KIND_DIPLOMA },
    { "SecondarySchoolDiploma", COFFRET_KIND_DIPLOMA },
    { "ext:MicroCredential", COFFRET_KIND_MICRO_CREDENTIAL },
    { "UniversityDegreeCredential", COFFRET_KIND_DIPLOMA },
    { "Micro-titre de compétences en soudage", COFFRET_KIND_MICRO_CREDENTIAL },
    { "Microcertification en soudage", COFFRET_KIND_MICRO_CREDENTIAL },
    { "Relevé de notes", COFFRET_KIND_TRANSCRIPT },
    { "Diplôme d’études collégiales", COFFRET_KIND_DIPLOMA },
    { "Lettre de recommandation", COFFRET_KIND_LETTER },
    { "Newsletter", COFFRET_KIND_OTHER },
    { "\xff\xfe", COFFRET_KIND_OTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (coffret_kind_from_achievement_type (cases[i].type), ==, cases[i].kind);
}

static void
test_kind_names (void)
{
  for (CoffretKind kind = COFFRET_KIND_OTHER; kind <= COFFRET_KIND_LETTER; kind++) {
    g_assert_cmpint (coffret_kind_from_id (coffret_kind_to_id (kind)), ==, kind);
    g_assert_cmpuint (strlen (coffret_kind_to_label (kind)), >, 0);
  }
  g_assert_cmpstr (coffret_kind_to_id (COFFRET_KIND_MICRO_CREDENTIAL), ==, "micro-credential");
  g_assert_cmpstr (coffret_kind_to_label (COFFRET_KIND_LICENCE), ==, "Licence");
  g_assert_cmpint (coffret_kind_from_id ("nonsense"), ==, COFFRET_KIND_OTHER);
  g_assert_cmpint (coffret_kind_from_id (NULL), ==, COFFRET_KIND_OTHER);
}

static void
test_new_is_empty (void)
{
  g_autoptr (CoffretCredential) credential = coffret_credential_new ("ob2");
  g_autoptr (CoffretCredential) other = coffret_credential_ref (credential);
  g_autofree char *text = coffret_credential_search_text (credential);

  g_assert_true (other == credential);
  g_assert_cmpstr (credential->format, ==, "ob2");
  g_assert_cmpint (credential->awarded, ==, COFFRET_INSTANT_NONE);
  g_assert_cmpuint (credential->parts->len, ==, 0);
  g_assert_cmpstr (text, ==, "");
}

static void
test_search_text (void)
{
  g_autoptr (GBytes) bytes = credential_test_load ("ob3-fr.json");
  g_autoptr (CoffretItem) item = credential_test_read_one (bytes);
  g_autofree char *text = coffret_credential_search_text (item->credential);
  static const char *const words[] = {
    "soudage aluminium", "aluminium welding", "college du bouclier",
    "odile tremblay",    "souder a l",        "ordre des soudeurs",
    "maitrise",          "en atelier",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) == NULL)
      g_error ("“%s” is not in “%s”", words[i], text);
}

/* A text in one language offers no choice, whatever another is in. */
static void
test_languages (void)
{
  g_autoptr (CoffretCredential) credential = coffret_credential_new ("ob3");
  g_auto (GStrv) none = NULL;
  g_auto (GStrv) some = NULL;
  CoffretSkill *skill = coffret_skill_new ();

  credential->title = coffret_text_new ("en", "Welding");
  credential->description = coffret_text_new ("de", "Schweißen");
  credential->issuer = coffret_profile_new ();
  credential->issuer->description = coffret_text_new ("ar", "مُختلَق للتدريب.");
  coffret_text_add (credential->issuer->description, "es", "Inventado para practicar.");
  none = coffret_credential_languages (credential);
  g_assert_cmpstrv (none, ((const char *const[]) { NULL }));

  skill->name = coffret_text_new ("fr-CA", "Soudage");
  coffret_text_add (skill->name, "FR", "Soudure");
  coffret_text_add (skill->name, "en-CA", "Welding");
  coffret_text_add (skill->name, "", "Weld");
  coffret_text_add (skill->name, "fr", "Souder");
  g_ptr_array_add (credential->skills, skill);
  some = coffret_credential_languages (credential);
  g_assert_cmpstrv (some, ((const char *const[]) { "fr", "en", NULL }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/credential/kinds", test_kinds);
  g_test_add_func ("/credential/kind-names", test_kind_names);
  g_test_add_func ("/credential/new-is-empty", test_new_is_empty);
  g_test_add_func ("/credential/search-text", test_search_text);
  g_test_add_func ("/credential/languages", test_languages);
  return g_test_run ();
}
