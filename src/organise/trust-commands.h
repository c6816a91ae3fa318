/* trust-commands.h: whom the owner vouches for, as commands. Inside the module only. */
#pragma once

#include "organise/change.h"
#include "vault/trust.h"

G_BEGIN_DECLS

/* ROW (nullable: nothing is said any more) is of ISSUER; copied. */
void
coffret_commands_add_trust (CoffretChange *change, const char *issuer, const CoffretTrustRow *row);

G_END_DECLS
