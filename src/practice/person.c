#include "practice/person.h"

#include <gio/gio.h>
#include <string.h>

#include "practice-resources.h"

#define PREFIX "/io/github/coffret/Coffret/practice/"

void
coffret_person_free (CoffretPerson *person)
{
  g_free (person->id);
  g_free (person->name);
  g_clear_pointer (&person->story, coffret_text_unref);
  g_clear_pointer (&person->plan, json_decref);
  g_free (person);
}

GBytes *
coffret_person_resource (const char *name)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);

  return g_resource_lookup_data (coffret_practice_get_resource (), path,
                                 G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/* What belongs to the program can be read. */
json_t *
coffret_person_resource_json (const char *name)
{
  g_autoptr (GBytes) bytes = coffret_person_resource (name);
  g_autoptr (GError) error = NULL;
  json_t *json;

  if (bytes == NULL)
    return NULL;
  json =
    coffret_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, &error);
  g_assert_no_error (error);
  return json;
}

static CoffretPerson *
person_read (const char *file)
{
  g_autofree char *name = g_strconcat ("people/", file, NULL);
  CoffretPerson *person = g_new0 (CoffretPerson, 1);

  person->plan = coffret_person_resource_json (name);
  person->id = g_strndup (file, strlen (file) - strlen (".json"));
  person->name = g_strdup (coffret_json_string (person->plan, "name"));
  person->story = coffret_text_new_from_json (coffret_json_get (person->plan, "story"), NULL);
  person->order = json_integer_value (coffret_json_get (person->plan, "order"));
  return person;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const CoffretPerson *one = *(CoffretPerson *const *) a;
  const CoffretPerson *other = *(CoffretPerson *const *) b;

  return one->order != other->order ? (one->order > other->order) - (one->order < other->order)
                                    : strcmp (one->id, other->id);
}

GPtrArray *
coffret_people_list (void)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_person_free);
  g_auto (GStrv) files = g_resource_enumerate_children (
    coffret_practice_get_resource (), PREFIX "people", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; files[i] != NULL; i++)
    g_ptr_array_add (people, person_read (files[i]));
  g_ptr_array_sort (people, compare);
  return people;
}

CoffretPerson *
coffret_person_find (const char *id)
{
  g_autoptr (GPtrArray) people = coffret_people_list ();

  for (guint i = 0; i < people->len; i++) {
    const CoffretPerson *person = g_ptr_array_index (people, i);

    if (id == NULL || g_str_equal (person->id, id))
      return g_ptr_array_steal_index (people, i);
  }
  return NULL;
}

CoffretPerson *
coffret_person_after (const char *id)
{
  g_autoptr (GPtrArray) people = coffret_people_list ();
  guint next = 0;

  for (guint i = 0; i < people->len; i++)
    if (g_strcmp0 (((const CoffretPerson *) g_ptr_array_index (people, i))->id, id) == 0)
      next = (i + 1) % people->len;
  return g_ptr_array_steal_index (people, next);
}
