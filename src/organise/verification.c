/* One fiber takes the entries batch by batch: bytes from the vault's thread, judged on a worker,
 * verdicts back to the vault's thread, then to the library. */
#include "organise/verification.h"

#include "credential/code.h"
#include "organise/library-private.h"
#include "organise/verification-private.h"
#include "organise/work.h"
#include "vault/error.h"

#define MAX_BATCH 64
#define MAX_BATCH_BYTES (8 * 1024 * 1024)
/* The vault's thread is somebody else's after so long (vault.h). */
#define SLICE (15 * G_TIME_SPAN_MILLISECOND)
/* When a status list stops counting only the list itself knows; it is asked every day. */
#define STATUS_LASTS G_TIME_SPAN_DAY

struct _CoffretVerification {
  GObject parent_instance;
  CoffretVault *vault;
  CoffretLibrary *library;
  CoffretGrounds *grounds;
  GPtrArray *rows; /* CoffretRow, of which only the ids count */
  guint done;
  gboolean running;
  gboolean cancelled;
  gboolean unkept; /* the vault takes nothing now */
};

typedef enum {
  PROP_TOTAL = 1,
  PROP_DONE,
  PROP_RUNNING,
  PROP_CANCELLED,
  N_PROPS,
} CoffretVerificationProperty;

static GParamSpec *properties[N_PROPS];

/* What is known of one record in the end. */
typedef struct {
  const char *id;        /* borrowed from the job */
  CoffretRecord *record; /* NULL: it left the vault meanwhile */
  GBytes *bytes;         /* of its original, with the first record of it; else NULL */
  const char *verdict;
  CoffretInstant turns;
} Finding;

typedef struct {
  const CoffretGrounds *grounds;
  const GPtrArray *rows; /* of the job */
  guint from;            /* where in them the batch begins */
  GArray *findings;      /* Finding */
  guint written;
  CoffretInstant checked;
} Batch;

G_DEFINE_FINAL_TYPE (CoffretVerification, coffret_verification, G_TYPE_OBJECT)

static void
finding_clear (gpointer data)
{
  Finding *finding = data;

  g_clear_pointer (&finding->bytes, g_bytes_unref);
  g_clear_pointer (&finding->record, coffret_record_unref);
}

static void
coffret_verification_finalize (GObject *object)
{
  CoffretVerification *self = COFFRET_VERIFICATION (object);

  g_clear_pointer (&self->vault, coffret_vault_unref);
  g_clear_pointer (&self->grounds, coffret_grounds_unref);
  g_clear_object (&self->library);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (coffret_verification_parent_class)->finalize (object);
}

