#include "make.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <zlib.h>

#include "base/base64.h"

const char make_ob3[] =
  "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
  "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
  "\"id\":\"urn:uuid:4d1f7c52-0000-4000-8000-00000000a001\","
  "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"
  "\"issuer\":{\"id\":\"did:key:z6MkInvented\",\"type\":[\"Profile\"],\"name\":\"Riverbend "
  "College\"},"
  "\"validFrom\":\"2026-03-01T10:00:00Z\",\"name\":\"Bicycle repair\","
  "\"credentialSubject\":{\"id\":\"did:example:mira\",\"type\":[\"AchievementSubject\"],"
  "\"achievement\":{\"id\":\"urn:uuid:4d1f7c52-0000-4000-8000-00000000a002\","
  "\"type\":[\"Achievement\"],\"name\":\"Bicycle repair\",\"description\":\"Can true a wheel.\","
  "\"criteria\":{\"narrative\":\"True three wheels.\"}}}}";

const char make_ob2[] =
  "{\"@context\":\"https://w3id.org/openbadges/v2\",\"type\":\"Assertion\","
  "\"id\":\"https://badges.example/assertions/7\","
  "\"recipient\":{\"type\":\"email\",\"hashed\":false,\"identity\":\"mira@example.org\"},"
  "\"badge\":{\"type\":\"BadgeClass\",\"id\":\"https://badges.example/classes/3\","
  "\"name\":\"Knot tying\",\"description\":\"Knows seven knots.\","
  "\"image\":\"https://badges.example/knot.png\","
  "\"criteria\":{\"narrative\":\"Tie seven knots.\"},"
  "\"issuer\":{\"type\":\"Issuer\",\"id\":\"https://badges.example/issuer\","
  "\"name\":\"Harbour Scouts\",\"url\":\"https://badges.example\","
  "\"email\":\"post@badges.example\"}},"
  "\"verification\":{\"type\":\"hosted\"},\"issuedOn\":\"2024-05-06T00:00:00Z\"}";

static void
append_uint32 (GByteArray *array, guint32 value)
{
  guint32 swapped = GUINT32_TO_BE (value);

  g_byte_array_append (array, (const guint8 *) &swapped, 4);
}

void
make_png_chunk (GByteArray *png, const char *type, const void *data, gsize length)
{
  guint start;

  append_uint32 (png, (guint32) length);
  start = png->len;
  g_byte_array_append (png, (const guint8 *) type, 4);
  if (length > 0)
    g_byte_array_append (png, data, (guint) length);
  append_uint32 (png, (guint32) crc32 (crc32 (0, NULL, 0), png->data + start, png->len - start));
}

GByteArray *
make_png_start (void)
{
  static const guint8 header[] = { 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0 };
  GByteArray *png = g_byte_array_new ();

  g_byte_array_append (png, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  make_png_chunk (png, "IHDR", header, sizeof header);
  return png;
}

void
make_png_text (GByteArray *png, const char *type, const char *keyword, const char *text)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  gboolean compressed = strcmp (type, "zTXt") == 0 || strcmp (type, "iTXt-z") == 0;
  char name[5] = { 0 };

  memcpy (name, type, 4);
  g_byte_array_append (data, (const guint8 *) keyword, (guint) strlen (keyword) + 1);
  if (strcmp (name, "iTXt") == 0)
    g_byte_array_append (data, (const guint8 *) (compressed ? "\1\0\0\0" : "\0\0\0\0"), 4);
  else if (compressed)
    g_byte_array_append (data, (const guint8 *) "\0", 1);
  if (compressed) {
    uLongf size = compressBound (strlen (text));
    g_autofree guint8 *packed = g_malloc (size);

    g_assert_cmpint (compress (packed, &size, (const guint8 *) text, strlen (text)), ==, Z_OK);
    g_byte_array_append (data, packed, (guint) size);
  } else {
    g_byte_array_append (data, (const guint8 *) text, (guint) strlen (text));
  }
  make_png_chunk (png, name, data->data, data->len);
}

GBytes *
make_png_end (GByteArray *png)
{
  make_png_chunk (png, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (png);
}

GBytes *
make_png (const char *type, const char *keyword, const char *text)
{
  GByteArray *png = make_png_start ();

  make_png_text (png, type, keyword, text);
  return make_png_end (png);
}

char *
make_base64url (const char *text)
{
  return coffret_base64url_encode ((const guint8 *) text, strlen (text));
}

char *
make_token (const char *header, const char *payload)
{
  g_autofree char *first = make_base64url (header);
  g_autofree char *second = make_base64url (payload);
  g_autofree char *third = make_base64url ("a signature of no worth");

  return g_strjoin (".", first, second, third, NULL);
}

char *
make_digest (const char *disclosure)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) disclosure, -1);
  g_checksum_get_digest (checksum, digest, &size);
  return coffret_base64url_encode (digest, size);
}

struct _MakeZip {
  struct archive *archive;
  GByteArray *bytes;
};

