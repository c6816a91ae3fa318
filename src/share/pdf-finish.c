#include "share/pdf-finish.h"

#include <string.h>
#include <zlib.h>

#define TAG "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"
#define ENTRY 20 /* bytes of a cross-reference: 7.5.4 */

/* What is written behind the end, and where each of its objects begins. */
typedef struct {
  GByteArray *pdf;
  GString *text;
  GArray *places; /* Place */
  gint64 count;   /* the next object's number */
} Update;

typedef struct {
  gint64 object;
  gsize offset;
} Place;

/* Where to find things in what cairo wrote. */
typedef struct {
  gint64 root;
  gint64 info;
  gint64 count;
  gint64 table;
} Trailer;

/* The last place of NEEDLE; NULL: none. */
static const char *
find_last (GByteArray *pdf, const char *needle)
{
  const char *from = (const char *) pdf->data;
  const char *const end = from + pdf->len;
  const char *found = NULL;

  for (const char *next = from; next != NULL;) {
    next = memmem (next, (gsize) (end - next), needle, strlen (needle));
    if (next != NULL)
      found = next++;
  }
  return found;
}

static gboolean
read_number (const char *behind, const char *end, gint64 *number)
{
  g_autofree char *digits = g_strndup (behind, (gsize) MIN (end - behind, 24));
  char *rest;

  *number = g_ascii_strtoll (digits, &rest, 10);
  return rest != digits && *number > 0;
}

static gboolean
read_behind (GByteArray *pdf, const char *word, gint64 *number)
{
  const char *place = find_last (pdf, word);

  return place != NULL &&
         read_number (place + strlen (word), (const char *) pdf->data + pdf->len, number);
}

static gboolean
read_trailer (GByteArray *pdf, Trailer *trailer)
{
  return read_behind (pdf, "/Root ", &trailer->root) &&
         read_behind (pdf, "/Info ", &trailer->info) &&
         read_behind (pdf, "/Size ", &trailer->count) &&
         read_behind (pdf, "startxref\n", &trailer->table);
}

/* The first of TRAILER's cross-references; NULL: the table is not as cairo writes it. */
static guint8 *
find_entries (GByteArray *pdf, const Trailer *trailer)
{
  g_autofree char *head = g_strdup_printf ("xref\n0 %" G_GINT64_FORMAT "\n", trailer->count);
  gsize table = (gsize) trailer->table;

  if (table > pdf->len || pdf->len - table < strlen (head) + (gsize) trailer->count * ENTRY ||
      memcmp (pdf->data + table, head, strlen (head)) != 0)
    return NULL;
  return pdf->data + table + strlen (head);
}

/* What stands between the marks of OBJECT; NULL: it is not there. */
static const char *
find_object (GByteArray *pdf, const Trailer *trailer, gint64 object, gsize *length)
{
  const guint8 *entry = find_entries (pdf, trailer) + object * ENTRY;
  g_autofree char *digits = g_strndup ((const char *) entry, 10);
  g_autofree char *mark = g_strdup_printf ("%" G_GINT64_FORMAT " 0 obj\n", object);
  guint64 offset = g_ascii_strtoull (digits, NULL, 10);
  const char *body, *end;

  if (entry[17] != 'n' || offset >= (guint64) trailer->table ||
      (guint64) trailer->table - offset < strlen (mark) ||
      memcmp (pdf->data + offset, mark, strlen (mark)) != 0)
    return NULL;
  body = (const char *) pdf->data + offset + strlen (mark);
  end = memmem (body, (gsize) ((const char *) pdf->data + trailer->table - body), "\nendobj",
                strlen ("\nendobj"));
  *length = end != NULL ? (gsize) (end - body) : 0;
  return end != NULL ? body : NULL;
}

/* What cairo numbered and then did not write is free: readers complain of it else. */
static void
free_unwritten (GByteArray *pdf, const Trailer *trailer)
{
  guint8 *entry = find_entries (pdf, trailer);
  gsize length;

  for (gint64 object = 0; object < trailer->count; object++, entry += ENTRY)
    if (entry[17] == 'n' && find_object (pdf, trailer, object, &length) == NULL)
      memcpy (entry, "0000000000 65535 f", 18);
}

static void
begin (Update *update, gint64 object)
{
  Place place = { object, update->pdf->len + update->text->len };

  g_array_append_val (update->places, place);
  g_string_append_printf (update->text, "%" G_GINT64_FORMAT " 0 obj\n", object);
}

static void
end (Update *update)
{
  g_string_append (update->text, "\nendobj\n");
}

/* 7.9.2.2: a text string, in UTF-16. */
static void
append_text (GString *text, const char *string)
{
  glong length = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (string, -1, NULL, &length, NULL);

  g_string_append (text, "<FEFF");
  for (glong i = 0; units != NULL && i < length; i++)
    g_string_append_printf (text, "%04X", units[i]);
  g_string_append_c (text, '>');
}

/* 7.3.5: a name. */
static void
append_name (GString *text, const char *name)
{
  g_string_append_c (text, '/');
  for (; *name != '\0'; name++)
    if (g_ascii_isalnum (*name) || *name == '-' || *name == '.' || *name == '+')
      g_string_append_c (text, *name);
    else
      g_string_append_printf (text, "#%02X", (guint8) *name);
}

static void
append_moment (GString *text, CoffretInstant moment)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (moment);
  g_autofree char *date = time != NULL ? g_date_time_format (time, "(D:%Y%m%d%H%M%SZ)") : NULL;

  if (date != NULL)
    g_string_append_printf (text, " /ModDate %s", date);
}

