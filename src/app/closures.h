/* closures.h: what the pages say, as pure functions.
 *
 * From values to words, without a display: the UI files and the widgets call
 * these, and the tests too. Texts returned are owned by the caller unless const.
 */
#pragma once

#include "organise/door.h"
#include "organise/identity.h"
#include "organise/view.h"

G_BEGIN_DECLS

/* "Collège du Grand Nord · 12 May 2026 · Micro-credential": only what is there. */
char *coffret_entry_details (const char *issuer, CoffretInstant awarded, CoffretKind kind);

/* A row as a screen reader says it: "Wound care, level 2. Collège du Grand Nord.
 * 12 May 2026. Micro-credential. Not checked yet. 3 of 212." POSITION counts from 0.
 * EXPIRY (nullable) is coffret_expiry_words(). SELECTED: one of several that are being chosen. */
char *coffret_entry_sentence (const char *title,
                              const char *issuer,
                              CoffretInstant awarded,
                              CoffretKind kind,
                              const char *expiry,
                              const char *verdict,
                              guint position,
                              guint total,
                              gboolean selected);

/* Why it needs attention at NOW: "Expired on 3 February 2026", "Expires in 23 days"; NULL when its
 * end is more than 30 days away. */
char *coffret_expiry_words (CoffretInstant expires, CoffretInstant now);

/* "Hours. Compartment in Nursing. 41 credentials."; PARENT is nullable. */
char *coffret_compartment_sentence (const char *name, const char *parent, guint count);

/* "3 selected" */
char *coffret_selected_words (guint count);

/* What to call a credential, also one without a title; owned by the caller. */
char *coffret_entry_name (CoffretEntry *entry);

/* "E-mail address": what kind of thing says who the holder is. */
const char *coffret_identity_kind_label (CoffretIdentityKind kind);

/* The heading over a run of rows; "" when there is to be none. */
char *coffret_section_title (CoffretEntry *entry, CoffretOrder order, CoffretHeading heading);

/* WORDS, translated for so many, with their "%u" as the reader writes a large number: "100,000". */
char *coffret_number_words (const char *words, guint number);

/* "212 credentials"; while searching "12 found". */
char *coffret_count_words (guint count, gboolean searching);

/* The symbolic icon that stands in for a picture. */
const char *coffret_kind_icon (CoffretKind kind);

/* Names in the settings file and in the sort menu; an order's is the same both ways round. */
const char *coffret_order_to_id (CoffretOrder order);
CoffretOrder coffret_order_from_id (const char *id);
/* What a screen reader says of an order that was just asked for. */
const char *coffret_order_words (CoffretOrder order);
const char *coffret_heading_to_id (CoffretHeading heading);
CoffretHeading coffret_heading_from_id (const char *id);

const char *coffret_place_icon (CoffretPlace place);
const char *coffret_place_title (CoffretPlace place);

/* An empty page: what will be here. */
typedef struct {
  const char *icon;
  const char *title;
  const char *description;
} CoffretEmptyWords;

CoffretEmptyWords coffret_place_empty (CoffretPlace place);

/* The page for a state of the door. */
typedef struct {
  const char *icon;
  const char *title;
  const char *description; /* says that nothing is lost, wherever that is so */
  gboolean passphrase;     /* offer the passphrase, where the vault has one */
  gboolean keyring;        /* offer to ask the keyring, where the vault uses it */
  gboolean again;          /* offer to look again */
} CoffretDoorWords;

CoffretDoorWords coffret_door_words (CoffretDoorState state);

/* "Awarded 12 May 2026 · valid until 12 May 2029"; "" when there is no date. */
char *coffret_dates_words (CoffretInstant awarded, CoffretInstant expires);

/* "15 hours", "7.5 hours"; "" for 0. */
char *coffret_hours_words (double hours);

/* "4 credits"; "" for 0. */
char *coffret_credits_words (double credits);

/* Whether TEXT is one http or https link and nothing else. */
gboolean coffret_text_is_link (const char *text);

/* The host that a link leads to, as it will be asked for; NULL when it is no
 * http or https link. */
char *coffret_link_host (const char *link);

/* "Added 3 credentials. 1 was already there." */
char *coffret_import_summary (guint added, guint newer, guint there, guint refused);

G_END_DECLS
