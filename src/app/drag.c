#include "app/drag.h"

#include "app/closures.h"
#include "app/files-out.h"
#include "organise/entry.h"

/* Words beside the pointer: what is held, in the shape of a small card. */
static void
show (GtkDragSource *source, const char *words)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, words);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GdkPaintable) paintable = NULL;
  GskRoundedRect card;
  graphene_rect_t bounds;
  int width;
  int height;

  pango_layout_set_width (layout, 280 * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &width, &height);
  graphene_rect_init (&bounds, 0, 0, (float) width + 24, (float) height + 18);
  gsk_rounded_rect_init_from_rect (&card, &bounds, 9);
  gtk_snapshot_push_rounded_clip (snapshot, &card);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0.15F, 0.15F, 0.17F, 1 }, &bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (12, 9));
  gtk_snapshot_append_layout (snapshot, layout, &(GdkRGBA) { 1, 1, 1, 1 });
  paintable = gtk_snapshot_to_paintable (snapshot, &bounds.size);
  if (paintable)
    gtk_drag_source_set_icon (source, paintable, -12, 0);
}

GdkContentProvider *
coffret_drag_entries (GtkDragSource *source, CoffretSession *session, GPtrArray *entries)
{
  GdkContentProvider *both[2];
  g_autoptr (GListStore) store = g_list_store_new (COFFRET_TYPE_ENTRY);

  g_list_store_splice (store, 0, 0, entries->pdata, entries->len);
  if (entries->len == 1) {
    g_autofree char *name = coffret_entry_name (entries->pdata[0]);

    show (source, name);
  } else {
    g_autofree char *words = coffret_count_words (entries->len, FALSE);

    show (source, words);
  }
  both[0] = gdk_content_provider_new_typed (COFFRET_DRAG_ENTRIES, store);
  if (!session)
    return both[0];
  both[1] = coffret_files_out_new (session, entries);
  return gdk_content_provider_new_union (both, G_N_ELEMENTS (both));
}

GdkContentProvider *
coffret_drag_chosen (GtkDragSource *source,
                     CoffretSession *session,
                     CoffretChoice *choice,
                     CoffretEntry *entry)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (coffret_choice_contains (choice, entry)) {
    entries = coffret_choice_list (choice);
  } else {
    entries = g_ptr_array_new_with_free_func (g_object_unref);
    g_ptr_array_add (entries, g_object_ref (entry));
  }
  return coffret_drag_entries (source, session, entries);
}

GdkContentProvider *
coffret_drag_compartment (GtkDragSource *source, CoffretCompartment *compartment)
{
  show (source, coffret_compartment_get_name (compartment));
  return gdk_content_provider_new_typed (COFFRET_DRAG_COMPARTMENT, compartment);
}

GPtrArray *
coffret_drag_get_entries (const GValue *value)
{
  GListModel *store = G_LIST_MODEL (g_value_get_object (value));
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (store); i++)
    g_ptr_array_add (entries, g_list_model_get_item (store, i));
  return entries;
}

gboolean
coffret_drag_is_from_outside (GtkDropTarget *target, GdkDrop *drop)
{
  return gdk_drop_get_drag (drop) == NULL &&
         (gdk_drop_get_actions (drop) & gtk_drop_target_get_actions (target)) != 0 &&
         gdk_content_formats_match (gtk_drop_target_get_formats (target),
                                    gdk_drop_get_formats (drop));
}
