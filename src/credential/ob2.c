#include "credential/ob2.h"

#include "credential/json-fields.h"
#include "credential/summary-terms.h"
#include "credential/vc-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
coffret_ob2_is_assertion (const json_t *json)
{
  if (!json_is_object (json))
    return FALSE;
  /* Open Badges 0.5 and 1.0 have no types. */
  return coffret_field_has_type (json, "Assertion") ||
         (coffret_json_get (json, "badge") != NULL && coffret_json_get (json, "recipient") != NULL);
}

static gboolean
is_companion (const json_t *json)
{
  static const char *const types[] = { "BadgeClass", "Issuer",           "Profile",
                                       "IssuerOrg",  "CryptographicKey", "RevocationList",
                                       "Endorsement" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (coffret_field_has_type (json, types[i]))
      return TRUE;
  return FALSE;
}

/* An array, or an object's "@graph", that holds an assertion. Borrowed, nullable. */
static json_t *
get_graph (const json_t *json)
{
  json_t *graph = json_is_array (json) ? (json_t *) json : coffret_json_array (json, "@graph");
  gsize index;
  json_t *member;

  json_array_foreach (graph, index, member)
    if (coffret_ob2_is_assertion (member))
      return graph;
  return NULL;
}

/* An assertion that stands in a document beside what it names. Borrowed, nullable. */
static json_t *
get_set_apart (const json_t *json)
{
  json_t *assertion = coffret_json_object (json, "assertion");

  return coffret_ob2_is_assertion (assertion) ? assertion : NULL;
}

static gboolean
knows (const CoffretSource *source)
{
  return coffret_ob2_is_assertion (source->json) || get_graph (source->json) != NULL ||
         get_set_apart (source->json) != NULL;
}

static void
index_member (GHashTable *index, json_t *member)
{
  const char *id = coffret_json_string (member, "id");

  if (id == NULL)
    id = coffret_json_string (member, "@id");
  if (id != NULL && !coffret_ob2_is_assertion (member))
    g_hash_table_insert (index, (gpointer) id, member);
}

/* A link, or an object that is no more than one. Borrowed. */
static const char *
get_reference (const json_t *value)
{
  const char *id;

  if (json_is_string (value))
    return json_string_value (value);
  if (!json_is_object (value) || coffret_json_get (value, "name") != NULL)
    return NULL;
  id = coffret_json_string (value, "id");
  return id != NULL ? id : coffret_json_string (value, "@id");
}

/* OBJECT with what KEY names put in its place: from INDEX by its id, else ALONE, which stands in
 * the document for it and has no id. A new reference. */
static json_t *
embed (json_t *object, const char *key, GHashTable *index, json_t *alone)
{
  const char *id = get_reference (coffret_json_at (object, key, 0));
  json_t *found = id != NULL ? g_hash_table_lookup (index, id) : NULL;
  json_t *whole;

  if (found == NULL && (id != NULL || coffret_json_get (object, key) == NULL) && alone != NULL &&
      coffret_json_get (alone, "id") == NULL)
    found = alone;
  if (found == NULL)
    return json_incref (object);
  whole = json_copy (object);
  json_object_set (whole, key, found);
  return whole;
}

static json_t *
assemble (json_t *assertion, GHashTable *index, json_t *alone_class, json_t *alone_issuer)
{
  json_t *whole = embed (assertion, "badge", index, alone_class);
  json_t *class = coffret_json_at (whole, "badge", 0);
  g_autoptr (json_t) class_whole = NULL;

  if (!json_is_object (class))
    return whole;
  class_whole = embed (class, "issuer", index, alone_issuer);
  if (class_whole != class) {
    if (whole == assertion) {
      json_decref (whole);
      whole = json_copy (assertion);
    }
    json_object_set (whole, "badge", class_whole);
  }
  return whole;
}

static const char *
get_language (const json_t *object, const char *outer)
{
  const char *language = coffret_json_string (object, "@language");

  if (language == NULL)
    language = coffret_vc_get_language (object);
  return language != NULL ? language : outer;
}

static gboolean
check (const json_t *json, GError **error)
{
  const json_t *class = coffret_json_at (json, "badge", 0);
  const char *url = get_reference (class);

  if (json_is_true (coffret_json_get (json, "revoked")) && class == NULL) {
    g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                         _ ("This badge was withdrawn by its issuer, and nothing else is left of "
                            "it in the file."));
    return FALSE;
  }
  if (url != NULL) {
    g_autofree char *shown = coffret_field_link_value (class);

    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_INCOMPLETE,
                 /* Translators: %s is a web address. */
                 _ ("What this badge stands for is not in the file: its badge class lies at %s. "
                    "Ask the issuer for the badge as a picture or as a signed file."),
                 shown != NULL && strlen (shown) <= COFFRET_FIELD_MAX_CHARS ? shown : "…");
    return FALSE;
  }
  if (!json_is_object (class)) {
    g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_INCOMPLETE,
                         /* Translators: the word in quotes stands so in the file. */
                         _ ("The “badge” is missing, so the file does not say what was earned."));
    return FALSE;
  }
  if (coffret_json_count (json, "recipient") == 0) {
    g_set_error_literal (
      error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_INCOMPLETE,
      /* Translators: the word in quotes stands so in the file. */
      _ ("The “recipient” is missing, so the file does not say who earned the badge."));
    return FALSE;
  }
  return TRUE;
}

