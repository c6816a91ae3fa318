#include "tutorials/help-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/save.h"
#include "app/tell.h"
#include "tutorials/topic-page.h"

/* More are no answer. */
#define MOST 40

struct _CoffretHelpDialog {
  AdwDialog parent_instance;

  AdwNavigationView *view;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  AdwPreferencesPage *topics_page;
  AdwPreferencesGroup *found;
  GtkLabel *outline;
  GPtrArray *topics;
  GPtrArray *rows; /* borrowed from FOUND */
};

G_DEFINE_FINAL_TYPE (CoffretHelpDialog, coffret_help_dialog, ADW_TYPE_DIALOG)

void
coffret_help_dialog_show (CoffretHelpDialog *self, const char *place)
{
  const CoffretQuestion *question;
  CoffretTopic *topic = coffret_topics_go (self->topics, place, &question);
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->view);

  if (topic == NULL) {
    adw_navigation_view_pop_to_tag (self->view, "topics");
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
    return;
  }
  /* The same page is not laid upon itself. */
  if (!COFFRET_IS_TOPIC_PAGE (page) ||
      coffret_topic_page_get_topic (COFFRET_TOPIC_PAGE (page)) != topic) {
    page = ADW_NAVIGATION_PAGE (coffret_topic_page_new (self->topics, topic));
    adw_navigation_view_push (self->view, page);
  }
  coffret_topic_page_focus (COFFRET_TOPIC_PAGE (page), question);
}

static void
do_go (GtkWidget *widget, const char *name, GVariant *place)
{
  coffret_help_dialog_show (COFFRET_HELP_DIALOG (widget), g_variant_get_string (place, NULL));
}

static void
do_outline (GtkWidget *widget, const char *name, GVariant *unused)
{
  adw_navigation_view_push_by_tag (COFFRET_HELP_DIALOG (widget)->view, "outline");
}

/* The lesson points at what lies below. */
static void
do_lesson (GtkWidget *widget, const char *name, GVariant *lesson)
{
  g_autoptr (GtkWidget) root = g_object_ref (GTK_WIDGET (gtk_widget_get_root (widget)));

  adw_dialog_force_close (ADW_DIALOG (widget));
  gtk_widget_activate_action_variant (root, "app.lesson", lesson);
}

static void
add_found (CoffretHelpDialog *self, const CoffretTopic *topic, const CoffretQuestion *question)
{
  const char *title = coffret_topic_say (topic->title);
  g_autofree char *place =
    question != NULL ? g_strconcat (topic->id, "/", question->id, NULL) : g_strdup (topic->id);
  GtkWidget *row;

  if (self->rows->len == MOST)
    return;
  row = question != NULL ? coffret_topic_row_new (coffret_topic_say (question->ask), title, place)
                         : coffret_topic_row_new (title, NULL, place);
  adw_preferences_group_add (self->found, row);
  g_ptr_array_add (self->rows, row);
}

/* WHOLE: pages that are about the words; else single questions of the others. */
static void
find (CoffretHelpDialog *self, const char *words, gboolean whole)
{
  for (guint i = 0; i < self->topics->len; i++) {
    const CoffretTopic *topic = g_ptr_array_index (self->topics, i);
    g_autoptr (GPtrArray) questions = g_ptr_array_new ();

    if (!coffret_topic_answers (topic, words, questions) || whole != (questions->len == 0))
      continue;
    if (whole)
      add_found (self, topic, NULL);
    for (guint k = 0; k < questions->len; k++)
      add_found (self, topic, g_ptr_array_index (questions, k));
  }
}