static la_ssize_t
on_write (struct archive *archive, void *data, const void *buffer, size_t length)
{
  g_byte_array_append (data, buffer, (guint) length);
  return (la_ssize_t) length;
}

MakeZip *
make_zip_start (void)
{
  MakeZip *zip = g_new0 (MakeZip, 1);

  zip->bytes = g_byte_array_new ();
  zip->archive = archive_write_new ();
  archive_write_set_format_zip (zip->archive);
  archive_write_set_options (zip->archive, "zip:hdrcharset=UTF-8");
  archive_write_set_bytes_in_last_block (zip->archive, 1);
  g_assert_cmpint (archive_write_open (zip->archive, zip->bytes, NULL, on_write, NULL), ==,
                   ARCHIVE_OK);
  return zip;
}

static void
add_entry (MakeZip *zip, const char *name, unsigned int type, const void *data, gsize length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_filetype (entry, type);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) length);
  g_assert_cmpint (archive_write_header (zip->archive, entry), ==, ARCHIVE_OK);
  if (length > 0)
    g_assert_cmpint (archive_write_data (zip->archive, data, length), ==, length);
  archive_entry_free (entry);
}

void
make_zip_add (MakeZip *zip, const char *name, const void *data, gsize length)
{
  add_entry (zip, name, AE_IFREG, data, length);
}

void
make_zip_add_text (MakeZip *zip, const char *name, const char *text)
{
  make_zip_add (zip, name, text, strlen (text));
}

void
make_zip_add_folder (MakeZip *zip, const char *name)
{
  add_entry (zip, name, AE_IFDIR, NULL, 0);
}

GBytes *
make_zip_end (MakeZip *zip)
{
  GBytes *bytes;

  g_assert_cmpint (archive_write_close (zip->archive), ==, ARCHIVE_OK);
  archive_write_free (zip->archive);
  bytes = g_byte_array_free_to_bytes (zip->bytes);
  g_free (zip);
  return bytes;
}

GPtrArray *
make_items (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = coffret_reader_read (bytes, "test", &coffret_limits_default, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (items);
  g_assert_cmpuint (items->len, >, 0);
  return items;
}

GPtrArray *
make_items_of_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return make_items (bytes);
}

GError *
make_refusal (GBytes *bytes, gint64 *offset)
{
  gint64 at = -1;
  GError *error = NULL;
  g_autoptr (GPtrArray) items =
    coffret_reader_read (bytes, "test", &coffret_limits_default, &at, &error);

  if (items != NULL) {
    CoffretItem *item = g_ptr_array_index (items, 0);

    g_assert_cmpuint (items->len, ==, 1);
    g_assert_null (item->credential);
    g_assert_nonnull (item->error);
    error = g_error_copy (item->error);
    at = item->offset;
  }
  g_assert_nonnull (error);
  g_assert_true (error->domain == COFFRET_CREDENTIAL_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  if (offset != NULL)
    *offset = at;
  return error;
}

GError *
make_refusal_of_text (const char *text, gint64 *offset)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return make_refusal (bytes, offset);
}

void
make_assert_same (GBytes *bytes, guint count, const char *text)
{
  g_autoptr (GPtrArray) items = make_items (bytes);
  g_autoptr (GPtrArray) bare = make_items_of_text (text);
  const CoffretItem *item = g_ptr_array_index (items, 0);
  const CoffretItem *expected = g_ptr_array_index (bare, 0);

  g_assert_cmpuint (items->len, ==, count);
  g_assert_no_error (item->error);
  g_assert_nonnull (item->credential);
  g_assert_cmpstr (item->digest, ==, expected->digest);
}

static void
check_changed (GBytes *bytes, gboolean whole, gsize at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
    coffret_reader_read (bytes, NULL, &coffret_limits_default, NULL, &error);

  g_assert_true ((items == NULL) == (error != NULL));
  for (guint i = 0; items != NULL && i < items->len; i++) {
    const CoffretItem *item = g_ptr_array_index (items, i);

    g_assert_true ((item->credential == NULL) == (item->error != NULL));
    if (whole && item->credential != NULL)
      g_error ("a credential was read although byte %" G_GSIZE_FORMAT " was changed", at);
  }
}

void
make_assert_sturdy (GBytes *bytes, gsize from, gboolean whole)
{
  static const guint8 changes[] = { 0xff, 0x01 };
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length; i++) {
    /* A copy of exactly that size, so that reading past its end is noticed. */
    g_autoptr (GBytes) cut = g_bytes_new (data, i);

    check_changed (cut, FALSE, i);
  }
  for (gsize i = from; i < length; i++) {
    for (guint j = 0; j < G_N_ELEMENTS (changes); j++) {
      guint8 *copy = g_memdup2 (data, length);
      g_autoptr (GBytes) changed = NULL;

      copy[i] ^= changes[j];
      changed = g_bytes_new_take (copy, length);
      check_changed (changed, whole, i);
    }
  }
}
