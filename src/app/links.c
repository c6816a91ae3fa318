#include "app/links.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/launch.h"
#include "app/tell.h"
#include "credential/code.h"

static void
do_copy (GtkWidget *widget, const char *action, GVariant *target)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (target, NULL));
  coffret_tell (widget, _ ("Copied"));
}

static void
on_link_answered (AdwAlertDialog *dialog, const char *response, GtkWidget *widget)
{
  if (g_str_equal (response, "copy")) {
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                            g_object_get_data (G_OBJECT (dialog), "link"));
    coffret_tell (widget, _ ("Copied"));
  } else if (g_str_equal (response, "open")) {
    coffret_launch_link (widget, g_object_get_data (G_OBJECT (dialog), "link"));
  }
}

/* Heading and body of a dialog break between words only, and an address may be one long word. */
static GtkWidget *
address_label_new (const char *address, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", address, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "justify", GTK_JUSTIFY_CENTER, NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* A hyphen would become part of the address. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
addresses_new (const char *host, const char *link)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), address_label_new (host, "heading"));
  gtk_box_append (GTK_BOX (box), address_label_new (link, "dimmed"));
  return box;
}

static void
do_open_link (GtkWidget *widget, const char *action, GVariant *target)
{
  const char *link = g_variant_get_string (target, NULL);
  g_autofree char *host = coffret_link_host (link);
  AdwAlertDialog *dialog;

  if (!host)
    return;
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("Go to This Site?"),
    _ ("The credential leads to a page on the web. That site will see that somebody looks "
       "at this page, and Coffret does not know whether it is what it says.")));
  adw_alert_dialog_set_extra_child (dialog, addresses_new (host, link));
  adw_alert_dialog_add_responses (dialog, "close", _ ("_Stay Here"), "copy", _ ("_Copy Link"),
                                  "open", _ ("_Open in Browser"), NULL);
  adw_alert_dialog_set_default_response (dialog, "close");
  g_object_set_data_full (G_OBJECT (dialog), "link", g_strdup (link), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_link_answered), widget, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
on_explain_answered (AdwAlertDialog *dialog, const char *response, GtkWidget *widget)
{
  if (!g_str_equal (response, "copy"))
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_object_get_data (G_OBJECT (dialog), "link"));
  coffret_tell (widget, _ ("Copied"));
}

void
coffret_links_explain (GtkWidget *from, const char *link)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("This Is a Link"),
    _ ("Coffret does not fetch it yet. Open the link in your browser, save the file that it "
       "leads to, and add that file here.")));

  adw_alert_dialog_add_responses (dialog, "close", _ ("_Close"), "copy", _ ("_Copy Link"), NULL);
  adw_alert_dialog_set_close_response (dialog, "close");
  g_object_set_data_full (G_OBJECT (dialog), "link", g_strdup (link), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_explain_answered), from, 0);
  adw_dialog_present (ADW_DIALOG (dialog), from);
}

void
coffret_links_offer (GtkWidget *button, const char *place)
{
  g_autofree char *text = coffret_code_from_place (place);
  gboolean link = text && coffret_text_is_link (text);

  if (link) {
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", text);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "link.copy");
  }
  gtk_widget_set_visible (button, link);
}

void
coffret_links_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "link.copy", "s", do_copy);
  gtk_widget_class_install_action (klass, "link.open", "s", do_open_link);
}
