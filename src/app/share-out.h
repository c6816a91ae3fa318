/* share-out.h: one act of sharing: what was made is noted in the ledger, then given away.
 *
 * In this order: what could not be noted does not leave. What was noted and then did not leave
 * after all - a disk that is full, no program for e-mail - stays in the ledger, for it might have.
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/session.h"
#include "share/exporter.h"
#include "share/pack.h"

G_BEGIN_DECLS

/* What is shared, and how. */
typedef struct {
  CoffretSession *session;
  CoffretPack *pack;
  const CoffretExporter *exporter;
  CoffretExportChoice choice;
  CoffretExport *made;
  gboolean show; /* a picture is not saved, but shown as large as the screen is */
} CoffretShareOut;

/* References the first two, takes MADE. */
CoffretShareOut *coffret_share_out_new (CoffretSession *session,
                                        CoffretPack *pack,
                                        const CoffretExporter *exporter,
                                        const CoffretExportChoice *choice,
                                        CoffretExport *made);
void coffret_share_out_free (CoffretShareOut *out);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretShareOut, coffret_share_out_free)

/* DONE: it has left, or is on its way; otherwise the person thought better of it, or was told why
 * not. SHARE is its line in the ledger; nullable. */
typedef void (*CoffretShareOutFunc) (GtkWidget *from,
                                     gboolean done,
                                     const char *share,
                                     gpointer data);

/* Takes OUT. FUNC runs once or, when FROM has left its window by then, never. */
void
coffret_share_out (GtkWidget *from, CoffretShareOut *out, CoffretShareOutFunc func, gpointer data);

G_END_DECLS
