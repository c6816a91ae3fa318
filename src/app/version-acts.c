#include "app/version-acts.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/compare-dialog.h"
#include "app/dialogs/version-dialog.h"
#include "app/tell.h"
#include "app/vault-view.h"
#include "app/when.h"
#include "organise/versioning.h"

static CoffretSession *
session_of (GtkWidget *widget)
{
  return coffret_vault_view_get_session (COFFRET_VAULT_VIEW (widget));
}

static CoffretEntry *
entry_of (GtkWidget *widget, const char *id)
{
  return coffret_library_find (coffret_session_get_library (session_of (widget)), id);
}

/* FALSE: one of them went meanwhile. */
static gboolean
read_pair (GtkWidget *widget, GVariant *target, CoffretEntry **older, CoffretEntry **newer)
{
  const char *one, *other;

  g_variant_get (target, "(&s&s)", &one, &other);
  *older = entry_of (widget, one);
  *newer = entry_of (widget, other);
  return *older && *newer;
}

static void
do_compare (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretEntry *older, *newer;
  CoffretCompareDialog *dialog;

  if (!read_pair (widget, target, &older, &newer))
    return;
  dialog = coffret_compare_dialog_new (session_of (widget), older, newer);
  g_signal_connect_object (dialog, "opened", G_CALLBACK (coffret_vault_view_open), widget,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
do_join (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretEntry *older, *newer;

  if (read_pair (widget, target, &older, &newer))
    coffret_when (coffret_session_join_versions (session_of (widget), older, newer), widget,
                  coffret_tell_done, (gpointer) _ ("They are kept together"), NULL);
}

static void
do_keep_apart (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretEntry *older, *newer;

  if (read_pair (widget, target, &older, &newer))
    coffret_when (coffret_session_keep_apart (session_of (widget), older, newer), widget,
                  coffret_tell_done, (gpointer) _ ("They are kept apart"), NULL);
}

static void
do_take_apart (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretEntry *entry = entry_of (widget, g_variant_get_string (target, NULL));

  if (entry)
    coffret_when (coffret_session_take_apart (session_of (widget), entry), widget,
                  coffret_tell_done, (gpointer) _ ("It is a credential of its own again"), NULL);
}

static void
do_join_with (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretEntry *entry = entry_of (widget, g_variant_get_string (target, NULL));
  CoffretVersionDialog *dialog;

  if (!entry)
    return;
  dialog = coffret_version_dialog_new (session_of (widget), entry);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

void
coffret_version_acts_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "vault.compare", "(ss)", do_compare);
  gtk_widget_class_install_action (klass, "vault.join-versions", "(ss)", do_join);
  gtk_widget_class_install_action (klass, "vault.keep-apart", "(ss)", do_keep_apart);
  gtk_widget_class_install_action (klass, "vault.take-apart", "s", do_take_apart);
  gtk_widget_class_install_action (klass, "vault.join-with", "s", do_join_with);
}

void
coffret_version_acts_forbid_changes (GtkWidget *widget)
{
  gtk_widget_action_set_enabled (widget, "vault.join-versions", FALSE);
  gtk_widget_action_set_enabled (widget, "vault.keep-apart", FALSE);
  gtk_widget_action_set_enabled (widget, "vault.take-apart", FALSE);
  gtk_widget_action_set_enabled (widget, "vault.join-with", FALSE);
}
