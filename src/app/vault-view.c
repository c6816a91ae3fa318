#include "app/vault-view.h"

#include <glib/gi18n-lib.h>

#include "app/drag.h"
#include "app/files-out.h"
#include "app/focus.h"
#include "app/pages/attention-page.h"
#include "app/pages/credential-page.h"
#include "app/pages/group-page.h"
#include "app/pages/ledger-page.h"
#include "app/pages/list-page.h"
#include "app/pages/sidebar-page.h"
#include "app/search-acts.h"
#include "app/share-acts.h"
#include "app/share-ask.h"
#include "app/vault-acts.h"
#include "app/when.h"

struct _CoffretVaultView {
  AdwBreakpointBin parent_instance;

  AdwNavigationSplitView *outer;
  AdwNavigationSplitView *inner;
  CoffretSidebarPage *sidebar;
  CoffretListPage *list;
  AdwNavigationPage *credentials; /* list and credential; kept while another page is shown */
  CoffretSidePage *side;          /* borrowed from the outer split view; NULL: the credentials */
  GtkRevealer *drop_hint;
  CoffretSession *session;
  GSettings *settings; /* nullable */
  CoffretPictureLoader *loader;
  CoffretAttentionWatch *watch;
  CoffretCredentialPage *page; /* borrowed from the inner split view */
  gboolean wide;
  gboolean to_attention; /* behind the open credential is the page of what needs attention */
  gboolean spent;        /* the credentials need another page around them before they come back */
};

G_DEFINE_FINAL_TYPE (CoffretVaultView, coffret_vault_view, ADW_TYPE_BREAKPOINT_BIN)

/* For where a person is: those that are no compartment. */
static const char *const places[] = {
  [COFFRET_PLACE_ALL] = "all",
  [COFFRET_PLACE_RECENT] = "recent",
  [COFFRET_PLACE_FAVOURITES] = "favourites",
  [COFFRET_PLACE_LOOSE] = "loose",
  [COFFRET_PLACE_TRASH] = "trash",
};

