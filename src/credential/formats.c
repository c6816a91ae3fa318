#include "credential/format.h"

/* clang-format off */
const CoffretFormat *const coffret_formats[] = {
  &coffret_format_png,
  &coffret_format_svg,
  &coffret_format_zip,
  &coffret_format_sd_jwt,
  &coffret_format_jwt,
  &coffret_format_universal_wallet,
  &coffret_format_learncard,
  &coffret_format_presentation,
  &coffret_format_enveloped,
  &coffret_format_clr2,
  &coffret_format_ob3,
  &coffret_format_vc,
  &coffret_format_own,
  &coffret_format_ob2,
  &coffret_format_list,
  NULL,
};
/* clang-format on */
