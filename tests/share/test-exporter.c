/* Every way out keeps to the interface, and all of them have the one presentation. */
#include "share/exporter.h"

#include <string.h>

#include "marked.h"

static CoffretContexts *contexts;

static CoffretParcel *
make_parcel (const char *holder)
{
  g_autoptr (CoffretWording) wording = coffret_wording_new ("/nowhere", "en");
  CoffretParcel *parcel =
    coffret_parcel_new (wording, coffret_instant_parse ("2026-05-12T10:00:00Z"));
  g_autoptr (CoffretSecret) seed = coffret_secret_new_random (COFFRET_HOLDER_KEY_LENGTH);

  parcel->key = coffret_holder_key_new (seed);
  parcel->holder = g_strdup (holder);
  return parcel;
}

static void
add (CoffretParcel *parcel, const char *format, CoffretFields allowed)
{
  g_autoptr (CoffretCredential) credential = marked_credential (format);

  g_ptr_array_add (parcel->disclosures,
                   coffret_disclosure_new (credential, allowed, parcel->wording));
}

static CoffretSealed *
seal (CoffretParcel *parcel)
{
  g_autoptr (GError) error = NULL;
  CoffretSealed *sealed = coffret_sealed_new (parcel, contexts, &error);

  g_assert_no_error (error);
  return sealed;
}

static void
test_list (void)
{
  for (gsize i = 0; coffret_exporters[i] != NULL; i++) {
    const CoffretExporter *exporter = coffret_exporters[i];

    g_test_message ("%s", exporter->id);
    g_assert_true (coffret_exporter_find (exporter->id) == exporter);
    g_assert_cmpstr (exporter->label, !=, "");
    g_assert_true (g_str_has_suffix (exporter->remark, "."));
    g_assert_true ((exporter->product == COFFRET_PRODUCT_FILE) == (exporter->extension != NULL));
    if (exporter->product == COFFRET_PRODUCT_FILE)
      g_assert_nonnull (strchr (exporter->media_type, '/'));
    g_assert_nonnull (exporter->make);
  }
  g_assert_null (coffret_exporter_find ("nothing of the kind"));
}

/* What each makes is what it said that it would be. */
static void
test_products (void)
{
  g_autoptr (CoffretParcel) parcel = make_parcel ("Zoé Tremblay");
  g_autoptr (CoffretSealed) sealed = NULL;
  CoffretExportChoice choice = coffret_export_choice_default;

  add (parcel, "ob3", COFFRET_FIELDS_ALL);
  add (parcel, "sd-jwt", COFFRET_FIELDS (COFFRET_FIELD_TITLE));
  sealed = seal (parcel);
  for (gsize i = 0; coffret_exporters[i] != NULL; i++) {
    const CoffretExporter *exporter = coffret_exporters[i];
    g_autoptr (CoffretExport) made = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *why = NULL;

    choice.only = exporter->one ? 0 : COFFRET_EXPORT_ALL;
    why = coffret_exporter_refuse (exporter, sealed, &choice);
    made = coffret_exporter_make (exporter, sealed, &choice, NULL, &error);
    if (why != NULL) {
      g_assert_error (error, COFFRET_EXPORT_ERROR, COFFRET_EXPORT_ERROR_REFUSED);
      g_assert_cmpstr (error->message, ==, why);
      g_assert_null (made);
      continue;
    }
    g_assert_no_error (error);
    g_assert_true ((made->bytes != NULL) == (exporter->product == COFFRET_PRODUCT_FILE));
    g_assert_true ((made->name != NULL) == (exporter->product == COFFRET_PRODUCT_FILE));
    if (made->name != NULL) {
      g_autofree char *end = g_strconcat (".", exporter->extension, NULL);

      g_assert_true (g_str_has_suffix (made->name, end));
      g_assert_cmpstr (made->media_type, ==, exporter->media_type);
    }
  }
}