enum {
  PROP_WIDE = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* The list has the whole width until there is something to show beside it. */
static void
update_layout (CoffretVaultView *self)
{
  gboolean open = self->page && adw_navigation_split_view_get_show_content (self->inner);

  adw_navigation_split_view_set_collapsed (self->inner, !(self->wide && open));
}

/* A page that is taken from a narrow window while it is shown, libadwaita 1.7 never quite takes
 * back: it lets go of it when the window becomes wide. */
static void
renew_credentials (CoffretVaultView *self)
{
  AdwNavigationPage *old = self->credentials;

  g_object_ref (self->inner);
  adw_navigation_page_set_child (old, NULL);
  self->credentials = g_object_ref_sink (
    adw_navigation_page_new_with_tag (GTK_WIDGET (self->inner), adw_navigation_page_get_title (old),
                                      adw_navigation_page_get_tag (old)));
  adw_navigation_page_set_tag (old, NULL);
  g_object_unref (self->inner);
  g_object_unref (old);
  self->spent = FALSE;
}

/* SIDE (nullable) instead of list and credential, or these again. */
static void
set_side (CoffretVaultView *self, CoffretSidePage *side)
{
  if (self->side == side)
    return;
  /* As of credentials: the one before is there for a moment longer. */
  if (self->side)
    adw_navigation_page_set_tag (ADW_NAVIGATION_PAGE (self->side), NULL);
  self->spent |= !self->side && adw_navigation_split_view_get_collapsed (self->outer);
  self->side = side;
  if (!side && self->spent)
    renew_credentials (self);
  if (side) {
    g_object_bind_property (self->outer, "collapsed", side, "narrow", G_BINDING_SYNC_CREATE);
    g_object_bind_property (self, "wide", side, "wide", G_BINDING_SYNC_CREATE);
    g_object_bind_property (self->list, "crowded", side, "crowded", G_BINDING_SYNC_CREATE);
  }
  adw_navigation_split_view_set_content (self->outer,
                                         side ? ADW_NAVIGATION_PAGE (side) : self->credentials);
}

/* What was locked away is seen no more, and follows nothing that empties itself: that would cost as
 * much as to show it did. */
static void
on_ended (CoffretVaultView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root && gtk_root_get_focus (root) &&
      gtk_widget_is_ancestor (gtk_root_get_focus (root), GTK_WIDGET (self)))
    gtk_root_set_focus (root, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  coffret_list_page_leave (self->list);
}

static void
on_place_chosen (CoffretVaultView *self)
{
  CoffretSide side = coffret_sidebar_page_get_side (self->sidebar);
  CoffretGroup *group = coffret_sidebar_page_get_group (self->sidebar);

  self->to_attention = FALSE;
  if (group || side != COFFRET_SIDE_NONE) {
    set_side (self, group ? COFFRET_SIDE_PAGE (coffret_group_page_new (self->session, group))
                          : coffret_side_page_new (side, self->session, self->watch));
    adw_navigation_split_view_set_show_content (self->inner, FALSE);
    adw_navigation_split_view_set_show_content (self->outer, TRUE);
    return;
  }
  set_side (self, NULL);
  coffret_list_page_show (self->list, coffret_sidebar_page_get_place (self->sidebar),
                          coffret_sidebar_page_get_compartment (self->sidebar));
  adw_navigation_split_view_set_show_content (self->inner, FALSE);
  adw_navigation_split_view_set_show_content (self->outer, TRUE);
}

/* Back to where there is more to look at, on the row that was opened. */
static void
return_to_attention (CoffretVaultView *self)
{
  const char *id = coffret_entry_get_id (coffret_credential_page_get_entry (self->page));

  self->to_attention = FALSE;
  coffret_sidebar_page_choose_side (self->sidebar, COFFRET_SIDE_ATTENTION);
  coffret_attention_page_return_to (COFFRET_ATTENTION_PAGE (self->side), id);
}

static void
on_credential_shown (CoffretVaultView *self)
{
  gboolean open = adw_navigation_split_view_get_show_content (self->inner);

  if (coffret_session_is_ended (self->session))
    return;
  /* While one is being opened the split view is still at work on the stack that it would lose. */
  if (open)
    return;
  update_layout (self);
  if (self->to_attention)
    return_to_attention (self);
  else if (self->page && !self->side)
    coffret_list_page_focus (self->list, coffret_credential_page_get_entry (self->page));
}

static void
take_files (CoffretVaultView *self, GSList *files)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_FILE);

  for (GSList *file = files; file; file = file->next)
    g_list_store_append (store, file->data);
  g_signal_emit_by_name (self, "files-dropped", store);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, CoffretVaultView *self)
{
  g_autoptr (GSList) files = NULL;

  gtk_revealer_set_reveal_child (self->drop_hint, FALSE);
  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  if (!files)
    return FALSE;
  take_files (self, files);
  return TRUE;
}

static GdkDragAction
on_drop_enter (GtkDropTarget *target, double x, double y, CoffretVaultView *self)
{
  gtk_revealer_set_reveal_child (self->drop_hint, TRUE);
  return GDK_ACTION_COPY;
}

static void
on_drop_leave (GtkDropTarget *target, CoffretVaultView *self)
{
  gtk_revealer_set_reveal_child (self->drop_hint, FALSE);
}

