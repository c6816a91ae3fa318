#include "app/pages/credential-page.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/entry-menu.h"
#include "app/pages/credential-sections.h"
#include "app/pages/yours-section.h"
#include "app/shortcuts.h"
#include "app/when.h"
#include "app/widgets/credential-picture.h"
#include "app/widgets/verdict-badge.h"
#include "app/widgets/verdict.h"

struct _CoffretCredentialPage {
  AdwNavigationPage parent_instance;

  GtkMenuButton *menu_button;
  AdwBanner *trash_banner;
  CoffretCredentialPicture *picture;
  GtkLabel *heading;
  GtkLabel *issuer_title; /* while the holder has one of their own */
  GtkLabel *issuer;
  GtkLabel *dates;
  GtkLabel *nature;
  CoffretVerdictBadge *badge;
  GtkLabel *verdict_sentence;
  GtkStack *stack;
  GtkBox *sections;
  GtkWidget *scroller;

  CoffretSession *session;
  CoffretEntry *entry;
  GtkWidget *places; /* where it is; rebuilt when that changes */
  gboolean beside;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (CoffretCredentialPage, coffret_credential_page, ADW_TYPE_NAVIGATION_PAGE)

enum {
  PROP_BESIDE = 1,
  PROP_NARROW,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
show_line (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text ?: "");
  gtk_widget_set_visible (GTK_WIDGET (label), text && *text);
}

/* The page has the focus when a credential opens: what stands at its head, which
 * takes no focus itself, is read then, in the order in which it stands there. */
static void
update_said (CoffretCredentialPage *self)
{
  GtkLabel *const lines[] = {
    self->heading, self->issuer_title, self->issuer,
    self->dates,   self->nature,       self->verdict_sentence,
  };
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (*gtk_label_get_label (lines[i]) != '\0')
      g_string_append_printf (said, "%s%s", said->len > 0 ? ". " : "",
                              gtk_label_get_label (lines[i]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  said->str, -1);
}

static void
update_title (CoffretCredentialPage *self)
{
  g_autofree char *title = coffret_entry_name (self->entry);
  const char *issued = coffret_entry_get_issuer_title (self->entry);
  /* Translators: %s is the title that the issuer gave a credential */
  g_autofree char *also = coffret_entry_get_own_title (self->entry) && *issued
                            ? g_strdup_printf (_ ("Its issuer calls it “%s”"), issued)
                            : NULL;

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  show_line (self->heading, title);
  show_line (self->issuer_title, also);
  update_said (self);
}

static void
update_head (CoffretCredentialPage *self)
{
  CoffretEntry *entry = self->entry;
  g_autofree char *dates =
    coffret_dates_words (coffret_entry_get_awarded (entry), coffret_entry_get_expires (entry));

  show_line (self->issuer, coffret_entry_get_issuer (entry));
  show_line (self->dates, dates);
  show_line (self->nature, coffret_entry_get_kind (entry) == COFFRET_KIND_OTHER
                             ? NULL
                             : coffret_kind_to_label (coffret_entry_get_kind (entry)));
  update_title (self);
}

static void
on_verdict_changed (CoffretCredentialPage *self)
{
  const char *verdict = coffret_entry_get_verdict (self->entry);

  coffret_verdict_badge_set_verdict (self->badge, verdict);
  gtk_label_set_label (self->verdict_sentence, coffret_verdict_sentence (verdict));
  update_said (self);
}

/* The menu and "Where it is" name the compartments that it lies in. */
static void
on_place_changed (CoffretCredentialPage *self)
{
  CoffretLibrary *library = coffret_session_get_library (self->session);
  g_autoptr (GMenuModel) menu = coffret_entry_menu_new (self->entry, library, FALSE);
  GtkWidget *before = self->places ? gtk_widget_get_prev_sibling (self->places) : NULL;

  gtk_menu_button_set_menu_model (self->menu_button, menu);
  adw_banner_set_revealed (self->trash_banner, coffret_entry_is_trashed (self->entry));
  if (!self->places)
    return;
  gtk_box_remove (self->sections, self->places);
  self->places = coffret_sections_where (self->entry, library);
  gtk_box_insert_child_after (self->sections, self->places, before);
}

static void
append_common (CoffretCredentialPage *self)
{
  gtk_box_append (self->sections,
                  GTK_WIDGET (coffret_yours_section_new (self->session, self->entry)));
  self->places = coffret_sections_where (self->entry, coffret_session_get_library (self->session));
  gtk_box_append (self->sections, self->places);
  gtk_box_append (self->sections, coffret_sections_original (self->entry));
  gtk_stack_set_visible_child_name (self->stack, "content");
}

static void
on_read (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretCredentialPage *self = owner;
  const CoffretItem *item = error ? NULL : g_value_get_boxed (value);

  if (item && item->credential) {
    const CoffretCredential *credential = item->credential;
    g_autofree char *hours = coffret_hours_words (credential->workload_hours);
    const char *kind = gtk_label_get_label (self->nature);
    g_autofree char *nature =
      *kind && *hours ? g_strdup_printf ("%s · %s", kind, hours) : g_strconcat (kind, hours, NULL);

    show_line (self->nature, nature);
    update_said (self);
    coffret_sections_append (self->sections, credential);
  } else {
    const GError *why = error ?: item ? item->error : NULL;

    gtk_box_append (self->sections, coffret_sections_unreadable (why));
  }
  append_common (self);
}

static void
coffret_credential_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CoffretCredentialPage *self = COFFRET_CREDENTIAL_PAGE (object);

  switch (id) {
  case PROP_BESIDE:
    g_value_set_boolean (value, self->beside);
    break;
  case PROP_NARROW:
    g_value_set_boolean (value, self->narrow);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
coffret_credential_page_set_property (GObject *object,
                                      guint id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  CoffretCredentialPage *self = COFFRET_CREDENTIAL_PAGE (object);

  switch (id) {
  case PROP_BESIDE:
    self->beside = g_value_get_boolean (value);
    break;
  case PROP_NARROW:
    self->narrow = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
coffret_credential_page_dispose (GObject *object)
{
  CoffretCredentialPage *self = COFFRET_CREDENTIAL_PAGE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->entry);
  self->places = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_CREDENTIAL_PAGE);
  G_OBJECT_CLASS (coffret_credential_page_parent_class)->dispose (object);
}

static void
coffret_credential_page_class_init (CoffretCredentialPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = coffret_credential_page_get_property;
  object_class->set_property = coffret_credential_page_set_property;
  object_class->dispose = coffret_credential_page_dispose;
  properties[PROP_BESIDE] =
    g_param_spec_boolean ("beside", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (COFFRET_TYPE_CREDENTIAL_PICTURE);
  g_type_ensure (COFFRET_TYPE_VERDICT_BADGE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/pages/credential-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, trash_banner);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, picture);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, heading);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, issuer_title);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, issuer);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, dates);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, nature);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, badge);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, verdict_sentence);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, sections);
  gtk_widget_class_bind_template_child (widget_class, CoffretCredentialPage, scroller);
  coffret_shortcuts_bind (widget_class, "vault.close");
}

