#include "vault/copying.h"

#include "vault/database-private.h"

#include <glib/gi18n-lib.h>

/* Half of what the worker gives to what waits together. */
#define SLICE (10 * 1000)
#define PAGES 32

struct _CoffretCopying {
  gatomicrefcount refs; /* the caller's and the database's */
  CoffretDatabase *from;
  CoffretDatabase *to;
  sqlite3_backup *backup;
};

static void
on_closing (gpointer data)
{
  CoffretCopying *copying = data;

  copying->from = NULL;
  coffret_copying_end (copying);
  coffret_copying_unref (copying);
}

CoffretCopying *
coffret_copying_new (CoffretDatabase *from, const char *path, CoffretSecret *key, GError **error)
{
  g_autoptr (CoffretCopying) copying = g_new0 (CoffretCopying, 1);

  g_atomic_ref_count_init (&copying->refs);
  copying->to = coffret_database_open (path, key, COFFRET_DATABASE_CREATE, error);
  /* A copy that is cut short is thrown away: it needs no journal and no flush. */
  if (copying->to == NULL ||
      !coffret_database_execute (copying->to,
                                 "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF", error)) {
    coffret_copying_end (copying);
    return NULL;
  }
  copying->backup = sqlite3_backup_init (coffret_database_get_handle (copying->to), "main",
                                         coffret_database_get_handle (from), "main");
  if (copying->backup == NULL) {
    sqlite3 *handle = coffret_database_get_handle (copying->to);

    coffret_database_set_error (handle, sqlite3_errcode (handle), error);
    coffret_copying_end (copying);
    return NULL;
  }
  copying->from = from;
  g_atomic_ref_count_inc (&copying->refs);
  coffret_database_set_dependant (from, copying, on_closing);
  return g_steal_pointer (&copying);
}

gboolean
coffret_copying_step (CoffretCopying *copying, gboolean *done, GError **error)
{
  gint64 end = g_get_monotonic_time () + SLICE;
  g_autoptr (GError) reason = NULL;
  int code;

  g_assert (copying->backup != NULL);
  do
    code = sqlite3_backup_step (copying->backup, PAGES);
  while (code == SQLITE_OK && g_get_monotonic_time () < end);
  *done = code == SQLITE_DONE;
  if (code == SQLITE_OK || code == SQLITE_DONE || (code & 0xff) == SQLITE_BUSY)
    return TRUE;
  coffret_database_set_error (NULL, code, &reason);
  /* The copy is new: what is damaged is what it is of. */
  coffret_database_note_damage (copying->from, reason);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

void
coffret_copying_end (CoffretCopying *copying)
{
  CoffretDatabase *from = g_steal_pointer (&copying->from);

  if (copying->backup != NULL)
    sqlite3_backup_finish (g_steal_pointer (&copying->backup));
  g_clear_pointer (&copying->to, coffret_database_close);
  if (from != NULL) {
    coffret_database_set_dependant (from, NULL, NULL);
    coffret_copying_unref (copying);
  }
}

void
coffret_copying_unref (CoffretCopying *copying)
{
  if (g_atomic_ref_count_dec (&copying->refs)) {
    g_assert (copying->to == NULL);
    g_free (copying);
  }
}
