/* Where the focus goes when something closes: each dialog, question, menu and page of the program
 * is opened by keyboard from a control and left again, and then that control has the focus; or,
 * where the act took it away, the place where one goes on. Never nothing, never the window's first
 * button, never a message that passes (WCAG 2.4.3; design.md, section 8).
 *
 * What is opened is named by its type, a question by its heading; tests/policy/returned.py asks
 * that each there is in src/ stands here.
 */
#include "app/application.h"
#include "app/dialogs/restore-dialog.h"
#include "app/dialogs/salvage-dialog.h"
#include "app/dialogs/check-dialog.h"
#include "app/ground-acts.h"
#include "app/lock-watch/lock-warning.h"
#include "app/tell.h"
#include "app/vault-view.h"
#include "app/window.h"
#include "organise/attachments.h"
#include "organise/door.h"
#include "organise/planning.h"
#include "organise/shares.h"
#include "organise/sharing.h"
#include "organise/vaults.h"
#include "organise/ways.h"
#include "practice/invent.h"
#include "testing/folder.h"
#include "tutorials/handouts-dialog.h"
#include "tutorials/help.h"
#include "ui-testing.h"
#include "vault/backup.h"
#include "vault/recovery-code.h"

#include <string.h>

#define CREDENTIALS 6 /* and one in the trash */
#define WIDTH 1000
#define HEIGHT 800
#define NARROW 380

/* A way is steps, divided by "; ":
 *   show PLACE    the page of that name, with the focus in it
 *   open N        the page of a credential
 *   group         the page of the sharing group
 *   at TEXT       the focus on what is called so, in what lies on top
 *   pick TEXT     the same, and Enter
 *   item TEXT     the same in the menu that is open
 *   press KEY     a key
 *   act NAME      the act of that name, on what has the focus
 *   write TEXT    into the field that has the focus
 *   call NAME     what only another program would bring (calls, below)
 *   until TYPE    something of that type has the focus */
typedef struct {
  const char *opens; /* a type, or the heading of a question; NULL: the way is an act by itself */
  const char *way;
  const char *ends; /* as a way; NULL: Escape */
  const char *back; /* a type or a text of what has the focus then, or of what that is in; NULL: the
                       control from which it was opened */
} Case;

typedef struct {
  UiTestingHouse house;
  CoffretApplication *application;
  CoffretVaultView *view;
  char *folder;
  char *place;       /* of the owner's vault; nullable */
  char *group;       /* its id; nullable */
  GtkWidget *opener; /* weak */
  gboolean ending;   /* it is no opener what is pressed now */
} Fixture;

