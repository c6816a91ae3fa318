/* key-method.h: one way of naming whom a key belongs to; the list of all of them.
 *
 * Inside the module only. Adding a method is one new file and one line in resolve.c.
 */
#pragma once

#include "verify/resolve.h"

G_BEGIN_DECLS

typedef struct {
  const CoffretGrounds *grounds;
  const char *controller; /* a DID or URL without query and fragment */
  const char *fragment;   /* not empty; NULL: all keys of the controller */
  gboolean token;         /* the fragment is a token's "kid": what the key calls itself, too */
  const char *purpose;
} CoffretKeyQuestion;

/* What was found, and why not more. */
typedef struct {
  GPtrArray *keys; /* CoffretResolvedKey */
  const char *code;
  GError *error;
} CoffretKeyAnswer;

typedef struct {
  const char *prefix; /* of the controllers that it knows */
  void (*find) (const CoffretKeyQuestion *question, CoffretKeyAnswer *answer);
} CoffretKeyMethod;

extern const CoffretKeyMethod coffret_key_method_did_key;
extern const CoffretKeyMethod coffret_key_method_did_jwk;
extern const CoffretKeyMethod coffret_key_method_did_web;
extern const CoffretKeyMethod coffret_key_method_https;
extern const CoffretKeyMethod coffret_key_method_http; /* ids only; nothing is fetched so */

/* Takes KEY, which may be NULL with ERROR (taken) saying why. SHA256 nullable. */
void coffret_key_answer_add (CoffretKeyAnswer *answer,
                             CoffretKey *key,
                             const char *controller,
                             CoffretInstant as_of,
                             const char *sha256,
                             GError *error);
/* Says why not. Of several reasons the last stands. */
void coffret_key_answer_refuse (CoffretKeyAnswer *answer, const char *code, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

G_END_DECLS
