/* The credentials as a table: what its rows say, its heads, its columns, and the way back; and what
 * other programs are given of them. */
#include <glib/gstdio.h>
#include <string.h>

#include "app/pages/list-cell.h"
#include "app/pages/list-page.h"
#include "app/pages/list-table.h"
#include "app/vault-view.h"
#include "app/widgets/verdict.h"
#include "ui-testing.h"
#include "verify/verdict.h"

typedef struct {
  UiTestingHouse house;
  CoffretVaultView *view;
  GtkWidget *page;
  GtkWidget *table;
  GtkColumnView *columns;
} Fixture;

/* ENTRY; NULL: any. */
static gboolean
is_selected (Fixture *fixture, CoffretEntry *entry)
{
  g_autoptr (CoffretEntry) selected =
    coffret_list_page_dup_selected (COFFRET_LIST_PAGE (fixture->page));

  return selected && (!entry || selected == entry);
}

static void
set_up (Fixture *fixture, gconstpointer n)
{
  ui_testing_house_open (&fixture->house, GPOINTER_TO_UINT (n));
  fixture->view = COFFRET_VAULT_VIEW (
    ui_testing_find (GTK_WIDGET (fixture->house.window), COFFRET_TYPE_VAULT_VIEW));
  fixture->page = ui_testing_find (GTK_WIDGET (fixture->view), COFFRET_TYPE_LIST_PAGE);
  fixture->table = ui_testing_part (fixture->page, "table");
  /* The window gives the focus to the first row once it is there. */
  ui_testing_wait_until (is_selected (fixture, NULL));
  ui_testing_settle ();
  fixture->columns =
    GTK_COLUMN_VIEW (coffret_list_table_get_view (COFFRET_LIST_TABLE (fixture->table)));
}

static void
tear_down (Fixture *fixture, gconstpointer n)
{
  ui_testing_house_close (&fixture->house);
}

static void
show_table (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (fixture->page, "list.table", NULL));
  ui_testing_wait_until (gtk_widget_get_mapped (fixture->table));
  ui_testing_settle ();
}

static void
on_given (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* The first text that can be seen in a row of the table, from the top. */
static const char *
first_title (Fixture *fixture)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (fixture->columns));
  g_autoptr (CoffretSlot) slot = g_list_model_get_item (model, 0);

  return slot && coffret_slot_get_entry (slot)
           ? coffret_entry_get_title (coffret_slot_get_entry (slot))
           : NULL;
}

static GtkColumnViewColumn *
column (Fixture *fixture, const char *id)
{
  GListModel *list = gtk_column_view_get_columns (fixture->columns);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (GtkColumnViewColumn) one = g_list_model_get_item (list, i);

    if (g_strcmp0 (gtk_column_view_column_get_id (one), id) == 0)
      return one;
  }
  g_assert_not_reached ();
}

