/* tables-probe (csv|pdf) LANGUAGE OUT: invented tables, with names that mean harm. */
#include "base/bidi.h"
#include "share/tables.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

static CoffretTables *
invent (void)
{
  CoffretTables *tables = coffret_tables_new ("Overview", G_GINT64_CONSTANT (1793359800000000));
  CoffretTable *table;

  table =
    coffret_tables_add_table (tables, "Hours of Learning", "Year", COFFRET_TABLE_BARS_OF_MINUTES);
  table->target = 20 * 60;
  coffret_tables_add_row (table, "2026–2027", 1, 750, "7.5 hours short of the target");
  coffret_tables_add_row (table, "2025–2026", 2, 1200, "Target reached");
  coffret_tables_add_row (table, "2024–2025", 0, 0, NULL);
  table = coffret_tables_add_table (tables, "Issuers", "Issuer", COFFRET_TABLE_PLAIN);
  coffret_tables_add_row (table, "=HYPERLINK(\"https://example.org\",\"Rivage\")", 4, 90, NULL);
  coffret_tables_add_row (table, "+1 Institute", 3, COFFRET_TABLE_NONE, NULL);
  coffret_tables_add_row (table, "-2+3", 3, COFFRET_TABLE_NONE, "@SUM(A1)");
  coffret_tables_add_row (table, "  =1+1", 2, COFFRET_TABLE_NONE, NULL);
  coffret_tables_add_row (table, "\t=1+1", 2, COFFRET_TABLE_NONE, NULL);
  coffret_tables_add_row (table, "Two\r\nlines; and, a \"quote\"", 1, COFFRET_TABLE_NONE, NULL);
  coffret_tables_add_row (table, "Certificats d’efficacité", 1, 61, NULL);
  table = coffret_tables_add_table (tables, "Skills", "Skill", COFFRET_TABLE_PLAIN);
  for (guint i = 0; i < 60; i++) {
    g_autofree char *name = g_strdup_printf ("Skill %02u", i + 1);

    coffret_tables_add_row (table, name, 60 - i, COFFRET_TABLE_NONE, "From Rivage and Marées");
  }
  return tables;
}

int
main (int argc, char **argv)
{
  g_autoptr (CoffretTables) tables = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("COFFRET_LOCALES"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  if (argc != 4)
    return 2;
  tables = invent ();
  tables->mirrored = coffret_is_leftward (argv[2]);
  bytes = g_str_equal (argv[1], "csv")
            ? coffret_tables_to_csv (tables)
            : coffret_tables_to_pdf (tables, argv[2], 595.276, 841.89, &error);
  if (bytes == NULL || !g_file_set_contents (argv[3], g_bytes_get_data (bytes, NULL),
                                             (gssize) g_bytes_get_size (bytes), &error))
    g_error ("%s", error->message);
  return 0;
}
