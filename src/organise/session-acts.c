#include <glib/gi18n-lib.h>

#include "base/fold.h"
#include "organise/commands.h"
#include "organise/entry-private.h"
#include "organise/library-private.h"
#include "organise/pieces.h"
#include "organise/session-private.h"
#include "organise/undo-private.h"

/* In characters: what still fits a sidebar when somebody pastes a page. */
#define MAX_NAME 200

/* What to remember once a change is true. */
typedef struct {
  CoffretSession *session;
  char *compartment; /* nullable: the answer */
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_object_unref (act->session);
  g_free (act->compartment);
  g_free (act);
}

static DexFuture *
on_acted (DexFuture *future, gpointer data)
{
  Act *act = data;
  CoffretSession *self = act->session;
  const GValue *inverse = dex_future_get_value (future, NULL);
  CoffretCompartment *compartment;

  coffret_undo_push (coffret_session_get_undo (self), g_value_get_boxed (inverse));
  if (act->compartment == NULL)
    return dex_future_new_true ();
  compartment =
    coffret_library_find_compartment (coffret_session_get_library (self), act->compartment);
  if (compartment == NULL)
    return coffret_session_reject_ended ();
  return dex_future_new_take_object (g_object_ref (compartment));
}

/* COMPARTMENT (nullable): answer with it, rather than with TRUE. */
static DexFuture *
perform (CoffretSession *self, CoffretChange *change, const char *compartment)
{
  Act *act;

  if (coffret_change_is_empty (change))
    return dex_future_new_true ();
  act = g_new0 (Act, 1);
  act->session = g_object_ref (self);
  act->compartment = g_strdup (compartment);
  return coffret_session_keep (
    dex_future_then (coffret_change_perform (change, coffret_session_get_vault (self),
                                             coffret_session_get_library (self)),
                     on_acted, act, act_free));
}

static gboolean
is_kept (CoffretEntry *entry, const char *compartment)
{
  return !coffret_entry_is_trashed (entry);
}

static gboolean
is_trashed (CoffretEntry *entry, const char *compartment)
{
  return coffret_entry_is_trashed (entry);
}

static gboolean
lies_in (CoffretEntry *entry, const char *compartment)
{
  return coffret_row_lies_in (coffret_entry_get_row (entry), compartment);
}

static gboolean
lies_outside (CoffretEntry *entry, const char *compartment)
{
  return !lies_in (entry, compartment);
}

/* The ids of those ENTRIES that an act would change. */
static GPtrArray *
choose (GPtrArray *entries,
        gboolean (*wanted) (CoffretEntry *, const char *),
        const char *compartment)
{
  GPtrArray *ids = g_ptr_array_new_full (entries->len, g_free);

  for (guint i = 0; i < entries->len; i++) {
    CoffretEntry *entry = g_ptr_array_index (entries, i);

    if (wanted (entry, compartment))
      g_ptr_array_add (ids, g_strdup (coffret_entry_get_id (entry)));
  }
  return ids;
}

static const char *
name_of (CoffretSession *self, const char *compartment)
{
  CoffretCompartment *found =
    coffret_library_find_compartment (coffret_session_get_library (self), compartment);

  return found != NULL ? coffret_compartment_get_name (found) : NULL;
}

/* Whether a compartment ID (NULL: a new one) may lie in PARENT: they nest one level. */
static gboolean
may_lie_in (CoffretSession *self, const char *id, const char *parent)
{
  GListModel *compartments =
    G_LIST_MODEL (coffret_library_get_compartments (coffret_session_get_library (self)));
  CoffretCompartment *above =
    coffret_library_find_compartment (coffret_session_get_library (self), parent);
  guint count = g_list_model_get_n_items (compartments);

  if (above == NULL || coffret_compartment_get_row (above)->parent != NULL ||
      g_strcmp0 (id, parent) == 0)
    return FALSE;
  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretCompartment) other = g_list_model_get_item (compartments, i);

    if (id != NULL && g_strcmp0 (coffret_compartment_get_row (other)->parent, id) == 0)
      return FALSE;
  }
  return TRUE;
}

