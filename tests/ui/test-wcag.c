/* What is written can be read, and what is there to be pressed can be hit: the contrast of every
 * text that shows, as it is drawn, in light, dark and high contrast (WCAG 2.2, 1.4.3; EN 301 549,
 * 11.1.4.3), and the size of every control (2.5.8). Contrast is measured in the pixels, drawn at
 * four times their size so that a letter has an inside. */
#include "app/dialogs/about-me-dialog.h"
#include "app/dialogs/add-dialog.h"
#include "app/dialogs/check-dialog.h"
#include "app/dialogs/compartment-dialog.h"
#include "app/dialogs/own-dialog.h"
#include "app/dialogs/shortcuts-dialog.h"
#include "app/dialogs/target-dialog.h"
#include "app/vault-view.h"
#include "app/pages/first-run-page.h"
#include "app/widgets/verdict-badge.h"
#include "organise/door.h"
#include "ui-testing.h"
#include "verify/verdict.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define SCALE 4
/* WCAG 2.2, 2.5.8, in CSS pixels. */
#define LEAST_SIZE 24

/* WCAG 2.2, 1.4.3: text; and large text, from 18 points, or 14 if it is bold. */
static double
least (GtkWidget *label)
{
  PangoFontDescription *font =
    pango_context_get_font_description (gtk_widget_get_pango_context (label));
  double points = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  gboolean bold = pango_font_description_get_weight (font) >= PANGO_WEIGHT_BOLD;
  gboolean large;

  if (pango_font_description_get_size_is_absolute (font))
    points *= 72.0 / 96.0;
  large = points >= 18 || (bold && points >= 14);
  return large ? 3 : 4.5;
}

static double
linear (guchar channel)
{
  double value = channel / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* WCAG 2.2, "relative luminance", of a pixel in GDK_MEMORY_R8G8B8A8. */
static double
luminance (const guchar *pixel)
{
  return 0.2126 * linear (pixel[0]) + 0.7152 * linear (pixel[1]) + 0.0722 * linear (pixel[2]);
}

static double
contrast (double one, double other)
{
  return (MAX (one, other) + 0.05) / (MIN (one, other) + 0.05);
}

/* The pixels of what WIDGET covers in WINDOW. */
static GBytes *
draw (GtkWidget *window, GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GdkTextureDownloader) downloader = NULL;
  graphene_rect_t bounds;
  gsize stride;

  g_assert_true (gtk_widget_compute_bounds (widget, window, &bounds));
  /* Nothing is there while it waits for its frame. */
  while (!node) {
    g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

    gtk_snapshot_scale (snapshot, SCALE, SCALE);
    gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                            gtk_widget_get_height (window));
    node = gtk_snapshot_to_node (snapshot);
    if (!node)
      g_main_context_iteration (NULL, TRUE);
  }
  graphene_rect_scale (&bounds, SCALE, SCALE, &bounds);
  texture =
    gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &bounds);
  downloader = gdk_texture_downloader_new (texture);
  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);
  return gdk_texture_downloader_download_bytes (downloader, &stride);
}

static guint
hash_colour (const guchar *pixel)
{
  return pixel[0] >> 2 << 12 | pixel[1] >> 2 << 6 | pixel[2] >> 2;
}

/* Of the colour that is there most, which text stands on, to the one that is furthest from it. */
static double
measure (GBytes *pixels)
{
  g_autofree guint *counts = g_new0 (guint, 1 << 18);
  gsize size;
  const guchar *data = g_bytes_get_data (pixels, &size);
  const guchar *ground = data;
  double below;
  double best = 1;

  for (gsize i = 0; i < size; i += 4)
    if (++counts[hash_colour (data + i)] > counts[hash_colour (ground)])
      ground = data + i;
  below = luminance (ground);
  for (gsize i = 0; i < size; i += 4)
    best = MAX (best, contrast (luminance (data + i), below));
  return best;
}

static gboolean
is_inactive (GtkWidget *widget)
{
  return !gtk_widget_is_sensitive (widget);
}

/* Not so what has been scrolled away. */
static gboolean
is_in_view (GtkWidget *window, GtkWidget *widget)
{
  graphene_rect_t bounds, whole;

  for (GtkWidget *view = gtk_widget_get_parent (widget); view;
       view = gtk_widget_get_parent (view)) {
    if (view != window && !GTK_IS_SCROLLED_WINDOW (view))
      continue;
    graphene_rect_init (&whole, 0, 0, gtk_widget_get_width (view), gtk_widget_get_height (view));
    if (!gtk_widget_compute_bounds (widget, view, &bounds) || bounds.size.width == 0 ||
        !graphene_rect_contains_rect (&whole, &bounds))
      return FALSE;
  }
  return TRUE;
}

static guint
look (GtkWidget *window, GtkWidget *widget, guint *texts)
{
  guint bad = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) && !is_inactive (widget) &&
      is_in_view (window, widget)) {
    g_autoptr (GBytes) pixels = draw (window, widget);
    double found = measure (pixels);

    (*texts)++;
    if (found < least (widget)) {
      g_autofree char *classes = NULL;
      g_auto (GStrv) list = gtk_widget_get_css_classes (widget);
      g_auto (GStrv) above = gtk_widget_get_css_classes (gtk_widget_get_parent (widget));
      g_autofree char *around = g_strjoinv (".", above);

      classes = g_strjoinv (".", list);
      g_test_message ("%.2f where %.1f is asked for: “%s” (%s in %s.%s)", found, least (widget),
                      gtk_label_get_text (GTK_LABEL (widget)), classes,
                      G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)), around);
      bad++;
    }
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    bad += look (window, child, texts);
  return bad;
}

