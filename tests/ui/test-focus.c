/* The Tab key in a narrow window with letters twice as large: each thing that it comes to is on the
 * screen and not under another, its ring can be seen, and it comes round again (WCAG 2.2, 1.4.4,
 * 2.1.2, 2.4.7 and 2.4.11). */
#include "app/dialogs/about-me-dialog.h"
#include "app/dialogs/check-dialog.h"
#include "app/dialogs/compartment-dialog.h"
#include "app/dialogs/own-dialog.h"
#include "app/dialogs/shortcuts-dialog.h"
#include "app/dialogs/target-dialog.h"
#include "app/pages/first-run-page.h"
#include "app/vault-view.h"
#include "organise/door.h"
#include "ui-testing.h"

#include <glib/gstdio.h>
#include <string.h>

#define WIDTH 360
#define HEIGHT 640
/* No page has as many: it would not come round. */
#define MOST_STOPS 300
/* Around a control, where its ring is. */
#define AROUND 6

/* Until what was asked for is laid out and drawn. */
static void
await_frame (GtkWindow *window)
{
  ui_testing_settle ();
  gtk_widget_queue_draw (GTK_WIDGET (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  gtk_widget_queue_draw (GTK_WIDGET (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
}

static GBytes *
draw (GtkWidget *window, const graphene_rect_t *part)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GdkTextureDownloader) downloader = NULL;
  gsize stride;

  /* Nothing is there while it waits for its frame. */
  while (!node) {
    g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

    gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                            gtk_widget_get_height (window));
    node = gtk_snapshot_to_node (snapshot);
    if (!node)
      g_main_context_iteration (NULL, TRUE);
  }
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, part);
  downloader = gdk_texture_downloader_new (texture);
  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);
  return gdk_texture_downloader_download_bytes (downloader, &stride);
}

/* How many pixels of PART are otherwise with the ring than without. */
static guint
count_ring (GtkWindow *window, const graphene_rect_t *part)
{
  g_autoptr (GBytes) with = NULL;
  g_autoptr (GBytes) without = NULL;
  const guchar *one;
  const guchar *other;
  gsize size;
  guint count = 0;

  gtk_window_set_focus_visible (window, TRUE);
  await_frame (window);
  with = draw (GTK_WIDGET (window), part);
  gtk_window_set_focus_visible (window, FALSE);
  await_frame (window);
  without = draw (GTK_WIDGET (window), part);
  gtk_window_set_focus_visible (window, TRUE);
  one = g_bytes_get_data (with, &size);
  other = g_bytes_get_data (without, NULL);
  g_assert_cmpuint (size, ==, g_bytes_get_size (without));
  for (gsize i = 0; i < size; i += 4)
    count +=
      ABS (one[i] - other[i]) + ABS (one[i + 1] - other[i + 1]) + ABS (one[i + 2] - other[i + 2]) >
      60;
  return count;
}

/* Whose caret, or whose text that is chosen, is what one sees. */
static gboolean
is_text (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_LABEL (widget);
}

/* Whether WIDGET is what is seen at its middle, or a part of it. */
static gboolean
is_on_top (GtkWidget *window, GtkWidget *widget, const graphene_rect_t *seen)
{
  GtkWidget *there = gtk_widget_pick (window, seen->origin.x + seen->size.width / 2,
                                      seen->origin.y + seen->size.height / 2, GTK_PICK_INSENSITIVE);

  return there != NULL && (gtk_widget_is_ancestor (there, widget) || there == widget ||
                           gtk_widget_is_ancestor (widget, there));
}

/* What is wrong with the place of WIDGET; NULL: nothing. */
static const char *
fault_of (GtkWindow *window, GtkWidget *widget)
{
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (GTK_WIDGET (window)),
                                            gtk_widget_get_height (GTK_WIDGET (window)));
  graphene_rect_t bounds;
  graphene_rect_t seen;

  if (!gtk_widget_get_mapped (widget) ||
      !gtk_widget_compute_bounds (widget, GTK_WIDGET (window), &bounds))
    return "not there";
  if (!graphene_rect_intersection (&all, &bounds, &seen) || seen.size.height < 8)
    return "off the screen";
  if (seen.size.width < bounds.size.width - 1)
    return "cut off at a side";
  /* What is larger than its view is seen in part. */
  if (seen.size.height < MIN (bounds.size.height, all.size.height / 2) - 1)
    return "cut off";
  if (!is_on_top (GTK_WIDGET (window), widget, &seen))
    return "under another";
  graphene_rect_inset (&seen, -AROUND, -AROUND);
  graphene_rect_intersection (&all, &seen, &seen);
  graphene_rect_round_extents (&seen, &seen);
  if (!is_text (widget) && count_ring (window, &seen) < 20)
    return "without a ring";
  return NULL;
}

