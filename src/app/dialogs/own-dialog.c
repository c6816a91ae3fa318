#include "app/dialogs/own-dialog.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "app/closures.h"
#include "app/fault.h"
#include "app/focus.h"
#include "app/language.h"
#include "app/when.h"
#include "app/widgets/choice-row.h"

struct _CoffretOwnDialog {
  AdwDialog parent_instance;

  AdwEntryRow *title_row;
  AdwEntryRow *issuer_row;
  AdwComboRow *kind_row;
  AdwEntryRow *awarded_row;
  AdwEntryRow *expires_row;
  GtkTextView *description;
  AdwEntryRow *skills_row;
  AdwEntryRow *hours_row;
  AdwEntryRow *level_row;
  AdwEntryRow *grade_row;
  AdwEntryRow *number_row;
  AdwEntryRow *url_row;
  AdwComboRow *language_row;
  GtkWidget *confirm_button;
  GtkLabel *fault;

  CoffretSession *session;
  char *compartment;
  CoffretEntry *entry; /* NULL: a new one */
  char *id;            /* of its document */
  GPtrArray *languages;
  char *start; /* all that was in it before anybody typed */
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (CoffretOwnDialog, coffret_own_dialog, ADW_TYPE_DIALOG)

static const CoffretKind kinds[] = {
  COFFRET_KIND_CERTIFICATE, COFFRET_KIND_DIPLOMA,       COFFRET_KIND_MICRO_CREDENTIAL,
  COFFRET_KIND_BADGE,       COFFRET_KIND_CERTIFICATION, COFFRET_KIND_LICENCE,
  COFFRET_KIND_TRANSCRIPT,  COFFRET_KIND_LETTER,        COFFRET_KIND_OTHER,
};

/* "": it is not said. */
static const char *const languages[] = { "",   "en", "fr", "es", "pt", "de", "it",
                                         "uk", "ar", "hi", "pa", "zh", "ko", "ja" };

static const char *
text_of (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
fill (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ?: "");
}

static char *
dup_description (CoffretOwnDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->description);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
is_blank (AdwEntryRow *row)
{
  g_autofree char *text = g_strstrip (g_strdup (text_of (row)));

  return *text == '\0';
}

/* With a comma too, as many people write it. 0: nothing is there; below: no number. */
static double
hours_of (CoffretOwnDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (text_of (self->hours_row)));
  char *end = NULL;
  double hours;

  if (*text == '\0')
    return 0;
  g_strdelimit (text, ",", '.');
  hours = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (hours) && hours >= 0 && hours < 100000 ? hours : -1;
}

/* As it is typed, it is often without its beginning. Owned; "": nothing is there; NULL: none. */
static char *
address_of (CoffretOwnDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (text_of (self->url_row)));
  g_autofree char *address = NULL;
  const char *scheme;

  if (*text == '\0')
    return g_steal_pointer (&text);
  address = strstr (text, "://") ? g_strdup (text) : g_strconcat ("https://", text, NULL);
  scheme = g_uri_peek_scheme (address);
  if ((g_strcmp0 (scheme, "https") != 0 && g_strcmp0 (scheme, "http") != 0) ||
      !strchr (address, '.') || !g_uri_is_valid (address, G_URI_FLAGS_NONE, NULL))
    return NULL;
  return g_steal_pointer (&address);
}

/* The first thing that cannot be kept as it is; NULL: none. */
static AdwEntryRow *
find_fault (CoffretOwnDialog *self, const char **sentence)
{
  AdwEntryRow *rows[] = { self->awarded_row, self->expires_row };
  CoffretInstant dates[G_N_ELEMENTS (rows)];
  g_autofree char *address = address_of (self);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    dates[i] = coffret_instant_parse_loose (text_of (rows[i]), i == 1);
    if (!is_blank (rows[i]) && dates[i] == COFFRET_INSTANT_NONE) {
      *sentence = _ ("This date cannot be read, or could be two. Write it such as 2024, May 2024 "
                     "or 12 May 2024.");
      return rows[i];
    }
  }
  if (!is_blank (rows[0]) && !is_blank (rows[1]) && dates[1] < dates[0]) {
    *sentence = _ ("The end of validity lies before the date of award.");
    return rows[1];
  }
  if (hours_of (self) < 0) {
    *sentence = _ ("Write the hours as a number, such as 15 or 7.5.");
    return self->hours_row;
  }
  if (!address) {
    *sentence = _ ("This is no web address. Write it such as https://example.org/certificate.");
    return self->url_row;
  }
  return NULL;
}

