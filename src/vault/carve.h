/* carve.h: the rows that lie on one page of a database, whatever leads to it.
 *
 * SQLite finds a row by way of other pages; here each page that holds rows (of a table or of an
 * index) is taken by itself, as SQLite's file format 4 lays it out, so that rows live on when the
 * page above them is lost. A row whose rest lay on lost pages is given as far as it goes. What is
 * on a page is never believed: lengths and places are checked, a row is at most 32 MiB.
 * Inside the module only.
 */
#pragma once

#include "vault/pages.h"

G_BEGIN_DECLS

#define COFFRET_CARVED_MAX 32

typedef enum {
  COFFRET_CARVED_NULL,
  COFFRET_CARVED_INTEGER,
  COFFRET_CARVED_REAL, /* its value is not given: no table has any */
  COFFRET_CARVED_TEXT,
  COFFRET_CARVED_BYTES,
} CoffretCarvedType;

typedef struct {
  CoffretCarvedType type;
  gint64 number;
  const guint8 *data; /* of text (not terminated) or bytes */
  gsize size;
} CoffretCarvedValue;

typedef struct {
  guint page;
  gboolean keyed; /* a row of a table with this row id; else one of an index or without row ids */
  gint64 row;
  gboolean cut; /* something of it is lost: the last value, or those after it */
  guint n_values;
  CoffretCarvedValue values[COFFRET_CARVED_MAX];
} CoffretCarvedRow;

typedef gboolean (*CoffretCarveFunc) (const CoffretCarvedRow *row, gpointer data, GError **error);

/* Gives the rows of CONTENT, which is page NUMBER, to FUNC. FALSE only when FUNC said so. */
gboolean coffret_carve (CoffretPages *pages,
                        guint number,
                        const guint8 *content,
                        CoffretCarveFunc func,
                        gpointer data,
                        GError **error);
/* The numbers of the pages below page NUMBER, as guint32's in a new array. */
GArray *coffret_carve_children (guint number, const guint8 *content);

G_END_DECLS
