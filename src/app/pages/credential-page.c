#include "app/pages/credential-page.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/entry-menu.h"
#include "app/focus.h"
#include "app/language.h"
#include "app/late-menu.h"
#include "app/dialogs/own-dialog.h"
#include "app/dialogs/own-texts-dialog.h"
#include "app/dialogs/verdict-dialog.h"
#include "app/own-texts.h"
#include "app/pages/attachments-section.h"
#include "app/pages/credential-sections.h"
#include "app/pages/pathway-section.h"
#include "app/pages/history-section.h"
#include "app/pages/unsigned-marks.h"
#include "app/pages/yours-section.h"
#include "app/print.h"
#include "app/shortcuts.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/choice-row.h"
#include "app/widgets/credential-head.h"

struct _CoffretCredentialPage {
  AdwNavigationPage parent_instance;

  GtkMenuButton *menu_button;
  GtkButton *favourite_button;
  GtkWidget *share_button;
  AdwBanner *trash_banner;
  AdwBanner *past_banner;
  CoffretCredentialHead *head;
  GtkStack *stack;
  GtkBox *sections;

  CoffretSession *session;
  CoffretEntry *entry;
  CoffretCredential *credential; /* once it is read */
  CoffretReport *report;         /* once it is known */
  gboolean marked;               /* something is shown as not signed */
  gboolean original;             /* the issuer's words, rather than the holder's for them */
  GtkBox *content;               /* what it says; rebuilt for another language */
  char **languages;              /* that there is a choice of */
  guint reader;                  /* which of them this page began with */
  AdwComboRow *language_row;     /* NULL: there is no choice */
  GtkWidget *places;             /* where it is; rebuilt when that changes */
  CoffretAttachmentsSection *attachments;
  CoffretHistorySection *history; /* NULL: not yet */
  guint part;                     /* the next one that is to come below */
  guint source;                   /* which comes, when the page is at rest */
  gboolean beside;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (CoffretCredentialPage, coffret_credential_page, ADW_TYPE_NAVIGATION_PAGE)

enum {
  PROP_BESIDE = 1,
  PROP_NARROW,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
on_words_changed (CoffretCredentialPage *self)
{
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self),
                                 coffret_credential_head_get_title (self->head));
}

/* As coffret_text_best() takes them: the chosen one first. NULL: the reader's. */
static char **
wanted_languages (CoffretCredentialPage *self)
{
  g_autoptr (GStrvBuilder) builder = NULL;

  if (!self->language_row)
    return NULL;
  builder = g_strv_builder_new ();
  g_strv_builder_add (builder, self->languages[adw_combo_row_get_selected (self->language_row)]);
  g_strv_builder_addv (builder, (const char **) g_get_language_names ());
  return g_strv_builder_end (builder);
}

/* The menu and "Where it is" name the compartments that it lies in. */
static void
on_place_changed (CoffretCredentialPage *self)
{
  CoffretLibrary *library = coffret_session_get_library (self->session);
  g_autoptr (GMenuModel) menu = NULL;
  GtkWidget *before = self->places;

  /* All compartments go; nobody sees this any more. */
  if (coffret_session_is_ended (self->session))
    return;
  menu = coffret_entry_menu_new (self->entry, library, FALSE);
  coffret_late_menu_set (self->menu_button, menu);
  adw_banner_set_revealed (self->trash_banner, coffret_entry_is_trashed (self->entry));
  gtk_widget_set_visible (self->share_button, !coffret_entry_is_trashed (self->entry));
  if (!self->places)
    return;
  self->places =
    coffret_sections_where (self->entry, library, coffret_session_can_change (self->session));
  gtk_box_insert_child_after (self->sections, self->places, before);
  coffret_focus_hand_on (before, self->places);
  gtk_box_remove (self->sections, before);
}

/* What may be a version of it is said at once: the history stands far below. */
static void
show_offer (CoffretCredentialPage *self)
{
  CoffretEntry *older, *newer;
  gboolean any = self->history && coffret_history_section_get_offer (self->history, &older, &newer);

  if (any) {
    adw_banner_set_title (self->past_banner,
                          newer == self->entry
                            ? _ ("This may be a newer version of one that you have.")
                            : _ ("You may have a newer version of this."));
    adw_banner_set_button_label (self->past_banner, _ ("_Compare…"));
    gtk_actionable_set_action_name (GTK_ACTIONABLE (self->past_banner), NULL);
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->past_banner), "(ss)",
                                      coffret_entry_get_id (older), coffret_entry_get_id (newer));
    gtk_actionable_set_action_name (GTK_ACTIONABLE (self->past_banner), "vault.compare");
  }
  adw_banner_set_revealed (self->past_banner, any);
}

