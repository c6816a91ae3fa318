/* Words for somebody's own CV, in the styles that CVs have. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "share/exporter.h"

typedef void (*Write) (GString *text, const CoffretDisclosure *disclosure, gboolean first);

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

/* "Wound care, level 2, Collège du Nord, 12 May 2026" */
static void
write_line (GString *text, const CoffretDisclosure *disclosure, gboolean first)
{
  const char *const parts[] = { disclosure->issuer, disclosure->date };

  g_string_append_printf (text, "%s• %s", first ? "" : "\n", disclosure->title);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!is_empty (parts[i]))
      g_string_append_printf (text, ", %s", parts[i]);
}

/* "Wound care, level 2 (Collège du Nord, 12 May 2026); First aid (…)" */
static void
write_within (GString *text, const CoffretDisclosure *disclosure, gboolean first)
{
  gboolean issuer = !is_empty (disclosure->issuer);
  gboolean date = !is_empty (disclosure->date);

  g_string_append_printf (text, "%s%s", first ? "" : "; ", disclosure->title);
  if (issuer || date)
    g_string_append_printf (text, " (%s%s%s)", issuer ? disclosure->issuer : "",
                            issuer && date ? ", " : "", date ? disclosure->date : "");
}

static void
append_field (GString *text,
              const CoffretDisclosure *disclosure,
              CoffretField field,
              const char *before,
              const char *between)
{
  gboolean any = FALSE;

  for (guint i = 0; i < disclosure->lines->len; i++) {
    const CoffretShownLine *line = g_ptr_array_index (disclosure->lines, i);

    if (line->field != field || is_empty (line->text))
      continue;
    g_string_append_printf (text, "%s%s", any ? between : before, line->text);
    any = TRUE;
  }
}

static void
write_block (GString *text, const CoffretDisclosure *disclosure, gboolean first)
{
  const char *const parts[] = { disclosure->issuer, disclosure->kind_label, disclosure->date };
  const char *mark = "\n";

  g_string_append_printf (text, "%s%s", first ? "" : "\n\n", disclosure->title);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!is_empty (parts[i])) {
      g_string_append_printf (text, "%s%s", mark, parts[i]);
      mark = " · ";
    }
  append_field (text, disclosure, COFFRET_FIELD_DESCRIPTION, "\n", " ");
  append_field (text, disclosure, COFFRET_FIELD_SKILLS, "\n", ", ");
}

static CoffretExport *
write_all (CoffretSealed *sealed, Write write, const char *end)
{
  const CoffretParcel *parcel = sealed->parcel;
  CoffretExport *made = coffret_export_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  if (parcel->practice)
    g_string_append_printf (
      text, "%s\n\n",
      coffret_wording_get (parcel->wording, N_ ("For practice only: these people are invented.")));
  for (guint i = 0; i < parcel->disclosures->len; i++)
    write (text, g_ptr_array_index (parcel->disclosures, i), i == 0);
  g_string_append (text, end);
  made->text = g_string_free (g_steal_pointer (&text), FALSE);
  return made;
}

static CoffretExport *
make_lines (CoffretSealed *sealed,
            const CoffretExportChoice *choice,
            GCancellable *cancellable,
            GError **error)
{
  return write_all (sealed, write_line, "");
}

static CoffretExport *
make_paragraph (CoffretSealed *sealed,
                const CoffretExportChoice *choice,
                GCancellable *cancellable,
                GError **error)
{
  return write_all (sealed, write_within, ".");
}

static CoffretExport *
make_blocks (CoffretSealed *sealed,
             const CoffretExportChoice *choice,
             GCancellable *cancellable,
             GError **error)
{
  return write_all (sealed, write_block, "");
}

const CoffretExporter coffret_exporter_text_lines = {
  .id = "text-lines",
  .label = N_ ("Text for a CV: List"),
  .remark = N_ ("One line each, to be pasted."),
  .product = COFFRET_PRODUCT_TEXT,
  .media_type = "text/plain",
  .make = make_lines,
};

const CoffretExporter coffret_exporter_text_paragraph = {
  .id = "text-paragraph",
  .label = N_ ("Text for a CV: Paragraph"),
  .remark = N_ ("All in one sentence, to be pasted."),
  .product = COFFRET_PRODUCT_TEXT,
  .media_type = "text/plain",
  .make = make_paragraph,
};

const CoffretExporter coffret_exporter_text_blocks = {
  .id = "text-blocks",
  .label = N_ ("Text for a CV: With Skills"),
  .remark = N_ ("Each with its description and skills, to be pasted."),
  .product = COFFRET_PRODUCT_TEXT,
  .media_type = "text/plain",
  .make = make_blocks,
};