static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (GTK_IS_INSCRIPTION (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

/* There and back by the same action; the focus goes along. */
static void
test_shape (Fixture *fixture, gconstpointer n)
{
  CoffretEntry *entry = ui_testing_entry (fixture->house.session, 2);
  GtkWidget *list = ui_testing_part (fixture->page, "list");

  coffret_list_page_focus (COFFRET_LIST_PAGE (fixture->page), entry);
  ui_testing_settle ();
  show_table (fixture);
  ui_testing_wait_until (shows (fixture->table, coffret_entry_get_title (entry)));
  ui_testing_wait_until (shows (fixture->table, coffret_entry_get_issuer (entry)));
  ui_testing_wait_until (coffret_list_table_get_focus (COFFRET_LIST_TABLE (fixture->table)) ==
                         entry);
  /* What is not shown has no rows. */
  g_assert_null (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (fixture->house.window)), ==, 0);

  g_assert_true (gtk_widget_activate_action (fixture->page, "list.table", NULL));
  ui_testing_wait_until (gtk_widget_get_mapped (list));
  g_assert_null (gtk_column_view_get_model (fixture->columns));
  ui_testing_wait_until (is_selected (fixture, entry));
}

static void
wait_for_first (Fixture *fixture, CoffretEntry *entry)
{
  ui_testing_wait_until (g_strcmp0 (first_title (fixture), coffret_entry_get_title (entry)) == 0);
}

/* A head sorts by its column, once more the other way round; the menu does the same, and the heads
 * follow it. */
static void
test_heads (Fixture *fixture, gconstpointer n)
{
  CoffretEntry *newest = ui_testing_entry (fixture->house.session, 0);
  CoffretEntry *oldest = ui_testing_entry (fixture->house.session, 4);
  GtkColumnViewSorter *sorter;
  g_autofree char *order = NULL;

  show_table (fixture);
  sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (fixture->columns));
  g_assert_true (gtk_column_view_sorter_get_primary_sort_column (sorter) ==
                 column (fixture, "awarded"));
  g_assert_cmpint (gtk_column_view_sorter_get_primary_sort_order (sorter), ==, GTK_SORT_DESCENDING);
  wait_for_first (fixture, newest);
  gtk_column_view_sort_by_column (fixture->columns, column (fixture, "awarded"),
                                  GTK_SORT_ASCENDING);
  wait_for_first (fixture, oldest);
  gtk_column_view_sort_by_column (fixture->columns, column (fixture, "awarded"),
                                  GTK_SORT_DESCENDING);
  wait_for_first (fixture, newest);

  gtk_column_view_sort_by_column (fixture->columns, column (fixture, "title"), GTK_SORT_ASCENDING);
  g_object_get (fixture->page, "order", &order, NULL);
  g_assert_cmpstr (order, ==, "title");
  g_assert_true (gtk_widget_activate_action (fixture->page, "list.order", "s", "verdict"));
  g_assert_true (gtk_column_view_sorter_get_primary_sort_column (sorter) ==
                 column (fixture, "verdict"));
  g_assert_cmpint (gtk_column_view_sorter_get_primary_sort_order (sorter), ==, GTK_SORT_ASCENDING);
  g_assert_true (gtk_widget_activate_action (fixture->page, "list.backwards", NULL));
  g_assert_cmpint (gtk_column_view_sorter_get_primary_sort_order (sorter), ==, GTK_SORT_DESCENDING);
  ui_testing_settle ();
}

/* Wider and narrower by key, kept, and never too narrow to be seen. */
static void
test_widths (Fixture *fixture, gconstpointer n)
{
  g_autoptr (GVariant) widths = NULL;
  g_autoptr (GVariant) wrong = NULL;
  int before, width;

  show_table (fixture);
  coffret_list_page_focus_first (COFFRET_LIST_PAGE (fixture->page));
  ui_testing_settle ();
  g_assert_true (ui_testing_binds (fixture->table, "<Alt><Shift>Right", "table.resize"));
  /* Once it has a place on the screen. */
  ui_testing_wait_until ((gtk_widget_activate_action (fixture->table, "table.resize", "i", 1),
                          gtk_column_view_column_get_fixed_width (column (fixture, "title")) > 60));
  before = gtk_column_view_column_get_fixed_width (column (fixture, "title"));
  g_assert_cmpint (before, >, 60);
  gtk_widget_activate_action (fixture->table, "table.resize", "i", 1);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column (fixture, "title")), >, before);
  g_object_get (fixture->table, "widths", &widths, NULL);
  g_assert_cmpuint (g_variant_n_children (widths), ==, 1);
  for (int i = 0; i < 100; i++)
    gtk_widget_activate_action (fixture->table, "table.resize", "i", -1);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column (fixture, "title")), ==, 60);

  g_object_set (fixture->table, "widths", widths, NULL);
  g_assert_true (g_variant_lookup (widths, "title", "i", &width));
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column (fixture, "title")), ==, width);
  /* What a hand wrote into the settings. */
  wrong =
    g_variant_ref_sink (g_variant_new_parsed ("{'title': -7, 'tags': 99999999, 'nonsense': 5}"));
  g_object_set (fixture->table, "widths", wrong, NULL);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column (fixture, "title")), ==, -1);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column (fixture, "tags")), ==, 2000);
}

