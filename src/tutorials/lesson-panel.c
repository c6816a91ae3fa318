#include "tutorials/lesson-panel.h"

#include <glib/gi18n-lib.h>

#include "app/shortcuts.h"
#include "app/room.h"

#define LENT "coffret-lesson-panel"

struct _CoffretLessonPanel {
  GtkBox parent_instance;

  GtkLabel *title;
  GtkLabel *place;
  GtkWidget *words;
  GtkLabel *text;
  GtkLabel *notice;
  GtkWidget *silence;
  GtkWidget *aloud_button;
  GtkWidget *own_button;
  GtkBox *where_buttons;
  GtkBox *step_buttons;
  GtkButton *next_button;
  GtkWidget *before; /* what had the focus outside; weak */
  char *waiting;     /* to be announced; nullable */
  gboolean aloud;
};

typedef enum {
  PROP_ALOUD = 1,
  N_PROPS,
} CoffretLessonPanelProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CoffretLessonPanel, coffret_lesson_panel, GTK_TYPE_BOX)

static guint asked;

static void
do_ask (GtkWidget *widget, const char *action, GVariant *target)
{
  g_signal_emit (widget, asked, 0, action + strlen ("lesson."));
}

/* A screen reader hears nothing of a window that it does not know yet, nor of what has just been
 * put into a dialog: so the window says it, once something in it has the focus. */
static void
announce_waiting (CoffretLessonPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *text = NULL;

  if (!self->waiting || !GTK_IS_WINDOW (root) || !gtk_window_is_active (GTK_WINDOW (root)) ||
      !gtk_root_get_focus (root))
    return;
  text = g_steal_pointer (&self->waiting);
  gtk_accessible_announce (GTK_ACCESSIBLE (root), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
announce (CoffretLessonPanel *self, const char *text)
{
  g_set_str (&self->waiting, text);
  announce_waiting (self);
}

/* Where there is the program, and nothing behind it that speaks: who waits for a voice is told. */
static void
on_read (GObject *process, GAsyncResult *result, gpointer data)
{
  g_autoptr (CoffretLessonPanel) self = data;

  if (g_subprocess_wait_check_finish (G_SUBPROCESS (process), result, NULL) || !self->aloud ||
      !self->silence)
    return;
  self->aloud = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ALOUD]);
  gtk_widget_set_visible (self->silence, TRUE);
  announce (self, gtk_label_get_text (GTK_LABEL (self->silence)));
}

/* By speech-dispatcher, where it is: a program of its own, told the words and the language. */
static void
read_aloud (CoffretLessonPanel *self, const char *text)
{
  /* Translators: the language of these translations, as speech-dispatcher knows it: “en”. */
  const char *language = C_ ("spoken language", "en");
  g_autoptr (GSubprocess) process = NULL;

  if (!self->aloud)
    return;
  gtk_widget_set_visible (self->silence, FALSE);
  process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                      "spd-say", "--cancel", "--language", language, "--", text, NULL);
  if (process)
    g_subprocess_wait_check_async (process, NULL, on_read, g_object_ref (self));
}

static void
tell (CoffretLessonPanel *self, const char *text)
{
  read_aloud (self, text);
  announce (self, text);
}

/* All that there is to read, in one piece. */
static char *
join (CoffretLessonPanel *self)
{
  const char *notice = coffret_lesson_panel_get_notice (self);

  return g_strdup_printf ("%s. %s%s%s", gtk_label_get_text (self->place),
                          gtk_label_get_text (self->text), notice ? "\n" : "",
                          notice ? notice : "");
}

static void
name_words (CoffretLessonPanel *self)
{
  g_autofree char *said = join (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->words), GTK_ACCESSIBLE_PROPERTY_LABEL, said,
                                  -1);
}

void
coffret_lesson_panel_turn (CoffretLessonPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  g_autofree char *said = NULL;

  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))) {
    if (!self->before || !gtk_widget_get_mapped (self->before) ||
        !gtk_widget_grab_focus (self->before))
      g_signal_emit (self, asked, 0, "go");
    return;
  }
  g_set_weak_pointer (&self->before, focus);
  said = join (self);
  /* A question has no room for the panel: there it is only said. */
  if (!gtk_widget_grab_focus (self->words))
    tell (self, said);
  else
    read_aloud (self, said);
}

static void
do_turn (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_lesson_panel_turn (COFFRET_LESSON_PANEL (widget));
}

