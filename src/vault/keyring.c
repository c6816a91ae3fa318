#include "vault/keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#define TIMEOUT_QUIET 10000
#define TIMEOUT_PROMPT 120000
/* After cancelling, a well-behaved call returns at once; others are left behind. */
#define GRACE 1000

static const SecretSchema schema = {
  .name = "io.github.coffret.Coffret.Vault",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "vault", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "key", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/* libsecret's calls are asynchronous and may never end. They run in a main context
 * of their own, which this thread turns until the answer or the deadline. */
typedef struct {
  GMainContext *context;
  GCancellable *cancellable; /* ours: at the deadline, or when the caller's is cancelled */
  GCancellable *given;       /* the caller's, nullable */
  gulong handler;
  gint64 deadline; /* monotonic */
  gboolean late;
} Talk;

/* Outlives the talk when the answer never comes. */
typedef struct {
  GAsyncResult *result;
} Answer;

static void
answer_clear (gpointer data)
{
  g_clear_object (&((Answer *) data)->result);
}

static void
answer_unref (Answer *answer)
{
  g_rc_box_release_full (answer, answer_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_unref)

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->result = g_object_ref (result);
  answer_unref (answer);
}

static void
on_given_cancelled (GCancellable *given, gpointer data)
{
  Talk *talk = data;

  g_cancellable_cancel (talk->cancellable);
  g_main_context_wakeup (talk->context);
}

static gboolean
on_tick (gpointer data)
{
  return G_SOURCE_REMOVE;
}

static void
talk_begin (Talk *talk, const CoffretKeyring *keyring)
{
  guint timeout = keyring->timeout != 0  ? keyring->timeout
                  : keyring->interactive ? TIMEOUT_PROMPT
                                         : TIMEOUT_QUIET;

  talk->context = g_main_context_new ();
  talk->cancellable = g_cancellable_new ();
  talk->given = keyring->cancellable;
  talk->handler = 0;
  talk->late = FALSE;
  talk->deadline = g_get_monotonic_time () + (gint64) timeout * 1000;
  g_main_context_push_thread_default (talk->context);
  if (talk->given != NULL)
    talk->handler =
      g_cancellable_connect (talk->given, G_CALLBACK (on_given_cancelled), talk, NULL);
}

static void
talk_end (Talk *talk)
{
  if (talk->given != NULL)
    g_cancellable_disconnect (talk->given, talk->handler);
  /* Lets the last objects go in the context that they were made in. */
  while (g_main_context_iteration (talk->context, FALSE))
    ;
  g_main_context_pop_thread_default (talk->context);
  g_clear_object (&talk->cancellable);
  g_clear_pointer (&talk->context, g_main_context_unref);
}

static void
turn_until (Talk *talk, Answer *answer, gint64 deadline)
{
  GSource *tick = g_timeout_source_new (MAX (0, (deadline - g_get_monotonic_time ()) / 1000 + 1));

  g_source_set_callback (tick, on_tick, NULL, NULL);
  g_source_attach (tick, talk->context);
  while (answer->result == NULL && g_get_monotonic_time () < deadline &&
         !(g_cancellable_is_cancelled (talk->cancellable) && deadline == talk->deadline))
    g_main_context_iteration (talk->context, TRUE);
  g_source_destroy (tick);
  g_source_unref (tick);
}

/* NULL: it did not answer, not even to being cancelled. */
static GAsyncResult *
await (Talk *talk, Answer *answer)
{
  turn_until (talk, answer, talk->deadline);
  if (answer->result == NULL) {
    talk->late = !g_cancellable_is_cancelled (talk->cancellable);
    g_cancellable_cancel (talk->cancellable);
    turn_until (talk, answer, g_get_monotonic_time () + GRACE * 1000);
  }
  return answer->result;
}

static Answer *
answer_new (void)
{
  return g_rc_box_new0 (Answer);
}

static gboolean
set_locked (GError **error)
{
  g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_LOCKED,
                       _ ("The keyring of this computer is locked. Unlock it, or use your "
                          "passphrase."));
  return FALSE;
}

static gboolean
set_absent (GError **error)
{
  g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_ABSENT,
                       _ ("The keyring of this computer does not have the key of this vault. "
                          "Please use your passphrase."));
  return FALSE;
}