/* A badge whose class lies on the web only, and in which nothing else is missing. */
static gboolean
is_reference (const json_t *json)
{
  return get_reference (coffret_json_at (json, "badge", 0)) != NULL &&
         coffret_json_count (json, "recipient") > 0;
}

/* Version 0.5 has an "origin", an "org" and a "contact". */
static void
read_issuer (CoffretCredential *credential, const json_t *class, const char *language)
{
  const json_t *value = coffret_json_at (class, "issuer", 0);
  const char *own = get_language (value, language);
  CoffretProfile *issuer = coffret_vc_read_profile (value, own);

  if (issuer == NULL)
    return;
  if (issuer->url == NULL)
    issuer->url = coffret_field_link (value, "origin");
  if (issuer->id == NULL)
    issuer->id = g_strdup (issuer->url);
  if (issuer->email == NULL)
    issuer->email = coffret_field_string (value, "contact");
  credential->issuer = issuer;
}

static void
read_recipient (CoffretCredential *credential, const json_t *json)
{
  const json_t *recipient = coffret_json_at (json, "recipient", 0);
  const char *type = coffret_json_string (recipient, "type");
  gboolean hashed = json_is_true (coffret_json_get (recipient, "hashed"));

  credential->holder = coffret_profile_new ();
  if (json_is_string (recipient)) {
    credential->holder_identity = coffret_field_string (json, "recipient");
    return;
  }
  credential->holder_identity = coffret_field_string (recipient, "identity");
  if (!hashed &&
      (g_strcmp0 (type, "id") == 0 || g_strcmp0 (type, "url") == 0 || g_strcmp0 (type, "did") == 0))
    credential->holder->id = g_strdup (credential->holder_identity);
}

static void
read_evidence (CoffretCredential *credential, const json_t *json, const char *language)
{
  g_autoptr (CoffretText) narrative = coffret_field_text (json, "narrative", language);
  gsize count = coffret_field_count (json, "evidence");
  CoffretEvidence *evidence;

  if (narrative != NULL) {
    evidence = coffret_evidence_new ();
    evidence->narrative = g_steal_pointer (&narrative);
    g_ptr_array_add (credential->evidence, evidence);
  }
  for (gsize i = 0; i < count; i++) {
    evidence = coffret_vc_read_evidence (coffret_json_at (json, "evidence", i), language);
    if (evidence != NULL)
      g_ptr_array_add (credential->evidence, evidence);
  }
}

/* Open Badges 2.0: an Endorsement has a "claim" where a credential has its subject. */
static void
read_endorsements (CoffretCredential *credential, const json_t *object, const char *language)
{
  gsize count = coffret_field_count (object, "endorsement");

  for (gsize i = 0; i < count && credential->endorsements->len < COFFRET_FIELD_MAX_ITEMS; i++) {
    const json_t *value = coffret_json_at (object, "endorsement", i);
    const json_t *claim = coffret_json_at (value, "claim", 0);
    CoffretEndorsement *endorsement;

    if (!json_is_object (claim))
      continue;
    endorsement = coffret_endorsement_new ();
    endorsement->endorser =
      coffret_vc_read_profile (coffret_json_at (value, "issuer", 0), language);
    endorsement->comment = coffret_field_text (claim, "endorsementComment", language);
    endorsement->made = coffret_field_instant (value, "issuedOn");
    g_ptr_array_add (credential->endorsements, endorsement);
  }
}

/* The Assessment Extension 1.0 lists what had to be done. */
static void
read_assessments (CoffretCredential *credential, const json_t *extension, const char *language)
{
  gsize count = coffret_field_count (extension, "assessments");
  g_autoptr (GString) lines = g_string_new (NULL);

  for (gsize i = 0; i < count; i++) {
    const char *line =
      coffret_json_string (coffret_json_at (extension, "assessments", i), "description");

    if (line == NULL)
      continue;
    if (lines->len > 0)
      g_string_append_c (lines, '\n');
    g_string_append (lines, line);
  }
  if (lines->len > 0 && credential->assessment == NULL)
    credential->assessment = coffret_text_new (language, lines->str);
}

/* An extension is a member of any name whose value says that it is one. */
static void
read_extensions (CoffretCredential *credential, const json_t *object, const char *language)
{
  const char *key;
  json_t *value;

  if (!json_is_object (object))
    return;
  json_object_foreach ((json_t *) object, key, value) {
    if (!coffret_field_has_type (value, "Extension"))
      continue;
    if (g_str_has_suffix (key, "ecipientProfile")) {
      if (credential->holder->name == NULL)
        credential->holder->name = coffret_field_title (value, "name", language);
    } else if (g_str_has_suffix (key, "ssuerAccreditation") ||
               g_str_has_suffix (key, "ssuerAccreditationExtension")) {
      if (credential->quality_assurance == NULL)
        credential->quality_assurance = coffret_field_text (value, "name", language);
    } else {
      read_assessments (credential, value, language);
      coffret_terms_read (credential, value, language);
    }
  }
}

