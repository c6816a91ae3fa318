#include "vault/restore-sharing.h"

#include "base/fold.h"
#include "base/settle.h"
#include "vault/restore-file.h"
#include "vault/shares.h"
#include "vault/sharing-groups.h"

#include <string.h>

/* In characters: longer than any search that is looked into. */
#define MAX_RULE 2000
#define MAX_LINE 500
#define MAX_WORD 64
#define MAX_DAYS 36500

struct _CoffretRestoreSharing {
  CoffretDatabase *source;
  CoffretRestoreReport *report;
  gboolean new;
  GPtrArray *groups; /* CoffretSharingGroup, there */
  GPtrArray *shares; /* CoffretShareRow, there; the oldest last */
  GHashTable *there; /* credentials there that some of these name; a set */
  GHashTable *here;  /* credential there -> here */
  guint next_group;  /* of those that are done */
  guint next_share;
  CoffretSecret *seed;      /* of the group that is next */
  CoffretShareRow *row;     /* under way, as it is to be here; NULL: none */
  CoffretRestoreFile *file; /* NULL: it comes without */
};

CoffretRestoreSharing *
coffret_restore_sharing_new (CoffretDatabase *source,
                             gboolean new,
                             CoffretRestoreReport *report,
                             GError **error)
{
  g_autoptr (CoffretRestoreSharing) self = g_new0 (CoffretRestoreSharing, 1);

  self->source = source;
  self->new = new;
  self->report = report;
  self->there = g_hash_table_new (g_str_hash, g_str_equal);
  self->here = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->groups = coffret_sharing_groups_list (source, error);
  self->shares = self->groups != NULL ? coffret_shares_list (source, NULL, error) : NULL;
  if (self->shares == NULL)
    return NULL;
  for (guint i = 0; i < self->groups->len; i++) {
    const CoffretSharingGroup *group = g_ptr_array_index (self->groups, i);

    for (guint j = 0; j < group->members->len; j++)
      g_hash_table_add (self->there,
                        ((CoffretSharingMember *) group->members->pdata[j])->credential);
    for (guint j = 0; j < group->left_out->len; j++)
      g_hash_table_add (self->there, group->left_out->pdata[j]);
  }
  for (guint i = 0; i < self->shares->len; i++) {
    const CoffretShareRow *row = g_ptr_array_index (self->shares, i);

    for (guint j = 0; j < row->items->len; j++)
      g_hash_table_add (self->there, ((CoffretShareItem *) row->items->pdata[j])->credential);
  }
  return g_steal_pointer (&self);
}

static void
forget_share (CoffretRestoreSharing *self)
{
  g_clear_pointer (&self->row, coffret_share_row_unref);
  g_clear_pointer (&self->file, coffret_restore_file_free);
}

void
coffret_restore_sharing_free (CoffretRestoreSharing *self)
{
  if (self == NULL)
    return;
  forget_share (self);
  g_clear_pointer (&self->seed, coffret_secret_unref);
  g_clear_pointer (&self->here, g_hash_table_unref);
  g_clear_pointer (&self->there, g_hash_table_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->shares, g_ptr_array_unref);
  g_free (self);
}

void
coffret_restore_sharing_map (CoffretRestoreSharing *self, const char *there, const char *here)
{
  gpointer key = NULL;

  if (g_hash_table_lookup_extended (self->there, there, &key, NULL))
    g_hash_table_insert (self->here, key, g_strdup (here));
}

/* An id or a tag of ours, which may become a part of something; else INSTEAD (nullable). Owned. */
static char *
plain_word (const char *text, const char *instead)
{
  static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-+./:";

  return g_strdup (text != NULL && *text != '\0' && strlen (text) <= MAX_WORD &&
                       strspn (text, plain) == strlen (text)
                     ? text
                     : instead);
}

/* It becomes a part of a file's name. */
static char *
plain_language (const char *tag)
{
  return tag != NULL && strpbrk (tag, "./:+") == NULL ? plain_word (tag, "en") : g_strdup ("en");
}

static char *
line (const char *text)
{
  char *clean = coffret_clean (text, MAX_LINE, FALSE);

  return clean != NULL ? clean : g_strdup ("");
}

static gboolean
has_row (
  CoffretDatabase *database, const char *sql, const char *id, gboolean *there, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (database, sql, error, "s", id);

  if (statement == NULL)
    return FALSE;
  *there = coffret_statement_step (statement, &reason);
  return coffret_settle (&reason, error);
}

