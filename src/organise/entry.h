/* entry.h: one credential as the library knows it: enough for a row of a list.
 *
 * Made when somebody asks for it, and kept only as long as somebody has it: the library holds far
 * less of each. There is never more than one of the same credential. The view binds to its
 * properties (id, title, issuer, awarded, expires, kind, verdict, trashed, compartments, own-title,
 * note, favourite, tags, layer); "id" is fixed, and "issuer" and "kind" but where its holder typed
 * it in. What it answers is its own until it changes; its id for as long as it lives. Lives on the
 * main thread; its record and its layer are immutable and may be read on any.
 */
#pragma once

#include <gio/gio.h>

#include "vault/layer.h"
#include "vault/records.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_ENTRY (coffret_entry_get_type ())
G_DECLARE_FINAL_TYPE (CoffretEntry, coffret_entry, COFFRET, ENTRY, GObject)

CoffretEntry *coffret_entry_new (CoffretRecord *record);

/* Everything that is known of it: NULL until coffret_session_record(), coffret_session_read() or
 * coffret_session_original() has fetched it, unless it just came in. */
const CoffretRecord *coffret_entry_get_record (CoffretEntry *self);
const char *coffret_entry_get_id (CoffretEntry *self);
/* In its library, for as long as that is open: a small one that no other has. */
guint coffret_entry_get_number (CoffretEntry *self);
const char *coffret_entry_get_title (CoffretEntry *self);  /* the holder's, else the issuer's */
const char *coffret_entry_get_issuer (CoffretEntry *self); /* "" when it has no name */
CoffretKind coffret_entry_get_kind (CoffretEntry *self);
/* The holder's dates, else the issuer's. */
CoffretInstant coffret_entry_get_awarded (CoffretEntry *self);
CoffretInstant coffret_entry_get_expires (CoffretEntry *self);
CoffretInstant coffret_entry_get_issuer_awarded (CoffretEntry *self);
CoffretInstant coffret_entry_get_issuer_expires (CoffretEntry *self);
CoffretInstant coffret_entry_get_received (CoffretEntry *self);
const char *coffret_entry_get_issuer_id (CoffretEntry *self); /* NULL: none */
guint coffret_entry_get_minutes (CoffretEntry *self);         /* of learning; 0: unknown */
const char *coffret_entry_get_verdict (CoffretEntry *self);   /* NULL: not checked yet */
/* In the reader's language; "" when the issuer gave none. */
const char *coffret_entry_get_issuer_title (CoffretEntry *self);
const char *coffret_entry_get_own_title (CoffretEntry *self); /* nullable */
const char *coffret_entry_get_note (CoffretEntry *self);      /* nullable */
gboolean coffret_entry_is_favourite (CoffretEntry *self);
const char *const *coffret_entry_get_tags (CoffretEntry *self); /* by name; never NULL; borrowed */
/* All that the holder has laid over it; NULL: nothing. Borrowed. */
const CoffretLayer *coffret_entry_get_layer (CoffretEntry *self);
gboolean coffret_entry_is_own (CoffretEntry *self); /* its holder typed it in */
gboolean coffret_entry_is_trashed (CoffretEntry *self);
/* Ids of the compartments that it lies in; NULL-terminated, borrowed. */
const char *const *coffret_entry_get_compartments (CoffretEntry *self);

/* It alone, for what is done to several. Owned. */
GPtrArray *coffret_entry_just (CoffretEntry *self);

G_END_DECLS
