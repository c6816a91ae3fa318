#include "app/pages/browse-page.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/focus.h"
#include "app/spoken.h"
#include "app/when.h"
#include "organise/facets.h"

/* So many rows at first, and so many more when they are asked for. */
#define FIRST 20
#define MORE 40
#define N_LISTS 7

struct _CoffretBrowsePage {
  CoffretSidePage parent_instance;

  GtkStack *stack;
  AdwExpanderRow *kinds;
  AdwExpanderRow *issuers;
  AdwExpanderRow *years;
  AdwExpanderRow *skills;
  AdwExpanderRow *languages;
  AdwExpanderRow *verdicts;
  AdwExpanderRow *tags;

  CoffretSession *session;
  CoffretFacets *facets;     /* NULL: not yet */
  GCancellable *cancellable; /* of those on their way, or NULL */
  gboolean outdated;         /* the library changed since they were asked for */
  GtkLabel *counts[N_LISTS]; /* the same */
  GPtrArray *rows[N_LISTS];  /* borrowed from their lists */
  GtkWidget *mores[N_LISTS]; /* the same; NULL: all are there */
};

G_DEFINE_FINAL_TYPE (CoffretBrowsePage, coffret_browse_page, COFFRET_TYPE_SIDE_PAGE)

static const CoffretTermKey keys[N_LISTS] = {
  COFFRET_TERM_KIND,     COFFRET_TERM_ISSUER,  COFFRET_TERM_YEAR, COFFRET_TERM_SKILL,
  COFFRET_TERM_LANGUAGE, COFFRET_TERM_VERDICT, COFFRET_TERM_TAG,
};

static AdwExpanderRow *
get_list (CoffretBrowsePage *self, guint index)
{
  AdwExpanderRow *lists[N_LISTS] = { self->kinds,     self->issuers,  self->years, self->skills,
                                     self->languages, self->verdicts, self->tags };

  return lists[index];
}

static void
on_row_activated (AdwActionRow *row, CoffretBrowsePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "vault.find", "s",
                              (char *) g_object_get_data (G_OBJECT (row), "words"));
}

static GtkWidget *
row_new (CoffretBrowsePage *self, const CoffretFacet *facet)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *number = g_strdup_printf ("%'u", facet->count);
  g_autofree char *count = coffret_count_words (facet->count, FALSE);
  g_autofree char *sentence = g_strdup_printf ("%s. %s.", facet->label, count);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", number, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  /* Names come from strangers: they are shown as they are. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), facet->label);
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_add_suffix (
    ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                        "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  coffret_spoken_set (row, sentence);
  g_object_set_data_full (G_OBJECT (row), "words", coffret_facet_write (facet), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), self, 0);
  return row;
}

static void on_more (AdwButtonRow *button, CoffretBrowsePage *self);

static void
fill (CoffretBrowsePage *self, guint index, guint count)
{
  AdwExpanderRow *list = get_list (self, index);
  GPtrArray *facets = self->facets->by_key[keys[index]];
  GPtrArray *rows = self->rows[index];

  if (self->mores[index])
    adw_expander_row_remove (list, self->mores[index]);
  self->mores[index] = NULL;
  while (rows->len < MIN (count, facets->len)) {
    GtkWidget *row = row_new (self, g_ptr_array_index (facets, rows->len));

    adw_expander_row_add_row (list, row);
    g_ptr_array_add (rows, row);
  }
  if (rows->len >= facets->len)
    return;
  self->mores[index] = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->mores[index]), _ ("Show More"));
  g_signal_connect_object (self->mores[index], "activated", G_CALLBACK (on_more), self, 0);
  adw_expander_row_add_row (list, self->mores[index]);
}

/* The focus goes to the first of those that come. */
static void
on_more (AdwButtonRow *button, CoffretBrowsePage *self)
{
  for (guint i = 0; i < N_LISTS; i++) {
    guint before = self->rows[i]->len;

    if (self->mores[i] != GTK_WIDGET (button))
      continue;
    if (before > 0)
      gtk_widget_grab_focus (g_ptr_array_index (self->rows[i], before - 1));
    fill (self, i, before + MORE);
    gtk_widget_grab_focus (g_ptr_array_index (self->rows[i], before));
    return;
  }
}

static void
on_expanded (CoffretBrowsePage *self, GParamSpec *pspec, AdwExpanderRow *list)
{
  for (guint i = 0; self->facets && i < N_LISTS; i++)
    if (get_list (self, i) == list && adw_expander_row_get_expanded (list) &&
        self->rows[i]->len == 0)
      fill (self, i, FIRST);
}

static void
empty_list (CoffretBrowsePage *self, guint index)
{
  AdwExpanderRow *list = get_list (self, index);

  if (self->mores[index])
    adw_expander_row_remove (list, self->mores[index]);
  self->mores[index] = NULL;
  for (guint i = 0; i < self->rows[index]->len; i++)
    adw_expander_row_remove (list, g_ptr_array_index (self->rows[index], i));
  g_ptr_array_set_size (self->rows[index], 0);
}

