#include "ui-testing.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "app/shortcuts.h"
#include "app/tab-order.h"
#include "app/window.h"
#include "organise/door.h"

void
ui_testing_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  dex_init ();
  adw_init ();
  coffret_tab_order_begin ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

static void
run_until_settled (DexFuture *future)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
}

void
ui_testing_await (DexFuture *future, GValue *value)
{
  g_autoptr (GError) error = NULL;
  const GValue *answer;

  run_until_settled (future);
  answer = dex_future_get_value (future, &error);
  g_assert_no_error (error);
  if (value) {
    g_value_init (value, G_VALUE_TYPE (answer));
    g_value_copy (answer, value);
  }
  dex_unref (future);
}

GError *
ui_testing_await_error (DexFuture *future)
{
  GError *error = NULL;

  run_until_settled (future);
  g_assert_null (dex_future_get_value (future, &error));
  g_assert_nonnull (error);
  dex_unref (future);
  return error;
}

void
ui_testing_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* Whether a thread of this program but the one that asks has something to do. One that waits for
 * its turn on a busy machine has. */
static gboolean
is_somebody_at_work (void)
{
  static const char folder[] = "/proc/self/task";
  g_autoptr (GDir) threads = g_dir_open (folder, 0, NULL);
  g_autofree char *own = g_strdup_printf ("%d", (int) getpid ());
  gboolean busy = FALSE;

  g_assert_nonnull (threads);
  for (const char *id; !busy && (id = g_dir_read_name (threads)) != NULL;) {
    g_autofree char *path = g_build_filename (folder, id, "stat", NULL);
    g_autofree char *stat = NULL;

    /* Behind the name, in which there may be anything; one that has just ended has none. */
    if (!g_str_equal (id, own) && g_file_get_contents (path, &stat, NULL, NULL))
      busy = !g_str_has_prefix (strrchr (stat, ')'), ") S");
  }
  return busy;
}

void
ui_testing_rest (GtkWindow *window)
{
  for (guint quiet = 0; quiet < 2;) {
    ui_testing_settle ();
    gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
    quiet = is_somebody_at_work () || g_main_context_pending (NULL) ? 0 : quiet + 1;
  }
}

GtkWidget *
ui_testing_find (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = ui_testing_find (child, type);
  return found;
}

gboolean
ui_testing_says (GtkWidget *widget, const char *const *properties, const char *text)
{
  for (gsize i = 0; properties[i]; i++) {
    GParamSpec *property =
      g_object_class_find_property (G_OBJECT_GET_CLASS (widget), properties[i]);
    g_autofree char *value = NULL;
    g_autoptr (GString) plain = NULL;

    if (!property || property->value_type != G_TYPE_STRING)
      continue;
    g_object_get (widget, properties[i], &value, NULL);
    plain = g_string_new (value);
    g_string_replace (plain, "_", "", 0);
    if (g_str_equal (plain->str, text))
      return TRUE;
  }
  return FALSE;
}

GtkWidget *
ui_testing_find_text (GtkWidget *widget, GType type, const char *text)
{
  static const char *const properties[] = { "label", "title", NULL };
  GtkWidget *found = NULL;

  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && ui_testing_says (widget, properties, text))
    found = widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = ui_testing_find_text (child, type, text);
  return found;
}

GtkWidget *
ui_testing_part (GtkWidget *widget, const char *name)
{
  GtkWidget *part =
    GTK_WIDGET (gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name));

  g_assert_nonnull (part);
  return part;
}

const char *
ui_testing_toast (GtkWidget *widget)
{
  const char *said = NULL;

  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwToastWidget")) {
    GtkWidget *label = ui_testing_find (widget, GTK_TYPE_LABEL);

    return label ? gtk_label_get_label (GTK_LABEL (label)) : NULL;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    said = ui_testing_toast (child) ?: said;
  return said;
}

