/* library-private.h: how the session fills and changes the library.
 *
 * Inside the module only; main thread only, but for coffret_library_load().
 * Changes announce themselves with coffret_library_changed() once per act, so that
 * a view asks again once, however many entries an act touches.
 */
#pragma once

#include <libdex.h>

#include "organise/front.h"
#include "organise/histories.h"
#include "organise/library.h"
#include "organise/snapshot.h"
#include "organise/tag-counts.h"
#include "vault/layers.h"

G_BEGIN_DECLS

/* What a library is made of, read on the vault's thread. */
typedef struct {
  CoffretVocabulary *vocabulary;
  GPtrArray *rows;         /* CoffretRow */
  GHashTable *index;       /* of the rows, by id */
  GHashTable *trashed;     /* those of them that are in the trash */
  GPtrArray *chunks;       /* CoffretChunk, of the rows */
  GPtrArray *compartments; /* CoffretCompartmentRow */
  GHashTable *counts;      /* compartment id -> GUINT count */
  CoffretTagCounts *tags;
  GPtrArray *identities; /* CoffretIdentityRow */
  GPtrArray *trust;      /* CoffretTrustRow */
  CoffretHistories *histories;
  GPtrArray *due; /* CoffretRow: to be judged again by now */
  CoffretInstant oldest_trash;
  CoffretFront *front; /* NULL: all of it was read */
  guint total;         /* of what is not in the trash, with a front */
  guint numbers;       /* that of its first row */
  GPtrArray
    *changed; /* CoffretRow, borrowed, that are not as the library has them; NULL: not known */
  GPtrArray *unknown; /* and those that it has not */

  /* While it is read. */
  gint64 sequence; /* of the last that was */
  guint left;      /* to be read before somebody else has a turn */
  CoffretRowMaker *maker;
  GHashTable *members;
  GHashTable *layers;
  CoffretInstant now;
} CoffretLibraryLoad;

/* VOCABULARY: of the library that it is for; NULL: a new one. */
CoffretLibraryLoad *coffret_library_load_new (CoffretVocabulary *vocabulary);
/* So much of it that nobody need wait long for the database. Again until OVER. */
gboolean coffret_library_load_read (CoffretLibraryLoad *load,
                                    CoffretDatabase *database,
                                    gboolean *over,
                                    GError **error);
/* No more of it than the list begins with, if that is remembered and there are at least LEAST
 * credentials: load->front says so; without one LOAD is not good for anything. */
gboolean coffret_library_load_read_front (CoffretLibraryLoad *load,
                                          CoffretDatabase *database,
                                          guint least,
                                          GError **error);
void coffret_library_load_free (CoffretLibraryLoad *load);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretLibraryLoad, coffret_library_load_free)

CoffretLibrary *coffret_library_new (void);
/* Into an empty library; takes LOAD. With a front there is more to come: then it "is filling" until
 * coffret_library_complete(). */
void coffret_library_fill (CoffretLibrary *self, CoffretLibraryLoad *load);
/* The first number that no row of it has ever had. */
guint coffret_library_get_numbers (CoffretLibrary *self);
/* LOAD (taken) is all of it, with numbers that no other has and words of the library's vocabulary.
 * Entries that are known follow; what else it knows but credentials stays. */
void coffret_library_complete (CoffretLibrary *self, CoffretLibraryLoad *load);
gboolean coffret_library_is_filling (CoffretLibrary *self);
/* What the list begins with, if ORDER and HEADING are those in which that is known, while it is
 * filling: TOTAL is how many there will be. */
gboolean coffret_library_has_front (CoffretLibrary *self,
                                    CoffretOrder order,
                                    CoffretHeading heading,
                                    guint *total);
/* Resolves when it is no longer filling. */
DexFuture *coffret_library_await_all (CoffretLibrary *self);
/* Finds out how LOAD, all of a vault, differs from SNAPSHOT, which is of the same vocabulary. On
 * any thread. */
