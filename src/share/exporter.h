/* exporter.h: the ways out: one interface, a file for each, and the list of them all.
 *
 * A way out gets a sealed parcel and never a credential, so that what is hidden is not there for
 * it to show. It makes everything in memory: it writes no file, opens no program and knows no
 * network; whoever asked does that with what comes back, and notes it in the ledger. The same
 * parcel and choice give the same words, whatever language the process speaks: labels, remarks and
 * refusals are in the language of the person at the window, all that leaves is in the parcel's.
 *
 * Adding a way is one new file and one line in exporters.c; nobody outside asks which it was.
 * Everything here may be called on any thread, and make() blocks.
 */
#pragma once

#include <gio/gio.h>

#include "share/sealed.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_PRODUCT_FILE,   /* bytes under a name: saved, or put beside a letter */
  COFFRET_PRODUCT_TEXT,   /* for the clipboard */
  COFFRET_PRODUCT_LINK,   /* an address to be opened in a browser */
  COFFRET_PRODUCT_LETTER, /* subject, text and files, for the desktop's e-mail program */
} CoffretProduct;

/* What one way made. What its product is not is NULL. */
typedef struct {
  char *name;             /* of the file, without folders: safe on any file system */
  const char *media_type; /* of the file */
  GBytes *bytes;          /* of the file */
  char *text;             /* to be copied; of a letter its body */
  char *link;             /* to be opened; of a letter its mailto: address (RFC 6068), without
                             files, for where the desktop has no better way */
  char *subject;          /* of a letter */
  GPtrArray *files;       /* CoffretExport: of a letter */
} CoffretExport;

CoffretExport *coffret_export_new (void);
void coffret_export_free (CoffretExport *made);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretExport, coffret_export_free)

typedef struct {
  int only;      /* of a way for one: which of the parcel's disclosures, else of no account */
  double width;  /* of the paper in points; 0: A4 */
  double height; /* the same */
  const struct _CoffretExporter *attached; /* to a letter; NULL: the PDF */
} CoffretExportChoice;

/* All of them, on A4. */
extern const CoffretExportChoice coffret_export_choice_default;

typedef struct _CoffretExporter {
  const char *id;     /* stable, kept in the ledger: "page" */
  const char *label;  /* N_(): "Web Page" */
  const char *remark; /* N_(): one sentence, what it is good for */
  CoffretProduct product;
  const char *extension;  /* of a file, without the dot; else NULL */
  const char *media_type; /* of a file or a text; else NULL */
  gboolean checkable;     /* what is signed goes along, so that the recipient can check it */
  gboolean one;           /* makes sense of a single disclosure only: CHOICE says of which */

  /* Whether DISCLOSURE is in what is made; NULL: every one. */
  gboolean (*takes) (const CoffretDisclosure *disclosure);
  /* Why it cannot be used now, as a sentence for the person at the window, owned; NULL: it can. */
  char *(*refuse) (CoffretSealed *sealed, const CoffretExportChoice *choice);
  /* What its owner must know before it leaves, as a sentence, owned; NULL: nothing. */
  char *(*warn) (CoffretSealed *sealed, const CoffretExportChoice *choice);
  CoffretExport *(*make) (CoffretSealed *sealed,
                          const CoffretExportChoice *choice,
                          GCancellable *cancellable,
                          GError **error);
} CoffretExporter;

/* In the order of a menu; NULL-terminated. */
extern const CoffretExporter *const coffret_exporters[];

/* NULL: there is none. */
const CoffretExporter *coffret_exporter_find (const char *id);
/* These are right for every exporter, whatever it leaves out of the interface. */
gboolean
coffret_exporter_takes (const CoffretExporter *exporter, const CoffretDisclosure *disclosure);
char *coffret_exporter_refuse (const CoffretExporter *exporter,
                               CoffretSealed *sealed,
                               const CoffretExportChoice *choice);
char *coffret_exporter_warn (const CoffretExporter *exporter,
                             CoffretSealed *sealed,
                             const CoffretExportChoice *choice);
/* NULL with an error: COFFRET_EXPORT_ERROR's or G_IO_ERROR_CANCELLED. */
CoffretExport *coffret_exporter_make (const CoffretExporter *exporter,
                                      CoffretSealed *sealed,
                                      const CoffretExportChoice *choice,
                                      GCancellable *cancellable,
                                      GError **error);

#define COFFRET_EXPORT_ERROR (coffret_export_error_quark ())
typedef enum {
  COFFRET_EXPORT_ERROR_REFUSED, /* refuse()'s sentence */
  COFFRET_EXPORT_ERROR_FAILED,
} CoffretExportError;
GQuark coffret_export_error_quark (void);

extern const CoffretExporter coffret_exporter_page;
extern const CoffretExporter coffret_exporter_pdf;
extern const CoffretExporter coffret_exporter_pdf_summary;
extern const CoffretExporter coffret_exporter_qr_png;
extern const CoffretExporter coffret_exporter_qr_svg;
extern const CoffretExporter coffret_exporter_mail;
extern const CoffretExporter coffret_exporter_linkedin;
extern const CoffretExporter coffret_exporter_linkedin_post;
extern const CoffretExporter coffret_exporter_facebook;
extern const CoffretExporter coffret_exporter_bluesky;
extern const CoffretExporter coffret_exporter_x;
extern const CoffretExporter coffret_exporter_mastodon;
extern const CoffretExporter coffret_exporter_text_lines;
extern const CoffretExporter coffret_exporter_text_paragraph;
extern const CoffretExporter coffret_exporter_text_blocks;
extern const CoffretExporter coffret_exporter_presentation;
extern const CoffretExporter coffret_exporter_originals;
extern const CoffretExporter coffret_exporter_lcw;
extern const CoffretExporter coffret_exporter_clr2;

/* For the ways themselves. */

/* The disclosure that CHOICE names; NULL: all of them. */
const CoffretDisclosure *
coffret_export_choice_get (const CoffretExportChoice *choice, const CoffretParcel *parcel);
/* TITLE as the name of a file. Owned. */
char *coffret_export_name (const char *title, const char *extension);
/* A file called as the parcel, or as the one that CHOICE names, with EXTENSION. Takes BYTES. */
CoffretExport *coffret_export_new_file (CoffretSealed *sealed,
                                        const CoffretExportChoice *choice,
                                        const CoffretExporter *exporter,
                                        GBytes *bytes);

G_END_DECLS
