/* attachments.h: files that their owner keeps beside a credential, whatever they are.
 *
 * Their bytes are originals (of any size: incoming.h, outgoing.h), once per content. What is
 * read out of them (words, pages, signatures) is derived and can be derived again. A removed one
 * can be put back until the vault is locked.
 */
#pragma once

#include "base/instant.h"
#include "vault/database.h"

G_BEGIN_DECLS

/* Goes up when more is read out of an attachment than before. */
#define COFFRET_ATTACHMENT_READER 1

typedef struct {
  char *id;          /* UUID */
  char *credential;  /* its id */
  char *original_id; /* its bytes */
  char *name;        /* of the file, for people */
  char *media_type;
  gint64 size; /* in bytes */
  int position;
  CoffretInstant added;
  int reader;       /* which edition has read it; 0: none yet */
  int pages;        /* 0: unknown */
  char *signatures; /* JSON, see organise/document-text.h; NULL: none */
} CoffretAttachmentRow;

/* A new id, added now, as the last one. */
CoffretAttachmentRow *coffret_attachment_row_new (const char *credential,
                                                  const char *original_id,
                                                  const char *name,
                                                  const char *media_type);
CoffretAttachmentRow *coffret_attachment_row_copy (const CoffretAttachmentRow *row);
void coffret_attachment_row_free (CoffretAttachmentRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretAttachmentRow, coffret_attachment_row_free)

/* Of CREDENTIAL (NULL: of all), in their order. CoffretAttachmentRow's, owned. */
GPtrArray *
coffret_attachments_list (CoffretDatabase *database, const char *credential, GError **error);
/* NULL without error: there is none. */
CoffretAttachmentRow *
coffret_attachments_get (CoffretDatabase *database, const char *id, GError **error);
/* ROW's position is set to the last. The original must be there. */
gboolean
coffret_attachments_add (CoffretDatabase *database, CoffretAttachmentRow *row, GError **error);
/* With the same bytes beside the same credential: its id, owned; NULL without error: none. */
char *coffret_attachments_find_same (CoffretDatabase *database,
                                     const char *credential,
                                     const char *original_id,
                                     GError **error);
/* Each is refused as COFFRET_VAULT_ERROR_CONFLICT where there is none of that id. */
gboolean coffret_attachments_rename (CoffretDatabase *database,
                                     const char *id,
                                     const char *name,
                                     GError **error);
/* Before BEFORE, of the same credential (NULL: as the last). */
gboolean coffret_attachments_place (CoffretDatabase *database,
                                    const char *id,
                                    const char *before,
                                    GError **error);
gboolean coffret_attachments_remove (CoffretDatabase *database, const char *id, GError **error);
gboolean coffret_attachments_put_back (CoffretDatabase *database, const char *id, GError **error);
/* To another credential, as the last one. */
gboolean coffret_attachments_give (CoffretDatabase *database,
                                   const char *id,
                                   const char *credential,
                                   GError **error);

/* What was read out of it. WORDS (nullable): folded, each once; they replace those before. WHOLE:
 * that was all; else more is added, at last nothing (NULL). */
gboolean coffret_attachments_describe (CoffretDatabase *database,
                                       const char *id,
                                       int pages,
                                       const char *signatures,
                                       const char *const *words,
                                       gboolean whole,
                                       GError **error);
gboolean coffret_attachments_add_words (CoffretDatabase *database,
                                        const char *id,
                                        const char *const *words,
                                        GError **error);
/* Ids of those that this edition has not read yet, at most MOST. Owned. */
GPtrArray *coffret_attachments_unread (CoffretDatabase *database, guint most, GError **error);
/* The ids of the credentials beside which there is one with a word that begins with PREFIX,
 * folded; "" finds those beside which there is any. A set, owned. */
GHashTable *
coffret_attachments_find_word (CoffretDatabase *database, const char *prefix, GError **error);

G_END_DECLS