static void
show (CoffretBrowsePage *self)
{
  for (guint i = 0; i < N_LISTS; i++) {
    AdwExpanderRow *list = get_list (self, i);
    guint kinds = self->facets->by_key[keys[i]]->len;
    guint shown = MAX (self->rows[i]->len, FIRST);
    g_autofree char *number = g_strdup_printf ("%'u", kinds);
    g_autofree char *sentence = NULL;

    empty_list (self, i);
    gtk_widget_set_visible (GTK_WIDGET (list), kinds > 0);
    gtk_label_set_label (self->counts[i], number);
    /* Translators: what can be browsed by and how many there are of it, as in "Issuers: 12" */
    sentence = g_strdup_printf (C_ ("browse", "%s: %u"),
                                adw_preferences_row_get_title (ADW_PREFERENCES_ROW (list)), kinds);
    coffret_spoken_set (GTK_WIDGET (list), sentence);
    if (adw_expander_row_get_expanded (list))
      fill (self, i, shown);
  }
  gtk_stack_set_visible_child_name (self->stack, self->facets->total > 0 ? "lists" : "empty");
}

static void ask (CoffretBrowsePage *self);

static void
on_facets (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretBrowsePage *self = owner;
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));
  gboolean within = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));
  GtkWidget *list = within ? gtk_widget_get_ancestor (focus, ADW_TYPE_EXPANDER_ROW) : NULL;

  g_clear_object (&self->cancellable);
  if (error)
    return;
  g_clear_pointer (&self->facets, coffret_facets_unref);
  self->facets = g_value_dup_boxed (value);
  show (self);
  /* What had the focus may be gone: the spinner, or a row. */
  focus = coffret_focus_get (GTK_WIDGET (self));
  if (within &&
      !(focus && gtk_widget_is_ancestor (focus, gtk_stack_get_visible_child (self->stack))) &&
      !(list && gtk_widget_get_visible (list) &&
        gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD)))
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
  if (self->outdated)
    ask (self);
}

static void
ask (CoffretBrowsePage *self)
{
  self->outdated = self->cancellable != NULL;
  if (self->outdated)
    return;
  self->cancellable = g_cancellable_new ();
  coffret_when (
    coffret_facets_make (coffret_session_get_library (self->session), FALSE, self->cancellable),
    self, on_facets, NULL, NULL);
}

static void
coffret_browse_page_dispose (GObject *object)
{
  CoffretBrowsePage *self = COFFRET_BROWSE_PAGE (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->facets, coffret_facets_unref);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_BROWSE_PAGE);
  G_OBJECT_CLASS (coffret_browse_page_parent_class)->dispose (object);
}

static void
coffret_browse_page_finalize (GObject *object)
{
  for (guint i = 0; i < N_LISTS; i++)
    g_ptr_array_unref (COFFRET_BROWSE_PAGE (object)->rows[i]);
  G_OBJECT_CLASS (coffret_browse_page_parent_class)->finalize (object);
}

static void
coffret_browse_page_class_init (CoffretBrowsePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_browse_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_browse_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/pages/browse-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretBrowsePage, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretBrowsePage, kinds);
  gtk_widget_class_bind_template_child (widget_class, CoffretBrowsePage, issuers);
  gtk_widget_class_bind_template_child (widget_class, CoffretBrowsePage, years);
  gtk_widget_class_bind_template_child (widget_class, CoffretBrowsePage, skills);
  gtk_widget_class_bind_template_child (widget_class, CoffretBrowsePage, languages);
  gtk_widget_class_bind_template_child (widget_class, CoffretBrowsePage, verdicts);
  gtk_widget_class_bind_template_child (widget_class, CoffretBrowsePage, tags);
  gtk_widget_class_bind_template_callback (widget_class, on_expanded);
}

static void
coffret_browse_page_init (CoffretBrowsePage *self)
{
  for (guint i = 0; i < N_LISTS; i++)
    self->rows[i] = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_LISTS; i++) {
    self->counts[i] =
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
    gtk_widget_add_css_class (GTK_WIDGET (self->counts[i]), "dimmed");
    gtk_widget_add_css_class (GTK_WIDGET (self->counts[i]), "numeric");
    adw_expander_row_add_suffix (get_list (self, i), GTK_WIDGET (self->counts[i]));
    /* Until it is known how many there are of each. */
    coffret_spoken_set (GTK_WIDGET (get_list (self, i)),
                        adw_preferences_row_get_title (ADW_PREFERENCES_ROW (get_list (self, i))));
  }
}

CoffretBrowsePage *
coffret_browse_page_new (CoffretSession *session)
{
  CoffretBrowsePage *self = g_object_new (COFFRET_TYPE_BROWSE_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (coffret_session_get_library (session), "changed", G_CALLBACK (ask), self,
                           G_CONNECT_SWAPPED);
  ask (self);
  return self;
}
