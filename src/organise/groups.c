#include "organise/groups.h"

#include "organise/asking.h"
#include "organise/group-private.h"
#include "organise/groups-private.h"
#include "organise/library-private.h"
#include "vault/settings.h"

struct _CoffretGroups {
  GObject parent_instance;
  GPtrArray *groups;   /* CoffretGroup */
  GHashTable *pending; /* id -> Pending */
  int ask_after;
};

/* A row that is being written, so that what comes next starts from it. */
typedef struct {
  CoffretSharingGroup *row;
  guint count;
} Pending;

typedef enum {
  PROP_ASK_AFTER = 1,
  N_PROPS,
} CoffretGroupsProperty;

static GParamSpec *properties[N_PROPS];
static guint changed_signal;
static guint shared_signal;

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  coffret_sharing_group_free (pending->row);
  g_free (pending);
}

static GType
coffret_groups_get_item_type (GListModel *model)
{
  return COFFRET_TYPE_GROUP;
}

static guint
coffret_groups_get_n_items (GListModel *model)
{
  return COFFRET_GROUPS (model)->groups->len;
}

static gpointer
coffret_groups_get_item (GListModel *model, guint position)
{
  CoffretGroups *self = COFFRET_GROUPS (model);

  return position < self->groups->len ? g_object_ref (g_ptr_array_index (self->groups, position))
                                      : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = coffret_groups_get_item_type;
  iface->get_n_items = coffret_groups_get_n_items;
  iface->get_item = coffret_groups_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CoffretGroups,
                               coffret_groups,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
coffret_groups_finalize (GObject *object)
{
  g_ptr_array_unref (COFFRET_GROUPS (object)->groups);
  g_hash_table_unref (COFFRET_GROUPS (object)->pending);
  G_OBJECT_CLASS (coffret_groups_parent_class)->finalize (object);
}

static void
coffret_groups_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  switch ((CoffretGroupsProperty) id) {
  case PROP_ASK_AFTER:
    g_value_set_int (value, COFFRET_GROUPS (object)->ask_after);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_groups_class_init (CoffretGroupsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = coffret_groups_finalize;
  object_class->get_property = coffret_groups_get_property;
  properties[PROP_ASK_AFTER] = g_param_spec_int (
    "ask-after", NULL, NULL, COFFRET_ASKING_NEVER, COFFRET_ASKING_MOST, COFFRET_ASKING_NEVER,
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  shared_signal = g_signal_new ("shared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
coffret_groups_init (CoffretGroups *self)
{
  self->groups = g_ptr_array_new_with_free_func (g_object_unref);
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, pending_free);
  self->ask_after = COFFRET_ASKING_NEVER;
}

CoffretGroups *
coffret_groups_new (void)
{
  return g_object_new (COFFRET_TYPE_GROUPS, NULL);
}

static gboolean
find_position (CoffretGroups *self, const char *id, guint *position)
{
  for (*position = 0; *position < self->groups->len; (*position)++)
    if (g_str_equal (coffret_group_get_id (g_ptr_array_index (self->groups, *position)), id))
      return TRUE;
  return FALSE;
}

CoffretGroup *
coffret_groups_find (CoffretGroups *self, const char *id)
{
  guint position;

  return find_position (self, id, &position) ? g_ptr_array_index (self->groups, position) : NULL;
}

GPtrArray *
coffret_groups_list_of (CoffretGroups *self, const char *credential)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->groups->len; i++) {
    CoffretGroup *group = g_ptr_array_index (self->groups, i);

    if (coffret_sharing_group_find (coffret_group_get_row (group), credential) != NULL)
      g_ptr_array_add (found, group);
  }
  return found;
}

int
coffret_groups_get_ask_after (CoffretGroups *self)
{
  return self->ask_after;
}

static void
set_ask_after (CoffretGroups *self, int after)
{
  if (self->ask_after == after)
    return;
  self->ask_after = after;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASK_AFTER]);
}

/* Before the first that has a higher position. */
static guint
place_for (CoffretGroups *self, const CoffretSharingGroup *row)
{
  for (guint i = 0; i < self->groups->len; i++)
    if (coffret_group_get_row (g_ptr_array_index (self->groups, i))->position > row->position)
      return i;
  return self->groups->len;
}

