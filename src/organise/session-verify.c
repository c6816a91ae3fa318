/* The session's part in "is it genuine?": what is judged when, and whom the owner trusts. */
#include <glib/gi18n-lib.h>

#include "organise/entry-private.h"
#include "organise/library-private.h"
#include "organise/session-private.h"
#include "organise/trust-commands.h"
#include "organise/verification-private.h"
#include "organise/work.h"
#include "vault/error.h"
#include "verify/verifier.h"

/* An item on its way to a report. */
typedef struct {
  CoffretSession *session; /* NULL: of no vault */
  CoffretEntry *entry;     /* NULL: of no vault */
  CoffretGrounds *grounds;
  CoffretItem *item;
  CoffretReport *report;
  CoffretInstant turns;
} Judging;

typedef struct {
  CoffretSession *session;
  CoffretWitnessRow *row;
} Witnessing;

static void
judging_free (gpointer data)
{
  Judging *judging = data;

  g_clear_object (&judging->session);
  g_clear_object (&judging->entry);
  coffret_grounds_unref (judging->grounds);
  g_clear_pointer (&judging->item, coffret_item_unref);
  g_clear_pointer (&judging->report, coffret_report_unref);
  g_free (judging);
}

static void
witnessing_free (gpointer data)
{
  Witnessing *witnessing = data;

  g_object_unref (witnessing->session);
  g_clear_pointer (&witnessing->row, coffret_witness_row_free);
  g_free (witnessing);
}

static DexFuture *
judge (gpointer data)
{
  Judging *judging = data;

  judging->report = coffret_verify_item (judging->item, judging->grounds);
  if (judging->item->credential != NULL)
    judging->turns = coffret_verification_next_turn (judging->item->credential, judging->report);
  return dex_future_new_true ();
}

static gboolean
write_verdict (CoffretDatabase *database, gpointer data, GError **error)
{
  Judging *judging = data;

  return coffret_records_set_verdict (database, coffret_entry_get_id (judging->entry),
                                      coffret_verdict_to_id (judging->report->verdict),
                                      COFFRET_VERIFIER_EDITION, judging->report->checked,
                                      judging->turns, error);
}

/* The list says what the page says. */
static void
remember (Judging *judging, GError **error)
{
  const char *verdict = coffret_verdict_to_id (judging->report->verdict);
  const CoffretRow *row = coffret_entry_get_row (judging->entry);
  CoffretLibrary *library = coffret_session_get_library (judging->session);

  if (g_strcmp0 (row->verdict, verdict) == 0 && row->verifier == COFFRET_VERIFIER_EDITION &&
      row->turns == judging->turns)
    return;
  coffret_library_set_verdict (library, coffret_entry_get_id (judging->entry), verdict,
                               COFFRET_VERIFIER_EDITION, judging->turns);
  coffret_library_changed (library);
  if (!coffret_vault_is_read_only (coffret_session_get_vault (judging->session)))
    dex_await (coffret_vault_run (coffret_session_get_vault (judging->session),
                                  COFFRET_PRIORITY_LOW, write_verdict, judging, NULL),
               error);
}

