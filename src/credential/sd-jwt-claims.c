#include "credential/sd-jwt-claims.h"

#include <string.h>

#include "base/base64.h"
#include "base/json.h"
#include "credential/json-fields.h"

/* SD-JWT VC section 6.3.5: type metadata that travels in the header, base64url. */
static json_t *
find_type_metadata (const json_t *header, const char *vct)
{
  for (gsize i = 0; i < coffret_field_count (header, "vctm"); i++) {
    const char *encoded = json_string_value (coffret_json_at (header, "vctm", i));
    g_autoptr (GBytes) bytes =
      encoded == NULL ? NULL : coffret_base64url_decode (encoded, strlen (encoded));
    gsize length = 0;
    const char *data = bytes == NULL ? NULL : g_bytes_get_data (bytes, &length);
    g_autoptr (json_t) metadata =
      data == NULL ? NULL : coffret_json_parse (data, length, NULL, NULL);

    if (g_strcmp0 (coffret_json_string (metadata, "vct"), vct) == 0)
      return g_steal_pointer (&metadata);
  }
  return NULL;
}

/* "display" has one entry for each language (section 8); early drafts called it "lang". */
static CoffretText *
read_displayed_name (const json_t *metadata)
{
  CoffretText *text = NULL;

  for (gsize i = 0; i < coffret_field_count (metadata, "display"); i++) {
    const json_t *display = coffret_json_at (metadata, "display", i);
    const char *language = coffret_json_string (display, "locale");
    g_autofree char *name = coffret_field_string (display, "name");

    if (name == NULL)
      continue;
    if (language == NULL)
      language = coffret_json_string (display, "lang");
    if (text == NULL)
      text = coffret_text_new (language == NULL ? "" : language, name);
    else
      coffret_text_add (text, language == NULL ? "" : language, name);
  }
  return text != NULL ? text : coffret_field_title (metadata, "name", NULL);
}

/* The last segment of a URL or URN that has a letter in it: "urn:eu:learning:credential:1"
 * is about a credential, not about "1". */
static char *
dup_type_words (const char *vct)
{
  g_auto (GStrv) segments = g_strsplit_set (vct, "/:#?", -1);
  g_autoptr (json_t) holder = json_object ();

  for (guint i = g_strv_length (segments); i > 0; i--) {
    char *segment = segments[i - 1];

    for (const char *at = segment; *at != '\0'; at++) {
      /* "v1" says no more than "1" does. */
      if (!g_ascii_isalpha (*at) || (at == segment && (*at == 'v') && g_ascii_isdigit (at[1])))
        continue;
      g_strdelimit (segment, "_-", ' ');
      json_object_set_new (holder, "type", json_string (segment));
      return coffret_field_string (holder, "type");
    }
  }
  json_object_set_new (holder, "type", json_string (vct));
  return coffret_field_string (holder, "type");
}

static gboolean
is_about_a_person (const json_t *claims)
{
  static const char *const personal[] = { "given_name", "family_name", "birthdate", "email" };

  for (guint i = 0; i < G_N_ELEMENTS (personal); i++) {
    if (coffret_json_get (claims, personal[i]) != NULL)
      return TRUE;
  }
  return FALSE;
}

static CoffretText *
read_title (const json_t *claims, const json_t *header, const char *vct)
{
  static const char *const titles[] = { "title", "achievement_title", "credential_name" };
  g_autoptr (json_t) metadata = NULL;
  g_autofree char *words = NULL;
  CoffretText *title = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (titles) && title == NULL; i++)
    title = coffret_field_title (claims, titles[i], NULL);
  /* In OpenID Connect "name" is a person's. */
  if (title == NULL && !is_about_a_person (claims))
    title = coffret_field_title (claims, "name", NULL);
  if (title != NULL)
    return title;

  metadata = find_type_metadata (header, vct);
  title = read_displayed_name (metadata);
  if (title != NULL)
    return title;
  words = dup_type_words (vct);
  return words == NULL ? NULL : coffret_text_new ("", words);
}

static CoffretProfile *
read_holder (const json_t *claims)
{
  g_autofree char *given = coffret_field_string (claims, "given_name");
  g_autofree char *family = coffret_field_string (claims, "family_name");
  g_autofree char *whole = NULL;
  CoffretProfile *holder = coffret_profile_new ();

  holder->id = coffret_field_link (claims, "sub");
  holder->email = coffret_field_string (claims, "email");
  if (given != NULL && family != NULL)
    whole = g_strdup_printf ("%s %s", given, family);
  else if (given != NULL || family != NULL)
    whole = g_strdup (given != NULL ? given : family);
  else if (is_about_a_person (claims))
    whole = coffret_field_string (claims, "name");
  if (whole != NULL)
    holder->name = coffret_text_new ("", whole);

  if (holder->id == NULL && holder->email == NULL && holder->name == NULL)
    g_clear_pointer (&holder, coffret_profile_free);
  return holder;
}

static CoffretProfile *
read_issuer (const json_t *claims)
{
  CoffretProfile *issuer = coffret_profile_new ();

  issuer->id = coffret_field_link (claims, "iss");
  issuer->name = coffret_field_title (claims, "issuer_name", NULL);
  if (issuer->name == NULL)
    issuer->name = coffret_field_title (claims, "issuing_authority", NULL);
  return issuer;
}

static CoffretInstant
read_instant (const json_t *claims, const char *first, const char *second)
{
  CoffretInstant instant = coffret_field_instant (claims, first);

  return instant != COFFRET_INSTANT_NONE ? instant : coffret_field_instant (claims, second);
}

static void
read_outcomes (CoffretCredential *credential, const json_t *claims)
{
  for (gsize i = 0; i < coffret_field_count (claims, "learning_outcomes"); i++) {
    CoffretText *outcome =
      coffret_field_title_value (coffret_json_at (claims, "learning_outcomes", i), NULL);

    if (outcome != NULL)
      g_ptr_array_add (credential->outcomes, outcome);
  }
}

CoffretCredential *
coffret_sd_jwt_claims_read (json_t *claims, const json_t *header, const char *algorithm)
{
  CoffretCredential *credential = coffret_credential_new ("sd-jwt-vc");

  credential->proof = g_strdup (algorithm);
  credential->id = coffret_field_link (claims, "jti");
  credential->title = read_title (claims, header, coffret_json_string (claims, "vct"));
  credential->achievement_type = coffret_field_string (claims, "vct");
  credential->kind =
    coffret_kind_from_achievement_type (coffret_text_best (credential->title, NULL));
  credential->description = coffret_field_text (claims, "achievement_description", NULL);
  if (credential->description == NULL)
    credential->description = coffret_field_text (claims, "description", NULL);
  credential->issuer = read_issuer (claims);
  credential->holder = read_holder (claims);
  credential->awarded = read_instant (claims, "date_of_issuance", "issuance_date");
  if (credential->awarded == COFFRET_INSTANT_NONE)
    credential->awarded = coffret_field_instant (claims, "iat");
  credential->valid_from = coffret_field_instant (claims, "nbf");
  credential->expires = read_instant (claims, "exp", "expiry_date");
  credential->grade = coffret_field_string (claims, "assessment_grade");
  credential->level = coffret_field_string (claims, "level");
  read_outcomes (credential, claims);
  credential->document = json_incref (claims);
  return credential;
}
