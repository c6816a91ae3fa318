#include "organise/row.h"

struct _CoffretRowKeys {
  char *title;
  char *issuer;
};

static void
clear_keys (gpointer data)
{
  CoffretRowKeys *keys = data;

  g_free (keys->title);
  g_free (keys->issuer);
}

static void
clear_row (gpointer data)
{
  CoffretRow *row = data;

  coffret_record_unref (row->record);
  coffret_layer_unref (row->layer);
  g_free (row->verdict);
  g_strfreev (row->compartments);
  g_atomic_rc_box_release_full (row->keys, clear_keys);
}

/* Two threads may both make the key: the first one's stays. */
static const char *
get_key (char **slot, const char *text)
{
  char *key = g_atomic_pointer_get (slot);

  if (key == NULL) {
    key = g_utf8_collate_key (text, -1);
    if (!g_atomic_pointer_compare_and_exchange (slot, NULL, key)) {
      g_free (key);
      key = g_atomic_pointer_get (slot);
    }
  }
  return key;
}

static const char *
best_or (const CoffretText *text, const char *otherwise)
{
  const char *best = coffret_text_best (text, NULL);

  return best != NULL ? best : otherwise;
}

CoffretRow *
coffret_row_new (CoffretRecord *record, char **compartments)
{
  CoffretRow *row = g_atomic_rc_box_new0 (CoffretRow);

  row->record = coffret_record_ref (record);
  row->title = best_or (record->title, "");
  row->issuer = best_or (record->issuer_name, "");
  row->verdict = g_strdup (record->verdict);
  row->verifier = record->verifier;
  row->turns = record->turns;
  row->trashed = record->trashed;
  row->compartments = compartments != NULL ? compartments : g_new0 (char *, 1);
  row->keys = g_atomic_rc_box_new0 (CoffretRowKeys);
  return row;
}

CoffretRow *
coffret_row_derive (CoffretRow *row, CoffretInstant trashed, char **compartments)
{
  CoffretRow *derived = g_atomic_rc_box_new0 (CoffretRow);

  derived->record = coffret_record_ref (row->record);
  derived->layer = coffret_layer_ref (row->layer);
  derived->title = row->title;
  derived->issuer = row->issuer;
  derived->verdict = g_strdup (row->verdict);
  derived->verifier = row->verifier;
  derived->turns = row->turns;
  derived->trashed = trashed;
  derived->compartments = compartments;
  derived->keys = g_atomic_rc_box_acquire (row->keys);
  return derived;
}

CoffretRow *
coffret_row_derive_layer (CoffretRow *row, CoffretLayer *layer)
{
  CoffretRow *derived = coffret_row_derive (row, row->trashed, g_strdupv (row->compartments));

  coffret_layer_unref (derived->layer);
  derived->layer = coffret_layer_ref (layer);
  derived->title =
    layer != NULL && layer->title != NULL ? layer->title : best_or (row->record->title, "");
  if (!g_str_equal (derived->title, row->title)) {
    g_atomic_rc_box_release_full (derived->keys, clear_keys);
    derived->keys = g_atomic_rc_box_new0 (CoffretRowKeys);
  }
  return derived;
}

CoffretRow *
coffret_row_derive_record (CoffretRow *row, CoffretRecord *record)
{
  CoffretRow *derived = coffret_row_derive (row, row->trashed, g_strdupv (row->compartments));

  coffret_record_unref (derived->record);
  derived->record = coffret_record_ref (record);
  derived->issuer = best_or (record->issuer_name, "");
  derived->title = row->layer != NULL && row->layer->title != NULL ? derived->layer->title
                                                                   : best_or (record->title, "");
  g_atomic_rc_box_release_full (derived->keys, clear_keys);
  derived->keys = g_atomic_rc_box_new0 (CoffretRowKeys);
  return derived;
}

CoffretRow *
coffret_row_derive_verdict (CoffretRow *row,
                            const char *verdict,
                            int verifier,
                            CoffretInstant turns)
{
  CoffretRow *derived = coffret_row_derive (row, row->trashed, g_strdupv (row->compartments));

  g_set_str (&derived->verdict, verdict);
  derived->verifier = verifier;
  derived->turns = turns;
  return derived;
}

CoffretRow *
coffret_row_ref (CoffretRow *row)
{
  return g_atomic_rc_box_acquire (row);
}

void
coffret_row_unref (CoffretRow *row)
{
  g_atomic_rc_box_release_full (row, clear_row);
}

const char *
coffret_row_get_title_key (const CoffretRow *row)
{
  return get_key (&row->keys->title, row->title);
}

const char *
coffret_row_get_issuer_key (const CoffretRow *row)
{
  return get_key (&row->keys->issuer, row->issuer);
}

CoffretInstant
coffret_row_get_awarded (const CoffretRow *row)
{
  return row->layer != NULL && row->layer->awarded != COFFRET_INSTANT_NONE ? row->layer->awarded
                                                                           : row->record->awarded;
}

CoffretInstant
coffret_row_get_expires (const CoffretRow *row)
{
  return row->layer != NULL && row->layer->expires != COFFRET_INSTANT_NONE ? row->layer->expires
                                                                           : row->record->expires;
}

gboolean
coffret_row_lies_in (const CoffretRow *row, const char *compartment)
{
  return g_strv_contains ((const char *const *) row->compartments, compartment);
}
