/* Open Badges baked into an SVG (OB 2.0 baking specification; OB 3.0 section 5.3.3):
 * the credential is an element of an agreed namespace, as its text or its "verify"
 * attribute. GMarkup reads it: it knows no entities besides XML's own five, loads
 * nothing and resolves nothing; namespaces are kept here. */
#include "credential/format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/fold.h"

#define NAMESPACE_OB2 "http://openbadges.org"
#define NAMESPACE_OB3 "https://purl.imsglobal.org/ob/v3p0"
#define MAX_DEPTH 256
#define MAX_NAMESPACES 256
#define SNIFFED (64 * 1024)
#define URL_SHOWN 200
#define DETAIL_SHOWN 200

typedef struct {
  char *prefix;
  char *uri;
  guint depth;
} Namespace;

typedef struct {
  GArray *namespaces; /* Namespace, the innermost last */
  guint depth;
  guint inside; /* the depth of the credential's element; 0: outside */
  GString *text;
  char *verify;
  GPtrArray *found; /* the text of each credential, or what stands for it */
} Baking;

static void
clear_namespace (gpointer data)
{
  Namespace *namespace = data;

  g_free (namespace->prefix);
  g_free (namespace->uri);
}

static gboolean
is_gzip (const char *data, gsize length)
{
  return length >= 2 && (guint8) data[0] == 0x1f && (guint8) data[1] == 0x8b;
}

static gboolean
knows_svg (const CoffretSource *source)
{
  gsize length = 0;
  const char *data = source->bytes == NULL ? NULL : g_bytes_get_data (source->bytes, &length);
  gsize start = 0;
  gsize sniffed;

  if (data == NULL)
    return FALSE;
  if (is_gzip (data, length))
    return TRUE;
  if (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    start = 3;
  while (start < length && g_ascii_isspace (data[start]))
    start++;
  if (start == length || data[start] != '<')
    return FALSE;
  sniffed = MIN (length - start, SNIFFED);
  return g_strstr_len (data + start, (gssize) sniffed, "<svg") != NULL ||
         g_strstr_len (data + start, (gssize) sniffed, ":svg") != NULL;
}

static gboolean
push_namespaces (Baking *baking, const char **names, const char **values, GError **error)
{
  for (guint i = 0; names[i] != NULL; i++) {
    guint index = baking->namespaces->len;
    Namespace *added;

    if (strcmp (names[i], "xmlns") != 0 && !g_str_has_prefix (names[i], "xmlns:"))
      continue;
    g_array_set_size (baking->namespaces, index + 1);
    added = &g_array_index (baking->namespaces, Namespace, index);
    added->prefix = g_strdup (names[i][5] == ':' ? names[i] + 6 : "");
    added->uri = g_strdup (values[i]);
    added->depth = baking->depth;
    if (baking->namespaces->len > MAX_NAMESPACES) {
      g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
                   _ ("This SVG picture is built in too complicated a way to be read. "
                      "(too many namespaces)"));
      return FALSE;
    }
  }
  return TRUE;
}

static const char *
find_namespace (const Baking *baking, const char *prefix, gsize length)
{
  for (guint i = baking->namespaces->len; i > 0; i--) {
    const Namespace *namespace = &g_array_index (baking->namespaces, Namespace, i - 1);

    if (strlen (namespace->prefix) == length && memcmp (namespace->prefix, prefix, length) == 0)
      return namespace->uri;
  }
  return NULL;
}

static gboolean
is_credential_element (const Baking *baking, const char *name)
{
  const char *colon = strchr (name, ':');
  const char *local = colon == NULL ? name : colon + 1;
  const char *uri = NULL;

  /* Most elements of a picture are neither: names are cheaper than namespaces. */
  if (strcmp (local, "assertion") != 0 && strcmp (local, "credential") != 0)
    return FALSE;
  uri = find_namespace (baking, name, colon == NULL ? 0 : (gsize) (colon - name));
  return g_strcmp0 (uri, local[0] == 'a' ? NAMESPACE_OB2 : NAMESPACE_OB3) == 0;
}

static void
on_start_element (GMarkupParseContext *context,
                  const char *name,
                  const char **names,
                  const char **values,
                  gpointer user_data,
                  GError **error)
{
  Baking *baking = user_data;

  if (++baking->depth > MAX_DEPTH) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE,
                 _ ("This SVG picture is built in too complicated a way to be read. "
                    "(too many levels)"));
    return;
  }
  if (!push_namespaces (baking, names, values, error) || baking->inside != 0 ||
      !is_credential_element (baking, name))
    return;

  baking->inside = baking->depth;
  for (guint i = 0; names[i] != NULL; i++) {
    if (strcmp (names[i], "verify") == 0 && baking->verify == NULL)
      baking->verify = g_strstrip (g_strdup (values[i]));
  }
}

static char *
dup_hosted_url (const char *text)
{
  if (!g_str_has_prefix (text, "http://") && !g_str_has_prefix (text, "https://"))
    return NULL;
  return coffret_clean (text, URL_SHOWN, FALSE);
}

static GError *
new_refusal (const char *text)
{
  g_autofree char *url = dup_hosted_url (text);

  if (url != NULL)
    return g_error_new (COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED,
                        /* Translators: %s is a web address. */
                        _ ("This picture holds only the address of a badge, not the badge itself. "
                           "Open %s in a web browser, save what it shows, and add that file."),
                        url);
  return g_error_new (COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_INCOMPLETE,
                      _ ("This picture has a place for a credential, but it is empty."));
}

/* Where both are there, the text is the credential and "verify" its address or its
 * signed form. */
