/* attachment-commands.h: files beside credentials, and what the holder typed in, as commands.
 * Inside the module only. */
#pragma once

#include "organise/change.h"
#include "vault/attachments.h"
#include "vault/incoming.h"

G_BEGIN_DECLS

/* Takes INCOMING; ROW is copied, without its original. Refused as G_IO_ERROR_EXISTS where it is
 * beside that credential already. */
void coffret_commands_add_attachment (CoffretChange *change,
                                      CoffretVault *vault,
                                      CoffretIncoming *incoming,
                                      const CoffretAttachmentRow *row);
void coffret_commands_add_attachment_removal (CoffretChange *change,
                                              const char *credential,
                                              const char *id);
/* BEFORE: what it is called now. */
void coffret_commands_add_attachment_name (CoffretChange *change,
                                           const char *credential,
                                           const char *id,
                                           const char *name,
                                           const char *before);
/* Before NEXT (NULL: as the last), where it stands before WAS now. */
void coffret_commands_add_attachment_place (
  CoffretChange *change, const char *credential, const char *id, const char *next, const char *was);
/* RECORD (of the document BYTES, with the id and the circumstances of the credential) instead of
 * BEFORE, of WAS. */
void coffret_commands_add_replacement (
  CoffretChange *change, CoffretRecord *record, GBytes *bytes, CoffretRecord *before, GBytes *was);

G_END_DECLS
