/* What a holder types in: the form of an own entry, own dates, own words; what is forgiven, what is
 * refused with which words, and the way back. */
#include "app/dialogs/own-dates-dialog.h"
#include "app/dialogs/own-dialog.h"
#include "app/pages/credential-page.h"
#include "app/pages/yours-section.h"
#include "app/vault-view.h"
#include "organise/door.h"
#include "ui-testing.h"

typedef struct {
  UiTestingHouse house;
  char *saved; /* the id of what was saved last */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer n)
{
  ui_testing_house_open (&fixture->house, GPOINTER_TO_UINT (n));
}

static void
tear_down (Fixture *fixture, gconstpointer n)
{
  ui_testing_house_close (&fixture->house);
  g_free (fixture->saved);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->house.library));
}

static GtkWidget *
open_form (Fixture *fixture)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (GTK_WIDGET (fixture->house.window), "win.type-in", NULL);
  dialog = GTK_WIDGET (ui_testing_house_dialog (&fixture->house));
  g_assert_true (COFFRET_IS_OWN_DIALOG (dialog));
  g_assert_cmpuint (ui_testing_audit (dialog), ==, 0);
  return dialog;
}

static void
type (GtkWidget *dialog, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ui_testing_part (dialog, row)), text);
}

static void
press (GtkWidget *dialog, const char *button)
{
  GtkWidget *found = ui_testing_find_text (dialog, GTK_TYPE_BUTTON, button);

  g_assert_nonnull (found);
  g_signal_emit_by_name (found, "clicked");
}

static gboolean
can_save (GtkWidget *dialog)
{
  return gtk_widget_get_sensitive (ui_testing_part (dialog, "confirm_button"));
}

/* The sentence is to be seen, wherever the form has been scrolled to; the field has the focus and
 * says itself that it is wrong. */
static void
assert_refused (GtkWidget *dialog, const char *row, const char *sentence)
{
  GtkWidget *fault = ui_testing_part (dialog, "fault");
  GtkWidget *field = ui_testing_part (dialog, row);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (dialog));
  graphene_rect_t place;

  g_assert_true (gtk_widget_get_visible (fault));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (fault)), ==, sentence);
  while (!gtk_widget_compute_bounds (fault, dialog, &place) || place.size.height == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (place.origin.y, >=, 0);
  g_assert_cmpfloat (place.origin.y + place.size.height, <=, gtk_widget_get_height (dialog));
  g_assert_true (gtk_widget_has_css_class (field, "error"));
  g_assert_true (
    gtk_test_accessible_has_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID));
  g_assert_true (focus && gtk_widget_is_ancestor (focus, field));
  g_assert_cmpuint (ui_testing_audit (dialog), ==, 0);
}

static void
assert_not_refused (GtkWidget *dialog, const char *row)
{
  g_assert_false (gtk_widget_get_visible (ui_testing_part (dialog, "fault")));
  g_assert_false (gtk_widget_has_css_class (ui_testing_part (dialog, row), "error"));
}

/* The one whose id is none of BEFORE's. */
static CoffretEntry *
newest (Fixture *fixture)
{
  return ui_testing_entry (fixture->house.session, count (fixture) - 1);
}

#define A_DATE                                                                                     \
  "This date cannot be read, or could be two. Write it such as 2024, May 2024 or 12 May 2024."