void
coffret_help_dialog_search (CoffretHelpDialog *self, const char *words)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (words));
  g_autofree char *count = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->found, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (*trimmed == '\0') {
    gtk_stack_set_visible_child_name (self->stack, "topics");
    return;
  }
  find (self, trimmed, TRUE);
  find (self, trimmed, FALSE);
  gtk_stack_set_visible_child_name (self->stack, self->rows->len > 0 ? "found" : "nothing");
  count = coffret_count_words (self->rows->len, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), count,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_search_changed (CoffretHelpDialog *self)
{
  coffret_help_dialog_search (self, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
on_clear (CoffretHelpDialog *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* The first Escape is for the words, the next for the dialog. */
static void
on_stop_search (CoffretHelpDialog *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)))
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

/* From the words to the first page that is found: the arrow alone would stop at what scrolls them.
 */
static gboolean
on_search_key (GtkEventControllerKey *keys,
               guint key,
               guint code,
               GdkModifierType state,
               CoffretHelpDialog *self)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      (key != GDK_KEY_Down && key != GDK_KEY_KP_Down))
    return FALSE;
  return gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
on_copy (CoffretHelpDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_label (self->outline));
  coffret_tell (GTK_WIDGET (self), _ ("Copied"));
}

static gboolean
write_outline (GOutputStream *stream, gpointer outline, GError **error)
{
  return g_output_stream_write_all (stream, outline, strlen (outline), NULL, NULL, error);
}

static void
on_saved (GtkWidget *from, gboolean saved, const GError *error, gpointer outline)
{
  if (error != NULL)
    coffret_tell_error (from, _ ("The Summary Could Not Be Saved"), error);
  else if (saved)
    coffret_tell (from, _ ("The summary is saved"));
}

static void
on_save (CoffretHelpDialog *self)
{
  coffret_save (GTK_WIDGET (self), _ ("Save the Summary"), _ ("Coffret, for whoever helps.txt"),
                write_outline, on_saved, g_strdup (gtk_label_get_label (self->outline)), g_free);
}

static void
list_topics (CoffretHelpDialog *self)
{
  for (guint part = 0; part < COFFRET_N_TOPIC_PARTS; part++) {
    GtkWidget *group = adw_preferences_group_new ();

    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                     coffret_topic_part_title (part));
    for (guint i = 0; i < self->topics->len; i++) {
      const CoffretTopic *topic = g_ptr_array_index (self->topics, i);

      if (topic->part == part)
        adw_preferences_group_add (
          ADW_PREFERENCES_GROUP (group),
          coffret_topic_row_new (coffret_topic_say (topic->title), NULL, topic->id));
    }
    adw_preferences_page_add (self->topics_page, ADW_PREFERENCES_GROUP (group));
  }
}

static void
coffret_help_dialog_dispose (GObject *object)
{
  CoffretHelpDialog *self = COFFRET_HELP_DIALOG (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->topics, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_HELP_DIALOG);
  G_OBJECT_CLASS (coffret_help_dialog_parent_class)->dispose (object);
}

static void
coffret_help_dialog_class_init (CoffretHelpDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_help_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/tutorials-ui/help-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretHelpDialog, view);
  gtk_widget_class_bind_template_child (widget_class, CoffretHelpDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CoffretHelpDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretHelpDialog, topics_page);
  gtk_widget_class_bind_template_child (widget_class, CoffretHelpDialog, found);
  gtk_widget_class_bind_template_child (widget_class, CoffretHelpDialog, outline);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_install_action (widget_class, "help.go", "s", do_go);
  gtk_widget_class_install_action (widget_class, "help.outline", NULL, do_outline);
  gtk_widget_class_install_action (widget_class, "help.lesson", "s", do_lesson);
}

static void
coffret_help_dialog_init (CoffretHelpDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_search_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), keys);
}

CoffretHelpDialog *
coffret_help_dialog_new (GPtrArray *topics, const char *outline)
{
  CoffretHelpDialog *self = g_object_new (COFFRET_TYPE_HELP_DIALOG, NULL);
  g_autofree char *lines = g_strdup (outline);

  self->topics = g_ptr_array_ref (topics);
  gtk_label_set_label (self->outline, g_strchomp (lines));
  list_topics (self);
  return self;
}
