/* Files beside credentials, and entries of one's own, with their ways back. */
#include "organise-testing.h"

#include "credential/zip-writer.h"
#include "organise/attachments.h"
#include "organise/decoder.h"
#include "organise/document-text.h"
#include "organise/practice.h"

typedef struct {
  char *folder;
  CoffretSession *session;
  CoffretEntry *entry;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) added = NULL;

  fixture->folder = testing_folder_new ();
  fixture->session = testing_session ();
  added = testing_add (fixture->session, "Diploma", NULL);
  fixture->entry = g_object_ref (g_ptr_array_index (added, 0));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->entry);
  testing_end (fixture->session);
  testing_folder_remove (fixture->folder);
}

static GPtrArray *
rows (Fixture *fixture)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  testing_await (coffret_session_list_attachments (fixture->session, fixture->entry), &value,
                 &error);
  g_assert_no_error (error);
  return g_value_dup_boxed (&value);
}

static char *
names (Fixture *fixture)
{
  g_autoptr (GPtrArray) list = rows (fixture);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "",
                            ((CoffretAttachmentRow *) list->pdata[i])->name);
  return g_string_free (text, FALSE);
}

#define assert_names(fixture, expected)                                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found_names = names (fixture);                                                \
    g_assert_cmpstr (found_names, ==, expected);                                                   \
  }                                                                                                \
  G_STMT_END

static gboolean
attach (Fixture *fixture, const char *name, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return testing_await (coffret_session_attach (fixture->session, fixture->entry, NULL, bytes, name,
                                                NULL, NULL, NULL, NULL),
                        NULL, error);
}

static void
undo (Fixture *fixture)
{
  testing_wait (coffret_undo_undo (coffret_session_get_undo (fixture->session)));
}

static void
redo (Fixture *fixture)
{
  testing_wait (coffret_undo_redo (coffret_session_get_undo (fixture->session)));
}

static void
on_changed (CoffretLibrary *library, const char *id, guint *count)
{
  (*count)++;
}

