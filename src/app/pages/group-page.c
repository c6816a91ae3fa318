#include "app/pages/group-page.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/dialogs/fields-dialog.h"
#include "app/dialogs/parcel-dialog.h"
#include "app/dialogs/share-dialog.h"
#include "app/group-menu.h"
#include "app/pages/group-changes.h"
#include "app/pages/group-members.h"
#include "app/places.h"
#include "app/share-acts.h"
#include "app/shortcuts.h"
#include "app/spoken.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/choice-row.h"
#include "app/widgets/parcel-view.h"
#include "share/ledger.h"
#include "base/languages.h"
#include "share/wording.h"
#include "vault/error.h"

struct _CoffretGroupPage {
  CoffretSidePage parent_instance;

  AdwWindowTitle *window_title;
  GtkMenuButton *menu_button;
  CoffretGroupChanges *changes;
  CoffretGroupMembers *members;
  AdwPreferencesGroup *whom;
  AdwComboRow *audience_row;
  AdwEntryRow *recipient_row;
  AdwActionRow *shown_row;
  AdwActionRow *hidden_row;
  AdwActionRow *proof_row;
  AdwEntryRow *holder_row;
  GtkTextView *contact;
  GtkTextView *message;
  AdwComboRow *language_row;
  AdwComboRow *length_row;
  AdwEntryRow *until_row;
  GtkWidget *beside;
  CoffretParcelView *preview;

  CoffretSession *session;
  CoffretGroup *group;
  CoffretPacker *packer;
  CoffretPack *pack;           /* what would leave; NULL: not known yet */
  GCancellable *packing;       /* NULL: nothing is on its way */
  CoffretSharingGroup *before; /* what was in the fields when they were last filled or saved */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CoffretGroupPage, coffret_group_page, COFFRET_TYPE_SIDE_PAGE)

static const struct {
  guint days;
  const char *label;
} lengths[] = {
  { 0, N_ ("No end") },        { 14, N_ ("Two weeks") },    { 30, N_ ("A month") },
  { 90, N_ ("Three months") }, { 180, N_ ("Half a year") }, { 365, N_ ("A year") },
};

/* Behind them: a day of one's own. */
#define OWN_DAY G_N_ELEMENTS (lengths)

static char *
dup_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
on_saved (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (!error)
    coffret_tell_undo (owner, _ ("The group is changed"));
  else if (!g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED))
    coffret_tell_error (owner, _ ("That Could Not Be Saved"), error);
}

/* Told by the window: the page may have gone meanwhile. */
static void
then_tell (CoffretGroupPage *self, DexFuture *future)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root)
    coffret_when (future, root, on_saved, NULL, NULL);
  else
    dex_future_disown (future);
}

static gboolean
is_otherwise (const char *text, const char *before)
{
  return g_strcmp0 (text, before ?: "") != 0;
}

/* TEXT that was typed over BEFORE goes to *PLACE. */
static gboolean
take_text (const char *text, char **before, char **place)
{
  if (!is_otherwise (text, *before))
    return FALSE;
  g_set_str (before, text);
  g_set_str (place, *text ? text : NULL);
  return TRUE;
}

/* The end of the day that was typed; NONE: it is none. */
static CoffretInstant
read_day (CoffretGroupPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->until_row));

  return coffret_instant_parse_loose (text, TRUE);
}

/* Whether the day that was typed is another than before: that goes to ROW. */
static gboolean
take_day (CoffretGroupPage *self, CoffretSharingGroup *row)
{
  gboolean shown = gtk_widget_get_visible (GTK_WIDGET (self->until_row));
  CoffretInstant until = shown ? read_day (self) : COFFRET_INSTANT_NONE;
  gboolean typed = *gtk_editable_get_text (GTK_EDITABLE (self->until_row)) != '\0';
  g_autofree char *day = coffret_instant_to_date (until);
  g_autofree char *before = coffret_instant_to_date (self->before->until);

  if (shown && typed && until == COFFRET_INSTANT_NONE)
    gtk_widget_add_css_class (GTK_WIDGET (self->until_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->until_row), "error");
  if (until == COFFRET_INSTANT_NONE || g_strcmp0 (day, before) == 0)
    return FALSE;
  self->before->until = row->until = until;
  self->before->days = row->days = 0;
  return TRUE;
}