/* Of the window and of the vault as a whole. */
static const Case own[] = {
  /* Once, over the dialog that it is about. */
  { "One More Key First?", "show all; press ctrl+n", NULL, "CoffretAddDialog" },
  { "CoffretAddDialog", "show all; press ctrl+n", NULL, NULL },
  { "CoffretAddDialog", "show all; pick Main menu; item Add Credentials…", NULL, NULL },
  { "CoffretAddDialog", "at Nursing; press ctrl+n", NULL, NULL },
  { "GtkFileChooserDialog", "show all; press ctrl+n; pick CoffretAddDialog>Choose Files…", NULL,
    NULL },
  { "CoffretCheckDialog", "show all; press ctrl+k", NULL, NULL },
  { "CoffretFindingPage", "show all; call check; pick CoffretCheckDialog>Credential 9", NULL,
    NULL },
  { "CoffretFindingPage", "show all; call check-one", NULL, "CoffretCheckDialog" },
  { "CoffretOwnDialog", "show all; press ctrl+shift+n", NULL, NULL },
  { "CoffretOwnDialog", "show all; press ctrl+shift+n; until CoffretOwnDialog",
    "at Title; write Diploma; pick Add", "CoffretCredentialPage" },
  { "Discard What You Typed?",
    "show all; press ctrl+shift+n; until CoffretOwnDialog; at Title; write A; press Escape", NULL,
    NULL },
  { "CoffretPreferencesDialog", "show all; press ctrl+comma", NULL, NULL },
  { "CoffretPreferencesDialog", "pick Main menu; item Preferences", NULL, NULL },
  { "CoffretPassphraseDialog",
    "show all; press ctrl+comma; pick AdwViewSwitcher>Vault; pick Change the Passphrase…", NULL,
    NULL },
  { "CoffretSheetDialog",
    "show all; press ctrl+comma; pick AdwViewSwitcher>Vault; pick Make a Recovery Sheet…", NULL,
    NULL },
  { "CoffretTryDialog",
    "show all; press ctrl+comma; pick AdwViewSwitcher>Vault; pick See whether the passphrase opens "
    "the vault",
    NULL, NULL },
  { "Remove the Passphrase?",
    "show all; call sheet; press ctrl+comma; pick AdwViewSwitcher>Vault; pick Remove the "
    "passphrase",
    NULL, NULL },
  { "Remove the Recovery Sheet?",
    "show all; press ctrl+comma; pick AdwViewSwitcher>Vault; pick Remove the recovery sheet", NULL,
    NULL },
  { "Change the Language?",
    "show all; press ctrl+comma; pick CoffretPreferencesDialog>Language; press Down; press Return",
    NULL, NULL },
  { "GtkFileChooserDialog",
    "show all; press ctrl+comma; pick AdwViewSwitcher>Vault; pick Restore from a Backup…", NULL,
    NULL },
  { "CoffretVaultsDialog", "show all; press ctrl+alt+v", NULL, NULL },
  { "CoffretVaultDialog", "show all; press ctrl+alt+v; pick Add a Vault…", NULL, NULL },
  { "CoffretVaultDialog", "show all; press ctrl+alt+v; pick CoffretVaultsDialog>Menu; item Rename…",
    NULL, NULL },
  { "CoffretVaultDialog", "show all; press ctrl+alt+v; pick CoffretVaultsDialog>Menu; item Rename…",
    "until CoffretVaultDialog; write Mine; press Return", "Menu" },
  { "Remove for Ever?",
    "show all; press ctrl+alt+v; pick CoffretVaultsDialog>Menu; item Remove for Ever…", NULL,
    NULL },
  { "CoffretShortcutsDialog", "show all; press ctrl+question", NULL, NULL },
  { "AdwAboutDialog", "pick Main menu; item About Coffret", NULL, NULL },
  { "CoffretHelpDialog", "show learn; pick Questions and answers", NULL, NULL },
  { "CoffretTopicPage", "show all; press F1", NULL, "CoffretHelpDialog" },
  { "CoffretHandoutsDialog", "show learn; pick Handouts…", NULL, NULL },
  { "CoffretGuestDialog", "pick Main menu; item Guest Session…", NULL, NULL },
  { "CoffretCompartmentDialog", "pick New compartment", NULL, NULL },
  { "CoffretCompartmentDialog", "pick New compartment; until CoffretCompartmentDialog",
    "write Home; press Return", "CoffretListPage" },
  { "CoffretCompartmentDialog",
    "call narrow; call large; show all; press alt+Left; pick New compartment; until "
    "CoffretCompartmentDialog",
    "write Home; press Return", "Search" },
  { "CoffretCompartmentDialog", "at Nursing; press F2", NULL, NULL },
  { "CoffretCompartmentDialog", "at Nursing; press F2", "press Return", NULL },
  { "CoffretCompartmentDialog", "at Nursing; press shift+F10; item Change…", NULL, NULL },
  { "CoffretCompartmentDialog", "show all; press shift+F10; item Put In; item New Compartment…",
    NULL, NULL },
  { "CoffretGroupingDialog", "show all; press ctrl+shift+g", NULL, NULL },
  { "CoffretAboutMeDialog", "show all; press ctrl+alt+m", NULL, NULL },
  { "CoffretIdentityDialog", "show all; press ctrl+alt+m; pick Add a Name…", NULL, NULL },
  { "CoffretIdentityDialog", "show all; press ctrl+alt+m; pick Add a Name…",
    "write Zoé; press Return", "CoffretAboutMeDialog" },
  { "CoffretIdentityDialog", "show all; press ctrl+alt+m; pick Zoé Tremblay", NULL, NULL },
};

