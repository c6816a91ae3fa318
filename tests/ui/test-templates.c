/* Every page, dialog and widget: made without a warning, every control named, and
 * nothing of it left when it is closed. */
#include "app/dialogs/about-me-dialog.h"
#include "app/dialogs/add-dialog.h"
#include "app/dialogs/check-dialog.h"
#include "app/dialogs/compartment-dialog.h"
#include "app/dialogs/details-dialog.h"
#include "app/dialogs/identity-dialog.h"
#include "app/dialogs/own-dialog.h"
#include "app/dialogs/sheet-dialog.h"
#include "app/dialogs/pathway-dialog.h"
#include "app/dialogs/pathway-edit-dialog.h"
#include "app/dialogs/target-dialog.h"
#include "app/dialogs/try-dialog.h"
#include "app/pages/credential-page.h"
#include "app/pages/door-page.h"
#include "app/pages/first-run-page.h"
#include "app/pages/side-page.h"
#include "app/pages/sidebar-page.h"
#include "app/pages/yours-section.h"
#include "app/slots.h"
#include "app/strength.h"
#include "app/vault-view.h"
#include "app/widgets/credential-row.h"
#include "app/widgets/figure-row.h"
#include "app/widgets/outcome-row.h"
#include "app/widgets/place-row.h"
#include "app/widgets/several-bar.h"
#include "app/widgets/verdict-badge.h"
#include "app/window.h"
#include "ui-testing.h"
#include "practice/invent.h"

#include <glib/gstdio.h>

static GtkWindow *
window_around (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_window_set_default_size (window, 900, 700);
  adw_window_set_content (ADW_WINDOW (window), widget);
  ui_testing_show (window);
  return window;
}

static void
check (GtkWidget *widget)
{
  GtkWindow *window = window_around (widget);

  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
  ui_testing_finish (window);
}

static void
check_dialog (AdwDialog *dialog)
{
  GtkWindow *window = window_around (gtk_label_new ("below"));
  gpointer watched = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &watched);
  adw_dialog_present (dialog, GTK_WIDGET (window));
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog)), ==, 0);
  adw_dialog_force_close (dialog);
  ui_testing_finish (window);
  g_assert_null (watched);
}

static void
test_widgets (void)
{
  check (g_object_new (COFFRET_TYPE_VERDICT_BADGE, NULL));
  check (GTK_WIDGET (coffret_credential_row_new ()));
}

static void
test_door_pages (void)
{
  g_autofree char *folder = g_dir_make_tmp ("coffret-ui-XXXXXX", NULL);
  g_autoptr (CoffretDoor) door = coffret_door_new (folder);

  check (GTK_WIDGET (coffret_door_page_new (door)));
  check (GTK_WIDGET (coffret_first_run_page_new (door)));
  check_dialog (ADW_DIALOG (coffret_try_dialog_new (door, COFFRET_SLOT_PASSPHRASE)));
  check_dialog (ADW_DIALOG (coffret_try_dialog_new (door, COFFRET_SLOT_RECOVERY)));
  check_dialog (ADW_DIALOG (coffret_sheet_dialog_new (door, FALSE)));
  check_dialog (ADW_DIALOG (coffret_sheet_dialog_new (door, TRUE)));
  g_rmdir (folder);
}

static GtkWidget *
find_visible (GtkWidget *widget, GType type)
{
  GtkWidget *found =
    G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_visible (child, type);
  return found;
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  gboolean said = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
                  g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !said;
       child = gtk_widget_get_next_sibling (child))
    said = says (child, text);
  return said;
}

static void
go (GtkWindow *window, const char *action, const char *tag)
{
  g_assert_true (
    gtk_widget_activate_action (gtk_window_get_focus (window), action, tag ? "s" : NULL, tag));
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
}

/* There and back again; each step gives the focus to what it is about. Where no keyring
 * answers, as here, there is nothing to choose: it takes a passphrase, typed twice. */
