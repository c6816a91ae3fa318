/* compartments.h: the rows of compartments and of what lies in them. */
#pragma once

#include "vault/database.h"

G_BEGIN_DECLS

typedef struct {
  char *id;     /* UUID */
  char *parent; /* NULL at the top; one level only */
  char *name;
  char *icon;
  char *colour;
  int position;
  char *rule;        /* a search that fills it; NULL: filled by hand */
  char *arrangement; /* NULL: as the list is; COFFRET_ARRANGEMENT_HAND; or the id of an order */
} CoffretCompartmentRow;

/* What lies in it is in an order of its own, that of the positions of its members. */
#define COFFRET_ARRANGEMENT_HAND "hand"

CoffretCompartmentRow *coffret_compartment_row_new (const char *name);
CoffretCompartmentRow *coffret_compartment_row_copy (const CoffretCompartmentRow *row);
void coffret_compartment_row_free (CoffretCompartmentRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretCompartmentRow, coffret_compartment_row_free)

/* CoffretCompartmentRow's in their order, owned. */
GPtrArray *coffret_compartments_list (CoffretDatabase *database, GError **error);
/* Inserts, or overwrites the row with that id. */
gboolean coffret_compartments_save (CoffretDatabase *database,
                                    const CoffretCompartmentRow *row,
                                    GError **error);
/* What lay in it stays in the vault; compartments within go to the top. */
gboolean coffret_compartments_remove (CoffretDatabase *database, const char *id, GError **error);
/* CHANGED (nullable): whether it was not so before. */
gboolean coffret_compartments_put (CoffretDatabase *database,
                                   const char *compartment,
                                   const char *credential,
                                   gboolean *changed,
                                   GError **error);
gboolean coffret_compartments_take (CoffretDatabase *database,
                                    const char *compartment,
                                    const char *credential,
                                    gboolean *changed,
                                    GError **error);
/* IDS are credentials that lie in it: from now on in this order. */
gboolean coffret_compartments_arrange (CoffretDatabase *database,
                                       const char *compartment,
                                       GPtrArray *ids,
                                       GError **error);
/* What lies in it, those with a position first and by it, and then as they came: credential ids,
 * owned. */
GPtrArray *coffret_compartments_list_arranged (CoffretDatabase *database,
                                               const char *compartment,
                                               GError **error);
/* The place of each member that has one: "COMPARTMENT/CREDENTIAL" -> it, as a pointer; owned. */
GHashTable *coffret_compartments_positions (CoffretDatabase *database, GError **error);
gboolean coffret_compartments_set_position (CoffretDatabase *database,
                                            const char *compartment,
                                            const char *credential,
                                            gint64 position,
                                            GError **error);
/* Behind all that have one. */
gboolean coffret_compartments_next_position (CoffretDatabase *database,
                                             const char *compartment,
                                             gint64 *position,
                                             GError **error);
/* credential id -> GPtrArray of compartment ids; owned. */
GHashTable *coffret_compartments_members (CoffretDatabase *database, GError **error);
/* The same of CREDENTIAL alone. */
GHashTable *
coffret_compartments_members_of (CoffretDatabase *database, const char *credential, GError **error);
/* compartment id -> GUINT how many lie in it that are not in the trash; owned. */
GHashTable *coffret_compartments_counts (CoffretDatabase *database, GError **error);

G_END_DECLS
