#include "vault/restore-frame.h"

#include "base/fold.h"
#include "base/settle.h"
#include "credential/reader.h"
#include "vault/compartments.h"
#include "vault/identities.h"
#include "vault/pathways.h"
#include "vault/settings.h"
#include "vault/trust.h"
#include "vault/witnesses.h"

#include <string.h>

/* In characters: longer than any search that is looked into. */
#define MAX_RULE 2000

/* Of an icon or a colour, as ours are: it becomes a part of a style. */
static char *
plain_word (const char *text)
{
  return text != NULL &&
             strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-#") ==
               strlen (text)
           ? g_strdup (text)
           : NULL;
}

static const CoffretCompartmentRow *
find_compartment (GPtrArray *here, const CoffretCompartmentRow *row, const char *parent)
{
  g_autofree char *name = coffret_fold (row->name);

  for (guint i = 0; i < here->len; i++) {
    const CoffretCompartmentRow *other = g_ptr_array_index (here, i);
    if (g_str_equal (other->id, row->id))
      return other;
  }
  for (guint i = 0; i < here->len; i++) {
    const CoffretCompartmentRow *other = g_ptr_array_index (here, i);
    g_autofree char *others = coffret_fold (other->name);
    if (g_strcmp0 (other->parent, parent) == 0 && g_str_equal (others, name) &&
        g_strcmp0 (other->rule, row->rule) == 0)
      return other;
  }
  return NULL;
}

/* In a compartment of HERE that lies in none itself. */
static gboolean
may_hold (GPtrArray *here, const char *parent)
{
  for (guint i = 0; parent != NULL && i < here->len; i++) {
    const CoffretCompartmentRow *other = g_ptr_array_index (here, i);
    if (g_str_equal (other->id, parent))
      return other->parent == NULL;
  }
  return FALSE;
}

static gboolean
place_compartment (GPtrArray *here,
                   const CoffretCompartmentRow *row,
                   const char *parent,
                   GHashTable *map,
                   CoffretDatabase *target,
                   CoffretRestoreReport *report,
                   GError **error)
{
  const CoffretCompartmentRow *found = find_compartment (here, row, parent);
  g_autoptr (CoffretCompartmentRow) made = NULL;

  if (found == NULL) {
    g_autofree char *name = coffret_clean (row->name, 200, FALSE);

    made = coffret_compartment_row_new (name);
    if (g_uuid_string_is_valid (row->id))
      g_set_str (&made->id, row->id);
    made->parent = g_strdup (parent);
    made->icon = plain_word (row->icon);
    made->colour = plain_word (row->colour);
    made->position = (int) here->len;
    made->rule = coffret_clean (row->rule, MAX_RULE, FALSE);
    made->arrangement = plain_word (row->arrangement);
    if (!coffret_compartments_save (target, made, error))
      return FALSE;
    report->compartments++;
    found = made;
    g_ptr_array_add (here, coffret_compartment_row_copy (made));
  }
  g_hash_table_insert (map, g_strdup (row->id), g_strdup (found->id));
  return TRUE;
}

GHashTable *
coffret_restore_frame_compartments (CoffretDatabase *source,
                                    CoffretDatabase *target,
                                    CoffretRestoreReport *report,
                                    GError **error)
{
  g_autoptr (GHashTable) map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) there = coffret_compartments_list (source, error);
  g_autoptr (GPtrArray) here = there != NULL ? coffret_compartments_list (target, error) : NULL;

  if (here == NULL)
    return NULL;
  for (guint level = 0; level < 2; level++)
    for (guint i = 0; i < there->len; i++) {
      const CoffretCompartmentRow *row = g_ptr_array_index (there, i);
      const char *parent = row->parent != NULL ? g_hash_table_lookup (map, row->parent) : NULL;

      if ((row->parent != NULL) == (level == 1) &&
          !place_compartment (here, row, may_hold (here, parent) ? parent : NULL, map, target,
                              report, error))
        return NULL;
    }
  return g_steal_pointer (&map);
}

gboolean
coffret_restore_frame_identities (CoffretDatabase *source,
                                  CoffretDatabase *target,
                                  CoffretRestoreReport *report,
                                  GError **error)
{
  g_autoptr (GPtrArray) there = coffret_identities_list (source, error);
  g_autoptr (GPtrArray) here = there != NULL ? coffret_identities_list (target, error) : NULL;

  if (here == NULL)
    return FALSE;
  for (guint i = 0; i < there->len; i++) {
    const CoffretIdentityRow *row = g_ptr_array_index (there, i);
    g_autofree char *value = coffret_clean (row->value, 2000, FALSE);
    CoffretIdentityRow *made;
    gboolean known = FALSE;

    for (guint j = 0; !known && j < here->len; j++) {
      const CoffretIdentityRow *other = g_ptr_array_index (here, j);
      known = other->kind == row->kind && g_str_equal (other->value, value);
    }
    if (known)
      continue;
    made = coffret_identity_row_new (row->kind, value);
    made->position = (int) here->len;
    g_ptr_array_add (here, made);
    if (!coffret_identities_save (target, made, error))
      return FALSE;
    report->identities++;
  }
  return TRUE;
}

