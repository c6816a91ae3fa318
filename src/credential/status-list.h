/* status-list.h: lists that say which credentials were withdrawn.
 *
 * Inside the module only. They are no credentials and never enter a vault; who only
 * looks at a file may see what they say of themselves. What they say of a
 * credential is the verifier's part.
 */
#pragma once

#include "credential/format.h"

G_BEGIN_DECLS

/* Whether JSON is such a list and built as a credential is. */
gboolean coffret_status_list_is_credential (const json_t *json);
/* Whether JSON is a list of any kind: also the claims of a Token Status List, and the plain lists
 * of Open Badges 2.0 and of 1EdTech. */
gboolean coffret_status_list_is (const json_t *json);
/* Adds SOURCE's JSON, which is one. */
gboolean
coffret_status_list_read (const CoffretSource *source, CoffretReading *reading, GError **error);

G_END_DECLS
