#include "app/widgets/attachment-line.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/bidi.h"
#include "base/json.h"

static void
append (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static GMenuModel *
menu_new (const CoffretAttachmentRow *row, guint position, guint count, gboolean change)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) out = g_menu_new ();
  g_autoptr (GMenu) changes = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  append (out, _ ("_Open"), "attachment.open", row->id);
  if (g_str_equal (row->media_type, "application/pdf"))
    append (out, _ ("_Preview"), "attachment.preview", row->id);
  append (out, _ ("_Save As…"), "attachment.save", row->id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (out));
  if (change) {
    append (changes, _ ("Re_name…"), "attachment.rename", row->id);
    if (position > 0)
      append (changes, _ ("Move _Up"), "attachment.up", row->id);
    if (position + 1 < count)
      append (changes, _ ("Move _Down"), "attachment.down", row->id);
    append (last, _ ("_Remove"), "attachment.remove", row->id);
  }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (changes));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

static const char *
icon_of (const char *media_type)
{
  return g_str_has_prefix (media_type, "image/") ? "image-x-generic-symbolic"
                                                 : "text-x-generic-symbolic";
}

/* What one digital signature in a document says, in plain words. Nobody has been asked whether the
 * signer is who the name says. */
static char *
say_signature (const json_t *signature)
{
  const char *status = coffret_json_string (signature, "status");
  const char *name = coffret_json_string (signature, "name");
  gint64 time = json_integer_value (coffret_json_get (signature, "time"));
  g_autofree char *date =
    time > 0 ? coffret_instant_to_date (coffret_instant_from_unix ((double) time)) : NULL;

  if (g_strcmp0 (status, "broken") == 0)
    return g_strdup (_ ("It has a digital signature that does not match: it was changed since."));
  if (g_strcmp0 (status, "followed") == 0)
    return g_strdup (_ ("It has a digital signature, but something was added to the file after it. "
                        "What you see may not be what was signed."));
  if (g_strcmp0 (status, "intact") != 0)
    return g_strdup (_ ("It has a digital signature that could not be checked."));
  if (name && *name && date)
    /* Translators: a name and a date. */
    return g_strdup_printf (_ ("Signed by “%s” on %s and not changed since. Whether it was really "
                               "them could not be checked."),
                            name, date);
  return g_strdup (_ ("It has a digital signature and was not changed since. Who signed could not "
                      "be checked."));
}

static char *
details_of (const CoffretAttachmentRow *attachment,
            const char *kind,
            const char *size,
            const char *date)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (json_t) signatures =
    attachment->signatures
      ? coffret_json_parse (attachment->signatures, strlen (attachment->signatures), NULL, NULL)
      : NULL;
  const json_t *signature;
  gsize index;

  coffret_append_part (text, " · ", kind);
  if (attachment->pages > 0) {
    g_autofree char *pages =
      /* Translators: %d is a number of pages. */
      g_strdup_printf (ngettext ("%d page", "%d pages", (gulong) attachment->pages),
                       attachment->pages);
    coffret_append_part (text, " · ", pages);
  }
  coffret_append_part (text, " · ", size);
  coffret_append_part (text, " · ", date);
  json_array_foreach (signatures, index, signature) {
    g_autofree char *sentence = say_signature (signature);

    g_string_append_printf (text, "\n%s", sentence);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* All that the row shows depends on. */
static char *
make_key (const CoffretAttachmentRow *attachment, guint position, guint count, gboolean change)
{
  return g_strdup_printf ("%s %s %d %d %d %d %s", attachment->id, attachment->name,
                          attachment->pages, position == 0, position + 1 == count, change,
                          attachment->signatures ?: "");
}

gboolean
coffret_attachment_line_shows (GtkWidget *row,
                               const CoffretAttachmentRow *attachment,
                               guint position,
                               guint count,
                               gboolean change)
{
  g_autofree char *key = make_key (attachment, position, count, change);

  return g_strcmp0 (key, g_object_get_data (G_OBJECT (row), "key")) == 0;
}

GtkWidget *
coffret_attachment_line_new (const CoffretAttachmentRow *attachment,
                             guint position,
                             guint count,
                             gboolean change)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_of (attachment->media_type));
  g_autoptr (GMenuModel) menu = menu_new (attachment, position, count, change);
  g_autofree char *content_type = g_content_type_from_mime_type (attachment->media_type);
  g_autofree char *kind =
    g_content_type_get_description (content_type ?: "application/octet-stream");
  g_autofree char *size = g_format_size ((guint64) attachment->size);
  g_autofree char *date = coffret_instant_to_date (attachment->added);
  g_autofree char *details = details_of (attachment, kind, size, date);
  /* Translators: %s is the name of a file. */
  g_autofree char *name = g_strdup_printf (_ ("What can be done with “%s”"), attachment->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), attachment->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row), "attachment", g_strdup (attachment->id), g_free);
  g_object_set_data_full (G_OBJECT (row), "key", make_key (attachment, position, count, change),
                          g_free);
  return row;
}

const char *
coffret_attachment_line_get_id (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "attachment");
}
