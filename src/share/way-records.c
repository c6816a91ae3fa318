/* For other programs that keep credentials: all originals in one file that they take in.
 *
 * The Learner Credential Wallet unwraps a presentation and asks for no proof of it; it knows
 * a credential by its context. Comprehensive Learner Record 2.0, section 3, is a credential that
 * holds others: here signed by the holder, who says with it no more than "these are mine". */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "share/exporter.h"
#include "share/presentation.h"

#define V1 "https://www.w3.org/2018/credentials/v1"
#define V2 "https://www.w3.org/ns/credentials/v2"
#define CLR "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
#define OB3 "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

/* A credential of the W3C's as an object: no token, no Open Badge 2, nothing typed in. */
static gboolean
is_document (const CoffretDisclosure *disclosure)
{
  return disclosure->kind == COFFRET_DISCLOSURE_ORIGINAL && disclosure->document != NULL &&
         g_strcmp0 (disclosure->format, "ob2") != 0 && g_strcmp0 (disclosure->format, "own") != 0;
}

static gboolean
takes_clr (const CoffretDisclosure *disclosure)
{
  return is_document (disclosure) || disclosure->kind == COFFRET_DISCLOSURE_SUMMARY;
}

static CoffretExport *
make_file (CoffretSealed *sealed, const CoffretExporter *exporter, const json_t *json)
{
  char *text = coffret_json_dump_pretty (json);

  return coffret_export_new_file (sealed, &coffret_export_choice_default, exporter,
                                  g_bytes_new_take (text, strlen (text)));
}

static CoffretExport *
make_lcw (CoffretSealed *sealed,
          const CoffretExportChoice *choice,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (json_t) presentation = json_pack ("{s:[s], s:[s], s:[]}", "@context", V1, "type",
                                               "VerifiablePresentation", "verifiableCredential");
  json_t *members = json_object_get (presentation, "verifiableCredential");

  for (guint i = 0; i < sealed->parcel->disclosures->len; i++) {
    const CoffretDisclosure *disclosure = g_ptr_array_index (sealed->parcel->disclosures, i);

    if (is_document (disclosure))
      json_array_append (members, disclosure->document);
  }
  return make_file (sealed, &coffret_exporter_lcw, presentation);
}

static char *
refuse_clr (CoffretSealed *sealed, const CoffretExportChoice *choice)
{
  return sealed->presentation == NULL
           ? g_strdup (_ ("There is no key to sign with here. A sharing group has one."))
           : NULL;
}

static CoffretExport *
make_clr (CoffretSealed *sealed,
          const CoffretExportChoice *choice,
          GCancellable *cancellable,
          GError **error)
{
  const CoffretParcel *parcel = sealed->parcel;
  const char *did = coffret_holder_key_get_did (parcel->key);
  CoffretSigning signing = { .purpose = "assertionMethod",
                             .created = parcel->made,
                             .expires = COFFRET_INSTANT_NONE };
  g_autofree char *title = coffret_parcel_title (parcel);
  g_autofree char *from = coffret_instant_to_rfc3339 (parcel->made);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *id = g_strconcat ("urn:uuid:", uuid, NULL);
  g_autoptr (json_t) record = json_pack (
    "{s:[s,s,s], s:s, s:[s,s], s:{s:s,s:[s],s:s}, s:s, s:s, s:b, s:{s:s,s:[s],s:[]}}", "@context",
    V2, CLR, OB3, "id", id, "type", "VerifiableCredential", "ClrCredential", "issuer", "id", did,
    "type", "Profile", "name", parcel->holder != NULL ? parcel->holder : title, "name", title,
    "validFrom", from, "partial", TRUE, "credentialSubject", "id", did, "type", "ClrSubject",
    "verifiableCredential");
  json_t *members =
    json_object_get (json_object_get (record, "credentialSubject"), "verifiableCredential");

  for (guint i = 0; i < parcel->disclosures->len; i++) {
    const json_t *member = coffret_sealed_member (sealed, i);

    if (takes_clr (g_ptr_array_index (parcel->disclosures, i)) && member != NULL)
      json_array_append_new (members, json_deep_copy (member));
  }
  if (parcel->practice)
    json_object_set_new (record, "description",
                         json_string (coffret_wording_get (
                           parcel->wording, N_ ("For practice only: these people are invented."))));
  return coffret_holder_key_sign (parcel->key, record, &signing, sealed->contexts, error)
           ? make_file (sealed, &coffret_exporter_clr2, record)
           : NULL;
}

const CoffretExporter coffret_exporter_lcw = {
  .id = "lcw",
  .label = N_ ("For Learner Credential Wallet"),
  .remark = N_ ("One file with all originals that it can read. Nothing is signed by you."),
  .product = COFFRET_PRODUCT_FILE,
  .extension = "json",
  .media_type = "application/json",
  .checkable = TRUE,
  .takes = is_document,
  .make = make_lcw,
};

const CoffretExporter coffret_exporter_clr2 = {
  .id = "clr2",
  .label = N_ ("Comprehensive Learner Record"),
  .remark = N_ ("One file for schools and programs that read CLR 2.0."),
  .product = COFFRET_PRODUCT_FILE,
  .extension = "json",
  .media_type = "application/json",
  .checkable = TRUE,
  .takes = takes_clr,
  .refuse = refuse_clr,
  .make = make_clr,
};