/* What was typed; all of it is one step. */
static void
save_fields (CoffretGroupPage *self)
{
  g_autoptr (CoffretSharingGroup) row = NULL;
  g_autofree char *contact = NULL;
  g_autofree char *message = NULL;
  gboolean changed = FALSE;

  if (self->filling || !self->group || !self->recipient_row)
    return;
  row = coffret_sharing_group_copy (coffret_group_get_row (self->group));
  contact = dup_text (self->contact);
  message = dup_text (self->message);
  changed |= take_text (gtk_editable_get_text (GTK_EDITABLE (self->recipient_row)),
                        &self->before->recipient, &row->recipient);
  changed |= take_text (gtk_editable_get_text (GTK_EDITABLE (self->holder_row)),
                        &self->before->holder, &row->holder);
  changed |= take_text (contact, &self->before->contact, &row->contact);
  changed |= take_text (message, &self->before->message, &row->message);
  changed |= take_day (self, row);
  if (changed)
    then_tell (self, coffret_session_save_group (self->session, row));
}

/* What somebody is typing stays: only an untouched field follows the vault. */
static void
follow_entry (AdwEntryRow *field, const char *before, const char *now)
{
  if (!is_otherwise (gtk_editable_get_text (GTK_EDITABLE (field)), before) &&
      is_otherwise (now ?: "", before))
    gtk_editable_set_text (GTK_EDITABLE (field), now ?: "");
}

static void
follow_text (GtkTextView *field, const char *before, const char *now)
{
  g_autofree char *text = dup_text (field);

  if (!is_otherwise (text, before) && is_otherwise (now ?: "", before))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (field), now ?: "", -1);
}

/* Which of them ROW has. */
static guint
length_of (const CoffretSharingGroup *row)
{
  guint length = OWN_DAY;

  if (row->until == COFFRET_INSTANT_NONE)
    for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
      if (lengths[i].days <= row->days)
        length = i;
  return length;
}

static void
show_length (CoffretGroupPage *self, const CoffretSharingGroup *row)
{
  adw_combo_row_set_selected (self->length_row, length_of (row));
  gtk_widget_set_visible (GTK_WIDGET (self->until_row), row->until != COFFRET_INSTANT_NONE);
  if (row->until != COFFRET_INSTANT_NONE && row->until != self->before->until) {
    g_autofree char *day = coffret_instant_to_date (row->until);

    gtk_editable_set_text (GTK_EDITABLE (self->until_row), day);
  }
}

static void
show_language (CoffretGroupPage *self, const CoffretSharingGroup *row)
{
  const char *const *languages = coffret_wording_all_languages ();

  for (guint i = 0; languages[i]; i++)
    if (g_str_equal (languages[i], row->language))
      adw_combo_row_set_selected (self->language_row, i);
}

static void
show_fields (CoffretGroupPage *self, const CoffretSharingGroup *row)
{
  CoffretFields known = COFFRET_FIELDS_ALL;
  g_autofree char *shown = coffret_ledger_fields (row->fields & known);
  g_autofree char *hidden = coffret_ledger_fields (~row->fields & known);

  adw_action_row_set_subtitle (self->shown_row, *shown ? shown : _ ("Nothing"));
  adw_action_row_set_subtitle (self->hidden_row, *hidden ? hidden : _ ("Nothing"));
}