/* What is read here may have been replaced since. */
static void
on_versions_changed (CoffretCredentialPage *self)
{
  CoffretEntry *newest =
    self->session ? coffret_library_find_newest (coffret_session_get_library (self->session),
                                                 coffret_entry_get_id (self->entry))
                  : NULL;
  gboolean past = newest && newest != self->entry && !coffret_entry_is_trashed (self->entry);

  if (!past) {
    show_offer (self);
    return;
  }
  adw_banner_set_title (self->past_banner, _ ("This is an older version of a credential."));
  adw_banner_set_button_label (self->past_banner, _ ("_Show the Newest"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->past_banner), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->past_banner), "s",
                                    coffret_entry_get_id (newest));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->past_banner), "vault.open");
  adw_banner_set_revealed (self->past_banner, TRUE);
}

static void
on_favourite_changed (CoffretCredentialPage *self)
{
  gboolean favourite = coffret_entry_is_favourite (self->entry);
  const char *words = favourite ? _ ("A favourite: take it out") : _ ("Make this a favourite");

  gtk_button_set_icon_name (self->favourite_button,
                            favourite ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->favourite_button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->favourite_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  on_place_changed (self);
}

static void
append_history (CoffretCredentialPage *self)
{
  self->history = coffret_history_section_new (self->session, self->entry);
  g_signal_connect_object (self->history, "offered", G_CALLBACK (on_versions_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->sections, GTK_WIDGET (self->history));
  /* It may have found out at once. */
  on_versions_changed (self);
}

static void
append_attachments (CoffretCredentialPage *self)
{
  gboolean changeable = coffret_session_can_change (self->session);

  self->attachments = coffret_attachments_section_new (self->session, self->entry);
  gtk_box_append (self->sections, GTK_WIDGET (self->attachments));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "credential.attach", changeable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "credential.attach-copied", changeable);
}

/* One in each turn, for all together take longer than a frame lasts. */
static gboolean
on_part (gpointer pointer)
{
  CoffretCredentialPage *self = pointer;

  switch (self->part++) {
  case 0:
    gtk_box_append (self->sections,
                    GTK_WIDGET (coffret_yours_section_new (self->session, self->entry)));
    break;
  case 1:
    append_attachments (self);
    break;
  case 2:
    self->places = coffret_sections_where (self->entry, coffret_session_get_library (self->session),
                                           coffret_session_can_change (self->session));
    gtk_box_append (self->sections, self->places);
    break;
  case 3:
    append_history (self);
    break;
  default:
    gtk_box_append (self->sections, coffret_sections_original (self->entry));
    self->source = 0;
    return G_SOURCE_REMOVE;
  }
  return G_SOURCE_CONTINUE;
}

/* What every credential has, below what it says: that is seen, and drawn, first. */
static void
append_common (CoffretCredentialPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "content");
  self->part = 0;
  self->source = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, on_part, self, NULL);
}

static void
stop_parts (CoffretCredentialPage *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->attachments = NULL;
  self->history = NULL;
  self->places = NULL;
  self->language_row = NULL;
}

/* Says whose words these are, with the way to the others. */
static GtkWidget *
whose_words_new (CoffretCredentialPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button =
    gtk_button_new_with_label (self->original ? _ ("Show Yours") : _ ("Show Original"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), self->original
                                                              ? _ ("In the issuer’s words")
                                                              : _ ("Partly in your own words"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "credential.original-language");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Whose words"), -1);
  return group;
}

/* Whether PART has the focus, which stays on the page while the part is made anew. */
static gboolean
keep_focus (CoffretCredentialPage *self, GtkWidget *part)
{
  GtkWidget *focus = coffret_focus_get (part);

  return focus && gtk_widget_is_ancestor (focus, part) &&
         gtk_widget_grab_focus (GTK_WIDGET (self->menu_button));
}

static void
show_content (CoffretCredentialPage *self)
{
  g_auto (GStrv) languages = wanted_languages (self);
  gboolean focused = keep_focus (self, GTK_WIDGET (self->content));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))))
    gtk_box_remove (self->content, child);
  coffret_sections_append (self->content, self->credential, (const char *const *) languages);
  if (self->session)
    coffret_pathway_section_append (self->content, self->session, self->entry, self->credential);
  self->marked = coffret_unsigned_marks_add (self->content, self->credential, self->report,
                                             (const char *const *) languages);
  if (!self->original &&
      coffret_own_texts_show (GTK_WIDGET (self->content), coffret_entry_get_layer (self->entry)))
    gtk_box_prepend (self->content, whose_words_new (self));
  else if (self->original)
    gtk_box_prepend (self->content, whose_words_new (self));
  if (focused)
    gtk_widget_child_focus (GTK_WIDGET (self->content), GTK_DIR_TAB_FORWARD);
}

