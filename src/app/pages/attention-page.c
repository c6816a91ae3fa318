#include "app/pages/attention-page.h"

#include <glib/gi18n-lib.h>

#include "app/attention-text.h"
#include "app/backup-out.h"
#include "app/calendar-out.h"
#include "app/closures.h"
#include "app/dialogs/verdict-dialog.h"
#include "app/focus.h"
#include "app/people.h"
#include "app/spoken.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/matter-row.h"
#include "app/widgets/verdict.h"

/* So many rows of a group at first, and so many more when they are asked for. */
#define FIRST 10
#define MORE 40

typedef struct {
  AdwPreferencesGroup *group;
  GtkWidget *all;  /* for all of its rows; NULL: it has none */
  GtkWidget *more; /* NULL: all are there */
  GPtrArray *rows; /* borrowed from the group */
  guint limit;
} Section;

struct _CoffretAttentionPage {
  CoffretSidePage parent_instance;

  GtkStack *stack;
  AdwPreferencesPage *page;
  GtkWidget *empty_button;
  AdwPreferencesGroup *known_group; /* at the end: what is put aside */

  CoffretSession *session;
  CoffretAttentionWatch *watch;
  Section sections[COFFRET_N_ATTENTION_GROUPS];
  GHashTable *news;      /* ids of what was new when the page came; NULL: not known yet */
  char *wanted;          /* id of the credential whose row is to have the focus; nullable */
  GtkWidget *wanted_row; /* that row, until all is filled */
  gboolean within;       /* the focus was in the stack before it was filled */
  guint next;            /* the section to be filled next */
  guint source;          /* fills it */
};

G_DEFINE_FINAL_TYPE (CoffretAttentionPage, coffret_attention_page, COFFRET_TYPE_SIDE_PAGE)

static CoffretEntry *
entry_of (CoffretAttentionPage *self, const char *id)
{
  return coffret_library_find (coffret_session_get_library (self->session), id);
}

static GPtrArray *
list_matters (CoffretAttentionPage *self, CoffretAttentionGroup group)
{
  guint days;
  CoffretBackupsAdvice backups;

  if (group != COFFRET_ATTENTION_VAULT)
    return coffret_attention_rows (coffret_attention_watch_get_attention (self->watch), group,
                                   coffret_session_get_library (self->session), self->news,
                                   coffret_instant_now (), self->sections[group].limit);
  backups = coffret_attention_watch_get_backups (self->watch, &days);
  return coffret_attention_vault_rows (coffret_attention_watch_lacks_key (self->watch), backups,
                                       days);
}

/* How many there are, whether or not each has a row. */
static guint
count_matters (CoffretAttentionPage *self, CoffretAttentionGroup group, guint shown)
{
  const CoffretAttention *attention = coffret_attention_watch_get_attention (self->watch);

  return group == COFFRET_ATTENTION_VAULT ? shown
                                          : attention->counts[group - COFFRET_ATTENTION_FIRST_KIND];
}

static guint
count_known (CoffretAttentionPage *self, CoffretAttentionGroup group)
{
  const CoffretAttention *attention = coffret_attention_watch_get_attention (self->watch);

  return group == COFFRET_ATTENTION_VAULT
           ? 0
           : attention->items[group - COFFRET_ATTENTION_FIRST_KIND]->len;
}

static void
add_row (CoffretAttentionPage *self, Section *section)
{
  CoffretMatterRow *row = coffret_matter_row_new ();

  g_object_bind_property (self, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  g_ptr_array_add (section->rows, row);
  adw_preferences_group_add (section->group, GTK_WIDGET (row));
}

static void
remove_last_row (Section *section)
{
  GtkWidget *row = g_ptr_array_steal_index (section->rows, section->rows->len - 1);

  if (gtk_widget_get_focus_child (row) || gtk_widget_is_focus (row))
    if (section->rows->len > 0)
      gtk_widget_grab_focus (g_ptr_array_index (section->rows, section->rows->len - 1));
  adw_preferences_group_remove (section->group, row);
}

/* The last row leads to the others: here, or in the list when they are too many for a page. */
static void
offer_more (CoffretAttentionPage *self, CoffretAttentionGroup group, guint count)
{
  Section *section = &self->sections[group];
  const char *search = coffret_attention_group_search (group);
  gboolean here = section->rows->len < count_known (self, group);

  if (section->more)
    adw_preferences_group_remove (section->group, section->more);
  section->more = NULL;
  if (section->rows->len >= count || (!here && !search))
    return;
  section->more = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (section->more),
                                 here ? _ ("Show More") : _ ("Show All in the List"));
  if (here)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (section->more), "i", (int) group);
  else
    gtk_actionable_set_action_target (GTK_ACTIONABLE (section->more), "s", search);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (section->more),
                                  here ? "attention.more" : "vault.find");
  adw_preferences_group_add (section->group, section->more);
}

