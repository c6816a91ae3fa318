#include "app/widgets/choice-row.h"

#include <glib/gi18n-lib.h>

#include "app/spoken.h"
#include "app/room.h"

#define MOST 140 /* pixels that are kept for what is chosen */

struct _CoffretChoiceRow {
  AdwComboRow parent_instance;

  gboolean stacked;  /* what is chosen stands below the title */
  char *explanation; /* nullable: what does so besides, when stacked */
  char *both;        /* nullable: the subtitle that was made of them */
};

G_DEFINE_FINAL_TYPE (CoffretChoiceRow, coffret_choice_row, ADW_TYPE_COMBO_ROW)

/* As the row shows ITEM (nullable); NULL: it has no words. */
static char *
words_of (AdwComboRow *row, gpointer item)
{
  GtkExpression *expression = adw_combo_row_get_expression (row);
  g_auto (GValue) value = G_VALUE_INIT;

  if (expression && item && gtk_expression_evaluate (expression, item, &value))
    return g_value_dup_string (&value);
  if (GTK_IS_STRING_OBJECT (item))
    return g_strdup (gtk_string_object_get_string (item));
  return NULL;
}

static char *
title_of (AdwPreferencesRow *row)
{
  const char *title = adw_preferences_row_get_title (row);
  g_auto (GStrv) parts = g_strsplit (title, "_", -1);

  return adw_preferences_row_get_use_underline (row) ? g_strjoinv ("", parts) : g_strdup (title);
}

static void
say (CoffretChoiceRow *self)
{
  const char *subtitle = self->stacked ? self->explanation
                         : !adw_combo_row_get_use_subtitle (ADW_COMBO_ROW (self))
                           ? adw_action_row_get_subtitle (ADW_ACTION_ROW (self))
                           : NULL; /* it is the choice */
  g_autofree char *title = title_of (ADW_PREFERENCES_ROW (self));
  g_autofree char *choice =
    words_of (ADW_COMBO_ROW (self), adw_combo_row_get_selected_item (ADW_COMBO_ROW (self)));
  /* Translators: what a screen reader says of a choice: what it is for, and what is chosen,
   * for example "Language: English" */
  g_autofree char *both = choice ? g_strdup_printf (_ ("%1$s: %2$s"), title, choice) : NULL;
  g_autofree char *words =
    g_strjoin (". ", both ?: title, subtitle && *subtitle != '\0' ? subtitle : NULL, NULL);

  coffret_spoken_set (GTK_WIDGET (self), words);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, AdwComboRow *row)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *words = words_of (row, gtk_list_item_get_item (item));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (label, words ?: "");
  int width;

  gtk_label_set_label (GTK_LABEL (label), words ?: "");
  /* Beside a long title a few words would be broken in two, and the list shows one line. */
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_widget_set_size_request (label, MIN (width, MOST), -1);
}

/* The platform's own way cuts what is chosen off beside a long title; in its list it does not. */
static void
show_whole (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), row);
  adw_combo_row_set_list_factory (row, adw_combo_row_get_factory (row));
  adw_combo_row_set_factory (row, factory);
}

/* What is chosen, which the platform shows below the title, and below that what the row says. */
static void
explain (CoffretChoiceRow *self)
{
  AdwActionRow *row = ADW_ACTION_ROW (self);
  g_autofree char *choice =
    words_of (ADW_COMBO_ROW (self), adw_combo_row_get_selected_item (ADW_COMBO_ROW (self)));
  const char *subtitle = adw_action_row_get_subtitle (row);

  /* The signal comes once more for what is set here. */
  if (!self->stacked || g_strcmp0 (subtitle, self->both) == 0)
    return;
  if (g_strcmp0 (subtitle, choice ?: "") != 0)
    g_set_str (&self->explanation, subtitle);
  if (!self->explanation || *self->explanation == '\0')
    return;
  g_free (self->both);
  self->both = g_strjoin ("\n", choice ?: "", self->explanation, NULL);
  adw_action_row_set_subtitle (row, self->both);
}

/* Where letters are large there is no room beside the title. */
static void
make_room (CoffretChoiceRow *self)
{
  const guint notify = g_signal_lookup ("notify", G_TYPE_OBJECT);
  const GQuark selected = g_quark_from_static_string ("selected");
  g_autofree char *choice =
    words_of (ADW_COMBO_ROW (self), adw_combo_row_get_selected_item (ADW_COMBO_ROW (self)));

  if (self->stacked || adw_combo_row_get_use_subtitle (ADW_COMBO_ROW (self)) ||
      !coffret_room_is_large (GTK_WIDGET (self)))
    return;
  self->explanation = g_strdup (adw_action_row_get_subtitle (ADW_ACTION_ROW (self)));
  /* It says that something else is chosen, which is not so. */
  g_signal_handlers_block_matched (self, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DETAIL, notify,
                                   selected, NULL, NULL, NULL);
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (self), TRUE);
  self->stacked = TRUE;
  /* The platform does so only when the next is chosen. */
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), choice ?: "");
  g_signal_handlers_unblock_matched (self, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DETAIL, notify,
                                     selected, NULL, NULL, NULL);
}

static void
coffret_choice_row_finalize (GObject *object)
{
  g_free (COFFRET_CHOICE_ROW (object)->explanation);
  g_free (COFFRET_CHOICE_ROW (object)->both);
  G_OBJECT_CLASS (coffret_choice_row_parent_class)->finalize (object);
}

static void
coffret_choice_row_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (coffret_choice_row_parent_class)->realize (widget);
  make_room (COFFRET_CHOICE_ROW (widget));
}

static void
coffret_choice_row_class_init (CoffretChoiceRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = coffret_choice_row_finalize;
  GTK_WIDGET_CLASS (class)->realize = coffret_choice_row_realize;
}

static void
coffret_choice_row_init (CoffretChoiceRow *self)
{
  show_whole (ADW_COMBO_ROW (self));
  g_signal_connect (self, "notify::selected-item", G_CALLBACK (say), NULL);
  g_signal_connect (self, "notify::title", G_CALLBACK (say), NULL);
  g_signal_connect (self, "notify::use-underline", G_CALLBACK (say), NULL);
  g_signal_connect (self, "notify::subtitle", G_CALLBACK (explain), NULL);
  g_signal_connect (self, "notify::subtitle", G_CALLBACK (say), NULL);
  g_signal_connect (self, "notify::use-subtitle", G_CALLBACK (say), NULL);
}
