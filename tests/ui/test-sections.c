/* Headings over runs of rows, and what a change of order tells the list. */
#include "app/closures.h"
#include "app/sections.h"
#include "ui-testing.h"

static guint changes;

static void
on_sections_changed (GtkSectionModel *model, guint position, guint n_items)
{
  changes++;
}

static void
test_sections (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (30);
  g_autoptr (GListStore) store = g_list_store_new (COFFRET_TYPE_ENTRY);
  g_autoptr (GPtrArray) sorted = coffret_view_ask (
    coffret_session_get_library (session), COFFRET_PLACE_ALL, NULL, COFFRET_ORDER_AWARDED, NULL);
  g_autoptr (CoffretSections) sections = NULL;
  guint start, end;
  g_autofree char *title = NULL;

  for (guint i = 0; i < sorted->len; i++)
    g_list_store_append (store, g_ptr_array_index (sorted, i));
  sections = coffret_sections_new (G_LIST_MODEL (store), COFFRET_ORDER_AWARDED);
  g_signal_connect (sections, "sections-changed", G_CALLBACK (on_sections_changed), NULL);

  for (guint i = 0; i < 30; i++) {
    gtk_section_model_get_section (GTK_SECTION_MODEL (sections), i, &start, &end);
    g_assert_cmpuint (start, ==, i / 12 * 12);
    g_assert_cmpuint (end, ==, MIN (i / 12 * 12 + 12, 30));
  }
  gtk_section_model_get_section (GTK_SECTION_MODEL (sections), 30, &start, &end);
  g_assert_cmpuint (start, ==, 30);
  g_assert_cmpuint (end, ==, G_MAXUINT);

  coffret_sections_set_order (sections, COFFRET_ORDER_AWARDED, COFFRET_HEADING_ORDER);
  coffret_sections_settle (sections);
  g_assert_cmpuint (changes, ==, 0);
  coffret_sections_set_order (sections, COFFRET_ORDER_KIND, COFFRET_HEADING_ORDER);
  coffret_sections_settle (sections);
  g_assert_cmpuint (changes, ==, 1);
  gtk_section_model_get_section (GTK_SECTION_MODEL (sections), 17, &start, &end);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, 30);

  /* The same rows under another heading. */
  coffret_sections_set_order (sections, COFFRET_ORDER_KIND, COFFRET_HEADING_YEAR);
  coffret_sections_settle (sections);
  g_assert_cmpuint (changes, ==, 2);
  gtk_section_model_get_section (GTK_SECTION_MODEL (sections), 17, &start, &end);
  g_assert_cmpuint (start, ==, 12);
  g_assert_cmpuint (end, ==, 24);
  title = coffret_sections_title (sections, g_ptr_array_index (sorted, 17));
  g_assert_cmpstr (title, ==, "2025");
  coffret_sections_set_order (sections, COFFRET_ORDER_KIND, COFFRET_HEADING_NONE);
  coffret_sections_settle (sections);
  gtk_section_model_get_section (GTK_SECTION_MODEL (sections), 17, &start, &end);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, 30);

  /* Headings change with the rows and not before. */
  coffret_sections_set_order (sections, COFFRET_ORDER_KIND, COFFRET_HEADING_YEAR);
  gtk_section_model_get_section (GTK_SECTION_MODEL (sections), 17, &start, &end);
  g_assert_cmpuint (end, ==, 30);
  g_list_store_remove (store, 29);
  gtk_section_model_get_section (GTK_SECTION_MODEL (sections), 17, &start, &end);
  g_assert_cmpuint (start, ==, 12);
  g_assert_cmpuint (end, ==, 24);
  coffret_session_end (session);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/sections/runs", test_sections);
  return g_test_run ();
}
