/* What needs attention: in words, on its page, in the sidebar, in a calendar and as a notice. */
#include "app/attention-text.h"
#include "app/calendar-out.h"
#include "app/notices.h"
#include "app/pages/attention-page.h"
#include "app/places.h"
#include "app/vault-view.h"
#include "app/widgets/matter-row.h"
#include "app/widgets/place-row.h"
#include "ui-testing.h"

typedef struct {
  CoffretSession *session;
  GtkWindow *window;
  CoffretVaultView *view;
} Fixture;

/* Days from now; NONE: for ever. */
#define NEVER G_MAXINT

static void
add (CoffretSession *session, guint number, int days)
{
  g_autofree char *end = days == NEVER
                           ? NULL
                           : coffret_instant_to_rfc3339 (coffret_instant_now () +
                                                         days * G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR);
  g_autofree char *until =
    end ? g_strdup_printf ("\"validFrom\":\"2020-01-01T00:00:00Z\",\"validUntil\":\"%s\",", end)
        : g_strdup ("");
  g_autofree char *json = g_strdup_printf (
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
    "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
    "\"id\":\"urn:uuid:00000000-0000-4000-8000-%012u\","
    "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],%s\"name\":\"<b>Course</b> %u\","
    "\"issuer\":{\"id\":\"https://rivage.example/\",\"type\":[\"Profile\"],\"name\":\"Rivage\"},"
    "\"credentialSubject\":{\"type\":[\"AchievementSubject\"],\"achievement\":{\"id\":\"urn:a:%u\","
    "\"type\":[\"Achievement\"],\"name\":\"Course %u\",\"description\":\"It.\","
    "\"criteria\":{\"narrative\":\"Do it.\"}}}}",
    number, until, number, number, number);
  g_autoptr (CoffretImport) import = coffret_session_import (session, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  coffret_import_add_bytes (import, bytes, "course.json");
  ui_testing_await (coffret_import_start (import), NULL);
}

static CoffretEntry *
entry_called (CoffretSession *session, const char *title)
{
  for (guint i = 0;; i++) {
    CoffretEntry *entry = ui_testing_entry (session, i);

    if (g_str_equal (coffret_entry_get_title (entry), title))
      return entry;
  }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = ui_testing_session_new (0);
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

/* The NTH one of TYPE that is on the screen. */
static GtkWidget *
find (GtkWidget *widget, GType type, guint *nth)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget) && (*nth)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, nth);
  return found;
}

static GtkWidget *
matter (Fixture *fixture, guint nth)
{
  return find (GTK_WIDGET (fixture->view), COFFRET_TYPE_MATTER_ROW, &nth);
}

static guint
count_matters (Fixture *fixture)
{
  guint count = 0;

  while (matter (fixture, count))
    count++;
  return count;
}

/* Until so many rows are there. */
static void
await_matters (Fixture *fixture, guint count)
{
  while (count_matters (fixture) != count)
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
}

static void
await_count (Fixture *fixture, guint count)
{
  CoffretAttentionWatch *watch = coffret_vault_view_get_watch (fixture->view);

  while (!coffret_attention_watch_get_attention (watch) ||
         coffret_attention_watch_count (watch) != count)
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
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
add_item (GPtrArray *items, CoffretEntry *entry, const char *verdict, const char *when)
{
  CoffretAttentionItem *item = g_new0 (CoffretAttentionItem, 1);

  item->id = (char *) coffret_entry_get_id (entry);
  item->verdict = (char *) verdict;
  item->when = coffret_instant_parse (when);
  item->fresh = g_strcmp0 (verdict, "revoked") == 0;
  g_ptr_array_add (items, item);
}

/* Takes MATTERS. One line each: what is said, what is next, and what a press does. */
static void
assert_matters (GPtrArray *matters, const char *expected)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < matters->len; i++) {
    const CoffretMatter *one = g_ptr_array_index (matters, i);

    g_string_append_printf (all, "%s [%s: %s]\n", one->sentence, one->step, one->act);
  }
  g_assert_cmpstr (all->str, ==, expected);
  g_ptr_array_unref (matters);
}

