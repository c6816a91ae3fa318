#include "app/widgets/figure-row.h"

#include "app/spoken.h"

struct _CoffretFigureRow {
  AdwActionRow parent_instance;

  GtkWidget *figure;
  GtkWidget *arrow;
};

G_DEFINE_FINAL_TYPE (CoffretFigureRow, coffret_figure_row, ADW_TYPE_ACTION_ROW)

static void
coffret_figure_row_class_init (CoffretFigureRowClass *klass)
{
}

static void
coffret_figure_row_init (CoffretFigureRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 3);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  self->figure =
    g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->figure, "dimmed");
  gtk_widget_add_css_class (self->figure, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->figure);
  self->arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                              GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->arrow);
}

GtkWidget *
coffret_figure_row_new (void)
{
  return g_object_new (COFFRET_TYPE_FIGURE_ROW, NULL);
}

void
coffret_figure_row_set (CoffretFigureRow *self, const CoffretFigure *figure)
{
  gboolean focused = gtk_widget_is_focus (GTK_WIDGET (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), figure->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), figure->detail ?: "");
  gtk_label_set_label (GTK_LABEL (self->figure), figure->figure ?: "");
  gtk_widget_set_visible (self->figure, figure->figure != NULL);
  gtk_widget_set_visible (self->arrow, figure->act != NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), figure->act != NULL);
  /* Another action may take another kind of target: never one with that of the other. */
  if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (self)), figure->act) != 0)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (self), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self), figure->target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), figure->act);
  /* Between two actions it could not be pressed, and gave the focus up. */
  if (focused && !gtk_widget_is_focus (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  coffret_spoken_set (GTK_WIDGET (self), figure->sentence);
}
