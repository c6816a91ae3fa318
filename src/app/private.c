#include "app/private.h"

#include <glib/gi18n-lib.h>

#include "app/spoken.h"

#define KEY "coffret-private"

/* Of one marked widget. */
typedef struct {
  GtkWidget *widget; /* that has this */
  GtkWidget *root;   /* weak; that is listened to */
  char *words;       /* in place of a row's; NULL: of its title */
  gboolean covered;
} Private;

static void
hide (GtkWidget *widget, gboolean hidden)
{
  if (hidden)
    gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  else
    gtk_accessible_reset_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN);
}

static void
cover_below (GtkWidget *widget, gboolean covered, gboolean property)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    if (GTK_IS_LABEL (child) && (!property || gtk_widget_has_css_class (child, "subtitle")))
      hide (child, covered);
    else if (GTK_IS_BUTTON (child) && gtk_widget_get_tooltip_text (child))
      coffret_spoken_cover (child, covered ? gtk_widget_get_tooltip_text (child) : NULL);
    else
      cover_below (child, covered, property);
  }
}

char *
coffret_private_words (const char *name)
{
  /* Translators: said on a projector; %s is what it is that is covered, such as “Address” */
  return g_strdup_printf (_ ("%s: covered while presenting"), name);
}

static void
cover_row (Private *self)
{
  gboolean property = gtk_widget_has_css_class (self->widget, "property");
  g_autofree char *words = g_strdup (self->words);

  if (!words && property)
    words =
      coffret_private_words (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->widget)));
  coffret_spoken_cover (self->widget,
                        self->covered ? words ?: _ ("Covered while presenting") : NULL);
  if (!self->words)
    cover_below (self->widget, self->covered, property);
}

/* Its text would be on the bus however it is hidden there; so it is not on the screen, and what is
 * round it is covered in its place. */
static void
cover_text (GtkWidget *widget, gboolean covered)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (covered && root && gtk_root_get_focus (root) == widget)
    gtk_root_set_focus (root, NULL);
  gtk_widget_set_visible (widget, !covered);
  if (parent && covered)
    gtk_widget_add_css_class (parent, "private");
  else if (parent)
    gtk_widget_remove_css_class (parent, "private");
}

static void
cover (Private *self)
{
  if (GTK_IS_LIST_BOX_ROW (self->widget)) {
    cover_row (self);
    return;
  }
  if (GTK_IS_TEXT_VIEW (self->widget))
    cover_text (self->widget, self->covered);
  else
    hide (self->widget, self->covered);
}

static void
update (Private *self)
{
  gboolean covered = self->root && gtk_widget_has_css_class (self->root, "presenting");

  if (covered == self->covered)
    return;
  self->covered = covered;
  cover (self);
}

/* What is shown is not hidden, says the toolkit. */
static void
on_map (Private *self)
{
  if (self->covered)
    cover (self);
}

static void
forget_root (Private *self)
{
  if (self->root)
    g_signal_handlers_disconnect_by_data (self->root, self);
  g_clear_weak_pointer (&self->root);
}

static void
on_root (Private *self)
{
  GtkRoot *root = gtk_widget_get_root (self->widget);

  forget_root (self);
  g_set_weak_pointer (&self->root, root ? GTK_WIDGET (root) : NULL);
  if (root)
    g_signal_connect_swapped (root, "notify::css-classes", G_CALLBACK (update), self);
  update (self);
}

static void
private_free (gpointer data)
{
  Private *self = data;

  forget_root (self);
  g_free (self->words);
  g_free (self);
}

void
coffret_private_mark_words (GtkWidget *row, const char *words)
{
  Private *self = g_new0 (Private, 1);

  self->widget = row;
  self->words = g_strdup (words);
  g_object_set_data_full (G_OBJECT (row), KEY, self, private_free);
  g_signal_connect_swapped (row, "notify::root", G_CALLBACK (on_root), self);
  g_signal_connect_swapped (row, "map", G_CALLBACK (on_map), self);
  on_root (self);
}

void
coffret_private_mark (GtkWidget *widget)
{
  gtk_widget_add_css_class (widget, "private");
  coffret_private_mark_words (widget, NULL);
}
