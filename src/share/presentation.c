#include "share/presentation.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "base/base58.h"

#define CONTEXT "https://www.w3.org/ns/credentials/v2"

gboolean
coffret_presentation_leaves_out (const CoffretDisclosure *disclosure)
{
  return disclosure->kind != COFFRET_DISCLOSURE_SUMMARY &&
         g_strcmp0 (disclosure->format, "ob2") == 0;
}

static void
append_line (GString *text, const CoffretParcel *parcel, const CoffretShownLine *line)
{
  const char *label =
    line->name != NULL
      ? line->name
      : coffret_field_to_label_in (line->field, coffret_wording_get_catalogue (parcel->wording));
  const char *const parts[] = { line->text, line->detail, line->link };
  const char *mark = ": ";

  g_string_append (text, label);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL) {
      g_string_append_printf (text, "%s%s", mark, parts[i]);
      mark = " · ";
    }
  g_string_append_c (text, '\n');
}

char *
coffret_presentation_statement (const CoffretParcel *parcel, const CoffretDisclosure *disclosure)
{
  g_autoptr (GString) text = g_string_new (coffret_wording_get (
    parcel->wording, N_ ("A summary in the holder’s own words. Its issuer has not signed it.")));

  g_string_append_c (text, '\n');
  for (guint i = 0; i < disclosure->lines->len; i++)
    append_line (text, parcel, g_ptr_array_index (disclosure->lines, i));
  g_string_truncate (text, text->len - 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static json_t *
begin (const char *type)
{
  return json_pack ("{s:[s], s:[s]}", "@context", CONTEXT, "type", type);
}

static void
set_string (json_t *object, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_new (object, name, json_string (text));
}

/* What the holder says, signed by the holder: NAME and TEXT. WHO (nullable): it is about the
 * holder, who is called so. */
static json_t *
state (const CoffretParcel *parcel,
       const char *name,
       const char *text,
       const char *who,
       CoffretContexts *contexts,
       GError **error)
{
  const char *did = coffret_holder_key_get_did (parcel->key);
  CoffretSigning signing = { .purpose = "assertionMethod",
                             .created = parcel->made,
                             .expires = COFFRET_INSTANT_NONE };
  g_autofree char *from = coffret_instant_to_rfc3339 (parcel->made);
  g_autofree char *until = coffret_instant_to_rfc3339 (parcel->until);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *id = g_strconcat ("urn:uuid:", uuid, NULL);
  g_autoptr (json_t) statement = begin ("VerifiableCredential");

  set_string (statement, "id", id);
  set_string (statement, "issuer", did);
  set_string (statement, "validFrom", from);
  set_string (statement, "validUntil", until);
  set_string (statement, "name", name);
  set_string (statement, "description", text);
  json_object_set_new (statement, "credentialSubject", json_pack ("{s:s}", "id", did));
  set_string (json_object_get (statement, "credentialSubject"), "name", who);
  return coffret_holder_key_sign (parcel->key, statement, &signing, contexts, error)
           ? g_steal_pointer (&statement)
           : NULL;
}

/* Section 4.13: a credential that is secured by what it lies in. */
static json_t *
envelop (const CoffretDisclosure *disclosure)
{
  const char *type = g_strcmp0 (disclosure->format, "sd-jwt-vc") == 0 ? "application/dc+sd-jwt"
                                                                      : "application/vc+jwt";
  g_autofree char *id = g_strdup_printf ("data:%s,%s", type, disclosure->token);

  return json_pack ("{s:s, s:s, s:s}", "@context", CONTEXT, "type", "EnvelopedVerifiableCredential",
                    "id", id);
}

static json_t *
present (const CoffretParcel *parcel,
         const CoffretDisclosure *disclosure,
         CoffretContexts *contexts,
         GError **error)
{
  g_autofree char *statement = NULL;

  if (disclosure->token != NULL)
    return envelop (disclosure);
  if (disclosure->document != NULL)
    return json_incref (disclosure->document);
  statement = coffret_presentation_statement (parcel, disclosure);
  return state (parcel, disclosure->title, statement, NULL, contexts, error);
}

/* Who shares, and what is said to the recipient. */
static char *
make_cover (const CoffretParcel *parcel)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *const lines[] = {
    parcel->holder,
    parcel->contact,
    parcel->message,
    parcel->practice
      ? coffret_wording_get (parcel->wording, N_ ("For practice only: these people are invented."))
      : NULL,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i] != NULL && *lines[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", lines[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* So that nobody can pass on a presentation as an answer to somebody else. */
static char *
make_challenge (void)
{
  guint8 bytes[16];

  randombytes_buf (bytes, sizeof bytes);
  return coffret_base58_encode (bytes, sizeof bytes);
}

json_t *
coffret_presentation_new (const CoffretParcel *parcel, CoffretContexts *contexts, GError **error)
{
  g_autofree char *challenge = make_challenge ();
  CoffretSigning signing = { .purpose = "authentication",
                             .domain = parcel->recipient,
                             .challenge = challenge,
                             .created = parcel->made,
                             .expires = parcel->until };
  g_autoptr (json_t) presentation = begin ("VerifiablePresentation");
  g_autofree char *cover = make_cover (parcel);
  json_t *members = json_array ();

  set_string (presentation, "holder", coffret_holder_key_get_did (parcel->key));
  json_object_set_new (presentation, "verifiableCredential", members);
  if (*cover != '\0') {
    g_autofree char *title = coffret_parcel_title (parcel);
    json_t *statement = state (parcel, title, cover,
                               parcel->holder != NULL ? parcel->holder : title, contexts, error);

    if (statement == NULL)
      return NULL;
    json_array_append_new (members, statement);
  }
  for (guint i = 0; i < parcel->disclosures->len; i++) {
    const CoffretDisclosure *disclosure = g_ptr_array_index (parcel->disclosures, i);
    json_t *member;

    if (coffret_presentation_leaves_out (disclosure))
      continue;
    member = present (parcel, disclosure, contexts, error);
    if (member == NULL)
      return NULL;
    json_array_append_new (members, member);
  }
  return coffret_holder_key_sign (parcel->key, presentation, &signing, contexts, error)
           ? g_steal_pointer (&presentation)
           : NULL;
}
