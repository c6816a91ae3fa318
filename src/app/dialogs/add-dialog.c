#include "app/dialogs/add-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/arrived.h"
#include "app/links.h"
#include "app/shortcuts.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/choice-row.h"
#include "app/widgets/outcome-row.h"
#include "credential/error.h"
#include "organise/attachments.h"
#include "organise/versioning.h"

struct _CoffretAddDialog {
  AdwDialog parent_instance;

  GtkStack *stack;
  GtkWidget *practice_group;
  AdwBanner *own_files;
  AdwComboRow *compartment_row;
  GtkLabel *status;
  GtkProgressBar *progress;
  GtkListView *outcomes;
  GtkWidget *drop_area;
  GtkWidget *more_button;
  GtkWidget *done_button;
  GtkWidget *cancel_button;
  GtkWidget *keep_box;
  GtkLabel *keep_label;
  GtkWidget *keep_button;
  GtkWidget *together_button;

  CoffretSession *session;
  GListStore *jobs;        /* CoffretImport: each is a list of outcomes */
  GPtrArray *compartments; /* what the rows of the chooser stand for; the first is NULL */
  gboolean closing;
  gboolean kept; /* what was refused is kept as it is, or being kept */
};

G_DEFINE_FINAL_TYPE (CoffretAddDialog, coffret_add_dialog, ADW_TYPE_DIALOG)

enum {
  SIGNAL_OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What was refused comes first: it is what a person can do something about. */
static int
compare_outcomes (gconstpointer a, gconstpointer b, gpointer data)
{
  gboolean fine = coffret_outcome_get_kind ((CoffretOutcome *) a) != COFFRET_OUTCOME_REFUSED;
  gboolean other = coffret_outcome_get_kind ((CoffretOutcome *) b) != COFFRET_OUTCOME_REFUSED;

  return fine - other;
}

typedef struct {
  guint total;
  guint done;
  guint kinds[COFFRET_OUTCOME_REFUSED + 1];
  gboolean running;
  gboolean cancelled;
} Sum;

static Sum
add_up (CoffretAddDialog *self)
{
  Sum sum = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++) {
    g_autoptr (CoffretImport) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

    sum.total += coffret_import_get_total (job);
    sum.done += coffret_import_get_done (job);
    sum.running |= coffret_import_is_running (job);
    sum.cancelled |= coffret_import_is_cancelled (job);
    for (guint kind = 0; kind <= COFFRET_OUTCOME_REFUSED; kind++)
      sum.kinds[kind] += coffret_import_count (job, (CoffretOutcomeKind) kind);
  }
  return sum;
}

static char *
summary (const Sum *sum)
{
  return coffret_import_summary (
    sum->kinds[COFFRET_OUTCOME_ADDED], sum->kinds[COFFRET_OUTCOME_NEWER_VERSION],
    sum->kinds[COFFRET_OUTCOME_ALREADY_THERE], sum->kinds[COFFRET_OUTCOME_REFUSED]);
}

/* Whole files that were refused for what is not in them; their GFile's. Owned. */
static GPtrArray *
list_keepable (CoffretAddDialog *self)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->outcomes));
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (CoffretOutcome) outcome = g_list_model_get_item (model, i);
    const GError *error = coffret_outcome_get_error (outcome);
    g_autoptr (GFile) file = NULL;

    if (!error || *coffret_outcome_get_place (outcome) ||
        !(error->domain == COFFRET_CREDENTIAL_ERROR ||
          g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_FAILED)))
      continue;
    file = g_file_parse_name (coffret_outcome_get_file (outcome));
    if (g_file_query_exists (file, NULL))
      g_ptr_array_add (files, g_steal_pointer (&file));
  }
  return files;
}

/* A scan or a letter is worth keeping, even if no program can read what it is. */
static void
offer_to_keep (CoffretAddDialog *self)
{
  g_autoptr (GPtrArray) files = list_keepable (self);
  g_autofree char *several = g_strdup_printf (
    /* Translators: %u is a number of files. */
    ngettext ("_Keep as %u Entry of Your Own", "_Keep as %u Entries of Your Own", files->len),
    files->len);
  g_autofree char *together = g_strdup_printf (
    /* Translators: %u is a number of files, two or more. */
    ngettext ("_Turn This %u File into One Credential", "_Turn These %u Files into One Credential",
              files->len),
    files->len);

  gtk_label_set_label (
    self->keep_label,
    ngettext (
      "This file holds no credential that Coffret can read. You can keep it as it is, with "
      "an entry of your own.",
      "These files hold no credential that Coffret can read. You can keep them as they are, "
      "with entries of your own.",
      files->len));
  gtk_button_set_label (GTK_BUTTON (self->keep_button),
                        files->len > 1 ? several : _ ("_Keep as Your Own Entry"));
  gtk_button_set_label (GTK_BUTTON (self->together_button), together);
  gtk_widget_set_visible (self->together_button, files->len > 1);
  gtk_widget_set_visible (self->keep_box, files->len > 0 && !self->kept &&
                                            !coffret_session_is_practice (self->session));
}

