/* Opening what somebody shared, through the window and through "Check a File": a page, a PDF, a
 * code and a presentation are each shown as who gets them sees them, and nothing enters the vault
 * unless it is asked for. */
#include "app/dialogs/check-dialog.h"
#include "app/dialogs/received-dialog.h"
#include "app/arrived.h"
#include "app/pages/finding-page.h"
#include "app/window.h"
#include "base/json.h"
#include "share/exporter.h"
#include "testing/folder.h"
#include "ui-testing.h"
#include "verify/issue.h"

typedef struct {
  UiTestingHouse house;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  ui_testing_house_open (&fixture->house, 1);
  fixture->folder = testing_folder_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_testing_house_close (&fixture->house);
  testing_folder_remove (fixture->folder);
}

static CoffretCredential *
read_one (json_t *document)
{
  g_autofree char *text = coffret_json_dump_sorted (document);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) items =
    coffret_reader_read (bytes, NULL, &coffret_limits_default, NULL, NULL);
  const CoffretItem *item = g_ptr_array_index (items, 0);

  return coffret_credential_ref (item->credential);
}

/* A badge of somebody's whole, as a file in one of the ways. */
static GFile *
write_way (Fixture *fixture, const char *way)
{
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 3);
  g_autoptr (json_t) badge = test_badge (issuer);
  g_autoptr (CoffretSecret) seed = coffret_secret_new_random (COFFRET_HOLDER_KEY_LENGTH);
  g_autoptr (CoffretWording) wording = coffret_wording_new ("/nowhere", "en");
  g_autoptr (CoffretParcel) parcel = coffret_parcel_new (wording, coffret_instant_now ());
  g_autoptr (CoffretCredential) credential = NULL;
  g_autoptr (CoffretSealed) sealed = NULL;
  g_autoptr (CoffretExport) made = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  test_issuer_prove (issuer, badge, "eddsa-rdfc-2022", NULL, contexts);
  credential = read_one (badge);
  parcel->key = coffret_holder_key_new (seed);
  parcel->holder = g_strdup ("Zoé Tremblay");
  g_ptr_array_add (parcel->disclosures,
                   coffret_disclosure_new (credential, COFFRET_FIELDS_ALL, parcel->wording));
  sealed = coffret_sealed_new (parcel, contexts, &error);
  g_assert_no_error (error);
  made = coffret_exporter_make (coffret_exporter_find (way), sealed, &coffret_export_choice_default,
                                NULL, &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, made->name, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (made->bytes, NULL),
                                      (gssize) g_bytes_get_size (made->bytes), &error));
  return g_file_new_for_path (path);
}

static GListModel *
as_list (GFile *file)
{
  GListStore *files = g_list_store_new (G_TYPE_FILE);

  g_list_store_append (files, file);
  return G_LIST_MODEL (files);
}

static guint
count_kept (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->house.library));
}

static AdwDialog *
await_received (Fixture *fixture)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->house.window);
  AdwDialog *dialog = NULL;

  while (
    !(dialog = adw_application_window_get_visible_dialog (window)) ||
    !COFFRET_IS_RECEIVED_DIALOG (dialog) ||
    !ui_testing_find_text (GTK_WIDGET (dialog), ADW_TYPE_PREFERENCES_ROW, "Signed with the key"))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  return dialog;
}

/* Before it was read: what has been read then is nobody's. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_way (fixture, "presentation");
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  gpointer dialog =
    coffret_received_dialog_new_opened (fixture->house.session, bytes, "shared.json");

  g_object_add_weak_pointer (dialog, &dialog);
  adw_dialog_present (dialog, GTK_WIDGET (fixture->house.window));
  adw_dialog_force_close (dialog);
  ui_testing_wait_until (dialog == NULL);
}

/* Who, what of it, and what that is worth. */
static void
look_at (Fixture *fixture, AdwDialog *dialog)
{
  GtkWidget *row;

  g_assert_cmpstr (adw_dialog_get_title (dialog), ==, "What Was Shared With You");
  g_assert_nonnull (
    ui_testing_find_text (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "Nothing was added to your vault."));
  g_assert_nonnull (
    ui_testing_find_text (GTK_WIDGET (dialog), ADW_TYPE_PREFERENCES_ROW,
                          "Nothing in it was changed since it was shared. The sender’s name is "
                          "what the sender says."));
  g_assert_nonnull (ui_testing_find_text (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "Zoé Tremblay"));
  row = ui_testing_find_text (GTK_WIDGET (dialog), ADW_TYPE_PREFERENCES_ROW, "Small engines");
  g_assert_nonnull (row);
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog)), ==, 0);
  g_signal_emit_by_name (row, "activated");
  ui_testing_settle ();
  g_assert_nonnull (ui_testing_find (GTK_WIDGET (dialog), COFFRET_TYPE_FINDING_PAGE));
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog)), ==, 0);
  g_assert_cmpuint (count_kept (fixture), ==, 1);
}

/* DATA: the way that the file was made in. */
static void
test_opened (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_way (fixture, data);
  g_autoptr (GListModel) files = as_list (file);
  AdwDialog *dialog;

  coffret_window_add_files (COFFRET_WINDOW (fixture->house.window), files);
  dialog = await_received (fixture);
  look_at (fixture, dialog);
  adw_dialog_force_close (dialog);
  ui_testing_house_no_dialog (&fixture->house);
  g_assert_cmpuint (count_kept (fixture), ==, 1);
}