static void
take_drops (CoffretVaultView *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (drop, "accept", G_CALLBACK (coffret_drag_is_from_outside), NULL);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), self);
  g_signal_connect (drop, "enter", G_CALLBACK (on_drop_enter), self);
  g_signal_connect (drop, "leave", G_CALLBACK (on_drop_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

static void
coffret_vault_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_WIDE)
    g_value_set_boolean (value, COFFRET_VAULT_VIEW (object)->wide);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_vault_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CoffretVaultView *self = COFFRET_VAULT_VIEW (object);

  if (id == PROP_WIDE) {
    self->wide = g_value_get_boolean (value);
    if (self->inner)
      update_layout (self);
  } else {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
coffret_vault_view_dispose (GObject *object)
{
  CoffretVaultView *self = COFFRET_VAULT_VIEW (object);

  self->page = NULL;
  self->side = NULL;
  g_clear_object (&self->settings);
  g_clear_object (&self->loader);
  g_clear_object (&self->watch);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_VAULT_VIEW);
  g_clear_object (&self->credentials);
  G_OBJECT_CLASS (coffret_vault_view_parent_class)->dispose (object);
}

static void
coffret_vault_view_class_init (CoffretVaultViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = coffret_vault_view_get_property;
  object_class->set_property = coffret_vault_view_set_property;
  object_class->dispose = coffret_vault_view_dispose;
  properties[PROP_WIDE] =
    g_param_spec_boolean ("wide", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  g_signal_new ("files-dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_LIST_MODEL);

  g_type_ensure (COFFRET_TYPE_LIST_PAGE);
  g_type_ensure (COFFRET_TYPE_SIDEBAR_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/vault-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultView, outer);
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultView, inner);
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultView, sidebar);
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultView, list);
  gtk_widget_class_bind_template_child (widget_class, CoffretVaultView, drop_hint);
  gtk_widget_class_bind_template_callback (widget_class, on_place_chosen);
  gtk_widget_class_bind_template_callback (widget_class, coffret_vault_view_focus);
  gtk_widget_class_bind_template_callback (widget_class, on_credential_shown);
  coffret_vault_acts_install (widget_class);
  coffret_search_acts_install (widget_class);
  coffret_share_acts_install (widget_class);
}

static void
coffret_vault_view_init (CoffretVaultView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->credentials = g_object_ref (adw_navigation_split_view_get_content (self->outer));
  coffret_focus_keep (ADW_BREAKPOINT_BIN (self));
}