static void
on_kept (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretAddDialog *self = owner;

  if (error) {
    self->kept = FALSE;
    offer_to_keep (self);
    coffret_tell_error (GTK_WIDGET (self), _ ("That Could Not Be Kept"), error);
    return;
  }
  if (!gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  coffret_tell_undo (GTK_WIDGET (self), _ ("Kept in your vault, as your own"));
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, g_value_get_string (value));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_keep (CoffretAddDialog *self, GtkWidget *button)
{
  guint chosen = adw_combo_row_get_selected (self->compartment_row);
  const char *compartment =
    chosen < self->compartments->len ? g_ptr_array_index (self->compartments, chosen) : NULL;
  g_autoptr (GPtrArray) files = list_keepable (self);

  if (files->len == 0)
    return;
  self->kept = TRUE;
  gtk_widget_set_visible (self->keep_box, FALSE);
  coffret_when (
    coffret_session_keep_files (self->session, files, button == self->together_button, compartment),
    self, on_kept, NULL, NULL);
}

static void
update (CoffretAddDialog *self)
{
  Sum sum = add_up (self);
  g_autofree char *text = NULL;

  if (sum.running)
    text = g_strdup_printf (
      /* Translators: progress, such as "Reading file 3 of 120" */
      ngettext ("Reading file %u of %u…", "Reading file %u of %u…", sum.total),
      MIN (sum.done + 1, MAX (sum.total, 1)), MAX (sum.total, 1));
  else
    text = summary (&sum);
  gtk_label_set_label (self->status, text);
  gtk_progress_bar_set_fraction (self->progress, sum.total > 0 ? (double) sum.done / sum.total : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), sum.running);
  gtk_widget_set_visible (self->cancel_button, sum.running);
  gtk_widget_set_visible (self->done_button, !sum.running);
  gtk_widget_set_visible (self->more_button, !sum.running);
  adw_banner_set_revealed (self->own_files, coffret_session_is_practice (self->session) &&
                                              sum.kinds[COFFRET_OUTCOME_REFUSED] > 0);
}

/* The one outcome, when there is just one and it is in the vault. */
static CoffretOutcome *
only_outcome (CoffretAddDialog *self)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->outcomes));
  g_autoptr (CoffretOutcome) outcome = NULL;

  if (g_list_model_get_n_items (model) != 1)
    return NULL;
  outcome = g_list_model_get_item (model, 0);
  return coffret_outcome_get_id (outcome) ? g_steal_pointer (&outcome) : NULL;
}

static void
open_outcome (CoffretAddDialog *self, CoffretOutcome *outcome)
{
  if (!coffret_outcome_get_id (outcome))
    return;
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, coffret_outcome_get_id (outcome));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_finished (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretAddDialog *self = owner;
  Sum sum = add_up (self);
  g_autoptr (CoffretOutcome) only = NULL;
  g_autofree char *text = NULL;

  update (self);
  if (!sum.running)
    offer_to_keep (self);
  if (error && !self->closing)
    coffret_tell_error (GTK_WIDGET (self), _ ("Adding Stopped"), error);
  if (sum.running || self->closing || !gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  text = summary (&sum);
  only = sum.total <= 1 && !error ? only_outcome (self) : NULL;
  if (only) {
    coffret_tell (GTK_WIDGET (self), text);
    open_outcome (self, only);
    return;
  }
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  /* What came in above while it ran is out of sight. */
  if (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (self->outcomes))) > 0)
    gtk_list_view_scroll_to (self->outcomes, 0, GTK_LIST_SCROLL_NONE, NULL);
  gtk_widget_grab_focus (self->done_button);
}

