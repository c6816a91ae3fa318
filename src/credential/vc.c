/* Any other W3C verifiable credential. Its subject is free: what is read are the names that
 * most issuers use, and what its types say. */
#include "credential/json-fields.h"
#include "credential/summary-terms.h"
#include "credential/vc-document.h"

#include <string.h>

#define MAX_TYPES 16

static gboolean
knows (const CoffretSource *source)
{
  return coffret_vc_is_credential (source->json);
}

static gboolean
read_vc (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  return coffret_vc_read_document (source, reading, source->json, NULL, NULL, NULL, error);
}

const CoffretFormat coffret_format_vc = {
  .id = "vc",
  .knows = knows,
  .read = read_vc,
};

/* The types beside VerifiableCredential, borrowed, NULL-terminated. */
static void
list_types (const json_t *json, const char *types[static MAX_TYPES + 1])
{
  const char *key = coffret_json_get (json, "type") == NULL ? "@type" : "type";
  gsize count = coffret_json_count (json, key);
  gsize found = 0;

  for (gsize i = 0; i < count && found < MAX_TYPES; i++) {
    const char *type = json_string_value (coffret_json_at (json, key, i));

    if (type != NULL && !g_str_equal (type, "VerifiableCredential"))
      types[found++] = type;
  }
  types[found] = NULL;
}

/* "UniversityDegreeCredential" or its IRI becomes "University Degree Credential". */
static CoffretText *
title_from_type (const char *type)
{
  const char *name = type + strlen (type);
  g_autoptr (GString) words = g_string_new (NULL);

  while (name > type && name[-1] != '#' && name[-1] != '/' && name[-1] != ':')
    name--;
  for (const char *at = name; *at != '\0'; at++) {
    if (at > name && g_ascii_isupper (*at) && (g_ascii_islower (at[-1]) || g_ascii_islower (at[1])))
      g_string_append_c (words, ' ');
    g_string_append_c (words, *at);
  }
  if (words->len == 0)
    return NULL;
  {
    g_autoptr (json_t) value = json_string (words->str);

    return coffret_field_title_value (value, NULL);
  }
}

static void
read_kind (CoffretCredential *credential, const char *const *types)
{
  if (credential->kind != COFFRET_KIND_OTHER)
    return;
  for (gsize i = 0; types[i] != NULL; i++) {
    CoffretKind kind = coffret_kind_from_achievement_type (types[i]);

    if (kind != COFFRET_KIND_OTHER) {
      credential->kind = kind;
      return;
    }
  }
}

static void
read_title (CoffretCredential *credential,
            const json_t *subject,
            const char *const *types,
            const char *language)
{
  static const char *const members[] = { "degree", "qualification", "course",  "certificate",
                                         "award",  "license",       "licence", "membership" };

  for (gsize i = 0; i < G_N_ELEMENTS (members) && credential->title == NULL; i++) {
    const json_t *value = coffret_json_at (subject, members[i], 0);

    credential->title = json_is_object (value) ? coffret_field_title (value, "name", language)
                                               : coffret_field_title_value (value, language);
    coffret_terms_read (credential, json_is_object (value) ? value : NULL, language);
  }
  /* The most special type stands last by custom. */
  for (gsize i = g_strv_length ((char **) types); i > 0 && credential->title == NULL; i--)
    credential->title = title_from_type (types[i - 1]);
}

/* The European Learning Model: what the subject claims to have achieved, and what that is
 * specified by. Of several claims none is the credential's own. */
static void
read_elm (CoffretCredential *credential,
          const json_t *json,
          const json_t *subject,
          const char *language)
{
  const json_t *claim = coffret_json_at (subject, "hasClaim", 0);
  const json_t *specification = coffret_json_at (claim, "specifiedBy", 0);
  const json_t *display = coffret_json_at (json, "displayParameter", 0);

  if (credential->title == NULL)
    credential->title = coffret_field_title (display, "title", language);
  if (credential->description == NULL)
    credential->description = coffret_field_text (display, "description", language);
  if (coffret_json_count (subject, "hasClaim") != 1)
    return;

  if (credential->title == NULL)
    credential->title = coffret_field_title (claim, "title", language);
  if (credential->description == NULL)
    credential->description = coffret_field_text (claim, "description", language);
  coffret_terms_read (credential, claim, language);
  coffret_terms_read (credential, specification, language);
  if (credential->credits <= 0)
    credential->credits =
      coffret_field_number (coffret_json_at (specification, "creditPoint", 0), "point");
}

void
coffret_vc_read_subject (CoffretCredential *credential, json_t *json)
{
  const json_t *subject = coffret_vc_get_subject (json);
  const char *language = coffret_vc_get_language (json);
  const char *types[MAX_TYPES + 1];

  list_types (json, types);
  if (coffret_json_get (subject, "achievement") != NULL ||
      coffret_json_get (subject, "hasCredential") != NULL)
    coffret_ob3_read_subject (credential, json);
  else
    coffret_terms_read (credential, subject, language);

  if (credential->language == NULL)
    credential->language = g_strdup (language);
  if (credential->description == NULL)
    credential->description = coffret_field_text (subject, "endorsementComment", language);
  read_kind (credential, types);
  read_elm (credential, json, subject, language);
  read_title (credential, subject, types, language);
}
