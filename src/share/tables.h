/* tables.h: figures on their way out: a few short tables with a heading each.
 *
 * Whoever has the figures fills it with words in the reader's language; here it becomes a file
 * for a spreadsheet or pages to print. Names come from strangers: in a spreadsheet they are
 * never a formula. Kept in memory until the caller writes it where the person said.
 */
#pragma once

#include <gio/gio.h>

#include "base/instant.h"

G_BEGIN_DECLS

#define COFFRET_TABLE_NONE (-1)

typedef struct {
  char *name;
  gint64 count;   /* of credentials; COFFRET_TABLE_NONE: says nothing */
  gint64 minutes; /* the same */
  char *remark;   /* nullable */
} CoffretTableRow;

typedef enum {
  COFFRET_TABLE_PLAIN,
  COFFRET_TABLE_BARS_OF_COUNT, /* on paper its rows, last to first, are bars too */
  COFFRET_TABLE_BARS_OF_MINUTES,
} CoffretTablePicture;

typedef struct {
  char *title; /* of the table: "Issuers" */
  char *head;  /* of its first column: "Issuer" */
  CoffretTablePicture picture;
  gint64 target;   /* in minutes, a line across the bars; 0: none */
  GPtrArray *rows; /* CoffretTableRow */
} CoffretTable;

typedef struct {
  char *title;
  CoffretInstant made;
  gboolean mirrored; /* its pages are read from right to left */
  GPtrArray *tables; /* CoffretTable */
} CoffretTables;

CoffretTables *coffret_tables_new (const char *title, CoffretInstant made);
void coffret_tables_free (CoffretTables *tables);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretTables, coffret_tables_free)

/* Borrowed. */
CoffretTable *coffret_tables_add_table (CoffretTables *tables,
                                        const char *title,
                                        const char *head,
                                        CoffretTablePicture picture);
void coffret_tables_add_row (
  CoffretTable *table, const char *name, gint64 count, gint64 minutes, const char *remark);

/* RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know it; numbers as the reader's
 * language writes them, and parted by semicolons where a comma is part of them. A cell that a
 * spreadsheet might take for a formula has an apostrophe before it. One line is one row of one
 * table, whose title stands first. */
GBytes *coffret_tables_to_csv (const CoffretTables *tables);

/* Pages of WIDTH and HEIGHT points, tagged for screen readers, with LANGUAGE (a BCP 47 tag) and
 * title. NULL with an error when it cannot be drawn. */
GBytes *coffret_tables_to_pdf (
  const CoffretTables *tables, const char *language, double width, double height, GError **error);

G_END_DECLS