static void
test_checked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_way (fixture, data);
  g_autoptr (GListModel) files = as_list (file);
  AdwDialog *check;
  AdwDialog *dialog;

  gtk_widget_activate_action (GTK_WIDGET (fixture->house.window), "win.check", NULL);
  check = ui_testing_house_dialog (&fixture->house);
  coffret_check_dialog_take_files (COFFRET_CHECK_DIALOG (check), files);
  dialog = await_received (fixture);
  look_at (fixture, dialog);
  adw_dialog_force_close (dialog);
  ui_testing_settle ();
  adw_dialog_force_close (check);
  ui_testing_house_no_dialog (&fixture->house);
}

/* What is pasted, above all what a telephone read from a code. */
static void
test_pasted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_way (fixture, data);
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->house.window));
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  AdwDialog *dialog;

  gdk_clipboard_set_text (clipboard, text);
  gtk_widget_activate_action (GTK_WIDGET (fixture->house.window), "win.paste", NULL);
  dialog = await_received (fixture);
  look_at (fixture, dialog);
  adw_dialog_force_close (dialog);
  ui_testing_house_no_dialog (&fixture->house);
}

/* Only when it is asked for, and only what an issuer signed. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_way (fixture, data);
  g_autoptr (GListModel) files = as_list (file);
  AdwDialog *dialog;

  coffret_window_add_files (COFFRET_WINDOW (fixture->house.window), files);
  dialog = await_received (fixture);
  g_signal_emit_by_name (
    ui_testing_find_text (GTK_WIDGET (dialog), ADW_TYPE_BUTTON_ROW, "Keep a Copy in My Vault"),
    "activated");
  ui_testing_wait_until (count_kept (fixture) == 2);
  ui_testing_settle ();
  /* With one added and nothing refused it may have closed by itself. */
  while ((dialog = adw_application_window_get_visible_dialog (
            ADW_APPLICATION_WINDOW (fixture->house.window))))
    adw_dialog_force_close (dialog);
  g_assert_cmpstr (coffret_entry_get_title (ui_testing_entry (fixture->house.session, 1)), ==,
                   "Small engines");
}

/* What somebody shared and what is one's own, given together. */
static void
test_sorted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) shared = write_way (fixture, "page");
  g_autoptr (GListModel) files = as_list (shared);
  g_autoptr (GBytes) own = ui_testing_credential_new (4);
  g_autofree char *path = g_build_filename (fixture->folder, "own.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_auto (GValue) value = G_VALUE_INIT;
  CoffretArrived *arrived;
  g_autoptr (GFile) first = NULL;

  g_file_set_contents (path, g_bytes_get_data (own, NULL), (gssize) g_bytes_get_size (own), NULL);
  g_list_store_append (G_LIST_STORE (files), file);
  g_list_store_append (G_LIST_STORE (files), folder);
  ui_testing_await (coffret_arrived_sort (files), &value);
  arrived = g_value_get_object (&value);
  g_assert_cmpuint (coffret_arrived_count (arrived), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (coffret_arrived_get_files (arrived)), ==, 2);
  first = g_list_model_get_item (coffret_arrived_get_files (arrived), 0);
  g_assert_true (g_file_equal (first, file));
}

/* Moved from another vault: nobody shared that. */
static void
test_not_shared (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "{\"@context\":\"https://www.w3.org/ns/credentials/v2\",\"type\":\"VerifiablePresentation\","
    "\"verifiableCredential\":[{\"@context\":\"https://www.w3.org/ns/credentials/v2\","
    "\"type\":[\"VerifiableCredential\"],\"issuer\":\"urn:i\",\"credentialSubject\":{\"id\":\"urn:"
    "s\"}}]}",
    "<!doctype html><p>A page of somebody else.",
    "%PDF-1.7\nnothing",
    "eyJh.bGci.OiJI",
    "nothing",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
    g_auto (GValue) value = G_VALUE_INIT;

    ui_testing_await (coffret_arrived_sort_bytes (bytes, "given"), &value);
    g_assert_cmpuint (coffret_arrived_count (g_value_get_object (&value)), ==, 0);
    g_assert_true (g_bytes_equal (coffret_arrived_get_bytes (g_value_get_object (&value)), bytes));
  }
}

int
main (int argc, char *argv[])
{
  static const char *const ways[] = { "presentation", "page", "pdf", "qr-png", "qr-svg" };

  ui_testing_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree char *opened = g_strconcat ("/ui/receiving/opened/", ways[i], NULL);
    g_autofree char *checked = g_strconcat ("/ui/receiving/checked/", ways[i], NULL);

    g_test_add (opened, Fixture, ways[i], set_up, test_opened, tear_down);
    g_test_add (checked, Fixture, ways[i], set_up, test_checked, tear_down);
  }
  g_test_add ("/ui/receiving/closed", Fixture, NULL, set_up, test_closed, tear_down);
  g_test_add ("/ui/receiving/pasted", Fixture, "presentation", set_up, test_pasted, tear_down);
  g_test_add ("/ui/receiving/kept", Fixture, "pdf", set_up, test_kept, tear_down);
  g_test_add ("/ui/receiving/sorted", Fixture, NULL, set_up, test_sorted, tear_down);
  g_test_add ("/ui/receiving/not-shared", Fixture, NULL, set_up, test_not_shared, tear_down);
  return g_test_run ();
}
