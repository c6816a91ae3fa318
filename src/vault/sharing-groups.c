#include "vault/sharing-groups.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/settle.h"

static CoffretSharingGroup *
copy_group (CoffretSharingGroup *group)
{
  return coffret_sharing_group_copy (group);
}

G_DEFINE_BOXED_TYPE (CoffretSharingGroup,
                     coffret_sharing_group,
                     copy_group,
                     coffret_sharing_group_free)

CoffretSharingMember *
coffret_sharing_member_new (const char *credential)
{
  CoffretSharingMember *member = g_new0 (CoffretSharingMember, 1);

  member->credential = g_strdup (credential);
  return member;
}

CoffretSharingMember *
coffret_sharing_member_copy (const CoffretSharingMember *member)
{
  CoffretSharingMember *copy = coffret_sharing_member_new (member->credential);

  copy->shown = member->shown;
  copy->hidden = member->hidden;
  return copy;
}

void
coffret_sharing_member_free (CoffretSharingMember *member)
{
  if (member == NULL)
    return;
  g_free (member->credential);
  g_free (member);
}

static CoffretSharingGroup *
group_new_empty (void)
{
  CoffretSharingGroup *group = g_new0 (CoffretSharingGroup, 1);

  group->until = COFFRET_INSTANT_NONE;
  group->members = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_sharing_member_free);
  group->left_out = g_ptr_array_new_with_free_func (g_free);
  return group;
}

CoffretSharingGroup *
coffret_sharing_group_new (const char *name)
{
  CoffretSharingGroup *group = group_new_empty ();

  group->id = g_uuid_string_random ();
  group->name = g_strdup (name);
  group->audience = g_strdup ("own");
  group->language = g_strdup ("en");
  group->changed = coffret_instant_now ();
  return group;
}

CoffretSharingGroup *
coffret_sharing_group_copy (const CoffretSharingGroup *group)
{
  CoffretSharingGroup *copy = g_new0 (CoffretSharingGroup, 1);

  *copy = *group;
  copy->id = g_strdup (group->id);
  copy->name = g_strdup (group->name);
  copy->audience = g_strdup (group->audience);
  copy->holder = g_strdup (group->holder);
  copy->contact = g_strdup (group->contact);
  copy->recipient = g_strdup (group->recipient);
  copy->message = g_strdup (group->message);
  copy->language = g_strdup (group->language);
  copy->compartment = g_strdup (group->compartment);
  copy->rule = g_strdup (group->rule);
  copy->members =
    g_ptr_array_new_full (group->members->len, (GDestroyNotify) coffret_sharing_member_free);
  for (guint i = 0; i < group->members->len; i++)
    g_ptr_array_add (copy->members,
                     coffret_sharing_member_copy (g_ptr_array_index (group->members, i)));
  copy->left_out = g_ptr_array_new_full (group->left_out->len, g_free);
  for (guint i = 0; i < group->left_out->len; i++)
    g_ptr_array_add (copy->left_out, g_strdup (g_ptr_array_index (group->left_out, i)));
  return copy;
}

void
coffret_sharing_group_free (CoffretSharingGroup *group)
{
  if (group == NULL)
    return;
  g_free (group->id);
  g_free (group->name);
  g_free (group->audience);
  g_free (group->holder);
  g_free (group->contact);
  g_free (group->recipient);
  g_free (group->message);
  g_free (group->language);
  g_free (group->compartment);
  g_free (group->rule);
  g_ptr_array_unref (group->members);
  g_ptr_array_unref (group->left_out);
  g_free (group);
}

static gboolean
equal_members (const CoffretSharingGroup *one, const CoffretSharingGroup *other)
{
  if (one->members->len != other->members->len || one->left_out->len != other->left_out->len)
    return FALSE;
  for (guint i = 0; i < one->members->len; i++) {
    const CoffretSharingMember *a = g_ptr_array_index (one->members, i);
    const CoffretSharingMember *b = g_ptr_array_index (other->members, i);

    if (!g_str_equal (a->credential, b->credential) || a->shown != b->shown ||
        a->hidden != b->hidden)
      return FALSE;
  }
  /* These are in no order. */
  for (guint i = 0; i < one->left_out->len; i++)
    if (!g_ptr_array_find_with_equal_func (other->left_out, g_ptr_array_index (one->left_out, i),
                                           g_str_equal, NULL))
      return FALSE;
  return TRUE;
}

gboolean
coffret_sharing_group_equal (const CoffretSharingGroup *one, const CoffretSharingGroup *other)
{
  return g_str_equal (one->id, other->id) && g_str_equal (one->name, other->name) &&
         g_str_equal (one->audience, other->audience) && one->fields == other->fields &&
         g_strcmp0 (one->holder, other->holder) == 0 &&
         g_strcmp0 (one->contact, other->contact) == 0 &&
         g_strcmp0 (one->recipient, other->recipient) == 0 &&
         g_strcmp0 (one->message, other->message) == 0 &&
         g_str_equal (one->language, other->language) && one->days == other->days &&
         one->until == other->until && g_strcmp0 (one->compartment, other->compartment) == 0 &&
         g_strcmp0 (one->rule, other->rule) == 0 && one->position == other->position &&
         equal_members (one, other);
}

