#include "app/dialogs/people-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/focus.h"
#include "app/people.h"
#include "app/spoken.h"
#include "practice/person.h"

struct _CoffretPeopleDialog {
  AdwDialog parent_instance;

  AdwPreferencesGroup *people;
  AdwPreferencesRow *again_row;

  char *current;
  GtkWidget *first; /* borrowed: the row that gets the focus */
};

G_DEFINE_FINAL_TYPE (CoffretPeopleDialog, coffret_people_dialog, ADW_TYPE_DIALOG)

/* The dialog goes with the vault that it was opened on. */
static void
begin (CoffretPeopleDialog *self, const char *id)
{
  g_autofree char *person = g_strdup (id);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  adw_dialog_force_close (ADW_DIALOG (self));
  if (window)
    coffret_people_begin (window, person);
}

static void
on_chosen (GtkWidget *row, CoffretPeopleDialog *self)
{
  begin (self, g_object_get_data (G_OBJECT (row), "person"));
}

static void
on_again (CoffretPeopleDialog *self)
{
  begin (self, self->current);
}

static GtkWidget *
make_row (CoffretPeopleDialog *self, const CoffretPerson *person)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *picture = adw_avatar_new (40, person->name, TRUE);
  g_autofree char *story = coffret_people_story (person->id);
  gboolean current = g_str_equal (person->id, self->current);
  /* Translators: one of the invented people as a screen reader says it: the name and the story */
  g_autofree char *words =
    g_strdup_printf (current ? _ ("%s, chosen now. %s") : _ ("%s. %s"), person->name, story);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), person->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), story);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  g_object_set (picture, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), picture);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic",
                                           "visible", current, "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "person", g_strdup (person->id), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_chosen), self, G_CONNECT_DEFAULT);
  coffret_spoken_set (row, words);
  if (current)
    self->first = row;
  return row;
}

static void
coffret_people_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (coffret_people_dialog_parent_class)->map (widget);
  if (COFFRET_PEOPLE_DIALOG (widget)->first)
    coffret_focus_once_risen (COFFRET_PEOPLE_DIALOG (widget)->first);
}

static void
coffret_people_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_PEOPLE_DIALOG);
  G_OBJECT_CLASS (coffret_people_dialog_parent_class)->dispose (object);
}

static void
coffret_people_dialog_finalize (GObject *object)
{
  g_free (COFFRET_PEOPLE_DIALOG (object)->current);
  G_OBJECT_CLASS (coffret_people_dialog_parent_class)->finalize (object);
}

static void
coffret_people_dialog_class_init (CoffretPeopleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_people_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_people_dialog_finalize;
  widget_class->map = coffret_people_dialog_map;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/people-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretPeopleDialog, people);
  gtk_widget_class_bind_template_child (widget_class, CoffretPeopleDialog, again_row);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
}

static void
coffret_people_dialog_init (CoffretPeopleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretPeopleDialog *
coffret_people_dialog_new (const char *current)
{
  CoffretPeopleDialog *self = g_object_new (COFFRET_TYPE_PEOPLE_DIALOG, NULL);
  g_autoptr (GPtrArray) people = coffret_people_list ();

  self->current = g_strdup (current);
  for (guint i = 0; i < people->len; i++) {
    const CoffretPerson *person = g_ptr_array_index (people, i);

    adw_preferences_group_add (self->people, make_row (self, person));
    if (g_str_equal (person->id, current)) {
      /* Translators: %s is the name of an invented person */
      g_autofree char *title = g_strdup_printf (_ ("Begin _Again with %s"), person->name);

      adw_preferences_row_set_title (self->again_row, title);
    }
  }
  return self;
}
