#include "app/dialogs/compartment-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/focus.h"
#include "app/looks.h"
#include "app/one-of.h"
#include "app/widgets/choice-row.h"
#include "vault/compartments.h"

/* Behind "as every list" and "by hand". */
#define FIRST_ORDER 2

struct _CoffretCompartmentDialog {
  AdwDialog parent_instance;

  AdwEntryRow *name_row;
  GtkWidget *rule_group;
  AdwComboRow *order_row;
  AdwEntryRow *rule_row;
  AdwPreferencesGroup *icon_group;
  AdwWrapBox *icons;
  AdwPreferencesGroup *colour_group;
  AdwWrapBox *colours;
  GtkWidget *confirm_button;
  guint icon;
  guint colour;
  char *name;
};

G_DEFINE_FINAL_TYPE (CoffretCompartmentDialog, coffret_compartment_dialog, ADW_TYPE_DIALOG)

static void
on_name_changed (CoffretCompartmentDialog *self)
{
  g_autofree char *name =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));

  gtk_widget_set_sensitive (self->confirm_button,
                            *name != '\0' && (!coffret_compartment_dialog_get_rule (self) ||
                                              *coffret_compartment_dialog_get_rule (self) != '\0'));
  g_set_str (&self->name, name);
}

static void
on_cancel (CoffretCompartmentDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_confirm (CoffretCompartmentDialog *self)
{
  g_signal_emit_by_name (self, "confirmed");
  adw_dialog_close (ADW_DIALOG (self));
}

static guint
index_of (GtkCheckButton *button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
}

/* The word of what is chosen stands in the open: a colour alone tells nothing. */
static void
on_icon_toggled (GtkCheckButton *button, CoffretCompartmentDialog *self)
{
  if (!gtk_check_button_get_active (button))
    return;
  self->icon = index_of (button);
  adw_preferences_group_set_description (self->icon_group,
                                         coffret_looks_get_icon (self->icon).word);
}

static void
on_colour_toggled (GtkCheckButton *button, CoffretCompartmentDialog *self)
{
  g_autofree char *style = NULL;

  if (!gtk_check_button_get_active (button))
    return;
  self->colour = index_of (button);
  adw_preferences_group_set_description (self->colour_group,
                                         coffret_looks_get_colour (self->colour).word);
  style = g_strconcat ("colour-", coffret_looks_get_colour (self->colour).id, NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icons), (const char *[]) { style, NULL });
}

static GtkCheckButton *
choice_new (CoffretLook look, guint index, const char *kind)
{
  GtkWidget *button = gtk_check_button_new ();

  gtk_widget_add_css_class (button, kind);
  gtk_widget_set_tooltip_text (button, look.word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, look.word,
                                  -1);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  return GTK_CHECK_BUTTON (button);
}

static void
append_icons (CoffretCompartmentDialog *self, const char *chosen)
{
  GtkCheckButton *first = NULL;

  for (guint i = 0; i < coffret_looks_count_icons (); i++) {
    CoffretLook look = coffret_looks_get_icon (i);
    GtkCheckButton *button = choice_new (look, i, "icon-choice");

    gtk_check_button_set_child (button, g_object_new (GTK_TYPE_IMAGE, "icon-name", look.id,
                                                      "accessible-role",
                                                      GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
    gtk_check_button_set_group (button, first);
    first = first ?: button;
    g_signal_connect_object (button, "toggled", G_CALLBACK (on_icon_toggled), self, 0);
    gtk_check_button_set_active (button, i == coffret_looks_find_icon (chosen));
    adw_wrap_box_append (self->icons, GTK_WIDGET (button));
  }
}

static void
append_colours (CoffretCompartmentDialog *self, const char *chosen)
{
  GtkCheckButton *first = NULL;

  for (guint i = 0; i < coffret_looks_count_colours (); i++) {
    CoffretLook look = coffret_looks_get_colour (i);
    GtkCheckButton *button = choice_new (look, i, "colour-choice");
    g_autofree char *style = g_strconcat ("colour-", look.id, NULL);

    gtk_widget_add_css_class (GTK_WIDGET (button), style);
    gtk_check_button_set_group (button, first);
    first = first ?: button;
    g_signal_connect_object (button, "toggled", G_CALLBACK (on_colour_toggled), self, 0);
    gtk_check_button_set_active (button, i == coffret_looks_find_colour (chosen));
    adw_wrap_box_append (self->colours, GTK_WIDGET (button));
  }
}

static void
coffret_compartment_dialog_map (GtkWidget *widget)
{
  GtkWidget *row = GTK_WIDGET (COFFRET_COMPARTMENT_DIALOG (widget)->name_row);

  GTK_WIDGET_CLASS (coffret_compartment_dialog_parent_class)->map (widget);
  coffret_focus_once_risen (row);
}

static void
coffret_compartment_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_COMPARTMENT_DIALOG);
  G_OBJECT_CLASS (coffret_compartment_dialog_parent_class)->dispose (object);
}