/* While somebody types, nothing is wrong yet. */
static void
on_changed (CoffretOwnDialog *self)
{
  gtk_widget_set_sensitive (self->confirm_button, !self->saving && !is_blank (self->title_row));
  coffret_fault_show (self->fault, NULL);
}

static void
on_cancel (CoffretOwnDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static CoffretOwnEntry *
collect (CoffretOwnDialog *self)
{
  CoffretOwnEntry *own = coffret_own_entry_new ();

  if (self->id)
    g_set_str (&own->id, self->id);
  own->title = g_strdup (text_of (self->title_row));
  own->issuer = g_strdup (text_of (self->issuer_row));
  own->kind = kinds[adw_combo_row_get_selected (self->kind_row)];
  own->awarded = coffret_instant_parse_loose (text_of (self->awarded_row), FALSE);
  own->expires = coffret_instant_parse_loose (text_of (self->expires_row), TRUE);
  own->description = dup_description (self);
  g_strfreev (own->skills);
  own->skills = g_strsplit_set (text_of (self->skills_row), ",;", -1);
  own->hours = hours_of (self);
  own->level = g_strdup (text_of (self->level_row));
  own->grade = g_strdup (text_of (self->grade_row));
  own->number = g_strdup (text_of (self->number_row));
  own->url = address_of (self);
  own->language =
    g_strdup (g_ptr_array_index (self->languages, adw_combo_row_get_selected (self->language_row)));
  return own;
}

/* All that is in it, to be compared. */
static char *
dup_all (CoffretOwnDialog *self)
{
  AdwEntryRow *rows[] = { self->title_row,  self->issuer_row, self->awarded_row, self->expires_row,
                          self->skills_row, self->hours_row,  self->level_row,   self->grade_row,
                          self->number_row, self->url_row };
  g_autofree char *description = dup_description (self);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_string_append_printf (all, "%s\n", text_of (rows[i]));
  g_string_append_printf (all, "%u\n%u\n%s", adw_combo_row_get_selected (self->kind_row),
                          adw_combo_row_get_selected (self->language_row), description);
  return g_string_free (all, FALSE);
}

static void
on_discard_answered (AdwAlertDialog *dialog, const char *response, CoffretOwnDialog *self)
{
  if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
}

/* One key too many does not take away what somebody copied from paper line by line. */
static void
on_close_attempt (CoffretOwnDialog *self)
{
  g_autofree char *all = dup_all (self);
  AdwAlertDialog *dialog;

  if (self->saving || g_strcmp0 (all, self->start) == 0) {
    adw_dialog_force_close (ADW_DIALOG (self));
    return;
  }
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("Discard What You Typed?"), _ ("It is not in the vault yet, and would be lost.")));
  adw_alert_dialog_add_responses (dialog, "keep", _ ("_Keep Typing"), "discard", _ ("_Discard"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "keep");
  adw_alert_dialog_set_close_response (dialog, "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_discard_answered), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_saved (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  g_autoptr (CoffretOwnDialog) self = g_object_ref (owner);
  const char *id = self->entry ? coffret_entry_get_id (self->entry) : NULL;

  self->saving = FALSE;
  if (error) {
    gtk_widget_set_sensitive (self->confirm_button, !is_blank (self->title_row));
    coffret_fault_show (self->fault, error->message);
    return;
  }
  /* First, so that what is shown then has the focus. */
  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit_by_name (self, "saved", id ?: g_value_get_string (value));
}

static void
on_confirm (CoffretOwnDialog *self)
{
  const char *sentence = NULL;
  AdwEntryRow *fault = find_fault (self, &sentence);
  g_autoptr (CoffretOwnEntry) own = NULL;

  if (fault) {
    coffret_fault_show_at (self->fault, GTK_WIDGET (fault), sentence);
    gtk_widget_grab_focus (GTK_WIDGET (fault));
    return;
  }
  own = collect (self);
  self->saving = TRUE;
  gtk_widget_set_sensitive (self->confirm_button, FALSE);
  coffret_when (self->entry ? coffret_session_change_own (self->session, self->entry, own)
                            : coffret_session_add_own (self->session, own, self->compartment),
                self, on_saved, NULL, NULL);
}

static void
coffret_own_dialog_map (GtkWidget *widget)
{
  GtkWidget *row = GTK_WIDGET (COFFRET_OWN_DIALOG (widget)->title_row);

  GTK_WIDGET_CLASS (coffret_own_dialog_parent_class)->map (widget);
  coffret_focus_once_risen (row);
}

static void
coffret_own_dialog_dispose (GObject *object)
{
  CoffretOwnDialog *self = COFFRET_OWN_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_OWN_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->entry);
  G_OBJECT_CLASS (coffret_own_dialog_parent_class)->dispose (object);
}