static int
next_position (CoffretSession *self)
{
  GListModel *compartments = coffret_library_get_compartments (coffret_session_get_library (self));
  guint count = g_list_model_get_n_items (compartments);
  int next = 0;

  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretCompartment) other = g_list_model_get_item (compartments, i);

    next = MAX (next, coffret_compartment_get_row (other)->position + 1);
  }
  return next;
}

/* Makes NAME fit to be shown; NULL when nothing is left of it. */
static char *
clean_name (const char *name)
{
  char *cleaned = coffret_clean (name, MAX_NAME, FALSE);

  if (cleaned != NULL && *g_strstrip (cleaned) == '\0')
    g_clear_pointer (&cleaned, g_free);
  return cleaned;
}

/* What fills itself is filled by nobody. */
static DexFuture *
reject_rule (CoffretSession *self, const char *compartment)
{
  CoffretCompartment *found =
    coffret_library_find_compartment (coffret_session_get_library (self), compartment);
  g_autofree char *sentence = NULL;

  if (found == NULL || coffret_compartment_get_row (found)->rule == NULL)
    return NULL;
  sentence = g_strdup_printf (
    /* Translators: %s is the name of a compartment that is a saved search */
    _ ("“%s” fills itself by a search. Nothing can be put into it or taken out by hand."),
    coffret_compartment_get_name (found));
  return coffret_session_reject_wish (sentence);
}

/* ENTRIES (nullable) lie in it from the start, or RULE (nullable) fills it. */
static DexFuture *
make_compartment (CoffretSession *self,
                  GPtrArray *entries,
                  const char *name,
                  const char *icon,
                  const char *colour,
                  const char *parent,
                  const char *rule)
{
  g_autofree char *cleaned = clean_name (name);
  g_autofree char *label = NULL;
  g_autoptr (CoffretCompartmentRow) row = NULL;
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (cleaned == NULL)
    return coffret_session_reject_wish (_ ("A compartment needs a name."));
  if (parent != NULL && !may_lie_in (self, NULL, parent))
    return coffret_session_reject_wish (
      _ ("A compartment within a compartment cannot hold another one."));

  row = coffret_compartment_row_new (cleaned);
  g_set_str (&row->icon, icon);
  g_set_str (&row->colour, colour);
  g_set_str (&row->parent, parent);
  g_set_str (&row->rule, rule);
  row->position = next_position (self);
  /* Translators: %s is the name of a compartment. What can be undone. */
  label = g_strdup_printf (_ ("Make the compartment “%s”"), cleaned);
  change = coffret_change_new (label);
  coffret_commands_add_save (change, row);
  if (entries != NULL) {
    g_autoptr (GPtrArray) ids = choose (entries, lies_outside, row->id);

    coffret_commands_add_put (change, ids, row->id);
  }
  return perform (self, change, row->id);
}

/* The compartments in the order that they shall have: MOVED, and what lies within it, before BEFORE
 * in PARENT. The array borrows from LIST. */
static GPtrArray *
order_anew (GPtrArray *list, CoffretCompartment *moved, const char *parent, const char *before)
{
  const char *id = coffret_compartment_get_id (moved);
  GPtrArray *block = g_ptr_array_new ();
  GPtrArray *order = g_ptr_array_new ();
  guint place;

  for (guint i = 0; i < list->len; i++) {
    CoffretCompartment *other = g_ptr_array_index (list, i);
    gboolean along =
      other == moved || g_strcmp0 (coffret_compartment_get_row (other)->parent, id) == 0;

    g_ptr_array_add (along ? block : order, other);
  }
  place = order->len;
  for (guint i = 0; i < order->len && place == order->len; i++) {
    CoffretCompartment *other = g_ptr_array_index (order, i);

    if (before != NULL && g_str_equal (coffret_compartment_get_id (other), before))
      place = i;
    /* Behind the last of those within PARENT, which stand behind it. */
    if (before == NULL && parent != NULL &&
        g_str_equal (coffret_compartment_get_id (other), parent)) {
      for (place = i + 1; place < order->len; place++)
        if (coffret_compartment_get_row (g_ptr_array_index (order, place))->parent == NULL)
          break;
      break;
    }
  }
  for (guint i = 0; i < block->len; i++)
    g_ptr_array_insert (order, (int) (place + i), g_ptr_array_index (block, i));
  g_ptr_array_unref (block);
  return order;
}

