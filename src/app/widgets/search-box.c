#include "app/widgets/search-box.h"

#include <glib/gi18n-lib.h>

#include "app/search-words.h"
#include "app/when.h"
#include "organise/facets.h"

#define MOST 6
/* A popover draws it beside what it shows. */
#define SHADOW 24
/* Behind the number of what was found, which is said first. */
#define ANNOUNCE_MS 1500
/* Behind what has the focus now. */
#define REMOVED_MS 300
/* For a chip where none is known yet, and what is around its words, in pixels. */
#define CHIP_ROOM 300
#define CHIP_FRAME 54
#define CHIP_LEAST 6 /* letters */

struct _CoffretSearchBox {
  GtkBox parent_instance;

  GtkSearchEntry *entry;
  GtkWidget *keep_button;
  AdwWrapBox *chips;
  GtkPopover *popover;
  GtkListBox *list;

  CoffretSession *session;
  GPtrArray *filters; /* char *: one piece each, as typed */
  char *words;        /* filters and what is in the entry */
  CoffretFacets *facets;
  GCancellable *cancellable; /* of those on their way, or NULL */
  gboolean stale;            /* the library has changed since */
  gboolean dismissed;        /* until something else is typed */
  guint announce;
  char *removed; /* to be said; or NULL */
};

G_DEFINE_FINAL_TYPE (CoffretSearchBox, coffret_search_box, GTK_TYPE_BOX)

static const char *
get_text (CoffretSearchBox *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static char *
join (CoffretSearchBox *self)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < self->filters->len; i++)
    g_string_append_printf (words, "%s ", (char *) g_ptr_array_index (self->filters, i));
  g_string_append (words, get_text (self));
  return g_string_free (words, FALSE);
}

static void
update_words (CoffretSearchBox *self)
{
  g_free (self->words);
  self->words = join (self);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), self->filters->len > 0);
  gtk_widget_set_visible (self->keep_button, *self->words != '\0' && self->session != NULL &&
                                               coffret_session_can_change (self->session));
}

static void
set_text (CoffretSearchBox *self, const char *text)
{
  if (g_str_equal (get_text (self), text))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
tell (CoffretSearchBox *self)
{
  update_words (self);
  g_signal_emit_by_name (self, "changed");
}

static guint
index_of (CoffretSearchBox *self, GtkWidget *chip)
{
  guint index = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->chips)); child != chip;
       child = gtk_widget_get_next_sibling (child))
    index++;
  return index;
}

static gboolean
on_announce (gpointer pointer)
{
  CoffretSearchBox *self = pointer;
  guint count = 0;
  g_autofree char *words = NULL;

  self->announce = 0;
  if (self->removed) {
    gtk_accessible_announce (GTK_ACCESSIBLE (self->entry), self->removed,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    g_clear_pointer (&self->removed, g_free);
    return G_SOURCE_REMOVE;
  }
  while (gtk_list_box_get_row_at_index (self->list, (int) count))
    count++;
  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)) || count == 0)
    return G_SOURCE_REMOVE;
  words = g_strdup_printf (
    /* Translators: said while somebody types a search; %u is a number */
    ngettext ("%u suggestion with the down arrow", "%u suggestions with the down arrow", count),
    count);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->entry), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  return G_SOURCE_REMOVE;
}

static void
remove_chip (CoffretSearchBox *self, GtkWidget *chip)
{
  guint index = index_of (self, chip);
  gboolean had_focus = gtk_widget_is_focus (chip);
  GtkWidget *next = gtk_widget_get_next_sibling (chip) ?: gtk_widget_get_prev_sibling (chip);
  char *words = g_strdup_printf (
    /* Translators: said when a filter of the search goes; %s is as "Issuer: College" */
    _ ("Filter taken away: %s"), (char *) g_object_get_data (G_OBJECT (chip), "filter"));

  /* Before it goes: the focus would end at the window's first button. */
  if (had_focus)
    gtk_widget_grab_focus (next ?: GTK_WIDGET (self->entry));
  g_ptr_array_remove_index (self->filters, index);
  adw_wrap_box_remove (self->chips, chip);
  g_free (self->removed);
  self->removed = words;
  g_clear_handle_id (&self->announce, g_source_remove);
  self->announce = g_timeout_add (REMOVED_MS, on_announce, self);
  tell (self);
}

