#include "app/share-out.h"

#include <glib/gi18n-lib.h>

#include "app/choose.h"
#include "app/dialogs/code-dialog.h"
#include "app/letter.h"
#include "app/guest.h"
#include "app/opened.h"
#include "app/save.h"
#include "app/tell.h"
#include "app/when.h"
#include "share/noting.h"

typedef struct {
  GtkWidget *from;
  CoffretShareOut *out;
  CoffretShareOutFunc func;
  gpointer data;
  GFile *place; /* of a file that is saved */
  char *share;  /* its line in the ledger */
} Act;

CoffretShareOut *
coffret_share_out_new (CoffretSession *session,
                       CoffretPack *pack,
                       const CoffretExporter *exporter,
                       const CoffretExportChoice *choice,
                       CoffretExport *made)
{
  CoffretShareOut *out = g_new0 (CoffretShareOut, 1);

  out->session = g_object_ref (session);
  out->pack = coffret_pack_ref (pack);
  out->exporter = exporter;
  out->choice = *choice;
  out->made = made;
  return out;
}

void
coffret_share_out_free (CoffretShareOut *out)
{
  if (out == NULL)
    return;
  g_object_unref (out->session);
  coffret_pack_unref (out->pack);
  coffret_export_free (out->made);
  g_free (out);
}

static Act *
act_ref (Act *act)
{
  return g_atomic_rc_box_acquire (act);
}

static void
act_clear (gpointer data)
{
  Act *act = data;

  g_object_unref (act->from);
  coffret_share_out_free (act->out);
  g_clear_object (&act->place);
  g_free (act->share);
}

static void
act_unref (gpointer act)
{
  g_atomic_rc_box_release_full (act, act_clear);
}

static void
finish (Act *act, gboolean done)
{
  if (gtk_widget_get_root (act->from))
    act->func (act->from, done, act->share, act->data);
}

static gboolean
write_bytes (GOutputStream *stream, gpointer data, GError **error)
{
  Act *act = data;
  gsize length;
  const void *bytes = g_bytes_get_data (act->out->made->bytes, &length);

  return g_output_stream_write_all (stream, bytes, length, NULL, NULL, error);
}

static void
on_written (GtkWidget *from, gboolean saved, const GError *error, gpointer data)
{
  if (error)
    coffret_tell_error (from, _ ("The File Could Not Be Saved"), error);
  finish (data, saved);
}

static void
on_launched (GObject *source, GAsyncResult *result, gpointer data)
{
  Act *act = data;
  g_autoptr (GError) error = NULL;
  gboolean done = gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error);

  if (!done && gtk_widget_get_root (act->from))
    coffret_tell_error (act->from, _ ("No Program Opened It"), error);
  finish (act, done);
  act_unref (act);
}

static void
launch (Act *act, const char *link)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (link);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (act->from)), NULL,
                           on_launched, act_ref (act));
}

static void
on_letter_answered (AdwAlertDialog *dialog, const char *response, Act *act)
{
  if (g_str_equal (response, "open") && gtk_widget_get_root (act->from))
    launch (act, act->out->made->link);
  else
    finish (act, FALSE);
}

static void
on_letter_opened (GtkWidget *from, gboolean opened, const GError *error, gpointer data)
{
  Act *act = data;
  AdwAlertDialog *dialog;

  if (opened || act->out->made->link == NULL) {
    if (error)
      coffret_tell_error (from, _ ("No Program Opened It"), error);
    finish (act, opened);
    return;
  }
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("Attach the File Yourself"),
    _ ("Nothing on this computer takes a file for an e-mail. Save the file first, by one of the "
       "other ways; then write the e-mail and attach it yourself.")));
  adw_alert_dialog_add_responses (dialog, "close", _ ("_Not Now"), "open", _ ("_Write It"), NULL);
  adw_alert_dialog_set_default_response (dialog, "close");
  adw_alert_dialog_set_close_response (dialog, "close");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_letter_answered), act_ref (act),
                         (GClosureNotify) (void (*) (void)) act_unref, 0);
  adw_dialog_present (ADW_DIALOG (dialog), from);
}

static void
give_away (Act *act)
{
  const CoffretExport *made = act->out->made;

  switch (act->out->exporter->product) {
  case COFFRET_PRODUCT_FILE:
    if (act->out->show) {
      adw_dialog_present (ADW_DIALOG (coffret_code_dialog_new (made->bytes, made->name)),
                          act->from);
      finish (act, TRUE);
    } else {
      coffret_save_to (act->from, act->place, write_bytes, on_written, act_ref (act), act_unref);
    }
    break;
  case COFFRET_PRODUCT_TEXT:
    gdk_clipboard_set_text (gtk_widget_get_clipboard (act->from), made->text);
    finish (act, TRUE);
    break;
  case COFFRET_PRODUCT_LINK:
    launch (act, made->link);
    break;
  case COFFRET_PRODUCT_LETTER:
  default:
    if (coffret_guest_refuses_copy (act->from, act->out->session)) {
      finish (act, FALSE);
      break;
    }
    g_signal_handlers_disconnect_by_func (act->out->session, coffret_opened_clear, NULL);
    g_signal_connect (act->out->session, "ended", G_CALLBACK (coffret_opened_clear), NULL);
    coffret_letter_open (act->from, made, on_letter_opened, act_ref (act), act_unref);
  }
}

static void
on_noted (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  Act *act = data;

  if (error) {
    coffret_tell_error (act->from, _ ("It Was Not Shared"), error);
    finish (act, FALSE);
    return;
  }
  act->share = g_value_dup_string (value);
  give_away (act);
}

static void
note (Act *act)
{
  const CoffretShareOut *out = act->out;

  coffret_when (
    coffret_noting_share (out->session, out->pack, out->exporter, out->choice.only, out->made),
    act->from, on_noted, act_ref (act), act_unref);
}

static void
on_place (GtkWidget *from, GFile *file, gpointer data)
{
  Act *act = data;

  if (!file) {
    finish (act, FALSE);
    return;
  }
  act->place = g_object_ref (file);
  note (act);
}

void
coffret_share_out (GtkWidget *from, CoffretShareOut *out, CoffretShareOutFunc func, gpointer data)
{
  Act *act = g_atomic_rc_box_new0 (Act);

  *act = (Act) { g_object_ref (from), out, func, data, NULL, NULL };
  if (out->exporter->product == COFFRET_PRODUCT_FILE && !out->show)
    coffret_choose_place (from, _ ("Save What You Share"), out->made->name, on_place, act_ref (act),
                          act_unref);
  else
    note (act);
  act_unref (act);
}
