#include "credential-test.h"

static void
test_whole (void)
{
  g_autoptr (GBytes) bytes = credential_test_load ("ob3-fr.json");
  g_autoptr (CoffretItem) item = credential_test_read_one (bytes);
  const CoffretCredential *read = item->credential;
  const CoffretSkill *skill;
  const CoffretResult *result;
  const CoffretEvidence *evidence;
  const CoffretEndorsement *endorsement;
  static const char *const english[] = { "en_CA", "en", "C", NULL };

  g_assert_cmpstr (item->place, ==, "");
  g_assert_cmpstr (item->envelope, ==, "vc2");
  g_assert_cmpuint (strlen (item->digest), ==, 64);
  g_assert_null (item->picture);

  g_assert_cmpstr (read->format, ==, "ob3");
  g_assert_cmpstr (read->proof, ==, "eddsa-rdfc-2022");
  g_assert_cmpint (read->kind, ==, COFFRET_KIND_MICRO_CREDENTIAL);
  g_assert_cmpstr (read->achievement_type, ==, "MicroCredential");
  g_assert_cmpstr (read->id, ==, "urn:uuid:6f2f7c1e-5a52-4c0f-9d4e-0e8a7c1b2d3f");
  credential_test_text (read->title, "Soudage aluminium, niveau 1");
  g_assert_cmpstr (coffret_text_language (read->title, 0), ==, "fr-CA");
  g_assert_cmpstr (coffret_text_best (read->achievement_name, english), ==, "Aluminium welding");
  g_assert_cmpstr (coffret_text_best (read->description, english), ==, "TIG welding of aluminium.");
  g_assert_cmpstr (read->issuer->id, ==, "did:web:collegedubouclier.example");
  credential_test_text (read->issuer->name, "Collège du Bouclier");
  credential_test_text (read->issuer->description, "Un collège inventé.");
  g_assert_cmpstr (read->issuer->url, ==, "https://collegedubouclier.example");
  g_assert_cmpstr (read->issuer->email, ==, "titres@collegedubouclier.example");
  g_assert_cmpstr (read->issuer->image, ==, "https://collegedubouclier.example/logo.png");
  g_assert_cmpstr (read->holder->id, ==, "did:example:odile");
  credential_test_text (read->holder->name, "Odile Tremblay");
  g_assert_cmpstr (read->holder_identity, ==, "odile@courriel.example");
  g_assert_cmpstr (read->image, ==, "https://collegedubouclier.example/insigne.png");
  g_assert_cmpstr (read->language, ==, "fr-CA");

  credential_test_instant (read->awarded, "2026-05-12T13:30:00Z");
  credential_test_instant (read->valid_from, "2026-05-13T00:00:00Z");
  credential_test_instant (read->expires, "2029-05-13T00:00:00Z");

  credential_test_text (read->criteria, "Réussir l’épreuve.");
  g_assert_cmpstr (read->criteria_url, ==, "https://collegedubouclier.example/criteres");
  g_assert_cmpuint (read->outcomes->len, ==, 2);
  credential_test_text (g_ptr_array_index (read->outcomes, 1), "Souder un cordon d’angle");
  g_assert_cmpuint (read->skills->len, ==, 1);
  skill = g_ptr_array_index (read->skills, 0);
  credential_test_text (skill->name, "Souder à l’arc");
  credential_test_text (skill->description, "Assembler des pièces.");
  g_assert_cmpstr (skill->framework, ==, "ESCO");
  g_assert_cmpstr (skill->code, ==, "S7.1");
  g_assert_cmpstr (skill->url, ==, "https://esco.example/s71");
  credential_test_text (read->mode, "En atelier");
  g_assert_cmpstr (read->workload, ==, "PT15H");
  g_assert_cmpfloat (read->workload_hours, ==, 15);
  g_assert_cmpfloat (read->credits, ==, 1.5);
  credential_test_text (read->prerequisites, "Aucun");
  credential_test_text (read->assessment, "Une pièce soudée devant un juge.");
  credential_test_text (read->supervision, "En présence d’un surveillant");
  credential_test_text (read->quality_assurance, "Agréé par l’Ordre");
  credential_test_text (read->stackability, "Compte pour le certificat de soudage");
  g_assert_cmpstr (read->level, ==, "3");
  g_assert_cmpstr (read->grade, ==, "87");

  g_assert_cmpuint (read->results->len, ==, 3);
  result = g_ptr_array_index (read->results, 0);
  credential_test_text (result->name, "Note finale");
  g_assert_cmpstr (result->value, ==, "87");
  result = g_ptr_array_index (read->results, 1);
  g_assert_cmpstr (result->achieved_level, ==, "Autonome");
  result = g_ptr_array_index (read->results, 2);
  g_assert_cmpstr (result->status, ==, "Completed");

  g_assert_cmpuint (read->evidence->len, ==, 2);
  evidence = g_ptr_array_index (read->evidence, 0);
  credential_test_text (evidence->narrative, "Odile a soudé douze pièces.");
  evidence = g_ptr_array_index (read->evidence, 1);
  credential_test_text (evidence->name, "Cordon d’angle");
  g_assert_cmpstr (evidence->url, ==, "https://collegedubouclier.example/preuves/1");
  g_assert_cmpstr (evidence->genre, ==, "Photographie");
  g_assert_cmpstr (evidence->audience, ==, "Enseignants");

  g_assert_cmpuint (read->endorsements->len, ==, 1);
  endorsement = g_ptr_array_index (read->endorsements, 0);
  credential_test_text (endorsement->endorser->name, "Ordre des soudeurs");
  credential_test_text (endorsement->comment, "Répond à notre norme.");
  credential_test_instant (endorsement->made, "2025-01-01T00:00:00Z");
  g_assert_nonnull (read->document);
}