static void
test_first_run (void)
{
  g_autofree char *folder = g_dir_make_tmp ("coffret-ui-XXXXXX", NULL);
  g_autoptr (CoffretDoor) door = coffret_door_new (folder);
  GtkWindow *window = window_around (GTK_WIDGET (coffret_first_run_page_new (door)));
  GtkWidget *passphrase;

  g_assert_true (GTK_IS_BUTTON (gtk_window_get_focus (window)));
  go (window, "navigation.push", "vault");
  g_assert_true (ADW_IS_ACTION_ROW (gtk_window_get_focus (window)));
  go (window, "navigation.push", "keys");
  while (find_visible (GTK_WIDGET (window), ADW_TYPE_SWITCH_ROW))
    g_main_context_iteration (NULL, TRUE);
  go (window, "navigation.pop", NULL);
  g_assert_true (ADW_IS_ACTION_ROW (gtk_window_get_focus (window)));
  go (window, "navigation.push", "keys");
  passphrase = gtk_widget_get_ancestor (gtk_window_get_focus (window), GTK_TYPE_PASSWORD_ENTRY);
  g_assert_nonnull (passphrase);
  g_assert_false (says (GTK_WIDGET (window), "Type the passphrase once more."));
  gtk_editable_set_text (GTK_EDITABLE (passphrase), "four words");
  g_assert_true (says (GTK_WIDGET (window), "Type the passphrase once more."));
  g_assert_true (
    says (GTK_WIDGET (window), coffret_strength_say (coffret_strength_of ("four words"))));
  ui_testing_finish (window);
  g_rmdir (folder);
}

static void
test_vault_view (void)
{
  static const char *const sides[] = { "overview", "browse", "shared", "learn" };
  g_autoptr (CoffretSession) session = ui_testing_session_new (30);
  CoffretVaultView *view = coffret_vault_view_new (session);
  GtkWindow *window = window_around (GTK_WIDGET (view));

  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
  coffret_vault_view_open (view, coffret_entry_get_id (ui_testing_entry (session, 0)));
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
  /* F6 goes round: list or credential, sidebar, and on. */
  for (int i = 0; i < 2; i++) {
    GtkWidget *before = gtk_root_get_focus (GTK_ROOT (window));

    coffret_vault_view_next_part (view, i == 0 ? 1 : -1);
    g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) != before);
  }
  coffret_vault_view_close (view);
  ui_testing_settle ();
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++) {
    GtkWidget *page;

    coffret_vault_view_show (view, sides[i]);
    ui_testing_settle ();
    page = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (window)), COFFRET_TYPE_SIDE_PAGE);
    g_assert_nonnull (page);
    for (int step = -1; step <= 1; step += 2) {
      coffret_vault_view_next_part (view, step);
      g_assert_nonnull (gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (window)),
                                                 COFFRET_TYPE_SIDEBAR_PAGE));
      coffret_vault_view_next_part (view, step);
      g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)), page));
    }
  }
  ui_testing_finish (window);
  coffret_session_end (session);
}

static void
test_credential_page (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (1);
  g_autoptr (CoffretPictureLoader) loader = coffret_picture_loader_new (session);
  CoffretEntry *entry = ui_testing_entry (session, 0);
  GtkWindow *window =
    window_around (GTK_WIDGET (coffret_credential_page_new (session, loader, entry)));

  ui_testing_await (coffret_session_read (session, entry), NULL);
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
  ui_testing_finish (window);
  coffret_session_end (session);
}

/* What was refused stays to be read; a single credential that is in the vault closes the dialog. */
static void
test_add_dialog (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (1);
  g_autoptr (GBytes) refused = g_bytes_new_static ("nothing", 7);
  g_autoptr (GBytes) added = ui_testing_credential_new (7);
  GtkWindow *window = window_around (gtk_label_new ("below"));
  CoffretAddDialog *stays = coffret_add_dialog_new (session, NULL);
  g_autoptr (CoffretAddDialog) leaves = g_object_ref_sink (coffret_add_dialog_new (session, NULL));
  gpointer watched = stays;

  g_object_add_weak_pointer (G_OBJECT (stays), &watched);
  adw_dialog_present (ADW_DIALOG (stays), GTK_WIDGET (window));
  coffret_add_dialog_take_bytes (stays, refused, "nothing.json");
  while (!find_visible (GTK_WIDGET (stays), COFFRET_TYPE_OUTCOME_ROW) ||
         find_visible (GTK_WIDGET (stays), GTK_TYPE_PROGRESS_BAR))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  g_assert_nonnull (gtk_widget_get_parent (GTK_WIDGET (stays)));
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (stays)), ==, 0);
  adw_dialog_force_close (ADW_DIALOG (stays));

  adw_dialog_present (ADW_DIALOG (leaves), GTK_WIDGET (window));
  coffret_add_dialog_take_bytes (leaves, added, "seven.json");
  while (gtk_widget_get_parent (GTK_WIDGET (leaves)))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_finish (window);
  g_assert_null (watched);
  watched = leaves;
  g_object_add_weak_pointer (G_OBJECT (leaves), &watched);
  g_clear_object (&leaves);
  g_assert_null (watched);
  coffret_session_end (session);
}

