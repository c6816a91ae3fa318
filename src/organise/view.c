#include "organise/view.h"

#include "organise/answer.h"
#include "organise/library-private.h"
#include "organise/work.h"

/* So many are sorted sooner than another thread could begin with it. */
#define QUICK 256

struct _CoffretView {
  GObject parent_instance;
  CoffretLibrary *library;
  CoffretAnswer *answer; /* the last; never NULL */

  CoffretPlace place;
  char *compartment;
  CoffretOrder order;
  CoffretHeading heading;
  char *words;

  guint question;            /* which question this is: an answer to another is void */
  GCancellable *cancellable; /* of the question under way, or NULL */
  guint source;              /* asks at the next turn of the main loop */
  gboolean outdated;         /* the library changed since the question under way was asked */
  gboolean busy;
  gboolean nearly;
  CoffretBeside *beside; /* what of the words is in files; NULL: nothing, or not known yet */
  gboolean looked;       /* or it is looked for */
};

/* One question on its way to a worker and back. */
typedef struct {
  GWeakRef view;
  guint number;
  CoffretSnapshot *snapshot;
  CoffretQuestion question;
  GCancellable *cancellable;
  gboolean nearly;
  CoffretAnswer *before; /* what the view showed when it asked */
  CoffretAnswer *answer; /* NULL: cancelled */
  guint start;           /* so many are the same as before */
  guint end;             /* and so many at the end */
} Inquiry;

typedef enum {
  PROP_BUSY = 1,
  PROP_N_ITEMS,
  PROP_NEARLY,
  N_PROPS,
} CoffretViewProperty;

static GParamSpec *properties[N_PROPS];

static GType
view_get_item_type (GListModel *model)
{
  return COFFRET_TYPE_ENTRY;
}

static guint
view_get_n_items (GListModel *model)
{
  return coffret_answer_count (COFFRET_VIEW (model)->answer);
}

static gpointer
view_get_item (GListModel *model, guint position)
{
  CoffretView *self = COFFRET_VIEW (model);

  if (position >= coffret_answer_count (self->answer))
    return NULL;
  return g_object_ref (
    coffret_library_entry_of (self->library, coffret_answer_get_row (self->answer, position)));
}

static void
view_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = view_get_item_type;
  iface->get_n_items = view_get_n_items;
  iface->get_item = view_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CoffretView,
                               coffret_view,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, view_list_model_init))

static void
inquiry_free (Inquiry *inquiry)
{
  g_weak_ref_clear (&inquiry->view);
  g_clear_pointer (&inquiry->snapshot, coffret_snapshot_drop);
  g_free (inquiry->question.compartment);
  g_free (inquiry->question.words);
  g_object_unref (inquiry->cancellable);
  g_clear_pointer (&inquiry->answer, coffret_answer_drop);
  coffret_answer_drop (inquiry->before);
  coffret_beside_unref (inquiry->question.beside);
  g_free (inquiry);
}

static void
set_busy (CoffretView *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
set_nearly (CoffretView *self, gboolean nearly)
{
  if (self->nearly == nearly)
    return;
  self->nearly = nearly;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEARLY]);
}

/* Shows ANSWER (taken). START of it are what is shown already, and so are END at its end. */
static void
show (CoffretView *self, CoffretAnswer *answer, guint start, guint end)
{
  g_autoptr (CoffretAnswer) old = self->answer;
  guint before = coffret_answer_count (old);
  guint count = coffret_answer_count (answer);

  self->answer = answer;
  if (start + end < before || start + end < count)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before - start - end,
                                count - start - end);
  if (before != count)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static CoffretAnswer *
nothing (void)
{
  return coffret_answer_new (g_array_new (FALSE, FALSE, sizeof (guint)), NULL);
}

static DexFuture *
find_answer (gpointer data)
{
  Inquiry *inquiry = data;

  GArray *items = coffret_snapshot_ask (inquiry->snapshot, &inquiry->question, inquiry->cancellable,
                                        &inquiry->nearly);

  if (items != NULL) {
    inquiry->answer = coffret_answer_new (items, g_steal_pointer (&inquiry->snapshot));
    coffret_answer_compare (inquiry->before, inquiry->answer, &inquiry->start, &inquiry->end);
  }
  return dex_future_new_true ();
}

