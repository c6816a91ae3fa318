/* vc-document.h: what all W3C verifiable credentials have in common.
 *
 * Inside the module only. A document is the claims of a credential as JSON: a
 * file of its own, a member of another, or what a token carries. Its structure
 * is checked against the Verifiable Credentials Data Model 1.1 and 2.0 as far as
 * a credential without it is none; everything optional is read leniently.
 */
#pragma once

#include "credential/format.h"

G_BEGIN_DECLS

/* Whether JSON says that it is a verifiable credential or presentation, or looks like a
 * credential that forgot to. */
gboolean coffret_vc_is_credential (const json_t *json);
gboolean coffret_vc_is_presentation (const json_t *json);

/* "vc1" or "vc2": the version of the data model that JSON follows. */
const char *coffret_vc_get_version (const json_t *json);

/* The credential that JSON holds: Open Badges 3.0, CLR 2.0 or any other. PROOF
 * (nullable) is the JOSE algorithm of the token that JSON came in; else it is
 * read from the document. NULL with a COFFRET_CREDENTIAL_ERROR. */
CoffretCredential *coffret_vc_read_credential (json_t *json, const char *proof, GError **error);

/* Reads JSON, the claims of a credential (in the shape of a JSON-LD document: a VC-JWT's
 * registered claims are to be put in their places first), and adds it to READING. ENVELOPE is
 * the innermost step ("jwt"; NULL: "vc1" or "vc2", as JSON is) and CONTENT what makes
 * two copies the same (NULL: JSON). */
gboolean coffret_vc_read_document (const CoffretSource *source,
                                   CoffretReading *reading,
                                   json_t *json,
                                   const char *envelope,
                                   const char *proof,
                                   const json_t *content,
                                   GError **error);

/* The parts of it that the formats share. */

/* The text language of plain strings: "@language" of an inline context; NULL: none. Borrowed. */
const char *coffret_vc_get_language (const json_t *json);
/* A new credential with everything that lies outside credentialSubject. */
CoffretCredential *coffret_vc_read_envelope (json_t *json, const char *format, const char *proof);
/* From a string or a Profile object; NULL when VALUE is neither. Owned. */
CoffretProfile *coffret_vc_read_profile (const json_t *value, const char *language);
/* From a link or an Evidence object; NULL when VALUE is neither. Owned. */
CoffretEvidence *coffret_vc_read_evidence (const json_t *value, const char *language);
/* What OBJECT's "endorsement" and "endorsementJwt" hold. */
void coffret_vc_read_endorsements (CoffretCredential *credential,
                                   const json_t *object,
                                   const char *language);
/* A credential embedded in another: an object, or a compact token. NULL when VALUE is none. */
CoffretCredential *coffret_vc_read_part (json_t *value);
/* The first credentialSubject, which may be given in an array. Borrowed, nullable. */
json_t *coffret_vc_get_subject (const json_t *json);

/* Fill the credential from its subject, each knowing one kind of document. */
gboolean coffret_ob3_is (const json_t *json);
void coffret_ob3_read_subject (CoffretCredential *credential, json_t *json);
gboolean coffret_clr2_is (const json_t *json);
void coffret_clr2_read_subject (CoffretCredential *credential, json_t *json);
void coffret_vc_read_subject (CoffretCredential *credential, json_t *json);

G_END_DECLS
