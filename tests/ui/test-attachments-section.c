/* Files beside a credential, as they are added, opened, renamed, moved and removed in its page; and
 * files that hold no credential, kept as one. */
#include <glib/gstdio.h>

#include "app/dialogs/add-dialog.h"
#include "app/pages/attachments-section.h"
#include "app/pages/credential-page.h"
#include "app/vault-view.h"
#include "app/widgets/attachment-line.h"
#include "organise/attachments.h"
#include "organise/door.h"
#include "testing/folder.h"
#include "ui-testing.h"

typedef struct {
  UiTestingHouse house;
  char *folder;
  CoffretVaultView *view;
  CoffretEntry *entry;
  GtkWidget *page;
  GtkWidget *section;
  GtkWidget *list;
} Fixture;

static void
open_page (Fixture *fixture)
{
  coffret_vault_view_open (fixture->view, coffret_entry_get_id (fixture->entry));
  ui_testing_wait_until (
    (fixture->page = ui_testing_find (GTK_WIDGET (fixture->view), COFFRET_TYPE_CREDENTIAL_PAGE)) &&
    (fixture->section = ui_testing_find (fixture->page, COFFRET_TYPE_ATTACHMENTS_SECTION)));
  fixture->list = ui_testing_part (fixture->section, "list");
  ui_testing_settle ();
}

static void
look_in (Fixture *fixture)
{
  fixture->view = COFFRET_VAULT_VIEW (
    ui_testing_find (GTK_WIDGET (fixture->house.window), COFFRET_TYPE_VAULT_VIEW));
  fixture->entry = ui_testing_entry (fixture->house.session, 0);
  open_page (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = testing_folder_new ();
  ui_testing_house_open (&fixture->house, 1);
  look_in (fixture);
}

/* On a vault of the owner's: a guest's gives no copies away. */
static void
set_up_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *vault = NULL;

  fixture->folder = testing_folder_new ();
  vault = g_build_filename (fixture->folder, "vault", NULL);
  ui_testing_house_open_kept (&fixture->house, vault, 1);
  look_in (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_testing_house_close (&fixture->house);
  testing_folder_remove (fixture->folder);
}

/* TEXT NULL: there is no such file. */
static GFile *
file_new (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (!text || g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

/* Names and texts, each followed by the other; the last name is NULL. */
static GListModel *
files_new (Fixture *fixture, const char *name, ...)
{
  GListStore *files = g_list_store_new (G_TYPE_FILE);
  va_list arguments;

  va_start (arguments, name);
  for (; name; name = va_arg (arguments, const char *)) {
    g_autoptr (GFile) file = file_new (fixture, name, va_arg (arguments, const char *));

    g_list_store_append (files, file);
  }
  va_end (arguments);
  return G_LIST_MODEL (files);
}

static GtkWidget *
row_of (Fixture *fixture, int n)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (fixture->list), n));
}

static gboolean
shows (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GtkWidget *row;

  for (int i = 0; (row = row_of (fixture, i)); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "|" : "",
                            adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  /* Said once, for whoever waits in vain. */
  if (g_strcmp0 (names->str, g_object_get_data (G_OBJECT (fixture->list), "said")) != 0) {
    g_test_message ("%s", names->str);
    g_object_set_data_full (G_OBJECT (fixture->list), "said", g_strdup (names->str), g_free);
  }
  return g_str_equal (names->str, expected);
}

#define wait_for_rows(fixture, names) ui_testing_wait_until (shows (fixture, names))

static const char *
toast (Fixture *fixture)
{
  return ui_testing_toast (GTK_WIDGET (fixture->house.window));
}

static void
act (Fixture *fixture, const char *action, int n)
{
  g_assert_true (gtk_widget_activate_action (fixture->section, action, "s",
                                             coffret_attachment_line_get_id (row_of (fixture, n))));
}

/* Several at once: what cannot be kept is named, the others are there, and go with one step. */
static void
test_several (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) files = files_new (fixture, "a.txt", "one", "gone.txt", NULL, "b.txt",
                                            "two", "again.txt", "one", "c.txt", "three", NULL);
  GtkWidget *alert;
  const char *body;

  coffret_attachments_section_take (COFFRET_ATTACHMENTS_SECTION (fixture->section), files);
  alert = GTK_WIDGET (ui_testing_house_dialog (&fixture->house));
  g_assert_true (ADW_IS_ALERT_DIALOG (alert));
  body = adw_alert_dialog_get_body (ADW_ALERT_DIALOG (alert));
  g_assert_nonnull (strstr (body, "“gone.txt”: "));
  g_assert_nonnull (strstr (body, "“again.txt”: "));
  g_assert_null (strstr (body, "“b.txt”"));
  g_assert_cmpuint (ui_testing_audit (alert), ==, 0);
  adw_dialog_force_close (ADW_DIALOG (alert));
  wait_for_rows (fixture, "a.txt|b.txt|c.txt");
  ui_testing_wait_until (g_strcmp0 (toast (fixture), "3 files are attached") == 0);
  g_assert_cmpuint (ui_testing_audit (fixture->page), ==, 0);
  ui_testing_house_undo (&fixture->house);
  wait_for_rows (fixture, "");
  gtk_widget_activate_action (GTK_WIDGET (fixture->house.window), "win.redo", NULL);
  wait_for_rows (fixture, "a.txt|b.txt|c.txt");
}

