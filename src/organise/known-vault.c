#include "organise/known-vault.h"

struct _CoffretKnownVault {
  GObject parent_instance;
  char *name;
  char *folder;
  gboolean first;
};

G_DEFINE_FINAL_TYPE (CoffretKnownVault, coffret_known_vault, G_TYPE_OBJECT)

static void
coffret_known_vault_finalize (GObject *object)
{
  CoffretKnownVault *self = COFFRET_KNOWN_VAULT (object);

  g_free (self->name);
  g_free (self->folder);
  G_OBJECT_CLASS (coffret_known_vault_parent_class)->finalize (object);
}

static void
coffret_known_vault_class_init (CoffretKnownVaultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = coffret_known_vault_finalize;
}

static void
coffret_known_vault_init (CoffretKnownVault *self)
{
}

CoffretKnownVault *
coffret_known_vault_new (const char *name, const char *folder, gboolean first)
{
  CoffretKnownVault *self = g_object_new (COFFRET_TYPE_KNOWN_VAULT, NULL);

  self->name = g_strdup (name);
  self->folder = g_strdup (folder);
  self->first = first;
  return self;
}

const char *
coffret_known_vault_get_name (CoffretKnownVault *self)
{
  return self->name;
}

const char *
coffret_known_vault_get_folder (CoffretKnownVault *self)
{
  return self->folder;
}

gboolean
coffret_known_vault_is_first (CoffretKnownVault *self)
{
  return self->first;
}
