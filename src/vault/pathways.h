/* pathways.h: the rows of pathways: what the holder builds out of several credentials.
 *
 * The definition is JSON, whose meaning is told in organise/pathway.h; here it is a text. */
#pragma once

#include "base/instant.h"
#include "vault/database.h"

G_BEGIN_DECLS

/* More is no definition. */
#define COFFRET_PATHWAY_MAX_BYTES (256 * 1024)

typedef struct {
  char *id; /* UUID */
  char *name;
  char *definition;
  int position;
  CoffretInstant changed;
} CoffretPathwayRow;

/* A new id, changed now. */
CoffretPathwayRow *coffret_pathway_row_new (const char *name, const char *definition);
CoffretPathwayRow *coffret_pathway_row_copy (const CoffretPathwayRow *row);
void coffret_pathway_row_free (CoffretPathwayRow *row); /* NULL is none */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretPathwayRow, coffret_pathway_row_free)

/* CoffretPathwayRow's in their order, owned. */
GPtrArray *coffret_pathways_list (CoffretDatabase *database, GError **error);
/* Inserts, or overwrites the row with that id. */
gboolean
coffret_pathways_save (CoffretDatabase *database, const CoffretPathwayRow *row, GError **error);
gboolean coffret_pathways_remove (CoffretDatabase *database, const char *id, GError **error);

G_END_DECLS
