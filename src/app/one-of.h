/* one-of.h: settings that are one of a few, with the words for each.
 *
 * The ids are those of the schema.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct {
  const char *id;
  const char *word; /* untranslated */
} CoffretOneOf;

/* Until one without an id. */
const CoffretOneOf *coffret_one_of_colours (void);
const CoffretOneOf *coffret_one_of_orders (void);
const CoffretOneOf *coffret_one_of_headings (void);
const CoffretOneOf *coffret_one_of_limits (void); /* how long a vault may be unused */

/* ROW offers CHOICES, shows which one KEY is and writes the one that is chosen. */
void coffret_one_of_bind (const CoffretOneOf *choices,
                          GSettings *settings,
                          const char *key,
                          AdwComboRow *row);

G_END_DECLS
