#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "practice/invent.h"
#include "practice/person.h"

/* Takes SENTENCE. */
static void
say (char *sentence)
{
  coffret_output_line (sentence);
  g_free (sentence);
}

static CoffretExit
list_people (const CoffretOptions *options)
{
  g_autoptr (GPtrArray) people = coffret_people_list ();

  for (guint i = 0; i < people->len; i++) {
    const CoffretPerson *person = g_ptr_array_index (people, i);
    const char *story = coffret_text_best (person->story, NULL);

    if (options->json)
      coffret_output_json (json_pack ("{s:s, s:o, s:o}", "id", person->id, "name",
                                      coffret_output_string (person->name), "story",
                                      coffret_output_string (story)));
    else
      say (g_strdup_printf ("%s: %s. %s", person->id, person->name, story));
  }
  return COFFRET_EXIT_DONE;
}

/* A folder of its own, so that nothing of the owner's is written over. */
static gboolean
make_folder (const char *folder, GError **error)
{
  g_autofree char *shown = g_filename_display_name (folder);

  if (g_mkdir (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
               /* Translators: the first %s is a folder, the second a reason of the system. */
               _ ("The folder %s cannot be made: %s. Please name one that is not there yet."),
               shown, g_strerror (errno));
  return FALSE;
}

static gboolean
write_file (const char *folder, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return coffret_file_replace (path, bytes, 0600, error);
}

static gboolean
write_grounds (const char *folder, const char *kind, GPtrArray *grounds, GError **error)
{
  for (guint i = 0; i < grounds->len; i++) {
    g_autofree char *name = g_strdup_printf ("%s-%u.json", kind, i + 1);

    if (!write_file (folder, name, g_ptr_array_index (grounds, i), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_all (const char *folder, const CoffretPracticeSet *set, GError **error)
{
  g_autofree char *grounds = g_build_filename (folder, "grounds", NULL);

  if (!make_folder (folder, error) || !make_folder (grounds, error))
    return FALSE;
  for (guint i = 0; i < set->files->len; i++) {
    const CoffretPracticeFile *file = g_ptr_array_index (set->files, i);

    if (!write_file (folder, file->name, file->bytes, error))
      return FALSE;
  }
  return write_file (grounds, "registry.json", set->registry, error) &&
         write_grounds (grounds, "status", set->lists, error) &&
         write_grounds (grounds, "document", set->documents, error);
}

static void
tell (const CoffretOptions *options, const char *folder, const CoffretPracticeSet *set)
{
  g_autofree char *shown = g_filename_display_name (folder);

  if (options->json)
    coffret_output_json (json_pack ("{s:s, s:o, s:i}", "person", set->person, "folder",
                                    coffret_output_string (shown), "credentials", set->files->len));
  else
    /* Translators: %u is a number of files, the first %s a folder, the second an invented person.
     */
    say (g_strdup_printf (ngettext ("%u file is in %s. %s is invented, and so is all in it.",
                                    "%u files are in %s. %s is invented, and so is all in them.",
                                    set->files->len),
                          set->files->len, shown, set->person));
}

CoffretExit
coffret_command_practice (const CoffretOptions *options)
{
  guint count = g_strv_length (options->arguments);
  const char *folder = options->arguments[0];
  g_autoptr (CoffretPerson) person = NULL;
  g_autoptr (CoffretPracticeSet) set = NULL;
  g_autoptr (GError) error = NULL;

  if (count == 0)
    return list_people (options);
  person = count <= 2 ? coffret_person_find (options->arguments[1]) : NULL;
  if (person == NULL) {
    coffret_output_error (_ ("“practice” takes a folder that is not there yet, and the name of an "
                             "invented person; alone it lists these."));
    return COFFRET_EXIT_USAGE;
  }
  set = coffret_invent (person->id);
  if (!write_all (folder, set, &error)) {
    coffret_output_error (error->message);
    return COFFRET_EXIT_NOT_DONE;
  }
  tell (options, folder, set);
  return COFFRET_EXIT_DONE;
}
