#include "share/packing.h"

#include <glib/gi18n-lib.h>

#include "base/fold.h"
#include "credential/reader.h"
#include "credential/words.h"
#include "vault/records.h"

/* What is fetched from the vault at once: short enough for whoever else waits for it. */
#define BATCH 32
#define BATCH_BYTES (1024 * 1024)
/* Files that are kept at hand for a group; of the others the content leaves, not the file. */
#define MOST_FILES (64 * 1024 * 1024)

struct _CoffretPacker {
  GObject parent_instance;
  CoffretSession *session;
  char *catalogues;
  GHashTable *known; /* credential id -> Known */
};

G_DEFINE_FINAL_TYPE (CoffretPacker, coffret_packer, G_TYPE_OBJECT)

/* A credential that was read; immutable but for the count. */
typedef struct {
  gatomicrefcount refs;
  char *original; /* which it was read from, and where in it */
  char *place;
  CoffretCredential *credential;
  GBytes *file; /* the original, where it holds nothing else; nullable */
} Known;

/* One member on its way. */
typedef struct {
  char *id;
  CoffretFields allowed;
  CoffretRecord *record; /* NULL: not fetched, or there is none */
  Known *known;          /* NULL: not read (yet) */
  GBytes *bytes;         /* to be read */
  char *reason;          /* why it stays behind; nullable */
} Member;

/* One parcel on its way. */
typedef struct {
  CoffretPacker *packer;
  CoffretSharingGroup *group;
  CoffretInstant now;
  GCancellable *cancellable; /* nullable */
  GPtrArray *members;        /* Member */
  GHashTable *known;         /* the packer's, as it was at the beginning: id -> Known */
  guint next;                /* the first that is not fetched */
  guint first;               /* of the batch */
  gsize files;               /* bytes of files that are kept */
  gboolean practice;
  CoffretWording *wording;
  CoffretSecret *seed; /* nullable */
  CoffretPack *pack;
} Packing;

static Known *
known_ref (Known *known)
{
  g_atomic_ref_count_inc (&known->refs);
  return known;
}

static void
known_unref (Known *known)
{
  if (known == NULL || !g_atomic_ref_count_dec (&known->refs))
    return;
  g_free (known->original);
  g_free (known->place);
  coffret_credential_unref (known->credential);
  g_clear_pointer (&known->file, g_bytes_unref);
  g_free (known);
}

static GHashTable *
known_table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) known_unref);
}

static void
member_free (gpointer data)
{
  Member *member = data;

  g_free (member->id);
  g_clear_pointer (&member->record, coffret_record_unref);
  known_unref (member->known);
  g_clear_pointer (&member->bytes, g_bytes_unref);
  g_free (member->reason);
  g_free (member);
}

static void
packing_free (gpointer data)
{
  Packing *packing = data;

  g_object_unref (packing->packer);
  coffret_sharing_group_free (packing->group);
  g_clear_object (&packing->cancellable);
  g_ptr_array_unref (packing->members);
  g_hash_table_unref (packing->known);
  g_clear_pointer (&packing->wording, coffret_wording_unref);
  g_clear_pointer (&packing->seed, coffret_secret_unref);
  coffret_pack_unref (packing->pack);
  g_free (packing);
}

static void
coffret_packer_finalize (GObject *object)
{
  CoffretPacker *self = COFFRET_PACKER (object);

  g_object_unref (self->session);
  g_free (self->catalogues);
  g_hash_table_unref (self->known);
  G_OBJECT_CLASS (coffret_packer_parent_class)->finalize (object);
}

static void
coffret_packer_class_init (CoffretPackerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = coffret_packer_finalize;
}

static void
coffret_packer_init (CoffretPacker *self)
{
  self->known = known_table_new ();
}

CoffretPacker *
coffret_packer_new (CoffretSession *session, const char *catalogues)
{
  CoffretPacker *self = g_object_new (COFFRET_TYPE_PACKER, NULL);

  self->session = g_object_ref (session);
  self->catalogues = g_strdup (catalogues);
  return self;
}

