/* disclosure.h: what of one credential leaves, and nothing else of it.
 *
 * Made from a credential and the fields that may be seen, once, before anything is written.
 * Whoever writes a page, a file or a code gets disclosures and never the credential, so that what
 * is hidden cannot be in what leaves: it is not there any more.
 *
 * The original goes along only where every one of its JSON pointers may be seen; an SD-JWT is
 * cut down to the disclosures that may be; in all other cases it becomes a summary, which is
 * the holder's word and not the issuer's. A summary has no digest, no proof, no link and no
 * picture of the original: with these a grade could be guessed. Pure; any thread.
 */
#pragma once

#include "credential/field.h"
#include "share/wording.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_DISCLOSURE_ORIGINAL,  /* whole, with its proof if it has one */
  COFFRET_DISCLOSURE_SELECTION, /* an SD-JWT with some of its disclosures: the proof still holds */
  COFFRET_DISCLOSURE_SUMMARY,
} CoffretDisclosureKind;

/* One line that is shown. */
typedef struct {
  CoffretField field;
  char *name;     /* NULL: the field's own label says it */
  char *text;     /* nullable */
  char *detail;   /* nullable */
  char *link;     /* nullable */
  char *language; /* of the text, where it is another than the document's; nullable */
} CoffretShownLine;

/* Something hidden that stands in a text which is shown. */
typedef struct {
  CoffretField hidden;
  CoffretField shown;
  char *value;
} CoffretRepeat;

typedef struct {
  CoffretDisclosureKind kind;
  CoffretFields shown;    /* that the credential has and that may be seen */
  CoffretFields hidden;   /* that it has and that may not */
  gboolean has_proof;     /* in what goes along; never of a summary */
  char *title;            /* as its issuer calls it; never NULL */
  char *title_language;   /* where it is another than the document's; nullable */
  char *issuer;           /* "" where it has no name */
  char *date;             /* of award; nullable */
  CoffretInstant awarded; /* these two NONE where they may not be seen */
  CoffretInstant expires;
  char *kind_label;   /* "Certificate"; nullable */
  GPtrArray *lines;   /* CoffretShownLine, in the order of the fields */
  GPtrArray *repeats; /* CoffretRepeat: to be pointed out before it leaves */
  const char *format; /* as CoffretCredential's */

  /* Of an original and a selection, one of both; of a summary neither. */
  json_t *document;
  char *token;
  char *page;   /* of an original: the issuer's own web page for it; nullable */
  GBytes *file; /* of an original: the file as it was received; nullable */
} CoffretDisclosure;

CoffretDisclosure *coffret_disclosure_new (const CoffretCredential *credential,
                                           CoffretFields allowed,
                                           const CoffretWording *wording);
/* Before anybody else has DISCLOSURE: FILE is what the credential came as, and holds nothing else
 * (CoffretItem's place is ""). It goes along with an original only; and where it is a picture or an
 * SD-JWT, which show more than their document says, only where everything may be seen that
 * there is. */
void
coffret_disclosure_set_file (CoffretDisclosure *disclosure, GBytes *file, CoffretFields allowed);
/* Counted; never changes. */
CoffretDisclosure *coffret_disclosure_ref (CoffretDisclosure *disclosure);
void coffret_disclosure_unref (CoffretDisclosure *disclosure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretDisclosure, coffret_disclosure_unref)

/* For documents: whether LINE stands above the lines already, as title, issuer or description. */
gboolean
coffret_disclosure_has_in_head (const CoffretDisclosure *disclosure, const CoffretShownLine *line);
/* What stands before LINE in a document, borrowed; NULL where it is that of the line BEFORE
 * (nullable), which is of the same field and has no name of its own. */
const char *coffret_shown_line_label (const CoffretShownLine *line,
                                      const CoffretShownLine *before,
                                      const CoffretCatalogue *catalogue);
/* In a few words whose signature goes along, borrowed. */
const char *
coffret_disclosure_proof_words (const CoffretDisclosure *disclosure, const CoffretWording *wording);

G_END_DECLS