static void
on_chip_clicked (CoffretSearchBox *self, GtkWidget *chip)
{
  remove_chip (self, chip);
}

static gboolean
on_chip_key (
  GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, CoffretSearchBox *self)
{
  if (key != GDK_KEY_Delete && key != GDK_KEY_KP_Delete && key != GDK_KEY_BackSpace)
    return FALSE;
  remove_chip (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys)));
  return TRUE;
}

/* What a chip's words may be at most, in letters, to fit with its sign into one line: right to
 * left, an AdwWrapBox puts what is wider outside the window (libadwaita 1.7). */
static int
letters_of_chip (CoffretSearchBox *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  g_autoptr (PangoFontDescription) font =
    pango_font_description_copy (pango_context_get_font_description (context));
  PangoFontMetrics *metrics;
  int room = gtk_widget_get_width (GTK_WIDGET (self));
  int letter;

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  metrics = pango_context_get_metrics (context, font, NULL);
  letter = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                pango_font_metrics_get_approximate_digit_width (metrics));
  pango_font_metrics_unref (metrics);
  room = (room > 0 ? room : CHIP_ROOM) - CHIP_FRAME;
  return MAX (room * PANGO_SCALE / MAX (letter, 1), CHIP_LEAST);
}

/* PIECE as it was typed is TOKEN. */
static void
add_chip (CoffretSearchBox *self, const CoffretPiece *piece, const char *token)
{
  g_autofree char *filter = coffret_search_words_filter (piece->key, piece->value, piece->negated);
  /* Translators: %s is as "Issuer: College" */
  g_autofree char *name = g_strdup_printf (_ ("Take the filter “%s” away"), filter);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *chip = gtk_button_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_box_append (GTK_BOX (content),
                  g_object_new (GTK_TYPE_LABEL, "label", filter, "ellipsize", PANGO_ELLIPSIZE_END,
                                "max-width-chars", letters_of_chip (self), "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (content),
                  g_object_new (GTK_TYPE_IMAGE, "icon-name", "window-close-symbolic",
                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_button_set_child (GTK_BUTTON (chip), content);
  gtk_widget_add_css_class (chip, "filter-chip");
  gtk_widget_set_tooltip_text (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (chip), "filter", g_steal_pointer (&filter), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_chip_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_chip_key), self, 0);
  gtk_widget_add_controller (chip, keys);
  adw_wrap_box_append (self->chips, chip);
  g_ptr_array_add (self->filters, g_strdup (token));
}

/* What is typed to its end, or with ALL everything, becomes a chip. */
static void
take_filters (CoffretSearchBox *self, gboolean all)
{
  const char *text = get_text (self);
  g_autoptr (GPtrArray) pieces = coffret_pieces_new (text);
  g_autoptr (GString) rest = g_string_new (NULL);
  gsize from = 0;

  for (guint i = 0; i < pieces->len; i++) {
    const CoffretPiece *piece = g_ptr_array_index (pieces, i);
    g_autofree char *token = g_strndup (text + piece->start, piece->end - piece->start);

    if (piece->key == COFFRET_TERM_WORD || *piece->value == '\0' || !piece->closed ||
        (!all && text[piece->end] == '\0'))
      continue;
    add_chip (self, piece, token);
    g_string_append_len (rest, text + from, (gssize) (piece->start - from));
    from = piece->end;
    from += strspn (text + from, " ");
  }
  if (from == 0)
    return;
  g_string_append (rest, text + from);
  set_text (self, rest->str);
}

static GtkWidget *
suggestion_new (const CoffretFacet *facet)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *filter = coffret_search_words_filter (facet->key, facet->value, FALSE);
  g_autofree char *count = g_strdup_printf ("%'u", facet->count);
  g_autofree char *sentence = coffret_search_words_facet (facet);
  GtkWidget *number = g_object_new (GTK_TYPE_LABEL, "label", count, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_LABEL, "label", filter, "xalign", 0.0, "hexpand", TRUE,
                                "ellipsize", PANGO_ELLIPSIZE_END, "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_widget_add_css_class (number, "dimmed");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (box), number);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  g_object_set_data_full (G_OBJECT (row), "token", coffret_facet_write (facet), g_free);
  return row;
}

static void
popdown (CoffretSearchBox *self)
{
  if (!self->removed)
    g_clear_handle_id (&self->announce, g_source_remove);
  gtk_popover_popdown (self->popover);
}

/* Whether what is typed has the focus. */
static gboolean
is_typing (CoffretSearchBox *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void make_facets (CoffretSearchBox *self);

static void
suggest (CoffretSearchBox *self)
{
  g_autoptr (GPtrArray) facets = NULL;

  if (self->stale || !self->facets)
    make_facets (self);
  if (!self->facets || self->dismissed || !is_typing (self)) {
    popdown (self);
    return;
  }
  facets = coffret_facets_suggest (self->facets, get_text (self), MOST);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < facets->len; i++)
    gtk_list_box_append (self->list, suggestion_new (g_ptr_array_index (facets, i)));
  if (facets->len == 0) {
    popdown (self);
    return;
  }
  gtk_widget_set_size_request (GTK_WIDGET (self->popover),
                               MAX (gtk_widget_get_width (GTK_WIDGET (self->entry)) - SHADOW, 0),
                               -1);
  gtk_popover_set_pointing_to (
    self->popover, &(GdkRectangle) { 0, 0, gtk_widget_get_width (GTK_WIDGET (self->entry)),
                                     gtk_widget_get_height (GTK_WIDGET (self->entry)) });
  gtk_popover_popup (self->popover);
  g_clear_handle_id (&self->announce, g_source_remove);
  self->announce = g_timeout_add (ANNOUNCE_MS, on_announce, self);
}

static void
on_facets (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretSearchBox *self = owner;

  g_clear_object (&self->cancellable);
  if (error)
    return;
  g_clear_pointer (&self->facets, coffret_facets_unref);
  self->facets = g_value_dup_boxed (value);
  suggest (self);
}

static void
make_facets (CoffretSearchBox *self)
{
  if (self->cancellable || !self->session)
    return;
  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  coffret_when (
    coffret_facets_make (coffret_session_get_library (self->session), FALSE, self->cancellable),
    self, on_facets, NULL, NULL);
}

static void
on_library_changed (CoffretSearchBox *self)
{
  self->stale = TRUE;
}

static void
on_search_changed (CoffretSearchBox *self)
{
  self->dismissed = FALSE;
  take_filters (self, FALSE);
  suggest (self);
  tell (self);
}

static void
on_activate (CoffretSearchBox *self)
{
  take_filters (self, TRUE);
  self->dismissed = TRUE;
  popdown (self);
  tell (self);
  g_signal_emit_by_name (self, "activated");
}

static void
on_suggestion (CoffretSearchBox *self, GtkListBoxRow *row)
{
  const char *text = get_text (self);
  g_autoptr (GPtrArray) pieces = coffret_pieces_new (text);
  const CoffretPiece *last = pieces->len > 0 ? g_ptr_array_index (pieces, pieces->len - 1) : NULL;
  g_autofree char *rest = g_strndup (text, last ? last->start : 0);
  g_autofree char *token = g_strconcat (last && last->negated ? "-" : "",
                                        g_object_get_data (G_OBJECT (row), "token"), NULL);
  g_autoptr (GPtrArray) chosen = coffret_pieces_new (token);

  add_chip (self, g_ptr_array_index (chosen, 0), token);
  self->dismissed = TRUE;
  popdown (self);
  set_text (self, rest);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  tell (self);
}

static gboolean
on_entry_key (
  GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, CoffretSearchBox *self)
{
  GtkWidget *last;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  switch (key) {
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
      gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
    else
      g_signal_emit_by_name (self, "activated");
    return TRUE;
  case GDK_KEY_Escape:
    if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
      return FALSE;
    self->dismissed = TRUE;
    popdown (self);
    return TRUE;
  case GDK_KEY_BackSpace:
    last = gtk_widget_get_last_child (GTK_WIDGET (self->chips));
    if (*get_text (self) || !last)
      return FALSE;
    remove_chip (self, last);
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
on_list_key (
  GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, CoffretSearchBox *self)
{
  if (key != GDK_KEY_Escape && key != GDK_KEY_BackSpace)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->dismissed = TRUE;
  popdown (self);
  return TRUE;
}

/* Above the first is what was typed. */
static gboolean
on_keynav_failed (CoffretSearchBox *self, GtkDirectionType direction)
{
  if (direction != GTK_DIR_UP)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  return TRUE;
}

static void
make_popover (CoffretSearchBox *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Suggestions"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "suggestions");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_suggestion), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "keynav-failed", G_CALLBACK (on_keynav_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_list_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);

  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_has_arrow (self->popover, FALSE);
  /* It stands beside what is typed, which goes on. */
  gtk_popover_set_autohide (self->popover, FALSE);
  gtk_popover_set_position (self->popover, GTK_POS_BOTTOM);
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->list));
  gtk_widget_add_css_class (GTK_WIDGET (self->popover), "suggestions-popover");
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self->entry));
}

