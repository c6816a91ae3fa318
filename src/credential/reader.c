#include "credential/reader.h"

#include "credential/code.h"
#include "credential/format.h"
#include "credential/shown-limits.h"
#include "credential/status-list.h"
#include "credential/stranger.h"
#include "credential/token.h"
#include "credential/vc-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const CoffretLimits coffret_limits_default = {
  .max_bytes = 20 * 1024 * 1024,
  .max_inflated = 512 * 1024 * 1024,
  .max_items = 20000,
  .max_nesting = 4,
};

struct _CoffretReading {
  CoffretItemFunc func; /* gets each item */
  gpointer data;
  guint n_items;    /* given so far */
  gboolean stopped; /* FUNC wants no more */
  CoffretLimits limits;
  gsize inflated;
  guint members;      /* read so far, whether or not they became items */
  gboolean all;       /* presentations and status lists too */
  const char *wanted; /* the one place that is asked for, or NULL */
  GError *spent;      /* set once a bound of the whole file is passed */
};

G_DEFINE_QUARK (coffret-credential-error-quark, coffret_credential_error)

G_DEFINE_BOXED_TYPE (CoffretItem, coffret_item, coffret_item_ref, coffret_item_unref)

CoffretItem *
coffret_item_ref (CoffretItem *item)
{
  return g_atomic_rc_box_acquire (item);
}

static void
item_clear (gpointer data)
{
  CoffretItem *item = data;

  g_free (item->place);
  g_free (item->envelope);
  g_clear_pointer (&item->credential, coffret_credential_unref);
  g_clear_error (&item->error);
  g_free (item->digest);
  g_clear_pointer (&item->picture, g_bytes_unref);
}

void
coffret_item_unref (CoffretItem *item)
{
  g_atomic_rc_box_release_full (item, item_clear);
}

static char *
join_envelope (const char *outer, const char *inner)
{
  if (inner == NULL || *inner == '\0')
    return g_strdup (outer);
  if (*outer == '\0')
    return g_strdup (inner);
  return g_strconcat (outer, "+", inner, NULL);
}

static gboolean
is_spent (CoffretReading *reading, GError **error)
{
  if (reading->spent == NULL && !reading->stopped)
    return FALSE;
  if (error != NULL)
    *error = reading->spent != NULL
               ? g_error_copy (reading->spent)
               : g_error_new_literal (COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
                                      "nobody asks for the rest");
  return TRUE;
}

/* Takes ITEM. */
static void
push_item (CoffretReading *reading, CoffretItem *item)
{
  if (reading->stopped) {
    coffret_item_unref (item);
    return;
  }
  if (reading->n_items < reading->limits.max_items) {
    reading->n_items++;
    reading->stopped = !reading->func (item, reading->data);
    return;
  }
  coffret_item_unref (item);
  if (reading->spent == NULL)
    reading->spent = g_error_new (
      COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
      g_dngettext (GETTEXT_PACKAGE, "The file holds more than %u credential. Split it up first.",
                   "The file holds more than %u credentials. Split it up first.",
                   reading->limits.max_items),
      reading->limits.max_items);
}

static CoffretItem *
item_new (const CoffretSource *source, const char *envelope)
{
  CoffretItem *item = g_atomic_rc_box_new0 (CoffretItem);

  item->place = g_strdup (source->place);
  item->envelope = join_envelope (source->envelope, envelope);
  item->offset = -1;
  return item;
}

/* What JSON takes in memory, about: jansson's empty object is two hundred bytes. */
static gsize
weigh (const json_t *json)
{
  gsize weight = 40;
  const char *key;
  json_t *value;
  gsize i;

  if (json_is_string (json)) {
    weight += json_string_length (json);
  } else if (json_is_array (json)) {
    weight += 100;
    json_array_foreach (json, i, value)
      weight += weigh (value);
  } else if (json_is_object (json)) {
    weight += 180;
    json_object_foreach ((json_t *) json, key, value)
      weight += strlen (key) + weigh (value);
  }
  return weight;
}

