#include "vault/keyslot-files.h"

#include "base/file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define MAX_BYTES (64 * 1024)

static const char *const names[COFFRET_KEYSLOT_COPIES] = { "keyslots.json", "keyslots.json.bak" };

typedef struct {
  GBytes *bytes;
  CoffretKeyslots *slots;   /* NULL: cannot be used */
  CoffretKeyslots *damaged; /* what can be made out of it then; nullable */
  GError *error;            /* why; NULL when the file is not there */
} Copy;

struct _CoffretKeyslotFiles {
  Copy copies[COFFRET_KEYSLOT_COPIES];
};

static void
read_copy (Copy *copy, const char *path)
{
  g_autoptr (GError) reason = NULL;

  copy->bytes = coffret_file_read (path, MAX_BYTES, &reason);
  if (copy->bytes != NULL)
    copy->slots = coffret_keyslots_parse (copy->bytes, &copy->error);
  else if (!g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT) &&
           !g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
    g_set_error (&copy->error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED, "%s (%s)",
                 _ ("The key file of the vault cannot be read. Nothing was changed."),
                 reason->message);
  if (copy->bytes != NULL && copy->slots == NULL)
    copy->damaged = coffret_keyslots_parse_damaged (copy->bytes);
}

CoffretKeyslotFiles *
coffret_keyslot_files_read (const char *folder)
{
  CoffretKeyslotFiles *files = g_new0 (CoffretKeyslotFiles, 1);

  for (guint i = 0; i < COFFRET_KEYSLOT_COPIES; i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);
    read_copy (&files->copies[i], path);
  }
  return files;
}

void
coffret_keyslot_files_free (CoffretKeyslotFiles *files)
{
  if (files == NULL)
    return;
  for (guint i = 0; i < COFFRET_KEYSLOT_COPIES; i++) {
    g_clear_pointer (&files->copies[i].bytes, g_bytes_unref);
    g_clear_pointer (&files->copies[i].slots, coffret_keyslots_free);
    g_clear_pointer (&files->copies[i].damaged, coffret_keyslots_free);
    g_clear_error (&files->copies[i].error);
  }
  g_free (files);
}

gboolean
coffret_keyslot_files_exist (const CoffretKeyslotFiles *files)
{
  for (guint i = 0; i < COFFRET_KEYSLOT_COPIES; i++)
    if (files->copies[i].bytes != NULL || files->copies[i].error != NULL)
      return TRUE;
  return FALSE;
}

/* The copies that can be used, those of the highest revision first. */
static guint
usable (const CoffretKeyslotFiles *files, const CoffretKeyslots *in_order[COFFRET_KEYSLOT_COPIES])
{
  const CoffretKeyslots *first = files->copies[0].slots, *second = files->copies[1].slots;
  guint n = 0;

  if (first != NULL && second != NULL &&
      coffret_keyslots_get_revision (second) > coffret_keyslots_get_revision (first)) {
    in_order[n++] = second;
    second = NULL;
  }
  if (first != NULL)
    in_order[n++] = first;
  if (second != NULL)
    in_order[n++] = second;
  return n;
}

const CoffretKeyslots *
coffret_keyslot_files_best (const CoffretKeyslotFiles *files, GError **error)
{
  const CoffretKeyslots *in_order[COFFRET_KEYSLOT_COPIES] = { NULL };
  const GError *reason = NULL;

  if (usable (files, in_order) > 0)
    return in_order[0];
  for (guint i = 0; i < COFFRET_KEYSLOT_COPIES; i++) {
    const GError *this = files->copies[i].error;
    if (this != NULL && (reason == NULL || this->code == COFFRET_VAULT_ERROR_NEWER))
      reason = this;
  }
  if (reason != NULL && error != NULL)
    *error = g_error_copy (reason);
  else if (reason == NULL)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_MISSING,
                         _ ("The key file of the vault is missing. Nothing was changed. Please "
                            "restore it from a backup."));
  return NULL;
}

static void
set_changed (GError **error)
{
  g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED, "%s (%s)",
               _ ("The key file of the vault is damaged. Nothing was changed. Please restore a "
                  "backup."),
               "MAC");
}