static void
go_round (GtkWindow *window, const char *name)
{
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
  GtkWidget *first = NULL;
  guint stops = 0;

  for (; stops < MOST_STOPS; stops++) {
    GtkWidget *focus;
    const char *fault;

    g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
    await_frame (window);
    focus = gtk_window_get_focus (window);
    if (!first)
      first = focus;
    if (!focus || !g_hash_table_add (met, focus)) {
      /* What holds the key, or sends it back, has been met before, too. */
      if (focus != first) {
        g_test_message ("%s: stop %u goes back to %s", name, stops,
                        focus ? G_OBJECT_TYPE_NAME (focus) : "nothing");
        g_test_fail ();
      }
      break;
    }
    fault = fault_of (window, focus);
    if (fault) {
      graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);

      g_warn_if_fail (gtk_widget_compute_bounds (focus, GTK_WIDGET (window), &bounds));
      g_test_message ("%s: stop %u, %s in %s at %.0f, %.0f, %.0f × %.0f of %d × %d: %s", name,
                      stops, G_OBJECT_TYPE_NAME (focus),
                      G_OBJECT_TYPE_NAME (gtk_widget_get_parent (focus)), bounds.origin.x,
                      bounds.origin.y, bounds.size.width, bounds.size.height,
                      gtk_widget_get_width (GTK_WIDGET (window)),
                      gtk_widget_get_height (GTK_WIDGET (window)), fault);
      g_test_fail ();
    }
  }
  g_test_message ("%s: %u stops", name, stops);
  g_assert_cmpuint (stops, >, 0);
  g_assert_cmpuint (stops, <, MOST_STOPS);
}

static GtkWindow *
window_around (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_widget_set_size_request (GTK_WIDGET (window), WIDTH, 294);
  gtk_window_set_default_size (window, WIDTH, HEIGHT);
  adw_window_set_content (ADW_WINDOW (window), widget);
  ui_testing_show (window);
  ui_testing_wait_until (gtk_window_is_active (window));
  return window;
}

static void
test_vault (void)
{
  static const char *const sides[] = { "overview", "browse", "shared", "learn", "attention" };
  g_autoptr (CoffretSession) session = ui_testing_session_new (12);
  CoffretVaultView *view = coffret_vault_view_new (session);
  GtkWindow *window = window_around (GTK_WIDGET (view));

  go_round (window, "the vault");
  coffret_vault_view_open (view, coffret_entry_get_id (ui_testing_entry (session, 0)));
  await_frame (window);
  go_round (window, "a credential");
  coffret_vault_view_close (view);
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++) {
    coffret_vault_view_show (view, sides[i]);
    await_frame (window);
    go_round (window, sides[i]);
  }
  ui_testing_finish (window);
  coffret_session_end (session);
}

static void
test_first_run (void)
{
  g_autofree char *folder = g_dir_make_tmp ("coffret-ui-XXXXXX", NULL);
  g_autoptr (CoffretDoor) door = coffret_door_new (folder);
  GtkWindow *window = window_around (GTK_WIDGET (coffret_first_run_page_new (door)));

  go_round (window, "the first run");
  ui_testing_finish (window);
  g_rmdir (folder);
}

static void
go_round_dialog (AdwDialog *dialog)
{
  GtkWindow *window = window_around (adw_bin_new ());

  adw_dialog_present (dialog, GTK_WIDGET (window));
  /* Until it has its size. */
  ui_testing_wait_until (gtk_widget_get_mapped (adw_dialog_get_child (dialog)) &&
                         gtk_widget_get_width (adw_dialog_get_child (dialog)) > AROUND);
  await_frame (window);
  go_round (window, G_OBJECT_TYPE_NAME (dialog));
  adw_dialog_force_close (dialog);
  ui_testing_finish (window);
}

static void
test_dialogs (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (3);

  go_round_dialog (ADW_DIALOG (coffret_compartment_dialog_new (NULL, NULL, NULL)));
  go_round_dialog (ADW_DIALOG (coffret_check_dialog_new (NULL, TRUE, FALSE)));
  go_round_dialog (ADW_DIALOG (coffret_about_me_dialog_new (session)));
  go_round_dialog (ADW_DIALOG (coffret_own_dialog_new (session, NULL)));
  go_round_dialog (ADW_DIALOG (coffret_target_dialog_new (session)));
  go_round_dialog (ADW_DIALOG (coffret_shortcuts_dialog_new ()));
  coffret_session_end (session);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  ui_testing_wear_style ();
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * PANGO_SCALE,
                "gtk-decoration-layout", ":close", "gtk-enable-animations", FALSE,
                "gtk-cursor-blink", FALSE, NULL);
  g_test_add_func ("/focus/first-run", test_first_run);
  g_test_add_func ("/focus/vault", test_vault);
  g_test_add_func ("/focus/dialogs", test_dialogs);
  return g_test_run ();
}
