/* preview-dialog.h: a PDF beside a credential, page by page, as a picture.
 *
 * Drawn by a program of its own: nothing in the document can do anything. */
#pragma once

#include <adwaita.h>

#include "organise/attachments.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_PREVIEW_DIALOG (coffret_preview_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretPreviewDialog, coffret_preview_dialog, COFFRET, PREVIEW_DIALOG, AdwDialog)

CoffretPreviewDialog *
coffret_preview_dialog_new (CoffretSession *session, const CoffretAttachmentRow *row);

G_END_DECLS