static void
coffret_credential_page_init (CoffretCredentialPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretCredentialPage *
coffret_credential_page_new (CoffretSession *session,
                             CoffretPictureLoader *loader,
                             CoffretEntry *entry)
{
  CoffretCredentialPage *self = g_object_new (COFFRET_TYPE_CREDENTIAL_PAGE, NULL);

  self->session = g_object_ref (session);
  self->entry = g_object_ref (entry);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->trash_banner), "s",
                                    coffret_entry_get_id (entry));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->trash_banner), "vault.restore");
  update_head (self);
  on_verdict_changed (self);
  on_place_changed (self);
  coffret_credential_picture_set_entry (self->picture, entry, loader);
  coffret_credential_picture_load (self->picture);
  g_signal_connect_object (entry, "notify::title", G_CALLBACK (update_title), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::own-title", G_CALLBACK (update_title), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::verdict", G_CALLBACK (on_verdict_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::compartments", G_CALLBACK (on_place_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::trashed", G_CALLBACK (on_place_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (coffret_library_get_compartments (coffret_session_get_library (session)),
                           "items-changed", G_CALLBACK (on_place_changed), self, G_CONNECT_SWAPPED);
  coffret_when (coffret_session_read (session, entry), self, on_read, NULL, NULL);
  return self;
}

CoffretEntry *
coffret_credential_page_get_entry (CoffretCredentialPage *self)
{
  return self->entry;
}
