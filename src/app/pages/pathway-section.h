/* pathway-section.h: the pathways that a credential itself tells of (organise/proposing.h), for its
 * owner to make them or not. */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

/* Nothing where none is proposed that is not there already, by its name. CREDENTIAL is what ENTRY
 * says. */
void coffret_pathway_section_append (GtkBox *box,
                                     CoffretSession *session,
                                     CoffretEntry *entry,
                                     const CoffretCredential *credential);

G_END_DECLS