#define BADGE(members)                                                                             \
  "{\"type\": [\"VerifiableCredential\", \"OpenBadgeCredential\"], \"issuer\": \"did:x:1\", "      \
  "\"credentialSubject\": {\"achievement\": {" members "}}}"

static void
test_absent_stays_absent (void)
{
  g_autoptr (GPtrArray) items = credential_test_read (BADGE ("\"name\": \"N\""));
  const CoffretItem *item = g_ptr_array_index (items, 0);
  const CoffretCredential *read = item->credential;

  g_assert_nonnull (read);
  credential_test_text (read->title, "N");
  g_assert_null (read->achievement_name);
  g_assert_cmpint (read->kind, ==, COFFRET_KIND_BADGE);
  g_assert_null (read->proof);
  g_assert_null (read->description);
  g_assert_null (read->issuer->name);
  g_assert_null (read->grade);
  g_assert_null (read->workload);
  g_assert_cmpfloat (read->workload_hours, ==, 0);
  g_assert_cmpfloat (read->credits, ==, 0);
  g_assert_cmpint (read->awarded, ==, COFFRET_INSTANT_NONE);
  g_assert_cmpint (read->expires, ==, COFFRET_INSTANT_NONE);
  g_assert_cmpuint (read->skills->len, ==, 0);
  g_assert_cmpuint (read->parts->len, ==, 0);
}

static void
test_workload (void)
{
  static const struct {
    const char *member;
    const char *written;
    double hours;
  } cases[] = {
    { BADGE ("\"workload\": \"PT15H\""), "PT15H", 15 },
    { BADGE ("\"workload\": \"PT1H30M\""), "PT1H30M", 1.5 },
    { BADGE ("\"workload\": \"PT90M\""), "PT90M", 1.5 },
    { BADGE ("\"workload\": \"P1D\""), "P1D", 0 },
    { BADGE ("\"workload\": \"P1DT2H\""), "P1DT2H", 0 },
    { BADGE ("\"workload\": \"P15H\""), "P15H", 0 },
    { BADGE ("\"workload\": \"PT\""), "PT", 0 },
    { BADGE ("\"workload\": \"PT1M1H\""), "PT1M1H", 0 },
    { BADGE ("\"workload\": \"PT0x10H\""), "PT0x10H", 0 },
    { BADGE ("\"workload\": \"two weeks\""), "two weeks", 0 },
    { BADGE ("\"contactHours\": 40"), "40", 40 },
    { BADGE ("\"contactHours\": \"forty\""), NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) items = credential_test_read (cases[i].member);
    const CoffretItem *item = g_ptr_array_index (items, 0);

    g_assert_cmpstr (item->credential->workload, ==, cases[i].written);
    g_assert_cmpfloat (item->credential->workload_hours, ==, cases[i].hours);
  }
}

