#include "tutorials/topic-page.h"

#include "app/focus.h"

struct _CoffretTopicPage {
  AdwNavigationPage parent_instance;

  GtkListBox *questions;
  GtkWidget *acts;
  GtkActionable *lesson_row;
  GtkWidget *outline_row;
  AdwPreferencesGroup *see;
  CoffretTopic *topic;
};

G_DEFINE_FINAL_TYPE (CoffretTopicPage, coffret_topic_page, ADW_TYPE_NAVIGATION_PAGE)

GtkWidget *
coffret_topic_row_new (const char *title, const char *subtitle, const char *place)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "help.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", place);
  return row;
}

/* The row says it; with ROLE it is found besides by who looks for headings. */
static GtkWidget *
text_new (const char *text, const char *style, GtkAccessibleRole role)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "accessible-role", role, "xalign",
                                   0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (label, style);
  return label;
}

/* A row, so that the keyboard goes from one to the next, and a screen reader says it whole, once.
 */
static GtkWidget *
question_new (const CoffretQuestion *question)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading;
  g_autoptr (GString) all = g_string_new (coffret_topic_say (question->ask));

  gtk_widget_add_css_class (row, "help-question");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  heading = text_new (coffret_topic_say (question->ask), "heading", GTK_ACCESSIBLE_ROLE_HEADING);
  gtk_accessible_update_property (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2, -1);
  gtk_box_append (GTK_BOX (box), heading);
  for (guint i = 0; i < question->answers->len; i++) {
    const char *answer = coffret_topic_say (g_ptr_array_index (question->answers, i));

    gtk_box_append (GTK_BOX (box),
                    text_new (answer, "help-answer", GTK_ACCESSIBLE_ROLE_PRESENTATION));
    g_string_append_printf (all, " %s", answer);
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, all->str,
                                  -1);
  g_object_set_data (G_OBJECT (row), "question", (gpointer) question);
  return row;
}

void
coffret_topic_page_focus (CoffretTopicPage *self, const CoffretQuestion *question)
{
  for (int i = 0; i < (int) self->topic->questions->len; i++) {
    GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->questions, i));

    if (question != NULL && g_object_get_data (G_OBJECT (row), "question") != question)
      continue;
    /* The focus alone is not drawn until somebody goes on by the keyboard. */
    if (question != NULL)
      gtk_widget_add_css_class (row, "help-sought");
    coffret_focus_once_placed (row);
    return;
  }
}

const CoffretTopic *
coffret_topic_page_get_topic (CoffretTopicPage *self)
{
  return self->topic;
}

static void
coffret_topic_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_TOPIC_PAGE);
  G_OBJECT_CLASS (coffret_topic_page_parent_class)->dispose (object);
}

static void
coffret_topic_page_finalize (GObject *object)
{
  coffret_topic_unref (COFFRET_TOPIC_PAGE (object)->topic);
  G_OBJECT_CLASS (coffret_topic_page_parent_class)->finalize (object);
}

static void
coffret_topic_page_class_init (CoffretTopicPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_topic_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_topic_page_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/tutorials-ui/topic-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretTopicPage, questions);
  gtk_widget_class_bind_template_child (widget_class, CoffretTopicPage, acts);
  gtk_widget_class_bind_template_child (widget_class, CoffretTopicPage, lesson_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretTopicPage, outline_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretTopicPage, see);
}

static void
coffret_topic_page_init (CoffretTopicPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretTopicPage *
coffret_topic_page_new (GPtrArray *topics, CoffretTopic *topic)
{
  CoffretTopicPage *self =
    g_object_new (COFFRET_TYPE_TOPIC_PAGE, "title", coffret_topic_say (topic->title), NULL);

  self->topic = coffret_topic_ref (topic);
  for (guint i = 0; i < topic->questions->len; i++)
    gtk_list_box_append (self->questions, question_new (g_ptr_array_index (topic->questions, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->lesson_row), topic->lesson != NULL);
  gtk_widget_set_visible (self->outline_row, topic->summary);
  gtk_widget_set_visible (self->acts, topic->lesson != NULL || topic->summary);
  if (topic->lesson != NULL) {
    gtk_actionable_set_action_target (self->lesson_row, "s", topic->lesson);
    gtk_actionable_set_action_name (self->lesson_row, "help.lesson");
  }
  for (guint i = 0; i < topic->see->len; i++) {
    const CoffretTopic *other = coffret_topics_find (topics, g_ptr_array_index (topic->see, i));

    if (other != NULL)
      adw_preferences_group_add (
        self->see, coffret_topic_row_new (coffret_topic_say (other->title), NULL, other->id));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->see), topic->see->len > 0);
  return self;
}
