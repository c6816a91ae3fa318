#include "app/dialogs/compare-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/comparison.h"
#include "app/places.h"
#include "app/private.h"
#include "app/spoken.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/verdict-badge.h"
#include "app/widgets/verdict.h"
#include "organise/versioning.h"

struct _CoffretCompareDialog {
  AdwDialog parent_instance;

  GtkStack *stack;
  AdwStatusPage *unreadable;
  GtkLabel *summary;
  GtkListBox *versions;
  GtkWidget *changed_box;
  GtkListBox *changed;
  GtkWidget *same_box;
  GtkListBox *same;
  GtkWidget *offer;

  CoffretSession *session;
  CoffretEntry *older;
  CoffretEntry *newer;
  CoffretCredential *read; /* the older one, while the newer is read */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (CoffretCompareDialog, coffret_compare_dialog, ADW_TYPE_DIALOG)

enum {
  PROP_NARROW = 1,
  N_PROPERTIES,
};

enum {
  SIGNAL_OPENED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "yalign", 0.0, NULL);

  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
value_new (const CoffretDifference *difference, const char *text)
{
  GtkWidget *label = label_new (*text ? text : _ ("nothing"), *text ? NULL : "dimmed");

  if (coffret_field_is_sensitive (difference->field))
    coffret_private_mark (label);
  return label;
}

/* What one version says: under its own name, which a table beside it would have above. */
static GtkWidget *
cell_new (const CoffretDifference *difference, const char *title, const char *text)
{
  GtkWidget *cell =
    g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3, "hexpand",
                  TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_CELL, NULL);
  GtkWidget *caption = label_new (title, "caption");

  gtk_widget_add_css_class (caption, "dimmed");
  gtk_box_append (GTK_BOX (cell), caption);
  gtk_box_append (GTK_BOX (cell), value_new (difference, text));
  return cell;
}

static const char *
style_of (CoffretDifferenceKind kind)
{
  switch (kind) {
  case COFFRET_DIFFERENCE_ADDED:
    return "verdict-good";
  case COFFRET_DIFFERENCE_REMOVED:
    return "verdict-bad";
  case COFFRET_DIFFERENCE_CHANGED:
    return "verdict-doubt";
  case COFFRET_DIFFERENCE_UNSEEN:
  case COFFRET_DIFFERENCE_NONE:
  default:
    return "verdict-open";
  }
}

/* What it is about, and in a word what became of it. */
static GtkWidget *
head_new (const CoffretDifference *difference)
{
  GtkWidget *head = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 9, "line-spacing", 3,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_ROW_HEADER, NULL);
  GtkWidget *word;

  adw_wrap_box_append (ADW_WRAP_BOX (head), label_new (difference->label, "heading"));
  if (difference->kind == COFFRET_DIFFERENCE_NONE)
    return head;
  word = label_new (coffret_difference_word (difference->kind), "verdict");
  gtk_widget_add_css_class (word, "caption");
  gtk_widget_add_css_class (word, style_of (difference->kind));
  adw_wrap_box_append (ADW_WRAP_BOX (head), word);
  return head;
}

static gboolean
to_orientation (GBinding *binding, const GValue *from, GValue *to, gpointer unused)
{
  g_value_set_enum (to, g_value_get_boolean (from) ? GTK_ORIENTATION_VERTICAL
                                                   : GTK_ORIENTATION_HORIZONTAL);
  return TRUE;
}

