#include "verify/embedded.h"

#include <string.h>

#include "base/json.h"

typedef struct {
  GPtrArray *found;
  GString *pointer; /* to where the walk is */
  guint most;
  gboolean more;
} Walk;

static void
embedded_free (gpointer data)
{
  CoffretEmbedded *embedded = data;

  g_free (embedded->pointer);
  g_free (embedded);
}

static gsize
push (Walk *walk, const char *step)
{
  gsize length = walk->pointer->len;

  g_string_append_c (walk->pointer, '/');
  for (; *step != '\0'; step++) {
    if (*step == '~')
      g_string_append (walk->pointer, "~0");
    else if (*step == '/')
      g_string_append (walk->pointer, "~1");
    else
      g_string_append_c (walk->pointer, *step);
  }
  return length;
}

static gsize
push_index (Walk *walk, gsize index)
{
  gsize length = walk->pointer->len;

  g_string_append_printf (walk->pointer, "/%" G_GSIZE_FORMAT, index);
  return length;
}

static gboolean
holds_credentials (const char *key)
{
  return strcmp (key, "endorsement") == 0 || strcmp (key, "endorsementJwt") == 0 ||
         strcmp (key, "verifiableCredential") == 0;
}

static void
add (Walk *walk, json_t *value)
{
  CoffretEmbedded *embedded;

  if (!json_is_object (value) && !json_is_string (value))
    return;
  if (walk->found->len >= walk->most) {
    walk->more = TRUE;
    return;
  }
  embedded = g_new0 (CoffretEmbedded, 1);
  embedded->pointer = g_strdup (walk->pointer->str);
  embedded->value = value;
  g_ptr_array_add (walk->found, embedded);
}

static void
add_all (Walk *walk, json_t *value)
{
  json_t *member;
  gsize i;

  if (!json_is_array (value)) {
    add (walk, value);
    return;
  }
  json_array_foreach (value, i, member) {
    gsize length = push_index (walk, i);

    add (walk, member);
    g_string_truncate (walk->pointer, length);
  }
}

/* As deep as the JSON, which is bounded. */
static void
visit (Walk *walk, json_t *value)
{
  const char *key;
  json_t *member;
  gsize i;

  json_object_foreach (value, key, member) {
    gsize length;

    if (!json_is_object (member) && !json_is_array (member) && !holds_credentials (key))
      continue;
    if (strcmp (key, "@context") == 0 || strcmp (key, "proof") == 0)
      continue;
    length = push (walk, key);
    if (holds_credentials (key))
      add_all (walk, member);
    else
      visit (walk, member);
    g_string_truncate (walk->pointer, length);
  }
  json_array_foreach (value, i, member) {
    gsize length;

    if (!json_is_object (member) && !json_is_array (member))
      continue;
    length = push_index (walk, i);
    visit (walk, member);
    g_string_truncate (walk->pointer, length);
  }
}

GPtrArray *
coffret_embedded_find (const json_t *document, guint most, gboolean *more)
{
  g_autoptr (GString) pointer = g_string_new (NULL);
  Walk walk = {
    .found = g_ptr_array_new_with_free_func (embedded_free),
    .pointer = pointer,
    .most = most,
  };

  visit (&walk, (json_t *) document);
  *more = walk.more;
  return walk.found;
}