static void
read_class (CoffretCredential *credential, const json_t *class, const char *outer)
{
  const char *language = get_language (class, outer);
  const json_t *criteria = coffret_json_at (class, "criteria", 0);

  credential->language = coffret_field_string (class, "inLanguage");
  if (credential->language == NULL)
    credential->language = g_strdup (language);
  credential->title = coffret_field_title (class, "name", language);
  credential->description = coffret_field_text (class, "description", language);
  credential->achievement_type = coffret_field_string (class, "achievementType");
  credential->kind = coffret_kind_from_achievement_type (credential->achievement_type);
  if (credential->kind == COFFRET_KIND_OTHER)
    credential->kind = COFFRET_KIND_BADGE;
  if (credential->image == NULL)
    credential->image = coffret_field_link (class, "image");
  credential->criteria = coffret_field_text (criteria, "narrative", language);
  credential->criteria_url = coffret_field_link_value (criteria);
  coffret_terms_read_alignments (credential, class, language);
  read_issuer (credential, class, language);
  read_endorsements (credential, class, language);
  read_extensions (credential, class, language);
  read_extensions (credential, coffret_json_at (class, "issuer", 0), language);
  coffret_terms_read (credential, class, language);
}

static CoffretCredential *
read_assertion (json_t *json, const char *proof)
{
  CoffretCredential *credential = coffret_credential_new ("ob2");
  const char *language = get_language (json, NULL);

  credential->document = json_incref (json);
  credential->proof = g_strdup (proof);
  credential->id = coffret_field_link (json, "id");
  if (credential->id == NULL)
    credential->id = coffret_field_string (json, "uid");
  credential->awarded = coffret_field_instant (json, "issuedOn");
  if (credential->awarded == COFFRET_INSTANT_NONE)
    credential->awarded = coffret_field_instant (json, "issued_on");
  credential->expires = coffret_field_instant (json, "expires");
  credential->image = coffret_field_link (json, "image");
  read_recipient (credential, json);
  read_evidence (credential, json, language);
  read_endorsements (credential, json, language);
  read_extensions (credential, json, language);
  read_class (credential, coffret_json_at (json, "badge", 0), language);
  return credential;
}

gboolean
coffret_ob2_read_document (const CoffretSource *source,
                           CoffretReading *reading,
                           json_t *json,
                           const char *envelope,
                           const char *proof,
                           const json_t *content,
                           GError **error)
{
  /* What it stands for may be known to who looks at it, without being in the file. */
  if (!(coffret_reading_wants_all (reading) && is_reference (json)) && !check (json, error))
    return FALSE;
  coffret_reading_add (reading, source, envelope != NULL ? envelope : "json",
                       read_assertion (json, proof), content != NULL ? content : json);
  return TRUE;
}

static gboolean
read_graph (const CoffretSource *source, CoffretReading *reading, json_t *graph, GError **error)
{
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  const char *base = json_is_array (source->json) ? "#" : "#/@graph";
  gsize at;
  json_t *member;

  json_array_foreach (graph, at, member)
    index_member (index, member);

  json_array_foreach (graph, at, member) {
    g_autofree char *step = g_strdup_printf ("%s/%" G_GSIZE_FORMAT, base, at);
    g_autoptr (json_t) whole = NULL;

    if (is_companion (member))
      continue;
    /* Each in a place of its own, whatever it is: a list may mix badges with other credentials. */
    if (coffret_ob2_is_assertion (member))
      whole = assemble (member, index, NULL, NULL);
    if (!coffret_reading_descend_json (reading, source, whole != NULL ? whole : member, step, NULL,
                                       error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_ob2 (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  json_t *graph = get_graph (source->json);
  json_t *apart = get_set_apart (source->json);

  if (graph != NULL)
    return read_graph (source, reading, graph, error);
  if (apart != NULL) {
    static const char *const class_names[] = { "badgeclass", "badgeClass", "badge_class", "badge" };
    g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (json_t) whole = NULL;
    json_t *class = NULL;
    json_t *issuer = coffret_json_object (source->json, "issuer");

    for (gsize i = 0; i < G_N_ELEMENTS (class_names) && class == NULL; i++)
      class = coffret_json_object (source->json, class_names[i]);
    index_member (index, class);
    index_member (index, issuer);
    whole = assemble (apart, index, class, issuer);
    return coffret_ob2_read_document (source, reading, whole, NULL, NULL, NULL, error);
  }
  return coffret_ob2_read_document (source, reading, source->json, NULL, NULL, NULL, error);
}

const CoffretFormat coffret_format_ob2 = {
  .id = "ob2",
  .knows = knows,
  .read = read_ob2,
};