/* Nobody loses a credential because of a member that may be left out. */
static void
test_wrong_optional_members (void)
{
  g_autoptr (GPtrArray) items = credential_test_read (BADGE (
    "\"name\": 7, \"description\": [[[[[[[\"x\"]]]]]]], \"criteria\": 1, \"alignment\": \"x\", "
    "\"image\": {\"id\": 3}, \"resultDescription\": [null, 1, {\"id\": 4}], "
    "\"achievementType\": {}, \"endorsement\": [1, \"x\", {}], \"endorsementJwt\": [\"a.b.c\", "
    "1]"));
  const CoffretItem *item = g_ptr_array_index (items, 0);

  g_assert_nonnull (item->credential);
  g_assert_null (item->credential->title);
  g_assert_null (item->credential->description);
  g_assert_cmpuint (item->credential->skills->len, ==, 0);
  g_assert_cmpuint (item->credential->endorsements->len, ==, 1);
}

static void
test_several_grades_are_none (void)
{
  g_autoptr (GPtrArray) items = credential_test_read (
    "{\"type\": [\"VerifiableCredential\", \"AchievementCredential\"], \"issuer\": \"did:x:1\", "
    "\"credentialSubject\": {\"result\": [{\"resultDescription\": \"a\", \"value\": \"A\"}, "
    "{\"resultDescription\": \"a\", \"value\": \"B\"}], \"achievement\": "
    "{\"resultDescription\": {\"id\": \"a\", \"resultType\": \"LetterGrade\"}}}}");
  const CoffretItem *item = g_ptr_array_index (items, 0);

  g_assert_cmpuint (item->credential->results->len, ==, 2);
  g_assert_null (item->credential->grade);
  g_assert_cmpint (item->credential->kind, ==, COFFRET_KIND_OTHER);
}

static void
test_endorsement_token (void)
{
  /* {"iss", "nbf", "vc": {"issuer": {"id", "name": "Léa"}, "credentialSubject":
   * {"endorsementComment": "Bravo"}}} */
  g_autoptr (GPtrArray) items = credential_test_read (
    BADGE ("\"name\": \"N\", \"endorsementJwt\": "
           "\"eyJhbGciOiAiRWREU0EifQ.eyJpc3MiOiAiZGlkOng6bGVhIiwgIm5iZiI6IDE3NjcyMjU2MDAsICJ2Y"
           "yI6IHsiQGNvbnRleHQiOiBbImh0dHBzOi8vd3d3LnczLm9yZy8yMDE4L2NyZWRlbnRpYWxzL3YxIl0sI"
           "CJ0eXBlIjogWyJWZXJpZmlhYmxlQ3JlZGVudGlhbCIsICJFbmRvcnNlbWVudENyZWRlbnRpYWwiXSwgI"
           "mlzc3VlciI6IHsiaWQiOiAiZGlkOng6bGVhIiwgIm5hbWUiOiAiTMOpYSJ9LCAiY3JlZGVudGlhbFN1Y"
           "mplY3QiOiB7ImlkIjogInVybjphIiwgImVuZG9yc2VtZW50Q29tbWVudCI6ICJCcmF2byJ9fX0.AA\""));
  const CoffretItem *item = g_ptr_array_index (items, 0);
  const CoffretEndorsement *endorsement;

  g_assert_cmpuint (item->credential->endorsements->len, ==, 1);
  endorsement = g_ptr_array_index (item->credential->endorsements, 0);
  credential_test_text (endorsement->endorser->name, "Léa");
  credential_test_text (endorsement->comment, "Bravo");
  credential_test_instant (endorsement->made, "2026-01-01T00:00:00Z");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ob3/whole", test_whole);
  g_test_add_func ("/ob3/absent-stays-absent", test_absent_stays_absent);
  g_test_add_func ("/ob3/workload", test_workload);
  g_test_add_func ("/ob3/wrong-optional-members", test_wrong_optional_members);
  g_test_add_func ("/ob3/several-grades-are-none", test_several_grades_are_none);
  g_test_add_func ("/ob3/endorsement-token", test_endorsement_token);
  return g_test_run ();
}