CoffretSharingMember *
coffret_sharing_group_find (const CoffretSharingGroup *group, const char *credential)
{
  for (guint i = 0; i < group->members->len; i++) {
    CoffretSharingMember *member = g_ptr_array_index (group->members, i);

    if (g_str_equal (member->credential, credential))
      return member;
  }
  return NULL;
}

static gboolean
is_left_out (const CoffretSharingGroup *group, const char *credential, guint *place)
{
  return g_ptr_array_find_with_equal_func (group->left_out, credential, g_str_equal, place);
}

void
coffret_sharing_group_put (CoffretSharingGroup *group, const char *credential)
{
  guint place;

  if (coffret_sharing_group_find (group, credential) != NULL)
    return;
  g_ptr_array_add (group->members, coffret_sharing_member_new (credential));
  if (is_left_out (group, credential, &place))
    g_ptr_array_remove_index (group->left_out, place);
}

void
coffret_sharing_group_take (CoffretSharingGroup *group, const char *credential)
{
  g_autofree char *id = g_strdup (credential); /* it may be the member's own */

  for (guint i = group->members->len; i > 0; i--) {
    const CoffretSharingMember *member = g_ptr_array_index (group->members, i - 1);

    if (g_str_equal (member->credential, id))
      g_ptr_array_remove_index (group->members, i - 1);
  }
  if ((group->compartment != NULL || group->rule != NULL) && !is_left_out (group, id, NULL))
    g_ptr_array_add (group->left_out, g_steal_pointer (&id));
}

CoffretFields
coffret_sharing_group_allows (const CoffretSharingGroup *group, const CoffretSharingMember *member)
{
  return (group->fields & ~member->hidden) | member->shown;
}

CoffretInstant
coffret_sharing_group_end (const CoffretSharingGroup *group, CoffretInstant now)
{
  return group->days > 0 ? now + (gint64) group->days * G_TIME_SPAN_DAY : group->until;
}

static CoffretSharingGroup *
group_of_row (CoffretStatement *row)
{
  CoffretSharingGroup *group = group_new_empty ();

  group->id = g_strdup (coffret_statement_text (row, 0));
  group->name = g_strdup (coffret_statement_text (row, 1));
  group->audience = g_strdup (coffret_statement_text (row, 2));
  group->fields = coffret_fields_from_ids (coffret_statement_text (row, 3));
  group->language = g_strdup (coffret_statement_text (row, 4));
  group->days = (guint) CLAMP (coffret_statement_int (row, 5), 0, G_MAXINT);
  group->until = coffret_statement_instant (row, 6);
  group->compartment = g_strdup (coffret_statement_text (row, 7));
  group->rule = g_strdup (coffret_statement_text (row, 8));
  group->position = (int) coffret_statement_int (row, 9);
  group->changed = coffret_statement_int (row, 10);
  group->holder = g_strdup (coffret_statement_text (row, 11));
  group->contact = g_strdup (coffret_statement_text (row, 12));
  group->recipient = g_strdup (coffret_statement_text (row, 13));
  group->message = g_strdup (coffret_statement_text (row, 14));
  return group;
}

/* Of all groups in BY_ID, or of the one ONLY. */
static gboolean
read_members (CoffretDatabase *database, GHashTable *by_id, const char *only, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database,
    "SELECT sharing_group, credential, position, shown, hidden FROM sharing_members "
    "WHERE ?1 IS NULL OR sharing_group = ?1 ORDER BY sharing_group, position, credential",
    error, "s", only);

  if (statement == NULL)
    return FALSE;
  while (coffret_statement_step (statement, &reason)) {
    CoffretSharingGroup *group = g_hash_table_lookup (by_id, coffret_statement_text (statement, 0));
    CoffretSharingMember *member;

    if (group == NULL)
      continue;
    if (coffret_statement_instant (statement, 2) == COFFRET_INSTANT_NONE) {
      g_ptr_array_add (group->left_out, g_strdup (coffret_statement_text (statement, 1)));
      continue;
    }
    member = coffret_sharing_member_new (coffret_statement_text (statement, 1));
    member->shown = coffret_fields_from_ids (coffret_statement_text (statement, 3));
    member->hidden = coffret_fields_from_ids (coffret_statement_text (statement, 4));
    g_ptr_array_add (group->members, member);
  }
  return coffret_settle (&reason, error);
}