/* All that the form asks for, as people write it. */
static void
test_added (Fixture *fixture, gconstpointer n)
{
  GtkWidget *dialog = open_form (fixture);
  GtkTextView *description = GTK_TEXT_VIEW (ui_testing_part (dialog, "description"));
  CoffretEntry *entry;
  g_auto (GValue) value = G_VALUE_INIT;
  const CoffretItem *item;
  const CoffretCredential *read;
  g_autofree char *awarded = NULL;
  g_autofree char *expires = NULL;

  g_assert_false (can_save (dialog));
  type (dialog, "title_row", "   ");
  g_assert_false (can_save (dialog));
  type (dialog, "title_row", "  First aid ");
  g_assert_true (can_save (dialog));
  type (dialog, "issuer_row", "St. Elsewhere");
  type (dialog, "awarded_row", "mai 2024");
  type (dialog, "expires_row", "2027");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (description), "Two days.\nWith a doll.", -1);
  type (dialog, "skills_row", "bandages; breathing, , calm");
  type (dialog, "hours_row", "7,5");
  type (dialog, "level_row", "2");
  type (dialog, "url_row", "www.elsewhere.example/7");
  press (dialog, "Add");
  ui_testing_house_no_dialog (&fixture->house);
  g_assert_cmpuint (count (fixture), ==, 1);
  entry = newest (fixture);
  g_assert_cmpstr (coffret_entry_get_title (entry), ==, "First aid");
  g_assert_cmpstr (coffret_entry_get_issuer (entry), ==, "St. Elsewhere");
  g_assert_cmpint (coffret_entry_get_kind (entry), ==, COFFRET_KIND_CERTIFICATE);
  awarded = coffret_instant_to_date (coffret_entry_get_awarded (entry));
  expires = coffret_instant_to_iso_date (coffret_entry_get_expires (entry));
  g_assert_cmpstr (awarded, ==, "May 2024");
  g_assert_cmpstr (expires, ==, "2027");
  g_assert_cmpstr (ui_testing_toast (GTK_WIDGET (fixture->house.window)), ==,
                   "It is in your vault");

  ui_testing_await (coffret_session_read (fixture->house.session, entry), &value);
  item = g_value_get_boxed (&value);
  read = item->credential;
  g_assert_cmpuint (read->skills->len, ==, 3);
  g_assert_cmpfloat (read->workload_hours, ==, 7.5);
  g_assert_cmpstr (((CoffretEvidence *) read->evidence->pdata[0])->url, ==,
                   "https://www.elsewhere.example/7");

  ui_testing_house_undo (&fixture->house);
  g_assert_true (coffret_entry_is_trashed (entry));
}

