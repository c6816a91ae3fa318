/* reader.h: from the bytes of a file to the credentials in it.
 *
 * The one entrance to every format: an ordered list of readers (formats.c) is
 * asked which of them knows the bytes; containers hand what they hold back to
 * the same list. A file gives items in the order in which it holds them. An
 * item is a credential, or the refusal of that one member; the file as a whole
 * is refused (NULL) only when nothing in it can be told apart.
 *
 * Pure and bounded: no network, no display, no global state, any thread. Size,
 * depth, number of members, inflated bytes and work are capped, whatever the
 * bytes are; CoffretLimits says by how much. The file's name is only a hint for
 * messages, never for the format.
 */
#pragma once

#include <glib-object.h>

#include "credential/credential.h"
#include "credential/error.h"

G_BEGIN_DECLS

typedef struct {
  gsize max_bytes;    /* of one file or member */
  gsize max_inflated; /* of all members of one file together */
  guint max_items;    /* credentials in one file */
  guint max_nesting;  /* containers within containers */
} CoffretLimits;

/* 20 MiB, 512 MiB, 20,000 and 4. */
extern const CoffretLimits coffret_limits_default;

typedef struct {
  char *place;    /* which member: "" for the file itself, "b/c.png", "in.zip!/b/c.png",
                     "b/c.png#/verifiableCredential/2" */
  char *envelope; /* design section 7: "png+jwt", "zip+vc2", … from the outside in */
  CoffretCredential *credential; /* NULL when refused */
  GError *error;                 /* why; NULL when read */
  gint64 offset;                 /* in the member's bytes, -1 when unknown */
  char *digest;                  /* SHA-256 (hex) of the credential's content, however it is baked
                                    or spaced: equal for the same credential. NULL when refused,
                                    and where it was only to be looked at */
  GBytes *picture;               /* the baked image it came in, when there is one */
} CoffretItem;

/* A boxed type, counted: immutable once returned. */
#define COFFRET_TYPE_ITEM (coffret_item_get_type ())
GType coffret_item_get_type (void);
CoffretItem *coffret_item_ref (CoffretItem *item);
void coffret_item_unref (CoffretItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretItem, coffret_item_unref)

/* Returns CoffretItem's, at least one, owned by the caller; or NULL with a
 * COFFRET_CREDENTIAL_ERROR, OFFSET (nullable) then saying where, -1 if unknown. */
GPtrArray *coffret_reader_read (
  GBytes *bytes, const char *name, const CoffretLimits *limits, gint64 *offset, GError **error);

/* The same for looking at only, never for keeping: also presentations, each before its members, and
 * status lists are items, by CoffretCredential's format, and Open Badges whose class is not in the
 * file: these have no title. */
GPtrArray *coffret_reader_read_all (
  GBytes *bytes, const char *name, const CoffretLimits *limits, gint64 *offset, GError **error);

/* Takes ITEM; FALSE: enough. */
typedef gboolean (*CoffretItemFunc) (CoffretItem *item, gpointer data);

/* The same two, giving FUNC one item after the other, each as soon as it is read and before the
 * next is: what a container holds is never in memory all at once. TRUE also when FUNC had enough.
 * FALSE, even after FUNC got some: the file as a whole is refused, and they do not count. */
gboolean coffret_reader_visit (GBytes *bytes,
                               const char *name,
                               const CoffretLimits *limits,
                               CoffretItemFunc func,
                               gpointer data,
                               gint64 *offset,
                               GError **error);
gboolean coffret_reader_visit_all (GBytes *bytes,
                                   const char *name,
                                   const CoffretLimits *limits,
                                   CoffretItemFunc func,
                                   gpointer data,
                                   gint64 *offset,
                                   GError **error);

/* The latter for BYTES that lie in something that is no format of its own (unwrap.h): PLACE and
 * ENVELOPE come before those of the items. */
gboolean coffret_reader_visit_within (GBytes *bytes,
                                      const char *place,
                                      const char *envelope,
                                      CoffretItemFunc func,
                                      gpointer data,
                                      gint64 *offset,
                                      GError **error);

/* A credential that lies within another: an object, a string that is a token, or an object that
 * envelops one (VC Data Model 2.0, 4.13). NULL when VALUE is no credential. Owned. */
CoffretCredential *coffret_reader_read_embedded (json_t *value);

/* What TEXTS say, which were read from codes in a picture (code.h): CoffretItem's, in their order;
 * a text that is no credential gives an item that says what it is. */
GPtrArray *coffret_reader_read_codes (const char *const *texts);

/* The one item at PLACE, as an earlier reading named it. */
CoffretItem *coffret_reader_read_place (GBytes *bytes, const char *place, GError **error);

G_END_DECLS
