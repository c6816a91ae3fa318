#include "app/pages/history-section.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/focus.h"
#include "app/spoken.h"
#include "app/when.h"
#include "app/widgets/verdict-badge.h"
#include "app/widgets/verdict.h"
#include "organise/versioning.h"

struct _CoffretHistorySection {
  AdwPreferencesGroup parent_instance;

  CoffretSession *session;
  CoffretEntry *entry;
  GPtrArray *rows;   /* borrowed from the group */
  GPtrArray *offers; /* CoffretEntry: what may be another version; NULL: not known yet */
  char *shown;       /* all that the rows say */
  gboolean asking;
  gboolean outdated;
};

static guint offered_signal;

G_DEFINE_FINAL_TYPE (CoffretHistorySection, coffret_history_section, ADW_TYPE_PREFERENCES_GROUP)

static void
add_row (CoffretHistorySection *self, GtkWidget *row)
{
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
append_item (GMenu *menu, const char *label, const char *action, const char *one, const char *other)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  if (other)
    g_menu_item_set_action_and_target (item, action, "(ss)", one, other);
  else
    g_menu_item_set_action_and_target (item, action, "s", one);
  g_menu_append_item (menu, item);
}

/* "Version of 12 May 2024"; owned. */
static char *
version_name (CoffretEntry *entry)
{
  g_autofree char *date = coffret_instant_to_date (coffret_entry_get_awarded (entry));
  g_autofree char *came = NULL;

  if (date)
    /* Translators: one of several versions of a credential; %s is the date of its award */
    return g_strdup_printf (_ ("Version of %s"), date);
  came = coffret_instant_to_date (coffret_entry_get_received (entry));
  /* Translators: one of several versions of a credential; %s is a date */
  return g_strdup_printf (_ ("Version that came in on %s"), came);
}

static const char *
place_words (CoffretHistorySection *self, CoffretEntry *entry, CoffretEntry *newest)
{
  if (coffret_entry_is_trashed (entry))
    return _ ("In the trash");
  if (entry == self->entry)
    return entry == newest ? _ ("This one, the newest") : _ ("This one");
  return entry == newest ? _ ("The newest") : NULL;
}

static char *
version_details (CoffretHistorySection *self, CoffretEntry *entry, CoffretEntry *newest)
{
  const char *place = place_words (self, entry, newest);
  g_autofree char *end = coffret_instant_to_date (coffret_entry_get_expires (entry));
  /* Translators: %s is a date */
  g_autofree char *until = end ? g_strdup_printf (_ ("valid until %s"), end) : NULL;

  if (place && until)
    return g_strdup_printf ("%s · %s", place, until);
  return g_strdup (place ?: until ?: "");
}

static GtkWidget *
menu_button_new (CoffretHistorySection *self, CoffretEntry *entry, CoffretEntry *newest)
{
  const char *id = coffret_entry_get_id (entry);
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *name = version_name (entry);
  /* Translators: %s is such as "Version of 12 May 2024" */
  g_autofree char *words = g_strdup_printf (_ ("What can be done: %s"), name);

  if (entry != self->entry)
    append_item (menu, _ ("_Open"), "vault.open", id, NULL);
  if (newest && entry != newest)
    append_item (menu, _ ("_Compare With the Newest…"), "vault.compare", id,
                 coffret_entry_get_id (newest));
  append_item (menu, _ ("_Take Out of This History"), "vault.take-apart", id, NULL);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  return button;
}

static GtkWidget *
version_row_new (CoffretHistorySection *self, CoffretEntry *entry, CoffretEntry *newest)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *badge = g_object_new (COFFRET_TYPE_VERDICT_BADGE, "valign", GTK_ALIGN_CENTER, NULL);
  g_autofree char *name = version_name (entry);
  g_autofree char *details = version_details (self, entry, newest);
  g_autofree char *sentence =
    g_strdup_printf ("%s. %s%s%s.", name, details, *details ? ". " : "",
                     coffret_verdict_word (coffret_entry_get_verdict (entry)));

  coffret_verdict_badge_set_verdict (COFFRET_VERDICT_BADGE (badge),
                                     coffret_entry_get_verdict (entry));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), badge);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), menu_button_new (self, entry, newest));
  if (entry != self->entry) {
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", coffret_entry_get_id (entry));
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "vault.open");
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  }
  coffret_spoken_set (row, sentence);
  return row;
}

static void
add_offer_button (
  GtkWidget *box, const char *label, const char *action, const char *older, const char *newer)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", older, newer);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_wrap_box_append (ADW_WRAP_BOX (box), button);
}

