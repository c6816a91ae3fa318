#include "app/dialogs/tags-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/shortcuts.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/tags-row.h"

struct _CoffretTagsDialog {
  AdwDialog parent_instance;

  AdwPreferencesGroup *group;
  CoffretTagsRow *tags_row;

  CoffretSession *session;
  GPtrArray *entries;
};

G_DEFINE_FINAL_TYPE (CoffretTagsDialog, coffret_tags_dialog, ADW_TYPE_DIALOG)

/* Those that any of them has. */
static void
show_tags (CoffretTagsDialog *self)
{
  g_auto (GStrv) known = coffret_session_list_tags (self->session);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;

  if (!self->tags_row)
    return;
  for (char **tag = known; *tag; tag++)
    for (guint i = 0; i < self->entries->len; i++)
      if (g_strv_contains (coffret_entry_get_tags (self->entries->pdata[i]), *tag)) {
        g_strv_builder_add (builder, *tag);
        break;
      }
  tags = g_strv_builder_end (builder);
  coffret_tags_row_set_known (self->tags_row, (const char *const *) known);
  coffret_tags_row_set_tags (self->tags_row, (const char *const *) tags);
}

/* DATA: what to say when it worked. */
static void
on_done (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretTagsDialog *self = owner;

  if (error) {
    coffret_tell_error (owner, _ ("That Could Not Be Done"), error);
    return;
  }
  show_tags (self);
  gtk_accessible_announce (owner, data, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_added (CoffretTagsDialog *self, const char *tag)
{
  coffret_tags_row_clear (self->tags_row);
  coffret_when (coffret_session_add_tag (self->session, self->entries, tag), self, on_done,
                /* Translators: %s is a tag */
                g_strdup_printf (_ ("The tag “%s” is added"), tag), g_free);
}

static void
on_removed (CoffretTagsDialog *self, const char *tag)
{
  coffret_when (coffret_session_remove_tag (self->session, self->entries, tag), self, on_done,
                /* Translators: %s is a tag */
                g_strdup_printf (_ ("The tag “%s” is removed"), tag), g_free);
}

static void
coffret_tags_dialog_dispose (GObject *object)
{
  CoffretTagsDialog *self = COFFRET_TAGS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_TAGS_DIALOG);
  g_clear_object (&self->session);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (coffret_tags_dialog_parent_class)->dispose (object);
}

static void
coffret_tags_dialog_class_init (CoffretTagsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_tags_dialog_dispose;
  g_type_ensure (COFFRET_TYPE_TAGS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/dialogs/tags-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretTagsDialog, group);
  gtk_widget_class_bind_template_child (widget_class, CoffretTagsDialog, tags_row);
  gtk_widget_class_bind_template_callback (widget_class, on_added);
  gtk_widget_class_bind_template_callback (widget_class, on_removed);
  coffret_shortcuts_bind (widget_class, "win.undo");
}

static void
coffret_tags_dialog_init (CoffretTagsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
coffret_tags_dialog_new (CoffretSession *session, GPtrArray *entries)
{
  CoffretTagsDialog *self = g_object_new (COFFRET_TYPE_TAGS_DIALOG, NULL);
  g_autofree char *count = coffret_count_words (entries->len, FALSE);
  /* Translators: %s is a number of credentials, as in "3 credentials" */
  g_autofree char *words = g_strdup_printf (
    _ ("%s. A tag that you add goes to each of them, one that you remove leaves all of them."),
    count);

  self->session = g_object_ref (session);
  self->entries = g_ptr_array_ref (entries);
  adw_preferences_group_set_description (self->group, words);
  show_tags (self);
  /* Also what was undone from here. */
  g_signal_connect_object (coffret_session_get_library (session), "changed", G_CALLBACK (show_tags),
                           self, G_CONNECT_SWAPPED);
  return ADW_DIALOG (self);
}