static gboolean
find_position (CoffretDatabase *target, int *position, GError **error)
{
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    target, "SELECT coalesce (max (position), -1) + 1 FROM sharing_groups", error, "");

  if (statement == NULL || !coffret_statement_step (statement, error))
    return FALSE;
  *position = (int) coffret_statement_int (statement, 0);
  return TRUE;
}

/* THERE as it is to be here. */
static CoffretSharingGroup *
renew_group (const CoffretRestoreSharing *self,
             const CoffretSharingGroup *there,
             GHashTable *places)
{
  g_autofree char *name = coffret_clean_filled (there->name, COFFRET_SHARING_MAX_NAME, FALSE);
  CoffretSharingGroup *made = coffret_sharing_group_new (name != NULL ? name : "…");
  const char *place =
    there->compartment != NULL ? g_hash_table_lookup (places, there->compartment) : NULL;

  g_set_str (&made->id, there->id);
  g_free (made->audience);
  made->audience = plain_word (there->audience, "own");
  made->fields = there->fields;
  made->holder = coffret_clean_filled (there->holder, COFFRET_SHARING_MAX_NAME, FALSE);
  made->contact = coffret_clean_filled (there->contact, COFFRET_SHARING_MAX_TEXT, TRUE);
  made->recipient = coffret_clean_filled (there->recipient, COFFRET_SHARING_MAX_NAME, FALSE);
  made->message = coffret_clean_filled (there->message, COFFRET_SHARING_MAX_TEXT, TRUE);
  g_free (made->language);
  made->language = plain_language (there->language);
  made->days = MIN (there->days, MAX_DAYS);
  made->until = there->until;
  made->compartment = g_strdup (place);
  made->rule = coffret_clean_filled (there->rule, MAX_RULE, FALSE);
  made->changed = MIN (there->changed, made->changed);
  for (guint i = 0; i < there->members->len && i < COFFRET_SHARING_MAX_MEMBERS; i++) {
    const CoffretSharingMember *member = g_ptr_array_index (there->members, i);
    const char *here = g_hash_table_lookup (self->here, member->credential);

    if (here != NULL) {
      CoffretSharingMember *copy = coffret_sharing_member_new (here);

      copy->shown = member->shown;
      copy->hidden = member->hidden;
      g_ptr_array_add (made->members, copy);
    }
  }
  for (guint i = 0; i < there->left_out->len && i < COFFRET_SHARING_MAX_MEMBERS; i++) {
    const char *here = g_hash_table_lookup (self->here, g_ptr_array_index (there->left_out, i));

    if (here != NULL)
      g_ptr_array_add (made->left_out, g_strdup (here));
  }
  return made;
}

static gboolean
apply_group (CoffretRestoreSharing *self,
             CoffretDatabase *target,
             GHashTable *places,
             GError **error)
{
  const CoffretSharingGroup *there = g_ptr_array_index (self->groups, self->next_group);
  g_autoptr (CoffretSecret) seed = g_steal_pointer (&self->seed);
  g_autoptr (CoffretSharingGroup) made = NULL;
  gboolean known = FALSE;

  self->next_group++;
  if (!g_uuid_string_is_valid (there->id))
    return TRUE;
  if (!has_row (target, "SELECT 1 FROM sharing_groups WHERE id = ?", there->id, &known, error))
    return FALSE;
  if (known)
    return TRUE;
  made = renew_group (self, there, places);
  if (!find_position (target, &made->position, error) ||
      !(seed != NULL ? coffret_sharing_groups_add (target, made, seed, error)
                     : coffret_sharing_groups_save (target, made, error)))
    return FALSE;
  self->report->groups++;
  return TRUE;
}

static char *
plain_digest (const char *digest)
{
  return g_strdup (strlen (digest) == 64 && strspn (digest, "0123456789abcdef") == 64 ? digest
                                                                                      : "");
}

