#include "organise/sharing.h"

#include <glib/gi18n-lib.h>

#include "base/fold.h"
#include "organise/asking.h"
#include "organise/groups-private.h"
#include "organise/library-private.h"
#include "organise/session-private.h"

#define MAX_DAYS 36500
#define MAX_TAG 35

/* A change of one group under way. What is asked for meanwhile starts from what it will be, and not
 * from what it was. */
typedef struct {
  CoffretSession *session;
  char *id;
} Act;

static CoffretGroups *
groups_of (CoffretSession *self)
{
  return coffret_library_get_groups (coffret_session_get_library (self));
}

static void
act_free (gpointer data)
{
  Act *act = data;

  g_object_unref (act->session);
  g_free (act->id);
  g_free (act);
}

static DexFuture *
on_settled (DexFuture *future, gpointer data)
{
  Act *act = data;

  coffret_groups_forget_pending (groups_of (act->session), act->id);
  return dex_ref (future);
}

static DexFuture *
on_saved (DexFuture *future, gpointer data)
{
  Act *act = data;
  CoffretGroup *group = coffret_groups_find (groups_of (act->session), act->id);

  if (group == NULL)
    return coffret_session_reject_ended ();
  return dex_future_new_take_object (g_object_ref (group));
}

static Act *
act_new (CoffretSession *self, const char *id)
{
  Act *act = g_new0 (Act, 1);

  act->session = g_object_ref (self);
  act->id = g_strdup (id);
  return act;
}

/* ROW under the sentence LABEL (taken). Resolves to TRUE. */
static DexFuture *
write_row (CoffretSession *self, const CoffretSharingGroup *row, char *label)
{
  g_autoptr (CoffretSharingGroup) copy = coffret_sharing_group_copy (row);
  g_autoptr (CoffretChange) change = coffret_change_new (label);

  g_free (label);
  copy->changed = coffret_instant_now ();
  coffret_commands_add_group (change, copy->id, copy);
  coffret_groups_add_pending (groups_of (self), copy);
  return coffret_session_keep (dex_future_finally (coffret_session_perform (self, change),
                                                   on_settled, act_new (self, copy->id), act_free));
}

static DexFuture *
reject_gone (void)
{
  return coffret_session_reject_wish (_ ("This sharing group is not there any more."));
}

static int
next_position (CoffretSession *self)
{
  GListModel *groups = G_LIST_MODEL (groups_of (self));
  guint count = g_list_model_get_n_items (groups);
  g_autoptr (CoffretGroup) last = count > 0 ? g_list_model_get_item (groups, count - 1) : NULL;

  return last != NULL ? coffret_group_get_row (last)->position + 1 : 0;
}

/* As it was written, or will be; a copy, owned; NULL: there is none. */
static CoffretSharingGroup *
copy_row (CoffretSession *self, const char *id)
{
  const CoffretSharingGroup *row = coffret_groups_get_latest (groups_of (self), id);

  return row != NULL ? coffret_sharing_group_copy (row) : NULL;
}

static gboolean
is_tag (const char *language)
{
  gsize length = strlen (language);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (language[i]) && language[i] != '-')
      return FALSE;
  return length > 0 && length <= MAX_TAG;
}

/* Each once, and only what is in the vault. */
static void
clean_members (CoffretSession *self, CoffretSharingGroup *row)
{
  CoffretLibrary *library = coffret_session_get_library (self);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < row->members->len;) {
    CoffretSharingMember *member = g_ptr_array_index (row->members, i);

    if (coffret_library_find_row (library, member->credential) == NULL ||
        !g_hash_table_add (seen, member->credential)) {
      g_ptr_array_remove_index (row->members, i);
      continue;
    }
    /* No exception where there is no difference. */
    member->shown &= ~row->fields;
    member->hidden &= row->fields;
    i++;
  }
  for (guint i = row->left_out->len; i > 0; i--) {
    const char *id = g_ptr_array_index (row->left_out, i - 1);

    if (coffret_library_find_row (library, id) == NULL || g_hash_table_contains (seen, id))
      g_ptr_array_remove_index (row->left_out, i - 1);
  }
}