/* 7.11.4: the stream, and what points to it, whose number is returned. */
static gint64
add_file (Update *update, const CoffretPdfFile *file)
{
  gint64 stream = update->count++;
  gint64 object = update->count++;
  uLongf length = compressBound ((uLong) g_bytes_get_size (file->bytes));
  g_autofree guint8 *packed = g_malloc (length);
  int status = compress2 (packed, &length, g_bytes_get_data (file->bytes, NULL),
                          (uLong) g_bytes_get_size (file->bytes), 9);

  g_assert (status == Z_OK);
  begin (update, stream);
  g_string_append (update->text, "<< /Type /EmbeddedFile /Subtype ");
  append_name (update->text, file->media_type);
  g_string_append_printf (update->text, " /Params << /Size %" G_GSIZE_FORMAT,
                          g_bytes_get_size (file->bytes));
  append_moment (update->text, file->modified);
  g_string_append_printf (update->text, " >>\n   /Filter /FlateDecode /Length %lu >>\nstream\n",
                          length);
  g_string_append_len (update->text, (const char *) packed, (gssize) length);
  g_string_append (update->text, "\nendstream");
  end (update);

  begin (update, object);
  g_string_append (update->text, "<< /Type /Filespec /F ");
  append_text (update->text, file->name);
  g_string_append (update->text, " /UF ");
  append_text (update->text, file->name);
  g_string_append (update->text, "\n   /Desc ");
  append_text (update->text, file->description);
  g_string_append_printf (update->text,
                          "\n   /AFRelationship /Data /EF << /F %" G_GINT64_FORMAT
                          " 0 R /UF %" G_GINT64_FORMAT " 0 R >> >>",
                          stream, stream);
  end (update);
  return object;
}

/* 7.9.6: names in their order. */
static void
add_catalog (
  Update *update, const char *body, gsize length, gint64 root, const CoffretPdfFinish *finish)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) files = g_string_new (NULL);

  for (guint i = 0; i < finish->n_files; i++) {
    gint64 object = add_file (update, &finish->files[i]);

    append_text (names, finish->files[i].name);
    g_string_append_printf (names, " %" G_GINT64_FORMAT " 0 R ", object);
    g_string_append_printf (files, "%" G_GINT64_FORMAT " 0 R ", object);
  }
  begin (update, root);
  g_string_append (update->text, "<< /Type /Catalog\n");
  /* What would end the word is none. */
  if (strspn (finish->language, TAG) == strlen (finish->language))
    g_string_append_printf (update->text, "   /Lang (%s)\n", finish->language);
  g_string_append (update->text, "   /ViewerPreferences << /DisplayDocTitle true >>");
  if (finish->n_files > 0)
    g_string_append_printf (update->text,
                            "\n   /AF [ %s]\n   /Names << /EmbeddedFiles << /Names [ %s] >> >>",
                            files->str, names->str);
  g_string_append_len (update->text, body + strlen ("<< /Type /Catalog"),
                       (gssize) (length - strlen ("<< /Type /Catalog")));
  end (update);
}

/* 14.9.3: the elements that are figures, once more with their words. */
static void
add_figures (Update *update, const Trailer *trailer, const char *words)
{
  static const char figure[] = "<< /Type /StructElem\n   /S /Figure\n";

  for (gint64 object = 1; object < trailer->count; object++) {
    gsize length = 0;
    const char *body = find_object (update->pdf, trailer, object, &length);

    if (body == NULL || length < strlen (figure) || memcmp (body, figure, strlen (figure)) != 0)
      continue;
    begin (update, object);
    g_string_append (update->text, figure);
    g_string_append (update->text, "   /Alt ");
    append_text (update->text, words);
    g_string_append_c (update->text, '\n');
    g_string_append_len (update->text, body + strlen (figure), (gssize) (length - strlen (figure)));
    end (update);
  }
}

static void
add_table (Update *update, const Trailer *trailer)
{
  gsize table = update->pdf->len + update->text->len;

  g_string_append (update->text, "xref\n");
  for (guint i = 0; i < update->places->len; i++) {
    const Place *place = &g_array_index (update->places, Place, i);

    g_string_append_printf (update->text,
                            "%" G_GINT64_FORMAT " 1\n%010" G_GSIZE_FORMAT " 00000 n \n",
                            place->object, place->offset);
  }
  g_string_append_printf (update->text,
                          "trailer\n<< /Size %" G_GINT64_FORMAT "\n   /Root %" G_GINT64_FORMAT
                          " 0 R\n   /Info %" G_GINT64_FORMAT " 0 R\n   /Prev %" G_GINT64_FORMAT
                          "\n>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          update->count, trailer->root, trailer->info, trailer->table, table);
}

GByteArray *
coffret_pdf_finish (GByteArray *pdf, const CoffretPdfFinish *finish)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  Update update = { pdf, text, places, 0 };
  Trailer trailer;
  const char *catalog;
  gsize length = 0;

  if (!read_trailer (pdf, &trailer) || find_entries (pdf, &trailer) == NULL ||
      trailer.root >= trailer.count)
    return pdf;
  catalog = find_object (pdf, &trailer, trailer.root, &length);
  if (catalog == NULL || !g_str_has_prefix (catalog, "<< /Type /Catalog"))
    return pdf;
  update.count = trailer.count;
  free_unwritten (pdf, &trailer);
  if (finish->figures != NULL)
    add_figures (&update, &trailer, finish->figures);
  add_catalog (&update, catalog, length, trailer.root, finish);
  add_table (&update, &trailer);
  g_byte_array_append (pdf, (const guint8 *) text->str, (guint) text->len);
  return pdf;
}
