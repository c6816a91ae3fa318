#include "app/pages/list-focus.h"

#include "app/focus.h"

/* So many frames after rows have gone GTK may still look for another place. */
#define FRAMES 3

struct _CoffretListFocus {
  GObject parent_instance;

  GtkWidget *page;
  GtkWidget *place; /* in it */
  CoffretListShape *shape;
  CoffretListFocusFunc bare;
  CoffretLibrary *library; /* nullable: not started */
  CoffretView *view;       /* as LIBRARY */
  CoffretChoice *choice;   /* nullable: not set */
  char *moved;             /* id: the focus goes along; nullable */
  guint moved_from;        /* where that stood */
  gboolean due;            /* to the first row, once it is known whether there is one */
  guint watched;           /* frames in which the focus may yet be lost with its row */
};

G_DEFINE_FINAL_TYPE (CoffretListFocus, coffret_list_focus, G_TYPE_OBJECT)

static GtkWidget *
get_rows (CoffretListFocus *self)
{
  return coffret_list_shape_get_widget (self->shape);
}

static gboolean
is_empty (CoffretListFocus *self)
{
  return !self->view || g_list_model_get_n_items (G_LIST_MODEL (self->view)) == 0;
}

static gboolean
is_choosing (CoffretListFocus *self)
{
  return self->choice && coffret_choice_get_several (self->choice);
}

static gboolean
is_in_rows (CoffretListFocus *self, GtkWidget *focus)
{
  return focus && gtk_widget_is_ancestor (focus, get_rows (self));
}

/* Where the focus goes is selected, too: from a row that is not, an arrow key would not go on. */
static GtkListScrollFlags
get_flags (CoffretListFocus *self)
{
  return is_choosing (self) ? GTK_LIST_SCROLL_FOCUS
                            : GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT;
}

static CoffretEntry *
find_moved (CoffretListFocus *self)
{
  return coffret_library_find (self->library, self->moved);
}

/* A move came to its end. */
typedef struct {
  CoffretListFocus *self;
  CoffretEntry *entry;
} Placed;

static void
placed_free (gpointer data)
{
  Placed *placed = data;

  g_object_unref (placed->self);
  g_object_unref (placed->entry);
  g_free (placed);
}

/* The row, which has the focus already, is only now where it stays: without headings the list makes
 * all its rows anew, and gives the focus to the first. */
static gboolean
on_placed_frame (GtkWidget *page, GdkFrameClock *clock, gpointer data)
{
  Placed *placed = data;
  CoffretListFocus *self = placed->self;

  if (is_in_rows (self, coffret_focus_get (page)) &&
      coffret_list_shape_get_focus (self->shape) != placed->entry)
    coffret_list_focus_go (self, placed->entry);
  return G_SOURCE_REMOVE;
}

/* An order by hand that begins with this move makes the list ask more than once: the first answer
 * may still be the old one. */
static void
follow_moved (CoffretListFocus *self)
{
  CoffretEntry *entry = find_moved (self);
  guint position = entry ? coffret_view_find (self->view, entry) : GTK_INVALID_LIST_POSITION;

  if (position != GTK_INVALID_LIST_POSITION && gtk_widget_get_root (self->page)) {
    Placed *placed = g_new (Placed, 1);

    placed->self = g_object_ref (self);
    placed->entry = g_object_ref (entry);
    coffret_list_focus_go (self, entry);
    gtk_widget_add_tick_callback (self->page, on_placed_frame, placed, placed_free);
  }
  if (position != self->moved_from)
    coffret_list_focus_forget_move (self);
}

void
coffret_list_focus_answered (CoffretListFocus *self)
{
  if (coffret_view_is_busy (self->view))
    return;
  if (self->moved)
    follow_moved (self);
  /* The answer to the last question may come when the vault is locked and the page on its way out.
   */
  if (self->due && gtk_widget_get_root (self->page))
    coffret_list_focus_first (self);
}

/* The row that had it is gone: mostly the list takes another one, but not when a menu that has just
 * closed had it a moment before. */
