#include "app/share-acts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/dialogs/members-dialog.h"
#include "app/dialogs/share-with-dialog.h"
#include "app/group-menu.h"
#include "app/language.h"
#include "app/shortcuts.h"
#include "app/tell.h"
#include "app/vault-view.h"
#include "app/when.h"
#include "share/wording.h"

static CoffretSession *
session_of (GtkWidget *widget)
{
  return coffret_vault_view_get_session (COFFRET_VAULT_VIEW (widget));
}

static CoffretLibrary *
library_of (GtkWidget *widget)
{
  return coffret_session_get_library (session_of (widget));
}

static CoffretGroup *
find_group (GtkWidget *widget, GVariant *target)
{
  return coffret_groups_find (coffret_library_get_groups (library_of (widget)),
                              g_variant_get_string (target, NULL));
}

/* What leaves is in the reader's language, until they choose otherwise. */
static const char *
own_language (void)
{
  const char *const *languages = coffret_wording_all_languages ();

  return languages[coffret_language_of_reader (languages, g_get_language_names ())];
}

static void
then_tell (GtkWidget *widget, DexFuture *future, char *sentence)
{
  coffret_when (future, widget, coffret_tell_done, sentence, g_free);
}

static void
show_group (GtkWidget *widget, const char *id)
{
  coffret_vault_view_show_group (COFFRET_VAULT_VIEW (widget), id);
  coffret_vault_view_focus (COFFRET_VAULT_VIEW (widget));
}

static void
on_made (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretGroup *group;
  g_autofree char *words = NULL;

  if (error) {
    coffret_tell_error (owner, _ ("The Group Could Not Be Made"), error);
    return;
  }
  group = COFFRET_GROUP (g_value_get_object (value));
  /* Translators: %s is the name of a sharing group */
  words = g_strdup_printf (_ ("The group “%s” is made; nothing has left yet"),
                           coffret_group_get_name (group));
  coffret_vault_view_end_choosing (COFFRET_VAULT_VIEW (owner));
  show_group (owner, coffret_group_get_id (group));
  coffret_tell_undo (owner, words);
}

static void
on_confirmed (CoffretShareWithDialog *dialog, GtkWidget *widget)
{
  coffret_when (
    coffret_session_save_group (session_of (widget), coffret_share_with_dialog_get_draft (dialog)),
    widget, on_made, NULL, NULL);
}

static void
on_added (gpointer owner, const GValue *value, const GError *error, gpointer id)
{
  CoffretGroup *group = coffret_groups_find (coffret_library_get_groups (library_of (owner)), id);
  g_autofree char *words = NULL;

  if (error) {
    coffret_tell_error (owner, _ ("That Could Not Be Done"), error);
    return;
  }
  if (!group)
    return;
  /* Translators: %s is the name of a sharing group */
  words = g_strdup_printf (_ ("Now in the group “%s”; nothing has left yet"),
                           coffret_group_get_name (group));
  coffret_vault_view_end_choosing (COFFRET_VAULT_VIEW (owner));
  show_group (owner, id);
  coffret_tell_undo (owner, words);
}

static void
on_chosen (CoffretShareWithDialog *dialog, const char *id, GtkWidget *widget)
{
  const GPtrArray *members = coffret_share_with_dialog_get_draft (dialog)->members;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < members->len; i++) {
    const CoffretSharingMember *member = g_ptr_array_index (members, i);
    CoffretEntry *entry = coffret_library_find (library_of (widget), member->credential);

    if (entry)
      g_ptr_array_add (entries, g_object_ref (entry));
  }
  coffret_when (coffret_session_add_to_group (session_of (widget), id, entries), widget, on_added,
                g_strdup (id), g_free);
}

/* Takes DRAFT. */
static void
ask_with_whom (GtkWidget *widget, CoffretSharingGroup *draft)
{
  CoffretShareWithDialog *dialog =
    coffret_share_with_dialog_new (session_of (widget), draft, draft->members->len > 0);

  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (on_confirmed), widget, 0);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_chosen), widget, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
share_entries (GtkWidget *widget, GPtrArray *entries)
{
  ask_with_whom (widget,
                 coffret_group_draft (session_of (widget), "", COFFRET_AUDIENCE_POTENTIAL_EMPLOYER,
                                      entries, own_language ()));
}

void
coffret_share_entries (GtkWidget *from, GPtrArray *entries)
{
  GtkWidget *view = gtk_widget_get_ancestor (from, COFFRET_TYPE_VAULT_VIEW);

  if (view && entries->len > 0)
    share_entries (view, entries);
}

static void
on_shown_whole (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (error)
    coffret_tell_error (owner, _ ("That Could Not Be Done"), error);
}

