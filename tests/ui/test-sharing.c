/* Sharing in the window: a group in two steps, its page, what they will see, the ways out, the
 * ledger. */
#include "app/dialogs/code-dialog.h"
#include "app/dialogs/fields-dialog.h"
#include "app/dialogs/members-dialog.h"
#include "app/dialogs/parcel-dialog.h"
#include "app/dialogs/received-dialog.h"
#include "app/dialogs/share-dialog.h"
#include "app/dialogs/share-record-dialog.h"
#include "app/dialogs/share-with-dialog.h"
#include "app/pages/group-page.h"
#include "app/pages/ledger-page.h"
#include "app/pages/list-page.h"
#include "app/share-acts.h"
#include "app/share-out.h"
#include "app/vault-view.h"
#include "app/widgets/code-picture.h"
#include "app/widgets/fields-list.h"
#include "app/widgets/parcel-view.h"
#include "organise/shares.h"
#include "organise/sharing.h"
#include "share/noting.h"
#include "share/packing.h"
#include "share/qr.h"
#include "ui-testing.h"

typedef struct {
  CoffretSession *session;
  GtkWindow *window;
  CoffretVaultView *view;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = ui_testing_session_new (GPOINTER_TO_UINT (data));
  fixture->view = coffret_vault_view_new (fixture->session);
  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 900, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  ui_testing_show (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_testing_finish (fixture->window);
  coffret_session_end (fixture->session);
  g_object_unref (fixture->session);
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

/* The row, or the button, whose title or label is WORDS; that can be seen. */
static GtkWidget *
find_titled (GtkWidget *widget, const char *words)
{
  GtkWidget *found = NULL;

  if (gtk_widget_get_mapped (widget) &&
      ((ADW_IS_PREFERENCES_ROW (widget) &&
        g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), words) == 0) ||
       (GTK_IS_BUTTON (widget) &&
        g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), words) == 0)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_titled (child, words);
  return found;
}

static GtkWidget *
await_titled (Fixture *fixture, const char *words)
{
  GtkWidget *found;

  while (!(found = find_titled (GTK_WIDGET (fixture->window), words)))
    g_main_context_iteration (NULL, TRUE);
  return found;
}

static GtkWidget *
await_type (Fixture *fixture, GType type)
{
  GtkWidget *found;

  while (!(found = find_type (GTK_WIDGET (fixture->window), type)))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  return found;
}

static void
await_gone (Fixture *fixture, GType type)
{
  while (find_type (GTK_WIDGET (fixture->window), type))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
}

static CoffretGroups *
groups_of (Fixture *fixture)
{
  return coffret_library_get_groups (coffret_session_get_library (fixture->session));
}

static CoffretGroup *
only_group (Fixture *fixture)
{
  GListModel *groups = G_LIST_MODEL (groups_of (fixture));
  g_autoptr (CoffretGroup) group = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (groups), ==, 1);
  group = g_list_model_get_item (groups, 0);
  return group; /* the library keeps it */
}

static void
audit (Fixture *fixture)
{
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (fixture->window)), ==, 0);
}

static CoffretGroup *
make_group (Fixture *fixture)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (CoffretSharingGroup) draft = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  guint count =
    g_list_model_get_n_items (G_LIST_MODEL (coffret_session_get_library (fixture->session)));

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (entries, ui_testing_entry (fixture->session, i));
  draft = coffret_group_draft (fixture->session, "City hospital, June",
                               COFFRET_AUDIENCE_POTENTIAL_EMPLOYER, entries, "en");
  ui_testing_await (coffret_session_save_group (fixture->session, draft), &value);
  coffret_vault_view_show_group (
    fixture->view, coffret_group_get_id (COFFRET_GROUP (g_value_get_object (&value))));
  await_type (fixture, COFFRET_TYPE_GROUP_PAGE);
  return only_group (fixture);
}

