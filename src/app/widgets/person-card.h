/* person-card.h: whose practice vault this is: the name, the story in a sentence, and the way to
 * others. Not there in any other vault. */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_PERSON_CARD (coffret_person_card_get_type ())
G_DECLARE_FINAL_TYPE (CoffretPersonCard, coffret_person_card, COFFRET, PERSON_CARD, AdwBin)

void coffret_person_card_set_session (CoffretPersonCard *self, CoffretSession *session);

G_END_DECLS
