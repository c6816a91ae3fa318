/* GTK answers for an entry itself only where the entry is no GtkAccessibleText. GtkPasswordEntry
 * can have no subclass, and nothing else is a password for assistive technology; so it is made
 * one, as GObject allows for any type until its class is first used. */
#include "app/widgets/hidden-text.h"

#define BULLET "•"

static GtkText *
text_of (GtkAccessibleText *self)
{
  return GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self)));
}

static guint
length_of (GtkAccessibleText *self)
{
  return gtk_entry_buffer_get_length (gtk_text_get_buffer (text_of (self)));
}

static GBytes *
get_contents (GtkAccessibleText *self, guint start, guint end)
{
  GtkText *text = text_of (self);
  g_autoptr (GString) bullets = NULL;

  end = MIN (end, length_of (self));
  start = MIN (start, end);
  if (gtk_text_get_visibility (text)) {
    char *letters = gtk_editable_get_chars (GTK_EDITABLE (text), (int) start, (int) end);

    return g_bytes_new_take (letters, strlen (letters));
  }
  bullets = g_string_new (NULL);
  for (guint i = start; i < end; i++)
    g_string_append (bullets, BULLET);
  return g_string_free_to_bytes (g_steal_pointer (&bullets));
}

/* Neither words nor lines: where one ends would tell of the letters. */
static GBytes *
get_contents_at (GtkAccessibleText *self,
                 guint offset,
                 GtkAccessibleTextGranularity granularity,
                 guint *start,
                 guint *end)
{
  guint length = length_of (self);
  gboolean one = granularity == GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER;

  *start = one ? MIN (offset, length) : 0;
  *end = one ? MIN (*start + 1, length) : length;
  return get_contents (self, *start, *end);
}

static guint
get_caret_position (GtkAccessibleText *self)
{
  return (guint) gtk_editable_get_position (GTK_EDITABLE (self));
}

static gboolean
get_selection (GtkAccessibleText *self, gsize *n_ranges, GtkAccessibleTextRange **ranges)
{
  int start, end;

  if (!gtk_editable_get_selection_bounds (GTK_EDITABLE (self), &start, &end))
    return FALSE;
  *n_ranges = 1;
  *ranges = g_new (GtkAccessibleTextRange, 1);
  (*ranges)->start = (gsize) start;
  (*ranges)->length = (gsize) (end - start);
  return TRUE;
}

static void
init_text (gpointer iface, gpointer data)
{
  GtkAccessibleTextInterface *text = iface;

  text->get_contents = get_contents;
  text->get_contents_at = get_contents_at;
  text->get_caret_position = get_caret_position;
  text->get_selection = get_selection;
}

void
coffret_hidden_text_guard (void)
{
  static const GInterfaceInfo info = { .interface_init = init_text };

  if (!g_type_is_a (GTK_TYPE_PASSWORD_ENTRY, GTK_TYPE_ACCESSIBLE_TEXT))
    g_type_add_interface_static (GTK_TYPE_PASSWORD_ENTRY, GTK_TYPE_ACCESSIBLE_TEXT, &info);
}

static void
on_caret (GtkPasswordEntry *entry)
{
  gtk_accessible_text_update_caret_position (GTK_ACCESSIBLE_TEXT (entry));
}

/* It moves with every letter that is typed; that is no choosing. */
static void
on_selection (GtkPasswordEntry *entry)
{
  gboolean had = g_object_get_data (G_OBJECT (entry), "coffret-chosen") != NULL;
  gboolean has = gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), NULL, NULL);

  g_object_set_data (G_OBJECT (entry), "coffret-chosen", GINT_TO_POINTER (has));
  if (had || has)
    gtk_accessible_text_update_selection_bound (GTK_ACCESSIBLE_TEXT (entry));
}

void
coffret_hidden_text_tell_moves (GtkPasswordEntry *entry)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (entry));

  g_signal_connect_object (text, "notify::cursor-position", G_CALLBACK (on_caret), entry,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "notify::cursor-position", G_CALLBACK (on_selection), entry,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "notify::selection-bound", G_CALLBACK (on_selection), entry,
                           G_CONNECT_SWAPPED);
}