static void
on_texts_changed (CoffretCredentialPage *self)
{
  if (self->content)
    show_content (self);
}

static void
on_language_chosen (CoffretCredentialPage *self)
{
  g_auto (GStrv) languages = wanted_languages (self);

  if (!self->language_row)
    return;
  coffret_credential_head_set_languages (self->head, (const char *const *) languages);
  show_content (self);
}

/* The original is the language that its issuer wrote first. */
static void
append_language_row (CoffretCredentialPage *self)
{
  const char *const *languages = (const char *const *) self->languages;
  AdwPreferencesGroup *group;
  g_autoptr (GtkStringList) words = NULL;

  if (g_strv_length (self->languages) < 2)
    return;
  words = gtk_string_list_new (NULL);
  for (guint i = 0; languages[i]; i++) {
    /* Translators: %s is the name of the language that a credential was first written in */
    g_autofree char *first =
      i == 0 ? g_strdup_printf (_ ("%s (original)"), coffret_language_name (languages[i])) : NULL;

    gtk_string_list_append (words, first ?: coffret_language_name (languages[i]));
  }
  self->reader = coffret_language_of_reader (languages, g_get_language_names ());
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  /* Without a heading, a list of one has its row's name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Language"), -1);
  self->language_row = g_object_new (COFFRET_TYPE_CHOICE_ROW, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->language_row), _ ("Language"));
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->language_row, self->reader);
  g_signal_connect_object (self->language_row, "notify::selected", G_CALLBACK (on_language_chosen),
                           self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->language_row));
  gtk_box_append (self->sections, GTK_WIDGET (group));
}

static gboolean
has_own_texts (CoffretCredentialPage *self)
{
  const CoffretLayer *layer = coffret_entry_get_layer (self->entry);

  return layer && layer->n_texts > 0;
}

/* One key to the original, and again to what was read before. */
static void
do_original_language (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretCredentialPage *self = COFFRET_CREDENTIAL_PAGE (widget);
  guint selected;

  if (self->content && has_own_texts (self)) {
    self->original = !self->original;
    show_content (self);
    if (!gtk_widget_child_focus (GTK_WIDGET (self->content), GTK_DIR_TAB_FORWARD))
      gtk_widget_grab_focus (widget);
    if (!self->language_row) {
      gtk_accessible_announce (GTK_ACCESSIBLE (self),
                               self->original ? _ ("In the issuer’s words")
                                              : _ ("Partly in your own words"),
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
      return;
    }
  }
  if (!self->language_row) {
    gtk_widget_error_bell (widget);
    return;
  }
  selected = adw_combo_row_get_selected (self->language_row);
  adw_combo_row_set_selected (self->language_row, selected == 0 ? MAX (self->reader, 1) : 0);
  selected = adw_combo_row_get_selected (self->language_row);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), coffret_language_name (self->languages[selected]),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_texts_saved (CoffretCredentialPage *self)
{
  self->original = FALSE;
  on_texts_changed (self);
  coffret_tell_undo (GTK_WIDGET (self), _ ("Your translation is saved"));
}

static void
do_translate (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretCredentialPage *self = COFFRET_CREDENTIAL_PAGE (widget);
  g_auto (GStrv) languages = wanted_languages (self);
  CoffretOwnTextsDialog *dialog = coffret_own_texts_dialog_new (
    self->session, self->entry, self->credential, (const char *const *) languages);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_texts_saved), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
do_favourite (GtkWidget *widget, const char *action, GVariant *target)
{
  gtk_widget_activate_action (widget, "vault.favourite", "s",
                              coffret_entry_get_id (COFFRET_CREDENTIAL_PAGE (widget)->entry));
}

/* What the report says is more than the verdict alone. */
static void
on_report (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretCredentialPage *self = owner;

  if (error || !self->session || coffret_session_is_ended (self->session))
    return;
  g_clear_pointer (&self->report, coffret_report_unref);
  self->report = g_value_dup_boxed (value);
  coffret_credential_head_set_report (self->head, self->report);
  if (self->content && (self->marked || coffret_unsigned_marks_has (self->report)))
    show_content (self);
}

static void
ask_report (CoffretCredentialPage *self)
{
  if (self->credential)
    coffret_when (coffret_session_report (self->session, self->entry, NULL), self, on_report, NULL,
                  NULL);
}

static void
do_checks (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretCredentialPage *self = COFFRET_CREDENTIAL_PAGE (widget);

  adw_dialog_present (coffret_verdict_dialog_new (self->session, self->entry), widget);
}

static void
do_print (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretCredentialPage *self = COFFRET_CREDENTIAL_PAGE (widget);
  g_auto (GStrv) languages = wanted_languages (self);

  coffret_print (widget, self->entry, self->credential, self->report,
                 (const char *const *) languages);
}

static void
do_attach (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretCredentialPage *self = COFFRET_CREDENTIAL_PAGE (widget);

  if (g_str_equal (action, "credential.attach"))
    coffret_attachments_section_choose (self->attachments);
  else
    coffret_attachments_section_paste (self->attachments);
}

static void
on_own_saved (CoffretCredentialPage *self)
{
  coffret_tell_undo (GTK_WIDGET (self), _ ("Your changes are saved"));
}

static void
do_change_own (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretCredentialPage *self = COFFRET_CREDENTIAL_PAGE (widget);
  CoffretOwnDialog *dialog =
    coffret_own_dialog_new_for (self->session, self->entry, self->credential);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_own_saved), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
on_read (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretCredentialPage *self = owner;
  const CoffretItem *item = error ? NULL : g_value_get_boxed (value);

  if (!self->session || coffret_session_is_ended (self->session))
    return;
  if (item && item->credential) {
    coffret_credential_head_set_item (self->head, item);
    coffret_when (coffret_session_report (self->session, self->entry, g_value_get_boxed (value)),
                  self, on_report, NULL, NULL);
    self->credential = coffret_credential_ref (item->credential);
    self->languages = coffret_credential_languages (self->credential);
    append_language_row (self);
    self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
    gtk_box_append (self->sections, GTK_WIDGET (self->content));
    show_content (self);
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "credential.print", TRUE);
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "credential.change-own",
                                   g_str_equal (self->credential->format, "own") &&
                                     coffret_session_can_change (self->session));
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "credential.translate",
                                   coffret_session_can_change (self->session));
  } else {
    const GError *why = error ?: item ? item->error : NULL;

    gtk_box_append (self->sections, coffret_sections_unreadable (why));
  }
  append_common (self);
}

