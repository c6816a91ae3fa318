/* details-dialog.h: a credential as its machines see it, as JSON. */
#pragma once

#include <adwaita.h>

#include "credential/reader.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_DETAILS_DIALOG (coffret_details_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretDetailsDialog, coffret_details_dialog, COFFRET, DETAILS_DIALOG, AdwDialog)

AdwDialog *coffret_details_dialog_new (const CoffretItem *item);

G_END_DECLS
