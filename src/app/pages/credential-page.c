#include "app/pages/credential-page.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/entry-menu.h"
#include "app/language.h"
#include "app/pages/credential-sections.h"
#include "app/pages/yours-section.h"
#include "app/shortcuts.h"
#include "app/when.h"
#include "app/widgets/credential-picture.h"
#include "app/widgets/verdict-badge.h"
#include "app/widgets/verdict.h"
#include "credential/words.h"

struct _CoffretCredentialPage {
  AdwNavigationPage parent_instance;

  GtkMenuButton *menu_button;
  AdwBanner *trash_banner;
  CoffretCredentialPicture *picture;
  GtkLabel *heading;
  GtkLabel *issuer_title; /* while the holder has one of their own */
  GtkLabel *issuer;
  GtkLabel *dates;
  GtkLabel *nature;
  CoffretVerdictBadge *badge;
  GtkLabel *verdict_sentence;
  GtkStack *stack;
  GtkBox *sections;
  GtkWidget *head;

  CoffretSession *session;
  CoffretEntry *entry;
  CoffretCredential *credential; /* once it is read */
  GtkBox *content;               /* what it says; rebuilt for another language */
  char **languages;              /* that there is a choice of */
  guint reader;                  /* which of them this page began with */
  AdwComboRow *language_row;     /* NULL: there is no choice */
  GtkWidget *places;             /* where it is; rebuilt when that changes */
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
show_line (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text ?: "");
  gtk_widget_set_visible (GTK_WIDGET (label), text && *text);
}

/* The page has the focus when a credential opens: what stands at its head, which
 * takes no focus itself, is read then, in the order in which it stands there. */
static void
update_said (CoffretCredentialPage *self)
{
  GtkLabel *const lines[] = {
    self->heading, self->issuer_title, self->issuer,
    self->dates,   self->nature,       self->verdict_sentence,
  };
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (*gtk_label_get_label (lines[i]) != '\0')
      g_string_append_printf (said, "%s%s", said->len > 0 ? ". " : "",
                              gtk_label_get_label (lines[i]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->head), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  said->str, -1);
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

/* The holder's title stays; the issuer's is in the chosen language. */
static char *
title_words (CoffretCredentialPage *self)
{
  g_auto (GStrv) languages = wanted_languages (self);
  const CoffretCredential *credential = self->credential;
  const char *issuer;

  if (!languages || coffret_entry_get_own_title (self->entry))
    return coffret_entry_name (self->entry);
  issuer = credential->issuer
             ? coffret_text_best (credential->issuer->name, (const char *const *) languages)
             : NULL;
  return coffret_title_words (
    coffret_text_best (credential->title, (const char *const *) languages), credential->kind,
    issuer);
}

static void
update_title (CoffretCredentialPage *self)
{
  g_autofree char *title = title_words (self);
  const char *issued = coffret_entry_get_issuer_title (self->entry);
  /* Translators: %s is the title that the issuer gave a credential */
  g_autofree char *also = coffret_entry_get_own_title (self->entry) && *issued
                            ? g_strdup_printf (_ ("Its issuer calls it “%s”"), issued)
                            : NULL;

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  show_line (self->heading, title);
  show_line (self->issuer_title, also);
  update_said (self);
}

static void
update_head (CoffretCredentialPage *self)
{
  CoffretEntry *entry = self->entry;
  g_autofree char *dates =
    coffret_dates_words (coffret_entry_get_awarded (entry), coffret_entry_get_expires (entry));

  show_line (self->issuer, coffret_entry_get_issuer (entry));
  show_line (self->dates, dates);
  show_line (self->nature, coffret_entry_get_kind (entry) == COFFRET_KIND_OTHER
                             ? NULL
                             : coffret_kind_to_label (coffret_entry_get_kind (entry)));
  update_title (self);
}

static void
on_verdict_changed (CoffretCredentialPage *self)
{
  const char *verdict = coffret_entry_get_verdict (self->entry);

  coffret_verdict_badge_set_verdict (self->badge, verdict);
  gtk_label_set_label (self->verdict_sentence, coffret_verdict_sentence (verdict));
  update_said (self);
}

/* The menu and "Where it is" name the compartments that it lies in. */
static void
on_place_changed (CoffretCredentialPage *self)
{
  CoffretLibrary *library = coffret_session_get_library (self->session);
  g_autoptr (GMenuModel) menu = coffret_entry_menu_new (self->entry, library, FALSE);
  GtkWidget *before = self->places ? gtk_widget_get_prev_sibling (self->places) : NULL;

  gtk_menu_button_set_menu_model (self->menu_button, menu);
  adw_banner_set_revealed (self->trash_banner, coffret_entry_is_trashed (self->entry));
  if (!self->places)
    return;
  gtk_box_remove (self->sections, self->places);
  self->places = coffret_sections_where (self->entry, library);
  gtk_box_insert_child_after (self->sections, self->places, before);
}

static void
append_common (CoffretCredentialPage *self)
{
  gtk_box_append (self->sections,
                  GTK_WIDGET (coffret_yours_section_new (self->session, self->entry)));
  self->places = coffret_sections_where (self->entry, coffret_session_get_library (self->session));
  gtk_box_append (self->sections, self->places);
  gtk_box_append (self->sections, coffret_sections_original (self->entry));
  gtk_stack_set_visible_child_name (self->stack, "content");
}

static void
show_content (CoffretCredentialPage *self)
{
  g_auto (GStrv) languages = wanted_languages (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))))
    gtk_box_remove (self->content, child);
  coffret_sections_append (self->content, self->credential, (const char *const *) languages);
}

