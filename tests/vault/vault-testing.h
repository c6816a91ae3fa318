/* vault-testing.h: what several of the vault's tests need. */
#pragma once

#include "testing/folder.h"
#include "vault/records.h"
#include "vault/vault-private.h"

/* Cheap enough to derive in a blink. */
extern const CoffretSlotCost testing_cost;

CoffretSecret *testing_passphrase (const char *text);
/* In FOLDER/vault, by the passphrase "correct horse". */
CoffretVault *testing_vault_create (const char *folder);
CoffretVault *testing_vault_open (const char *folder, GError **error);
char *testing_read (const char *folder, const char *name, gsize *length);
void testing_write (const char *folder, const char *name, const char *data, gsize length);
/* A vault in memory whose thread has nothing else to do, so that its database can be borrowed. */
typedef struct {
  CoffretDatabase *database;
  CoffretVault *vault;
} TestingBorrowed;
void testing_borrow (TestingBorrowed *borrowed, gconstpointer data);
void testing_give_back (TestingBorrowed *borrowed, gconstpointer data);
/* An invented credential, all of whose texts hold NAME. */
CoffretRecord *testing_record_new (CoffretDatabase *database, const char *name);
