#include "organise/attention-known.h"

#include <glib/gi18n-lib.h>

#include "organise/library-private.h"
#include "organise/session-private.h"
#include "organise/versioning.h"
#include "organise/work.h"
#include "vault/settings.h"

#define KEY_LOOKED "attention.looked"

G_DEFINE_BOXED_TYPE (CoffretAttention,
                     coffret_attention,
                     coffret_attention_ref,
                     coffret_attention_unref)

typedef struct {
  CoffretSession *session;
  CoffretInstant now;
  GCancellable *cancellable; /* nullable */
  CoffretInstant looked;     /* NONE: never */
  GHashTable *turned;        /* id -> CoffretInstant */
  GHashTable *known;         /* attention-known.h */
  CoffretHistories *histories;
  GHashTable *offered; /* CoffretRow -> the one that it may be a newer version of */
  CoffretSnapshot *snapshot;
  CoffretAttention *attention;
} Looking;

static void
item_free (gpointer data)
{
  CoffretAttentionItem *item = data;

  g_free (item->id);
  g_free (item->older);
  g_free (item->verdict);
  g_free (item);
}

static CoffretAttention *
attention_new (void)
{
  CoffretAttention *attention = g_atomic_rc_box_new0 (CoffretAttention);

  for (int i = 0; i < COFFRET_N_ATTENTION_KINDS; i++)
    attention->items[i] = g_ptr_array_new_with_free_func (item_free);
  return attention;
}

static void
clear_attention (gpointer data)
{
  CoffretAttention *attention = data;

  for (int i = 0; i < COFFRET_N_ATTENTION_KINDS; i++)
    g_ptr_array_unref (attention->items[i]);
}

CoffretAttention *
coffret_attention_ref (CoffretAttention *attention)
{
  return g_atomic_rc_box_acquire (attention);
}

void
coffret_attention_unref (CoffretAttention *attention)
{
  g_atomic_rc_box_release_full (attention, clear_attention);
}

static gboolean
is_one_of (const char *verdict, const char *const *verdicts)
{
  return verdict != NULL && g_strv_contains (verdicts, verdict);
}

/* OLDER: nullable. */
static void
add (Looking *looking,
     const CoffretRow *row,
     CoffretAttentionKind kind,
     CoffretInstant when,
     const CoffretRow *older)
{
  const char *older_id = older != NULL ? older->id : NULL;
  CoffretAttentionItem *item;

  if (coffret_attention_known_has (looking->known, row->id, kind, row->verdict, older_id)) {
    looking->attention->known++;
    return;
  }
  item = g_new0 (CoffretAttentionItem, 1);
  item->older = g_strdup (older_id);
  item->id = g_strdup (row->id);
  item->verdict = g_strdup (row->verdict);
  item->when = when;
  item->fresh = kind == COFFRET_ATTENTION_WITHDRAWN && when != COFFRET_INSTANT_NONE &&
                (looking->looked == COFFRET_INSTANT_NONE || when > looking->looked);
  g_ptr_array_add (looking->attention->items[kind], item);
}

static void
look_at_end (Looking *looking, const CoffretRow *row)
{
  static const struct {
    CoffretAttentionKind kind;
    int days;
  } ends[] = { { COFFRET_ATTENTION_EXPIRED, 0 },
               { COFFRET_ATTENTION_WEEK, 7 },
               { COFFRET_ATTENTION_MONTH, 30 },
               { COFFRET_ATTENTION_QUARTER, 90 } };
  CoffretInstant expires = coffret_row_get_expires (row);

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (expires < looking->now + ends[i].days * G_TIME_SPAN_DAY) {
      add (looking, row, ends[i].kind, expires, NULL);
      return;
    }
}

static gboolean
ends_soon (const Looking *looking, const CoffretRow *row)
{
  CoffretInstant expires = coffret_row_get_expires (row);

  return expires != COFFRET_INSTANT_NONE && expires < looking->now + 90 * G_TIME_SPAN_DAY;
}

static void
look_at (Looking *looking, const CoffretRow *row)
{
  static const char *const withdrawn[] = { "revoked", "suspended", "invalid", "malformed", NULL };
  static const char *const open[] = { "unchecked", NULL };

  const CoffretRow *older = g_hash_table_lookup (looking->offered, row);

  if (!coffret_row_is_listed (row))
    return;
  if (is_one_of (row->verdict, withdrawn)) {
    const CoffretInstant *turned = g_hash_table_lookup (looking->turned, row->id);

    add (looking, row, COFFRET_ATTENTION_WITHDRAWN, turned != NULL ? *turned : COFFRET_INSTANT_NONE,
         NULL);
  } else if (older != NULL) {
    add (looking, row, COFFRET_ATTENTION_NEWER, row->received, older);
  } else if (ends_soon (looking, row)) {
    look_at_end (looking, row);
  } else if (row->verdict == NULL || is_one_of (row->verdict, open)) {
    add (looking, row, COFFRET_ATTENTION_UNCHECKED, COFFRET_INSTANT_NONE, NULL);
  }
}