static GtkWidget *
row_new (CoffretCompareDialog *self, const CoffretDifference *difference)
{
  g_autofree char *sentence = coffret_difference_sentence (difference);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "accessible-role", GTK_ACCESSIBLE_ROLE_ROW,
                                 "activatable", FALSE, NULL);
  GtkWidget *box =
    g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, NULL);
  GtkWidget *cells = g_object_new (GTK_TYPE_BOX, "homogeneous", TRUE, "spacing", 12, NULL);

  gtk_widget_add_css_class (box, "difference");
  gtk_box_append (GTK_BOX (box), head_new (difference));
  if (difference->kind == COFFRET_DIFFERENCE_NONE) {
    gtk_box_append (GTK_BOX (box), value_new (difference, difference->newer));
    g_object_ref_sink (cells);
    g_object_unref (cells);
  } else {
    g_object_bind_property_full (self, "narrow", cells, "orientation", G_BINDING_SYNC_CREATE,
                                 to_orientation, NULL, NULL, NULL);
    /* Below each other they need no equal heights. */
    g_object_bind_property (self, "narrow", cells, "homogeneous",
                            G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
    /* Translators: over what an older version of a credential says */
    gtk_box_append (GTK_BOX (cells),
                    cell_new (difference, C_ ("version", "Before"), difference->older));
    /* Translators: over what a newer version of a credential says */
    gtk_box_append (GTK_BOX (cells),
                    cell_new (difference, C_ ("version", "Now"), difference->newer));
    gtk_box_append (GTK_BOX (box), cells);
  }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  coffret_spoken_set (row, sentence);
  if (coffret_field_is_sensitive (difference->field)) {
    g_autofree char *covered = coffret_private_words (difference->label);

    coffret_private_mark_words (row, covered);
  }
  return row;
}

static void
on_version_activated (GtkWidget *row, CoffretCompareDialog *self)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "id"));

  g_signal_emit (self, signals[SIGNAL_OPENED], 0, id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
add_version (CoffretCompareDialog *self, CoffretEntry *entry, gboolean newer)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *badge = g_object_new (COFFRET_TYPE_VERDICT_BADGE, "valign", GTK_ALIGN_CENTER, NULL);
  g_autofree char *name = coffret_entry_name (entry);
  g_autofree char *dates =
    coffret_dates_words (coffret_entry_get_awarded (entry), coffret_entry_get_expires (entry));
  /* Translators: an older version of a credential; %s is its title */
  g_autofree char *title = newer ? NULL : g_strdup_printf (_ ("Before: %s"), name);
  g_autofree char *sentence = NULL;

  if (newer)
    /* Translators: a newer version of a credential; %s is its title */
    title = g_strdup_printf (_ ("Now: %s"), name);
  sentence = g_strdup_printf ("%s. %s. %s.", title, dates,
                              coffret_verdict_word (coffret_entry_get_verdict (entry)));
  coffret_verdict_badge_set_verdict (COFFRET_VERDICT_BADGE (badge),
                                     coffret_entry_get_verdict (entry));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), dates);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), badge);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (coffret_entry_get_id (entry)), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_version_activated), self, 0);
  coffret_spoken_set (row, sentence);
  gtk_list_box_append (self->versions, row);
}

static void
show (CoffretCompareDialog *self, const CoffretCredential *older, const CoffretCredential *newer)
{
  g_autofree char *catalogues = coffret_places_translations ();
  /* Translators: the language of your translation as a tag of BCP 47, such as "fr" */
  g_autoptr (CoffretWording) wording = coffret_wording_new (catalogues, C_ ("language tag", "en"));
  g_autoptr (GPtrArray) differences = coffret_comparison_make (older, newer, wording);
  g_autofree char *summary = coffret_comparison_summary (differences);

  for (guint i = 0; i < differences->len; i++) {
    const CoffretDifference *difference = g_ptr_array_index (differences, i);

    gtk_list_box_append (difference->kind == COFFRET_DIFFERENCE_NONE ? self->same : self->changed,
                         row_new (self, difference));
  }
  gtk_widget_set_visible (self->changed_box,
                          gtk_list_box_get_row_at_index (self->changed, 0) != NULL);
  gtk_widget_set_visible (self->same_box, gtk_list_box_get_row_at_index (self->same, 0) != NULL);
  gtk_label_set_label (self->summary, summary);
  gtk_stack_set_visible_child_name (self->stack, "differences");
  gtk_widget_grab_focus (GTK_WIDGET (self->summary));
}

