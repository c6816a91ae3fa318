#include "verify/error.h"

G_DEFINE_QUARK (coffret-verify-error-quark, coffret_verify_error)
