#include <glib/gi18n-lib.h>

#include "cli/commands.h"
#include "cli/enter.h"
#include "cli/find.h"
#include "cli/output.h"
#include "cli/sharing.h"
#include "organise/changed.h"
#include "organise/sharing.h"
#include "organise/view.h"
#include "share/ledger.h"

/* Sentences; owned; NULL, and said: an error. */
static GPtrArray *
list_changes (CoffretSession *session, CoffretGroup *group)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *sentences;
  GPtrArray *changes;

  if (!coffret_enter_await (coffret_session_group_changes (session, coffret_group_get_row (group),
                                                           coffret_instant_now ()),
                            &value, &error)) {
    coffret_output_error (error->message);
    return NULL;
  }
  changes = g_value_get_boxed (&value);
  sentences = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (sentences, coffret_changed_to_sentence (g_ptr_array_index (changes, i)));
  return sentences;
}

static void
print_json (CoffretGroup *group, GPtrArray *changes)
{
  const CoffretSharingGroup *row = coffret_group_get_row (group);
  json_t *members = json_array ();
  json_t *told = json_array ();

  for (guint i = 0; i < row->members->len; i++)
    json_array_append_new (
      members,
      json_string (((CoffretSharingMember *) g_ptr_array_index (row->members, i))->credential));
  for (guint i = 0; i < changes->len; i++)
    json_array_append_new (told, json_string (g_ptr_array_index (changes, i)));
  coffret_output_json (json_pack (
    "{s:s, s:s, s:s, s:o, s:s, s:o, s:o, s:o, s:i, s:o, s:o}", "id", row->id, "name", row->name,
    "for", row->audience, "recipient", coffret_output_string (row->recipient), "language",
    row->language, "credentials", members, "shown", coffret_sharing_fields_to_json (row->fields),
    "hidden", coffret_sharing_fields_to_json (COFFRET_FIELDS_ALL & ~row->fields), "days",
    (int) row->days, "until", coffret_sharing_instant_to_json (row->until), "changes", told));
}

static void
print_lines (CoffretGroup *group, GPtrArray *changes)
{
  const CoffretSharingGroup *row = coffret_group_get_row (group);
  guint count = row->members->len;
  g_autoptr (GString) line = g_string_new (row->name);
  g_autofree char *hidden = coffret_ledger_fields (COFFRET_FIELDS_ALL & ~row->fields);

  g_string_append_printf (line, " · %s",
                          coffret_audience_to_label (coffret_group_get_audience (group)));
  if (row->recipient != NULL)
    g_string_append_printf (line, " · %s", row->recipient);
  g_string_append (line, " · ");
  g_string_append_printf (line, ngettext ("%u credential", "%u credentials", count), count);
  coffret_output_line (line->str);
  if (*hidden != '\0') {
    /* Translators: %s is a list of what is hidden, such as "Grade and results, Hours". */
    g_autofree char *sentence = g_strdup_printf (_ ("Hidden: %s"), hidden);

    coffret_output_lines (sentence, 2);
  }
  for (guint i = 0; i < changes->len; i++)
    coffret_output_lines (g_ptr_array_index (changes, i), 2);
}

static CoffretExit
list (CoffretSession *session, const CoffretOptions *options)
{
  GListModel *groups =
    G_LIST_MODEL (coffret_library_get_groups (coffret_session_get_library (session)));
  guint count = g_list_model_get_n_items (groups);

  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretGroup) group = g_list_model_get_item (groups, i);
    g_autoptr (GPtrArray) changes = list_changes (session, group);

    if (changes == NULL)
      return COFFRET_EXIT_NOT_DONE;
    if (options->json)
      print_json (group, changes);
    else
      print_lines (group, changes);
  }
  if (count == 0 && !options->json)
    coffret_output_error (_ ("There are no sharing groups. “coffretctl groups --make NAME” makes "
                             "one."));
  return COFFRET_EXIT_DONE;
}

/* Of what there is now; by a rule where somebody gave one, so that what comes later is told. */
static CoffretSharingGroup *
draft (CoffretSession *session, const CoffretOptions *options, CoffretExit *status)
{
  CoffretLibrary *library = coffret_session_get_library (session);
  g_autofree char *words = g_strjoinv (" ", options->arguments);
  CoffretAudience audience = coffret_audience_from_id (options->audience);
  const char *language = options->language != NULL ? options->language : "en";
  const char *compartment = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  DexFuture *future = NULL;

  *status = COFFRET_EXIT_NOT_DONE;
  if (options->compartment != NULL) {
    compartment = coffret_find_compartment (library, options->compartment);
    if (compartment == NULL)
      return NULL;
  }
  if (compartment != NULL && *words == '\0')
    future = coffret_group_draft_of_compartment (session, compartment, audience, language);
  else if (compartment == NULL && *words != '\0')
    future = coffret_group_draft_of_search (session, options->make, words, audience, language);
  if (future != NULL) {
    if (coffret_enter_await (future, &value, &error))
      return g_value_dup_boxed (&value);
    coffret_output_error (error->message);
    return NULL;
  }
  entries =
    coffret_view_ask (library, compartment != NULL ? COFFRET_PLACE_COMPARTMENT : COFFRET_PLACE_ALL,
                      compartment, COFFRET_ORDER_AWARDED, words);
  return coffret_group_draft (session, options->make, audience, entries, language);
}

static CoffretExit
make (CoffretSession *session, const CoffretOptions *options)
{
  CoffretExit status;
  g_autoptr (CoffretSharingGroup) row = draft (session, options, &status);
  g_autoptr (CoffretGroup) group = NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (row == NULL)
    return status;
  g_set_str (&row->name, options->make);
  g_set_str (&row->recipient, options->recipient);
  if (row->members->len == 0) {
    coffret_output_error (_ ("Nothing was found."));
    return COFFRET_EXIT_NOT_DONE;
  }
  if (!coffret_enter_await (coffret_session_save_group (session, row), &value, &error)) {
    coffret_output_error (error->message);
    return coffret_enter_status (error);
  }
  group = g_value_dup_object (&value);
  if (options->json)
    print_json (group, changes);
  else
    print_lines (group, changes);
  return COFFRET_EXIT_DONE;
}

CoffretExit
coffret_command_groups (const CoffretOptions *options)
{
  gboolean about_one = options->audience != NULL || options->recipient != NULL ||
                       options->language != NULL || options->compartment != NULL ||
                       options->arguments[0] != NULL;
  CoffretSession *session;
  CoffretExit status;

  if (options->make == NULL && about_one) {
    coffret_output_error (_ ("To make a sharing group, give its name with --make."));
    return COFFRET_EXIT_USAGE;
  }
  if (options->audience != NULL &&
      !g_str_equal (coffret_audience_to_id (coffret_audience_from_id (options->audience)),
                    options->audience)) {
    coffret_output_error (_ ("After --for comes potential-employer, current-employer, admissions, "
                             "professor, fellow-learner, public or own."));
    return COFFRET_EXIT_USAGE;
  }
  session = coffret_enter (options, FALSE, &status);
  if (session == NULL)
    return status;
  status = options->make != NULL ? make (session, options) : list (session, options);
  coffret_leave (session);
  return status;
}
