#include "app/widgets/finding-row.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/widgets/verdict-badge.h"
#include "app/widgets/verdict.h"
#include "base/bidi.h"
#include "credential/code.h"

struct _CoffretFindingRow {
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *details;
  GtkWidget *badge;
};

G_DEFINE_FINAL_TYPE (CoffretFindingRow, coffret_finding_row, GTK_TYPE_BOX)

static void
coffret_finding_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_FINDING_ROW);
  G_OBJECT_CLASS (coffret_finding_row_parent_class)->dispose (object);
}

static void
coffret_finding_row_class_init (CoffretFindingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_finding_row_dispose;
  g_type_ensure (COFFRET_TYPE_VERDICT_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/widgets/finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretFindingRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CoffretFindingRow, title);
  gtk_widget_class_bind_template_child (widget_class, CoffretFindingRow, details);
  gtk_widget_class_bind_template_child (widget_class, CoffretFindingRow, badge);
}

static void
coffret_finding_row_init (CoffretFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretFindingRow *
coffret_finding_row_new (void)
{
  return g_object_new (COFFRET_TYPE_FINDING_ROW, NULL);
}

char *
coffret_finding_source_words (CoffretFinding *finding)
{
  g_autofree char *file = g_path_get_basename (coffret_finding_get_file (finding));
  g_autofree char *place = coffret_place_words (coffret_finding_get_place (finding));

  return coffret_join_parts ((const char *[]) { file, place }, 2);
}

static char *
title_words (CoffretFinding *finding)
{
  CoffretEntry *entry = coffret_finding_get_entry (finding);

  return entry ? coffret_entry_name (entry) : coffret_finding_source_words (finding);
}

static char *
details_words (CoffretFinding *finding)
{
  CoffretEntry *entry = coffret_finding_get_entry (finding);

  if (!entry)
    return g_strdup (coffret_finding_get_error (finding)->message);
  return coffret_entry_details (coffret_entry_get_issuer (entry), coffret_entry_get_awarded (entry),
                                coffret_entry_get_kind (entry));
}

void
coffret_finding_row_set_finding (CoffretFindingRow *self, CoffretFinding *finding)
{
  CoffretEntry *entry = coffret_finding_get_entry (finding);
  g_autofree char *title = title_words (finding);
  g_autofree char *details = details_words (finding);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->details, details);
  gtk_widget_set_visible (GTK_WIDGET (self->details), *details != '\0');
  gtk_widget_set_visible (self->badge, entry != NULL);
  if (entry) {
    coffret_verdict_badge_set_verdict (COFFRET_VERDICT_BADGE (self->badge),
                                       coffret_entry_get_verdict (entry));
    gtk_image_set_from_icon_name (self->icon, coffret_kind_icon (coffret_entry_get_kind (entry)));
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "error");
  } else {
    gtk_image_set_from_icon_name (self->icon, "coffret-refused-symbolic");
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "error");
  }
}

char *
coffret_finding_sentence (CoffretFinding *finding)
{
  CoffretEntry *entry = coffret_finding_get_entry (finding);
  g_autofree char *title = title_words (finding);
  g_autofree char *details = details_words (finding);
  const char *verdict = entry ? coffret_verdict_word (coffret_entry_get_verdict (entry)) : NULL;

  return g_strjoin (". ", title, *details ? details : verdict, *details ? verdict : NULL, NULL);
}
