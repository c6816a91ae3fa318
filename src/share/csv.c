#include "share/csv.h"

#include <locale.h>
#include <string.h>

struct _CoffretCsv {
  GString *text;
  char separator;
  gboolean begun; /* a cell of this row is there */
};

/* Spreadsheets calculate what begins so, also behind spaces; a tab or a line's end leads them into
 * the next cell. */
static gboolean
is_formula (const char *text)
{
  text += strspn (text, " \t\r\n\v\f");
  return *text != '\0' && strchr ("=+-@|%", *text) != NULL;
}

CoffretCsv *
coffret_csv_new (void)
{
  CoffretCsv *csv = g_new0 (CoffretCsv, 1);

  csv->text = g_string_new ("\357\273\277");
  csv->separator = *localeconv ()->decimal_point == ',' ? ';' : ',';
  return csv;
}

static void
begin_cell (CoffretCsv *csv)
{
  if (csv->begun)
    g_string_append_c (csv->text, csv->separator);
  csv->begun = TRUE;
}

void
coffret_csv_add_text (CoffretCsv *csv, const char *text)
{
  begin_cell (csv);
  if (text == NULL)
    return;
  g_string_append_c (csv->text, '"');
  if (is_formula (text) || strchr ("\t\r\n", *text ? *text : ' ') != NULL)
    g_string_append_c (csv->text, '\'');
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '"')
      g_string_append_c (csv->text, '"');
    g_string_append_c (csv->text, *c);
  }
  g_string_append_c (csv->text, '"');
}

void
coffret_csv_add_number (CoffretCsv *csv, double number)
{
  begin_cell (csv);
  if (number == (double) (gint64) number)
    g_string_append_printf (csv->text, "%" G_GINT64_FORMAT, (gint64) number);
  else
    g_string_append_printf (csv->text, "%.2f", number);
}

void
coffret_csv_end_row (CoffretCsv *csv)
{
  g_string_append (csv->text, "\r\n");
  csv->begun = FALSE;
}

GBytes *
coffret_csv_finish (CoffretCsv *csv)
{
  GBytes *bytes = g_string_free_to_bytes (csv->text);

  g_free (csv);
  return bytes;
}