/* REASON (nullable) is what libsecret or the bus said. */
static gboolean
set_error (const Talk *talk, const GError *reason, GError **error)
{
  if (talk->given != NULL && g_cancellable_set_error_if_cancelled (talk->given, error))
    return FALSE;
  if (talk->late || reason == NULL || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
      g_error_matches (reason, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT) ||
      g_error_matches (reason, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT))
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_TIMEOUT,
                         _ ("The keyring of this computer did not answer. Try again, or use your "
                            "passphrase."));
  else if (g_error_matches (reason, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
           /* Somebody said no: they may say yes another time. */
           g_error_matches (reason, G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED))
    set_locked (error);
  else if (g_error_matches (reason, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
           g_error_matches (reason, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT))
    set_absent (error);
  else
    g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_NONE, "%s (%s)",
                 _ ("No keyring answers on this computer. Please use your passphrase."),
                 reason->message);
  return FALSE;
}

static SecretService *
open_service (Talk *talk, GError **error)
{
  g_autoptr (Answer) answer = answer_new ();
  g_autoptr (GError) reason = NULL;
  SecretService *service = NULL;

  secret_service_open (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, talk->cancellable,
                       on_answer, g_rc_box_acquire (answer));
  if (await (talk, answer) != NULL)
    service = secret_service_open_finish (answer->result, &reason);
  if (service == NULL)
    set_error (talk, reason, error);
  else
    /* GIO would end the whole process, and the work under way in it, with the bus. */
    g_dbus_connection_set_exit_on_close (g_dbus_proxy_get_connection (G_DBUS_PROXY (service)),
                                         FALSE);
  return service;
}

static GHashTable *
attributes_of (const CoffretKeyring *keyring)
{
  return secret_attributes_build (&schema, "vault", keyring->vault, "key", keyring->key, NULL);
}

/* SecretItem's, also locked ones; FALSE with an error. Shows no prompt. */
static gboolean
search (
  Talk *talk, SecretService *service, const CoffretKeyring *keyring, GList **items, GError **error)
{
  g_autoptr (Answer) answer = answer_new ();
  g_autoptr (GHashTable) attributes = attributes_of (keyring);
  g_autoptr (GError) reason = NULL;

  *items = NULL;
  secret_service_search (service, &schema, attributes, SECRET_SEARCH_ALL, talk->cancellable,
                         on_answer, g_rc_box_acquire (answer));
  if (await (talk, answer) == NULL)
    return set_error (talk, NULL, error);
  *items = secret_service_search_finish (service, answer->result, &reason);
  return reason == NULL || set_error (talk, reason, error);
}

/* OBJECTS are items or collections. */
static gboolean
unlock (Talk *talk, SecretService *service, GList *objects, GError **error)
{
  g_autoptr (Answer) answer = answer_new ();
  g_autoptr (GError) reason = NULL;
  int n;

  secret_service_unlock (service, objects, talk->cancellable, on_answer, g_rc_box_acquire (answer));
  if (await (talk, answer) == NULL)
    return set_error (talk, NULL, error);
  n = secret_service_unlock_finish (service, answer->result, NULL, &reason);
  if (reason != NULL)
    return set_error (talk, reason, error);
  return n > 0 || set_locked (error);
}

/* The keyring that new secrets go to; NULL without error when there is none. */
static SecretCollection *
default_collection (Talk *talk, SecretService *service, GError **error)
{
  g_autoptr (Answer) answer = answer_new ();
  g_autoptr (GError) reason = NULL;
  SecretCollection *collection = NULL;

  secret_collection_for_alias (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                               talk->cancellable, on_answer, g_rc_box_acquire (answer));
  if (await (talk, answer) != NULL)
    collection = secret_collection_for_alias_finish (answer->result, &reason);
  else
    set_error (talk, NULL, error);
  if (reason != NULL)
    set_error (talk, reason, error);
  return collection;
}

/* TRUE when it is open, or when there is none. */
static gboolean
unlock_default (Talk *talk, SecretService *service, gboolean interactive, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (SecretCollection) collection = default_collection (talk, service, &reason);
  GList one = { .data = collection };

  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  if (collection == NULL || !secret_collection_get_locked (collection))
    return TRUE;
  return interactive ? unlock (talk, service, &one, error) : set_locked (error);
}

static SecretItem *
first_open (GList *items)
{
  for (GList *l = items; l != NULL; l = l->next)
    if (!secret_item_get_locked (l->data))
      return l->data;
  return NULL;
}

static void
free_items (GList *items)
{
  g_list_free_full (items, g_object_unref);
}

/* The items, at least one of them open. Some services show nothing of a locked
 * keyring: then "not found" says nothing. */
