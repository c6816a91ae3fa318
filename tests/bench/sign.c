/* bench-sign FOLDER COUNT: that many different badges of ten invented issuers, signed by turns with
 * eddsa-rdfc-2022, ecdsa-rdfc-2019, eddsa-jcs-2022 and Ed25519Signature2020, in FOLDER, which is
 * made. Prints the number of bytes written. */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "verify/issue.h"

#define N_ISSUERS 10

static const struct {
  const char *suite;
  CoffretKeyType type;
} kinds[] = {
  { "eddsa-rdfc-2022", COFFRET_KEY_ED25519 },
  { "ecdsa-rdfc-2019", COFFRET_KEY_P256 },
  { "eddsa-jcs-2022", COFFRET_KEY_ED25519 },
  { "Ed25519Signature2020", COFFRET_KEY_ED25519 },
};

static gsize
write_badge (const char *folder, guint number, CoffretContexts *contexts)
{
  guint kind = number % G_N_ELEMENTS (kinds);
  g_autoptr (TestIssuer) issuer =
    test_issuer_new (kinds[kind].type, (guint8) (1 + number % N_ISSUERS));
  json_t *badge = test_badge (issuer);
  g_autofree char *id = g_strdup_printf ("urn:uuid:%08x-0000-4000-8000-000000000000", number);
  g_autofree char *path = g_strdup_printf ("%s/%06u.json", folder, number);
  char *text;
  gsize length;

  json_object_set_new (badge, "id", json_string (id));
  if (g_str_equal (kinds[kind].suite, "Ed25519Signature2020"))
    json_array_append_new (json_object_get (badge, "@context"),
                           json_string ("https://w3id.org/security/suites/ed25519-2020/v1"));
  test_issuer_prove (issuer, badge, kinds[kind].suite, NULL, contexts);
  text = json_dumps (badge, JSON_COMPACT);
  length = strlen (text);
  if (!g_file_set_contents (path, text, (gssize) length, NULL))
    g_error ("cannot write %s", path);
  free (text);
  json_decref (badge);
  return length;
}

int
main (int argc, char **argv)
{
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();
  gsize total = 0;
  guint count;

  if (argc != 3 || g_mkdir_with_parents (argv[1], 0700) != 0) {
    g_printerr ("usage: bench-sign FOLDER COUNT\n");
    return 2;
  }
  count = (guint) g_ascii_strtoull (argv[2], NULL, 10);
  for (guint i = 0; i < count; i++)
    total += write_badge (argv[1], i, contexts);
  g_print ("%" G_GSIZE_FORMAT "\n", total);
  return 0;
}
