/* library-data.h: what a library is made of, for the files that change it: library.c one credential
 * at a time, library-fill.c all at once, library-compartments.c what they lie in. Nothing else
 * includes this.
 */
#pragma once

#include "organise/entry-pool.h"
#include "organise/library-private.h"

G_BEGIN_DECLS

struct _CoffretLibrary {
  GObject parent_instance;
  GPtrArray *rows;     /* CoffretRow */
  GPtrArray *chunks;   /* CoffretChunk of the rows; NULL where something changed since */
  GHashTable *index;   /* of the rows, by id */
  GHashTable *trashed; /* those of them that are in the trash */
  CoffretEntryPool *pool;
  CoffretVocabulary *vocabulary;
  GListStore *compartments;
  GListStore *identities;
  CoffretPlans *plans;
  CoffretGroups *groups;
  GHashTable *trust; /* issuer -> CoffretTrustRow */
  CoffretHistories *histories;
  CoffretTagCounts *tags;
  CoffretOrders *orders;     /* of just these rows */
  CoffretSnapshot *snapshot; /* NULL: something changed since */
  CoffretFinder finder;      /* nullable */
  gpointer finder_data;
  guint numbers;       /* the next that was never given to a row */
  guint serial;        /* goes up with every change but a verdict's */
  CoffretFront *front; /* NULL: all is here */
  guint total;         /* of what is not in the trash, with a front */
  DexPromise *all;     /* NULL: nobody waits for it */
  gboolean closed;     /* what is still on its way comes too late */
};

/* Nothing is sorted any more as it was. */
void coffret_library_forget_orders (CoffretLibrary *self);
/* The row at POSITION is not as it was. */
void coffret_library_spoil (CoffretLibrary *self, guint position);
/* DIFFERENCE more lie in COMPARTMENT, if it is there. */
void coffret_library_count (CoffretLibrary *self, const char *compartment, int difference);
/* IDS (char *) say of themselves what their histories make of them now. */
void coffret_library_mark_versions (CoffretLibrary *self, const GPtrArray *ids);

G_END_DECLS
