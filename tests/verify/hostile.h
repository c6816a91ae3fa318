/* hostile.h: files made to deceive, and how far each may come.
 *
 * Everybody whom the fixture knows is vouched for by a registry, so that an attack which succeeds
 * ends as "verified". Each file goes in by the reader's entrance, as bytes.
 */
#pragma once

#include "base/json.h"
#include "verify/issue.h"
#include "verify/tokens.h"
#include "verify/verdict.h"

G_BEGIN_DECLS

/* The best verdict that a file may have. */
typedef enum {
  MOST_NOTHING, /* none of those below */
  MOST_SIGNED,  /* a stranger's own word */
  MOST_UNCONFIRMED,
  MOST_VERIFIED, /* it does no harm; such files are not counted */
  MUST_VERIFY,   /* a control: unless it is verified, the attacks show nothing */
} HostileMost;

typedef struct {
  Tokens tokens;      /* $ED is the issuer, $OTHER a stranger; its grounds are those of all */
  TestIssuer *issuer; /* the same key as $ED */
  TestIssuer *p256;   /* vouched for as well; $EC, $ECKEY */
  TestIssuer *p384;
  TestIssuer *stranger; /* the same key as $OTHER */
} Hostile;

void hostile_set_up (Hostile *hostile, gconstpointer data);
void hostile_tear_down (Hostile *hostile, gconstpointer data);

/* Text with the names of tokens.h, as JSON. A new reference. */
json_t *hostile_parse (const Hostile *hostile, const char *text);
/* RFC 7396; null removes. */
void hostile_merge (json_t *target, const json_t *patch);

/* Asks about every item of BYTES but presentations. Notes what is better than MOST. */
void
hostile_ask (Hostile *hostile, const char *trap, const char *name, GBytes *bytes, HostileMost most);
/* The same. */
void hostile_ask_text (
  Hostile *hostile, const char *trap, const char *name, const char *text, HostileMost most);
/* The same, bare, baked into PNG and SVG, in a presentation by the stranger, in a list, in a ZIP.
 */
void hostile_ask_json (
  Hostile *hostile, const char *trap, const char *name, const json_t *document, HostileMost most);
void hostile_ask_carried (
  Hostile *hostile, const char *trap, const char *name, const json_t *document, HostileMost most);

/* Fails for each file that came further than it may, and prints how many there were. LEAST: how
 * many files there must be. */
void hostile_conclude (guint least);

/* The proofs of JSON-LD, which are attacked in one way after the other. */
typedef struct {
  const char *name; /* as test_issuer_prove() wants it */
  CoffretKeyType type;
  gboolean by_meaning; /* the signature is over RDF */
} HostileSuite;

#define HOSTILE_N_SUITES 7
extern const HostileSuite hostile_suites[HOSTILE_N_SUITES];

TestIssuer *hostile_signer (const Hostile *hostile, const HostileSuite *suite);
/* A badge of the signer of SUITE, not signed yet. */
json_t *hostile_badge (const Hostile *hostile, const HostileSuite *suite);

void hostile_proofs (Hostile *hostile, gconstpointer data);
void hostile_edits (Hostile *hostile, gconstpointer data);
void hostile_carriers (Hostile *hostile, gconstpointer data);
void hostile_keys (Hostile *hostile, gconstpointer data);
void hostile_tokens (Hostile *hostile, gconstpointer data);
void hostile_token_texts (Hostile *hostile, gconstpointer data);
void hostile_disclosures (Hostile *hostile, gconstpointer data);
void hostile_words (Hostile *hostile, gconstpointer data);
void hostile_status (Hostile *hostile, gconstpointer data);

G_END_DECLS