static void
test_words (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (1);
  CoffretLibrary *library = coffret_session_get_library (session);
  CoffretEntry *entry = ui_testing_entry (session, 0);
  CoffretInstant now = coffret_instant_parse ("2026-06-15T12:00:00Z");
  CoffretAttention attention;
  static const struct {
    CoffretAttentionKind kind;
    const char *verdict;
    const char *when;
    const char *said;
  } cases[] = {
    { COFFRET_ATTENTION_WITHDRAWN, "revoked", "2026-06-01",
      "Credential 0. New: Withdrawn · seen on 1 June 2026 · Issuer <b>&amp; 0. "
      "[How We Know…: attention.checks]\n" },
    { COFFRET_ATTENTION_WITHDRAWN, "invalid", NULL,
      "Credential 0. Does not match · Issuer <b>&amp; 0. "
      "[How We Know…: attention.checks]\n" },
    { COFFRET_ATTENTION_EXPIRED, "expired", "2026-06-01",
      "Credential 0. Expired on 1 June 2026 · Issuer <b>&amp; 0. [Add the New One…: win.add]\n" },
    { COFFRET_ATTENTION_WEEK, "signed", "2026-06-20T12:00:00Z",
      "Credential 0. Expires in 5 days · 20 June 2026 · Issuer <b>&amp; 0. "
      "[Add to Calendar…: attention.calendar]\n" },
    { COFFRET_ATTENTION_QUARTER, "signed", "2026-08-20T12:00:00Z",
      "Credential 0. Expires on 20 August 2026 · Issuer <b>&amp; 0. "
      "[Add to Calendar…: attention.calendar]\n" },
    { COFFRET_ATTENTION_UNCHECKED, NULL, NULL,
      "Credential 0. Not checked yet · Issuer <b>&amp; 0. [Check Now: attention.check]\n" },
    { COFFRET_ATTENTION_UNCHECKED, "unchecked", NULL,
      "Credential 0. Could not be checked · Issuer <b>&amp; 0. "
      "[How We Know…: attention.checks]\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    CoffretAttentionGroup group = COFFRET_ATTENTION_FIRST_KIND + cases[i].kind;

    attention.items[cases[i].kind] = g_ptr_array_new_with_free_func (g_free);
    add_item (attention.items[cases[i].kind], entry, cases[i].verdict, cases[i].when);
    assert_matters (coffret_attention_rows (&attention, group, library, NULL, now, 10),
                    cases[i].said);
    assert_matters (coffret_attention_rows (&attention, group, library, NULL, now, 0), "");
    g_ptr_array_unref (attention.items[cases[i].kind]);
  }
  assert_matters (coffret_attention_vault_rows (TRUE, COFFRET_BACKUPS_OLD, 40),
                  "Your backup is old. The newest one is 40 days old. What came since is in none. "
                  "[Back Up…: attention.back-up]\n"
                  "There is no recovery sheet yet. Only this computer’s keyring opens your vault. "
                  "A sheet of paper opens it anywhere. [Make the Sheet…: win.make-sheet]\n");
  assert_matters (coffret_attention_vault_rows (FALSE, COFFRET_BACKUPS_FINE, 0), "");
  coffret_session_end (session);
}

/* Nothing, then several things, then what is done about them; the focus is never lost. */
static void
test_page (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.show", "s", "attention");
  await_count (fixture, 0);
  g_assert_true (says (GTK_WIDGET (fixture->view), "All Is Well"));
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (fixture->window)), ==, 0);

  add (fixture->session, 1, -3);
  add (fixture->session, 2, 3);
  add (fixture->session, 3, 20);
  add (fixture->session, 4, 80);
  add (fixture->session, 5, 100);
  add (fixture->session, 6, NEVER);
  await_matters (fixture, 4);
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (fixture->window)), ==, 0);
  g_assert_true (says (matter (fixture, 0), "<b>Course</b> 1"));
  g_assert_true (says (matter (fixture, 1), "<b>Course</b> 2"));
  g_assert_true (says (GTK_WIDGET (fixture->view), "Expires Within 30 Days"));
  g_assert_false (says (GTK_WIDGET (fixture->view), "Not Checked"));
  g_assert_true (gtk_window_get_focus (fixture->window) &&
                 gtk_widget_is_ancestor (
                   gtk_window_get_focus (fixture->window),
                   find (GTK_WIDGET (fixture->view), COFFRET_TYPE_ATTENTION_PAGE, &(guint) { 0 })));

  /* There and back again: on the row that was opened. */
  gtk_widget_activate (matter (fixture, 2));
  ui_testing_settle ();
  g_assert_null (matter (fixture, 0));
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.close", NULL);
  await_matters (fixture, 4);
  row = matter (fixture, 2);
  while (gtk_window_get_focus (fixture->window) != row)
    g_main_context_iteration (NULL, TRUE);

  /* What is in the trash needs nothing; the focus stays on the page. */
  gtk_widget_activate_action (
    GTK_WIDGET (fixture->view), "vault.trash", "s",
    coffret_entry_get_id (entry_called (fixture->session, "<b>Course</b> 3")));
  await_matters (fixture, 3);
  g_assert_nonnull (gtk_window_get_focus (fixture->window));
  g_assert_true (says (matter (fixture, 2), "<b>Course</b> 4"));
}