/* Of what is in it. */
static const Case kept[] = {
  { "CoffretShareWithDialog", "show all; press ctrl+shift+s", NULL, NULL },
  { "CoffretShareWithDialog", "pick New sharing group", NULL, NULL },
  { "What May They See?", "show all; press ctrl+shift+s; pick Professor", NULL, NULL },
  { "What May They See?",
    "call narrow; call large; show all; press ctrl+shift+s; pick Professor; until GtkText", NULL,
    NULL },
  { "CoffretMembersDialog", "group; pick Add…", NULL, NULL },
  { "CoffretMembersDialog", "group; pick Add…", "pick Credential 2; pick Add", "CoffretGroupPage" },
  { "CoffretFieldsDialog", "group; pick Change…", NULL, NULL },
  { "CoffretFieldsDialog", "group; pick CoffretGroupMembers>Credential 0", NULL, NULL },
  { "CoffretParcelDialog", "group; pick Preview", NULL, NULL },
  { "CoffretShareDialog", "group; pick Share…", NULL, NULL },
  { "CoffretShareDialog", "group; pick Preview; pick CoffretParcelDialog>Share…", NULL,
    "CoffretGroupPage" },
  /* It fills the screen, where a button may be elsewhere than in the window before. */
  { "CoffretCodeDialog", "group; pick Share…; until CoffretChoiceRow; pick CoffretShareDialog>Show",
    NULL, "Share…" },
  { "CoffretCodeDialog",
    "call narrow; group; pick Share…; until CoffretChoiceRow; pick CoffretShareDialog>Show",
    "press Escape; call narrow", "Share…" },
  { "CoffretCodeDialog",
    "call narrow; group; pick Preview; pick CoffretParcelDialog>Share…; until CoffretChoiceRow; "
    "pick CoffretShareDialog>Show",
    "press Escape; call narrow", "Preview" },
  { "Rename the Group", "at Hospital; press F2", NULL, NULL },
  { "Rename the Group", "at Hospital; press F2", "write Clinic; press Return", NULL },
  { "CoffretShareRecordDialog", "show shared; pick CoffretLedgerPage>Hospital", NULL, NULL },
  { "CoffretReceivedDialog",
    "show shared; pick CoffretLedgerPage>Hospital; pick Look at It as They Do", NULL, NULL },
  { "CoffretDetailsDialog", "show all; press shift+F10; item Technical Details", NULL, NULL },
  { "CoffretVerdictDialog", "open 0; press ctrl+i", NULL, NULL },
  { "CoffretOwnTextsDialog", "open 0; press ctrl+shift+t", NULL, NULL },
  { "CoffretOwnDatesDialog", "open 0; pick Your Dates", NULL, NULL },
  { "CoffretOwnDatesDialog", "open 0; pick Your Dates",
    "at Received on; write 2026-01-02; pick Save", NULL },
  { "CoffretPreviewDialog", "open 0; pick What can be done with “a.pdf”; item Preview", NULL,
    NULL },
  { "Rename the File", "open 0; at a.txt; press F2", NULL, NULL },
  { "Rename the File", "open 0; at a.txt; press F2", "write b.txt; press Return", "b.txt" },
  { "Go to This Site?", "open 0; pick Open Link…", NULL, NULL },
  { "This Is a Link", "show all; call link; press ctrl+v", NULL, NULL },
  { "CoffretTagsDialog", "show all; press ctrl+a; pick More to do with them; item Tags…", NULL,
    NULL },
  { "CoffretPathwayEditDialog",
    "show all; press ctrl+a; pick More to do with them; item Make a Pathway of These…", NULL,
    NULL },
  { "CoffretTargetDialog", "show overview; pick Target", NULL, NULL },
  { "CoffretTargetDialog", "show overview; pick Target", "write 10; pick Set", "Target" },
  { "CoffretPathwayDialog", "show overview; pick Nurse", NULL, NULL },
  { "CoffretPathwayEditDialog", "show overview; pick Make a pathway of your own…", NULL, NULL },
  { "CoffretPathwayEditDialog", "show overview; pick Nurse; pick CoffretPathwayDialog>Change…",
    NULL, "Nurse" },
  { "CoffretPathwayDialog", "show overview; pick Nurse", "pick Remove This Pathway",
    "CoffretFigureRow" },
  { "CoffretVersionDialog",
    "open 0; pick What can be done with this credential; item Join With Another Version…", NULL,
    NULL },
  { "CoffretCompareDialog", "show all; call compare", NULL, NULL },
  { "CoffretMergeDialog", "show all; call merge", NULL, NULL },
  { "Where Does the File Come From?",
    "open 0; press ctrl+i; at CoffretVerdictDialog>Copy All for an Expert; call ground", NULL,
    NULL },
  { "Where This Vault Is", "show all; pick What to Do", NULL, "CoffretListPage" },
  { "Are You Still There?", "at Nursing; call warn", NULL, NULL },
  { "Nothing Can Be Changed", "at Nursing; act win.explain-read-only", NULL, NULL },
  { "Your Vault Is Damaged", "at Nursing; act win.explain-damage", NULL, NULL },
  { "That Failed", "at Nursing; call error", NULL, NULL },
  { "GtkFileChooserDialog", "show all; press ctrl+o", NULL, NULL },
  { "CoffretCredentialPage", "show all; press Return", NULL, NULL },
  { "CoffretCredentialPage", "show all; press Return; until CoffretCredentialPage",
    "press alt+Left", NULL },
};