static void
test_acts (Fixture *fixture, gconstpointer data)
{
  CoffretLibrary *library = coffret_session_get_library (fixture->session);
  guint changes = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;

  g_signal_connect (library, "attachments-changed", G_CALLBACK (on_changed), &changes);
  g_assert_true (attach (fixture, "a.txt", "one", &error));
  g_assert_true (attach (fixture, "b.txt", "two", &error));
  g_assert_true (attach (fixture, "c.txt", "three", &error));
  g_assert_cmpuint (changes, >=, 3);
  g_assert_false (attach (fixture, "d.txt", "two", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  assert_names (fixture, "a.txt|b.txt|c.txt");
  list = rows (fixture);
  g_assert_cmpstr (((CoffretAttachmentRow *) list->pdata[0])->media_type, ==, "text/plain");
  g_assert_cmpint (((CoffretAttachmentRow *) list->pdata[2])->size, ==, 5);

  testing_wait (coffret_session_rename_attachment (fixture->session, list->pdata[1], " B\n"));
  assert_names (fixture, "a.txt|B|c.txt");
  testing_wait (coffret_session_place_attachment (
    fixture->session, list->pdata[2], ((CoffretAttachmentRow *) list->pdata[0])->id, NULL));
  assert_names (fixture, "c.txt|a.txt|B");
  testing_wait (coffret_session_remove_attachment (fixture->session, list->pdata[0]));
  assert_names (fixture, "c.txt|B");
  undo (fixture);
  assert_names (fixture, "c.txt|a.txt|B");
  undo (fixture);
  assert_names (fixture, "a.txt|B|c.txt");
  undo (fixture);
  assert_names (fixture, "a.txt|b.txt|c.txt");
  undo (fixture);
  assert_names (fixture, "a.txt|b.txt");
  redo (fixture);
  assert_names (fixture, "a.txt|b.txt|c.txt");
  g_signal_handlers_disconnect_by_func (library, on_changed, &changes);
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "out.txt", NULL);
  g_autofree char *private = g_build_filename (fixture->folder, "private.txt", NULL);
  g_autofree char *in = testing_write (fixture->folder, "in.txt", "what it says");
  g_autoptr (GFile) source = g_file_new_for_path (in);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *other = NULL;

  testing_wait (coffret_session_attach (fixture->session, fixture->entry, source, NULL, NULL, NULL,
                                        NULL, NULL, NULL));
  list = rows (fixture);
  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  testing_wait (
    coffret_session_save_attachment (fixture->session, list->pdata[0], file, NULL, NULL));
  testing_wait (
    coffret_session_save_attachment (fixture->session, list->pdata[0], NULL, private, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "what it says");
  g_assert_true (g_file_get_contents (private, &other, NULL, NULL));
  g_assert_cmpstr (other, ==, "what it says");
  g_assert_false (testing_await (coffret_session_attach (fixture->session, fixture->entry, folder,
                                                         NULL, NULL, NULL, NULL, NULL, NULL),
                                 NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
}

static char *
add_own (Fixture *fixture, const CoffretOwnEntry *own)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  testing_await (coffret_session_add_own (fixture->session, own, NULL), &value, &error);
  g_assert_no_error (error);
  return g_value_dup_string (&value);
}

static CoffretCredential *
read_again (Fixture *fixture, CoffretEntry *entry)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  CoffretItem *item;

  testing_await (coffret_session_read (fixture->session, entry), &value, &error);
  g_assert_no_error (error);
  item = g_value_get_boxed (&value);
  return coffret_credential_ref (item->credential);
}

static void
test_own (Fixture *fixture, gconstpointer data)
{
  CoffretLibrary *library = coffret_session_get_library (fixture->session);
  g_autoptr (CoffretOwnEntry) own = coffret_own_entry_new ();
  g_autoptr (CoffretOwnEntry) again = NULL;
  g_autoptr (CoffretCredential) credential = NULL;
  g_autofree char *id = NULL;
  g_autofree char *date = NULL;
  CoffretEntry *entry;

  own->title = g_strdup ("Sailing licence");
  own->issuer = g_strdup ("Lac-Bleu");
  own->kind = COFFRET_KIND_LICENCE;
  own->awarded = coffret_instant_parse_loose ("2019", FALSE);
  own->hours = 12.5;
  g_strfreev (own->skills);
  own->skills = g_strsplit ("Knots|Wind", "|", -1);
  id = add_own (fixture, own);
  entry = coffret_library_find (library, id);
  g_assert_cmpstr (coffret_entry_get_title (entry), ==, "Sailing licence");
  g_assert_cmpint (coffret_entry_get_kind (entry), ==, COFFRET_KIND_LICENCE);
  date = coffret_instant_to_date (coffret_entry_get_awarded (entry));
  g_assert_cmpstr (date, ==, "2019");
  credential = read_again (fixture, entry);
  g_assert_cmpstr (credential->format, ==, "own");

  again = coffret_own_entry_from_credential (credential);
  g_assert_cmpstr (again->skills[1], ==, "Wind");
  g_set_str (&again->title, "Sailing licence, coastal");
  testing_wait (coffret_session_change_own (fixture->session, entry, again));
  g_assert_true (coffret_library_find (library, id) == entry);
  g_assert_cmpstr (coffret_entry_get_title (entry), ==, "Sailing licence, coastal");
  undo (fixture);
  g_assert_cmpstr (coffret_entry_get_title (entry), ==, "Sailing licence");
  redo (fixture);
  g_assert_cmpstr (coffret_entry_get_title (entry), ==, "Sailing licence, coastal");
  undo (fixture);
  undo (fixture);
  g_assert_true (coffret_entry_is_trashed (entry));
  /* What was issued by somebody else stays as it is. */
  g_assert_false (testing_await (
    coffret_session_change_own (fixture->session, fixture->entry, again), NULL, NULL));
}

static CoffretPracticeSet *
make_practice (const char *person)
{
  CoffretPracticeSet *set = coffret_practice_set_new ();
  CoffretPracticeFile *file = g_new0 (CoffretPracticeFile, 1);
  char *text = testing_credential (1, "One", "2026-01-01");

  file->name = g_strdup ("one.json");
  file->bytes = g_bytes_new_take (text, strlen (text));
  g_ptr_array_add (set->files, file);
  set->registry = g_bytes_new_static ("{}", 2);
  return set;
}

static void
test_practice (Fixture *fixture, gconstpointer data)
{
  CoffretSession *session = testing_session ();
  g_autoptr (CoffretOwnEntry) own = coffret_own_entry_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("mine", 4);
  g_autoptr (CoffretEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  testing_wait (coffret_practice_fill (session, make_practice, NULL));
  entry = g_list_model_get_item (G_LIST_MODEL (coffret_session_get_library (session)), 0);
  g_assert_false (testing_await (
    coffret_session_attach (session, entry, NULL, bytes, "mine.txt", NULL, NULL, NULL, NULL), NULL,
    &error));
  g_assert_error (error, COFFRET_PRACTICE_ERROR, COFFRET_PRACTICE_ERROR_OWN_FILE);
  own->title = g_strdup ("To practise");
  testing_wait (coffret_session_add_own (session, own, NULL));
  g_clear_object (&entry);
  testing_end (session);
}

static const char pdf[] =
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
  "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
  "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F1 4 0 R>>>>"
  "/Contents 5 0 R>>endobj\n"
  "4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
  "5 0 obj<</Length 47>>stream\nBT /F1 24 Tf 20 200 Td (Sailing Harbour) Tj ET\n"
  "endstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

static gboolean
finds (Fixture *fixture, const char *word)
{
  const char *const words[] = { word, NULL };
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *sets;

  testing_await (coffret_session_find_in_attachments (fixture->session, words), &value, &error);
  g_assert_no_error (error);
  sets = g_value_get_boxed (&value);
  g_assert_cmpuint (sets->len, ==, 1);
  return g_hash_table_contains (sets->pdata[0], coffret_entry_get_id (fixture->entry));
}

/* In the background, by the program of its own; what it cannot read has no words. */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  guint changes = 0;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GBytes) broken = g_bytes_new_static ("%PDF-1.4 nothing", 16);
  g_autofree char *decoder = coffret_decoder_find ();
  g_autofree char *beside = g_path_get_dirname (decoder);
  g_autofree char *program = g_build_filename (beside, "coffret-document", NULL);

  if (!g_file_test (program, G_FILE_TEST_IS_EXECUTABLE)) {
    g_test_skip ("the program that reads documents is not built");
    return;
  }
  g_signal_connect (coffret_session_get_library (fixture->session), "attachments-changed",
                    G_CALLBACK (on_changed), &changes);
  g_assert_true (attach (fixture, "course.pdf", pdf, NULL));
  g_assert_true (attach (fixture, "note.txt", "\303\211cole d\342\200\231\303\251t\303\251", NULL));
  testing_wait (coffret_session_attach (fixture->session, fixture->entry, NULL, broken, "b.pdf",
                                        NULL, NULL, NULL, NULL));
  while (changes < 6)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (finds (fixture, "harb"));
  g_assert_true (finds (fixture, "sailing"));
  g_assert_true (finds (fixture, "eco"));
  g_assert_false (finds (fixture, "nothing"));
  list = rows (fixture);
  g_assert_cmpint (((CoffretAttachmentRow *) list->pdata[0])->pages, ==, 1);
  testing_await (coffret_session_preview_attachment (fixture->session, list->pdata[0], 0, 300, 300),
                 &value, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (g_value_get_boxed (&value), NULL), 4, "\x89PNG", 4);
  g_assert_false (testing_await (
    coffret_session_preview_attachment (fixture->session, list->pdata[2], 0, 300, 300), NULL,
    &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_cmpint (((CoffretAttachmentRow *) list->pdata[2])->reader, ==, 1);
  g_signal_handlers_disconnect_by_func (coffret_session_get_library (fixture->session), on_changed,
                                        &changes);
}

static GBytes *
office_new (const char *name, const char *xml)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretZipWriter) writer = coffret_zip_writer_new_in_memory (&error);
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GBytes) other = g_bytes_new_static ("<x>hidden</x>", 13);

  g_assert_no_error (error);
  coffret_zip_writer_add (writer, "meta.xml", other, &error);
  g_assert_no_error (error);
  coffret_zip_writer_add (writer, name, bytes, &error);
  g_assert_no_error (error);
  return coffret_zip_writer_finish_bytes (g_steal_pointer (&writer), &error);
}

