#include "app/dialogs/compartment-dialog.h"

#include <glib/gi18n-lib.h>

struct _CoffretCompartmentDialog {
  AdwDialog parent_instance;

  AdwEntryRow *name_row;
  AdwWrapBox *colours;
  GtkWidget *confirm_button;
  const char *colour;
  char *name;
};

G_DEFINE_FINAL_TYPE (CoffretCompartmentDialog, coffret_compartment_dialog, ADW_TYPE_DIALOG)

/* Ids are stored in the vault; "colour-…" in the style sheet gives each its look. */
static const struct {
  const char *id;
  const char *name;
} palette[] = {
  { "blue", N_ ("Blue") },     { "teal", N_ ("Teal") },     { "green", N_ ("Green") },
  { "yellow", N_ ("Yellow") }, { "orange", N_ ("Orange") }, { "red", N_ ("Red") },
  { "pink", N_ ("Pink") },     { "purple", N_ ("Purple") }, { "slate", N_ ("Grey") },
};

static void
on_name_changed (CoffretCompartmentDialog *self)
{
  g_autofree char *name =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));

  gtk_widget_set_sensitive (self->confirm_button, *name != '\0');
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

static void
on_colour_toggled (GtkCheckButton *button, CoffretCompartmentDialog *self)
{
  if (gtk_check_button_get_active (button))
    self->colour = g_object_get_data (G_OBJECT (button), "colour");
}

static void
append_colours (CoffretCompartmentDialog *self, const char *chosen)
{
  GtkCheckButton *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (palette); i++) {
    GtkWidget *button = gtk_check_button_new ();
    g_autofree char *style = g_strconcat ("colour-", palette[i].id, NULL);

    gtk_widget_add_css_class (button, "colour-choice");
    gtk_widget_add_css_class (button, style);
    gtk_widget_set_tooltip_text (button, _ (palette[i].name));
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ (palette[i].name), -1);
    g_object_set_data (G_OBJECT (button), "colour", (gpointer)palette[i].id);
    g_signal_connect_object (button, "toggled", G_CALLBACK (on_colour_toggled), self, 0);
    if (first)
      gtk_check_button_set_group (GTK_CHECK_BUTTON (button), first);
    else
      first = GTK_CHECK_BUTTON (button);
    if (g_strcmp0 (palette[i].id, chosen) == 0 || (!chosen && i == 0))
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
    adw_wrap_box_append (self->colours, button);
  }
}

static gboolean
on_frame (GtkWidget *row, GdkFrameClock *clock, gpointer unused)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (row));

  if (focus && gtk_widget_is_ancestor (focus, row))
    return G_SOURCE_REMOVE;
  gtk_widget_grab_focus (row);
  return G_SOURCE_CONTINUE;
}

/* In a narrow window the dialog is a sheet, which takes no focus until it has risen. */
static void
coffret_compartment_dialog_map (GtkWidget *widget)
{
  GtkWidget *row = GTK_WIDGET (COFFRET_COMPARTMENT_DIALOG (widget)->name_row);

  GTK_WIDGET_CLASS (coffret_compartment_dialog_parent_class)->map (widget);
  gtk_widget_add_tick_callback (row, on_frame, NULL, NULL);
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
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/compartment-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretCompartmentDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompartmentDialog, colours);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompartmentDialog, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
}

static void
coffret_compartment_dialog_init (CoffretCompartmentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretCompartmentDialog *
coffret_compartment_dialog_new (const char *name, const char *colour)
{
  CoffretCompartmentDialog *self = g_object_new (COFFRET_TYPE_COMPARTMENT_DIALOG, NULL);

  adw_dialog_set_title (ADW_DIALOG (self), name ? _ ("Change Compartment") : _ ("New Compartment"));
  if (name)
    gtk_button_set_label (GTK_BUTTON (self->confirm_button), _ ("_Change"));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name ?: "");
  on_name_changed (self);
  append_colours (self, colour);
  return self;
}

const char *
coffret_compartment_dialog_get_name (CoffretCompartmentDialog *self)
{
  return self->name;
}

const char *
coffret_compartment_dialog_get_colour (CoffretCompartmentDialog *self)
{
  return self->colour;
}
