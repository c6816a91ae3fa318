#include "app/share-ask.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/dialogs/try-dialog.h"
#include "app/window.h"
#include "organise/asking.h"

#define PROVEN "coffret-proven"

typedef struct {
  GtkWidget *from; /* weak */
  CoffretSession *session;
  CoffretShareAskFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  g_clear_weak_pointer (&asking->from);
  g_object_unref (asking->session);
  if (asking->destroy)
    asking->destroy (asking->data);
  g_free (asking);
}

void
coffret_share_ask_proven (CoffretSession *session)
{
  CoffretInstant *proven = g_new (CoffretInstant, 1);

  *proven = coffret_instant_now ();
  g_object_set_data_full (G_OBJECT (session), PROVEN, proven, g_free);
}

static gboolean
is_due (CoffretSession *session)
{
  const CoffretInstant *proven = g_object_get_data (G_OBJECT (session), PROVEN);
  CoffretGroups *groups = coffret_library_get_groups (coffret_session_get_library (session));

  return coffret_asking_is_due (coffret_groups_get_ask_after (groups),
                                proven ? *proven : COFFRET_INSTANT_NONE, coffret_instant_now ());
}

static void
on_opened (CoffretTryDialog *dialog, gpointer data)
{
  Asking *asking = data;

  coffret_share_ask_proven (asking->session);
  /* A vault that was locked meanwhile is no longer in a window. */
  if (asking->from && gtk_widget_get_root (asking->from))
    asking->func (asking->from, asking->data);
}

void
coffret_share_ask (GtkWidget *from,
                   CoffretSession *session,
                   CoffretShareAskFunc func,
                   gpointer data,
                   GDestroyNotify destroy)
{
  GtkRoot *root = gtk_widget_get_root (from);
  CoffretDoor *door =
    COFFRET_IS_WINDOW (root) ? coffret_window_get_door (COFFRET_WINDOW (root)) : NULL;
  CoffretSlotType slots = door ? coffret_door_get_slots (door) : 0;
  CoffretTryDialog *dialog;
  Asking *asking;

  if ((slots & (COFFRET_SLOT_PASSPHRASE | COFFRET_SLOT_RECOVERY)) == 0 || !is_due (session)) {
    func (from, data);
    if (destroy)
      destroy (data);
    return;
  }
  asking = g_new0 (Asking, 1);
  g_set_weak_pointer (&asking->from, from);
  asking->session = g_object_ref (session);
  asking->func = func;
  asking->data = data;
  asking->destroy = destroy;
  dialog = coffret_try_dialog_new_to_go_on (
    door, slots & COFFRET_SLOT_PASSPHRASE ? COFFRET_SLOT_PASSPHRASE : COFFRET_SLOT_RECOVERY);
  g_signal_connect_data (dialog, "opened", G_CALLBACK (on_opened), asking, asking_free,
                         G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (dialog), from);
}
