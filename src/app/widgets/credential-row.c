#include "app/widgets/credential-row.h"

#include "app/closures.h"
#include "app/widgets/verdict-badge.h"

struct _CoffretCredentialRow {
  GtkBox parent_instance;

  CoffretCredentialPicture *picture;
  GtkBox *body;
  GtkLabel *title;
  GtkWidget *favourite;
  GtkLabel *details;
  GtkLabel *expiry;
  CoffretVerdictBadge *badge;
  GtkButton *open;
  CoffretEntry *entry;
  gboolean choosing;
  gboolean chosen;
};

G_DEFINE_FINAL_TYPE (CoffretCredentialRow, coffret_credential_row, GTK_TYPE_BOX)

enum {
  PROP_NARROW = 1,
  PROP_CHOOSING,
  PROP_CHOSEN,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
on_verdict_changed (CoffretCredentialRow *self)
{
  coffret_verdict_badge_set_verdict (self->badge, coffret_entry_get_verdict (self->entry));
}

static void
on_title_changed (CoffretCredentialRow *self)
{
  g_autofree char *name = coffret_entry_name (self->entry);

  gtk_label_set_label (self->title, name);
}

/* The holder's dates and mark. */
static void
on_layer_changed (CoffretCredentialRow *self)
{
  CoffretEntry *entry = self->entry;
  g_autofree char *details =
    coffret_entry_details (coffret_entry_get_issuer (entry), coffret_entry_get_awarded (entry),
                           coffret_entry_get_kind (entry));
  g_autofree char *expiry =
    coffret_expiry_words (coffret_entry_get_expires (entry), coffret_instant_now ());

  gtk_label_set_label (self->details, details);
  gtk_widget_set_visible (GTK_WIDGET (self->details), *details != '\0');
  gtk_label_set_label (self->expiry, expiry ?: "");
  gtk_widget_set_visible (GTK_WIDGET (self->expiry), expiry != NULL);
  gtk_widget_set_visible (self->favourite, coffret_entry_is_favourite (entry));
}

static gboolean
is_narrow (CoffretCredentialRow *self)
{
  return gtk_orientable_get_orientation (GTK_ORIENTABLE (self->body)) == GTK_ORIENTATION_VERTICAL;
}

static void
coffret_credential_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, is_narrow (COFFRET_CREDENTIAL_ROW (object)));
  else if (id == PROP_CHOOSING)
    g_value_set_boolean (value, COFFRET_CREDENTIAL_ROW (object)->choosing);
  else if (id == PROP_CHOSEN)
    g_value_set_boolean (value, COFFRET_CREDENTIAL_ROW (object)->chosen);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_credential_row_set_property (GObject *object,
                                     guint id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  CoffretCredentialRow *self = COFFRET_CREDENTIAL_ROW (object);

  if (id == PROP_NARROW)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body), g_value_get_boolean (value)
                                                                   ? GTK_ORIENTATION_VERTICAL
                                                                   : GTK_ORIENTATION_HORIZONTAL);
  else if (id == PROP_CHOOSING)
    self->choosing = g_value_get_boolean (value);
  else if (id == PROP_CHOSEN)
    self->chosen = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_credential_row_dispose (GObject *object)
{
  coffret_credential_row_set_entry (COFFRET_CREDENTIAL_ROW (object), NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_CREDENTIAL_ROW);
  G_OBJECT_CLASS (coffret_credential_row_parent_class)->dispose (object);
}

static void
coffret_credential_row_class_init (CoffretCredentialRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = coffret_credential_row_get_property;
  object_class->set_property = coffret_credential_row_set_property;
  object_class->dispose = coffret_credential_row_dispose;
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHOOSING] = g_param_spec_boolean ("choosing", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHOSEN] =
    g_param_spec_boolean ("chosen", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (COFFRET_TYPE_CREDENTIAL_PICTURE);
  g_type_ensure (COFFRET_TYPE_VERDICT_BADGE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/widgets/credential-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialRow, picture);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialRow, body);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialRow, title);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialRow, favourite);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialRow, details);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialRow, expiry);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialRow, badge);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialRow, open);
}

static void
coffret_credential_row_init (CoffretCredentialRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (self, "narrow", self->badge, "one-line",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

CoffretCredentialRow *
coffret_credential_row_new (void)
{
  return g_object_new (COFFRET_TYPE_CREDENTIAL_ROW, NULL);
}

void
coffret_credential_row_set_entry (CoffretCredentialRow *self,
                                  CoffretEntry *entry,
                                  CoffretPictureLoader *loader)
{
  if (self->entry) {
    g_signal_handlers_disconnect_by_func (self->entry, on_verdict_changed, self);
    g_signal_handlers_disconnect_by_func (self->entry, on_title_changed, self);
    g_signal_handlers_disconnect_by_func (self->entry, on_layer_changed, self);
  }
  g_set_object (&self->entry, entry);
  if (!self->picture)
    return;
  coffret_credential_picture_set_entry (self->picture, entry, loader);
  if (!entry)
    return;

  on_title_changed (self);
  on_layer_changed (self);
  /* The target first: without it the action would be asked for with none. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", coffret_entry_get_id (entry));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open), "vault.open");
  coffret_verdict_badge_set_verdict (self->badge, coffret_entry_get_verdict (entry));
  g_signal_connect_object (entry, "notify::title", G_CALLBACK (on_title_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::layer", G_CALLBACK (on_layer_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::verdict", G_CALLBACK (on_verdict_changed), self,
                           G_CONNECT_SWAPPED);
}

CoffretEntry *
coffret_credential_row_get_entry (CoffretCredentialRow *self)
{
  return self->entry;
}

CoffretCredentialPicture *
coffret_credential_row_get_picture (CoffretCredentialRow *self)
{
  return self->picture;
}