void
coffret_share_whole (GtkWidget *from,
                     CoffretSession *session,
                     CoffretGroup *group,
                     const CoffretPack *pack,
                     const char *credential)
{
  const CoffretSharingGroup *row = coffret_group_get_row (group);
  CoffretSharingMember *member = coffret_sharing_group_find (row, credential);
  const CoffretDisclosure *disclosure = coffret_pack_find (pack, credential);

  if (member && disclosure)
    coffret_when (coffret_session_set_member_fields (session, row->id, credential,
                                                     coffret_sharing_group_allows (row, member) |
                                                       disclosure->hidden),
                  from, on_shown_whole, NULL, NULL);
}

static void
do_new (GtkWidget *widget, const char *action, GVariant *target)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  share_entries (widget, entries);
}

static void
do_share (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretEntry *entry =
    coffret_library_find (library_of (widget), g_variant_get_string (target, NULL));
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  if (!entry)
    return;
  g_ptr_array_add (entries, entry);
  share_entries (widget, entries);
}

static void
on_drafted (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (error)
    coffret_tell_error (owner, _ ("That Could Not Be Done"), error);
  else if (gtk_widget_get_root (owner))
    ask_with_whom (owner, g_value_dup_boxed (value));
}

static void
do_share_compartment (GtkWidget *widget, const char *action, GVariant *target)
{
  const char *id = g_variant_get_string (target, NULL);

  if (coffret_library_find_compartment (library_of (widget), id))
    coffret_when (coffret_group_draft_of_compartment (
                    session_of (widget), id, COFFRET_AUDIENCE_POTENTIAL_EMPLOYER, own_language ()),
                  widget, on_drafted, NULL, NULL);
}

static void
do_share_search (GtkWidget *widget, const char *action, GVariant *target)
{
  const char *words = g_variant_get_string (target, NULL);

  coffret_when (coffret_group_draft_of_search (session_of (widget), words, words,
                                               COFFRET_AUDIENCE_POTENTIAL_EMPLOYER,
                                               own_language ()),
                widget, on_drafted, NULL, NULL);
}

static void
do_share_shown (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_vault_view_share (COFFRET_VAULT_VIEW (widget));
}

static void
do_show_group (GtkWidget *widget, const char *action, GVariant *target)
{
  if (find_group (widget, target))
    show_group (widget, g_variant_get_string (target, NULL));
}

static void
do_share_group (GtkWidget *widget, const char *action, GVariant *target)
{
  if (!find_group (widget, target))
    return;
  show_group (widget, g_variant_get_string (target, NULL));
  coffret_vault_view_share (COFFRET_VAULT_VIEW (widget));
}

static void
do_show_shares (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_vault_view_show_shares (COFFRET_VAULT_VIEW (widget), g_variant_get_string (target, NULL),
                                  NULL);
}

static void
do_show_share (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_vault_view_show_shares (COFFRET_VAULT_VIEW (widget), NULL,
                                  g_variant_get_string (target, NULL));
}

static void
on_picked (CoffretMembersDialog *dialog, GPtrArray *entries, GtkWidget *widget)
{
  const char *id = coffret_members_dialog_get_group (dialog);

  coffret_when (coffret_session_add_to_group (session_of (widget), id, entries), widget, on_added,
                g_strdup (id), g_free);
}

static void
do_add_members (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretGroup *group = find_group (widget, target);
  CoffretMembersDialog *dialog;

  if (!group)
    return;
  dialog = coffret_members_dialog_new (session_of (widget), group);
  g_signal_connect_object (dialog, "picked", G_CALLBACK (on_picked), widget, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
on_renamed (AdwAlertDialog *dialog, const char *response, GtkWidget *widget)
{
  GtkWidget *entry = adw_alert_dialog_get_extra_child (dialog);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  CoffretGroup *group = coffret_groups_find (coffret_library_get_groups (library_of (widget)),
                                             g_object_get_data (G_OBJECT (dialog), "group"));
  g_autoptr (CoffretSharingGroup) row = NULL;

  if (!g_str_equal (response, "rename") || !group || *name == '\0' ||
      g_str_equal (name, coffret_group_get_name (group)))
    return;
  row = coffret_sharing_group_copy (coffret_group_get_row (group));
  g_set_str (&row->name, name);
  then_tell (widget, coffret_session_save_group (session_of (widget), row),
             /* Translators: %s is the new name of a sharing group */
             g_strdup_printf (_ ("The group is called “%s” now"), name));
}

static void
do_rename (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretGroup *group = find_group (widget, target);
  AdwAlertDialog *dialog;
  GtkWidget *entry;

  if (!group)
    return;
  dialog = ADW_ALERT_DIALOG (
    adw_alert_dialog_new (_ ("Rename the Group"), _ ("Only you see the name of the group.")));
  entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), coffret_group_get_name (group));
  gtk_entry_set_max_length (GTK_ENTRY (entry), COFFRET_SHARING_MAX_NAME);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the group"), -1);
  adw_alert_dialog_set_extra_child (dialog, entry);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "rename", _ ("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "rename");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "group", g_strdup (coffret_group_get_id (group)),
                          g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_renamed), widget, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
  gtk_widget_grab_focus (entry);
}

