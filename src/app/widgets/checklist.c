#include "app/widgets/checklist.h"

#include <glib/gi18n-lib.h>

#include "app/lesson.h"
#include "app/places.h"
#include "app/spoken.h"
#include "app/tell.h"

#define KEY "first-steps"

struct _CoffretChecklist {
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows;     /* with "lesson" */
  GListModel *model;   /* of the lessons; nullable; borrowed from the program */
  GSettings *settings; /* nullable */
  gboolean wanted;
};

G_DEFINE_FINAL_TYPE (CoffretChecklist, coffret_checklist, ADW_TYPE_PREFERENCES_GROUP)

static void
show_row (GtkWidget *row, CoffretLesson *lesson)
{
  gboolean done = coffret_lesson_is_done (lesson);
  const char *title = coffret_lesson_get_title (lesson);
  /* Translators: one of the first steps as a screen reader says it; %s is what it is called */
  g_autofree char *whole = g_strdup_printf (done ? _ ("Done: %s") : _ ("To do: %s"), title);
  /* A line each: the first may be a question. */
  g_autofree char *words =
    g_strjoin ("\n", whole, adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), NULL);

  gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "done"), done);
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "open"), !done);
  coffret_spoken_set (row, words);
}

static void
update (CoffretChecklist *self)
{
  gboolean wanted =
    self->wanted && (!self->settings || g_settings_get_boolean (self->settings, KEY));
  guint done = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);
    CoffretLesson *lesson = g_object_get_data (G_OBJECT (row), "lesson");

    done += coffret_lesson_is_done (lesson) ? 1 : 0;
    show_row (row, lesson);
  }
  text = g_strdup_printf (
    ngettext ("%u of %u done. Each takes a few minutes, with invented people.",
              "%u of %u done. Each takes a few minutes, with invented people.", self->rows->len),
    done, self->rows->len);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), text);
  gtk_widget_set_visible (GTK_WIDGET (self), wanted && done < self->rows->len);
}

static GtkWidget *
sign_new (const char *icon)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

/* Done or not is a sign and a word, and no colour. */
static GtkWidget *
make_row (CoffretLesson *lesson)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *done = sign_new ("object-select-symbolic");
  GtkWidget *open = sign_new ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), coffret_lesson_get_title (lesson));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), coffret_lesson_get_remark (lesson));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), done);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), open);
  g_object_set_data (G_OBJECT (row), "done", done);
  g_object_set_data (G_OBJECT (row), "open", open);
  g_object_set_data_full (G_OBJECT (row), "lesson", g_object_ref (lesson), g_object_unref);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.lesson");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", coffret_lesson_get_id (lesson));
  return row;
}

static void
on_hide (CoffretChecklist *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_PAGE);

  if (!self->settings || !page)
    return;
  g_settings_set_boolean (self->settings, KEY, FALSE);
  /* What had the focus is gone. */
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  coffret_tell (page, _ ("The first steps are hidden. “Learn” brings them back."));
}

/* The last of the rows, as it is what one wants last; above them it would be where the keyboard
 * begins. */
static GtkWidget *
make_hide_row (CoffretChecklist *self)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("_Hide the First Steps"));
  g_signal_connect_object (row, "activated", G_CALLBACK (on_hide), self, G_CONNECT_SWAPPED);
  return row;
}

/* Once it is known of which program this is a part. */
static void
list_lessons (CoffretChecklist *self)
{
  if (self->model || !(self->model = coffret_lessons_get (GTK_WIDGET (self))))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (self->model); i++) {
    g_autoptr (CoffretLesson) lesson = g_list_model_get_item (self->model, i);
    GtkWidget *row;

    if (!coffret_lesson_is_first (lesson))
      continue;
    row = make_row (lesson);
    g_ptr_array_add (self->rows, row);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    g_signal_connect_object (lesson, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), make_hide_row (self));
  update (self);
}

static void
coffret_checklist_dispose (GObject *object)
{
  g_clear_object (&COFFRET_CHECKLIST (object)->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_CHECKLIST);
  G_OBJECT_CLASS (coffret_checklist_parent_class)->dispose (object);
}

static void
coffret_checklist_finalize (GObject *object)
{
  g_ptr_array_unref (COFFRET_CHECKLIST (object)->rows);
  G_OBJECT_CLASS (coffret_checklist_parent_class)->finalize (object);
}

static void
coffret_checklist_class_init (CoffretChecklistClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_checklist_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_checklist_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/widgets/checklist.ui");
}

static void
coffret_checklist_init (CoffretChecklist *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = coffret_places_settings ();
  if (self->settings)
    g_signal_connect_object (self->settings, "changed::" KEY, G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::root", G_CALLBACK (list_lessons), NULL);
}

void
coffret_checklist_set_session (CoffretChecklist *self, CoffretSession *session)
{
  self->wanted = session && coffret_vault_get_folder (coffret_session_get_vault (session));
  update (self);
}
