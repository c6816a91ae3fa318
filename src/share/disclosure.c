#include "share/disclosure.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "credential/reader.h"
#include "credential/token.h"
#include "credential/words.h"
#include "share/shown-lines.h"

typedef struct {
  CoffretDisclosure disclosure;
  gatomicrefcount refs;
} Counted;

static void
repeat_free (gpointer data)
{
  CoffretRepeat *repeat = data;

  g_free (repeat->value);
  g_free (repeat);
}

/* A claim may be seen, or something within it may. */
static gboolean
may_be_seen (const char *const *path, gpointer data)
{
  CoffretField field = coffret_field_at ("sd-jwt-vc", path);

  return field == COFFRET_N_FIELDS || field == COFFRET_FIELD_STRUCTURE ||
         (*(const CoffretFields *) data & COFFRET_FIELDS (field)) != 0;
}

/* CREDENTIAL as its SD-JWT with only what ALLOWED lets be seen; NULL when the token shows more than
 * that whatever is left out. Owned. */
static CoffretCredential *
cut_down (const CoffretCredential *credential, CoffretFields allowed)
{
  g_autofree char *token = coffret_token_select (credential->token, may_be_seen, &allowed, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;
  const CoffretItem *item;

  if (token == NULL)
    return NULL;
  bytes = g_bytes_new (token, strlen (token));
  items = coffret_reader_read (bytes, NULL, &coffret_limits_default, NULL, NULL);
  item = items != NULL && items->len == 1 ? g_ptr_array_index (items, 0) : NULL;
  if (item == NULL || item->credential == NULL ||
      (coffret_field_survey (item->credential, NULL) & ~allowed) != 0)
    return NULL;
  return coffret_credential_ref (item->credential);
}

static gboolean
is_sd_jwt (const CoffretCredential *credential)
{
  return g_strcmp0 (credential->format, "sd-jwt-vc") == 0 && credential->token != NULL;
}

/* The token less the key binding that it may have come with, which was for somebody else. */
static char *
dup_unbound (const CoffretCredential *credential)
{
  const char *binding = strrchr (credential->token, '~');

  return binding != NULL && is_sd_jwt (credential)
           ? g_strndup (credential->token, (gsize) (binding + 1 - credential->token))
           : g_strdup (credential->token);
}

static gboolean
is_web_address (const char *link)
{
  return link != NULL &&
         (g_str_has_prefix (link, "https://") || g_str_has_prefix (link, "http://"));
}

static void
fill_original (CoffretDisclosure *disclosure, const CoffretCredential *credential)
{
  disclosure->has_proof = credential->proof != NULL;
  if (credential->token != NULL)
    disclosure->token = dup_unbound (credential);
  else
    disclosure->document = json_incref (credential->document);
  if (disclosure->kind == COFFRET_DISCLOSURE_ORIGINAL && is_web_address (credential->id))
    disclosure->page = g_strdup (credential->id);
}

static void
fill_words (CoffretDisclosure *disclosure,
            const CoffretCredential *credential,
            const CoffretWording *wording)
{
  const char *const *languages = coffret_wording_get_languages (wording);
  const char *issuer = NULL;

  if (disclosure->shown & COFFRET_FIELDS (COFFRET_FIELD_ISSUER) && credential->issuer != NULL)
    issuer = coffret_text_best (credential->issuer->name, languages);
  disclosure->issuer = g_strdup (issuer != NULL ? issuer : "");
  if (disclosure->shown & COFFRET_FIELDS (COFFRET_FIELD_TITLE)) {
    disclosure->title = coffret_title_words (coffret_text_best (credential->title, languages),
                                             credential->kind, issuer);
    disclosure->title_language = coffret_wording_other (wording, credential->title);
    if (credential->kind != COFFRET_KIND_OTHER)
      disclosure->kind_label = g_strdup (
        coffret_kind_to_label_in (credential->kind, coffret_wording_get_catalogue (wording)));
  } else {
    disclosure->title = coffret_title_words (NULL, COFFRET_KIND_OTHER, issuer);
  }
  disclosure->awarded = disclosure->expires = COFFRET_INSTANT_NONE;
  if (disclosure->shown & COFFRET_FIELDS (COFFRET_FIELD_AWARDED)) {
    disclosure->awarded = credential->awarded;
    disclosure->date = coffret_wording_date (wording, credential->awarded);
  }
  if (disclosure->shown & COFFRET_FIELDS (COFFRET_FIELD_EXPIRES))
    disclosure->expires = credential->expires;
}

static gboolean
is_part_of_word (gunichar character)
{
  return g_unichar_isalnum (character) || character == '+' || character == '%';
}

/* Whether VALUE stands in TEXT as a word of its own. A single letter does so all the time and says
 * nothing, but where a colon, a quotation mark or a bracket leads up to it. */
static gboolean
stands_in (const char *value, const char *text)
{
  gsize length = strlen (value);
  gboolean letter = g_utf8_strlen (value, -1) == 1 && g_unichar_isalpha (g_utf8_get_char (value));

  for (const char *at = strstr (text, value); at != NULL; at = strstr (at + 1, value)) {
    gunichar before = at > text ? g_utf8_get_char (g_utf8_prev_char (at)) : ' ';
    const char *back = at;

    if (is_part_of_word (before) || is_part_of_word (g_utf8_get_char (at + length)))
      continue;
    if (!letter)
      return TRUE;
    while (back > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (back))))
      back = g_utf8_prev_char (back);
    before = back > text ? g_utf8_get_char (g_utf8_prev_char (back)) : ' ';
    if (before == ':' || before == '(' || before == '=' || before == '"' || before == 0x201c ||
        before == 0xab)
      return TRUE;
  }
  return FALSE;
}

