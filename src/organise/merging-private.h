/* merging-private.h: how the session makes one. Inside the module only. */
#pragma once

#include "organise/merging.h"
#include "organise/session.h"

G_BEGIN_DECLS

CoffretMerging *coffret_merging_new (CoffretSession *session, const char *path, GError **error);

G_END_DECLS