static void
check_pathway (CoffretSession *session, GPtrArray *entries)
{
  g_autoptr (CoffretPathwayPlan) plan = coffret_pathway_plan_new ("Towards <b>");
  g_auto (GValue) list = G_VALUE_INIT;

  g_set_str (&plan->builds, "Diploma");
  coffret_pathway_plan_add (plan, coffret_entry_get_title (entries->pdata[0]), NULL, NULL);
  coffret_pathway_plan_add (plan, "Something <i>else", NULL, NULL);
  plan->needs = 2;
  ui_testing_await (coffret_session_save_pathway (session, NULL, plan), NULL);
  ui_testing_await (coffret_session_judge_pathways (session, coffret_instant_now (), NULL), &list);
  check_dialog (ADW_DIALOG (coffret_pathway_dialog_new (
    session, g_ptr_array_index ((GPtrArray *) g_value_get_boxed (&list), 0))));
}

static void
test_dialogs (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (1);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_auto (GValue) item = G_VALUE_INIT;
  g_autoptr (CoffretIdentity) identity = NULL;

  g_ptr_array_add (entries, ui_testing_entry (session, 0));
  check_dialog (ADW_DIALOG (coffret_compartment_dialog_new (NULL, NULL, NULL)));
  check_dialog (
    ADW_DIALOG (coffret_compartment_dialog_new ("Work_shop", "coffret-leaf-symbolic", "green")));
  check_dialog (ADW_DIALOG (coffret_add_dialog_new (session, NULL)));
  check_dialog (ADW_DIALOG (coffret_check_dialog_new (NULL, TRUE, FALSE)));
  ui_testing_await (coffret_session_read (session, ui_testing_entry (session, 0)), &item);
  check_dialog (coffret_details_dialog_new (g_value_get_boxed (&item)));
  check_dialog (ADW_DIALOG (coffret_about_me_dialog_new (session)));
  ui_testing_await (coffret_session_add_identity (session, COFFRET_IDENTITY_NAME, "Mira <b>"),
                    NULL);
  ui_testing_await (
    coffret_session_add_identity (session, COFFRET_IDENTITY_EMAIL, "mira@example.org"), NULL);
  ui_testing_await (
    coffret_session_add_identity (session, COFFRET_IDENTITY_DID, "did:example:mira"), NULL);
  check_dialog (ADW_DIALOG (coffret_about_me_dialog_new (session)));
  check_dialog (ADW_DIALOG (coffret_identity_dialog_new (session, NULL, COFFRET_IDENTITY_EMAIL)));
  check_dialog (ADW_DIALOG (coffret_target_dialog_new (session)));
  check_dialog (ADW_DIALOG (coffret_pathway_edit_dialog_new (session, NULL, entries)));
  check_pathway (session, entries);
  identity = g_list_model_get_item (coffret_session_get_identities (session), 2);
  check_dialog (ADW_DIALOG (coffret_identity_dialog_new (session, identity, 0)));
  check_dialog (ADW_DIALOG (coffret_own_dialog_new (session, NULL)));
  coffret_session_end (session);
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

/* A field is saved when it is left, at Enter, and when its page goes. */
static void
test_yours (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (1);
  CoffretEntry *entry = ui_testing_entry (session, 0);
  g_autofree char *issued = g_strdup (coffret_entry_get_title (entry));
  GtkWidget *section = GTK_WIDGET (coffret_yours_section_new (session, entry));
  GtkWindow *window = window_around (section);
  GtkWidget *title = find_widget (section, ADW_TYPE_ENTRY_ROW);
  GtkWidget *note = find_widget (section, GTK_TYPE_TEXT_VIEW);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (note));
  CoffretUndo *undo = coffret_session_get_undo (session);

  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (title), " Mine ");
  g_signal_emit_by_name (title, "entry-activated");
  while (!coffret_entry_get_own_title (entry))
    ui_testing_settle ();
  g_assert_cmpstr (coffret_entry_get_title (entry), ==, "Mine");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (title)), ==, "Mine");

  gtk_widget_grab_focus (note);
  gtk_text_buffer_set_text (buffer, "Two\nlines", -1);
  gtk_widget_grab_focus (title);
  while (!coffret_entry_get_note (entry))
    ui_testing_settle ();
  g_assert_cmpstr (coffret_entry_get_note (entry), ==, "Two\nlines");

  /* An untouched field follows what is undone. */
  ui_testing_await (coffret_undo_undo (undo), NULL);
  ui_testing_await (coffret_undo_undo (undo), NULL);
  g_assert_cmpstr (coffret_entry_get_title (entry), ==, issued);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (title)), ==, "");
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);

  gtk_editable_set_text (GTK_EDITABLE (title), "Late");
  ui_testing_finish (window);
  while (!coffret_entry_get_own_title (entry))
    ui_testing_settle ();
  g_assert_cmpstr (coffret_entry_get_own_title (entry), ==, "Late");
  coffret_session_end (session);
}

