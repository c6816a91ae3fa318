/* row.h: what a list and a search need to know of one credential, frozen at one moment.
 *
 * Inside the module only. A row is one piece of memory, counted, and never changes, so that a
 * worker may read it while the library goes on: a change there makes a new row. What many
 * credentials share (an issuer's name, a verdict) they keep once. The whole record stays in the
 * vault: coffret_session_record().
 */
#pragma once

#include "organise/vocabulary.h"
#include "vault/briefs.h"
#include "vault/layer.h"
#include "vault/records.h"

G_BEGIN_DECLS

typedef struct {
  gatomicrefcount refs;
  guint position;                /* the library's own: main thread only */
  guint number;                  /* of its library, for as long as that is open: no other's */
  CoffretVocabulary *vocabulary; /* has what rows share; never NULL */
  const char *id;
  const char *issued_title;  /* the issuer's, in the reader's language; "" when it has none */
  const char *title;         /* the holder's, else the issuer's; never NULL */
  const char *issuer;        /* in the reader's language; "" when it has no name */
  const char *issuer_names;  /* packed, in all its languages; NULL: none */
  const char *issuer_id;     /* NULL: none */
  const char *languages;     /* tags of its title, a space between them; NULL: none */
  const char *skills;        /* packed; NULL: none */
  const char *verdict;       /* NULL: not checked yet */
  CoffretLayer *layer;       /* NULL: the holder has written nothing over it */
  const char **compartments; /* ids; never NULL */
  CoffretInstant awarded;    /* the issuer's */
  CoffretInstant expires;    /* the issuer's */
  CoffretInstant received;
  CoffretInstant trashed;
  CoffretInstant turns; /* when time alone may change the verdict; NONE: never */
  guint64 content;      /* the beginning of its digest: coffret_row_content() */
  guint64 version;      /* equal for what its issuer calls by the same name; 0: it has none */
  guint32 minutes;      /* of learning; 0: unknown */
  gint16 verifier;      /* the edition that said so; 0: none */
  guint16 kind;         /* CoffretKind */
  guint own : 1;        /* its holder typed it in */
  guint past : 1;       /* a version of it that is newer stands for it in lists */
  guint apart : 1;      /* its holder keeps it apart from another of the same name */
  guint32 size;         /* of all of it */
  guint32 titles;       /* where in DATA its titles are packed; "" where there is but one */
  guint32 words;        /* where in DATA its packed words begin (vocabulary.h) */
  char data[];
} CoffretRow;

/* What many rows have in common while they are made: one reading of a vault has one. */
typedef struct _CoffretRowMaker CoffretRowMaker;

CoffretRowMaker *coffret_row_maker_new (CoffretVocabulary *vocabulary);
void coffret_row_maker_free (CoffretRowMaker *maker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretRowMaker, coffret_row_maker_free)
/* LAYER and COMPARTMENTS, an array of ids, are nullable and stay the caller's. */
CoffretRow *coffret_row_maker_make (CoffretRowMaker *maker,
                                    const CoffretBrief *brief,
                                    CoffretLayer *layer,
                                    GPtrArray *compartments);

/* Of a record that nothing has happened to since it was read. Without a VOCABULARY (NULL) no
 * search finds its words. */
CoffretRow *coffret_row_new (const CoffretRecord *record,
                             const char *const *compartments,
                             CoffretVocabulary *vocabulary);
/* The same credential in other circumstances. COMPARTMENTS stay the caller's. */
CoffretRow *
coffret_row_derive (const CoffretRow *row, CoffretInstant trashed, const char *const *compartments);
/* The same with another LAYER (nullable). */
CoffretRow *coffret_row_derive_layer (const CoffretRow *row, CoffretLayer *layer);
/* In the same circumstances another RECORD, of the same credential. */
CoffretRow *coffret_row_derive_record (const CoffretRow *row, const CoffretRecord *record);
/* The same with another verdict. */
CoffretRow *coffret_row_derive_verdict (const CoffretRow *row,
                                        const char *verdict,
                                        int verifier,
                                        CoffretInstant turns);
/* The same among other versions. */
CoffretRow *coffret_row_derive_version (const CoffretRow *row, gboolean past, gboolean apart);
CoffretRow *coffret_row_ref (const CoffretRow *row);
void coffret_row_unref (CoffretRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretRow, coffret_row_unref)

/* Whether it is there for who looks for it: not in the trash, and no past version. */
gboolean coffret_row_is_listed (const CoffretRow *row);
/* The holder's, else the issuer's. */
CoffretInstant coffret_row_get_awarded (const CoffretRow *row);
CoffretInstant coffret_row_get_expires (const CoffretRow *row);
const char *const *coffret_row_get_tags (const CoffretRow *row); /* never NULL */
/* Whether the issuer's title in some language is FOLDED. */
gboolean coffret_row_has_title (const CoffretRow *row, const char *folded);

gboolean coffret_row_is_trashed (const CoffretRow *row);
gboolean coffret_row_lies_in (const CoffretRow *row, const char *compartment);
/* Makes TEXT that in which it is searched, folded. */
void coffret_row_read_text (const CoffretRow *row, GString *text);
/* Whether one of its words is in SET, which is of the same vocabulary. */
gboolean coffret_row_has_word (const CoffretRow *row, const CoffretWordSet *set);
/* Whether words that follow one another are in the sets of RUN (CoffretWordSet's), one each. Of a
 * run that is too long (vocabulary.h) only the beginning is looked for. */
gboolean coffret_row_has_run (const CoffretRow *row, const GPtrArray *run);
/* What is equal for equal digests, and for others hardly ever. */
guint64 coffret_row_content (const char *digest);

/* For tables of rows by their ids; a row { .id = … } on the stack is a key. */
guint coffret_row_hash (gconstpointer row);
gboolean coffret_row_equal (gconstpointer row, gconstpointer other);

G_END_DECLS