static void
coffret_search_box_dispose (GObject *object)
{
  CoffretSearchBox *self = COFFRET_SEARCH_BOX (object);

  g_clear_handle_id (&self->announce, g_source_remove);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->popover)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_SEARCH_BOX);
  G_OBJECT_CLASS (coffret_search_box_parent_class)->dispose (object);
}

static void
coffret_search_box_finalize (GObject *object)
{
  CoffretSearchBox *self = COFFRET_SEARCH_BOX (object);

  g_ptr_array_unref (self->filters);
  g_free (self->words);
  g_free (self->removed);
  g_clear_pointer (&self->facets, coffret_facets_unref);
  G_OBJECT_CLASS (coffret_search_box_parent_class)->finalize (object);
}

static void
coffret_search_box_class_init (CoffretSearchBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_search_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_search_box_finalize;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/widgets/search-box.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretSearchBox, entry);
  gtk_widget_class_bind_template_child (widget_class, CoffretSearchBox, keep_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretSearchBox, chips);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
coffret_search_box_init (CoffretSearchBox *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->filters = g_ptr_array_new_with_free_func (g_free);
  self->words = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  make_popover (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_entry_key), self);
  gtk_widget_add_controller (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))),
                             keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (popdown), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
}

void
coffret_search_box_set_session (CoffretSearchBox *self, CoffretSession *session)
{
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (coffret_session_get_library (session), "changed",
                           G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
}

const char *
coffret_search_box_get_words (CoffretSearchBox *self)
{
  return self->words;
}

void
coffret_search_box_set_words (CoffretSearchBox *self, const char *words)
{
  GtkWidget *chip;

  g_ptr_array_set_size (self->filters, 0);
  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips))))
    adw_wrap_box_remove (self->chips, chip);
  self->dismissed = TRUE;
  set_text (self, words);
  take_filters (self, TRUE);
  popdown (self);
  update_words (self);
}

GtkEditable *
coffret_search_box_get_entry (CoffretSearchBox *self)
{
  return GTK_EDITABLE (self->entry);
}
