#include "app/application.h"

#include <glib/gi18n-lib.h>

#include "app/again.h"
#include "app/dialogs/shortcuts-dialog.h"
#include "app/fitting.h"
#include "app/guest.h"
#include "app/places.h"
#include "app/shortcuts.h"
#include "app/start.h"
#include "app/tab-order.h"
#include "app/widgets/hidden-text.h"
#include "app/window.h"
#include "practice/invent.h"

struct _CoffretApplication {
  AdwApplication parent_instance;

  char *folder; /* NULL: the owner's vault */
  CoffretDoorKind kind;
  gboolean guest; /* or a guest's practice: nothing of it is kept */
  char *language; /* as it was started with; nullable */
  char *person;   /* of the practice vault; NULL: the first one */
  char *lesson;   /* to begin with; nullable */
  char *repeat;   /* the same, in the owner's vault */
  char *learnt;   /* the lesson that is played now; nullable */
  gboolean present;
  CoffretDoor *door;
  gboolean ahead;     /* it was begun with before there is a window */
  GVariant *standing; /* where the person was before the program began anew; nullable */
  gboolean again;     /* to begin anew once all is over */
};

G_DEFINE_FINAL_TYPE (CoffretApplication, coffret_application, ADW_TYPE_APPLICATION)

/* The window of the vault; the active one may be a file chooser. */
static CoffretWindow *
find_window (gpointer application)
{
  for (GList *link = gtk_application_get_windows (application); link; link = link->next)
    if (COFFRET_IS_WINDOW (link->data))
      return link->data;
  return NULL;
}

static CoffretDoor *
new_door (CoffretApplication *self)
{
  const char *folder = self->folder;

  switch (self->kind) {
  case COFFRET_DOOR_TO_PRACTICE:
    return coffret_door_new_to_practice (coffret_invent, self->person);
  case COFFRET_DOOR_TO_GUEST:
    return coffret_door_new_to_guest ();
  default:
    if (!folder && self->standing)
      g_variant_lookup (self->standing, "vault", "&s", &folder);
    return coffret_door_new (folder);
  }
}

static void
start_door (CoffretApplication *self)
{
  g_clear_object (&self->door);
  self->door = new_door (self);
  dex_future_disown (coffret_door_start (self->door));
}

static CoffretWindow *
ensure_window (CoffretApplication *self)
{
  CoffretWindow *window = find_window (self);

  if (!window) {
    if (!self->ahead)
      start_door (self);
    self->ahead = FALSE;
    window = coffret_window_new (GTK_APPLICATION (self), self->door);
    if (self->standing)
      coffret_window_return (window, self->standing);
    g_clear_pointer (&self->standing, g_variant_unref);
    coffret_window_set_presenting (window, self->present);
  }
  coffret_window_show (window);
  return window;
}

static void
coffret_application_activate (GApplication *application)
{
  ensure_window (COFFRET_APPLICATION (application));
}

static void
coffret_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_FILE);

  for (int i = 0; i < n_files; i++)
    g_list_store_append (store, files[i]);
  coffret_window_add_files (ensure_window (COFFRET_APPLICATION (application)),
                            G_LIST_MODEL (store));
}

