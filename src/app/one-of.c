#include "app/one-of.h"

#include <glib/gi18n-lib.h>

static const CoffretOneOf colours[] = {
  { "desktop", N_ ("As the desktop") },
  { "light", N_ ("Light") },
  { "dark", N_ ("Dark") },
  { NULL },
};

static const CoffretOneOf orders[] = {
  { "awarded", N_ ("Date of award") },
  { "title", N_ ("Title") },
  { "issuer", N_ ("Issuer") },
  { "kind", N_ ("Type") },
  { "expires", N_ ("End of validity") },
  { "received", N_ ("Date received") },
  { NULL },
};

static const CoffretOneOf headings[] = {
  { "order", N_ ("As sorted") }, { "year", N_ ("Year of award") }, { "issuer", N_ ("Issuer") },
  { "kind", N_ ("Type") },       { "none", N_ ("No headings") },   { NULL },
};

static const CoffretOneOf limits[] = {
  { "1", N_ ("1 minute") }, { "5", N_ ("5 minutes") }, { "15", N_ ("15 minutes") },
  { "60", N_ ("1 hour") },  { "never", N_ ("Never") }, { NULL },
};

const CoffretOneOf *
coffret_one_of_colours (void)
{
  return colours;
}

const CoffretOneOf *
coffret_one_of_orders (void)
{
  return orders;
}

const CoffretOneOf *
coffret_one_of_headings (void)
{
  return headings;
}

const CoffretOneOf *
coffret_one_of_limits (void)
{
  return limits;
}

static gboolean
id_to_position (GValue *value, GVariant *variant, gpointer data)
{
  const CoffretOneOf *choices = data;
  const char *id = g_variant_get_string (variant, NULL);

  for (guint i = 0; choices[i].id; i++)
    if (g_str_equal (choices[i].id, id)) {
      g_value_set_uint (value, i);
      return TRUE;
    }
  return FALSE;
}

static GVariant *
position_to_id (const GValue *value, const GVariantType *type, gpointer data)
{
  const CoffretOneOf *choices = data;
  guint position = g_value_get_uint (value);

  return position == GTK_INVALID_LIST_POSITION ? NULL : g_variant_new_string (choices[position].id);
}

void
coffret_one_of_bind (const CoffretOneOf *choices,
                     GSettings *settings,
                     const char *key,
                     AdwComboRow *row)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (const CoffretOneOf *choice = choices; choice->id; choice++)
    gtk_string_list_append (words, _ (choice->word));
  adw_combo_row_set_model (row, G_LIST_MODEL (words));
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                id_to_position, position_to_id, (gpointer) choices, NULL);
}
