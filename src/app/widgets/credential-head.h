/* credential-head.h: what stands at the head of a credential: picture, title, issuer, dates, kind
 * and verdict.
 *
 * The same for a credential of the vault and for one that is only looked at. Follows the
 * titles and the verdict of its entry. It is a stop of the Tab key, read out as a whole: the
 * property "words" is what a screen reader says. The button "How We Know" is the action
 * "credential.checks" of whatever it stands in.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/picture-loader.h"
#include "verify/report.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_CREDENTIAL_HEAD (coffret_credential_head_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretCredentialHead, coffret_credential_head, COFFRET, CREDENTIAL_HEAD, GtkBox)

/* LOADER (nullable): of the vault that ENTRY lies in, for its picture. */
void coffret_credential_head_set_entry (CoffretCredentialHead *self,
                                        CoffretEntry *entry,
                                        CoffretPictureLoader *loader);
/* What the entry does not know: ITEM is the credential itself. Without a loader its picture comes
 * from here, too. */
void coffret_credential_head_set_item (CoffretCredentialHead *self, const CoffretItem *item);

/* What the report says is more than the verdict alone; until it comes, the entry's stands. */
void coffret_credential_head_set_report (CoffretCredentialHead *self, const CoffretReport *report);
/* In these languages, as coffret_text_best() takes them (NULL: the reader's), for what the issuer
 * wrote; the holder's own title stays. After the item. */
void
coffret_credential_head_set_languages (CoffretCredentialHead *self, const char *const *languages);
/* FALSE: it is not shown yet. */
gboolean coffret_credential_head_take_focus (CoffretCredentialHead *self);

const char *coffret_credential_head_get_title (CoffretCredentialHead *self);
const char *coffret_credential_head_get_words (CoffretCredentialHead *self);

G_END_DECLS