/* The first widget below WIDGET of that type which says so; NULL. */
static GtkWidget *
find_named (GtkWidget *widget, GType type, const char *name)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget) &&
      (!name || !gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                     GTK_ACCESSIBLE_PROPERTY_LABEL, name)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_named (child, type, name);
  return found;
}

static CoffretCompartment *
make_compartment (CoffretSession *session, const char *name, const char *parent)
{
  g_auto (GValue) value = G_VALUE_INIT;

  ui_testing_await (
    coffret_session_add_compartment (session, name, "coffret-leaf-symbolic", "green", parent),
    &value);
  return COFFRET_COMPARTMENT (g_value_get_object (&value)); /* the library keeps it */
}

static void
wait_for_undo (CoffretSession *session, const char *label)
{
  while (g_strcmp0 (coffret_undo_get_undo_label (coffret_session_get_undo (session)), label) != 0)
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
}

/* Rows say where they lie, follow a move and keep the focus. */
static void
test_nested_compartments (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (3);
  GtkWindow *window = window_around (GTK_WIDGET (coffret_vault_view_new (session)));
  g_autofree char *nursing =
    g_strdup (coffret_compartment_get_id (make_compartment (session, "Nursing", NULL)));
  g_autofree char *work =
    g_strdup (coffret_compartment_get_id (make_compartment (session, "Work", NULL)));
  GtkWidget *row;

  make_compartment (session, "Hours", nursing);
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
  row = find_named (GTK_WIDGET (window), COFFRET_TYPE_PLACE_ROW,
                    "Hours. Compartment in Nursing. 0 credentials.");
  g_assert_nonnull (row);
  row =
    find_named (GTK_WIDGET (window), COFFRET_TYPE_PLACE_ROW, "Work. Compartment. 0 credentials.");
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_grab_focus (row));
  g_assert_true (gtk_widget_activate_action (row, "sidebar.move", "i", -1));
  wait_for_undo (session, "Move the compartment “Work”");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == row);
  g_assert_null (gtk_widget_get_prev_sibling (row));
  g_assert_true (
    gtk_widget_activate_action (row, "vault.place-compartment", "(sss)", work, nursing, ""));
  while (find_named (GTK_WIDGET (window), COFFRET_TYPE_PLACE_ROW,
                     "Work. Compartment in Nursing. 0 credentials.") != row)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (gtk_widget_get_next_sibling (row));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == row);
  ui_testing_finish (window);
  coffret_session_end (session);
}

static guint
count_in (CoffretSession *session, CoffretPlace place, const char *compartment)
{
  g_autoptr (GPtrArray) entries = coffret_view_ask (coffret_session_get_library (session), place,
                                                    compartment, COFFRET_ORDER_TITLE, NULL);

  return entries->len;
}