/* Whom? What of it? Then the group is there with what was chosen, and nothing has left. */
static void
test_two_steps (Fixture *fixture, gconstpointer data)
{
  CoffretFieldsList *list;
  CoffretGroup *group;
  GtkWidget *list_page;
  GtkWidget *row;
  gboolean choosing = FALSE;

  /* What was chosen for it is done with then. */
  list_page = await_type (fixture, COFFRET_TYPE_LIST_PAGE);
  gtk_widget_activate_action (list_page, "list.choose", NULL);
  g_object_get (list_page, "choosing", &choosing, NULL);
  g_assert_true (choosing);
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.share", "s",
                                coffret_entry_get_id (ui_testing_entry (fixture->session, 0))));
  await_type (fixture, COFFRET_TYPE_SHARE_WITH_DIALOG);
  audit (fixture);
  row = await_titled (fixture, "Potential employer");
  gtk_widget_activate (row);
  row = await_titled (fixture, "Name of the group");
  audit (fixture);
  gtk_editable_set_text (GTK_EDITABLE (row), "City hospital");
  list = COFFRET_FIELDS_LIST (find_type (GTK_WIDGET (fixture->window), COFFRET_TYPE_FIELDS_LIST));
  g_assert_cmpuint (coffret_fields_list_get_fields (list), ==,
                    coffret_audience_get_fields (COFFRET_AUDIENCE_POTENTIAL_EMPLOYER));
  g_signal_emit_by_name (find_titled (GTK_WIDGET (fixture->window), "Cre_ate"), "clicked");
  await_type (fixture, COFFRET_TYPE_GROUP_PAGE);
  await_gone (fixture, COFFRET_TYPE_SHARE_WITH_DIALOG);
  g_object_get (list_page, "choosing", &choosing, NULL);
  g_assert_false (choosing);
  group = only_group (fixture);
  g_assert_cmpstr (coffret_group_get_name (group), ==, "City hospital");
  g_assert_cmpuint (coffret_group_get_count (group), ==, 1);
  audit (fixture);

  /* A second one goes into the group that is there. */
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.share", "s",
                                coffret_entry_get_id (ui_testing_entry (fixture->session, 1))));
  await_type (fixture, COFFRET_TYPE_SHARE_WITH_DIALOG);
  row = await_titled (fixture, "City hospital");
  gtk_widget_activate (row);
  while (coffret_group_get_count (group) != 2)
    g_main_context_iteration (NULL, TRUE);
}

/* What is typed is one step of undo; the order follows the keys. */
static void
test_page (Fixture *fixture, gconstpointer data)
{
  CoffretGroup *group = make_group (fixture);
  g_autofree char *first = g_strdup (coffret_entry_get_id (ui_testing_entry (fixture->session, 0)));
  GtkWidget *row = await_titled (fixture, "Their name, as they will read it");
  const CoffretSharingMember *member;

  gtk_editable_set_text (GTK_EDITABLE (row), "City hospital, HR");
  g_signal_emit_by_name (row, "entry-activated");
  while (g_strcmp0 (coffret_group_get_recipient (group), "City hospital, HR") != 0)
    g_main_context_iteration (NULL, TRUE);
  ui_testing_await (coffret_undo_undo (coffret_session_get_undo (fixture->session)), NULL);
  g_assert_null (coffret_group_get_recipient (group));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");

  row = await_titled (fixture, "Credential 0");
  gtk_widget_grab_focus (row);
  g_assert_true (gtk_widget_activate_action (row, "members.key", "s", "down"));
  do {
    g_main_context_iteration (NULL, TRUE);
    member = g_ptr_array_index (coffret_group_get_row (group)->members, 1);
  } while (!g_str_equal (member->credential, first));
  ui_testing_settle ();
  g_assert_true (gtk_window_get_focus (fixture->window) == row);
  g_assert_true (gtk_widget_activate_action (row, "members.key", "s", "take"));
  while (coffret_group_get_count (group) == 3)
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  g_assert_nonnull (gtk_window_get_focus (fixture->window));
  audit (fixture);
}

