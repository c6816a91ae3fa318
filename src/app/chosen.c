#include "app/chosen.h"

#include <glib/gi18n-lib.h>

#include "app/spoken.h"

static char *
title_of (AdwComboRow *row)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_auto (GStrv) parts = g_strsplit (title, "_", -1);

  return adw_preferences_row_get_use_underline (ADW_PREFERENCES_ROW (row)) ? g_strjoinv ("", parts)
                                                                           : g_strdup (title);
}

static void
on_changed (AdwComboRow *row)
{
  GObject *item = adw_combo_row_get_selected_item (row);
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
  g_autofree char *title = title_of (row);
  g_autofree char *chosen = NULL;
  g_autofree char *words = NULL;

  if (GTK_IS_STRING_OBJECT (item))
    /* Translators: what a screen reader says of a choice: what it is for, and what is chosen,
     * for example "Language: English" */
    chosen = g_strdup_printf (_ ("%1$s: %2$s"), title,
                              gtk_string_object_get_string (GTK_STRING_OBJECT (item)));
  words = g_strjoin (". ", chosen ?: title, subtitle && *subtitle != '\0' ? subtitle : NULL, NULL);
  coffret_spoken_set (GTK_WIDGET (row), words);
}

void
coffret_chosen_say (AdwComboRow *row)
{
  g_signal_connect (row, "notify::selected-item", G_CALLBACK (on_changed), NULL);
  g_signal_connect (row, "notify::title", G_CALLBACK (on_changed), NULL);
  g_signal_connect (row, "notify::subtitle", G_CALLBACK (on_changed), NULL);
  on_changed (row);
}
