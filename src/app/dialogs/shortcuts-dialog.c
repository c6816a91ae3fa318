#include "app/dialogs/shortcuts-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/shortcuts.h"
#include "app/room.h"
#include "base/fold.h"

#define LINE 240 /* pixels of keys that stand beside one another */

struct _CoffretShortcutsDialog {
  AdwDialog parent_instance;

  GtkSearchEntry *search_entry;
  GtkStack *stack;
  AdwPreferencesPage *page;
  GPtrArray *groups; /* borrowed from the page */
  GPtrArray *rows;   /* borrowed from their groups */
};

G_DEFINE_FINAL_TYPE (CoffretShortcutsDialog, coffret_shortcuts_dialog, ADW_TYPE_DIALOG)

/* What is only drawn: the row says it as a sentence. */
static GtkWidget *
mute_label_new (const char *text, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_keys (AdwWrapBox *box, const char *accelerator, gboolean another)
{
  g_auto (GStrv) caps = coffret_shortcuts_caps (accelerator);
  GtkWidget *keys = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  /* Keyboards are the same everywhere. */
  gtk_widget_set_direction (keys, GTK_TEXT_DIR_LTR);
  if (another)
    gtk_box_append (GTK_BOX (keys), mute_label_new ("/", "dimmed"));
  for (guint i = 0; caps[i]; i++) {
    if (i > 0)
      gtk_box_append (GTK_BOX (keys), mute_label_new ("+", "dimmed"));
    gtk_box_append (GTK_BOX (keys), mute_label_new (caps[i], "key-cap"));
  }
  adw_wrap_box_append (box, keys);
}

/* From right to left a wrapping box loses a text that is longer than its line, as large ones are.
 */
static GtkWidget *
box_new (GtkWidget *of)
{
  if (coffret_room_is_large (of))
    return g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, NULL);
  return g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 12, "line-spacing", 6, "justify",
                       ADW_JUSTIFY_SPREAD, "justify-last-line", TRUE, "valign", GTK_ALIGN_CENTER,
                       NULL);
}

static void
append (GtkWidget *box, GtkWidget *child)
{
  if (ADW_IS_WRAP_BOX (box))
    adw_wrap_box_append (ADW_WRAP_BOX (box), child);
  else
    gtk_box_append (GTK_BOX (box), child);
}

static GtkWidget *
row_new (const CoffretShortcut *shortcut)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *title = mute_label_new (coffret_shortcuts_say (shortcut->title), "title");
  GtkWidget *box = box_new (title);
  /* No longer than a narrow row: from right to left it would lose what it would like to have. */
  AdwWrapBox *ways = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 12, "line-spacing", 6,
                                   "natural-line-length", LINE, NULL);
  g_auto (GStrv) keys = g_strsplit (shortcut->keys, " ", -1);
  g_autofree char *sentence = coffret_shortcuts_sentence (shortcut);
  char *folded = coffret_fold (sentence);

  g_object_set (title, "xalign", 0.0, "wrap", TRUE, NULL);
  append (box, title);
  for (guint i = 0; keys[i]; i++)
    /* The twin on the number pad is not worth a cap of its own. */
    if (!g_str_has_prefix (keys[i], "KP_"))
      add_keys (ways, keys[i], i > 0);
  append (box, GTK_WIDGET (ways));
  gtk_widget_add_css_class (box, "shortcut-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  g_object_set_data_full (G_OBJECT (row), "folded", folded, g_free);
  return row;
}

static gboolean
has_all (const char *text, char *const *words)
{
  for (; *words; words++)
    if (!strstr (text, *words))
      return FALSE;
  return TRUE;
}

void
coffret_shortcuts_dialog_search (CoffretShortcutsDialog *self, const char *words)
{
  g_autofree char *folded = coffret_fold (words);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  guint found = 0;

  for (guint i = 0; i < self->groups->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->groups, i), FALSE);
  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);
    gboolean fits = has_all (g_object_get_data (G_OBJECT (row), "folded"), parts);

    gtk_widget_set_visible (row, fits);
    if (!fits)
      continue;
    gtk_widget_set_visible (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP), TRUE);
    found++;
  }
  gtk_stack_set_visible_child_name (self->stack, found > 0 ? "list" : "nothing");
  if (*folded) {
    g_autofree char *count = coffret_count_words (found, TRUE);

    gtk_accessible_announce (GTK_ACCESSIBLE (self), count,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  }
}

static void
on_search_changed (CoffretShortcutsDialog *self)
{
  coffret_shortcuts_dialog_search (self, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* The first Escape is for the words, the next for the dialog. */
static void
on_stop_search (CoffretShortcutsDialog *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)))
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
coffret_shortcuts_dialog_dispose (GObject *object)
{
  CoffretShortcutsDialog *self = COFFRET_SHORTCUTS_DIALOG (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_SHORTCUTS_DIALOG);
  G_OBJECT_CLASS (coffret_shortcuts_dialog_parent_class)->dispose (object);
}

static void
coffret_shortcuts_dialog_class_init (CoffretShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_shortcuts_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretShortcutsDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CoffretShortcutsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretShortcutsDialog, page);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
}

static void
coffret_shortcuts_dialog_init (CoffretShortcutsDialog *self)
{
  self->groups = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (const CoffretShortcutGroup *one = coffret_shortcuts_get_groups (); one->title; one++) {
    GtkWidget *group = adw_preferences_group_new ();

    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                     coffret_shortcuts_say (one->title));
    for (const CoffretShortcut *shortcut = one->shortcuts; shortcut->title; shortcut++) {
      GtkWidget *row = row_new (shortcut);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      g_ptr_array_add (self->rows, row);
    }
    adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
    g_ptr_array_add (self->groups, group);
  }
}

CoffretShortcutsDialog *
coffret_shortcuts_dialog_new (void)
{
  return g_object_new (COFFRET_TYPE_SHORTCUTS_DIALOG, NULL);
}
