#include "app/menu-room.h"

#include "app/room.h"

/* What the platform calls the keys of an item. */
#define KEYS "accelerator"

typedef void (*LabelFunc) (GtkWidget *label, int number);

/* Also of the menus within, which come in the place of this one. */
static void
for_labels (GtkWidget *widget, LabelFunc func, int number)
{
  if (GTK_IS_LABEL (widget))
    func (widget, number);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    for_labels (child, func, number);
}

static gboolean
is_keys (GtkWidget *label)
{
  return g_str_equal (gtk_widget_get_css_name (label), KEYS);
}

static void
show_keys (GtkWidget *label, int shown)
{
  if (is_keys (label))
    gtk_widget_set_visible (label, shown);
}

/* WIDTH in pixels; -1 for one line, however long. */
static void
keep_within (GtkWidget *label, int width)
{
  if (is_keys (label))
    return;
  gtk_label_set_wrap (GTK_LABEL (label), width >= 0);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label),
                                 width >= 0 ? coffret_room_letters (label, width) : -1);
}

/* How wide the widest label within WIDGET is; the keys that are left out need nothing. */
static int
widest (GtkWidget *widget)
{
  int most = GTK_IS_LABEL (widget) ? coffret_room_wanted (widget) : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      most = MAX (most, widest (child));
  return most;
}

void
coffret_menu_room_fit (GtkPopover *menu)
{
  GtkWidget *items = gtk_popover_get_child (menu);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (menu));
  int room = root ? gtk_widget_get_width (GTK_WIDGET (root)) : 0;
  int wanted;

  if (!items || room == 0)
    return;
  for_labels (items, show_keys, TRUE);
  for_labels (items, keep_within, -1);
  if (coffret_room_wanted (GTK_WIDGET (menu)) <= room)
    return;
  for_labels (items, show_keys, FALSE);
  wanted = coffret_room_wanted (GTK_WIDGET (menu));
  if (wanted > room)
    for_labels (items, keep_within, MAX (1, room - (wanted - widest (items))));
}
