/* What needs the owner's eyes, each once, and what is new since the last look. */
#include "organise-testing.h"

#include "organise/attention.h"
#include "organise/library-private.h"
#include "vault/records.h"

#define NOW "2026-06-15T12:00:00Z"

static const struct {
  const char *title;
  const char *until; /* nullable */
} given[] = {
  { "Ended", "2026-06-15T11:59:59Z" },     { "Tomorrow", "2026-06-16T12:00:00Z" },
  { "In a week", "2026-06-22T12:00:00Z" }, { "In a month", "2026-07-15T12:00:00Z" },
  { "Later", "2026-09-13T12:00:00Z" },     { "For ever", NULL },
};

static CoffretSession *
session_with_ends (void)
{
  CoffretSession *session = testing_session ();

  for (guint i = 0; i < G_N_ELEMENTS (given); i++) {
    g_autofree char *until = given[i].until != NULL
                               ? g_strdup_printf ("\"validUntil\":\"%s\",", given[i].until)
                               : g_strdup ("");
    g_autofree char *text = testing_credential_with (i, given[i].title, "2020-01-01", until);
    g_autoptr (CoffretImport) job = coffret_session_import (session, NULL);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

    coffret_import_add_bytes (job, bytes, "typed.json");
    testing_wait (coffret_import_start (job));
  }
  return session;
}

static CoffretAttention *
look_at (CoffretSession *session, const char *now)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  testing_await (coffret_attention_make (session, coffret_instant_parse (now), NULL), &value,
                 &error);
  g_assert_no_error (error);
  return g_value_dup_boxed (&value);
}

static CoffretAttention *
look (CoffretSession *session)
{
  return look_at (session, NOW);
}

/* The titles of each kind, kinds parted by "|", "!" behind what is new. */
static void
assert_attention (CoffretSession *session, const char *expected)
{
  g_autoptr (CoffretAttention) attention = look (session);
  g_autoptr (GString) all = g_string_new (NULL);

  for (int kind = 0; kind < COFFRET_N_ATTENTION_KINDS; kind++) {
    if (kind > 0)
      g_string_append_c (all, '|');
    g_assert_cmpuint (attention->counts[kind], ==, attention->items[kind]->len);
    for (guint i = 0; i < attention->items[kind]->len; i++) {
      const CoffretAttentionItem *item = g_ptr_array_index (attention->items[kind], i);
      CoffretEntry *entry = coffret_library_find (coffret_session_get_library (session), item->id);

      g_string_append_printf (all, "%s%s%s", i > 0 ? "," : "", coffret_entry_get_title (entry),
                              item->fresh ? "!" : "");
    }
  }
  g_assert_cmpstr (all->str, ==, expected);
}

typedef struct {
  const char *id;
  const char *verdict;
  CoffretInstant when;
} Turn;

static gboolean
write_verdict (CoffretDatabase *database, gpointer data, GError **error)
{
  const Turn *turn = data;

  return coffret_records_set_verdict (database, turn->id, turn->verdict, 1, turn->when,
                                      COFFRET_INSTANT_NONE, error);
}

/* In a turn of the main loop, which then wakes up. */
static DexFuture *
on_written (DexFuture *future, gpointer unused)
{
  return dex_ref (future);
}

static void
turn (CoffretSession *session, const char *title, const char *verdict, const char *when)
{
  Turn turned = { coffret_entry_get_id (testing_entry (session, title)), verdict,
                  coffret_instant_parse (when) };
  CoffretLibrary *library = coffret_session_get_library (session);

  testing_wait (
    dex_future_finally (coffret_vault_run (coffret_session_get_vault (session),
                                           COFFRET_PRIORITY_HIGH, write_verdict, &turned, NULL),
                        on_written, NULL, NULL));
  coffret_library_set_verdict (library, turned.id, verdict, 1, COFFRET_INSTANT_NONE);
  coffret_library_changed (library);
}

