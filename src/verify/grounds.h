/* grounds.h: all that a verdict may rest on besides the credential itself.
 *
 * Documents of issuers and their keys, status lists, registries, the owner's own trust,
 * distrust and identities, and a clock: each given with where it came from and when.
 * The verifier looks at nothing else; there is no network, no vault and no other clock. Filled
 * first, then only read, by any number of threads. What is given is hostile input: what cannot
 * be used is refused with a COFFRET_VERIFY_ERROR and changes nothing.
 */
#pragma once

#include <gio/gio.h>
#include <jansson.h>

#include "base/instant.h"
#include "jsonld/contexts.h"
#include "verify/error.h"
#include "verify/key-cache.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_GROUND_DOCUMENT, /* a DID document, an issuer's profile, a CryptographicKey, a set of keys
                              (JWT VC issuer metadata) */
  COFFRET_GROUND_STATUS,   /* a status or revocation list */
} CoffretGroundKind;

typedef struct {
  CoffretGroundKind kind;
  char *id;           /* the DID or URL that it says it is */
  GBytes *bytes;      /* as received */
  char *sha256;       /* hex */
  json_t *json;       /* its claims; of a token the payload */
  char *token;        /* a compact JWS, where it came as one */
  char *fetched_from; /* the https URL that it was fetched from, over TLS; NULL: given as a file */
  CoffretInstant fetched; /* when it came here */
} CoffretGround;

typedef struct _CoffretGrounds CoffretGrounds;

/* Empty, with the clock at NOW. CONTEXTS is shared. */
CoffretGrounds *coffret_grounds_new (CoffretContexts *contexts, CoffretInstant now);
/* The same, which nobody may fill any more, at another moment: shares all that was parsed. */
CoffretGrounds *coffret_grounds_new_at (const CoffretGrounds *grounds, CoffretInstant now);
CoffretGrounds *coffret_grounds_ref (CoffretGrounds *grounds);
void coffret_grounds_unref (CoffretGrounds *grounds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretGrounds, coffret_grounds_unref)

/* FETCHED_FROM nullable. The same id may be given many times: every version counts. What was
 * fetched from another place than its id names is refused, and so is what names no id. */
gboolean coffret_grounds_add (CoffretGrounds *grounds,
                              CoffretGroundKind kind,
                              GBytes *bytes,
                              const char *fetched_from,
                              CoffretInstant fetched,
                              GError **error);
/* The same, but read only when somebody first asks for documents or for who vouches, on whatever
 * thread that is; one that is refused then is no worse than one that was never there. Before the
 * grounds are shared. */
void coffret_grounds_add_later (CoffretGrounds *grounds,
                                CoffretGroundKind kind,
                                GBytes *bytes,
                                const char *fetched_from,
                                CoffretInstant fetched);
void coffret_grounds_add_bundled_registries_later (CoffretGrounds *grounds);
/* The DID or URL that BYTES, a ground given as a file, say they are; owned. NULL when they are
 * none. */
char *coffret_ground_find_id (GBytes *bytes, GError **error);
/* A registry in the form of the Digital Credentials Consortium: {meta, registry: {DID: {name, …}}}.
 * NAME (nullable): what to call it in a sentence; else it is called by its date. */
gboolean coffret_grounds_add_registry (CoffretGrounds *grounds,
                                       GBytes *bytes,
                                       const char *name,
                                       GError **error);
/* The registries that are part of the program: production entries only, see data/registries. */
void coffret_grounds_add_bundled_registries (CoffretGrounds *grounds);

/* The owner's own word, which comes before any registry. NAME nullable. */
void coffret_grounds_trust (CoffretGrounds *grounds,
                            const char *issuer_id,
                            const char *name,
                            CoffretInstant since);
void
coffret_grounds_distrust (CoffretGrounds *grounds, const char *issuer_id, CoffretInstant since);
/* Who the owner is. TYPE: "email", "did", "url", "other" … */
void coffret_grounds_add_identity (CoffretGrounds *grounds, const char *type, const char *value);
/* The clock is one that a person named, to ask how things stood then: it is never called wrong. */
void coffret_grounds_name_clock (CoffretGrounds *grounds);
/* The newest date that was ever seen in something trusted: a clock before it is wrong. */
void coffret_grounds_set_newest_seen (CoffretGrounds *grounds, CoffretInstant newest);

CoffretContexts *coffret_grounds_get_contexts (const CoffretGrounds *grounds);
/* Of keys that were read from their names; borrowed. */
CoffretKeyCache *coffret_grounds_get_keys (const CoffretGrounds *grounds);
CoffretInstant coffret_grounds_get_now (const CoffretGrounds *grounds);
/* FALSE: the clock is earlier than the build or than the newest date seen. */
gboolean coffret_grounds_clock_is_sane (const CoffretGrounds *grounds);
/* CoffretGround's with that id, newest first; an array of its own, its members borrowed. */
GPtrArray *
coffret_grounds_find (const CoffretGrounds *grounds, CoffretGroundKind kind, const char *id);

typedef enum {
  COFFRET_TRUST_NONE,
  COFFRET_TRUST_OWNER,
  COFFRET_TRUST_REGISTRY,
  COFFRET_TRUST_DISTRUSTED,
} CoffretTrust;

typedef struct {
  CoffretTrust trust;
  const char *name;     /* what the voucher calls the issuer; borrowed, nullable */
  const char *voucher;  /* the registry's name; borrowed, nullable */
  CoffretInstant as_of; /* the registry's date, or when the owner said so */
} CoffretVouch;

CoffretVouch coffret_grounds_vouch (const CoffretGrounds *grounds, const char *issuer_id);
/* Which identity of the owner VALUE is, as typed, else in lower case; NULL: none. Borrowed. */
const char *coffret_grounds_match_identity (const CoffretGrounds *grounds, const char *value);
/* The owner's identities: "type", "value" pairs, for hashed recipients. Borrowed, COUNT pairs. */
const char *const *coffret_grounds_list_identities (const CoffretGrounds *grounds, guint *count);

G_END_DECLS