CoffretVaultView *
coffret_vault_view_new (CoffretSession *session)
{
  CoffretVaultView *self = g_object_new (COFFRET_TYPE_VAULT_VIEW, NULL);

  self->session = g_object_ref (session);
  self->loader = coffret_picture_loader_new (session);
  coffret_list_page_set_session (self->list, session, self->loader);
  self->watch = coffret_attention_watch_new (session);
  coffret_sidebar_page_set_session (self->sidebar, session);
  coffret_sidebar_page_set_watch (self->sidebar, self->watch);
  if (coffret_session_can_change (session))
    take_drops (self);
  else {
    coffret_vault_acts_forbid_changes (GTK_WIDGET (self));
    coffret_search_acts_forbid_changes (GTK_WIDGET (self));
    coffret_share_acts_forbid_changes (GTK_WIDGET (self));
  }
  g_signal_connect_object (session, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::damaged",
                           G_CALLBACK (coffret_vault_acts_forbid_changes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::damaged",
                           G_CALLBACK (coffret_search_acts_forbid_changes), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::damaged",
                           G_CALLBACK (coffret_share_acts_forbid_changes), self, G_CONNECT_SWAPPED);
  coffret_share_ask_proven (session);
  return self;
}

gboolean
coffret_vault_view_shed (GtkWidget *view)
{
  CoffretVaultView *self = COFFRET_VAULT_VIEW (view);

  if (coffret_list_page_shed (self->list) ||
      (self->page && coffret_credential_page_shed (self->page)))
    return TRUE;
  if (self->page) {
    self->page = NULL;
    adw_navigation_split_view_set_content (self->inner, NULL);
    return TRUE;
  }
  if (self->side) {
    self->side = NULL;
    adw_navigation_split_view_set_content (self->outer, NULL);
    return TRUE;
  }
  return FALSE;
}

void
coffret_vault_view_set_settings (CoffretVaultView *self, GSettings *settings)
{
  if (!settings)
    return;
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "offer-compartments", self->list, "offering", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "sort-order", self->list, "order", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sort-backwards", self->list, "backwards", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "as-table", self->list, "as-table", G_SETTINGS_BIND_DEFAULT);
  coffret_list_page_keep_widths (self->list, settings);
  g_settings_bind (settings, "headings", self->list, "heading", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "show-pictures", self->loader, "shown", G_SETTINGS_BIND_GET);
}

void
coffret_vault_view_set_door (CoffretVaultView *self, CoffretDoor *door)
{
  coffret_attention_watch_set_door (self->watch, door);
}

CoffretAttentionWatch *
coffret_vault_view_get_watch (CoffretVaultView *self)
{
  return self->watch;
}

GSettings *
coffret_vault_view_get_settings (CoffretVaultView *self)
{
  return self->settings;
}

CoffretSession *
coffret_vault_view_get_session (CoffretVaultView *self)
{
  return self->session;
}

void
coffret_vault_view_open (CoffretVaultView *self, const char *id)
{
  CoffretEntry *entry = coffret_library_find (coffret_session_get_library (self->session), id);

  if (!entry)
    return;
  if (self->side) {
    gboolean to_attention = COFFRET_IS_ATTENTION_PAGE (self->side);

    coffret_sidebar_page_choose (self->sidebar, NULL);
    self->to_attention = to_attention;
  }
  if (!self->page || coffret_credential_page_get_entry (self->page) != entry) {
    /* In a narrow window both are there for a moment, and no two may be called the same. */
    if (self->page)
      adw_navigation_page_set_tag (ADW_NAVIGATION_PAGE (self->page), NULL);
    self->page = coffret_credential_page_new (self->session, self->loader, entry);
    g_object_bind_property (self->inner, "collapsed", self->page, "beside",
                            G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
    g_object_bind_property (self->outer, "collapsed", self->page, "narrow", G_BINDING_SYNC_CREATE);
    adw_navigation_split_view_set_content (self->inner, ADW_NAVIGATION_PAGE (self->page));
  }
  adw_navigation_split_view_set_show_content (self->outer, TRUE);
  adw_navigation_split_view_set_show_content (self->inner, TRUE);
  update_layout (self);
  coffret_list_page_yield_focus (self->list);
  coffret_credential_page_focus (self->page);
  coffret_focus_move_on (GTK_WIDGET (self));
}

void
coffret_vault_view_close (CoffretVaultView *self)
{
  adw_navigation_split_view_set_show_content (self->inner, FALSE);
}

CoffretCompartment *
coffret_vault_view_get_compartment (CoffretVaultView *self)
{
  return coffret_sidebar_page_get_compartment (self->sidebar);
}

void
coffret_vault_view_show_compartment (CoffretVaultView *self, const char *id)
{
  coffret_sidebar_page_choose (self->sidebar, id);
}

/* What the page says comes before the buttons above it; the split view may have given the focus
 * already when it was narrow. */
static void
focus_side (CoffretVaultView *self)
{
  AdwToolbarView *view =
    ADW_TOOLBAR_VIEW (adw_navigation_page_get_child (ADW_NAVIGATION_PAGE (self->side)));

  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  gtk_widget_child_focus (adw_toolbar_view_get_content (view), GTK_DIR_TAB_FORWARD);
}

void
coffret_vault_view_focus (CoffretVaultView *self)
{
  if (self->side)
    focus_side (self);
  else if (self->page && adw_navigation_split_view_get_show_content (self->inner))
    coffret_credential_page_focus (self->page);
  else
    coffret_list_page_focus_first (self->list);
}

/* To what PART is for, rather than to the first button above it. */
static gboolean
focus_part (CoffretVaultView *self, GtkWidget *part)
{
  if (part == GTK_WIDGET (self->sidebar))
    coffret_sidebar_page_focus (self->sidebar);
  else if (part == GTK_WIDGET (self->side))
    focus_side (self);
  else if (part == GTK_WIDGET (self->page))
    coffret_credential_page_focus (self->page);
  else
    coffret_list_page_focus_again (self->list);
  return gtk_widget_get_focus_child (part) != NULL;
}

void
coffret_vault_view_next_part (CoffretVaultView *self, int step)
{
  GtkWidget *parts[] = { GTK_WIDGET (self->sidebar),
                         self->side ? GTK_WIDGET (self->side) : GTK_WIDGET (self->list),
                         self->side ? NULL : GTK_WIDGET (self->page) };
  const int n_parts = G_N_ELEMENTS (parts);
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));
  int part = 0;

  for (int i = 0; i < n_parts; i++)
    if (focus && parts[i] && gtk_widget_is_ancestor (focus, parts[i]))
      part = i;
  for (int i = 1; i < n_parts; i++) {
    GtkWidget *next = parts[(part + step * i + n_parts * i) % n_parts];

    if (next && gtk_widget_get_mapped (next) && gtk_widget_get_child_visible (next) &&
        focus_part (self, next))
      return;
  }
}

