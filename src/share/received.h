/* received.h: what a recipient sees of what somebody shared: who, until when, and what of it is
 * proved by whom.
 *
 * Made from the signed files alone; what a page or a PDF says around them is not looked at. A name
 * is what the sender says to be called: the key proves only that it is the same sender and that
 * nothing was changed. Nothing enters a vault. Immutable, counted, any thread.
 */
#pragma once

#include "credential/reader.h"
#include "verify/verifier.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_RECEIVED_WHOLE,    /* as it was shared, and not past its end */
  COFFRET_RECEIVED_ENDED,    /* as it was shared, but past its end, or before its beginning */
  COFFRET_RECEIVED_ALTERED,  /* changed since, or by somebody else than it says */
  COFFRET_RECEIVED_UNPROVEN, /* it could not be told */
  COFFRET_RECEIVED_LOOSE,    /* nobody signed for it as a whole */
} CoffretReceivedState;

typedef enum {
  COFFRET_RECEIVED_CREDENTIAL, /* its issuer's word: the report says what that is worth */
  COFFRET_RECEIVED_STATEMENT,  /* the sender's own word, signed by the sender */
  COFFRET_RECEIVED_UNREADABLE, /* the item's error says why */
} CoffretReceivedKind;

typedef struct {
  CoffretReceivedKind kind;
  gboolean beside; /* the sender's signature does not cover it: anybody could have put it there */
  CoffretItem *item;
  CoffretReport *report;
} CoffretReceivedPart;

typedef struct {
  CoffretReceivedState state;
  char *envelope;      /* of what it came in: "html", "pdf", "code", "vc2" */
  char *sender;        /* an id: "did:key:…"; nullable */
  char *name;          /* as the sender says; nullable */
  char *words;         /* of the sender: name, contact, message; nullable */
  char *recipient;     /* for whom; nullable */
  CoffretInstant made; /* these two NONE where it is not said */
  CoffretInstant until;
  CoffretReport *report; /* of the presentation; NULL: there is none */
  GPtrArray *parts;      /* CoffretReceivedPart, in their order, without the cover */
} CoffretReceived;

#define COFFRET_TYPE_RECEIVED (coffret_received_get_type ())
GType coffret_received_get_type (void);

/* BYTES are whatever was received; GROUNDS as for any verification. NULL with an error when nothing
 * signed is in it. Blocks. */
CoffretReceived *coffret_received_new (GBytes *bytes,
                                       const char *name,
                                       const CoffretGrounds *grounds,
                                       GError **error);
CoffretReceived *coffret_received_ref (CoffretReceived *received);
void coffret_received_unref (CoffretReceived *received);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretReceived, coffret_received_unref)

/* For people: what the sender's signature says of the whole; and of one part, how far it can be
 * relied on. Owned. */
char *coffret_received_sentence (const CoffretReceived *received);
char *
coffret_received_part_sentence (const CoffretReceived *received, const CoffretReceivedPart *part);

G_END_DECLS