static void
test_names (void)
{
  static const struct {
    const char *holder;
    const char *name;
  } cases[] = {
    { "Zoé Tremblay", "Credentials of Zoé Tremblay.json" },
    { "../../etc/passwd", "Credentials of .. .. etc passwd.json" },
    { "a\nb\tc:d\"e|f?g*h\\i<j>k", "Credentials of a b c d e f g h i j k.json" },
    { "Mira O’Neill (RN)  ", "Credentials of Mira O’Neill (RN).json" },
    { "\xe2\x80\xae"
      "gpj.exe",
      "Credentials of gpj.exe.json" },
    { "…", "Credentials of.json" },
    { "The man with a name that goes on and on and on and will not end for anybody at all",
      "Credentials of The man with a name that goes on and on and o.json" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CoffretParcel) parcel = make_parcel (cases[i].holder);
    g_autoptr (CoffretSealed) sealed = NULL;
    g_autoptr (CoffretExport) made = NULL;

    add (parcel, "ob3", COFFRET_FIELDS_ALL);
    sealed = seal (parcel);
    made = coffret_exporter_make (&coffret_exporter_presentation, sealed,
                                  &coffret_export_choice_default, NULL, NULL);
    g_assert_cmpstr (made->name, ==, cases[i].name);
  }
}

/* Whichever way it goes, and however often, it is the same to the byte. */
static void
test_once (void)
{
  g_autoptr (CoffretParcel) parcel = make_parcel ("Zoé Tremblay");
  g_autoptr (CoffretSealed) sealed = NULL;
  g_autoptr (CoffretExport) file = NULL;
  g_autoptr (CoffretExport) again = NULL;
  g_autoptr (CoffretExport) page = NULL;
  g_autofree char *encoded = NULL;

  add (parcel, "ob3", COFFRET_FIELDS_ALL);
  sealed = seal (parcel);
  file = coffret_exporter_make (&coffret_exporter_presentation, sealed,
                                &coffret_export_choice_default, NULL, NULL);
  again = coffret_exporter_make (&coffret_exporter_presentation, sealed,
                                 &coffret_export_choice_default, NULL, NULL);
  page = coffret_exporter_make (&coffret_exporter_page, sealed, &coffret_export_choice_default,
                                NULL, NULL);
  g_assert_true (g_bytes_equal (file->bytes, again->bytes));
  encoded = g_base64_encode (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes));
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (page->bytes, NULL),
                                  (gssize) g_bytes_get_size (page->bytes), encoded));
}

static void
test_refused (void)
{
  g_autoptr (CoffretParcel) parcel = make_parcel (NULL);
  g_autoptr (CoffretSealed) sealed = NULL;
  g_autoptr (CoffretSealed) unsigned_one = NULL;
  g_autoptr (CoffretParcel) other = make_parcel (NULL);
  g_autoptr (CoffretExport) made = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *empty = NULL;
  g_autofree char *beside = NULL;
  g_autofree char *keyless = NULL;

  sealed = seal (parcel);
  empty = coffret_exporter_refuse (&coffret_exporter_page, sealed, &coffret_export_choice_default);
  g_assert_nonnull (empty);
  add (parcel, "ob2", COFFRET_FIELDS_ALL);
  beside = coffret_exporter_refuse (&coffret_exporter_presentation, sealed,
                                    &coffret_export_choice_default);
  g_assert_nonnull (beside);

  g_clear_pointer (&other->key, coffret_holder_key_unref);
  add (other, "ob3", COFFRET_FIELDS_ALL);
  unsigned_one = seal (other);
  keyless = coffret_exporter_refuse (&coffret_exporter_presentation, unsigned_one,
                                     &coffret_export_choice_default);
  g_assert_nonnull (keyless);
  g_cancellable_cancel (cancellable);
  made = coffret_exporter_make (&coffret_exporter_page, unsigned_one,
                                &coffret_export_choice_default, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (made);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  contexts = coffret_contexts_new ();
  g_test_add_func ("/exporter/list", test_list);
  g_test_add_func ("/exporter/products", test_products);
  g_test_add_func ("/exporter/names", test_names);
  g_test_add_func ("/exporter/once", test_once);
  g_test_add_func ("/exporter/refused", test_refused);
  status = g_test_run ();
  coffret_contexts_unref (contexts);
  return status;
}
