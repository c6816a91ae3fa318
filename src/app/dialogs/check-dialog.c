#include "app/dialogs/check-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/choose.h"
#include "app/arrived.h"
#include "app/links.h"
#include "app/pages/finding-page.h"
#include "app/paste.h"
#include "app/shortcuts.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/finding-row.h"
#include "organise/inspection.h"

struct _CoffretCheckDialog {
  AdwDialog parent_instance;

  AdwNavigationView *view;
  GtkStack *stack;
  GtkLabel *status;
  GtkProgressBar *progress;
  GtkWidget *cancel_button;
  GtkLabel *summary;
  GtkListView *findings;
  GtkWidget *add_bar;

  CoffretInspection *inspection; /* the last one; NULL at first */
  GListModel *files;             /* what it looks at: these, */
  GBytes *bytes;                 /* or these */
  char *name;
  CoffretSession *session; /* nullable: whose owner vouches */
  guint latest;            /* of what was given */
  gboolean addable;
  gboolean traceless;
};

G_DEFINE_FINAL_TYPE (CoffretCheckDialog, coffret_check_dialog, ADW_TYPE_DIALOG)

enum {
  SIGNAL_ADD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update_progress (CoffretCheckDialog *self)
{
  guint total = MAX (coffret_inspection_get_total (self->inspection), 1);
  guint done = coffret_inspection_get_done (self->inspection);
  g_autofree char *text = g_strdup_printf (
    /* Translators: progress, such as "Reading file 3 of 120" */
    ngettext ("Reading file %u of %u…", "Reading file %u of %u…", total), MIN (done + 1, total),
    total);

  gtk_label_set_label (self->status, text);
  gtk_progress_bar_set_fraction (self->progress, (double) done / total);
}

static char *
summary_words (CoffretInspection *inspection)
{
  guint credentials = coffret_inspection_count_credentials (inspection);
  guint refused = g_list_model_get_n_items (G_LIST_MODEL (inspection)) - credentials;
  g_autofree char *found =
    credentials > 0 ? g_strdup_printf (ngettext ("%u credential was found.",
                                                 "%u credentials were found.", credentials),
                                       credentials)
                    : g_strdup (_ ("No credential was found."));
  g_autofree char *others =
    refused > 0 ? g_strdup_printf (ngettext ("%u item could not be read as one.",
                                             "%u items could not be read as one.", refused),
                                   refused)
                : NULL;
  const char *cut =
    coffret_inspection_is_cut (inspection) ? _ ("There is more than can be shown here.") : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) sentences = NULL;

  g_strv_builder_add (builder, found);
  if (others)
    g_strv_builder_add (builder, others);
  if (cut)
    g_strv_builder_add (builder, cut);
  g_strv_builder_add (builder, _ ("Nothing was added to your vault."));
  sentences = g_strv_builder_end (builder);
  return g_strjoinv (" ", sentences);
}

static void
push_finding (CoffretCheckDialog *self, CoffretFinding *finding)
{
  gboolean alone = g_list_model_get_n_items (G_LIST_MODEL (self->inspection)) == 1;

  adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (coffret_finding_page_new (
                                          self->session, finding, self->addable && alone)));
}

static void
show_findings (CoffretCheckDialog *self)
{
  g_autofree char *words = summary_words (self->inspection);
  g_autoptr (GtkNoSelection) selection =
    gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->inspection)));

  gtk_label_set_label (self->summary, words);
  gtk_list_view_set_model (self->findings, GTK_SELECTION_MODEL (selection));
  gtk_widget_set_visible (
    self->add_bar, self->addable && coffret_inspection_count_credentials (self->inspection) > 0);
  adw_navigation_view_push_by_tag (self->view, "found");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_grab_focus (GTK_WIDGET (self->findings));
}

