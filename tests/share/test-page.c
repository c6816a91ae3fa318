/* The page says what was to be seen and nothing else, runs nothing, fetches nothing, and has the
 * presentation in it to the byte. */
#include "share/page.h"

#include <string.h>

#include "base/base64.h"
#include "marked.h"
#include "share/presentation.h"

static CoffretContexts *contexts;

static CoffretParcel *
make_parcel (const char *language)
{
  g_autoptr (CoffretWording) wording = coffret_wording_new ("/nowhere", language);
  CoffretParcel *parcel =
    coffret_parcel_new (wording, coffret_instant_parse ("2026-05-12T10:00:00Z"));
  g_autoptr (CoffretSecret) seed = coffret_secret_new_random (COFFRET_HOLDER_KEY_LENGTH);

  parcel->key = coffret_holder_key_new (seed);
  parcel->holder = g_strdup ("Zoé Tremblay");
  return parcel;
}

static void
add (CoffretParcel *parcel, const char *format, CoffretFields allowed)
{
  g_autoptr (CoffretCredential) credential = marked_credential (format);

  g_ptr_array_add (parcel->disclosures,
                   coffret_disclosure_new (credential, allowed, parcel->wording));
}

static GString *
write_page (CoffretParcel *parcel)
{
  g_autoptr (CoffretSealed) sealed = coffret_sealed_new (parcel, contexts, NULL);

  return coffret_page_write (sealed);
}

/* The files in PAGE, decoded, and the tokens in them too, one after the other. */
static char *
unpack (const char *page)
{
  g_autoptr (GString) all = g_string_new (NULL);
  const char *at = page;

  while ((at = strstr (at, ";base64,")) != NULL) {
    g_autofree char *encoded = NULL;
    g_autofree guchar *bytes = NULL;
    gsize length = 0;
    g_auto (GStrv) parts = NULL;
    gsize start = all->len;

    at += strlen (";base64,");
    encoded = g_strndup (at, strcspn (at, "\""));
    bytes = g_base64_decode (encoded, &length);
    g_string_append_len (all, (const char *) bytes, (gssize) length);
    parts = g_strsplit_set (all->str + start, "\".~,: ", -1);
    for (gsize i = 0; parts[i] != NULL; i++) {
      g_autoptr (GBytes) inner = coffret_base64url_decode (parts[i], strlen (parts[i]));

      if (inner != NULL)
        g_string_append_len (all, g_bytes_get_data (inner, NULL),
                             (gssize) g_bytes_get_size (inner));
    }
  }
  for (gsize i = 0; i < all->len; i++)
    if (all->str[i] == '\0')
      all->str[i] = ' ';
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
test_hidden (gconstpointer data)
{
  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++) {
    g_autoptr (CoffretParcel) parcel = make_parcel ("en");
    g_autofree char *word = marked_word (field);
    g_autoptr (GString) page = NULL;
    g_autofree char *files = NULL;

    add (parcel, data, COFFRET_FIELDS_ALL & ~COFFRET_FIELDS (field));
    page = write_page (parcel);
    files = unpack (page->str);
    if (strstr (page->str, word) != NULL || strstr (files, word) != NULL)
      g_error ("%s is in the page of %s", word, (const char *) data);
  }
}

/* Whatever the credential says is text. */
static void
test_harmless (void)
{
  g_autoptr (CoffretParcel) parcel = make_parcel ("en");
  g_autoptr (CoffretCredential) credential = marked_credential ("ob3");
  g_autoptr (GString) page = NULL;

  g_free (credential->criteria_url);
  credential->criteria_url = g_strdup ("javascript:alert(1)");
  coffret_text_unref (credential->description);
  credential->description = coffret_text_new ("en", "<script>alert('x')</script><img src=x>\x01");
  coffret_text_unref (credential->issuer->name);
  credential->issuer->name = coffret_text_new ("en", "\"><a href=\"https://evil.example\">");
  g_ptr_array_add (parcel->disclosures,
                   coffret_disclosure_new (credential, COFFRET_FIELDS_ALL, parcel->wording));
  parcel->message = g_strdup ("</p><script>");
  parcel->recipient = g_strdup ("<b>");
  page = write_page (parcel);
  g_assert_null (strstr (page->str, "<script"));
  g_assert_null (strstr (page->str, "<img"));
  g_assert_null (strstr (page->str, "<b>"));
  g_assert_null (strstr (page->str, "\"javascript:"));
  g_assert_null (strstr (page->str, "href=\"https://evil"));
  g_assert_nonnull (strstr (page->str, "&lt;script&gt;alert"));
  g_assert_nonnull (strstr (page->str, "default-src 'none'"));
}

