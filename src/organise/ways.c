#include "organise/ways.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "organise/decoder.h"
#include "organise/library-private.h"
#include "organise/work.h"
#include "vault/error.h"
#include "vault/recovery-code.h"

#define MAX_PICTURE (32 * 1024 * 1024)

typedef struct {
  CoffretDoor *door;
  CoffretVault *vault;
  CoffretSlotType slots;
  CoffretSecret *passphrase; /* or whatever the one way needs */
  CoffretSecret *code;
  GCancellable *cancellable; /* when the door is locked */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->door);
  coffret_vault_unref (work->vault);
  g_object_unref (work->cancellable);
  g_clear_pointer (&work->passphrase, coffret_secret_unref);
  g_clear_pointer (&work->code, coffret_secret_unref);
  g_free (work);
}

static DexFuture *
settled (gboolean done, GError *error)
{
  return done ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *
test (gpointer data)
{
  Work *work = data;
  GError *error = NULL;
  gboolean opens =
    coffret_vault_test_slot (work->vault, work->slots, work->passphrase, work->cancellable, &error);

  return settled (opens, error);
}

static DexFuture *
renew (gpointer data)
{
  Work *work = data;
  GError *error = NULL;
  gboolean renewed = coffret_vault_renew_key (work->vault, work->slots, work->passphrase,
                                              work->code, work->cancellable, &error);

  return settled (renewed, error);
}

static DexFuture *
on_done (DexFuture *future, gpointer data)
{
  Work *work = data;

  coffret_door_look_at_slots (work->door);
  return dex_ref (future);
}

static DexFuture *
run (CoffretDoor *door,
     CoffretWorkFunc func,
     CoffretSlotType slots,
     CoffretSecret *passphrase,
     CoffretSecret *code)
{
  CoffretSession *session = coffret_door_get_session (door);
  DexFuture *future;
  Work *work;

  if (session == NULL)
    return dex_future_new_for_error (
      g_error_new_literal (COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED,
                           _ ("The vault was closed in the meantime, so this was not done.")));
  work = g_new0 (Work, 1);
  work->door = g_object_ref (door);
  work->vault = coffret_vault_ref (coffret_session_get_vault (session));
  work->cancellable = coffret_door_ref_cancellable (door);
  work->slots = slots;
  work->passphrase = passphrase != NULL ? coffret_secret_ref (passphrase) : NULL;
  work->code = code != NULL ? coffret_secret_ref (code) : NULL;
  future = dex_future_finally (coffret_work_block (func, work, NULL), on_done, work, work_free);
  dex_future_disown (dex_ref (future));
  return future;
}

gboolean
coffret_ways_lack (CoffretDoor *door)
{
  CoffretSession *session = coffret_door_get_session (door);
  CoffretVault *vault = session != NULL ? coffret_session_get_vault (session) : NULL;

  return vault != NULL && coffret_vault_get_folder (vault) != NULL &&
         !coffret_vault_is_read_only (vault) &&
         (coffret_vault_get_proven_slots (vault) & ~COFFRET_SLOT_KEYRING) == 0;
}

gboolean
coffret_ways_risk (CoffretDoor *door)
{
  CoffretSnapshot *snapshot;
  gboolean any;

  if (!coffret_ways_lack (door))
    return FALSE;
  snapshot =
    coffret_library_ref_snapshot (coffret_session_get_library (coffret_door_get_session (door)));
  any = coffret_snapshot_get_count (snapshot) > 0;
  coffret_snapshot_unref (snapshot);
  return any;
}

DexFuture *
coffret_ways_test (CoffretDoor *door, CoffretSlotType slot, CoffretSecret *secret)
{
  return run (door, test, slot, secret, NULL);
}

DexFuture *
coffret_ways_renew (CoffretDoor *door,
                    CoffretSlotType slots,
                    CoffretSecret *passphrase,
                    CoffretSecret *code)
{
  return run (door, renew, slots, passphrase, code);
}

static GBytes *
read_file (GFile *file, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GBytes) bytes =
    stream != NULL
      ? g_input_stream_read_bytes (G_INPUT_STREAM (stream), MAX_PICTURE + 1, NULL, error)
      : NULL;

  if (bytes != NULL && g_bytes_get_size (bytes) <= MAX_PICTURE)
    return g_steal_pointer (&bytes);
  if (bytes != NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _ ("This picture is too large. Please choose a smaller one."));
  return NULL;
}

static DexFuture *
read_picture (gpointer data)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = read_file (data, &error);
  g_auto (GStrv) texts = NULL;

  if (bytes == NULL)
    return dex_future_new_for_error (error);
  if (coffret_decoder_knows (bytes))
    texts = coffret_decoder_read_codes (bytes, NULL);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++) {
    g_autoptr (CoffretSecret) code =
      coffret_recovery_code_parse (texts[i], strlen (texts[i]), NULL, NULL);
    if (code != NULL)
      return dex_future_new_take_string (g_strdup (texts[i]));
  }
  return dex_future_new_for_error (g_error_new_literal (
    G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
    _ ("There is no code of a recovery sheet to be found in this picture. Try another picture, or "
       "type the code.")));
}

/* So that it is settled in a turn of the caller's main loop. */
static DexFuture *
on_read (DexFuture *future, gpointer data)
{
  return dex_ref (future);
}

DexFuture *
coffret_ways_read_picture (GFile *picture)
{
  return dex_future_finally (
    coffret_work_block (read_picture, g_object_ref (picture), g_object_unref), on_read, NULL, NULL);
}