/* THERE as it is to be here. */
static CoffretShareRow *
renew_share (const CoffretRestoreSharing *self, const CoffretShareRow *there)
{
  g_autofree char *kind = plain_word (there->kind, "file");
  CoffretShareRow *made = coffret_share_row_new (kind);

  g_set_str (&made->id, there->id);
  made->shared = MIN (there->shared, made->shared);
  made->until = there->until;
  made->group = plain_word (there->group, NULL);
  made->name = line (there->name);
  made->audience = plain_word (there->audience, "own");
  made->recipient = coffret_clean_filled (there->recipient, COFFRET_SHARING_MAX_NAME, FALSE);
  made->language = plain_language (there->language);
  made->key = coffret_clean_filled (there->key, MAX_LINE, FALSE);
  made->file_name = coffret_clean_filled (there->file_name, MAX_LINE, FALSE);
  made->media_type = plain_word (there->media_type, "application/octet-stream");
  made->size = MAX (there->size, 0);
  made->sha256 = plain_digest (there->sha256);
  for (guint i = 0; i < there->items->len && i < COFFRET_SHARING_MAX_MEMBERS; i++) {
    const CoffretShareItem *item = g_ptr_array_index (there->items, i);
    const char *here = g_hash_table_lookup (self->here, item->credential);
    g_autofree char *gone = plain_word (item->credential, "");
    g_autofree char *digest = plain_digest (item->digest);
    CoffretShareItem *copy = coffret_share_item_new (here != NULL ? here : gone, digest);

    copy->title = line (item->title);
    copy->issuer = line (item->issuer);
    copy->verdict = plain_word (item->verdict, NULL);
    copy->how = plain_word (item->how, "summary");
    copy->shown = item->shown;
    copy->hidden = item->hidden;
    g_ptr_array_add (made->items, copy);
  }
  return made;
}

static void
add_loss (CoffretRestoreSharing *self)
{
  const char *name = self->row->file_name != NULL ? self->row->file_name : self->row->name;

  g_ptr_array_add (self->report->lost, g_strdup (name));
  g_ptr_array_add (self->report->lost_files, g_strdup (name));
}

/* With the file that it names, if that is the one. */
static gboolean
take_up (CoffretRestoreSharing *self, const CoffretShareRow *there, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *original = coffret_shares_find_original (self->source, there->id, &reason);

  if (original != NULL)
    self->file = coffret_restore_file_new (self->source, original, &reason);
  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  self->row = renew_share (self, there);
  if (self->file != NULL &&
      (self->row->size > COFFRET_SHARE_MAX_KEPT ||
       !coffret_restore_file_is (self->file, self->row->sha256, self->row->size)))
    g_clear_pointer (&self->file, coffret_restore_file_free);
  if (original != NULL && self->file == NULL)
    add_loss (self);
  return TRUE;
}

gboolean
coffret_restore_sharing_prepare (CoffretRestoreSharing *self, gboolean *done, GError **error)
{
  *done = FALSE;
  if (self->next_group < self->groups->len) {
    const CoffretSharingGroup *there = g_ptr_array_index (self->groups, self->next_group);

    if (self->new && self->seed == NULL)
      self->seed = coffret_sharing_groups_seed (self->source, there->id, error);
    return !self->new || self->seed != NULL;
  }
  if (self->row != NULL && self->file != NULL)
    coffret_restore_file_prepare (self->file);
  while (self->row == NULL && self->next_share < self->shares->len) {
    /* The oldest first, as they were written. */
    const CoffretShareRow *there =
      g_ptr_array_index (self->shares, self->shares->len - 1 - self->next_share);

    self->next_share++;
    if (g_uuid_string_is_valid (there->id) && !take_up (self, there, error))
      return FALSE;
  }
  *done = self->row == NULL;
  return TRUE;
}

/* ORIGINAL is nullable. The row goes with it. */
static gboolean
add_share (CoffretRestoreSharing *self,
           CoffretDatabase *target,
           const char *original,
           GError **error)
{
  if (!coffret_shares_add (target, self->row, original, error))
    return FALSE;
  self->report->shares++;
  forget_share (self);
  return TRUE;
}

static gboolean
apply_share (CoffretRestoreSharing *self, CoffretDatabase *target, GError **error)
{
  g_autofree char *name = coffret_share_row_name_kept (self->row);
  g_autofree char *original = NULL;
  gboolean known = FALSE, lost = FALSE;

  if (!has_row (target, "SELECT 1 FROM shares WHERE id = ?", self->row->id, &known, error))
    return FALSE;
  if (known) {
    forget_share (self);
    return TRUE;
  }
  if (self->file == NULL)
    return add_share (self, target, NULL, error);
  if (!coffret_restore_file_apply (self->file, target, name, &original, &lost, error))
    return FALSE;
  if (lost)
    add_loss (self);
  return (original == NULL && !lost) || add_share (self, target, original, error);
}

gboolean
coffret_restore_sharing_apply (CoffretRestoreSharing *self,
                               CoffretDatabase *target,
                               GHashTable *places,
                               GError **error)
{
  if (self->next_group < self->groups->len)
    return apply_group (self, target, places, error);
  return self->row == NULL || apply_share (self, target, error);
}

void
coffret_restore_sharing_discard (CoffretRestoreSharing *self, CoffretVault *vault)
{
  if (self->file != NULL)
    coffret_restore_file_discard (self->file, vault);
}
