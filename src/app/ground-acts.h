/* ground-acts.h: giving Coffret a file of an issuer's own to check with: its keys, or its list of
 * what it withdrew.
 *
 * Nothing is fetched. A list is signed and counts for nothing unless it is the issuer's; a file of
 * keys is believed, and so the person is asked first where it comes from.
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/session.h"

G_BEGIN_DECLS

/* ISSUER: its id, for the question. DONE is called with FROM once something was kept. */
void coffret_ground_acts_offer (GtkWidget *from,
                                CoffretSession *session,
                                CoffretGroundKind kind,
                                const char *issuer,
                                void (*done) (GtkWidget *from));

G_END_DECLS
