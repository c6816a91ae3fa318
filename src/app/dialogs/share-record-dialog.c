#include "app/dialogs/share-record-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/dialogs/received-dialog.h"
#include "app/guest.h"
#include "app/opened.h"
#include "app/pages/group-changes.h"
#include "app/save.h"
#include "app/spoken.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/parcel-view.h"
#include "app/widgets/verdict.h"
#include "base/bidi.h"
#include "base/date-words.h"
#include "base/languages.h"
#include "organise/audience.h"
#include "organise/changed.h"
#include "share/ledger.h"

struct _CoffretShareRecordDialog {
  AdwDialog parent_instance;

  AdwWindowTitle *window_title;
  AdwPreferencesGroup *summary;
  GtkWidget *file_group;
  AdwPreferencesGroup *today;
  AdwPreferencesGroup *items;
  AdwExpanderRow *technical_row;

  CoffretSession *session;
  CoffretShareRow *share;
};

G_DEFINE_FINAL_TYPE (CoffretShareRecordDialog, coffret_share_record_dialog, ADW_TYPE_DIALOG)

/* A day in the reader's language. Owned. */
static char *
day_words (CoffretInstant instant)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (instant / G_USEC_PER_SEC);

  /* Translators: a date with the time, such as 12 May 2026, 14:30 */
  return time ? coffret_date_words (time, _ ("%-d %B %Y, %H:%M")) : g_strdup ("");
}

char *
coffret_share_record_line (const CoffretShareRow *share)
{
  g_autofree char *day = day_words (share->shared);
  g_autofree char *count = coffret_count_words (share->items->len, FALSE);
  const char *parts[] = { day, coffret_ledger_kind (share->kind), count };

  return coffret_join_parts (parts, G_N_ELEMENTS (parts));
}

static GtkWidget *
property_new (const char *name, const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = g_strdup_printf (_ ("%1$s: %2$s"), name, text);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "property");
  coffret_spoken_set (row, words);
  return row;
}

static void
add (CoffretShareRecordDialog *self, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    adw_preferences_group_add (self->summary, property_new (name, text));
}

static void
show_summary (CoffretShareRecordDialog *self)
{
  const CoffretShareRow *share = self->share;
  g_autofree char *day = day_words (share->shared);
  g_autofree char *until =
    share->until != COFFRET_INSTANT_NONE ? day_words (share->until) : g_strdup (_ ("No end"));

  add (self, _ ("Shared on"), day);
  add (self, _ ("With"), share->recipient);
  add (self, _ ("Sharing group"), share->name);
  add (self, _ ("They are"),
       coffret_audience_to_label (coffret_audience_from_id (share->audience)));
  add (self, _ ("As"), coffret_ledger_kind (share->kind));
  add (self, _ ("Language"), coffret_language_name (share->language));
  add (self, _ ("Meant to be used until"), until);
}

static void
add_technical (CoffretShareRecordDialog *self, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    adw_expander_row_add_row (self->technical_row, property_new (name, text));
}

static void
show_technical (CoffretShareRecordDialog *self)
{
  g_autofree char *size = g_format_size ((guint64) self->share->size);

  add_technical (self, _ ("File"), self->share->file_name);
  add_technical (self, _ ("Kind of file"), self->share->media_type);
  add_technical (self, _ ("Size"), size);
  add_technical (self, _ ("Digest (SHA-256)"), self->share->sha256);
  add_technical (self, _ ("Signed with the key"), self->share->key);
}

static const char *
how_words (const CoffretShareItem *item)
{
  if (g_strcmp0 (item->how, "summary") == 0)
    return _ ("A summary: your word, not its issuer’s");
  if (g_strcmp0 (item->how, "selection") == 0)
    return _ ("A part of it, and its issuer’s proof still holds");
  return _ ("Whole");
}

static void
append_line (GString *words, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (words, "%s%s: %s", words->len > 0 ? "\n" : "", name, text);
}

static void
show_items (CoffretShareRecordDialog *self)
{
  for (guint i = 0; i < self->share->items->len; i++) {
    const CoffretShareItem *item = g_ptr_array_index (self->share->items, i);
    g_autofree char *shown = coffret_ledger_fields (item->shown);
    g_autofree char *hidden = coffret_ledger_fields (item->hidden);
    g_autoptr (GString) words = g_string_new (NULL);
    GtkWidget *row = adw_action_row_new ();
    g_autofree char *sentence = NULL;

    append_line (words, _ ("Issuer"), item->issuer);
    append_line (words, _ ("How"), how_words (item));
    append_line (words, _ ("Shown"), shown);
    append_line (words, _ ("Hidden"), hidden);
    append_line (words, _ ("Verdict then"), coffret_verdict_word (item->verdict));
    sentence = g_strdup_printf ("%s. %s", item->title, words->str);
    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->title);
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words->str);
    adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
    coffret_spoken_set (row, sentence);
    adw_preferences_group_add (self->items, row);
  }
}