void
coffret_reading_add (CoffretReading *reading,
                     const CoffretSource *source,
                     const char *envelope,
                     CoffretCredential *credential,
                     const json_t *content)
{
  CoffretItem *item;

  if (reading->wanted != NULL && !g_str_equal (reading->wanted, source->place)) {
    coffret_credential_unref (credential);
    return;
  }

  item = item_new (source, envelope);
  item->credential = credential;
  credential->token = g_strdup (source->token);
  credential->parsed = source->parsed != NULL ? coffret_token_ref (source->parsed) : NULL;
  /* It takes a quarter of the time of reading, and tells apart what is kept. */
  if (!reading->all) {
    g_autofree char *sorted = coffret_json_dump_sorted (content);

    item->digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, sorted, -1);
  }
  if (source->picture != NULL)
    item->picture = g_bytes_ref (source->picture);
  /* A small file can unpack to documents that are short to write and large to hold. */
  coffret_reading_spend (reading, weigh (credential->document), NULL);
  if (source->parsed != NULL && source->parsed->payload != credential->document)
    coffret_reading_spend (reading, weigh (source->parsed->payload), NULL);
  push_item (reading, item);
}

void
coffret_reading_refuse (CoffretReading *reading,
                        const CoffretSource *source,
                        GError *error,
                        gint64 offset)
{
  CoffretItem *item;

  if (reading->wanted != NULL && !g_str_equal (reading->wanted, source->place)) {
    g_error_free (error);
    return;
  }

  item = item_new (source, NULL);
  item->error = error;
  item->offset = offset;
  push_item (reading, item);
}

/* Why the bytes are no JSON, in the codes of this module; the sentence stays. */
static GError *
error_from_json (const GError *json_error)
{
  gboolean large = g_error_matches (json_error, COFFRET_JSON_ERROR, COFFRET_JSON_ERROR_TOO_LARGE) ||
                   g_error_matches (json_error, COFFRET_JSON_ERROR, COFFRET_JSON_ERROR_TOO_DEEP);

  return g_error_new_literal (COFFRET_CREDENTIAL_ERROR,
                              large ? COFFRET_CREDENTIAL_ERROR_TOO_LARGE
                                    : COFFRET_CREDENTIAL_ERROR_UNREADABLE,
                              json_error->message);
}

/* One line of visible ASCII, as tokens are; the white space around it is an editor's. */
static char *
dup_token (const char *data, gsize length)
{
  while (length > 0 && g_ascii_isspace (data[0])) {
    data++;
    length--;
  }
  while (length > 0 && g_ascii_isspace (data[length - 1]))
    length--;
  if (length == 0)
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (data[i]))
      return NULL;
  return g_strndup (data, length);
}

static gboolean
is_blank (const char *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (data[i]))
      return FALSE;
  return TRUE;
}

/* Asks the formats. FALSE when the source as a whole is refused, OFFSET then saying where. */
static gboolean
read_source (CoffretReading *reading, CoffretSource *source, gint64 *offset, GError **error)
{
  g_autoptr (json_t) json = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) json_error = NULL;
  gsize length = 0, stopped = 0;
  const char *data = source->bytes != NULL ? g_bytes_get_data (source->bytes, &length) : NULL;

  *offset = -1;
  if (is_spent (reading, error))
    return FALSE;
  if (source->nesting > reading->limits.max_nesting) {
    g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
                         _ ("Too many files lie within one another here. Unpack the outer ones "
                            "first."));
    return FALSE;
  }
  if (length > reading->limits.max_bytes)
    return coffret_refuse_size (reading->limits.max_bytes, error);

  if (source->json == NULL) {
    if (is_blank (data, length)) {
      *offset = 0;
      g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE,
                           _ ("The file is empty."));
      return FALSE;
    }
    if (coffret_json_looks_like (data, length)) {
      if (reading->all && !coffret_is_light_json (source, data, length, error))
        return FALSE;
      json = coffret_json_parse (data, length, &stopped, &json_error);
      source->json = json;
    } else {
      text = dup_token (data, length);
      if (text != NULL && reading->all && length > COFFRET_MAX_SHOWN_INNER)
        return coffret_refuse_size (COFFRET_MAX_SHOWN_INNER, error);
      source->text = text;
    }
  }

  if (reading->all && coffret_status_list_is (source->json))
    return coffret_status_list_read (source, reading, error);
  for (gsize i = 0; coffret_formats[i] != NULL; i++)
    if (coffret_formats[i]->knows (source))
      return coffret_formats[i]->read (source, reading, error);

  if (json_error != NULL) {
    *offset = (gint64) stopped;
    if (error != NULL)
      *error = error_from_json (json_error);
  } else if (source->json != NULL) {
    coffret_stranger_refuse (source->json, error);
  } else {
    g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                         _ ("This is no kind of file in which credentials come."));
  }
  return FALSE;
}

