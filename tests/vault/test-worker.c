/* The queue: order, all or nothing, closing. */
#include "vault-testing.h"

#include "vault/worker.h"

typedef struct {
  CoffretVault *vault;
  GMutex gate;    /* held: the worker waits in a piece */
  int waiting;    /* it does */
  GString *order; /* the worker's */
} Fixture;

typedef struct {
  Fixture *fixture;
  char name;
  gboolean fail;
  guint *freed;
} Piece;

static gboolean
on_gate (CoffretDatabase *database, gpointer data, GError **error)
{
  Fixture *fixture = data;

  g_atomic_int_set (&fixture->waiting, TRUE);
  g_mutex_lock (&fixture->gate);
  g_mutex_unlock (&fixture->gate);
  return TRUE;
}

static gboolean
on_piece (CoffretDatabase *database, gpointer data, GError **error)
{
  Piece *piece = data;
  const char name[] = { piece->name, '\0' };
  gboolean done;

  g_string_append (piece->fixture->order, name);
  done = coffret_statement_finish (
    coffret_statement_new (database, "INSERT INTO settings (key, value) VALUES (?, 'x')", error,
                           "s", name),
    error);
  if (done && piece->fail)
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "as asked");
  return done && !piece->fail;
}

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_atomic_int_inc ((int *) piece->freed);
  g_free (piece);
}

static gboolean
on_keys (CoffretDatabase *database, gpointer data, GError **error)
{
  GString *keys = data;
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database, "SELECT key FROM settings ORDER BY key", error, "");

  while (coffret_statement_step (statement, error))
    g_string_append (keys, coffret_statement_text (statement, 0));
  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->vault = coffret_vault_new_in_memory (NULL);
  g_mutex_init (&fixture->gate);
  fixture->order = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  coffret_vault_unref (fixture->vault);
  g_mutex_clear (&fixture->gate);
  g_string_free (fixture->order, TRUE);
}

static DexFuture *
push (Fixture *fixture, CoffretPriority priority, char name, gboolean fail, guint *freed)
{
  Piece *piece = g_new (Piece, 1);

  *piece = (Piece) { fixture, name, fail, freed };
  return coffret_vault_run (fixture->vault, priority, on_piece, piece, piece_free);
}

/* Returns once the worker waits at the gate, which opens with the mutex. */
static DexFuture *
hold (Fixture *fixture)
{
  DexFuture *future;

  g_mutex_lock (&fixture->gate);
  future = coffret_vault_run (fixture->vault, COFFRET_PRIORITY_HIGH, on_gate, fixture, NULL);
  while (!g_atomic_int_get (&fixture->waiting))
    g_usleep (500);
  return future;
}

static void
assert_keys (Fixture *fixture, const char *keys)
{
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_true (
    coffret_vault_run_sync (fixture->vault, COFFRET_PRIORITY_LOW, on_keys, found, NULL));
  g_assert_cmpstr (found->str, ==, keys);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  guint freed = 0;
  DexFuture *futures[7];
  guint n = 0;

  futures[n++] = hold (fixture);
  futures[n++] = push (fixture, COFFRET_PRIORITY_LOW, 'e', FALSE, &freed);
  futures[n++] = push (fixture, COFFRET_PRIORITY_NORMAL, 'c', FALSE, &freed);
  futures[n++] = push (fixture, COFFRET_PRIORITY_LOW, 'f', FALSE, &freed);
  futures[n++] = push (fixture, COFFRET_PRIORITY_HIGH, 'a', FALSE, &freed);
  futures[n++] = push (fixture, COFFRET_PRIORITY_NORMAL, 'd', FALSE, &freed);
  futures[n++] = push (fixture, COFFRET_PRIORITY_HIGH, 'b', FALSE, &freed);
  g_mutex_unlock (&fixture->gate);
  assert_keys (fixture, "abcdef");
  g_assert_cmpstr (fixture->order->str, ==, "abcdef");
  for (guint i = 0; i < n; i++) {
    g_autoptr (GError) error = NULL;
    g_assert_true (g_value_get_boolean (dex_future_get_value (futures[i], &error)));
    dex_unref (futures[i]);
  }
  g_assert_cmpuint (freed, ==, 6);
}