static gboolean
on_watched_frame (GtkWidget *page, GdkFrameClock *clock, gpointer data)
{
  CoffretListFocus *self = data;

  if (self->watched > 0 && coffret_focus_is_lost (page))
    coffret_list_focus_again (self);
  if (self->watched > 0)
    self->watched--;
  return self->watched > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
on_view_changing (CoffretListFocus *self)
{
  GtkWidget *focus = coffret_focus_get (self->page);

  if (!gtk_widget_get_mapped (get_rows (self)) ||
      (focus && !gtk_widget_is_ancestor (focus, self->place)))
    return;
  /* It was on rows and would go with them: to the window's first button, far away. */
  if (is_empty (self)) {
    coffret_list_focus_first (self);
  } else {
    if (self->watched == 0)
      gtk_widget_add_tick_callback (self->page, on_watched_frame, g_object_ref (self),
                                    g_object_unref);
    self->watched = FRAMES;
  }
}

/* A menu that closes may yet hand the focus to its button, which goes with the choice. */
static gboolean
on_act_done (GtkWidget *page, GdkFrameClock *clock, gpointer data)
{
  CoffretListFocus *self = data;

  if (!is_choosing (self) && !is_in_rows (self, coffret_focus_get (page)))
    coffret_list_focus_again (self);
  return G_SOURCE_REMOVE;
}

static void
on_choosing_changed (CoffretListFocus *self)
{
  GtkWidget *focus = coffret_focus_get (self->page);

  /* The button that was pressed is gone, or the menu has closed and nothing has the focus. */
  if (is_empty (self) || !gtk_widget_get_mapped (self->page) || is_in_rows (self, focus) ||
      (focus && !gtk_widget_is_ancestor (focus, self->page)))
    return;
  gtk_widget_grab_focus (get_rows (self));
  if (!is_choosing (self))
    gtk_widget_add_tick_callback (self->page, on_act_done, g_object_ref (self), g_object_unref);
}

void
coffret_list_focus_go (CoffretListFocus *self, CoffretEntry *entry)
{
  guint position =
    entry && self->view ? coffret_view_find (self->view, entry) : GTK_INVALID_LIST_POSITION;

  if (position == GTK_INVALID_LIST_POSITION) {
    gtk_widget_child_focus (self->page, GTK_DIR_TAB_FORWARD);
    return;
  }
  coffret_list_shape_settle (self->shape);
  coffret_list_shape_scroll_to (self->shape, position,
                                GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT);
  gtk_widget_grab_focus (get_rows (self));
}

void
coffret_list_focus_first (CoffretListFocus *self)
{
  /* While the question is out there is only a spinner, which takes no focus, or rows that go and
   * take the focus with them: who cannot see would hear nothing at all, or what is not here. */
  self->due = coffret_view_is_busy (self->view);
  if (self->due)
    return;
  if (is_empty (self)) {
    self->bare (self->page);
    return;
  }
  coffret_list_shape_scroll_to (self->shape, 0, get_flags (self));
  coffret_list_shape_rise (self->shape);
  gtk_widget_grab_focus (get_rows (self));
}

void
coffret_list_focus_enter (CoffretListFocus *self)
{
  if (is_empty (self))
    return;
  coffret_list_shape_scroll_to (self->shape, 0, get_flags (self));
  gtk_widget_grab_focus (get_rows (self));
}

void
coffret_list_focus_again (CoffretListFocus *self)
{
  CoffretEntry *entry;

  if (is_empty (self) || !gtk_widget_grab_focus (get_rows (self))) {
    coffret_list_focus_first (self);
    return;
  }
  /* Selected as well, as get_flags() has it. */
  entry = coffret_list_shape_get_focus (self->shape);
  if (entry && !is_choosing (self))
    coffret_list_focus_go (self, entry);
}

void
coffret_list_focus_yield (CoffretListFocus *self)
{
  self->due = FALSE;
}

void
coffret_list_focus_expect_move (CoffretListFocus *self, CoffretEntry *entry)
{
  g_set_str (&self->moved, coffret_entry_get_id (entry));
  self->moved_from = coffret_view_find (self->view, entry);
}

gboolean
coffret_list_focus_is_moving (CoffretListFocus *self)
{
  return self->moved != NULL;
}

void
coffret_list_focus_forget_move (CoffretListFocus *self)
{
  g_clear_pointer (&self->moved, g_free);
}

static void
coffret_list_focus_finalize (GObject *object)
{
  g_free (COFFRET_LIST_FOCUS (object)->moved);
  G_OBJECT_CLASS (coffret_list_focus_parent_class)->finalize (object);
}

static void
coffret_list_focus_class_init (CoffretListFocusClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = coffret_list_focus_finalize;
}

static void
coffret_list_focus_init (CoffretListFocus *self)
{
}

CoffretListFocus *
coffret_list_focus_new (GtkWidget *page,
                        GtkWidget *place,
                        CoffretListShape *shape,
                        CoffretListFocusFunc bare)
{
  CoffretListFocus *self = g_object_new (COFFRET_TYPE_LIST_FOCUS, NULL);

  self->page = page;
  self->place = place;
  self->shape = shape;
  self->bare = bare;
  return self;
}

void
coffret_list_focus_start (CoffretListFocus *self, CoffretLibrary *library, CoffretView *view)
{
  self->library = library;
  self->view = view;
  g_signal_connect_object (view, "items-changed", G_CALLBACK (on_view_changing), self,
                           G_CONNECT_SWAPPED);
}

void
coffret_list_focus_set_choice (CoffretListFocus *self, CoffretChoice *choice)
{
  self->choice = choice;
  g_signal_connect_object (choice, "notify::several", G_CALLBACK (on_choosing_changed), self,
                           G_CONNECT_SWAPPED);
}

void
coffret_list_focus_leave (CoffretListFocus *self)
{
  self->watched = 0;
  g_signal_handlers_disconnect_by_data (self->view, self);
  g_signal_handlers_disconnect_by_data (self->choice, self);
}
