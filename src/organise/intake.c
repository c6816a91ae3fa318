#include "organise/intake.h"

#include <glib/gi18n-lib.h>

#include "organise/contents.h"
#include "organise/outcome-private.h"
#include "organise/practice.h"
#include "organise/verification-private.h"
#include "organise/versioning.h"
#include "vault/compartments.h"
#include "vault/records.h"

/* A credential in the file, or why one is refused. */
typedef struct {
  char *place;
  CoffretRecord *record; /* NULL when refused */
  GError *error;
  gint64 offset;
} Member;

struct _CoffretIntake {
  GFile *file;
  GBytes *bytes; /* until it is written */
  char *name;
  gsize size;
  GPtrArray *children;     /* GFile; NULL: not a folder */
  GPtrArray *members;      /* Member */
  GHashTable *only;        /* nullable: digests of what may be taken in */
  CoffretGrounds *grounds; /* nullable */

  GPtrArray *outcomes;
  GPtrArray *rows;
  GPtrArray *restored;
};

static void
member_free (gpointer data)
{
  Member *member = data;

  g_free (member->place);
  g_clear_pointer (&member->record, coffret_record_unref);
  g_clear_error (&member->error);
  g_free (member);
}

/* Takes ERROR. */
static void
refuse_whole (CoffretIntake *intake, GError *error, gint64 offset)
{
  Member *member = g_new0 (Member, 1);

  member->place = g_strdup ("");
  member->error = error;
  member->offset = offset;
  g_ptr_array_add (intake->members, member);
}

/* What cannot be read may be the owner's own as well, and names of its members too: one sentence
 * for the whole file. */
static void
refuse_own_file (CoffretIntake *intake)
{
  g_ptr_array_set_size (intake->members, 0);
  refuse_whole (intake,
                g_error_new_literal (COFFRET_PRACTICE_ERROR, COFFRET_PRACTICE_ERROR_OWN_FILE,
                                     _ ("This is not a practice file. The practice vault takes in "
                                        "nothing of your own.")),
                -1);
}

static gboolean
may_be_taken (CoffretIntake *intake, const CoffretItem *item)
{
  return intake->only == NULL ||
         /* Typing one in is to be practised too. */
         (intake->file == NULL && item->credential != NULL &&
          g_str_equal (item->credential->format, "own")) ||
         (item->digest != NULL && g_hash_table_contains (intake->only, item->digest));
}

/* An invented person may have a file that cannot be read, too. */
static gboolean
is_known_as_broken (CoffretIntake *intake)
{
  g_autofree char *digest = NULL;

  if (intake->only == NULL)
    return TRUE;
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, intake->bytes);
  return g_hash_table_contains (intake->only, digest);
}

/* A file that is being taken apart. Of what was read only the record is kept. */
typedef struct {
  CoffretIntake *intake;
  char *file_name;
  gsize rest; /* of what its credentials may take together to be judged */
  gboolean own;
} Parsing;

static gboolean
on_item (CoffretItem *item, gpointer data)
{
  Parsing *parsing = data;
  CoffretIntake *intake = parsing->intake;
  g_autoptr (CoffretItem) owned = item;
  Member *member;

  if (!may_be_taken (intake, item)) {
    parsing->own = TRUE;
    return FALSE;
  }
  member = g_new0 (Member, 1);
  member->place = g_strdup (item->place);
  member->offset = item->offset;
  if (item->credential != NULL) {
    member->record = coffret_record_new (item, "", parsing->file_name);
    if (intake->grounds != NULL)
      coffret_verification_fill (member->record, item, intake->grounds, &parsing->rest);
  } else
    member->error = g_error_copy (item->error);
  g_ptr_array_add (intake->members, member);
  return TRUE;
}

static void
parse (CoffretIntake *intake)
{
  g_autofree char *file_name = g_path_get_basename (intake->name);
  g_autoptr (GError) error = NULL;
  Parsing parsing = { .intake = intake, .file_name = file_name, .rest = COFFRET_VERIFY_REST };
  gint64 offset = -1;
  gboolean read =
    coffret_contents_visit (intake->bytes, file_name, on_item, &parsing, &offset, &error);

  if (parsing.own || (!read && !is_known_as_broken (intake))) {
    refuse_own_file (intake);
  } else if (!read) {
    /* All of it or none of it. */
    g_ptr_array_set_size (intake->members, 0);
    refuse_whole (intake, g_steal_pointer (&error), offset);
  }
}

