/* marked.h: credentials that say something under every field, each with a mark of its own, so that
 * a test can look for what must not be there. */
#pragma once

#include "credential/field.h"

G_BEGIN_DECLS

/* The formats that there are marked credentials of, NULL-terminated. */
extern const char *const marked_formats[];

/* The mark of FIELD: "XQgradeQX". Owned. */
char *marked_word (CoffretField field);
/* Which fields the credential of FORMAT has marks of. */
CoffretFields marked_fields (const char *format);
/* The file of FORMAT, as it would come; owned. */
char *marked_text (const char *format);
/* Whose marks stand in BYTES, also in what of them is base64. */
CoffretFields marked_found (GBytes *bytes);
/* The one credential of FORMAT; owned. */
CoffretCredential *marked_credential (const char *format);

G_END_DECLS
