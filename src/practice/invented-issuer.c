#include "practice/invented-issuer.h"

#include <gio/gio.h>
#include <string.h>

#include "base/base64.h"
#include "credential/text.h"

#define LIST_BITS 131072 /* Bitstring Status List 1.0, section 3.1: the least */
#define DAY ((gint64) 24 * 60 * 60 * G_USEC_PER_SEC)

struct _CoffretInventedIssuer {
  json_t *plan;
  const json_t *mark;
  CoffretHolderKey *key;
  char *did;
  char *method;      /* NULL: the key's own */
  GHashTable *lists; /* GByteArray's of bits, by purpose */
};

static CoffretHolderKey *
make_key (void)
{
  g_autoptr (CoffretSecret) seed = coffret_secret_new_random (COFFRET_HOLDER_KEY_LENGTH);

  return coffret_holder_key_new (seed);
}

CoffretInventedIssuer *
coffret_invented_issuer_new (json_t *plan, const json_t *mark)
{
  CoffretInventedIssuer *issuer = g_new0 (CoffretInventedIssuer, 1);
  const char *did = coffret_json_string (plan, "did");

  issuer->plan = json_incref (plan);
  issuer->mark = mark;
  issuer->key = make_key ();
  issuer->did = g_strdup (did != NULL ? did : coffret_holder_key_get_did (issuer->key));
  issuer->method = did != NULL ? g_strconcat (did, "#key-1", NULL) : NULL;
  issuer->lists =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_byte_array_unref);
  return issuer;
}

void
coffret_invented_issuer_free (CoffretInventedIssuer *issuer)
{
  json_decref (issuer->plan);
  coffret_holder_key_unref (issuer->key);
  g_free (issuer->did);
  g_free (issuer->method);
  g_hash_table_unref (issuer->lists);
  g_free (issuer);
}

const char *
coffret_invented_issuer_get_did (const CoffretInventedIssuer *issuer)
{
  return issuer->did;
}

/* TEXTS in LANGUAGE, wherever that is spoken; NULL: none. */
static const char *
find_text (const json_t *texts, const char *language)
{
  const char *key;
  const json_t *text;

  json_object_foreach ((json_t *) texts, key, text)
    if (g_str_has_prefix (key, language))
      return json_string_value (text);
  return NULL;
}

/* What it says of itself, and that all of it is invented: signed with everything that it signs, so
 * that it goes wherever that goes. */
static json_t *
describe (const CoffretInventedIssuer *issuer)
{
  const json_t *own =
    coffret_json_object (coffret_json_object (issuer->plan, "profile"), "description");
  json_t *texts = json_array ();
  const char *language;
  const json_t *mark;

  json_object_foreach ((json_t *) issuer->mark, language, mark) {
    const char *said = find_text (own, language);
    g_autofree char *text = said != NULL ? g_strconcat (said, " ", json_string_value (mark), NULL)
                                         : g_strdup (json_string_value (mark));

    json_array_append_new (texts, json_pack ("{s:s, s:s}", "@value", text, "@language", language));
  }
  return texts;
}

json_t *
coffret_invented_issuer_profile (const CoffretInventedIssuer *issuer)
{
  json_t *profile = json_deep_copy (coffret_json_object (issuer->plan, "profile"));

  json_object_set_new (profile, "id", json_string (issuer->did));
  json_object_set_new (profile, "description", describe (issuer));
  return profile;
}

json_t *
coffret_invented_issuer_entry (const CoffretInventedIssuer *issuer)
{
  const json_t *profile = coffret_json_object (issuer->plan, "profile");
  g_autoptr (CoffretText) name =
    coffret_text_new_from_json (coffret_json_get (profile, "name"), NULL);

  if (!json_is_true (coffret_json_get (issuer->plan, "known")))
    return NULL;
  return json_pack ("{s:s, s:s}", "name", coffret_text_best (name, NULL), "url",
                    coffret_json_string (profile, "url"));
}

json_t *
coffret_invented_issuer_document (const CoffretInventedIssuer *issuer)
{
  const char *key = coffret_holder_key_get_did (issuer->key) + strlen ("did:key:");

  if (!json_is_true (coffret_json_get (issuer->plan, "document")))
    return NULL;
  return json_pack ("{s:[s, s], s:s, s:[{s:s, s:s, s:s, s:s}], s:[s]}", "@context",
                    "https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1", "id",
                    issuer->did, "verificationMethod", "id", issuer->method, "type", "Multikey",
                    "controller", issuer->did, "publicKeyMultibase", key, "assertionMethod",
                    issuer->method);
}

