#include <string.h>

#include "make.h"

static void
test_universal_wallet (void)
{
  g_autofree char *profile = g_strdup_printf (
    "{\"@context\":[\"https://www.w3.org/2018/credentials/v1\",\"https://w3id.org/wallet/v1\"],"
    "\"id\":\"urn:uuid:1\",\"type\":\"UniversalWallet2020\",\"status\":\"UNLOCKED\",\"contents\":["
    "{\"@context\":[\"https://www.w3.org/ns/did/v1\"],\"id\":\"did:key:zInvented\"},"
    "%s,"
    "{\"type\":\"Ed25519VerificationKey2020\",\"privateKeyMultibase\":\"zInventedSecret\"},"
    "{\"type\":\"X25519KeyAgreementKey2020\",\"privateKeyMultibase\":\"zInventedSecret\"},"
    "{\"type\":\"ProfileMetadata\",\"data\":{\"profileName\":\"Mira\"}},"
    "{\"something\":\"else\"}]}",
    make_ob3);
  g_autofree char *backup = g_strdup_printf ("[%s,%s]", profile, profile);
  g_autoptr (GBytes) one = g_bytes_new (profile, strlen (profile));
  g_autoptr (GBytes) all = g_bytes_new (backup, strlen (backup));
  g_autoptr (GPtrArray) items = make_items (all);

  make_assert_same (one, 2, make_ob3);
  make_assert_same (all, 4, make_ob3);
  for (guint i = 0; i < items->len; i++) {
    const CoffretItem *item = g_ptr_array_index (items, i);
    g_autoptr (CoffretItem) again = coffret_reader_read_place (all, item->place, NULL);

    g_assert_true ((i % 2 == 0) == (item->error == NULL));
    g_assert_nonnull (again);
    g_assert_cmpstr (again->digest, ==, item->digest);
  }
}

static void
test_learncard (void)
{
  g_autofree char *token = make_token ("{\"alg\":\"EdDSA\"}", make_ob3);
  g_autofree char *text = g_strdup_printf (
    "{\"credentials\":[%s,{\"id\":\"1\",\"category\":\"Achievement\",\"vc\":%s},\"%s\"],"
    "\"presentations\":[{\"type\":[\"VerifiablePresentation\"],"
    "\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"verifiableCredential\":%s}]}",
    make_ob3, make_ob3, token, make_ob3);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) items = make_items (bytes);

  make_assert_same (bytes, 4, make_ob3);
  g_assert_cmpstr (((CoffretItem *) g_ptr_array_index (items, 1))->place, ==, "#/credentials/1/vc");
}

static void
test_learncard_bundle (void)
{
  MakeZip *zip = make_zip_start ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;
  const CoffretItem *manifest;
  const CoffretItem *locked;

  make_zip_add_text (zip, "manifest.json",
                     "{\"specVersion\":\"1.0.0\",\"walletName\":\"LearnCard\",\"contents\":[]}");
  make_zip_add_text (zip, "credentials/1.json.enc",
                     "{\"ciphertext\":\"x\",\"iv\":\"y\",\"salt\":\"z\","
                     "\"kdfParams\":{\"algorithm\":\"argon2id\"}}");
  make_zip_add_text (zip, "credentials/2.json", make_ob3);
  bytes = make_zip_end (zip);
  items = make_items (bytes);

  g_assert_cmpuint (items->len, ==, 3);
  manifest = g_ptr_array_index (items, 0);
  locked = g_ptr_array_index (items, 1);
  g_assert_error (manifest->error, COFFRET_CREDENTIAL_ERROR,
                  COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL);
  g_assert_error (locked->error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED);
  g_assert_nonnull (((CoffretItem *) g_ptr_array_index (items, 2))->credential);
}

static void
expect (const char *text, CoffretCredentialError code)
{
  g_autoptr (GError) error = make_refusal_of_text (text, NULL);

  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, (int) code);
}

static void
test_refused (void)
{
  expect ("{\"type\":\"UniversalWallet2020\",\"status\":\"LOCKED\",\"contents\":[\"x\"]}",
          COFFRET_CREDENTIAL_ERROR_UNSUPPORTED);
  expect ("{\"@context\":[\"https://www.w3.org/2018/credentials/v1\"],"
          "\"type\":[\"VerifiableCredential\",\"EncryptedWallet\"],\"issuer\":\"did:web:lcw.app\","
          "\"credentialSubject\":{\"jwe\":{}}}",
          COFFRET_CREDENTIAL_ERROR_UNSUPPORTED);
  expect ("{\"type\":\"UniversalWallet2020\",\"contents\":[]}",
          COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL);
  expect ("{\"type\":\"UniversalWallet2020\",\"contents\":7}",
          COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL);
  expect ("{\"credentials\":[]}", COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wallets/universal-wallet", test_universal_wallet);
  g_test_add_func ("/wallets/learncard", test_learncard);
  g_test_add_func ("/wallets/learncard-bundle", test_learncard_bundle);
  g_test_add_func ("/wallets/refused", test_refused);
  return g_test_run ();
}
