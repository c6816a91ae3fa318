/* settle.h: whether something went well, where only the error can tell. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For what may have no result and yet be right: TRUE without REASON; else it goes to ERROR
 * (nullable), is NULL afterwards, and FALSE. */
gboolean coffret_settle (GError **reason, GError **error);

G_END_DECLS