static void
on_language_chosen (CoffretCredentialPage *self)
{
  if (!self->language_row)
    return;
  update_title (self);
  if (self->credential->issuer) {
    g_auto (GStrv) languages = wanted_languages (self);

    show_line (self->issuer,
               coffret_text_best (self->credential->issuer->name, (const char *const *) languages));
    update_said (self);
  }
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
  self->language_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->language_row), _ ("Language"));
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->language_row, self->reader);
  g_signal_connect_object (self->language_row, "notify::selected", G_CALLBACK (on_language_chosen),
                           self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->language_row));
  gtk_box_append (self->sections, GTK_WIDGET (group));
}

/* One key to the original, and again to what was read before. */
static void
do_original_language (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretCredentialPage *self = COFFRET_CREDENTIAL_PAGE (widget);
  guint selected;

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
on_read (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretCredentialPage *self = owner;
  const CoffretItem *item = error ? NULL : g_value_get_boxed (value);

  if (item && item->credential) {
    const CoffretCredential *credential = item->credential;
    g_autofree char *hours = coffret_hours_words (credential->workload_hours);
    const char *kind = gtk_label_get_label (self->nature);
    g_autofree char *nature =
      *kind && *hours ? g_strdup_printf ("%s · %s", kind, hours) : g_strconcat (kind, hours, NULL);

    show_line (self->nature, nature);
    update_said (self);
    self->credential = coffret_credential_ref (item->credential);
    self->languages = coffret_credential_languages (credential);
    append_language_row (self);
    self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
    gtk_box_append (self->sections, GTK_WIDGET (self->content));
    show_content (self);
  } else {
    const GError *why = error ?: item ? item->error : NULL;

    gtk_box_append (self->sections, coffret_sections_unreadable (why));
  }
  append_common (self);
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

  g_clear_object (&self->session);
  g_clear_object (&self->entry);
  self->places = NULL;
  self->language_row = NULL;
  g_clear_pointer (&self->credential, coffret_credential_unref);
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

  g_type_ensure (COFFRET_TYPE_CREDENTIAL_PICTURE);
  g_type_ensure (COFFRET_TYPE_VERDICT_BADGE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/pages/credential-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, trash_banner);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, picture);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, heading);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, issuer_title);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, issuer);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, dates);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, nature);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, badge);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, verdict_sentence);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, sections);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, head);
  gtk_widget_class_install_action (widget_class, "credential.original-language", NULL,
                                   do_original_language);
  coffret_shortcuts_bind (widget_class, "vault.close");
  coffret_shortcuts_bind (widget_class, "credential.original-language");
}

static void
coffret_credential_page_init (CoffretCredentialPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
  update_head (self);
  on_verdict_changed (self);
  on_place_changed (self);
  coffret_credential_picture_set_entry (self->picture, entry, loader);
  coffret_credential_picture_load (self->picture);
  g_signal_connect_object (entry, "notify::title", G_CALLBACK (update_title), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::own-title", G_CALLBACK (update_title), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::verdict", G_CALLBACK (on_verdict_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::compartments", G_CALLBACK (on_place_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::trashed", G_CALLBACK (on_place_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (coffret_library_get_compartments (coffret_session_get_library (session)),
                           "items-changed", G_CALLBACK (on_place_changed), self, G_CONNECT_SWAPPED);
  coffret_when (coffret_session_read (session, entry), self, on_read, NULL, NULL);
  return self;
}

CoffretEntry *
coffret_credential_page_get_entry (CoffretCredentialPage *self)
{
  return self->entry;
}

void
coffret_credential_page_focus (CoffretCredentialPage *self)
{
  if (!gtk_widget_grab_focus (self->head))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
