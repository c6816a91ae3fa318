#include "app/pages/learn-page.h"

struct _CoffretLearnPage {
  CoffretSidePage parent_instance;

  GtkWidget *practice_row;
  GtkWidget *practice_file_row;
};

G_DEFINE_FINAL_TYPE (CoffretLearnPage, coffret_learn_page, COFFRET_TYPE_SIDE_PAGE)

static void
coffret_learn_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_LEARN_PAGE);
  G_OBJECT_CLASS (coffret_learn_page_parent_class)->dispose (object);
}

static void
coffret_learn_page_class_init (CoffretLearnPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_learn_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/pages/learn-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretLearnPage, practice_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretLearnPage, practice_file_row);
}

static void
coffret_learn_page_init (CoffretLearnPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretLearnPage *
coffret_learn_page_new (CoffretSession *session)
{
  CoffretLearnPage *self = g_object_new (COFFRET_TYPE_LEARN_PAGE, NULL);
  gboolean practice = coffret_session_is_practice (session);

  gtk_widget_set_visible (self->practice_row, !practice);
  gtk_widget_set_visible (self->practice_file_row, practice);
  return self;
}