/* The text of a cell that is on the screen, in COLUMN. */
static GtkWidget *
find_text (GtkWidget *widget, CoffretColumn column)
{
  CoffretListCell *cell = coffret_list_cell_of (widget);
  GtkWidget *found = cell && cell->column == column ? GTK_WIDGET (cell->text) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (child, column);
  return found;
}

static void
assert_fits (GtkWidget *text, const char *words)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (text, words);
  int natural, width;

  gtk_widget_measure (text, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > natural)
    g_error ("“%s” needs %d of %d", words, width, natural);
}

/* Where there is room, the columns that say one of a few words say all of it. */
static void
test_room (Fixture *fixture, gconstpointer n)
{
  GtkWidget *text;

  show_table (fixture);
  ui_testing_wait_until (find_text (fixture->table, COFFRET_COLUMN_VERDICT));
  text = find_text (fixture->table, COFFRET_COLUMN_VERDICT);
  for (int verdict = COFFRET_VERDICT_MALFORMED; verdict <= COFFRET_VERDICT_VERIFIED; verdict++)
    assert_fits (text, coffret_verdict_word (coffret_verdict_to_id (verdict)));
  text = find_text (fixture->table, COFFRET_COLUMN_KIND);
  for (int kind = COFFRET_KIND_MICRO_CREDENTIAL; kind <= COFFRET_KIND_LETTER; kind++)
    assert_fits (text, coffret_kind_to_label (kind));
}

/* Rows follow what changes, many at once can be chosen, and one is opened. */
static void
test_rows (Fixture *fixture, gconstpointer n)
{
  CoffretEntry *entry = ui_testing_entry (fixture->house.session, 1);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (GPtrArray) chosen = NULL;
  gboolean choosing;

  show_table (fixture);
  g_ptr_array_add (entries, entry);
  ui_testing_await (coffret_session_add_tag (fixture->house.session, entries, "night shift"), NULL);
  ui_testing_wait_until (shows (fixture->table, "night shift"));
  ui_testing_await (coffret_session_set_title (fixture->house.session, entry, "My own words"),
                    NULL);
  ui_testing_wait_until (shows (fixture->table, "My own words"));

  g_assert_false (gtk_column_view_column_get_visible (column (fixture, "check")));
  gtk_selection_model_select_all (gtk_column_view_get_model (fixture->columns));
  g_object_get (fixture->page, "choosing", &choosing, NULL);
  g_assert_true (choosing);
  g_assert_true (gtk_column_view_column_get_visible (column (fixture, "check")));
  chosen = coffret_list_page_list_chosen (COFFRET_LIST_PAGE (fixture->page));
  g_assert_cmpuint (chosen->len, ==, 5);
  gtk_widget_activate_action (fixture->page, "list.choose", NULL);
  ui_testing_settle ();

  g_signal_emit_by_name (fixture->columns, "activate", 0);
  ui_testing_wait_until (
    ui_testing_find_text (GTK_WIDGET (fixture->view), GTK_TYPE_WIDGET, "The Original"));
}

/* Far more than GTK keeps rows for. */
static void
test_long (Fixture *fixture, gconstpointer n)
{
  CoffretEntry *last;

  show_table (fixture);
  last = ui_testing_entry (fixture->house.session, GPOINTER_TO_UINT (n) - 1);
  coffret_list_page_focus (COFFRET_LIST_PAGE (fixture->page), last);
  ui_testing_wait_until (shows (fixture->table, coffret_entry_get_title (last)));
  ui_testing_wait_until (coffret_list_table_get_focus (COFFRET_LIST_TABLE (fixture->table)) ==
                         last);
  gtk_column_view_sort_by_column (fixture->columns, column (fixture, "awarded"),
                                  GTK_SORT_ASCENDING);
  wait_for_first (fixture, last);
  ui_testing_wait_until (shows (fixture->table, coffret_entry_get_title (last)));
}

static GBytes *
give (GdkContentProvider *provider, const char *mime_type)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  GAsyncResult *result = NULL;

  gdk_content_provider_write_mime_type_async (provider, mime_type, stream, G_PRIORITY_DEFAULT, NULL,
                                              on_given, &result);
  ui_testing_wait_until (result);
  g_assert_true (gdk_content_provider_write_mime_type_finish (provider, result, NULL));
  g_object_unref (result);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