/* Takes DOOR, which OPENING opens. */
static void
move_in (UiTestingHouse *house, CoffretDoor *door, DexFuture *(*opening) (CoffretDoor *), guint n)
{
  g_autoptr (CoffretImport) import = NULL;

  house->door = door;
  house->window = GTK_WINDOW (coffret_window_new (NULL, door));
  gtk_window_set_default_size (house->window, 1000, 800);
  ui_testing_show (house->window);
  ui_testing_await (opening (door), NULL);
  house->session = coffret_door_get_session (door);
  house->library = coffret_session_get_library (house->session);
  import = coffret_session_import (house->session, NULL);
  for (guint i = 0; i < n; i++) {
    g_autoptr (GBytes) bytes = ui_testing_credential_new (i);
    g_autofree char *name = g_strdup_printf ("credential-%u.json", i);

    coffret_import_add_bytes (import, bytes, name);
  }
  ui_testing_await (coffret_import_start (import), NULL);
  ui_testing_settle ();
}

char *
ui_testing_scan (GtkWidget *picture)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (picture);
  const int width = gtk_widget_get_width (picture);
  const int height = gtk_widget_get_height (picture);
  g_autofree char *path =
    g_strdup_printf ("%s/coffret-code-%d-%d.png", g_get_tmp_dir (), (int) getpid (), width);
  const char *const command[] = { "zbarimg",           "-q", "--raw", "--nodbus", "-S*.enable=0",
                                  "-Sqrcode.enable=1", path, NULL };
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  /* There is none before it is drawn for the first time. */
  while (!node) {
    GtkSnapshot *snapshot = gtk_snapshot_new ();

    gdk_paintable_snapshot (paintable, snapshot, width, height);
    node = gtk_snapshot_free_to_node (snapshot);
    if (!node)
      g_main_context_iteration (NULL, TRUE);
  }
  texture =
    gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (picture)), node,
                                 &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  g_assert_true (gdk_texture_save_to_png (texture, path));
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return g_strchomp (text);
}

void
ui_testing_house_open (UiTestingHouse *house, guint n)
{
  move_in (house, coffret_door_new_to_guest (), coffret_door_start, n);
}

static DexFuture *
create (CoffretDoor *door)
{
  g_autoptr (CoffretSecret) words = coffret_secret_new_copy ("four quiet yellow boats", 23);

  return coffret_door_create (door, COFFRET_SLOT_PASSPHRASE, words);
}

void
ui_testing_house_open_kept (UiTestingHouse *house, const char *folder, guint n)
{
  move_in (house, coffret_door_new (folder), create, n);
}

void
ui_testing_house_close (UiTestingHouse *house)
{
  gpointer watched = house->door;

  ui_testing_finish (house->window);
  coffret_door_lock (house->door);
  g_object_add_weak_pointer (watched, &watched);
  g_object_unref (house->door);
  ui_testing_wait_until (watched == NULL);
}

AdwDialog *
ui_testing_house_dialog (UiTestingHouse *house)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (house->window);

  ui_testing_wait_until (adw_application_window_get_visible_dialog (window) != NULL);
  ui_testing_settle ();
  g_assert_nonnull (adw_application_window_get_visible_dialog (window));
  return adw_application_window_get_visible_dialog (window);
}

void
ui_testing_house_no_dialog (UiTestingHouse *house)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (house->window);

  ui_testing_wait_until (adw_application_window_get_visible_dialog (window) == NULL);
  ui_testing_settle ();
}

void
ui_testing_house_undo (UiTestingHouse *house)
{
  CoffretUndo *undo = coffret_session_get_undo (house->session);
  g_autofree char *label = g_strdup (coffret_undo_get_undo_label (undo));

  g_assert_nonnull (label);
  g_assert_cmpstr (label, !=, coffret_undo_get_redo_label (undo));
  gtk_widget_activate_action (GTK_WIDGET (house->window), "win.undo", NULL);
  /* Which it is once it is done. */
  ui_testing_wait_until (g_strcmp0 (coffret_undo_get_redo_label (undo), label) == 0);
  ui_testing_settle ();
}