/* Every date that people write without doubt is taken; what is not says how. */
static void
test_dates (Fixture *fixture, gconstpointer n)
{
  static const char *const refused[] = { "yesterday",  "05/06/2024", "31 February 2024", "24",
                                         "2024-13-01", "12 Ma 2024", "12 May 20245" };
  static const char *const taken[] = { "2024",
                                       "2024-05",
                                       "2024-05-12",
                                       "12 May 2024",
                                       "12 mai 2024",
                                       "1er mai 2024",
                                       "May 12, 2024",
                                       "13/05/2024",
                                       "août 2024",
                                       " 2024 ",
                                       "" };
  GtkWidget *dialog = open_form (fixture);

  type (dialog, "title_row", "Diploma");
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    type (dialog, "awarded_row", refused[i]);
    press (dialog, "Add");
    assert_refused (dialog, "awarded_row", A_DATE);
    type (dialog, "awarded_row", "");
    assert_not_refused (dialog, "awarded_row");
  }
  for (gsize i = 0; i < G_N_ELEMENTS (taken); i++) {
    type (dialog, "awarded_row", taken[i]);
    type (dialog, "expires_row", "never");
    press (dialog, "Add");
    g_test_message ("%s", taken[i]);
    /* The other one is what is wrong. */
    assert_refused (dialog, "expires_row", A_DATE);
  }
  type (dialog, "awarded_row", "2024");
  type (dialog, "expires_row", "2023");
  press (dialog, "Add");
  assert_refused (dialog, "expires_row", "The end of validity lies before the date of award.");
  /* The same year is no contradiction: it is from its first day to its last. */
  type (dialog, "expires_row", "2024");
  press (dialog, "Add");
  ui_testing_house_no_dialog (&fixture->house);
  g_assert_cmpuint (count (fixture), ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer n)
{
  static const char *const hours[] = { "many", "-3", "1e9", "7.5.1", "nan" };
  static const char *const addresses[] = { "my certificate", "javascript:alert.(1)",
                                           "ftp://example.org/a", "https://", "nowhere" };
  GtkWidget *dialog = open_form (fixture);

  type (dialog, "title_row", "Diploma");
  for (gsize i = 0; i < G_N_ELEMENTS (hours); i++) {
    type (dialog, "hours_row", hours[i]);
    press (dialog, "Add");
    assert_refused (dialog, "hours_row", "Write the hours as a number, such as 15 or 7.5.");
  }
  type (dialog, "hours_row", "15");
  assert_not_refused (dialog, "hours_row");
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++) {
    g_test_message ("%s", addresses[i]);
    type (dialog, "url_row", addresses[i]);
    press (dialog, "Add");
    assert_refused (dialog, "url_row",
                    "This is no web address. Write it such as https://example.org/certificate.");
  }
  g_assert_cmpuint (count (fixture), ==, 0);
  press (dialog, "Cancel");
  press (GTK_WIDGET (ui_testing_house_dialog (&fixture->house)), "Discard");
  ui_testing_house_no_dialog (&fixture->house);
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* What is typed while it is being saved makes no second one. */
static void
test_twice (Fixture *fixture, gconstpointer n)
{
  g_autoptr (GtkWidget) dialog = g_object_ref (open_form (fixture));

  type (dialog, "title_row", "Diploma");
  press (dialog, "Add");
  /* Unless it is saved at once. */
  if (gtk_widget_get_root (dialog)) {
    type (dialog, "title_row", "Diploma!");
    g_assert_false (can_save (dialog));
  }
  ui_testing_house_no_dialog (&fixture->house);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* It goes where the list is. */
static void
test_in_compartment (Fixture *fixture, gconstpointer n)
{
  CoffretVaultView *view = COFFRET_VAULT_VIEW (
    ui_testing_find (GTK_WIDGET (fixture->house.window), COFFRET_TYPE_VAULT_VIEW));
  g_auto (GValue) value = G_VALUE_INIT;
  const char *id;
  GtkWidget *dialog;

  ui_testing_await (
    coffret_session_add_compartment (fixture->house.session, "Nursing", NULL, NULL, NULL), &value);
  id = coffret_compartment_get_id (g_value_get_object (&value));
  coffret_vault_view_show_compartment (view, id);
  dialog = open_form (fixture);
  type (dialog, "title_row", "Diploma");
  press (dialog, "Add");
  ui_testing_house_no_dialog (&fixture->house);
  g_assert_true (g_strv_contains (coffret_entry_get_compartments (newest (fixture)), id));
}

static GtkWidget *
open_page (Fixture *fixture, CoffretEntry *entry)
{
  CoffretVaultView *view = COFFRET_VAULT_VIEW (
    ui_testing_find (GTK_WIDGET (fixture->house.window), COFFRET_TYPE_VAULT_VIEW));
  GtkWidget *page;

  coffret_vault_view_open (view, coffret_entry_get_id (entry));
  ui_testing_wait_until (
    (page = ui_testing_find (GTK_WIDGET (view), COFFRET_TYPE_CREDENTIAL_PAGE)) &&
    ui_testing_find (page, COFFRET_TYPE_YOURS_SECTION));
  ui_testing_settle ();
  return page;
}

/* The form shows what was typed in, in words that it takes back unchanged, whatever the month. */
static void
test_changed (Fixture *fixture, gconstpointer n)
{
  for (int month = 1; month <= 12; month++) {
    g_autoptr (CoffretOwnEntry) own = coffret_own_entry_new ();
    g_autofree char *date = g_strdup_printf ("2023-%02d-%02d", month, month == 8 ? 1 : 28);
    g_autofree char *part = g_strdup_printf ("2024-%02d", month);
    g_autofree char *before = NULL;
    g_autofree char *awarded = NULL;
    g_autofree char *expires = NULL;
    g_auto (GValue) value = G_VALUE_INIT;
    CoffretEntry *entry;
    GtkWidget *dialog;
    GtkWidget *page;

    own->title = g_strdup ("Diploma");
    own->kind = COFFRET_KIND_LETTER;
    own->awarded = coffret_instant_parse_loose (date, FALSE);
    own->expires = coffret_instant_parse_loose (part, TRUE);
    own->hours = 7.5;
    own->language = g_strdup ("oc");
    ui_testing_await (coffret_session_add_own (fixture->house.session, own, NULL), &value);
    entry = coffret_library_find (fixture->house.library, g_value_get_string (&value));
    page = open_page (fixture, entry);
    gtk_widget_activate_action (page, "credential.change-own", NULL);
    dialog = GTK_WIDGET (ui_testing_house_dialog (&fixture->house));
    type (dialog, "title_row", "Doctorate");
    press (dialog, "Save");
    ui_testing_house_no_dialog (&fixture->house);
    g_assert_cmpstr (coffret_entry_get_title (entry), ==, "Doctorate");
    awarded = coffret_instant_to_iso_date (coffret_entry_get_awarded (entry));
    expires = coffret_instant_to_iso_date (coffret_entry_get_expires (entry));
    g_assert_cmpstr (awarded, ==, date);
    g_assert_cmpstr (expires, ==, part);
    ui_testing_house_undo (&fixture->house);
    g_assert_cmpstr (coffret_entry_get_title (entry), ==, "Diploma");
    gtk_widget_activate_action (GTK_WIDGET (fixture->house.window), "vault.close", NULL);
    ui_testing_settle ();
  }
}

/* A locked vault takes the form along; what it would have saved is not half there. */
static void
test_locked (Fixture *fixture, gconstpointer n)
{
  GtkWidget *dialog = open_form (fixture);

  type (dialog, "title_row", "Diploma");
  press (dialog, "Add");
  coffret_door_lock (fixture->house.door);
  ui_testing_house_no_dialog (&fixture->house);
}

/* What was typed does not go with one key; what nobody typed in goes at once. */
static void
test_discard (Fixture *fixture, gconstpointer n)
{
  AdwDialog *form;
  AdwDialog *question;
  GtkWidget *title;

  form = ADW_DIALOG (coffret_own_dialog_new (fixture->house.session, NULL));
  adw_dialog_present (form, GTK_WIDGET (fixture->house.window));
  ui_testing_settle ();
  adw_dialog_close (form);
  ui_testing_house_no_dialog (&fixture->house);

  form = ADW_DIALOG (coffret_own_dialog_new (fixture->house.session, NULL));
  g_object_add_weak_pointer (G_OBJECT (form), (gpointer *) &form);
  adw_dialog_present (form, GTK_WIDGET (fixture->house.window));
  ui_testing_settle ();
  title = ui_testing_part (GTK_WIDGET (form), "title_row");
  gtk_editable_set_text (GTK_EDITABLE (title), "Wound care");
  adw_dialog_close (form);
  ui_testing_wait_until (ADW_IS_ALERT_DIALOG (ui_testing_house_dialog (&fixture->house)));
  question = ui_testing_house_dialog (&fixture->house);
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (question)), ==, 0);
  /* As Escape does. */
  adw_dialog_close (question);
  ui_testing_wait_until (ui_testing_house_dialog (&fixture->house) == form);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (title)), ==, "Wound care");

  adw_dialog_close (form);
  ui_testing_wait_until (ADW_IS_ALERT_DIALOG (ui_testing_house_dialog (&fixture->house)));
  question = ui_testing_house_dialog (&fixture->house);
  press (GTK_WIDGET (question), "Discard");
  ui_testing_wait_until (form == NULL);
  ui_testing_house_no_dialog (&fixture->house);
}

