#include "app/pages/finding-page.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/dialogs/details-dialog.h"
#include "app/dialogs/verdict-dialog.h"
#include "app/links.h"
#include "app/pages/credential-sections.h"
#include "app/shortcuts.h"
#include "app/widgets/credential-head.h"
#include "app/widgets/finding-row.h"
#include "credential/code.h"

struct _CoffretFindingPage {
  AdwNavigationPage parent_instance;

  AdwBanner *banner;
  GtkStack *stack;
  GtkBox *sections;
  CoffretCredentialHead *head;
  AdwStatusPage *refusal;
  GtkWidget *copy;
  CoffretFinding *finding;
  CoffretSession *session; /* nullable */
};

G_DEFINE_FINAL_TYPE (CoffretFindingPage, coffret_finding_page, ADW_TYPE_NAVIGATION_PAGE)

static void
do_details (GtkWidget *widget, const char *action, GVariant *target)
{
  const CoffretItem *item = coffret_finding_get_item (COFFRET_FINDING_PAGE (widget)->finding);

  if (item)
    adw_dialog_present (coffret_details_dialog_new (item), widget);
}

static void
do_checks (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretFindingPage *self = COFFRET_FINDING_PAGE (widget);
  CoffretItem *item = (CoffretItem *) coffret_finding_get_item (self->finding);

  if (item)
    adw_dialog_present (coffret_verdict_dialog_new_for_item (self->session, item), widget);
}

static void
append_file (CoffretFindingPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *details = adw_button_row_new ();
  g_autofree char *place = coffret_place_words (coffret_finding_get_place (self->finding));
  g_autofree char *file = g_path_get_basename (coffret_finding_get_file (self->finding));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("The File"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), file);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (details), _ ("Show Technical _Details"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (details), TRUE);
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (details), "coffret-code-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (details), "finding.details");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), details);
  gtk_box_append (self->sections, group);
}

static void
show_credential (CoffretFindingPage *self, CoffretEntry *entry)
{
  const CoffretItem *item = coffret_finding_get_item (self->finding);
  g_autofree char *title = coffret_entry_name (entry);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  coffret_credential_head_set_entry (self->head, entry, NULL);
  coffret_credential_head_set_item (self->head, item);
  coffret_sections_append (self->sections, item->credential, NULL);
  append_file (self);
}

static void
show_refusal (CoffretFindingPage *self)
{
  g_autofree char *source = coffret_finding_source_words (self->finding);
  g_autofree char *text =
    g_strdup_printf ("%s\n\n%s", coffret_finding_get_error (self->finding)->message, source);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  coffret_links_offer (self->copy, coffret_finding_get_place (self->finding));
  adw_status_page_set_description (self->refusal, escaped);
  gtk_stack_set_visible_child_name (self->stack, "refused");
}

/* What stands at the head is read first, and no text is selected. */
static void
coffret_finding_page_shown (AdwNavigationPage *page)
{
  coffret_credential_head_take_focus (COFFRET_FINDING_PAGE (page)->head);
}

static void
coffret_finding_page_dispose (GObject *object)
{
  CoffretFindingPage *self = COFFRET_FINDING_PAGE (object);

  g_clear_object (&self->finding);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_FINDING_PAGE);
  G_OBJECT_CLASS (coffret_finding_page_parent_class)->dispose (object);
}

static void
coffret_finding_page_class_init (CoffretFindingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_finding_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = coffret_finding_page_shown;
  g_type_ensure (COFFRET_TYPE_CREDENTIAL_HEAD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/pages/finding-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretFindingPage, banner);
  gtk_widget_class_bind_template_child (widget_class, CoffretFindingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretFindingPage, sections);
  gtk_widget_class_bind_template_child (widget_class, CoffretFindingPage, head);
  gtk_widget_class_bind_template_child (widget_class, CoffretFindingPage, refusal);
  gtk_widget_class_bind_template_child (widget_class, CoffretFindingPage, copy);
  gtk_widget_class_install_action (widget_class, "finding.details", NULL, do_details);
  gtk_widget_class_install_action (widget_class, "credential.checks", NULL, do_checks);
  coffret_shortcuts_bind (widget_class, "credential.checks");
}

static void
coffret_finding_page_init (CoffretFindingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretFindingPage *
coffret_finding_page_new (CoffretSession *session, CoffretFinding *finding, gboolean addable)
{
  CoffretFindingPage *self = g_object_new (COFFRET_TYPE_FINDING_PAGE, NULL);
  CoffretEntry *entry = coffret_finding_get_entry (finding);

  self->finding = g_object_ref (finding);
  g_set_object (&self->session, session);
  if (entry)
    show_credential (self, entry);
  else
    show_refusal (self);
  if (addable && entry)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner), "check.add");
  else
    adw_banner_set_button_label (self->banner, NULL);
  adw_banner_set_revealed (self->banner, entry != NULL);
  return self;
}
