#include "app/help.h"

#include <glib/gi18n-lib.h>

#include "app/pages/credential-page.h"
#include "app/pages/door-page.h"
#include "app/window.h"
#include "base/json.h"
#include "credential/error.h"
#include "jsonld/error.h"
#include "organise/pathway.h"
#include "organise/practice.h"
#include "share/exporter.h"
#include "vault/error.h"
#include "verify/error.h"

#define FIRST "first-steps"

/* What is within another comes to its own. */
static const CoffretHelpWidget widgets[] = {
  { "CoffretAboutMeDialog", "about-me" },
  { "CoffretAddDialog", "add" },
  { "CoffretAskingGroup", "privacy/links" },
  { "CoffretAttachmentsSection", "attachments" },
  { "CoffretAttentionPage", "attention" },
  { "CoffretBackupsGroup", "backups" },
  { "CoffretBrowsePage", "filters/browse" },
  { "CoffretCheckDialog", "add/check" },
  { "CoffretCodeDialog", "ways-out/qr" },
  { "CoffretCompareDialog", "versions/compare" },
  { "CoffretCompartmentDialog", "compartments/make" },
  { "CoffretCredentialPage", "verdicts" },
  { "CoffretDetailsDialog", "own/original" },
  { "CoffretDoorPage", "keys" },
  { "CoffretExportDialog", "own/save" },
  { "CoffretFieldsDialog", "hidden" },
  { "CoffretFindingPage", "verdicts" },
  { "CoffretFirstRunPage", "first-steps/begin" },
  { "CoffretGroupMembers", "sharing" },
  { "CoffretGroupPage", "sharing" },
  { "CoffretGroupingDialog", "compartments/group" },
  { "CoffretGuestDialog", "guest" },
  { "CoffretHandoutsDialog", "handouts" },
  { "CoffretHistorySection", "versions" },
  { "CoffretIdentityDialog", "about-me" },
  { "CoffretLearnPage", "lessons" },
  { "CoffretLedgerPage", "ledger" },
  { "CoffretLessonPanel", "lessons/stuck" },
  { "CoffretListPage", "filters" },
  { "CoffretLockingGroup", "locking" },
  { "CoffretMembersDialog", "sharing/make" },
  { "CoffretMergeDialog", "backups/back" },
  { "CoffretOverviewPage", "overview" },
  { "CoffretOwnDatesDialog", "own" },
  { "CoffretOwnDialog", "add/hand" },
  { "CoffretOwnTextsDialog", "own/language" },
  { "CoffretParcelDialog", "sharing/see" },
  { "CoffretPassphraseDialog", "passphrase" },
  { "CoffretPathwayDialog", "pathways" },
  { "CoffretPathwayEditDialog", "pathways/make" },
  { "CoffretPeopleDialog", "presenting/person" },
  { "CoffretPreferencesDialog", "keyboard" },
  { "CoffretPreviewDialog", "attachments/open" },
  { "CoffretReceivedDialog", "receiving" },
  { "CoffretRestoreDialog", "new-computer/how" },
  { "CoffretSalvageDialog", "damaged/salvage" },
  { "CoffretSearchBox", "search" },
  { "CoffretSeveralBar", "filters/several" },
  { "CoffretShareDialog", "ways-out" },
  { "CoffretShareRecordDialog", "ledger" },
  { "CoffretShareWithDialog", "sharing/make" },
  { "CoffretSheetDialog", "recovery-sheet/make" },
  { "CoffretShortcutsDialog", "keyboard" },
  { "CoffretSidebarPage", FIRST },
  { "CoffretTagsDialog", "tags" },
  { "CoffretTagsRow", "tags" },
  { "CoffretTargetDialog", "overview/target" },
  { "CoffretTryDialog", "keys/test" },
  { "CoffretVaultDialog", "vaults" },
  { "CoffretVaultsDialog", "vaults" },
  { "CoffretVerdictDialog", "checks" },
  { "CoffretVersionDialog", "versions/join" },
  { "CoffretWaysGroup", "keys" },
  { "CoffretYoursSection", "own" },
  { "#compartments", "compartments" },
  { "#groups", "sharing" },
  { "#presenting_sign", "presenting" },
  { "#trash", "undo/trash" },
  { NULL, NULL },
};