/* A switch is an act of its own; what it says follows an undo. */
static void
test_fields (Fixture *fixture, gconstpointer data)
{
  CoffretGroup *group = make_group (fixture);
  CoffretFieldsList *list;
  GtkWidget *row;

  g_assert_true (gtk_widget_activate_action (
    find_type (GTK_WIDGET (fixture->window), COFFRET_TYPE_GROUP_PAGE), "group.fields", NULL));
  list = COFFRET_FIELDS_LIST (await_type (fixture, COFFRET_TYPE_FIELDS_LIST));
  audit (fixture);
  row = await_titled (fixture, "Grade and results");
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Sensitive"));
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  while (!(coffret_group_get_row (group)->fields & COFFRET_FIELDS (COFFRET_FIELD_GRADE)))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_await (coffret_undo_undo (coffret_session_get_undo (fixture->session)), NULL);
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
  g_assert_cmpuint (coffret_fields_list_get_fields (list), ==,
                    coffret_group_get_row (group)->fields);
}

/* What leaves is shown, what stays is named, and one of them can be shown whole. */
static void
test_preview (Fixture *fixture, gconstpointer data)
{
  CoffretGroup *group = make_group (fixture);
  CoffretSharingMember *member;
  GtkWidget *row;

  g_assert_true (gtk_widget_activate_action (
    find_type (GTK_WIDGET (fixture->window), COFFRET_TYPE_GROUP_PAGE), "group.preview", NULL));
  await_type (fixture, COFFRET_TYPE_PARCEL_VIEW);
  row = await_titled (fixture, "Stays hidden from them");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Evidence");
  row = await_titled (fixture, "How it goes along");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "A summary: your word, not its issuer’s");
  audit (fixture);
  g_signal_emit_by_name (find_type (GTK_WIDGET (fixture->window), COFFRET_TYPE_PARCEL_VIEW),
                         "whole", coffret_entry_get_id (ui_testing_entry (fixture->session, 0)));
  do {
    g_main_context_iteration (NULL, TRUE);
    member = g_ptr_array_index (coffret_group_get_row (group)->members, 0);
  } while (!(member->shown & COFFRET_FIELDS (COFFRET_FIELD_EVIDENCE)));
  while (find_titled (GTK_WIDGET (fixture->window), "Stays hidden from them"))
    g_main_context_iteration (NULL, TRUE);
}

/* Each way says what it is good for, or why it cannot be used. */
static void
test_ways (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  make_group (fixture);
  g_assert_true (gtk_widget_activate_action (
    find_type (GTK_WIDGET (fixture->window), COFFRET_TYPE_GROUP_PAGE), "group.share", NULL));
  row = await_titled (fixture, "Web Page");
  ui_testing_settle ();
  g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
  audit (fixture);
  for (gsize i = 0; coffret_exporters[i]; i++) {
    row = await_titled (fixture, coffret_exporters[i]->label);
    g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), !=, "");
  }
}

/* A line of the ledger, and all that is known of it. */
static void
test_ledger (Fixture *fixture, gconstpointer data)
{
  CoffretGroup *group = make_group (fixture);
  g_autoptr (CoffretPacker) packer = coffret_packer_new (fixture->session, "/nowhere");
  g_autoptr (CoffretExport) made = coffret_export_new ();
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) share = G_VALUE_INIT;
  GtkWidget *row;

  ui_testing_await (
    coffret_packer_make (packer, coffret_group_get_row (group), coffret_instant_now (), NULL),
    &value);
  made->name = g_strdup ("shared.html");
  made->media_type = "text/html";
  made->bytes = g_bytes_new_static ("page", 4);
  ui_testing_await (coffret_noting_share (fixture->session, g_value_get_boxed (&value),
                                          &coffret_exporter_page, 0, made),
                    &share);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.show-share", "s",
                                             g_value_get_string (&share)));
  await_type (fixture, COFFRET_TYPE_SHARE_RECORD_DIALOG);
  row = await_titled (fixture, "As");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Web Page");
  g_assert_nonnull (find_titled (GTK_WIDGET (fixture->window), "Credential 0"));
  audit (fixture);
  adw_dialog_force_close (
    ADW_DIALOG (find_type (GTK_WIDGET (fixture->window), COFFRET_TYPE_SHARE_RECORD_DIALOG)));
  await_gone (fixture, COFFRET_TYPE_SHARE_RECORD_DIALOG);
  g_assert_nonnull (find_type (GTK_WIDGET (fixture->window), COFFRET_TYPE_LEDGER_PAGE));
  g_assert_nonnull (find_titled (GTK_WIDGET (fixture->window), "City hospital, June"));
  audit (fixture);
}