/* DATA: the inspection that is done; there may be another one by now. */
static void
on_inspected (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretCheckDialog *self = owner;
  GListModel *findings = data;
  g_autoptr (CoffretFinding) first = NULL;

  if (G_LIST_MODEL (self->inspection) != findings)
    return;
  gtk_stack_set_visible_child_name (self->stack, "choose");
  first = g_list_model_get_item (findings, 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "check.add",
                                 self->addable &&
                                   coffret_inspection_count_credentials (self->inspection) > 0);
  if (!first)
    coffret_tell (GTK_WIDGET (self), _ ("There is no file in that folder."));
  else if (g_list_model_get_n_items (findings) == 1)
    push_finding (self, first);
  else
    show_findings (self);
}

static void
forget (CoffretCheckDialog *self)
{
  if (self->inspection) {
    g_signal_handlers_disconnect_by_data (self->inspection, self);
    coffret_inspection_cancel (self->inspection);
  }
  self->latest++;
  g_clear_object (&self->inspection);
  g_clear_object (&self->files);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->name, g_free);
}

static void
start (CoffretCheckDialog *self)
{
  adw_navigation_view_pop_to_tag (self->view, "choose");
  gtk_stack_set_visible_child_name (self->stack, "reading");
  gtk_widget_grab_focus (self->cancel_button);
  g_signal_connect_object (self->inspection, "notify", G_CALLBACK (update_progress), self,
                           G_CONNECT_SWAPPED);
  coffret_when (coffret_inspection_start (self->inspection), self, on_inspected,
                g_object_ref (self->inspection), g_object_unref);
}

static void
on_cancel (CoffretCheckDialog *self)
{
  forget (self);
  gtk_stack_set_visible_child_name (self->stack, "choose");
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
on_finding_activated (CoffretCheckDialog *self, guint position)
{
  g_autoptr (CoffretFinding) finding =
    self->inspection ? g_list_model_get_item (G_LIST_MODEL (self->inspection), position) : NULL;

  if (finding)
    push_finding (self, finding);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, CoffretCheckDialog *self)
{
  gtk_list_item_set_child (item, GTK_WIDGET (coffret_finding_row_new ()));
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, CoffretCheckDialog *self)
{
  CoffretFinding *finding = gtk_list_item_get_item (item);
  g_autofree char *sentence = coffret_finding_sentence (finding);

  coffret_finding_row_set_finding (COFFRET_FINDING_ROW (gtk_list_item_get_child (item)), finding);
  gtk_list_item_set_accessible_label (item, sentence);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CoffretCheckDialog) self = data;
  g_autoptr (GListModel) files =
    gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (!files)
    return;
  if (self->traceless)
    coffret_choose_forget (files);
  if (gtk_widget_get_root (GTK_WIDGET (self)))
    coffret_check_dialog_take_files (self, files);
}

static void
do_choose (GtkWidget *widget, const char *action, GVariant *target)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Check a File"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Check"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_chosen,
                                 g_object_ref (widget));
}

static void
on_pasted (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretCheckDialog *self = owner;
  CoffretPaste *paste = error ? NULL : g_value_get_boxed (value);

  if (error)
    coffret_tell (owner, error->message);
  else if (paste->link)
    coffret_links_explain (owner, paste->link);
  else if (paste->files)
    coffret_check_dialog_take_files (self, paste->files);
  else
    coffret_check_dialog_take_bytes (self, paste->bytes, paste->name);
}

static void
do_paste (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_when (coffret_paste_read (gtk_widget_get_clipboard (widget)), widget, on_pasted, NULL,
                NULL);
}

static void
do_add (GtkWidget *widget, const char *action, GVariant *target)
{
  g_autoptr (CoffretCheckDialog) self = g_object_ref (COFFRET_CHECK_DIALOG (widget));

  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_ADD], 0);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, CoffretCheckDialog *self)
{
  g_autoptr (GSList) files = NULL;
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_FILE);

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *file = files; file; file = file->next)
    g_list_store_append (store, file->data);
  coffret_check_dialog_take_files (self, G_LIST_MODEL (store));
  return files != NULL;
}

