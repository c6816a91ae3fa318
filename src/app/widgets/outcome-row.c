#include "app/widgets/outcome-row.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/links.h"
#include "base/bidi.h"
#include "credential/code.h"
#include "credential/words.h"

struct _CoffretOutcomeRow {
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *details;
  GtkWidget *copy; /* the link that a code in a picture is */
  GtkWidget *versions;
  GtkWidget *together;
  char *older; /* ids, while there is something to answer */
  char *newer;
  const char *style;
};

G_DEFINE_FINAL_TYPE (CoffretOutcomeRow, coffret_outcome_row, GTK_TYPE_BOX)

static const struct {
  const char *icon;
  const char *style;
  const char *word;
} looks[] = {
  [COFFRET_OUTCOME_ADDED] = { "coffret-added-symbolic", "success", N_ ("Added") },
  [COFFRET_OUTCOME_ALREADY_THERE] = { "coffret-there-symbolic", "dimmed", N_ ("Already there") },
  [COFFRET_OUTCOME_NEWER_VERSION] = { "coffret-added-symbolic", "success",
                                      N_ ("Added: a newer version") },
  [COFFRET_OUTCOME_REFUSED] = { "coffret-refused-symbolic", "error", N_ ("Refused") },
};

static void
on_answered (CoffretOutcomeRow *self, GtkWidget *button)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  if (item)
    gtk_widget_grab_focus (item);
  gtk_widget_set_visible (self->versions, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self),
                              button == self->together ? "add.join-versions" : "add.keep-apart",
                              "(ss)", self->older, self->newer);
}

static void
coffret_outcome_row_dispose (GObject *object)
{
  g_clear_pointer (&COFFRET_OUTCOME_ROW (object)->older, g_free);
  g_clear_pointer (&COFFRET_OUTCOME_ROW (object)->newer, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_OUTCOME_ROW);
  G_OBJECT_CLASS (coffret_outcome_row_parent_class)->dispose (object);
}

static void
coffret_outcome_row_class_init (CoffretOutcomeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_outcome_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/widgets/outcome-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretOutcomeRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CoffretOutcomeRow, title);
  gtk_widget_class_bind_template_child (widget_class, CoffretOutcomeRow, details);
  gtk_widget_class_bind_template_child (widget_class, CoffretOutcomeRow, copy);
  gtk_widget_class_bind_template_child (widget_class, CoffretOutcomeRow, versions);
  gtk_widget_class_bind_template_child (widget_class, CoffretOutcomeRow, together);
  gtk_widget_class_bind_template_callback (widget_class, on_answered);
}

static void
coffret_outcome_row_init (CoffretOutcomeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretOutcomeRow *
coffret_outcome_row_new (void)
{
  return g_object_new (COFFRET_TYPE_OUTCOME_ROW, NULL);
}

void
coffret_outcome_row_set_outcome (CoffretOutcomeRow *self,
                                 CoffretOutcome *outcome,
                                 CoffretEntry *entry)
{
  CoffretOutcomeKind kind = coffret_outcome_get_kind (outcome);
  g_autofree char *file = g_path_get_basename (coffret_outcome_get_file (outcome));
  g_autofree char *place = coffret_place_words (coffret_outcome_get_place (outcome));
  const GError *error = coffret_outcome_get_error (outcome);
  g_autofree char *details = NULL;

  if (kind == COFFRET_OUTCOME_REFUSED) {
    g_autofree char *from = coffret_join_parts ((const char *[]) { file, place }, 2);

    gtk_label_set_label (self->title, from);
    details = g_strdup_printf ("%s. %s", _ (looks[kind].word), error ? error->message : "");
  } else {
    g_autofree char *name =
      entry ? coffret_entry_name (entry)
            : coffret_title_words (coffret_outcome_get_title (outcome), COFFRET_KIND_OTHER, NULL);

    gtk_label_set_label (self->title, name);
    details = coffret_join_parts ((const char *[]) { _ (looks[kind].word), file, place }, 3);
  }
  gtk_label_set_label (self->details, details);
  coffret_links_offer (self->copy, coffret_outcome_get_place (outcome));
  gtk_image_set_from_icon_name (self->icon, looks[kind].icon);
  if (self->style)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->style);
  self->style = looks[kind].style;
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), self->style);
}

void
coffret_outcome_row_offer (CoffretOutcomeRow *self, const char *older, const char *newer)
{
  g_set_str (&self->older, older);
  g_set_str (&self->newer, newer);
  gtk_widget_set_visible (self->versions, older != NULL);
}

char *
coffret_outcome_row_dup_sentence (CoffretOutcomeRow *self)
{
  return g_strdup_printf ("%s. %s", gtk_label_get_label (self->title),
                          gtk_label_get_label (self->details));
}
