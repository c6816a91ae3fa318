/* organise-testing.h: what several of these tests need: credentials of invented people, waiting,
 * and listening. */
#pragma once

#include "organise/session.h"
#include "organise/view.h"
#include "testing/folder.h"

G_BEGIN_DECLS

/* An Open Badges 3.0 credential without a signature. NUMBER makes its id; AWARDED is a date. */
char *testing_credential (guint number, const char *title, const char *awarded);
/* With more members, a JSON fragment that ends in a comma: "\"validUntil\":\"…\",". */
char *
testing_credential_with (guint number, const char *title, const char *awarded, const char *more);

/* Runs the main loop until FUTURE (taken) is settled. The caller unsets VALUE (nullable). */
gboolean testing_await (DexFuture *future, GValue *value, GError **error);
/* The same; it must resolve. */
void testing_wait (DexFuture *future);
gpointer testing_wait_object (DexFuture *future); /* owned */
void testing_settle (CoffretView *view);          /* until it is no longer busy */

CoffretSession *testing_session (void); /* on a vault in memory */
/* Adds one credential per title, each number new; returns the entries in the order of the titles.
 */
GPtrArray *testing_add (CoffretSession *session, ...) G_GNUC_NULL_TERMINATED;
CoffretEntry *testing_entry (CoffretSession *session, const char *title); /* borrowed */
/* Gives up OBJECT, which must then go: at once, or when what was under way has let go of it. */
void testing_finalize (gpointer object);
/* Ends and finalizes it. */
void testing_end (CoffretSession *session);
GPtrArray *testing_list (gpointer first, ...) G_GNUC_NULL_TERMINATED;

/* The titles in MODEL, joined by "|". */
char *testing_titles (GListModel *model);

/* Counts what OBJECT tells. */
typedef struct {
  guint notified;
  guint changed; /* items-changed */
  guint position;
  guint removed;
  guint added;
} TestingEar;
void testing_listen (gpointer object, const char *property, TestingEar *ear);

char *testing_write (const char *folder, const char *name, const char *text); /* the path */

G_END_DECLS
