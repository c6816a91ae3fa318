#include "base/catalogue.h"

#include <string.h>

#define MAGIC 0x950412deu
#define MAX_SENTENCES 100000

struct _CoffretCatalogue {
  gatomicrefcount refs;
  GMappedFile *file; /* NULL: there is none */
  const char *data;
  gsize size;
  gboolean swapped;
  guint32 count;
  guint32 originals; /* where the table of the sentences begins */
  guint32 translations;
};

/* The number at OFFSET, which lies within. */
static guint32
number (const CoffretCatalogue *catalogue, gsize offset)
{
  guint32 value;

  memcpy (&value, catalogue->data + offset, sizeof value);
  return catalogue->swapped ? GUINT32_SWAP_LE_BE (value) : value;
}

/* The INDEX-th text of TABLE, of which the first form ends with a zero byte within the file; else
 * NULL. */
static const char *
text (const CoffretCatalogue *catalogue, guint32 table, guint32 index)
{
  gsize entry = (gsize) table + 8 * (gsize) index;
  gsize length = number (catalogue, entry);
  gsize offset = number (catalogue, entry + 4);

  if (offset >= catalogue->size || length >= catalogue->size - offset ||
      catalogue->data[offset + length] != '\0')
    return NULL;
  return catalogue->data + offset;
}

static gboolean
check (CoffretCatalogue *catalogue)
{
  guint32 magic;
  gsize tables;

  if (catalogue->size < 28)
    return FALSE;
  memcpy (&magic, catalogue->data, sizeof magic);
  catalogue->swapped = magic == GUINT32_SWAP_LE_BE (MAGIC);
  if (magic != MAGIC && !catalogue->swapped)
    return FALSE;
  catalogue->count = number (catalogue, 8);
  catalogue->originals = number (catalogue, 12);
  catalogue->translations = number (catalogue, 16);
  tables = 8 * (gsize) catalogue->count;
  return catalogue->count <= MAX_SENTENCES && catalogue->originals <= catalogue->size &&
         tables <= catalogue->size - catalogue->originals &&
         catalogue->translations <= catalogue->size &&
         tables <= catalogue->size - catalogue->translations;
}

static gboolean
load (CoffretCatalogue *catalogue, const char *folder, const char *domain, const char *language)
{
  g_autofree char *name = g_strconcat (domain, ".mo", NULL);
  g_autofree char *path = g_build_filename (folder, language, "LC_MESSAGES", name, NULL);

  catalogue->file = g_mapped_file_new (path, FALSE, NULL);
  if (catalogue->file == NULL)
    return FALSE;
  catalogue->data = g_mapped_file_get_contents (catalogue->file);
  catalogue->size = g_mapped_file_get_length (catalogue->file);
  if (catalogue->data != NULL && check (catalogue))
    return TRUE;
  g_clear_pointer (&catalogue->file, g_mapped_file_unref);
  return FALSE;
}

CoffretCatalogue *
coffret_catalogue_new (const char *folder, const char *domain, const char *language)
{
  CoffretCatalogue *catalogue = g_new0 (CoffretCatalogue, 1);
  g_autofree char *name = g_strdelimit (g_strdup (language), "-", '_');
  gsize primary = strcspn (name, "_");

  g_atomic_ref_count_init (&catalogue->refs);
  /* A language tag names no folder further up. */
  if (strpbrk (name, "/.") == NULL && !load (catalogue, folder, domain, name)) {
    name[primary] = '\0';
    load (catalogue, folder, domain, name);
  }
  return catalogue;
}

CoffretCatalogue *
coffret_catalogue_ref (CoffretCatalogue *catalogue)
{
  g_atomic_ref_count_inc (&catalogue->refs);
  return catalogue;
}

void
coffret_catalogue_unref (CoffretCatalogue *catalogue)
{
  if (catalogue == NULL || !g_atomic_ref_count_dec (&catalogue->refs))
    return;
  g_clear_pointer (&catalogue->file, g_mapped_file_unref);
  g_free (catalogue);
}

/* The translation of what stands in the file as KEY, else SENTENCE. */
static const char *
look_up (const CoffretCatalogue *catalogue, const char *key, const char *sentence)
{
  guint32 low = 0;
  guint32 high = catalogue->file != NULL ? catalogue->count : 0;

  /* The keys are sorted by their bytes. The empty one is the file's own head. */
  while (low < high && *key != '\0') {
    guint32 middle = low + (high - low) / 2;
    const char *original = text (catalogue, catalogue->originals, middle);
    int order = original != NULL ? strcmp (key, original) : -1;

    if (order == 0) {
      const char *translation = text (catalogue, catalogue->translations, middle);

      return translation != NULL && *translation != '\0' && g_utf8_validate (translation, -1, NULL)
               ? translation
               : sentence;
    }
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return sentence;
}

const char *
coffret_catalogue_get (const CoffretCatalogue *catalogue, const char *sentence)
{
  return look_up (catalogue, sentence, sentence);
}

const char *
coffret_catalogue_get_in (const CoffretCatalogue *catalogue,
                          const char *context,
                          const char *sentence)
{
  /* How msgfmt joins both. */
  g_autofree char *key = g_strconcat (context, "\004", sentence, NULL);

  return look_up (catalogue, key, sentence);
}
