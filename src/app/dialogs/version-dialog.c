#include "app/dialogs/version-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/spoken.h"
#include "app/tell.h"
#include "app/when.h"
#include "organise/versioning.h"
#include "organise/view.h"

/* Who has more than that to choose from types another word. */
#define MOST 60

struct _CoffretVersionDialog {
  AdwDialog parent_instance;

  GtkLabel *explanation;
  GtkEditable *search;
  GtkStack *stack;
  GtkListBox *list;

  CoffretSession *session;
  CoffretEntry *entry;
  CoffretView *view;
  GPtrArray *versions; /* CoffretEntry: those that belong to it already */
  GtkFilterListModel *others;
};

G_DEFINE_FINAL_TYPE (CoffretVersionDialog, coffret_version_dialog, ADW_TYPE_DIALOG)

static gboolean
is_other (gpointer item, gpointer data)
{
  CoffretVersionDialog *self = data;

  return self->versions && !g_ptr_array_find (self->versions, item, NULL);
}

static void
on_joined (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (error)
    coffret_tell_error (owner, _ ("That Could Not Be Done"), error);
  else
    coffret_tell_undo (owner, _ ("They are kept together"));
}

static void
on_chosen (GtkWidget *row, CoffretVersionDialog *self)
{
  CoffretEntry *other = coffret_library_find (coffret_session_get_library (self->session),
                                              g_object_get_data (G_OBJECT (row), "id"));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean later = other && coffret_version_is_later (self->entry, other);

  if (other && root)
    coffret_when (coffret_session_join_versions (self->session, later ? self->entry : other,
                                                 later ? other : self->entry),
                  root, on_joined, NULL, NULL);
  adw_dialog_close (ADW_DIALOG (self));
}

static GtkWidget *
row_new (gpointer item, gpointer data)
{
  CoffretEntry *entry = item;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = coffret_entry_name (entry);
  g_autofree char *details =
    coffret_entry_details (coffret_entry_get_issuer (entry), coffret_entry_get_awarded (entry),
                           coffret_entry_get_kind (entry));
  g_autofree char *sentence = g_strdup_printf ("%s. %s.", name, details);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  coffret_spoken_set (row, sentence);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (coffret_entry_get_id (entry)), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_chosen), data, 0);
  return row;
}

static void
on_found (CoffretVersionDialog *self)
{
  guint count = self->others ? g_list_model_get_n_items (G_LIST_MODEL (self->others)) : 0;

  gtk_stack_set_visible_child_name (
    self->stack, count > 0 || coffret_view_is_busy (self->view) ? "found" : "nothing");
}

static void
on_search_changed (CoffretVersionDialog *self)
{
  if (self->view)
    coffret_view_set_words (self->view, gtk_editable_get_text (self->search));
}

/* The first Escape is for the words, the next for the dialog. */
static void
on_stop_search (CoffretVersionDialog *self)
{
  if (*gtk_editable_get_text (self->search))
    gtk_editable_set_text (self->search, "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
coffret_version_dialog_dispose (GObject *object)
{
  CoffretVersionDialog *self = COFFRET_VERSION_DIALOG (object);

  g_clear_object (&self->others);
  g_clear_object (&self->view);
  g_clear_object (&self->entry);
  g_clear_object (&self->session);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_VERSION_DIALOG);
  G_OBJECT_CLASS (coffret_version_dialog_parent_class)->dispose (object);
}

static void
coffret_version_dialog_class_init (CoffretVersionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_version_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/version-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretVersionDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, CoffretVersionDialog, search);
  gtk_widget_class_bind_template_child (widget_class, CoffretVersionDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretVersionDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
}

static void
coffret_version_dialog_init (CoffretVersionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretVersionDialog *
coffret_version_dialog_new (CoffretSession *session, CoffretEntry *entry)
{
  CoffretVersionDialog *self = g_object_new (COFFRET_TYPE_VERSION_DIALOG, NULL);
  CoffretLibrary *library = coffret_session_get_library (session);
  g_autofree char *name = coffret_entry_name (entry);
  g_autofree char *words = g_strdup_printf (
    /* Translators: %s is the title of a credential */
    _ ("Choose another version of “%s”. Both are kept; lists show the newest."), name);
  g_autoptr (GtkSliceListModel) first = NULL;

  self->session = g_object_ref (session);
  self->entry = g_object_ref (entry);
  self->versions = coffret_library_list_versions (library, coffret_entry_get_id (entry));
  self->view = coffret_view_new (library);
  gtk_label_set_label (self->explanation, words);
  /* Without a reference to SELF, which has the list. */
  self->others =
    gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->view)),
                               GTK_FILTER (gtk_custom_filter_new (is_other, self, NULL)));
  first = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->others)), 0, MOST);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (first), row_new, self, NULL);
  g_signal_connect_object (self->others, "items-changed", G_CALLBACK (on_found), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::busy", G_CALLBACK (on_found), self,
                           G_CONNECT_SWAPPED);
  coffret_view_set_place (self->view, COFFRET_PLACE_ALL, NULL);
  return self;
}