static void
find_repeats (CoffretDisclosure *disclosure, const char *value, CoffretField hidden)
{
  if (value == NULL || *value == '\0')
    return;
  for (guint i = 0; i < disclosure->lines->len; i++) {
    const CoffretShownLine *line = g_ptr_array_index (disclosure->lines, i);
    const char *const texts[] = { line->name, line->text, line->detail, line->link };

    for (gsize j = 0; j < G_N_ELEMENTS (texts); j++)
      if (texts[j] != NULL && stands_in (value, texts[j])) {
        CoffretRepeat *repeat = g_new0 (CoffretRepeat, 1);

        repeat->hidden = hidden;
        repeat->shown = line->field;
        repeat->value = g_strdup (value);
        g_ptr_array_add (disclosure->repeats, repeat);
        break;
      }
  }
}

/* Every string and number below VALUE. */
static void
find_repeats_of_json (CoffretDisclosure *disclosure, const json_t *value, CoffretField hidden)
{
  const char *name;
  json_t *member;
  gsize i;

  if (json_is_string (value)) {
    find_repeats (disclosure, json_string_value (value), hidden);
  } else if (json_is_number (value)) {
    g_autofree char *text = coffret_json_dump_sorted (value);

    find_repeats (disclosure, text, hidden);
  } else if (json_is_array (value)) {
    json_array_foreach (value, i, member)
      find_repeats_of_json (disclosure, member, hidden);
  } else if (json_is_object (value)) {
    json_object_foreach ((json_t *) value, name, member) {
      /* What something is called is no value, nor is what it is for programs. */
      if (!g_str_equal (name, "type") && !g_str_equal (name, "id") && !g_str_equal (name, "name"))
        find_repeats_of_json (disclosure, member, hidden);
    }
  }
}

/* Only of what a stranger could do harm with: that a text says how many hours is no secret. */
static void
fill_repeats (CoffretDisclosure *disclosure, const CoffretCredential *credential)
{
  GPtrArray *pointers[COFFRET_N_FIELDS] = { NULL };

  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++)
    if ((disclosure->hidden & COFFRET_FIELDS (field)) && coffret_field_is_sensitive (field))
      pointers[field] = g_ptr_array_new_with_free_func (g_free);
  coffret_field_survey (credential, pointers);
  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++) {
    for (guint i = 0; pointers[field] != NULL && i < pointers[field]->len; i++)
      find_repeats_of_json (
        disclosure,
        coffret_json_follow (credential->document, g_ptr_array_index (pointers[field], i)), field);
    g_clear_pointer (&pointers[field], g_ptr_array_unref);
  }
}

