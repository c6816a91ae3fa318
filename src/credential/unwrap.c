#include "credential/unwrap.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zlib.h>

#include "base/base64.h"
#include "credential/compact.h"

#define DICTIONARY                                                                                 \
  4096 /* the longest that a stream's dictionary may be, on each side of its type */
#define NAME 64
#define WORK ((gsize) 4 * COFFRET_UNWRAP_MOST_BYTES)

typedef struct {
  const char *data;
  gsize length;
  GPtrArray *found;
  gsize rest; /* what may still be kept */
  gsize work; /* what may still be unpacked or looked through, whether it is kept or not */
} Unwrapping;

void
coffret_wrapped_free (CoffretWrapped *wrapped)
{
  g_free (wrapped->name);
  g_bytes_unref (wrapped->bytes);
  g_free (wrapped);
}

static const char *
find (const char *from, const char *end, const char *needle)
{
  return from < end ? memmem (from, (gsize) (end - from), needle, strlen (needle)) : NULL;
}

static const char *
find_backward (const char *from, const char *start, const char *needle)
{
  gsize length = strlen (needle);

  for (const char *at = from; at - start >= (gssize) length; at--)
    if (memcmp (at - length, needle, length) == 0)
      return at;
  return NULL;
}

/* Takes BYTES. FALSE: enough. */
static gboolean
add (Unwrapping *unwrapping, const char *name, GBytes *bytes)
{
  CoffretWrapped *wrapped = g_new0 (CoffretWrapped, 1);

  wrapped->name =
    name != NULL ? g_strdup (name) : g_strdup_printf ("file-%u", unwrapping->found->len + 1);
  wrapped->bytes = bytes;
  unwrapping->rest -= MIN (unwrapping->rest, g_bytes_get_size (bytes));
  g_ptr_array_add (unwrapping->found, wrapped);
  return unwrapping->rest > 0 && unwrapping->found->len < COFFRET_UNWRAP_MOST_FILES;
}

/* Letters that a name of ours has; NULL: it is another's. */
static char *
clean_name (const char *name, gsize length)
{
  if (length == 0 || length > NAME)
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (name[i]) && name[i] != '-' && name[i] != '.')
      return NULL;
  return g_strndup (name, length);
}

/* What the link that TAG begins is saved as. */
static char *
find_download (const char *tag, const char *end)
{
  const char *name = find (tag, end, "download=\"");
  const char *quote;

  if (name == NULL)
    return NULL;
  name += strlen ("download=\"");
  quote = memchr (name, '"', (gsize) (end - name));
  return quote != NULL ? clean_name (name, (gsize) (quote - name)) : NULL;
}

static gboolean
unwrap_page (Unwrapping *unwrapping)
{
  static const char *const types[] = { "data:application/vp;base64,",
                                       "data:application/json;base64," };
  const char *at = unwrapping->data;
  const char *const end = at + unwrapping->length;

  while ((at = find (at, end, "href=\"data:application/")) != NULL) {
    const char *address = at + strlen ("href=\"");
    const char *quote = memchr (address, '"', (gsize) (end - address));
    const char *tag = find_backward (at, MAX (unwrapping->data, at - DICTIONARY), "<");

    at = address;
    for (gsize i = 0; quote != NULL && i < G_N_ELEMENTS (types); i++) {
      g_autofree char *name = NULL;
      GBytes *bytes;

      if ((gsize) (quote - address) < strlen (types[i]) ||
          memcmp (address, types[i], strlen (types[i])) != 0 ||
          (gsize) (quote - address) / 4 * 3 > unwrapping->rest)
        continue;
      {
        g_autofree char *link = g_strndup (address, (gsize) (quote - address));

        bytes = coffret_data_url_decode (link, coffret_limits_default.max_bytes, NULL);
      }
      name = tag != NULL ? find_download (tag, address) : NULL;
      if (bytes != NULL && !add (unwrapping, name, bytes))
        return FALSE;
    }
  }
  return TRUE;
}

static void
spend (Unwrapping *unwrapping, gsize work)
{
  unwrapping->work -= MIN (unwrapping->work, work);
}

/* ISO 32000-1, 7.4.4: a zlib stream knows its own end. NULL: damaged, or too large. */
static GBytes *
inflate_from (Unwrapping *unwrapping, const char *from, const char *end, gsize most)
{
  z_stream stream = { .next_in = (Bytef *) from,
                      .avail_in = (uInt) MIN ((gsize) (end - from), G_MAXUINT32) };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 piece[16 * 1024];
  int status = inflateInit (&stream);

  g_assert (status == Z_OK);
  do {
    stream.next_out = piece;
    stream.avail_out = sizeof piece;
    status = inflate (&stream, Z_NO_FLUSH);
    g_byte_array_append (bytes, piece, (guint) (sizeof piece - stream.avail_out));
  } while (status == Z_OK && bytes->len <= most);
  inflateEnd (&stream);
  spend (unwrapping, DICTIONARY + stream.total_in + stream.total_out);
  return status == Z_STREAM_END && bytes->len <= most
           ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes))
           : NULL;
}

