#include "credential/format.h"

/* clang-format off */
const CoffretFormat *const coffret_formats[] = {
  &coffret_format_presentation,
  &coffret_format_enveloped,
  &coffret_format_clr2,
  &coffret_format_ob3,
  &coffret_format_vc,
  &coffret_format_ob2,
  &coffret_format_list,
  NULL,
};
/* clang-format on */