static void
on_out (GtkWidget *from, gboolean done, const char *share, gpointer data)
{
  g_assert_true (done);
  g_set_str ((char **) data, share);
}

/* It is in the ledger when it is shown. */
static void
test_out (Fixture *fixture, gconstpointer data)
{
  CoffretGroup *group = make_group (fixture);
  g_autoptr (CoffretPacker) packer = coffret_packer_new (fixture->session, "/nowhere");
  CoffretExport *made = coffret_export_new ();
  g_autoptr (GBytes) pixels = g_bytes_new_static ("\0\0\0", 3);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (1, 1, GDK_MEMORY_R8G8B8, pixels, 3);
  g_autofree char *share = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) shares = G_VALUE_INIT;
  CoffretShareOut *out;

  ui_testing_await (
    coffret_packer_make (packer, coffret_group_get_row (group), coffret_instant_now (), NULL),
    &value);
  made->name = g_strdup ("code.png");
  made->media_type = "image/png";
  made->bytes = gdk_texture_save_to_png_bytes (texture);
  out = coffret_share_out_new (fixture->session, g_value_get_boxed (&value),
                               &coffret_exporter_qr_png, &coffret_export_choice_default, made);
  out->show = TRUE;
  coffret_share_out (GTK_WIDGET (fixture->view), out, on_out, &share);
  await_type (fixture, COFFRET_TYPE_CODE_DIALOG);
  while (!share)
    g_main_context_iteration (NULL, TRUE);
  ui_testing_await (coffret_session_list_shares (fixture->session, NULL, NULL, NULL), &shares);
  g_assert_cmpuint (((GPtrArray *) g_value_get_boxed (&shares))->len, ==, 1);
  adw_dialog_force_close (
    ADW_DIALOG (find_type (GTK_WIDGET (fixture->window), COFFRET_TYPE_CODE_DIALOG)));
  await_gone (fixture, COFFRET_TYPE_CODE_DIALOG);
}

/* What leaves, as who gets it sees it; and a file with nothing signed in it. */
static void
test_received (Fixture *fixture, gconstpointer data)
{
  CoffretGroup *group = make_group (fixture);
  g_autoptr (CoffretPacker) packer = coffret_packer_new (fixture->session, "/nowhere");
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();
  g_autoptr (CoffretSealed) sealed = NULL;
  g_autoptr (CoffretExport) made = NULL;
  g_autoptr (GBytes) nothing = g_bytes_new_static ("nothing", 7);
  g_autoptr (GError) error = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  CoffretReceivedDialog *dialog;
  CoffretPack *pack;

  ui_testing_await (
    coffret_packer_make (packer, coffret_group_get_row (group), coffret_instant_now (), NULL),
    &value);
  pack = g_value_get_boxed (&value);
  sealed = coffret_sealed_new (pack->parcel, contexts, &error);
  g_assert_no_error (error);
  made = coffret_exporter_make (&coffret_exporter_page, sealed, &coffret_export_choice_default,
                                NULL, &error);
  g_assert_no_error (error);
  dialog = coffret_received_dialog_new (fixture->session, made->bytes, made->name);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (fixture->window));
  await_titled (fixture, "Signed with the key");
  ui_testing_settle ();
  audit (fixture);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  await_gone (fixture, COFFRET_TYPE_RECEIVED_DIALOG);

  dialog = coffret_received_dialog_new (fixture->session, nothing, "nothing.txt");
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (fixture->window));
  while (!gtk_widget_get_mapped (find_type (GTK_WIDGET (dialog), ADW_TYPE_STATUS_PAGE)))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  audit (fixture);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  await_gone (fixture, COFFRET_TYPE_RECEIVED_DIALOG);
}