static void
insert (CoffretGroups *self, CoffretGroup *group)
{
  guint place = place_for (self, coffret_group_get_row (group));

  g_ptr_array_insert (self->groups, (int) place, group);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
}

static void
set_row (CoffretGroups *self, const char *id, const CoffretSharingGroup *row)
{
  CoffretGroup *group = coffret_groups_find (self, id);
  guint position;

  if (group == NULL) {
    if (row != NULL)
      insert (self, coffret_group_new (row));
    return;
  }
  find_position (self, id, &position);
  if (row != NULL && coffret_group_get_row (group)->position == row->position) {
    coffret_group_set_row (group, row);
    return;
  }
  group = g_ptr_array_steal_index (self->groups, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  if (row == NULL) {
    g_object_unref (group);
    return;
  }
  coffret_group_set_row (group, row);
  insert (self, group);
}

void
coffret_groups_set (CoffretGroups *self, const char *id, const CoffretSharingGroup *row)
{
  set_row (self, id, row);
  g_signal_emit (self, changed_signal, 0);
}

void
coffret_groups_fill (CoffretGroups *self, CoffretGroupsLoad *load)
{
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < load->rows->len; i++)
    g_hash_table_add (there, ((CoffretSharingGroup *) g_ptr_array_index (load->rows, i))->id);
  for (guint i = self->groups->len; i > 0; i--) {
    const char *id = coffret_group_get_id (g_ptr_array_index (self->groups, i - 1));

    if (!g_hash_table_contains (there, id))
      coffret_groups_set (self, id, NULL);
  }
  for (guint i = 0; i < load->rows->len; i++) {
    const CoffretSharingGroup *row = g_ptr_array_index (load->rows, i);

    coffret_groups_set (self, row->id, row);
  }
  set_ask_after (self, load->ask_after);
  coffret_groups_load_free (load);
}

void
coffret_groups_clear (CoffretGroups *self)
{
  guint count = self->groups->len;

  g_ptr_array_set_size (self->groups, 0);
  if (count > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, count, 0);
}

/* What went for good meanwhile is no member. Whether there was any. */
static gboolean
drop_missing (CoffretSharingGroup *row, CoffretLibrary *library)
{
  guint before = row->members->len;

  for (guint i = row->members->len; i > 0; i--) {
    const CoffretSharingMember *member = g_ptr_array_index (row->members, i - 1);

    if (coffret_library_find_row (library, member->credential) == NULL)
      g_ptr_array_remove_index (row->members, i - 1);
  }
  return row->members->len != before;
}

void
coffret_groups_prune (CoffretGroups *self, CoffretLibrary *library)
{
  for (guint i = 0; i < self->groups->len; i++) {
    CoffretGroup *group = g_ptr_array_index (self->groups, i);
    g_autoptr (CoffretSharingGroup) row =
      coffret_sharing_group_copy (coffret_group_get_row (group));

    if (drop_missing (row, library))
      coffret_group_set_row (group, row);
  }
}

void
coffret_groups_add_pending (CoffretGroups *self, const CoffretSharingGroup *row)
{
  Pending *pending = g_hash_table_lookup (self->pending, row->id);

  if (pending == NULL) {
    pending = g_new0 (Pending, 1);
    g_hash_table_insert (self->pending, g_strdup (row->id), pending);
  }
  coffret_sharing_group_free (pending->row);
  pending->row = coffret_sharing_group_copy (row);
  pending->count++;
}

void
coffret_groups_forget_pending (CoffretGroups *self, const char *id)
{
  Pending *pending = g_hash_table_lookup (self->pending, id);

  if (pending != NULL && --pending->count == 0)
    g_hash_table_remove (self->pending, id);
}

const CoffretSharingGroup *
coffret_groups_get_latest (CoffretGroups *self, const char *id)
{
  const Pending *pending = g_hash_table_lookup (self->pending, id);
  CoffretGroup *group = coffret_groups_find (self, id);

  return pending != NULL ? pending->row : group != NULL ? coffret_group_get_row (group) : NULL;
}

void
coffret_groups_shared (CoffretGroups *self, const char *share, const char *group)
{
  g_signal_emit (self, shared_signal, 0, share, group);
}