/* Its bytes, unless an earlier one of the batch has them. Damage loses this one only. */
static void
fetch_bytes (Packing *packing, CoffretDatabase *database, Member *member, gsize *size)
{
  g_autoptr (GError) reason = NULL;

  for (guint i = packing->first; i < packing->next; i++) {
    const Member *other = g_ptr_array_index (packing->members, i);

    if (other != member && other->bytes != NULL &&
        g_str_equal (other->record->original_id, member->record->original_id)) {
      member->bytes = g_bytes_ref (other->bytes);
      return;
    }
  }
  member->bytes = coffret_originals_get (database, member->record->original_id, &reason);
  if (member->bytes == NULL)
    member->reason = g_strdup (reason->message);
  else
    *size += g_bytes_get_size (member->bytes);
}

static gboolean
fetch_member (
  Packing *packing, CoffretDatabase *database, Member *member, gsize *size, GError **error)
{
  g_autoptr (GError) reason = NULL;
  Known *known = g_hash_table_lookup (packing->known, member->id);

  member->record = coffret_records_get (database, member->id, &reason);
  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  if (member->record == NULL)
    member->reason = g_strdup (_ ("It is no longer in the vault."));
  else if (member->record->trashed != COFFRET_INSTANT_NONE)
    member->reason = g_strdup (_ ("It is in the trash."));
  else if (known != NULL && g_str_equal (known->original, member->record->original_id) &&
           g_str_equal (known->place, member->record->place)) {
    member->known = known_ref (known);
    packing->files += known->file != NULL ? g_bytes_get_size (known->file) : 0;
  } else
    fetch_bytes (packing, database, member, size);
  return TRUE;
}

/* A CoffretVaultFunc for one batch. */
static gboolean
fetch_batch (CoffretDatabase *database, gpointer data, GError **error)
{
  Packing *packing = data;
  gsize size = 0;

  packing->first = packing->next;
  while (packing->next < packing->members->len && packing->next - packing->first < BATCH &&
         size < BATCH_BYTES)
    if (!fetch_member (packing, database, g_ptr_array_index (packing->members, packing->next++),
                       &size, error))
      return FALSE;
  return TRUE;
}

/* A CoffretVaultFunc. A group that was never saved has no key. */
static gboolean
fetch_seed (CoffretDatabase *database, gpointer data, GError **error)
{
  Packing *packing = data;

  packing->seed = coffret_sharing_groups_seed (database, packing->group->id, NULL);
  return TRUE;
}

static void
settle_member (Member *member, const CoffretItem *item)
{
  Known *known;

  if (member->known != NULL || item->credential == NULL ||
      g_strcmp0 (item->place, member->record->place) != 0)
    return;
  known = g_new0 (Known, 1);
  g_atomic_ref_count_init (&known->refs);
  known->original = g_strdup (member->record->original_id);
  known->place = g_strdup (member->record->place);
  known->credential = coffret_credential_ref (item->credential);
  member->known = known;
}

static void
keep_file (Packing *packing, Member *member)
{
  gsize size = member->bytes != NULL ? g_bytes_get_size (member->bytes) : 0;

  if (member->known == NULL || member->known->file != NULL || *member->known->place != '\0' ||
      size == 0 || packing->files + size > MOST_FILES)
    return;
  member->known->file = g_bytes_ref (member->bytes);
  packing->files += size;
}

/* Those of one file in a batch. */
typedef struct {
  Packing *packing;
  GBytes *bytes;
} File;

static gboolean
on_item (CoffretItem *item, gpointer data)
{
  const File *file = data;
  gboolean more = FALSE;

  for (guint i = file->packing->first; i < file->packing->next; i++) {
    Member *member = g_ptr_array_index (file->packing->members, i);

    if (member->bytes != file->bytes)
      continue;
    settle_member (member, item);
    more |= member->known == NULL;
  }
  coffret_item_unref (item);
  return more;
}