void coffret_library_load_compare (CoffretLibraryLoad *load, CoffretSnapshot *snapshot);
/* What is in the vault by now and was not brought in by an act of the session: LOAD (taken) is all
 * of it, compared with how the library is now. Entries, compartments and the rest that are known
 * stay the same objects and follow; what is unknown is added; verdicts stay, and nothing goes. */
void coffret_library_renew (CoffretLibrary *self, CoffretLibraryLoad *load);
/* Goes up with whatever is changed but verdicts: a load that was read before is no longer true. */
guint coffret_library_get_serial (CoffretLibrary *self);
/* Empties it for good: whatever comes later is ignored. */
void coffret_library_close (CoffretLibrary *self);

/* CoffretRow's that are not there yet, with words of the library's vocabulary. */
void coffret_library_add (CoffretLibrary *self, GPtrArray *rows);
CoffretVocabulary *coffret_library_get_vocabulary (CoffretLibrary *self); /* borrowed */
/* How it is now; borrowed until it changes. NULL when there is none. */
CoffretRow *coffret_library_find_row (CoffretLibrary *self, const char *id);
/* The one entry of ROW's credential; borrowed as from coffret_library_find(). ROW may be of an
 * earlier moment: then the entry is as it is now. */
CoffretEntry *coffret_library_entry_of (CoffretLibrary *self, CoffretRow *row);
/* CoffretRow's, as they are now, each with a reference: those that FUNC wants. */
GPtrArray *coffret_library_choose (CoffretLibrary *self,
                                   gboolean (*func) (const CoffretRow *row, gconstpointer data),
                                   gconstpointer data);
/* Those that were put into the trash before BEFORE. */
void coffret_library_purge (CoffretLibrary *self, CoffretInstant before);
void coffret_library_set_trashed (CoffretLibrary *self, const char *id, CoffretInstant when);
void coffret_library_put (CoffretLibrary *self, const char *id, const char *compartment);
void coffret_library_take (CoffretLibrary *self, const char *id, const char *compartment);
void coffret_library_set_layer (CoffretLibrary *self, const char *id, CoffretLayer *layer);
/* What its holder typed in is another text now; of the same id. */
void coffret_library_set_record (CoffretLibrary *self, CoffretRecord *record);
/* Emits "attachments-changed". */
void coffret_library_attachments_changed (CoffretLibrary *self, const char *credential);
/* See CoffretRow. */
void coffret_library_set_verdict (
  CoffretLibrary *self, const char *id, const char *verdict, int verifier, CoffretInstant turns);
/* What the owner says of two versions; the newest of each history is what lists show. */
void coffret_library_set_version (CoffretLibrary *self,
                                  const char *older,
                                  const char *newer,
                                  CoffretVersionAnswer answer);
CoffretVersionAnswer
coffret_library_get_version (CoffretLibrary *self, const char *older, const char *newer);
/* ROW (nullable: it goes) is of that ISSUER; copied. */
void
coffret_library_set_trust (CoffretLibrary *self, const char *issuer, const CoffretTrustRow *row);
/* ROW (nullable: it goes) has that ID; the order is by position, then as they came. */
void
coffret_library_set_identity (CoffretLibrary *self, const char *id, const CoffretIdentityRow *row);
/* Adds or overwrites; the order is by position, then as they came. */
void coffret_library_save_compartment (CoffretLibrary *self, const CoffretCompartmentRow *row);
/* Takes out what lies in it, and raises what is within it to the top. */
void coffret_library_remove_compartment (CoffretLibrary *self, const char *id);
/* How words are looked for in the files beside credentials, as
 * coffret_session_find_in_attachments() does; NULL: not at all. DATA is borrowed until another is
 * set. */
typedef DexFuture *(*CoffretFinder) (gpointer data, const char *const *words);
void coffret_library_set_finder (CoffretLibrary *self, CoffretFinder finder, gpointer data);
/* NULL: it cannot be done. */
DexFuture *coffret_library_find_beside (CoffretLibrary *self, const char *const *words);
/* Emits "changed". */
void coffret_library_changed (CoffretLibrary *self);

CoffretSnapshot *coffret_library_ref_snapshot (CoffretLibrary *self);

G_END_DECLS
