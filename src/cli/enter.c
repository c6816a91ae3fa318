#include "cli/enter.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "cli/output.h"
#include "vault/error.h"
#include "vault/site.h"

CoffretExit
coffret_enter_status (const GError *error)
{
  if (error->domain != COFFRET_VAULT_ERROR)
    return COFFRET_EXIT_NOT_DONE;
  switch ((CoffretVaultError) error->code) {
  case COFFRET_VAULT_ERROR_BUSY:
  case COFFRET_VAULT_ERROR_WRONG_KEY:
  case COFFRET_VAULT_ERROR_NO_SLOT:
  case COFFRET_VAULT_ERROR_NO_MEMORY:
  case COFFRET_VAULT_ERROR_KEYRING_NONE:
  case COFFRET_VAULT_ERROR_KEYRING_LOCKED:
  case COFFRET_VAULT_ERROR_KEYRING_ABSENT:
  case COFFRET_VAULT_ERROR_KEYRING_TIMEOUT:
  case COFFRET_VAULT_ERROR_CLOSED:
    return COFFRET_EXIT_LOCKED;
  case COFFRET_VAULT_ERROR_MISSING:
  case COFFRET_VAULT_ERROR_DAMAGED:
  case COFFRET_VAULT_ERROR_PLAINTEXT:
    return COFFRET_EXIT_DAMAGED;
  case COFFRET_VAULT_ERROR_EXISTS:
  case COFFRET_VAULT_ERROR_PROVIDER:
  case COFFRET_VAULT_ERROR_NEWER:
  case COFFRET_VAULT_ERROR_FULL:
  case COFFRET_VAULT_ERROR_READ_ONLY:
  case COFFRET_VAULT_ERROR_IO:
  default:
    return COFFRET_EXIT_NOT_DONE;
  }
}

gboolean
coffret_enter_lacks_keyring (const GError *error)
{
  return g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_NONE) ||
         g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_LOCKED) ||
         g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_ABSENT) ||
         g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_TIMEOUT);
}

/* What is wrong with the place of a new vault, while it can still be made elsewhere. */
static void
warn_of_site (const char *folder)
{
  static const CoffretSiteTrouble said[] = { COFFRET_SITE_LOW, COFFRET_SITE_SYNCED,
                                             COFFRET_SITE_NETWORK };
  CoffretSite site = coffret_site_look (folder);

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    if (site.troubles & said[i]) {
      g_autofree char *title = coffret_site_title (&site, said[i]);
      g_autofree char *advice = coffret_site_advice (&site, said[i]);
      g_autofree char *sentence = NULL;

      /* Translators: what is wrong with a folder, and then what to do */
      sentence = g_strdup_printf (_ ("%s. %s"), title, advice);
      coffret_output_error (sentence);
    }
}

/* The first run: by the keyring when one answers, and by the passphrase when there is one. */
static CoffretVault *
create (const CoffretOptions *options, GError **error)
{
  CoffretSlotType both =
    COFFRET_SLOT_KEYRING | (options->passphrase != NULL ? COFFRET_SLOT_PASSPHRASE : 0);
  g_autoptr (GError) reason = NULL;
  g_autofree char *folder = g_filename_display_name (options->vault);
  g_autofree char *sentence = NULL;
  CoffretVault *vault =
    coffret_vault_create (options->vault, both, options->passphrase, NULL, &reason);

  if (vault == NULL && options->passphrase != NULL && coffret_enter_lacks_keyring (reason)) {
    g_clear_error (&reason);
    vault = coffret_vault_create (options->vault, COFFRET_SLOT_PASSPHRASE, options->passphrase,
                                  NULL, &reason);
  }
  if (vault == NULL) {
    if (coffret_enter_lacks_keyring (reason))
      coffret_output_error (
        _ ("No vault was made: without a keyring, it needs a passphrase. Give one "
           "with --passphrase-fd."));
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }
  if ((coffret_vault_get_slots (vault) & COFFRET_SLOT_KEYRING) == 0)
    /* Translators: %s is a folder. */
    sentence =
      g_strdup_printf (_ ("A new vault was made in %s. It opens with your passphrase."), folder);
  else if (options->passphrase == NULL)
    /* Translators: %s is a folder. */
    sentence =
      g_strdup_printf (_ ("A new vault was made in %s. It opens with your keyring."), folder);
  else
    sentence = g_strdup_printf (
      /* Translators: %s is a folder. */
      _ ("A new vault was made in %s. It opens with your keyring or your passphrase."), folder);
  coffret_output_error (sentence);
  warn_of_site (options->vault);
  return vault;
}

static CoffretVault *
open_vault (const CoffretOptions *options, gboolean may_create, GError **error)
{
  g_autofree char *folder = g_filename_display_name (options->vault);
  CoffretSlotType slots = 0;
  CoffretVaultState state = coffret_vault_examine (options->vault, &slots);

  if (state == COFFRET_VAULT_ABSENT) {
    if (may_create)
      return create (options, error);
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 /* Translators: %s is a folder. */
                 _ ("There is no vault in %s yet. “coffretctl import” makes one."), folder);
    return NULL;
  }
  if (state == COFFRET_VAULT_PRESENT && options->passphrase == NULL &&
      (slots & COFFRET_SLOT_KEYRING) == 0) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT,
                         _ ("This vault opens with a passphrase. Give it with --passphrase-fd."));
    return NULL;
  }
  /* A keyring may ask its owner only where somebody sits to answer. */
  return coffret_vault_open (
    options->vault, options->passphrase != NULL ? COFFRET_SLOT_PASSPHRASE : COFFRET_SLOT_KEYRING,
    options->passphrase, isatty (STDIN_FILENO), NULL, error);
}

CoffretVault *
coffret_enter_vault (const CoffretOptions *options, gboolean may_create, CoffretExit *status)
{
  g_autoptr (GError) error = NULL;
  CoffretVault *vault;

  dex_init ();
  vault = open_vault (options, may_create, &error);
  *status = vault != NULL ? COFFRET_EXIT_DONE : coffret_enter_status (error);
  if (vault == NULL)
    coffret_output_error (error->message);
  return vault;
}

CoffretSession *
coffret_enter (const CoffretOptions *options, gboolean may_create, CoffretExit *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = coffret_enter_vault (options, may_create, status);
  g_auto (GValue) value = G_VALUE_INIT;

  if (vault == NULL)
    return NULL;
  if (coffret_enter_await (coffret_session_new (vault), &value, &error)) {
    *status = COFFRET_EXIT_DONE;
    return g_value_dup_object (&value);
  }
  *status = coffret_enter_status (error);
  coffret_output_error (error->message);
  return NULL;
}

void
coffret_leave (CoffretSession *session)
{
  coffret_session_end (session);
  g_object_unref (session);
}

gboolean
coffret_enter_await (DexFuture *future, GValue *value, GError **error)
{
  g_autoptr (DexFuture) waited = future;
  const GValue *settled;

  while (dex_future_is_pending (waited))
    g_main_context_iteration (NULL, TRUE);
  settled = dex_future_get_value (waited, error);
  if (settled == NULL)
    return FALSE;
  if (value != NULL) {
    g_value_init (value, G_VALUE_TYPE (settled));
    g_value_copy (settled, value);
  }
  return TRUE;
}
