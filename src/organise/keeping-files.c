/* Scans, photos and office files as entries of one's own. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "organise/attachments.h"
#include "organise/practice.h"
#include "organise/session-private.h"

#define MAX_TITLE 200

typedef struct {
  CoffretSession *session;
  GPtrArray *files;
  gboolean together;
  char *compartment;
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;

  g_object_unref (keeping->session);
  g_ptr_array_unref (keeping->files);
  g_free (keeping->compartment);
  g_free (keeping);
}

char *
coffret_title_from_file (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  char *dot = strrchr (valid, '.');
  g_autofree char *words = NULL;
  g_autoptr (GString) title = g_string_new (NULL);

  if (dot != NULL && dot != valid && strlen (dot) <= 6)
    *dot = '\0';
  g_strdelimit (valid, "_-\t\n", ' ');
  words = g_strstrip (g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_TITLE)));
  for (const char *at = words; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (title->len == 0)
      g_string_append_unichar (title, g_unichar_toupper (c));
    else if (c != ' ' || title->str[title->len - 1] != ' ')
      g_string_append_unichar (title, c);
  }
  if (title->len == 0)
    g_string_append (title, _ ("File"));
  return g_string_free (g_steal_pointer (&title), FALSE);
}

/* In a fiber; the id, owned. */
static char *
add_entry (Keeping *keeping, GFile *file, GError **error)
{
  g_autoptr (CoffretOwnEntry) own = coffret_own_entry_new ();
  g_autofree char *name = g_file_get_basename (file);

  own->title = coffret_title_from_file (name);
  return dex_await_string (coffret_session_add_own (keeping->session, own, keeping->compartment),
                           error);
}

/* In a fiber: takes back what has only come half-way. */
static void
take_back (CoffretSession *self, CoffretEntry *entry)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  g_ptr_array_add (entries, entry);
  dex_await (coffret_session_trash (self, entries), NULL);
}

/* The step that was done just now. */
static void
note_step (CoffretSession *self, GPtrArray *steps)
{
  g_ptr_array_add (steps, g_strdup (coffret_undo_get_undo_label (coffret_session_get_undo (self))));
}

/* All of it is one act to whoever takes it back. */
static void
join_steps (Keeping *keeping, GPtrArray *steps)
{
  g_autofree char *label =
    /* Translators: %u is a number of files. What can be undone. */
    g_strdup_printf (ngettext ("Keep %u file", "Keep %u files", keeping->files->len),
                     keeping->files->len);

  g_ptr_array_add (steps, NULL);
  coffret_undo_join (coffret_session_get_undo (keeping->session),
                     (const char *const *) steps->pdata, label);
}

static DexFuture *
keep (gpointer data)
{
  Keeping *keeping = data;
  CoffretSession *self = keeping->session;
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretEntry) entry = NULL;
  g_autofree char *id = NULL;

  for (guint i = 0; i < keeping->files->len; i++) {
    GFile *file = g_ptr_array_index (keeping->files, i);

    if (entry == NULL || !keeping->together) {
      g_clear_pointer (&id, g_free);
      g_clear_object (&entry);
      id = add_entry (keeping, file, &error);
      if (id == NULL || coffret_session_is_ended (self))
        return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error))
                             : coffret_session_reject_ended ();
      g_set_object (&entry, coffret_library_find (coffret_session_get_library (self), id));
      note_step (self, steps);
    }
    if (entry == NULL)
      return coffret_session_reject_ended ();
    if (dex_await (coffret_session_attach (self, entry, file, NULL, NULL, NULL, NULL, NULL, NULL),
                   &error)) {
      note_step (self, steps);
    } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS)) {
      take_back (self, entry);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }
    g_clear_error (&error);
  }
  join_steps (keeping, steps);
  return dex_future_new_take_string (g_steal_pointer (&id));
}

DexFuture *
coffret_session_keep_files (CoffretSession *self,
                            GPtrArray *files,
                            gboolean together,
                            const char *compartment)
{
  Keeping *keeping;

  g_return_val_if_fail (files->len > 0, dex_future_new_false ());
  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (coffret_session_is_practice (self))
    return dex_future_new_reject (COFFRET_PRACTICE_ERROR, COFFRET_PRACTICE_ERROR_OWN_FILE, "%s",
                                  _ ("This is not a practice file. The practice vault takes in "
                                     "nothing of your own."));
  keeping = g_new0 (Keeping, 1);
  keeping->session = g_object_ref (self);
  keeping->files = g_ptr_array_copy (files, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  g_ptr_array_set_free_func (keeping->files, g_object_unref);
  keeping->together = together;
  keeping->compartment = g_strdup (compartment);
  return coffret_session_keep (
    dex_scheduler_spawn (dex_scheduler_get_default (), 0, keep, keeping, keeping_free));
}
