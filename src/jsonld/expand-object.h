/* expand-object.h: one object of a document while it is expanded. */
#pragma once

#include "jsonld/expand-private.h"

G_BEGIN_DECLS

/* Its bit among the keywords that an object has. */
#define COFFRET_SEEN(name) (1u << COFFRET_KEYWORD_##name)

typedef struct {
  const char *key;
  gsize length;
  guint64 hash; /* of what is no keyword itself */
  const json_t *value;
  const CoffretTermDefinition *definition; /* in the object's context; NULL: none */
  CoffretKeyword keyword;                  /* that it is or stands for */
  gboolean literal_keyword;                /* it is one itself */
} CoffretObjectEntry;

typedef struct {
  CoffretRun *run;
  const CoffretPlace *place;
  CoffretActiveProperty property;     /* under which it stands; as its own context has it */
  CoffretActiveContext *context;      /* inside it */
  CoffretActiveContext *type_context; /* before its types changed it */
  CoffretObjectEntry *entries;
  guint n_entries;
  const json_t *type_value; /* of the first key that means @type; NULL: none */

  /* The result. */
  guint seen; /* COFFRET_SEEN() of each keyword that it has */
  CoffretExpandedItem *item;
  CoffretExpandedItems list; /* of @list or @set */
  const json_t *value;       /* of @value */
  const char *language;
  const CoffretPlace *language_place;
  gboolean types_are_array;
  const char *types_written;
  CoffretKeyword types_keyword; /* that the last of them is */
  gboolean has_json_type;
  CoffretExpandedProperty **properties_end;
  CoffretExpandedProperty **reverse_end;
  CoffretExpandedType **types_end;
} CoffretObject;

/* Step 13.4: one entry whose key is or stands for a keyword. */
gboolean coffret_object_read_keyword (CoffretObject *object,
                                      const CoffretObjectEntry *entry,
                                      const CoffretPlace *place,
                                      GError **error);

/* Adds PROPERTY and what follows it. REVERSE: its items point to the object. */
void coffret_object_add_property (CoffretObject *object,
                                  CoffretExpandedProperty *property,
                                  gboolean reverse);

/* Fails with CODE where one of ITEMS is a value or a list. */
gboolean coffret_expanded_are_nodes (const CoffretExpandedItems *items,
                                     const CoffretPlace *place,
                                     const char *code,
                                     GError **error);

/* Steps 11 to 20: from the entries to what is appended to ITEMS. */
gboolean coffret_object_expand (CoffretObject *object,
                                CoffretExpandedItems *items,
                                gboolean *array,
                                GError **error);

G_END_DECLS
