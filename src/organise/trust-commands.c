#include "organise/trust-commands.h"

#include "organise/library-private.h"

typedef struct {
  char *issuer;
  CoffretTrustRow *row;    /* NULL: nothing is said */
  CoffretTrustRow *before; /* the same; known once applied */
} Trusting;

static CoffretTrustRow *
copy (const CoffretTrustRow *row)
{
  return row != NULL ? coffret_trust_row_copy (row) : NULL;
}

static void
trusting_free (gpointer data)
{
  Trusting *trusting = data;

  g_free (trusting->issuer);
  g_clear_pointer (&trusting->row, coffret_trust_row_free);
  g_clear_pointer (&trusting->before, coffret_trust_row_free);
  g_free (trusting);
}

static gboolean
trusting_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Trusting *trusting = data;

  return trusting->row != NULL ? coffret_trust_save (database, trusting->row, error)
                               : coffret_trust_remove (database, trusting->issuer, error);
}

static void
trusting_apply (gpointer data, CoffretLibrary *library)
{
  Trusting *trusting = data;

  g_clear_pointer (&trusting->before, coffret_trust_row_free);
  trusting->before = copy (coffret_library_find_trust (library, trusting->issuer));
  coffret_library_set_trust (library, trusting->issuer, trusting->row);
}

static void
trusting_invert (gpointer data, CoffretChange *change)
{
  Trusting *trusting = data;

  if (trusting->row != NULL || trusting->before != NULL)
    coffret_commands_add_trust (change, trusting->issuer, trusting->before);
}

static gboolean
keep (gpointer data, CoffretLibrary *library)
{
  return TRUE;
}

static const CoffretCommandKind trusting_kind = {
  .run = trusting_run,
  .apply = trusting_apply,
  .invert = trusting_invert,
  .prune = keep,
  .free = trusting_free,
};

void
coffret_commands_add_trust (CoffretChange *change, const char *issuer, const CoffretTrustRow *row)
{
  Trusting *trusting = g_new0 (Trusting, 1);

  trusting->issuer = g_strdup (issuer);
  trusting->row = copy (row);
  coffret_change_add (change, &trusting_kind, trusting);
}
