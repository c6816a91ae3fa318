#include "app/dialogs/share-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/dialogs/parcel-dialog.h"
#include "app/focus.h"
#include "app/share-ask.h"
#include "app/share-out.h"
#include "app/spoken.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/choice-row.h"
#include "app/widgets/parcel-view.h"
#include "share/ledger.h"
#include "jsonld/contexts.h"

struct _CoffretShareDialog {
  AdwDialog parent_instance;

  AdwWindowTitle *window_title;
  AdwBanner *refusal;
  GtkStack *stack;
  AdwStatusPage *failure;
  AdwComboRow *what_row;
  AdwActionRow *preview_row;
  AdwPreferencesGroup *ways;
  GtkLabel *end_label;

  CoffretSession *session;
  CoffretPacker *packer;
  CoffretGroup *group;
  GtkWidget *page;       /* weak */
  CoffretPack *pack;     /* all of it; NULL: not yet */
  CoffretPack *part;     /* what was chosen of it; the same */
  CoffretSealed *sealed; /* of the part; NULL: not yet */
  GCancellable *work;    /* of what is on its way; NULL: nothing is */
  GPtrArray *rows;       /* borrowed; one for each way */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CoffretShareDialog, coffret_share_dialog, ADW_TYPE_DIALOG)

/* What the ways say of a choice. */
typedef struct {
  CoffretParcel *parcel;
  CoffretSealed *sealed; /* made of that */
  CoffretExportChoice choice;
  char **refusals; /* by their place in the list; NULL each: none */
  char **warnings;
  gsize count;
} Asked;

typedef struct {
  CoffretSealed *sealed;
  const CoffretExporter *exporter;
  CoffretExportChoice choice;
  gboolean show;
} Making;

static gsize
count_ways (void)
{
  gsize count = 0;

  while (coffret_exporters[count] != NULL)
    count++;
  return count;
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_clear_pointer (&asked->sealed, coffret_sealed_unref);
  coffret_parcel_unref (asked->parcel);
  for (gsize i = 0; i < asked->count; i++) {
    g_free (asked->refusals[i]);
    g_free (asked->warnings[i]);
  }
  g_free (asked->refusals);
  g_free (asked->warnings);
  g_free (asked);
}

static void
ask_ways (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Asked *asked = data;
  GError *error = NULL;

  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();

  asked->sealed = coffret_sealed_new (asked->parcel, contexts, &error);
  if (asked->sealed == NULL) {
    g_task_return_error (task, error);
    return;
  }
  for (gsize i = 0; i < asked->count; i++) {
    asked->refusals[i] =
      coffret_exporter_refuse (coffret_exporters[i], asked->sealed, &asked->choice);
    if (asked->refusals[i] == NULL)
      asked->warnings[i] =
        coffret_exporter_warn (coffret_exporters[i], asked->sealed, &asked->choice);
  }
  g_task_return_boolean (task, TRUE);
}

static CoffretExportChoice
get_choice (CoffretShareDialog *self)
{
  CoffretExportChoice choice = coffret_export_choice_default;

  if (self->part->parcel->disclosures->len == 1)
    choice.only = 0;
  return choice;
}

/* The part is as it is chosen, and has not been sealed yet. */
static void
take_part (CoffretShareDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->what_row);

  g_clear_pointer (&self->part, coffret_pack_unref);
  g_clear_pointer (&self->sealed, coffret_sealed_unref);
  self->part = selected > 0 && selected <= self->pack->items->len
                 ? coffret_pack_new_part (self->pack, selected - 1)
                 : coffret_pack_ref (self->pack);
}

/* WHY (nullable) it cannot be used, or what is to be known of it. */
static void
update_way (CoffretShareDialog *self, gsize index, const char *why, const char *warning)
{
  AdwActionRow *row = g_ptr_array_index (self->rows, index);
  const CoffretExporter *exporter = coffret_exporters[index];
  g_autofree char *remark = warning != NULL
                              ? g_strdup_printf ("%s\n%s", _ (exporter->remark), warning)
                              : g_strdup (why != NULL ? why : _ (exporter->remark));
  g_autofree char *words = NULL;
  GtkWidget *button = g_object_get_data (G_OBJECT (row), "show-button");
  GtkWidget *sign = g_object_get_data (G_OBJECT (row), "sign");

  adw_action_row_set_subtitle (row, remark);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), why == NULL);
  gtk_widget_set_visible (sign, why == NULL);
  if (button)
    gtk_widget_set_sensitive (button, why == NULL);
  g_object_set_data_full (G_OBJECT (row), "warning", g_strdup (warning), g_free);
  /* Translators: a way to share that cannot be used now, as a screen reader says it; %1$s is its
   * name, %2$s the reason */
  words = why != NULL
            ? g_strdup_printf (_ ("%1$s, not possible now. %2$s"), _ (exporter->label), why)
            : g_strdup_printf ("%s. %s", _ (exporter->label), remark);
  coffret_spoken_set (GTK_WIDGET (row), words);
}