/* The embedded file (7.11.4) whose dictionary has its type at TYPE; NULL: it cannot be read. */
static GBytes *
read_embedded (Unwrapping *unwrapping, const char *type)
{
  const char *const end = unwrapping->data + unwrapping->length;
  const char *start = find_backward (type, MAX (unwrapping->data, type - DICTIONARY), "obj");
  const char *stream = find (type, MIN (end, type + DICTIONARY), "stream");
  const char *over;
  gsize most = MIN (unwrapping->rest, coffret_limits_default.max_bytes);

  if (start == NULL || stream == NULL)
    return NULL;
  if (find (start, stream, "/Crypt") != NULL)
    return NULL;
  over = stream;
  stream += strlen ("stream");
  if (stream < end && *stream == '\r')
    stream++;
  if (stream < end && *stream == '\n')
    stream++;
  if (find (start, over, "/FlateDecode") != NULL)
    return inflate_from (unwrapping, stream, end, most);
  if (find (start, over, "/Filter") != NULL)
    return NULL;
  over = find (stream, end, "endstream");
  spend (unwrapping, DICTIONARY + (gsize) ((over != NULL ? over : end) - stream));
  while (over != NULL && over > stream && (over[-1] == '\n' || over[-1] == '\r'))
    over--;
  return over != NULL && (gsize) (over - stream) <= most
           ? g_bytes_new (stream, (gsize) (over - stream))
           : NULL;
}

static gboolean
unwrap_pdf (Unwrapping *unwrapping)
{
  static const char type[] = "/EmbeddedFile";
  const char *at = unwrapping->data;
  const char *const end = at + unwrapping->length;

  while ((at = find (at, end, type)) != NULL) {
    GBytes *bytes;

    at += strlen (type);
    /* "/EmbeddedFiles" is the list of their names. */
    if (at < end && g_ascii_isalnum (*at))
      continue;
    if (unwrapping->work == 0)
      return FALSE;
    bytes = read_embedded (unwrapping, at);
    if (bytes != NULL && !add (unwrapping, NULL, bytes))
      return FALSE;
  }
  return TRUE;
}

/* One line without white space around it; NULL: it is more. */
static char *
dup_line (const char *data, gsize length)
{
  char *line;

  if (length > 64 * 1024)
    return NULL;
  line = g_strstrip (g_strndup (data, length));
  if (coffret_compact_knows (line))
    return line;
  g_free (line);
  return NULL;
}

static gboolean
is_page (const char *data, gsize length)
{
  static const char head[] = "<!doctype html";

  while (length > 0 && (g_ascii_isspace (*data) || (guint8) *data >= 0x80))
    data++, length--;
  return length > strlen (head) && g_ascii_strncasecmp (data, head, strlen (head)) == 0;
}

const char *
coffret_unwrap_find_kind (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *line = NULL;

  if (length == 0)
    return NULL;
  /* 7.5.2: within the first kilobyte, say other readers too. */
  if (find (data, data + MIN (length, 1024), "%PDF-") != NULL)
    return "pdf";
  if (is_page (data, length))
    return "html";
  line = length > strlen (COFFRET_COMPACT_SCHEME) && g_ascii_toupper (*data) == 'C'
           ? dup_line (data, length)
           : NULL;
  return line != NULL ? "code" : NULL;
}

static gboolean
unwrap_code (Unwrapping *unwrapping)
{
  g_autofree char *line = dup_line (unwrapping->data, unwrapping->length);
  GBytes *bytes =
    line != NULL ? coffret_compact_read (line, coffret_limits_default.max_bytes) : NULL;

  return bytes == NULL || add (unwrapping, "", bytes);
}

static GPtrArray *
refuse (GPtrArray *found, gboolean whole, GError **error)
{
  g_ptr_array_unref (found);
  if (whole)
    g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                         _ ("There is no signed file in it. Ask whoever sent it for the whole file "
                            "as Coffret made it."));
  else
    g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
                         _ ("There are more files in it, or larger ones, than can be looked at."));
  return NULL;
}

GPtrArray *
coffret_unwrap (GBytes *bytes, GError **error)
{
  const char *kind = coffret_unwrap_find_kind (bytes);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_wrapped_free);
  Unwrapping unwrapping = { .found = found, .rest = COFFRET_UNWRAP_MOST_BYTES, .work = WORK };
  gboolean whole = TRUE;

  unwrapping.data = g_bytes_get_data (bytes, &unwrapping.length);
  if (g_strcmp0 (kind, "html") == 0)
    whole = unwrap_page (&unwrapping);
  else if (g_strcmp0 (kind, "pdf") == 0)
    whole = unwrap_pdf (&unwrapping);
  else if (kind != NULL)
    whole = unwrap_code (&unwrapping);
  return found->len > 0 && whole ? found : refuse (found, whole, error);
}