/* "4 go along with their issuer's proof. 1 becomes a summary of yours." */
static void
show_proofs (CoffretGroupPage *self, CoffretPack *pack)
{
  const CoffretParcel *parcel = pack->parcel;
  guint summaries = coffret_parcel_count (parcel, COFFRET_DISCLOSURE_SUMMARY);
  guint proofs = 0;
  g_autofree char *with = NULL;
  g_autofree char *own = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < parcel->disclosures->len; i++)
    proofs += ((CoffretDisclosure *) g_ptr_array_index (parcel->disclosures, i))->has_proof ? 1 : 0;
  if (proofs > 0)
    /* Translators: %u is how many credentials */
    with = g_strdup_printf (ngettext ("%u goes along with its issuer’s proof.",
                                      "%u go along with their issuers’ proofs.", proofs),
                            proofs);
  if (summaries > 0)
    own = g_strdup_printf (
      /* Translators: %u is how many credentials */
      ngettext ("%u becomes a summary of yours, because to hide a part of it breaks its proof.",
                "%u become summaries of yours, because to hide a part of them breaks their proofs.",
                summaries),
      summaries);
  words = with && own ? g_strdup_printf ("%s %s", with, own) : g_strdup (with ?: own);
  gtk_widget_set_visible (GTK_WIDGET (self->proof_row), words != NULL);
  adw_action_row_set_subtitle (self->proof_row, words ?: "");
}

/* Where there is room for it, what leaves stands beside what is decided about it. */
static void
show_beside (CoffretGroupPage *self)
{
  if (self->pack && gtk_widget_get_visible (self->beside))
    coffret_parcel_view_set_pack (self->preview, self->pack);
}

static gboolean
is_preview_wanted (CoffretGroupPage *self, gboolean narrow, gboolean wide)
{
  return !narrow && !wide;
}

static void
on_whole (CoffretGroupPage *self, const char *credential)
{
  if (self->pack)
    coffret_share_whole (GTK_WIDGET (self), self->session, self->group, self->pack, credential);
}

static void
on_packed (gpointer owner, const GValue *value, const GError *error, gpointer cancellable)
{
  CoffretGroupPage *self = owner;

  if (self->packing != cancellable)
    return;
  g_clear_object (&self->packing);
  if (error)
    return;
  g_clear_pointer (&self->pack, coffret_pack_unref);
  self->pack = coffret_pack_ref (g_value_get_boxed (value));
  coffret_group_members_set_pack (self->members, self->pack);
  show_proofs (self, self->pack);
  show_beside (self);
}

/* What leaves, as it is now; an answer that is still on its way is of no use any more. */
static void
pack_anew (CoffretGroupPage *self)
{
  if (self->packing)
    g_cancellable_cancel (self->packing);
  g_clear_object (&self->packing);
  self->packing = g_cancellable_new ();
  coffret_when (coffret_packer_make (self->packer, coffret_group_get_row (self->group),
                                     coffret_instant_now (), self->packing),
                self, on_packed, g_object_ref (self->packing), g_object_unref);
}

static void
update (CoffretGroupPage *self)
{
  const CoffretSharingGroup *row = coffret_group_get_row (self->group);
  CoffretAudience audience = coffret_group_get_audience (self->group);
  g_autoptr (GMenuModel) menu =
    coffret_group_menu_new (self->group, coffret_session_get_library (self->session));

  self->filling = TRUE;
  adw_window_title_set_title (self->window_title, row->name);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), row->name);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  adw_combo_row_set_selected (self->audience_row, audience);
  adw_preferences_group_set_description (self->whom, coffret_audience_to_sentence (audience));
  follow_entry (self->recipient_row, self->before->recipient, row->recipient);
  follow_entry (self->holder_row, self->before->holder, row->holder);
  follow_text (self->contact, self->before->contact, row->contact);
  follow_text (self->message, self->before->message, row->message);
  show_language (self, row);
  show_length (self, row);
  show_fields (self, row);
  coffret_sharing_group_free (self->before);
  self->before = coffret_sharing_group_copy (row);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "group.preview", row->members->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "group.share", row->members->len > 0);
  self->filling = FALSE;
  pack_anew (self);
}