static void ask (CoffretView *self);
static void ask_soon (CoffretView *self);

static DexFuture *
prepare (gpointer data)
{
  coffret_snapshot_prepare (data);
  return dex_future_new_true ();
}

/* Now that what was asked for is there, and before somebody asks for it in another order. */
static void
prepare_others (CoffretView *self)
{
  g_autoptr (CoffretSnapshot) snapshot = coffret_library_ref_snapshot (self->library);

  if (coffret_snapshot_wants_preparing (snapshot))
    dex_future_disown (coffret_work_block (prepare, coffret_snapshot_ref (snapshot),
                                           (GDestroyNotify) coffret_snapshot_unref));
}

static DexFuture *
on_answered (DexFuture *future, gpointer data)
{
  Inquiry *inquiry = data;
  g_autoptr (CoffretView) self = g_weak_ref_get (&inquiry->view);

  if (self == NULL || inquiry->number != self->question || inquiry->answer == NULL)
    return dex_future_new_false ();
  /* Only one question is under way at a time, and only its answer changes what is shown. */
  g_assert (inquiry->before == self->answer);

  g_clear_object (&self->cancellable);
  set_nearly (self, inquiry->nearly);
  show (self, g_steal_pointer (&inquiry->answer), inquiry->start, inquiry->end);
  /* Changed again while it was answered: this answer was better than none. */
  if (self->outdated) {
    ask (self);
  } else if (self->source == 0) {
    set_busy (self, FALSE);
    prepare_others (self);
  }
  return dex_future_new_true ();
}

/* A question to the vault, beside that to the library. */
typedef struct {
  GWeakRef view;
  guint number;
  char **words;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_weak_ref_clear (&look->view);
  g_strfreev (look->words);
  g_free (look);
}

static DexFuture *
on_found_beside (DexFuture *future, gpointer data)
{
  Look *look = data;
  g_autoptr (CoffretView) self = g_weak_ref_get (&look->view);
  const GValue *value = dex_future_get_value (future, NULL);
  g_autoptr (CoffretBeside) beside = NULL;

  if (self == NULL || look->number != self->question || value == NULL)
    return dex_future_new_false ();
  beside = coffret_beside_new ((const char *const *) look->words, g_value_get_boxed (value));
  if (coffret_beside_is_empty (beside) && self->beside == NULL)
    return dex_future_new_true ();
  g_clear_pointer (&self->beside, coffret_beside_unref);
  self->beside = g_steal_pointer (&beside);
  self->outdated = TRUE;
  if (self->cancellable == NULL)
    ask_soon (self);
  return dex_future_new_true ();
}

/* What is in the vault's memory is shown at once; what else is found comes when it does. */
static void
look_beside (CoffretView *self, CoffretSnapshot *snapshot, const CoffretQuestion *question)
{
  g_auto (GStrv) words = NULL;
  DexFuture *future;
  Look *look;

  if (self->looked)
    return;
  self->looked = TRUE;
  words = coffret_snapshot_list_beside (snapshot, question);
  future = words[0] != NULL
             ? coffret_library_find_beside (self->library, (const char *const *) words)
             : NULL;
  if (future == NULL)
    return;
  look = g_new0 (Look, 1);
  g_weak_ref_init (&look->view, self);
  look->number = self->question;
  look->words = g_steal_pointer (&words);
  dex_future_disown (dex_future_finally (future, on_found_beside, look, look_free));
}

/* Whether it costs less than to show that it is still to come. */
static gboolean
is_quick (CoffretView *self)
{
  return self->words == NULL && g_list_model_get_n_items (G_LIST_MODEL (self->library)) <= QUICK;
}

