/* What leaves is what was previewed, field for field: of every kind of credential, whoever it is
 * for, by every way that holds all of it. */
#include "app/widgets/parcel-view.h"
#include "organise/audience.h"
#include "share/exporter.h"
#include "share/marked.h"
#include "ui-testing.h"

static CoffretContexts *contexts;

static void
add_words (GtkWidget *widget, GString *words, CoffretFields *named)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (words, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  if (ADW_IS_ACTION_ROW (widget))
    for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++)
      if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)),
                     coffret_field_to_label (field)) == 0)
        *named |= COFFRET_FIELDS (field);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    add_words (child, words, named);
}

/* The fields that somebody who looks at the preview sees the value of, or the name. */
static CoffretFields
see (CoffretPack *pack)
{
  g_autoptr (GtkWidget) view = g_object_ref_sink (GTK_WIDGET (coffret_parcel_view_new ()));
  GString *words = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  CoffretFields named = COFFRET_FIELDS_NONE;

  coffret_parcel_view_set_pack (COFFRET_PARCEL_VIEW (view), pack);
  add_words (view, words, &named);
  bytes = g_string_free_to_bytes (words);
  return marked_found (bytes) | named;
}

static CoffretPack *
make (const char *format, CoffretAudience audience)
{
  g_autoptr (CoffretWording) wording = coffret_wording_new ("/nowhere", "en");
  g_autoptr (CoffretParcel) parcel =
    coffret_parcel_new (wording, coffret_instant_parse ("2026-05-12T10:00:00Z"));
  g_autoptr (CoffretSecret) seed = coffret_secret_new_random (COFFRET_HOLDER_KEY_LENGTH);
  g_autoptr (CoffretSharingGroup) group = coffret_sharing_group_new ("June");
  g_autoptr (CoffretCredential) credential = marked_credential (format);
  CoffretPack *pack;

  parcel->key = coffret_holder_key_new (seed);
  g_ptr_array_add (
    parcel->disclosures,
    coffret_disclosure_new (credential, coffret_audience_get_fields (audience), wording));
  pack = coffret_pack_new (parcel, group);
  g_ptr_array_add (pack->items, g_new0 (CoffretPackItem, 1));
  return pack;
}

static void
test_equal (gconstpointer data)
{
  static const char *const ways[] = { "presentation", "page" };
  const char *format = data;

  for (CoffretAudience audience = 0; audience < COFFRET_N_AUDIENCES; audience++) {
    g_autoptr (CoffretPack) pack = make (format, audience);
    CoffretFields marked = marked_fields (format);
    CoffretFields seen = see (pack) & marked;
    g_autoptr (GError) error = NULL;
    g_autoptr (CoffretSealed) sealed = coffret_sealed_new (pack->parcel, contexts, &error);

    g_assert_no_error (error);
    for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
      const CoffretExporter *exporter = coffret_exporter_find (ways[i]);
      g_autofree char *why =
        coffret_exporter_refuse (exporter, sealed, &coffret_export_choice_default);
      g_autoptr (CoffretExport) made = NULL;

      if (why)
        continue;
      made = coffret_exporter_make (exporter, sealed, &coffret_export_choice_default, NULL, &error);
      g_assert_no_error (error);
      g_test_message ("%s for %s as %s", format, coffret_audience_to_id (audience), ways[i]);
      g_assert_cmphex (marked_found (made->bytes), ==, seen);
    }
  }
}

int
main (int argc, char *argv[])
{
  int status;

  ui_testing_init (&argc, &argv);
  contexts = coffret_contexts_new ();
  for (const char *const *format = marked_formats; *format; format++) {
    g_autofree char *path = g_strconcat ("/ui/previewed/", *format, NULL);

    g_test_add_data_func (path, *format, test_equal);
  }
  status = g_test_run ();
  coffret_contexts_unref (contexts);
  return status;
}
