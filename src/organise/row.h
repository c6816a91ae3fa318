/* row.h: what a search needs to know of one entry, frozen at one moment.
 *
 * Inside the module only. A row is counted and never changes, so that a worker
 * may read it while the entry that it was taken from goes on living on the main
 * thread: a change there makes a new row. Its sort keys cost time to make; they
 * are made when first asked for, on whatever thread asks, and shared by all
 * rows of the same record.
 */
#pragma once

#include "vault/layer.h"
#include "vault/records.h"

G_BEGIN_DECLS

typedef struct _CoffretRowKeys CoffretRowKeys;

typedef struct {
  CoffretRecord *record;
  CoffretLayer *layer;  /* NULL: the holder has written nothing over it */
  const char *title;    /* the holder's, else the issuer's in the reader's language; never NULL */
  const char *issuer;   /* the same; "" when it has no name */
  char *verdict;        /* NULL: not checked yet */
  int verifier;         /* the edition that said so; 0: none */
  CoffretInstant turns; /* when time alone may change the verdict; NONE: never */
  CoffretInstant trashed;
  char **compartments; /* never NULL */
  CoffretRowKeys *keys;
} CoffretRow;

/* Of a record that nothing has happened to since it was read; COMPARTMENTS
 * (nullable) is taken. */
CoffretRow *coffret_row_new (CoffretRecord *record, char **compartments);
/* The same record in other circumstances; takes COMPARTMENTS. */
CoffretRow *coffret_row_derive (CoffretRow *row, CoffretInstant trashed, char **compartments);
/* The same with another LAYER (nullable). */
CoffretRow *coffret_row_derive_layer (CoffretRow *row, CoffretLayer *layer);
/* In the same circumstances another RECORD, of the same credential. */
CoffretRow *coffret_row_derive_record (CoffretRow *row, CoffretRecord *record);
/* The same with another verdict. */
CoffretRow *coffret_row_derive_verdict (CoffretRow *row,
                                        const char *verdict,
                                        int verifier,
                                        CoffretInstant turns);
CoffretRow *coffret_row_ref (CoffretRow *row);
void coffret_row_unref (CoffretRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretRow, coffret_row_unref)

/* Compare with strcmp() to get the reader's alphabetical order. Any thread. */
const char *coffret_row_get_title_key (const CoffretRow *row);
const char *coffret_row_get_issuer_key (const CoffretRow *row);

/* The holder's, else the issuer's. */
CoffretInstant coffret_row_get_awarded (const CoffretRow *row);
CoffretInstant coffret_row_get_expires (const CoffretRow *row);

gboolean coffret_row_lies_in (const CoffretRow *row, const char *compartment);

G_END_DECLS