void
coffret_vault_view_show (CoffretVaultView *self, const char *place)
{
  CoffretSide side = coffret_side_from_id (place);

  if (side != COFFRET_SIDE_NONE)
    coffret_sidebar_page_choose_side (self->sidebar, side);
  else
    coffret_sidebar_page_choose_place (self->sidebar, g_str_equal (place, "favourites")
                                                        ? COFFRET_PLACE_FAVOURITES
                                                        : COFFRET_PLACE_ALL);
  coffret_vault_view_focus (self);
}

void
coffret_vault_view_find_in (CoffretVaultView *self, CoffretPlace place, const char *words)
{
  g_autofree char *own = g_strdup (words);

  coffret_sidebar_page_choose_place (self->sidebar, place);
  coffret_list_page_search (self->list, own);
}

void
coffret_vault_view_find (CoffretVaultView *self, const char *words)
{
  coffret_vault_view_find_in (self, COFFRET_PLACE_ALL, words);
}

static void
show_list (CoffretVaultView *self)
{
  if (self->side)
    coffret_sidebar_page_choose (self->sidebar, NULL);
  adw_navigation_split_view_set_show_content (self->inner, FALSE);
  adw_navigation_split_view_set_show_content (self->outer, TRUE);
}

void
coffret_vault_view_start_search (CoffretVaultView *self)
{
  show_list (self);
  coffret_list_page_start_search (self->list);
}

void
coffret_vault_view_turn_table (CoffretVaultView *self)
{
  show_list (self);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.table", NULL);
}

void
coffret_vault_view_show_group (CoffretVaultView *self, const char *id)
{
  coffret_sidebar_page_choose_group (self->sidebar, id);
}

void
coffret_vault_view_show_shares (CoffretVaultView *self, const char *group, const char *share)
{
  coffret_sidebar_page_choose_side (self->sidebar, COFFRET_SIDE_LEDGER);
  coffret_ledger_page_show (COFFRET_LEDGER_PAGE (self->side), group, share);
  coffret_vault_view_focus (self);
}

void
coffret_vault_view_describe (CoffretVaultView *self, GVariantBuilder *builder)
{
  CoffretGroup *group = coffret_sidebar_page_get_group (self->sidebar);
  CoffretCompartment *compartment = coffret_sidebar_page_get_compartment (self->sidebar);

  if (group)
    g_variant_builder_add (builder, "{ss}", "group", coffret_group_get_id (group));
  else if (self->side)
    g_variant_builder_add (builder, "{ss}", "side",
                           coffret_side_id (coffret_sidebar_page_get_side (self->sidebar)));
  else if (compartment)
    g_variant_builder_add (builder, "{ss}", "compartment",
                           coffret_compartment_get_id (compartment));
  else
    g_variant_builder_add (builder, "{ss}", "place",
                           places[coffret_sidebar_page_get_place (self->sidebar)]);
  if (!self->side && self->page && adw_navigation_split_view_get_show_content (self->inner))
    g_variant_builder_add (builder, "{ss}", "credential",
                           coffret_entry_get_id (coffret_credential_page_get_entry (self->page)));
}