/* What is kept in memory belongs to nobody who runs already, and nobody may join it. */
static void
stay_alone (CoffretApplication *self, CoffretDoorKind kind)
{
  self->kind = kind;
  g_application_set_flags (G_APPLICATION (self),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
}

/* A lesson goes on where the owner's vault is open, if it is: then nothing is left to do here. */
static int
hand_over (GApplication *application, const char *lesson)
{
  if (!g_application_register (application, NULL, NULL) ||
      !g_application_get_is_remote (application))
    return -1;
  g_action_group_activate_action (G_ACTION_GROUP (application), "repeat",
                                  g_variant_new_string (lesson));
  g_application_activate (application);
  return 0;
}

static int
coffret_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  CoffretApplication *self = COFFRET_APPLICATION (application);

  if (g_variant_dict_contains (options, "version")) {
    g_print ("Coffret %s\n", COFFRET_VERSION);
    return 0;
  }
  self->guest = g_variant_dict_contains (options, "guest");
  g_variant_dict_lookup (options, "language", "s", &self->language);
  self->present = g_variant_dict_contains (options, "present");
  g_variant_dict_lookup (options, "person", "s", &self->person);
  g_variant_dict_lookup (options, "lesson", "s", &self->lesson);
  g_variant_dict_lookup (options, "repeat", "s", &self->repeat);
  if (self->person || self->lesson || g_variant_dict_contains (options, "practice"))
    stay_alone (self, COFFRET_DOOR_TO_PRACTICE);
  else if (self->guest)
    stay_alone (self, COFFRET_DOOR_TO_GUEST);
  if (g_variant_dict_lookup (options, "vault", "^ay", &self->folder)) {
    g_autoptr (GFile) folder = g_file_new_for_commandline_arg (self->folder);
    g_autofree char *path = g_file_get_path (folder);
    g_autofree char *digest = NULL;
    g_autofree char *id = NULL;

    if (!path) {
      g_printerr (_ ("The vault must be a folder on this computer.\n"));
      return 2;
    }
    g_set_str (&self->folder, path);
    digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
    digest[16] = '\0';
    id = g_strdup_printf ("%s.Vault%s", COFFRET_APPLICATION_ID, digest);
    g_application_set_application_id (application, id);
  }
  return self->repeat ? hand_over (application, self->repeat) : -1;
}

static void
do_about (GSimpleAction *action, GVariant *target, gpointer data)
{
  AdwDialog *dialog = adw_about_dialog_new ();

  g_object_set (dialog, "application-name", _ ("Coffret"), "application-icon",
                COFFRET_APPLICATION_ID, "version", COFFRET_VERSION, "comments",
                _ ("A vault for your credentials. Everything in it stays on your computer, "
                   "encrypted, until you share it."),
                "developer-name", _ ("The Coffret contributors"), "license-type",
                GTK_LICENSE_GPL_3_0,
                /* Translators: your name, one per line */
                "translator-credits", _ ("translator-credits"), NULL);
  adw_dialog_present (dialog, GTK_WIDGET (gtk_application_get_active_window (data)));
}

static void
do_shortcuts (GSimpleAction *action, GVariant *target, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);

  if (window)
    adw_dialog_present (ADW_DIALOG (coffret_shortcuts_dialog_new ()), GTK_WIDGET (window));
}

char **
coffret_application_dup_options (CoffretApplication *self, const char *option)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, option);
  if (self->guest)
    g_strv_builder_add (builder, "--guest");
  if (self->guest && self->language)
    g_strv_builder_take (builder, g_strconcat ("--language=", self->language, NULL));
  return g_strv_builder_end (builder);
}

static void
do_start (GSimpleAction *action, GVariant *target, gpointer data)
{
  CoffretApplication *self = data;
  gboolean practice = g_str_equal (g_action_get_name (G_ACTION (action)), "practice");
  g_auto (GStrv) options = coffret_application_dup_options (self, "--practice");

  coffret_start_another (gtk_application_get_active_window (data),
                         practice ? (const char *const *) options : NULL, self->folder, -1);
}

static void
do_guest (GSimpleAction *action, GVariant *target, gpointer data)
{
  CoffretApplication *self = data;
  GtkWindow *window = gtk_application_get_active_window (data);

  if (window)
    coffret_guest_ask (window, self->folder);
}

/* TARGET: the folder, as bytes. */
static void
do_open_vault (GSimpleAction *action, GVariant *target, gpointer data)
{
  CoffretApplication *self = data;
  CoffretWindow *window = find_window (self);

  if (!window || self->kind != COFFRET_DOOR_TO_VAULT)
    return;
  g_clear_object (&self->door);
  self->door = coffret_door_new (g_variant_get_bytestring (target));
  coffret_window_set_door (window, self->door);
  dex_future_disown (coffret_door_start (self->door));
}

/* TARGET: the id of somebody else to practise with, or of the same one: all is new then. */
static void
do_person (GSimpleAction *action, GVariant *target, gpointer data)
{
  CoffretApplication *self = data;
  CoffretWindow *window = find_window (self);

  if (!window || self->kind != COFFRET_DOOR_TO_PRACTICE)
    return;
  g_set_str (&self->person, g_variant_get_string (target, NULL));
  g_clear_object (&self->door);
  self->door = new_door (self);
  coffret_window_set_door (window, self->door);
  dex_future_disown (coffret_door_start (self->door));
}

