#include "app/dialogs/about-me-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/dialogs/identity-dialog.h"
#include "app/focus.h"
#include "app/private.h"
#include "app/spoken.h"
#include "app/tell.h"
#include "app/when.h"

struct _CoffretAboutMeDialog {
  AdwDialog parent_instance;

  GtkWidget *toasts;
  AdwPreferencesGroup *names;
  AdwPreferencesGroup *emails;
  AdwPreferencesGroup *others;
  GtkWidget *add_name;
  GtkWidget *add_email;
  GtkWidget *add_other;

  CoffretSession *session;
  GPtrArray *rows; /* of the identities; borrowed from their groups */
};

G_DEFINE_FINAL_TYPE (CoffretAboutMeDialog, coffret_about_me_dialog, ADW_TYPE_DIALOG)

/* DATA: what to say when it worked. */
static void
on_removed (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretAboutMeDialog *self = owner;

  if (error)
    coffret_tell_error (GTK_WIDGET (self), _ ("That Could Not Be Done"), error);
  else if (self->toasts)
    coffret_tell_undo (self->toasts, data);
}

static void
on_remove (GtkWidget *button, CoffretAboutMeDialog *self)
{
  CoffretIdentity *identity = g_object_get_data (G_OBJECT (button), "identity");

  coffret_when (coffret_session_remove_identity (self->session, coffret_identity_get_id (identity)),
                self, on_removed,
                /* Translators: %s is a name, an e-mail address or the like */
                g_strdup_printf (_ ("“%s” is removed"), coffret_identity_get_value (identity)),
                g_free);
}

static void
on_saved (CoffretIdentityDialog *dialog, CoffretAboutMeDialog *self)
{
  if (self->toasts)
    coffret_tell_undo (self->toasts, _ ("Saved"));
}

static void
ask (CoffretAboutMeDialog *self, CoffretIdentity *identity, CoffretIdentityKind kind)
{
  CoffretIdentityDialog *dialog = coffret_identity_dialog_new (self->session, identity, kind);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_saved), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_row_activated (GtkWidget *row, CoffretAboutMeDialog *self)
{
  ask (self, g_object_get_data (G_OBJECT (row), "identity"), COFFRET_IDENTITY_NAME);
}

static void
on_add (CoffretAboutMeDialog *self, GtkWidget *row)
{
  ask (self, NULL,
       row == self->add_name    ? COFFRET_IDENTITY_NAME
       : row == self->add_email ? COFFRET_IDENTITY_EMAIL
                                : COFFRET_IDENTITY_STUDENT_NUMBER);
}

static AdwPreferencesGroup *
group_of (CoffretAboutMeDialog *self, CoffretIdentityKind kind)
{
  switch (kind) {
  case COFFRET_IDENTITY_NAME:
    return self->names;
  case COFFRET_IDENTITY_EMAIL:
    return self->emails;
  case COFFRET_IDENTITY_DID:
  case COFFRET_IDENTITY_URL:
  case COFFRET_IDENTITY_STUDENT_NUMBER:
  case COFFRET_IDENTITY_OTHER:
  default:
    return self->others;
  }
}

static GtkWidget *
row_new (CoffretAboutMeDialog *self, CoffretIdentity *identity)
{
  CoffretIdentityKind kind = coffret_identity_get_kind (identity);
  const char *value = coffret_identity_get_value (identity);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button;
  GtkWidget *sign;
  /* Translators: %s is a name, an e-mail address or the like */
  g_autofree char *said = g_strdup_printf (_ ("Remove “%s”"), value);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), value);
  if (group_of (self, kind) == self->others)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), coffret_identity_kind_label (kind));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  if (group_of (self, kind) != self->names)
    coffret_private_mark (row);
  if (!coffret_session_can_change (self->session))
    return row;
  button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  sign = gtk_image_new_from_icon_name ("document-edit-symbolic");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "identity", g_object_ref (identity), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), self, 0);

  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  coffret_spoken_set (button, said);
  g_object_set_data_full (G_OBJECT (button), "identity", g_object_ref (identity), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_widget_add_css_class (sign, "dimmed");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sign);
  return row;
}

/* A short list: built anew, with what adds to it last. */
static void
on_identities_changed (CoffretAboutMeDialog *self)
{
  GListModel *identities = coffret_session_get_identities (self->session);
  AdwPreferencesGroup *const groups[] = { self->names, self->emails, self->others };
  GtkWidget *const adders[] = { self->add_name, self->add_email, self->add_other };
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));
  GtkWidget *next = NULL;

  if (!self->toasts)
    return;
  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);
    AdwPreferencesGroup *group =
      ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP));

    for (gsize j = 0; j < G_N_ELEMENTS (groups); j++)
      if (focus && groups[j] == group && (focus == row || gtk_widget_is_ancestor (focus, row)))
        next = adders[j];
    adw_preferences_group_remove (group, row);
  }
  g_ptr_array_set_size (self->rows, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    g_object_ref (adders[i]);
    adw_preferences_group_remove (groups[i], adders[i]);
  }
  for (guint i = 0; i < g_list_model_get_n_items (identities); i++) {
    g_autoptr (CoffretIdentity) identity = g_list_model_get_item (identities, i);
    GtkWidget *row = row_new (self, identity);

    adw_preferences_group_add (group_of (self, coffret_identity_get_kind (identity)), row);
    g_ptr_array_add (self->rows, row);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    gtk_widget_set_sensitive (adders[i], coffret_session_can_change (self->session));
    adw_preferences_group_add (groups[i], adders[i]);
    g_object_unref (adders[i]);
    if (focus == adders[i])
      next = focus;
  }
  /* What had the focus is gone, or was away for a moment. */
  if (next)
    coffret_focus_once_placed (next);
}

static void
coffret_about_me_dialog_dispose (GObject *object)
{
  CoffretAboutMeDialog *self = COFFRET_ABOUT_ME_DIALOG (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_ABOUT_ME_DIALOG);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (coffret_about_me_dialog_parent_class)->dispose (object);
}

static void
coffret_about_me_dialog_class_init (CoffretAboutMeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_about_me_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/about-me-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretAboutMeDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, CoffretAboutMeDialog, names);
  gtk_widget_class_bind_template_child (widget_class, CoffretAboutMeDialog, emails);
  gtk_widget_class_bind_template_child (widget_class, CoffretAboutMeDialog, others);
  gtk_widget_class_bind_template_child (widget_class, CoffretAboutMeDialog, add_name);
  gtk_widget_class_bind_template_child (widget_class, CoffretAboutMeDialog, add_email);
  gtk_widget_class_bind_template_child (widget_class, CoffretAboutMeDialog, add_other);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
}

static void
coffret_about_me_dialog_init (CoffretAboutMeDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretAboutMeDialog *
coffret_about_me_dialog_new (CoffretSession *session)
{
  CoffretAboutMeDialog *self = g_object_new (COFFRET_TYPE_ABOUT_ME_DIALOG, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (coffret_session_get_identities (session), "items-changed",
                           G_CALLBACK (on_identities_changed), self, G_CONNECT_SWAPPED);
  on_identities_changed (self);
  return self;
}
