#include "organise/changed.h"

#include <glib/gi18n-lib.h>

#include "base/settle.h"
#include "organise/groups-private.h"
#include "organise/session-private.h"
#include "organise/sharing-private.h"
#include "verify/verdict.h"

void
coffret_changed_free (CoffretChanged *changed)
{
  if (changed == NULL)
    return;
  g_free (changed->credential);
  g_free (changed->title);
  g_free (changed->other);
  g_free (changed);
}

char *
coffret_changed_to_sentence (const CoffretChanged *changed)
{
  static const char *const sentences[] = {
    /* Translators: in these, {title} stays as it is: the title of a credential. */
    [COFFRET_CHANGED_DELETED] = N_ ("“{title}” was deleted for good."),
    [COFFRET_CHANGED_TRASHED] =
      N_ ("“{title}” is in the trash, and is not shared while it is there."),
    [COFFRET_CHANGED_REVOKED] = N_ ("“{title}” was withdrawn by its issuer."),
    [COFFRET_CHANGED_SUSPENDED] = N_ ("“{title}” was suspended by its issuer."),
    [COFFRET_CHANGED_EXPIRED] = N_ ("“{title}” has expired."),
    [COFFRET_CHANGED_DOUBTED] = N_ ("Less is sure of “{title}” than when you shared it."),
    [COFFRET_CHANGED_NEWER] = N_ ("There is a newer version of “{title}”."),
    [COFFRET_CHANGED_CONTENT] = N_ ("“{title}” says something else than when you shared it."),
    [COFFRET_CHANGED_FIELDS] =
      N_ ("Of “{title}” something else may be seen than when you shared it."),
    [COFFRET_CHANGED_ADDED] = N_ ("“{title}” is new in this group."),
    [COFFRET_CHANGED_TAKEN] = N_ ("“{title}” is not in this group any more."),
    [COFFRET_CHANGED_FITS] = N_ ("“{title}” would fit this group."),
  };

  g_autoptr (GString) sentence = g_string_new (_ (sentences[changed->kind]));

  g_string_replace (sentence, "{title}", changed->title, 1);
  return g_string_free (g_steal_pointer (&sentence), FALSE);
}

/* What is being compared, and what was found so far. */
typedef struct {
  const CoffretSharingGroup *group; /* nullable */
  const CoffretShareRow *last;      /* nullable */
  GHashTable *then;                 /* credential -> CoffretShareItem of it */
  GHashTable *today;                /* credential -> CoffretShareToday */
  GHashTable *members;              /* credential -> CoffretSharingMember */
  CoffretInstant now;
  GPtrArray *found;
} Comparison;

static CoffretChanged *
add (Comparison *comparison, CoffretChangedKind kind, const char *credential)
{
  const CoffretShareToday *today = g_hash_table_lookup (comparison->today, credential);
  const CoffretShareItem *item = g_hash_table_lookup (comparison->then, credential);
  CoffretChanged *changed = g_new0 (CoffretChanged, 1);
  const char *title = today != NULL && today->title != NULL ? today->title
                      : item != NULL                        ? item->title
                                                            : NULL;

  changed->kind = kind;
  changed->credential = g_strdup (credential);
  /* Translators: in place of the title of a credential. */
  changed->title =
    g_strdup (title != NULL && *title != '\0' ? title : _ ("A credential without a title"));
  changed->since = COFFRET_INSTANT_NONE;
  g_ptr_array_add (comparison->found, changed);
  return changed;
}

static gboolean
is_worse (const char *today, const char *then)
{
  CoffretVerdict one, other;

  return today != NULL && then != NULL && coffret_verdict_from_id (today, &one) &&
         coffret_verdict_from_id (then, &other) && one < other;
}

/* Whether it can be vouched for as it could be then; ITEM is nullable: it was not shared. */
static void
compare_state (Comparison *comparison,
               const char *credential,
               const CoffretShareToday *today,
               const CoffretShareItem *item)
{
  const char *then = item != NULL ? item->verdict : NULL;
  gboolean expired = g_strcmp0 (today->verdict, "expired") == 0 ||
                     (today->expires != COFFRET_INSTANT_NONE && today->expires <= comparison->now);

  if (today->trashed != COFFRET_INSTANT_NONE) {
    add (comparison, COFFRET_CHANGED_TRASHED, credential)->since = today->trashed;
    return;
  }
  if (g_strcmp0 (today->verdict, "revoked") == 0) {
    if (g_strcmp0 (then, "revoked") != 0)
      add (comparison, COFFRET_CHANGED_REVOKED, credential);
  } else if (g_strcmp0 (today->verdict, "suspended") == 0) {
    if (g_strcmp0 (then, "suspended") != 0)
      add (comparison, COFFRET_CHANGED_SUSPENDED, credential);
  } else if (expired) {
    gboolean was =
      item != NULL &&
      (g_strcmp0 (then, "expired") == 0 ||
       (today->expires != COFFRET_INSTANT_NONE && today->expires <= comparison->last->shared));
    if (!was)
      add (comparison, COFFRET_CHANGED_EXPIRED, credential)->since = today->expires;
  } else if (is_worse (today->verdict, then)) {
    add (comparison, COFFRET_CHANGED_DOUBTED, credential);
  }
}