/* A second lot while the first is on its way. */
static void
test_queue (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) files = files_new (fixture, "a.txt", "one", "b.txt", "two", NULL);
  g_autoptr (GListModel) more = files_new (fixture, "c.txt", "three", NULL);

  coffret_attachments_section_take (COFFRET_ATTACHMENTS_SECTION (fixture->section), files);
  coffret_attachments_section_take (COFFRET_ATTACHMENTS_SECTION (fixture->section), more);
  wait_for_rows (fixture, "a.txt|b.txt|c.txt");
}

/* Whoever goes on reading elsewhere does not stop it. */
static void
test_page_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) files =
    files_new (fixture, "a.txt", "one", "b.txt", "two", "c.txt", "three", NULL);

  coffret_attachments_section_take (COFFRET_ATTACHMENTS_SECTION (fixture->section), files);
  coffret_vault_view_close (fixture->view);
  ui_testing_wait_until (g_strcmp0 (toast (fixture), "3 files are attached") == 0);
  open_page (fixture);
  wait_for_rows (fixture, "a.txt|b.txt|c.txt");
}

/* Nor is it kept by what it was locked away with. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) files =
    files_new (fixture, "a.txt", "one", "b.txt", "two", "c.txt", "three", NULL);

  coffret_attachments_section_take (COFFRET_ATTACHMENTS_SECTION (fixture->section), files);
  coffret_door_lock (fixture->house.door);
  ui_testing_settle ();
}

static GtkDropTarget *
drop_target_of (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_DROP_TARGET (controller))
      return GTK_DROP_TARGET (controller);
  }
  return NULL;
}

static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = file_new (fixture, "a.txt", "one");
  GFile *files[] = { file };
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (files, 1));
  g_signal_emit_by_name (drop_target_of (fixture->section), "drop", &value, 5.0, 5.0, &taken);
  g_assert_true (taken);
  wait_for_rows (fixture, "a.txt");
  ui_testing_wait_until (g_strcmp0 (toast (fixture), "Attached: “a.txt”") == 0);
}

/* The copy for another program: only for its owner, and gone with the vault. */
static void
test_opened (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) files = files_new (fixture, "a.nothing-opens-this", "one", NULL);
  const char *place = g_get_user_runtime_dir ();
  g_autofree char *prefix = g_strdup_printf ("coffret-opened-%d-", (int) getpid ());
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  GStatBuf status;

  coffret_attachments_section_take (COFFRET_ATTACHMENTS_SECTION (fixture->section), files);
  wait_for_rows (fixture, "a.nothing-opens-this");
  g_signal_emit_by_name (fixture->list, "row-activated", row_of (fixture, 0));
  while (!path) {
    g_autoptr (GDir) folder = g_dir_open (place, 0, NULL);
    const char *name;

    g_assert_nonnull (folder);
    while ((name = g_dir_read_name (folder)))
      if (g_str_has_prefix (name, prefix)) {
        g_autofree char *found = g_build_filename (place, name, "a.nothing-opens-this", NULL);

        if (g_file_test (found, G_FILE_TEST_EXISTS))
          path = g_steal_pointer (&found);
      }
    g_main_context_iteration (NULL, FALSE);
  }
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 077, ==, 0);
  ui_testing_wait_until (g_file_get_contents (path, &text, NULL, NULL) &&
                         g_str_equal (text, "one"));
  /* Nothing does, which is said. */
  g_assert_cmpstr (
    adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (ui_testing_house_dialog (&fixture->house))), ==,
    "That Could Not Be Opened");
  coffret_door_lock (fixture->house.door);
  ui_testing_wait_until (!g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A guest's file is not put down for other programs. */
static void
test_not_opened (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) files = files_new (fixture, "a.txt", "one", NULL);
  g_autofree char *prefix = g_strdup_printf ("coffret-opened-%d-", (int) getpid ());
  g_autoptr (GDir) folder = NULL;
  const char *name;

  coffret_attachments_section_take (COFFRET_ATTACHMENTS_SECTION (fixture->section), files);
  wait_for_rows (fixture, "a.txt");
  g_signal_emit_by_name (fixture->list, "row-activated", row_of (fixture, 0));
  g_assert_cmpstr (
    adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (ui_testing_house_dialog (&fixture->house))), ==,
    "Save It First");
  folder = g_dir_open (g_get_user_runtime_dir (), 0, NULL);
  while (folder && (name = g_dir_read_name (folder)))
    g_assert_false (g_str_has_prefix (name, prefix));
}