/* From a notice: to what it was about, if the vault is still open. */
static void
do_attention (GSimpleAction *action, GVariant *target, gpointer data)
{
  CoffretWindow *window = ensure_window (data);

  coffret_window_show_attention (window);
}

static void
do_quit (GSimpleAction *action, GVariant *target, gpointer data)
{
  CoffretApplication *self = data;
  CoffretWindow *window = find_window (self);

  if (window && coffret_window_ask_before_leaving (window))
    return;
  /* A window with a dialog on it would close the dialog only. */
  if (self->door)
    coffret_door_lock (self->door);
  if (window)
    gtk_window_close (GTK_WINDOW (window));
  else
    g_application_quit (data);
}

/* TARGET: "fr", or "" for the language of the desktop. The program begins anew in it; a vault in
 * memory, about which nothing is remembered, tells the next one alone. */
static void
do_language (GSimpleAction *action, GVariant *target, gpointer data)
{
  CoffretApplication *self = data;
  CoffretWindow *window = find_window (self);
  const char *language = g_variant_get_string (target, NULL);

  if (!window || self->kind == COFFRET_DOOR_TO_GUEST)
    return;
  if (self->kind == COFFRET_DOOR_TO_VAULT) {
    g_autoptr (GSettings) settings = coffret_places_settings ();

    if (!settings)
      return;
    g_settings_set_string (settings, "language", language);
    language = NULL;
  }
  g_object_get (window, "presenting", &self->present, NULL);
  coffret_again_prepare (coffret_window_describe (window), language);
  self->again = TRUE;
  g_action_group_activate_action (G_ACTION_GROUP (self), "quit", NULL);
}

/* The desktop is about to end the session, or to be shut down: nothing may be half-written then. */
static void
on_query_end (CoffretApplication *self)
{
  if (self->door)
    coffret_door_lock (self->door);
}

static void
coffret_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "attention", .activate = do_attention },
    { .name = "about", .activate = do_about },
    { .name = "quit", .activate = do_quit },
    { .name = "language", .activate = do_language, .parameter_type = "s" },
    { .name = "practice", .activate = do_start },
    { .name = "guest", .activate = do_guest },
    { .name = "own-vault", .activate = do_start },
    { .name = "person", .activate = do_person, .parameter_type = "s" },
    { .name = "open-vault", .activate = do_open_vault, .parameter_type = "ay" },
    { .name = "shortcuts", .activate = do_shortcuts },
  };
  CoffretApplication *self = COFFRET_APPLICATION (application);
  GDBusConnection *bus = g_application_get_dbus_connection (application);

  /* A session bus that goes away does not take an import under way with it. */
  if (bus)
    g_dbus_connection_set_exit_on_close (bus, FALSE);
  /* The vault is opened on a worker while the toolkit gets ready. */
  start_door (self);
  self->ahead = TRUE;
  G_APPLICATION_CLASS (coffret_application_parent_class)->startup (application);
  coffret_fitting_begin ();
  coffret_tab_order_begin ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (application), "own-vault")),
    self->kind != COFFRET_DOOR_TO_VAULT);
  g_signal_connect (application, "query-end", G_CALLBACK (on_query_end), NULL);
  coffret_shortcuts_bind_application (GTK_APPLICATION (application), "app.quit");
  coffret_shortcuts_bind_application (GTK_APPLICATION (application), "app.shortcuts");
  if (self->guest)
    coffret_guest_leave_no_list ();
  gtk_window_set_default_icon_name (COFFRET_APPLICATION_ID);
  /* The Tab key goes through text that can be copied; it need not leave it marked. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
}

static void
coffret_application_shutdown (GApplication *application)
{
  CoffretApplication *self = COFFRET_APPLICATION (application);

  if (self->door)
    coffret_door_lock (self->door);
  /* The toolkit's own would write the list of recent files now, and hand what was copied to the
   * desktop to be kept. */
  if (self->guest)
    G_APPLICATION_CLASS (g_type_class_peek (G_TYPE_APPLICATION))->shutdown (application);
  else
    G_APPLICATION_CLASS (coffret_application_parent_class)->shutdown (application);
}