static void
coffret_check_dialog_dispose (GObject *object)
{
  CoffretCheckDialog *self = COFFRET_CHECK_DIALOG (object);

  forget (self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_CHECK_DIALOG);
  G_OBJECT_CLASS (coffret_check_dialog_parent_class)->dispose (object);
}

static void
coffret_check_dialog_class_init (CoffretCheckDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_check_dialog_dispose;
  signals[SIGNAL_ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/check-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretCheckDialog, view);
  gtk_widget_class_bind_template_child (widget_class, CoffretCheckDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretCheckDialog, status);
  gtk_widget_class_bind_template_child (widget_class, CoffretCheckDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, CoffretCheckDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretCheckDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, CoffretCheckDialog, findings);
  gtk_widget_class_bind_template_child (widget_class, CoffretCheckDialog, add_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_finding_activated);
  gtk_widget_class_install_action (widget_class, "check.choose-files", NULL, do_choose);
  gtk_widget_class_install_action (widget_class, "check.paste", NULL, do_paste);
  gtk_widget_class_install_action (widget_class, "check.add", NULL, do_add);
  coffret_links_install (widget_class);
  coffret_shortcuts_bind (widget_class, "check.choose-files");
  coffret_shortcuts_bind (widget_class, "check.paste");
}

static void
coffret_check_dialog_init (CoffretCheckDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  gtk_list_view_set_factory (self->findings, factory);
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "check.add", FALSE);
}

CoffretCheckDialog *
coffret_check_dialog_new (CoffretSession *session, gboolean addable, gboolean traceless)
{
  CoffretCheckDialog *self = g_object_new (COFFRET_TYPE_CHECK_DIALOG, NULL);

  g_set_object (&self->session, session);
  self->addable = addable;
  self->traceless = traceless;
  return self;
}

/* Reads what nobody shared; shows what somebody did. */
static void
on_sorted (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretCheckDialog *self = owner;
  CoffretArrived *arrived = g_value_get_object (value);
  GListModel *files = coffret_arrived_get_files (arrived);
  GBytes *bytes = coffret_arrived_get_bytes (arrived);
  g_autoptr (CoffretGrounds) grounds = NULL;

  /* It was closed, or is busy with what was given later. */
  if (self->latest != GPOINTER_TO_UINT (data) || !gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  grounds = coffret_session_ref_grounds (self->session);
  self->inspection = coffret_inspection_new (grounds);
  if (bytes) {
    self->bytes = g_bytes_ref (bytes);
    self->name = g_strdup (coffret_arrived_get_name (arrived));
    coffret_inspection_add_bytes (self->inspection, bytes, self->name);
    start (self);
  } else if (g_list_model_get_n_items (files) > 0) {
    self->files = g_object_ref (files);
    for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      coffret_inspection_add_file (self->inspection, file);
    }
    start (self);
  }
  coffret_arrived_show (arrived, GTK_WIDGET (self), self->session);
}

/* Takes FUTURE. */
static void
sort (CoffretCheckDialog *self, DexFuture *future)
{
  forget (self);
  coffret_when (future, self, on_sorted, GUINT_TO_POINTER (++self->latest), NULL);
}

void
coffret_check_dialog_take_files (CoffretCheckDialog *self, GListModel *files)
{
  if (g_list_model_get_n_items (files) > 0)
    sort (self, coffret_arrived_sort (files));
}

void
coffret_check_dialog_take_bytes (CoffretCheckDialog *self, GBytes *bytes, const char *name)
{
  sort (self, coffret_arrived_sort_bytes (bytes, name));
}

void
coffret_check_dialog_hand_over (CoffretCheckDialog *self, CoffretAddDialog *add)
{
  if (self->files)
    coffret_add_dialog_take_files (add, self->files);
  else if (self->bytes)
    coffret_add_dialog_take_bytes (add, self->bytes, self->name);
}
