#include <glib/gi18n-lib.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "tutorials/handouts.h"

static void
list_all (const CoffretWording *wording, gboolean json)
{
  g_autoptr (GPtrArray) names = coffret_handouts_list (wording);

  for (guint i = 0; i < names->len; i++) {
    const CoffretHandoutName *name = g_ptr_array_index (names, i);
    g_autofree char *line = NULL;

    if (json) {
      coffret_output_json (json_pack ("{s:s, s:s, s:s, s:b}", "id", name->id, "title", name->title,
                                      "remark", name->remark, "lesson", name->lesson));
      continue;
    }
    line = g_strdup_printf ("%s: %s – %s", name->id, name->title, name->remark);
    coffret_output_line (line);
  }
}

static CoffretExit
write_one (const char *id, const char *path, const CoffretWording *wording, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = coffret_handouts_to_pdf (id, wording, &error);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *line = NULL;

  if (pdf == NULL || !coffret_file_replace (path, pdf, 0644, &error)) {
    coffret_output_error (error->message);
    return COFFRET_EXIT_NOT_DONE;
  }
  if (json) {
    coffret_output_json (json_pack ("{s:s, s:s}", "id", id, "file", shown));
    return COFFRET_EXIT_DONE;
  }
  /* Translators: %s is the name of a file. */
  line = g_strdup_printf (_ ("The page is written: %s"), shown);
  coffret_output_line (line);
  return COFFRET_EXIT_DONE;
}

CoffretExit
coffret_command_handout (const CoffretOptions *options)
{
  const char *locales = g_getenv ("COFFRET_LOCALEDIR");
  g_autoptr (CoffretWording) wording =
    coffret_wording_new (locales != NULL ? locales : LOCALEDIR,
                         options->language != NULL ? options->language : C_ ("language tag", "en"));

  if (options->arguments[0] == NULL) {
    list_all (wording, options->json);
    return COFFRET_EXIT_DONE;
  }
  if (options->arguments[1] == NULL || options->arguments[2] != NULL) {
    coffret_output_error (_ ("Name the page, and the file to write."));
    return COFFRET_EXIT_USAGE;
  }
  return write_one (options->arguments[0], options->arguments[1], wording, options->json);
}