/* Menus, and acts that open nothing. */
static const Case menus[] = {
  { "GtkPopoverMenu", "pick Main menu", NULL, NULL },
  { "GtkPopoverMenu", "show all; press F10", NULL, "Main menu" },
  { "GtkPopoverMenu", "show all; pick Sort", NULL, NULL },
  { "GtkPopoverMenu", "show all; pick Sort", "item Title", "CoffretListPage" },
  { "GtkPopoverMenu", "show all; press shift+F10", NULL, NULL },
  { "GtkPopoverMenu", "at Nursing; press shift+F10", NULL, NULL },
  { "GtkPopoverMenu", "at Hospital; press shift+F10", NULL, NULL },
  { "GtkPopoverMenu", "at Hospital; press shift+F10", "item Duplicate", "CoffretGroupPage" },
  { "GtkPopoverMenu", "open 0; pick What can be done with this credential", NULL, NULL },
  { "GtkPopoverMenu", "open 0; pick Put In…", NULL, NULL },
  { "GtkPopoverMenu", "open 0; pick Put In…", "item Work", "Put In…" },
  { NULL, "open 0; pick Take Out", NULL, "Hospital" },
  { NULL, "at Work; press Delete", NULL, "CoffretPlaceRow" },
  { NULL, "at Hospital; press Delete", NULL, "CoffretSidebarPage" },
  { NULL, "show all; press Delete", NULL, "GtkListItemWidget" },
  { NULL, "show all; press Delete; pick AdwToastWidget>Undo", NULL, "CoffretListPage" },
  { NULL, "show all; press ctrl+a; press Delete", NULL, "CoffretListPage" },
  { NULL, "group; at CoffretGroupMembers>Credential 0; press Delete", NULL, "Credential 1" },
  { NULL, "group; at CoffretGroupMembers>Credential 0; press alt+Down", NULL, "Credential 0" },
  { NULL, "open 0; at a.txt; press Delete", NULL, "a.pdf" },
  { NULL, "open 0; at a.txt; call narrow", NULL, NULL },
  { NULL, "group; at Change…; call narrow", NULL, NULL },
  { NULL, "group; at Share…; call narrow", NULL, "CoffretGroupPage" },
  { NULL, "open 0; pick Make this a favourite", NULL, "CoffretCredentialPage" },
  { NULL, "show favourites; press ctrl+f; until CoffretSearchBox; press Escape", NULL,
    "Add credentials" },
  { NULL, "show all; press ctrl+f; until CoffretSearchBox; write zzz; press Escape", NULL,
    "GtkListItemWidget" },
  { NULL, "show all; press ctrl+f; until CoffretSearchBox; write zzz; pick Clear Search", NULL,
    "CoffretListPage" },
  { NULL, "show all; press ctrl+alt+m; pick CoffretAboutMeDialog>Remove", NULL, "Add a Name…" },
  { NULL, "show overview; pick As a Table", NULL, NULL },
  { "GtkPopoverMenu", "group; pick What can be done with this group", NULL, NULL },
  { "GtkPopoverMenu", "group; at CoffretGroupMembers>Credential 0; press shift+F10", NULL, NULL },
  { "GtkPopoverMenu", "show attention; pick What else can be done here", NULL, NULL },
  { "GtkPopoverMenu", "show shared; pick What can be done with this list", NULL, NULL },
  { "GtkPopoverMenu", "show overview; pick Save the Overview", NULL, NULL },
  { "GtkPopoverMenu", "show all; press ctrl+a; pick More to do with them", NULL, NULL },
  { "GtkPopoverMenu", "show all; press ctrl+a; pick Put in a compartment", NULL, NULL },
  { "GtkPopoverMenu", "at Work; press shift+F10", "item Delete Compartment", "CoffretPlaceRow" },
  { "GtkPopoverMenu", "show all; press shift+F10", "item Move to Trash", "GtkListItemWidget" },
  { "GtkPopoverMenu", "open 0; pick What can be done with this credential", "item Move to Trash",
    "GtkListItemWidget" },
  { "Empty the Trash?", "pick Trash; until CoffretListPage; pick Empty Trash…", NULL, NULL },
  { "Empty the Trash?", "pick Trash; until CoffretListPage; pick Empty Trash…", "pick Empty Trash",
    "CoffretListPage" },
};

static const Case guest[] = {
  { "CoffretGuestDialog", "show all; act win.explain-guest", NULL, NULL },
  { "Save It First", "open 0; pick a.txt", NULL, NULL },
  { "End the Guest Session?", "show all; press ctrl+w", NULL, NULL },
};

static const Case practice[] = {
  { "CoffretPeopleDialog", "show all; press ctrl+alt+p", NULL, NULL },
  { "CoffretPeopleDialog", "show learn; pick Choose another person", NULL, NULL },
  { "CoffretVerdictDialog", "show attention; pick How We Know…", NULL, NULL },
};

/* One after the other: each begins where the one before it left. */
static const Case first_run[] = {
  { "Your Vault", "pick Continue", NULL, NULL },
  { "Keys to the Vault", "pick Continue; pick Make a new vault", NULL, NULL },
  { "GtkFileChooserDialog", "pick Bring a vault back", NULL, NULL },
  { "CoffretRestoreDialog", "at Bring a vault back; call restore", NULL, NULL },
  { "CoffretSalvageDialog", "at Bring a vault back; call salvage", NULL, NULL },
  { "CoffretCheckDialog", "at Bring a vault back; press ctrl+k", NULL, NULL },
};

/* Where a widget may have the words that it is known by. */
static const char *const properties[] = {
  "label", "title", "tooltip-text", "text", "heading", NULL
};

static GtkWidget *
find (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget) || GTK_IS_TOOLTIP (widget))
    return NULL;
  if (ui_testing_says (widget, properties, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, text);
  return found;
}

/* Also in a window of the toolkit's own. */
static GtkWidget *
focus_of (Fixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link; link = link->next)
    if (gtk_window_is_active (link->data) && link->data != fixture->house.window)
      return gtk_window_get_focus (link->data);
  return gtk_window_get_focus (fixture->house.window);
}

static GtkWidget *
popover_of (Fixture *fixture)
{
  GtkWidget *focus = focus_of (fixture);

  return focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;
}

/* What WIDGET is in, or itself, that is of that type or has that text. */
static GtkWidget *
around (GtkWidget *widget, const char *name)
{
  for (; widget; widget = gtk_widget_get_parent (widget))
    if (g_str_equal (G_OBJECT_TYPE_NAME (widget), name) ||
        ui_testing_says (widget, properties, name))
      return widget;
  return NULL;
}

