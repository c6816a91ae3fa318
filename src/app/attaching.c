#include "app/attaching.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/focus.h"
#include "app/tell.h"
#include "app/when.h"
#include "organise/attachments.h"
#include "vault/error.h"

/* What is said of so many is read; of more nobody reads it. */
#define MOST_FAULTS 4

struct _CoffretAttaching {
  GObject parent_instance;

  CoffretSession *session;
  CoffretEntry *entry;
  GtkListBox *list;  /* weak */
  GtkWidget *window; /* weak: who is told, also once the page has gone */

  GtkWidget *coming;    /* weak: the row of what is on its way */
  GtkProgressBar *bar;  /* weak: in it */
  GCancellable *cancel; /* of it */
  GQueue *waiting;      /* Coming: what comes after it */
  GPtrArray *attached;  /* how the steps are called that took in what came with it */
  GString *faults;      /* why others could not be taken in, a line for each */
  guint n_faults;
  char *last; /* the name of the newest */
};

G_DEFINE_FINAL_TYPE (CoffretAttaching, coffret_attaching, G_TYPE_OBJECT)

/* One file of those that are to be attached, or BYTES as one. */
typedef struct {
  GFile *file;
  GBytes *bytes;
  char *name;
} Coming;

static void
coming_free (gpointer data)
{
  Coming *coming = data;

  g_clear_object (&coming->file);
  g_clear_pointer (&coming->bytes, g_bytes_unref);
  g_free (coming->name);
  g_free (coming);
}

static void
on_cancel (CoffretAttaching *self)
{
  if (self->cancel)
    g_cancellable_cancel (self->cancel);
}

static void
show_coming (CoffretAttaching *self, const char *name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  /* One below the other where there is no room for both. */
  GtkWidget *box = adw_wrap_box_new ();

  /* Translators: %s is the name of a file. */
  g_autofree char *title = g_strdup_printf (_ ("Attaching “%s”…"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_set_weak_pointer (&self->bar, GTK_PROGRESS_BAR (gtk_progress_bar_new ()));
  gtk_widget_set_valign (GTK_WIDGET (self->bar), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_cancel), self, G_CONNECT_SWAPPED);
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_append (ADW_WRAP_BOX (box), GTK_WIDGET (self->bar));
  adw_wrap_box_append (ADW_WRAP_BOX (box), button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
  gtk_list_box_prepend (self->list, row);
  g_set_weak_pointer (&self->coming, row);
}

static void
hide_coming (CoffretAttaching *self)
{
  GtkWidget *focus = self->list ? coffret_focus_get (GTK_WIDGET (self->list)) : NULL;
  gboolean focused = focus && self->coming && gtk_widget_is_ancestor (focus, self->coming);

  if (self->coming && self->list)
    gtk_list_box_remove (self->list, self->coming);
  g_clear_weak_pointer (&self->coming);
  g_clear_weak_pointer (&self->bar);
  if (focused)
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
on_progress (gint64 done, gint64 total, gpointer data)
{
  g_autoptr (CoffretAttaching) self = g_weak_ref_get (data);

  if (self && self->bar && total > 0)
    gtk_progress_bar_set_fraction (self->bar, CLAMP ((double) done / (double) total, 0, 1));
}

static void
tell_attached (CoffretAttaching *self)
{
  CoffretUndo *undo = coffret_session_get_undo (self->session);
  g_autofree char *sentence = NULL;

  if (self->attached->len > 1) {
    /* Translators: %u is a number of files. What can be undone. */
    g_autofree char *label = g_strdup_printf (
      ngettext ("Attach %u file", "Attach %u files", self->attached->len), self->attached->len);

    /* Translators: %u is a number of files */
    sentence = g_strdup_printf (
      ngettext ("%u file is attached", "%u files are attached", self->attached->len),
      self->attached->len);
    g_ptr_array_add (self->attached, NULL);
    coffret_undo_join (undo, (const char *const *) self->attached->pdata, label);
  } else {
    /* Translators: %s is the name of a file, last because it may be cut off */
    sentence = g_strdup_printf (_ ("Attached: “%s”"), self->last);
  }
  coffret_tell_undo (self->window, sentence);
}

static void
add_fault (CoffretAttaching *self, const char *name, const char *why)
{
  if (++self->n_faults > MOST_FAULTS)
    return;
  /* Translators: the name of a file, and why it could not be attached */
  g_string_append_printf (self->faults, _ ("“%s”: %s"), name, why);
  g_string_append_c (self->faults, '\n');
}

static void
tell_faults (CoffretAttaching *self)
{
  guint more = self->n_faults - MIN (self->n_faults, MOST_FAULTS);
  g_autoptr (GError) error = NULL;

  if (more > 0)
    /* Translators: behind a list of files that could not be attached; %u is a number of files */
    g_string_append_printf (
      self->faults, ngettext ("%u more was not attached.", "%u more were not attached.", more),
      more);
  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, g_strchomp (self->faults->str));
  coffret_tell_error (self->window, _ ("That Could Not Be Attached"), error);
}

/* All that were asked for are there, or are not going to be. */
static void
finish (CoffretAttaching *self)
{
  if (self->window && self->attached->len > 0)
    tell_attached (self);
  if (self->window && self->n_faults > 0)
    tell_faults (self);
  g_ptr_array_set_size (self->attached, 0);
  g_string_truncate (self->faults, 0);
  self->n_faults = 0;
}

static void attach_next (CoffretAttaching *self);

/* One that cannot be kept does not keep the others out. DATA: its name. */
static void
on_attached (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretAttaching *self = owner;

  hide_coming (self);
  g_clear_object (&self->cancel);
  if (!error) {
    g_set_str (&self->last, data);
    g_ptr_array_add (self->attached, g_strdup (coffret_undo_get_undo_label (
                                       coffret_session_get_undo (self->session))));
  } else if (g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED)) {
    g_queue_clear_full (self->waiting, coming_free);
    g_clear_weak_pointer (&self->window);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_queue_clear_full (self->waiting, coming_free);
    if (self->window && self->attached->len == 0 && self->n_faults == 0)
      coffret_tell (self->window, _ ("It was not attached"));
  } else {
    add_fault (self, data, error->message);
  }
  attach_next (self);
}

static void
attach_next (CoffretAttaching *self)
{
  Coming *coming = g_queue_pop_head (self->waiting);
  GWeakRef *weak;

  if (!coming) {
    finish (self);
    g_object_unref (self);
    return;
  }
  weak = g_new (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  self->cancel = g_cancellable_new ();
  if (self->list)
    show_coming (self, coming->name);
  coffret_when (coffret_session_attach (self->session, self->entry, coming->file, coming->bytes,
                                        coming->bytes ? coming->name : NULL, on_progress, weak,
                                        weak_free, self->cancel),
                self, on_attached, g_strdup (coming->name), g_free);
  coming_free (coming);
}

static void
queue (CoffretAttaching *self, GFile *file, GBytes *bytes, const char *name)
{
  g_autofree char *base = file ? g_file_get_basename (file) : NULL;
  Coming *coming = g_new0 (Coming, 1);

  coming->file = file ? g_object_ref (file) : NULL;
  coming->bytes = bytes ? g_bytes_ref (bytes) : NULL;
  coming->name = base ? g_utf8_make_valid (base, -1) : g_strdup (name);
  g_queue_push_tail (self->waiting, coming);
}

/* After what is on its way already. Goes on to the end, with or without its page. */
static void
attach_queued (CoffretAttaching *self)
{
  if (self->cancel || g_queue_is_empty (self->waiting))
    return;
  g_set_weak_pointer (&self->window, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self->list))));
  attach_next (g_object_ref (self));
}