static void
fail (CoffretShareDialog *self, const GError *error)
{
  adw_status_page_set_description (self->failure, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer unused)
{
  CoffretShareDialog *self = COFFRET_SHARE_DIALOG (source);
  Asked *asked = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean first = !g_str_equal (gtk_stack_get_visible_child_name (self->stack) ?: "", "ways");

  /* A newer question is on its way, or the dialog is closed. */
  if (self->work == NULL || g_task_get_cancellable (G_TASK (result)) != self->work)
    return;
  g_clear_object (&self->work);
  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    fail (self, error);
    return;
  }
  self->sealed = coffret_sealed_ref (asked->sealed);
  for (gsize i = 0; i < asked->count; i++)
    update_way (self, i, asked->refusals[i], asked->warnings[i]);
  gtk_stack_set_visible_child_name (self->stack, "ways");
  if (first)
    coffret_focus_once_placed (gtk_widget_get_visible (GTK_WIDGET (self->what_row))
                                 ? GTK_WIDGET (self->what_row)
                                 : GTK_WIDGET (self->preview_row));
}

static void
begin (CoffretShareDialog *self)
{
  if (self->work)
    g_cancellable_cancel (self->work);
  g_clear_object (&self->work);
  self->work = g_cancellable_new ();
}

static void
ask (CoffretShareDialog *self)
{
  g_autoptr (GTask) task = NULL;
  Asked *asked = g_new0 (Asked, 1);

  begin (self);
  take_part (self);
  asked->parcel = coffret_parcel_ref (self->part->parcel);
  asked->choice = get_choice (self);
  asked->count = count_ways ();
  asked->refusals = g_new0 (char *, asked->count);
  asked->warnings = g_new0 (char *, asked->count);
  task = g_task_new (self, self->work, on_asked, NULL);
  g_task_set_task_data (task, asked, asked_free);
  g_task_run_in_thread (task, ask_ways);
}

static void
on_what (CoffretShareDialog *self)
{
  if (!self->filling && self->pack)
    ask (self);
}

/* The dialog has done what it is for. */
static void
on_shared (GtkWidget *from, gboolean done, const char *share, gpointer data)
{
  CoffretShareDialog *self = COFFRET_SHARE_DIALOG (from);
  const CoffretExporter *exporter = data;
  const char *words =
    exporter->product == COFFRET_PRODUCT_TEXT ? _ ("Copied, and noted") : _ ("Shared, and noted");

  if (!done)
    return;
  if (self->page)
    coffret_tell_offer (self->page, words, _ ("Show"), "vault.show-share",
                        g_variant_new_string (share ?: ""));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
making_free (gpointer data)
{
  Making *making = data;

  coffret_sealed_unref (making->sealed);
  g_free (making);
}

static void
make (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Making *making = data;
  GError *error = NULL;
  CoffretExport *made =
    coffret_exporter_make (making->exporter, making->sealed, &making->choice, cancellable, &error);

  if (made != NULL)
    g_task_return_pointer (task, made, (GDestroyNotify) coffret_export_free);
  else
    g_task_return_error (task, error);
}

static void
set_working (CoffretShareDialog *self, const CoffretExporter *exporter)
{
  for (gsize i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);

    gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "spinner"),
                            coffret_exporters[i] == exporter);
  }
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer unused)
{
  CoffretShareDialog *self = COFFRET_SHARE_DIALOG (source);
  Making *making = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  CoffretExport *made = g_task_propagate_pointer (G_TASK (result), &error);
  CoffretShareOut *out;

  if (self->work == NULL || g_task_get_cancellable (G_TASK (result)) != self->work) {
    coffret_export_free (made);
    return;
  }
  g_clear_object (&self->work);
  set_working (self, NULL);
  if (made == NULL) {
    coffret_tell_error (GTK_WIDGET (self), _ ("It Was Not Shared"), error);
    return;
  }
  out = coffret_share_out_new (self->session, self->part, making->exporter, &making->choice, made);
  out->show = making->show;
  coffret_share_out (GTK_WIDGET (self), out, on_shared, (gpointer) making->exporter);
}

static void
start (GtkWidget *from, gpointer data)
{
  CoffretShareDialog *self = COFFRET_SHARE_DIALOG (from);
  const Making *asked = data;
  Making *making = g_memdup2 (asked, sizeof *asked);
  g_autoptr (GTask) task = NULL;

  coffret_sealed_ref (making->sealed);
  begin (self);
  set_working (self, making->exporter);
  task = g_task_new (self, self->work, on_made, NULL);
  g_task_set_task_data (task, making, making_free);
  g_task_run_in_thread (task, make);
}