/* What office files say, whole words of it, whatever letters are set apart or written as numbers;
 * and nothing of what only looks like one. */
static void
test_office (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) odt = office_new (
    "content.xml", "<?xml version='1.0'?><d><text:p>Bandages &amp; <text:span>Pl</text:span>asters"
                   "</text:p><text:h>Cr&#232;me</text:h><text:p>caf&#xE9;</text:p></d>");
  g_autoptr (GBytes) docx = office_new (
    "word/document.xml", "<w:document><w:p><w:r><w:t>Nursing</w:t></w:r></w:p><w:p><w:t>Ward"
                         "</w:t></w:p><w:t>&bogus; &#0; &#x110000; &</w:t></w:document>");
  g_autoptr (GBytes) empty = office_new ("other.xml", "<x>nowhere</x>");
  guint changes = 0;
  g_autofree char *decoder = coffret_decoder_find ();
  g_autofree char *beside = g_path_get_dirname (decoder);
  g_autofree char *program = g_build_filename (beside, "coffret-document", NULL);

  if (!g_file_test (program, G_FILE_TEST_IS_EXECUTABLE)) {
    g_test_skip ("the program that reads documents is not built");
    return;
  }
  g_signal_connect (coffret_session_get_library (fixture->session), "attachments-changed",
                    G_CALLBACK (on_changed), &changes);
  testing_wait (coffret_session_attach (fixture->session, fixture->entry, NULL, odt, "a.odt", NULL,
                                        NULL, NULL, NULL));
  testing_wait (coffret_session_attach (fixture->session, fixture->entry, NULL, docx, "b.docx",
                                        NULL, NULL, NULL, NULL));
  testing_wait (coffret_session_attach (fixture->session, fixture->entry, NULL, empty, "c.odt",
                                        NULL, NULL, NULL, NULL));
  while (changes < 6)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (finds (fixture, "plasters"));
  g_assert_true (finds (fixture, "creme"));
  g_assert_true (finds (fixture, "cafe"));
  g_assert_true (finds (fixture, "nursing"));
  g_assert_true (finds (fixture, "ward"));
  g_assert_false (finds (fixture, "hidden"));
  g_assert_false (finds (fixture, "nowhere"));
  g_assert_false (finds (fixture, "nursingward"));
  g_signal_handlers_disconnect_by_func (coffret_session_get_library (fixture->session), on_changed,
                                        &changes);
}