/* What was typed in is another text now. */
static void
read_again (CoffretCredentialPage *self)
{
  GtkWidget *child;

  if (!self->attachments && self->source == 0)
    return;
  keep_focus (self, GTK_WIDGET (self->sections));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sections))))
    gtk_box_remove (self->sections, child);
  stop_parts (self);
  self->content = NULL;
  g_clear_pointer (&self->credential, coffret_credential_unref);
  g_clear_pointer (&self->languages, g_strfreev);
  coffret_when (coffret_session_read (self->session, self->entry), self, on_read, NULL, NULL);
}

static void
coffret_credential_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CoffretCredentialPage *self = COFFRET_CREDENTIAL_PAGE (object);

  switch (id) {
  case PROP_BESIDE:
    g_value_set_boolean (value, self->beside);
    break;
  case PROP_NARROW:
    g_value_set_boolean (value, self->narrow);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
coffret_credential_page_set_property (GObject *object,
                                      guint id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  CoffretCredentialPage *self = COFFRET_CREDENTIAL_PAGE (object);

  switch (id) {
  case PROP_BESIDE:
    self->beside = g_value_get_boolean (value);
    break;
  case PROP_NARROW:
    self->narrow = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
coffret_credential_page_dispose (GObject *object)
{
  CoffretCredentialPage *self = COFFRET_CREDENTIAL_PAGE (object);

  stop_parts (self);
  g_clear_object (&self->session);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->credential, coffret_credential_unref);
  g_clear_pointer (&self->report, coffret_report_unref);
  g_clear_pointer (&self->languages, g_strfreev);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_CREDENTIAL_PAGE);
  G_OBJECT_CLASS (coffret_credential_page_parent_class)->dispose (object);
}

static void
coffret_credential_page_class_init (CoffretCredentialPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = coffret_credential_page_get_property;
  object_class->set_property = coffret_credential_page_set_property;
  object_class->dispose = coffret_credential_page_dispose;
  properties[PROP_BESIDE] =
    g_param_spec_boolean ("beside", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (COFFRET_TYPE_CREDENTIAL_HEAD);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/pages/credential-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, favourite_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, share_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, trash_banner);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, past_banner);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, sections);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, head);
  gtk_widget_class_install_action (widget_class, "credential.original-language", NULL,
                                   do_original_language);
  gtk_widget_class_install_action (widget_class, "credential.checks", NULL, do_checks);
  gtk_widget_class_install_action (widget_class, "credential.print", NULL, do_print);
  gtk_widget_class_install_action (widget_class, "credential.attach", NULL, do_attach);
  gtk_widget_class_install_action (widget_class, "credential.attach-copied", NULL, do_attach);
  gtk_widget_class_install_action (widget_class, "credential.change-own", NULL, do_change_own);
  gtk_widget_class_install_action (widget_class, "credential.translate", NULL, do_translate);
  gtk_widget_class_install_action (widget_class, "credential.favourite", NULL, do_favourite);
  coffret_shortcuts_bind (widget_class, "vault.close");
  coffret_shortcuts_bind (widget_class, "credential.translate");
  coffret_shortcuts_bind (widget_class, "credential.favourite");
  coffret_shortcuts_bind (widget_class, "credential.checks");
  coffret_shortcuts_bind (widget_class, "credential.original-language");
  coffret_shortcuts_bind (widget_class, "credential.print");
  coffret_shortcuts_bind (widget_class, "credential.attach");
  coffret_shortcuts_bind (widget_class, "credential.attach-copied");
  coffret_shortcuts_bind (widget_class, "credential.change-own");
}

