/* shown-lines.h: what a credential says, line by line, field by field.
 *
 * Inside the module only. Each field has one function here that turns it into lines, in the
 * language of the document; a field that is not asked for is not looked at.
 */
#pragma once

#include "share/disclosure.h"

G_BEGIN_DECLS

/* CoffretShownLine's of those FIELDS that CREDENTIAL has, owned. */
GPtrArray *coffret_shown_lines (const CoffretCredential *credential,
                                CoffretFields fields,
                                const CoffretWording *wording);

G_END_DECLS
