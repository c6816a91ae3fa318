#include "app/widgets/tags-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/fold.h"

/* As many as are read at a glance. */
#define MAX_SUGGESTIONS 6

struct _CoffretTagsRow {
  AdwPreferencesRow parent_instance;

  AdwWrapBox *chips;
  GtkEntry *entry;
  AdwWrapBox *suggestions;

  char **tags;
  char **known;
  gboolean changeable;
};

G_DEFINE_FINAL_TYPE (CoffretTagsRow, coffret_tags_row, ADW_TYPE_PREFERENCES_ROW)

enum {
  ADD,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
tag_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "tag");
}

static void
empty (AdwWrapBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    adw_wrap_box_remove (box, child);
}

static void
on_chip_clicked (GtkWidget *chip, CoffretTagsRow *self)
{
  g_autofree char *tag = g_strdup (tag_of (chip));

  g_signal_emit (self, signals[REMOVE], 0, tag);
}

static void
on_suggestion_clicked (GtkWidget *button, CoffretTagsRow *self)
{
  g_autofree char *tag = g_strdup (tag_of (button));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  g_signal_emit (self, signals[ADD], 0, tag);
}

static GtkWidget *
button_new (const char *tag, const char *icon, const char *says)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", tag, "ellipsize", PANGO_ELLIPSIZE_END,
                                   "max-width-chars", 30, NULL);

  gtk_box_append (GTK_BOX (box), label);
  if (icon)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "tag");
  g_object_set_data_full (G_OBJECT (button), "tag", g_strdup (tag), g_free);
  gtk_widget_set_tooltip_text (button, says);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, says, -1);
  return button;
}

static void
show_chips (CoffretTagsRow *self)
{
  empty (self->chips);
  for (char **tag = self->tags; *tag; tag++) {
    /* Translators: %s is a tag */
    g_autofree char *says = g_strdup_printf (_ ("Remove the tag “%s”"), *tag);
    GtkWidget *chip = button_new (*tag, self->changeable ? "window-close-symbolic" : NULL,
                                  self->changeable ? says : *tag);

    gtk_widget_set_sensitive (chip, self->changeable);
    g_signal_connect_object (chip, "clicked", G_CALLBACK (on_chip_clicked), self, 0);
    adw_wrap_box_append (self->chips, chip);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->chips), *self->tags != NULL);
}

/* Where the focus goes when that chip has gone. */
static void
focus_chip (CoffretTagsRow *self, guint n)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  for (guint i = 0; i < n && chip && gtk_widget_get_next_sibling (chip); i++)
    chip = gtk_widget_get_next_sibling (chip);
  gtk_widget_grab_focus (chip ?: GTK_WIDGET (self->entry));
}

static gboolean
find_focus (CoffretTagsRow *self, guint *n)
{
  *n = 0;
  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips)); chip;
       chip = gtk_widget_get_next_sibling (chip), (*n)++)
    if (gtk_widget_has_focus (chip))
      return TRUE;
  return FALSE;
}

static gboolean
fits (CoffretTagsRow *self, const char *tag, const char *typed)
{
  g_autofree char *folded = coffret_fold (tag);

  return strstr (folded, typed) && !g_strv_contains ((const char *const *) self->tags, tag);
}

static void
on_typed (CoffretTagsRow *self)
{
  g_autofree char *typed = coffret_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  guint count = 0;

  g_strstrip (typed);
  empty (self->suggestions);
  for (char **tag = self->known; *typed && *tag && count < MAX_SUGGESTIONS; tag++) {
    /* Translators: %s is a tag */
    g_autofree char *says = g_strdup_printf (_ ("Add the tag “%s”"), *tag);
    GtkWidget *button;

    if (!fits (self, *tag, typed))
      continue;
    button = button_new (*tag, "list-add-symbolic", says);
    g_signal_connect_object (button, "clicked", G_CALLBACK (on_suggestion_clicked), self, 0);
    adw_wrap_box_append (self->suggestions, button);
    count++;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), count > 0);
  if (count > 0) {
    g_autofree char *words = g_strdup_printf (
      /* Translators: %u is a number; said while somebody types a tag */
      ngettext ("%u known tag fits", "%u known tags fit", count), count);

    gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  }
}

static void
on_activated (CoffretTagsRow *self)
{
  g_autofree char *typed =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*typed)
    g_signal_emit (self, signals[ADD], 0, typed);
}

static void
coffret_tags_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_TAGS_ROW);
  G_OBJECT_CLASS (coffret_tags_row_parent_class)->dispose (object);
}

static void
coffret_tags_row_finalize (GObject *object)
{
  CoffretTagsRow *self = COFFRET_TAGS_ROW (object);

  g_strfreev (self->tags);
  g_strfreev (self->known);
  G_OBJECT_CLASS (coffret_tags_row_parent_class)->finalize (object);
}

static void
coffret_tags_row_class_init (CoffretTagsRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_tags_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_tags_row_finalize;
  signals[ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/widgets/tags-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretTagsRow, chips);
  gtk_widget_class_bind_template_child (widget_class, CoffretTagsRow, entry);
  gtk_widget_class_bind_template_child (widget_class, CoffretTagsRow, suggestions);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
}

static void
coffret_tags_row_init (CoffretTagsRow *self)
{
  self->tags = g_new0 (char *, 1);
  self->known = g_new0 (char *, 1);
  self->changeable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
coffret_tags_row_set_tags (CoffretTagsRow *self, const char *const *tags)
{
  guint focus;
  gboolean focused = find_focus (self, &focus);

  g_strfreev (self->tags);
  self->tags = g_strdupv ((char **) tags);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  show_chips (self);
  if (focused)
    focus_chip (self, focus);
  on_typed (self);
}

void
coffret_tags_row_set_known (CoffretTagsRow *self, const char *const *known)
{
  g_strfreev (self->known);
  self->known = g_strdupv ((char **) known);
}

void
coffret_tags_row_set_changeable (CoffretTagsRow *self, gboolean changeable)
{
  self->changeable = changeable;
  gtk_widget_set_visible (GTK_WIDGET (self->entry), changeable);
  show_chips (self);
}

void
coffret_tags_row_clear (CoffretTagsRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}