/* That it may be a version, and the three things to do about it. */
static GtkWidget *
offer_row_new (CoffretHistorySection *self, CoffretEntry *other)
{
  gboolean later = coffret_version_is_later (self->entry, other);
  const char *older = coffret_entry_get_id (later ? self->entry : other);
  const char *newer = coffret_entry_get_id (later ? other : self->entry);
  g_autofree char *name = version_name (other);
  g_autofree char *words = g_strdup_printf (
    later ?
          /* Translators: %s is such as "Version of 12 May 2024" */
      _ ("A newer one with the same name from the same issuer is in your vault: %s.")
          /* Translators: %s is such as "Version of 12 May 2024" */
          : _ ("An older one with the same name from the same issuer is in your vault: %s."),
    name);
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, NULL);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                 9, "margin-start", 12, "margin-end", 12, "margin-top", 12,
                                 "margin-bottom", 12, NULL);
  GtkWidget *buttons =
    g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 6, "line-spacing", 6, NULL);

  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_LABEL, "label", words, "wrap", TRUE, "wrap-mode",
                                PANGO_WRAP_WORD_CHAR, "xalign", 0.0, NULL));
  add_offer_button (buttons, _ ("_Compare…"), "vault.compare", older, newer);
  add_offer_button (buttons, _ ("Keep _Together"), "vault.join-versions", older, newer);
  add_offer_button (buttons, _ ("Keep _Apart"), "vault.keep-apart", older, newer);
  gtk_box_append (GTK_BOX (box), buttons);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  coffret_spoken_set (row, words);
  return row;
}

static GtkWidget *
join_row_new (CoffretHistorySection *self)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Join With Another Version…"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", coffret_entry_get_id (self->entry));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "vault.join-with");
  return row;
}

/* All that the rows will say: rows that say the same again would only lose the focus. */
static char *
describe (CoffretHistorySection *self, GPtrArray *versions, CoffretEntry *newest)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < versions->len; i++) {
    CoffretEntry *entry = g_ptr_array_index (versions, i);
    g_autofree char *name = version_name (entry);
    g_autofree char *details = version_details (self, entry, newest);

    g_string_append_printf (text, "%s %s %s %s\n", coffret_entry_get_id (entry), name, details,
                            coffret_entry_get_verdict (entry) ?: "");
  }
  for (guint i = 0; self->offers && i < self->offers->len; i++)
    g_string_append_printf (text, "%s?\n",
                            coffret_entry_get_id (g_ptr_array_index (self->offers, i)));
  return g_string_free (text, FALSE);
}

static void
fill (CoffretHistorySection *self)
{
  CoffretLibrary *library = coffret_session_get_library (self->session);
  const char *id = coffret_entry_get_id (self->entry);
  g_autoptr (GPtrArray) versions = coffret_library_list_versions (library, id);
  CoffretEntry *newest = coffret_library_find_newest (library, id);
  g_autofree char *text = describe (self, versions, newest);
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));
  gboolean within = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
  gboolean history = versions->len > 1;

  if (g_strcmp0 (text, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&text);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; self->offers && i < self->offers->len; i++)
    add_row (self, offer_row_new (self, g_ptr_array_index (self->offers, i)));
  for (guint i = versions->len; history && i > 0; i--)
    add_row (self, version_row_new (self, g_ptr_array_index (versions, i - 1), newest));
  if (history)
    add_row (self, join_row_new (self));
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
  if (within && self->rows->len > 0)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void ask (CoffretHistorySection *self);

static void
on_found (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretHistorySection *self = owner;

  self->asking = FALSE;
  if (!self->session)
    return;
  if (!error) {
    g_clear_pointer (&self->offers, g_ptr_array_unref);
    self->offers = coffret_session_can_change (self->session) ? g_value_dup_boxed (value) : NULL;
    for (guint i = self->offers ? self->offers->len : 0; i > 0; i--) {
      CoffretEntry *other = g_ptr_array_index (self->offers, i - 1);
      CoffretEntry *newer = coffret_version_is_later (self->entry, other) ? other : self->entry;

      if (!coffret_version_may_update (coffret_entry_get_verdict (newer)))
        g_ptr_array_remove_index (self->offers, i - 1);
    }
    fill (self);
    g_signal_emit (self, offered_signal, 0);
  }
  if (self->outdated)
    ask (self);
}

static void
ask (CoffretHistorySection *self)
{
  self->outdated = self->asking;
  if (self->asking)
    return;
  self->asking = TRUE;
  coffret_when (coffret_session_find_versions (self->session, self->entry), self, on_found, NULL,
                NULL);
}

static void
on_library_changed (CoffretHistorySection *self)
{
  ask (self);
}

static void
coffret_history_section_dispose (GObject *object)
{
  CoffretHistorySection *self = COFFRET_HISTORY_SECTION (object);

  g_clear_object (&self->session);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (coffret_history_section_parent_class)->dispose (object);
}

static void
coffret_history_section_class_init (CoffretHistorySectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_history_section_dispose;
  offered_signal = g_signal_new ("offered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
coffret_history_section_init (CoffretHistorySection *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("History"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

CoffretHistorySection *
coffret_history_section_new (CoffretSession *session, CoffretEntry *entry)
{
  CoffretHistorySection *self = g_object_new (COFFRET_TYPE_HISTORY_SECTION, NULL);

  self->session = g_object_ref (session);
  self->entry = g_object_ref (entry);
  g_signal_connect_object (coffret_session_get_library (session), "changed",
                           G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
  ask (self);
  fill (self);
  return self;
}

gboolean
coffret_history_section_get_offer (CoffretHistorySection *self,
                                   CoffretEntry **older,
                                   CoffretEntry **newer)
{
  CoffretEntry *other;

  if (!self->offers || self->offers->len == 0)
    return FALSE;
  other = g_ptr_array_index (self->offers, 0);
  *older = coffret_version_is_later (self->entry, other) ? self->entry : other;
  *newer = *older == other ? self->entry : other;
  return TRUE;
}
