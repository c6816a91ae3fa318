#include "app/widgets/passphrase-row.h"

#include "app/widgets/hidden-text.h"

struct _CoffretPassphraseRow {
  AdwPreferencesRow parent_instance;

  GtkPasswordEntry *entry;
  GtkToggleButton *show_button;
};

G_DEFINE_FINAL_TYPE (CoffretPassphraseRow, coffret_passphrase_row, ADW_TYPE_PREFERENCES_ROW)

enum {
  PROP_ACTIVATES_DEFAULT = 1,
  N_PROPERTIES,
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_ENTRY_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

/* Nobody is there any more who would care about what changes once it has been let go. */
static void
on_changed (CoffretPassphraseRow *self)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_activate (CoffretPassphraseRow *self)
{
  g_signal_emit (self, signals[SIGNAL_ENTRY_ACTIVATED], 0);
}

static void
on_show (CoffretPassphraseRow *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->show_button);

  gtk_text_set_visibility (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))),
                           shown);
  gtk_button_set_icon_name (GTK_BUTTON (self->show_button),
                            shown ? "view-conceal-symbolic" : "view-reveal-symbolic");
}

static void
on_title_changed (CoffretPassphraseRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* The row is no stop of the Tab key of its own. */
static gboolean
coffret_passphrase_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)), direction);
}

static gboolean
coffret_passphrase_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (COFFRET_PASSPHRASE_ROW (widget)->entry));
}

static gboolean
on_let_go (gpointer data)
{
  CoffretPassphraseRow *self = data;

  if (self->entry && !gtk_widget_get_root (GTK_WIDGET (self))) {
    /* GTK would warn of a selection, of what a caret that still blinks has been drawn away from. */
    gtk_editable_set_position (GTK_EDITABLE (self->entry), 0);
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  }
  return G_SOURCE_REMOVE;
}

/* A dialog that becomes narrower gives all that is in it to another parent: later it is seen
 * whether the row has one again. */
static void
coffret_passphrase_row_unroot (GtkWidget *widget)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_let_go, g_object_ref (widget), g_object_unref);
  GTK_WIDGET_CLASS (coffret_passphrase_row_parent_class)->unroot (widget);
}

static void
coffret_passphrase_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CoffretPassphraseRow *self = COFFRET_PASSPHRASE_ROW (object);

  if (id == PROP_ACTIVATES_DEFAULT)
    g_object_get_property (G_OBJECT (self->entry), "activates-default", value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_passphrase_row_set_property (GObject *object,
                                     guint id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  CoffretPassphraseRow *self = COFFRET_PASSPHRASE_ROW (object);

  if (id == PROP_ACTIVATES_DEFAULT)
    g_object_set_property (G_OBJECT (self->entry), "activates-default", value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_passphrase_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_PASSPHRASE_ROW);
  G_OBJECT_CLASS (coffret_passphrase_row_parent_class)->dispose (object);
}

static void
coffret_passphrase_row_class_init (CoffretPassphraseRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  coffret_hidden_text_guard ();
  object_class->get_property = coffret_passphrase_row_get_property;
  object_class->set_property = coffret_passphrase_row_set_property;
  object_class->dispose = coffret_passphrase_row_dispose;
  widget_class->focus = coffret_passphrase_row_focus;
  widget_class->unroot = coffret_passphrase_row_unroot;
  widget_class->grab_focus = coffret_passphrase_row_grab_focus;
  properties[PROP_ACTIVATES_DEFAULT] = g_param_spec_boolean (
    "activates-default", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENTRY_ACTIVATED] =
    g_signal_new ("entry-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/widgets/passphrase-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretPassphraseRow, entry);
  gtk_widget_class_bind_template_child (widget_class, CoffretPassphraseRow, show_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
}

static void
coffret_passphrase_row_init (CoffretPassphraseRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  coffret_hidden_text_tell_moves (self->entry);
  g_signal_connect (self, "notify::title", G_CALLBACK (on_title_changed), NULL);
  on_title_changed (self);
}

GtkEditable *
coffret_passphrase_row_get_editable (CoffretPassphraseRow *self)
{
  return GTK_EDITABLE (self->entry);
}
