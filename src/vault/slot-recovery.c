#include "vault/recovery-code.h"
#include "vault/stretch.h"

#include <glib/gi18n-lib.h>

static void
set_no_memory (GError **error)
{
  g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_MEMORY,
                       _ ("The computer has not enough free memory to check the code of the "
                          "recovery sheet. The code may well be right. Close some programs and try "
                          "again."));
}

static CoffretSecret *
read_code (const CoffretSlotContext *context, GError **error)
{
  const char *text = "";
  gsize length = 0;

  if (context->code != NULL) {
    text = (const char *) coffret_secret_bytes (context->code);
    length = coffret_secret_length (context->code);
  }
  return coffret_recovery_code_parse (text, length, NULL, error);
}

/* The code is random: no guessing has to be made dear, but the sheet must still open the
 * vault on a small computer. */
static json_t *
wrap_recovery (const CoffretSlotContext *context, CoffretSecret *master, GError **error)
{
  g_autoptr (CoffretSecret) code = read_code (context, error);
  json_t *slot;

  if (code == NULL)
    return NULL;
  slot =
    coffret_stretch_wrap (context, &coffret_slot_recovery, code, context->cost->memory_min, master);
  if (slot == NULL)
    set_no_memory (error);
  return slot;
}

static CoffretSecret *
unwrap_recovery (const CoffretSlotContext *context, const json_t *slot, GError **error)
{
  g_autoptr (CoffretSecret) code = read_code (context, error);
  CoffretSecret *master = NULL;

  if (code == NULL)
    return NULL;
  switch (coffret_stretch_unwrap (context, slot, code, &master)) {
  case COFFRET_STRETCH_DAMAGED:
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED,
                         _ ("The key file of the vault is damaged, so the code of the recovery "
                            "sheet cannot be checked. Nothing was changed. Please restore a "
                            "backup."));
    break;
  case COFFRET_STRETCH_NO_MEMORY:
    set_no_memory (error);
    break;
  case COFFRET_STRETCH_WRONG:
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY,
                         _ ("The code is typed correctly, but it is of another recovery sheet. "
                            "Only the newest sheet of this vault opens it."));
    break;
  case COFFRET_STRETCH_DONE:
  default:
    break;
  }
  return master;
}

const CoffretSlot coffret_slot_recovery = {
  .type = COFFRET_SLOT_RECOVERY,
  .id = "recovery",
  .wrap = wrap_recovery,
  .unwrap = unwrap_recovery,
};