static CoffretImport *
new_job (CoffretAddDialog *self)
{
  guint chosen = adw_combo_row_get_selected (self->compartment_row);
  const char *compartment =
    chosen < self->compartments->len ? g_ptr_array_index (self->compartments, chosen) : NULL;
  CoffretImport *job = coffret_session_import (self->session, compartment);

  g_signal_connect_object (job, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return job;
}

static void
start (CoffretAddDialog *self, CoffretImport *job)
{
  DexFuture *future;

  self->kept = FALSE;
  gtk_widget_set_visible (self->keep_box, FALSE);
  g_list_store_append (self->jobs, job);
  gtk_stack_set_visible_child_name (self->stack, "report");
  future = coffret_import_start (job);
  update (self);
  /* Last: a job that is done already closes this at once. */
  coffret_when (future, self, on_finished, NULL, NULL);
}

static void
on_outcome_activated (CoffretAddDialog *self, guint position)
{
  g_autoptr (CoffretOutcome) outcome =
    g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->outcomes)), position);

  if (outcome)
    open_outcome (self, outcome);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, CoffretAddDialog *self)
{
  gtk_list_item_set_child (item, GTK_WIDGET (coffret_outcome_row_new ()));
}

/* Of what it seems to be a newer version of, as long as nobody has said whether it is. */
static const char *
find_offer (CoffretAddDialog *self, CoffretOutcome *outcome)
{
  CoffretLibrary *library = coffret_session_get_library (self->session);
  const char *id = coffret_outcome_get_id (outcome);
  const char *earlier = coffret_outcome_get_earlier (outcome);
  CoffretEntry *older = earlier ? coffret_library_find (library, earlier) : NULL;
  g_autoptr (GPtrArray) versions = NULL;

  if (!id || !older || coffret_library_are_apart (library, earlier, id))
    return NULL;
  versions = coffret_library_list_versions (library, id);
  return g_ptr_array_find (versions, older, NULL) ? NULL : earlier;
}

/* DATA: what to say when it worked. */
static void
on_version_answered (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (error)
    coffret_tell_error (owner, _ ("That Could Not Be Done"), error);
  else
    gtk_accessible_announce (GTK_ACCESSIBLE (owner), data,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
do_answer (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretAddDialog *self = COFFRET_ADD_DIALOG (widget);
  CoffretLibrary *library = coffret_session_get_library (self->session);
  gboolean together = g_str_equal (action, "add.join-versions");
  const char *older, *newer;
  CoffretEntry *one, *other;

  g_variant_get (target, "(&s&s)", &older, &newer);
  one = coffret_library_find (library, older);
  other = coffret_library_find (library, newer);
  if (one && other)
    coffret_when ((together ? coffret_session_join_versions
                            : coffret_session_keep_apart) (self->session, one, other),
                  self, on_version_answered,
                  (gpointer) (together ? _ ("They are kept together") : _ ("They are kept apart")),
                  NULL);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, CoffretAddDialog *self)
{
  CoffretOutcomeRow *row = COFFRET_OUTCOME_ROW (gtk_list_item_get_child (item));
  CoffretOutcome *outcome = gtk_list_item_get_item (item);
  const char *id = coffret_outcome_get_id (outcome);
  CoffretEntry *entry =
    id ? coffret_library_find (coffret_session_get_library (self->session), id) : NULL;
  g_autofree char *sentence = NULL;

  coffret_outcome_row_set_outcome (row, outcome, entry);
  coffret_outcome_row_offer (row, find_offer (self, outcome), id);
  sentence = coffret_outcome_row_dup_sentence (row);
  gtk_list_item_set_accessible_label (item, sentence);
}

static void
on_header_setup (CoffretAddDialog *self, GtkListHeader *header)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
on_header_bind (CoffretAddDialog *self, GtkListHeader *header)
{
  CoffretOutcome *first = gtk_list_header_get_item (header);

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)),
                       coffret_outcome_get_kind (first) == COFFRET_OUTCOME_REFUSED
                         ? _ ("Refused")
                         : _ ("In Your Vault"));
}

static void
on_more (CoffretAddDialog *self)
{
  gtk_stack_set_visible_child_name (self->stack, "choose");
}

static void
on_done (CoffretAddDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_cancel (CoffretAddDialog *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++) {
    g_autoptr (CoffretImport) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

    if (coffret_import_is_running (job))
      coffret_import_cancel (job);
  }
}

static void
coffret_add_dialog_closed (AdwDialog *dialog)
{
  CoffretAddDialog *self = COFFRET_ADD_DIALOG (dialog);

  self->closing = TRUE;
  on_cancel (self);
}

static void
on_sorted (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretAddDialog *self = owner;
  CoffretArrived *arrived = g_value_get_object (value);

  if (self->closing)
    return;
  coffret_add_dialog_take_files (self, coffret_arrived_get_files (arrived));
  coffret_arrived_show (arrived, GTK_WIDGET (self), self->session);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, CoffretAddDialog *self)
{
  g_autoptr (GSList) files = NULL;
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_FILE);

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *file = files; file; file = file->next)
    g_list_store_append (store, file->data);
  coffret_when (coffret_arrived_sort (G_LIST_MODEL (store)), self, on_sorted, NULL, NULL);
  return files != NULL;
}