static void
set_nothing_found (GError **error)
{
  g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                       _ ("There is no credential in it."));
}

static gboolean
descend (CoffretReading *reading, CoffretSource *inner, GError **error)
{
  guint before = reading->n_items;
  g_autoptr (GError) refusal = NULL;
  gint64 offset = -1;

  if (coffret_reading_skips (reading, inner->place))
    return !is_spent (reading, error);

  /* A container of empty containers gives no items and still costs. */
  if (++reading->members > 4 * (guint64) reading->limits.max_items && reading->spent == NULL)
    reading->spent =
      g_error_new_literal (COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
                           _ ("The file has too many members. Split it up first."));
  if (is_spent (reading, error))
    return FALSE;

  if (!read_source (reading, inner, &offset, &refusal))
    coffret_reading_refuse (reading, inner, g_steal_pointer (&refusal), offset);
  else if (reading->n_items == before && reading->wanted == NULL && !is_spent (reading, NULL)) {
    set_nothing_found (&refusal);
    coffret_reading_refuse (reading, inner, g_steal_pointer (&refusal), -1);
  }
  return !is_spent (reading, error);
}

char *
coffret_reading_place (const CoffretSource *source, const char *step)
{
  if (*step == '\0' || *source->place == '\0' || *step == '#')
    return g_strconcat (source->place, step, NULL);
  return g_strconcat (source->place, "!/", step, NULL);
}

gboolean
coffret_reading_descend (CoffretReading *reading,
                         const CoffretSource *source,
                         GBytes *bytes,
                         const char *step,
                         const char *envelope,
                         GBytes *picture,
                         GError **error)
{
  g_autofree char *place = coffret_reading_place (source, step);
  g_autofree char *joined = join_envelope (source->envelope, envelope);
  CoffretSource inner = {
    .bytes = bytes,
    .name = source->name,
    .place = place,
    .envelope = joined,
    .picture = picture != NULL ? picture : source->picture,
    .nesting = source->nesting + 1,
  };

  return descend (reading, &inner, error);
}

gboolean
coffret_reading_descend_json (CoffretReading *reading,
                              const CoffretSource *source,
                              json_t *json,
                              const char *step,
                              const char *envelope,
                              GError **error)
{
  g_autoptr (GBytes) token = json_is_string (json)
                               ? g_bytes_new (json_string_value (json), json_string_length (json))
                               : NULL;
  g_autofree char *place = coffret_reading_place (source, step);
  g_autofree char *joined = join_envelope (source->envelope, envelope);
  CoffretSource inner = {
    .bytes = token,
    .name = source->name,
    .place = place,
    .envelope = joined,
    .picture = source->picture,
    .nesting = source->nesting + 1,
    .json = token == NULL ? json : NULL,
  };

  return descend (reading, &inner, error);
}

