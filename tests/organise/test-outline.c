/* What whoever helps may know: rounded numbers, and of an error only where it came from. */
#include "organise/outline.h"

#include "organise-testing.h"
#include "organise/attachments.h"
#include "organise/planning.h"
#include "organise/shares.h"
#include "organise/sharing.h"
#include "vault/error.h"

/* In all that a person can fill. */
#define PLANTED "Quixotry"

static void
test_round (void)
{
  static const struct {
    guint count;
    const char *rounded;
  } cases[] = {
    { 0, "0" },
    { 1, "fewer than 10" },
    { 9, "fewer than 10" },
    { 10, "about 10" },
    { 14, "about 10" },
    { 15, "about 20" },
    { 99, "about 100" },
    { 249, "about 200" },
    { 250, "about 300" },
    { 999, "about 1000" },
    { 123456, "about 100000" },
    { G_MAXUINT, "about 4000000000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *rounded = coffret_outline_round (cases[i].count);

    g_assert_cmpstr (rounded, ==, cases[i].rounded);
  }
}

static void
test_lines (void)
{
  g_autoptr (GError) error = g_error_new_literal (COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_IO,
                                                  "“planted/x” cannot be read.");
  g_autoptr (GString) outline = g_string_new (NULL);

  coffret_outline_add (outline, "A", "b");
  coffret_outline_add_yes (outline, "C", TRUE);
  coffret_outline_add_yes (outline, "D", FALSE);
  coffret_outline_add_error (outline, "E", error);
  g_assert_true (g_str_has_prefix (outline->str, "A: b\nC: yes\nD: no\nE: "));
  g_assert_null (strstr (outline->str, "planted"));
  g_assert_true (g_str_has_suffix (outline->str, "\n"));
}

/* What stands in the environment is anybody's. */
static void
test_computer (void)
{
  g_autoptr (GString) outline = g_string_new (NULL);

  g_setenv ("XDG_CURRENT_DESKTOP", "GNOME\nSecret: /planted", TRUE);
  g_setenv ("XDG_SESSION_TYPE", "wayland", TRUE);
  coffret_outline_add_computer (outline, "1.2");
  g_assert_true (g_str_has_prefix (outline->str, "Coffret: 1.2\n"));
  g_assert_nonnull (strstr (outline->str, "Kind of desktop session: wayland\n"));
  g_assert_null (strstr (outline->str, "/planted"));
  g_assert_null (strstr (outline->str, "\nSecret"));
}

static CoffretSession *
session_in (const char *folder)
{
  g_autoptr (CoffretSecret) words = coffret_secret_new_copy (PLANTED " words", 14);
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault =
    coffret_vault_create (folder, COFFRET_SLOT_PASSPHRASE, words, NULL, &error);

  g_assert_no_error (error);
  return testing_wait_object (coffret_session_new (vault));
}

static void
plant_in_credentials (CoffretSession *session)
{
  const char *const originals[] = { PLANTED " badge", NULL };
  const char *const texts[] = { PLANTED " d’or", NULL };
  g_autoptr (GPtrArray) entries = testing_add (session, PLANTED " badge", NULL);
  g_autoptr (CoffretOwnEntry) own = coffret_own_entry_new ();
  g_autoptr (GBytes) file = g_bytes_new_static (PLANTED, strlen (PLANTED));

  testing_wait (coffret_session_set_title (session, entries->pdata[0], PLANTED " title"));
  testing_wait (coffret_session_set_note (session, entries->pdata[0], PLANTED " note"));
  testing_wait (coffret_session_set_own_texts (session, entries->pdata[0], "fr", originals, texts));
  testing_wait (coffret_session_add_tag (session, entries, PLANTED " tag"));
  testing_wait (coffret_session_attach (session, entries->pdata[0], NULL, file, PLANTED ".txt",
                                        NULL, NULL, NULL, NULL));
  g_object_unref (testing_wait_object (
    coffret_session_put_in_new (session, entries, PLANTED " drawer", NULL, NULL)));
  g_object_unref (testing_wait_object (
    coffret_session_keep_search (session, PLANTED " search", NULL, NULL, PLANTED)));
  own->title = g_strdup (PLANTED " of mine");
  own->issuer = g_strdup (PLANTED " College");
  own->description = g_strdup (PLANTED " said");
  own->grade = g_strdup (PLANTED " A");
  own->level = g_strdup (PLANTED " level");
  own->url = g_strdup ("https://" PLANTED ".example/");
  own->number = g_strdup (PLANTED " 7");
  testing_wait (coffret_session_add_own (session, own, NULL));
}

static void
plant_beside (CoffretSession *session)
{
  static const char *const values[] = {
    [COFFRET_IDENTITY_NAME] = PLANTED " Person",
    [COFFRET_IDENTITY_EMAIL] = PLANTED "@example.org",
    [COFFRET_IDENTITY_DID] = "did:web:" PLANTED ".example",
    [COFFRET_IDENTITY_URL] = "https://" PLANTED ".example/me",
    [COFFRET_IDENTITY_STUDENT_NUMBER] = PLANTED "-1",
    [COFFRET_IDENTITY_OTHER] = PLANTED " other",
  };
  g_autoptr (CoffretSharingGroup) group = coffret_sharing_group_new (PLANTED " group");
  g_autoptr (CoffretShareRow) share = coffret_share_row_new ("page");
  g_autoptr (CoffretPathwayPlan) plan = coffret_pathway_plan_new (PLANTED " diploma");
  g_autoptr (GBytes) page = g_bytes_new_static (PLANTED, strlen (PLANTED));

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    testing_wait (coffret_session_add_identity (session, i, values[i]));
  testing_wait (coffret_session_set_trust (session, "did:web:" PLANTED ".example",
                                           PLANTED " issuer", COFFRET_TRUST_OWNER));
  coffret_pathway_plan_add (plan, PLANTED " step", NULL, NULL);
  testing_wait (coffret_session_save_pathway (session, NULL, plan));
  g_set_str (&group->holder, PLANTED " holder");
  g_set_str (&group->contact, PLANTED " contact");
  g_set_str (&group->recipient, PLANTED " recipient");
  g_set_str (&group->message, PLANTED " message");
  testing_wait (coffret_session_save_group (session, group));
  g_set_str (&share->group, group->id);
  g_set_str (&share->name, PLANTED " group");
  g_set_str (&share->recipient, PLANTED " recipient");
  g_set_str (&share->file_name, PLANTED ".html");
  testing_wait (coffret_session_note_share (session, share, page));
}

/* A backup that could not be made in a folder with such a name. */
static void
plant_in_backups (CoffretSession *session, const char *folder)
{
  CoffretBackups *backups = coffret_session_get_backups (session);
  g_autofree char *place = g_build_filename (folder, "no " PLANTED, NULL);

  while (!coffret_backups_is_ready (backups))
    g_main_context_iteration (NULL, TRUE);
  testing_wait (coffret_backups_set_folder (backups, place));
  while (coffret_backups_get_error (backups) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Of all that was typed, chosen or named nothing is told but how much there is. */
static void
test_session (void)
{
  char *home = testing_folder_new (); /* removing it frees it */
  g_autofree char *folder = g_build_filename (home, PLANTED " vault", NULL);
  CoffretSession *session = session_in (folder);
  g_autoptr (GString) outline = g_string_new (NULL);
  g_autofree char *told = NULL;
  g_autofree char *planted = g_utf8_casefold (PLANTED, -1);

  plant_in_credentials (session);
  plant_beside (session);
  plant_in_backups (session, home);
  coffret_outline_add_session (outline, session);
  g_assert_nonnull (strstr (outline->str, "Compartments: fewer than 10\n"));
  g_assert_nonnull (strstr (outline->str, "Tags: fewer than 10\n"));
  g_assert_nonnull (strstr (outline->str, "Sharing groups: fewer than 10\n"));
  g_assert_nonnull (strstr (outline->str, "Backups by themselves: yes\n"));
  g_assert_nonnull (strstr (outline->str, "Trouble with backups: "));
  told = g_utf8_casefold (outline->str, -1);
  if (strstr (told, planted) != NULL || strstr (told, home) != NULL)
    g_error ("what is nobody’s business is in the summary:\n%s", outline->str);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (CoffretEntry) entry =
      g_list_model_get_item (G_LIST_MODEL (coffret_session_get_library (session)), i);

    g_assert_null (strstr (outline->str, coffret_entry_get_id (entry)));
  }
  testing_end (session);
  testing_folder_remove (home);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outline/round", test_round);
  g_test_add_func ("/outline/lines", test_lines);
  g_test_add_func ("/outline/computer", test_computer);
  g_test_add_func ("/outline/session", test_session);
  return g_test_run ();
}
