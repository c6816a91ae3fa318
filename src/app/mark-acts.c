#include "app/mark-acts.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/tell.h"
#include "app/vault-view.h"
#include "app/when.h"

static void
do_favourite (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretSession *session = coffret_vault_view_get_session (COFFRET_VAULT_VIEW (widget));
  CoffretEntry *entry = coffret_library_find (coffret_session_get_library (session),
                                              g_variant_get_string (target, NULL));
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *name = NULL;
  gboolean favourite;

  if (!entry)
    return;
  entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (entries, g_object_ref (entry));
  name = coffret_entry_name (entry);
  favourite = !coffret_entry_is_favourite (entry);
  coffret_when (coffret_session_set_favourite (session, entries, favourite), widget,
                coffret_tell_done,
                favourite
                  /* Translators: %s is the title of a credential, last because it may be cut off */
                  ? g_strdup_printf (_ ("A favourite now: “%s”"), name)
                  /* Translators: %s is the title of a credential, last because it may be cut off */
                  : g_strdup_printf (_ ("No favourite any more: “%s”"), name),
                g_free);
}

void
coffret_mark_acts_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "vault.favourite", "s", do_favourite);
}
