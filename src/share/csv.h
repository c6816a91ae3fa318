/* csv.h: rows for a spreadsheet.
 *
 * RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know it; numbers as the reader's
 * language writes them, and cells parted by semicolons where a comma is part of a number. What
 * a stranger wrote is never a formula: a cell that might be taken for one has an apostrophe before
 * it. Inside the module only.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CoffretCsv CoffretCsv;

CoffretCsv *coffret_csv_new (void);
/* NULL is an empty cell. */
void coffret_csv_add_text (CoffretCsv *csv, const char *text);
void coffret_csv_add_number (CoffretCsv *csv, double number);
void coffret_csv_end_row (CoffretCsv *csv);
/* Takes CSV. */
GBytes *coffret_csv_finish (CoffretCsv *csv);

G_END_DECLS