static Making *
making_new (CoffretShareDialog *self, const CoffretExporter *exporter, gboolean show)
{
  Making *making = g_new0 (Making, 1);

  making->sealed = coffret_sealed_ref (self->sealed);
  making->exporter = exporter;
  making->choice = get_choice (self);
  making->show = show;
  return making;
}

static void
on_warned (AdwAlertDialog *dialog, const char *response, CoffretShareDialog *self)
{
  const CoffretExporter *exporter = g_object_get_data (G_OBJECT (dialog), "exporter");
  gboolean show = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (dialog), "show"));

  if (g_str_equal (response, "share") && self->sealed)
    coffret_share_ask (GTK_WIDGET (self), self->session, start, making_new (self, exporter, show),
                       making_free);
}

static void
choose_way (CoffretShareDialog *self, GtkWidget *row, gboolean show)
{
  const CoffretExporter *exporter = g_object_get_data (G_OBJECT (row), "exporter");
  const char *warning = g_object_get_data (G_OBJECT (row), "warning");
  AdwAlertDialog *dialog;

  if (self->work != NULL || self->sealed == NULL)
    return;
  if (warning == NULL) {
    coffret_share_ask (GTK_WIDGET (self), self->session, start, making_new (self, exporter, show),
                       making_free);
    return;
  }
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Share It in This Way?"), warning));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Not Like This"), "share", _ ("_Share"),
                                  NULL);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data (G_OBJECT (dialog), "exporter", (gpointer) exporter);
  g_object_set_data (G_OBJECT (dialog), "show", GINT_TO_POINTER (show));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_warned), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_way (AdwActionRow *row, CoffretShareDialog *self)
{
  choose_way (self, GTK_WIDGET (row), FALSE);
}

static void
on_show (GtkButton *button, CoffretShareDialog *self)
{
  choose_way (self, gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW), TRUE);
}

static const char *
icon_of (const CoffretExporter *exporter)
{
  switch (exporter->product) {
  case COFFRET_PRODUCT_TEXT:
    return "edit-copy-symbolic";
  case COFFRET_PRODUCT_LINK:
    return "coffret-external-symbolic";
  case COFFRET_PRODUCT_LETTER:
    return "coffret-letter-symbolic";
  case COFFRET_PRODUCT_FILE:
  default:
    return g_str_has_prefix (exporter->media_type, "image/")      ? "coffret-qr-symbolic"
           : g_str_has_prefix (exporter->media_type, "text/html") ? "coffret-globe-symbolic"
           : g_str_has_suffix (exporter->media_type, "/pdf")      ? "coffret-transcript-symbolic"
                                                                  : "document-save-symbolic";
  }
}

static GtkWidget *
image_new (const char *icon)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static GtkWidget *
row_new (CoffretShareDialog *self, const CoffretExporter *exporter)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spinner = adw_spinner_new ();
  GtkWidget *sign = image_new ("go-next-symbolic");
  g_autofree char *name = g_strconcat ("way-", exporter->id, NULL);

  /* Lessons point at it. */
  gtk_widget_set_name (row, name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (exporter->label));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image_new (icon_of (exporter)));
  gtk_widget_set_visible (spinner, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spinner);
  if (g_strcmp0 (exporter->media_type, "image/png") == 0) {
    GtkWidget *button = gtk_button_new_with_mnemonic (_ ("S_how"));

    gtk_widget_set_name (button, "show-code");
    gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
    gtk_widget_set_tooltip_text (button, _ ("Show it on the whole screen"));
    coffret_spoken_set (button, _ ("Show the code on the whole screen"));
    g_signal_connect_object (button, "clicked", G_CALLBACK (on_show), self, 0);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    g_object_set_data (G_OBJECT (row), "show-button", button);
  }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sign);
  g_object_set_data (G_OBJECT (row), "exporter", (gpointer) exporter);
  g_object_set_data (G_OBJECT (row), "spinner", spinner);
  g_object_set_data (G_OBJECT (row), "sign", sign);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_way), self, 0);
  return row;
}

