#include "app/ground-acts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/choose.h"
#include "app/tell.h"
#include "app/when.h"
#include "base/file.h"

/* A status list of the largest kind is about a megabyte. */
#define MAX_BYTES (16 * 1024 * 1024)

typedef struct {
  GtkWidget *from;
  CoffretSession *session;
  CoffretGroundKind kind;
  void (*done) (GtkWidget *from);
} Offer;

static void
offer_free (Offer *offer)
{
  g_object_unref (offer->from);
  g_object_unref (offer->session);
  g_free (offer);
}

static void
on_kept (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  Offer *offer = data;

  if (error)
    coffret_tell_error (owner, _ ("This File Cannot Be Used"), error);
  else
    offer->done (owner);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  Offer *offer = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!file) {
    offer_free (offer);
    return;
  }
  g_list_store_append (files, file);
  coffret_choose_forget (G_LIST_MODEL (files));
  bytes = coffret_file_read (g_file_peek_path (file), MAX_BYTES, &error);
  if (!bytes) {
    coffret_tell_error (offer->from, _ ("This File Cannot Be Used"), error);
    offer_free (offer);
    return;
  }
  coffret_when (coffret_session_add_ground (offer->session, offer->kind, bytes), offer->from,
                on_kept, offer, (GDestroyNotify) offer_free);
}

static void
choose (Offer *offer)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GCancellable) cancellable = coffret_choose_while_shown (offer->from);

  gtk_file_dialog_set_title (dialog, offer->kind == COFFRET_GROUND_STATUS
                                       ? _ ("The Issuer’s List")
                                       : _ ("The Issuer’s Keys"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (offer->from)), cancellable,
                        on_chosen, offer);
}

static void
on_answered (AdwAlertDialog *dialog, const char *response, Offer *offer)
{
  if (g_str_equal (response, "choose"))
    choose (offer);
  else
    offer_free (offer);
}

void
coffret_ground_acts_offer (GtkWidget *from,
                           CoffretSession *session,
                           CoffretGroundKind kind,
                           const char *issuer,
                           void (*done) (GtkWidget *from))
{
  Offer *offer = g_new0 (Offer, 1);
  AdwAlertDialog *dialog;

  offer->from = g_object_ref (from);
  offer->session = g_object_ref (session);
  offer->kind = kind;
  offer->done = done;
  if (kind == COFFRET_GROUND_STATUS) {
    choose (offer);
    return;
  }
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Where Does the File Come From?"), NULL));
  adw_alert_dialog_format_body (
    dialog,
    /* Translators: %s is the technical address of an issuer */
    _ ("Coffret will believe that these keys are those of %s. Take the file only from the "
       "issuer’s own web site, never from a message: with another’s keys a forged credential "
       "looks genuine."),
    issuer);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "choose", _ ("C_hoose File…"),
                                  NULL);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_answered), offer);
  adw_dialog_present (ADW_DIALOG (dialog), from);
}
