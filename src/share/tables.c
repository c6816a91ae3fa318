#include "share/tables.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

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

/* Spreadsheets calculate what begins so, also behind spaces; a tab or a line's end leads them into
 * the next cell. */
static gboolean
is_formula (const char *text)
{
  text += strspn (text, " \t\r\n\v\f");
  return *text != '\0' && strchr ("=+-@|%", *text) != NULL;
}

static void
append_text (GString *csv, const char *text)
{
  g_string_append_c (csv, '"');
  if (text != NULL && (is_formula (text) || strchr ("\t\r\n", *text ? *text : ' ') != NULL))
    g_string_append_c (csv, '\'');
  for (const char *c = text; c != NULL && *c != '\0'; c++) {
    if (*c == '"')
      g_string_append_c (csv, '"');
    g_string_append_c (csv, *c);
  }
  g_string_append_c (csv, '"');
}

static void
append_number (GString *csv, double number)
{
  if (number == (double) (gint64) number)
    g_string_append_printf (csv, "%" G_GINT64_FORMAT, (gint64) number);
  else
    g_string_append_printf (csv, "%.2f", number);
}

GBytes *
coffret_tables_to_csv (const CoffretTables *tables)
{
  char separator = *localeconv ()->decimal_point == ',' ? ';' : ',';
  /* Translators: the columns of a spreadsheet: which list a row is of, what it is called, how many
   * credentials, how many hours of learning, and what is to be said of it */
  const char *const heads[] = { C_ ("spreadsheet", "List"), C_ ("spreadsheet", "Name"),
                                C_ ("spreadsheet", "Credentials"), C_ ("spreadsheet", "Hours"),
                                C_ ("spreadsheet", "Remark") };
  GString *csv = g_string_new ("\357\273\277");

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++) {
    if (i > 0)
      g_string_append_c (csv, separator);
    append_text (csv, heads[i]);
  }
  g_string_append (csv, "\r\n");
  for (guint i = 0; i < tables->tables->len; i++) {
    const CoffretTable *table = g_ptr_array_index (tables->tables, i);

    for (guint j = 0; j < table->rows->len; j++) {
      const CoffretTableRow *row = g_ptr_array_index (table->rows, j);

      append_text (csv, table->title);
      g_string_append_c (csv, separator);
      append_text (csv, row->name);
      g_string_append_c (csv, separator);
      if (row->count != COFFRET_TABLE_NONE)
        append_number (csv, (double) row->count);
      g_string_append_c (csv, separator);
      if (row->minutes != COFFRET_TABLE_NONE)
        append_number (csv, (double) row->minutes / 60);
      g_string_append_c (csv, separator);
      if (row->remark != NULL)
        append_text (csv, row->remark);
      g_string_append (csv, "\r\n");
    }
  }
  return g_string_free_to_bytes (csv);
}