static int
compare_ages (gconstpointer a, gconstpointer b)
{
  const CoffretRow *one = a;
  const CoffretRow *other = b;

  if (one->awarded != other->awarded)
    return one->awarded < other->awarded ? -1 : 1;
  if (one->received != other->received)
    return one->received < other->received ? -1 : 1;
  return g_strcmp0 (one->id, other->id);
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer unused)
{
  return g_strcmp0 (a, b);
}

/* Of any of the one's versions and any of the other's. */
static gboolean
are_apart (CoffretHistories *histories, const CoffretRow *one, const CoffretRow *other)
{
  g_autoptr (GPtrArray) ones = NULL;
  g_autoptr (GPtrArray) others = NULL;

  if (!one->apart && !coffret_histories_has (histories, one->id))
    return FALSE;
  ones = coffret_histories_list (histories, one->id, compare_ids, NULL);
  others = coffret_histories_list (histories, other->id, compare_ids, NULL);
  for (guint i = 0; i < ones->len; i++)
    for (guint j = 0; j < others->len; j++)
      if (coffret_histories_are_apart (histories, ones->pdata[i], others->pdata[j]))
        return TRUE;
  return FALSE;
}

/* Each but the oldest of those with one name is offered with the nearest before it. */
static void
offer (Looking *looking, GPtrArray *rows)
{
  g_ptr_array_sort_values (rows, compare_ages);
  for (guint i = 1; i < rows->len; i++) {
    const CoffretRow *newer = g_ptr_array_index (rows, i);

    for (guint j = i; j > 0 && coffret_version_may_update (newer->verdict); j--) {
      const CoffretRow *older = g_ptr_array_index (rows, j - 1);

      if (are_apart (looking->histories, older, newer))
        continue;
      g_hash_table_insert (looking->offered, (gpointer) newer, (gpointer) older);
      break;
    }
  }
}

static void
find_offers (Looking *looking)
{
  guint count = coffret_snapshot_get_count (looking->snapshot);
  g_autoptr (GHashTable) first = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) several =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer rows;

  for (guint i = 0; i < count; i++) {
    const CoffretRow *row = coffret_snapshot_get_row (looking->snapshot, i);
    const CoffretRow *other;
    GPtrArray *all;

    if (row->version == 0 || !coffret_row_is_listed (row))
      continue;
    other = g_hash_table_lookup (first, &row->version);
    if (other == NULL) {
      g_hash_table_insert (first, (gpointer) &row->version, (gpointer) row);
      continue;
    }
    all = g_hash_table_lookup (several, &row->version);
    if (all == NULL) {
      all = g_ptr_array_new ();
      g_ptr_array_add (all, (gpointer) other);
      g_hash_table_insert (several, (gpointer) &other->version, all);
    }
    g_ptr_array_add (all, (gpointer) row);
  }
  g_hash_table_iter_init (&iter, several);
  while (g_hash_table_iter_next (&iter, NULL, &rows))
    offer (looking, rows);
}

static int
compare_soonest (gconstpointer a, gconstpointer b)
{
  const CoffretAttentionItem *one = a;
  const CoffretAttentionItem *other = b;

  if (one->when != other->when)
    return one->when < other->when ? -1 : 1;
  return g_strcmp0 (one->id, other->id);
}

/* What has happened: the newest is the news. */
static int
compare_latest (gconstpointer a, gconstpointer b)
{
  return compare_soonest (b, a);
}

static DexFuture *
look (gpointer data)
{
  Looking *looking = data;
  guint count = coffret_snapshot_get_count (looking->snapshot);

  find_offers (looking);
  for (guint i = 0; i < count; i++) {
    if (i % 1024 == 0 && g_cancellable_is_cancelled (looking->cancellable))
      return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
    look_at (looking, coffret_snapshot_get_row (looking->snapshot, i));
  }
  for (int kind = 0; kind < COFFRET_N_ATTENTION_KINDS; kind++) {
    GPtrArray *items = looking->attention->items[kind];

    looking->attention->counts[kind] = items->len;
    g_ptr_array_sort_values (items,
                             kind <= COFFRET_ATTENTION_EXPIRED ? compare_latest : compare_soonest);
    if (items->len > COFFRET_ATTENTION_MOST)
      g_ptr_array_set_size (items, COFFRET_ATTENTION_MOST);
  }
  return dex_future_new_true ();
}