/* A row tells of its choice also when that is as it was. */
static void
on_audience (CoffretGroupPage *self)
{
  guint selected = adw_combo_row_get_selected (self->audience_row);

  if (self->filling || !self->group || selected >= COFFRET_N_AUDIENCES ||
      (CoffretAudience) selected == coffret_group_get_audience (self->group))
    return;
  save_fields (self);
  then_tell (self,
             coffret_session_set_group_audience (self->session, coffret_group_get_id (self->group),
                                                 (CoffretAudience) selected));
}

static void
on_language (CoffretGroupPage *self)
{
  const char *const *languages = coffret_wording_all_languages ();
  guint selected = adw_combo_row_get_selected (self->language_row);
  g_autoptr (CoffretSharingGroup) row = NULL;

  if (self->filling || !self->group || selected >= g_strv_length ((char **) languages) ||
      g_str_equal (languages[selected], coffret_group_get_row (self->group)->language))
    return;
  row = coffret_sharing_group_copy (coffret_group_get_row (self->group));
  g_set_str (&row->language, languages[selected]);
  then_tell (self, coffret_session_save_group (self->session, row));
}

static void
on_length (CoffretGroupPage *self)
{
  guint selected = adw_combo_row_get_selected (self->length_row);
  g_autoptr (CoffretSharingGroup) row = NULL;

  if (self->filling || !self->group)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->until_row), selected == OWN_DAY);
  if (selected >= G_N_ELEMENTS (lengths) ||
      selected == length_of (coffret_group_get_row (self->group)))
    return;
  row = coffret_sharing_group_copy (coffret_group_get_row (self->group));
  row->days = lengths[selected].days;
  row->until = COFFRET_INSTANT_NONE;
  then_tell (self, coffret_session_save_group (self->session, row));
}

static void
do_fields (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretGroupPage *self = COFFRET_GROUP_PAGE (widget);

  adw_dialog_present (ADW_DIALOG (coffret_fields_dialog_new (self->session, self->group)), widget);
}

static void
do_preview (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretGroupPage *self = COFFRET_GROUP_PAGE (widget);

  save_fields (self);
  if (gtk_widget_get_visible (self->beside)) {
    gtk_widget_child_focus (GTK_WIDGET (self->preview), GTK_DIR_TAB_FORWARD);
    return;
  }
  adw_dialog_present (
    ADW_DIALOG (coffret_parcel_dialog_new (self->session, self->packer, self->group, widget)),
    widget);
}

static void
do_share (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretGroupPage *self = COFFRET_GROUP_PAGE (widget);

  save_fields (self);
  adw_dialog_present (
    ADW_DIALOG (coffret_share_dialog_new (self->session, self->packer, self->group, widget)),
    widget);
}

static void
coffret_group_page_unmap (GtkWidget *widget)
{
  save_fields (COFFRET_GROUP_PAGE (widget));
  GTK_WIDGET_CLASS (coffret_group_page_parent_class)->unmap (widget);
}

static void
coffret_group_page_dispose (GObject *object)
{
  CoffretGroupPage *self = COFFRET_GROUP_PAGE (object);

  if (self->packing)
    g_cancellable_cancel (self->packing);
  g_clear_object (&self->packing);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_GROUP_PAGE);
  g_clear_pointer (&self->pack, coffret_pack_unref);
  g_clear_object (&self->packer);
  g_clear_object (&self->group);
  g_clear_object (&self->session);
  g_clear_pointer (&self->before, coffret_sharing_group_free);
  G_OBJECT_CLASS (coffret_group_page_parent_class)->dispose (object);
}

