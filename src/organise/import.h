/* import.h: a job that takes files into the vault.
 *
 * The unit is one file: all of its credentials or none, in one transaction. An
 * outcome is reported only once it is safe on disk. The same credential, baked or bare,
 * is recognised by its content and not added twice. Files are read and parsed on
 * worker threads; cancelling keeps what is done. Folders are walked; links and
 * hidden files in them are left alone. What lies in the trash is taken out again
 * and counts as added. What the vault cannot take for reasons of its own (no
 * space, locked) ends the job; anything else only refuses the file.
 *
 * A GListModel of CoffretOutcome, in the order in which they became true.
 * Properties: total (files found so far), done (files finished), running, cancelled,
 * added, refused: all change on the main thread.
 */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "organise/entry.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_OUTCOME_ADDED,
  COFFRET_OUTCOME_ALREADY_THERE,
  COFFRET_OUTCOME_NEWER_VERSION, /* added; an earlier version is kept */
  COFFRET_OUTCOME_REFUSED,
} CoffretOutcomeKind;

/* "added", "already-there", "newer-version", "refused" */
const char *coffret_outcome_kind_to_id (CoffretOutcomeKind kind);

#define COFFRET_TYPE_OUTCOME (coffret_outcome_get_type ())
G_DECLARE_FINAL_TYPE (CoffretOutcome, coffret_outcome, COFFRET, OUTCOME, GObject)

CoffretOutcomeKind coffret_outcome_get_kind (CoffretOutcome *self);
const char *coffret_outcome_get_file (CoffretOutcome *self); /* path or name as given */
const char *
coffret_outcome_get_place (CoffretOutcome *self);          /* within the file, "" for all of it */
guint coffret_outcome_get_item (CoffretOutcome *self);     /* ordinal within the file */
const char *coffret_outcome_get_id (CoffretOutcome *self); /* of the credential; NULL if refused */
const char *coffret_outcome_get_title (CoffretOutcome *self); /* NULL if refused */
/* Of the credential that it is a newer version of; NULL: of none. Nothing is joined yet
 * (versioning.h). */
const char *coffret_outcome_get_earlier (CoffretOutcome *self);
const GError *coffret_outcome_get_error (CoffretOutcome *self); /* NULL unless refused */
gint64 coffret_outcome_get_offset (CoffretOutcome *self);       /* -1: unknown */

#define COFFRET_TYPE_IMPORT (coffret_import_get_type ())
G_DECLARE_FINAL_TYPE (CoffretImport, coffret_import, COFFRET, IMPORT, GObject)

/* Before it is started. */
void coffret_import_add_file (CoffretImport *self, GFile *file);
void coffret_import_add_bytes (CoffretImport *self, GBytes *bytes, const char *name);

/* Runs once; resolves to TRUE when all is done or cancelled; rejects only when the vault failed. */
DexFuture *coffret_import_start (CoffretImport *self);
void coffret_import_cancel (CoffretImport *self);

guint coffret_import_get_total (CoffretImport *self);
guint coffret_import_get_done (CoffretImport *self);
gboolean coffret_import_is_running (CoffretImport *self);
gboolean coffret_import_is_cancelled (CoffretImport *self);
guint coffret_import_count (CoffretImport *self, CoffretOutcomeKind kind);

G_END_DECLS
