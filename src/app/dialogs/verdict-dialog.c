#include "app/dialogs/verdict-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/focus.h"
#include "app/ground-acts.h"
#include "app/spoken.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/verdict-badge.h"
#include "app/widgets/verdict.h"

struct _CoffretVerdictDialog {
  AdwDialog parent_instance;

  GtkWidget *copy_button;
  GtkStack *stack;
  AdwStatusPage *failure;
  CoffretVerdictBadge *badge;
  GtkLabel *sentence;
  GtkLabel *checked;
  AdwPreferencesGroup *checks;
  GtkWidget *missing;
  GtkWidget *keys_row;
  GtkWidget *list_row;
  AdwPreferencesGroup *issuer;
  AdwActionRow *issuer_row;
  GtkWidget *address_row;
  GtkLabel *address;
  GtkWidget *trust_row;
  GtkWidget *distrust_row;
  GtkWidget *forget_row;
  AdwPreferencesGroup *parts;

  CoffretSession *session; /* nullable */
  CoffretEntry *entry;     /* nullable */
  CoffretItem *item;       /* nullable */
  CoffretReport *report;   /* NULL until it is there */
  GPtrArray *rows;         /* GtkWidget: of checks and parts, to be made anew */
  gboolean spoke;          /* the owner just said something of the issuer */
};

G_DEFINE_FINAL_TYPE (CoffretVerdictDialog, coffret_verdict_dialog, ADW_TYPE_DIALOG)

/* How an answer looks and what it is called. */
static const struct {
  const char *icon;
  const char *style;
  const char *word;
} looks[] = {
  [COFFRET_ANSWER_NOT_APPLICABLE] = { "coffret-unsigned-symbolic", "dimmed",
                                      NC_ ("answer", "Does not apply") },
  [COFFRET_ANSWER_YES] = { "coffret-unconfirmed-symbolic", "accent", NC_ ("answer", "Yes") },
  [COFFRET_ANSWER_NO] = { "coffret-invalid-symbolic", "error", NC_ ("answer", "No") },
  [COFFRET_ANSWER_UNKNOWN] = { "coffret-unchecked-symbolic", "warning",
                               NC_ ("answer", "Could not tell") },
};

static void ask (CoffretVerdictDialog *self);

static GtkWidget *
answer_picture (CoffretAnswer answer)
{
  GtkWidget *image = gtk_image_new_from_icon_name (looks[answer].icon);

  gtk_widget_add_css_class (image, looks[answer].style);
  gtk_widget_set_tooltip_text (image, g_dpgettext2 (NULL, "answer", looks[answer].word));
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_dpgettext2 (NULL, "answer", looks[answer].word), -1);
  return image;
}

static GtkWidget *
technical_row (const char *details)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *label = gtk_label_new (details);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "technical-text");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static GtkWidget *
check_row (CoffretCheckId id, const CoffretCheck *check)
{
  g_autofree char *question = coffret_check_question (id);
  g_autofree char *sentence = coffret_check_sentence (id, check);
  const char *word = g_dpgettext2 (NULL, "answer", looks[check->answer].word);
  g_autofree char *said = g_strdup_printf ("%s %s. %s", question, word, sentence);
  GtkWidget *row;

  if (check->details != NULL) {
    row = adw_expander_row_new ();
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), sentence);
    adw_expander_row_set_subtitle_lines (ADW_EXPANDER_ROW (row), 0);
    adw_expander_row_set_title_lines (ADW_EXPANDER_ROW (row), 0);
    adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), answer_picture (check->answer));
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), technical_row (check->details));
  } else {
    row = adw_action_row_new ();
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sentence);
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), answer_picture (check->answer));
  }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), question);
  coffret_spoken_set (row, said);
  return row;
}

static void
add_row (CoffretVerdictDialog *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (CoffretVerdictDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);
    AdwPreferencesGroup *group =
      ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP));

    adw_preferences_group_remove (group, row);
  }
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_parts (CoffretVerdictDialog *self)
{
  for (guint i = 0; i < self->report->parts->len; i++) {
    const CoffretReportPart *part = g_ptr_array_index (self->report->parts, i);
    const char *verdict = coffret_verdict_to_id (part->report->verdict);
    /* An endorsement seldom has a title of its own, only the name of its type. */
    const char *title = strstr (part->pointer, "/endorsement") ? _ ("Endorsement")
                        : part->title                          ? part->title
                                                               : part->pointer;
    GtkWidget *row = adw_action_row_new ();
    CoffretVerdictBadge *badge = g_object_new (COFFRET_TYPE_VERDICT_BADGE, NULL);
    /* Translators: the title of a credential, and its verdict */
    g_autofree char *said =
      g_strdup_printf (C_ ("spoken", "%s. %s."), title, coffret_verdict_word (verdict));
    g_autofree char *spoken = NULL;

    coffret_verdict_badge_set_verdict (badge, verdict);
    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
    adw_action_row_set_subtitle (
      ADW_ACTION_ROW (row), part->report->issuer_name != NULL ? part->report->issuer_name : "");
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (badge));
    spoken = g_strjoin ("\n", said, part->report->issuer_name, NULL);
    coffret_spoken_set (row, spoken);
    add_row (self, self->parts, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->parts), self->report->parts->len > 0);
}