/* The holder's dates over the issuer's. */
static void
test_own_dates (Fixture *fixture, gconstpointer n)
{
  CoffretEntry *entry = ui_testing_entry (fixture->house.session, 0);
  CoffretInstant issued = coffret_entry_get_awarded (entry);
  GtkWidget *page = open_page (fixture, entry);
  GtkWidget *row =
    ui_testing_part (ui_testing_find (page, COFFRET_TYPE_YOURS_SECTION), "dates_row");
  GtkWidget *dialog;
  g_autofree char *shown = NULL;

  g_signal_emit_by_name (row, "activated");
  dialog = GTK_WIDGET (ui_testing_house_dialog (&fixture->house));
  g_assert_cmpuint (ui_testing_audit (dialog), ==, 0);
  type (dialog, "awarded_row", "long ago");
  press (dialog, "Save");
  assert_refused (dialog, "awarded_row", A_DATE);
  type (dialog, "awarded_row", "May 2019");
  assert_not_refused (dialog, "awarded_row");
  type (dialog, "expires_row", "April 2019");
  press (dialog, "Save");
  assert_refused (dialog, "expires_row", "The end of validity lies before the date of award.");
  type (dialog, "expires_row", "30/6/2029");
  press (dialog, "Save");
  ui_testing_house_no_dialog (&fixture->house);
  shown = coffret_instant_to_date (coffret_entry_get_awarded (entry));
  g_assert_cmpstr (shown, ==, "May 2019");
  g_assert_cmpstr (ui_testing_toast (GTK_WIDGET (fixture->house.window)), ==,
                   "Your dates are saved");

  /* Shown again as they were typed, and taken away by emptying them. */
  g_signal_emit_by_name (row, "activated");
  dialog = GTK_WIDGET (ui_testing_house_dialog (&fixture->house));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ui_testing_part (dialog, "awarded_row"))),
                   ==, "May 2019");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ui_testing_part (dialog, "expires_row"))),
                   ==, "30 June 2029");
  type (dialog, "awarded_row", "");
  type (dialog, "expires_row", " ");
  press (dialog, "Save");
  ui_testing_house_no_dialog (&fixture->house);
  g_assert_cmpint (coffret_entry_get_awarded (entry), ==, issued);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "As the issuer says");
  ui_testing_house_undo (&fixture->house);
  g_clear_pointer (&shown, g_free);
  shown = coffret_instant_to_date (coffret_entry_get_awarded (entry));
  g_assert_cmpstr (shown, ==, "May 2019");
}

