#include <glib/gi18n-lib.h>

#include "organise/session-private.h"
#include "organise/sharing-private.h"

/* Of days, when nobody said otherwise: as long as an application takes. */
#define USUAL_DAYS 90

static char *
find_own_name (CoffretSession *self)
{
  GListModel *identities = coffret_session_get_identities (self);

  for (guint i = 0; i < g_list_model_get_n_items (identities); i++) {
    g_autoptr (CoffretIdentity) identity = g_list_model_get_item (identities, i);

    if (coffret_identity_get_kind (identity) == COFFRET_IDENTITY_NAME)
      return g_strdup (coffret_identity_get_value (identity));
  }
  return NULL;
}

CoffretSharingGroup *
coffret_group_draft (CoffretSession *self,
                     const char *name,
                     CoffretAudience audience,
                     GPtrArray *entries,
                     const char *language)
{
  CoffretSharingGroup *row = coffret_sharing_group_new (name);

  g_set_str (&row->audience, coffret_audience_to_id (audience));
  g_set_str (&row->language, language);
  row->fields = coffret_audience_get_fields (audience);
  row->days = audience != COFFRET_AUDIENCE_PUBLIC ? USUAL_DAYS : 0;
  row->holder = find_own_name (self);
  for (guint i = 0; entries != NULL && i < entries->len; i++) {
    CoffretEntry *entry = g_ptr_array_index (entries, i);

    if (!coffret_entry_is_trashed (entry))
      g_ptr_array_add (row->members, coffret_sharing_member_new (coffret_entry_get_id (entry)));
  }
  return row;
}

/* What a group is drafted of. */
typedef struct {
  CoffretSession *session;
  CoffretSharingGroup *row;
} Draft;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_object_unref (draft->session);
  coffret_sharing_group_free (draft->row);
  g_free (draft);
}

static DexFuture *
on_asked (DexFuture *future, gpointer data)
{
  Draft *draft = data;
  const GValue *value = dex_future_get_value (future, NULL);
  GPtrArray *ids = g_value_get_boxed (value);

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (draft->row->members, coffret_sharing_member_new (g_ptr_array_index (ids, i)));
  return dex_future_new_take_boxed (COFFRET_TYPE_SHARING_GROUP,
                                    coffret_sharing_group_copy (draft->row));
}

/* Takes ROW. */
static DexFuture *
draft_by_rule (CoffretSession *self, CoffretSharingGroup *row)
{
  Draft *draft = g_new0 (Draft, 1);

  draft->session = g_object_ref (self);
  draft->row = row;
  return dex_future_then (coffret_sharing_ask (self, row), on_asked, draft, draft_free);
}

DexFuture *
coffret_group_draft_of_compartment (CoffretSession *self,
                                    const char *compartment,
                                    CoffretAudience audience,
                                    const char *language)
{
  CoffretCompartment *found;
  CoffretSharingGroup *row;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  found = coffret_library_find_compartment (coffret_session_get_library (self), compartment);
  if (found == NULL)
    return coffret_session_reject_wish (_ ("This compartment is not there any more."));
  row = coffret_group_draft (self, coffret_compartment_get_name (found), audience, NULL, language);
  row->compartment = g_strdup (compartment);
  return draft_by_rule (self, row);
}

DexFuture *
coffret_group_draft_of_search (CoffretSession *self,
                               const char *name,
                               const char *words,
                               CoffretAudience audience,
                               const char *language)
{
  CoffretSharingGroup *row;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  row = coffret_group_draft (self, name, audience, NULL, language);
  row->rule = g_strdup (words);
  return draft_by_rule (self, row);
}
