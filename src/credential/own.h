/* own.h: a credential that its holder typed in: Coffret's own document.
 *
 * Mostly of paper: nothing in it can be checked, and it says so. Only the title must be there. The
 * document is an original like any other; changing the entry makes another document with the same
 * id.
 */
#pragma once

#include "credential/format.h"

G_BEGIN_DECLS

typedef struct {
  char *id; /* a URN of ours */
  char *title;
  char *issuer;
  CoffretKind kind;
  CoffretInstant awarded; /* may be a month or a year (instant.h) */
  CoffretInstant expires;
  char *description;
  char **skills; /* never NULL */
  double hours;  /* 0: unknown */
  char *grade;
  char *level;
  char *language; /* BCP 47 */
  char *url;
  char *number; /* of the certificate, the licence … */
} CoffretOwnEntry;

/* With an id, and nothing else. */
CoffretOwnEntry *coffret_own_entry_new (void);
void coffret_own_entry_free (CoffretOwnEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretOwnEntry, coffret_own_entry_free)

/* The document of ENTRY, whose texts may be NULL or empty. */
GBytes *coffret_own_entry_to_bytes (const CoffretOwnEntry *entry);
/* NULL: CREDENTIAL was read from something else. */
CoffretOwnEntry *coffret_own_entry_from_credential (const CoffretCredential *credential);

G_END_DECLS