/* What somebody took out of it is not offered again. */
static void
leave_out_taken (const CoffretSharingGroup *before, CoffretSharingGroup *row)
{
  if (before == NULL || (row->compartment == NULL && row->rule == NULL))
    return;
  for (guint i = 0; i < before->members->len; i++) {
    const CoffretSharingMember *member = g_ptr_array_index (before->members, i);

    if (coffret_sharing_group_find (row, member->credential) == NULL &&
        !g_ptr_array_find_with_equal_func (row->left_out, member->credential, g_str_equal, NULL))
      g_ptr_array_add (row->left_out, g_strdup (member->credential));
  }
}

static void
clean_text (char **text, gsize most, gboolean lines)
{
  char *clean = coffret_clean_filled (*text, most, lines);

  g_free (*text);
  *text = clean;
}

/* GROUP as it can be kept, owned; NULL with a sentence: it cannot be. */
static CoffretSharingGroup *
clean_row (CoffretSession *self, const CoffretSharingGroup *group, const char **why)
{
  g_autoptr (CoffretSharingGroup) row = coffret_sharing_group_copy (group);

  *why = NULL;
  clean_text (&row->name, COFFRET_SHARING_MAX_NAME, FALSE);
  clean_text (&row->holder, COFFRET_SHARING_MAX_NAME, FALSE);
  clean_text (&row->contact, COFFRET_SHARING_MAX_TEXT, TRUE);
  clean_text (&row->recipient, COFFRET_SHARING_MAX_NAME, FALSE);
  clean_text (&row->message, COFFRET_SHARING_MAX_TEXT, TRUE);
  clean_text (&row->rule, 0, FALSE);
  g_set_str (&row->audience, coffret_audience_to_id (coffret_audience_from_id (group->audience)));
  row->fields &= COFFRET_FIELDS_ALL;
  row->days = MIN (row->days, MAX_DAYS);
  if (row->days > 0)
    row->until = COFFRET_INSTANT_NONE;
  clean_members (self, row);
  if (row->name == NULL)
    *why = _ ("A sharing group needs a name.");
  else if (row->members->len > COFFRET_SHARING_MAX_MEMBERS)
    *why = _ ("So many credentials cannot be shared at once. Please make several groups.");
  else if (!is_tag (row->language))
    *why = _ ("Please choose a language for what is shared.");
  return *why == NULL ? g_steal_pointer (&row) : NULL;
}

DexFuture *
coffret_session_save_group (CoffretSession *self, const CoffretSharingGroup *group)
{
  g_autoptr (CoffretSharingGroup) row = NULL;
  const CoffretSharingGroup *before;
  const char *why = NULL;
  char *label;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  row = clean_row (self, group, &why);
  if (row == NULL)
    return coffret_session_reject_wish (why);
  before = coffret_groups_get_latest (groups_of (self), row->id);
  leave_out_taken (before, row);
  if (before == NULL) {
    row->position = next_position (self);
    /* Translators: %s is the name of a sharing group. What can be undone. */
    label = g_strdup_printf (_ ("Make the sharing group “%s”"), row->name);
  } else {
    row->position = before->position;
    /* Translators: %s is the name of a sharing group. What can be undone. */
    label = g_strdup_printf (_ ("Change the sharing group “%s”"), row->name);
  }
  return dex_future_then (write_row (self, row, label), on_saved, act_new (self, row->id),
                          act_free);
}

