/* Looking at files without taking them in: what is found, how much, and how it ends. */
#include "organise-testing.h"

#include "organise/inspection.h"
#include "organise/session.h"

static CoffretInspection *
inspection_new (void)
{
  g_autoptr (CoffretGrounds) grounds = coffret_session_ref_grounds (NULL);

  return coffret_inspection_new (grounds);
}

static void
look_at (CoffretInspection *job, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  coffret_inspection_add_bytes (job, bytes, name);
}

static char *
describe (CoffretInspection *job)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (job)); i++) {
    g_autoptr (CoffretFinding) finding = g_list_model_get_item (G_LIST_MODEL (job), i);
    CoffretEntry *entry = coffret_finding_get_entry (finding);
    g_autofree char *name = g_path_get_basename (coffret_finding_get_file (finding));

    g_assert_true ((entry != NULL) == (coffret_finding_get_item (finding) != NULL));
    g_assert_true ((entry != NULL) == (coffret_finding_get_error (finding) == NULL));
    if (entry != NULL)
      g_assert_cmpstr (coffret_entry_get_verdict (entry), ==, "unsigned");
    g_string_append_printf (text, "%s%s %s\n", name, coffret_finding_get_place (finding),
                            entry != NULL ? coffret_entry_get_title (entry) : "-");
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_findings (void)
{
  CoffretInspection *job = inspection_new ();
  g_autofree char *one = testing_credential (1, "One", "2026-01-01");
  g_autofree char *two = testing_credential (2, "Two", "2026-02-01");
  g_autofree char *both = g_strdup_printf ("[%s,%s,{\"no\":\"credential\"}]", one, two);
  g_autofree char *told = NULL;
  TestingEar running = { 0 };
  TestingEar done = { 0 };

  look_at (job, "one.json", one);
  look_at (job, "broken.json", "{\"id\": ");
  look_at (job, "both.json", both);
  testing_listen (job, "running", &running);
  testing_listen (job, "done", &done);
  testing_wait (coffret_inspection_start (job));
  told = describe (job);
  g_assert_cmpstr (told, ==,
                   "one.json One\n"
                   "broken.json -\n"
                   "both.json#/0 One\n"
                   "both.json#/1 Two\n"
                   "both.json#/2 -\n");
  g_assert_cmpuint (coffret_inspection_count_credentials (job), ==, 3);
  g_assert_cmpuint (coffret_inspection_get_total (job), ==, 3);
  g_assert_cmpuint (coffret_inspection_get_done (job), ==, 3);
  g_assert_false (coffret_inspection_is_cut (job));
  g_assert_false (coffret_inspection_is_running (job));
  g_assert_cmpuint (running.notified, ==, 2);
  g_assert_cmpuint (done.notified, ==, 3);
  testing_finalize (job);
}

static void
test_folder (void)
{
  char *folder = testing_folder_new ();
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autofree char *one = testing_credential (1, "One", "2026-01-01");
  g_autofree char *path = testing_write (folder, "one.json", one);
  g_autofree char *other = testing_write (folder, "list.txt", "Bread and milk.");
  g_autofree char *told = NULL;
  CoffretInspection *job = inspection_new ();

  coffret_inspection_add_file (job, file);
  testing_wait (coffret_inspection_start (job));
  told = describe (job);
  g_assert_cmpstr (told, ==, "list.txt -\none.json One\n");
  g_assert_cmpuint (coffret_inspection_get_total (job), ==, 2);
  testing_finalize (job);
  testing_folder_remove (folder);
}

static void
test_missing (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/at/all.json");
  CoffretInspection *job = inspection_new ();
  g_autofree char *told = NULL;

  coffret_inspection_add_file (job, file);
  testing_wait (coffret_inspection_start (job));
  told = describe (job);
  g_assert_cmpstr (told, ==, "all.json -\n");
  testing_finalize (job);
}

/* What is held in memory has an end, however many there are. */
static void
test_cut (void)
{
  CoffretInspection *job = inspection_new ();
  g_autoptr (GString) many = g_string_new ("[");

  for (guint i = 0; i <= COFFRET_INSPECTION_MOST; i++) {
    g_autofree char *text = testing_credential (i, "Many", "2026-01-01");

    g_string_append_printf (many, "%s%s", i > 0 ? "," : "", text);
  }
  g_string_append_c (many, ']');
  look_at (job, "many.json", many->str);
  look_at (job, "never-read.json", "{}");
  testing_wait (coffret_inspection_start (job));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (job)), ==, COFFRET_INSPECTION_MOST);
  g_assert_true (coffret_inspection_is_cut (job));
  g_assert_cmpuint (coffret_inspection_get_done (job), ==, 1);
  testing_finalize (job);
}

static void
test_cancelled (void)
{
  CoffretInspection *job = inspection_new ();
  DexFuture *future;

  for (guint i = 0; i < 20; i++)
    look_at (job, "no.json", "{}");
  future = coffret_inspection_start (job);
  coffret_inspection_cancel (job);
  testing_wait (future);
  g_assert_cmpuint (coffret_inspection_get_done (job), <, 20);
  testing_finalize (job);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/organise/inspection/findings", test_findings);
  g_test_add_func ("/organise/inspection/folder", test_folder);
  g_test_add_func ("/organise/inspection/missing", test_missing);
  g_test_add_func ("/organise/inspection/cut", test_cut);
  g_test_add_func ("/organise/inspection/cancelled", test_cancelled);
  return g_test_run ();
}
