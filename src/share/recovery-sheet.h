/* recovery-sheet.h: the page that opens a vault when nothing else does.
 *
 * One page, in the language of the process: the code in its six numbered groups and the same
 * as a QR code, the day, what to do with it, who must not see it, and room to note where the
 * backups are. Cairo and Pango only. Never written to any place but the one it is asked for.
 */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "base/secret.h"

G_BEGIN_DECLS

typedef struct {
  CoffretSecret *code; /* recovery-code.h; borrowed */
  gint64 made;         /* instant */
} CoffretRecoverySheet;

/* The paper of the person's country, in points: A4 or Letter. */
void coffret_recovery_sheet_paper (double *width, double *height);
/* On a page of WIDTH and HEIGHT points, A4 or Letter or near it. */
void coffret_recovery_sheet_draw (const CoffretRecoverySheet *sheet,
                                  cairo_t *cr,
                                  double width,
                                  double height);
/* As PDF, each piece straight into STREAM, which is not closed. Blocks. */
gboolean coffret_recovery_sheet_write (const CoffretRecoverySheet *sheet,
                                       double width,
                                       double height,
                                       GOutputStream *stream,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
