#include "vault/rotation.h"

#include <glib/gstdio.h>

#include "vault/vault-files.h"

typedef gint64 (*PeriodOf) (GDateTime *moment);

static gint64
day_of (GDateTime *moment)
{
  return (gint64) g_date_time_get_year (moment) * 1000 + g_date_time_get_day_of_year (moment);
}

static gint64
week_of (GDateTime *moment)
{
  return (gint64) g_date_time_get_week_numbering_year (moment) * 100 +
         g_date_time_get_week_of_year (moment);
}

static gint64
month_of (GDateTime *moment)
{
  return (gint64) g_date_time_get_year (moment) * 100 + g_date_time_get_month (moment);
}

static int
compare_newest (gconstpointer a, gconstpointer b, gpointer data)
{
  const CoffretRotationFile *files = data;
  guint first = *(const guint *) a, second = *(const guint *) b;

  if (files[first].made != files[second].made)
    return files[first].made > files[second].made ? -1 : 1;
  return first < second ? -1 : first > second;
}

/* The newest of each of the COUNT newest periods stays. */
static void
keep (const CoffretRotationFile *files,
      const guint *order,
      guint count,
      PeriodOf period_of,
      guint periods,
      gboolean *goes)
{
  gint64 last = G_MININT64;

  for (guint i = 0; i < count && periods > 0; i++) {
    g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc_usec (files[order[i]].made);
    g_autoptr (GDateTime) local = moment != NULL ? g_date_time_to_local (moment) : NULL;
    gint64 period = local != NULL ? period_of (local) : G_MAXINT64;

    if (period == last)
      continue;
    last = period;
    periods--;
    goes[order[i]] = FALSE;
  }
}

void
coffret_rotation_choose (const CoffretRotationFile *files,
                         guint count,
                         guint64 space,
                         gboolean *goes)
{
  g_autofree guint *order = g_new (guint, count);
  guint newest = count;
  guint64 sum = 0;

  for (guint i = 0; i < count; i++) {
    order[i] = i;
    goes[i] = TRUE;
  }
  if (count == 0)
    return;
  g_sort_array (order, count, sizeof *order, compare_newest, (gpointer) files);
  keep (files, order, count, day_of, COFFRET_ROTATION_DAYS, goes);
  keep (files, order, count, week_of, COFFRET_ROTATION_WEEKS, goes);
  keep (files, order, count, month_of, COFFRET_ROTATION_MONTHS, goes);
  for (guint i = 0; i < count && newest == count; i++)
    if (files[order[i]].verified)
      newest = order[i];
  if (newest < count) {
    goes[newest] = FALSE;
    sum = files[newest].length;
  }
  for (guint i = 0; i < count; i++) {
    guint file = order[i];

    if (goes[file] || file == newest)
      continue;
    /* From here on, older ones would not fit either. */
    if (files[file].length > space || sum > space - files[file].length) {
      for (; i < count; i++)
        goes[order[i]] = order[i] != newest;
      return;
    }
    sum += files[file].length;
  }
}

gboolean
coffret_rotation_run (
  CoffretVault *vault, const char *folder, guint64 space, guint *removed, GError **error)
{
  g_autoptr (GPtrArray) backups = coffret_backup_list (folder, error);
  g_autoptr (GPtrArray) ours = g_ptr_array_new ();
  g_autofree CoffretRotationFile *files = NULL;
  g_autofree gboolean *goes = NULL;
  guint count = 0;

  if (backups == NULL)
    return FALSE;
  for (guint i = 0; i < backups->len; i++) {
    const CoffretBackupInfo *info = g_ptr_array_index (backups, i);
    g_autofree char *given = g_path_get_basename (info->path);

    if (info->from_here && g_str_equal (info->vault, coffret_vault_get_id (vault)) &&
        coffret_backup_is_name (vault, given))
      g_ptr_array_add (ours, (gpointer) info);
  }
  files = g_new0 (CoffretRotationFile, ours->len + 1);
  goes = g_new0 (gboolean, ours->len + 1);
  for (guint i = 0; i < ours->len; i++) {
    const CoffretBackupInfo *info = g_ptr_array_index (ours, i);
    /* Nothing has such a name that was not verified, and what is not whole is not listed. */
    files[i] = (CoffretRotationFile) { info->made, info->length, TRUE };
  }
  coffret_rotation_choose (files, ours->len, space, goes);
  for (guint i = 0; i < ours->len; i++)
    if (goes[i] && g_unlink (((CoffretBackupInfo *) ours->pdata[i])->path) == 0)
      count++;
  if (count > 0)
    coffret_vault_files_flush (folder);
  if (removed != NULL)
    *removed = count;
  return TRUE;
}
