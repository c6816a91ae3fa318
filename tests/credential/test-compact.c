/* A signed file as a short address: back to the byte, and nothing else is read. */
#include "credential/compact.h"

#include <string.h>

#include "credential/code.h"

/* Made by this very version: later ones must read it. */
#define FIRST "COFFRET:VP1/PD4WEQBYJWV24BIAAF2QB6I"

static const char json[] =
  "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"holder\":\"did:key:z6MkZoé\","
  "\"type\":[\"VerifiablePresentation\"],\"verifiableCredential\":[]}";

static void
test_round (void)
{
  for (gsize length = 0; length < sizeof json; length++) {
    g_autofree char *text = coffret_compact_write (json, length);
    g_autoptr (GBytes) bytes = coffret_compact_read (text, 4096);

    g_assert_true (coffret_compact_knows (text));
    /* Of the alphanumeric mode of QR codes, and of a URI. */
    g_assert_cmpuint (strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:/"), ==, strlen (text));
    g_assert_nonnull (bytes);
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), json, length);
  }
}

static void
test_small (void)
{
  g_autofree char *text = coffret_compact_write (json, strlen (json));

  g_assert_cmpuint (strlen (text), <, strlen (json) / 2);
}

/* The dictionary is part of the format: what was printed once is read for ever. */
static void
test_stable (void)
{
  g_autoptr (GBytes) bytes = coffret_compact_read (FIRST, 4096);

  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "{}", 2);
}

static void
test_refused (void)
{
  g_autofree char *whole = coffret_compact_write (json, strlen (json));
  g_autofree char *lower = g_strconcat ("coffret:vp1/", whole + 12, NULL);
  g_autoptr (GBytes) small = coffret_compact_read (whole, strlen (json) - 1);
  g_autoptr (GBytes) read = coffret_compact_read (lower, 4096);

  g_assert_null (small);
  g_assert_nonnull (read);
  g_assert_null (coffret_compact_read ("", 4096));
  g_assert_null (coffret_compact_read ("COFFRET:VP1/", 4096));
  g_assert_null (coffret_compact_read ("COFFRET:VP2/PA", 4096));
  g_assert_null (coffret_compact_read ("https://example.org/", 4096));
  for (gsize i = 12; whole[i] != '\0'; i++) {
    char letter = whole[i];
    g_autoptr (GBytes) bytes = NULL;

    whole[i] = letter == 'A' ? 'B' : 'A';
    /* Some bits between two of its parts mean nothing. */
    bytes = coffret_compact_read (whole, 4096);
    if (bytes != NULL)
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), json,
                       strlen (json));
    whole[i] = '\0';
    g_assert_null (coffret_compact_read (whole, 4096));
    whole[i] = letter;
  }
}

/* A megabyte of nothing is small, and is not unpacked. */
static void
test_bomb (void)
{
  g_autofree char *zeros = g_malloc0 (1 << 20);
  g_autofree char *text = coffret_compact_write (zeros, 1 << 20);

  g_assert_cmpuint (strlen (text), <, 4096);
  g_assert_null (coffret_compact_read (text, 64 * 1024));
}

/* Where codes are read, it is what it holds. */
static void
test_code (void)
{
  g_autofree char *text = coffret_compact_write (json, strlen (json));
  g_autoptr (GBytes) bytes = coffret_code_to_bytes (text, 4096);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), json, strlen (json));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compact/round", test_round);
  g_test_add_func ("/compact/small", test_small);
  g_test_add_func ("/compact/stable", test_stable);
  g_test_add_func ("/compact/refused", test_refused);
  g_test_add_func ("/compact/bomb", test_bomb);
  g_test_add_func ("/compact/code", test_code);
  return g_test_run ();
}