void
coffret_vault_view_return (CoffretVaultView *self, GVariant *standing)
{
  const char *id;

  if (g_variant_lookup (standing, "group", "&s", &id))
    coffret_sidebar_page_choose_group (self->sidebar, id);
  else if (g_variant_lookup (standing, "side", "&s", &id) &&
           coffret_side_from_id (id) != COFFRET_SIDE_NONE)
    coffret_sidebar_page_choose_side (self->sidebar, coffret_side_from_id (id));
  else if (g_variant_lookup (standing, "compartment", "&s", &id))
    coffret_sidebar_page_choose (self->sidebar, id);
  else if (g_variant_lookup (standing, "place", "&s", &id))
    for (CoffretPlace place = 0; place < G_N_ELEMENTS (places); place++)
      if (g_strcmp0 (places[place], id) == 0)
        coffret_sidebar_page_choose_place (self->sidebar, place);
  if (g_variant_lookup (standing, "credential", "&s", &id))
    coffret_vault_view_open (self, id);
}

void
coffret_vault_view_share (CoffretVaultView *self)
{
  CoffretCompartment *compartment = coffret_sidebar_page_get_compartment (self->sidebar);
  const char *words = coffret_list_page_get_words (self->list);
  g_autoptr (CoffretEntry) selected = coffret_list_page_dup_selected (self->list);
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));
  gboolean row = focus && gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW);
  g_autoptr (GPtrArray) entries = NULL;

  if (self->side) {
    if (!COFFRET_IS_GROUP_PAGE (self->side) ||
        !gtk_widget_activate_action (GTK_WIDGET (self->side), "group.share", NULL))
      gtk_widget_error_bell (GTK_WIDGET (self));
    return;
  }
  entries = coffret_list_page_list_chosen (self->list);
  if (self->page && adw_navigation_split_view_get_show_content (self->inner))
    gtk_widget_activate_action (
      GTK_WIDGET (self), "vault.share", "s",
      coffret_entry_get_id (coffret_credential_page_get_entry (self->page)));
  else if (entries->len > 0)
    coffret_share_entries (GTK_WIDGET (self->list), entries);
  else if (row && selected)
    gtk_widget_activate_action (GTK_WIDGET (self), "vault.share", "s",
                                coffret_entry_get_id (selected));
  else if (words)
    gtk_widget_activate_action (GTK_WIDGET (self), "vault.share-search", "s", words);
  else if (compartment)
    gtk_widget_activate_action (GTK_WIDGET (self), "vault.share-compartment", "s",
                                coffret_compartment_get_id (compartment));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "vault.new-group", NULL);
}

void
coffret_vault_view_copy (CoffretVaultView *self)
{
  g_autoptr (CoffretEntry) selected = coffret_list_page_dup_selected (self->list);
  g_autoptr (GPtrArray) entries = NULL;

  if (self->page && adw_navigation_split_view_get_show_content (self->inner)) {
    entries = g_ptr_array_new_with_free_func (g_object_unref);
    g_ptr_array_add (entries, g_object_ref (coffret_credential_page_get_entry (self->page)));
  } else {
    entries = coffret_list_page_list_chosen (self->list);
    if (entries->len == 0 && selected)
      g_ptr_array_add (entries, g_object_ref (selected));
  }
  if (self->side || entries->len == 0)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    coffret_files_out_copy (GTK_WIDGET (self), self->session, entries);
}

void
coffret_vault_view_end_choosing (CoffretVaultView *self)
{
  coffret_list_page_end_choosing (self->list);
}
