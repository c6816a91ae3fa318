/* Open Badges baked into a PNG (OB 2.0 baking specification; OB 3.0 section 5.3.2):
 * the credential is the value of a text chunk with an agreed keyword. The chunks
 * are walked here and no picture is decoded, so that a hostile one never meets
 * an image library. */
#include "credential/format.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zlib.h>

#include "base/fold.h"

#define KEYWORD_OB2 "openbadges"
#define KEYWORD_OB3 "openbadgecredential"
#define CHUNK_FRAME 12 /* length, type and checksum around the data */
#define INFLATE_STEP (32 * 1024)
#define URL_SHOWN 200

static const guint8 png_signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

typedef struct {
  const CoffretSource *source;
  CoffretReading *reading;
  guint found;
} Baking;

/* One text chunk taken apart; the pointers lie in the picture's bytes. */
typedef struct {
  const guint8 *value;
  gsize length;
  gboolean compressed;
} TextChunk;

static gboolean
knows_png (const CoffretSource *source)
{
  gsize length = 0;
  const guint8 *data = source->bytes == NULL ? NULL : g_bytes_get_data (source->bytes, &length);

  return data != NULL && length >= sizeof png_signature &&
         memcmp (data, png_signature, sizeof png_signature) == 0;
}

static guint32
read_uint32 (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

static gboolean
is_keyword (const guint8 *data, gsize length, const char *keyword)
{
  gsize size = strlen (keyword) + 1;

  return data != NULL && length >= size && memcmp (data, keyword, size) == 0;
}

/* Steps over a text that ends in NUL. */
static gboolean
skip_text (const guint8 **data, gsize *length)
{
  const guint8 *end = memchr (*data, '\0', *length);

  if (end == NULL)
    return FALSE;
  *length -= (gsize) (end - *data) + 1;
  *data = end + 1;
  return TRUE;
}

/* PNG 3rd edition, 11.3.3. FALSE when the chunk is not built as its type says. */
static gboolean
parse_text_chunk (const char *type, const guint8 *data, gsize length, TextChunk *chunk)
{
  chunk->compressed = strcmp (type, "zTXt") == 0;

  if (!skip_text (&data, &length))
    return FALSE;

  if (strcmp (type, "iTXt") == 0) {
    if (length < 2 || data[0] > 1 || data[1] != 0)
      return FALSE;
    chunk->compressed = data[0] == 1;
    data += 2;
    length -= 2;
    if (!skip_text (&data, &length) || !skip_text (&data, &length))
      return FALSE;
  } else if (chunk->compressed) {
    if (length < 1 || data[0] != 0)
      return FALSE;
    data++;
    length--;
  }

  chunk->value = data;
  chunk->length = length;
  return TRUE;
}

/* NULL with REFUSAL when this one text is bad, with ERROR when the budget is spent. */
static GBytes *
inflate_text (CoffretReading *reading, const TextChunk *chunk, GError **refusal, GError **error)
{
  gsize max_bytes = coffret_reading_get_limits (reading)->max_bytes;
  g_autoptr (GByteArray) text = g_byte_array_new ();
  guint8 buffer[INFLATE_STEP];
  z_stream stream = { 0 };
  int status = inflateInit (&stream);

  stream.next_in = (guint8 *) chunk->value;
  stream.avail_in = (uInt) chunk->length;
  while (status == Z_OK) {
    gsize produced;

    stream.next_out = buffer;
    stream.avail_out = sizeof buffer;
    status = inflate (&stream, Z_NO_FLUSH);
    produced = sizeof buffer - stream.avail_out;

    if (!coffret_reading_spend (reading, produced, error)) {
      inflateEnd (&stream);
      return NULL;
    }
    if (text->len + produced > max_bytes) {
      inflateEnd (&stream);
      g_set_error (refusal, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
                   _ ("The text inside this picture is too large to be a credential."));
      return NULL;
    }
    g_byte_array_append (text, buffer, (guint) produced);
  }
  inflateEnd (&stream);

  if (status != Z_STREAM_END) {
    g_set_error (refusal, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE,
                 _ ("The credential inside this picture is damaged. Ask its issuer for the picture "
                    "again. (zlib status %d)"),
                 status);
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&text));
}

/* tEXt and zTXt are Latin-1 by their standard, but most bakers write UTF-8 there. */
static GBytes *
as_utf8 (GBytes *text)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (text, &length);
  gsize written = 0;
  char *converted;

  if (length == 0 || g_utf8_validate (data, (gssize) length, NULL))
    return g_bytes_ref (text);

  converted = g_convert (data, (gssize) length, "UTF-8", "ISO-8859-1", NULL, &written, NULL);
  if (converted == NULL)
    return g_bytes_ref (text);
  return g_bytes_new_take (converted, written);
}

