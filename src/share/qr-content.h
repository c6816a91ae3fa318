/* qr-content.h: what a QR code says of a parcel, or of one thing in it.
 *
 * Best is what is signed: all of it, or the one with the holder's name, or the one alone, as a
 * compact address (credential/compact.h), each only where a camera can still read it. Else, for an
 * original of which nothing is hidden, its issuer's own page on the web where it has one: such a
 * page shows everything to whoever has the address. Else nothing.
 */
#pragma once

#include "share/qr.h"
#include "share/sealed.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_QR_CONTENT_NONE,
  COFFRET_QR_CONTENT_SIGNED,
  COFFRET_QR_CONTENT_BARE, /* signed, without the holder's name and message */
  COFFRET_QR_CONTENT_PAGE,
} CoffretQrContentKind;

/* Squares on a side: what is on a screen from edge to edge, what is printed large, and small. */
#define COFFRET_QR_MOST_SCREEN 177
#define COFFRET_QR_MOST_LARGE 141
#define COFFRET_QR_MOST_SMALL 97

typedef struct {
  CoffretQrContentKind kind;
  char *text; /* NULL: NONE */
  CoffretQrUse use;
  guint count; /* coffret_qr_count() */
} CoffretQrContent;

/* ONLY as in CoffretExportChoice; MOST squares on a side. Owned, never NULL. */
CoffretQrContent *coffret_qr_content_new (CoffretSealed *sealed, int only, guint most);
void coffret_qr_content_free (CoffretQrContent *content);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretQrContent, coffret_qr_content_free)

G_END_DECLS
