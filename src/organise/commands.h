/* commands.h: what a person can do to credentials and compartments, as commands.
 * Inside the module only. IDS are credential ids (char *), copied. */
#pragma once

#include "organise/change.h"

G_BEGIN_DECLS

/* WHEN: COFFRET_INSTANT_NONE takes them out of the trash. Those that are so already are left alone.
 */
void coffret_commands_add_trash (CoffretChange *change, GPtrArray *ids, CoffretInstant when);
void coffret_commands_add_put (CoffretChange *change, GPtrArray *ids, const char *compartment);
void coffret_commands_add_take (CoffretChange *change, GPtrArray *ids, const char *compartment);
void coffret_commands_add_save (CoffretChange *change, const CoffretCompartmentRow *row);
void coffret_commands_add_remove (CoffretChange *change, const char *compartment);

G_END_DECLS