static void
test_presentation (void)
{
  g_autoptr (CoffretParcel) parcel = make_parcel ("en");
  g_autoptr (CoffretSealed) sealed = NULL;
  g_autoptr (json_t) found = NULL;
  g_autoptr (GString) page = NULL;
  const char *at;
  g_autofree char *encoded = NULL;
  g_autofree guchar *bytes = NULL;
  gsize length = 0;

  add (parcel, "vc-jwt", COFFRET_FIELDS_ALL);
  add (parcel, "ob3", COFFRET_FIELDS (COFFRET_FIELD_TITLE));
  sealed = coffret_sealed_new (parcel, contexts, NULL);
  page = coffret_page_write (sealed);
  at = strstr (page->str, "application/vp;base64,");
  g_assert_nonnull (at);
  at = strchr (at, ',') + 1;
  encoded = g_strndup (at, strcspn (at, "\""));
  bytes = g_base64_decode (encoded, &length);
  found = coffret_json_parse ((const char *) bytes, length, NULL, NULL);
  g_assert_true (json_equal (found, sealed->presentation));
}

/* What stands there in another language than the page says so, and runs its own way. */
static void
test_languages (void)
{
  g_autoptr (CoffretParcel) parcel = make_parcel ("en");
  g_autoptr (CoffretCredential) credential = marked_credential ("ob3");
  g_autoptr (GString) page = NULL;

  coffret_text_unref (credential->title);
  credential->title = coffret_text_new ("fr-CA", "Soins de plaies");
  coffret_text_unref (credential->description);
  credential->description = coffret_text_new ("en-CA", "Wounds");
  g_ptr_array_add (parcel->disclosures,
                   coffret_disclosure_new (credential, COFFRET_FIELDS_ALL, parcel->wording));
  page = write_page (parcel);
  g_assert_nonnull (
    strstr (page->str, "<h2 id=\"t1\" dir=\"auto\" lang=\"fr-CA\">Soins de plaies</h2>"));
  g_assert_nonnull (strstr (page->str, "<p class=\"lead\" dir=\"auto\">Wounds</p>"));
}

/* What a reader's program needs to speak it, and no word that a check was made. */
static void
test_structure (void)
{
  static const char *const needed[] = { "<html lang=\"ar\" dir=\"rtl\">",
                                        "<title>",
                                        "<h1 dir=\"auto\">",
                                        "<main>",
                                        "<article id=\"c1\" aria-labelledby=\"t1\">",
                                        "<h2 id=\"t1\"",
                                        "<h2 id=\"how\">" };
  g_autoptr (CoffretParcel) parcel = make_parcel ("ar");
  g_autoptr (GString) page = NULL;

  add (parcel, "ob2", COFFRET_FIELDS_ALL);
  parcel->practice = TRUE;
  page = write_page (parcel);
  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    g_assert_nonnull (strstr (page->str, needed[i]));
  g_assert_nonnull (strstr (page->str, "For practice only"));
  g_assert_nonnull (strstr (page->str, "original-1.json"));
  g_assert_null (strstr (page->str, "✔"));
  g_assert_null (strstr (page->str, "Verified"));
  g_assert_true (g_utf8_validate (page->str, (gssize) page->len, NULL));
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  contexts = coffret_contexts_new ();
  g_test_add_func ("/page/harmless", test_harmless);
  g_test_add_func ("/page/presentation", test_presentation);
  g_test_add_func ("/page/languages", test_languages);
  g_test_add_func ("/page/structure", test_structure);
  for (gsize i = 0; marked_formats[i] != NULL; i++) {
    g_autofree char *name = g_strconcat ("/page/hidden/", marked_formats[i], NULL);

    g_test_add_data_func (name, marked_formats[i], test_hidden);
  }
  status = g_test_run ();
  coffret_contexts_unref (contexts);
  return status;
}
