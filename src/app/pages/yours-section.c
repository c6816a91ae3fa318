#include "app/pages/yours-section.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/dialogs/own-dates-dialog.h"
#include "app/private.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/tags-row.h"
#include "vault/error.h"

typedef DexFuture *(*SaveFunc) (CoffretSession *, CoffretEntry *, const char *);

struct _CoffretYoursSection {
  AdwPreferencesGroup parent_instance;

  AdwEntryRow *title_row;
  GtkTextView *note;
  CoffretTagsRow *tags_row;
  AdwActionRow *dates_row;
  GtkWidget *texts_row;

  CoffretSession *session;
  CoffretEntry *entry;
  /* What was in the fields when they were last filled or saved. */
  char *title_before;
  char *note_before;
};

G_DEFINE_FINAL_TYPE (CoffretYoursSection, coffret_yours_section, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_note (CoffretYoursSection *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* DATA: what to say when it worked. Told by the window: the page may have gone meanwhile. */
static void
on_saved (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (!error)
    coffret_tell_undo (owner, data);
  else if (!g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED))
    coffret_tell_error (owner, _ ("That Could Not Be Saved"), error);
}

static void
save (CoffretYoursSection *self, SaveFunc func, const char *text, char **before, const char *said)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  DexFuture *future;

  if (g_strcmp0 (text, *before) == 0)
    return;
  g_set_str (before, text);
  future = func (self->session, self->entry, text);
  if (root)
    coffret_when (future, root, on_saved, g_strdup (said), g_free);
  else
    dex_future_disown (future);
}

static void
save_fields (CoffretYoursSection *self)
{
  g_autofree char *note = NULL;
  const char *title;

  if (!self->title_row || !self->entry)
    return;
  title = gtk_editable_get_text (GTK_EDITABLE (self->title_row));
  save (self, coffret_session_set_title, title, &self->title_before,
        *title ? _ ("Your title is saved") : _ ("Your title is taken away"));
  note = dup_note (self);
  save (self, coffret_session_set_note, note, &self->note_before,
        *note ? _ ("Your note is saved") : _ ("Your note is taken away"));
}

static void
on_title_activated (CoffretYoursSection *self)
{
  save_fields (self);
}

static void
on_field_left (CoffretYoursSection *self)
{
  save_fields (self);
}

/* The whole row, not only its line of text. */
static void
on_field_entered (CoffretYoursSection *self, GtkEventController *controller)
{
  GtkWidget *field = gtk_event_controller_get_widget (controller);
  GtkWidget *row = gtk_widget_get_ancestor (field, GTK_TYPE_LIST_BOX_ROW);
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);

  if (row && viewport)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), row, NULL);
}

/* What somebody is typing stays: only an untouched field follows the vault. */
static void
on_title_changed (CoffretYoursSection *self)
{
  const char *own = coffret_entry_get_own_title (self->entry) ?: "";
  const char *shown = gtk_editable_get_text (GTK_EDITABLE (self->title_row));

  if (g_strcmp0 (shown, self->title_before) != 0)
    return;
  g_set_str (&self->title_before, own);
  if (!g_str_equal (shown, own))
    gtk_editable_set_text (GTK_EDITABLE (self->title_row), own);
}

static void
on_note_changed (CoffretYoursSection *self)
{
  const char *own = coffret_entry_get_note (self->entry) ?: "";
  g_autofree char *shown = dup_note (self);

  if (g_strcmp0 (shown, self->note_before) != 0)
    return;
  g_set_str (&self->note_before, own);
  if (!g_str_equal (shown, own))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->note), own, -1);
}

static void
on_tag_added (CoffretYoursSection *self, const char *tag)
{
  g_autoptr (GPtrArray) entries = coffret_entry_just (self->entry);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  coffret_tags_row_clear (self->tags_row);
  if (root)
    coffret_when (coffret_session_add_tag (self->session, entries, tag), root, on_saved,
                  /* Translators: %s is a tag */
                  g_strdup_printf (_ ("The tag “%s” is added"), tag), g_free);
}

static void
on_tag_removed (CoffretYoursSection *self, const char *tag)
{
  g_autoptr (GPtrArray) entries = coffret_entry_just (self->entry);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root)
    coffret_when (coffret_session_remove_tag (self->session, entries, tag), root, on_saved,
                  /* Translators: %s is a tag */
                  g_strdup_printf (_ ("The tag “%s” is removed"), tag), g_free);
}

