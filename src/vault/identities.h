/* identities.h: the rows of who the holder is: the names, addresses and other
 * identities by which issuers know the person whose vault it is. */
#pragma once

#include "vault/database.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_IDENTITY_NAME,
  COFFRET_IDENTITY_EMAIL,
  COFFRET_IDENTITY_DID,
  COFFRET_IDENTITY_URL,
  COFFRET_IDENTITY_STUDENT_NUMBER,
  COFFRET_IDENTITY_OTHER,
} CoffretIdentityKind;

#define COFFRET_N_IDENTITY_KINDS (COFFRET_IDENTITY_OTHER + 1)

/* "name", "email", "did", "url", "student-number", "other": as stored. What a later
 * Coffret may store besides is other. */
const char *coffret_identity_kind_to_id (CoffretIdentityKind kind);
CoffretIdentityKind coffret_identity_kind_from_id (const char *id);

typedef struct {
  char *id; /* UUID */
  CoffretIdentityKind kind;
  char *value;
  int position;
} CoffretIdentityRow;

CoffretIdentityRow *coffret_identity_row_new (CoffretIdentityKind kind, const char *value);
CoffretIdentityRow *coffret_identity_row_copy (const CoffretIdentityRow *row);
void coffret_identity_row_free (CoffretIdentityRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretIdentityRow, coffret_identity_row_free)

/* CoffretIdentityRow's in their order, owned. */
GPtrArray *coffret_identities_list (CoffretDatabase *database, GError **error);
/* Inserts, or overwrites the row with that id. */
gboolean
coffret_identities_save (CoffretDatabase *database, const CoffretIdentityRow *row, GError **error);
gboolean coffret_identities_remove (CoffretDatabase *database, const char *id, GError **error);

G_END_DECLS
