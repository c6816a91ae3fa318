/* looks.h: the icons and colours that a compartment may have.
 *
 * Their ids are stored in the vault; what a vault holds that is not among them (it
 * may come from a newer Coffret, or from anybody) looks like the first. Each has a
 * word, so that nothing is told by a shape or a colour alone.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *id;
  const char *word; /* translated */
} CoffretLook;

guint coffret_looks_count_icons (void);
guint coffret_looks_count_colours (void);
/* The id of an icon is its name in the icon theme; "colour-ID" is the class of a colour in the
 * style sheet. */
CoffretLook coffret_looks_get_icon (guint index);
CoffretLook coffret_looks_get_colour (guint index);
/* 0 for what is not known; ID is nullable. */
guint coffret_looks_find_icon (const char *id);
guint coffret_looks_find_colour (const char *id);

G_END_DECLS