static void
finish_credential (Baking *baking)
{
  g_autofree char *verify = g_steal_pointer (&baking->verify);
  g_autofree char *text = g_string_free_and_steal (g_steal_pointer (&baking->text));
  g_autofree char *url = NULL;

  baking->text = g_string_new (NULL);
  baking->inside = 0;
  g_strstrip (text);
  if (verify == NULL)
    verify = g_strdup ("");
  url = dup_hosted_url (verify);

  if (*text != '\0' && *verify != '\0' && url == NULL)
    g_ptr_array_add (baking->found, g_strdup (text));
  if (*text != '\0' && (*verify == '\0' || url != NULL))
    g_ptr_array_add (baking->found, g_steal_pointer (&text));
  else
    g_ptr_array_add (baking->found, g_steal_pointer (&verify));
}

static void
on_end_element (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Baking *baking = user_data;
  guint kept = baking->namespaces->len;

  if (baking->inside == baking->depth)
    finish_credential (baking);
  while (kept > 0 && g_array_index (baking->namespaces, Namespace, kept - 1).depth == baking->depth)
    kept--;
  g_array_set_size (baking->namespaces, kept);
  baking->depth--;
}

static void
on_text (
  GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  Baking *baking = user_data;

  if (baking->inside != 0)
    g_string_append_len (baking->text, text, (gssize) length);
}

static void
on_passthrough (
  GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  if (length >= 9 && g_ascii_strncasecmp (text, "<!DOCTYPE", 9) == 0 &&
      memmem (text, length, "<!ENTITY", 8) != NULL)
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED,
                 _ ("This SVG picture defines abbreviations of its own (XML entities), which can "
                    "hide what it says. Ask its issuer for a picture without them."));
}

/* The byte at which GMarkup stopped, from its line and column. */
static gint64
find_offset (GMarkupParseContext *context, const char *data, gsize length)
{
  int line;
  int column;
  const char *at = data;
  const char *end = data + length;

  g_markup_parse_context_get_position (context, &line, &column);
  while (line > 1 && at < end) {
    const char *next = memchr (at, '\n', (gsize) (end - at));

    if (next == NULL)
      return -1;
    at = next + 1;
    line--;
  }
  for (; column > 1 && at < end; column--)
    at = g_utf8_next_char (at);
  return MIN (at, end) - data;
}

/* FALSE only when the budget is spent. */
static gboolean
read_found (const CoffretSource *source, CoffretReading *reading, GPtrArray *found, GError **error)
{
  for (guint i = 0; i < found->len; i++) {
    const char *text = g_ptr_array_index (found, i);
    g_autofree char *step = i == 0 ? g_strdup ("") : g_strdup_printf ("#%u", i + 1);
    g_autofree char *place = coffret_reading_place (source, step);
    g_autofree char *url = dup_hosted_url (text);
    CoffretSource member = *source;

    if (coffret_reading_skips (reading, place))
      continue;
    if (*text != '\0' && url == NULL) {
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

      if (!coffret_reading_descend (reading, source, bytes, step, "svg", source->bytes, error))
        return FALSE;
      continue;
    }
    member.place = place;
    coffret_reading_refuse (reading, &member, new_refusal (text), -1);
  }
  return TRUE;
}

static void
set_damaged (GError **error, const char *detail)
{
  /* The parser quotes what it met. */
  g_autofree char *clean = coffret_clean (detail, DETAIL_SHOWN, FALSE);

  g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE,
               /* Translators: %s is a technical detail. */
               _ ("This SVG picture is damaged. Ask for it again. (%s)"), clean);
}

/* FALSE with ERROR and OFFSET: nothing of a damaged picture is read. */
static gboolean
parse_svg (Baking *baking, GBytes *bytes, gint64 *offset, GError **error)
{
  static const GMarkupParser parser = { on_start_element, on_end_element, on_text, on_passthrough,
                                        NULL };
  g_autoptr (GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, baking, NULL);
  g_autoptr (GError) problem = NULL;
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *foreign = NULL;

  if (!g_utf8_validate_len (data, length, &foreign)) {
    *offset = foreign - data;
    set_damaged (error, "not UTF-8");
    return FALSE;
  }
  /* GMarkup may say that all is well although it has set an error. */
  if (g_markup_parse_context_parse (context, data, (gssize) length, &problem) && problem == NULL &&
      g_markup_parse_context_end_parse (context, &problem))
    return TRUE;

  *offset = find_offset (context, data, length);
  if (problem->domain == G_MARKUP_ERROR)
    set_damaged (error, problem->message);
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
read_svg (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) namespaces = g_array_new (FALSE, TRUE, sizeof (Namespace));
  g_autoptr (GError) refusal = NULL;
  Baking baking = { .namespaces = namespaces, .found = found };
  gsize length = 0;
  const char *data = g_bytes_get_data (source->bytes, &length);
  gint64 offset = -1;
  gboolean whole;

  if (is_gzip (data, length)) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED,
                 _ ("This file is packed with gzip, as .svgz pictures are. Unpack it, then add "
                    "what comes out."));
    return FALSE;
  }

  g_array_set_clear_func (namespaces, clear_namespace);
  baking.text = g_string_new (NULL);
  whole = parse_svg (&baking, source->bytes, &offset, &refusal);
  g_string_free (baking.text, TRUE);
  g_free (baking.verify);
  if (!whole) {
    coffret_reading_refuse (reading, source, g_steal_pointer (&refusal), offset);
    return TRUE;
  }

  if (found->len == 0) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                 _ ("This picture has no credential in it. It can be attached to a credential that "
                    "you type in."));
    return FALSE;
  }
  return read_found (source, reading, found, error);
}

const CoffretFormat coffret_format_svg = { "svg", knows_svg, read_svg };