DexFuture *
coffret_session_trash (CoffretSession *self, GPtrArray *entries)
{
  g_autoptr (GPtrArray) ids = choose (entries, is_kept, NULL);
  g_autoptr (CoffretChange) change = NULL;
  g_autofree char *label = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  label = g_strdup_printf (
    /* Translators: %u is a number. What can be undone, as in "Undone: Move 3 credentials …". */
    ngettext ("Move %u credential to the trash", "Move %u credentials to the trash", ids->len),
    ids->len);
  change = coffret_change_new (label);
  coffret_commands_add_trash (change, ids, coffret_instant_now ());
  return perform (self, change, NULL);
}

DexFuture *
coffret_session_restore (CoffretSession *self, GPtrArray *entries)
{
  g_autoptr (GPtrArray) ids = choose (entries, is_trashed, NULL);
  g_autoptr (CoffretChange) change = NULL;
  g_autofree char *label = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  label = g_strdup_printf (
    /* Translators: %u is a number. What can be undone. */
    ngettext ("Take %u credential out of the trash", "Take %u credentials out of the trash",
              ids->len),
    ids->len);
  change = coffret_change_new (label);
  coffret_commands_add_trash (change, ids, COFFRET_INSTANT_NONE);
  return perform (self, change, NULL);
}

DexFuture *
coffret_session_add_compartment (
  CoffretSession *self, const char *name, const char *icon, const char *colour, const char *parent)
{
  return make_compartment (self, NULL, name, icon, colour, parent, NULL);
}

DexFuture *
coffret_session_put_in_new (
  CoffretSession *self, GPtrArray *entries, const char *name, const char *icon, const char *colour)
{
  return make_compartment (self, entries, name, icon, colour, NULL, NULL);
}

DexFuture *
coffret_session_keep_search (
  CoffretSession *self, const char *name, const char *icon, const char *colour, const char *words)
{
  g_autofree char *rule = coffret_pieces_to_rule (words);

  if (*rule == '\0')
    return coffret_session_reject_wish (
      _ ("Type a search first: what it finds is what will be in it."));
  return make_compartment (self, NULL, name, icon, colour, NULL, rule);
}

DexFuture *
coffret_session_change_compartment (CoffretSession *self, const CoffretCompartmentRow *row)
{
  g_autofree char *cleaned = clean_name (row->name);
  g_autofree char *label = NULL;
  g_autofree char *rule = NULL;
  const CoffretCompartmentRow *before;
  g_autoptr (CoffretCompartmentRow) copy = NULL;
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (coffret_library_find_compartment (coffret_session_get_library (self), row->id) == NULL)
    return coffret_session_reject_wish (_ ("This compartment is not there any more."));
  if (cleaned == NULL)
    return coffret_session_reject_wish (_ ("A compartment needs a name."));
  if (row->parent != NULL && !may_lie_in (self, row->id, row->parent))
    return coffret_session_reject_wish (
      _ ("A compartment within a compartment cannot hold another one."));
  rule = row->rule != NULL ? coffret_pieces_to_rule (row->rule) : NULL;
  if (rule != NULL && *rule == '\0')
    return coffret_session_reject_wish (
      _ ("Type a search first: what it finds is what will be in it."));
  /* What was put into it by hand would be out of sight. */
  before = coffret_compartment_get_row (
    coffret_library_find_compartment (coffret_session_get_library (self), row->id));
  if ((rule != NULL) != (before->rule != NULL))
    return coffret_session_reject_wish (
      _ ("A compartment is filled by hand or by a search, from the start."));

  copy = coffret_compartment_row_copy (row);
  g_set_str (&copy->name, cleaned);
  g_free (copy->rule);
  copy->rule = g_steal_pointer (&rule);
  /* Translators: %s is the name of a compartment. What can be undone. */
  label = g_strdup_printf (_ ("Change the compartment “%s”"), cleaned);
  change = coffret_change_new (label);
  coffret_commands_add_save (change, copy);
  return perform (self, change, NULL);
}