/* What can be chosen from: all of it, or one credential. */
static void
fill_what (CoffretShareDialog *self)
{
  const GPtrArray *disclosures = self->pack->parcel->disclosures;
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autofree char *count = coffret_count_words (disclosures->len, FALSE);
  /* Translators: what is shared; %s is "5 credentials" */
  g_autofree char *all = g_strdup_printf (_ ("All of it: %s"), count);

  self->filling = TRUE;
  gtk_string_list_append (words, all);
  for (guint i = 0; i < disclosures->len; i++) {
    const CoffretDisclosure *disclosure = g_ptr_array_index (disclosures, i);
    /* Translators: what is shared; %s is the title of a credential */
    g_autofree char *one = g_strdup_printf (_ ("Only “%s”"), disclosure->title);

    gtk_string_list_append (words, one);
  }
  adw_combo_row_set_model (self->what_row, G_LIST_MODEL (words));
  gtk_widget_set_visible (GTK_WIDGET (self->what_row), disclosures->len > 1);
  self->filling = FALSE;
}

static void
show_words (CoffretShareDialog *self)
{
  const CoffretParcel *parcel = self->pack->parcel;
  g_autofree char *hidden = coffret_ledger_fields (coffret_parcel_hidden (parcel));
  /* Translators: %s is what credentials tell, such as "Grade and results, Hours" */
  g_autofree char *words =
    *hidden ? g_strdup_printf (_ ("Hidden from them: %s"), hidden) : g_strdup (_ ("Everything"));
  g_autofree char *spoken = g_strdup_printf ("%s. %s", _ ("What They Will See"), words);

  adw_action_row_set_subtitle (self->preview_row, words);
  coffret_spoken_set (GTK_WIDGET (self->preview_row), spoken);
  gtk_label_set_label (
    self->end_label,
    parcel->until != COFFRET_INSTANT_NONE
      ? _ ("What you share carries its last day, and programs that check it say when that is over. "
           "It cannot be called back: who has the file keeps it, and the credentials in it stay "
           "as valid as they are.")
      : _ ("What you share cannot be called back: who has the file keeps it."));
}

static void
on_packed (gpointer owner, const GValue *value, const GError *error, gpointer cancellable)
{
  CoffretShareDialog *self = owner;
  const char *why;

  if (self->work != cancellable)
    return;
  if (error) {
    fail (self, error);
    return;
  }
  self->pack = coffret_pack_ref (g_value_get_boxed (value));
  why = coffret_pack_refuse (self->pack);
  adw_banner_set_title (self->refusal, why ?: "");
  adw_banner_set_revealed (self->refusal, why != NULL);
  fill_what (self);
  show_words (self);
  ask (self);
}

static void
on_preview (CoffretShareDialog *self)
{
  CoffretParcelDialog *dialog =
    coffret_parcel_dialog_new (self->session, self->packer, self->group, self->page);

  adw_dialog_close (ADW_DIALOG (self));
  adw_dialog_present (ADW_DIALOG (dialog), self->page);
}

static void
coffret_share_dialog_dispose (GObject *object)
{
  CoffretShareDialog *self = COFFRET_SHARE_DIALOG (object);

  if (self->work)
    g_cancellable_cancel (self->work);
  g_clear_object (&self->work);
  g_clear_pointer (&self->pack, coffret_pack_unref);
  g_clear_pointer (&self->part, coffret_pack_unref);
  g_clear_pointer (&self->sealed, coffret_sealed_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->group);
  g_clear_object (&self->packer);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_SHARE_DIALOG);
  G_OBJECT_CLASS (coffret_share_dialog_parent_class)->dispose (object);
}

static void
coffret_share_dialog_class_init (CoffretShareDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_share_dialog_dispose;
  g_type_ensure (COFFRET_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/share-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretShareDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareDialog, refusal);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareDialog, what_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareDialog, preview_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareDialog, ways);
  gtk_widget_class_bind_template_child (widget_class, CoffretShareDialog, end_label);
  gtk_widget_class_bind_template_callback (widget_class, on_what);
  gtk_widget_class_bind_template_callback (widget_class, on_preview);
}

static void
coffret_share_dialog_init (CoffretShareDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  for (gsize i = 0; coffret_exporters[i] != NULL; i++) {
    GtkWidget *row = row_new (self, coffret_exporters[i]);

    adw_preferences_group_add (self->ways, row);
    g_ptr_array_add (self->rows, row);
  }
}

CoffretShareDialog *
coffret_share_dialog_new (CoffretSession *session,
                          CoffretPacker *packer,
                          CoffretGroup *group,
                          GtkWidget *page)
{
  CoffretShareDialog *self = g_object_new (COFFRET_TYPE_SHARE_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->packer = g_object_ref (packer);
  self->group = g_object_ref (group);
  g_set_weak_pointer (&self->page, page);
  adw_window_title_set_subtitle (self->window_title, coffret_group_get_name (group));
  begin (self);
  coffret_when (
    coffret_packer_make (packer, coffret_group_get_row (group), coffret_instant_now (), self->work),
    self, on_packed, g_object_ref (self->work), g_object_unref);
  return self;
}