/* The usable slots, each copy's own before those of the key to come. */
#define MAX_LAYERS (2 * COFFRET_KEYSLOT_COPIES)

static guint
layers (const CoffretKeyslotFiles *files, const CoffretKeyslots *found[MAX_LAYERS])
{
  const CoffretKeyslots *in_order[COFFRET_KEYSLOT_COPIES] = { NULL };
  guint copies = usable (files, in_order);
  guint n = 0;

  for (guint i = 0; i < copies; i++) {
    found[n++] = in_order[i];
    if (coffret_keyslots_get_next (in_order[i]) != NULL)
      found[n++] = coffret_keyslots_get_next (in_order[i]);
  }
  return n;
}

GPtrArray *
coffret_keyslot_files_list (const CoffretKeyslotFiles *files)
{
  const CoffretKeyslots *found[MAX_LAYERS];
  guint n = layers (files, found);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (list, (gpointer) found[i]);
  for (guint i = 0; i < COFFRET_KEYSLOT_COPIES; i++)
    if (files->copies[i].damaged != NULL)
      g_ptr_array_add (list, files->copies[i].damaged);
  return list;
}

char **
coffret_keyslot_files_keys (const CoffretKeyslotFiles *files)
{
  const CoffretKeyslots *found[MAX_LAYERS];
  guint n = layers (files, found);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  for (guint i = 0; i < n; i++) {
    gboolean known = FALSE;
    for (guint j = 0; j < i && !known; j++)
      known =
        g_str_equal (coffret_keyslots_get_key (found[i]), coffret_keyslots_get_key (found[j]));
    if (!known)
      g_strv_builder_add (keys, coffret_keyslots_get_key (found[i]));
  }
  return g_strv_builder_end (keys);
}

CoffretSlotType
coffret_keyslot_files_types (const CoffretKeyslotFiles *files)
{
  const CoffretKeyslots *best = coffret_keyslot_files_best (files, NULL);
  const CoffretKeyslots *next = best != NULL ? coffret_keyslots_get_next (best) : NULL;

  return (best != NULL ? coffret_keyslots_get_types (best) : 0) |
         (next != NULL ? coffret_keyslots_get_types (next) : 0);
}

static CoffretSecret *
unlock_layer (const CoffretKeyslots *slots,
              const CoffretSlot *kind,
              const CoffretSlotContext *given,
              GError **error)
{
  const json_t *slot = coffret_keyslots_find (slots, kind);
  CoffretSlotContext context = *given;
  g_autoptr (CoffretSecret) master = NULL;

  if (slot == NULL) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT,
                         _ ("This vault cannot be opened in this way. Please use another one."));
    return NULL;
  }
  context.vault = coffret_keyslots_get_vault (slots);
  context.key = coffret_keyslots_get_key (slots);
  master = kind->unwrap (&context, slot, error);
  if (master == NULL || coffret_keyslots_verify (slots, master))
    return g_steal_pointer (&master);
  set_changed (error);
  return NULL;
}

/* A copy of a newer Coffret is left alone: it is not ours to judge. */
static gboolean
needs_healing (const CoffretKeyslotFiles *files, const CoffretKeyslots *genuine)
{
  g_autoptr (GBytes) content = coffret_keyslots_to_bytes (genuine);

  for (guint i = 0; i < COFFRET_KEYSLOT_COPIES; i++)
    if (g_error_matches (files->copies[i].error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NEWER))
      return FALSE;
  for (guint i = 0; i < COFFRET_KEYSLOT_COPIES; i++)
    if (files->copies[i].bytes == NULL || !g_bytes_equal (files->copies[i].bytes, content))
      return TRUE;
  return FALSE;
}