/* Originals for other programs: written when they are asked for, gone when the vault is locked. */
static void
test_copy (Fixture *fixture, gconstpointer n)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->view));
  g_autoptr (CoffretEntry) entry = NULL;
  g_auto (GValue) original = G_VALUE_INIT;
  GBytes *expected;
  g_autoptr (GBytes) titles = NULL;
  g_autoptr (GBytes) uris = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  g_auto (GStrv) lines = NULL;
  GdkContentProvider *provider;
  GStatBuf status;
  gsize length;

  ui_testing_wait_until (
    (entry = coffret_list_page_dup_selected (COFFRET_LIST_PAGE (fixture->page))));
  ui_testing_await (coffret_session_original (fixture->house.session, entry), &original);
  expected = g_value_get_boxed (&original);
  g_assert_true (ui_testing_binds (GTK_WIDGET (fixture->view), "<Control>c", "vault.copy"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.copy", NULL);
  provider = gdk_clipboard_get_content (clipboard);
  g_assert_nonnull (provider);
  titles = give (provider, "text/plain;charset=utf-8");
  text = g_strndup (g_bytes_get_data (titles, NULL), g_bytes_get_size (titles));
  g_assert_cmpstr (text, ==, coffret_entry_get_title (entry));

  uris = give (provider, "text/uri-list");
  g_free (text);
  text = g_strndup (g_bytes_get_data (uris, NULL), g_bytes_get_size (uris));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  path = g_filename_from_uri (lines[0], NULL, NULL);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpmem (bytes, length, g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
  /* Nobody else can read it. */
  *strrchr (path, '/') = '\0';
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);

  coffret_session_end (fixture->house.session);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (gdk_clipboard_get_content (clipboard));
}

/* It is shown for the first time, and at once far down. */
static void
test_far (Fixture *fixture, gconstpointer n)
{
  CoffretEntry *entry = ui_testing_entry (fixture->house.session, 150);

  coffret_list_page_focus (COFFRET_LIST_PAGE (fixture->page), entry);
  ui_testing_settle ();
  show_table (fixture);
  ui_testing_wait_until (shows (fixture->table, coffret_entry_get_title (entry)));
}

static guint
count_headings (GtkWidget *widget, guint *marks)
{
  gboolean heading = g_str_equal (gtk_widget_get_css_name (widget), "header") &&
                     !GTK_IS_COLUMN_VIEW (gtk_widget_get_parent (widget));
  guint count = heading ? 1 : 0;

  if (heading && ui_testing_find (widget, GTK_TYPE_CHECK_BUTTON))
    (*marks)++;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    count += count_headings (child, marks);
  return count;
}

/* While several are being chosen, rows have a mark and headings have none. */
static void
test_marks (Fixture *fixture, gconstpointer n)
{
  GtkWidget *columns;
  guint marks = 0;

  show_table (fixture);
  columns = GTK_WIDGET (fixture->columns);
  ui_testing_wait_until (count_headings (columns, &marks) > 0);
  g_assert_true (gtk_widget_activate_action (fixture->page, "list.choose", NULL));
  ui_testing_wait_until (ui_testing_find (columns, GTK_TYPE_CHECK_BUTTON));
  ui_testing_wait_until (count_headings (columns, &marks) > 0);
  g_assert_cmpuint (marks, ==, 0);
}

int
main (int argc, char *argv[])
{
  ui_testing_init (&argc, &argv);
#define ADD(path, count, func)                                                                     \
  g_test_add ("/table/" path, Fixture, GUINT_TO_POINTER (count), set_up, func, tear_down)
  ADD ("shape", 5, test_shape);
  ADD ("heads", 5, test_heads);
  ADD ("widths", 5, test_widths);
  ADD ("room", 5, test_room);
  ADD ("rows", 5, test_rows);
  ADD ("long", 400, test_long);
  ADD ("far", 400, test_far);
  ADD ("marks", 5, test_marks);
  ADD ("copy", 5, test_copy);
#undef ADD
  return g_test_run ();
}
