/* json.h: JSON from strangers, read strictly and within bounds.
 *
 * jansson does the parsing. This part adds what RFC 8259 leaves to the reader
 * and a verifier may not: text that is not UTF-8, a key given twice, nesting
 * past a depth, text past a size and more values than memory should hold are
 * refused, each with the place. Numbers that fit no 64-bit integer become
 * doubles, as in every JSON-LD processor.
 *
 * The getters never fail: what is absent, or of another type than asked for,
 * is NULL. Callers that must tell the two apart look at the json_t.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

#define COFFRET_JSON_MAX_BYTES (16 * 1024 * 1024)
#define COFFRET_JSON_MAX_DEPTH 128
#define COFFRET_JSON_MAX_CONTAINERS 500000 /* objects and arrays */
#define COFFRET_JSON_MAX_VALUES 4000000

#define COFFRET_JSON_ERROR (coffret_json_error_quark ())
GQuark coffret_json_error_quark (void);

typedef enum {
  COFFRET_JSON_ERROR_TOO_LARGE,
  COFFRET_JSON_ERROR_TOO_DEEP,
  COFFRET_JSON_ERROR_NOT_UTF8,
  COFFRET_JSON_ERROR_DUPLICATE_KEY,
  COFFRET_JSON_ERROR_SYNTAX,
} CoffretJsonError;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (json_t, json_decref)

/* Parses LENGTH bytes at DATA, which need no terminator; a UTF-8 byte order
 * mark is skipped. Returns a new reference, or NULL with a COFFRET_JSON_ERROR;
 * OFFSET (nullable) is then the byte at which reading stopped. */
json_t *coffret_json_parse (const char *data, gsize length, gsize *offset, GError **error);

/* Whether the first thing in DATA that is not white space is '{' or '['. */
gboolean coffret_json_looks_like (const char *data, gsize length);

/* Borrowed from OBJECT. OBJECT may be NULL or no object at all. */
const char *coffret_json_string (const json_t *object, const char *key);
json_t *coffret_json_object (const json_t *object, const char *key);
json_t *coffret_json_array (const json_t *object, const char *key);
json_t *coffret_json_get (const json_t *object, const char *key);

/* JSON-LD lets a lone value stand for an array of one (JSON-LD 1.1, 9.4).
 * Returns how many values KEY has, and the one at INDEX (borrowed). */
gsize coffret_json_count (const json_t *object, const char *key);
json_t *coffret_json_at (const json_t *object, const char *key, gsize index);

/* Whether KEY is the string VALUE or an array that holds it. */
gboolean coffret_json_has (const json_t *object, const char *key, const char *value);

/* What POINTER (RFC 6901) leads to from VALUE, borrowed; NULL when it leads nowhere. */
json_t *coffret_json_follow (const json_t *value, const char *pointer);

/* One line, keys sorted: equal for equal JSON values. Owned by the caller. */
char *coffret_json_dump_sorted (const json_t *value);
/* Indented by two, keys as received: for people. Owned by the caller. */
char *coffret_json_dump_pretty (const json_t *value);

G_END_DECLS