static const char *
issuer_name (CoffretVerdictDialog *self)
{
  return self->report->vouched_name != NULL ? self->report->vouched_name
                                            : self->report->issuer_name;
}

static void
show_issuer (CoffretVerdictDialog *self)
{
  const CoffretReport *report = self->report;
  const char *name = issuer_name (self);
  const CoffretTrustRow *said =
    self->session != NULL && report->issuer_id != NULL
      ? coffret_library_find_trust (coffret_session_get_library (self->session), report->issuer_id)
      : NULL;
  gboolean can = self->session != NULL && coffret_session_can_change (self->session) &&
                 report->issuer_id != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->issuer), name != NULL || report->issuer_id != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->issuer_row),
                                 name != NULL ? name : _ ("An issuer without a name"));
  if (report->vouched_name != NULL && report->issuer_name != NULL &&
      !g_str_equal (report->vouched_name, report->issuer_name)) {
    /* Translators: %s is how an issuer names itself */
    g_autofree char *own = g_strdup_printf (_ ("It calls itself “%s”."), report->issuer_name);

    adw_action_row_set_subtitle (self->issuer_row, own);
  } else {
    adw_action_row_set_subtitle (self->issuer_row, "");
  }
  gtk_widget_set_visible (self->address_row, report->issuer_id != NULL);
  if (report->issuer_id != NULL) {
    gtk_label_set_label (self->address, report->issuer_id);
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->address_row),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, report->issuer_id, -1);
  }
  adw_preferences_group_set_description (
    self->issuer, can ? _ ("What you say of it counts for everything from it in this vault. You "
                           "can take it back at any time.")
                      : NULL);
  gtk_widget_set_visible (self->trust_row, can && (said == NULL || !said->trusted));
  gtk_widget_set_visible (self->distrust_row, can && (said == NULL || said->trusted));
  gtk_widget_set_visible (self->forget_row, can && said != NULL);
}

static gboolean
has_code (CoffretVerdictDialog *self, CoffretCheckId id, const char *const *codes)
{
  const char *code = self->report->checks[id].code;

  return code != NULL && g_strv_contains (codes, code);
}

/* What could be told with a file of the issuer's. */
static void
show_missing (CoffretVerdictDialog *self)
{
  static const char *const no_keys[] = { "key-not-given", "key-not-listed", NULL };
  static const char *const no_list[] = { "list-not-given", "list-too-old", "list-unusable", NULL };
  gboolean can = self->session != NULL && self->report->issuer_id != NULL &&
                 coffret_session_can_change (self->session) &&
                 !coffret_session_is_practice (self->session);
  gboolean keys = can && has_code (self, COFFRET_CHECK_BINDING, no_keys);
  gboolean list = can && has_code (self, COFFRET_CHECK_STATUS, no_list);

  gtk_widget_set_visible (self->keys_row, keys);
  gtk_widget_set_visible (self->list_row, list);
  gtk_widget_set_visible (self->missing, keys || list);
}

static void
show_report (CoffretVerdictDialog *self)
{
  const CoffretReport *report = self->report;
  g_autofree char *sentence = coffret_report_sentence (report);
  g_autofree char *day = coffret_instant_to_date (report->checked);
  /* Translators: %s is a date */
  g_autofree char *checked = g_strdup_printf (_ ("Checked on this computer on %s"), day);

  clear_rows (self);
  coffret_verdict_badge_set_verdict (self->badge, coffret_verdict_to_id (report->verdict));
  gtk_label_set_label (self->sentence, sentence);
  gtk_label_set_label (self->checked, checked);
  for (guint id = 0; id < COFFRET_N_CHECKS; id++) {
    const CoffretCheck *check = &report->checks[id];

    /* Of what nobody signed, that is said once and not of each thing a signature would tell. */
    if (check->code != NULL && !(id > 0 && check->answer == COFFRET_ANSWER_NOT_APPLICABLE &&
                                 g_strcmp0 (check->code, report->checks[id - 1].code) == 0))
      add_row (self, self->checks, check_row ((CoffretCheckId) id, check));
  }
  show_missing (self);
  show_issuer (self);
  show_parts (self);
  gtk_widget_set_sensitive (self->copy_button, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "report");
}

