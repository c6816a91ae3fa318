#include "app/pages/list-cell.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/slot.h"
#include "app/widgets/verdict.h"

static const CoffretColumnKind columns[COFFRET_N_COLUMNS] = {
  [COFFRET_COLUMN_CHECK] = { "check", NULL, 0, 0, COFFRET_ORDER_TITLE, FALSE },
  [COFFRET_COLUMN_TITLE] = { "title", N_ ("Title"), 16, 30, COFFRET_ORDER_TITLE, FALSE },
  [COFFRET_COLUMN_ISSUER] = { "issuer", N_ ("Issuer"), 8, 18, COFFRET_ORDER_ISSUER, FALSE },
  [COFFRET_COLUMN_KIND] = { "kind", N_ ("Type"), 8, 20, COFFRET_ORDER_KIND, FALSE },
  [COFFRET_COLUMN_AWARDED] = { "awarded", N_ ("Earned"), 9, 10, COFFRET_ORDER_AWARDED, TRUE },
  [COFFRET_COLUMN_EXPIRES] = { "expires", N_ ("Expires"), 9, 10, COFFRET_ORDER_EXPIRES, FALSE },
  [COFFRET_COLUMN_VERDICT] = { "verdict", N_ ("Verdict"), 9, 22, COFFRET_ORDER_VERDICT, FALSE },
  [COFFRET_COLUMN_TAGS] = { "tags", N_ ("Tags"), 6, 10, COFFRET_ORDER_TAGS, FALSE },
};

const CoffretColumnKind *
coffret_column_get (CoffretColumn column)
{
  return &columns[column];
}

const char *
coffret_column_title (CoffretColumn column)
{
  return columns[column].title ? _ (columns[column].title) : NULL;
}

static GQuark
cell_quark (void)
{
  return g_quark_from_static_string ("coffret-cell");
}

CoffretListCell *
coffret_list_cell_of (gpointer widget)
{
  return g_object_get_qdata (G_OBJECT (widget), cell_quark ());
}

CoffretEntry *
coffret_list_cell_get_entry (CoffretListCell *cell)
{
  CoffretSlot *slot = cell ? gtk_column_view_cell_get_item (cell->cell) : NULL;

  return slot ? coffret_slot_get_entry (slot) : NULL;
}

/* The cell's own text, and what stands beside it. */
static void
show_text (CoffretListCell *cell, const char *text, const char *style)
{
  gtk_inscription_set_text (cell->text, text);
  if (cell->style == style)
    return;
  if (cell->style)
    gtk_widget_remove_css_class (GTK_WIDGET (cell->text), cell->style);
  cell->style = style;
  if (style)
    gtk_widget_add_css_class (GTK_WIDGET (cell->text), style);
}

