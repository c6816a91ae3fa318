/* site.h: what kind of place a folder is, for a vault to lie in.
 *
 * A vault is one file that is written in place, under locks of the kernel's. A network disk may
 * ignore those locks, and a program that copies the folder elsewhere may take the file half
 * written, or put an older one in its place: nothing here forbids it, but it is said. Nothing is
 * written to find out.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  COFFRET_SITE_READ_ONLY = 1 << 0,
  COFFRET_SITE_LOW = 1 << 1, /* on space */
  COFFRET_SITE_NETWORK = 1 << 2,
  COFFRET_SITE_SYNCED = 1 << 3,
} CoffretSiteTrouble;

typedef struct {
  CoffretSiteTrouble troubles; /* a bit set */
  const char *service;         /* what copies it elsewhere, by its own name; NULL: not known */
} CoffretSite;

#define COFFRET_TYPE_SITE (coffret_site_get_type ())
GType coffret_site_get_type (void);

/* What is known of a folder. */
typedef struct {
  const char *folder; /* absolute, without symbolic links */
  const char *home;
  gint64 magic;     /* of its file system, as statfs(2) has it */
  const char *type; /* the same, as mount(8) calls it; NULL: not known */
  gboolean writable;
  guint64 free;     /* bytes that its owner may still write */
  guint64 database; /* bytes of the vault that is there; 0: none */
  /* Whether something in FOLDER is called PATTERN, where * stands for any characters. */
  gboolean (*has) (const char *folder, const char *pattern, gpointer data);
  gpointer data;
} CoffretSiteFacts;

/* Looks at nothing but FACTS. */
CoffretSite coffret_site_judge (const CoffretSiteFacts *facts);
/* Of FOLDER, or, where there is none yet, of the one that it would be made in. Blocks, on a
 * network disk for long. */
CoffretSite coffret_site_look (const char *folder);

/* One TROUBLE of SITE: in a few words, and what it means and what to do. Owned. */
char *coffret_site_title (const CoffretSite *site, CoffretSiteTrouble trouble);
char *coffret_site_advice (const CoffretSite *site, CoffretSiteTrouble trouble);

G_END_DECLS
