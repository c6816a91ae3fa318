/* SD-JWT VC: a token whose claims the holder may leave out. What was disclosed is put
 * back where its digest stands (RFC 9901 section 7.1); a structure that the
 * standard forbids is refused, since two readers could take it for two things. */
#include "credential/token.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/base64.h"
#include "credential/sd-jwt-claims.h"

#define MAX_DISCLOSURES 10000
#define MAX_LENGTH (4 * 1024 * 1024) /* each disclosure is a JSON text of its own */

typedef struct {
  json_t *array; /* [salt, name, value] or [salt, value] */
  gsize offset;  /* in the text */
  gboolean used;
  gboolean kept; /* where some are to be left out */
} Disclosure;

typedef struct {
  GHashTable *disclosures; /* digest -> Disclosure */
  GHashTable *digests;     /* every digest met, to find one that stands twice */
  gsize offset;            /* where to point when something is wrong */
  CoffretTokenKeep keep;   /* NULL: all */
  gpointer keep_data;
  GPtrArray *path; /* names down to what is being restored; NULL-terminated when KEEP sees it */
} Disclosing;

static void
disclosure_free (gpointer data)
{
  Disclosure *disclosure = data;

  json_decref (disclosure->array);
  g_free (disclosure);
}

static gboolean
knows_sd_jwt (const CoffretSource *source)
{
  return coffret_token_looks_like (source->text) && strchr (source->text, '~') != NULL;
}

static gboolean
set_damaged (GError **error, const char *detail)
{
  g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE,
               /* Translators: %s is a technical detail in English. */
               _ ("The parts of this credential (an SD-JWT) do not fit together. Ask for it again. "
                  "(%s)"),
               detail);
  return FALSE;
}

/* RFC 9901 section 4.1.1; the IANA names in lower case. */
static gboolean
find_hash (const json_t *payload, GChecksumType *hash, GError **error)
{
  json_t *value = coffret_json_get (payload, "_sd_alg");
  const char *name = json_string_value (value);

  *hash = G_CHECKSUM_SHA256;
  if (value == NULL || g_strcmp0 (name, "sha-256") == 0)
    return TRUE;
  if (g_strcmp0 (name, "sha-384") == 0)
    *hash = G_CHECKSUM_SHA384;
  else if (g_strcmp0 (name, "sha-512") == 0)
    *hash = G_CHECKSUM_SHA512;
  else {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED,
                 _ ("This credential (an SD-JWT) uses a way of hiding claims that Coffret does not "
                    "know. (_sd_alg)"));
    return FALSE;
  }
  return TRUE;
}

static char *
compute_digest (GChecksumType hash, const char *text, gsize length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (hash);
  guint8 digest[64];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) text, (gssize) length);
  g_checksum_get_digest (checksum, digest, &size);
  return coffret_base64url_encode (digest, size);
}

static json_t *
parse_disclosure (const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = coffret_base64url_decode (text, length);
  g_autoptr (json_t) array = NULL;
  gsize size = 0;
  const char *data = bytes == NULL ? NULL : g_bytes_get_data (bytes, &size);

  if (data == NULL)
    return NULL;
  array = coffret_json_parse (data, size, NULL, NULL);
  if (!json_is_array (array) || !json_is_string (json_array_get (array, 0)) ||
      json_array_size (array) < 2 || json_array_size (array) > 3 ||
      (json_array_size (array) == 3 && !json_is_string (json_array_get (array, 1))))
    return NULL;
  return g_steal_pointer (&array);
}

/* TEXT from the first "~" on: "~disclosure~disclosure~" and perhaps a key binding token. */
static gboolean
collect_disclosures (
  Disclosing *disclosing, GChecksumType hash, const char *text, gsize start, GError **error)
{
  const char *at = text + start + 1;
  const char *end;

  while ((end = strchr (at, '~')) != NULL) {
    gsize length = (gsize) (end - at);
    Disclosure *disclosure;
    char *digest;
    json_t *array = parse_disclosure (at, length);

    disclosing->offset = (gsize) (at - text);
    if (array == NULL)
      return set_damaged (error, "a disclosure is not built as it should be");
    disclosure = g_new0 (Disclosure, 1);
    disclosure->array = array;
    disclosure->offset = disclosing->offset;
    digest = compute_digest (hash, at, length);
    if (!g_hash_table_insert (disclosing->disclosures, digest, disclosure))
      return set_damaged (error, "a disclosure stands twice");
    if (g_hash_table_size (disclosing->disclosures) > MAX_DISCLOSURES) {
      g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
                   _ ("This credential (an SD-JWT) has too many parts."));
      return FALSE;
    }
    at = end + 1;
  }

  /* What is left is a key binding token or nothing. */
  if (*at != '\0') {
    gsize offset = 0;
    g_autoptr (CoffretToken) binding = coffret_token_parse (at, strlen (at), &offset, error);

    disclosing->offset = (gsize) (at - text) + offset;
    if (binding == NULL)
      return FALSE;
    if (g_strcmp0 (coffret_json_string (binding->header, "typ"), "kb+jwt") != 0)
      return set_damaged (error, "what follows the last ~ is no key binding");
  }
  return TRUE;
}

