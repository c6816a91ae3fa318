#include "organise/library-private.h"
#include "organise/session-private.h"
#include "organise/sharing-private.h"
#include "organise/work.h"

typedef struct {
  CoffretSnapshot *snapshot;
  CoffretQuestion question;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  coffret_snapshot_drop (asking->snapshot);
  g_free (asking->question.compartment);
  g_free (asking->question.words);
  coffret_beside_unref (asking->question.beside);
  g_free (asking);
}

static DexFuture *
ask (gpointer data)
{
  Asking *asking = data;
  gboolean nearly = FALSE;
  g_autoptr (GArray) found =
    coffret_snapshot_ask (asking->snapshot, &asking->question, NULL, &nearly);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  /* What has the words but for a slip was not asked for. */
  for (guint i = 0; found != NULL && !nearly && i < found->len; i++)
    g_ptr_array_add (
      ids,
      g_strdup (coffret_snapshot_get_row (asking->snapshot, g_array_index (found, guint, i))->id));
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, ids);
}

/* In a fiber. What files beside credentials say, as far as the vault knows. */
static CoffretBeside *
look_beside (CoffretLibrary *library, Asking *asking)
{
  g_auto (GStrv) words = coffret_snapshot_list_beside (asking->snapshot, &asking->question);
  g_autoptr (GPtrArray) sets = NULL;
  DexFuture *future;

  future = words != NULL && words[0] != NULL
             ? coffret_library_find_beside (library, (const char *const *) words)
             : NULL;
  if (future != NULL)
    sets = dex_await_boxed (future, NULL);
  return sets != NULL ? coffret_beside_new ((const char *const *) words, sets) : NULL;
}

typedef struct {
  CoffretSession *session;
  CoffretQuestion question;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->session);
  g_free (wish->question.compartment);
  g_free (wish->question.words);
  g_free (wish);
}

static DexFuture *
ask_in_fiber (gpointer data)
{
  Wish *wish = data;
  CoffretLibrary *library = coffret_session_get_library (wish->session);
  Asking *asking = g_new0 (Asking, 1);

  asking->snapshot = coffret_library_ref_snapshot (library);
  asking->question = wish->question;
  asking->question.compartment = g_strdup (wish->question.compartment);
  asking->question.words = g_strdup (wish->question.words);
  asking->question.beside = look_beside (library, asking);
  return coffret_work_run (ask, asking, asking_free);
}

DexFuture *
coffret_sharing_ask (CoffretSession *self, const CoffretSharingGroup *row)
{
  Wish *wish;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (row->compartment == NULL && row->rule == NULL)
    return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_ptr_array_new_with_free_func (g_free));
  wish = g_new0 (Wish, 1);
  wish->session = g_object_ref (self);
  wish->question.place = row->compartment != NULL ? COFFRET_PLACE_COMPARTMENT : COFFRET_PLACE_ALL;
  wish->question.compartment = g_strdup (row->compartment);
  wish->question.order = COFFRET_ORDER_AWARDED;
  wish->question.words = g_strdup (row->rule);
  wish->question.now = coffret_instant_now ();
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, ask_in_fiber, wish, wish_free);
}