/* What cannot be read is as if it were not there: another Coffret may have written it. */
CoffretGroupsLoad *
coffret_groups_load (CoffretDatabase *database, GError **error)
{
  g_autoptr (CoffretGroupsLoad) load = g_new0 (CoffretGroupsLoad, 1);
  g_autofree char *after = coffret_settings_get (database, COFFRET_SETTING_ASK_AFTER, NULL);
  gint64 number;

  load->ask_after = COFFRET_ASKING_NEVER;
  if (after != NULL && g_ascii_string_to_signed (after, 10, COFFRET_ASKING_NEVER,
                                                 COFFRET_ASKING_MOST, &number, NULL))
    load->ask_after = (int) number;
  load->rows = coffret_sharing_groups_list (database, error);
  return load->rows != NULL ? g_steal_pointer (&load) : NULL;
}

void
coffret_groups_load_free (CoffretGroupsLoad *load)
{
  g_clear_pointer (&load->rows, g_ptr_array_unref);
  g_free (load);
}

typedef struct {
  char *id;
  CoffretSharingGroup *row;    /* NULL: it goes */
  CoffretSharingGroup *before; /* NULL: there was none; known once applied */
} Grouping;

static void
grouping_free (gpointer data)
{
  Grouping *grouping = data;

  g_free (grouping->id);
  coffret_sharing_group_free (grouping->row);
  coffret_sharing_group_free (grouping->before);
  g_free (grouping);
}

static gboolean
grouping_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Grouping *grouping = data;

  return grouping->row != NULL ? coffret_sharing_groups_save (database, grouping->row, error)
                               : coffret_sharing_groups_remove (database, grouping->id, error);
}

static void
grouping_apply (gpointer data, CoffretLibrary *library)
{
  Grouping *grouping = data;
  CoffretGroups *groups = coffret_library_get_groups (library);
  CoffretGroup *group = coffret_groups_find (groups, grouping->id);

  g_clear_pointer (&grouping->before, coffret_sharing_group_free);
  if (group != NULL)
    grouping->before = coffret_sharing_group_copy (coffret_group_get_row (group));
  if (grouping->row != NULL)
    drop_missing (grouping->row, library);
  coffret_groups_set (groups, grouping->id, grouping->row);
}

static void
grouping_invert (gpointer data, CoffretChange *change)
{
  Grouping *grouping = data;

  if (grouping->row != NULL || grouping->before != NULL)
    coffret_commands_add_group (change, grouping->id, grouping->before);
}

static gboolean
keep (gpointer data, CoffretLibrary *library)
{
  return TRUE;
}

static const CoffretCommandKind grouping_kind = {
  .run = grouping_run,
  .apply = grouping_apply,
  .invert = grouping_invert,
  .prune = keep,
  .free = grouping_free,
};

void
coffret_commands_add_group (CoffretChange *change, const char *id, const CoffretSharingGroup *row)
{
  Grouping *grouping = g_new0 (Grouping, 1);

  grouping->id = g_strdup (id);
  grouping->row = row != NULL ? coffret_sharing_group_copy (row) : NULL;
  coffret_change_add (change, &grouping_kind, grouping);
}

typedef struct {
  int after;
  int before; /* known once applied */
} Asking;

static gboolean
asking_run (gpointer data, CoffretDatabase *database, GError **error)
{
  const Asking *asking = data;
  g_autofree char *text = g_strdup_printf ("%d", asking->after);

  return coffret_settings_set (database, COFFRET_SETTING_ASK_AFTER,
                               asking->after == COFFRET_ASKING_NEVER ? NULL : text, error);
}

static void
asking_apply (gpointer data, CoffretLibrary *library)
{
  Asking *asking = data;
  CoffretGroups *groups = coffret_library_get_groups (library);

  asking->before = groups->ask_after;
  set_ask_after (groups, asking->after);
}

static void
asking_invert (gpointer data, CoffretChange *change)
{
  coffret_commands_add_asking (change, ((Asking *) data)->before);
}

static const CoffretCommandKind asking_kind = {
  .run = asking_run,
  .apply = asking_apply,
  .invert = asking_invert,
  .prune = keep,
  .free = g_free,
};

void
coffret_commands_add_asking (CoffretChange *change, int after)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->after = after;
  asking->before = after;
  coffret_change_add (change, &asking_kind, asking);
}