DexFuture *
coffret_session_remove_compartment (CoffretSession *self, const char *id)
{
  g_autofree char *label = NULL;
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (name_of (self, id) == NULL)
    return coffret_session_reject_wish (_ ("This compartment is not there any more."));
  /* Translators: %s is the name of a compartment. What can be undone. */
  label = g_strdup_printf (_ ("Remove the compartment “%s”"), name_of (self, id));
  change = coffret_change_new (label);
  coffret_commands_add_remove (change, id);
  return perform (self, change, NULL);
}

DexFuture *
coffret_session_place_compartment (CoffretSession *self,
                                   const char *id,
                                   const char *parent,
                                   const char *before)
{
  CoffretLibrary *library = coffret_session_get_library (self);
  CoffretCompartment *moved = coffret_library_find_compartment (library, id);
  CoffretCompartment *next =
    before != NULL ? coffret_library_find_compartment (library, before) : NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) order = NULL;
  g_autofree char *label = NULL;
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (moved == NULL || (before != NULL && next == NULL))
    return coffret_session_reject_wish (_ ("This compartment is not there any more."));
  if (parent != NULL && !may_lie_in (self, id, parent))
    return coffret_session_reject_wish (
      _ ("A compartment within a compartment cannot hold another one."));
  if (next == moved)
    return dex_future_new_true ();
  if (next != NULL && g_strcmp0 (coffret_compartment_get_row (next)->parent, parent) != 0)
    return coffret_session_reject_wish (_ ("This compartment is not there any more."));

  list = coffret_library_list_compartments (library);
  order = order_anew (list, moved, parent, before);
  /* Translators: %s is the name of a compartment. What can be undone. */
  label = g_strdup_printf (_ ("Move the compartment “%s”"), coffret_compartment_get_name (moved));
  change = coffret_change_new (label);
  for (guint i = 0; i < order->len; i++) {
    CoffretCompartment *compartment = g_ptr_array_index (order, i);
    g_autoptr (CoffretCompartmentRow) row =
      coffret_compartment_row_copy (coffret_compartment_get_row (compartment));

    if (compartment != moved && row->position == (int) i)
      continue;
    row->position = (int) i;
    if (compartment == moved)
      g_set_str (&row->parent, parent);
    coffret_commands_add_save (change, row);
  }
  /* Where all stays as it was, nothing is written and nothing can be undone. */
  if (g_strcmp0 (coffret_compartment_get_row (moved)->parent, parent) == 0 &&
      memcmp (list->pdata, order->pdata, list->len * sizeof (gpointer)) == 0)
    return dex_future_new_true ();
  return perform (self, change, NULL);
}

DexFuture *
coffret_session_put (CoffretSession *self, GPtrArray *entries, const char *compartment)
{
  g_autoptr (GPtrArray) ids = choose (entries, lies_outside, compartment);
  g_autofree char *label = NULL;
  DexFuture *rejected;
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (name_of (self, compartment) == NULL)
    return coffret_session_reject_wish (_ ("This compartment is not there any more."));
  rejected = reject_rule (self, compartment);
  if (rejected != NULL)
    return rejected;
  label = g_strdup_printf (
    /* Translators: %u is a number, %s the name of a compartment. What can be undone. */
    ngettext ("Put %u credential into “%s”", "Put %u credentials into “%s”", ids->len), ids->len,
    name_of (self, compartment));
  change = coffret_change_new (label);
  coffret_commands_add_put (change, ids, compartment);
  return perform (self, change, NULL);
}

DexFuture *
coffret_session_take (CoffretSession *self, GPtrArray *entries, const char *compartment)
{
  g_autoptr (GPtrArray) ids = choose (entries, lies_in, compartment);
  g_autofree char *label = NULL;
  DexFuture *rejected;
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (name_of (self, compartment) == NULL)
    return coffret_session_reject_wish (_ ("This compartment is not there any more."));
  rejected = reject_rule (self, compartment);
  if (rejected != NULL)
    return rejected;
  label = g_strdup_printf (
    /* Translators: %u is a number, %s the name of a compartment. What can be undone. */
    ngettext ("Take %u credential out of “%s”", "Take %u credentials out of “%s”", ids->len),
    ids->len, name_of (self, compartment));
  change = coffret_change_new (label);
  coffret_commands_add_take (change, ids, compartment);
  return perform (self, change, NULL);
}

DexFuture *
coffret_session_perform (CoffretSession *self, CoffretChange *change)
{
  return perform (self, change, NULL);
}