/* NULL without ERROR: the digest is a decoy, or stands for what the holder keeps. */
static Disclosure *
take_disclosure (Disclosing *disclosing, const json_t *digest, gsize size, GError **error)
{
  const char *text = json_string_value (digest);
  Disclosure *disclosure;

  if (text == NULL) {
    set_damaged (error, "a digest is not a string");
    return NULL;
  }
  if (!g_hash_table_insert (disclosing->digests, g_strdup (text), NULL)) {
    set_damaged (error, "a digest stands twice");
    return NULL;
  }
  disclosure = g_hash_table_lookup (disclosing->disclosures, text);
  if (disclosure == NULL)
    return NULL;
  disclosing->offset = disclosure->offset;
  if (json_array_size (disclosure->array) != size) {
    set_damaged (error, "a disclosure stands where another kind belongs");
    return NULL;
  }
  disclosure->used = TRUE;
  return disclosure;
}

/* NAME (nullable: an element of the array that one is in) is what DISCLOSURE stands for. */
static void
ask_to_keep (Disclosing *disclosing, Disclosure *disclosure, const char *name)
{
  guint depth = disclosing->path->len;

  if (disclosing->keep == NULL)
    return;
  if (name != NULL)
    g_ptr_array_add (disclosing->path, (gpointer) name);
  g_ptr_array_add (disclosing->path, NULL);
  disclosure->kept =
    disclosing->keep ((const char *const *) disclosing->path->pdata, disclosing->keep_data);
  g_ptr_array_set_size (disclosing->path, (int) depth);
}

/* SD-JWT VC section 3.2.2.2: what a verifier needs is never left to the holder. */
static gboolean
may_be_disclosed (const char *name, guint depth)
{
  static const char *const fixed[] = { "iss", "nbf",           "exp",    "cnf",
                                       "vct", "vct#integrity", "status", NULL };

  return strcmp (name, "_sd") != 0 && strcmp (name, "...") != 0 &&
         (depth > 0 || !g_strv_contains (fixed, name));
}

static gboolean restore_value (Disclosing *disclosing, json_t *value, guint depth, GError **error);

static gboolean
restore_members (Disclosing *disclosing, json_t *object, guint depth, GError **error)
{
  g_autoptr (json_t) digests = json_incref (json_object_get (object, "_sd"));
  gsize count = json_array_size (digests);

  if (digests == NULL)
    return TRUE;
  if (!json_is_array (digests))
    return set_damaged (error, "_sd is not an array");
  json_object_del (object, "_sd");

  for (gsize i = 0; i < count; i++) {
    g_autoptr (GError) problem = NULL;
    Disclosure *disclosure = take_disclosure (disclosing, json_array_get (digests, i), 3, &problem);
    const char *name;

    if (problem != NULL) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
    if (disclosure == NULL)
      continue;
    name = json_string_value (json_array_get (disclosure->array, 1));
    if (!may_be_disclosed (name, depth))
      return set_damaged (error, "a disclosure has a name that none may have");
    if (json_object_get (object, name) != NULL)
      return set_damaged (error, "a disclosure has a name that is there already");
    ask_to_keep (disclosing, disclosure, name);
    json_object_set (object, name, json_array_get (disclosure->array, 2));
  }
  return TRUE;
}

static gboolean
restore_object (Disclosing *disclosing, json_t *object, guint depth, GError **error)
{
  const char *key;
  json_t *value;

  if (!restore_members (disclosing, object, depth, error))
    return FALSE;
  json_object_foreach (object, key, value) {
    if (strcmp (key, "...") == 0)
      return set_damaged (error, "a claim has a name that none may have");
    g_ptr_array_add (disclosing->path, (gpointer) key);
    if (!restore_value (disclosing, value, depth + 1, error))
      return FALSE;
    g_ptr_array_remove_index (disclosing->path, disclosing->path->len - 1);
  }
  return TRUE;
}

static gboolean
restore_array (Disclosing *disclosing, json_t *array, guint depth, GError **error)
{
  g_autoptr (json_t) restored = json_array ();
  json_t *element;
  gsize i;

  json_array_foreach (array, i, element) {
    json_t *digest = coffret_json_get (element, "...");

    if (digest != NULL) {
      g_autoptr (GError) problem = NULL;
      Disclosure *disclosure = NULL;

      if (json_object_size (element) != 1)
        return set_damaged (error, "an array digest does not stand alone");
      disclosure = take_disclosure (disclosing, digest, 2, &problem);
      if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
      }
      if (disclosure == NULL)
        continue;
      ask_to_keep (disclosing, disclosure, NULL);
      element = json_array_get (disclosure->array, 1);
    }
    if (!restore_value (disclosing, element, depth + 1, error))
      return FALSE;
    json_array_append (restored, element);
  }
  json_array_clear (array);
  json_array_extend (array, restored);
  return TRUE;
}