gboolean
coffret_reading_descend_claims (CoffretReading *reading,
                                const CoffretSource *source,
                                json_t *claims,
                                const char *envelope,
                                const char *algorithm,
                                GError **error)
{
  g_autofree char *joined = join_envelope (source->envelope, envelope);
  CoffretSource inner = *source;

  inner.bytes = NULL;
  inner.text = NULL;
  inner.json = claims;
  inner.envelope = joined;
  inner.nesting = source->nesting + 1;
  inner.token = source->text;
  inner.algorithm = algorithm;
  return descend (reading, &inner, error);
}

gboolean
coffret_reading_wants_all (CoffretReading *reading)
{
  return reading->all;
}

gboolean
coffret_reading_spend (CoffretReading *reading, gsize bytes, GError **error)
{
  if (bytes > reading->limits.max_inflated - reading->inflated) {
    g_autofree char *most =
      g_format_size_full (reading->limits.max_inflated, G_FORMAT_SIZE_IEC_UNITS);

    if (reading->spent == NULL)
      /* Translators: %s is a size, such as “512 MiB”. */
      reading->spent =
        g_error_new (COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
                     _ ("Unpacked, the file is larger than %s. Split it up first."), most);
    is_spent (reading, error);
    return FALSE;
  }
  reading->inflated += bytes;
  return !is_spent (reading, error);
}

const CoffretLimits *
coffret_reading_get_limits (CoffretReading *reading)
{
  return &reading->limits;
}

gboolean
coffret_reading_skips (CoffretReading *reading, const char *place)
{
  return reading->wanted != NULL && !g_str_has_prefix (reading->wanted, place);
}

static CoffretLimits
choose_limits (const CoffretLimits *limits, gboolean all)
{
  CoffretLimits chosen = limits != NULL ? *limits : coffret_limits_default;

  if (all && limits == NULL)
    chosen.max_inflated = COFFRET_MAX_SHOWN_INFLATED;
  return chosen;
}

/* SOURCE: the bytes, a hint of their name, and where they are. READING: what is asked for. */
static gboolean
visit_source (CoffretReading *reading, CoffretSource *source, gint64 *offset, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  gint64 place = -1;
  gboolean whole = read_source (reading, source, &place, &refusal);
  g_autoptr (GError) spent = g_steal_pointer (&reading->spent);

  if (offset != NULL)
    *offset = -1;
  if (spent == NULL && reading->stopped)
    return TRUE;
  if (spent == NULL && reading->n_items > 0) {
    /* What could be told apart stays, and so does the news that the rest could not. */
    if (!whole)
      coffret_reading_refuse (reading, source, g_steal_pointer (&refusal), place);
    g_clear_error (&reading->spent);
    return TRUE;
  }
  if (offset != NULL)
    *offset = place;
  if (spent != NULL)
    g_propagate_error (error, g_steal_pointer (&spent));
  else if (whole)
    set_nothing_found (error);
  else
    g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

static gboolean
on_item_kept (CoffretItem *item, gpointer data)
{
  g_ptr_array_add (data, item);
  return TRUE;
}

static GPtrArray *
read_source_items (CoffretSource *source,
                   const CoffretLimits *limits,
                   gboolean all,
                   const char *wanted,
                   gint64 *offset,
                   GError **error)
{
  g_autoptr (GPtrArray) items =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_item_unref);
  CoffretReading reading = {
    .func = on_item_kept,
    .data = items,
    .limits = choose_limits (limits, all),
    .all = all,
    .wanted = wanted,
  };

  return visit_source (&reading, source, offset, error) ? g_steal_pointer (&items) : NULL;
}

static GPtrArray *
read_items (GBytes *bytes,
            const char *name,
            const CoffretLimits *limits,
            gboolean all,
            const char *wanted,
            gint64 *offset,
            GError **error)
{
  CoffretSource source = { .bytes = bytes, .name = name, .place = "", .envelope = "" };

  return read_source_items (&source, limits, all, wanted, offset, error);
}