static void
on_duplicated (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretGroup *group;
  g_autofree char *words = NULL;

  if (error) {
    coffret_tell_error (owner, _ ("That Could Not Be Done"), error);
    return;
  }
  group = COFFRET_GROUP (g_value_get_object (value));
  /* Translators: %s is the name of a sharing group */
  words = g_strdup_printf (_ ("This is “%s”: for whom is it?"), coffret_group_get_name (group));
  show_group (owner, coffret_group_get_id (group));
  coffret_tell_undo (owner, words);
}

static void
do_duplicate (GtkWidget *widget, const char *action, GVariant *target)
{
  if (find_group (widget, target))
    coffret_when (coffret_session_duplicate_group (session_of (widget),
                                                   g_variant_get_string (target, NULL), NULL),
                  widget, on_duplicated, NULL, NULL);
}

static void
do_remove (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretGroup *group = find_group (widget, target);
  char *sentence;

  if (!group)
    return;
  /* Before the act: when it is done at once, the group is gone. */
  /* Translators: %s is the name of a sharing group */
  sentence = g_strdup_printf (_ ("The group “%s” is deleted; its credentials stay"),
                              coffret_group_get_name (group));
  then_tell (widget,
             coffret_session_remove_group (session_of (widget), coffret_group_get_id (group)),
             sentence);
}

/* DATA: the id of the group that took another place. */
static void
on_moved (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretLibrary *library = library_of (owner);
  CoffretGroups *groups = coffret_library_get_groups (library);
  CoffretGroup *group = coffret_groups_find (groups, data);
  g_autofree char *words = NULL;

  if (error) {
    coffret_tell_error (owner, _ ("That Could Not Be Done"), error);
    return;
  }
  if (!group)
    return;
  /* Translators: after a move: the name of a sharing group and its place */
  words = g_strdup_printf (_ ("“%s” is now %u of %u"), coffret_group_get_name (group),
                           coffret_group_rank (library, group),
                           g_list_model_get_n_items (G_LIST_MODEL (groups)));
  coffret_tell_undo (owner, words);
}

static void
do_move (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretLibrary *library = library_of (widget);
  const char *id;
  int step;
  CoffretGroup *group;
  const char *next;
  g_autofree char *before = NULL;

  g_variant_get (target, "(&si)", &id, &step);
  group = coffret_groups_find (coffret_library_get_groups (library), id);
  next = group ? coffret_group_neighbour (library, group, step) : NULL;
  if (!next) {
    gtk_widget_error_bell (widget);
    return;
  }
  /* Behind the next one is before the one after that, or at the end. */
  if (step > 0)
    next = coffret_group_neighbour (library, group, step + 1);
  before = g_strdup (next);
  coffret_when (coffret_session_place_group (session_of (widget), id, before), widget, on_moved,
                g_strdup (id), g_free);
}

static const struct {
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc act;
  gboolean changes;
} acts[] = {
  { "vault.new-group", NULL, do_new, TRUE },
  { "vault.share", "s", do_share, TRUE },
  { "vault.share-compartment", "s", do_share_compartment, TRUE },
  { "vault.share-search", "s", do_share_search, TRUE },
  { "vault.share-shown", NULL, do_share_shown, TRUE },
  { "vault.share-group", "s", do_share_group, TRUE },
  { "vault.add-members", "s", do_add_members, TRUE },
  { "vault.rename-group", "s", do_rename, TRUE },
  { "vault.duplicate-group", "s", do_duplicate, TRUE },
  { "vault.remove-group", "s", do_remove, TRUE },
  { "vault.move-group", "(si)", do_move, TRUE },
  { "vault.show-group", "s", do_show_group, FALSE },
  { "vault.show-shares", "s", do_show_shares, FALSE },
  { "vault.show-share", "s", do_show_share, FALSE },
};

void
coffret_share_acts_forbid_changes (GtkWidget *widget)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (acts[i].changes)
      gtk_widget_action_set_enabled (widget, acts[i].name, FALSE);
}

void
coffret_share_acts_install (GtkWidgetClass *klass)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    gtk_widget_class_install_action (klass, acts[i].name, acts[i].parameter, acts[i].act);
  coffret_shortcuts_bind (klass, "vault.new-group");
  coffret_shortcuts_bind (klass, "vault.share-shown");
}
