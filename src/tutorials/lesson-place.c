#include "tutorials/lesson-place.h"

#include "app/focus.h"
#include "app/room.h"

#define WIDTH 340 /* beside, at a text of 100 % */

struct _CoffretLessonPlace {
  GObject parent_instance;

  AdwApplicationWindow *window; /* borrowed */
  GtkWidget *content;           /* what it showed before */
  CoffretLessonPanel *panel;
  AdwBin *beside;
  AdwBin *below;
  AdwDialog *host; /* that the panel is in; weak */
  gboolean narrow;
  gboolean used;
  gboolean settling; /* in a dialog that has not given the focus to anything of its own yet */
};

G_DEFINE_FINAL_TYPE (CoffretLessonPlace, coffret_lesson_place, G_TYPE_OBJECT)

static guint shifted;

/* Out of wherever the panel is. */
static void
take_panel (CoffretLessonPlace *self)
{
  GtkWidget *panel = GTK_WIDGET (self->panel);
  GtkWidget *parent = gtk_widget_get_parent (panel);

  if (ADW_IS_BIN (parent))
    adw_bin_set_child (ADW_BIN (parent), NULL);
  else if (GTK_IS_BOX (parent))
    gtk_box_remove (GTK_BOX (parent), panel);
}

static void
put_into_window (CoffretLessonPlace *self)
{
  AdwBin *home = self->narrow ? self->below : self->beside;

  g_clear_weak_pointer (&self->host);
  if (gtk_widget_get_parent (GTK_WIDGET (self->panel)) != GTK_WIDGET (home)) {
    take_panel (self);
    adw_bin_set_child (home, GTK_WIDGET (self->panel));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->beside), self->used && !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->below), self->used && self->narrow);
}

/* A box with room for the panel below what DIALOG shows, made once. */
static GtkBox *
make_room (AdwDialog *dialog)
{
  GtkWidget *child = adw_dialog_get_child (dialog);
  GtkWidget *box;

  if (gtk_widget_has_css_class (child, "lesson-room"))
    return GTK_BOX (child);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (box, "lesson-room");
  g_object_ref (child);
  adw_dialog_set_child (dialog, NULL);
  gtk_widget_set_vexpand (child, TRUE);
  gtk_box_append (GTK_BOX (box), child);
  adw_dialog_set_child (dialog, box);
  g_object_unref (child);
  return GTK_BOX (box);
}

/* What lies over the window makes all of that unusable: the panel goes into it. Its place stays
 * free, so that nothing below moves. */
static void
put_into_dialog (CoffretLessonPlace *self, AdwDialog *dialog)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  GtkBox *room = make_room (dialog);

  take_panel (self);
  gtk_box_append (room, GTK_WIDGET (self->panel));
  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (dialog)))
    gtk_widget_grab_focus (focus);
  g_set_weak_pointer (&self->host, dialog);
  self->settling = TRUE;
}

/* A dialog that has just been opened gives the focus to what it finds first, and that may be the
 * panel: what the dialog is about was there before. */
static void
leave_focus (CoffretLessonPlace *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  GtkWidget *shown = gtk_widget_get_first_child (adw_dialog_get_child (self->host));

  if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->host)))
    return;
  if (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->panel)))
    self->settling = !gtk_widget_child_focus (shown, GTK_DIR_TAB_FORWARD);
  else
    self->settling = FALSE;
}

/* Messages with a question are for a moment only. */
static gboolean
can_host (AdwDialog *dialog)
{
  return dialog && !ADW_IS_ALERT_DIALOG (dialog) && !ADW_IS_ABOUT_DIALOG (dialog) &&
         adw_dialog_get_child (dialog);
}

/* In the middle of a layout, when nothing may be moved yet. */
static void
on_narrow (CoffretLessonPlace *self)
{
  self->narrow = TRUE;
  g_signal_emit (self, shifted, 0);
}

static void
on_wide (CoffretLessonPlace *self)
{
  self->narrow = FALSE;
  g_signal_emit (self, shifted, 0);
}

/* Before what it holds goes with it. */
static void
on_dialog_changed (CoffretLessonPlace *self)
{
  if (self->host && adw_application_window_get_visible_dialog (self->window) != self->host)
    put_into_window (self);
}