/* Rows stay and say something else, so that the focus stays too. */
static void
fill_section (CoffretAttentionPage *self, CoffretAttentionGroup group)
{
  Section *section = &self->sections[group];
  g_autoptr (GPtrArray) matters = list_matters (self, group);
  guint count = count_matters (self, group, matters->len);

  while (section->rows->len > matters->len)
    remove_last_row (section);
  while (section->rows->len < matters->len)
    add_row (self, section);
  for (guint i = 0; i < matters->len; i++) {
    const CoffretMatter *matter = g_ptr_array_index (matters, i);

    coffret_matter_row_set (g_ptr_array_index (section->rows, i), matter);
    if (self->wanted && g_strcmp0 (matter->id, self->wanted) == 0)
      self->wanted_row = g_ptr_array_index (section->rows, i);
  }
  offer_more (self, group, count);
  if (section->all)
    gtk_widget_set_visible (section->all, matters->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (section->group), matters->len > 0);
}

static gboolean
has_focus_within (CoffretAttentionPage *self, GtkWidget *widget)
{
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));

  return focus && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* What had the focus may be gone: the spinner, or the row that needed nothing more. */
static void
keep_focus (CoffretAttentionPage *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  if (self->wanted_row)
    coffret_focus_once_placed (self->wanted_row);
  else if ((self->within || self->wanted) && !has_focus_within (self, child))
    gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
  g_clear_pointer (&self->wanted, g_free);
  self->wanted_row = NULL;
  self->within = FALSE;
}

static void
show_known (CoffretAttentionPage *self)
{
  guint known = coffret_attention_watch_get_attention (self->watch)->known;
  g_autofree char *words = g_strdup_printf (
    ngettext ("%u thing is told of no more. It comes back if it gets worse.",
              "%u things are told of no more. They come back if they get worse.", known),
    known);

  adw_preferences_group_set_description (self->known_group, words);
  gtk_widget_set_visible (GTK_WIDGET (self->known_group), known > 0);
}

/* One section in each turn: the first is seen at once, and none holds the window. */
static gboolean
on_turn (gpointer data)
{
  CoffretAttentionPage *self = data;

  fill_section (self, self->next);
  if (++self->next < COFFRET_N_ATTENTION_GROUPS)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  keep_focus (self);
  return G_SOURCE_REMOVE;
}

static void
remember_news (CoffretAttentionPage *self, const CoffretAttention *attention)
{
  self->news = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int kind = 0; kind < COFFRET_N_ATTENTION_KINDS; kind++)
    for (guint i = 0; i < attention->items[kind]->len; i++) {
      const CoffretAttentionItem *item = g_ptr_array_index (attention->items[kind], i);

      if (item->fresh)
        g_hash_table_add (self->news, g_strdup (item->id));
    }
  dex_future_disown (coffret_attention_looked (self->session, coffret_instant_now ()));
}

static gboolean
has_days (const CoffretAttention *attention)
{
  return attention->counts[COFFRET_ATTENTION_WEEK] + attention->counts[COFFRET_ATTENTION_MONTH] +
           attention->counts[COFFRET_ATTENTION_QUARTER] >
         0;
}

static void
on_changed (CoffretAttentionPage *self)
{
  const CoffretAttention *attention = coffret_attention_watch_get_attention (self->watch);
  gboolean any;

  if (!attention)
    return;
  any = coffret_attention_watch_count (self->watch) > 0 || attention->known > 0;
  show_known (self);
  if (!self->news)
    remember_news (self, attention);
  self->within |= has_focus_within (self, GTK_WIDGET (self->stack));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attention.calendar-all", has_days (attention));
  gtk_stack_set_visible_child_name (self->stack, any ? "matters" : "empty");
  self->next = 0;
  self->wanted_row = NULL;
  on_turn (self);
  if (self->source == 0)
    self->source = g_idle_add (on_turn, self);
}

static void
on_checks_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CoffretAttentionPage *self = COFFRET_ATTENTION_PAGE (widget);
  CoffretEntry *entry = entry_of (self, g_variant_get_string (parameter, NULL));

  if (entry)
    adw_dialog_present (coffret_verdict_dialog_new (self->session, entry), widget);
}