/* What the program says is a stranger's word. */
static void
test_answers (Fixture *fixture, gconstpointer data)
{
  static const char good[] =
    "pages 3\ntitle A course\nsignature intact 1715500000 Mira Q\n"
    "signature forged 1 x\nsignature broken 99999999999999 \n\none two one";
  static const char *const bad[] = { "",
                                     "\n",
                                     "pages -1\npages 99999999999\n",
                                     "signature\nsignature intact\n",
                                     "title \377\376\n\n\377\376",
                                     "pages 1" };
  g_autoptr (CoffretDocumentText) text = coffret_document_text_parse (good, strlen (good));
  g_autofree char *many = g_strnfill (100000, 'a');

  g_assert_cmpint (text->pages, ==, 3);
  g_assert_cmpstr (text->title, ==, "A course");
  g_assert_cmpstr (text->signatures, ==,
                   "[{\"status\":\"intact\",\"time\":1715500000,\"name\":\"Mira Q\"},"
                   "{\"status\":\"broken\",\"time\":0,\"name\":\"\"}]");
  g_assert_cmpuint (g_strv_length (text->words), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (CoffretDocumentText) other = coffret_document_text_parse (bad[i], strlen (bad[i]));

    g_assert_cmpint (other->pages, <=, 1);
    g_assert_null (other->signatures);
    g_assert_nonnull (other->words);
  }
  {
    g_autoptr (CoffretDocumentText) other = coffret_document_text_parse (many, 100000);
    g_assert_cmpint (other->pages, ==, 0);
  }
}

/* Two scans as two entries, or as one. */
static void
test_keep (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *name;
    const char *title;
  } cases[] = {
    { "wound_care-level-2.PDF", "Wound care level 2" },
    { "\303\251cole.jpeg", "\303\211cole" },
    { "v1.2 final", "V1.2 final" },
    { ".pdf", ".pdf" },
    { "___.png", "File" },
  };
  g_autofree char *one = testing_write (fixture->folder, "first_scan.pdf", "one");
  g_autofree char *two = testing_write (fixture->folder, "second-scan.pdf", "two");
  g_autofree char *none = g_build_filename (fixture->folder, "none.pdf", NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *library = G_LIST_MODEL (coffret_session_get_library (fixture->session));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *title = coffret_title_from_file (cases[i].name);
    g_assert_cmpstr (title, ==, cases[i].title);
  }
  g_ptr_array_add (files, g_file_new_for_path (one));
  g_ptr_array_add (files, g_file_new_for_path (two));
  testing_wait (coffret_session_keep_files (fixture->session, files, TRUE, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (library), ==, 2);
  g_set_object (&fixture->entry, testing_entry (fixture->session, "First scan"));
  assert_names (fixture, "first_scan.pdf|second-scan.pdf");
  testing_wait (coffret_session_keep_files (fixture->session, files, FALSE, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (library), ==, 4);
  g_set_object (&fixture->entry, testing_entry (fixture->session, "Second scan"));
  assert_names (fixture, "second-scan.pdf");
  /* One that has gone leaves nothing behind but what can be put back. */
  g_ptr_array_set_size (files, 0);
  g_ptr_array_add (files, g_file_new_for_path (none));
  g_assert_false (testing_await (coffret_session_keep_files (fixture->session, files, FALSE, NULL),
                                 NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (coffret_entry_is_trashed (testing_entry (fixture->session, "None")));
}

#define ADD(what)                                                                                  \
  g_test_add ("/organise/attachments/" #what, Fixture, NULL, set_up, test_##what, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD (acts);
  ADD (save);
  ADD (own);
  ADD (practice);
  ADD (words);
  ADD (office);
  ADD (answers);
  ADD (keep);
  return g_test_run ();
}
