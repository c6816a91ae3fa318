/* options.h: what was asked for on the command line.
 *
 * Common options may stand before or after the command. The passphrase is read
 * from its descriptor at once, into memory of its own; it is never an argument.
 */
#pragma once

#include <glib.h>

#include "base/secret.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_EXIT_DONE = 0,
  COFFRET_EXIT_NOT_DONE = 1,
  COFFRET_EXIT_USAGE = 2,
  COFFRET_EXIT_INPUT = 3,   /* an input could not be opened */
  COFFRET_EXIT_LOCKED = 4,  /* the vault is locked, or open in another program */
  COFFRET_EXIT_DAMAGED = 5, /* the vault is damaged */
} CoffretExit;

typedef struct {
  char *vault; /* folder; never NULL */
  CoffretSecret *passphrase;
  gboolean json;
  char *compartment;
  char *at;                    /* as typed; NULL: now */
  char **trust;                /* files; these three NULL: none */
  char **status;               /* files */
  char **documents;            /* files */
  CoffretSecret *backup_words; /* of the backup, where they are others than the vault's */
  gboolean trust_too;
  gboolean deleted_too;
  char *make;     /* the name of a sharing group to be; these nine are NULL when not given */
  char *audience; /* its id */
  char *recipient;
  char *language;   /* of what leaves */
  char *as;         /* the id of a way out */
  char *only;       /* the credential that a way for one is asked of */
  char *out;        /* a file to be */
  char *again;      /* the id of a share */
  char *csv;        /* a file to be */
  char **arguments; /* what is left for the command; never NULL */
} CoffretOptions;

/* Which options a command has besides the common ones. */
typedef enum {
  COFFRET_TAKES_NOTHING = 0,
  COFFRET_TAKES_JSON = 1 << 0,
  COFFRET_TAKES_COMPARTMENT = 1 << 1,
  COFFRET_TAKES_GROUNDS = 1 << 2,
  COFFRET_TAKES_RESTORE = 1 << 3,
  COFFRET_TAKES_MAKE = 1 << 4,
  COFFRET_TAKES_WAY = 1 << 5,
  COFFRET_TAKES_LEDGER = 1 << 6,
  COFFRET_TAKES_LANGUAGE = 1 << 7,
} CoffretTakes;

typedef struct {
  const char *name;
  const char *parameters; /* translatable: "FILE…" */
  const char *summary;    /* translatable */
  CoffretTakes takes;
  CoffretExit (*run) (const CoffretOptions *options);
} CoffretCommandLine;

/* COMMANDS ends with an entry without a name. Returns the one that was asked for, with OPTIONS to
 * be cleared by the caller; or NULL, everything said, with what to exit with. */
const CoffretCommandLine *coffret_options_parse (CoffretOptions *options,
                                                 const CoffretCommandLine *commands,
                                                 char **arguments,
                                                 CoffretExit *status);
void coffret_options_clear (CoffretOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CoffretOptions, coffret_options_clear)

G_END_DECLS