/* DATA: the title of the credential. */
static void
on_checked (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  const CoffretReport *report = error ? NULL : g_value_get_boxed (value);
  g_autofree char *words = NULL;

  if (!report) {
    coffret_tell_error (owner, _ ("It Could Not Be Checked"), error);
    return;
  }
  /* Translators: what came out of a check: a verdict such as "Verified", then a title */
  words =
    g_strdup_printf (_ ("%s: “%s”"), coffret_verdict_word (coffret_verdict_to_id (report->verdict)),
                     (const char *) data);
  coffret_tell (owner, words);
}

static void
on_check_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CoffretAttentionPage *self = COFFRET_ATTENTION_PAGE (widget);
  CoffretEntry *entry = entry_of (self, g_variant_get_string (parameter, NULL));

  if (entry)
    coffret_when (coffret_session_report (self->session, entry, NULL), self, on_checked,
                  coffret_entry_name (entry), g_free);
}

static void
on_check_all_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CoffretAttentionPage *self = COFFRET_ATTENTION_PAGE (widget);
  const CoffretAttention *attention = coffret_attention_watch_get_attention (self->watch);
  GPtrArray *items = attention ? attention->items[COFFRET_ATTENTION_UNCHECKED] : NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; items && i < items->len; i++) {
    CoffretEntry *entry = entry_of (self, ((CoffretAttentionItem *) items->pdata[i])->id);

    if (entry)
      g_ptr_array_add (entries, g_object_ref (entry));
  }
  if (entries->len > 0)
    g_object_unref (coffret_session_verify (self->session, entries));
}

static void
add_events (CoffretAttentionPage *self, CoffretCalendarOut *out, CoffretAttentionGroup group)
{
  const CoffretAttention *attention = coffret_attention_watch_get_attention (self->watch);
  GPtrArray *items = attention->items[group - COFFRET_ATTENTION_FIRST_KIND];

  for (guint i = 0; i < items->len; i++) {
    const CoffretAttentionItem *item = g_ptr_array_index (items, i);
    CoffretEntry *entry = entry_of (self, item->id);

    if (entry)
      coffret_calendar_out_add (out, entry);
  }
}

static void
on_calendar_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CoffretAttentionPage *self = COFFRET_ATTENTION_PAGE (widget);
  CoffretEntry *entry = entry_of (self, g_variant_get_string (parameter, NULL));
  CoffretCalendarOut *out;

  if (!entry)
    return;
  out = coffret_calendar_out_new (coffret_people_mark (widget));
  coffret_calendar_out_add (out, entry);
  coffret_calendar_out_save (out, widget);
}

/* The group, or 0: all that have days. */
static void
on_calendar_all_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CoffretAttentionPage *self = COFFRET_ATTENTION_PAGE (widget);
  CoffretAttentionGroup chosen = (CoffretAttentionGroup) g_variant_get_int32 (parameter);
  CoffretCalendarOut *out;

  if (!coffret_attention_watch_get_attention (self->watch))
    return;
  out = coffret_calendar_out_new (coffret_people_mark (widget));
  for (guint group = COFFRET_ATTENTION_FIRST_KIND; group < COFFRET_N_ATTENTION_GROUPS; group++)
    if (coffret_attention_group_has_days (group) && (chosen == 0 || chosen == group))
      add_events (self, out, group);
  coffret_calendar_out_save (out, widget);
}

static void
on_back_up_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  coffret_backup_out_save (widget, COFFRET_ATTENTION_PAGE (widget)->session);
}

static void
on_aside_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CoffretAttentionPage *self = COFFRET_ATTENTION_PAGE (widget);
  const CoffretAttention *attention = coffret_attention_watch_get_attention (self->watch);
  const char *id;
  int kind;

  g_variant_get (parameter, "(i&s)", &kind, &id);
  g_return_if_fail (attention && kind >= 0 && kind < COFFRET_N_ATTENTION_KINDS);
  for (guint i = 0; i < attention->items[kind]->len; i++) {
    const CoffretAttentionItem *item = g_ptr_array_index (attention->items[kind], i);

    if (g_str_equal (item->id, id)) {
      coffret_when (coffret_attention_put_aside (self->session, (CoffretAttentionKind) kind, item),
                    self, coffret_tell_done, (gpointer) _ ("You will be told if it gets worse"),
                    NULL);
      return;
    }
  }
}

static void
on_show_again_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CoffretAttentionPage *self = COFFRET_ATTENTION_PAGE (widget);

  coffret_when (coffret_attention_show_again (self->session), self, coffret_tell_done,
                (gpointer) _ ("You are told of all of it again"), NULL);
}

