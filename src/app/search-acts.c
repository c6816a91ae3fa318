#include "app/search-acts.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/compartment-dialog.h"
#include "app/dialogs/grouping-dialog.h"
#include "app/shortcuts.h"
#include "app/tell.h"
#include "app/vault-view.h"
#include "app/when.h"
#include "organise/pieces.h"

static void
on_kept (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretCompartment *compartment;
  g_autofree char *words = NULL;

  if (error) {
    coffret_tell_error (owner, _ ("The Compartment Could Not Be Made"), error);
    return;
  }
  compartment = COFFRET_COMPARTMENT (g_value_get_object (value));
  words = g_strdup_printf (
    /* Translators: %s is the name of a compartment */
    _ ("“%s” holds what this search finds, now and later"),
    coffret_compartment_get_name (compartment));
  coffret_vault_view_show_compartment (owner, coffret_compartment_get_id (compartment));
  coffret_vault_view_focus (owner);
  coffret_tell_undo (owner, words);
}

static void
on_confirmed (CoffretCompartmentDialog *dialog, GtkWidget *widget)
{
  coffret_when (
    coffret_session_keep_search (
      coffret_vault_view_get_session (COFFRET_VAULT_VIEW (widget)),
      coffret_compartment_dialog_get_name (dialog), coffret_compartment_dialog_get_icon (dialog),
      coffret_compartment_dialog_get_colour (dialog), coffret_compartment_dialog_get_rule (dialog)),
    widget, on_kept, NULL, NULL);
}

static void
do_keep (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretCompartmentDialog *dialog = coffret_compartment_dialog_new (NULL, NULL, NULL);

  coffret_compartment_dialog_set_rule (dialog, g_variant_get_string (target, NULL));
  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (on_confirmed), widget, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
do_find_in_trash (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_vault_view_find_in (COFFRET_VAULT_VIEW (widget), COFFRET_PLACE_TRASH,
                              g_variant_get_string (target, NULL));
}

static void
do_group (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretVaultView *view = COFFRET_VAULT_VIEW (widget);

  adw_dialog_present (
    ADW_DIALOG (coffret_grouping_dialog_new (coffret_vault_view_get_session (view),
                                             coffret_vault_view_get_settings (view), widget)),
    widget);
}

void
coffret_search_acts_forbid_changes (GtkWidget *widget)
{
  gtk_widget_action_set_enabled (widget, "vault.keep-search", FALSE);
  gtk_widget_action_set_enabled (widget, "vault.group", FALSE);
}

void
coffret_search_acts_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "vault.keep-search", "s", do_keep);
  gtk_widget_class_install_action (klass, "vault.find-in-trash", "s", do_find_in_trash);
  gtk_widget_class_install_action (klass, "vault.group", NULL, do_group);
  coffret_shortcuts_bind (klass, "vault.group");
}
