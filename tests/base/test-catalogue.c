/* The same sentences as gettext(), in any language, and out of no broken file. */
#include "base/catalogue.h"

#include <glib/gstdio.h>
#include <string.h>

#include "testing/folder.h"

/* What msgfmt makes of two sentences: "Hours" is "Heures", "Issuer" is "Émetteur". */
static GByteArray *
make_file (gboolean swapped)
{
  static const char head[] = "Content-Type: text/plain; charset=UTF-8\n";
  const char *originals[] = { "", "Hours", "Issuer" };
  const char *translations[] = { head, "Heures", "Émetteur" };
  guint32 numbers[7 + 12] = { 0x950412de, 0, 3, 28, 28 + 24, 0, 0 };
  g_autoptr (GByteArray) texts = g_byte_array_new ();
  GByteArray *file = g_byte_array_new ();

  for (guint i = 0; i < 6; i++) {
    const char *text = i < 3 ? originals[i] : translations[i - 3];

    numbers[7 + 2 * i] = (guint32) strlen (text);
    numbers[8 + 2 * i] = (guint32) sizeof numbers + texts->len;
    g_byte_array_append (texts, (const guint8 *) text, (guint) strlen (text) + 1);
  }
  for (guint i = 0; swapped && i < G_N_ELEMENTS (numbers); i++)
    numbers[i] = GUINT32_SWAP_LE_BE (numbers[i]);
  g_byte_array_append (file, (const guint8 *) numbers, sizeof numbers);
  g_byte_array_append (file, texts->data, texts->len);
  return file;
}

static void
install (const char *folder, const GByteArray *file)
{
  g_autofree char *inner = g_build_filename (folder, "fr", "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (inner, "coffret.mo", NULL);

  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, (const char *) file->data, file->len, NULL));
}

static void
assert_says (const char *folder, const char *language, const char *hours, const char *issuer)
{
  g_autoptr (CoffretCatalogue) catalogue = coffret_catalogue_new (folder, "coffret", language);

  g_assert_cmpstr (coffret_catalogue_get (catalogue, "Hours"), ==, hours);
  g_assert_cmpstr (coffret_catalogue_get (catalogue, "Issuer"), ==, issuer);
  g_assert_cmpstr (coffret_catalogue_get (catalogue, "Grade"), ==, "Grade");
  g_assert_cmpstr (coffret_catalogue_get (catalogue, ""), ==, "");
}

static void
test_languages (void)
{
  char *folder = testing_folder_new ();

  for (guint swapped = 0; swapped < 2; swapped++) {
    g_autoptr (GByteArray) file = make_file (swapped == 1);

    install (folder, file);
    assert_says (folder, "fr", "Heures", "Émetteur");
    assert_says (folder, "fr-CA", "Heures", "Émetteur");
    assert_says (folder, "fr_CA", "Heures", "Émetteur");
    assert_says (folder, "en", "Hours", "Issuer");
    assert_says (folder, "../fr", "Hours", "Issuer");
    assert_says (folder, "", "Hours", "Issuer");
  }
  testing_folder_remove (folder);
}

/* Cut anywhere and with any byte changed: some translation or none, and nothing read outside. */
static void
test_broken (void)
{
  char *folder = testing_folder_new ();
  g_autoptr (GByteArray) whole = make_file (FALSE);

  for (guint i = 0; i < 2 * whole->len; i++) {
    g_autoptr (GByteArray) file = g_byte_array_new ();
    g_autoptr (CoffretCatalogue) catalogue = NULL;

    g_byte_array_append (file, whole->data, i < whole->len ? i : whole->len);
    if (i >= whole->len)
      file->data[i - whole->len] ^= 0xa5;
    install (folder, file);
    catalogue = coffret_catalogue_new (folder, "coffret", "fr");
    g_assert_nonnull (coffret_catalogue_get (catalogue, "Hours"));
    g_assert_true (g_utf8_validate (coffret_catalogue_get (catalogue, "Issuer"), -1, NULL));
  }
  testing_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/languages", test_languages);
  g_test_add_func ("/catalogue/broken", test_broken);
  return g_test_run ();
}
