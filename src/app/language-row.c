#include "app/language-row.h"

#include <glib/gi18n-lib.h>

#include "app/places.h"
#include "base/languages.h"

typedef struct {
  char **languages; /* the first one is "": the desktop's */
  guint chosen;     /* what is spoken now */
  CoffretDoorKind kind;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_strfreev (choice->languages);
  g_free (choice);
}

static Choice *
choice_of (AdwComboRow *row)
{
  return g_object_get_data (G_OBJECT (row), "language-choice");
}

static void
on_answered (AdwComboRow *row, const char *response)
{
  Choice *choice = choice_of (row);
  guint selected = adw_combo_row_get_selected (row);

  if (g_str_equal (response, "change"))
    gtk_widget_activate_action (GTK_WIDGET (row), "app.language", "s", choice->languages[selected]);
  else
    adw_combo_row_set_selected (row, choice->chosen);
}

/* What will happen, in the language that is spoken now. */
static char *
dup_warning (const Choice *choice, guint selected)
{
  const char *name = coffret_language_name (choice->languages[selected]);

  if (choice->kind == COFFRET_DOOR_TO_PRACTICE)
    return g_strdup (_ ("Coffret closes and opens again. The practice vault is new then."));
  if (selected == 0)
    return g_strdup (_ ("Coffret closes and opens again in the language of your desktop, where "
                        "you are now. Your vault is locked for that, and opens again as always."));
  /* Translators: %s is a language by its own name, such as “Français” */
  return g_strdup_printf (_ ("Coffret closes and opens again in this language: %s. Your vault is "
                             "locked for that, and opens again as always, where you are now."),
                          name);
}

static void
on_selected (AdwComboRow *row)
{
  Choice *choice = choice_of (row);
  guint selected = adw_combo_row_get_selected (row);
  g_autofree char *warning = NULL;
  AdwAlertDialog *dialog;

  if (selected == choice->chosen || selected >= g_strv_length (choice->languages))
    return;
  warning = dup_warning (choice, selected);
  /* The list that was chosen from still has it, and goes: the question would give it back there. */
  gtk_widget_grab_focus (GTK_WIDGET (row));
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Change the Language?"), warning));
  adw_alert_dialog_add_responses (dialog, "stay", _ ("_Cancel"), "change", _ ("_Change"), NULL);
  adw_alert_dialog_set_default_response (dialog, "change");
  adw_alert_dialog_set_close_response (dialog, "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answered), row, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (row));
}

void
coffret_language_row_fill (AdwComboRow *row, GSettings *settings, CoffretDoorKind kind)
{
  Choice *choice = g_new0 (Choice, 1);
  g_auto (GStrv) spoken = coffret_places_languages ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *now = kind == COFFRET_DOOR_TO_VAULT
                           ? g_settings_get_string (settings, "language")
                           : g_strdup (g_getenv ("COFFRET_LANGUAGE") ?: "");

  g_strv_builder_add (builder, "");
  g_strv_builder_addv (builder, (const char **) spoken);
  choice->languages = g_strv_builder_end (builder);
  choice->kind = kind;
  for (guint i = 0; choice->languages[i]; i++) {
    gtk_string_list_append (names, i == 0 ? _ ("As the desktop")
                                          : coffret_language_name (choice->languages[i]));
    if (g_str_equal (choice->languages[i], now))
      choice->chosen = i;
  }
  g_object_set_data_full (G_OBJECT (row), "language-choice", choice, choice_free);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, choice->chosen);
  if (kind == COFFRET_DOOR_TO_GUEST) {
    gtk_widget_set_sensitive (GTK_WIDGET (row), FALSE);
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                                 _ ("A guest session has the language of its beginning."));
  }
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_selected), NULL);
}
