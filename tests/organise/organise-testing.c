#include "organise-testing.h"

#include <glib/gstdio.h>

char *
testing_credential_with (guint number, const char *title, const char *awarded, const char *more)
{
  return g_strdup_printf (
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
    "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
    "\"id\":\"urn:uuid:00000000-0000-4000-8000-%012u\","
    "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"
    "\"issuer\":{\"id\":\"did:key:z6MkInvented\",\"type\":[\"Profile\"],\"name\":\"Collège du "
    "Rivage\"},"
    "\"validFrom\":\"%sT10:00:00Z\",%s\"name\":\"%s\","
    "\"credentialSubject\":{\"id\":\"did:example:mira\",\"type\":[\"AchievementSubject\"],"
    "\"achievement\":{\"id\":\"urn:uuid:00000000-0000-4000-9000-%012u\","
    "\"type\":[\"Achievement\"],\"name\":\"%s\",\"description\":\"Number %u.\","
    "\"criteria\":{\"narrative\":\"Be there.\"}}}}",
    number, awarded, more, title, number, title, number);
}

char *
testing_credential (guint number, const char *title, const char *awarded)
{
  return testing_credential_with (number, title, awarded, "");
}

gboolean
testing_await (DexFuture *future, GValue *value, GError **error)
{
  g_autoptr (DexFuture) waited = future;
  const GValue *settled;

  while (dex_future_is_pending (waited))
    g_main_context_iteration (NULL, TRUE);
  settled = dex_future_get_value (waited, error);
  if (settled != NULL && value != NULL) {
    g_value_init (value, G_VALUE_TYPE (settled));
    g_value_copy (settled, value);
  }
  return settled != NULL;
}

void
testing_wait (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  testing_await (future, NULL, &error);
  g_assert_no_error (error);
}

gpointer
testing_wait_object (DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  testing_await (future, &value, &error);
  g_assert_no_error (error);
  return g_value_dup_object (&value);
}

void
testing_settle (CoffretView *view)
{
  while (coffret_view_is_busy (view))
    g_main_context_iteration (NULL, TRUE);
}

CoffretSession *
testing_session (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = coffret_vault_new_in_memory (&error);

  g_assert_no_error (error);
  return testing_wait_object (coffret_session_new (vault));
}

GPtrArray *
testing_add (CoffretSession *session, ...)
{
  g_autoptr (CoffretImport) job = coffret_session_import (session, NULL);
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  CoffretLibrary *library = coffret_session_get_library (session);
  guint number = g_list_model_get_n_items (G_LIST_MODEL (library)) + 1;
  guint count;
  const char *title;
  va_list titles;

  va_start (titles, session);
  while ((title = va_arg (titles, const char *)) != NULL) {
    g_autofree char *text = testing_credential (number++, title, "2026-01-01");
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

    coffret_import_add_bytes (job, bytes, "typed.json");
  }
  va_end (titles);
  testing_wait (coffret_import_start (job));
  count = g_list_model_get_n_items (G_LIST_MODEL (job));
  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretOutcome) outcome = g_list_model_get_item (G_LIST_MODEL (job), i);
    CoffretEntry *entry;

    g_assert_no_error (coffret_outcome_get_error (outcome));
    entry = coffret_library_find (library, coffret_outcome_get_id (outcome));
    g_assert_nonnull (entry);
    g_ptr_array_add (entries, g_object_ref (entry));
  }
  return entries;
}

CoffretEntry *
testing_entry (CoffretSession *session, const char *title)
{
  GListModel *library = G_LIST_MODEL (coffret_session_get_library (session));

  for (guint i = 0; i < g_list_model_get_n_items (library); i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (library, i);

    if (g_str_equal (coffret_entry_get_title (entry), title))
      return entry; /* the library keeps it */
  }
  g_assert_not_reached ();
}

void
testing_finalize (gpointer object)
{
  gpointer weak = object;
  guint patience = 10000;

  g_object_add_weak_pointer (object, &weak);
  g_object_unref (object);
  while (weak != NULL && patience-- > 0) {
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  }
  g_assert_null (weak);
}

void
testing_end (CoffretSession *session)
{
  coffret_session_end (session);
  testing_finalize (session);
}

GPtrArray *
testing_list (gpointer first, ...)
{
  GPtrArray *list = g_ptr_array_new ();
  va_list more;

  va_start (more, first);
  for (gpointer object = first; object != NULL; object = va_arg (more, gpointer))
    g_ptr_array_add (list, object);
  va_end (more);
  return list;
}

char *
testing_titles (GListModel *model)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (model, i);

    g_string_append_printf (titles, "%s%s", i > 0 ? "|" : "", coffret_entry_get_title (entry));
  }
  return g_string_free (g_steal_pointer (&titles), FALSE);
}

static void
on_notify (GObject *object, GParamSpec *spec, TestingEar *ear)
{
  ear->notified++;
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, TestingEar *ear)
{
  ear->changed++;
  ear->position = position;
  ear->removed = removed;
  ear->added = added;
}

void
testing_listen (gpointer object, const char *property, TestingEar *ear)
{
  if (property != NULL) {
    g_autofree char *detail = g_strconcat ("notify::", property, NULL);
    g_signal_connect (object, detail, G_CALLBACK (on_notify), ear);
  } else {
    g_signal_connect (object, "items-changed", G_CALLBACK (on_items_changed), ear);
  }
}

char *
testing_write (const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (parent, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}