CoffretDisclosure *
coffret_disclosure_new (const CoffretCredential *credential,
                        CoffretFields allowed,
                        const CoffretWording *wording)
{
  Counted *counted = g_new0 (Counted, 1);
  CoffretDisclosure *disclosure = &counted->disclosure;
  CoffretFields present = coffret_field_survey (credential, NULL);
  g_autoptr (CoffretCredential) cut = NULL;

  g_atomic_ref_count_init (&counted->refs);
  disclosure->format = credential->format;
  disclosure->shown = present & allowed;
  disclosure->hidden = present & ~allowed;
  if (disclosure->hidden != 0 && is_sd_jwt (credential))
    cut = cut_down (credential, allowed);
  disclosure->kind = disclosure->hidden == 0 ? COFFRET_DISCLOSURE_ORIGINAL
                     : cut != NULL           ? COFFRET_DISCLOSURE_SELECTION
                                             : COFFRET_DISCLOSURE_SUMMARY;
  if (disclosure->kind != COFFRET_DISCLOSURE_SUMMARY)
    fill_original (disclosure, cut != NULL ? cut : credential);
  fill_words (disclosure, cut != NULL ? cut : credential, wording);
  disclosure->lines =
    coffret_shown_lines (cut != NULL ? cut : credential, disclosure->shown, wording);
  disclosure->repeats = g_ptr_array_new_with_free_func (repeat_free);
  fill_repeats (disclosure, credential);
  return disclosure;
}

void
coffret_disclosure_set_file (CoffretDisclosure *disclosure, GBytes *file, CoffretFields allowed)
{
  gsize length;
  const char *data = g_bytes_get_data (file, &length);
  gboolean plain =
    disclosure->document != NULL && length > 0 && (*data == '{' || g_ascii_isspace (*data));

  if (disclosure->kind != COFFRET_DISCLOSURE_ORIGINAL ||
      (!plain && (allowed & COFFRET_FIELDS_ALL) != COFFRET_FIELDS_ALL))
    return;
  g_clear_pointer (&disclosure->file, g_bytes_unref);
  disclosure->file = g_bytes_ref (file);
}

CoffretDisclosure *
coffret_disclosure_ref (CoffretDisclosure *disclosure)
{
  g_atomic_ref_count_inc (&((Counted *) disclosure)->refs);
  return disclosure;
}

void
coffret_disclosure_unref (CoffretDisclosure *disclosure)
{
  if (disclosure == NULL || !g_atomic_ref_count_dec (&((Counted *) disclosure)->refs))
    return;
  g_free (disclosure->title);
  g_free (disclosure->title_language);
  g_free (disclosure->issuer);
  g_free (disclosure->date);
  g_free (disclosure->kind_label);
  g_ptr_array_unref (disclosure->lines);
  g_ptr_array_unref (disclosure->repeats);
  json_decref (disclosure->document);
  g_free (disclosure->token);
  g_free (disclosure->page);
  g_clear_pointer (&disclosure->file, g_bytes_unref);
  g_free ((Counted *) disclosure);
}

gboolean
coffret_disclosure_has_in_head (const CoffretDisclosure *disclosure, const CoffretShownLine *line)
{
  switch (line->field) {
  case COFFRET_FIELD_TITLE:
    return line->name != NULL || g_strcmp0 (line->text, disclosure->title) == 0;
  case COFFRET_FIELD_ISSUER:
    return line->name == NULL && line->detail == NULL && line->link == NULL &&
           g_strcmp0 (line->text, disclosure->issuer) == 0;
  default:
    return line->field == COFFRET_FIELD_DESCRIPTION;
  }
}

const char *
coffret_shown_line_label (const CoffretShownLine *line,
                          const CoffretShownLine *before,
                          const CoffretCatalogue *catalogue)
{
  if (line->name != NULL)
    return line->name;
  if (before != NULL && before->field == line->field && before->name == NULL)
    return NULL;
  return coffret_field_to_label_in (line->field, catalogue);
}

const char *
coffret_disclosure_proof_words (const CoffretDisclosure *disclosure, const CoffretWording *wording)
{
  if (disclosure->kind == COFFRET_DISCLOSURE_SUMMARY)
    return coffret_wording_get (wording, N_ ("Summary in the holder’s own words"));
  if (!disclosure->has_proof)
    return coffret_wording_get (wording, N_ ("Original without a signature"));
  return coffret_wording_get (wording, N_ ("With its issuer’s signature"));
}
