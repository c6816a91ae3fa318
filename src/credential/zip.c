/* ZIP archives, read from memory by libarchive and only as far as the budget goes.
 * Nothing is ever written to disk, and a member's name is only a name. */
#include "credential/format.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "base/fold.h"

#define MAX_NAME 240
#define READ_STEP (64 * 1024)

typedef struct {
  const CoffretSource *source;
  CoffretReading *reading;
  struct archive *archive;
  GHashTable *steps; /* those already given */
  guint entries;
  guint members;
} Unzipping;

static gboolean
knows_zip (const CoffretSource *source)
{
  gsize length = 0;
  const char *data = source->bytes == NULL ? NULL : g_bytes_get_data (source->bytes, &length);

  return data != NULL && length >= 4 &&
         (memcmp (data, "PK\3\4", 4) == 0 || memcmp (data, "PK\5\6", 4) == 0);
}

/* What operating systems leave behind in archives. */
static gboolean
is_litter (const char *name)
{
  const char *base = strrchr (name, '/');

  base = base == NULL ? name : base + 1;
  return g_str_has_prefix (name, "__MACOSX/") || strstr (name, "/__MACOSX/") != NULL ||
         strcmp (base, ".DS_Store") == 0;
}

/* A relative path without "..", control characters or the marks that places use. */
static char *
clean_name (const char *raw)
{
  g_autofree char *utf8 = g_utf8_make_valid (raw == NULL ? "" : raw, -1);
  g_autofree char *clean = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GString) name = g_string_new (NULL);

  g_strdelimit (utf8, "\\", '/');
  clean = coffret_clean (utf8, MAX_NAME, FALSE);
  g_strdelimit (clean, "#!", '_');
  parts = g_strsplit (clean, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    if (parts[i][0] == '\0' || strcmp (parts[i], ".") == 0 || strcmp (parts[i], "..") == 0)
      continue;
    if (name->len > 0)
      g_string_append_c (name, '/');
    g_string_append (name, parts[i]);
  }
  if (name->len == 0)
    g_string_append (name, "member");
  return g_string_free_and_steal (g_steal_pointer (&name));
}

/* Two members may have one name, yet every place means one member: names hold no
 * "!", which leads into a ZIP inside a ZIP, and "!!" counts namesakes. */
static char *
new_step (Unzipping *unzipping, const char *name)
{
  char *step = g_hash_table_contains (unzipping->steps, name)
                 ? g_strdup_printf ("%s!!%u", name, unzipping->entries)
                 : g_strdup (name);

  g_hash_table_insert (unzipping->steps, g_strdup (step), NULL);
  return step;
}

static GError *
new_member_refusal (const char *name)
{
  return g_error_new (COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE,
                      /* Translators: %s is the name of a file inside a ZIP archive. */
                      _ ("“%s” in this ZIP archive is damaged. Ask for the archive again."), name);
}

/* Whether the member is of a sort that is read at all. Dictionaries of the other
 * compressions may ask for gigabytes before the first byte comes out. */
static GError *
check_member (Unzipping *unzipping, struct archive_entry *entry, const char *name)
{
  const char *method;

  if (archive_entry_is_encrypted (entry))
    return g_error_new (COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED,
                        /* Translators: %s is the name of a file inside a ZIP archive. */
                        _ ("“%s” in this ZIP archive is locked with a password. Unpack the archive "
                           "with its password, then add the unpacked files."),
                        name);
  if (archive_entry_filetype (entry) != AE_IFREG)
    return g_error_new (COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                        /* Translators: %s is the name of a file inside a ZIP archive. */
                        _ ("“%s” in this ZIP archive is not a file."), name);

  method = archive_format_name (unzipping->archive);
  if (method == NULL ||
      (strstr (method, "(uncompressed)") == NULL && strstr (method, "(deflation)") == NULL))
    return g_error_new (COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED,
                        /* Translators: %1$s is the name of a file inside a ZIP archive, %2$s a
                           technical detail in English. */
                        _ ("“%1$s” in this ZIP archive is packed in an unusual way. Unpack the "
                           "archive, then add the unpacked files. (%2$s)"),
                        name, method == NULL ? "unknown" : method);
  return NULL;
}

