/* recovery-code.h: the 26 characters of a recovery sheet.
 *
 * 23 random characters of an alphabet of 32 (115 bits), then 3 that are computed from
 * them: a Reed-Solomon code over GF(32). Up to three wrong characters are always
 * noticed, wherever they are, so each wrong character and each pair that changed places;
 * which character it is can be told for one wrong character or two neighbours that
 * changed places, however the rest reads. Nothing is ever corrected: the person compares.
 *
 * Forgiven while typing: lower case, spaces, dashes, line ends; O for 0, I and L for 1,
 * U for V (the alphabet has none of the four), other scripts' digits.
 *
 * A code opens the vault: only ever in a CoffretSecret.
 */
#pragma once

#include "base/secret.h"

G_BEGIN_DECLS

#define COFFRET_RECOVERY_CODE_LENGTH 26
/* Two lines of three groups: 4, 5 and 4 characters. */
#define COFFRET_RECOVERY_CODE_GROUPS 6
/* With a dash after each group but the last. */
#define COFFRET_RECOVERY_CODE_WRITTEN_LENGTH                                                       \
  (COFFRET_RECOVERY_CODE_LENGTH + COFFRET_RECOVERY_CODE_GROUPS - 1)
/* More than that is not looked at. */
#define COFFRET_RECOVERY_CODE_MAX_TYPED 512

/* 26 characters, no end mark. */
CoffretSecret *coffret_recovery_code_new (void);

/* The code that TEXT (any bytes) writes. NULL with COFFRET_VAULT_ERROR_WRONG_KEY: a
 * sentence that says which group to compare, where that can be told. GROUP (nullable)
 * receives its number from 1, else 0. */
CoffretSecret *
coffret_recovery_code_parse (const char *text, gsize length, guint *group, GError **error);

/* How it is written on the sheet and in its QR code: AAAA-BBBBB-CCCC-DDDD-EEEEE-FFFF. */
CoffretSecret *coffret_recovery_code_write (CoffretSecret *code);
/* GROUP from 1: its characters, which lie in CODE and are not terminated. */
const char *coffret_recovery_code_group (CoffretSecret *code, guint group, gsize *length);
/* Whether TYPED is that group, as forgiving as coffret_recovery_code_parse(). */
gboolean
coffret_recovery_code_group_is (CoffretSecret *code, guint group, const char *typed, gsize length);

G_END_DECLS
