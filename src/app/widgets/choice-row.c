#include "app/widgets/choice-row.h"

#include <glib/gi18n-lib.h>

struct _CoffretChoiceRow {
  AdwComboRow parent_instance;
};

G_DEFINE_FINAL_TYPE (CoffretChoiceRow, coffret_choice_row, ADW_TYPE_COMBO_ROW)

/* As the row shows it; NULL: nothing is chosen. */
static char *
chosen (AdwComboRow *row)
{
  GtkExpression *expression = adw_combo_row_get_expression (row);
  gpointer item = adw_combo_row_get_selected_item (row);
  g_auto (GValue) value = G_VALUE_INIT;

  if (expression && item && gtk_expression_evaluate (expression, item, &value))
    return g_value_dup_string (&value);
  if (GTK_IS_STRING_OBJECT (item))
    return g_strdup (gtk_string_object_get_string (item));
  return NULL;
}

static void
say (CoffretChoiceRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  g_autofree char *choice = chosen (ADW_COMBO_ROW (self));
  /* Translators: a setting and what is chosen for it, read aloud by a screen reader */
  g_autofree char *both = choice ? g_strdup_printf (C_ ("choice", "%s: %s"), title, choice) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  both ?: title, -1);
}

static void
coffret_choice_row_class_init (CoffretChoiceRowClass *class)
{
}

static void
coffret_choice_row_init (CoffretChoiceRow *self)
{
  /* The label that the row is named by would win over the name given here. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  g_signal_connect (self, "notify::selected-item", G_CALLBACK (say), NULL);
  g_signal_connect (self, "notify::title", G_CALLBACK (say), NULL);
}