/* A group that is removed takes its page along, and undo brings it back to the sidebar. */
static void
test_removed (Fixture *fixture, gconstpointer data)
{
  CoffretGroup *group = make_group (fixture);
  g_autofree char *id = g_strdup (coffret_group_get_id (group));

  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.remove-group", "s", id));
  await_gone (fixture, COFFRET_TYPE_GROUP_PAGE);
  g_assert_null (coffret_groups_find (groups_of (fixture), id));
  audit (fixture);
  ui_testing_await (coffret_undo_undo (coffret_session_get_undo (fixture->session)), NULL);
  g_assert_nonnull (coffret_groups_find (groups_of (fixture), id));
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.show-group", "s", id));
  await_type (fixture, COFFRET_TYPE_GROUP_PAGE);
  audit (fixture);
}

/* Where there is room, what leaves stands beside what is decided about it, and follows it. */
static void
test_beside (Fixture *fixture, gconstpointer data)
{
  CoffretGroup *group;
  GtkWidget *page;

  gtk_window_set_default_size (fixture->window, 1600, 700);
  ui_testing_settle ();
  group = make_group (fixture);
  page = find_type (GTK_WIDGET (fixture->window), COFFRET_TYPE_GROUP_PAGE);
  while (!gtk_widget_get_mapped (ui_testing_part (page, "beside")))
    g_main_context_iteration (NULL, TRUE);
  await_titled (fixture, "Stays hidden from them");
  audit (fixture);
  g_assert_true (gtk_widget_activate_action (page, "group.preview", NULL));
  ui_testing_settle ();
  g_assert_null (find_type (GTK_WIDGET (fixture->window), COFFRET_TYPE_PARCEL_DIALOG));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window),
                                         ui_testing_part (page, "preview")));
  ui_testing_await (coffret_session_set_group_fields (
                      fixture->session, coffret_group_get_id (group), COFFRET_FIELDS_ALL),
                    NULL);
  while (find_titled (GTK_WIDGET (fixture->window), "Stays hidden from them"))
    g_main_context_iteration (NULL, TRUE);
}

/* The rows that can be seen, by their titles. */
static void
await_offered (Fixture *fixture, const char *title, gboolean offered)
{
  GtkWidget *dialog = find_type (GTK_WIDGET (fixture->window), COFFRET_TYPE_MEMBERS_DIALOG);

  while ((find_titled (dialog, title) != NULL) != offered)
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
}

static void
tick (Fixture *fixture, const char *title)
{
  GtkWidget *dialog = find_type (GTK_WIDGET (fixture->window), COFFRET_TYPE_MEMBERS_DIALOG);
  GtkWidget *row = find_titled (dialog, title);

  gtk_widget_activate (row);
  ui_testing_settle ();
}

/* Searched for and ticked; what is ticked stays so while another word is searched for. */
static void
test_members (Fixture *fixture, gconstpointer data)
{
  CoffretGroup *group = make_group (fixture);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  const GPtrArray *members;
  GtkWidget *dialog;
  GtkWidget *search;
  GtkWidget *add;

  for (guint i = 1; i < 4; i++)
    g_ptr_array_add (entries, ui_testing_entry (fixture->session, i));
  ui_testing_await (
    coffret_session_take_from_group (fixture->session, coffret_group_get_id (group), entries),
    NULL);
  ui_testing_settle ();
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.add-members", "s",
                                             coffret_group_get_id (group)));
  dialog = await_type (fixture, COFFRET_TYPE_MEMBERS_DIALOG);
  await_offered (fixture, "Credential 3", TRUE);
  g_assert_null (find_titled (dialog, "Credential 0"));
  audit (fixture);
  add = ui_testing_part (dialog, "add_button");
  g_assert_false (gtk_widget_get_sensitive (add));
  tick (fixture, "Credential 3");
  tick (fixture, "Credential 2");
  tick (fixture, "Credential 2");
  g_assert_true (gtk_widget_get_sensitive (add));
  search = ui_testing_part (dialog, "search");
  gtk_editable_set_text (GTK_EDITABLE (search), "1");
  await_offered (fixture, "Credential 3", FALSE);
  tick (fixture, "Credential 1");
  gtk_editable_set_text (GTK_EDITABLE (search), "nothing is called that");
  await_offered (fixture, "Credential 1", FALSE);
  audit (fixture);
  g_signal_emit_by_name (add, "clicked");
  await_gone (fixture, COFFRET_TYPE_MEMBERS_DIALOG);
  while (coffret_group_get_count (group) < 3)
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  members = coffret_group_get_row (group)->members;
  g_assert_cmpuint (members->len, ==, 3);
  for (guint i = 0; i < members->len; i++) {
    static const guint order[] = { 0, 3, 1 };
    const CoffretSharingMember *member = g_ptr_array_index (members, i);

    g_assert_cmpstr (member->credential, ==,
                     coffret_entry_get_id (ui_testing_entry (fixture->session, order[i])));
  }
}

