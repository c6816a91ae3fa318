/* list-cell.h: what stands in one cell of the table of credentials, and the columns that there are.
 *
 * Cells are plain and cheap: a table has many. The row around them says all of it in one sentence.
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/view.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_COLUMN_CHECK, /* whether the row is chosen; without a head */
  COFFRET_COLUMN_TITLE,
  COFFRET_COLUMN_ISSUER,
  COFFRET_COLUMN_KIND,
  COFFRET_COLUMN_AWARDED,
  COFFRET_COLUMN_EXPIRES,
  COFFRET_COLUMN_VERDICT,
  COFFRET_COLUMN_TAGS,
  COFFRET_N_COLUMNS,
} CoffretColumn;

typedef struct {
  const char *id;
  const char *title; /* not yet translated; NULL: none to see */
  guint least;       /* characters */
  guint usual;
  CoffretOrder order;
  gboolean falling; /* the order goes down as GTK has it: from the newest */
} CoffretColumnKind;

const CoffretColumnKind *coffret_column_get (CoffretColumn column);
const char *coffret_column_title (CoffretColumn column); /* translated; nullable */

typedef struct {
  CoffretColumn column;
  GtkColumnViewCell *cell; /* borrowed: it holds the widget */
  GtkWidget *mark;         /* beside the text, or the check itself; nullable */
  GtkInscription *text;    /* nullable */
  const char *style;       /* CSS class of the text; nullable */
  gboolean due;            /* for whoever fills it: it is not */
} CoffretListCell;

/* Becomes the child of ITEM, whose slots are CoffretSlot's. */
void coffret_list_cell_new (GtkColumnViewCell *item, CoffretColumn column);
/* Of that child; borrowed, as long as the widget lives. */
CoffretListCell *coffret_list_cell_of (gpointer widget);
/* Nullable, as CELL is. */
CoffretEntry *coffret_list_cell_get_entry (CoffretListCell *cell);
/* Shows its credential as it is now. */
void coffret_list_cell_fill (CoffretListCell *cell);

G_END_DECLS