/* Not more rows than a window can hold in a moment; the others come when they are asked for. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus;

  for (guint i = 0; i < 14; i++)
    add (fixture->session, 100 + i, -1 - (int) i);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.show", "s", "attention");
  await_count (fixture, 14);
  await_matters (fixture, 10);
  gtk_widget_activate_action (matter (fixture, 0), "attention.more", "i",
                              COFFRET_ATTENTION_FIRST_KIND + COFFRET_ATTENTION_EXPIRED);
  await_matters (fixture, 14);
  focus = gtk_window_get_focus (fixture->window);
  g_assert_true (focus == matter (fixture, 10));
}

/* What its owner knows of is told no more, until that is undone or asked for again. */
static void
test_aside (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  add (fixture->session, 1, -3);
  add (fixture->session, 2, 3);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.show", "s", "attention");
  await_matters (fixture, 2);
  page = find (GTK_WIDGET (fixture->view), COFFRET_TYPE_ATTENTION_PAGE, &(guint) { 0 });
  g_assert_false (says (page, "What You Know"));

  gtk_widget_grab_focus (ui_testing_part (matter (fixture, 0), "aside"));
  gtk_widget_activate (ui_testing_part (matter (fixture, 0), "aside"));
  await_matters (fixture, 1);
  g_assert_true (says (matter (fixture, 0), "<b>Course</b> 2"));
  g_assert_true (says (page, "What You Know"));
  g_assert_nonnull (gtk_window_get_focus (fixture->window));
  g_assert_cmpuint (coffret_attention_watch_count (coffret_vault_view_get_watch (fixture->view)),
                    ==, 1);
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (fixture->window)), ==, 0);

  /* Of the last one, too: what is put aside can still be had back. */
  gtk_widget_activate (ui_testing_part (matter (fixture, 0), "aside"));
  await_matters (fixture, 0);
  g_assert_true (says (page, "What You Know"));
  gtk_widget_activate_action (page, "attention.show-again", NULL);
  await_matters (fixture, 2);
  g_assert_false (says (page, "What You Know"));
}

static void
test_calendar (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (0);
  g_autoptr (CoffretCalendarOut) out = coffret_calendar_out_new (NULL);
  g_autoptr (CoffretCalendarOut) marked = coffret_calendar_out_new ("Invented.");
  g_autofree char *other = NULL;
  g_autofree char *text = NULL;

  add (session, 1, 3);
  add (session, 2, NEVER);
  add (session, 3, 9);
  for (guint i = 0; i < 3; i++)
    coffret_calendar_out_add (out, ui_testing_entry (session, i));
  text = coffret_calendar_out_write (out, coffret_instant_now ());
  coffret_calendar_out_add (marked, ui_testing_entry (session, 0));
  other = coffret_calendar_out_write (marked, coffret_instant_now ());
  g_assert_nonnull (strstr (other, "Expires: <b>Course</b> 1. Invented."));
  g_assert_null (strstr (text, "Invented."));
  g_assert_nonnull (strstr (text, "Expires: <b>Course</b> 1"));
  g_assert_null (strstr (text, "Course</b> 2"));
  g_assert_nonnull (strstr (text, "Expires: <b>Course</b> 3"));
  coffret_session_end (session);
}

/* DATA: what was last given to the desktop. */
static void
on_notice (gpointer data, const char *words)
{
  char **last = data;

  g_set_str (last, words);
}

static void
test_notices (Fixture *fixture, gconstpointer data)
{
  CoffretAttentionWatch *watch = coffret_vault_view_get_watch (fixture->view);
  g_autoptr (GSettings) settings = coffret_places_settings ();
  /* One that is not in front. */
  GtkWindow *behind = GTK_WINDOW (adw_window_new ());
  g_autofree char *last = NULL;
  g_autoptr (CoffretNotices) notices = NULL;

  g_assert_false (g_settings_get_boolean (settings, "notices"));
  add (fixture->session, 1, -3);
  await_count (fixture, 1);
  notices = coffret_notices_new (behind, fixture->session, watch, settings, on_notice, &last);
  add (fixture->session, 2, 3);
  await_count (fixture, 2);
  g_assert_null (last);

  /* Once they are wanted: what is new from then on, all of it in one, without a name. */
  g_settings_set_boolean (settings, "notices", TRUE);
  add (fixture->session, 3, 3);
  await_count (fixture, 3);
  g_assert_cmpstr (last, ==, "1 new thing. Open the window to see it.");
  add (fixture->session, 4, NEVER);
  add (fixture->session, 5, 3);
  await_count (fixture, 4);
  g_assert_cmpstr (last, ==, "2 new things. Open the window to see them.");
  coffret_session_end (fixture->session);
  g_assert_null (last);
  g_settings_reset (settings, "notices");
  gtk_window_destroy (behind);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/ui/attention/words", test_words);
  g_test_add ("/ui/attention/page", Fixture, NULL, set_up, test_page, tear_down);
  g_test_add ("/ui/attention/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/ui/attention/aside", Fixture, NULL, set_up, test_aside, tear_down);
  g_test_add_func ("/ui/attention/calendar", test_calendar);
  g_test_add ("/ui/attention/notices", Fixture, NULL, set_up, test_notices, tear_down);
  return g_test_run ();
}