GPtrArray *
coffret_sharing_groups_list (CoffretDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) groups =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_sharing_group_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database,
    "SELECT id, name, audience, fields, language, days, until, compartment, rule, position, "
    "changed, holder, contact, recipient, message FROM sharing_groups WHERE removed IS NULL "
    "ORDER BY position, sequence",
    error, "");

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason)) {
    CoffretSharingGroup *group = group_of_row (statement);

    g_ptr_array_add (groups, group);
    g_hash_table_insert (by_id, group->id, group);
  }
  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }
  return read_members (database, by_id, NULL, error) ? g_steal_pointer (&groups) : NULL;
}

static gboolean
write_member (CoffretDatabase *database,
              const char *group,
              const CoffretSharingMember *member,
              gint64 position,
              GError **error)
{
  g_autofree char *shown = coffret_fields_to_ids (member->shown);
  g_autofree char *hidden = coffret_fields_to_ids (member->hidden);

  return coffret_statement_finish (
    coffret_statement_new (database,
                           "INSERT OR IGNORE INTO sharing_members (sharing_group, credential, "
                           "position, shown, hidden) SELECT ?1, ?2, ?3, ?4, ?5 "
                           "WHERE EXISTS (SELECT 1 FROM credentials WHERE id = ?2)",
                           error, "ssnss", group, member->credential, position, shown, hidden),
    error);
}

static gboolean
write_members (CoffretDatabase *database, const CoffretSharingGroup *group, GError **error)
{
  if (!coffret_statement_finish (
        coffret_statement_new (database, "DELETE FROM sharing_members WHERE sharing_group = ?",
                               error, "s", group->id),
        error))
    return FALSE;
  for (guint i = 0; i < group->members->len; i++)
    if (!write_member (database, group->id, g_ptr_array_index (group->members, i), i, error))
      return FALSE;
  for (guint i = 0; i < group->left_out->len; i++) {
    const CoffretSharingMember member = { .credential = g_ptr_array_index (group->left_out, i) };

    if (!write_member (database, group->id, &member, COFFRET_INSTANT_NONE, error))
      return FALSE;
  }
  return TRUE;
}

/* Another word in a message is no reason to write hundreds of rows. */
static gboolean
has_these_members (CoffretDatabase *database,
                   const CoffretSharingGroup *group,
                   gboolean *same,
                   GError **error)
{
  g_autoptr (CoffretSharingGroup) there = group_new_empty ();
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (by_id, group->id, there);
  if (!read_members (database, by_id, group->id, error))
    return FALSE;
  *same = equal_members (there, group);
  return TRUE;
}

gboolean
coffret_sharing_groups_add (CoffretDatabase *database,
                            const CoffretSharingGroup *group,
                            CoffretSecret *seed,
                            GError **error)
{
  g_autofree char *fields = coffret_fields_to_ids (group->fields);
  g_autoptr (GBytes) key =
    g_bytes_new_static (coffret_secret_bytes (seed), coffret_secret_length (seed));
  gboolean same = FALSE;

  return coffret_statement_finish (
           coffret_statement_new (
             database,
             "INSERT INTO sharing_groups (id, seed, name, audience, fields, language, days, until, "
             "compartment, rule, position, changed, holder, contact, recipient, message) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
             "ON CONFLICT (id) DO UPDATE SET name = excluded.name, audience = excluded.audience, "
             "fields = excluded.fields, language = excluded.language, days = excluded.days, "
             "until = excluded.until, compartment = excluded.compartment, rule = excluded.rule, "
             "position = excluded.position, changed = excluded.changed, removed = NULL, "
             "holder = excluded.holder, contact = excluded.contact, "
             "recipient = excluded.recipient, message = excluded.message",
             error, "sbssssinssiissss", group->id, key, group->name, group->audience, fields,
             group->language, (gint64) group->days, group->until, group->compartment, group->rule,
             (gint64) group->position, group->changed, group->holder, group->contact,
             group->recipient, group->message),
           error) &&
         has_these_members (database, group, &same, error) &&
         (same || write_members (database, group, error));
}

gboolean
coffret_sharing_groups_save (CoffretDatabase *database,
                             const CoffretSharingGroup *group,
                             GError **error)
{
  g_autoptr (CoffretSecret) seed = coffret_secret_new_random (COFFRET_SHARING_SEED);

  return coffret_sharing_groups_add (database, group, seed, error);
}

gboolean
coffret_sharing_groups_remove (CoffretDatabase *database, const char *id, GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database, "UPDATE sharing_groups SET removed = ? WHERE id = ?", error,
                           "is", (gint64) coffret_instant_now (), id),
    error);
}

CoffretSecret *
coffret_sharing_groups_seed (CoffretDatabase *database, const char *id, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database, "SELECT seed FROM sharing_groups WHERE id = ?", &reason, "s", id);
  g_autoptr (CoffretSecret) seed = NULL;

  if (statement != NULL && coffret_statement_step (statement, &reason))
    seed = coffret_statement_secret (statement, 0);
  if (seed == NULL && reason == NULL)
    g_set_error_literal (&reason, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT,
                         _ ("This sharing group is not there any more."));
  if (seed == NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return g_steal_pointer (&seed);
}
