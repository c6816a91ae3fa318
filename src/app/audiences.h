/* audiences.h: how the audiences of sharing groups look. */
#pragma once

#include "organise/audience.h"

G_BEGIN_DECLS

/* A symbolic icon that is part of the program. */
const char *coffret_audience_icon (CoffretAudience audience);

G_END_DECLS
