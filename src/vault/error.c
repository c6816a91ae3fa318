#include "vault/error.h"

G_DEFINE_QUARK (coffret_vault_error, coffret_vault_error)