GPtrArray *
coffret_reader_read (
  GBytes *bytes, const char *name, const CoffretLimits *limits, gint64 *offset, GError **error)
{
  return read_items (bytes, name, limits, FALSE, NULL, offset, error);
}

GPtrArray *
coffret_reader_read_all (
  GBytes *bytes, const char *name, const CoffretLimits *limits, gint64 *offset, GError **error)
{
  return read_items (bytes, name, limits, TRUE, NULL, offset, error);
}

static gboolean
visit (CoffretSource *source,
       const CoffretLimits *limits,
       gboolean all,
       CoffretItemFunc func,
       gpointer data,
       gint64 *offset,
       GError **error)
{
  CoffretReading reading = {
    .func = func, .data = data, .limits = choose_limits (limits, all), .all = all
  };

  return visit_source (&reading, source, offset, error);
}

gboolean
coffret_reader_visit (GBytes *bytes,
                      const char *name,
                      const CoffretLimits *limits,
                      CoffretItemFunc func,
                      gpointer data,
                      gint64 *offset,
                      GError **error)
{
  CoffretSource source = { .bytes = bytes, .name = name, .place = "", .envelope = "" };

  return visit (&source, limits, FALSE, func, data, offset, error);
}

gboolean
coffret_reader_visit_all (GBytes *bytes,
                          const char *name,
                          const CoffretLimits *limits,
                          CoffretItemFunc func,
                          gpointer data,
                          gint64 *offset,
                          GError **error)
{
  CoffretSource source = { .bytes = bytes, .name = name, .place = "", .envelope = "" };

  return visit (&source, limits, TRUE, func, data, offset, error);
}

gboolean
coffret_reader_visit_within (GBytes *bytes,
                             const char *place,
                             const char *envelope,
                             CoffretItemFunc func,
                             gpointer data,
                             gint64 *offset,
                             GError **error)
{
  CoffretSource source = { .bytes = bytes, .place = place, .envelope = envelope };

  return visit (&source, NULL, TRUE, func, data, offset, error);
}

CoffretCredential *
coffret_reader_read_embedded (json_t *value)
{
  return coffret_vc_read_part (value);
}

/* WANTED (nullable) is a place within the code. */
static GPtrArray *
read_code (const char *text, const char *wanted, GError **error)
{
  g_autofree char *place = coffret_code_to_place (text);
  g_autoptr (GBytes) bytes = coffret_code_to_bytes (text, coffret_limits_default.max_bytes);
  CoffretSource source = { .bytes = bytes, .place = place, .envelope = "code" };
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) refusal = NULL;

  items = read_source_items (&source, NULL, FALSE, wanted, NULL, &refusal);
  if (items == NULL && wanted == NULL) {
    CoffretItem *item = item_new (&source, NULL);

    coffret_code_explain (text, &refusal);
    item->error = g_steal_pointer (&refusal);
    items = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_item_unref);
    g_ptr_array_add (items, item);
  }
  if (refusal != NULL)
    g_propagate_error (error, g_steal_pointer (&refusal));
  return g_steal_pointer (&items);
}

GPtrArray *
coffret_reader_read_codes (const char *const *texts)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_item_unref);

  for (gsize i = 0; texts[i] != NULL; i++) {
    if (!g_strv_contains (texts + i + 1, texts[i])) {
      g_autoptr (GPtrArray) items = read_code (texts[i], NULL, NULL);

      for (guint j = 0; j < items->len; j++)
        g_ptr_array_add (all, coffret_item_ref (g_ptr_array_index (items, j)));
    }
  }
  return all;
}

CoffretItem *
coffret_reader_read_place (GBytes *bytes, const char *place, GError **error)
{
  g_autofree char *code = coffret_code_from_place (place);
  g_autoptr (GPtrArray) items = code != NULL
                                  ? read_code (code, place, error)
                                  : read_items (bytes, NULL, NULL, FALSE, place, NULL, error);

  return items != NULL ? coffret_item_ref (g_ptr_array_index (items, 0)) : NULL;
}