static gboolean
find_open (
  Talk *talk, SecretService *service, const CoffretKeyring *keyring, GList **items, GError **error)
{
  gboolean ready;

  if (!search (talk, service, keyring, items, error))
    return FALSE;
  if (first_open (*items) != NULL)
    return TRUE;
  if (*items == NULL)
    ready = unlock_default (talk, service, keyring->interactive, error);
  else
    ready = keyring->interactive ? unlock (talk, service, *items, error) : set_locked (error);
  free_items (g_steal_pointer (items));
  if (!ready || !search (talk, service, keyring, items, error))
    return FALSE;
  if (first_open (*items) != NULL)
    return TRUE;
  if (*items != NULL)
    set_locked (error);
  else
    set_absent (error);
  free_items (g_steal_pointer (items));
  return FALSE;
}

static CoffretSecret *
load (Talk *talk, SecretItem *item, GError **error)
{
  g_autoptr (Answer) answer = answer_new ();
  g_autoptr (GError) reason = NULL;
  SecretValue *value = NULL;
  CoffretSecret *secret = NULL;

  secret_item_load_secret (item, talk->cancellable, on_answer, g_rc_box_acquire (answer));
  if (await (talk, answer) == NULL)
    set_error (talk, NULL, error);
  else if (!secret_item_load_secret_finish (item, answer->result, &reason))
    set_error (talk, reason, error);
  else if ((value = secret_item_get_secret (item)) == NULL)
    set_locked (error);
  if (value != NULL) {
    gsize length;
    const char *text = secret_value_get (value, &length);
    secret = coffret_secret_new_copy (text, length);
    secret_value_unref (value);
  }
  return secret;
}

CoffretSecret *
coffret_keyring_read (const CoffretKeyring *keyring, GError **error)
{
  Talk talk;
  SecretService *service;
  GList *items = NULL;
  CoffretSecret *secret = NULL;
  g_autoptr (GError) reason = NULL;

  talk_begin (&talk, keyring);
  service = open_service (&talk, error);
  if (service != NULL && find_open (&talk, service, keyring, &items, error))
    secret = load (&talk, first_open (items), &reason);
  free_items (g_steal_pointer (&items));
  /* A service that has just moved its items finds them at their old places once more. */
  if (g_error_matches (reason, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_ABSENT) &&
      find_open (&talk, service, keyring, &items, error))
    secret = load (&talk, first_open (items), error);
  else if (reason != NULL && (error == NULL || *error == NULL))
    g_propagate_error (error, g_steal_pointer (&reason));
  free_items (items);
  g_clear_object (&service);
  talk_end (&talk);
  return secret;
}

static gboolean
store (Talk *talk,
       SecretService *service,
       const CoffretKeyring *keyring,
       CoffretSecret *text,
       GError **error)
{
  g_autoptr (Answer) answer = answer_new ();
  g_autoptr (GHashTable) attributes = attributes_of (keyring);
  g_autoptr (GError) reason = NULL;
  SecretValue *value = secret_value_new ((const char *) coffret_secret_bytes (text),
                                         (gssize) coffret_secret_length (text), "text/plain");

  secret_service_store (service, &schema, attributes, SECRET_COLLECTION_DEFAULT,
                        "Coffret vault key", value, talk->cancellable, on_answer,
                        g_rc_box_acquire (answer));
  secret_value_unref (value);
  if (await (talk, answer) == NULL)
    return set_error (talk, NULL, error);
  if (!secret_service_store_finish (service, answer->result, &reason))
    return reason != NULL ? set_error (talk, reason, error) : set_locked (error);
  return TRUE;
}

gboolean
coffret_keyring_store (const CoffretKeyring *keyring, CoffretSecret *text, GError **error)
{
  Talk talk;
  SecretService *service;
  gboolean stored = FALSE;

  talk_begin (&talk, keyring);
  service = open_service (&talk, error);
  if (service != NULL && unlock_default (&talk, service, keyring->interactive, error))
    stored = store (&talk, service, keyring, text, error);
  g_clear_object (&service);
  talk_end (&talk);
  return stored;
}

gboolean
coffret_keyring_remove (const CoffretKeyring *keyring, GError **error)
{
  Talk talk;
  SecretService *service;
  GList *items = NULL;
  gboolean removed = FALSE;

  talk_begin (&talk, keyring);
  service = open_service (&talk, error);
  if (service != NULL && search (&talk, service, keyring, &items, error)) {
    removed = TRUE;
    for (GList *l = items; l != NULL && removed; l = l->next) {
      g_autoptr (Answer) answer = answer_new ();
      g_autoptr (GError) reason = NULL;
      secret_item_delete (l->data, talk.cancellable, on_answer, g_rc_box_acquire (answer));
      removed = await (&talk, answer) != NULL &&
                secret_item_delete_finish (l->data, answer->result, &reason);
      if (!removed)
        set_error (&talk, reason, error);
    }
  }
  free_items (items);
  g_clear_object (&service);
  talk_end (&talk);
  return removed;
}