DexFuture *
coffret_session_duplicate_group (CoffretSession *self, const char *id, const char *name)
{
  g_autoptr (CoffretSharingGroup) row = NULL;
  g_autofree char *label = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  row = copy_row (self, id);
  if (row == NULL)
    return reject_gone ();
  /* Translators: %s is the name of a sharing group. What can be undone. */
  label = g_strdup_printf (_ ("Duplicate the sharing group “%s”"), row->name);
  g_free (row->id);
  row->id = g_uuid_string_random ();
  if (name != NULL) {
    g_set_str (&row->name, name);
  } else {
    /* Translators: the name of a copy; %s is the name of a sharing group. */
    char *copied = g_strdup_printf (_ ("%s (copy)"), row->name);

    g_free (row->name);
    row->name = copied;
  }
  clean_text (&row->name, COFFRET_SHARING_MAX_NAME, FALSE);
  if (row->name == NULL)
    return coffret_session_reject_wish (_ ("A sharing group needs a name."));
  row->position = next_position (self);
  return dex_future_then (write_row (self, row, g_steal_pointer (&label)), on_saved,
                          act_new (self, row->id), act_free);
}

DexFuture *
coffret_session_place_group (CoffretSession *self, const char *id, const char *before)
{
  CoffretGroups *groups = groups_of (self);
  CoffretGroup *moved = coffret_groups_find (groups, id);
  CoffretGroup *next = before != NULL ? coffret_groups_find (groups, before) : NULL;
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (CoffretChange) change = NULL;
  g_autofree char *label = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (moved == NULL || (before != NULL && next == NULL))
    return reject_gone ();
  if (moved == next)
    return dex_future_new_true ();
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (groups)); i++) {
    g_autoptr (CoffretGroup) group = g_list_model_get_item (G_LIST_MODEL (groups), i);

    if (group == next)
      g_ptr_array_add (order, moved);
    if (group != moved)
      g_ptr_array_add (order, group); /* the model keeps it */
  }
  if (next == NULL)
    g_ptr_array_add (order, moved);
  /* Translators: %s is the name of a sharing group. What can be undone. */
  label = g_strdup_printf (_ ("Move the sharing group “%s”"), coffret_group_get_name (moved));
  change = coffret_change_new (label);
  for (guint i = 0; i < order->len; i++) {
    CoffretGroup *group = g_ptr_array_index (order, i);
    g_autoptr (CoffretSharingGroup) row = copy_row (self, coffret_group_get_id (group));

    if (row->position == (int) i)
      continue;
    row->position = (int) i;
    coffret_commands_add_group (change, row->id, row);
  }
  return coffret_session_perform (self, change);
}

DexFuture *
coffret_session_remove_group (CoffretSession *self, const char *id)
{
  CoffretGroup *group = coffret_groups_find (groups_of (self), id);
  g_autoptr (CoffretChange) change = NULL;
  g_autofree char *label = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (group == NULL)
    return reject_gone ();
  /* Translators: %s is the name of a sharing group. What can be undone. */
  label = g_strdup_printf (_ ("Remove the sharing group “%s”"), coffret_group_get_name (group));
  change = coffret_change_new (label);
  coffret_commands_add_group (change, id, NULL);
  return coffret_session_perform (self, change);
}

DexFuture *
coffret_session_add_to_group (CoffretSession *self, const char *id, GPtrArray *entries)
{
  g_autoptr (CoffretSharingGroup) row = NULL;
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  guint count;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  row = copy_row (self, id);
  if (row == NULL)
    return reject_gone ();
  count = row->members->len;
  for (guint i = 0; i < count; i++)
    g_hash_table_add (there,
                      ((CoffretSharingMember *) g_ptr_array_index (row->members, i))->credential);
  for (guint i = 0; i < entries->len; i++) {
    CoffretEntry *entry = g_ptr_array_index (entries, i);
    const char *credential = coffret_entry_get_id (entry);
    guint place;

    if (coffret_entry_is_trashed (entry) || !g_hash_table_add (there, (gpointer) credential))
      continue;
    g_ptr_array_add (row->members, coffret_sharing_member_new (credential));
    if (g_ptr_array_find_with_equal_func (row->left_out, credential, g_str_equal, &place))
      g_ptr_array_remove_index (row->left_out, place);
  }
  if (row->members->len == count)
    return dex_future_new_true ();
  if (row->members->len > COFFRET_SHARING_MAX_MEMBERS)
    return coffret_session_reject_wish (
      _ ("So many credentials cannot be shared at once. Please make several groups."));
  count = row->members->len - count;
  return write_row (
    self, row,
    g_strdup_printf (
      /* Translators: %u is a number, %s the name of a sharing group. What can be undone. */
      ngettext ("Add %u credential to the sharing group “%s”",
                "Add %u credentials to the sharing group “%s”", count),
      count, row->name));
}