/* What of it would be seen now, of what there was to be seen. */
static void
compare_fields (Comparison *comparison,
                const CoffretSharingMember *member,
                const CoffretShareItem *item)
{
  CoffretFields seen =
    (item->shown | item->hidden) & coffret_sharing_group_allows (comparison->group, member);
  CoffretChanged *changed;

  if (seen == item->shown)
    return;
  changed = add (comparison, COFFRET_CHANGED_FIELDS, member->credential);
  changed->more = seen & ~item->shown;
  changed->fewer = item->shown & ~seen;
}

static void
compare (Comparison *comparison, const char *credential)
{
  const CoffretShareToday *today = g_hash_table_lookup (comparison->today, credential);
  const CoffretShareItem *item = g_hash_table_lookup (comparison->then, credential);
  const CoffretSharingMember *member = g_hash_table_lookup (comparison->members, credential);

  if (today == NULL || !today->there) {
    add (comparison, COFFRET_CHANGED_DELETED, credential);
    return;
  }
  compare_state (comparison, credential, today, item);
  if (today->newer != NULL && !g_hash_table_contains (comparison->members, today->newer))
    add (comparison, COFFRET_CHANGED_NEWER, credential)->other = g_strdup (today->newer);
  if (item != NULL && *item->digest != '\0' && g_strcmp0 (item->digest, today->digest) != 0)
    add (comparison, COFFRET_CHANGED_CONTENT, credential);
  if (item != NULL && member != NULL)
    compare_fields (comparison, member, item);
  else if (comparison->last != NULL && member != NULL)
    add (comparison, COFFRET_CHANGED_ADDED, credential);
  else if (comparison->group != NULL && item != NULL)
    add (comparison, COFFRET_CHANGED_TAKEN, credential);
}

static gboolean
is_left_out (const CoffretSharingGroup *group, const char *credential)
{
  return g_ptr_array_find_with_equal_func (group->left_out, credential, g_str_equal, NULL);
}

static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  return (int) ((const CoffretChanged *) a)->kind - (int) ((const CoffretChanged *) b)->kind;
}

GPtrArray *
coffret_changed_find (const CoffretSharingGroup *group,
                      const CoffretShareRow *last,
                      GHashTable *today,
                      GPtrArray *fitting,
                      CoffretInstant now)
{
  g_autoptr (GHashTable) then = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) members = g_hash_table_new (g_str_hash, g_str_equal);
  Comparison comparison = {
    .group = group,
    .last = last,
    .then = then,
    .today = today,
    .members = members,
    .now = now,
    .found = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_changed_free),
  };

  for (guint i = 0; last != NULL && i < last->items->len; i++) {
    CoffretShareItem *item = g_ptr_array_index (last->items, i);

    g_hash_table_insert (then, item->credential, item);
  }
  for (guint i = 0; group != NULL && i < group->members->len; i++) {
    CoffretSharingMember *member = g_ptr_array_index (group->members, i);

    g_hash_table_insert (members, member->credential, member);
  }
  for (guint i = 0; group != NULL && i < group->members->len; i++)
    compare (&comparison,
             ((CoffretSharingMember *) g_ptr_array_index (group->members, i))->credential);
  for (guint i = 0; last != NULL && i < last->items->len; i++) {
    const CoffretShareItem *item = g_ptr_array_index (last->items, i);

    if (!g_hash_table_contains (members, item->credential))
      compare (&comparison, item->credential);
  }
  for (guint i = 0; group != NULL && fitting != NULL && i < fitting->len; i++) {
    const char *credential = g_ptr_array_index (fitting, i);

    if (!g_hash_table_contains (members, credential) && !is_left_out (group, credential))
      add (&comparison, COFFRET_CHANGED_FITS, credential);
  }
  g_ptr_array_sort_values (comparison.found, compare_kinds);
  return comparison.found;
}

/* One comparison with the vault. */
typedef struct {
  CoffretSession *session;
  CoffretSharingGroup *group; /* nullable */
  char *share;                /* NULL: the last of the group */
  CoffretInstant now;
  GPtrArray *fitting; /* nullable */
  CoffretShareRow *last;
  GPtrArray *ids; /* of all that there is to look at, borrowed */
  guint next;     /* of these, the first that is not looked at */
  GHashTable *today;
} Looking;