static void
on_changes (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretShareRecordDialog *self = owner;
  const GPtrArray *changes = error ? NULL : g_value_get_boxed (value);

  if (!self->session || !changes)
    return;
  for (guint i = 0; i < changes->len; i++)
    adw_preferences_group_add (self->today,
                               coffret_changed_row_new (g_ptr_array_index (changes, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->today), changes->len > 0);
}

/* DATA: the path of the copy. */
static void
on_read_to_open (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretShareRecordDialog *self = owner;
  g_autoptr (GtkFileLauncher) launcher = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) fault = NULL;
  g_autofree char *path = NULL;
  const char *bytes;
  gsize length;

  if (!self->session)
    return;
  if (error) {
    coffret_tell_error (owner, _ ("That Could Not Be Opened"), error);
    return;
  }
  bytes = g_bytes_get_data (g_value_get_boxed (value), &length);
  path = coffret_opened_new_path (self->share->file_name ?: "shared.txt", (gint64) length, &fault);
  if (!path || !g_file_set_contents_full (path, bytes, (gssize) length,
                                          G_FILE_SET_CONTENTS_CONSISTENT, 0400, &fault)) {
    coffret_tell_error (owner, _ ("That Could Not Be Opened"), fault);
    return;
  }
  g_signal_handlers_disconnect_by_func (self->session, coffret_opened_clear, NULL);
  g_signal_connect (self->session, "ended", G_CALLBACK (coffret_opened_clear), NULL);
  file = g_file_new_for_path (path);
  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (owner)), NULL, NULL, NULL);
}

static void
on_open (CoffretShareRecordDialog *self)
{
  if (coffret_guest_refuses_copy (GTK_WIDGET (self), self->session))
    return;
  coffret_when (coffret_session_read_share (self->session, self->share->id), self, on_read_to_open,
                NULL, NULL);
}

static void
on_read_to_check (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretShareRecordDialog *self = owner;

  if (!self->session)
    return;
  if (error)
    coffret_tell_error (owner, _ ("That Could Not Be Opened"), error);
  else
    adw_dialog_present (ADW_DIALOG (coffret_received_dialog_new (
                          self->session, g_value_get_boxed (value), self->share->file_name)),
                        owner);
}

static void
on_check (CoffretShareRecordDialog *self)
{
  coffret_when (coffret_session_read_share (self->session, self->share->id), self, on_read_to_check,
                NULL, NULL);
}

static gboolean
write_bytes (GOutputStream *stream, gpointer data, GError **error)
{
  gsize length;
  const void *bytes = g_bytes_get_data (data, &length);

  return g_output_stream_write_all (stream, bytes, length, NULL, NULL, error);
}

static void
on_saved (GtkWidget *from, gboolean saved, const GError *error, gpointer data)
{
  if (error)
    coffret_tell_error (from, _ ("The File Could Not Be Saved"), error);
  else if (saved)
    coffret_tell (from, _ ("The file is saved"));
}

static void
on_read_to_save (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretShareRecordDialog *self = owner;

  if (!self->session)
    return;
  if (error)
    coffret_tell_error (owner, _ ("The File Could Not Be Saved"), error);
  else
    coffret_save (owner, _ ("Save a Copy"), self->share->file_name ?: "shared.txt", write_bytes,
                  on_saved, g_value_dup_boxed (value), (GDestroyNotify) g_bytes_unref);
}

static void
on_save (CoffretShareRecordDialog *self)
{
  coffret_when (coffret_session_read_share (self->session, self->share->id), self, on_read_to_save,
                NULL, NULL);
}

static void
coffret_share_record_dialog_dispose (GObject *object)
{
  CoffretShareRecordDialog *self = COFFRET_SHARE_RECORD_DIALOG (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_SHARE_RECORD_DIALOG);
  g_clear_pointer (&self->share, coffret_share_row_unref);
  G_OBJECT_CLASS (coffret_share_record_dialog_parent_class)->dispose (object);
}

static void
coffret_share_record_dialog_class_init (CoffretShareRecordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_share_record_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/share-record-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretShareRecordDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareRecordDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareRecordDialog, file_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareRecordDialog, today);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareRecordDialog, items);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareRecordDialog, technical_row);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_check);
}

static void
coffret_share_record_dialog_init (CoffretShareRecordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretShareRecordDialog *
coffret_share_record_dialog_new (CoffretSession *session, CoffretShareRow *share)
{
  CoffretShareRecordDialog *self = g_object_new (COFFRET_TYPE_SHARE_RECORD_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->share = coffret_share_row_ref (share);
  adw_window_title_set_subtitle (self->window_title,
                                 share->recipient ? share->recipient : share->name);
  gtk_widget_set_visible (self->file_group, share->kept);
  show_summary (self);
  show_items (self);
  show_technical (self);
  coffret_spoken_set (GTK_WIDGET (self->technical_row), _ ("Technical Details"));
  coffret_when (coffret_session_share_changes (session, share->id, coffret_instant_now ()), self,
                on_changes, NULL, NULL);
  return self;
}