static void
ask (CoffretView *self)
{
  Inquiry *inquiry = g_new0 (Inquiry, 1);

  self->outdated = FALSE;
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  g_weak_ref_init (&inquiry->view, self);
  inquiry->number = self->question;
  inquiry->snapshot = coffret_library_ref_snapshot (self->library);
  inquiry->before = coffret_answer_ref (self->answer);
  inquiry->question = (CoffretQuestion) {
    .place = self->place,
    .compartment = g_strdup (self->compartment),
    .order = self->order,
    .heading = self->heading,
    .words = g_strdup (self->words),
    .now = coffret_instant_now (),
    .beside = self->beside != NULL ? coffret_beside_ref (self->beside) : NULL,
  };
  look_beside (self, inquiry->snapshot, &inquiry->question);
  inquiry->cancellable = g_object_ref (self->cancellable);
  if (is_quick (self)) {
    dex_unref (find_answer (inquiry));
    dex_unref (on_answered (NULL, inquiry));
    inquiry_free (inquiry);
    return;
  }
  dex_future_disown (dex_future_finally (coffret_work_run (find_answer, inquiry, NULL), on_answered,
                                         inquiry, (GDestroyNotify) inquiry_free));
}

/* Whether what the library begins with is the answer. */
static gboolean
is_front (CoffretView *self, guint *total)
{
  return self->place == COFFRET_PLACE_ALL && self->words == NULL &&
         coffret_library_has_front (self->library, self->order, self->heading, total);
}

static void
show_front (CoffretView *self)
{
  CoffretSnapshot *snapshot = coffret_library_ref_snapshot (self->library);
  GArray *items = g_array_new (FALSE, FALSE, sizeof (guint));
  CoffretAnswer *answer;
  guint start, end;

  for (guint i = 0; i < coffret_snapshot_get_count (snapshot); i++)
    if (coffret_row_is_listed (coffret_snapshot_get_row (snapshot, i)))
      g_array_append_val (items, i);
  answer = coffret_answer_new (items, snapshot);
  coffret_answer_compare (self->answer, answer, &start, &end);
  set_nearly (self, FALSE);
  show (self, answer, start, end);
  self->outdated = FALSE;
  set_busy (self, FALSE);
}

static gboolean
on_turn (gpointer data)
{
  CoffretView *self = data;
  guint total;

  self->source = 0;
  if (self->cancellable != NULL)
    return G_SOURCE_REMOVE;
  if (is_front (self, &total))
    show_front (self);
  else if (!coffret_library_is_filling (self->library))
    ask (self);
  return G_SOURCE_REMOVE;
}

/* Several changes in one turn of the main loop are one question. */
static void
ask_soon (CoffretView *self)
{
  set_busy (self, TRUE);
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_DEFAULT, on_turn, self, NULL);
}

static void
change_question (CoffretView *self)
{
  self->question++;
  self->looked = FALSE;
  g_clear_pointer (&self->beside, coffret_beside_unref);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  ask_soon (self);
}

