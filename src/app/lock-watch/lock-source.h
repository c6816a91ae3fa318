/* lock-source.h: something on this computer that says when the vault is to be locked.
 *
 * Each finds out by itself whether it can work here and tells that as its state, which is what the
 * preferences show. "lock" is emitted while the reason is there; what listens decides. A new one is
 * a new file and a line in lock-sources.c.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  COFFRET_LOCK_SOURCE_LOOKING, /* not known yet */
  COFFRET_LOCK_SOURCE_WORKS,
  COFFRET_LOCK_SOURCE_SILENT, /* nothing answers: it will never say "lock" here */
} CoffretLockSourceState;

#define COFFRET_TYPE_LOCK_SOURCE (coffret_lock_source_get_type ())
G_DECLARE_DERIVABLE_TYPE (CoffretLockSource, coffret_lock_source, COFFRET, LOCK_SOURCE, GObject)

struct _CoffretLockSourceClass {
  GObjectClass parent_class;

  const char *setting; /* key of the setting that turns it on */
  const char *title;   /* untranslated, with an access key */
  /* Called as the vault is opened and after it is locked; nullable. */
  void (*guard) (CoffretLockSource *self, gboolean open);
};

/* Properties: state. Signal: lock. */
CoffretLockSourceState coffret_lock_source_get_state (CoffretLockSource *self);
const char *coffret_lock_source_get_setting (CoffretLockSource *self);
const char *coffret_lock_source_get_title (CoffretLockSource *self); /* translated */
void coffret_lock_source_guard (CoffretLockSource *self, gboolean open);

/* For the implementations. */
void coffret_lock_source_set_state (CoffretLockSource *self, CoffretLockSourceState state);
void coffret_lock_source_lock (CoffretLockSource *self);

G_END_DECLS