/* The breakpoint closes the place beside by itself, in the same layout: no frame is too narrow. */
static AdwBreakpoint *
make_breakpoint (CoffretLessonPlace *self, GtkWidget *slot)
{
  AdwBreakpoint *breakpoint =
    adw_breakpoint_new (adw_breakpoint_condition_parse ("max-width: 860sp"));
  g_auto (GValue) visible = G_VALUE_INIT;

  g_value_init (&visible, G_TYPE_BOOLEAN);
  adw_breakpoint_add_setter (breakpoint, G_OBJECT (slot), "visible", &visible);
  g_signal_connect_object (breakpoint, "apply", G_CALLBACK (on_narrow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (breakpoint, "unapply", G_CALLBACK (on_wide), self, G_CONNECT_SWAPPED);
  return breakpoint;
}

/* As wide at every step: a longer sentence would push aside what the step is about. */
static void
fit_beside (CoffretLessonPlace *self)
{
  gtk_widget_set_size_request (
    GTK_WIDGET (self->beside),
    (int) adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, WIDTH, gtk_settings_get_default ()), -1);
}

static void
build (CoffretLessonPlace *self)
{
  GtkWidget *bin = adw_breakpoint_bin_new ();
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *slot = g_object_new (ADW_TYPE_CLAMP, "maximum-size", WIDTH, "tightening-threshold",
                                  WIDTH, "unit", ADW_LENGTH_UNIT_SP, "hexpand", FALSE, NULL);

  self->content = g_object_ref (adw_application_window_get_content (self->window));
  self->beside = ADW_BIN (adw_bin_new ());
  self->below = ADW_BIN (adw_bin_new ());
  adw_application_window_set_content (self->window, NULL);
  gtk_widget_set_hexpand (self->content, TRUE);
  fit_beside (self);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (fit_beside), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->beside), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->beside), "lesson-beside");
  gtk_widget_set_visible (GTK_WIDGET (self->below), FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->below), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->below), "lesson-below");
  gtk_widget_set_vexpand (columns, TRUE);
  adw_clamp_set_child (ADW_CLAMP (slot), GTK_WIDGET (self->beside));
  gtk_box_append (GTK_BOX (columns), self->content);
  gtk_box_append (GTK_BOX (columns), slot);
  gtk_box_append (GTK_BOX (rows), columns);
  gtk_box_append (GTK_BOX (rows), GTK_WIDGET (self->below));
  coffret_room_ask (bin);
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (bin), rows);
  adw_breakpoint_bin_add_breakpoint (ADW_BREAKPOINT_BIN (bin), make_breakpoint (self, slot));
  coffret_focus_keep (ADW_BREAKPOINT_BIN (bin));
  adw_application_window_set_content (self->window, bin);
}

static void
coffret_lesson_place_dispose (GObject *object)
{
  CoffretLessonPlace *self = COFFRET_LESSON_PLACE (object);

  g_clear_weak_pointer (&self->host);
  g_clear_object (&self->content);
  g_clear_object (&self->panel);
  G_OBJECT_CLASS (coffret_lesson_place_parent_class)->dispose (object);
}

static void
coffret_lesson_place_class_init (CoffretLessonPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_lesson_place_dispose;
  shifted = g_signal_new ("shifted", COFFRET_TYPE_LESSON_PLACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                          NULL, G_TYPE_NONE, 0);
}

static void
coffret_lesson_place_init (CoffretLessonPlace *self)
{
}

CoffretLessonPlace *
coffret_lesson_place_new (AdwApplicationWindow *window, CoffretLessonPanel *panel)
{
  CoffretLessonPlace *self = g_object_new (COFFRET_TYPE_LESSON_PLACE, NULL);

  self->window = window;
  self->panel = g_object_ref (panel);
  build (self);
  g_signal_connect_object (window, "notify::visible-dialog", G_CALLBACK (on_dialog_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
coffret_lesson_place_update (CoffretLessonPlace *self, gboolean used)
{
  AdwDialog *dialog = used ? adw_application_window_get_visible_dialog (self->window) : NULL;

  self->used = used;
  if (dialog && dialog == self->host) {
    if (self->settling)
      leave_focus (self);
    return;
  }
  if (can_host (dialog)) {
    put_into_dialog (self, dialog);
    return;
  }
  put_into_window (self);
  if (dialog)
    coffret_lesson_panel_lend_keys (self->panel, GTK_WIDGET (dialog));
}

AdwDialog *
coffret_lesson_place_get_host (CoffretLessonPlace *self)
{
  return self->host;
}

GtkWidget *
coffret_lesson_place_get_content (CoffretLessonPlace *self)
{
  return self->content;
}
