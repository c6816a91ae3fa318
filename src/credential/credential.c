#include "credential/credential.h"

#include "base/fold.h"
#include "credential/token.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct {
  CoffretKind kind;
  const char *id;
  const char *label;
} kinds[] = {
  { COFFRET_KIND_OTHER, "other", NC_ ("kind of credential", "Other") },
  { COFFRET_KIND_MICRO_CREDENTIAL, "micro-credential",
    NC_ ("kind of credential", "Micro-credential") },
  { COFFRET_KIND_BADGE, "badge", NC_ ("kind of credential", "Badge") },
  { COFFRET_KIND_CERTIFICATE, "certificate", NC_ ("kind of credential", "Certificate") },
  { COFFRET_KIND_CERTIFICATION, "certification", NC_ ("kind of credential", "Certification") },
  { COFFRET_KIND_DIPLOMA, "diploma", NC_ ("kind of credential", "Diploma") },
  { COFFRET_KIND_TRANSCRIPT, "transcript", NC_ ("kind of credential", "Transcript") },
  { COFFRET_KIND_LICENCE, "licence", NC_ ("kind of credential", "Licence") },
  { COFFRET_KIND_LETTER, "letter", NC_ ("kind of credential", "Letter") },
};

/* Whole words, folded, in the order in which they decide. The names of Open Badges 3.0
 * (B.2.1) fall apart into such words; "certification" is no "certificate". */
static const struct {
  const char *words;
  CoffretKind kind;
} kind_words[] = {
  { "micro credential", COFFRET_KIND_MICRO_CREDENTIAL },
  { "microcredential", COFFRET_KIND_MICRO_CREDENTIAL },
  { "micro credentials", COFFRET_KIND_MICRO_CREDENTIAL },
  { "micro titre", COFFRET_KIND_MICRO_CREDENTIAL },
  { "microtitre", COFFRET_KIND_MICRO_CREDENTIAL },
  { "micro certification", COFFRET_KIND_MICRO_CREDENTIAL },
  { "microcertification", COFFRET_KIND_MICRO_CREDENTIAL },
  { "micro certificat", COFFRET_KIND_MICRO_CREDENTIAL },
  { "microcertificat", COFFRET_KIND_MICRO_CREDENTIAL },
  { "transcript", COFFRET_KIND_TRANSCRIPT },
  { "releve de notes", COFFRET_KIND_TRANSCRIPT },
  { "license", COFFRET_KIND_LICENCE },
  { "licence", COFFRET_KIND_LICENCE },
  { "permis", COFFRET_KIND_LICENCE },
  { "certification", COFFRET_KIND_CERTIFICATION },
  { "certificate", COFFRET_KIND_CERTIFICATE },
  { "certificat", COFFRET_KIND_CERTIFICATE },
  { "attestation", COFFRET_KIND_CERTIFICATE },
  { "diploma", COFFRET_KIND_DIPLOMA },
  { "diplome", COFFRET_KIND_DIPLOMA },
  { "degree", COFFRET_KIND_DIPLOMA },
  { "baccalaureat", COFFRET_KIND_DIPLOMA },
  { "doctorate", COFFRET_KIND_DIPLOMA },
  { "doctorat", COFFRET_KIND_DIPLOMA },
  { "general education development", COFFRET_KIND_DIPLOMA },
  { "letter", COFFRET_KIND_LETTER },
  { "lettre", COFFRET_KIND_LETTER },
  { "badge", COFFRET_KIND_BADGE },
  { "insigne", COFFRET_KIND_BADGE },
};

const char *
coffret_kind_to_id (CoffretKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return kinds[i].id;
  return kinds[0].id;
}

CoffretKind
coffret_kind_from_id (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].id, id) == 0)
      return kinds[i].kind;
  return COFFRET_KIND_OTHER;
}

static const char *
find_label (CoffretKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return kinds[i].label;
  return kinds[0].label;
}

const char *
coffret_kind_to_label (CoffretKind kind)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "kind of credential", find_label (kind));
}

const char *
coffret_kind_to_label_in (CoffretKind kind, const CoffretCatalogue *catalogue)
{
  return coffret_catalogue_get_in (catalogue, "kind of credential", find_label (kind));
}

/* "SecondarySchoolDiploma" and "Micro-credential" become " secondary school diploma " and
 * " micro credential ": words between single spaces. */
static char *
split_words (const char *name)
{
  g_autoptr (GString) spaced = g_string_new (NULL);
  g_autofree char *folded = NULL;
  GString *words = g_string_new (" ");

  for (const char *at = name; *at != '\0'; at++) {
    if (at > name && g_ascii_isupper (*at) && g_ascii_islower (at[-1]))
      g_string_append_c (spaced, ' ');
    g_string_append_c (spaced, *at);
  }
  folded = coffret_fold (spaced->str);
  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (g_unichar_isalnum (c))
      g_string_append_unichar (words, c);
    else if (words->str[words->len - 1] != ' ')
      g_string_append_c (words, ' ');
  }
  if (words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');
  return g_string_free (words, FALSE);
}