static void
coffret_attaching_finalize (GObject *object)
{
  CoffretAttaching *self = COFFRET_ATTACHING (object);

  g_clear_object (&self->session);
  g_clear_object (&self->entry);
  g_clear_weak_pointer (&self->list);
  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->coming);
  g_clear_weak_pointer (&self->bar);
  g_clear_object (&self->cancel);
  g_queue_free_full (self->waiting, coming_free);
  g_ptr_array_unref (self->attached);
  g_string_free (self->faults, TRUE);
  g_free (self->last);
  G_OBJECT_CLASS (coffret_attaching_parent_class)->finalize (object);
}

static void
coffret_attaching_class_init (CoffretAttachingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = coffret_attaching_finalize;
}

static void
coffret_attaching_init (CoffretAttaching *self)
{
  self->waiting = g_queue_new ();
  self->attached = g_ptr_array_new_with_free_func (g_free);
  self->faults = g_string_new (NULL);
}

CoffretAttaching *
coffret_attaching_new (CoffretSession *session, CoffretEntry *entry, GtkListBox *list)
{
  CoffretAttaching *self = g_object_new (COFFRET_TYPE_ATTACHING, NULL);

  self->session = g_object_ref (session);
  self->entry = g_object_ref (entry);
  g_set_weak_pointer (&self->list, list);
  return self;
}

void
coffret_attaching_take_files (CoffretAttaching *self, GListModel *files)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    queue (self, file, NULL, NULL);
  }
  attach_queued (self);
}

void
coffret_attaching_take_bytes (CoffretAttaching *self, GBytes *bytes, const char *name)
{
  queue (self, NULL, bytes, name);
  attach_queued (self);
}