static void
on_report (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretVerdictDialog *self = owner;
  g_autofree char *said = NULL;

  if (error != NULL) {
    adw_status_page_set_description (self->failure, error->message);
    gtk_stack_set_visible_child_name (self->stack, "failed");
    return;
  }
  g_clear_pointer (&self->report, coffret_report_unref);
  self->report = g_value_dup_boxed (value);
  show_report (self);
  if (self->spoke)
    /* The row that was activated has gone; the one that takes it back is a good place to be. */
    coffret_focus_once_placed (gtk_widget_get_visible (self->forget_row) ? self->forget_row
                                                                         : self->trust_row);
  self->spoke = FALSE;
  said =
    g_strdup_printf ("%s. %s", coffret_verdict_word (coffret_verdict_to_id (self->report->verdict)),
                     gtk_label_get_label (self->sentence));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), said,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
ask (CoffretVerdictDialog *self)
{
  coffret_when (self->entry != NULL ? coffret_session_report (self->session, self->entry, NULL)
                                    : coffret_session_judge (self->session, self->item),
                self, on_report, NULL, NULL);
}

static void
on_said (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretVerdictDialog *self = owner;

  if (error != NULL)
    coffret_tell_error (GTK_WIDGET (self), _ ("Your Word Could Not Be Kept"), error);
  self->spoke = TRUE;
  ask (self);
}

static void
say (CoffretVerdictDialog *self, CoffretTrust trust)
{
  coffret_when (
    coffret_session_set_trust (self->session, self->report->issuer_id, issuer_name (self), trust),
    self, on_said, NULL, NULL);
}

static void
on_trust (CoffretVerdictDialog *self)
{
  say (self, COFFRET_TRUST_OWNER);
}

static void
on_distrust (CoffretVerdictDialog *self)
{
  say (self, COFFRET_TRUST_DISTRUSTED);
}

static void
on_forget (CoffretVerdictDialog *self)
{
  say (self, COFFRET_TRUST_NONE);
}

static void
on_given (GtkWidget *from)
{
  ask (COFFRET_VERDICT_DIALOG (from));
}

static void
on_add_keys (CoffretVerdictDialog *self)
{
  coffret_ground_acts_offer (GTK_WIDGET (self), self->session, COFFRET_GROUND_DOCUMENT,
                             self->report->issuer_id, on_given);
}

static void
on_add_list (CoffretVerdictDialog *self)
{
  coffret_ground_acts_offer (GTK_WIDGET (self), self->session, COFFRET_GROUND_STATUS,
                             self->report->issuer_id, on_given);
}

static void
on_copy (CoffretVerdictDialog *self)
{
  g_autoptr (json_t) json = coffret_report_to_json (self->report);
  g_autofree char *text = coffret_json_dump_pretty (json);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), _ ("Copied"),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
coffret_verdict_dialog_dispose (GObject *object)
{
  CoffretVerdictDialog *self = COFFRET_VERDICT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->item, coffret_item_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_VERDICT_DIALOG);
  G_OBJECT_CLASS (coffret_verdict_dialog_parent_class)->dispose (object);
}

static void
coffret_verdict_dialog_finalize (GObject *object)
{
  CoffretVerdictDialog *self = COFFRET_VERDICT_DIALOG (object);

  g_clear_pointer (&self->report, coffret_report_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (coffret_verdict_dialog_parent_class)->finalize (object);
}

static void
coffret_verdict_dialog_class_init (CoffretVerdictDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_verdict_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_verdict_dialog_finalize;
  g_type_ensure (COFFRET_TYPE_VERDICT_BADGE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/verdict-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, copy_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, badge);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, sentence);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, checked);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, checks);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, keys_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, list_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, issuer);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, address);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, trust_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, distrust_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, forget_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretVerdictDialog, parts);
  gtk_widget_class_bind_template_callback (widget_class, on_trust);
  gtk_widget_class_bind_template_callback (widget_class, on_distrust);
  gtk_widget_class_bind_template_callback (widget_class, on_forget);
  gtk_widget_class_bind_template_callback (widget_class, on_add_keys);
  gtk_widget_class_bind_template_callback (widget_class, on_add_list);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
coffret_verdict_dialog_init (CoffretVerdictDialog *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A hyphen would become part of the address. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (self->address, attributes);
}

AdwDialog *
coffret_verdict_dialog_new (CoffretSession *session, CoffretEntry *entry)
{
  CoffretVerdictDialog *self = g_object_new (COFFRET_TYPE_VERDICT_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->entry = g_object_ref (entry);
  ask (self);
  return ADW_DIALOG (self);
}

AdwDialog *
coffret_verdict_dialog_new_for_item (CoffretSession *session, CoffretItem *item)
{
  CoffretVerdictDialog *self = g_object_new (COFFRET_TYPE_VERDICT_DIALOG, NULL);

  self->session = session != NULL ? g_object_ref (session) : NULL;
  self->item = coffret_item_ref (item);
  ask (self);
  return ADW_DIALOG (self);
}
