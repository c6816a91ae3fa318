#include "tutorials/handouts-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/focus.h"
#include "app/language.h"
#include "app/places.h"
#include "app/save.h"
#include "app/tell.h"
#include "tutorials/handouts.h"

struct _CoffretHandoutsDialog {
  AdwDialog parent_instance;

  AdwComboRow *language_row;
  AdwPreferencesGroup *pages;
  AdwPreferencesGroup *lessons;
  char **languages;
  CoffretWording *wording; /* in the language that is chosen */
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (CoffretHandoutsDialog, coffret_handouts_dialog, ADW_TYPE_DIALOG)

/* One on its way. */
typedef struct {
  char *id;
  CoffretWording *wording;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_free (page->id);
  coffret_wording_unref (page->wording);
  g_free (page);
}

static gboolean
write_page (GOutputStream *stream, gpointer data, GError **error)
{
  const Page *page = data;
  g_autoptr (GBytes) pdf = coffret_handouts_to_pdf (page->id, page->wording, error);
  gsize length;
  gconstpointer bytes = pdf ? g_bytes_get_data (pdf, &length) : NULL;

  return pdf && g_output_stream_write_all (stream, bytes, length, NULL, NULL, error);
}

static void
on_saved (GtkWidget *from, gboolean saved, const GError *error, gpointer data)
{
  if (error)
    coffret_tell_error (from, _ ("The Handout Could Not Be Saved"), error);
  else if (saved)
    coffret_tell (from, _ ("The handout is saved"));
}

static void
on_activated (CoffretHandoutsDialog *self, GtkWidget *row)
{
  const char *id = g_object_get_data (G_OBJECT (row), "id");
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_autofree char *plain = g_strdelimit (g_strdup (title), "/\\:*?\"<>|", '-');
  g_autofree char *name = g_strconcat (g_strstrip (plain), ".pdf", NULL);
  Page *page = g_new (Page, 1);

  *page = (Page) { g_strdup (id), coffret_wording_ref (self->wording) };
  coffret_save (GTK_WIDGET (self), _ ("Save Handout"), name, write_page, on_saved, page, page_free);
}

static void
add_row (CoffretHandoutsDialog *self, const CoffretHandoutName *name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *sign = g_object_new (GTK_TYPE_IMAGE, "icon-name", "document-save-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), name->remark);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sign);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (name->id), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (name->lesson ? self->lessons : self->pages, row);
  g_ptr_array_add (self->rows, row);
}

/* The words of each page, in the language that it will have. */
static void
rename_rows (CoffretHandoutsDialog *self, GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++) {
    const CoffretHandoutName *name = g_ptr_array_index (names, i);
    AdwActionRow *row = g_ptr_array_index (self->rows, i);

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name->title);
    adw_action_row_set_subtitle (row, name->remark);
  }
}

static void
on_language (CoffretHandoutsDialog *self)
{
  g_autofree char *translations = coffret_places_translations ();
  guint chosen = adw_combo_row_get_selected (self->language_row);
  g_autoptr (GPtrArray) names = NULL;

  if (!self->languages || chosen >= g_strv_length (self->languages))
    return;
  g_clear_pointer (&self->wording, coffret_wording_unref);
  self->wording = coffret_wording_new (translations, self->languages[chosen]);
  names = coffret_handouts_list (self->wording);
  if (self->rows->len > 0) {
    rename_rows (self, names);
    return;
  }
  for (guint i = 0; i < names->len; i++)
    add_row (self, g_ptr_array_index (names, i));
}

static void
coffret_handouts_dialog_map (GtkWidget *widget)
{
  CoffretHandoutsDialog *self = COFFRET_HANDOUTS_DIALOG (widget);

  GTK_WIDGET_CLASS (coffret_handouts_dialog_parent_class)->map (widget);
  coffret_focus_once_risen (g_ptr_array_index (self->rows, 0));
}

static void
coffret_handouts_dialog_dispose (GObject *object)
{
  CoffretHandoutsDialog *self = COFFRET_HANDOUTS_DIALOG (object);

  g_clear_pointer (&self->languages, g_strfreev);
  g_clear_pointer (&self->wording, coffret_wording_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_HANDOUTS_DIALOG);
  G_OBJECT_CLASS (coffret_handouts_dialog_parent_class)->dispose (object);
}

static void
coffret_handouts_dialog_class_init (CoffretHandoutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_handouts_dialog_dispose;
  widget_class->map = coffret_handouts_dialog_map;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/tutorials-ui/handouts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretHandoutsDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretHandoutsDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, CoffretHandoutsDialog, lessons);
  gtk_widget_class_bind_template_callback (widget_class, on_language);
}

static void
coffret_handouts_dialog_init (CoffretHandoutsDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_auto (GStrv) languages = coffret_places_languages ();
  const char *const spoken[] = { C_ ("language tag", "en"), NULL };
  guint reader = coffret_language_of_reader ((const char *const *) languages, spoken);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  for (guint i = 0; languages[i]; i++)
    gtk_string_list_append (names, coffret_language_name (languages[i]));
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->language_row, reader);
  self->languages = g_steal_pointer (&languages);
  on_language (self);
}

CoffretHandoutsDialog *
coffret_handouts_dialog_new (void)
{
  return g_object_new (COFFRET_TYPE_HANDOUTS_DIALOG, NULL);
}

static void
do_handouts (GSimpleAction *action, GVariant *target, gpointer application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  if (window)
    adw_dialog_present (ADW_DIALOG (coffret_handouts_dialog_new ()), GTK_WIDGET (window));
}

void
coffret_handouts_dialog_attach (GtkApplication *application)
{
  static const GActionEntry entry = { .name = "handouts", .activate = do_handouts };

  g_action_map_add_action_entries (G_ACTION_MAP (application), &entry, 1, application);
}