DexFuture *
coffret_session_take_from_group (CoffretSession *self, const char *id, GPtrArray *entries)
{
  g_autoptr (CoffretSharingGroup) before = NULL;
  g_autoptr (CoffretSharingGroup) row = NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  guint count;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  before = copy_row (self, id);
  row = copy_row (self, id);
  if (row == NULL)
    return reject_gone ();
  for (guint i = 0; i < entries->len; i++)
    g_hash_table_add (taken, (gpointer) coffret_entry_get_id (g_ptr_array_index (entries, i)));
  for (guint i = row->members->len; i > 0; i--) {
    const CoffretSharingMember *member = g_ptr_array_index (row->members, i - 1);

    if (g_hash_table_contains (taken, member->credential))
      g_ptr_array_remove_index (row->members, i - 1);
  }
  count = before->members->len - row->members->len;
  if (count == 0)
    return dex_future_new_true ();
  leave_out_taken (before, row);
  return write_row (
    self, row,
    g_strdup_printf (
      /* Translators: %u is a number, %s the name of a sharing group. What can be undone. */
      ngettext ("Take %u credential out of the sharing group “%s”",
                "Take %u credentials out of the sharing group “%s”", count),
      count, row->name));
}

DexFuture *
coffret_session_leave_out_of_group (CoffretSession *self, const char *id, GPtrArray *entries)
{
  g_autoptr (CoffretSharingGroup) row = NULL;
  guint count = 0;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  row = copy_row (self, id);
  if (row == NULL)
    return reject_gone ();
  for (guint i = 0; i < entries->len; i++) {
    const char *credential = coffret_entry_get_id (g_ptr_array_index (entries, i));

    if (coffret_sharing_group_find (row, credential) != NULL ||
        g_ptr_array_find_with_equal_func (row->left_out, credential, g_str_equal, NULL))
      continue;
    g_ptr_array_add (row->left_out, g_strdup (credential));
    count++;
  }
  if (count == 0)
    return dex_future_new_true ();
  return write_row (
    self, row,
    g_strdup_printf (
      /* Translators: %u is a number, %s the name of a sharing group. What can be undone. */
      ngettext ("Leave %u credential out of the sharing group “%s”",
                "Leave %u credentials out of the sharing group “%s”", count),
      count, row->name));
}

static gboolean
find_member (const CoffretSharingGroup *row, const char *credential, guint *place)
{
  for (*place = 0; *place < row->members->len; (*place)++)
    if (g_str_equal (
          ((CoffretSharingMember *) g_ptr_array_index (row->members, *place))->credential,
          credential))
      return TRUE;
  return FALSE;
}

static DexFuture *
reject_no_member (void)
{
  return coffret_session_reject_wish (_ ("This credential is not in the sharing group any more."));
}

DexFuture *
coffret_session_place_in_group (CoffretSession *self,
                                const char *id,
                                const char *credential,
                                const char *before)
{
  g_autoptr (CoffretSharingGroup) row = NULL;
  CoffretSharingMember *member;
  guint place, next;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  row = copy_row (self, id);
  if (row == NULL)
    return reject_gone ();
  if (!find_member (row, credential, &place) ||
      (before != NULL && !find_member (row, before, &next)))
    return reject_no_member ();
  if (g_strcmp0 (credential, before) == 0)
    return dex_future_new_true ();
  member = g_ptr_array_steal_index (row->members, place);
  next = row->members->len;
  if (before != NULL)
    find_member (row, before, &next);
  g_ptr_array_insert (row->members, (int) next, member);
  if (next == place)
    return dex_future_new_true ();
  return write_row (self, row,
                    /* Translators: %s is the name of a sharing group. What can be undone. */
                    g_strdup_printf (_ ("Put the sharing group “%s” in another order"), row->name));
}