/* A file with several credentials of the group in it is read once for them. */
static void
read_file (Packing *packing, guint first)
{
  Member *member = g_ptr_array_index (packing->members, first);
  const File file = { packing, member->bytes };
  gboolean alone = TRUE;

  for (guint i = first + 1; i < packing->next && alone; i++)
    alone = ((Member *) g_ptr_array_index (packing->members, i))->bytes != member->bytes;
  if (!alone)
    coffret_reader_visit (member->bytes, member->record->file_name, &coffret_limits_default,
                          on_item, (gpointer) &file, NULL, NULL);
}

static void
read_member (Member *member)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretItem) item =
    coffret_reader_read_place (member->bytes, member->record->place, &reason);

  if (item != NULL)
    settle_member (member, item);
  if (member->known == NULL)
    member->reason = g_strdup (reason != NULL ? reason->message : _ ("It could not be read."));
}

/* On a thread. */
static void
read_batch (Packing *packing)
{
  for (guint i = packing->first; i < packing->next; i++) {
    Member *member = g_ptr_array_index (packing->members, i);

    if (member->bytes == NULL || member->known != NULL)
      continue;
    read_file (packing, i);
    if (member->known == NULL)
      read_member (member);
  }
  for (guint i = packing->first; i < packing->next; i++) {
    Member *member = g_ptr_array_index (packing->members, i);

    keep_file (packing, member);
    g_clear_pointer (&member->bytes, g_bytes_unref);
  }
}

static char *
title_of (const CoffretRecord *record)
{
  const char *title = record != NULL ? coffret_text_best (record->title, NULL) : NULL;

  return g_strdup (title != NULL ? title : "");
}

static void
leave_behind (CoffretPack *pack, const Member *member)
{
  CoffretLeftBehind *left = g_new0 (CoffretLeftBehind, 1);

  left->credential = g_strdup (member->id);
  left->title = title_of (member->record);
  left->reason = g_strdup (member->reason);
  g_ptr_array_add (pack->left_behind, left);
}

static void
put_in (CoffretPack *pack, const Member *member)
{
  const CoffretRecord *record = member->record;
  const char *issuer = coffret_text_best (record->issuer_name, NULL);
  CoffretPackItem *item = g_new0 (CoffretPackItem, 1);
  CoffretDisclosure *disclosure =
    coffret_disclosure_new (member->known->credential, member->allowed, pack->parcel->wording);

  if (member->known->file != NULL)
    coffret_disclosure_set_file (disclosure, member->known->file, member->allowed);
  item->credential = g_strdup (member->id);
  item->digest = g_strdup (record->digest);
  item->title = title_of (record);
  item->issuer = g_strdup (issuer != NULL ? issuer : "");
  item->verdict = g_strdup (record->verdict);
  g_ptr_array_add (pack->items, item);
  g_ptr_array_add (pack->parcel->disclosures, disclosure);
}

/* On a thread. */
static void
put_together (Packing *packing)
{
  const CoffretSharingGroup *group = packing->group;
  g_autoptr (CoffretParcel) parcel = coffret_parcel_new (packing->wording, packing->now);

  parcel->holder = g_strdup (group->holder);
  parcel->contact = g_strdup (group->contact);
  parcel->recipient = g_strdup (group->recipient);
  parcel->message = g_strdup (group->message);
  parcel->until = coffret_sharing_group_end (group, packing->now);
  parcel->practice = packing->practice;
  if (packing->seed != NULL)
    parcel->key = coffret_holder_key_new (packing->seed);
  packing->pack = coffret_pack_new (parcel, group);
  for (guint i = 0; i < packing->members->len; i++) {
    const Member *member = g_ptr_array_index (packing->members, i);

    if (g_cancellable_is_cancelled (packing->cancellable))
      break;
    if (member->known != NULL)
      put_in (packing->pack, member);
    else
      leave_behind (packing->pack, member);
  }
}