static void
coffret_credential_page_init (CoffretCredentialPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "credential.print", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "credential.attach", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "credential.attach-copied", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "credential.change-own", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "credential.translate", FALSE);
}

CoffretCredentialPage *
coffret_credential_page_new (CoffretSession *session,
                             CoffretPictureLoader *loader,
                             CoffretEntry *entry)
{
  CoffretCredentialPage *self = g_object_new (COFFRET_TYPE_CREDENTIAL_PAGE, NULL);

  self->session = g_object_ref (session);
  self->entry = g_object_ref (entry);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->trash_banner), "s",
                                    coffret_entry_get_id (entry));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->trash_banner), "vault.restore");
  /* The target first: without it the action would be asked for with none. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->favourite_button), "s",
                                    coffret_entry_get_id (entry));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->favourite_button), "vault.favourite");
  on_versions_changed (self);
  g_signal_connect_object (coffret_session_get_library (session), "changed",
                           G_CALLBACK (on_versions_changed), self, G_CONNECT_SWAPPED);
  on_favourite_changed (self);
  g_signal_connect_object (entry, "notify::favourite", G_CALLBACK (on_favourite_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::layer", G_CALLBACK (on_texts_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->head, "notify::words", G_CALLBACK (on_words_changed), self,
                           G_CONNECT_SWAPPED);
  coffret_credential_head_set_entry (self->head, entry, loader);
  g_signal_connect_object (entry, "notify::compartments", G_CALLBACK (on_place_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::trashed", G_CALLBACK (on_place_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (coffret_library_get_compartments (coffret_session_get_library (session)),
                           "items-changed", G_CALLBACK (on_place_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (coffret_library_get_groups (coffret_session_get_library (session)),
                           "changed", G_CALLBACK (on_place_changed), self, G_CONNECT_SWAPPED);
  /* Who vouches for its issuer changes the words, even where the verdict stays. */
  g_signal_connect_object (coffret_session_get_library (session), "trust-changed",
                           G_CALLBACK (ask_report), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::verdict", G_CALLBACK (ask_report), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::kind", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  coffret_when (coffret_session_read (session, entry), self, on_read, NULL, NULL);
  return self;
}

CoffretEntry *
coffret_credential_page_get_entry (CoffretCredentialPage *self)
{
  return self->entry;
}

gboolean
coffret_credential_page_shed (CoffretCredentialPage *self)
{
  GtkBox *box = self->content ? self->content : self->sections;
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (box));

  if (last)
    gtk_box_remove (box, last);
  stop_parts (self);
  if (last || !self->content)
    return last != NULL;
  self->content = NULL;
  return TRUE;
}

void
coffret_credential_page_focus (CoffretCredentialPage *self)
{
  if (!coffret_credential_head_take_focus (self->head))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
