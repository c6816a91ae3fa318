#include "ui-testing.h"

void
ui_testing_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  dex_init ();
  adw_init ();
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

  return entry; /* the library keeps it */
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

guint
ui_testing_audit (GtkWidget *widget)
{
  return audit (widget, FALSE);
}

void
ui_testing_finish (GtkWindow *window)
{
  gpointer watched = window;

  g_object_add_weak_pointer (G_OBJECT (window), &watched);
  gtk_window_destroy (window);
  for (guint i = 0; watched && i < 200; i++) {
    ui_testing_settle ();
    g_usleep (5000);
  }
  g_assert_null (watched);
}