static void
coffret_verification_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretVerification *self = COFFRET_VERIFICATION (object);

  switch ((CoffretVerificationProperty) id) {
  case PROP_TOTAL:
    g_value_set_uint (value, self->rows->len);
    break;
  case PROP_DONE:
    g_value_set_uint (value, self->done);
    break;
  case PROP_RUNNING:
    g_value_set_boolean (value, self->running);
    break;
  case PROP_CANCELLED:
    g_value_set_boolean (value, self->cancelled);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_verification_class_init (CoffretVerificationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = coffret_verification_finalize;
  object_class->get_property = coffret_verification_get_property;

  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_DONE] = g_param_spec_uint ("done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_CANCELLED] = g_param_spec_boolean ("cancelled", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_verification_init (CoffretVerification *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_row_unref);
}

static gboolean
is_of_same (const Finding *one, const Finding *other)
{
  return one->record != NULL && other->record != NULL &&
         g_str_equal (one->record->original_id, other->record->original_id);
}

/* What came in one file stands together, so that it is read once; a batch may grow for its sake. An
 * original that cannot be had leaves its credentials malformed; the next piece of work would fail
 * as well if it were the whole vault. */
static gboolean
fetch_batch (CoffretDatabase *database, gpointer data, GError **error)
{
  Batch *batch = data;
  gint64 end = g_get_monotonic_time () + SLICE;
  gsize size = 0;

  for (guint i = batch->from; i < batch->rows->len; i++) {
    const CoffretRow *row = g_ptr_array_index (batch->rows, i);
    guint count = batch->findings->len;
    Finding finding = { .id = row->id, .verdict = "malformed", .turns = COFFRET_INSTANT_NONE };

    finding.record = coffret_records_get (database, row->id, NULL);
    if (count > 0 && is_of_same (&finding, &g_array_index (batch->findings, Finding, count - 1))) {
      g_array_append_val (batch->findings, finding);
      continue;
    }
    if (count > 0 &&
        (count >= MAX_BATCH || size >= MAX_BATCH_BYTES || g_get_monotonic_time () >= end)) {
      finding_clear (&finding);
      break;
    }
    if (finding.record != NULL)
      finding.bytes = coffret_originals_get (database, finding.record->original_id, NULL);
    size += finding.bytes != NULL ? g_bytes_get_size (finding.bytes) : 0;
    g_array_append_val (batch->findings, finding);
  }
  return TRUE;
}

static CoffretInstant
earlier (CoffretInstant one, CoffretInstant other, CoffretInstant after)
{
  if (other == COFFRET_INSTANT_NONE || other <= after)
    return one;
  return one == COFFRET_INSTANT_NONE ? other : MIN (one, other);
}

CoffretInstant
coffret_verification_next_turn (const CoffretCredential *credential, const CoffretReport *report)
{
  const CoffretCheck *status = &report->checks[COFFRET_CHECK_STATUS];
  CoffretInstant turns = COFFRET_INSTANT_NONE;

  turns = earlier (turns, credential->valid_from, report->checked);
  turns = earlier (turns, credential->expires, report->checked);
  for (guint i = 0; i < report->proofs->len; i++) {
    const CoffretProofResult *proof = g_ptr_array_index (report->proofs, i);

    turns = earlier (turns, proof->expires, report->checked);
  }
  if (status->answer == COFFRET_ANSWER_YES)
    turns = earlier (turns, report->checked + STATUS_LASTS, report->checked);
  return turns;
}

static void
judge_item (Finding *finding, const CoffretItem *item, const CoffretGrounds *grounds, gsize *rest)
{
  g_autoptr (CoffretReport) report = coffret_verify_next (item, grounds, rest);

  finding->verdict = coffret_verdict_to_id (report->verdict);
  if (item->credential != NULL)
    finding->turns = coffret_verification_next_turn (item->credential, report);
}

void
coffret_verification_fill (CoffretRecord *record,
                           const CoffretItem *item,
                           const CoffretGrounds *grounds,
                           gsize *rest)
{
  Finding finding = { .id = record->id, .turns = COFFRET_INSTANT_NONE };

  judge_item (&finding, item, grounds, rest);
  g_set_str (&record->verdict, finding.verdict);
  record->verifier = COFFRET_VERIFIER_EDITION;
  record->checked = coffret_grounds_get_now (grounds);
  record->turns = finding.turns;
}

/* Some of the findings of one original, by the place in it. */
typedef struct {
  const CoffretGrounds *grounds;
  GHashTable *findings; /* place -> Finding */
  gsize rest;
} Judging;

static void
judge_place (Finding *finding, GBytes *bytes, Judging *judging)
{
  g_autoptr (CoffretItem) item = coffret_reader_read_place (bytes, finding->record->place, NULL);

  if (item != NULL)
    judge_item (finding, item, judging->grounds, &judging->rest);
}

static gboolean
on_item (CoffretItem *item, gpointer data)
{
  Judging *judging = data;
  g_autoptr (CoffretItem) owned = item;
  Finding *finding = g_hash_table_lookup (judging->findings, item->place);

  if (finding != NULL) {
    judge_item (finding, item, judging->grounds, &judging->rest);
    g_hash_table_remove (judging->findings, finding->record->place);
  }
  return g_hash_table_size (judging->findings) > 0;
}

static gboolean
is_code (const char *place)
{
  g_autofree char *code = coffret_code_from_place (place);

  return code != NULL;
}

/* The COUNT findings from FIRST on are of one original. */
static void
judge_original (Finding *first, guint count, const CoffretGrounds *grounds)
{
  g_autoptr (GHashTable) findings = NULL;
  Judging judging = { .grounds = grounds, .rest = COFFRET_VERIFY_REST };

  if (first->bytes == NULL)
    return;
  if (count == 1) {
    judge_place (first, first->bytes, &judging);
    return;
  }
  findings = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < count; i++)
    g_hash_table_insert (findings, first[i].record->place, &first[i]);
  judging.findings = findings;
  coffret_reader_visit (first->bytes, first->record->file_name, &coffret_limits_default, on_item,
                        &judging, NULL, NULL);
  /* What came from a code in a picture is read from its place. */
  for (guint i = 0; i < count; i++)
    if (is_code (first[i].record->place) &&
        g_hash_table_contains (findings, first[i].record->place))
      judge_place (&first[i], first->bytes, &judging);
}

static DexFuture *
judge_batch (gpointer data)
{
  Batch *batch = data;

  for (guint i = 0; i < batch->findings->len;) {
    Finding *first = &g_array_index (batch->findings, Finding, i);
    guint count = 1;

    while (i + count < batch->findings->len && is_of_same (&first[count], first))
      count++;
    judge_original (first, count, batch->grounds);
    g_clear_pointer (&first->bytes, g_bytes_unref);
    i += count;
  }
  return dex_future_new_true ();
}