/* So many are looked at in one go: the vault has others to serve. */
#define AT_ONCE 100

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  g_object_unref (looking->session);
  coffret_sharing_group_free (looking->group);
  g_free (looking->share);
  g_clear_pointer (&looking->fitting, g_ptr_array_unref);
  g_clear_pointer (&looking->last, coffret_share_row_unref);
  g_clear_pointer (&looking->ids, g_ptr_array_unref);
  g_clear_pointer (&looking->today, g_hash_table_unref);
  g_free (looking);
}

static gboolean
find_last (CoffretDatabase *database, gpointer data, GError **error)
{
  Looking *looking = data;
  g_autoptr (GError) reason = NULL;

  looking->last = looking->share != NULL
                    ? coffret_shares_get (database, looking->share, &reason)
                    : coffret_shares_last (database, looking->group->id, &reason);
  return coffret_settle (&reason, error);
}

static void
add_id (GHashTable *seen, GPtrArray *ids, char *id)
{
  if (g_hash_table_add (seen, id))
    g_ptr_array_add (ids, id);
}

static void
list_ids (Looking *looking)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  looking->ids = g_ptr_array_new ();
  looking->today = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify) coffret_share_today_free);
  for (guint i = 0; looking->group != NULL && i < looking->group->members->len; i++)
    add_id (seen, looking->ids,
            ((CoffretSharingMember *) looking->group->members->pdata[i])->credential);
  for (guint i = 0; looking->last != NULL && i < looking->last->items->len; i++)
    add_id (seen, looking->ids, ((CoffretShareItem *) looking->last->items->pdata[i])->credential);
  for (guint i = 0; looking->fitting != NULL && i < looking->fitting->len; i++)
    if (!is_left_out (looking->group, looking->fitting->pdata[i]))
      add_id (seen, looking->ids, looking->fitting->pdata[i]);
}

static gboolean
look (CoffretDatabase *database, gpointer data, GError **error)
{
  Looking *looking = data;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) found = NULL;

  while (looking->next < looking->ids->len && ids->len < AT_ONCE)
    g_ptr_array_add (ids, g_ptr_array_index (looking->ids, looking->next++));
  found = coffret_shares_look (database, ids, error);
  if (found == NULL)
    return FALSE;
  g_ptr_array_set_free_func (found, NULL);
  for (guint i = 0; i < found->len; i++) {
    CoffretShareToday *today = g_ptr_array_index (found, i);

    g_hash_table_replace (looking->today, today->credential, today);
  }
  return TRUE;
}

static DexFuture *
look_in_fiber (gpointer data)
{
  Looking *looking = data;
  CoffretSession *self = looking->session;
  CoffretVault *vault = coffret_session_get_vault (self);
  g_autoptr (GError) error = NULL;

  if (!dex_await (coffret_vault_run (vault, COFFRET_PRIORITY_HIGH, find_last, looking, NULL),
                  &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (looking->share != NULL && looking->last == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                                  _ ("There is no such line in the list of what was shared."));
  if (looking->group == NULL && looking->last->group != NULL && !coffret_session_is_ended (self)) {
    CoffretGroup *group = coffret_groups_find (
      coffret_library_get_groups (coffret_session_get_library (self)), looking->last->group);

    if (group != NULL)
      looking->group = coffret_sharing_group_copy (coffret_group_get_row (group));
  }
  if (looking->group != NULL) {
    looking->fitting = dex_await_boxed (coffret_sharing_ask (self, looking->group), &error);
    if (looking->fitting == NULL)
      return dex_future_new_for_error (g_steal_pointer (&error));
  }
  list_ids (looking);
  while (looking->next < looking->ids->len)
    if (!dex_await (coffret_vault_run (vault, COFFRET_PRIORITY_HIGH, look, looking, NULL), &error))
      return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (
    G_TYPE_PTR_ARRAY, coffret_changed_find (looking->group, looking->last, looking->today,
                                            looking->fitting, looking->now));
}

static DexFuture *
begin (CoffretSession *self,
       const CoffretSharingGroup *group,
       const char *share,
       CoffretInstant now)
{
  Looking *looking;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  looking = g_new0 (Looking, 1);
  looking->session = g_object_ref (self);
  looking->group = group != NULL ? coffret_sharing_group_copy (group) : NULL;
  looking->share = g_strdup (share);
  looking->now = now;
  return coffret_session_keep (
    dex_scheduler_spawn (dex_scheduler_get_default (), 0, look_in_fiber, looking, looking_free));
}

DexFuture *
coffret_session_group_changes (CoffretSession *self,
                               const CoffretSharingGroup *group,
                               CoffretInstant now)
{
  return begin (self, group, NULL, now);
}

DexFuture *
coffret_session_share_changes (CoffretSession *self, const char *id, CoffretInstant now)
{
  return begin (self, NULL, id, now);
}