/* Several are chosen, and each act is one step over all. */
static void
test_several (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (4);
  GtkWindow *window = window_around (GTK_WIDGET (coffret_vault_view_new (session)));
  g_autofree char *drawer =
    g_strdup (coffret_compartment_get_id (make_compartment (session, "Drawer", NULL)));
  GtkWidget *list;
  GtkWidget *bar;
  GtkSelectionModel *model;
  CoffretChoice *choice;

  while (!find_named (GTK_WIDGET (window), COFFRET_TYPE_CREDENTIAL_ROW, NULL))
    g_main_context_iteration (NULL, TRUE);
  list = find_named (GTK_WIDGET (window), GTK_TYPE_LIST_VIEW, NULL);
  model = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  choice = coffret_slots_get_choice (COFFRET_SLOTS (model));
  g_assert_true (gtk_widget_activate_action (list, "list.choose", NULL));
  g_assert_true (coffret_choice_get_several (choice));
  /* The arrow keys choose nothing any more; a range and a toggle do. */
  gtk_selection_model_select_item (model, 0, TRUE);
  g_assert_cmpuint (coffret_choice_get_count (choice), ==, 0);
  gtk_selection_model_select_range (model, 0, 3, TRUE);
  coffret_choice_toggle (choice, 1);
  g_assert_cmpuint (coffret_choice_get_count (choice), ==, 2);
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);

  bar = find_named (GTK_WIDGET (window), COFFRET_TYPE_SEVERAL_BAR, NULL);
  g_assert_true (gtk_widget_activate_action (bar, "several.put", "s", drawer));
  wait_for_undo (session, "Put 2 credentials into “Drawer”");
  g_assert_cmpuint (count_in (session, COFFRET_PLACE_COMPARTMENT, drawer), ==, 2);
  g_assert_false (coffret_choice_get_several (choice));

  gtk_selection_model_select_all (model);
  g_assert_true (coffret_choice_get_several (choice));
  g_assert_cmpuint (coffret_choice_get_count (choice), ==, 4);
  g_assert_true (gtk_widget_activate_action (bar, "several.trash", NULL));
  wait_for_undo (session, "Move 4 credentials to the trash");
  g_assert_cmpuint (count_in (session, COFFRET_PLACE_TRASH, NULL), ==, 4);
  ui_testing_await (coffret_undo_undo (coffret_session_get_undo (session)), NULL);
  ui_testing_await (coffret_undo_undo (coffret_session_get_undo (session)), NULL);
  g_assert_cmpuint (count_in (session, COFFRET_PLACE_ALL, NULL), ==, 4);
  g_assert_cmpuint (count_in (session, COFFRET_PLACE_COMPARTMENT, drawer), ==, 0);
  ui_testing_finish (window);
  coffret_session_end (session);
}

/* However long the list is, the widgets are those of a few screens. */
static guint
count_rows (GtkWidget *widget)
{
  guint rows = COFFRET_IS_CREDENTIAL_ROW (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    rows += count_rows (child);
  return rows;
}

static void
test_many (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (1500);
  GtkWindow *window = window_around (GTK_WIDGET (coffret_vault_view_new (session)));
  guint rows;

  /* The answer comes from a worker, in its own time. */
  while ((rows = count_rows (GTK_WIDGET (window))) == 0)
    ui_testing_settle ();
  g_assert_cmpuint (rows, <, 300);
  ui_testing_finish (window);
  coffret_session_end (session);
}

/* The pages that are no list: named, reachable by their action, and their rows lead on. */
static void
test_side_pages (void)
{
  static const char *const places[] = { "learn", "shared", "browse", "overview" };
  g_autoptr (CoffretSession) session = ui_testing_session_new (3);
  CoffretVaultView *view = coffret_vault_view_new (session);
  GtkWindow *window = window_around (GTK_WIDGET (view));
  GtkWidget *row;

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "vault.show", "s", places[i]));
    ui_testing_settle ();
    g_assert_nonnull (find_named (GTK_WIDGET (window), COFFRET_TYPE_SIDE_PAGE, NULL));
    g_assert_nonnull (gtk_window_get_focus (window));
    g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
  }
  while (!(row = find_named (GTK_WIDGET (window), COFFRET_TYPE_FIGURE_ROW,
                             "3 credentials. From 3 issuers.")))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_window_get_focus (window) == row);
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);

  /* The figures follow, and the row keeps the focus. */
  {
    g_autoptr (GPtrArray) one = g_ptr_array_new ();

    g_ptr_array_add (one, ui_testing_entry (session, 0));
    ui_testing_await (coffret_session_trash (session, one), NULL);
  }
  while (find_named (GTK_WIDGET (window), COFFRET_TYPE_FIGURE_ROW,
                     "2 credentials. From 2 issuers.") != row)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_window_get_focus (window) == row);

  /* From the type to those of the type. */
  while (!(row = find_named (GTK_WIDGET (window), COFFRET_TYPE_FIGURE_ROW,
                             "Micro-credential. 2 credentials.")))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_activate (row);
  while (!find_named (GTK_WIDGET (window), COFFRET_TYPE_CREDENTIAL_ROW, NULL))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (find_named (GTK_WIDGET (window), COFFRET_TYPE_SIDE_PAGE, NULL));
  ui_testing_finish (window);
  coffret_session_end (session);
}

/* Locked while the figures are still added up. */
static void
test_side_page_gone (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (40);
  CoffretVaultView *view = coffret_vault_view_new (session);
  GtkWindow *window = window_around (GTK_WIDGET (view));

  coffret_vault_view_show (view, "overview");
  ui_testing_finish (window);
  coffret_session_end (session);
  ui_testing_settle ();
}

