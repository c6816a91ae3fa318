#include "vault/carve.h"

#include <string.h>

#define USABLE COFFRET_PAGE_CONTENT
#define MAX_ROW (32 * 1024 * 1024)

typedef enum {
  PAGE_INDEX_INTERIOR = 2,
  PAGE_TABLE_INTERIOR = 5,
  PAGE_INDEX_LEAF = 10,
  PAGE_TABLE_LEAF = 13,
} PageType;

static guint
two_bytes (const guint8 *data)
{
  return (guint) data[0] << 8 | data[1];
}

static guint32
four_bytes (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

/* FALSE: it runs over END. */
static gboolean
read_varint (const guint8 **at, const guint8 *end, guint64 *value)
{
  *value = 0;
  for (guint i = 0; i < 9; i++) {
    guint8 byte;

    if (*at >= end)
      return FALSE;
    byte = *(*at)++;
    if (i == 8) {
      *value = *value << 8 | byte;
      return TRUE;
    }
    *value = *value << 7 | (byte & 0x7f);
    if ((byte & 0x80) == 0)
      return TRUE;
  }
  return FALSE;
}

/* How much of a row of SIZE bytes lies on its own page. */
static gsize
local_part (guint64 size, gboolean table)
{
  const guint64 most = table ? USABLE - 35 : (USABLE - 12) * 64 / 255 - 23;
  const guint64 least = (USABLE - 12) * 32 / 255 - 23;
  guint64 wanted;

  if (size <= most)
    return (gsize) size;
  wanted = least + (size - least) % (USABLE - 4);
  return (gsize) (wanted <= most ? wanted : least);
}

/* The rest of a row, from page NEXT on. FALSE: not all of it is there. */
static gboolean
append_rest (CoffretPages *pages, GByteArray *row, guint64 size, guint32 next)
{
  g_autofree guint8 *content = g_malloc (USABLE);

  while (row->len < size) {
    if (next == 0 || !coffret_pages_read (pages, next, content))
      return FALSE;
    g_byte_array_append (row, content + 4, (guint) MIN (USABLE - 4, size - row->len));
    next = four_bytes (content);
  }
  return TRUE;
}

static gint64
read_integer (const guint8 *data, gsize size)
{
  guint64 value = size > 0 && (data[0] & 0x80) ? G_MAXUINT64 : 0;

  for (gsize i = 0; i < size; i++)
    value = value << 8 | data[i];
  return (gint64) value;
}

static gsize
read_type (guint64 serial, CoffretCarvedValue *value)
{
  static const gsize sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };

  *value = (CoffretCarvedValue) { 0 };
  if (serial >= 12) {
    value->type = serial % 2 == 0 ? COFFRET_CARVED_BYTES : COFFRET_CARVED_TEXT;
    return (gsize) (serial - 12) / 2;
  }
  if (serial == 0 || serial >= 10)
    return 0;
  value->type = serial == 7 ? COFFRET_CARVED_REAL : COFFRET_CARVED_INTEGER;
  value->number = serial == 9 ? 1 : 0;
  return sizes[serial];
}

/* FALSE: this is no row. */
static gboolean
read_values (CoffretCarvedRow *row, const guint8 *data, gsize size)
{
  const guint8 *at = data, *end, *body;
  guint64 header;

  row->n_values = 0;
  if (size == 0)
    return FALSE;
  end = data + size;
  if (!read_varint (&at, end, &header) || header > size || header < 2)
    return FALSE;
  body = data + header;
  while (at < data + header) {
    CoffretCarvedValue *value = &row->values[row->n_values];
    guint64 serial;
    gsize length;

    if (row->n_values == COFFRET_CARVED_MAX || !read_varint (&at, data + header, &serial))
      return FALSE;
    length = read_type (serial, value);
    if (length > (gsize) (end - body)) {
      if (!row->cut)
        return FALSE;
      length = (gsize) (end - body);
      /* Half a text is better than none; half a number is not. */
      if (length == 0 || value->type != COFFRET_CARVED_TEXT)
        return row->n_values > 0;
    }
    if (value->type == COFFRET_CARVED_INTEGER && length > 0)
      value->number = read_integer (body, length);
    value->data = body;
    value->size = length;
    body += length;
    row->n_values++;
  }
  return TRUE;
}

static gsize
header_of (guint number)
{
  return number == 1 ? 100 : 0;
}

static gboolean
is_interior (guint8 type)
{
  return type == PAGE_INDEX_INTERIOR || type == PAGE_TABLE_INTERIOR;
}

/* The cells of a page; FALSE: it has none. */
static gboolean
find_cells (guint number, const guint8 *content, const guint8 **places, guint *count)
{
  gsize header = header_of (number);
  guint8 type = content[header];
  gsize first = header + (is_interior (type) ? 12 : 8);

  if (!is_interior (type) && type != PAGE_INDEX_LEAF && type != PAGE_TABLE_LEAF)
    return FALSE;
  *places = content + first;
  *count = two_bytes (content + header + 3);
  return first + 2 * (gsize) *count <= USABLE;
}

/* The row in the cell at AT. FALSE: there is none. BUFFER keeps its bytes. */
static gboolean
read_cell (CoffretPages *pages,
           guint8 type,
           const guint8 *at,
           const guint8 *end,
           GByteArray *buffer,
           CoffretCarvedRow *row)
{
  guint64 size, key = 0;
  gsize local;

  if (type == PAGE_INDEX_INTERIOR)
    at += 4;
  if (at >= end || !read_varint (&at, end, &size) || size > MAX_ROW ||
      (type == PAGE_TABLE_LEAF && !read_varint (&at, end, &key)))
    return FALSE;
  row->keyed = type == PAGE_TABLE_LEAF;
  row->row = (gint64) key;
  local = local_part (size, row->keyed);
  if (local + (local < size ? 4 : 0) > (gsize) (end - at))
    return FALSE;
  g_byte_array_set_size (buffer, 0);
  g_byte_array_append (buffer, at, (guint) local);
  row->cut = local < size && !append_rest (pages, buffer, size, four_bytes (at + local));
  return read_values (row, buffer->data, buffer->len);
}

gboolean
coffret_carve (CoffretPages *pages,
               guint number,
               const guint8 *content,
               CoffretCarveFunc func,
               gpointer data,
               GError **error)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  g_autofree CoffretCarvedRow *row = g_new0 (CoffretCarvedRow, 1);
  guint8 type = content[header_of (number)];
  const guint8 *places;
  guint count;

  row->page = number;
  if (!find_cells (number, content, &places, &count) || type == PAGE_TABLE_INTERIOR)
    return TRUE;
  for (guint i = 0; i < count; i++) {
    guint place = two_bytes (places + 2 * (gsize) i);

    if (place < USABLE && read_cell (pages, type, content + place, content + USABLE, buffer, row) &&
        !func (row, data, error))
      return FALSE;
  }
  return TRUE;
}

GArray *
coffret_carve_children (guint number, const guint8 *content)
{
  GArray *children = g_array_new (FALSE, FALSE, sizeof (guint32));
  const guint8 *places;
  guint count;
  guint32 child;

  if (!is_interior (content[header_of (number)]) || !find_cells (number, content, &places, &count))
    return children;
  for (guint i = 0; i < count; i++) {
    guint place = two_bytes (places + 2 * (gsize) i);

    if (place + 4 > USABLE)
      continue;
    child = four_bytes (content + place);
    g_array_append_val (children, child);
  }
  child = four_bytes (content + header_of (number) + 8);
  g_array_append_val (children, child);
  return children;
}