/* Pieces that share a commit do not share a failure. */
static void
test_rollback (Fixture *fixture, gconstpointer data)
{
  guint freed = 0;
  DexFuture *gate, *good, *bad, *also_good;
  g_autoptr (GError) error = NULL;

  gate = hold (fixture);
  good = push (fixture, COFFRET_PRIORITY_LOW, 'a', FALSE, &freed);
  bad = push (fixture, COFFRET_PRIORITY_LOW, 'b', TRUE, &freed);
  also_good = push (fixture, COFFRET_PRIORITY_LOW, 'c', FALSE, &freed);
  g_mutex_unlock (&fixture->gate);
  assert_keys (fixture, "ac");
  g_assert_true (dex_future_is_resolved (good));
  g_assert_true (dex_future_is_resolved (also_good));
  g_assert_true (dex_future_is_rejected (bad));
  g_assert_null (dex_future_get_value (bad, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  dex_unref (gate);
  dex_unref (good);
  dex_unref (bad);
  dex_unref (also_good);
}

static gpointer
close_vault (gpointer data)
{
  coffret_vault_close (data);
  return NULL;
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  guint freed = 0;
  DexFuture *gate, *queued, *act, *late;
  GThread *closer;
  g_autoptr (GError) error = NULL;

  gate = hold (fixture);
  queued = push (fixture, COFFRET_PRIORITY_LOW, 'a', FALSE, &freed);
  act = push (fixture, COFFRET_PRIORITY_NORMAL, 'n', FALSE, &freed);
  closer = g_thread_new ("closer", close_vault, fixture->vault);
  /* Refused from the moment that closing begins. */
  do {
    late = push (fixture, COFFRET_PRIORITY_LOW, 'b', FALSE, &freed);
    if (dex_future_is_rejected (late))
      break;
    dex_unref (late);
    g_usleep (1000);
  } while (TRUE);
  g_mutex_unlock (&fixture->gate);
  g_thread_join (closer);
  g_assert_true (dex_future_is_resolved (gate));
  /* What the owner did before is done. */
  g_assert_true (dex_future_is_resolved (act));
  g_assert_null (dex_future_get_value (queued, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_null (dex_future_get_value (late, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (
    coffret_vault_run_sync (fixture->vault, COFFRET_PRIORITY_HIGH, on_gate, fixture, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED);
  g_assert_cmpstr (fixture->order->str, ==, "n");
  dex_unref (gate);
  dex_unref (act);
  dex_unref (queued);
  dex_unref (late);
}

/* The last reference does what is queued; the vault may go on its own thread. */
static void
test_last_reference (Fixture *fixture, gconstpointer data)
{
  guint freed = 0;
  DexFuture *first;
  DexFuture *second = NULL;

  first = hold (fixture);
  second = push (fixture, COFFRET_PRIORITY_LOW, 'a', FALSE, &freed);
  g_mutex_unlock (&fixture->gate);
  coffret_vault_unref (fixture->vault);
  g_assert_true (dex_future_is_resolved (second));
  g_assert_cmpuint (freed, ==, 1);
  dex_unref (first);
  dex_unref (second);

  fixture->vault = coffret_vault_new_in_memory (NULL);
  first = coffret_vault_run (fixture->vault, COFFRET_PRIORITY_HIGH, on_gate, fixture, NULL);
  second = coffret_vault_run (fixture->vault, COFFRET_PRIORITY_LOW, on_gate, fixture, NULL);
  dex_unref (first);
  dex_unref (second);
}

static gboolean
on_nothing (CoffretDatabase *database, gpointer data, GError **error)
{
  return TRUE;
}

static void
on_let_go (gpointer data)
{
  coffret_vault_unref (data);
}

/* The last reference may be let go of on the vault's own thread. */
static void
test_own_thread (void)
{
  for (guint i = 0; i < 20; i++) {
    CoffretVault *vault = coffret_vault_new_in_memory (NULL);
    DexFuture *future = coffret_vault_run (vault, COFFRET_PRIORITY_LOW, on_nothing,
                                           coffret_vault_ref (vault), on_let_go);
    coffret_vault_unref (vault);
    while (dex_future_is_pending (future))
      g_usleep (1000);
    g_assert_true (dex_future_is_resolved (future));
    dex_unref (future);
  }
}

/* A future that nobody waits for any more is not begun. */
static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  guint freed = 0;
  DexFuture *gate, *piece, *either;

  gate = hold (fixture);
  piece = push (fixture, COFFRET_PRIORITY_LOW, 'a', FALSE, &freed);
  either = dex_future_first (dex_future_new_true (), piece, NULL);
  dex_unref (either);
  g_mutex_unlock (&fixture->gate);
  assert_keys (fixture, "");
  g_assert_cmpstr (fixture->order->str, ==, "");
  g_assert_cmpuint (freed, ==, 1);
  dex_unref (gate);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/vault/worker/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (order);
  ADD (rollback);
  ADD (close);
  ADD (last_reference);
  ADD (dropped);
  g_test_add_func ("/vault/worker/own-thread", test_own_thread);
  return g_test_run ();
}
