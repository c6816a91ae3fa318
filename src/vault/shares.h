/* shares.h: the ledger: what was shared, with whom, when, and the very file.
 *
 * A line is written once, in the transaction that keeps the file, and never changed: there is no
 * function for it. It says everything by itself, so that neither another name of the group, nor
 * another original, nor a credential deleted for good changes what it says. The file is kept as
 * an original is (records.h), once per content.
 */
#pragma once

#include <glib-object.h>

#include "base/instant.h"
#include "credential/field.h"
#include "vault/database.h"

G_BEGIN_DECLS

/* Larger files are told of with their size and digest, and not kept. */
#define COFFRET_SHARE_MAX_KEPT (64 * 1024 * 1024)
/* How the name of each that is kept begins, and that of no file does: it is no original to be read
 * for credentials. */
#define COFFRET_SHARE_KEPT "share/"

/* One credential of it, as it was then. */
typedef struct {
  char *credential; /* its id; it may be gone */
  char *digest;     /* of its content: CoffretItem's */
  char *title;
  char *issuer;
  char *verdict; /* as it was then; nullable */
  char *how;     /* "original", "selection", "summary": see share/disclosure.h */
  CoffretFields shown;
  CoffretFields hidden;
} CoffretShareItem;

typedef struct {
  char *id;    /* UUID */
  char *group; /* id of the group, which may be gone; nullable */
  char *name;  /* of the group, as it was */
  char *audience;
  char *recipient; /* nullable */
  char *kind;      /* "page", "presentation": the exporter's id */
  char *language;
  char *key;       /* did:key that signed it; nullable */
  char *file_name; /* as it was offered; nullable */
  char *media_type;
  gint64 size;
  char *sha256;
  gboolean kept; /* the file is in the vault */
  CoffretInstant shared;
  CoffretInstant until; /* NONE: no end */
  GPtrArray *items;     /* CoffretShareItem, in their order */
} CoffretShareRow;

CoffretShareItem *coffret_share_item_new (const char *credential, const char *digest);
void coffret_share_item_free (CoffretShareItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretShareItem, coffret_share_item_free)

#define COFFRET_TYPE_SHARE_ROW (coffret_share_row_get_type ())
GType coffret_share_row_get_type (void);

/* A new id, shared now, nothing in it. */
CoffretShareRow *coffret_share_row_new (const char *kind);
/* Counted; whoever made it fills it, then nobody changes it. */
CoffretShareRow *coffret_share_row_ref (CoffretShareRow *row);
void coffret_share_row_unref (CoffretShareRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretShareRow, coffret_share_row_unref)
/* The fields that were shown, or hidden, of at least one. */
CoffretFields coffret_share_row_shown (const CoffretShareRow *row);
CoffretFields coffret_share_row_hidden (const CoffretShareRow *row);

/* Its size, its digest and whether it will be kept, from the file. */
void coffret_share_row_describe (CoffretShareRow *row, GBytes *bytes);
/* What the original is called that the file is kept as; owned. */
char *coffret_share_row_name_kept (const CoffretShareRow *row);

/* ORIGINAL is the id of the file; NULL: it is not kept. */
gboolean coffret_shares_add (CoffretDatabase *database,
                             const CoffretShareRow *row,
                             const char *original,
                             GError **error);
/* The newest first; GROUP nullable: of all. CoffretShareRow's, owned. */
GPtrArray *coffret_shares_list (CoffretDatabase *database, const char *group, GError **error);
/* The newest of GROUP; NULL without error: there is none, here and below. */
CoffretShareRow *coffret_shares_last (CoffretDatabase *database, const char *group, GError **error);
CoffretShareRow *coffret_shares_get (CoffretDatabase *database, const char *id, GError **error);
/* The id of the original that its file is kept as; owned; NULL without error: it is not. */
char *coffret_shares_find_original (CoffretDatabase *database, const char *id, GError **error);
/* The file as it was, compared with its digest. NULL without error: it was not kept. */
GBytes *coffret_shares_read (CoffretDatabase *database, const char *id, GError **error);

/* What there is today of each member of a group, and of each item of a share. */
typedef struct {
  char *credential;
  gboolean there; /* not deleted for good */
  char *digest;   /* of its content; NULL: it is not there */
  char *title;    /* nullable */
  char *verdict;  /* nullable */
  CoffretInstant expires;
  CoffretInstant trashed;
  char *newer; /* id of a later version of it, not in the trash; nullable */
} CoffretShareToday;

void coffret_share_today_free (CoffretShareToday *today);
/* Of CREDENTIALS (char *); in their order, owned. */
GPtrArray *coffret_shares_look (CoffretDatabase *database, GPtrArray *credentials, GError **error);

G_END_DECLS