static void
test_renamed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) files = files_new (fixture, "a.txt", "one", NULL);
  GtkWidget *dialog;
  GtkWidget *entry;
  int start, end;

  coffret_attachments_section_take (COFFRET_ATTACHMENTS_SECTION (fixture->section), files);
  wait_for_rows (fixture, "a.txt");
  act (fixture, "attachment.rename", 0);
  dialog = GTK_WIDGET (ui_testing_house_dialog (&fixture->house));
  g_assert_cmpuint (ui_testing_audit (dialog), ==, 0);
  entry = adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (dialog));
  /* What is before the dot. */
  ui_testing_wait_until (gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), &start, &end) &&
                         end - start == 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "letter.txt");
  g_signal_emit_by_name (dialog, "response", "rename");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  wait_for_rows (fixture, "letter.txt");
  ui_testing_house_undo (&fixture->house);
  wait_for_rows (fixture, "a.txt");
}

/* The focus is where the row is, or near where it was. */
static gboolean
has_focus (Fixture *fixture, int n)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->house.window);
  GtkWidget *row = row_of (fixture, n);

  return focus && row && (focus == row || gtk_widget_is_ancestor (focus, row));
}

static void
test_moved_and_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) files =
    files_new (fixture, "a.txt", "one", "b.txt", "two", "c.txt", "three", NULL);

  coffret_attachments_section_take (COFFRET_ATTACHMENTS_SECTION (fixture->section), files);
  wait_for_rows (fixture, "a.txt|b.txt|c.txt");
  act (fixture, "attachment.down", 0);
  wait_for_rows (fixture, "b.txt|a.txt|c.txt");
  ui_testing_wait_until (has_focus (fixture, 1));
  gtk_widget_activate_action (fixture->section, "attachment.key", "s", "up");
  wait_for_rows (fixture, "a.txt|b.txt|c.txt");
  ui_testing_wait_until (has_focus (fixture, 0));
  /* No further than there is. */
  gtk_widget_activate_action (fixture->section, "attachment.key", "s", "up");
  gtk_widget_activate_action (fixture->section, "attachment.key", "s", "remove");
  wait_for_rows (fixture, "b.txt|c.txt");
  ui_testing_wait_until (has_focus (fixture, 0));
  ui_testing_wait_until (g_strcmp0 (toast (fixture), "Removed: “a.txt”") == 0);
  ui_testing_house_undo (&fixture->house);
  wait_for_rows (fixture, "a.txt|b.txt|c.txt");
  act (fixture, "attachment.remove", 2);
  wait_for_rows (fixture, "a.txt|b.txt");
  ui_testing_wait_until (has_focus (fixture, 1));
}

static void
attach_bytes (Fixture *fixture, const char *name, GString *text)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);

  ui_testing_await (coffret_session_attach (fixture->house.session, fixture->entry, NULL, bytes,
                                            name, NULL, NULL, NULL, NULL),
                    NULL);
}

static char *
find_in (GString *text, const char *words)
{
  return memmem (text->str, text->len, words, strlen (words));
}

/* Another page in place of the one that was signed, as the format allows. */
static void
add_update (GString *text)
{
  const char *start = find_in (text, "startxref\n") + strlen ("startxref\n");
  g_autofree char *before = g_strndup (start, strcspn (start, "\n"));
  gsize at = text->len;
  gsize table;

  g_string_append (text, "5 0 obj\n<</Length 45>>stream\n"
                         "BT /F1 24 Tf 20 200 Td (Falling Harbo) Tj ET\n\nendstream\nendobj\n");
  table = text->len;
  g_string_append_printf (text,
                          "xref\n5 1\n%010" G_GSIZE_FORMAT " 00000 n \n"
                          "trailer<</Size 8/Root 1 0 R/Prev %s>>\n"
                          "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          at, before, table);
}

static gboolean
says (Fixture *fixture, int n, const char *words)
{
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row_of (fixture, n)));

  return strstr (subtitle, words) != NULL;
}