/* In what lies on top. */
static GtkWidget *
top (Fixture *fixture)
{
  AdwDialog *dialog =
    adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->house.window));

  return dialog ? GTK_WIDGET (dialog) : GTK_WIDGET (fixture->house.window);
}

/* Nobody is so quick that what comes next is not there yet. */
static void
rest (Fixture *fixture)
{
  ui_testing_rest (fixture->house.window);
}

static char *
describe (GtkWidget *widget)
{
  GString *words = g_string_new (widget ? NULL : "nothing");

  for (guint i = 0; widget && i < 18; i++, widget = gtk_widget_get_parent (widget)) {
    const char *tooltip = gtk_widget_get_tooltip_text (widget);

    g_string_append_printf (words, "%s%s", i ? " < " : "", G_OBJECT_TYPE_NAME (widget));
    if (tooltip || ADW_IS_PREFERENCES_ROW (widget))
      g_string_append_printf (
        words, " “%s”", tooltip ?: adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)));
  }
  return g_string_free (words, FALSE);
}

/* The first of that type below WIDGET, or itself, that is on the screen. */
static GtkWidget *
find_type (GtkWidget *widget, const char *name)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, name);
  return found;
}

/* TEXT is what is looked for WHERE; with "TYPE>" before it, in that alone. */
static GtkWidget *
find_in (GtkWidget *where, const char *text)
{
  const char *sign = strchr (text, '>');
  g_autofree char *type = sign ? g_strndup (text, (gsize) (sign - text)) : NULL;

  if (type)
    where = find_type (where, type);
  return where ? find (where, sign ? sign + 1 : text) : NULL;
}

/* Gives the focus to what is called so, or to what that is a part of. */
static gboolean
take_focus (GtkWidget *where, const char *text)
{
  GtkWidget *found = where ? find_in (where, text) : NULL;

  if (found && !gtk_widget_is_sensitive (found))
    return FALSE;
  while (found && !gtk_widget_grab_focus (found))
    found = gtk_widget_get_parent (found);
  return found != NULL;
}

static void
focus_on (Fixture *fixture, GtkWidget *(*where) (Fixture *fixture), const char *text)
{
  ui_testing_wait_until (take_focus (where (fixture), text));
}

/* What is opened from a menu is opened from where the menu is. */
static void
keep_opener (Fixture *fixture)
{
  if (!fixture->ending && !popover_of (fixture))
    g_set_weak_pointer (&fixture->opener, focus_of (fixture));
}

static void
call_check (Fixture *fixture)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  AdwDialog *dialog;

  for (guint i = 8; i < 10; i++) {
    g_autoptr (GBytes) bytes = ui_testing_credential_new (i);
    g_autofree char *path = g_strdup_printf ("%s/%u.json", fixture->folder, i);
    g_autoptr (GFile) file = g_file_new_for_path (path);

    g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                        (gssize) g_bytes_get_size (bytes), NULL));
    g_list_store_append (files, file);
  }
  gtk_widget_activate_action (fixture->opener, "win.check", NULL);
  dialog = ui_testing_house_dialog (&fixture->house);
  coffret_check_dialog_take_files (COFFRET_CHECK_DIALOG (dialog), G_LIST_MODEL (files));
}

static void
call_check_one (Fixture *fixture)
{
  g_autoptr (GBytes) bytes = ui_testing_credential_new (9);
  AdwDialog *dialog;

  gtk_widget_activate_action (fixture->opener, "win.check", NULL);
  dialog = ui_testing_house_dialog (&fixture->house);
  coffret_check_dialog_take_bytes (COFFRET_CHECK_DIALOG (dialog), bytes, "nine.json");
}

static void
call_compare (Fixture *fixture)
{
  gtk_widget_activate_action (fixture->opener, "vault.compare", "(ss)",
                              coffret_entry_get_id (ui_testing_entry (fixture->house.session, 0)),
                              coffret_entry_get_id (ui_testing_entry (fixture->house.session, 1)));
}

static void
call_error (Fixture *fixture)
{
  coffret_tell_error (fixture->opener, "That Failed", NULL);
}

static void
call_ground (Fixture *fixture)
{
  coffret_ground_acts_offer (fixture->opener, fixture->house.session, COFFRET_GROUND_DOCUMENT,
                             "did:web:a.example", NULL);
}

static void
call_link (Fixture *fixture)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->opener), "https://issuer.example/1");
}

static void
present_backup (Fixture *fixture, CoffretVault *vault)
{
  g_autofree char *path = g_build_filename (fixture->folder, "one" COFFRET_BACKUP_SUFFIX, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretBackupInfo) info = coffret_backup_write (vault, path, FALSE, NULL, &error);
  AdwDialog *dialog;

  g_assert_no_error (error);
  dialog = coffret_restore_dialog_for (fixture->house.door, path, &error);
  g_assert_no_error (error);
  adw_dialog_present (dialog, fixture->opener);
}

static void
call_merge (Fixture *fixture)
{
  present_backup (fixture, coffret_session_get_vault (fixture->house.session));
}

static void
set_letters (guint percent)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi",
                (int) (percent * 96 * PANGO_SCALE / 100), NULL);
}

