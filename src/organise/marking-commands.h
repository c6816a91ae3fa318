/* marking-commands.h: favourites, tags, own dates and own translations, as commands. Inside the
 * module only. IDS are credential ids (char *), copied; those that are so already are left alone.
 */
#pragma once

#include "organise/change.h"

G_BEGIN_DECLS

/* TAG NULL: the favourite mark. */
void
coffret_commands_add_mark (CoffretChange *change, GPtrArray *ids, const char *tag, gboolean marked);
/* COFFRET_INSTANT_NONE is none. */
void coffret_commands_add_dates (CoffretChange *change,
                                 const char *credential,
                                 CoffretInstant awarded,
                                 CoffretInstant expires);
/* TEXT is nullable: none. */
void coffret_commands_add_text (CoffretChange *change,
                                const char *credential,
                                const char *field,
                                const char *language,
                                const char *text);

G_END_DECLS
