/* format.h: one way of writing credentials down; the list of all of them.
 *
 * Inside the module only. A format knows its bytes when it sees them and reads
 * them into a reading: a credential is added, a member that is none is refused,
 * what a container holds is handed back to the list. Adding a format is one new
 * file and one line in formats.c; nothing outside asks which format it was.
 */
#pragma once

#include "credential/reader.h"

G_BEGIN_DECLS

typedef struct _CoffretReading CoffretReading; /* collects items, keeps the budget */

/* What is being read: a file or a member of one. Borrowed from the reading. */
typedef struct {
  GBytes *bytes;
  const char *name;     /* a hint for messages */
  const char *place;    /* CoffretItem's; "" for the file itself */
  const char *envelope; /* of what holds it: "", "png", "zip+svg" */
  GBytes *picture;      /* the image that it was baked into, or NULL */
  guint nesting;
  json_t *json;          /* the bytes as JSON, or NULL when they are not JSON */
  const char *text;      /* the bytes without white space around, when they are one line of
                            ASCII without spaces (a token), else NULL */
  const char *token;     /* the token whose claims JSON is, or NULL */
  CoffretToken *parsed;  /* that taken apart, when it is a compact JWS, or NULL */
  const char *algorithm; /* how that is signed, or NULL */
} CoffretSource;

typedef struct {
  const char *id;
  gboolean (*knows) (const CoffretSource *source);
  /* FALSE with a COFFRET_CREDENTIAL_ERROR when the source as a whole is refused. */
  gboolean (*read) (const CoffretSource *source, CoffretReading *reading, GError **error);
} CoffretFormat;

/* Asked in this order; NULL-terminated. */
extern const CoffretFormat *const coffret_formats[];

extern const CoffretFormat coffret_format_png;
extern const CoffretFormat coffret_format_svg;
extern const CoffretFormat coffret_format_zip;
extern const CoffretFormat coffret_format_sd_jwt;
extern const CoffretFormat coffret_format_jwt;              /* VC-JWT, and Open Badges 2 JWS */
extern const CoffretFormat coffret_format_universal_wallet; /* Learner Credential Wallet's backup */
extern const CoffretFormat coffret_format_learncard;
extern const CoffretFormat coffret_format_presentation;
extern const CoffretFormat coffret_format_enveloped; /* VC 2.0: a token in a data: URL */
extern const CoffretFormat coffret_format_clr2;
extern const CoffretFormat coffret_format_ob3;
extern const CoffretFormat coffret_format_vc;
extern const CoffretFormat coffret_format_own; /* typed in by the holder */
extern const CoffretFormat coffret_format_ob2;
extern const CoffretFormat coffret_format_list; /* a bare JSON array of any of these */

/* Takes CREDENTIAL. ENVELOPE is the innermost step ("vc2", "jwt", "json"). CONTENT is
 * what makes two copies the same credential: the JSON value, or for a token its
 * claims with its signature; its sorted dump is hashed. */
void coffret_reading_add (CoffretReading *reading,
                          const CoffretSource *source,
                          const char *envelope,
                          CoffretCredential *credential,
                          const json_t *content);
/* Takes ERROR: one member is refused, the others go on. OFFSET -1: unknown. */
void coffret_reading_refuse (CoffretReading *reading,
                             const CoffretSource *source,
                             GError *error,
                             gint64 offset);
/* The place of what SOURCE holds at STEP, for coffret_reading_skips(). A STEP that begins with
 * "#" is a JSON pointer, an empty one means that a container has nothing else in it, and any
 * other is the name of a member: "outer.zip!/b/c.png". Owned. */
char *coffret_reading_place (const CoffretSource *source, const char *step);
/* Reads what a container holds. STEP is appended to the place ("b/c.png", "#/credential/0"),
 * ENVELOPE (nullable) to the envelope. A member that cannot be read becomes an item
 * with its refusal; FALSE only when the budget is spent. */
gboolean coffret_reading_descend (CoffretReading *reading,
                                  const CoffretSource *source,
                                  GBytes *bytes,
                                  const char *step,
                                  const char *envelope,
                                  GBytes *picture,
                                  GError **error);
/* The same for a member of a JSON document: an object, or a string that is a token. */
gboolean coffret_reading_descend_json (CoffretReading *reading,
                                       const CoffretSource *source,
                                       json_t *json,
                                       const char *step,
                                       const char *envelope,
                                       GError **error);
/* The claims of SOURCE's token, when they hold other things than one credential. */
gboolean coffret_reading_descend_claims (CoffretReading *reading,
                                         const CoffretSource *source,
                                         json_t *claims,
                                         const char *envelope,
                                         const char *algorithm,
                                         GError **error);
/* Whether what is no credential but can be verified is to be added too. */
gboolean coffret_reading_wants_all (CoffretReading *reading);
/* Counts BYTES that are about to be inflated; FALSE when that is past the limit. */
gboolean coffret_reading_spend (CoffretReading *reading, gsize bytes, GError **error);
const CoffretLimits *coffret_reading_get_limits (CoffretReading *reading);
/* Whether the reading wants only one place and PLACE cannot lead to it: skip it. */
gboolean coffret_reading_skips (CoffretReading *reading, const char *place);

G_END_DECLS
