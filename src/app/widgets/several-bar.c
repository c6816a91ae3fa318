#include "app/widgets/several-bar.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/pathway-edit-dialog.h"
#include "app/entry-menu.h"
#include "app/late-menu.h"
#include "app/several.h"
#include "app/share-acts.h"

struct _CoffretSeveralBar {
  AdwBin parent_instance;

  GtkMenuButton *more_button;
  GMenuModel *more_menu;
  GtkWidget *trash_button;
  GtkWidget *restore_button;
  GtkWidget *take_button;
  GtkMenuButton *put_button;
  CoffretSession *session;
  CoffretChoice *choice;
  CoffretPlace place;
  char *compartment;
};

G_DEFINE_FINAL_TYPE (CoffretSeveralBar, coffret_several_bar, ADW_TYPE_BIN)

static void
update (CoffretSeveralBar *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean any =
    coffret_choice_get_count (self->choice) > 0 && coffret_session_can_change (self->session);
  gboolean trash = self->place == COFFRET_PLACE_TRASH;

  gtk_action_bar_set_revealed (GTK_ACTION_BAR (adw_bin_get_child (ADW_BIN (self))),
                               coffret_choice_get_several (self->choice));
  gtk_widget_set_visible (GTK_WIDGET (self->put_button), !trash);
  gtk_widget_set_visible (self->take_button, self->compartment != NULL);
  gtk_widget_set_visible (self->trash_button, !trash);
  gtk_widget_set_visible (self->restore_button, trash);
  gtk_widget_set_sensitive (GTK_WIDGET (self->put_button), any);
  gtk_widget_action_set_enabled (widget, "several.put", any);
  gtk_widget_action_set_enabled (widget, "several.put-new", any);
  gtk_widget_action_set_enabled (widget, "several.take", any);
  /* Nothing in the vault changes by it. */
  gtk_widget_action_set_enabled (widget, "several.export-folder",
                                 coffret_choice_get_count (self->choice) > 0);
  gtk_widget_action_set_enabled (widget, "several.export-zip",
                                 coffret_choice_get_count (self->choice) > 0);
  gtk_widget_action_set_enabled (widget, "several.favourite", any && !trash);
  gtk_widget_action_set_enabled (widget, "several.tag", any && !trash);
  gtk_widget_action_set_enabled (widget, "several.share", any && !trash);
  gtk_widget_action_set_enabled (
    widget, "several.pathway",
    any && !trash && coffret_choice_get_count (self->choice) <= COFFRET_PATHWAY_MAX_STEPS);
  gtk_widget_action_set_enabled (widget, "several.trash", any);
  gtk_widget_action_set_enabled (widget, "several.restore", any);
}

/* Compartments come and go: the menu is made when it is asked for. */
static void
on_menu_wanted (GtkMenuButton *button, gpointer data)
{
  CoffretSeveralBar *self = data;
  g_autoptr (GMenuModel) menu =
    coffret_several_menu_new (coffret_session_get_library (self->session), self->compartment);

  gtk_menu_button_set_menu_model (button, menu);
}

static void
do_act (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretSeveralBar *self = COFFRET_SEVERAL_BAR (widget);
  g_autoptr (GPtrArray) entries = coffret_choice_list (self->choice);
  /* The choice ends with the act, which hides this bar. */
  GtkWidget *from = gtk_widget_get_parent (widget);

  if (g_str_equal (action, "several.put"))
    coffret_several_put (from, self->session, entries, g_variant_get_string (target, NULL));
  else if (g_str_equal (action, "several.take"))
    coffret_several_take (from, self->session, entries, self->compartment);
  else if (g_str_equal (action, "several.favourite"))
    coffret_several_favourite (from, self->session, entries);
  else if (g_str_equal (action, "several.trash"))
    coffret_several_trash (from, self->session, entries);
  else
    coffret_several_restore (from, self->session, entries);
  coffret_choice_set_several (self->choice, FALSE);
}

