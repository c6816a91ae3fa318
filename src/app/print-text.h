/* print-text.h: what a printed credential says, in order, before anybody asks for its shape.
 *
 * Pure: no display, no fonts. Only what is there gets a block. The holder's note is theirs: it is
 * printed only when they ask for it.
 */
#pragma once

#include "organise/entry.h"
#include "verify/report.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_PRINT_TITLE,
  COFFRET_PRINT_ISSUER,
  COFFRET_PRINT_META,
  COFFRET_PRINT_VERDICT, /* the word; what belongs to it follows */
  COFFRET_PRINT_VERDICT_TEXT,
  COFFRET_PRINT_HEADING,
  COFFRET_PRINT_PARAGRAPH,
  COFFRET_PRINT_BULLET,
  COFFRET_PRINT_PROPERTY, /* the only one with a label */
  COFFRET_PRINT_ITEM,
  COFFRET_PRINT_DETAIL, /* of the item before */
  COFFRET_PRINT_ADDRESS,
  COFFRET_PRINT_REMARK,
} CoffretPrintKind;

typedef struct {
  CoffretPrintKind kind;
  char *label; /* NULL: none */
  char *text;  /* one paragraph or more; never empty */
} CoffretPrintBlock;

/* What ENTRY, which was read as CREDENTIAL, says in the first of LANGUAGES (coffret_text_best())
 * that each text is in. REPORT (nullable): its newest, which knows more than the entry. MARK
 * (nullable): that it is not real; said first below the title. CoffretPrintBlock's, owned; the
 * first is the title. */
GPtrArray *coffret_print_text_new (CoffretEntry *entry,
                                   const CoffretCredential *credential,
                                   const CoffretReport *report,
                                   const char *const *languages,
                                   gboolean note,
                                   const char *mark);

G_END_DECLS
