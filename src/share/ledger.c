#include "share/ledger.h"

#include <glib/gi18n-lib.h>

#include "organise/audience.h"
#include "share/csv.h"
#include "share/exporter.h"

char *
coffret_ledger_fields (CoffretFields fields)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++)
    if (fields & COFFRET_FIELDS (field)) {
      if (names->len > 0)
        /* Translators: between the parts of a list of fields. */
        g_string_append (names, C_ ("list of fields", ", "));
      g_string_append (names, coffret_field_to_label (field));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

const char *
coffret_ledger_kind (const char *kind)
{
  const CoffretExporter *exporter = coffret_exporter_find (kind);

  return exporter != NULL ? g_dgettext (GETTEXT_PACKAGE, exporter->label) : kind;
}

static void
add_line (CoffretCsv *csv, const CoffretShareRow *row, const CoffretShareItem *item)
{
  g_autofree char *shared = coffret_instant_to_rfc3339 (row->shared);
  g_autofree char *until = coffret_instant_to_iso_date (row->until);
  g_autofree char *shown = item != NULL ? coffret_ledger_fields (item->shown) : NULL;
  g_autofree char *hidden = item != NULL ? coffret_ledger_fields (item->hidden) : NULL;

  coffret_csv_add_text (csv, shared);
  coffret_csv_add_text (csv, row->recipient);
  coffret_csv_add_text (csv, row->name);
  coffret_csv_add_text (csv, coffret_audience_to_label (coffret_audience_from_id (row->audience)));
  coffret_csv_add_text (csv, coffret_ledger_kind (row->kind));
  coffret_csv_add_text (csv, until);
  coffret_csv_add_text (csv, item != NULL ? item->title : NULL);
  coffret_csv_add_text (csv, item != NULL ? item->issuer : NULL);
  coffret_csv_add_text (csv, shown);
  coffret_csv_add_text (csv, hidden);
  coffret_csv_add_text (csv, row->file_name);
  coffret_csv_add_number (csv, (double) row->size);
  coffret_csv_add_text (csv, row->sha256);
  coffret_csv_end_row (csv);
}

GBytes *
coffret_ledger_to_csv (GPtrArray *rows, const char *mark)
{
  /* Translators: the columns of a spreadsheet of what was shared */
  const char *const heads[] = {
    C_ ("spreadsheet", "Shared"),     C_ ("spreadsheet", "Recipient"), C_ ("spreadsheet", "Group"),
    C_ ("spreadsheet", "For"),        C_ ("spreadsheet", "As"),        C_ ("spreadsheet", "Until"),
    C_ ("spreadsheet", "Credential"), C_ ("spreadsheet", "Issuer"),    C_ ("spreadsheet", "Shown"),
    C_ ("spreadsheet", "Hidden"),     C_ ("spreadsheet", "File"),      C_ ("spreadsheet", "Bytes"),
    C_ ("spreadsheet", "SHA-256"),
  };
  CoffretCsv *csv = coffret_csv_new ();

  if (mark) {
    coffret_csv_add_text (csv, mark);
    coffret_csv_end_row (csv);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    coffret_csv_add_text (csv, heads[i]);
  coffret_csv_end_row (csv);
  for (guint i = 0; i < rows->len; i++) {
    const CoffretShareRow *row = g_ptr_array_index (rows, i);

    for (guint j = 0; j < row->items->len; j++)
      add_line (csv, row, g_ptr_array_index (row->items, j));
    if (row->items->len == 0)
      add_line (csv, row, NULL);
  }
  return coffret_csv_finish (csv);
}
