/* fields-list.h: what may be seen of credentials, as a list of switches in plain words.
 *
 * What a stranger could do harm with has a sign and says so. Signal "changed": a person turned a
 * switch.
 */
#pragma once

#include <adwaita.h>

#include "credential/field.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_FIELDS_LIST (coffret_fields_list_get_type ())
G_DECLARE_FINAL_TYPE (CoffretFieldsList, coffret_fields_list, COFFRET, FIELDS_LIST, AdwBin)

CoffretFieldsList *coffret_fields_list_new (void);

/* Which are turned on. */
void coffret_fields_list_set_fields (CoffretFieldsList *self, CoffretFields fields);
CoffretFields coffret_fields_list_get_fields (CoffretFieldsList *self);
/* Only these are in the list; all of them at first. */
void coffret_fields_list_set_possible (CoffretFieldsList *self, CoffretFields fields);
/* A switch that is otherwise than in FIELDS says so: of one credential that differs from its
 * group. */
void coffret_fields_list_set_usual (CoffretFieldsList *self, CoffretFields fields);

G_END_DECLS