static void
add_outcome (CoffretIntake *intake,
             guint item,
             CoffretOutcomeKind kind,
             const CoffretRecord *record)
{
  const Member *member = g_ptr_array_index (intake->members, item);

  g_ptr_array_add (intake->outcomes,
                   coffret_outcome_new (kind, intake->name, member->place, item, record->id,
                                        coffret_text_best (record->title, NULL)));
}

/* Whether RECORD, which is new, is a later edition of one that is there and in use: ID (owned) is
 * that one's. */
static gboolean
find_newer (CoffretDatabase *database,
            const CoffretRecord *record,
            CoffretOutcomeKind *kind,
            char **id,
            GError **error)
{
  g_autoptr (CoffretRecord) earlier = NULL;
  g_autoptr (GError) inner = NULL;

  *kind = COFFRET_OUTCOME_ADDED;
  if (record->issuer_id == NULL || record->credential_id == NULL)
    return TRUE;
  earlier =
    coffret_records_find_version (database, record->issuer_id, record->credential_id, &inner);
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  if (earlier != NULL && earlier->trashed == COFFRET_INSTANT_NONE &&
      earlier->awarded <= record->awarded && coffret_version_may_update (record->verdict)) {
    *kind = COFFRET_OUTCOME_NEWER_VERSION;
    *id = g_strdup (earlier->id);
  }
  return TRUE;
}

static gboolean
write_new (CoffretIntake *intake,
           guint item,
           CoffretDatabase *database,
           char **original,
           const char *compartment,
           CoffretVocabulary *vocabulary,
           GError **error)
{
  Member *member = g_ptr_array_index (intake->members, item);
  const char *compartments[] = { compartment, NULL };
  CoffretRecord *record = member->record;
  CoffretOutcomeKind kind;
  g_autofree char *earlier = NULL;

  if (!find_newer (database, record, &kind, &earlier, error))
    return FALSE;
  if (*original == NULL) {
    *original = coffret_originals_put (database, intake->bytes, record->file_name, error);
    if (*original == NULL)
      return FALSE;
  }
  g_set_str (&record->original_id, *original);
  if (!coffret_records_add (database, record, error))
    return FALSE;
  if (compartment != NULL &&
      !coffret_compartments_put (database, compartment, record->id, NULL, error))
    return FALSE;
  g_ptr_array_add (intake->rows, coffret_row_new (record, compartments, vocabulary));
  add_outcome (intake, item, kind, record);
  if (earlier != NULL)
    coffret_outcome_set_earlier (intake->outcomes->pdata[intake->outcomes->len - 1], earlier);
  return TRUE;
}

static gboolean
write_member (CoffretIntake *intake,
              guint item,
              CoffretDatabase *database,
              char **original,
              const char *compartment,
              CoffretVocabulary *vocabulary,
              GError **error)
{
  Member *member = g_ptr_array_index (intake->members, item);
  g_autoptr (CoffretRecord) same = NULL;
  g_autoptr (GError) inner = NULL;

  if (member->record == NULL) {
    g_ptr_array_add (intake->outcomes,
                     coffret_outcome_new_refused (intake->name, member->place, item, member->error,
                                                  member->offset));
    return TRUE;
  }
  same = coffret_records_find_digest (database, member->record->digest, &inner);
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  if (same == NULL)
    return write_new (intake, item, database, original, compartment, vocabulary, error);
  if (same->trashed == COFFRET_INSTANT_NONE) {
    add_outcome (intake, item, COFFRET_OUTCOME_ALREADY_THERE, same);
    return TRUE;
  }
  /* Who brings back what lies in the trash wants it back. */
  if (!coffret_records_set_trashed (database, same->id, COFFRET_INSTANT_NONE, error))
    return FALSE;
  g_ptr_array_add (intake->restored, g_strdup (same->id));
  add_outcome (intake, item, COFFRET_OUTCOME_ADDED, same);
  return TRUE;
}