static gboolean
read_news (CoffretDatabase *database, gpointer data, GError **error)
{
  Looking *looking = data;
  g_autofree char *looked = coffret_settings_get (database, KEY_LOOKED, NULL);
  g_autoptr (GPtrArray) versions = NULL;

  if (looked == NULL ||
      !g_ascii_string_to_signed (looked, 10, G_MININT64, G_MAXINT64, &looking->looked, NULL))
    looking->looked = COFFRET_INSTANT_NONE;
  looking->known = coffret_attention_known_read (database);
  looking->turned = coffret_records_list_turned (database, error);
  versions = looking->turned != NULL ? coffret_versions_list (database, error) : NULL;
  if (versions == NULL)
    return FALSE;
  looking->histories = coffret_histories_new (versions);
  return TRUE;
}

/* In a fiber. */
static DexFuture *
run (gpointer data)
{
  Looking *looking = data;
  g_autoptr (GError) error = NULL;

  /* Who is told of what needs attention is told of all of it. */
  dex_await (coffret_library_await_all (coffret_session_get_library (looking->session)), NULL);
  if (coffret_session_is_ended (looking->session))
    return coffret_session_reject_ended ();
  if (!dex_await (coffret_vault_run (coffret_session_get_vault (looking->session),
                                     COFFRET_PRIORITY_HIGH, read_news, looking, NULL),
                  &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (coffret_session_is_ended (looking->session))
    return coffret_session_reject_ended ();
  looking->snapshot = coffret_library_ref_snapshot (coffret_session_get_library (looking->session));
  if (!dex_await (coffret_work_run (look, looking, NULL), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (COFFRET_TYPE_ATTENTION, g_steal_pointer (&looking->attention));
}

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  g_clear_pointer (&looking->turned, g_hash_table_unref);
  g_clear_pointer (&looking->known, g_hash_table_unref);
  g_clear_pointer (&looking->histories, coffret_histories_free);
  g_hash_table_unref (looking->offered);
  g_clear_pointer (&looking->snapshot, coffret_snapshot_unref);
  g_clear_pointer (&looking->attention, coffret_attention_unref);
  g_clear_object (&looking->cancellable);
  g_object_unref (looking->session);
  g_free (looking);
}

DexFuture *
coffret_attention_make (CoffretSession *session, CoffretInstant now, GCancellable *cancellable)
{
  Looking *looking;

  if (coffret_session_is_ended (session))
    return coffret_session_reject_ended ();
  looking = g_new0 (Looking, 1);
  looking->session = g_object_ref (session);
  looking->now = now;
  looking->offered = g_hash_table_new (NULL, NULL);
  looking->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  looking->attention = attention_new ();
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, run, looking, looking_free);
}

static gboolean
keep_look (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, *(CoffretInstant *) data);

  return coffret_settings_set (database, KEY_LOOKED, text, error);
}

/* So that it is settled in a turn of the caller's main loop, which then wakes up. */
static DexFuture *
on_looked (DexFuture *future, gpointer unused)
{
  return dex_ref (future);
}

DexFuture *
coffret_attention_looked (CoffretSession *session, CoffretInstant now)
{
  if (coffret_session_is_ended (session))
    return coffret_session_reject_ended ();
  if (!coffret_session_can_change (session))
    return dex_future_new_true ();
  return coffret_session_keep (dex_future_finally (
    coffret_vault_run (coffret_session_get_vault (session), COFFRET_PRIORITY_LOW, keep_look,
                       g_memdup2 (&now, sizeof now), g_free),
    on_looked, NULL, NULL));
}

DexFuture *
coffret_attention_put_aside (CoffretSession *session,
                             CoffretAttentionKind kind,
                             const CoffretAttentionItem *item)
{
  CoffretEntry *entry;
  g_autoptr (CoffretChange) change = NULL;
  g_autofree char *label = NULL;

  if (coffret_session_is_ended (session))
    return coffret_session_reject_ended ();
  entry = coffret_library_find (coffret_session_get_library (session), item->id);
  if (entry == NULL)
    return dex_future_new_true ();
  /* Translators: %s is the title of a credential. What can be undone. */
  label = g_strdup_printf (_ ("Stop telling of “%s”"), coffret_entry_get_title (entry));
  change = coffret_change_new (label);
  coffret_attention_known_add (change, kind, item);
  return coffret_session_perform (session, change);
}

DexFuture *
coffret_attention_show_again (CoffretSession *session)
{
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (session))
    return coffret_session_reject_ended ();
  /* Translators: of what needs attention. What can be undone. */
  change = coffret_change_new (_ ("Tell again of what you know"));
  coffret_attention_known_add (change, 0, NULL);
  return coffret_session_perform (session, change);
}
