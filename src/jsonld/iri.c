#include "jsonld/iri.h"

typedef struct {
  const char *text;
  gsize length;
  gboolean given;
} Part;

typedef struct {
  Part scheme, authority, path, query, fragment;
} Parts;

gboolean
coffret_iri_has_scheme (const char *text, gsize length)
{
  gsize i = 0;

  if (length == 0 || !g_ascii_isalpha (text[0]))
    return FALSE;
  while (i < length &&
         (g_ascii_isalnum (text[i]) || text[i] == '+' || text[i] == '-' || text[i] == '.'))
    i++;
  return i < length && text[i] == ':';
}

gboolean
coffret_iri_is_well_formed (const char *text, gsize length)
{
  gsize fragments = 0;

  if (!coffret_iri_has_scheme (text, length))
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    guchar c = text[i];

    if (c <= 0x20 || c == '<' || c == '>' || c == '"' || c == '\\' || c == 0x7f)
      return FALSE;
    fragments += c == '#';
  }
  return fragments <= 1;
}

gboolean
coffret_language_is_well_formed (const char *tag, gsize length)
{
  gsize in_subtag = 0;
  gboolean first = TRUE;

  for (gsize i = 0; i < length; i++) {
    if (tag[i] == '-') {
      if (in_subtag == 0)
        return FALSE;
      in_subtag = 0;
      first = FALSE;
    } else if (!(first ? g_ascii_isalpha (tag[i]) : g_ascii_isalnum (tag[i])) || ++in_subtag > 8) {
      return FALSE;
    }
  }
  return in_subtag > 0;
}

static Part
take (const char **text, gsize length)
{
  Part part = { .text = *text, .length = length, .given = TRUE };

  *text += length;
  return part;
}

/* RFC 3986, appendix B. */
static Parts
split (const char *text)
{
  Parts parts = { 0 };
  gsize colon = strcspn (text, ":/?#");

  if (text[colon] == ':' && coffret_iri_has_scheme (text, colon + 1)) {
    parts.scheme = take (&text, colon);
    text++;
  }
  if (text[0] == '/' && text[1] == '/') {
    text += 2;
    parts.authority = take (&text, strcspn (text, "/?#"));
  }
  parts.path = take (&text, strcspn (text, "?#"));
  if (*text == '?') {
    text++;
    parts.query = take (&text, strcspn (text, "#"));
  }
  if (*text == '#') {
    text++;
    parts.fragment = take (&text, strlen (text));
  }
  return parts;
}

/* RFC 3986, 5.2.4: appends PATH without its dot segments to OUT, which has room for it; returns
 * the end. */
static char *
remove_dot_segments (const char *path, gsize length, char *out)
{
  const char *end = path + length;
  char *start = out;

  while (path < end) {
    const char *segment = *path == '/' ? path + 1 : path;
    const char *stop = memchr (segment, '/', end - segment);
    gsize size;

    if (stop == NULL)
      stop = end;
    size = stop - segment;
    if (size == 1 && segment[0] == '.') {
      if (stop == end && *path == '/')
        *out++ = '/';
    } else if (size == 2 && segment[0] == '.' && segment[1] == '.') {
      while (out > start && *--out != '/')
        ;
      if (stop == end && *path == '/')
        *out++ = '/';
    } else {
      memcpy (out, path, stop - path);
      out += stop - path;
    }
    /* After a leading relative dot segment its slash goes, too. */
    path = *path != '/' && size <= 2 && segment[0] == '.' && (size == 1 || segment[1] == '.') &&
               stop < end
             ? stop + 1
             : stop;
  }
  return out;
}

static char *
append (char *out, const char *before, Part part)
{
  if (!part.given)
    return out;
  out = stpcpy (out, before);
  memcpy (out, part.text, part.length);
  return out + part.length;
}

const char *
coffret_iri_resolve (CoffretArena *arena, const char *base, const char *reference)
{
  Parts r = split (reference);
  Parts b = split (base);
  Parts target = r;
  gsize room = strlen (base) + strlen (reference) + 8;
  char *whole = coffret_arena_alloc (arena, room);
  char *merged = NULL;
  char *out;

  if (!r.scheme.given) {
    target.scheme = b.scheme;
    if (!r.authority.given) {
      target.authority = b.authority;
      if (r.path.length == 0) {
        target.path = b.path;
        if (!r.query.given)
          target.query = b.query;
      } else if (r.path.text[0] != '/') {
        gsize keep = b.path.length;

        while (keep > 0 && b.path.text[keep - 1] != '/')
          keep--;
        merged = g_malloc (keep + r.path.length + 2);
        if (b.authority.given && b.path.length == 0)
          merged[keep++] = '/';
        else
          memcpy (merged, b.path.text, keep);
        memcpy (merged + keep, r.path.text, r.path.length);
        target.path = (Part) { .text = merged, .length = keep + r.path.length, .given = TRUE };
      }
    }
  }
  target.fragment = r.fragment;

  out = whole;
  if (target.scheme.given) {
    out = append (out, "", target.scheme);
    *out++ = ':';
  }
  out = append (out, "//", target.authority);
  /* The path of the base stays as it is where the reference brings none. */
  if (target.path.text == b.path.text)
    out = append (out, "", target.path);
  else
    out = remove_dot_segments (target.path.text, target.path.length, out);
  out = append (out, "?", target.query);
  out = append (out, "#", target.fragment);
  *out = '\0';
  g_free (merged);
  return whole;
}