static void
coffret_group_page_class_init (CoffretGroupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_group_page_dispose;
  widget_class->unmap = coffret_group_page_unmap;
  g_type_ensure (COFFRET_TYPE_GROUP_CHANGES);
  g_type_ensure (COFFRET_TYPE_GROUP_MEMBERS);
  g_type_ensure (COFFRET_TYPE_CHOICE_ROW);
  g_type_ensure (COFFRET_TYPE_PARCEL_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/pages/group-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, changes);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, members);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, whom);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, audience_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, recipient_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, shown_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, hidden_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, proof_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, holder_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, contact);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, message);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, language_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, length_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, until_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, beside);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupPage, preview);
  gtk_widget_class_bind_template_callback (widget_class, save_fields);
  gtk_widget_class_bind_template_callback (widget_class, show_beside);
  gtk_widget_class_bind_template_callback (widget_class, is_preview_wanted);
  gtk_widget_class_bind_template_callback (widget_class, on_whole);
  gtk_widget_class_bind_template_callback (widget_class, on_audience);
  gtk_widget_class_bind_template_callback (widget_class, on_language);
  gtk_widget_class_bind_template_callback (widget_class, on_length);
  gtk_widget_class_install_action (widget_class, "group.fields", NULL, do_fields);
  gtk_widget_class_install_action (widget_class, "group.preview", NULL, do_preview);
  gtk_widget_class_install_action (widget_class, "group.share", NULL, do_share);
  coffret_shortcuts_bind (widget_class, "group.preview");
}

static void
fill_choices (CoffretGroupPage *self)
{
  g_autoptr (GtkStringList) audiences = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) times = gtk_string_list_new (NULL);
  const char *const *languages = coffret_wording_all_languages ();

  for (CoffretAudience audience = 0; audience < COFFRET_N_AUDIENCES; audience++)
    gtk_string_list_append (audiences, coffret_audience_to_label (audience));
  for (gsize i = 0; languages[i]; i++)
    gtk_string_list_append (names, coffret_language_name (languages[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    gtk_string_list_append (times, _ (lengths[i].label));
  gtk_string_list_append (times, _ ("Until a day that I choose"));
  adw_combo_row_set_model (self->audience_row, G_LIST_MODEL (audiences));
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (names));
  adw_combo_row_set_model (self->length_row, G_LIST_MODEL (times));
}

static void
coffret_group_page_init (CoffretGroupPage *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choices (self);
  self->filling = FALSE;
}

/* Still to be read, and copied from. */
static void
forbid_changes (CoffretGroupPage *self)
{
  AdwEntryRow *entries[] = { self->recipient_row, self->holder_row, self->until_row };
  GtkTextView *texts[] = { self->contact, self->message };
  AdwComboRow *choices[] = { self->audience_row, self->language_row, self->length_row };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_editable_set_editable (GTK_EDITABLE (entries[i]), FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    gtk_text_view_set_editable (texts[i], FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_widget_set_sensitive (GTK_WIDGET (choices[i]), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "group.fields", FALSE);
}

CoffretGroupPage *
coffret_group_page_new (CoffretSession *session, CoffretGroup *group)
{
  CoffretGroupPage *self = g_object_new (COFFRET_TYPE_GROUP_PAGE, NULL);
  g_autofree char *catalogues = coffret_places_translations ();

  self->session = g_object_ref (session);
  self->group = g_object_ref (group);
  self->packer = coffret_packer_new (session, catalogues);
  self->before = coffret_sharing_group_new ("");
  coffret_group_changes_set_group (self->changes, session, group);
  coffret_group_members_set_group (self->members, session, group);
  g_signal_connect_object (group, "notify::row", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (coffret_session_get_library (session), "changed", G_CALLBACK (pack_anew),
                           self, G_CONNECT_SWAPPED);
  update (self);
  if (!coffret_session_can_change (session))
    forbid_changes (self);
  return self;
}

CoffretGroup *
coffret_group_page_get_group (CoffretGroupPage *self)
{
  return self->group;
}
