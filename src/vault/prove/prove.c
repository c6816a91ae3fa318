/* coffret-prove: tells whether a way in opens a vault.
 *
 * Started by the vault after it wrote a slot. Knows nothing but what it reads from its
 * standard input: a folder, the slot's kind, a master key's id and the words, each with a zero
 * after it. Opens no database and writes no file. Answers "0", or the number of the error
 * plus one and its sentence.
 */
#include "vault/keyslot-files.h"
#include "vault/prover.h"

#include <locale.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A keyring that never answers, and the most that a slot may ask for, take less. */
#define MAX_SECONDS 120
#define PARTS 3

static CoffretSecret *
read_question (gsize *length)
{
  g_autoptr (CoffretSecret) question = coffret_secret_new (COFFRET_PROVER_MAX_QUESTION + 1);
  gssize got;

  *length = 0;
  while ((got = read (STDIN_FILENO, coffret_secret_bytes (question) + *length,
                      COFFRET_PROVER_MAX_QUESTION - *length)) > 0)
    *length += (gsize) got;
  return got == 0 ? g_steal_pointer (&question) : NULL;
}

static const CoffretSlot *
find_kind (const char *id)
{
  for (guint i = 0; coffret_slots[i] != NULL; i++)
    if (g_str_equal (coffret_slots[i]->id, id))
      return coffret_slots[i];
  return NULL;
}

static gboolean
opens (const char *folder,
       const CoffretSlot *kind,
       const char *key,
       CoffretSecret *words,
       GError **error)
{
  g_autoptr (CoffretKeyslotFiles) files = coffret_keyslot_files_read (folder);
  const CoffretSlotContext context = {
    .cost = &coffret_slot_cost_default,
    .passphrase = words,
    .code = words,
  };
  g_autoptr (CoffretSecret) master =
    coffret_keyslot_files_unlock (files, kind, key, &context, error);

  return master != NULL;
}

int
main (int argc, char **argv)
{
  gsize length = 0, at = 0;
  const char *parts[PARTS];
  g_autoptr (CoffretSecret) question = NULL;
  g_autoptr (CoffretSecret) words = NULL;
  g_autoptr (GError) error = NULL;
  const CoffretSlot *kind;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, COFFRET_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  coffret_secret_protect_process ();
  alarm (MAX_SECONDS);
  question = read_question (&length);
  for (guint i = 0; i < PARTS; i++) {
    /* The last byte of the secret is a zero that was not read. */
    if (question == NULL || at >= length)
      return 2;
    parts[i] = (const char *) coffret_secret_bytes (question) + at;
    at += strlen (parts[i]) + 1;
  }
  if (at < length)
    words = coffret_secret_new_copy (coffret_secret_bytes (question) + at, length - at - 1);
  kind = find_kind (parts[1]);
  if (kind == NULL)
    return 2;
  if (opens (parts[0], kind, parts[2], words, &error))
    printf ("0");
  else if (error->domain == COFFRET_VAULT_ERROR)
    printf ("%d %s", error->code + 1, error->message);
  else
    return 1;
  return 0;
}
