/* expand-object.h: one object of a document while it is expanded. */
#pragma once

#include "jsonld/expand-private.h"

G_BEGIN_DECLS

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
  guint seen; /* a bit for each CoffretKeyword that it has */
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

/* Steps 11 to 20: from the entries to what is appended to ITEMS. */
gboolean coffret_object_expand (CoffretObject *object,
                                CoffretExpandedItems *items,
                                gboolean *array,
                                GError **error);

G_END_DECLS
