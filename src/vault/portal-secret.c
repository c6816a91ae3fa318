#include "vault/portal-secret.h"

#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define NAME "org.freedesktop.portal.Desktop"
#define OBJECT "/org/freedesktop/portal/desktop"
#define TIMEOUT_QUIET 10000
#define TIMEOUT_PROMPT 120000
#define LEAST 16 /* bytes that a secret must have */
#define MOST 4096
#define PURPOSE "coffret portal slot 1"

/* One question, and a main context that only waits for its answer. */
typedef struct {
  GMainContext *context;
  GDBusConnection *bus;
  gboolean answered;
  guint32 response;
  gboolean late;
} Asking;

gboolean
coffret_portal_secret_is_used (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ||
         g_getenv ("COFFRET_SECRET_PORTAL") != NULL;
}

static void
on_response (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *values,
             gpointer data)
{
  Asking *asking = data;

  if (!g_variant_is_of_type (values, G_VARIANT_TYPE ("(ua{sv})")))
    return;
  g_variant_get_child (values, 0, "u", &asking->response);
  asking->answered = TRUE;
}

static gboolean
on_late (gpointer data)
{
  ((Asking *) data)->late = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer data)
{
  return G_SOURCE_REMOVE;
}

static void
attach (Asking *asking, GSource *source, GSourceFunc func)
{
  g_source_set_callback (source, func, asking, NULL);
  g_source_attach (source, asking->context);
}

static void
detach (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
turn (Asking *asking, guint timeout, GCancellable *cancellable)
{
  GSource *late = g_timeout_source_new (timeout);
  GSource *cancelled = cancellable != NULL ? g_cancellable_source_new (cancellable) : NULL;

  attach (asking, late, on_late);
  if (cancelled != NULL)
    attach (asking, cancelled, G_SOURCE_FUNC (on_cancelled));
  while (!asking->answered && !asking->late && !g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (asking->context, TRUE);
  detach (late);
  if (cancelled != NULL)
    detach (cancelled);
}

static void
set_error (GError **error, CoffretVaultError code, const char *text)
{
  g_set_error_literal (error, COFFRET_VAULT_ERROR, (int) code, text);
}

static gboolean
set_silent (GError **error)
{
  set_error (error, COFFRET_VAULT_ERROR_KEYRING_TIMEOUT,
             _ ("The keyring of this computer did not answer. Try again, or use your passphrase."));
  return FALSE;
}

static gboolean
is_late (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT);
}

/* What the portal said of it, as the caller's error. */
static gboolean
judge (const Asking *asking, const GError *reason, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (reason != NULL && !is_late (reason)) {
    g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_NONE, "%s (%s)",
                 _ ("No keyring answers on this computer. Please use your passphrase."),
                 reason->message);
    return FALSE;
  }
  if (reason != NULL || !asking->answered)
    return set_silent (error);
  if (asking->response == 0)
    return TRUE;
  set_error (error, COFFRET_VAULT_ERROR_KEYRING_LOCKED,
             _ ("The keyring of this computer is locked. Unlock it, or use your passphrase."));
  return FALSE;
}

static gboolean
call (Asking *asking,
      int fd,
      const char *token,
      guint timeout,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GUnixFDList) list = g_unix_fd_list_new ();
  g_autoptr (GVariant) answer = NULL;
  GVariantBuilder options = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  int index = g_unix_fd_list_append (list, fd, error);

  if (index < 0)
    return FALSE;
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  answer = g_dbus_connection_call_with_unix_fd_list_sync (
    asking->bus, NAME, OBJECT, "org.freedesktop.portal.Secret", "RetrieveSecret",
    g_variant_new ("(ha{sv})", index, &options), G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE,
    (int) timeout, list, NULL, cancellable, error);
  return answer != NULL;
}

/* The portal writes the secret to FD and answers then. */
static gboolean
ask (const CoffretKeyring *keyring, int fd, GError **error)
{
  guint timeout = keyring->timeout != 0  ? keyring->timeout
                  : keyring->interactive ? TIMEOUT_PROMPT
                                         : TIMEOUT_QUIET;
  g_autofree char *token = g_strdup_printf ("coffret%u", g_random_int ());
  g_autofree char *sender = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) reason = NULL;
  Asking asking = { .context = g_main_context_new () };
  guint subscription;
  gboolean done;

  g_main_context_push_thread_default (asking.context);
  asking.bus = g_bus_get_sync (G_BUS_TYPE_SESSION, keyring->cancellable, &reason);
  if (asking.bus != NULL) {
    /* GIO would end the whole process, and the work under way in it, with the bus. */
    g_dbus_connection_set_exit_on_close (asking.bus, FALSE);
    sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (asking.bus) + 1), ".", '_');
    path = g_strdup_printf (OBJECT "/request/%s/%s", sender, token);
    subscription = g_dbus_connection_signal_subscribe (
      asking.bus, NAME, "org.freedesktop.portal.Request", "Response", path, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_response, &asking, NULL);
    if (call (&asking, fd, token, timeout, keyring->cancellable, &reason))
      turn (&asking, timeout, keyring->cancellable);
    g_dbus_connection_signal_unsubscribe (asking.bus, subscription);
  }
  done = judge (&asking, reason, keyring->cancellable, error);
  while (g_main_context_iteration (asking.context, FALSE))
    ;
  g_main_context_pop_thread_default (asking.context);
  g_clear_object (&asking.bus);
  g_main_context_unref (asking.context);
  return done;
}

/* What has been written; nobody is waited for any more. */
static CoffretSecret *
drain (int fd, GError **error)
{
  g_autoptr (CoffretSecret) buffer = coffret_secret_new (MOST);
  gsize length = 0;
  gssize n;

  while (length < MOST &&
         (n = read (fd, coffret_secret_bytes (buffer) + length, MOST - length)) > 0)
    length += (gsize) n;
  if (length >= LEAST)
    return coffret_secret_new_copy (coffret_secret_bytes (buffer), length);
  set_silent (error);
  return NULL;
}

static void
mix (crypto_generichash_state *state, const char *text)
{
  crypto_generichash_update (state, (const guint8 *) text, strlen (text) + 1);
}

CoffretSecret *
coffret_portal_secret_derive (const CoffretKeyring *keyring, GError **error)
{
  g_autoptr (CoffretSecret) secret = NULL;
  g_autoptr (CoffretSecret) short_secret = coffret_secret_new (crypto_generichash_KEYBYTES);
  g_autoptr (CoffretSecret) state = coffret_secret_new (crypto_generichash_statebytes ());
  crypto_generichash_state *hash = (gpointer) coffret_secret_bytes (state);
  CoffretSecret *key;
  int ends[2];
  gboolean told;

  if (!g_unix_open_pipe (ends, O_CLOEXEC, error))
    return NULL;
  g_unix_set_fd_nonblocking (ends[0], TRUE, NULL);
  told = ask (keyring, ends[1], error);
  close (ends[1]);
  if (told)
    secret = drain (ends[0], error);
  close (ends[0]);
  if (secret == NULL)
    return NULL;
  crypto_generichash (coffret_secret_bytes (short_secret), coffret_secret_length (short_secret),
                      coffret_secret_bytes (secret), coffret_secret_length (secret), NULL, 0);
  key = coffret_secret_new (32);
  crypto_generichash_init (hash, coffret_secret_bytes (short_secret),
                           coffret_secret_length (short_secret), coffret_secret_length (key));
  mix (hash, PURPOSE);
  mix (hash, keyring->vault);
  mix (hash, keyring->key);
  crypto_generichash_final (hash, coffret_secret_bytes (key), coffret_secret_length (key));
  return key;
}
