/* json-fields.h: members of a JSON object as the record wants them.
 *
 * Inside the module only. Every text is cleaned and bounded; a member that is
 * absent, empty or of another type is NULL, and never an error: nobody loses a
 * credential because of an optional member.
 */
#pragma once

#include "base/instant.h"
#include "base/json.h"
#include "credential/text.h"

G_BEGIN_DECLS

#define COFFRET_FIELD_MAX_ITEMS 1000             /* of one array: skills, results, evidence */
#define COFFRET_FIELD_MAX_CHARS 1000             /* of one line: a name, a code */
#define COFFRET_FIELD_MAX_LINK (2 * 1024 * 1024) /* an image in a data: URL may be long */

/* One line; a number is written out. Owned. */
char *coffret_field_string (const json_t *object, const char *key);
/* A link as written: a string, or an object's "id" or "@id". Owned. */
char *coffret_field_link (const json_t *object, const char *key);
char *coffret_field_link_value (const json_t *value);
/* In every language; a title stands in one line. Owned. */
CoffretText *coffret_field_text (const json_t *object, const char *key, const char *language);
CoffretText *coffret_field_title (const json_t *object, const char *key, const char *language);
CoffretText *coffret_field_title_value (const json_t *value, const char *language);
CoffretInstant coffret_field_instant (const json_t *object, const char *key);
/* A number, or a string that is nothing but one; 0 for anything else or less. */
double coffret_field_number (const json_t *object, const char *key);
/* How many values KEY has, at most COFFRET_FIELD_MAX_ITEMS. */
gsize coffret_field_count (const json_t *object, const char *key);
/* Whether "type" or "@type" says NAME. */
gboolean coffret_field_has_type (const json_t *object, const char *name);

/* Hours of an ISO 8601 duration that is made of hours, minutes and seconds alone: how long a
 * day or a week of learning is, only the issuer knows. 0 when unknown. */
double coffret_field_duration_hours (const char *duration);

G_END_DECLS