static gboolean
is_target (GtkWidget *widget)
{
  switch (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget))) {
  case GTK_ACCESSIBLE_ROLE_BUTTON:
  case GTK_ACCESSIBLE_ROLE_TOGGLE_BUTTON:
  case GTK_ACCESSIBLE_ROLE_CHECKBOX:
  case GTK_ACCESSIBLE_ROLE_RADIO:
  case GTK_ACCESSIBLE_ROLE_SWITCH:
  case GTK_ACCESSIBLE_ROLE_TEXT_BOX:
  case GTK_ACCESSIBLE_ROLE_SEARCH_BOX:
  case GTK_ACCESSIBLE_ROLE_COMBO_BOX:
  case GTK_ACCESSIBLE_ROLE_LINK:
  case GTK_ACCESSIBLE_ROLE_LIST_ITEM:
  case GTK_ACCESSIBLE_ROLE_TAB:
    return TRUE;
  default:
    return FALSE;
  }
}

static guint
try_sizes (GtkWidget *widget)
{
  graphene_rect_t bounds;
  guint bad = 0;

  /* In a closed combo box libadwaita keeps a list for its own use: the row is what one hits. */
  if (!gtk_widget_get_mapped (widget) ||
      (GTK_IS_LIST_VIEW (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW)))
    return 0;
  if (is_target (widget) && gtk_widget_compute_bounds (widget, widget, &bounds) &&
      (bounds.size.width < LEAST_SIZE || bounds.size.height < LEAST_SIZE)) {
    g_test_message ("too small: %s in %s, %.0f × %.0f", G_OBJECT_TYPE_NAME (widget),
                    G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)), bounds.size.width,
                    bounds.size.height);
    return 1;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    bad += try_sizes (child);
  return bad;
}

static void
check (GtkWindow *window)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++) {
    guint texts = 0;
    guint bad;

    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[i]);
    ui_testing_settle ();
    bad = look (GTK_WIDGET (window), GTK_WIDGET (window), &texts);
    g_test_message ("%s: %u texts, %u too faint", i == 0 ? "light" : "dark", texts, bad);
    g_assert_cmpuint (texts, >, 0);
    if (bad > 0)
      g_test_fail ();
  }
  if (try_sizes (GTK_WIDGET (window)) > 0)
    g_test_fail ();
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

static GtkWindow *
window_around (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_window_set_default_size (window, 1000, 1600);
  adw_window_set_content (ADW_WINDOW (window), widget);
  ui_testing_show (window);
  return window;
}

static void
test_vault (void)
{
  static const char *const sides[] = { "overview", "browse", "shared", "learn", "attention" };
  g_autoptr (CoffretSession) session = ui_testing_session_new (12);
  CoffretVaultView *view = coffret_vault_view_new (session);
  GtkWindow *window = window_around (GTK_WIDGET (view));

  check (window);
  coffret_vault_view_open (view, coffret_entry_get_id (ui_testing_entry (session, 0)));
  ui_testing_settle ();
  check (window);
  coffret_vault_view_close (view);
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++) {
    coffret_vault_view_show (view, sides[i]);
    ui_testing_settle ();
    check (window);
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

  check (window);
  ui_testing_finish (window);
  g_rmdir (folder);
}

static void
check_dialog (AdwDialog *dialog)
{
  GtkWindow *window = window_around (adw_bin_new ());

  adw_dialog_present (dialog, GTK_WIDGET (window));
  /* Until it has its size. */
  ui_testing_wait_until (gtk_widget_get_mapped (adw_dialog_get_child (dialog)) &&
                         gtk_widget_get_width (adw_dialog_get_child (dialog)) > LEAST_SIZE);
  ui_testing_settle ();
  check (window);
  adw_dialog_force_close (dialog);
  ui_testing_finish (window);
}

static void
test_dialogs (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (3);

  check_dialog (ADW_DIALOG (coffret_compartment_dialog_new (NULL, NULL, NULL)));
  check_dialog (ADW_DIALOG (coffret_add_dialog_new (session, NULL)));
  check_dialog (ADW_DIALOG (coffret_check_dialog_new (NULL, TRUE, FALSE)));
  check_dialog (ADW_DIALOG (coffret_about_me_dialog_new (session)));
  check_dialog (ADW_DIALOG (coffret_own_dialog_new (session, NULL)));
  check_dialog (ADW_DIALOG (coffret_target_dialog_new (session)));
  check_dialog (ADW_DIALOG (coffret_shortcuts_dialog_new ()));
  coffret_session_end (session);
}

/* One of each verdict, in the colours that it has nowhere else. */
static void
test_verdicts (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWindow *window;

  for (int verdict = COFFRET_VERDICT_MALFORMED; verdict <= COFFRET_VERDICT_VERIFIED; verdict++) {
    CoffretVerdictBadge *badge = g_object_new (COFFRET_TYPE_VERDICT_BADGE, NULL);

    coffret_verdict_badge_set_verdict (badge, coffret_verdict_to_id (verdict));
    gtk_widget_set_halign (GTK_WIDGET (badge), GTK_ALIGN_START);
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (badge));
  }
  window = window_around (box);
  check (window);
  ui_testing_finish (window);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  ui_testing_wear_style ();
  g_test_add_func ("/wcag/verdicts", test_verdicts);
  g_test_add_func ("/wcag/first-run", test_first_run);
  g_test_add_func ("/wcag/vault", test_vault);
  g_test_add_func ("/wcag/dialogs", test_dialogs);
  return g_test_run ();
}