static void
call_large (Fixture *fixture)
{
  set_letters (200);
  rest (fixture);
}

static void
call_narrow (Fixture *fixture)
{
  GtkWidget *window = GTK_WIDGET (fixture->house.window);

  gtk_window_set_default_size (fixture->house.window, NARROW, HEIGHT);
  /* It is that again only some time after it filled the screen. */
  ui_testing_wait_until (gtk_widget_get_width (window) <= NARROW);
  rest (fixture);
}

/* A backup of another vault, where there is none yet. */
static void
call_restore (Fixture *fixture)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);
  g_autoptr (CoffretSecret) words = coffret_secret_new_copy ("blue door", 9);
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault =
    coffret_vault_create (other, COFFRET_SLOT_PASSPHRASE, words, NULL, &error);

  g_assert_no_error (error);
  present_backup (fixture, vault);
}

static void
call_salvage (Fixture *fixture)
{
  adw_dialog_present (ADW_DIALOG (coffret_salvage_dialog_new (fixture->house.door)),
                      fixture->opener);
}

/* Another way to open the vault: with one alone none can be removed. */
static void
call_sheet (Fixture *fixture)
{
  g_autoptr (CoffretSecret) code = coffret_recovery_code_new ();
  g_autoptr (CoffretSecret) words = coffret_secret_new_copy ("four quiet yellow boats", 23);

  /* Until now none was proved, so that there was something to ask when a credential came. */
  g_setenv ("COFFRET_PROVER", g_getenv ("COFFRET_LATER_PROVER"), TRUE);
  ui_testing_await (coffret_door_add_slot (fixture->house.door, COFFRET_SLOT_RECOVERY, code), NULL);
  ui_testing_await (coffret_ways_test (fixture->house.door, COFFRET_SLOT_RECOVERY, code), NULL);
  ui_testing_await (coffret_ways_test (fixture->house.door, COFFRET_SLOT_PASSPHRASE, words), NULL);
}

static void
call_warn (Fixture *fixture)
{
  coffret_lock_warning_show (fixture->house.window);
}