/* Who thinks better of it in the dialog still has what was chosen. */
static void
do_put_new (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretSeveralBar *self = COFFRET_SEVERAL_BAR (widget);
  g_autoptr (GPtrArray) entries = coffret_choice_list (self->choice);

  coffret_several_put_in_new (widget, self->session, entries);
}

/* The same. */
static void
do_tag (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretSeveralBar *self = COFFRET_SEVERAL_BAR (widget);
  g_autoptr (GPtrArray) entries = coffret_choice_list (self->choice);

  coffret_several_tag (widget, self->session, entries);
}

/* The same. */
static void
do_pathway (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretSeveralBar *self = COFFRET_SEVERAL_BAR (widget);
  g_autoptr (GPtrArray) entries = coffret_choice_list (self->choice);

  adw_dialog_present (ADW_DIALOG (coffret_pathway_edit_dialog_new (self->session, NULL, entries)),
                      widget);
}

/* The same. */
static void
do_share (GtkWidget *widget, const char *action, GVariant *target)
{
  g_autoptr (GPtrArray) entries = coffret_choice_list (COFFRET_SEVERAL_BAR (widget)->choice);

  coffret_share_entries (widget, entries);
}

static void
do_export (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretSeveralBar *self = COFFRET_SEVERAL_BAR (widget);
  g_autoptr (GPtrArray) entries = coffret_choice_list (self->choice);

  coffret_several_export (gtk_widget_get_parent (widget), self->session, entries,
                          g_str_equal (action, "several.export-zip"));
}

static void
do_all (GtkWidget *widget, const char *action, GVariant *target)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (COFFRET_SEVERAL_BAR (widget)->choice));
}

static void
coffret_several_bar_dispose (GObject *object)
{
  CoffretSeveralBar *self = COFFRET_SEVERAL_BAR (object);

  g_clear_object (&self->choice);
  g_clear_object (&self->session);
  g_clear_pointer (&self->compartment, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_SEVERAL_BAR);
  G_OBJECT_CLASS (coffret_several_bar_parent_class)->dispose (object);
}

static void
coffret_several_bar_class_init (CoffretSeveralBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_several_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/widgets/several-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretSeveralBar, more_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretSeveralBar, more_menu);
  gtk_widget_class_bind_template_child (widget_class, CoffretSeveralBar, trash_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretSeveralBar, restore_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretSeveralBar, take_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretSeveralBar, put_button);
  gtk_widget_class_install_action (widget_class, "several.all", NULL, do_all);
  gtk_widget_class_install_action (widget_class, "several.put", "s", do_act);
  gtk_widget_class_install_action (widget_class, "several.put-new", NULL, do_put_new);
  gtk_widget_class_install_action (widget_class, "several.take", NULL, do_act);
  gtk_widget_class_install_action (widget_class, "several.favourite", NULL, do_act);
  gtk_widget_class_install_action (widget_class, "several.tag", NULL, do_tag);
  gtk_widget_class_install_action (widget_class, "several.share", NULL, do_share);
  gtk_widget_class_install_action (widget_class, "several.pathway", NULL, do_pathway);
  gtk_widget_class_install_action (widget_class, "several.export-folder", NULL, do_export);
  gtk_widget_class_install_action (widget_class, "several.export-zip", NULL, do_export);
  gtk_widget_class_install_action (widget_class, "several.trash", NULL, do_act);
  gtk_widget_class_install_action (widget_class, "several.restore", NULL, do_act);
}

static void
coffret_several_bar_init (CoffretSeveralBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  coffret_late_menu_set (self->more_button, self->more_menu);
  gtk_menu_button_set_create_popup_func (self->put_button, on_menu_wanted, self, NULL);
}

void
coffret_several_bar_set_choice (CoffretSeveralBar *self,
                                CoffretSession *session,
                                CoffretChoice *choice)
{
  self->session = g_object_ref (session);
  self->choice = g_object_ref (choice);
  g_signal_connect_object (choice, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
coffret_several_bar_set_place (CoffretSeveralBar *self, CoffretPlace place, const char *compartment)
{
  self->place = place;
  g_set_str (&self->compartment, compartment);
  update (self);
}
