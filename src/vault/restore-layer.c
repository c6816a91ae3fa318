#include "vault/restore-layer.h"

#include "base/fold.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TAG 60

/* Takes LATER. */
static void
turn (CoffretLayer **layer, CoffretLayer *later)
{
  coffret_layer_unref (*layer);
  *layer = later;
}

/* RAW as it may be shown. Owned; NULL: nothing in it. */
static CoffretLayer *
clean_layer (const CoffretLayer *raw)
{
  g_autofree char *title = coffret_clean (raw->title, 0, FALSE);
  g_autofree char *note = coffret_clean (raw->note, 0, TRUE);
  g_autoptr (CoffretLayer) words = coffret_layer_new (title, note);
  CoffretLayer *layer = coffret_layer_with_dates (words, raw->awarded, raw->expires);

  turn (&layer, coffret_layer_with_favourite (layer, raw->favourite));
  for (char **tag = raw->tags; tag != NULL && *tag != NULL; tag++) {
    g_autofree char *cleaned = coffret_clean (*tag, MAX_TAG, FALSE);

    if (*g_strstrip (cleaned) != '\0')
      turn (&layer, coffret_layer_with_tag (layer, cleaned, TRUE));
  }
  for (guint i = 0; i < raw->n_texts; i++) {
    g_autofree char *text = coffret_clean (raw->texts[i].text, 0, TRUE);

    if (g_utf8_validate (raw->texts[i].field, -1, NULL) &&
        g_utf8_validate (raw->texts[i].language, -1, NULL))
      turn (&layer,
            coffret_layer_with_text (layer, raw->texts[i].field, raw->texts[i].language, text));
  }
  return layer;
}

/* HERE with what THERE has besides. Owned. */
static CoffretLayer *
add_up (const CoffretLayer *here, const CoffretLayer *there)
{
  CoffretInstant awarded = here != NULL ? here->awarded : COFFRET_INSTANT_NONE;
  CoffretInstant expires = here != NULL ? here->expires : COFFRET_INSTANT_NONE;
  CoffretLayer *sum =
    coffret_layer_with_dates (here, awarded != COFFRET_INSTANT_NONE ? awarded : there->awarded,
                              expires != COFFRET_INSTANT_NONE ? expires : there->expires);

  if (sum == NULL || sum->title == NULL)
    turn (&sum, coffret_layer_with_title (sum, there->title));
  if (sum == NULL || sum->note == NULL)
    turn (&sum, coffret_layer_with_note (sum, there->note));
  if (there->favourite)
    turn (&sum, coffret_layer_with_favourite (sum, TRUE));
  for (char **tag = there->tags; tag != NULL && *tag != NULL; tag++)
    turn (&sum, coffret_layer_with_tag (sum, *tag, TRUE));
  for (guint i = 0; i < there->n_texts; i++) {
    const CoffretOwnText *text = &there->texts[i];

    if (coffret_layer_get_text (sum, text->field, text->language) == NULL)
      turn (&sum, coffret_layer_with_text (sum, text->field, text->language, text->text));
  }
  return sum;
}

/* A line unless NOTE has it; WORDS is taken. */
static void
add_line (GString *lines, const char *note, char *words)
{
  if (strstr (note, words) == NULL)
    g_string_append_printf (lines, "\n%s", words);
  g_free (words);
}

/* NULL: THERE says nothing else than HERE. */
static char *
other_date (CoffretInstant here, CoffretInstant there)
{
  return there != COFFRET_INSTANT_NONE && there != here ? coffret_instant_to_date (there) : NULL;
}

/* What THERE says otherwise than HERE, as lines that its note has not yet. */
static char *
list_others (const CoffretLayer *here, const CoffretLayer *there)
{
  const char *note = here->note != NULL ? here->note : "";
  g_autofree char *awarded = other_date (here->awarded, there->awarded);
  g_autofree char *expires = other_date (here->expires, there->expires);
  g_autoptr (GString) lines = g_string_new (NULL);

  if (there->title != NULL && g_strcmp0 (there->title, here->title) != 0 &&
      strstr (note, there->title) == NULL)
    /* Translators: the own title that a credential had in a backup; it ends a note. */
    add_line (lines, note, g_strdup_printf (_ ("Own title: %s"), there->title));
  if (awarded != NULL)
    /* Translators: the own date that a credential had in a backup; it ends a note. */
    add_line (lines, note, g_strdup_printf (_ ("Own date of award: %s"), awarded));
  if (expires != NULL)
    /* Translators: the own date that a credential had in a backup; it ends a note. */
    add_line (lines, note, g_strdup_printf (_ ("Own end of validity: %s"), expires));
  for (guint i = 0; i < there->n_texts; i++) {
    const CoffretOwnText *text = &there->texts[i];

    if (g_strcmp0 (coffret_layer_get_text (here, text->field, text->language), text->text) != 0)
      /* Translators: an own translation that a credential had in a backup; it ends a note. */
      add_line (lines, note, g_strdup_printf (_ ("Own translation: %s"), text->text));
  }
  if (there->note != NULL && g_strcmp0 (there->note, here->note) != 0)
    add_line (lines, note, g_strdup (there->note));
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

gboolean
coffret_restore_layer (CoffretDatabase *target,
                       const char *id,
                       const CoffretLayer *raw,
                       const char *date,
                       CoffretRestoreReport *report,
                       GError **error)
{
  g_autoptr (CoffretLayer) there = clean_layer (raw);
  g_autoptr (CoffretLayer) here = NULL;
  g_autoptr (CoffretLayer) sum = NULL;
  g_autofree char *others = NULL;

  if (there == NULL)
    return TRUE;
  if (!coffret_layers_get (target, id, &here, error))
    return FALSE;
  sum = add_up (here, there);
  if (!coffret_layer_equal (sum, here))
    report->words_added++;
  others = list_others (sum, there);
  if (*others != '\0') {
    /* Translators: what comes after it was in a backup of %s, a date; it ends a note. */
    g_autofree char *heading = g_strdup_printf (_ ("From the backup of %s:"), date);
    g_autofree char *note = g_strdup_printf ("%s%s%s%s", sum->note != NULL ? sum->note : "",
                                             sum->note != NULL ? "\n\n" : "", heading, others);

    report->words_beside++;
    turn (&sum, coffret_layer_with_note (sum, note));
  }
  return coffret_layer_equal (sum, here) || coffret_layers_save (target, id, sum, error);
}