typedef struct {
  void (*func) (Packing *packing);
  Packing *packing;
  DexPromise *done;
} Work;

static void
do_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree Work *work = data;
  g_autoptr (DexPromise) done = work->done;

  work->func (work->packing);
  dex_promise_resolve_boolean (done, TRUE);
  g_task_return_boolean (task, TRUE);
}

/* In a fiber: FUNC on a thread, whose stack is deep enough for what is nested. Waits for its end
 * whatever happens, so that nothing is used after it is gone. */
static gboolean
on_thread (void (*func) (Packing *packing), Packing *packing, GError **error)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  DexPromise *done = dex_promise_new ();
  Work *work = g_new (Work, 1);

  work->func = func;
  work->packing = packing;
  work->done = dex_ref (done);
  g_task_set_static_name (task, "coffret-pack");
  g_task_set_task_data (task, work, NULL);
  g_task_run_in_thread (task, do_work);
  return dex_await (DEX_FUTURE (done), error) &&
         !g_cancellable_set_error_if_cancelled (packing->cancellable, error);
}

/* In a fiber. */
static gboolean
gather (Packing *packing, GError **error)
{
  CoffretVault *vault = coffret_session_get_vault (packing->packer->session);

  while (packing->next < packing->members->len)
    if (!dex_await (coffret_vault_run (vault, COFFRET_PRIORITY_HIGH, fetch_batch, packing, NULL),
                    error) ||
        !on_thread (read_batch, packing, error))
      return FALSE;
  return dex_await (coffret_vault_run (vault, COFFRET_PRIORITY_HIGH, fetch_seed, packing, NULL),
                    error) &&
         on_thread (put_together, packing, error);
}

/* Only of this group: of another one, another page asks. */
static void
remember (Packing *packing)
{
  g_autoptr (GHashTable) known = known_table_new ();

  for (guint i = 0; i < packing->members->len; i++) {
    const Member *member = g_ptr_array_index (packing->members, i);

    if (member->known != NULL)
      g_hash_table_replace (known, g_strdup (member->id), known_ref (member->known));
  }
  g_hash_table_unref (packing->packer->known);
  packing->packer->known = g_steal_pointer (&known);
}

static DexFuture *
pack_in_fiber (gpointer data)
{
  Packing *packing = data;
  g_autoptr (GError) error = NULL;

  if (!gather (packing, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  remember (packing);
  return dex_future_new_take_boxed (COFFRET_TYPE_PACK, g_steal_pointer (&packing->pack));
}

static Packing *
packing_new (CoffretPacker *self,
             const CoffretSharingGroup *group,
             CoffretInstant now,
             GCancellable *cancellable)
{
  Packing *packing = g_new0 (Packing, 1);

  packing->packer = g_object_ref (self);
  packing->group = coffret_sharing_group_copy (group);
  packing->now = now;
  packing->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  packing->known = g_hash_table_ref (self->known);
  packing->practice = coffret_session_is_practice (self->session);
  packing->wording = coffret_wording_new (self->catalogues, group->language);
  packing->members = g_ptr_array_new_full (group->members->len, member_free);
  for (guint i = 0; i < group->members->len; i++) {
    const CoffretSharingMember *of_group = g_ptr_array_index (group->members, i);
    Member *member = g_new0 (Member, 1);

    member->id = g_strdup (of_group->credential);
    member->allowed = coffret_sharing_group_allows (group, of_group);
    g_ptr_array_add (packing->members, member);
  }
  return packing;
}

DexFuture *
coffret_packer_make (CoffretPacker *self,
                     const CoffretSharingGroup *group,
                     CoffretInstant now,
                     GCancellable *cancellable)
{
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, pack_in_fiber,
                              packing_new (self, group, now, cancellable), packing_free);
}
