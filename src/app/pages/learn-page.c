#include "app/pages/learn-page.h"

#include <glib/gi18n-lib.h>

#include "app/lesson.h"
#include "app/places.h"

struct _CoffretLearnPage {
  CoffretSidePage parent_instance;

  AdwPreferencesGroup *lessons;
  GPtrArray *rows;   /* of the lessons, in their order */
  GListModel *model; /* of the lessons; nullable */
  GtkWidget *practice_row;
  GtkWidget *practice_file_row;
  GtkWidget *people_row;
  GtkWidget *again_row;
  GtkWidget *steps_group;
  GtkWidget *steps_row;
  GSettings *settings; /* nullable */
};

G_DEFINE_FINAL_TYPE (CoffretLearnPage, coffret_learn_page, COFFRET_TYPE_SIDE_PAGE)

static void
show_row (AdwActionRow *row, CoffretLesson *lesson)
{
  GtkImage *sign = g_object_get_data (G_OBJECT (row), "sign");
  gboolean done = coffret_lesson_is_done (lesson);
  const char *state = coffret_lesson_is_repeated (lesson) ? _ ("Done, in your own vault too")
                      : done                              ? _ ("Done")
                      : coffret_lesson_is_begun (lesson)  ? _ ("Begun")
                                                          : NULL;
  /* Translators: the first %s says what a lesson is about, the second how far one is with it. */
  g_autofree char *subtitle =
    state ? g_strdup_printf (_ ("%s – %s"), coffret_lesson_get_remark (lesson), state)
          : g_strdup (coffret_lesson_get_remark (lesson));

  adw_action_row_set_subtitle (row, subtitle);
  gtk_image_set_from_icon_name (sign, done ? "object-select-symbolic" : "go-next-symbolic");
}

static void
show_progress (CoffretLearnPage *self)
{
  guint count = g_list_model_get_n_items (self->model);
  guint done = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretLesson) lesson = g_list_model_get_item (self->model, i);

    done += coffret_lesson_is_done (lesson);
    show_row (g_ptr_array_index (self->rows, i), lesson);
  }
  text = g_strdup_printf (ngettext ("%u of %u lesson done. They are played with invented people.",
                                    "%u of %u lessons done. They are played with invented people.",
                                    count),
                          done, count);
  adw_preferences_group_set_description (self->lessons, text);
}

static GtkWidget *
make_row (CoffretLesson *lesson)
{
  GtkWidget *row = adw_action_row_new ();
  /* The words say it too. */
  GtkWidget *sign =
    g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), coffret_lesson_get_title (lesson));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sign);
  g_object_set_data (G_OBJECT (row), "sign", sign);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.lesson");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", coffret_lesson_get_id (lesson));
  return row;
}

/* Once it is known of which program this is a page. */
static void
list_lessons (CoffretLearnPage *self)
{
  if (self->model || !(self->model = coffret_lessons_get (GTK_WIDGET (self))))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (self->model); i++) {
    g_autoptr (CoffretLesson) lesson = g_list_model_get_item (self->model, i);
    GtkWidget *row = make_row (lesson);

    g_ptr_array_add (self->rows, row);
    adw_preferences_group_add (self->lessons, row);
    g_signal_connect_object (lesson, "notify", G_CALLBACK (show_progress), self, G_CONNECT_SWAPPED);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->lessons), self->rows->len > 0);
  show_progress (self);
}

static void
coffret_learn_page_finalize (GObject *object)
{
  g_ptr_array_unref (COFFRET_LEARN_PAGE (object)->rows);
  G_OBJECT_CLASS (coffret_learn_page_parent_class)->finalize (object);
}

static void
coffret_learn_page_dispose (GObject *object)
{
  g_clear_object (&COFFRET_LEARN_PAGE (object)->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_LEARN_PAGE);
  G_OBJECT_CLASS (coffret_learn_page_parent_class)->dispose (object);
}

static void
coffret_learn_page_class_init (CoffretLearnPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_learn_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_learn_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/pages/learn-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretLearnPage, lessons);
  gtk_widget_class_bind_template_child (widget_class, CoffretLearnPage, practice_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretLearnPage, practice_file_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretLearnPage, people_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretLearnPage, again_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretLearnPage, steps_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretLearnPage, steps_row);
}

static void
coffret_learn_page_init (CoffretLearnPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  g_signal_connect (self, "notify::root", G_CALLBACK (list_lessons), NULL);
  self->settings = coffret_places_settings ();
  if (self->settings)
    g_settings_bind (self->settings, "first-steps", self->steps_row, "active",
                     G_SETTINGS_BIND_DEFAULT);
}

CoffretLearnPage *
coffret_learn_page_new (CoffretSession *session)
{
  CoffretLearnPage *self = g_object_new (COFFRET_TYPE_LEARN_PAGE, NULL);
  gboolean practice = coffret_session_is_practice (session);

  gtk_widget_set_visible (self->practice_row, !practice);
  gtk_widget_set_visible (self->practice_file_row, practice);
  gtk_widget_set_visible (self->people_row, practice);
  gtk_widget_set_visible (self->again_row, practice);
  gtk_widget_set_visible (self->steps_group,
                          self->settings &&
                            coffret_vault_get_folder (coffret_session_get_vault (session)));
  return self;
}
