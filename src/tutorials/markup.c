#include "tutorials/markup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (coffret-tutorial-error-quark, coffret_tutorial_error)

struct _CoffretMarkup {
  const CoffretMarkupKind *kind;
  gpointer data;
  GMarkupParseContext *context;
  GString *text; /* of the element that is open; NULL: it has none */
  const char **names;
  const char **values;
};

gboolean
coffret_markup_refuse (
  CoffretMarkup *self, GError **error, CoffretTutorialError code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;
  int line;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_markup_parse_context_get_position (self->context, &line, NULL);
  g_set_error (error, COFFRET_TUTORIAL_ERROR, code,
               /* Translators: %d is a line of the file, %s what is wrong there, in English. */
               _ ("This tutorial cannot be read: something is wrong in line %d. (%s)"), line,
               message);
  return FALSE;
}

const char *
coffret_markup_attribute (CoffretMarkup *self, const char *name)
{
  for (guint i = 0; self->names[i] != NULL; i++)
    if (g_str_equal (self->names[i], name))
      return self->values[i];
  return NULL;
}

const char *
coffret_markup_id (CoffretMarkup *self, const char *name)
{
  const char *text = coffret_markup_attribute (self, name);
  gsize length = text != NULL ? strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") : 0;

  return length > 0 && length <= 40 && text[length] == '\0' ? text : NULL;
}

gboolean
coffret_markup_number (CoffretMarkup *self, const char *name, guint *number)
{
  const char *text = coffret_markup_attribute (self, name);
  guint64 read;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, 10000, &read, NULL))
    return FALSE;
  *number = (guint) read;
  return TRUE;
}

gboolean
coffret_markup_set_once (
  CoffretMarkup *self, const char *element, char **place, char *text, GError **error)
{
  if (*place == NULL) {
    *place = text;
    return TRUE;
  }
  g_free (text);
  return coffret_markup_refuse (self, error, COFFRET_TUTORIAL_ERROR_TWICE, "“%s” is there twice",
                                element);
}

static gboolean
check_attributes (CoffretMarkup *self, const char *attributes, GError **error)
{
  g_auto (GStrv) known = g_strsplit (attributes, " ", -1);

  for (guint i = 0; self->names[i] != NULL; i++) {
    if (!g_strv_contains ((const char *const *) known, self->names[i]))
      return coffret_markup_refuse (self, error, COFFRET_TUTORIAL_ERROR_UNKNOWN,
                                    "there is no attribute “%s”", self->names[i]);
    for (guint k = 0; k < i; k++)
      if (g_str_equal (self->names[i], self->names[k]))
        return coffret_markup_refuse (self, error, COFFRET_TUTORIAL_ERROR_TWICE,
                                      "“%s” is there twice", self->names[i]);
  }
  return TRUE;
}

static const CoffretMarkupElement *
find_element (CoffretMarkup *self, const char *name)
{
  const GSList *stack = g_markup_parse_context_get_element_stack (self->context);
  const char *parent = stack->next != NULL ? stack->next->data : NULL;

  for (const CoffretMarkupElement *element = self->kind->elements; element->name; element++)
    if (g_str_equal (element->name, name) && g_strcmp0 (element->parent, parent) == 0)
      return element;
  return NULL;
}

static void
on_start (GMarkupParseContext *context,
          const char *name,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  CoffretMarkup *self = data;
  const CoffretMarkupElement *element;

  self->context = context;
  self->names = names;
  self->values = values;
  element = find_element (self, name);
  if (element == NULL)
    coffret_markup_refuse (self, error, COFFRET_TUTORIAL_ERROR_UNKNOWN, "“%s” has no place here",
                           name);
  else if (check_attributes (self, element->attributes, error) &&
           self->kind->begin (self, name, self->data, error) && element->has_text)
    self->text = g_string_new (NULL);
}

static void
on_text (
  GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  CoffretMarkup *self = data;

  self->context = context;
  if (self->text != NULL)
    g_string_append_len (self->text, text, (gssize) length);
  else if (strspn (text, " \t\r\n") < length)
    coffret_markup_refuse (self, error, COFFRET_TUTORIAL_ERROR_SYNTAX, "text has no place here");
  if (self->text != NULL && self->text->len > COFFRET_MARKUP_MAX_TEXT)
    coffret_markup_refuse (self, error, COFFRET_TUTORIAL_ERROR_TOO_LARGE,
                           "a text has more than %d bytes", COFFRET_MARKUP_MAX_TEXT);
}

static void
on_end (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  CoffretMarkup *self = data;
  g_autofree char *text = NULL;

  self->context = context;
  if (self->text != NULL)
    text = g_strstrip (g_string_free_and_steal (g_steal_pointer (&self->text)));
  if (text != NULL && *text == '\0')
    coffret_markup_refuse (self, error, COFFRET_TUTORIAL_ERROR_MISSING, "“%s” is empty", name);
  else
    self->kind->end (self, name, g_steal_pointer (&text), self->data, error);
}

gboolean
coffret_markup_read (const CoffretMarkupKind *kind, GBytes *bytes, gpointer data, GError **error)
{
  static const GMarkupParser parser = { .start_element = on_start,
                                        .end_element = on_end,
                                        .text = on_text };
  CoffretMarkup self = { .kind = kind, .data = data };
  g_autoptr (GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &self, NULL);
  g_autoptr (GError) inner = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  gboolean read;

  self.context = context;
  if (length > COFFRET_MARKUP_MAX_BYTES)
    return coffret_markup_refuse (&self, error, COFFRET_TUTORIAL_ERROR_TOO_LARGE,
                                  "it has more than %d bytes", COFFRET_MARKUP_MAX_BYTES);
  read =
    g_markup_parse_context_parse (context, text != NULL ? text : "", (gssize) length, &inner) &&
    g_markup_parse_context_end_parse (context, &inner);
  if (self.text != NULL)
    g_string_free (self.text, TRUE);
  if (read)
    return TRUE;
  if (inner->domain == G_MARKUP_ERROR)
    return coffret_markup_refuse (&self, error, COFFRET_TUTORIAL_ERROR_SYNTAX, "%s",
                                  inner->message);
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

GPtrArray *
coffret_markup_list (GResource *resource,
                     const char *prefix,
                     CoffretMarkupMaker maker,
                     GDestroyNotify destroy)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (destroy);
  g_auto (GStrv) files =
    g_resource_enumerate_children (resource, prefix, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; files[i] != NULL; i++) {
    g_autofree char *path = g_strconcat (prefix, files[i], NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes =
      g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
    gpointer made;

    g_assert_no_error (error);
    made = maker (bytes, &error);
    g_assert_no_error (error);
    g_ptr_array_add (list, made);
  }
  return list;
}
