#include "app/dialogs/own-texts-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/language.h"
#include "app/own-texts.h"
#include "app/tell.h"
#include "app/when.h"

struct _CoffretOwnTextsDialog {
  AdwDialog parent_instance;

  AdwPreferencesPage *page;
  AdwPreferencesGroup *lead;

  CoffretSession *session;
  CoffretEntry *entry;
  GPtrArray *places; /* CoffretOwnTextPlace */
  GPtrArray *fields; /* GtkTextView of each, borrowed */
  char *language;
};

G_DEFINE_FINAL_TYPE (CoffretOwnTextsDialog, coffret_own_texts_dialog, ADW_TYPE_DIALOG)

static char *
dup_text (GtkTextView *field)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (field);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
on_cancel (CoffretOwnTextsDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_saved (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretOwnTextsDialog *self = owner;

  if (error) {
    coffret_tell_error (GTK_WIDGET (self), _ ("That Could Not Be Saved"), error);
    return;
  }
  g_signal_emit_by_name (self, "saved");
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_confirm (CoffretOwnTextsDialog *self)
{
  g_autoptr (GStrvBuilder) originals = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_auto (GStrv) all_originals = NULL;
  g_auto (GStrv) all_texts = NULL;

  for (guint i = 0; i < self->places->len; i++) {
    const CoffretOwnTextPlace *place = g_ptr_array_index (self->places, i);

    g_strv_builder_add (originals, place->text);
    g_strv_builder_take (texts, dup_text (g_ptr_array_index (self->fields, i)));
  }
  all_originals = g_strv_builder_end (originals);
  all_texts = g_strv_builder_end (texts);
  coffret_when (coffret_session_set_own_texts (self->session, self->entry, self->language,
                                               (const char *const *) all_originals,
                                               (const char *const *) all_texts),
                self, on_saved, NULL, NULL);
}

/* One text of the issuer's, and under it the field for the holder's. */
static void
add_place (CoffretOwnTextsDialog *self, const CoffretOwnTextPlace *place)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *field = coffret_layer_field (place->text);
  const char *own =
    coffret_layer_get_text (coffret_entry_get_layer (self->entry), field, self->language);
  GtkWidget *text = g_object_new (GTK_TYPE_LABEL, "label", place->text, "wrap", TRUE, "wrap-mode",
                                  PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "margin-bottom", 6, NULL);
  GtkWidget *view =
    g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE,
                  "top-margin", 9, "bottom-margin", 9, "left-margin", 12, "right-margin", 12,
                  "input-hints", GTK_INPUT_HINT_SPELLCHECK, NULL);
  GtkWidget *scroller = g_object_new (
    GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height",
    TRUE, "min-content-height", 48, "max-content-height", 200, "child", view, NULL);
  /* Translators: a field for the holder's own translation; %s is what is translated, such as
   * "Description" */
  g_autofree char *says = g_strdup_printf (_ ("%s, in your words"), place->label);

  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_add_css_class (scroller, "own-text");
  adw_preferences_group_set_title (group, place->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, says,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, place->text, -1);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), own ?: "", -1);
  adw_preferences_group_add (group, text);
  adw_preferences_group_add (group, scroller);
  adw_preferences_page_add (self->page, group);
  g_ptr_array_add (self->fields, view);
}

static void
coffret_own_texts_dialog_dispose (GObject *object)
{
  CoffretOwnTextsDialog *self = COFFRET_OWN_TEXTS_DIALOG (object);

  g_clear_pointer (&self->fields, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_OWN_TEXTS_DIALOG);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->language, g_free);
  g_clear_object (&self->session);
  g_clear_object (&self->entry);
  G_OBJECT_CLASS (coffret_own_texts_dialog_parent_class)->dispose (object);
}

static void
coffret_own_texts_dialog_class_init (CoffretOwnTextsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_own_texts_dialog_dispose;
  g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/own-texts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnTextsDialog, page);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnTextsDialog, lead);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
}

static void
coffret_own_texts_dialog_init (CoffretOwnTextsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->fields = g_ptr_array_new ();
}

CoffretOwnTextsDialog *
coffret_own_texts_dialog_new (CoffretSession *session,
                              CoffretEntry *entry,
                              const CoffretCredential *credential,
                              const char *const *languages)
{
  CoffretOwnTextsDialog *self = g_object_new (COFFRET_TYPE_OWN_TEXTS_DIALOG, NULL);
  g_autofree char *lead = NULL;

  self->session = g_object_ref (session);
  self->entry = g_object_ref (entry);
  self->language = coffret_own_texts_language ();
  self->places = coffret_own_texts_list (credential, languages);
  /* Translators: %s is the name of a language */
  lead = g_strdup_printf (
    _ ("What you write here, in %s, stands on the page in place of the issuer’s words, marked as "
       "yours. Only you see it. The original never changes."),
    coffret_language_name (self->language));
  adw_preferences_group_set_description (self->lead, lead);
  for (guint i = 0; i < self->places->len; i++)
    add_place (self, g_ptr_array_index (self->places, i));
  if (self->fields->len > 0)
    adw_dialog_set_focus (ADW_DIALOG (self), g_ptr_array_index (self->fields, 0));
  return self;
}
