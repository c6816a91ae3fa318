/* backup make VAULT COUNT MIB | backup write VAULT FILE | backup restore FILE VAULT
 *
 * A vault with COUNT credentials and MIB mebibytes of files that no deflating makes smaller; how
 * long its backup and its restore take, and the most memory that each needs: a process each.
 */
#include <string.h>
#include <time.h>

#include "bench.h"
#include "vault/records.h"
#include "vault/restore.h"

#define FILE_SIZE (10 * 1024 * 1024)

static gboolean
add (CoffretDatabase *database, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (GPtrArray) items =
    coffret_reader_read (bytes, name, &coffret_limits_default, NULL, NULL);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (CoffretCredential) empty = coffret_credential_new ("vc");
  const CoffretItem other = {
    .place = (char *) "",
    .envelope = (char *) "json",
    .digest = digest,
    .credential = empty,
  };
  g_autofree char *original = coffret_originals_put (database, bytes, name, error);
  g_autoptr (CoffretRecord) record = NULL;

  if (original == NULL)
    return FALSE;
  record = coffret_record_new (items != NULL ? items->pdata[0] : &other, original, name);
  return coffret_records_add (database, record, error);
}

static gboolean
add_badges (CoffretDatabase *database, gpointer data, GError **error)
{
  for (guint i = 0; i < GPOINTER_TO_UINT (data); i++) {
    char *text = g_strdup_printf (
      "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
      "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
      "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"id\":\"urn:example:%u\","
      "\"issuer\":{\"id\":\"did:web:example.org\",\"type\":[\"Profile\"],\"name\":\"Rivage\"},"
      "\"validFrom\":\"2020-01-01T10:00:00Z\",\"name\":\"Badge %u\",\"credentialSubject\":{"
      "\"type\":[\"AchievementSubject\"],\"achievement\":{\"id\":\"urn:example:a%u\",\"type\":"
      "[\"Achievement\"],\"name\":\"Badge %u\",\"criteria\":{\"narrative\":\"Be there.\"}}}}",
      i, i, i, i);
    g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

    if (!add (database, bytes, "badge.json", error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_file (CoffretDatabase *database, gpointer data, GError **error)
{
  guint32 *words = g_malloc (FILE_SIZE);
  g_autoptr (GRand) dice = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (GBytes) bytes = NULL;

  for (gsize i = 0; i < FILE_SIZE / sizeof *words; i++)
    words[i] = g_rand_int (dice);
  bytes = g_bytes_new_take (words, FILE_SIZE);
  return add (database, bytes, "scan.pdf", error);
}

static void
must (gboolean done, const GError *error)
{
  if (!done)
    g_error ("%s", error != NULL ? error->message : "not done");
}

static void
report (const char *what, double since)
{
  g_print ("%s: %.1f s (%.1f s of processor), at most %" G_GUINT64_FORMAT " MiB of memory\n", what,
           (bench_milliseconds () - since) / 1000, (double) clock () / CLOCKS_PER_SEC,
           bench_memory ("VmHWM") / 1024);
}

int
main (int argc, char **argv)
{
  g_autoptr (CoffretSecret) words = coffret_secret_new_copy ("bench bench", 11);
  const CoffretSlotType slot = COFFRET_SLOT_PASSPHRASE;
  g_autoptr (CoffretVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  double start = bench_milliseconds ();

  dex_init ();
  if (argc == 5 && g_str_equal (argv[1], "make")) {
    guint files = (guint) (g_ascii_strtoull (argv[4], NULL, 10) * 1024 * 1024 / FILE_SIZE);

    vault = coffret_vault_create (argv[2], slot, words, NULL, &error);
    must (vault != NULL, error);
    must (coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, add_badges,
                                  GUINT_TO_POINTER (g_ascii_strtoull (argv[3], NULL, 10)), &error),
          error);
    for (guint i = 0; i < files; i++)
      must (coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, add_file, GUINT_TO_POINTER (i + 1),
                                    &error),
            error);
    report ("made", start);
  } else if (argc == 4 && g_str_equal (argv[1], "write")) {
    g_autoptr (CoffretBackupInfo) info = NULL;

    vault = coffret_vault_open (argv[2], slot, words, FALSE, NULL, &error);
    must (vault != NULL, error);
    info = coffret_backup_write (vault, argv[3], TRUE, NULL, &error);
    must (info != NULL, error);
    report ("backup", start);
  } else if (argc == 4 && g_str_equal (argv[1], "restore")) {
    g_autoptr (CoffretRestoreReport) told = NULL;
    g_autoptr (CoffretRestore) restore =
      coffret_restore_open (argv[2], slot, words, argv[3], FALSE, NULL, &error);

    must (restore != NULL, error);
    vault = coffret_restore_into_new (restore, argv[3], slot, words, COFFRET_RESTORE_DEFAULT, &told,
                                      NULL, &error);
    must (vault != NULL && told->added == told->total, error);
    report ("restore", start);
  } else {
    g_printerr ("backup make VAULT COUNT MIB | write VAULT FILE | restore FILE VAULT\n");
    return 2;
  }
  return 0;
}
