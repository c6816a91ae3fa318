#include "app/dialogs/parcel-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/share-dialog.h"
#include "app/focus.h"
#include "app/share-acts.h"
#include "app/when.h"
#include "app/widgets/parcel-view.h"

struct _CoffretParcelDialog {
  AdwDialog parent_instance;

  GtkWidget *share_button;
  AdwBanner *refusal;
  GtkStack *stack;
  AdwStatusPage *failure;
  CoffretParcelView *view;

  CoffretSession *session;
  CoffretPacker *packer;
  CoffretGroup *group;
  GtkWidget *page;       /* weak */
  CoffretPack *pack;     /* NULL: not yet */
  GCancellable *packing; /* NULL: nothing is on its way */
};

G_DEFINE_FINAL_TYPE (CoffretParcelDialog, coffret_parcel_dialog, ADW_TYPE_DIALOG)

static void
show (CoffretParcelDialog *self, CoffretPack *pack)
{
  const char *why = coffret_pack_refuse (pack);
  gboolean first = self->pack == NULL;
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));
  gboolean waiting = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));

  coffret_pack_ref (pack);
  g_clear_pointer (&self->pack, coffret_pack_unref);
  self->pack = pack;
  coffret_parcel_view_set_pack (self->view, pack);
  gtk_stack_set_visible_child_name (self->stack, "view");
  adw_banner_set_title (self->refusal, why ?: "");
  adw_banner_set_revealed (self->refusal, why != NULL);
  gtk_widget_set_sensitive (self->share_button, why == NULL);
  if (first && gtk_widget_get_root (GTK_WIDGET (self)) && (waiting || !focus))
    gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

static void
on_packed (gpointer owner, const GValue *value, const GError *error, gpointer cancellable)
{
  CoffretParcelDialog *self = owner;

  if (self->packing != cancellable)
    return;
  g_clear_object (&self->packing);
  if (error) {
    adw_status_page_set_description (self->failure, error->message);
    gtk_stack_set_visible_child_name (self->stack, "failed");
  } else {
    show (self, g_value_get_boxed (value));
  }
}

static void
pack_anew (CoffretParcelDialog *self)
{
  if (self->packing)
    g_cancellable_cancel (self->packing);
  g_clear_object (&self->packing);
  self->packing = g_cancellable_new ();
  coffret_when (coffret_packer_make (self->packer, coffret_group_get_row (self->group),
                                     coffret_instant_now (), self->packing),
                self, on_packed, g_object_ref (self->packing), g_object_unref);
}

static void
on_whole (CoffretParcelDialog *self, const char *credential)
{
  if (self->pack)
    coffret_share_whole (GTK_WIDGET (self), self->session, self->group, self->pack, credential);
}

static void
on_share (CoffretParcelDialog *self)
{
  CoffretShareDialog *dialog =
    coffret_share_dialog_new (self->session, self->packer, self->group, self->page);

  adw_dialog_close (ADW_DIALOG (self));
  adw_dialog_present (ADW_DIALOG (dialog), self->page);
}

static void
coffret_parcel_dialog_dispose (GObject *object)
{
  CoffretParcelDialog *self = COFFRET_PARCEL_DIALOG (object);

  if (self->packing)
    g_cancellable_cancel (self->packing);
  g_clear_object (&self->packing);
  g_clear_pointer (&self->pack, coffret_pack_unref);
  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->group);
  g_clear_object (&self->packer);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_PARCEL_DIALOG);
  G_OBJECT_CLASS (coffret_parcel_dialog_parent_class)->dispose (object);
}

static void
coffret_parcel_dialog_class_init (CoffretParcelDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_parcel_dialog_dispose;
  g_type_ensure (COFFRET_TYPE_PARCEL_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/parcel-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretParcelDialog, share_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretParcelDialog, refusal);
  gtk_widget_class_bind_template_child (widget_class, CoffretParcelDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretParcelDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, CoffretParcelDialog, view);
  gtk_widget_class_bind_template_callback (widget_class, on_share);
  gtk_widget_class_bind_template_callback (widget_class, on_whole);
}

static void
coffret_parcel_dialog_init (CoffretParcelDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretParcelDialog *
coffret_parcel_dialog_new (CoffretSession *session,
                           CoffretPacker *packer,
                           CoffretGroup *group,
                           GtkWidget *page)
{
  CoffretParcelDialog *self = g_object_new (COFFRET_TYPE_PARCEL_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->packer = g_object_ref (packer);
  self->group = g_object_ref (group);
  g_set_weak_pointer (&self->page, page);
  gtk_widget_set_sensitive (self->share_button, FALSE);
  g_signal_connect_object (group, "notify::row", G_CALLBACK (pack_anew), self, G_CONNECT_SWAPPED);
  pack_anew (self);
  return self;
}