static void
coffret_application_dispose (GObject *object)
{
  CoffretApplication *self = COFFRET_APPLICATION (object);

  g_clear_object (&self->door);
  g_clear_pointer (&self->standing, g_variant_unref);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->person, g_free);
  g_clear_pointer (&self->lesson, g_free);
  g_clear_pointer (&self->repeat, g_free);
  g_clear_pointer (&self->learnt, g_free);
  G_OBJECT_CLASS (coffret_application_parent_class)->dispose (object);
}

static void
coffret_application_class_init (CoffretApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  coffret_hidden_text_guard ();
  G_OBJECT_CLASS (klass)->dispose = coffret_application_dispose;
  application_class->activate = coffret_application_activate;
  application_class->open = coffret_application_open;
  application_class->startup = coffret_application_startup;
  application_class->shutdown = coffret_application_shutdown;
  application_class->handle_local_options = coffret_application_handle_local_options;
}

static void
coffret_application_init (CoffretApplication *self)
{
  static const GOptionEntry options[] = {
    { "vault", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open the vault in this folder"),
      /* Translators: stands for the name of a folder */
      N_ ("DIR") },
    { "practice", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Open a fresh practice vault with an invented person’s credentials"), NULL },
    { "person", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_ ("Open a fresh practice vault of this invented person"),
      /* Translators: stands for the name of a person */
      N_ ("NAME") },
    { "lesson", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Begin this lesson in a practice vault"),
      N_ ("NAME") },
    { "repeat", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_ ("Begin this lesson in your own vault, after the practice vault"), N_ ("NAME") },
    { "guest", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Open an empty vault that is forgotten when it is closed"), NULL },
    /* Heeded before anything else is (again.h). */
    { "language", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Speak this language, such as “fr”"),
      /* Translators: stands for the tag of a language, such as “fr” */
      N_ ("LANGUAGE") },
    { "present", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Larger letters, with the keys shown and private parts covered"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { NULL },
  };

  self->standing = coffret_again_take_standing ();
  if (self->standing)
    g_variant_ref_sink (self->standing);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
  g_application_set_option_context_summary (
    G_APPLICATION (self), _ ("Coffret is a vault for your credentials. Files that are given "
                             "are added to it."));
}

CoffretApplication *
coffret_application_new (void)
{
  return g_object_new (COFFRET_TYPE_APPLICATION, "application-id", COFFRET_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "register-session", TRUE, "resource-base-path",
                       "/io/github/coffret/Coffret", NULL);
}

char **
coffret_application_dup_arguments_again (CoffretApplication *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (!self->again)
    return NULL;
  if (self->folder)
    g_strv_builder_add_many (builder, "--vault", self->folder, NULL);
  if (self->kind == COFFRET_DOOR_TO_PRACTICE)
    g_strv_builder_add (builder, "--practice");
  if (self->guest)
    g_strv_builder_add (builder, "--guest");
  if (self->person)
    g_strv_builder_add_many (builder, "--person", self->person, NULL);
  if (self->present)
    g_strv_builder_add (builder, "--present");
  if (self->learnt)
    g_strv_builder_take (
      builder, g_strconcat (coffret_application_is_practice (self) ? "--lesson=" : "--repeat=",
                            self->learnt, NULL));
  return g_strv_builder_end (builder);
}

gboolean
coffret_application_is_practice (CoffretApplication *self)
{
  return self->kind == COFFRET_DOOR_TO_PRACTICE;
}

gboolean
coffret_application_is_guests (CoffretApplication *self)
{
  return self->guest;
}

const char *
coffret_application_get_lesson (CoffretApplication *self)
{
  return self->lesson ?: self->repeat;
}

void
coffret_application_set_learnt (CoffretApplication *self, const char *lesson)
{
  g_set_str (&self->learnt, lesson);
}

const char *
coffret_application_get_folder (CoffretApplication *self)
{
  return self->folder;
}

CoffretDoor *
coffret_application_get_door (CoffretApplication *self)
{
  return self->door;
}
