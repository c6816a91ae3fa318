#include "app/presenter.h"

#include "app/everywhere.h"
#include "app/shortcuts.h"

#define LARGER 1.3
#define SHOWN 1600   /* milliseconds */
#define NORMAL 98304 /* dots per inch, times 1024, where the desktop says nothing */
#define MODIFIERS                                                                                  \
  (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK | GDK_META_MASK)

struct _CoffretPresenter {
  GObject parent_instance;

  GtkWindow *window; /* weak */
  CoffretEverywhere *keys;
  GtkWidget *popover; /* a child of the widget that it is over */
  GtkLabel *label;
  guint timer;
};

G_DEFINE_FINAL_TYPE (CoffretPresenter, coffret_presenter, G_TYPE_OBJECT)

static gboolean
is_part_of_another (guint key)
{
  switch (key) {
  case GDK_KEY_Shift_L:
  case GDK_KEY_Shift_R:
  case GDK_KEY_Control_L:
  case GDK_KEY_Control_R:
  case GDK_KEY_Alt_L:
  case GDK_KEY_Alt_R:
  case GDK_KEY_Meta_L:
  case GDK_KEY_Meta_R:
  case GDK_KEY_Super_L:
  case GDK_KEY_Super_R:
  case GDK_KEY_ISO_Level3_Shift:
  case GDK_KEY_ISO_Level5_Shift:
  case GDK_KEY_ISO_Next_Group:
  case GDK_KEY_ISO_Prev_Group:
  case GDK_KEY_Caps_Lock:
  case GDK_KEY_Num_Lock:
  case GDK_KEY_Multi_key:
  case GDK_KEY_VoidSymbol:
    return TRUE;
  default:
    return key >= GDK_KEY_dead_grave && key <= GDK_KEY_dead_greek;
  }
}

char *
coffret_presenter_words (guint key, GdkModifierType state, gboolean typing)
{
  gunichar letter = gdk_keyval_to_unicode (key);
  gboolean written = letter != 0 && g_unichar_isprint (letter);
  GdkModifierType modifiers = state & MODIFIERS;
  g_autofree char *name = NULL;
  g_auto (GStrv) caps = NULL;

  if (is_part_of_another (key) || (typing && written && !(modifiers & ~GDK_SHIFT_MASK)))
    return NULL;
  /* It made another sign of it, which says it all. */
  if (written && !g_unichar_isalpha (letter) && letter != ' ')
    modifiers &= ~GDK_SHIFT_MASK;
  name = gtk_accelerator_name (
    key == GDK_KEY_ISO_Left_Tab ? GDK_KEY_Tab : gdk_keyval_to_lower (key), modifiers);
  if (!gtk_accelerator_parse (name, NULL, NULL))
    return NULL;
  caps = coffret_shortcuts_caps (name);
  return g_strjoinv ("\u202f+\u202f", caps);
}

static gboolean
is_typing (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus));
}

/* Not even that a key was pressed there. */
static gboolean
is_secret (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus && GTK_IS_TEXT (focus) && !gtk_text_get_visibility (GTK_TEXT (focus));
}

static void
on_time (gpointer data)
{
  CoffretPresenter *self = data;

  self->timer = 0;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
show (CoffretPresenter *self, const char *words)
{
  GtkWidget *above = gtk_widget_get_parent (self->popover);
  GdkRectangle foot = { gtk_widget_get_width (above) / 2, gtk_widget_get_height (above) - 24, 1,
                        1 };

  gtk_label_set_label (self->label, words);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &foot);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_once (SHOWN, on_time, self);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        CoffretPresenter *self)
{
  g_autofree char *words = is_secret (self->window)
                             ? NULL
                             : coffret_presenter_words (key, state, is_typing (self->window));

  if (words)
    show (self, words);
  return GDK_EVENT_PROPAGATE;
}

static GtkEventController *
make_listener (gpointer self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  return keys;
}

static void
make_larger (GtkWidget *window)
{
  GtkSettings *settings = gtk_widget_get_settings (window);
  int density;

  g_object_get (settings, "gtk-xft-dpi", &density, NULL);
  g_object_set (settings, "gtk-xft-dpi", (int) ((density > 0 ? density : NORMAL) * LARGER), NULL);
}

static GtkWidget *
make_popover (CoffretPresenter *self)
{
  /* It says what the hand has just done; nobody wants that read aloud. */
  GtkWidget *popover = g_object_new (
    GTK_TYPE_POPOVER, "autohide", FALSE, "has-arrow", FALSE, "can-focus", FALSE, "can-target",
    FALSE, "position", GTK_POS_TOP, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  self->label =
    g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (popover, "presented-keys");
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->label));
  return popover;
}

static void
coffret_presenter_dispose (GObject *object)
{
  CoffretPresenter *self = COFFRET_PRESENTER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->keys, coffret_everywhere_free);
  if (self->window) {
    gtk_widget_remove_css_class (GTK_WIDGET (self->window), "presenting");
    gtk_settings_reset_property (gtk_widget_get_settings (GTK_WIDGET (self->window)),
                                 "gtk-xft-dpi");
    g_clear_weak_pointer (&self->window);
  }
  G_OBJECT_CLASS (coffret_presenter_parent_class)->dispose (object);
}

static void
coffret_presenter_class_init (CoffretPresenterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_presenter_dispose;
}

static void
coffret_presenter_init (CoffretPresenter *self)
{
}

CoffretPresenter *
coffret_presenter_new (GtkWindow *window, GtkWidget *above)
{
  CoffretPresenter *self = g_object_new (COFFRET_TYPE_PRESENTER, NULL);

  g_set_weak_pointer (&self->window, window);
  self->popover = make_popover (self);
  gtk_widget_set_parent (self->popover, above);
  self->keys = coffret_everywhere_new (window, make_listener, self);
  gtk_widget_add_css_class (GTK_WIDGET (window), "presenting");
  make_larger (GTK_WIDGET (window));
  return self;
}

const char *
coffret_presenter_get_shown (CoffretPresenter *self)
{
  return gtk_widget_get_visible (self->popover) ? gtk_label_get_label (self->label) : NULL;
}