/* The holder's words in place of the issuer's, marked, and the issuer's one key away. */
static void
test_own_texts (Fixture *fixture, gconstpointer n)
{
  CoffretEntry *entry = ui_testing_entry (fixture->house.session, 0);
  GtkWidget *page = open_page (fixture, entry);
  GtkWidget *dialog;
  GtkWidget *field;

  gtk_widget_activate_action (page, "credential.translate", NULL);
  dialog = GTK_WIDGET (ui_testing_house_dialog (&fixture->house));
  g_assert_cmpuint (ui_testing_audit (dialog), ==, 0);
  field = ui_testing_find (dialog, GTK_TYPE_TEXT_VIEW);
  g_assert_nonnull (field);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field)),
                            "What I did there, <b>in my words</b>.", -1);
  press (dialog, "Save");
  ui_testing_house_no_dialog (&fixture->house);
  g_assert_nonnull (ui_testing_find_text (page, GTK_TYPE_WIDGET, "Partly in your own words"));
  g_assert_cmpuint (ui_testing_audit (page), ==, 0);
  gtk_widget_activate_action (page, "credential.original-language", NULL);
  ui_testing_settle ();
  g_assert_nonnull (ui_testing_find_text (page, GTK_TYPE_WIDGET, "In the issuer’s words"));
  gtk_widget_activate_action (page, "credential.original-language", NULL);
  ui_testing_settle ();
  ui_testing_house_undo (&fixture->house);
  g_assert_null (ui_testing_find_text (page, GTK_TYPE_WIDGET, "Partly in your own words"));
  g_assert_null (ui_testing_find_text (page, GTK_TYPE_WIDGET, "In the issuer’s words"));
}

int
main (int argc, char **argv)
{
  /* No keyring may answer. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  ui_testing_init (&argc, &argv);
#define ADD(path, n, func)                                                                         \
  g_test_add ("/own-form/" path, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)
  ADD ("added", 0, test_added);
  ADD ("dates", 0, test_dates);
  ADD ("refused", 0, test_refused);
  ADD ("twice", 0, test_twice);
  ADD ("in-compartment", 0, test_in_compartment);
  ADD ("changed", 0, test_changed);
  ADD ("locked", 0, test_locked);
  ADD ("discard", 1, test_discard);
  ADD ("own-dates", 1, test_own_dates);
  ADD ("own-texts", 1, test_own_texts);
#undef ADD
  return g_test_run ();
}