static void
show_error (CoffretCompareDialog *self, const GError *error)
{
  adw_status_page_set_description (self->unreadable, error ? error->message : NULL);
  gtk_stack_set_visible_child_name (self->stack, "unreadable");
}

static void
on_newer_read (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretCompareDialog *self = owner;
  const CoffretItem *item = error ? NULL : g_value_get_boxed (value);

  if (item && item->credential)
    show (self, self->read, item->credential);
  else
    show_error (self, item ? item->error : error);
}

static void
on_older_read (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretCompareDialog *self = owner;
  const CoffretItem *item = error ? NULL : g_value_get_boxed (value);

  if (!item || !item->credential) {
    show_error (self, item ? item->error : error);
    return;
  }
  self->read = coffret_credential_ref (item->credential);
  coffret_when (coffret_session_read (self->session, self->newer), self, on_newer_read, NULL, NULL);
}

/* DATA: what to say. By the window: this has closed. */
static void
do_answer (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretCompareDialog *self = COFFRET_COMPARE_DIALOG (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  gboolean together = g_str_equal (action, "compare.join");
  DexFuture *future = (together ? coffret_session_join_versions : coffret_session_keep_apart) (
    self->session, self->older, self->newer);

  if (root)
    coffret_when (future, root, coffret_tell_done,
                  g_strdup (together ? _ ("They are kept together") : _ ("They are kept apart")),
                  g_free);
  else
    dex_future_disown (future);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
coffret_compare_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, COFFRET_COMPARE_DIALOG (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_compare_dialog_set_property (GObject *object,
                                     guint id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    COFFRET_COMPARE_DIALOG (object)->narrow = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_compare_dialog_dispose (GObject *object)
{
  CoffretCompareDialog *self = COFFRET_COMPARE_DIALOG (object);

  g_clear_pointer (&self->read, coffret_credential_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->older);
  g_clear_object (&self->newer);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_COMPARE_DIALOG);
  G_OBJECT_CLASS (coffret_compare_dialog_parent_class)->dispose (object);
}

static void
coffret_compare_dialog_class_init (CoffretCompareDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = coffret_compare_dialog_get_property;
  object_class->set_property = coffret_compare_dialog_set_property;
  object_class->dispose = coffret_compare_dialog_dispose;
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/compare-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretCompareDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompareDialog, unreadable);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompareDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompareDialog, versions);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompareDialog, changed_box);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompareDialog, changed);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompareDialog, same_box);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompareDialog, same);
  gtk_widget_class_bind_template_child (widget_class, CoffretCompareDialog, offer);
  gtk_widget_class_install_action (widget_class, "compare.join", NULL, do_answer);
  gtk_widget_class_install_action (widget_class, "compare.keep-apart", NULL, do_answer);
}

static void
coffret_compare_dialog_init (CoffretCompareDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Whether nobody has said anything of the two. */
static gboolean
is_open (CoffretCompareDialog *self)
{
  CoffretLibrary *library = coffret_session_get_library (self->session);
  const char *id = coffret_entry_get_id (self->older);
  g_autoptr (GPtrArray) versions = coffret_library_list_versions (library, id);

  return coffret_session_can_change (self->session) &&
         !g_ptr_array_find (versions, self->newer, NULL) &&
         !coffret_library_are_apart (library, id, coffret_entry_get_id (self->newer));
}

CoffretCompareDialog *
coffret_compare_dialog_new (CoffretSession *session, CoffretEntry *older, CoffretEntry *newer)
{
  CoffretCompareDialog *self = g_object_new (COFFRET_TYPE_COMPARE_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->older = g_object_ref (older);
  self->newer = g_object_ref (newer);
  add_version (self, older, FALSE);
  add_version (self, newer, TRUE);
  gtk_widget_set_visible (self->offer, is_open (self));
  coffret_when (coffret_session_read (session, older), self, on_older_read, NULL, NULL);
  return self;
}