static const char *const doors[] = {
  [COFFRET_DOOR_LOOKING] = "keys",
  [COFFRET_DOOR_FIRST_RUN] = "first-steps/begin",
  [COFFRET_DOOR_LOCKED] = "keys",
  [COFFRET_DOOR_KEYRING_NONE] = "keyring/none",
  [COFFRET_DOOR_KEYRING_LOCKED] = "keyring/locked",
  [COFFRET_DOOR_KEYRING_ABSENT] = "keyring/absent",
  [COFFRET_DOOR_KEYRING_TIMEOUT] = "keyring/timeout",
  [COFFRET_DOOR_OPEN] = FIRST,
  [COFFRET_DOOR_BUSY] = "busy",
  [COFFRET_DOOR_MISSING] = "damaged/missing",
  [COFFRET_DOOR_DAMAGED] = "damaged",
  [COFFRET_DOOR_NEWER] = "newer",
  [COFFRET_DOOR_FAULT] = "fault",
};

static const char *const vault_errors[] = {
  [COFFRET_VAULT_ERROR_EXISTS] = "vaults/exists",
  [COFFRET_VAULT_ERROR_MISSING] = "damaged/missing",
  [COFFRET_VAULT_ERROR_DAMAGED] = "damaged/damaged",
  [COFFRET_VAULT_ERROR_PLAINTEXT] = "fault/build",
  [COFFRET_VAULT_ERROR_PROVIDER] = "fault/build",
  [COFFRET_VAULT_ERROR_NEWER] = "newer",
  [COFFRET_VAULT_ERROR_BUSY] = "busy",
  [COFFRET_VAULT_ERROR_FULL] = "disk/full",
  [COFFRET_VAULT_ERROR_READ_ONLY] = "disk/read-only",
  [COFFRET_VAULT_ERROR_WRONG_KEY] = "passphrase/wrong",
  [COFFRET_VAULT_ERROR_NO_SLOT] = "keys/no-slot",
  [COFFRET_VAULT_ERROR_NO_MEMORY] = "passphrase/memory",
  [COFFRET_VAULT_ERROR_KEYRING_NONE] = "keyring/none",
  [COFFRET_VAULT_ERROR_KEYRING_LOCKED] = "keyring/locked",
  [COFFRET_VAULT_ERROR_KEYRING_ABSENT] = "keyring/absent",
  [COFFRET_VAULT_ERROR_KEYRING_TIMEOUT] = "keyring/timeout",
  [COFFRET_VAULT_ERROR_CLOSED] = "locking/closed",
  [COFFRET_VAULT_ERROR_CONFLICT] = "undo/conflict",
  [COFFRET_VAULT_ERROR_IO] = "disk/io",
};

static const char *const credential_errors[] = {
  [COFFRET_CREDENTIAL_ERROR_UNREADABLE] = "refused/unreadable",
  [COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL] = "refused/not-credential",
  [COFFRET_CREDENTIAL_ERROR_INCOMPLETE] = "refused/incomplete",
  [COFFRET_CREDENTIAL_ERROR_TOO_LARGE] = "refused/too-large",
  [COFFRET_CREDENTIAL_ERROR_UNSUPPORTED] = "refused/unsupported",
};

static const char *const json_errors[] = {
  [COFFRET_JSON_ERROR_TOO_LARGE] = "refused/too-large",
  [COFFRET_JSON_ERROR_TOO_DEEP] = "refused/too-large",
  [COFFRET_JSON_ERROR_NOT_UTF8] = "refused/unreadable",
  [COFFRET_JSON_ERROR_DUPLICATE_KEY] = "refused/unreadable",
  [COFFRET_JSON_ERROR_SYNTAX] = "refused/unreadable",
};

