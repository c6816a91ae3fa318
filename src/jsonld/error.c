#include "jsonld/error.h"

G_DEFINE_QUARK (coffret-jsonld-error-quark, coffret_jsonld_error)