/* What is as the group has it is no exception any more. */
static DexFuture *
write_fields (CoffretSession *self, CoffretSharingGroup *row)
{
  clean_members (self, row);
  return write_row (
    self, row,
    /* Translators: %s is the name of a sharing group. What can be undone. */
    g_strdup_printf (_ ("Change what may be seen of the sharing group “%s”"), row->name));
}

DexFuture *
coffret_session_set_group_fields (CoffretSession *self, const char *id, CoffretFields fields)
{
  g_autoptr (CoffretSharingGroup) row = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  row = copy_row (self, id);
  if (row == NULL)
    return reject_gone ();
  fields &= COFFRET_FIELDS_ALL;
  if (row->fields == fields)
    return dex_future_new_true ();
  row->fields = fields;
  if (coffret_audience_get_fields (coffret_audience_from_id (row->audience)) != fields)
    g_set_str (&row->audience, coffret_audience_to_id (COFFRET_AUDIENCE_OWN));
  return write_fields (self, row);
}

DexFuture *
coffret_session_set_group_audience (CoffretSession *self, const char *id, CoffretAudience audience)
{
  g_autoptr (CoffretSharingGroup) row = NULL;
  CoffretFields fields;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  row = copy_row (self, id);
  if (row == NULL)
    return reject_gone ();
  /* One's own choice is what one has chosen so far. */
  fields = audience == COFFRET_AUDIENCE_OWN ? row->fields : coffret_audience_get_fields (audience);
  if (coffret_audience_from_id (row->audience) == audience && row->fields == fields)
    return dex_future_new_true ();
  g_set_str (&row->audience, coffret_audience_to_id (audience));
  row->fields = fields;
  return write_fields (self, row);
}

static DexFuture *
set_member_fields (CoffretSession *self,
                   const char *id,
                   const char *credential,
                   const CoffretFields *fields)
{
  g_autoptr (CoffretSharingGroup) row = NULL;
  CoffretSharingMember *member;
  CoffretFields wanted;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  row = copy_row (self, id);
  if (row == NULL)
    return reject_gone ();
  member = coffret_sharing_group_find (row, credential);
  if (member == NULL)
    return reject_no_member ();
  wanted = fields != NULL ? *fields & COFFRET_FIELDS_ALL : row->fields;
  if (coffret_sharing_group_allows (row, member) == wanted)
    return dex_future_new_true ();
  member->shown = wanted & ~row->fields;
  member->hidden = row->fields & ~wanted;
  return write_fields (self, row);
}

DexFuture *
coffret_session_set_member_fields (CoffretSession *self,
                                   const char *id,
                                   const char *credential,
                                   CoffretFields fields)
{
  return set_member_fields (self, id, credential, &fields);
}

DexFuture *
coffret_session_clear_member_fields (CoffretSession *self, const char *id, const char *credential)
{
  return set_member_fields (self, id, credential, NULL);
}

DexFuture *
coffret_session_set_ask_after (CoffretSession *self, int minutes)
{
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (minutes < COFFRET_ASKING_NEVER || minutes > COFFRET_ASKING_MOST)
    return coffret_session_reject_wish (_ ("This is not a time to ask again after."));
  if (coffret_groups_get_ask_after (groups_of (self)) == minutes)
    return dex_future_new_true ();
  /* Translators: whether the vault is to be unlocked again first. What can be undone. */
  change = coffret_change_new (_ ("Change when sharing asks to unlock again"));
  coffret_commands_add_asking (change, minutes);
  return coffret_session_perform (self, change);
}