static void
forget_answers (CoffretIntake *intake)
{
  g_ptr_array_set_size (intake->outcomes, 0);
  g_ptr_array_set_size (intake->rows, 0);
  g_ptr_array_set_size (intake->restored, 0);
}

CoffretIntake *
coffret_intake_new (GFile *file, GBytes *bytes, const char *name)
{
  CoffretIntake *intake = g_new0 (CoffretIntake, 1);

  g_assert ((file == NULL) != (bytes == NULL));
  g_set_object (&intake->file, file);
  intake->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  if (name != NULL)
    intake->name = g_utf8_make_valid (name, -1);
  else if (file != NULL)
    intake->name = g_file_get_parse_name (file);
  else
    intake->name = g_strdup ("");
  intake->members = g_ptr_array_new_with_free_func (member_free);
  intake->outcomes = g_ptr_array_new_with_free_func (g_object_unref);
  intake->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_row_unref);
  intake->restored = g_ptr_array_new_with_free_func (g_free);
  return intake;
}

void
coffret_intake_free (CoffretIntake *intake)
{
  g_clear_object (&intake->file);
  g_clear_pointer (&intake->bytes, g_bytes_unref);
  g_free (intake->name);
  g_clear_pointer (&intake->children, g_ptr_array_unref);
  g_clear_pointer (&intake->only, g_hash_table_unref);
  g_clear_pointer (&intake->grounds, coffret_grounds_unref);
  g_ptr_array_unref (intake->members);
  g_ptr_array_unref (intake->outcomes);
  g_ptr_array_unref (intake->rows);
  g_ptr_array_unref (intake->restored);
  g_free (intake);
}

void
coffret_intake_take_only (CoffretIntake *intake, GHashTable *digests)
{
  intake->only = g_hash_table_ref (digests);
}

void
coffret_intake_judge (CoffretIntake *intake, CoffretGrounds *grounds)
{
  intake->grounds = coffret_grounds_ref (grounds);
}

void
coffret_intake_read (CoffretIntake *intake)
{
  GFileType type = G_FILE_TYPE_REGULAR;
  g_autoptr (GError) error = NULL;

  if (intake->file != NULL)
    type = g_file_query_file_type (intake->file, G_FILE_QUERY_INFO_NONE, NULL);
  if (type == G_FILE_TYPE_DIRECTORY) {
    intake->children = coffret_contents_list (intake->file, &error);
  } else if (type == G_FILE_TYPE_SPECIAL) {
    g_set_error_literal (&error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("This is not a file."));
  } else {
    if (intake->file != NULL)
      intake->bytes = coffret_contents_load (intake->file, &error);
    if (intake->bytes != NULL) {
      intake->size = g_bytes_get_size (intake->bytes);
      parse (intake);
    }
  }
  if (error != NULL)
    refuse_whole (intake, g_steal_pointer (&error), -1);
}

GPtrArray *
coffret_intake_get_children (CoffretIntake *intake)
{
  return intake->children;
}

gsize
coffret_intake_get_size (CoffretIntake *intake)
{
  return intake->size;
}

gboolean
coffret_intake_write (CoffretIntake *intake,
                      CoffretDatabase *database,
                      const char *compartment,
                      CoffretVocabulary *vocabulary,
                      GError **error)
{
  g_autofree char *original = NULL;

  forget_answers (intake);
  for (guint i = 0; i < intake->members->len; i++) {
    if (!write_member (intake, i, database, &original, compartment, vocabulary, error))
      return FALSE;
  }
  return TRUE;
}

void
coffret_intake_refuse (CoffretIntake *intake, const GError *error)
{
  forget_answers (intake);
  g_ptr_array_add (intake->outcomes, coffret_outcome_new_refused (intake->name, "", 0, error, -1));
}

GPtrArray *
coffret_intake_get_outcomes (CoffretIntake *intake)
{
  return intake->outcomes;
}

GPtrArray *
coffret_intake_get_rows (CoffretIntake *intake)
{
  return intake->rows;
}

GPtrArray *
coffret_intake_get_restored (CoffretIntake *intake)
{
  return intake->restored;
}