static const char *const jsonld_errors[] = {
  [COFFRET_JSONLD_ERROR_INVALID] = "refused/unreadable",
  [COFFRET_JSONLD_ERROR_CONTEXT] = "verdicts/unchecked",
  [COFFRET_JSONLD_ERROR_UNSUPPORTED] = "verdicts/unchecked",
  [COFFRET_JSONLD_ERROR_DROPPED] = "verdicts/unchecked",
  [COFFRET_JSONLD_ERROR_TOO_COMPLEX] = "refused/too-large",
  [COFFRET_JSONLD_ERROR_SYNTAX] = "refused/unreadable",
};

static const char *const verify_errors[] = {
  [COFFRET_VERIFY_ERROR_KEY] = "issuers/keys",
  [COFFRET_VERIFY_ERROR_UNSUPPORTED] = "verdicts/unchecked",
  [COFFRET_VERIFY_ERROR_DOCUMENT] = "issuers/wrong-document",
  [COFFRET_VERIFY_ERROR_MALFORMED] = "verdicts/invalid",
};

static const char *const pathway_errors[] = {
  [COFFRET_PATHWAY_ERROR_UNREADABLE] = "pathways/unreadable",
  [COFFRET_PATHWAY_ERROR_NEWER] = "pathways/newer",
  [COFFRET_PATHWAY_ERROR_WRONG] = "pathways/wrong",
};

static const char *const practice_errors[] = {
  [COFFRET_PRACTICE_ERROR_OWN_FILE] = "practice/own-file",
};

static const char *const export_errors[] = {
  [COFFRET_EXPORT_ERROR_REFUSED] = "ways-out/refused",
  [COFFRET_EXPORT_ERROR_FAILED] = "ways-out/failed",
};

/* Those of the platform's that people meet. */
static const struct {
  GIOErrorEnum code;
  const char *place;
} io_errors[] = {
  { G_IO_ERROR_NOT_FOUND, "disk/not-found" },   { G_IO_ERROR_EXISTS, "disk/exists" },
  { G_IO_ERROR_NO_SPACE, "disk/full" },         { G_IO_ERROR_READ_ONLY, "disk/read-only" },
  { G_IO_ERROR_FAILED, "fault/could-not" },     { G_IO_ERROR_PERMISSION_DENIED, "disk/permission" },
  { G_IO_ERROR_NOT_MOUNTED, "disk/not-found" },
};

static const char *
place_at (const char *const *places, gsize count, int code)
{
  return code >= 0 && (gsize) code < count ? places[code] : NULL;
}

static const char *
place_of_io_error (int code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (io_errors); i++)
    if ((int) io_errors[i].code == code)
      return io_errors[i].place;
  return NULL;
}