static void
coffret_lesson_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ALOUD)
    g_value_set_boolean (value, COFFRET_LESSON_PANEL (object)->aloud);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_lesson_panel_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  CoffretLessonPanel *self = COFFRET_LESSON_PANEL (object);

  if (id == PROP_ALOUD) {
    self->aloud = g_value_get_boolean (value);
    if (self->text)
      read_aloud (self, gtk_label_get_text (self->text));
  } else {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
coffret_lesson_panel_dispose (GObject *object)
{
  g_clear_weak_pointer (&COFFRET_LESSON_PANEL (object)->before);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_LESSON_PANEL);
  G_OBJECT_CLASS (coffret_lesson_panel_parent_class)->dispose (object);
}

static void
coffret_lesson_panel_finalize (GObject *object)
{
  g_free (COFFRET_LESSON_PANEL (object)->waiting);
  G_OBJECT_CLASS (coffret_lesson_panel_parent_class)->finalize (object);
}

static void
coffret_lesson_panel_root (GtkWidget *widget)
{
  GtkRoot *root;

  GTK_WIDGET_CLASS (coffret_lesson_panel_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  g_signal_connect_object (root, "notify::is-active", G_CALLBACK (announce_waiting), widget,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (announce_waiting), widget,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
coffret_lesson_panel_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), announce_waiting, widget);
  GTK_WIDGET_CLASS (coffret_lesson_panel_parent_class)->unroot (widget);
}

static void
coffret_lesson_panel_class_init (CoffretLessonPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_lesson_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_lesson_panel_finalize;
  widget_class->root = coffret_lesson_panel_root;
  widget_class->unroot = coffret_lesson_panel_unroot;
  G_OBJECT_CLASS (klass)->get_property = coffret_lesson_panel_get_property;
  G_OBJECT_CLASS (klass)->set_property = coffret_lesson_panel_set_property;
  properties[PROP_ALOUD] =
    g_param_spec_boolean ("aloud", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  asked = g_signal_new ("asked", COFFRET_TYPE_LESSON_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                        G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/tutorials-ui/lesson-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretLessonPanel, title);
  gtk_widget_class_bind_template_child (widget_class, CoffretLessonPanel, place);
  gtk_widget_class_bind_template_child (widget_class, CoffretLessonPanel, words);
  gtk_widget_class_bind_template_child (widget_class, CoffretLessonPanel, text);
  gtk_widget_class_bind_template_child (widget_class, CoffretLessonPanel, notice);
  gtk_widget_class_bind_template_child (widget_class, CoffretLessonPanel, silence);
  gtk_widget_class_bind_template_child (widget_class, CoffretLessonPanel, aloud_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretLessonPanel, own_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretLessonPanel, where_buttons);
  gtk_widget_class_bind_template_child (widget_class, CoffretLessonPanel, step_buttons);
  gtk_widget_class_bind_template_child (widget_class, CoffretLessonPanel, next_button);
  gtk_widget_class_install_action (widget_class, "lesson.back", NULL, do_ask);
  gtk_widget_class_install_action (widget_class, "lesson.next", NULL, do_ask);
  gtk_widget_class_install_action (widget_class, "lesson.show", NULL, do_ask);
  gtk_widget_class_install_action (widget_class, "lesson.go", NULL, do_ask);
  gtk_widget_class_install_action (widget_class, "lesson.leave", NULL, do_ask);
  gtk_widget_class_install_action (widget_class, "lesson.own", NULL, do_ask);
  gtk_widget_class_install_action (widget_class, "lesson.turn", NULL, do_turn);
  gtk_widget_class_install_property_action (widget_class, "lesson.aloud", "aloud");
}

static const struct {
  const char *key;
  const char *action;
} keys[] = {
  { "F8", "lesson.turn" },
  { "F9", "lesson.next" },
  { "<Shift>F9", "lesson.back" },
  { "<Control>F9", "lesson.show" },
  { "<Alt>F9", "lesson.go" },
  { "<Control><Shift>F9", "lesson.leave" },
  { "<Alt><Shift>F9", "lesson.aloud" },
  { "F7", "lesson.own" },
};

/* From anywhere in the window, or in the dialog that the panel is in: a learner's focus is where
 * the step leads. No key reaches from a dialog to the window. */
static GtkEventController *
make_keys (void)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_MANAGED);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].key),
                        gtk_named_action_new (keys[i].action)));
  return controller;
}

static gboolean
on_lent_key (GtkWidget *dialog, GVariant *arguments, gpointer action)
{
  return gtk_widget_activate_action (g_object_get_data (G_OBJECT (dialog), LENT), action, NULL);
}

