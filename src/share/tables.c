#include "share/tables.h"

#include <glib/gi18n-lib.h>

#include "share/csv.h"

static void
row_free (gpointer data)
{
  CoffretTableRow *row = data;

  g_free (row->name);
  g_free (row->remark);
  g_free (row);
}

static void
table_free (gpointer data)
{
  CoffretTable *table = data;

  g_free (table->title);
  g_free (table->head);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

CoffretTables *
coffret_tables_new (const char *title, CoffretInstant made)
{
  CoffretTables *tables = g_new0 (CoffretTables, 1);

  tables->title = g_strdup (title);
  tables->made = made;
  tables->tables = g_ptr_array_new_with_free_func (table_free);
  return tables;
}

void
coffret_tables_free (CoffretTables *tables)
{
  g_free (tables->title);
  g_ptr_array_unref (tables->tables);
  g_free (tables);
}

CoffretTable *
coffret_tables_add_table (CoffretTables *tables,
                          const char *title,
                          const char *head,
                          CoffretTablePicture picture)
{
  CoffretTable *table = g_new0 (CoffretTable, 1);

  table->title = g_strdup (title);
  table->head = g_strdup (head);
  table->picture = picture;
  table->rows = g_ptr_array_new_with_free_func (row_free);
  g_ptr_array_add (tables->tables, table);
  return table;
}

void
coffret_tables_add_row (
  CoffretTable *table, const char *name, gint64 count, gint64 minutes, const char *remark)
{
  CoffretTableRow *row = g_new0 (CoffretTableRow, 1);

  row->name = g_strdup (name);
  row->count = count;
  row->minutes = minutes;
  row->remark = g_strdup (remark);
  g_ptr_array_add (table->rows, row);
}

static void
add_figure (CoffretCsv *csv, gint64 figure, double divisor)
{
  if (figure != COFFRET_TABLE_NONE)
    coffret_csv_add_number (csv, (double) figure / divisor);
  else
    coffret_csv_add_text (csv, NULL);
}

GBytes *
coffret_tables_to_csv (const CoffretTables *tables)
{
  /* Translators: the columns of a spreadsheet: which list a row is of, what it is called, how many
   * credentials, how many hours of learning, and what is to be said of it */
  const char *const heads[] = { C_ ("spreadsheet", "List"), C_ ("spreadsheet", "Name"),
                                C_ ("spreadsheet", "Credentials"), C_ ("spreadsheet", "Hours"),
                                C_ ("spreadsheet", "Remark") };
  CoffretCsv *csv = coffret_csv_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    coffret_csv_add_text (csv, heads[i]);
  coffret_csv_end_row (csv);
  for (guint i = 0; i < tables->tables->len; i++) {
    const CoffretTable *table = g_ptr_array_index (tables->tables, i);

    for (guint j = 0; j < table->rows->len; j++) {
      const CoffretTableRow *row = g_ptr_array_index (table->rows, j);

      coffret_csv_add_text (csv, table->title);
      coffret_csv_add_text (csv, row->name);
      add_figure (csv, row->count, 1);
      add_figure (csv, row->minutes, 60);
      coffret_csv_add_text (csv, row->remark);
      coffret_csv_end_row (csv);
    }
  }
  return coffret_csv_finish (csv);
}
