/* attachments-section.h: the files that the holder keeps with a credential.
 *
 * Rows with what each is, to be opened, saved, renamed, moved and removed, by menu and by keys
 * ("attachment.…"); files are chosen, dropped on it or pasted ("credential.attach",
 * "credential.attach-copied" of the page). It follows the library by itself.
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_ATTACHMENTS_SECTION (coffret_attachments_section_get_type ())
G_DECLARE_FINAL_TYPE (CoffretAttachmentsSection,
                      coffret_attachments_section,
                      COFFRET,
                      ATTACHMENTS_SECTION,
                      AdwPreferencesGroup)

CoffretAttachmentsSection *
coffret_attachments_section_new (CoffretSession *session, CoffretEntry *entry);

/* FILES (GFile's), one after the other, behind what is on its way already. What cannot be kept is
 * said at the end; the others are one step of undo. */
void coffret_attachments_section_take (CoffretAttachmentsSection *self, GListModel *files);
/* Asks which files. */
void coffret_attachments_section_choose (CoffretAttachmentsSection *self);
/* What was copied elsewhere. */
void coffret_attachments_section_paste (CoffretAttachmentsSection *self);

G_END_DECLS