CoffretSecret *
coffret_keyslot_files_unlock (const CoffretKeyslotFiles *files,
                              const CoffretSlot *kind,
                              const char *key,
                              const CoffretSlotContext *context,
                              GError **error)
{
  const CoffretKeyslots *found[MAX_LAYERS];
  guint n = layers (files, found);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretSecret) master = NULL;

  if (coffret_keyslot_files_best (files, error) == NULL)
    return NULL;
  for (guint i = 0; i < n && master == NULL; i++) {
    gboolean tried = FALSE;
    if (key != NULL && !g_str_equal (coffret_keyslots_get_key (found[i]), key))
      continue;
    /* Deriving a key takes time: not twice for the same slots. */
    for (guint j = 0; j < i && !tried; j++)
      tried = coffret_keyslots_equal (found[i], found[j]);
    if (!tried)
      master = unlock_layer (found[i], kind, context, reason == NULL ? &reason : NULL);
  }
  if (master == NULL) {
    if (reason == NULL)
      g_set_error_literal (&reason, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT,
                           _ ("This vault cannot be opened in this way. Please use another one."));
    g_propagate_error (error, g_steal_pointer (&reason));
  }
  return g_steal_pointer (&master);
}

/* One way in may have been changed just before a crash and the key come by the
 * other: only with the key in hand it is known which copy is the newest. */
CoffretKeyslots *
coffret_keyslot_files_genuine (const CoffretKeyslotFiles *files,
                               CoffretSecret *master,
                               gboolean *heal,
                               CoffretKeyslots **dropped,
                               GError **error)
{
  const CoffretKeyslots *in_order[COFFRET_KEYSLOT_COPIES] = { NULL };
  guint n = usable (files, in_order);

  for (guint i = 0; i < n; i++) {
    const CoffretKeyslots *slots = in_order[i], *next = coffret_keyslots_get_next (slots);
    g_autoptr (CoffretKeyslots) settled = NULL;

    if (coffret_keyslots_verify (slots, master)) {
      if (next == NULL) {
        *heal = needs_healing (files, slots);
        return coffret_keyslots_copy (slots);
      }
      settled = coffret_keyslots_with_next (slots, NULL);
    } else if (next != NULL && coffret_keyslots_verify (next, master))
      settled = coffret_keyslots_promote (slots);
    if (settled == NULL)
      continue;
    if (dropped != NULL)
      *dropped = coffret_keyslots_copy (coffret_keyslots_verify (slots, master) ? next : slots);
    coffret_keyslots_seal (settled, master);
    *heal = TRUE;
    return g_steal_pointer (&settled);
  }
  if (n > 0)
    set_changed (error);
  else
    coffret_keyslot_files_best (files, error);
  return NULL;
}

CoffretSecret *
coffret_keyslot_files_previous (const CoffretKeyslotFiles *files, CoffretSecret *master)
{
  const CoffretKeyslots *found[MAX_LAYERS];
  guint n = layers (files, found);
  CoffretSecret *previous = NULL;

  for (guint i = 0; i < n && previous == NULL; i++)
    if (coffret_keyslots_verify (found[i], master))
      previous = coffret_keyslots_get_previous (found[i], master);
  return previous;
}

static CoffretVaultError
kind_of (const GError *reason)
{
  switch (reason->code) {
  case G_FILE_ERROR_NOSPC:
    return COFFRET_VAULT_ERROR_FULL;
  case G_FILE_ERROR_ROFS:
  case G_FILE_ERROR_ACCES:
  case G_FILE_ERROR_PERM:
    return COFFRET_VAULT_ERROR_READ_ONLY;
  default:
    return COFFRET_VAULT_ERROR_IO;
  }
}

gboolean
coffret_keyslot_files_write (const char *folder, const CoffretKeyslots *slots, GError **error)
{
  g_autoptr (GBytes) content = coffret_keyslots_to_bytes (slots);

  for (guint i = 0; i < COFFRET_KEYSLOT_COPIES; i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);
    g_autoptr (GError) reason = NULL;
    if (coffret_file_replace (path, content, 0600, &reason))
      continue;
    /* With the first copy in place the change is made, and the second is mended at the next
     * opening. Until then it must not let in whom the change shuts out. */
    if (i > 0 && (g_unlink (path) == 0 || errno == ENOENT))
      continue;
    g_set_error (error, COFFRET_VAULT_ERROR, kind_of (reason), "%s (%s)",
                 i == 0
                   ? _ ("The key file of the vault could not be saved, so nothing was changed.")
                   : _ ("The change was saved in one of the two key files only. What opened the "
                        "vault before may still open it. Please try again."),
                 reason->message);
    return FALSE;
  }
  return TRUE;
}