static gboolean
write_batch (CoffretDatabase *database, gpointer data, GError **error)
{
  Batch *batch = data;
  gint64 end = g_get_monotonic_time () + SLICE;

  for (; batch->written < batch->findings->len && g_get_monotonic_time () < end; batch->written++) {
    const Finding *finding = &g_array_index (batch->findings, Finding, batch->written);
    g_autoptr (GError) inner = NULL;

    if (coffret_records_set_verdict (database, finding->id, finding->verdict,
                                     COFFRET_VERIFIER_EDITION, batch->checked, finding->turns,
                                     &inner))
      continue;
    /* It left the vault meanwhile. */
    if (g_error_matches (inner, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT))
      continue;
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  return TRUE;
}

static void
apply_batch (CoffretVerification *self, const Batch *batch)
{
  for (guint i = 0; i < batch->findings->len; i++) {
    const Finding *finding = &g_array_index (batch->findings, Finding, i);

    coffret_library_set_verdict (self->library, finding->id, finding->verdict,
                                 COFFRET_VERIFIER_EDITION, finding->turns);
  }
  coffret_library_changed (self->library);
  self->done += batch->findings->len;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
}

/* FALSE when the vault is no longer there. That it can take nothing (a full disk) is no reason not
 * to say what was found out; it is found out again next time. */
static gboolean
keep_batch (CoffretVerification *self, Batch *batch, GError **error)
{
  g_autoptr (GError) inner = NULL;

  self->unkept |= coffret_vault_is_read_only (self->vault);
  while (!self->unkept && batch->written < batch->findings->len)
    self->unkept = !dex_await (
      coffret_vault_run (self->vault, COFFRET_PRIORITY_LOW, write_batch, batch, NULL), &inner);
  if (!g_error_matches (inner, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
do_batch (CoffretVerification *self, GError **error)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (Finding));
  Batch batch = {
    .grounds = self->grounds,
    .rows = self->rows,
    .from = self->done,
    .findings = findings,
    .checked = coffret_grounds_get_now (self->grounds),
  };

  g_array_set_clear_func (findings, finding_clear);
  if (!dex_await (coffret_vault_run (self->vault, COFFRET_PRIORITY_LOW, fetch_batch, &batch, NULL),
                  error) ||
      !dex_await (coffret_work_run (judge_batch, &batch, NULL), error))
    return FALSE;
  if (self->cancelled)
    return TRUE;
  if (!keep_batch (self, &batch, error))
    return FALSE;
  apply_batch (self, &batch);
  return TRUE;
}

static DexFuture *
run_fiber (gpointer data)
{
  CoffretVerification *self = data;
  g_autoptr (GError) error = NULL;

  while (!self->cancelled && self->done < self->rows->len && do_batch (self, &error))
    ;
  self->running = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  if (error != NULL && !self->cancelled)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_true ();
}

CoffretVerification *
coffret_verification_new (CoffretVault *vault,
                          CoffretLibrary *library,
                          GPtrArray *rows,
                          CoffretGrounds *grounds)
{
  CoffretVerification *self = g_object_new (COFFRET_TYPE_VERIFICATION, NULL);

  self->vault = coffret_vault_ref (vault);
  self->library = g_object_ref (library);
  self->grounds = coffret_grounds_ref (grounds);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (self->rows, coffret_row_ref (g_ptr_array_index (rows, i)));
  return self;
}

DexFuture *
coffret_verification_start (CoffretVerification *self)
{
  g_return_val_if_fail (!self->running, dex_future_new_false ());
  self->running = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, run_fiber, g_object_ref (self),
                              g_object_unref);
}

void
coffret_verification_hand_over (CoffretVerification *self, GPtrArray *rows)
{
  g_autoptr (GHashTable) there = g_hash_table_new (coffret_row_hash, coffret_row_equal);

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (there, g_ptr_array_index (rows, i));
  for (guint i = self->done; i < self->rows->len; i++) {
    const CoffretRow *left = g_ptr_array_index (self->rows, i);
    CoffretRow *row = coffret_library_find_row (self->library, left->id);

    if (row != NULL && g_hash_table_add (there, row))
      g_ptr_array_add (rows, coffret_row_ref (row));
  }
}

void
coffret_verification_cancel (CoffretVerification *self)
{
  if (self->cancelled || !self->running)
    return;
  self->cancelled = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CANCELLED]);
}

guint
coffret_verification_get_total (CoffretVerification *self)
{
  return self->rows->len;
}

guint
coffret_verification_get_done (CoffretVerification *self)
{
  return self->done;
}

gboolean
coffret_verification_is_running (CoffretVerification *self)
{
  return self->running;
}

gboolean
coffret_verification_is_cancelled (CoffretVerification *self)
{
  return self->cancelled;
}
