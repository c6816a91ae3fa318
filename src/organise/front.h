/* front.h: what the list begins with, remembered in the vault, so that the next opening of a large
 * one shows it at once and reads the rest behind it.
 *
 * Inside the module only. It is no more than a guess: what is in the vault by then may be another
 * beginning, which shows once all is read. Vaults of few credentials have none: they are read as
 * fast.
 */
#pragma once

#include "organise/view.h"
#include "vault/database.h"

G_BEGIN_DECLS

/* So many credentials make a vault large. */
#define COFFRET_FRONT_WORTH 2000
/* More rows than a high screen has. */
#define COFFRET_FRONT_LENGTH 64

/* Of all credentials, in: */
typedef struct {
  CoffretOrder order;
  CoffretHeading heading;
  char **ids;
} CoffretFront;

CoffretFront *coffret_front_new (CoffretOrder order, CoffretHeading heading);
CoffretFront *coffret_front_copy (const CoffretFront *front); /* nullable */
void coffret_front_free (CoffretFront *front);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretFront, coffret_front_free)
gboolean coffret_front_equal (const CoffretFront *one, const CoffretFront *other); /* nullable */

/* What VIEW (view.c) begins with; NULL: it does not show all there is, or not yet. */
CoffretFront *coffret_view_make_front (CoffretView *view);

/* NULL without error: none is remembered. */
CoffretFront *coffret_front_read (CoffretDatabase *database, GError **error);
gboolean coffret_front_write (CoffretDatabase *database, const CoffretFront *front, GError **error);

G_END_DECLS
