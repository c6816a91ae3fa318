/* field.h: the things that a credential may say, for who chooses what is seen of it.
 *
 * A field is what a person would show or hide as one: "the grade", "the hours", whatever the
 * members of the document are called that hold it. Every member of a document belongs to
 * exactly one field, told from its name and from where it stands; a member that nobody here has
 * heard of is "everything else", so that what is not understood is never taken for harmless.
 * Names and order are stable: they are kept in files. Pure; any thread.
 */
#pragma once

#include "credential/credential.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_FIELD_TITLE,
  COFFRET_FIELD_ISSUER,
  COFFRET_FIELD_AWARDED,
  COFFRET_FIELD_EXPIRES,
  COFFRET_FIELD_DESCRIPTION,
  COFFRET_FIELD_SKILLS,
  COFFRET_FIELD_OUTCOMES,
  COFFRET_FIELD_CRITERIA,
  COFFRET_FIELD_LEVEL,
  COFFRET_FIELD_COURSE, /* how it was taught, assessed, and what it counts towards */
  COFFRET_FIELD_HOURS,
  COFFRET_FIELD_CREDITS,
  COFFRET_FIELD_GRADE, /* and all other results */
  COFFRET_FIELD_PARTS, /* what a record holds, course by course */
  COFFRET_FIELD_IMAGE,
  COFFRET_FIELD_EVIDENCE,
  COFFRET_FIELD_ENDORSEMENTS,
  COFFRET_FIELD_HOLDER,  /* the name, and the identifier that ties it to its holder */
  COFFRET_FIELD_CONTACT, /* address, e-mail, telephone */
  COFFRET_FIELD_BIRTH,
  COFFRET_FIELD_NUMBER, /* student number, licence number and their like */
  COFFRET_FIELD_OTHER,
  COFFRET_N_FIELDS,

  /* What every credential of the format needs, and nobody would hide: its contexts, its types,
   * its proof. */
  COFFRET_FIELD_STRUCTURE,
} CoffretField;

/* A set of them: bit 1 << field. */
typedef guint32 CoffretFields;

#define COFFRET_FIELDS_NONE ((CoffretFields) 0)
#define COFFRET_FIELDS_ALL ((CoffretFields) ((1u << COFFRET_N_FIELDS) - 1))
#define COFFRET_FIELDS(field) ((CoffretFields) (1u << (field)))

/* Stable: "title", "grade", … */
const char *coffret_field_to_id (CoffretField field);
/* For people, as the name of a switch: "Grade and results". */
const char *coffret_field_to_label (CoffretField field);
/* The same in the language of CATALOGUE, borrowed from it. */
const char *coffret_field_to_label_in (CoffretField field, const CoffretCatalogue *catalogue);
/* Whether a stranger could do harm with it, so that it is pointed out before it leaves. */
gboolean coffret_field_is_sensitive (CoffretField field);

/* "title issuer grade": ids in their order, each once. Owned. */
char *coffret_fields_to_ids (CoffretFields fields);
/* Ids that nobody knows are left out: what is not known is not shown. IDS is nullable. */
CoffretFields coffret_fields_from_ids (const char *ids);

/* The field of the member that PATH leads to: the names from the top down, without the numbers of
 * arrays, NULL-terminated. COFFRET_N_FIELDS when the member holds several fields, so that one has
 * to look further in. FORMAT as CoffretCredential's. */
CoffretField coffret_field_at (const char *format, const char *const *path);

/* Every field that something in CREDENTIAL's document belongs to, whatever the readers made of it.
 * POINTERS (nullable): COFFRET_N_FIELDS of arrays (or NULL where nothing is wanted) that are filled
 * with the JSON pointers (RFC 6901) of each, owned. */
CoffretFields
coffret_field_survey (const CoffretCredential *credential, GPtrArray *const *pointers);

G_END_DECLS