/* The focus goes to the first of those that come. */
static void
on_more_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CoffretAttentionPage *self = COFFRET_ATTENTION_PAGE (widget);
  CoffretAttentionGroup group = (CoffretAttentionGroup) g_variant_get_int32 (parameter);
  Section *section = &self->sections[group];
  guint before = section->rows->len;

  if (before > 0)
    gtk_widget_grab_focus (g_ptr_array_index (section->rows, before - 1));
  section->limit += MORE;
  fill_section (self, group);
  if (section->rows->len > before)
    gtk_widget_grab_focus (g_ptr_array_index (section->rows, before));
}

static void
coffret_attention_page_dispose (GObject *object)
{
  CoffretAttentionPage *self = COFFRET_ATTENTION_PAGE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  for (guint group = 0; group < COFFRET_N_ATTENTION_GROUPS; group++)
    g_clear_pointer (&self->sections[group].rows, g_ptr_array_unref);
  g_clear_pointer (&self->news, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->watch);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_ATTENTION_PAGE);
  G_OBJECT_CLASS (coffret_attention_page_parent_class)->dispose (object);
}

static void
coffret_attention_page_class_init (CoffretAttentionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_attention_page_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/pages/attention-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretAttentionPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretAttentionPage, page);
  gtk_widget_class_bind_template_child (widget_class, CoffretAttentionPage, empty_button);
  gtk_widget_class_install_action (widget_class, "attention.checks", "s", on_checks_act);
  gtk_widget_class_install_action (widget_class, "attention.check", "s", on_check_act);
  gtk_widget_class_install_action (widget_class, "attention.check-all", NULL, on_check_all_act);
  gtk_widget_class_install_action (widget_class, "attention.calendar", "s", on_calendar_act);
  gtk_widget_class_install_action (widget_class, "attention.calendar-all", "i",
                                   on_calendar_all_act);
  gtk_widget_class_install_action (widget_class, "attention.back-up", NULL, on_back_up_act);
  gtk_widget_class_install_action (widget_class, "attention.more", "i", on_more_act);
  gtk_widget_class_install_action (widget_class, "attention.aside", "(is)", on_aside_act);
  gtk_widget_class_install_action (widget_class, "attention.show-again", NULL, on_show_again_act);
}

/* What does the same for all of GROUP; NULL: nothing. */
static GtkWidget *
all_button_new (CoffretAttentionGroup group)
{
  gboolean days = coffret_attention_group_has_days (group);
  GtkWidget *button;
  g_autofree char *words = NULL;

  if (!days && group != COFFRET_ATTENTION_FIRST_KIND + COFFRET_ATTENTION_UNCHECKED)
    return NULL;
  button = gtk_button_new_with_label (days ? _ ("Add These to Calendar…") : _ ("Check These Now"));
  g_object_set (gtk_button_get_child (GTK_BUTTON (button)), "wrap", TRUE, "justify",
                GTK_JUSTIFY_CENTER, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  words = g_strdup_printf ("%s %s", gtk_button_get_label (GTK_BUTTON (button)),
                           coffret_attention_group_title (group));
  coffret_spoken_set (button, words);
  if (days)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", (int) group);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button),
                                  days ? "attention.calendar-all" : "attention.check-all");
  return button;
}

static AdwPreferencesGroup *
known_group_new (void)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What You Know"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("_Show Again"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "attention.show-again");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_widget_set_visible (group, FALSE);
  return ADW_PREFERENCES_GROUP (group);
}

static void
coffret_attention_page_init (CoffretAttentionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint group = 0; group < COFFRET_N_ATTENTION_GROUPS; group++) {
    Section *section = &self->sections[group];

    section->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
    section->rows = g_ptr_array_new ();
    section->limit = FIRST;
    section->all = all_button_new (group);
    adw_preferences_group_set_title (section->group, coffret_attention_group_title (group));
    adw_preferences_group_set_description (section->group,
                                           coffret_attention_group_description (group));
    if (section->all)
      adw_preferences_group_set_header_suffix (section->group, section->all);
    gtk_widget_set_visible (GTK_WIDGET (section->group), FALSE);
    adw_preferences_page_add (self->page, section->group);
  }
  self->known_group = known_group_new ();
  adw_preferences_page_add (self->page, self->known_group);
}

CoffretAttentionPage *
coffret_attention_page_new (CoffretSession *session, CoffretAttentionWatch *watch)
{
  CoffretAttentionPage *self = g_object_new (COFFRET_TYPE_ATTENTION_PAGE, NULL);

  self->session = g_object_ref (session);
  self->watch = g_object_ref (watch);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attention.calendar-all", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attention.aside",
                                 coffret_session_can_change (session));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attention.show-again",
                                 coffret_session_can_change (session));
  g_signal_connect_object (watch, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
  return self;
}

void
coffret_attention_page_return_to (CoffretAttentionPage *self, const char *id)
{
  g_set_str (&self->wanted, id);
  on_changed (self);
}