static gboolean
is_pathway_here (GPtrArray *here, const char *name, const char *definition)
{
  for (guint i = 0; i < here->len; i++) {
    const CoffretPathwayRow *row = g_ptr_array_index (here, i);

    if (g_str_equal (row->name, name) && g_str_equal (row->definition, definition))
      return TRUE;
  }
  return FALSE;
}

gboolean
coffret_restore_frame_pathways (CoffretDatabase *source, CoffretDatabase *target, GError **error)
{
  g_autoptr (GPtrArray) there = coffret_pathways_list (source, error);
  g_autoptr (GPtrArray) here = there != NULL ? coffret_pathways_list (target, error) : NULL;

  if (here == NULL)
    return FALSE;
  for (guint i = 0; i < there->len; i++) {
    const CoffretPathwayRow *row = g_ptr_array_index (there, i);
    g_autofree char *name = coffret_clean (row->name, 200, FALSE);
    CoffretPathwayRow *made;

    if (name == NULL || strlen (row->definition) > COFFRET_PATHWAY_MAX_BYTES ||
        is_pathway_here (here, name, row->definition))
      continue;
    made = coffret_pathway_row_new (name, row->definition);
    made->position = (int) here->len;
    g_ptr_array_add (here, made);
    if (!coffret_pathways_save (target, made, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
copy_vouched (CoffretDatabase *source,
              CoffretDatabase *target,
              CoffretRestoreReport *report,
              GError **error)
{
  g_autoptr (GPtrArray) there = coffret_trust_list (source, error);
  g_autoptr (GPtrArray) here = there != NULL ? coffret_trust_list (target, error) : NULL;

  if (here == NULL)
    return FALSE;
  for (guint i = 0; i < there->len; i++) {
    const CoffretTrustRow *row = g_ptr_array_index (there, i);
    const CoffretTrustRow *said = NULL;
    g_autofree char *name = coffret_clean (row->name, 200, FALSE);
    g_autoptr (CoffretTrustRow) made = NULL;

    if (!g_utf8_validate (row->issuer, -1, NULL))
      continue;
    for (guint j = 0; said == NULL && j < here->len; j++)
      if (g_str_equal (((CoffretTrustRow *) here->pdata[j])->issuer, row->issuer))
        said = here->pdata[j];
    if (said != NULL) {
      report->vouched_kept +=
        said->trusted != row->trusted || g_strcmp0 (said->name, name) != 0 ? 1 : 0;
      continue;
    }
    made = coffret_trust_row_new (row->issuer, name, row->trusted, row->since);
    if (!coffret_trust_save (target, made, error))
      return FALSE;
    report->vouched++;
  }
  return TRUE;
}

gboolean
coffret_restore_frame_trust (CoffretDatabase *source,
                             CoffretDatabase *target,
                             CoffretRestoreReport *report,
                             GError **error)
{
  g_autoptr (GPtrArray) there = NULL;

  if (!copy_vouched (source, target, report, error))
    return FALSE;
  there = coffret_witnesses_list (source, error);
  if (there == NULL)
    return FALSE;
  for (guint i = 0; i < there->len; i++) {
    const CoffretWitnessRow *row = g_ptr_array_index (there, i);

    if (g_bytes_get_size (row->bytes) > coffret_limits_default.max_bytes ||
        !g_utf8_validate (row->kind, -1, NULL) || !g_utf8_validate (row->name, -1, NULL) ||
        (row->fetched_from != NULL && !g_utf8_validate (row->fetched_from, -1, NULL)))
      continue;
    if (!coffret_witnesses_add (target, row, error))
      return FALSE;
    report->witnesses += coffret_database_changes (target) > 0 ? 1 : 0;
  }
  return TRUE;
}

/* Each of these is a number: what else may stand there is nobody's wish. */
static gboolean
copy_number (CoffretDatabase *source, CoffretDatabase *target, const char *key, GError **error)
{
  g_autofree char *there = coffret_settings_get (source, key, NULL);
  gint64 number;

  return there == NULL || !g_ascii_string_to_signed (there, 10, -1, G_MAXINT, &number, NULL) ||
         coffret_settings_set (target, key, there, error);
}

gboolean
coffret_restore_frame_wishes (CoffretDatabase *source,
                              CoffretDatabase *target,
                              gboolean new,
                              GError **error)
{
  g_autofree char *minutes = coffret_settings_get (target, COFFRET_SETTING_TARGET_MINUTES, NULL);
  g_autofree char *month = coffret_settings_get (target, COFFRET_SETTING_TARGET_MONTH, NULL);

  return (minutes != NULL || month != NULL ||
          (copy_number (source, target, COFFRET_SETTING_TARGET_MINUTES, error) &&
           copy_number (source, target, COFFRET_SETTING_TARGET_MONTH, error))) &&
         (!new || copy_number (source, target, COFFRET_SETTING_ASK_AFTER, error));
}

gboolean
coffret_restore_frame_purged (CoffretDatabase *source, CoffretDatabase *target, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (source, "SELECT digest, purged FROM purged", error, "");

  if (statement == NULL)
    return FALSE;
  while (coffret_statement_step (statement, &reason))
    if (!coffret_statement_finish (
          coffret_statement_new (
            target, "INSERT OR IGNORE INTO purged (digest, purged) VALUES (?, ?)", error, "si",
            coffret_statement_text (statement, 0), coffret_statement_int (statement, 1)),
          error))
      return FALSE;
  return coffret_settle (&reason, error);
}