static void
coffret_compartment_dialog_finalize (GObject *object)
{
  g_free (COFFRET_COMPARTMENT_DIALOG (object)->name);
  G_OBJECT_CLASS (coffret_compartment_dialog_parent_class)->finalize (object);
}

static void
coffret_compartment_dialog_class_init (CoffretCompartmentDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_compartment_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_compartment_dialog_finalize;
  widget_class->map = coffret_compartment_dialog_map;
  g_signal_new ("confirmed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_type_ensure (COFFRET_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/compartment-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretCompartmentDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompartmentDialog, rule_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompartmentDialog, order_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompartmentDialog, rule_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompartmentDialog, colours);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompartmentDialog, icons);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompartmentDialog, icon_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompartmentDialog, colour_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompartmentDialog, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
}

static void
coffret_compartment_dialog_init (CoffretCompartmentDialog *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Translators: how a compartment is sorted: like every other list */
  gtk_string_list_append (words, _ ("As every list"));
  /* Translators: how a compartment is sorted: as its owner moves what lies in it */
  gtk_string_list_append (words, _ ("By hand"));
  for (const CoffretOneOf *order = coffret_one_of_orders (); order->id; order++)
    gtk_string_list_append (words, _ (order->word));
  adw_combo_row_set_model (self->order_row, G_LIST_MODEL (words));
}

CoffretCompartmentDialog *
coffret_compartment_dialog_new (const char *name, const char *icon, const char *colour)
{
  CoffretCompartmentDialog *self = g_object_new (COFFRET_TYPE_COMPARTMENT_DIALOG, NULL);

  adw_dialog_set_title (ADW_DIALOG (self), name ? _ ("Change Compartment") : _ ("New Compartment"));
  if (name)
    gtk_button_set_label (GTK_BUTTON (self->confirm_button), _ ("_Change"));
  /* One that is empty yet has nothing to sort. */
  gtk_widget_set_visible (GTK_WIDGET (self->order_row), name != NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name ?: "");
  on_name_changed (self);
  append_icons (self, icon);
  append_colours (self, colour);
  return self;
}

void
coffret_compartment_dialog_set_arrangement (CoffretCompartmentDialog *self, const char *arrangement)
{
  guint chosen = g_strcmp0 (arrangement, COFFRET_ARRANGEMENT_HAND) == 0 ? 1 : 0;
  guint index = FIRST_ORDER;

  for (const CoffretOneOf *order = coffret_one_of_orders (); order->id; order++, index++)
    if (g_strcmp0 (arrangement, order->id) == 0)
      chosen = index;
  adw_combo_row_set_selected (self->order_row, chosen);
}

const char *
coffret_compartment_dialog_get_arrangement (CoffretCompartmentDialog *self)
{
  guint chosen = adw_combo_row_get_selected (self->order_row);

  if (chosen >= FIRST_ORDER)
    return coffret_one_of_orders ()[chosen - FIRST_ORDER].id;
  return chosen == 1 ? COFFRET_ARRANGEMENT_HAND : NULL;
}

void
coffret_compartment_dialog_set_rule (CoffretCompartmentDialog *self, const char *words)
{
  gtk_widget_set_visible (self->rule_group, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->order_row), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->rule_row), words);
  on_name_changed (self);
}

const char *
coffret_compartment_dialog_get_rule (CoffretCompartmentDialog *self)
{
  return gtk_widget_get_visible (self->rule_group)
           ? gtk_editable_get_text (GTK_EDITABLE (self->rule_row))
           : NULL;
}

const char *
coffret_compartment_dialog_get_name (CoffretCompartmentDialog *self)
{
  return self->name;
}

const char *
coffret_compartment_dialog_get_icon (CoffretCompartmentDialog *self)
{
  return coffret_looks_get_icon (self->icon).id;
}

const char *
coffret_compartment_dialog_get_colour (CoffretCompartmentDialog *self)
{
  return coffret_looks_get_colour (self->colour).id;
}