static void
on_library_changed (CoffretView *self)
{
  /* What was locked away is not shown a moment longer, nor by an answer on its way. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->library)) == 0) {
    show (self, nothing (), 0, 0);
    change_question (self);
    return;
  }
  self->outdated = TRUE;
  if (self->cancellable == NULL)
    ask_soon (self);
}

static void
on_files_changed (CoffretView *self)
{
  self->looked = FALSE;
  self->outdated = TRUE;
  if (self->cancellable == NULL)
    ask_soon (self);
}

static void
coffret_view_dispose (GObject *object)
{
  CoffretView *self = COFFRET_VIEW (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (coffret_view_parent_class)->dispose (object);
}

static void
coffret_view_finalize (GObject *object)
{
  CoffretView *self = COFFRET_VIEW (object);

  coffret_answer_drop (self->answer);
  coffret_beside_unref (self->beside);
  g_free (self->compartment);
  g_free (self->words);
  G_OBJECT_CLASS (coffret_view_parent_class)->finalize (object);
}

static void
coffret_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretView *self = COFFRET_VIEW (object);

  switch ((CoffretViewProperty) id) {
  case PROP_BUSY:
    g_value_set_boolean (value, self->busy);
    break;
  case PROP_N_ITEMS:
    g_value_set_uint (value, coffret_answer_count (self->answer));
    break;
  case PROP_NEARLY:
    g_value_set_boolean (value, self->nearly);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_view_class_init (CoffretViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = coffret_view_dispose;
  object_class->finalize = coffret_view_finalize;
  object_class->get_property = coffret_view_get_property;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_NEARLY] = g_param_spec_boolean ("nearly", NULL, NULL, FALSE, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_view_init (CoffretView *self)
{
  self->answer = nothing ();
}

CoffretView *
coffret_view_new (CoffretLibrary *library)
{
  CoffretView *self = g_object_new (COFFRET_TYPE_VIEW, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_library_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "attachments-changed", G_CALLBACK (on_files_changed), self,
                           G_CONNECT_SWAPPED);
  ask_soon (self);
  return self;
}

void
coffret_view_set_place (CoffretView *self, CoffretPlace place, const char *compartment)
{
  if (self->place == place && g_strcmp0 (self->compartment, compartment) == 0)
    return;
  self->place = place;
  g_set_str (&self->compartment, compartment);
  change_question (self);
}

void
coffret_view_set_order (CoffretView *self, CoffretOrder order)
{
  if (self->order == order)
    return;
  self->order = order;
  change_question (self);
}

void
coffret_view_set_heading (CoffretView *self, CoffretHeading heading)
{
  if (self->heading == heading)
    return;
  self->heading = heading;
  change_question (self);
}

void
coffret_view_set_words (CoffretView *self, const char *words)
{
  if (words != NULL && *words == '\0')
    words = NULL;
  if (g_set_str (&self->words, words))
    change_question (self);
}

gboolean
coffret_view_is_busy (CoffretView *self)
{
  return self->busy;
}

guint
coffret_view_get_count (CoffretView *self)
{
  guint count = coffret_answer_count (self->answer);
  guint total;

  return count > 0 && is_front (self, &total) ? MAX (total, count) : count;
}

guint
coffret_view_get_number (CoffretView *self, guint position)
{
  return coffret_answer_get_row (self->answer, position)->number;
}

guint
coffret_view_find (CoffretView *self, CoffretEntry *entry)
{
  return coffret_answer_find (self->answer, coffret_entry_get_number (entry));
}

const CoffretNumbers *
coffret_view_get_numbers (CoffretView *self)
{
  return coffret_answer_get_numbers (self->answer);
}

gboolean
coffret_view_is_nearly (CoffretView *self)
{
  return self->nearly;
}

GPtrArray *
coffret_view_ask (CoffretLibrary *library,
                  CoffretPlace place,
                  const char *compartment,
                  CoffretOrder order,
                  const char *words)
{
  g_autoptr (CoffretSnapshot) snapshot = coffret_library_ref_snapshot (library);
  const CoffretQuestion question = {
    .place = place,
    .compartment = (char *) compartment,
    .order = order,
    .words = (char *) words,
    .now = coffret_instant_now (),
  };

  g_autoptr (GArray) items = coffret_snapshot_ask (snapshot, &question, NULL, NULL);
  GPtrArray *entries = g_ptr_array_new_full (items->len, g_object_unref);

  for (guint i = 0; i < items->len; i++) {
    const CoffretRow *row = coffret_snapshot_get_row (snapshot, g_array_index (items, guint, i));

    g_ptr_array_add (entries,
                     g_object_ref (coffret_library_entry_of (library, (CoffretRow *) row)));
  }
  return entries;
}

CoffretFront *
coffret_view_make_front (CoffretView *view)
{
  guint count = MIN (coffret_answer_count (view->answer), COFFRET_FRONT_LENGTH);
  CoffretFront *front;

  if (view->busy || count == 0 || view->place != COFFRET_PLACE_ALL || view->words != NULL ||
      coffret_library_is_filling (view->library))
    return NULL;
  front = coffret_front_new (view->order, view->heading);
  front->ids = g_new0 (char *, count + 1);
  for (guint i = 0; i < count; i++)
    front->ids[i] = g_strdup (coffret_answer_get_row (view->answer, i)->id);
  return front;
}