static void
coffret_add_dialog_dispose (GObject *object)
{
  CoffretAddDialog *self = COFFRET_ADD_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->jobs);
  g_clear_pointer (&self->compartments, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_ADD_DIALOG);
  G_OBJECT_CLASS (coffret_add_dialog_parent_class)->dispose (object);
}

static void
coffret_add_dialog_class_init (CoffretAddDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_add_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = coffret_add_dialog_closed;
  signals[SIGNAL_OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (COFFRET_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/dialogs/add-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretAddDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretAddDialog, practice_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretAddDialog, own_files);
  gtk_widget_class_bind_template_child (widget_class, CoffretAddDialog, compartment_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretAddDialog, status);
  gtk_widget_class_bind_template_child (widget_class, CoffretAddDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, CoffretAddDialog, outcomes);
  gtk_widget_class_bind_template_child (widget_class, CoffretAddDialog, drop_area);
  gtk_widget_class_bind_template_child (widget_class, CoffretAddDialog, more_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretAddDialog, done_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretAddDialog, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, on_outcome_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_header_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_header_bind);
  gtk_widget_class_bind_template_child (widget_class, CoffretAddDialog, keep_box);
  gtk_widget_class_bind_template_child (widget_class, CoffretAddDialog, keep_label);
  gtk_widget_class_bind_template_child (widget_class, CoffretAddDialog, keep_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretAddDialog, together_button);
  gtk_widget_class_bind_template_callback (widget_class, on_keep);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
  gtk_widget_class_bind_template_callback (widget_class, on_done);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  /* A dialog keeps the window's keys from the window. An import may last, and nobody should have to
   * wait for it, or close anything first, to shut the vault. */
  gtk_widget_class_install_action (widget_class, "add.join-versions", "(ss)", do_answer);
  gtk_widget_class_install_action (widget_class, "add.keep-apart", "(ss)", do_answer);
  coffret_links_install (widget_class);
  coffret_shortcuts_bind (widget_class, "win.paste");
}

static void
coffret_add_dialog_init (CoffretAddDialog *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_outcomes, NULL, NULL));
  GtkSortListModel *sorted;
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->jobs = g_list_store_new (COFFRET_TYPE_IMPORT);
  self->compartments = g_ptr_array_new_with_free_func (g_free);
  sorted = gtk_sort_list_model_new (
    G_LIST_MODEL (gtk_flatten_list_model_new (g_object_ref (G_LIST_MODEL (self->jobs)))), NULL);
  gtk_sort_list_model_set_section_sorter (sorted, sorter);
  selection = gtk_no_selection_new (G_LIST_MODEL (sorted));
  gtk_list_view_set_model (self->outcomes, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  gtk_list_view_set_factory (self->outcomes, factory);
  g_object_unref (factory);
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

CoffretAddDialog *
coffret_add_dialog_new (CoffretSession *session, CoffretCompartment *compartment)
{
  CoffretAddDialog *self = g_object_new (COFFRET_TYPE_ADD_DIALOG, NULL);
  GListModel *model = coffret_library_get_compartments (coffret_session_get_library (session));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  self->session = g_object_ref (session);
  gtk_widget_set_visible (self->practice_group, coffret_session_is_practice (session));
  gtk_string_list_append (names, _ ("No compartment"));
  g_ptr_array_add (self->compartments, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (CoffretCompartment) other = g_list_model_get_item (model, i);

    if (coffret_compartment_get_rule (other))
      continue;
    gtk_string_list_append (names, coffret_compartment_get_name (other));
    g_ptr_array_add (self->compartments, g_strdup (coffret_compartment_get_id (other)));
    if (other == compartment)
      chosen = self->compartments->len - 1;
  }
  adw_combo_row_set_model (self->compartment_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->compartment_row, chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->compartment_row), self->compartments->len > 1);
  return self;
}

void
coffret_add_dialog_take_files (CoffretAddDialog *self, GListModel *files)
{
  g_autoptr (CoffretImport) job = NULL;

  if (g_list_model_get_n_items (files) == 0)
    return;
  job = new_job (self);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    coffret_import_add_file (job, file);
  }
  start (self, job);
}

void
coffret_add_dialog_take_bytes (CoffretAddDialog *self, GBytes *bytes, const char *name)
{
  g_autoptr (CoffretImport) job = new_job (self);

  coffret_import_add_bytes (job, bytes, name);
  start (self, job);
}
