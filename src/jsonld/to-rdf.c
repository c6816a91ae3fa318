/* From the expanded document to quads: node map generation (JSON-LD 1.1 API, 7.2) and RDF
 * conversion (8.1) in one walk. A data set is a set, so that nodes need not be gathered
 * first; only what a node map would refuse has to be noticed. */
#include "jsonld/expanded.h"

#include <math.h>
#include <stdlib.h>

#include "base/json.h"
#include "jsonld/jcs.h"
#include "jsonld/rdf.h"

typedef struct {
  CoffretRun *run;
  CoffretDataset *dataset;
  GHashTable *blanks;  /* label in the document -> term; NULL: none yet */
  GHashTable *indexes; /* quad of a node and its graph -> index; NULL: none yet */
  const CoffretTerm *type, *first, *rest, *nil;
  GError **error;
} Writer;

/* Stands for the name of a graph that cannot be named: what is in it is dropped. */
static const CoffretTerm discarded;

static void
add (Writer *writer,
     const CoffretTerm *subject,
     const CoffretTerm *predicate,
     const CoffretTerm *object,
     const CoffretTerm *graph)
{
  if (graph != &discarded)
    coffret_dataset_add (writer->dataset, subject, predicate, object, graph);
}

static const CoffretTerm *
node_term (Writer *writer, const char *id)
{
  const CoffretTerm *term;

  if (id[0] != '_' || id[1] != ':')
    return coffret_dataset_iri (writer->dataset, id);
  if (writer->blanks == NULL)
    writer->blanks = g_hash_table_new (g_str_hash, g_str_equal);
  term = g_hash_table_lookup (writer->blanks, id);
  if (term == NULL) {
    term = coffret_dataset_new_blank (writer->dataset);
    g_hash_table_insert (writer->blanks, (char *) id, (gpointer) term);
  }
  return term;
}

static guint
pair_hash (gconstpointer data)
{
  const CoffretQuad *pair = data;

  return g_direct_hash (pair->subject) ^ (g_direct_hash (pair->graph) * 31);
}

static gboolean
pair_equal (gconstpointer a, gconstpointer b)
{
  const CoffretQuad *one = a, *other = b;

  return one->subject == other->subject && one->graph == other->graph;
}

/* "conflicting indexes" (7.2.1): one node has one index. */
static gboolean
check_index (Writer *writer,
             const CoffretExpandedItem *item,
             const CoffretTerm *subject,
             const CoffretTerm *graph)
{
  CoffretQuad *pair = coffret_arena_new0 (&writer->run->arena, CoffretQuad);
  const char *known;

  pair->subject = subject;
  pair->graph = graph;
  if (writer->indexes == NULL)
    writer->indexes = g_hash_table_new (pair_hash, pair_equal);
  known = g_hash_table_lookup (writer->indexes, pair);
  if (known == NULL)
    g_hash_table_insert (writer->indexes, pair, (char *) item->index);
  else if (strcmp (known, item->index) != 0)
    return coffret_run_fail (NULL, "conflicting indexes", item->index, writer->error);
  return TRUE;
}

/* As ECMAScript's toExponential(15), which rounds halves up (JSON-LD 1.1 API, 8.6). */
static void
append_double (GString *text, double value)
{
  char digits[64];
  char *exponent;
  int last = 16;

  if (value == 0) {
    g_string_append (text, "0.0E0");
    return;
  }
  g_ascii_formatd (digits, sizeof digits, "%.30e", fabs (value));
  exponent = strchr (digits, 'e');
  g_assert (exponent != NULL);
  /* digits[1] is the point; sixteen digits stay. */
  if (digits[17] >= '5') {
    while (last >= 0 && (digits[last] == '9' || last == 1)) {
      if (last != 1)
        digits[last] = '0';
      last--;
    }
    if (last >= 0)
      digits[last]++;
    else
      digits[0] = '1';
  }
  {
    int power = atoi (exponent + 1) + (last < 0 ? 1 : 0);
    int end = 17;

    while (end > 3 && digits[end - 1] == '0')
      end--;
    if (value < 0)
      g_string_append_c (text, '-');
    g_string_append_len (text, digits, end);
    g_string_append_printf (text, "E%d", power);
  }
}