GBytes *
ui_testing_credential_new (guint number)
{
  const char *picture =
    "\"image\":{\"type\":\"Image\",\"id\":\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/"
    "2000/svg' width='40' height='20'%3E%3Crect width='40' height='20' "
    "fill='red'/%3E%3C/svg%3E\"},";
  char *json = g_strdup_printf (
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
    "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
    "\"id\":\"urn:uuid:00000000-0000-4000-8000-%012u\","
    "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"name\":\"Credential %u\","
    "\"issuer\":{\"id\":\"https://issuer.example/%u\",\"type\":[\"Profile\"],"
    "\"name\":\"Issuer <b>&amp; %u\"},\"validFrom\":\"%04u-%02u-12T00:00:00Z\","
    "\"credentialSubject\":{\"type\":[\"AchievementSubject\"],\"achievement\":{"
    "\"id\":\"urn:a:%u\",\"type\":[\"Achievement\"],\"achievementType\":\"MicroCredential\",%s"
    "\"name\":\"Credential %u\",\"description\":\"Says <i>this</i> & that.\","
    "\"criteria\":{\"id\":\"https://issuer.example/criteria\",\"narrative\":\"Do it.\"},"
    "\"alignment\":[{\"type\":[\"Alignment\"],\"targetName\":\"A skill\","
    "\"targetUrl\":\"https://skills.example/1\"}]}},"
    "\"evidence\":[{\"type\":[\"Evidence\"],\"id\":\"https://evidence.example/1\","
    "\"name\":\"A portfolio\"}]}",
    number, number, number, number, 2026 - number / 12, 12 - number % 12, number,
    number % 2 == 0 ? picture : "", number);

  return g_bytes_new_take (json, strlen (json));
}

CoffretSession *
ui_testing_session_new (guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = coffret_vault_new_in_memory (&error);
  g_autoptr (CoffretImport) import = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  CoffretSession *session;

  g_assert_no_error (error);
  ui_testing_await (coffret_session_new (vault), &value);
  session = g_value_dup_object (&value);
  import = coffret_session_import (session, NULL);
  for (guint i = 0; i < n; i++) {
    g_autoptr (GBytes) bytes = ui_testing_credential_new (i);
    g_autofree char *name = g_strdup_printf ("credential-%u.json", i);

    coffret_import_add_bytes (import, bytes, name);
  }
  ui_testing_await (coffret_import_start (import), NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (coffret_session_get_library (session))),
                    ==, n);
  return session;
}

CoffretEntry *
ui_testing_entry (CoffretSession *session, guint position)
{
  g_autoptr (CoffretEntry) entry =
    g_list_model_get_item (G_LIST_MODEL (coffret_session_get_library (session)), position);
  g_autofree char *key = g_strconcat ("ui-testing ", coffret_entry_get_id (entry), NULL);

  /* The library itself lets go of those that nobody looks at. */
  g_object_set_data_full (G_OBJECT (session), key, g_object_ref (entry), g_object_unref);
  return entry;
}