static void
test_window (void)
{
  g_autofree char *folder = g_dir_make_tmp ("coffret-ui-XXXXXX", NULL);
  g_autoptr (CoffretDoor) door = coffret_door_new (folder);
  CoffretWindow *window = coffret_window_new (NULL, door);

  ui_testing_show (GTK_WINDOW (window));
  ui_testing_await (coffret_door_start (door), NULL);
  ui_testing_settle ();
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_FIRST_RUN);
  /* Whoever cannot see hears nothing unless something has the focus. */
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (window)));
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
  ui_testing_finish (GTK_WINDOW (window));
  g_rmdir (folder);
}

static gboolean
mentions (GtkWidget *widget, const char *text)
{
  if (ADW_IS_BANNER (widget))
    return adw_banner_get_revealed (ADW_BANNER (widget)) &&
           g_str_has_prefix (adw_banner_get_title (ADW_BANNER (widget)), text);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (mentions (child, text))
      return TRUE;
  return FALSE;
}

/* A vault in memory says at all times what it is, and takes in what it may. */
static void
test_in_memory (void)
{
  static const struct {
    CoffretDoorKind kind;
    const char *sign;
    gboolean refuses;
  } kinds[] = {
    { COFFRET_DOOR_TO_PRACTICE, "Practice vault", TRUE },
    { COFFRET_DOOR_TO_GUEST, "Guest session", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (CoffretDoor) door = kinds[i].kind == COFFRET_DOOR_TO_PRACTICE
                                     ? coffret_door_new_to_practice (coffret_invent, NULL)
                                     : coffret_door_new_to_guest ();
    CoffretWindow *window = coffret_window_new (NULL, door);
    g_autoptr (CoffretAddDialog) dialog = NULL;
    g_autoptr (GBytes) bytes = ui_testing_credential_new (7);
    GListModel *library;
    guint there;

    ui_testing_show (GTK_WINDOW (window));
    ui_testing_await (coffret_door_start (door), NULL);
    ui_testing_settle ();
    g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_OPEN);
    g_assert_true (mentions (GTK_WIDGET (window), kinds[i].sign));
    g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
    library = G_LIST_MODEL (coffret_session_get_library (coffret_door_get_session (door)));
    there = g_list_model_get_n_items (library);
    dialog = g_object_ref_sink (coffret_add_dialog_new (coffret_door_get_session (door), NULL));
    adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
    coffret_add_dialog_take_bytes (dialog, bytes, "seven.json");
    /* With its one file added it closes by itself. */
    while (!mentions (GTK_WIDGET (dialog), "This is the practice vault") &&
           gtk_widget_get_parent (GTK_WIDGET (dialog)))
      g_main_context_iteration (NULL, TRUE);
    g_assert_true (mentions (GTK_WIDGET (dialog), "This is the practice vault") ==
                   kinds[i].refuses);
    g_assert_cmpuint (g_list_model_get_n_items (library), ==, kinds[i].refuses ? there : there + 1);
    g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (window)), ==, 0);
    if (kinds[i].refuses)
      adw_dialog_force_close (ADW_DIALOG (dialog));
    g_clear_object (&dialog);
    ui_testing_finish (GTK_WINDOW (window));
    coffret_door_lock (door);
  }
}

int
main (int argc, char **argv)
{
  /* No keyring may answer, not even one that the bus would start. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/templates/widgets", test_widgets);
  g_test_add_func ("/templates/door-pages", test_door_pages);
  g_test_add_func ("/templates/first-run", test_first_run);
  g_test_add_func ("/templates/vault-view", test_vault_view);
  g_test_add_func ("/templates/credential-page", test_credential_page);
  g_test_add_func ("/templates/add-dialog", test_add_dialog);
  g_test_add_func ("/templates/dialogs", test_dialogs);
  g_test_add_func ("/templates/yours", test_yours);
  g_test_add_func ("/templates/nested-compartments", test_nested_compartments);
  g_test_add_func ("/templates/several", test_several);
  g_test_add_func ("/templates/many", test_many);
  g_test_add_func ("/templates/side-pages", test_side_pages);
  g_test_add_func ("/templates/side-page-gone", test_side_page_gone);
  g_test_add_func ("/templates/window", test_window);
  g_test_add_func ("/templates/in-memory", test_in_memory);
  return g_test_run ();
}