/* NULL with REFUSAL when this member is bad, with ERROR when the archive is. */
static GBytes *
read_member (Unzipping *unzipping, const char *name, GError **refusal, GError **error)
{
  gsize max_bytes = coffret_reading_get_limits (unzipping->reading)->max_bytes;
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (READ_STEP);

  for (;;) {
    la_ssize_t count = archive_read_data (unzipping->archive, buffer, READ_STEP);

    if (count == 0)
      return g_byte_array_free_to_bytes (g_steal_pointer (&content));
    if (count < 0) {
      g_propagate_error (refusal, new_member_refusal (name));
      return NULL;
    }
    if (!coffret_reading_spend (unzipping->reading, (gsize) count, error))
      return NULL;
    if (content->len + (gsize) count > max_bytes) {
      g_set_error (refusal, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
                   /* Translators: %s is the name of a file inside a ZIP archive. */
                   _ ("“%s” in this ZIP archive is too large to be a credential."), name);
      return NULL;
    }
    g_byte_array_append (content, buffer, (guint) count);
  }
}

/* FALSE only when the budget is spent. */
static gboolean
visit_entry (Unzipping *unzipping, struct archive_entry *entry, GError **error)
{
  const char *raw = archive_entry_pathname_utf8 (entry);
  g_autofree char *name = clean_name (raw != NULL ? raw : archive_entry_pathname (entry));
  g_autofree char *step = NULL;
  g_autofree char *place = NULL;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GBytes) content = NULL;
  CoffretSource member = *unzipping->source;

  if (archive_entry_filetype (entry) == AE_IFDIR || is_litter (name))
    return TRUE;

  unzipping->members++;
  step = new_step (unzipping, name);
  place = coffret_reading_place (unzipping->source, step);
  if (coffret_reading_skips (unzipping->reading, place))
    return TRUE;

  refusal = check_member (unzipping, entry, name);
  if (refusal == NULL) {
    content = read_member (unzipping, name, &refusal, error);
    if (content != NULL)
      return coffret_reading_descend (unzipping->reading, unzipping->source, content, step, "zip",
                                      NULL, error);
    if (refusal == NULL)
      return FALSE;
  }

  member.place = place;
  member.name = name;
  coffret_reading_refuse (unzipping->reading, &member, g_steal_pointer (&refusal), -1);
  return TRUE;
}

static gboolean
refuse_archive (struct archive *archive, GError **error)
{
  const char *detail = archive_error_string (archive);

  g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE,
               /* Translators: %s is a technical detail in English. */
               _ ("This ZIP archive is damaged or cut short. Ask for it again. (%s)"),
               detail == NULL ? "unknown" : detail);
  return FALSE;
}

static gboolean
walk_entries (Unzipping *unzipping, GError **error)
{
  /* Members are counted as items anyway; folders and litter only here. */
  guint max_entries = 2 * coffret_reading_get_limits (unzipping->reading)->max_items;
  struct archive_entry *entry = NULL;
  int status;

  while ((status = archive_read_next_header (unzipping->archive, &entry)) != ARCHIVE_EOF) {
    if (status < ARCHIVE_WARN)
      return refuse_archive (unzipping->archive, error);
    if (unzipping->entries++ == max_entries) {
      g_set_error (
        error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
        ngettext ("This ZIP archive holds more than %u file. Split it and add the parts.",
                  "This ZIP archive holds more than %u files. Split it and add the parts.",
                  max_entries),
        max_entries);
      return FALSE;
    }
    if (!visit_entry (unzipping, entry, error))
      return FALSE;
  }

  if (unzipping->members == 0) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                 _ ("This ZIP archive is empty."));
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_zip (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  g_autoptr (GHashTable) steps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Unzipping unzipping = { .source = source, .reading = reading, .steps = steps };
  /* libarchive names members in the thread's character set. Places are kept, so
   * they must come out the same whatever the person's locale is. */
  locale_t utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", duplocale (uselocale ((locale_t) 0)));
  locale_t before = utf8 == (locale_t) 0 ? (locale_t) 0 : uselocale (utf8);
  gsize length = 0;
  const void *data = g_bytes_get_data (source->bytes, &length);
  gboolean done;

  unzipping.archive = archive_read_new ();
  archive_read_support_format_zip_seekable (unzipping.archive);
  if (archive_read_open_memory (unzipping.archive, data, length) != ARCHIVE_OK)
    done = refuse_archive (unzipping.archive, error);
  else
    done = walk_entries (&unzipping, error);
  archive_read_free (unzipping.archive);

  if (utf8 != (locale_t) 0) {
    uselocale (before);
    freelocale (utf8);
  }
  return done;
}

const CoffretFormat coffret_format_zip = { "zip", knows_zip, read_zip };
