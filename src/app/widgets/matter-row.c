#include "app/widgets/matter-row.h"

#include <glib/gi18n-lib.h>

#include "app/spoken.h"

struct _CoffretMatterRow {
  AdwPreferencesRow parent_instance;

  GtkBox *box;
  GtkImage *icon;
  GtkLabel *title;
  GtkWidget *fresh;
  GtkLabel *detail;
  GtkWidget *buttons;
  GtkButton *step;
  GtkWidget *aside;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (CoffretMatterRow, coffret_matter_row, ADW_TYPE_PREFERENCES_ROW)

enum {
  PROP_NARROW = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* Below the words the buttons begin where they do. */
static void
lay_out (CoffretMatterRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box), self->narrow
                                                                ? GTK_ORIENTATION_VERTICAL
                                                                : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (self->buttons, self->narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->step)), self->narrow);
  gtk_widget_set_margin_start (self->buttons, self->narrow ? 28 : 0);
}

static void
coffret_matter_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, COFFRET_MATTER_ROW (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_matter_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CoffretMatterRow *self = COFFRET_MATTER_ROW (object);

  if (id == PROP_NARROW) {
    self->narrow = g_value_get_boolean (value);
    lay_out (self);
  } else {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
coffret_matter_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_MATTER_ROW);
  G_OBJECT_CLASS (coffret_matter_row_parent_class)->dispose (object);
}

static void
coffret_matter_row_class_init (CoffretMatterRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = coffret_matter_row_get_property;
  object_class->set_property = coffret_matter_row_set_property;
  object_class->dispose = coffret_matter_row_dispose;
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/widgets/matter-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretMatterRow, box);
  gtk_widget_class_bind_template_child (widget_class, CoffretMatterRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CoffretMatterRow, title);
  gtk_widget_class_bind_template_child (widget_class, CoffretMatterRow, fresh);
  gtk_widget_class_bind_template_child (widget_class, CoffretMatterRow, detail);
  gtk_widget_class_bind_template_child (widget_class, CoffretMatterRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, CoffretMatterRow, step);
  gtk_widget_class_bind_template_child (widget_class, CoffretMatterRow, aside);
}

static void
coffret_matter_row_init (CoffretMatterRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  lay_out (self);
}

CoffretMatterRow *
coffret_matter_row_new (void)
{
  return g_object_new (COFFRET_TYPE_MATTER_ROW, NULL);
}

/* Another action may take another kind of target: never one with that of the other. */
static void
set_action (GtkWidget *widget, const char *action, GVariant *target)
{
  gboolean focused = gtk_widget_is_focus (widget);

  if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) != 0)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (widget), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), action);
  /* Between two actions it could not be pressed, and gave the focus up. */
  if (focused && !gtk_widget_is_focus (widget))
    gtk_widget_grab_focus (widget);
}

static void
set_aside (CoffretMatterRow *self, const CoffretMatter *matter)
{
  /* Translators: what a screen reader says of a button; %s is the title of what is the matter */
  g_autofree char *words = g_strdup_printf (_ ("I know, stop telling me: %s"), matter->title);

  gtk_widget_set_visible (self->aside, matter->aside != NULL);
  coffret_spoken_set (self->aside, words);
  set_action (self->aside, matter->aside ? "attention.aside" : NULL, matter->aside);
}

void
coffret_matter_row_set (CoffretMatterRow *self, const CoffretMatter *matter)
{
  /* The button's words come first: it is called what is read on it. */
  g_autofree char *words =
    matter->step ? g_strdup_printf ("%s %s", matter->step, matter->title) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), matter->title);
  gtk_image_set_from_icon_name (self->icon, matter->icon);
  gtk_label_set_label (self->title, matter->title);
  gtk_label_set_label (self->detail, matter->detail);
  gtk_widget_set_visible (self->fresh, matter->fresh);
  gtk_widget_set_visible (GTK_WIDGET (self->step), matter->step != NULL);
  if (matter->step) {
    gtk_button_set_label (self->step, matter->step);
    coffret_spoken_set (GTK_WIDGET (self->step), words);
  }
  set_action (GTK_WIDGET (self->step), matter->act, matter->target);
  set_aside (self, matter);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), matter->id != NULL);
  set_action (GTK_WIDGET (self), matter->id ? "vault.open" : NULL,
              matter->id ? g_variant_new_string (matter->id) : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  matter->sentence, -1);
}
