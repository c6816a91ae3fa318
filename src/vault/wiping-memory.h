/* wiping-memory.h: memory for SQLite that keeps nothing of what was in it.
 *
 * What SQLite frees held rows of the vault. It is overwritten on the way out, so
 * that after locking only what is still in use can be found in memory.
 * SQLCipher's own "cipher_memory_security" does that too and also locks every
 * single allocation into memory: adding 10,000 records took four times as long, and pages that
 * two allocations share were unlocked with the first. Its keys are locked and wiped
 * either way. Inside the module only.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For the whole process, before SQLite is used for the first time; later calls do
 * nothing. Any thread. */
void coffret_wiping_memory_install (void);

G_END_DECLS
