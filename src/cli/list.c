#include <glib/gi18n-lib.h>

#include "cli/commands.h"
#include "cli/enter.h"
#include "cli/find.h"
#include "cli/output.h"
#include "credential/words.h"
#include "organise/view.h"

static json_t *
list_compartments (CoffretLibrary *library, CoffretEntry *entry)
{
  json_t *names = json_array ();

  for (const char *const *id = coffret_entry_get_compartments (entry); *id != NULL; id++) {
    CoffretCompartment *compartment = coffret_library_find_compartment (library, *id);

    if (compartment != NULL)
      json_array_append_new (names, json_string (coffret_compartment_get_name (compartment)));
  }
  return names;
}

static json_t *
instant_to_json (CoffretInstant instant)
{
  g_autofree char *text = coffret_instant_to_rfc3339 (instant);

  return coffret_output_string (text);
}

static void
print_json (CoffretLibrary *library, CoffretEntry *entry)
{
  const char *issuer = coffret_entry_get_issuer (entry);

  coffret_output_json (
    json_pack ("{s:s, s:s, s:{s:o, s:o}, s:o, s:o, s:s, s:o, s:o}", "id",
               coffret_entry_get_id (entry), "title", coffret_entry_get_title (entry), "issuer",
               "id", coffret_output_string (coffret_entry_get_issuer_id (entry)), "name",
               coffret_output_string (*issuer != '\0' ? issuer : NULL), "awarded",
               instant_to_json (coffret_entry_get_awarded (entry)), "expires",
               instant_to_json (coffret_entry_get_expires (entry)), "type",
               coffret_kind_to_id (coffret_entry_get_kind (entry)), "verdict",
               coffret_output_string (coffret_entry_get_verdict (entry)), "compartments",
               list_compartments (library, entry)));
}

static void
print_line (CoffretEntry *entry)
{
  g_autofree char *awarded = coffret_instant_to_date (coffret_entry_get_awarded (entry));
  g_autofree char *expires = coffret_instant_to_date (coffret_entry_get_expires (entry));
  const char *verdict = coffret_entry_get_verdict (entry);
  g_autofree char *title =
    coffret_title_words (coffret_entry_get_title (entry), coffret_entry_get_kind (entry),
                         coffret_entry_get_issuer (entry));
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "%.8s  %s", coffret_entry_get_id (entry), title);
  if (*coffret_entry_get_issuer (entry) != '\0')
    g_string_append_printf (line, " · %s", coffret_entry_get_issuer (entry));
  if (awarded != NULL)
    g_string_append_printf (line, " · %s", awarded);
  if (expires != NULL) {
    g_string_append (line, " · ");
    /* Translators: %s is a date. */
    g_string_append_printf (line, _ ("until %s"), expires);
  }
  g_string_append_printf (line, " · %s", coffret_output_verdict (verdict));
  coffret_output_line (line->str);
}

CoffretExit
coffret_command_list (const CoffretOptions *options)
{
  g_autofree char *words = g_strjoinv (" ", options->arguments);
  g_autoptr (GPtrArray) entries = NULL;
  const char *compartment = NULL;
  CoffretSession *session;
  CoffretLibrary *library;
  CoffretExit status;

  session = coffret_enter (options, FALSE, &status);
  if (session == NULL)
    return status;
  library = coffret_session_get_library (session);
  if (options->compartment != NULL)
    compartment = coffret_find_compartment (library, options->compartment);
  if (options->compartment != NULL && compartment == NULL) {
    coffret_leave (session);
    return COFFRET_EXIT_NOT_DONE;
  }
  entries =
    coffret_view_ask (library, compartment != NULL ? COFFRET_PLACE_COMPARTMENT : COFFRET_PLACE_ALL,
                      compartment, COFFRET_ORDER_AWARDED, words);
  for (guint i = 0; i < entries->len; i++) {
    if (options->json)
      print_json (library, g_ptr_array_index (entries, i));
    else
      print_line (g_ptr_array_index (entries, i));
  }
  if (entries->len == 0 && !options->json)
    coffret_output_error (*words != '\0' || compartment != NULL ? _ ("Nothing was found.")
                                                                : _ ("The vault is empty."));
  coffret_leave (session);
  return COFFRET_EXIT_DONE;
}