void
coffret_list_cell_fill (CoffretListCell *cell)
{
  CoffretEntry *entry = coffret_list_cell_get_entry (cell);
  g_autofree char *text = NULL;
  g_autofree char *says = NULL;
  GtkWidget *widget;
  const char *verdict;

  cell->due = FALSE;
  if (cell->column == COFFRET_COLUMN_CHECK) {
    gtk_check_button_set_active (GTK_CHECK_BUTTON (cell->mark),
                                 gtk_column_view_cell_get_selected (cell->cell));
    return;
  }
  if (!entry) {
    show_text (cell, "", NULL);
    if (cell->mark)
      gtk_widget_set_visible (cell->mark, FALSE);
    return;
  }
  switch (cell->column) {
  case COFFRET_COLUMN_TITLE:
    text = coffret_entry_name (entry);
    show_text (cell, text, "heading");
    gtk_widget_set_visible (cell->mark, coffret_entry_is_favourite (entry));
    break;
  case COFFRET_COLUMN_ISSUER:
    show_text (cell, coffret_entry_get_issuer (entry), NULL);
    break;
  case COFFRET_COLUMN_KIND:
    show_text (cell,
               coffret_entry_get_kind (entry) == COFFRET_KIND_OTHER
                 ? ""
                 : coffret_kind_to_label (coffret_entry_get_kind (entry)),
               NULL);
    break;
  case COFFRET_COLUMN_AWARDED:
    text = coffret_instant_to_iso_date (coffret_entry_get_awarded (entry));
    show_text (cell, text ?: "", NULL);
    break;
  case COFFRET_COLUMN_EXPIRES: {
    g_autofree char *soon =
      coffret_expiry_words (coffret_entry_get_expires (entry), coffret_instant_now ());

    text = coffret_instant_to_iso_date (coffret_entry_get_expires (entry));
    show_text (cell, text ?: "", soon ? "warning" : NULL);
    break;
  }
  case COFFRET_COLUMN_VERDICT:
    verdict = coffret_entry_get_verdict (entry);
    show_text (cell, coffret_verdict_word (verdict), coffret_verdict_look (verdict)->style);
    gtk_image_set_from_icon_name (GTK_IMAGE (cell->mark), coffret_verdict_look (verdict)->icon);
    gtk_widget_set_css_classes (cell->mark,
                                (const char *[]) { coffret_verdict_look (verdict)->style, NULL });
    gtk_widget_set_visible (cell->mark, TRUE);
    break;
  case COFFRET_COLUMN_TAGS:
    text = g_strjoinv (", ", (char **) coffret_entry_get_tags (entry));
    show_text (cell, text, NULL);
    break;
  case COFFRET_COLUMN_CHECK:
  case COFFRET_N_COLUMNS:
  default:
    break;
  }
  gtk_widget_set_tooltip_text (GTK_WIDGET (cell->text), gtk_inscription_get_text (cell->text));
  /* Translators: a cell of a table as a screen reader says it: its column, then what is in it */
  says = g_strdup_printf (C_ ("cell", "%s: %s"), _ (columns[cell->column].title),
                          gtk_inscription_get_text (cell->text));
  widget = gtk_widget_get_parent (gtk_column_view_cell_get_child (cell->cell));
  if (widget)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, says,
                                    -1);
}

static GtkWidget *
check_new (CoffretListCell *cell)
{
  cell->mark =
    g_object_new (GTK_TYPE_CHECK_BUTTON, "can-target", FALSE, "can-focus", FALSE, "valign",
                  GTK_ALIGN_CENTER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (cell->mark, "selection-mode");
  return cell->mark;
}

static GtkWidget *
text_new (CoffretListCell *cell)
{
  GtkWidget *box;

  /* In a cell that is higher it would break its text into lines. */
  cell->text = g_object_new (GTK_TYPE_INSCRIPTION, "xalign", 0.0, "yalign", 0.5, "valign",
                             GTK_ALIGN_CENTER, "hexpand", TRUE, "min-chars",
                             columns[cell->column].least, "nat-chars", columns[cell->column].usual,
                             "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  if (cell->column != COFFRET_COLUMN_TITLE && cell->column != COFFRET_COLUMN_VERDICT)
    return GTK_WIDGET (cell->text);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  cell->mark = g_object_new (GTK_TYPE_IMAGE, "visible", FALSE, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  if (cell->column == COFFRET_COLUMN_TITLE) {
    gtk_image_set_from_icon_name (GTK_IMAGE (cell->mark), "starred-symbolic");
    gtk_widget_add_css_class (cell->mark, "favourite");
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (cell->text));
    gtk_box_append (GTK_BOX (box), cell->mark);
  } else {
    gtk_box_append (GTK_BOX (box), cell->mark);
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (cell->text));
  }
  return box;
}

void
coffret_list_cell_new (GtkColumnViewCell *item, CoffretColumn column)
{
  CoffretListCell *cell = g_new0 (CoffretListCell, 1);
  GtkWidget *widget;

  cell->column = column;
  cell->cell = item;
  widget = column == COFFRET_COLUMN_CHECK ? check_new (cell) : text_new (cell);
  g_object_set_qdata_full (G_OBJECT (widget), cell_quark (), cell, g_free);
  gtk_column_view_cell_set_child (item, widget);
  /* An arrow key leads from the row to its cells, one by one: that is how a column is chosen. */
  gtk_column_view_cell_set_focusable (item, column != COFFRET_COLUMN_CHECK);
}