/* A credential's page leads to the groups that it is in, from the moment that it is. */
static void
test_where (Fixture *fixture, gconstpointer data)
{
  CoffretGroup *group = make_group (fixture);
  CoffretEntry *entry = ui_testing_entry (fixture->session, 0);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  GtkWidget *row;

  g_ptr_array_add (entries, entry);
  coffret_vault_view_open (fixture->view, coffret_entry_get_id (entry));
  row = await_titled (fixture, "City hospital, June");
  audit (fixture);
  ui_testing_await (
    coffret_session_take_from_group (fixture->session, coffret_group_get_id (group), entries),
    NULL);
  while (
    find_titled (GTK_WIDGET (fixture->window), "In no compartment") == NULL ||
    ui_testing_find_text (GTK_WIDGET (fixture->view), ADW_TYPE_ACTION_ROW, "City hospital, June"))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_await (
    coffret_session_add_to_group (fixture->session, coffret_group_get_id (group), entries), NULL);
  while (!(row = ui_testing_find_text (GTK_WIDGET (fixture->view), ADW_TYPE_ACTION_ROW,
                                       "City hospital, June")))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_activate (row);
  await_type (fixture, COFFRET_TYPE_GROUP_PAGE);
}

/* A code as large as they are is read from the screen, whatever the window's size is. */
static void
test_code (Fixture *fixture, gconstpointer data)
{
  static const int sizes[][2] = { { 420, 560 }, { 640, 780 }, { 900, 900 }, { 1200, 1000 } };
  g_autoptr (GString) text = g_string_new ("COFFRET:VP1/");
  g_autoptr (GBytes) png = NULL;

  while (text->len < 1500)
    g_string_append_c (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(text->len * 37) % 32]);
  png = coffret_qr_to_png (text->str, COFFRET_QR_DENSE, 8, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    CoffretCodeDialog *dialog = coffret_code_dialog_new (png, "Code");
    GtkWidget *picture;
    g_autofree char *read = NULL;

    gtk_window_set_default_size (fixture->window, sizes[i][0], sizes[i][1]);
    adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (fixture->window));
    picture = await_type (fixture, COFFRET_TYPE_CODE_PICTURE);
    ui_testing_wait_until (gtk_widget_get_width (picture) > 0);
    audit (fixture);
    read = ui_testing_scan (picture);
    g_test_message ("%d px", MIN (gtk_widget_get_width (picture), gtk_widget_get_height (picture)));
    g_assert_cmpstr (read, ==, text->str);
    adw_dialog_force_close (ADW_DIALOG (dialog));
    await_gone (fixture, COFFRET_TYPE_CODE_DIALOG);
  }
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    guint count;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/ui/sharing/two-steps", 3, test_two_steps }, { "/ui/sharing/page", 3, test_page },
    { "/ui/sharing/fields", 1, test_fields },       { "/ui/sharing/preview", 1, test_preview },
    { "/ui/sharing/beside", 1, test_beside },       { "/ui/sharing/ways", 2, test_ways },
    { "/ui/sharing/ledger", 2, test_ledger },       { "/ui/sharing/out", 1, test_out },
    { "/ui/sharing/received", 1, test_received },   { "/ui/sharing/removed", 2, test_removed },
    { "/ui/sharing/members", 4, test_members },     { "/ui/sharing/where", 2, test_where },
    { "/ui/sharing/code", 0, test_code },
  };

  ui_testing_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GUINT_TO_POINTER (tests[i].count), set_up, tests[i].test,
                tear_down);
  return g_test_run ();
}
