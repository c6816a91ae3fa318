#include "app/dialogs/received-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/closures.h"
#include "app/pages/finding-page.h"
#include "app/private.h"
#include "app/spoken.h"
#include "app/widgets/verdict.h"
#include "base/json.h"
#include "share/received.h"

struct _CoffretReceivedDialog {
  AdwDialog parent_instance;

  AdwNavigationView *view;
  GtkStack *stack;
  AdwStatusPage *failure;
  AdwPreferencesGroup *whole;
  AdwPreferencesGroup *parts;
  GtkWidget *keeping;

  CoffretSession *session; /* nullable */
  CoffretReceived *received;
  char *name;
  gboolean opened;
};

G_DEFINE_FINAL_TYPE (CoffretReceivedDialog, coffret_received_dialog, ADW_TYPE_DIALOG)

typedef struct {
  GBytes *bytes;
  char *name;
  CoffretGrounds *grounds;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_bytes_unref (reading->bytes);
  g_free (reading->name);
  coffret_grounds_unref (reading->grounds);
  g_free (reading);
}

static void
read_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  CoffretReceived *received =
    coffret_received_new (reading->bytes, reading->name, reading->grounds, &error);

  if (received)
    g_task_return_pointer (task, received, (GDestroyNotify) coffret_received_unref);
  else
    g_task_return_error (task, error);
}

static GtkWidget *
row_new (const char *icon, const char *style, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words =
    subtitle && *subtitle ? g_strdup_printf ("%s. %s", title, subtitle) : g_strdup (title);

  /* All of it comes from strangers: it is shown as it is. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle ?: "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (icon) {
    GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

    gtk_widget_add_css_class (image, style);
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  }
  coffret_spoken_set (row, words);
  return row;
}

static GtkWidget *
add (AdwPreferencesGroup *group, const char *name, const char *text)
{
  GtkWidget *row;

  if (!text || !*text)
    return NULL;
  row = row_new (NULL, NULL, name, text);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (group, row);
  return row;
}

static void
show_whole (CoffretReceivedDialog *self, const CoffretReceived *received)
{
  static const struct {
    const char *icon;
    const char *style;
  } looks[] = {
    [COFFRET_RECEIVED_WHOLE] = { "coffret-signed-symbolic", "accent" },
    [COFFRET_RECEIVED_ENDED] = { "coffret-expired-symbolic", "warning" },
    [COFFRET_RECEIVED_ALTERED] = { "coffret-invalid-symbolic", "error" },
    [COFFRET_RECEIVED_UNPROVEN] = { "coffret-unchecked-symbolic", "warning" },
    [COFFRET_RECEIVED_LOOSE] = { "coffret-unsigned-symbolic", "dimmed" },
  };
  g_autofree char *sentence = coffret_received_sentence (received);
  g_autofree char *made = coffret_instant_to_date (received->made);
  g_autofree char *until = coffret_instant_to_date (received->until);
  GtkWidget *words;

  adw_preferences_group_add (self->whole, row_new (looks[received->state].icon,
                                                   looks[received->state].style, sentence, NULL));
  add (self->whole, _ ("Who shares it, in their own words"), received->name);
  words = add (self->whole, _ ("What they write"), received->words);
  if (words)
    coffret_private_mark (words);
  add (self->whole, _ ("For"), received->recipient);
  add (self->whole, _ ("Shared on"), made);
  add (self->whole, _ ("Meant to be used until"), until);
  add (self->whole, _ ("Signed with the key"), received->sender);
}

/* What the sender says is nobody's verdict. */
static const char *
verdict_of (const CoffretReceivedPart *part)
{
  if (part->kind != COFFRET_RECEIVED_CREDENTIAL)
    return "unsigned";
  return part->report ? coffret_verdict_to_id (part->report->verdict) : NULL;
}

static void
on_part_activated (CoffretReceivedDialog *self, AdwActionRow *row)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "part"));
  const CoffretReceivedPart *part = g_ptr_array_index (self->received->parts, index);
  g_autoptr (CoffretFinding) finding =
    coffret_finding_new (self->name ?: "", part->item, verdict_of (part));

  adw_navigation_view_push (
    self->view, ADW_NAVIGATION_PAGE (coffret_finding_page_new (self->session, finding, FALSE)));
}

static void
show_part (CoffretReceivedDialog *self, const CoffretReceived *received, guint index)
{
  const CoffretReceivedPart *part = g_ptr_array_index (received->parts, index);
  const CoffretCredential *credential = part->item ? part->item->credential : NULL;
  const char *verdict = verdict_of (part);
  const CoffretVerdictLook *look = coffret_verdict_look (verdict);
  g_autofree char *sentence = coffret_received_part_sentence (received, part);
  const char *const *languages = g_get_language_names ();
  const char *issuer = credential && credential->issuer
                         ? coffret_text_best (credential->issuer->name, languages)
                         : NULL;
  const char *title = credential ? coffret_text_best (credential->title, languages) : NULL;
  g_autoptr (GString) words = g_string_new (issuer);
  GtkWidget *row;

  if (part->kind == COFFRET_RECEIVED_CREDENTIAL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "",
                            coffret_verdict_word (verdict));
  g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", sentence);
  row = row_new (look->icon, "dimmed", title ?: _ ("Without a title"), words->str);
  if (credential) {
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                             NULL));
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    g_object_set_data (G_OBJECT (row), "part", GUINT_TO_POINTER (index));
    g_signal_connect_object (row, "activated", G_CALLBACK (on_part_activated), self,
                             G_CONNECT_SWAPPED);
  }
  adw_preferences_group_add (self->parts, row);
}

