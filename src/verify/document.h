/* document.h: the few members of a document on which a verdict hangs, exactly as written.
 *
 * Inside the module only. What is shown to people has been cleaned and shortened;
 * two ids are the same only when their bytes are.
 */
#pragma once

#include <jansson.h>

#include "verify/proof.h"

G_BEGIN_DECLS

#define COFFRET_DOCUMENT_CONTEXT_1 "https://www.w3.org/2018/credentials/v1"
#define COFFRET_DOCUMENT_CONTEXT_2 "https://www.w3.org/ns/credentials/v2"

/* Of the W3C data model: 1 or 2 by the first context; 0: it does not begin with either. */
guint coffret_document_version (const json_t *document);

/* A string, or an object's "id". Borrowed, nullable. */
const char *coffret_document_id_of (const json_t *value);

/* Whose key must have signed DOCUMENT: its issuer, a presentation's holder. Borrowed, nullable. */
const char *coffret_document_signer (const json_t *document, const char *format);

/* Fills SECURED with borrowed members of what is given. */
void coffret_document_secure (CoffretSecured *secured,
                              const json_t *document,
                              const char *token,
                              const char *format);

/* An Open Badges 2 ASSERTION may only name its class: the newest edition that GROUNDS have of that
 * names the issuer, who must then have signed the assertion like any other. Borrowed, nullable. The
 * edition's SHA-256 is added to USED. */
const char *coffret_document_class_issuer (const json_t *assertion,
                                           const CoffretGrounds *grounds,
                                           GPtrArray *used);

/* "harvard.example" of "https://harvard.example:443/x" and of "did:web:harvard.example:x",
 * "harvard.example:8443" of "did:web:harvard.example%3A8443"; of anything else NULL. In lower case,
 * owned. */
char *coffret_document_host_of (const char *id);

G_END_DECLS