const char *
coffret_help_place_of_error (const GError *error)
{
  const struct {
    GQuark domain;
    const char *const *places;
    gsize count;
  } domains[] = {
    { COFFRET_VAULT_ERROR, vault_errors, G_N_ELEMENTS (vault_errors) },
    { COFFRET_CREDENTIAL_ERROR, credential_errors, G_N_ELEMENTS (credential_errors) },
    { COFFRET_JSON_ERROR, json_errors, G_N_ELEMENTS (json_errors) },
    { COFFRET_JSONLD_ERROR, jsonld_errors, G_N_ELEMENTS (jsonld_errors) },
    { COFFRET_VERIFY_ERROR, verify_errors, G_N_ELEMENTS (verify_errors) },
    { COFFRET_PATHWAY_ERROR, pathway_errors, G_N_ELEMENTS (pathway_errors) },
    { COFFRET_PRACTICE_ERROR, practice_errors, G_N_ELEMENTS (practice_errors) },
    { COFFRET_EXPORT_ERROR, export_errors, G_N_ELEMENTS (export_errors) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    if (error->domain == domains[i].domain)
      return place_at (domains[i].places, domains[i].count, error->code);
  return error->domain == G_IO_ERROR ? place_of_io_error (error->code) : NULL;
}

const CoffretHelpWidget *
coffret_help_list_widgets (void)
{
  return widgets;
}

static const char *
place_of_door (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);
  CoffretDoor *door =
    COFFRET_IS_WINDOW (root) ? coffret_window_get_door (COFFRET_WINDOW (root)) : NULL;

  return door != NULL ? doors[coffret_door_get_state (door)] : NULL;
}

static char *
place_of_credential (CoffretCredentialPage *page)
{
  CoffretEntry *entry = coffret_credential_page_get_entry (page);
  const char *verdict = entry != NULL ? coffret_entry_get_verdict (entry) : NULL;

  return verdict != NULL ? g_strconcat ("verdicts/", verdict, NULL) : NULL;
}

/* Of WIDGET itself; NULL: it has none. */
static char *
place_of_widget (GtkWidget *widget)
{
  const char *type = G_OBJECT_TYPE_NAME (widget);
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
  char *place = NULL;

  if (COFFRET_IS_CREDENTIAL_PAGE (widget))
    place = place_of_credential (COFFRET_CREDENTIAL_PAGE (widget));
  else if (COFFRET_IS_DOOR_PAGE (widget))
    place = g_strdup (place_of_door (widget));
  for (const CoffretHelpWidget *one = widgets; one->name != NULL && place == NULL; one++)
    if (one->name[0] == '#' ? (GTK_IS_LIST_BOX (widget) || ADW_IS_BANNER (widget)) &&
                                g_strcmp0 (one->name + 1, id) == 0
                            : g_str_equal (one->name, type))
      place = g_strdup (one->place);
  return place;
}

/* The first below WIDGET that is on the screen and has one. */
static char *
search (GtkWidget *widget)
{
  char *place = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (ADW_IS_NAVIGATION_PAGE (widget) || COFFRET_IS_DOOR_PAGE (widget))
    place = place_of_widget (widget);
  for (GtkWidget *child = gtk_widget_get_last_child (widget); child != NULL && place == NULL;
       child = gtk_widget_get_prev_sibling (child))
    place = search (child);
  return place;
}

char *
coffret_help_place_of (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  AdwDialog *dialog =
    ADW_IS_APPLICATION_WINDOW (window)
      ? adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))
      : NULL;
  char *place = NULL;

  if (dialog != NULL && (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (dialog))))
    focus = GTK_WIDGET (dialog);
  for (; focus != NULL && place == NULL; focus = gtk_widget_get_parent (focus))
    place = place_of_widget (focus);
  if (place == NULL)
    place = search (GTK_WIDGET (window));
  return place != NULL ? place : g_strdup (FIRST);
}

static void
on_response (GtkWidget *from, const char *response, AdwAlertDialog *dialog)
{
  if (g_str_equal (response, "help"))
    gtk_widget_activate_action (from, "app.help-on", "s",
                                g_object_get_data (G_OBJECT (dialog), "help"));
}

void
coffret_help_offer (AdwAlertDialog *dialog, GtkWidget *from, const GError *error)
{
  const char *place = error != NULL ? coffret_help_place_of_error (error) : NULL;
  GtkRoot *root = gtk_widget_get_root (from);
  GtkApplication *application =
    GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;

  if (place == NULL || application == NULL ||
      !g_action_group_has_action (G_ACTION_GROUP (application), "help-on"))
    return;
  g_object_set_data (G_OBJECT (dialog), "help", (gpointer) place);
  adw_alert_dialog_add_response (dialog, "help", _ ("_Help"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), from, G_CONNECT_SWAPPED);
}
