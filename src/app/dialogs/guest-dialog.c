#include "app/dialogs/guest-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/focus.h"
#include "app/language.h"
#include "app/pills.h"
#include "app/widgets/choice-row.h"

struct _CoffretGuestDialog {
  AdwDialog parent_instance;

  GtkWidget *language_group;
  AdwComboRow *language_row;
  GtkWidget *begin_group;
  char **languages; /* NULL: there is nothing to begin */
};

G_DEFINE_FINAL_TYPE (CoffretGuestDialog, coffret_guest_dialog, ADW_TYPE_DIALOG)

static void
on_begin (CoffretGuestDialog *self)
{
  guint chosen = adw_combo_row_get_selected (self->language_row);

  g_signal_emit_by_name (self, "begin", self->languages[chosen]);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
coffret_guest_dialog_map (GtkWidget *widget)
{
  CoffretGuestDialog *self = COFFRET_GUEST_DIALOG (widget);

  GTK_WIDGET_CLASS (coffret_guest_dialog_parent_class)->map (widget);
  if (self->languages)
    coffret_focus_once_risen (GTK_WIDGET (self->language_row));
}

static void
coffret_guest_dialog_dispose (GObject *object)
{
  CoffretGuestDialog *self = COFFRET_GUEST_DIALOG (object);

  g_clear_pointer (&self->languages, g_strfreev);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_GUEST_DIALOG);
  G_OBJECT_CLASS (coffret_guest_dialog_parent_class)->dispose (object);
}

static void
coffret_guest_dialog_class_init (CoffretGuestDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_guest_dialog_dispose;
  widget_class->map = coffret_guest_dialog_map;
  g_signal_new ("begin", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (COFFRET_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/guest-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretGuestDialog, language_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretGuestDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretGuestDialog, begin_group);
  gtk_widget_class_bind_template_callback (widget_class, on_begin);
}

static void
coffret_guest_dialog_init (CoffretGuestDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  coffret_pills_wrap (GTK_WIDGET (self));
}

CoffretGuestDialog *
coffret_guest_dialog_new_to_begin (const char *const *languages)
{
  CoffretGuestDialog *self = g_object_new (COFFRET_TYPE_GUEST_DIALOG, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *const spoken[] = { C_ ("language tag", "en"), NULL };

  self->languages = g_strdupv ((char **) languages);
  for (guint i = 0; languages[i]; i++)
    gtk_string_list_append (names, coffret_language_name (languages[i]));
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->language_row, coffret_language_of_reader (languages, spoken));
  return self;
}

CoffretGuestDialog *
coffret_guest_dialog_new (void)
{
  CoffretGuestDialog *self = g_object_new (COFFRET_TYPE_GUEST_DIALOG, NULL);

  gtk_widget_set_visible (self->language_group, FALSE);
  gtk_widget_set_visible (self->begin_group, FALSE);
  return self;
}
