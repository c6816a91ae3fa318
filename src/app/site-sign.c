#include "app/site-sign.h"

#include <glib/gi18n-lib.h>

#include "app/when.h"
#include "organise/vaults.h"
#include "vault/site.h"

/* Those that its own sign does not say: that nothing can be written is seen otherwise. The most
 * pressing one first. */
static const CoffretSiteTrouble said[] = { COFFRET_SITE_LOW, COFFRET_SITE_SYNCED,
                                           COFFRET_SITE_NETWORK };

static GHashTable *
read_already (AdwBanner *banner)
{
  GHashTable *folders = g_object_get_data (G_OBJECT (banner), "read");

  if (!folders) {
    folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_object_set_data_full (G_OBJECT (banner), "read", folders,
                            (GDestroyNotify) g_hash_table_unref);
  }
  return folders;
}

static void
on_clicked (AdwBanner *banner)
{
  const char *advice = g_object_get_data (G_OBJECT (banner), "advice");
  const char *folder = g_object_get_data (G_OBJECT (banner), "folder");
  AdwAlertDialog *dialog =
    ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Where This Vault Is"), advice));
  g_autofree char *shown = g_filename_display_name (folder);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", shown, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_CHAR, "selectable", TRUE, NULL);

  adw_alert_dialog_set_extra_child (dialog, label);
  adw_alert_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (banner));
  g_hash_table_add (read_already (banner), g_strdup (folder));
  adw_banner_set_revealed (banner, FALSE);
}

/* DATA: the folder. */
static void
on_looked (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  AdwBanner *banner = owner;
  const CoffretSite *site = value ? g_value_get_boxed (value) : NULL;
  g_autoptr (GString) advice = g_string_new (NULL);
  g_autofree char *title = NULL;

  /* Locked again, or another one. */
  if (!site || g_strcmp0 (g_object_get_data (G_OBJECT (banner), "folder"), data) != 0 ||
      g_hash_table_contains (read_already (banner), data))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    if (site->troubles & said[i]) {
      g_autofree char *sentence = coffret_site_advice (site, said[i]);

      g_string_append_printf (advice, "%s%s", advice->len > 0 ? "\n\n" : "", sentence);
      if (!title)
        title = coffret_site_title (site, said[i]);
    }
  if (!title)
    return;
  g_object_set_data_full (G_OBJECT (banner), "advice",
                          g_string_free (g_steal_pointer (&advice), FALSE), g_free);
  adw_banner_set_use_markup (banner, FALSE);
  adw_banner_set_title (banner, title);
  adw_banner_set_button_label (banner, _ ("What to _Do"));
  g_signal_handlers_disconnect_by_func (banner, on_clicked, NULL);
  g_signal_connect (banner, "button-clicked", G_CALLBACK (on_clicked), NULL);
  adw_banner_set_revealed (banner, TRUE);
}

void
coffret_site_sign_update (AdwBanner *banner, CoffretDoor *door)
{
  const char *folder = coffret_door_get_folder (door);

  if (coffret_door_get_state (door) != COFFRET_DOOR_OPEN || !folder) {
    g_object_set_data (G_OBJECT (banner), "folder", NULL);
    adw_banner_set_revealed (banner, FALSE);
  } else if (g_strcmp0 (g_object_get_data (G_OBJECT (banner), "folder"), folder) != 0) {
    g_object_set_data_full (G_OBJECT (banner), "folder", g_strdup (folder), g_free);
    coffret_when (coffret_vaults_look (folder), banner, on_looked, g_strdup (folder), g_free);
  }
}