/* The address, when the badge was baked as in Open Badges 1.0: only where to find it. */
static char *
dup_hosted_url (GBytes *text)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (text, &length);
  g_autofree char *start = g_strndup (data, MIN (length, 4096));

  g_strstrip (start);
  if (!g_str_has_prefix (start, "http://") && !g_str_has_prefix (start, "https://"))
    return NULL;
  return coffret_clean (start, URL_SHOWN, FALSE);
}

static GError *
new_hosted_refusal (const char *url)
{
  return g_error_new (COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED,
                      /* Translators: %s is a web address. */
                      _ ("This picture holds only the address of a badge, not the badge itself. "
                         "Open %s in a web browser, save what it shows, and add that file."),
                      url);
}

/* FALSE only when the budget is spent. */
static gboolean
read_text_chunk (
  Baking *baking, const char *type, const guint8 *data, gsize length, gsize offset, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) refusal = NULL;
  g_autofree char *step = NULL;
  g_autofree char *place = NULL;
  g_autofree char *url = NULL;
  TextChunk chunk = { 0 };

  /* A picture with one credential is named by its own place; others are counted. */
  baking->found++;
  step = baking->found == 1 ? g_strdup ("") : g_strdup_printf ("#%u", baking->found);
  place = coffret_reading_place (baking->source, step);
  if (coffret_reading_skips (baking->reading, place))
    return TRUE;

  if (!parse_text_chunk (type, data, length, &chunk)) {
    g_set_error (&refusal, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE,
                 _ ("The credential inside this picture is damaged. Ask its issuer for the picture "
                    "again. (%s chunk)"),
                 type);
  } else if (chunk.compressed) {
    text = inflate_text (baking->reading, &chunk, &refusal, error);
    if (text == NULL && refusal == NULL)
      return FALSE;
  } else {
    text = g_bytes_new_from_bytes (
      baking->source->bytes,
      (gsize) (chunk.value - (const guint8 *) g_bytes_get_data (baking->source->bytes, NULL)),
      chunk.length);
  }

  if (text != NULL) {
    g_autoptr (GBytes) utf8 = as_utf8 (text);

    url = dup_hosted_url (utf8);
    if (url == NULL)
      return coffret_reading_descend (baking->reading, baking->source, utf8, step, "png",
                                      baking->source->bytes, error);
    refusal = new_hosted_refusal (url);
  }

  CoffretSource member = *baking->source;
  member.place = place;
  coffret_reading_refuse (baking->reading, &member, g_steal_pointer (&refusal), (gint64) offset);
  return TRUE;
}

static gboolean
refuse_damage (const Baking *baking, gsize offset, const char *detail)
{
  coffret_reading_refuse (
    baking->reading, baking->source,
    g_error_new (COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE,
                 /* Translators: %s is a technical detail in English. */
                 _ ("This picture is damaged, so what is inside it cannot be trusted. Ask for it "
                    "again. (%s)"),
                 detail),
    (gint64) offset);
  return TRUE;
}

static gboolean
read_png (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  Baking baking = { .source = source, .reading = reading };
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (source->bytes, &length);
  gsize offset;
  gboolean ended = FALSE;

  /* Every checksum first: a damaged picture gives nothing rather than a part. */
  for (offset = sizeof png_signature; !ended;) {
    gsize size;

    if (length - offset < CHUNK_FRAME)
      return refuse_damage (&baking, offset, "PNG ends before its IEND chunk");
    size = read_uint32 (data + offset);
    if (size > G_MAXINT32 || size > length - offset - CHUNK_FRAME)
      return refuse_damage (&baking, offset, "PNG chunk is longer than the file");
    if (crc32 (crc32 (0, NULL, 0), data + offset + 4, (uInt) size + 4) !=
        read_uint32 (data + offset + 8 + size))
      return refuse_damage (&baking, offset, "PNG chunk has a wrong checksum");
    ended = memcmp (data + offset + 4, "IEND", 4) == 0;
    offset += size + CHUNK_FRAME;
  }

  ended = FALSE;
  for (offset = sizeof png_signature; !ended;) {
    gsize size = read_uint32 (data + offset);
    const guint8 *content = data + offset + 8;
    char type[5] = { 0 };

    memcpy (type, data + offset + 4, 4);
    ended = strcmp (type, "IEND") == 0;
    if ((strcmp (type, "iTXt") == 0 || strcmp (type, "tEXt") == 0 || strcmp (type, "zTXt") == 0) &&
        (is_keyword (content, size, KEYWORD_OB2) || is_keyword (content, size, KEYWORD_OB3)) &&
        !read_text_chunk (&baking, type, content, size, offset, error))
      return FALSE;
    offset += size + CHUNK_FRAME;
  }

  if (baking.found == 0) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                 _ ("This picture has no credential in it. It may be a scan, or show a QR code: "
                    "a scan can be attached to a credential that you type in."));
    return FALSE;
  }
  return TRUE;
}

const CoffretFormat coffret_format_png = { "png", knows_png, read_png };