static DexFuture *
judge_fiber (gpointer data)
{
  Judging *judging = data;
  g_autoptr (GError) error = NULL;

  if (judging->item == NULL) {
    judging->item =
      dex_await_boxed (coffret_session_read (judging->session, judging->entry), &error);
    if (judging->item == NULL)
      return dex_future_new_for_error (g_steal_pointer (&error));
  }
  if (!dex_await (coffret_work_run (judge, judging, NULL), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (judging->entry != NULL && !coffret_session_is_ended (judging->session))
    remember (judging, NULL);
  return dex_future_new_take_boxed (COFFRET_TYPE_REPORT, coffret_report_ref (judging->report));
}

static DexFuture *
start_judging (CoffretSession *session,
               CoffretEntry *entry,
               CoffretItem *item,
               CoffretGrounds *grounds)
{
  Judging *judging = g_new0 (Judging, 1);

  judging->session = session != NULL ? g_object_ref (session) : NULL;
  judging->entry = entry != NULL ? g_object_ref (entry) : NULL;
  judging->item = item != NULL ? coffret_item_ref (item) : NULL;
  judging->grounds = grounds;
  judging->turns = COFFRET_INSTANT_NONE;
  return coffret_session_keep (
    dex_scheduler_spawn (dex_scheduler_get_default (), 0, judge_fiber, judging, judging_free));
}

CoffretGrounds *
coffret_session_ref_grounds (CoffretSession *self)
{
  g_autoptr (CoffretContexts) contexts = NULL;
  CoffretGrounds *grounds;

  if (self != NULL)
    return coffret_grounds_keeper_get (coffret_session_get_keeper (self));
  contexts = coffret_contexts_new ();
  grounds = coffret_grounds_new (contexts, coffret_instant_now ());
  coffret_grounds_add_bundled_registries (grounds);
  return grounds;
}

DexFuture *
coffret_session_report (CoffretSession *self, CoffretEntry *entry, CoffretItem *item)
{
  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  return start_judging (self, entry, item, coffret_session_ref_grounds (self));
}

DexFuture *
coffret_session_judge (CoffretSession *self, CoffretItem *item)
{
  if (self != NULL && coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  return start_judging (self, NULL, item, coffret_session_ref_grounds (self));
}

static gboolean
is_any (const CoffretRow *row, gconstpointer unused)
{
  return TRUE;
}

/* ROWS: CoffretRow's; NULL: all. */
static CoffretVerification *
verify (CoffretSession *self, GPtrArray *rows)
{
  CoffretLibrary *library = coffret_session_get_library (self);
  CoffretVerification *before = coffret_session_get_verification (self);
  g_autoptr (CoffretGrounds) grounds =
    coffret_grounds_keeper_get (coffret_session_get_keeper (self));
  g_autoptr (GPtrArray) all = NULL;
  CoffretVerification *job;

  if (rows == NULL) {
    all = coffret_library_choose (library, is_any, NULL);
  } else {
    all = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_row_unref);
    for (guint i = 0; i < rows->len; i++)
      g_ptr_array_add (all, coffret_row_ref (g_ptr_array_index (rows, i)));
  }
  /* What is under way may rest on what is not so any more: it makes way, and what it left undone
   * comes along. */
  if (before != NULL && coffret_verification_is_running (before)) {
    coffret_verification_cancel (before);
    if (rows != NULL)
      coffret_verification_hand_over (before, all);
  }
  job = coffret_verification_new (coffret_session_get_vault (self), library, all, grounds);
  coffret_session_set_verification (self, job);
  dex_future_disown (coffret_verification_start (job));
  return job;
}

CoffretVerification *
coffret_session_verify (CoffretSession *self, GPtrArray *entries)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (entries == NULL)
    return verify (self, NULL);
  rows = g_ptr_array_new ();
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (rows, coffret_entry_get_row (g_ptr_array_index (entries, i)));
  return verify (self, rows);
}

void
coffret_session_verify_rows (CoffretSession *self, GPtrArray *rows)
{
  if (rows->len > 0)
    g_object_unref (verify (self, rows));
}

/* Whose all credentials of one issuer are; looked for by a worker, as there may be very many. */
typedef struct {
  CoffretSession *session;
  CoffretSnapshot *snapshot;
  char *issuer;
  GPtrArray *ids; /* borrowed from the snapshot */
} Seeking;

static void
seeking_free (gpointer data)
{
  Seeking *seeking = data;

  g_object_unref (seeking->session);
  coffret_snapshot_drop (seeking->snapshot);
  g_free (seeking->issuer);
  g_ptr_array_unref (seeking->ids);
  g_free (seeking);
}

static DexFuture *
seek (gpointer data)
{
  Seeking *seeking = data;
  guint count = coffret_snapshot_get_count (seeking->snapshot);

  for (guint i = 0; i < count; i++) {
    const CoffretRow *row = coffret_snapshot_get_row (seeking->snapshot, i);

    if (g_strcmp0 (row->issuer_id, seeking->issuer) == 0)
      g_ptr_array_add (seeking->ids, (char *) row->id);
  }
  return dex_future_new_true ();
}

static DexFuture *
on_sought (DexFuture *future, gpointer data)
{
  Seeking *seeking = data;
  CoffretLibrary *library = coffret_session_get_library (seeking->session);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  if (coffret_session_is_ended (seeking->session))
    return dex_future_new_false ();
  for (guint i = 0; i < seeking->ids->len; i++) {
    CoffretRow *row = coffret_library_find_row (library, g_ptr_array_index (seeking->ids, i));

    if (row != NULL)
      g_ptr_array_add (rows, row);
  }
  coffret_session_verify_rows (seeking->session, rows);
  return dex_future_new_true ();
}

void
coffret_session_verify_issuer (CoffretSession *self, const char *issuer)
{
  Seeking *seeking = g_new0 (Seeking, 1);

  seeking->session = g_object_ref (self);
  seeking->snapshot = coffret_library_ref_snapshot (coffret_session_get_library (self));
  seeking->issuer = g_strdup (issuer);
  seeking->ids = g_ptr_array_new ();
  dex_future_disown (
    dex_future_finally (coffret_work_run (seek, seeking, NULL), on_sought, seeking, seeking_free));
}

DexFuture *
coffret_session_set_trust (CoffretSession *self,
                           const char *issuer,
                           const char *name,
                           CoffretTrust trust)
{
  const char *shown = name != NULL ? name : issuer;
  const CoffretTrustRow *before;
  g_autoptr (CoffretTrustRow) row = NULL;
  g_autoptr (CoffretChange) change = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (trust != COFFRET_TRUST_REGISTRY, dex_future_new_false ());
  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  before = coffret_library_find_trust (coffret_session_get_library (self), issuer);
  if (trust == COFFRET_TRUST_NONE && before == NULL)
    return dex_future_new_true ();
  if (trust != COFFRET_TRUST_NONE)
    row =
      coffret_trust_row_new (issuer, name, trust == COFFRET_TRUST_OWNER, coffret_instant_now ());
  if (trust == COFFRET_TRUST_OWNER)
    /* Translators: %s is an issuer. What can be undone. */
    label = g_strdup_printf (_ ("Trust “%s”"), shown);
  else if (trust == COFFRET_TRUST_DISTRUSTED)
    /* Translators: %s is an issuer. What can be undone. */
    label = g_strdup_printf (_ ("Distrust “%s”"), shown);
  else
    /* Translators: %s is an issuer. What can be undone: neither trust nor distrust any more. */
    label = g_strdup_printf (_ ("Forget what you said of “%s”"), shown);
  change = coffret_change_new (label);
  coffret_commands_add_trust (change, issuer, row);
  return coffret_session_perform (self, change);
}

static gboolean
write_witness (CoffretDatabase *database, gpointer data, GError **error)
{
  Witnessing *witnessing = data;

  return coffret_witnesses_add (database, witnessing->row, error);
}

static DexFuture *
on_witness_kept (DexFuture *future, gpointer data)
{
  Witnessing *witnessing = data;

  if (!coffret_session_is_ended (witnessing->session)) {
    coffret_grounds_keeper_add (coffret_session_get_keeper (witnessing->session),
                                g_steal_pointer (&witnessing->row));
    g_object_unref (coffret_session_verify (witnessing->session, NULL));
  }
  return dex_future_new_true ();
}

DexFuture *
coffret_session_add_ground (CoffretSession *self, CoffretGroundKind kind, GBytes *bytes)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  Witnessing *witnessing;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  id = coffret_ground_find_id (bytes, &error);
  if (id == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  witnessing = g_new0 (Witnessing, 1);
  witnessing->session = g_object_ref (self);
  witnessing->row = coffret_witness_row_new (kind == COFFRET_GROUND_STATUS ? "status" : "document",
                                             id, NULL, coffret_instant_now (), bytes);
  return coffret_session_keep (
    dex_future_then (coffret_vault_run (coffret_session_get_vault (self), COFFRET_PRIORITY_NORMAL,
                                        write_witness, witnessing, NULL),
                     on_witness_kept, witnessing, witnessing_free));
}
