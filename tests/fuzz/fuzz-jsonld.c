/* JSON-LD: safe mode refuses exactly what has something dropped, and whatever else a document
 * says, its expanded form says the same. */
#include "fuzz.h"

#include <string.h>

#include "base/json.h"
#include "jsonld/jsonld.h"
#include "jsonld/rdfc.h"

#define WORK 2000

static void
sha256 (const void *data, gsize size, guint8 *digest)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = 32;

  g_checksum_update (checksum, data, size);
  g_checksum_get_digest (checksum, digest, &length);
}

static const CoffretDigest digest = { .name = "SHA-256", .length = 32, .compute = sha256 };

static char *
canonical_text (const CoffretDataset *dataset)
{
  g_autoptr (CoffretCanonical) canonical =
    coffret_rdfc_canonicalise (dataset, &digest, COFFRET_NQUADS_CANONICAL, WORK, NULL, NULL);

  return canonical == NULL ? NULL : g_steal_pointer (&canonical->text);
}

static void
check_dropped (GPtrArray *dropped)
{
  for (guint i = 0; i < dropped->len; i++)
    g_assert (g_utf8_validate (dropped->pdata[i], -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static CoffretContexts *contexts;
  CoffretJsonldOptions options = {
    .inline_contexts = TRUE,
    .rdf_direction = COFFRET_RDF_DIRECTION_I18N,
  };
  g_autoptr (json_t) document = coffret_json_parse ((const char *) data, size, NULL, NULL);
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) safe_error = NULL;
  g_autoptr (CoffretDataset) dataset = NULL;
  g_autoptr (CoffretDataset) safe = NULL;
  g_autoptr (CoffretDataset) again = NULL;
  g_autoptr (json_t) expanded = NULL;
  g_autofree char *text = NULL;
  g_autofree char *same = NULL;

  if (document == NULL)
    return 0;
  if (contexts == NULL)
    contexts = coffret_contexts_new ();
  options.contexts = contexts;

  dataset = coffret_jsonld_to_rdf (document, &options, dropped, &error);
  g_assert ((dataset == NULL) == (error != NULL));
  g_assert (error == NULL || g_utf8_validate (error->message, -1, NULL));
  check_dropped (dropped);

  options.safe = TRUE;
  safe = coffret_jsonld_to_rdf (document, &options, NULL, &safe_error);
  g_assert ((safe != NULL) == (dataset != NULL && dropped->len == 0));
  options.safe = FALSE;
  if (safe == NULL)
    return 0;

  expanded = coffret_jsonld_expand (document, &options, NULL, &error);
  g_assert_no_error (error);
  text = canonical_text (dataset);
  again = coffret_jsonld_to_rdf (expanded, &options, NULL, &error);
  g_assert_no_error (error);
  same = canonical_text (again);
  if (text != NULL && same != NULL)
    g_assert_cmpstr (text, ==, same);
  return 0;
}
