/* banners.h: a banner that is not revealed is not there for a screen reader either.
 *
 * libadwaita leaves one that is folded away in the tree, as a group that has the banner's words and
 * nothing in it. It cannot be made invisible while it is folded: it would never unfold, and what
 * has the focus in it would lose it before the window has found another place.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From here on, for every banner of this process. Once the toolkit has begun; any number of
 * times. */
void coffret_banners_hide_folded (void);

G_END_DECLS