static void
coffret_own_dialog_finalize (GObject *object)
{
  CoffretOwnDialog *self = COFFRET_OWN_DIALOG (object);

  g_free (self->compartment);
  g_free (self->id);
  g_free (self->start);
  g_ptr_array_unref (self->languages);
  G_OBJECT_CLASS (coffret_own_dialog_parent_class)->finalize (object);
}

static void
coffret_own_dialog_class_init (CoffretOwnDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_own_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_own_dialog_finalize;
  widget_class->map = coffret_own_dialog_map;
  g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (COFFRET_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/dialogs/own-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDialog, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDialog, awarded_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDialog, expires_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDialog, description);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDialog, skills_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDialog, hours_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDialog, level_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDialog, grade_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDialog, number_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDialog, url_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_close_attempt);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
}

static void
coffret_own_dialog_init (CoffretOwnDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->languages = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (labels, coffret_kind_to_label (kinds[i]));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (labels));
}

/* CHOSEN (nullable) is one of them in any case. */
static void
fill_languages (CoffretOwnDialog *self, const char *chosen)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
    g_ptr_array_add (self->languages, g_strdup (languages[i]));
    if (g_strcmp0 (languages[i], chosen) == 0)
      selected = i;
  }
  if (chosen && *chosen && selected == 0) {
    selected = self->languages->len;
    g_ptr_array_add (self->languages, g_strdup (chosen));
  }
  for (guint i = 0; i < self->languages->len; i++) {
    const char *code = g_ptr_array_index (self->languages, i);

    gtk_string_list_append (labels, *code ? coffret_language_name (code)
                                          : C_ ("language of a credential", "Not said"));
  }
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->language_row, selected);
}

CoffretOwnDialog *
coffret_own_dialog_new (CoffretSession *session, const char *compartment)
{
  CoffretOwnDialog *self = g_object_new (COFFRET_TYPE_OWN_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->compartment = g_strdup (compartment);
  fill_languages (self, NULL);
  self->start = dup_all (self);
  return self;
}

static void
fill_date (AdwEntryRow *row, CoffretInstant instant)
{
  g_autofree char *date = coffret_instant_to_date (instant);

  fill (row, date);
}

CoffretOwnDialog *
coffret_own_dialog_new_for (CoffretSession *session,
                            CoffretEntry *entry,
                            const CoffretCredential *credential)
{
  CoffretOwnDialog *self = g_object_new (COFFRET_TYPE_OWN_DIALOG, NULL);
  g_autoptr (CoffretOwnEntry) own = coffret_own_entry_from_credential (credential);
  g_autofree char *skills = NULL;
  g_autofree char *hours = NULL;

  g_assert (own != NULL);
  self->session = g_object_ref (session);
  self->entry = g_object_ref (entry);
  self->id = g_strdup (own->id);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Change What You Typed In"));
  gtk_button_set_label (GTK_BUTTON (self->confirm_button), _ ("_Save"));
  fill (self->title_row, own->title);
  fill (self->issuer_row, own->issuer);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == own->kind)
      adw_combo_row_set_selected (self->kind_row, i);
  fill_date (self->awarded_row, own->awarded);
  fill_date (self->expires_row, own->expires);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->description), own->description ?: "",
                            -1);
  skills = g_strjoinv (", ", own->skills);
  fill (self->skills_row, skills);
  hours = own->hours > 0 ? g_strdup_printf ("%g", own->hours) : NULL;
  fill (self->hours_row, hours);
  fill (self->level_row, own->level);
  fill (self->grade_row, own->grade);
  fill (self->number_row, own->number);
  fill (self->url_row, own->url);
  fill_languages (self, own->language);
  self->start = dup_all (self);
  return self;
}
