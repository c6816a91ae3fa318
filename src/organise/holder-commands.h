/* holder-commands.h: what the holder writes over credentials and about themselves, as
 * commands. Inside the module only. */
#pragma once

#include "organise/change.h"

G_BEGIN_DECLS

/* TEXT is nullable: none. */
void coffret_commands_add_title (CoffretChange *change, const char *credential, const char *text);
void coffret_commands_add_note (CoffretChange *change, const char *credential, const char *text);
void coffret_commands_add_identity (CoffretChange *change, const CoffretIdentityRow *row);
void coffret_commands_add_identity_removal (CoffretChange *change, const char *id);

G_END_DECLS
