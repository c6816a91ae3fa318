#include "share/pdf-language.h"

#include <string.h>

#define TAG "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"

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

/* What cairo numbered and then did not write is free: readers complain of it else. TABLE is where
 * the cross-references stand (7.5.4), each in 20 bytes. */
static void
free_unwritten (GByteArray *pdf, gsize table, gint64 count)
{
  g_autofree char *head = g_strdup_printf ("xref\n0 %" G_GINT64_FORMAT "\n", count);
  guint8 *entry;

  if (table > pdf->len || pdf->len - table < strlen (head) + (gsize) count * 20 ||
      memcmp (pdf->data + table, head, strlen (head)) != 0)
    return;
  entry = pdf->data + table + strlen (head);
  for (gint64 object = 0; object < count; object++, entry += 20) {
    g_autofree char *digits = g_strndup ((const char *) entry, 10);
    g_autofree char *mark = g_strdup_printf ("%" G_GINT64_FORMAT " 0 obj", object);
    guint64 offset = g_ascii_strtoull (digits, NULL, 10);

    if (entry[17] == 'n' && (offset >= table || table - offset < strlen (mark) ||
                             memcmp (pdf->data + offset, mark, strlen (mark)) != 0))
      memcpy (entry, "0000000000 65535 f", 18);
  }
}

GByteArray *
coffret_pdf_set_language (GByteArray *pdf, const char *language)
{
  const char *const end = (const char *) pdf->data + pdf->len;
  const char *root = find_last (pdf, "/Root ");
  const char *size = find_last (pdf, "/Size ");
  const char *start = find_last (pdf, "startxref\n");
  const char *info = find_last (pdf, "/Info ");
  g_autofree char *head = NULL;
  g_autoptr (GString) update = NULL;
  const char *catalog, *closed;
  gint64 object, count, previous, facts;
  gsize offset, table;

  if (root == NULL || size == NULL || start == NULL || info == NULL ||
      !read_number (root + strlen ("/Root "), end, &object) ||
      !read_number (size + strlen ("/Size "), end, &count) ||
      !read_number (info + strlen ("/Info "), end, &facts) ||
      !read_number (start + strlen ("startxref\n"), end, &previous))
    return pdf;
  head = g_strdup_printf ("\n%" G_GINT64_FORMAT " 0 obj\n<< /Type /Catalog", object);
  catalog = find_last (pdf, head);
  if (catalog == NULL)
    return pdf;
  catalog += strlen (head);
  closed = memmem (catalog, (gsize) (end - catalog), "\nendobj", strlen ("\nendobj"));
  if (closed == NULL)
    return pdf;
  free_unwritten (pdf, (gsize) previous, count);
  update = g_string_new (NULL);
  offset = pdf->len;
  g_string_append_printf (update, "%" G_GINT64_FORMAT " 0 obj\n<< /Type /Catalog\n", object);
  /* What would end the word is none. */
  if (strspn (language, TAG) == strlen (language))
    g_string_append_printf (update, "   /Lang (%s)\n", language);
  g_string_append (update, "   /ViewerPreferences << /DisplayDocTitle true >>");
  g_string_append_len (update, catalog, closed - catalog);
  g_string_append (update, "\nendobj\n");
  table = offset + update->len;
  g_string_append_printf (update,
                          "xref\n%" G_GINT64_FORMAT " 1\n%010" G_GSIZE_FORMAT " 00000 n \n"
                          "trailer\n<< /Size %" G_GINT64_FORMAT "\n   /Root %" G_GINT64_FORMAT
                          " 0 R\n   /Info %" G_GINT64_FORMAT " 0 R\n   /Prev %" G_GINT64_FORMAT
                          "\n>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          object, offset, count, object, facts, previous, table);
  g_byte_array_append (pdf, (const guint8 *) update->str, (guint) update->len);
  return pdf;
}