void
ui_testing_show (GtkWindow *window)
{
  gtk_window_present (window);
  while (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
}

static gboolean
needs_name (GtkAccessibleRole role)
{
  switch (role) {
  case GTK_ACCESSIBLE_ROLE_BUTTON:
  case GTK_ACCESSIBLE_ROLE_TOGGLE_BUTTON:
  case GTK_ACCESSIBLE_ROLE_CHECKBOX:
  case GTK_ACCESSIBLE_ROLE_RADIO:
  case GTK_ACCESSIBLE_ROLE_SWITCH:
  case GTK_ACCESSIBLE_ROLE_TEXT_BOX:
  case GTK_ACCESSIBLE_ROLE_SEARCH_BOX:
  case GTK_ACCESSIBLE_ROLE_SPIN_BUTTON:
  case GTK_ACCESSIBLE_ROLE_COMBO_BOX:
  case GTK_ACCESSIBLE_ROLE_SLIDER:
  case GTK_ACCESSIBLE_ROLE_LINK:
  case GTK_ACCESSIBLE_ROLE_IMG:
  case GTK_ACCESSIBLE_ROLE_PROGRESS_BAR:
  case GTK_ACCESSIBLE_ROLE_LIST:
  case GTK_ACCESSIBLE_ROLE_LIST_ITEM:
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
has_name (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
         (tooltip && *tooltip);
}

/* Parts of the platform's own widgets, which say what they are in other ways. */
static gboolean
is_platform_part (GtkWidget *widget)
{
  const char *name = gtk_widget_get_css_name (widget);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return (GTK_IS_IMAGE (widget) &&
          (ADW_IS_ENTRY_ROW (gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_ROW)
                               ?: widget) ||
           GTK_IS_BUTTON (parent) ||
           ADW_IS_STATUS_PAGE (gtk_widget_get_ancestor (widget, ADW_TYPE_STATUS_PAGE)
                                 ?: widget))) ||
         /* the sign that Caps Lock is on */
         (GTK_IS_IMAGE (widget) && GTK_IS_PASSWORD_ENTRY (parent)) ||
         /* the bar of a bottom sheet, which a dialog in a narrow window is, without a bar */
         (GTK_IS_BUTTON (widget) && GTK_IS_STACK (parent) && gtk_widget_get_parent (parent) &&
          ADW_IS_BOTTOM_SHEET (gtk_widget_get_parent (gtk_widget_get_parent (parent)))) ||
         /* the search of preferences that have none */
         (!gtk_widget_get_mapped (widget) &&
          gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_DIALOG)) ||
         g_str_equal (name, "listview") ||
         gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW) != NULL;
}

static guint
audit (GtkWidget *widget, gboolean inside_named)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));
  gboolean named = has_name (widget);
  guint bad;

  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkTooltipWindow"))
    return 0;
  bad = needs_name (role) && !named && !inside_named && !is_platform_part (widget) &&
        gtk_widget_get_visible (widget);

  if (bad) {
    g_autoptr (GString) path = g_string_new (NULL);

    for (GtkWidget *above = widget; above; above = gtk_widget_get_parent (above))
      g_string_append_printf (path, " < %s", G_OBJECT_TYPE_NAME (above));
    g_test_message ("no name:%s", path->str);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    bad += audit (child,
                  inside_named || (needs_name (role) && named && role != GTK_ACCESSIBLE_ROLE_LIST));
  return bad;
}

/* The GtkShortcut's of WIDGET alone; those that its class has from the class above too.
 * MANAGED: also those that a window keeps for what is in it. */
static GPtrArray *
shortcuts_of (GtkWidget *widget, gboolean managed)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  GPtrArray *shortcuts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    const char *name;

    if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
      continue;
    name = gtk_event_controller_get_name (controller);
    if (!managed && name && g_str_has_prefix (name, "gtk-shortcut-manager"))
      continue;
    for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
      g_ptr_array_add (shortcuts, g_list_model_get_item (G_LIST_MODEL (controller), j));
  }
  return shortcuts;
}

static const char *
action_of (GtkShortcut *shortcut)
{
  GtkShortcutAction *action = gtk_shortcut_get_action (shortcut);

  return GTK_IS_NAMED_ACTION (action) ? gtk_named_action_get_action_name (GTK_NAMED_ACTION (action))
                                      : NULL;
}

static gboolean
has_key (GtkShortcut *shortcut, const char *key)
{
  g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (key);

  g_assert_nonnull (trigger);
  return gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger);
}