static gboolean
restore_value (Disclosing *disclosing, json_t *value, guint depth, GError **error)
{
  /* Disclosures within disclosures nest deeper than any text could. */
  if (depth > COFFRET_JSON_MAX_DEPTH) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
                 _ ("The parts of this credential (an SD-JWT) lie too deep in one another."));
    return FALSE;
  }
  if (json_is_object (value))
    return restore_object (disclosing, value, depth, error);
  if (json_is_array (value))
    return restore_array (disclosing, value, depth, error);
  return TRUE;
}

static gboolean
check_all_used (Disclosing *disclosing, GError **error)
{
  GHashTableIter iter;
  gpointer value;
  const Disclosure *unused = NULL;

  /* The first in the text, so that the same file always gives the same answer. */
  g_hash_table_iter_init (&iter, disclosing->disclosures);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Disclosure *disclosure = value;

    if (!disclosure->used && (unused == NULL || disclosure->offset < unused->offset))
      unused = disclosure;
  }
  if (unused == NULL)
    return TRUE;
  disclosing->offset = unused->offset;
  return set_damaged (error, "a disclosure belongs to nothing in the token");
}

static gboolean
restore_claims (
  Disclosing *disclosing, const char *text, gsize start, json_t *payload, GError **error)
{
  GChecksumType hash;

  if (strlen (text) > MAX_LENGTH) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
                 _ ("This credential (an SD-JWT) is too large."));
    return FALSE;
  }
  if (!find_hash (payload, &hash, error) ||
      !collect_disclosures (disclosing, hash, text, start, error))
    return FALSE;
  json_object_del (payload, "_sd_alg");
  return restore_value (disclosing, payload, 0, error) && check_all_used (disclosing, error);
}

gboolean
coffret_token_disclose (const char *text, json_t *payload, gsize *offset, GError **error)
{
  g_autoptr (GHashTable) disclosures =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, disclosure_free);
  g_autoptr (GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  Disclosing disclosing = { .disclosures = disclosures, .digests = digests, .path = path };
  gboolean whole = restore_claims (&disclosing, text, strcspn (text, "~"), payload, error);

  *offset = disclosing.offset;
  return whole;
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  const Disclosure *first = *(Disclosure *const *) a;
  const Disclosure *second = *(Disclosure *const *) b;

  return first->offset < second->offset ? -1 : first->offset > second->offset;
}

char *
coffret_token_select (const char *text, CoffretTokenKeep keep, gpointer data, GError **error)
{
  g_autoptr (GHashTable) disclosures =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, disclosure_free);
  g_autoptr (GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  Disclosing disclosing = {
    .disclosures = disclosures, .digests = digests, .path = path, .keep = keep, .keep_data = data
  };
  gsize start = strcspn (text, "~");
  g_autoptr (CoffretToken) token = coffret_token_parse (text, start, &disclosing.offset, error);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GString) selected = NULL;

  if (token == NULL || !restore_claims (&disclosing, text, start, token->payload, error))
    return NULL;
  all = g_hash_table_get_values_as_ptr_array (disclosures);
  g_ptr_array_sort (all, compare_offsets);
  selected = g_string_new_len (text, (gssize) start + 1);
  for (guint i = 0; i < all->len; i++) {
    const Disclosure *disclosure = g_ptr_array_index (all, i);
    const char *at = text + disclosure->offset;

    if (disclosure->kept)
      g_string_append_len (selected, at, strchr (at, '~') - at + 1);
  }
  return g_string_free (g_steal_pointer (&selected), FALSE);
}

static gboolean
read_sd_jwt (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  const char *text = source->text;
  gsize start = (gsize) (strchr (text, '~') - text);
  const char *binding = strrchr (text, '~') + 1;
  CoffretSource secured = *source;
  gsize offset = 0;
  g_autoptr (GError) refusal = NULL;
  /* Who it was last shown to is not part of the credential. */
  g_autoptr (json_t) content = json_stringn (text, (gsize) (binding - text));
  g_autoptr (CoffretToken) token = coffret_token_parse (text, start, &offset, &refusal);

  if (token == NULL || !coffret_token_disclose (text, token->payload, &offset, &refusal)) {
    coffret_reading_refuse (reading, source, g_steal_pointer (&refusal),
                            (gint64) (coffret_token_start (source) + offset));
    return TRUE;
  }

  if (coffret_json_string (token->payload, "vct") == NULL)
    return coffret_token_read_claims (source, reading, token->payload, "sd-jwt", token->algorithm,
                                      content, error);
  secured.token = text;
  coffret_reading_add (reading, &secured, "sd-jwt",
                       coffret_sd_jwt_claims_read (token->payload, token->header, token->algorithm),
                       content);
  return TRUE;
}

const CoffretFormat coffret_format_sd_jwt = { "sd-jwt", knows_sd_jwt, read_sd_jwt };