static void
call (Fixture *fixture, const char *name)
{
  static const struct {
    const char *name;
    void (*call) (Fixture *fixture);
  } calls[] = {
    { "check", call_check },     { "check-one", call_check_one }, { "compare", call_compare },
    { "error", call_error },     { "ground", call_ground },       { "link", call_link },
    { "large", call_large },     { "merge", call_merge },         { "narrow", call_narrow },
    { "restore", call_restore }, { "salvage", call_salvage },     { "sheet", call_sheet },
    { "warn", call_warn },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    if (g_str_equal (calls[i].name, name)) {
      calls[i].call (fixture);
      return;
    }
  g_error ("nothing is called %s", name);
}

static void
press (Fixture *fixture, const char *key)
{
  rest (fixture);
  keep_opener (fixture);
  ui_testing_press (key);
}

static void
follow (Fixture *fixture, const char *way)
{
  g_auto (GStrv) steps = g_strsplit (way, "; ", -1);

  for (guint i = 0; steps[i]; i++) {
    const char *words = strchr (steps[i], ' ') ? strchr (steps[i], ' ') + 1 : "";

    rest (fixture);
    if (g_str_has_prefix (steps[i], "show ")) {
      coffret_vault_view_show (fixture->view, words);
    } else if (g_str_has_prefix (steps[i], "open ")) {
      coffret_vault_view_open (fixture->view, coffret_entry_get_id (ui_testing_entry (
                                                fixture->house.session, (guint) atoi (words))));
      ui_testing_wait_until (around (focus_of (fixture), "CoffretCredentialPage"));
    } else if (g_str_equal (steps[i], "group")) {
      coffret_vault_view_show_group (fixture->view, fixture->group);
    } else if (g_str_has_prefix (steps[i], "at ")) {
      focus_on (fixture, top, words);
    } else if (g_str_has_prefix (steps[i], "pick ")) {
      focus_on (fixture, top, words);
      press (fixture, "Return");
    } else if (g_str_has_prefix (steps[i], "item ")) {
      focus_on (fixture, popover_of, words);
      press (fixture, "Return");
    } else if (g_str_has_prefix (steps[i], "press ")) {
      keep_opener (fixture);
      ui_testing_press (words);
    } else if (g_str_has_prefix (steps[i], "write ")) {
      GtkWidget *field = gtk_widget_get_ancestor (focus_of (fixture), GTK_TYPE_EDITABLE);

      gtk_editable_set_text (GTK_EDITABLE (field), words);
    } else if (g_str_has_prefix (steps[i], "act ")) {
      keep_opener (fixture);
      gtk_widget_activate_action (fixture->opener, words, NULL);
    } else if (g_str_has_prefix (steps[i], "call ")) {
      keep_opener (fixture);
      call (fixture, words);
    } else if (g_str_has_prefix (steps[i], "until ")) {
      ui_testing_wait_until (around (focus_of (fixture), words));
    } else {
      g_error ("no such step: %s", steps[i]);
    }
  }
}

static gboolean
is_back (Fixture *fixture, const Case *one)
{
  GtkWidget *focus = focus_of (fixture);

  if (!focus || !gtk_widget_get_mapped (focus) || around (focus, "AdwToastWidget"))
    return FALSE;
  return one->back ? around (focus, one->back) != NULL : focus == fixture->opener;
}

static void
check (Fixture *fixture, const Case *one)
{
  /* What was asked for may take its time, and is to stay. */
  if (one->back)
    ui_testing_wait_until (is_back (fixture, one));
  rest (fixture);
  if (!is_back (fixture, one)) {
    g_autofree char *found = describe (focus_of (fixture));
    g_autofree char *wanted = one->back ? g_strdup (one->back) : describe (fixture->opener);

    g_test_message ("the focus is on %s, not on %s", found, wanted);
    g_test_fail ();
  }
}

static void
clear_away (Fixture *fixture)
{
  AdwDialog *dialog;

  if (fixture->view)
    coffret_vault_view_end_choosing (fixture->view);
  while ((dialog = adw_application_window_get_visible_dialog (
            ADW_APPLICATION_WINDOW (fixture->house.window)))) {
    adw_dialog_force_close (dialog);
    ui_testing_settle ();
  }
  set_letters (100);
  if (gtk_widget_get_width (GTK_WIDGET (fixture->house.window)) <= NARROW) {
    gtk_window_set_default_size (fixture->house.window, WIDTH, HEIGHT);
    ui_testing_wait_until (gtk_widget_get_width (GTK_WIDGET (fixture->house.window)) > NARROW);
    rest (fixture);
  }
}

/* What was done, so that the next finds all as it was. */
static void
undo (Fixture *fixture, const char *before)
{
  CoffretUndo *undo = coffret_session_get_undo (fixture->house.session);

  while (coffret_undo_can_undo (undo) &&
         g_strcmp0 (coffret_undo_get_undo_label (undo), before) != 0)
    ui_testing_house_undo (&fixture->house);
}

static void
run (Fixture *fixture, const Case *one)
{
  CoffretUndo *steps = fixture->view ? coffret_session_get_undo (fixture->house.session) : NULL;
  g_autofree char *before = steps ? g_strdup (coffret_undo_get_undo_label (steps)) : NULL;
  GtkWidget *opened = NULL;

  g_test_message ("%s by “%s”", one->opens ?: "An act", one->way);
  if (fixture->view)
    coffret_vault_view_show (fixture->view, "all");
  follow (fixture, one->way);
  ui_testing_wait_until (!one->opens || (opened = around (focus_of (fixture), one->opens)));
  if (opened)
    g_object_add_weak_pointer (G_OBJECT (opened), (gpointer *) &opened);
  fixture->ending = TRUE;
  if (one->ends)
    follow (fixture, one->ends);
  else if (opened)
    press (fixture, "Escape");
  ui_testing_wait_until (!opened || !gtk_widget_get_mapped (opened));
  fixture->ending = FALSE;
  if (opened)
    g_object_remove_weak_pointer (G_OBJECT (opened), (gpointer *) &opened);
  check (fixture, one);
  clear_away (fixture);
  if (steps)
    undo (fixture, before);
}

static void
attach (Fixture *fixture, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  ui_testing_await (coffret_session_attach (fixture->house.session,
                                            ui_testing_entry (fixture->house.session, 0), NULL,
                                            bytes, name, NULL, NULL, NULL, NULL),
                    NULL);
}

static void
fill (Fixture *fixture)
{
  CoffretSession *session = fixture->house.session;
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (GPtrArray) thrown_away = g_ptr_array_new ();
  g_autoptr (CoffretPathwayPlan) plan = coffret_pathway_plan_new ("Nurse");
  g_autoptr (CoffretSharingGroup) draft = NULL;
  g_autoptr (CoffretShareRow) share = coffret_share_row_new ("page");
  g_autoptr (GBytes) page = g_bytes_new_static ("<html></html>", 13);
  g_auto (GValue) value = G_VALUE_INIT;

  g_ptr_array_add (thrown_away, ui_testing_entry (session, CREDENTIALS));
  ui_testing_await (coffret_session_trash (session, thrown_away), NULL);
  coffret_pathway_step_add (coffret_pathway_plan_add (plan, "Credential 0", NULL, NULL),
                            "Credential 0", NULL, NULL);
  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (entries, ui_testing_entry (session, i));
  ui_testing_await (coffret_session_put_in_new (session, entries, "Nursing", NULL, NULL), NULL);
  ui_testing_await (coffret_session_add_compartment (session, "Work", NULL, NULL, NULL), NULL);
  draft = coffret_group_draft (session, "Hospital", COFFRET_AUDIENCE_OWN, entries, "en");
  ui_testing_await (coffret_session_save_group (session, draft), &value);
  fixture->group = g_strdup (coffret_group_get_id (g_value_get_object (&value)));
  g_set_str (&share->group, fixture->group);
  g_set_str (&share->name, "Hospital");
  g_set_str (&share->audience, "own");
  g_set_str (&share->language, "en");
  g_set_str (&share->file_name, "page.html");
  g_set_str (&share->media_type, "text/html");
  ui_testing_await (coffret_session_note_share (session, share, page), NULL);
  ui_testing_await (coffret_session_save_pathway (session, NULL, plan), NULL);
  ui_testing_await (coffret_session_add_identity (session, COFFRET_IDENTITY_NAME, "Zoé Tremblay"),
                    NULL);
  attach (fixture, "a.pdf", "%PDF-1.7\n");
  attach (fixture, "a.txt", "a");
}

static void
attach_to (Fixture *fixture, CoffretDoor *door)
{
  fixture->house.door = door;
  fixture->house.window =
    GTK_WINDOW (coffret_window_new (GTK_APPLICATION (fixture->application), door));
  gtk_window_set_default_size (fixture->house.window, WIDTH, HEIGHT);
  ui_testing_show (fixture->house.window);
  ui_testing_await (coffret_door_start (door), NULL);
  fixture->house.session = coffret_door_get_session (door);
}

static void
begin_own (Fixture *fixture)
{
  g_autofree char *mark = NULL;

  fixture->place = coffret_vaults_first_folder ();
  mark = g_build_filename (fixture->place, "..", ".nextcloudsync.log", NULL);
  g_mkdir_with_parents (fixture->place, 0700);
  /* As a program that copies folders elsewhere leaves it: there is something to say of the place.
   */
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  ui_testing_house_open_kept (&fixture->house, fixture->place, CREDENTIALS + 1);
  gtk_window_set_application (fixture->house.window, GTK_APPLICATION (fixture->application));
  fill (fixture);
}

static void
begin_guest (Fixture *fixture)
{
  ui_testing_house_open (&fixture->house, 1);
  gtk_window_set_application (fixture->house.window, GTK_APPLICATION (fixture->application));
  attach (fixture, "a.txt", "a");
}

static void
begin_practice (Fixture *fixture)
{
  attach_to (fixture, coffret_door_new_to_practice (coffret_invent, NULL));
}

static void
begin_first_run (Fixture *fixture)
{
  g_autofree char *place = g_build_filename (fixture->folder, "vault", NULL);

  attach_to (fixture, coffret_door_new (place));
}

/* One program for all of a kind: what one leaves behind, the next would meet, as a person does. The
 * first word of a name is that of the part that it is run with (meson.build). */
static struct {
  const char *name;
  void (*begin) (Fixture *fixture);
  const Case *cases;
  gsize count;
  Fixture fixture;
} kinds[] = {
  { "window/own", begin_own, own, G_N_ELEMENTS (own) },
  { "kept", begin_own, kept, G_N_ELEMENTS (kept) },
  { "menus", begin_own, menus, G_N_ELEMENTS (menus) },
  { "window/guest", begin_guest, guest, G_N_ELEMENTS (guest) },
  { "window/practice", begin_practice, practice, G_N_ELEMENTS (practice) },
  { "window/first-run", begin_first_run, first_run, G_N_ELEMENTS (first_run) },
};
static guint kind_now = G_MAXUINT;

static void
end (Fixture *fixture)
{
  g_clear_weak_pointer (&fixture->opener);
  ui_testing_house_close (&fixture->house);
  testing_folder_remove (fixture->folder);
  if (fixture->place)
    testing_folder_remove (fixture->place);
  g_free (fixture->group);
}

static void
begin (guint kind, CoffretApplication *application)
{
  Fixture *fixture = &kinds[kind].fixture;

  if (kind_now != G_MAXUINT)
    end (&kinds[kind_now].fixture);
  kind_now = kind;
  fixture->application = application;
  fixture->folder = testing_folder_new ();
  kinds[kind].begin (fixture);
  fixture->view = (CoffretVaultView *) ui_testing_find (GTK_WIDGET (fixture->house.window),
                                                        COFFRET_TYPE_VAULT_VIEW);
  ui_testing_wait_until (gtk_window_is_active (fixture->house.window));
}

static CoffretApplication *
start (void)
{
  CoffretApplication *application = coffret_application_new ();
  g_autoptr (GError) error = NULL;

  coffret_help_attach (GTK_APPLICATION (application));
  coffret_handouts_dialog_attach (GTK_APPLICATION (application));
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  return application;
}

static void
test (gconstpointer data)
{
  static CoffretApplication *application;
  const Case *one = data;
  guint kind = 0;

  while (one < kinds[kind].cases || one >= kinds[kind].cases + kinds[kind].count)
    kind++;
  if (!application)
    application = start ();
  if (kind != kind_now)
    begin (kind, application);
  run (&kinds[kind].fixture, one);
}

int
main (int argc, char **argv)
{
  int status;

  ui_testing_init (&argc, &argv);
  /* A question of the platform's own may warn of how it measures its words while it opens. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    for (gsize i = 0; i < kinds[kind].count; i++) {
      const Case *one = &kinds[kind].cases[i];
      g_autofree char *path =
        g_strdup_printf ("/return/%s/%s/%zu", kinds[kind].name, one->opens ?: "act", i);

      g_test_add_data_func (path, one, test);
    }
  status = g_test_run ();
  if (kind_now != G_MAXUINT)
    end (&kinds[kind_now].fixture);
  return status;
}