/* "https://HOST/status/PURPOSE" */
static char *
list_id (const CoffretInventedIssuer *issuer, const char *purpose, const char *suffix)
{
  const json_t *profile = coffret_json_object (issuer->plan, "profile");

  return g_strconcat (coffret_json_string (profile, "url"), "/status/", purpose, suffix, NULL);
}

static GByteArray *
ensure_list (CoffretInventedIssuer *issuer, const char *purpose)
{
  GByteArray *bits = g_hash_table_lookup (issuer->lists, purpose);

  if (bits == NULL) {
    bits = g_byte_array_new ();
    g_byte_array_set_size (bits, LIST_BITS / 8);
    memset (bits->data, 0, bits->len);
    g_hash_table_insert (issuer->lists, g_strdup (purpose), bits);
  }
  return bits;
}

json_t *
coffret_invented_issuer_status (CoffretInventedIssuer *issuer, const char *blank)
{
  g_auto (GStrv) words = g_strsplit (blank, "/", 2);
  gboolean nowhere = g_strcmp0 (words[1], "nowhere") == 0;
  g_autofree char *list = list_id (issuer, words[0], nowhere ? "-gone" : "");
  guint32 index = g_random_int () % LIST_BITS;
  g_autofree char *number = g_strdup_printf ("%u", index);
  g_autofree char *id = g_strconcat (list, "#", number, NULL);

  if (!nowhere) {
    GByteArray *bits = ensure_list (issuer, words[0]);

    if (g_strcmp0 (words[1], "set") == 0)
      bits->data[index / 8] |= 0x80 >> index % 8;
  }
  return json_pack ("{s:s, s:s, s:s, s:s, s:s}", "id", id, "type", "BitstringStatusListEntry",
                    "statusPurpose", words[0], "statusListIndex", number, "statusListCredential",
                    list);
}

/* Section 2.2: packed, then multibase. */
static char *
pack (GByteArray *bits)
{
  g_autoptr (GZlibCompressor) packer = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GBytes) whole = g_bytes_new_static (bits->data, bits->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) packed = g_converter_convert_bytes (G_CONVERTER (packer), whole, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = coffret_base64url_encode (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  return g_strconcat ("u", text, NULL);
}

static json_t *
make_list (const CoffretInventedIssuer *issuer,
           const char *purpose,
           GByteArray *bits,
           CoffretInstant now,
           CoffretContexts *contexts)
{
  g_autofree char *id = list_id (issuer, purpose, "");
  g_autofree char *subject = g_strconcat (id, "#list", NULL);
  g_autofree char *from = coffret_instant_to_rfc3339 (now - DAY);
  g_autofree char *until = coffret_instant_to_rfc3339 (now + 366 * DAY);
  g_autofree char *packed = pack (bits);
  json_t *list =
    json_pack ("{s:[s], s:s, s:[s, s], s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s}}", "@context",
               "https://www.w3.org/ns/credentials/v2", "id", id, "type", "VerifiableCredential",
               "BitstringStatusListCredential", "issuer", issuer->did, "validFrom", from,
               "validUntil", until, "credentialSubject", "id", subject, "type",
               "BitstringStatusList", "statusPurpose", purpose, "encodedList", packed);

  coffret_invented_issuer_sign (issuer, list, now - DAY, contexts);
  return list;
}

GPtrArray *
coffret_invented_issuer_lists (CoffretInventedIssuer *issuer,
                               CoffretInstant now,
                               CoffretContexts *contexts)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  GHashTableIter iter;
  gpointer purpose;
  gpointer bits;

  g_hash_table_iter_init (&iter, issuer->lists);
  while (g_hash_table_iter_next (&iter, &purpose, &bits))
    g_ptr_array_add (lists, make_list (issuer, purpose, bits, now, contexts));
  return lists;
}

void
coffret_invented_issuer_sign (const CoffretInventedIssuer *issuer,
                              json_t *document,
                              CoffretInstant created,
                              CoffretContexts *contexts)
{
  CoffretSigning signing = { .purpose = "assertionMethod",
                             .created = created,
                             .expires = COFFRET_INSTANT_NONE,
                             .method = issuer->method };
  g_autoptr (GError) error = NULL;

  coffret_holder_key_sign (issuer->key, document, &signing, contexts, &error);
  g_assert_no_error (error);
}