CoffretKind
coffret_kind_from_achievement_type (const char *achievement_type)
{
  g_autofree char *words = NULL;

  if (achievement_type == NULL || !g_utf8_validate (achievement_type, -1, NULL))
    return COFFRET_KIND_OTHER;

  words = split_words (achievement_type);
  for (gsize i = 0; i < G_N_ELEMENTS (kind_words); i++) {
    const char *found = words;

    while ((found = strstr (found, kind_words[i].words)) != NULL) {
      if (found[-1] == ' ' && found[strlen (kind_words[i].words)] == ' ')
        return kind_words[i].kind;
      found++;
    }
  }
  return COFFRET_KIND_OTHER;
}

CoffretProfile *
coffret_profile_new (void)
{
  return g_new0 (CoffretProfile, 1);
}

void
coffret_profile_free (CoffretProfile *profile)
{
  if (profile == NULL)
    return;
  g_free (profile->id);
  g_clear_pointer (&profile->name, coffret_text_unref);
  g_clear_pointer (&profile->description, coffret_text_unref);
  g_free (profile->url);
  g_free (profile->email);
  g_free (profile->image);
  g_free (profile);
}

static void
skill_free (gpointer data)
{
  CoffretSkill *skill = data;

  g_clear_pointer (&skill->name, coffret_text_unref);
  g_clear_pointer (&skill->description, coffret_text_unref);
  g_free (skill->framework);
  g_free (skill->code);
  g_free (skill->url);
  g_free (skill);
}

static void
result_free (gpointer data)
{
  CoffretResult *result = data;

  g_clear_pointer (&result->name, coffret_text_unref);
  g_free (result->value);
  g_free (result->achieved_level);
  g_free (result->status);
  g_free (result);
}

static void
evidence_free (gpointer data)
{
  CoffretEvidence *evidence = data;

  g_clear_pointer (&evidence->name, coffret_text_unref);
  g_clear_pointer (&evidence->description, coffret_text_unref);
  g_clear_pointer (&evidence->narrative, coffret_text_unref);
  g_free (evidence->genre);
  g_free (evidence->audience);
  g_free (evidence->url);
  g_free (evidence);
}

static void
endorsement_free (gpointer data)
{
  CoffretEndorsement *endorsement = data;

  coffret_profile_free (endorsement->endorser);
  g_clear_pointer (&endorsement->comment, coffret_text_unref);
  g_free (endorsement);
}

CoffretSkill *
coffret_skill_new (void)
{
  return g_new0 (CoffretSkill, 1);
}

CoffretResult *
coffret_result_new (void)
{
  return g_new0 (CoffretResult, 1);
}

CoffretEvidence *
coffret_evidence_new (void)
{
  return g_new0 (CoffretEvidence, 1);
}

CoffretEndorsement *
coffret_endorsement_new (void)
{
  CoffretEndorsement *endorsement = g_new0 (CoffretEndorsement, 1);

  endorsement->made = COFFRET_INSTANT_NONE;
  return endorsement;
}

CoffretCredential *
coffret_credential_new (const char *format)
{
  CoffretCredential *credential = g_atomic_rc_box_new0 (CoffretCredential);

  credential->format = format;
  credential->awarded = COFFRET_INSTANT_NONE;
  credential->valid_from = COFFRET_INSTANT_NONE;
  credential->expires = COFFRET_INSTANT_NONE;
  credential->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_text_unref);
  credential->skills = g_ptr_array_new_with_free_func (skill_free);
  credential->results = g_ptr_array_new_with_free_func (result_free);
  credential->evidence = g_ptr_array_new_with_free_func (evidence_free);
  credential->endorsements = g_ptr_array_new_with_free_func (endorsement_free);
  credential->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_credential_unref);
  return credential;
}

CoffretCredential *
coffret_credential_ref (CoffretCredential *credential)
{
  return g_atomic_rc_box_acquire (credential);
}

static void
credential_clear (gpointer data)
{
  CoffretCredential *credential = data;

  g_free (credential->achievement_type);
  g_free (credential->id);
  g_free (credential->proof);
  g_clear_pointer (&credential->title, coffret_text_unref);
  g_clear_pointer (&credential->achievement_name, coffret_text_unref);
  g_clear_pointer (&credential->description, coffret_text_unref);
  coffret_profile_free (credential->issuer);
  coffret_profile_free (credential->holder);
  g_free (credential->holder_identity);
  g_free (credential->image);
  g_free (credential->language);
  g_clear_pointer (&credential->criteria, coffret_text_unref);
  g_free (credential->criteria_url);
  g_ptr_array_unref (credential->outcomes);
  g_ptr_array_unref (credential->skills);
  g_clear_pointer (&credential->mode, coffret_text_unref);
  g_free (credential->workload);
  g_clear_pointer (&credential->prerequisites, coffret_text_unref);
  g_clear_pointer (&credential->assessment, coffret_text_unref);
  g_clear_pointer (&credential->supervision, coffret_text_unref);
  g_clear_pointer (&credential->quality_assurance, coffret_text_unref);
  g_clear_pointer (&credential->stackability, coffret_text_unref);
  g_free (credential->level);
  g_free (credential->grade);
  g_ptr_array_unref (credential->results);
  g_ptr_array_unref (credential->evidence);
  g_ptr_array_unref (credential->endorsements);
  g_ptr_array_unref (credential->parts);
  g_clear_pointer (&credential->document, json_decref);
  g_clear_pointer (&credential->parsed, coffret_token_unref);
  g_free (credential->token);
}

void
coffret_credential_unref (CoffretCredential *credential)
{
  g_atomic_rc_box_release_full (credential, credential_clear);
}