/* The credentials of other issuers than the sender, as one file. NULL: there is none. */
static GBytes *
gather_credentials (const CoffretReceived *received)
{
  g_autoptr (json_t) list = json_array ();
  char *text;

  for (guint i = 0; i < received->parts->len; i++) {
    const CoffretReceivedPart *part = g_ptr_array_index (received->parts, i);
    const CoffretCredential *credential = part->item->credential;

    if (part->kind != COFFRET_RECEIVED_CREDENTIAL)
      continue;
    if (credential->token)
      json_array_append_new (list, json_string (credential->token));
    else
      json_array_append (list, credential->document);
  }
  if (json_array_size (list) == 0)
    return NULL;
  text = coffret_json_dump_sorted (list);
  return g_bytes_new_take (text, strlen (text));
}

static void
on_keep (CoffretReceivedDialog *self)
{
  g_autoptr (GBytes) bytes = gather_credentials (self->received);
  g_autoptr (GVariant) content = NULL;
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *name = g_strdup (self->name ?: "");

  if (!bytes || !window)
    return;
  content = g_variant_ref_sink (g_variant_new (
    "(@ays)", g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE), name));
  g_object_ref (window);
  adw_dialog_force_close (ADW_DIALOG (self));
  gtk_widget_activate_action_variant (window, "win.keep-received", content);
  g_object_unref (window);
}

static gboolean
may_keep (CoffretReceivedDialog *self)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!self->opened || !self->session || coffret_session_is_practice (self->session) ||
      !coffret_session_can_change (self->session))
    return FALSE;
  bytes = gather_credentials (self->received);
  return bytes != NULL;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer unused)
{
  CoffretReceivedDialog *self = COFFRET_RECEIVED_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretReceived) received = g_task_propagate_pointer (G_TASK (result), &error);

  /* Closed before it was read. */
  if (!self->stack || !gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  if (!received) {
    adw_status_page_set_description (self->failure, error->message);
    gtk_stack_set_visible_child_name (self->stack, "failed");
    return;
  }
  self->received = coffret_received_ref (received);
  show_whole (self, received);
  for (guint i = 0; i < received->parts->len; i++)
    show_part (self, received, i);
  gtk_widget_set_visible (GTK_WIDGET (self->parts), received->parts->len > 0);
  gtk_widget_set_visible (self->keeping, may_keep (self));
  gtk_stack_set_visible_child_name (self->stack, "received");
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
coffret_received_dialog_dispose (GObject *object)
{
  CoffretReceivedDialog *self = COFFRET_RECEIVED_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_RECEIVED_DIALOG);
  g_clear_pointer (&self->received, coffret_received_unref);
  g_clear_object (&self->session);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (coffret_received_dialog_parent_class)->dispose (object);
}

static void
coffret_received_dialog_class_init (CoffretReceivedDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_received_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/received-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretReceivedDialog, view);
  gtk_widget_class_bind_template_child (widget_class, CoffretReceivedDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretReceivedDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, CoffretReceivedDialog, whole);
  gtk_widget_class_bind_template_child (widget_class, CoffretReceivedDialog, parts);
  gtk_widget_class_bind_template_child (widget_class, CoffretReceivedDialog, keeping);
  gtk_widget_class_bind_template_callback (widget_class, on_keep);
}

static void
coffret_received_dialog_init (CoffretReceivedDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretReceivedDialog *
coffret_received_dialog_new (CoffretSession *session, GBytes *bytes, const char *name)
{
  CoffretReceivedDialog *self = g_object_new (COFFRET_TYPE_RECEIVED_DIALOG, NULL);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_read, NULL);
  Reading *reading = g_new0 (Reading, 1);

  g_set_object (&self->session, session);
  self->name = g_strdup (name);
  reading->bytes = g_bytes_ref (bytes);
  reading->name = g_strdup (name);
  reading->grounds = coffret_session_ref_grounds (session);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_file);
  return self;
}

CoffretReceivedDialog *
coffret_received_dialog_new_opened (CoffretSession *session, GBytes *bytes, const char *name)
{
  CoffretReceivedDialog *self = coffret_received_dialog_new (session, bytes, name);

  self->opened = TRUE;
  adw_dialog_set_title (ADW_DIALOG (self), _ ("What Was Shared With You"));
  adw_preferences_group_set_description (self->whole, _ ("Nothing was added to your vault."));
  return self;
}