static void
on_tags_changed (CoffretYoursSection *self)
{
  g_auto (GStrv) known = coffret_session_list_tags (self->session);

  coffret_tags_row_set_known (self->tags_row, (const char *const *) known);
  coffret_tags_row_set_tags (self->tags_row, coffret_entry_get_tags (self->entry));
}

static void
on_dates_changed (CoffretYoursSection *self)
{
  const CoffretLayer *layer = coffret_entry_get_layer (self->entry);
  gboolean own =
    layer && (layer->awarded != COFFRET_INSTANT_NONE || layer->expires != COFFRET_INSTANT_NONE);
  g_autofree char *words = coffret_dates_words (coffret_entry_get_awarded (self->entry),
                                                coffret_entry_get_expires (self->entry));

  adw_action_row_set_subtitle (self->dates_row, own ? words : _ ("As the issuer says"));
}

static void
on_dates_saved (CoffretYoursSection *self)
{
  coffret_tell_undo (GTK_WIDGET (self), _ ("Your dates are saved"));
}

static void
on_dates_activated (CoffretYoursSection *self)
{
  CoffretOwnDatesDialog *dialog = coffret_own_dates_dialog_new (self->session, self->entry);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_dates_saved), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
coffret_yours_section_unmap (GtkWidget *widget)
{
  save_fields (COFFRET_YOURS_SECTION (widget));
  GTK_WIDGET_CLASS (coffret_yours_section_parent_class)->unmap (widget);
}

static void
coffret_yours_section_dispose (GObject *object)
{
  CoffretYoursSection *self = COFFRET_YOURS_SECTION (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_YOURS_SECTION);
  g_clear_object (&self->session);
  g_clear_object (&self->entry);
  G_OBJECT_CLASS (coffret_yours_section_parent_class)->dispose (object);
}

static void
coffret_yours_section_finalize (GObject *object)
{
  CoffretYoursSection *self = COFFRET_YOURS_SECTION (object);

  g_free (self->title_before);
  g_free (self->note_before);
  G_OBJECT_CLASS (coffret_yours_section_parent_class)->finalize (object);
}

static void
coffret_yours_section_class_init (CoffretYoursSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = coffret_yours_section_dispose;
  object_class->finalize = coffret_yours_section_finalize;
  widget_class->unmap = coffret_yours_section_unmap;
  g_type_ensure (COFFRET_TYPE_TAGS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/pages/yours-section.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretYoursSection, title_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretYoursSection, note);
  gtk_widget_class_bind_template_child (widget_class, CoffretYoursSection, tags_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretYoursSection, dates_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretYoursSection, texts_row);
  gtk_widget_class_bind_template_callback (widget_class, on_tag_added);
  gtk_widget_class_bind_template_callback (widget_class, on_tag_removed);
  gtk_widget_class_bind_template_callback (widget_class, on_dates_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_title_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_field_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_field_left);
}

static void
coffret_yours_section_init (CoffretYoursSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretYoursSection *
coffret_yours_section_new (CoffretSession *session, CoffretEntry *entry)
{
  CoffretYoursSection *self = g_object_new (COFFRET_TYPE_YOURS_SECTION, NULL);

  self->session = g_object_ref (session);
  self->entry = g_object_ref (entry);
  self->title_before = g_strdup ("");
  self->note_before = g_strdup ("");
  coffret_private_mark (GTK_WIDGET (self->note));
  on_title_changed (self);
  on_note_changed (self);
  on_tags_changed (self);
  on_dates_changed (self);
  if (!coffret_session_can_change (session)) {
    /* Still to be read, and copied from. */
    gtk_editable_set_editable (GTK_EDITABLE (self->title_row), FALSE);
    gtk_text_view_set_editable (self->note, FALSE);
    coffret_tags_row_set_changeable (self->tags_row, FALSE);
    adw_action_row_set_activatable_widget (self->dates_row, NULL);
    gtk_widget_set_sensitive (GTK_WIDGET (self->dates_row), FALSE);
    gtk_widget_set_visible (self->texts_row, FALSE);
  }
  g_signal_connect_object (entry, "notify::own-title", G_CALLBACK (on_title_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::note", G_CALLBACK (on_note_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::tags", G_CALLBACK (on_tags_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::layer", G_CALLBACK (on_dates_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}