void
coffret_lesson_panel_lend_keys (CoffretLessonPanel *self, GtkWidget *dialog)
{
  GtkShortcutController *controller;

  if (g_object_get_data (G_OBJECT (dialog), LENT))
    return;
  g_object_set_data_full (G_OBJECT (dialog), LENT, g_object_ref (self), g_object_unref);
  controller = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      controller,
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].key),
                        gtk_callback_action_new (on_lent_key, (gpointer) keys[i].action, NULL)));
  gtk_widget_add_controller (dialog, GTK_EVENT_CONTROLLER (controller));
}

static void
coffret_lesson_panel_init (CoffretLessonPanel *self)
{
  g_autofree char *speaker = g_find_program_in_path ("spd-say");
  gboolean large = coffret_room_is_large (GTK_WIDGET (self));

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Twice the longer word of two is more than a narrow window has for large letters. */
  gtk_box_set_homogeneous (self->where_buttons, !large);
  gtk_box_set_homogeneous (self->step_buttons, !large);
  gtk_widget_set_visible (self->aloud_button, speaker != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lesson.aloud", speaker != NULL);
  coffret_lesson_panel_offer_own (self, FALSE);
  gtk_widget_add_controller (GTK_WIDGET (self), make_keys ());
}

CoffretLessonPanel *
coffret_lesson_panel_new (void)
{
  return g_object_new (COFFRET_TYPE_LESSON_PANEL, NULL);
}

/* SAID, of a step, with the keys that only those who see the panel would not need. */
static char *
with_keys (CoffretLessonPanel *self, const char *said, guint number, guint count)
{
  if (number == 1)
    /* Translators: of a lesson, for those who only hear it; %s is its first step */
    return g_strdup_printf (_ ("%s\nF8 goes to the lesson and back. F9 goes to the next step."),
                            said);
  if (number > count && gtk_widget_get_visible (self->own_button))
    /* Translators: of a lesson, for those who only hear it; %s is its end */
    return g_strdup_printf (_ ("%s\nF7 opens your own vault. F9 closes the lesson."), said);
  if (number > count)
    /* Translators: of a lesson, for those who only hear it; %s is its end */
    return g_strdup_printf (_ ("%s\nF9 closes the lesson."), said);
  return g_strdup (said);
}

void
coffret_lesson_panel_show_step (
  CoffretLessonPanel *self, const char *title, guint number, guint count, const char *text)
{
  g_autofree char *place = NULL;
  g_autofree char *said = NULL;
  g_autofree char *heard = NULL;

  if (number <= count)
    /* Translators: of the steps of a lesson, “Step 2 of 5”. */
    place = g_strdup_printf (_ ("Step %u of %u"), number, count);
  else
    place = g_strdup (_ ("The end"));
  said = g_strdup_printf ("%s. %s", place, text);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->place, place);
  gtk_label_set_text (self->text, text);
  coffret_lesson_panel_set_notice (self, NULL);
  gtk_widget_set_visible (self->silence, FALSE);
  name_words (self);
  read_aloud (self, said);
  heard = with_keys (self, said, number, count);
  announce (self, heard);
}

void
coffret_lesson_panel_say_closed (CoffretLessonPanel *self)
{
  announce (self, _ ("The lesson is closed"));
}

void
coffret_lesson_panel_set_notice (CoffretLessonPanel *self, const char *text)
{
  if (g_strcmp0 (coffret_lesson_panel_get_notice (self), text) == 0)
    return;
  gtk_label_set_text (self->notice, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), text != NULL);
  name_words (self);
  if (text)
    tell (self, text);
}

void
coffret_lesson_panel_enable (CoffretLessonPanel *self, const char *what, gboolean enabled)
{
  g_autofree char *action = g_strconcat ("lesson.", what, NULL);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

void
coffret_lesson_panel_offer_own (CoffretLessonPanel *self, gboolean offered)
{
  gtk_widget_set_visible (self->own_button, offered);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lesson.own", offered);
}

void
coffret_lesson_panel_name_next (CoffretLessonPanel *self, const char *label)
{
  gtk_button_set_label (self->next_button, label);
}

const char *
coffret_lesson_panel_get_text (CoffretLessonPanel *self)
{
  return gtk_label_get_text (self->text);
}

const char *
coffret_lesson_panel_get_notice (CoffretLessonPanel *self)
{
  const char *text = gtk_label_get_text (self->notice);

  return *text ? text : NULL;
}
