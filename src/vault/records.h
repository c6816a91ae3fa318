/* records.h: the rows of credentials and of the originals they were read from.
 *
 * A record is what the list and the search need to know of a credential; all of
 * it but its id, place, received and trashed is derived from the original and
 * can be derived again. Originals are the bytes as received, kept once per
 * content, in chunks; they go when their last record is purged.
 */
#pragma once

#include "base/instant.h"
#include "credential/reader.h"
#include "vault/database.h"

G_BEGIN_DECLS

typedef struct {
  char *id;          /* UUID */
  char *original_id; /* UUID */
  char *file_name;   /* of the original, as received */
  char *place;       /* within the original: CoffretItem's */
  char *envelope;
  char *format;
  char *proof;         /* NULL: none */
  char *digest;        /* of the content: equal for the same credential */
  char *credential_id; /* what the issuer calls it; NULL if it has no name */
  char *issuer_id;
  CoffretText *title;
  CoffretText *issuer_name;
  CoffretKind kind;
  char *verdict; /* design section 3; NULL: not checked yet */
  int verifier;  /* the edition of the verifier that said so; 0: none */
  CoffretInstant checked;
  CoffretInstant turns; /* when time alone may change the verdict; NONE: never */
  char *search;         /* folded */
  GRefString *skills;   /* coffret_record_list_skills(); NULL: none */
  gint64 minutes;       /* of learning; 0: unknown */
  CoffretInstant awarded;
  CoffretInstant expires;
  CoffretInstant received;
  CoffretInstant trashed; /* NONE: not in the trash */
} CoffretRecord;

/* Everything derivable from ITEM filled in, a new id, received now. */
CoffretRecord *
coffret_record_new (const CoffretItem *item, const char *original_id, const char *file_name);
CoffretRecord *coffret_record_ref (CoffretRecord *record);
void coffret_record_unref (CoffretRecord *record);
/* Their names, in all their languages: CoffretText's, owned. */
GPtrArray *coffret_record_list_skills (const CoffretRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretRecord, coffret_record_unref)

/* Stores BYTES unless the same bytes are there. Returns the id, owned. */
char *
coffret_originals_put (CoffretDatabase *database, GBytes *bytes, const char *name, GError **error);
/* For salvage: what is there of it, compared with nothing. SIZE: about how much. */
GBytes *
coffret_originals_join (CoffretDatabase *database, const char *id, gint64 size, GError **error);
GBytes *coffret_originals_get (CoffretDatabase *database, const char *id, GError **error);

gboolean
coffret_records_add (CoffretDatabase *database, const CoffretRecord *record, GError **error);
/* All records, the trashed too, newest first. CoffretRecord's, owned. */
GPtrArray *coffret_records_list (CoffretDatabase *database, GError **error);
/* Those that were read from one original. CoffretRecord's, owned. */
GPtrArray *coffret_records_list_of_original (CoffretDatabase *database,
                                             const char *original_id,
                                             GError **error);
/* NULL without error when there is none. */
CoffretRecord *coffret_records_get (CoffretDatabase *database, const char *id, GError **error);
/* The record of the same content; NULL without error when there is none. */
CoffretRecord *
coffret_records_find_digest (CoffretDatabase *database, const char *digest, GError **error);
/* The newest record with the issuer's own name for it: an earlier or later version. */
CoffretRecord *coffret_records_find_version (CoffretDatabase *database,
                                             const char *issuer_id,
                                             const char *credential_id,
                                             GError **error);
/* The credential of RECORD's id is what RECORD says from here on, read from another original; the
 * one before goes when it is nobody's. */
gboolean
coffret_records_replace (CoffretDatabase *database, const CoffretRecord *record, GError **error);
/* What RECORD says that is derived, over what was derived earlier from the same original and
 * place; nothing where there is none. */
gboolean
coffret_records_renew (CoffretDatabase *database, const CoffretRecord *record, GError **error);
/* What the verifier found out; the arguments are the record's members of the same names. */
gboolean coffret_records_set_verdict (CoffretDatabase *database,
                                      const char *id,
                                      const char *verdict,
                                      int verifier,
                                      CoffretInstant checked,
                                      CoffretInstant turns,
                                      GError **error);
/* credential id (char *) -> CoffretInstant *: when the verdict of each last became another one.
 * Those whose verdict has always been the same are not there. Owned. */
GHashTable *coffret_records_list_turned (CoffretDatabase *database, GError **error);
/* WHEN: COFFRET_INSTANT_NONE takes it out of the trash. */
gboolean coffret_records_set_trashed (CoffretDatabase *database,
                                      const char *id,
                                      CoffretInstant when,
                                      GError **error);
/* For ever: those put into the trash before BEFORE, and originals of no record. It is remembered
 * which they were, by their digests, until the same is added again. */
gboolean
coffret_records_purge_trash (CoffretDatabase *database, CoffretInstant before, GError **error);
gboolean coffret_records_was_purged (CoffretDatabase *database,
                                     const char *digest,
                                     gboolean *purged,
                                     GError **error);

/* Small pictures drawn before, so that lists need not decode again. */
GBytes *coffret_thumbnails_get (CoffretDatabase *database, const char *id, GError **error);
gboolean
coffret_thumbnails_put (CoffretDatabase *database, const char *id, GBytes *png, GError **error);

G_END_DECLS