static void
test_ends (void)
{
  CoffretSession *session = session_with_ends ();
  g_autoptr (GPtrArray) one = testing_list (testing_entry (session, "Tomorrow"), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    turn (session, given[i].title, "signed", "2026-01-01T00:00:00Z");
  assert_attention (session, "||Ended|Tomorrow|In a week|In a month|");
  testing_wait (coffret_session_trash (session, one));
  assert_attention (session, "||Ended||In a week|In a month|");
  testing_end (session);
}

/* New is what became so since the last look, not what was so when it came. */
static void
test_turned (void)
{
  CoffretSession *session = session_with_ends ();

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    turn (session, given[i].title, "verified", "2026-01-01T00:00:00Z");
  turn (session, "For ever", "revoked", "2026-02-01T00:00:00Z");
  assert_attention (session, "For ever!||Ended|Tomorrow|In a week|In a month|");
  testing_wait (coffret_attention_looked (session, coffret_instant_parse ("2026-02-02")));
  assert_attention (session, "For ever||Ended|Tomorrow|In a week|In a month|");
  /* The same again is nothing new; another one is. */
  turn (session, "For ever", "revoked", "2026-03-01T00:00:00Z");
  turn (session, "Later", "suspended", "2026-03-01T00:00:00Z");
  assert_attention (session, "Later!,For ever||Ended|Tomorrow|In a week|In a month|");
  turn (session, "For ever", "unchecked", "2026-04-01T00:00:00Z");
  turn (session, "Later", "verified", "2026-04-01T00:00:00Z");
  assert_attention (session, "||Ended|Tomorrow|In a week|In a month|For ever");
  testing_end (session);
}

static void
put_aside (CoffretSession *session, CoffretAttentionKind kind, guint position)
{
  g_autoptr (CoffretAttention) attention = look (session);

  testing_wait (
    coffret_attention_put_aside (session, kind, attention->items[kind]->pdata[position]));
}

static guint
count_known (CoffretSession *session)
{
  g_autoptr (CoffretAttention) attention = look (session);

  return attention->known;
}

/* What the owner knows of is not told, until it gets worse or is another matter. */
static void
test_known (void)
{
  CoffretSession *session = session_with_ends ();
  CoffretUndo *undo = coffret_session_get_undo (session);
  g_autoptr (CoffretAttention) later = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    turn (session, given[i].title, "verified", "2026-01-01T00:00:00Z");
  put_aside (session, COFFRET_ATTENTION_MONTH, 0);
  assert_attention (session, "||Ended|Tomorrow||In a month|");
  put_aside (session, COFFRET_ATTENTION_EXPIRED, 0);
  assert_attention (session, "|||Tomorrow||In a month|");
  g_assert_cmpuint (count_known (session), ==, 2);
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Stop telling of “Ended”");

  /* Within a month it was known; within a week it is not. What has expired stays so. */
  later = look_at (session, "2026-06-20T12:00:00Z");
  g_assert_cmpuint (later->counts[COFFRET_ATTENTION_EXPIRED], ==, 1);
  g_assert_cmpuint (later->counts[COFFRET_ATTENTION_WEEK], ==, 1);
  g_assert_cmpuint (later->known, ==, 1);
  turn (session, "Ended", "revoked", "2026-03-01T00:00:00Z");
  assert_attention (session, "Ended!|||Tomorrow||In a month|");
  put_aside (session, COFFRET_ATTENTION_WITHDRAWN, 0);
  assert_attention (session, "|||Tomorrow||In a month|");
  turn (session, "Ended", "suspended", "2026-03-02T00:00:00Z");
  assert_attention (session, "Ended!|||Tomorrow||In a month|");
  turn (session, "Ended", "revoked", "2026-03-03T00:00:00Z");

  testing_wait (coffret_attention_show_again (session));
  assert_attention (session, "Ended!|||Tomorrow|In a week|In a month|");
  g_assert_cmpuint (count_known (session), ==, 0);
  testing_wait (coffret_undo_undo (undo));
  assert_attention (session, "|||Tomorrow||In a month|");
  /* Back to what it was known as before. */
  testing_wait (coffret_undo_undo (undo));
  assert_attention (session, "Ended!|||Tomorrow||In a month|");
  testing_wait (coffret_undo_undo (undo));
  testing_wait (coffret_undo_undo (undo));
  assert_attention (session, "Ended!|||Tomorrow|In a week|In a month|");
  testing_wait (coffret_undo_redo (undo));
  assert_attention (session, "Ended!|||Tomorrow||In a month|");
  testing_end (session);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/organise/attention/ends", test_ends);
  g_test_add_func ("/organise/attention/turned", test_turned);
  g_test_add_func ("/organise/attention/known", test_known);
  return g_test_run ();
}