/* A PDF that an invented person signed (made with openssl cms and a key that was thrown away); one
 * of which a word was changed; and one to which another page was added after the signing. */
static void
test_signed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "ui", "fixtures", "signed.pdf", NULL);
  g_autofree char *content = NULL;
  gsize length;
  GString *text;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  attach_bytes (fixture, "signed.pdf", g_string_new_len (content, (gssize) length));
  text = g_string_new_len (content, (gssize) length);
  *find_in (text, "Sailing") = 'F';
  attach_bytes (fixture, "changed.pdf", text);
  text = g_string_new_len (content, (gssize) length);
  add_update (text);
  attach_bytes (fixture, "followed.pdf", text);
  /* A range that belongs to no signature is no help. */
  text = g_string_new_len (content, (gssize) length);
  add_update (text);
  g_string_append_printf (text, "%%/ByteRange[0 10 20 %04" G_GSIZE_FORMAT "]",
                          text->len + strlen ("%/ByteRange[0 10 20 9999]") - 20);
  attach_bytes (fixture, "disguised.pdf", text);
  wait_for_rows (fixture, "signed.pdf|changed.pdf|followed.pdf|disguised.pdf");
  ui_testing_wait_until (says (fixture, 0, "\n"));
  ui_testing_wait_until (says (fixture, 1, "\n"));
  ui_testing_wait_until (says (fixture, 2, "\n"));
  ui_testing_wait_until (says (fixture, 3, "\n"));
  g_assert_true (says (fixture, 0, "Signed by “Mira Quatrevents” on "));
  g_assert_true (says (fixture, 0,
                       "and not changed since. Whether it was really them could not "
                       "be checked."));
  g_assert_true (says (fixture, 1, "that does not match: it was changed since."));
  g_assert_true (says (fixture, 2, "but something was added to the file after it."));
  g_assert_true (says (fixture, 3, "but something was added to the file after it."));
  g_assert_cmpuint (ui_testing_audit (fixture->page), ==, 0);
}

/* Two letters and a scan, which hold no credential, become one of one's own, with them beside. */
static void
test_turned_into_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) files =
    files_new (fixture, "first_aid-course.txt", "one", "letter.txt", "two", NULL);
  GtkWidget *dialog;
  GtkWidget *button;
  CoffretEntry *kept;
  GListModel *library = G_LIST_MODEL (fixture->house.library);

  coffret_vault_view_close (fixture->view);
  gtk_widget_activate_action (GTK_WIDGET (fixture->house.window), "win.add", NULL);
  dialog = GTK_WIDGET (ui_testing_house_dialog (&fixture->house));
  coffret_add_dialog_take_files (COFFRET_ADD_DIALOG (dialog), files);
  button = ui_testing_part (dialog, "together_button");
  ui_testing_wait_until (gtk_widget_get_mapped (button));
  ui_testing_settle ();
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==,
                   "_Turn These 2 Files into One Credential");
  g_assert_cmpuint (ui_testing_audit (dialog), ==, 0);
  g_signal_emit_by_name (button, "clicked");
  ui_testing_house_no_dialog (&fixture->house);
  g_assert_cmpuint (g_list_model_get_n_items (library), ==, 2);
  kept = ui_testing_entry (fixture->house.session, 1);
  g_assert_cmpstr (coffret_entry_get_title (kept), ==, "First aid course");
  fixture->entry = kept;
  open_page (fixture);
  wait_for_rows (fixture, "first_aid-course.txt|letter.txt");
  ui_testing_house_undo (&fixture->house);
  ui_testing_wait_until (coffret_entry_is_trashed (kept));
}

int
main (int argc, char **argv)
{
  char *runtime = testing_folder_new ();
  int status;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  /* Where the copies that are opened lie. */
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  ui_testing_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add ("/attachments-section/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("several", test_several);
  ADD ("queue", test_queue);
  ADD ("page-gone", test_page_gone);
  ADD ("locked", test_locked);
  ADD ("dropped", test_dropped);
  ADD ("not-opened", test_not_opened);
  ADD ("renamed", test_renamed);
  ADD ("moved-and-removed", test_moved_and_removed);
  ADD ("signed", test_signed);
  ADD ("turned-into-one", test_turned_into_one);
#undef ADD
  g_test_add ("/attachments-section/opened", Fixture, NULL, set_up_kept, test_opened, tear_down);
  status = g_test_run ();
  testing_folder_remove (runtime);
  return status;
}