static gboolean
is_listed (GtkShortcut *shortcut)
{
  const char *action = action_of (shortcut);

  for (const CoffretShortcutGroup *group = coffret_shortcuts_get_groups (); group->title; group++)
    for (const CoffretShortcut *row = group->shortcuts; row->title; row++) {
      g_auto (GStrv) actions = g_strsplit (row->actions ?: "", " ", -1);
      g_auto (GStrv) keys = g_strsplit (row->keys, " ", -1);

      if (action ? !g_strv_contains ((const char *const *) actions, action) : row->actions != NULL)
        continue;
      for (guint i = 0; keys[i]; i++)
        if (has_key (shortcut, coffret_shortcuts_turn (keys[i])))
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_same (gconstpointer one, gconstpointer other)
{
  return gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger ((GtkShortcut *) one),
                                     gtk_shortcut_get_trigger ((GtkShortcut *) other)) &&
         g_strcmp0 (action_of ((GtkShortcut *) one), action_of ((GtkShortcut *) other)) == 0;
}

/* What a class of ours has from GTK's is the platform's business. */
static guint
audit_keys (GtkWidget *widget)
{
  GType above = g_type_parent (G_OBJECT_TYPE (widget));
  g_autoptr (GtkWidget) other = NULL;
  g_autoptr (GPtrArray) shortcuts = NULL;
  g_autoptr (GPtrArray) inherited = NULL;
  guint bad = 0;

  if (!g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Coffret"))
    return 0;
  shortcuts = shortcuts_of (widget, FALSE);
  if (!G_TYPE_IS_ABSTRACT (above)) {
    other = g_object_ref_sink (g_object_new (above, NULL));
    inherited = shortcuts_of (other, FALSE);
  }
  for (guint i = 0; i < shortcuts->len; i++) {
    GtkShortcut *shortcut = g_ptr_array_index (shortcuts, i);
    g_autofree char *key = NULL;

    if ((inherited && g_ptr_array_find_with_equal_func (inherited, shortcut, is_same, NULL)) ||
        is_listed (shortcut))
      continue;
    key = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));
    g_test_message ("not in shortcuts.c: %s of %s for %s", key, G_OBJECT_TYPE_NAME (widget),
                    action_of (shortcut) ?: "a function");
    bad++;
  }
  if (GTK_IS_WINDOW (other))
    gtk_window_destroy (GTK_WINDOW (other));
  return bad;
}

static guint
audit_all_keys (GtkWidget *widget)
{
  guint bad = audit_keys (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    bad += audit_all_keys (child);
  return bad;
}

guint
ui_testing_audit (GtkWidget *widget)
{
  return audit (widget, FALSE) + audit_all_keys (widget);
}

gboolean
ui_testing_binds (GtkWidget *widget, const char *key, const char *action)
{
  g_autoptr (GPtrArray) shortcuts = shortcuts_of (widget, TRUE);

  for (guint i = 0; i < shortcuts->len; i++) {
    GtkShortcut *shortcut = g_ptr_array_index (shortcuts, i);

    if (has_key (shortcut, key) && (!action || g_strcmp0 (action, action_of (shortcut)) == 0))
      return TRUE;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (ui_testing_binds (child, key, action))
      return TRUE;
  return FALSE;
}

void
ui_testing_press (const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", "key", "--delay", "0", key, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static char *announced;

/* In the place of GTK's own, which has nothing behind it where accessibility is only tested. */
void
gtk_accessible_announce (GtkAccessible *self,
                         const char *message,
                         GtkAccessibleAnnouncementPriority priority)
{
  g_set_str (&announced, message);
}

char *
ui_testing_take_announced (void)
{
  return announced ? g_steal_pointer (&announced) : g_strdup ("");
}

void
ui_testing_finish (GtkWindow *window)
{
  gpointer watched = window;

  g_object_add_weak_pointer (G_OBJECT (window), &watched);
  gtk_window_destroy (window);
  ui_testing_await_end (&watched);
}

void
ui_testing_await_end (gpointer *watched)
{
  for (guint idle = 0; *watched && idle < 200; idle += is_somebody_at_work () ? 0 : 1) {
    ui_testing_settle ();
    g_usleep (5000);
  }
  g_assert_null (*watched);
}

static void
wear (const char *name)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  g_autofree char *path = g_strconcat ("/io/github/coffret/Coffret/", name, NULL);

  gtk_css_provider_load_from_resource (provider, path);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
ui_testing_wear_style (void)
{
  wear ("style.css");
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    wear ("style-hc.css");
}