static const CoffretTerm *
number_term (Writer *writer, const json_t *value, const char *type)
{
  g_autoptr (GString) text = g_string_sized_new (32);
  gboolean as_double = g_strcmp0 (type, COFFRET_XSD_DOUBLE) == 0;
  double number = json_number_value (value);

  if (json_is_integer (value) && !as_double) {
    g_string_append_printf (text, "%" JSON_INTEGER_FORMAT, json_integer_value (value));
  } else if (as_double || number != floor (number) || fabs (number) >= 1e21) {
    append_double (text, number);
    as_double = TRUE;
  } else {
    g_string_append_printf (text, "%.0f", number == 0 ? 0.0 : number);
  }
  if (type == NULL)
    type = as_double ? COFFRET_XSD_DOUBLE : COFFRET_XSD_INTEGER;
  return coffret_dataset_literal_sized (writer->dataset, text->str, text->len, type, NULL);
}

static const CoffretTerm *
json_term (Writer *writer, const CoffretExpandedItem *item)
{
  g_autoptr (json_t) made =
    item->value.json == NULL ? json_stringn_nocheck (item->value.text, item->value.length) : NULL;
  g_autoptr (GString) text =
    coffret_jcs_write (made != NULL ? made : item->value.json, writer->error);

  return text == NULL ? NULL
                      : coffret_dataset_literal_sized (writer->dataset, text->str, text->len,
                                                       COFFRET_RDF_JSON, NULL);
}

/* 8.2.2, step 13: the direction becomes part of the literal, or a node beside it. */
static const CoffretTerm *
directed_term (Writer *writer, const CoffretExpandedItem *item, const CoffretTerm *graph)
{
  CoffretDataset *dataset = writer->dataset;
  const char *direction = item->direction == COFFRET_DIRECTION_RTL ? "rtl" : "ltr";
  g_autofree char *language =
    item->value.language == NULL ? NULL : g_ascii_strdown (item->value.language, -1);
  const CoffretTerm *node;

  if (writer->run->options->rdf_direction == COFFRET_RDF_DIRECTION_I18N) {
    g_autofree char *type =
      g_strconcat (COFFRET_RDF_I18N, language == NULL ? "" : language, "_", direction, NULL);

    return coffret_dataset_literal_sized (dataset, item->value.text, item->value.length, type,
                                          NULL);
  }
  node = coffret_dataset_new_blank (dataset);
  add (writer, node, coffret_dataset_iri (dataset, COFFRET_RDF_VALUE),
       coffret_dataset_literal_sized (dataset, item->value.text, item->value.length, NULL, NULL),
       graph);
  if (language != NULL)
    add (writer, node, coffret_dataset_iri (dataset, COFFRET_RDF_LANGUAGE),
         coffret_dataset_literal (dataset, language, NULL, NULL), graph);
  add (writer, node, coffret_dataset_iri (dataset, COFFRET_RDF_DIRECTION),
       coffret_dataset_literal (dataset, direction, NULL, NULL), graph);
  return node;
}

static const CoffretTerm *
language_term (Writer *writer, const CoffretExpandedValue *value)
{
  g_autofree char *language = g_ascii_strdown (value->language, -1);

  return coffret_dataset_literal_sized (writer->dataset, value->text, value->length, NULL,
                                        language);
}

/* Object to RDF (8.2) for values. NULL: dropped, or the error is set. */
static const CoffretTerm *
value_term (Writer *writer, const CoffretExpandedItem *item, const CoffretTerm *graph)
{
  const CoffretExpandedValue *value = &item->value;

  if (item->is_json)
    return json_term (writer, item);
  if (!item->well_formed)
    return NULL;
  if (json_is_boolean (value->json))
    return coffret_dataset_literal (writer->dataset, json_is_true (value->json) ? "true" : "false",
                                    value->type == NULL ? COFFRET_XSD_BOOLEAN : value->type, NULL);
  if (json_is_number (value->json))
    return number_term (writer, value->json, value->type);
  if (item->direction != COFFRET_DIRECTION_UNSET &&
      writer->run->options->rdf_direction != COFFRET_RDF_DIRECTION_NONE)
    return directed_term (writer, item, graph);
  if (value->language != NULL)
    return language_term (writer, value);
  return coffret_dataset_literal_sized (writer->dataset, value->text, value->length, value->type,
                                        NULL);
}

static gboolean write_node (Writer *writer,
                            const CoffretExpandedItem *item,
                            const CoffretTerm *graph,
                            const CoffretTerm **subject);
static gboolean write_item (Writer *writer,
                            const CoffretExpandedItem *item,
                            const CoffretTerm *graph,
                            const CoffretTerm **term);

