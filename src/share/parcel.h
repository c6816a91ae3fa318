/* parcel.h: exactly what leaves in one act of sharing.
 *
 * Who shares what with whom, in which language and until when, and one disclosure for each
 * credential. Made once; then looked at, and written by the exporters (exporter.h), none of which
 * sees anything else. What is looked at is therefore what leaves. The name of a sharing group
 * and the names of compartments are the holder's own and never in it.
 */
#pragma once

#include "share/disclosure.h"
#include "share/holder-key.h"

G_BEGIN_DECLS

typedef struct {
  CoffretWording *wording;
  char *holder;    /* the name as the holder wants it seen; nullable */
  char *contact;   /* lines; nullable */
  char *recipient; /* nullable */
  char *message;   /* nullable */
  CoffretInstant made;
  CoffretInstant until;   /* NONE: no end */
  gboolean practice;      /* invented people: said in all that leaves */
  GPtrArray *disclosures; /* CoffretDisclosure, in the order of the group */
  CoffretHolderKey *key;  /* NULL: nothing is signed */
} CoffretParcel;

/* In place of the number of a disclosure. */
#define COFFRET_EXPORT_ALL (-1)

/* Empty but for these; WORDING is referenced. */
CoffretParcel *coffret_parcel_new (CoffretWording *wording, CoffretInstant made);
/* WHOLE with nothing but its disclosure INDEX. */
CoffretParcel *coffret_parcel_new_part (const CoffretParcel *whole, guint index);
/* Counted; whoever made it fills it, then nobody changes it. */
CoffretParcel *coffret_parcel_ref (CoffretParcel *parcel);
void coffret_parcel_unref (CoffretParcel *parcel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretParcel, coffret_parcel_unref)

/* "Credentials of Mira Okafor", in the language of the parcel. Owned. */
char *coffret_parcel_title (const CoffretParcel *parcel);
/* The fields that are shown, or hidden, of at least one. */
CoffretFields coffret_parcel_shown (const CoffretParcel *parcel);
CoffretFields coffret_parcel_hidden (const CoffretParcel *parcel);
guint coffret_parcel_count (const CoffretParcel *parcel, CoffretDisclosureKind kind);

G_END_DECLS
