#include "organise/door-state.h"

#include <glib/gi18n-lib.h>

#include "vault/error.h"

CoffretDoorState
coffret_door_state_for_vault (CoffretVaultState state)
{
  switch (state) {
  case COFFRET_VAULT_ABSENT:
    return COFFRET_DOOR_FIRST_RUN;
  case COFFRET_VAULT_PRESENT:
    return COFFRET_DOOR_LOCKED;
  case COFFRET_VAULT_DATABASE_MISSING:
  case COFFRET_VAULT_SLOTS_MISSING:
    return COFFRET_DOOR_MISSING;
  case COFFRET_VAULT_DAMAGED:
    return COFFRET_DOOR_DAMAGED;
  case COFFRET_VAULT_NEWER:
    return COFFRET_DOOR_NEWER;
  case COFFRET_VAULT_PLAINTEXT:
  default:
    return COFFRET_DOOR_FAULT;
  }
}

GError *
coffret_door_error_for_vault (CoffretVaultState state)
{
  switch (state) {
  case COFFRET_VAULT_DATABASE_MISSING:
    return g_error_new_literal (
      COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_MISSING,
      _ ("The file with your credentials is not where it was. (vault.db is missing.)"));
  case COFFRET_VAULT_SLOTS_MISSING:
    return g_error_new_literal (
      COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_MISSING,
      _ (
        "The file with the ways into your vault is not where it was. (keyslots.json is missing.)"));
  case COFFRET_VAULT_DAMAGED:
    return g_error_new_literal (
      COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED,
      _ ("A file of your vault is not what Coffret wrote. Nothing in it was changed now."));
  case COFFRET_VAULT_NEWER:
    return g_error_new_literal (
      COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NEWER,
      _ ("A newer Coffret has used this vault. Update Coffret to open it."));
  case COFFRET_VAULT_PLAINTEXT:
    return g_error_new_literal (
      COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_PLAINTEXT,
      _ ("The vault on the disk is not encrypted, so Coffret does not use it."));
  case COFFRET_VAULT_ABSENT:
  case COFFRET_VAULT_PRESENT:
  default:
    return NULL;
  }
}

CoffretDoorState
coffret_door_state_for_error (const GError *error, CoffretSlotType slot)
{
  if (error->domain != COFFRET_VAULT_ERROR)
    return COFFRET_DOOR_FAULT;
  switch ((CoffretVaultError) error->code) {
  case COFFRET_VAULT_ERROR_WRONG_KEY:
  case COFFRET_VAULT_ERROR_NO_SLOT:
    /* A keyring with another vault's key has not this one's. */
    return slot == COFFRET_SLOT_KEYRING ? COFFRET_DOOR_KEYRING_ABSENT : COFFRET_DOOR_LOCKED;
  case COFFRET_VAULT_ERROR_CLOSED:
  case COFFRET_VAULT_ERROR_NO_MEMORY:
    return COFFRET_DOOR_LOCKED;
  case COFFRET_VAULT_ERROR_MISSING:
    return COFFRET_DOOR_MISSING;
  case COFFRET_VAULT_ERROR_DAMAGED:
    return COFFRET_DOOR_DAMAGED;
  case COFFRET_VAULT_ERROR_NEWER:
    return COFFRET_DOOR_NEWER;
  case COFFRET_VAULT_ERROR_BUSY:
    return COFFRET_DOOR_BUSY;
  case COFFRET_VAULT_ERROR_KEYRING_NONE:
    return COFFRET_DOOR_KEYRING_NONE;
  case COFFRET_VAULT_ERROR_KEYRING_LOCKED:
    return COFFRET_DOOR_KEYRING_LOCKED;
  case COFFRET_VAULT_ERROR_KEYRING_ABSENT:
    return COFFRET_DOOR_KEYRING_ABSENT;
  case COFFRET_VAULT_ERROR_KEYRING_TIMEOUT:
    return COFFRET_DOOR_KEYRING_TIMEOUT;
  case COFFRET_VAULT_ERROR_EXISTS:
  case COFFRET_VAULT_ERROR_PLAINTEXT:
  case COFFRET_VAULT_ERROR_PROVIDER:
  case COFFRET_VAULT_ERROR_FULL:
  case COFFRET_VAULT_ERROR_READ_ONLY:
  case COFFRET_VAULT_ERROR_IO:
  default:
    return COFFRET_DOOR_FAULT;
  }
}