/* 8.3: a chain of blank nodes. An item that is dropped leaves its place in the chain. */
static gboolean
write_list (Writer *writer,
            const CoffretExpandedItems *list,
            const CoffretTerm *graph,
            const CoffretTerm **head)
{
  CoffretDataset *dataset = writer->dataset;
  const CoffretTerm *cell = NULL;

  if (writer->first == NULL) {
    writer->first = coffret_dataset_iri (dataset, COFFRET_RDF_FIRST);
    writer->rest = coffret_dataset_iri (dataset, COFFRET_RDF_REST);
    writer->nil = coffret_dataset_iri (dataset, COFFRET_RDF_NIL);
  }
  *head = writer->nil;
  for (const CoffretExpandedItem *item = list->first; item != NULL; item = item->next) {
    const CoffretTerm *next = coffret_dataset_new_blank (dataset);
    const CoffretTerm *term;

    if (cell == NULL)
      *head = next;
    else
      add (writer, cell, writer->rest, next, graph);
    cell = next;
    if (!write_item (writer, item, graph, &term))
      return FALSE;
    if (term != NULL)
      add (writer, cell, writer->first, term, graph);
  }
  if (cell != NULL)
    add (writer, cell, writer->rest, writer->nil, graph);
  return TRUE;
}

/* What stands for ITEM as an object; NULL: it is dropped. */
static gboolean
write_item (Writer *writer,
            const CoffretExpandedItem *item,
            const CoffretTerm *graph,
            const CoffretTerm **term)
{
  switch ((CoffretExpandedKind) item->kind) {
  case COFFRET_EXPANDED_NODE:
    return write_node (writer, item, graph, term);
  case COFFRET_EXPANDED_LIST:
    return write_list (writer, &item->list, graph, term);
  case COFFRET_EXPANDED_VALUE:
  default:
    *term = value_term (writer, item, graph);
    return *term != NULL || !item->is_json;
  }
}

static gboolean
write_properties (Writer *writer,
                  const CoffretExpandedProperty *property,
                  const CoffretTerm *subject,
                  const CoffretTerm *graph,
                  gboolean reverse)
{
  for (; property != NULL; property = property->next) {
    const CoffretTerm *predicate = property->well_formed && subject != NULL
                                     ? coffret_dataset_iri (writer->dataset, property->iri)
                                     : NULL;

    for (const CoffretExpandedItem *item = property->items.first; item != NULL; item = item->next) {
      const CoffretTerm *term;

      if (!write_item (writer, item, graph, &term))
        return FALSE;
      if (term == NULL || predicate == NULL)
        continue;
      if (reverse)
        add (writer, term, predicate, subject, graph);
      else
        add (writer, subject, predicate, term, graph);
    }
  }
  return TRUE;
}

/* SUBJECT: what stands for it; NULL: its id cannot. */
static gboolean
write_node (Writer *writer,
            const CoffretExpandedItem *item,
            const CoffretTerm *graph,
            const CoffretTerm **subject)
{
  const CoffretTerm *term = NULL;

  if (!item->has_id)
    term = coffret_dataset_new_blank (writer->dataset);
  else if (item->well_formed)
    term = node_term (writer, item->node.id);
  *subject = term;
  if (item->index != NULL && term != NULL && !check_index (writer, item, term, graph))
    return FALSE;

  for (const CoffretExpandedType *type = item->node.types; type != NULL; type = type->next)
    if (type->well_formed && term != NULL)
      add (writer, term, writer->type, node_term (writer, type->iri), graph);
  if (!write_properties (writer, item->node.properties, term, graph, FALSE) ||
      !write_properties (writer, item->node.reverse, term, graph, TRUE))
    return FALSE;
  for (const CoffretExpandedItem *inner = item->node.graph.first; inner != NULL;
       inner = inner->next) {
    const CoffretTerm *ignored;

    if (!write_item (writer, inner, term == NULL ? &discarded : term, &ignored))
      return FALSE;
  }
  for (const CoffretExpandedItem *inner = item->node.included.first; inner != NULL;
       inner = inner->next) {
    const CoffretTerm *ignored;

    if (!write_item (writer, inner, graph, &ignored))
      return FALSE;
  }
  return TRUE;
}

gboolean
coffret_expanded_to_rdf (CoffretRun *run,
                         const CoffretExpandedItems *items,
                         CoffretDataset *dataset,
                         GError **error)
{
  Writer writer = {
    .run = run,
    .dataset = dataset,
    .type = coffret_dataset_iri (dataset, COFFRET_RDF_TYPE),
    .error = error,
  };
  gboolean done = TRUE;

  for (const CoffretExpandedItem *item = items->first; item != NULL && done; item = item->next) {
    const CoffretTerm *ignored;

    done = write_item (&writer, item, NULL, &ignored);
  }
  g_clear_pointer (&writer.blanks, g_hash_table_unref);
  g_clear_pointer (&writer.indexes, g_hash_table_unref);
  return done;
}
