/* Number::toString of ECMAScript: the fewest digits that still mean the same double. */
#include <math.h>
#include <string.h>

#include "jsonld/jcs.h"

#define MOST_DIGITS 17 /* always enough */
#define SURE_DIGITS 15 /* a decimal of so many digits is found again in its double */
#define LEAST_NORMAL 2.2250738585072014e-308

typedef struct {
  char digits[MOST_DIGITS + 2];
  guint n_digits;
  int point; /* how many of the digits stand before the decimal point */
} Decimal;

static double
decimal_to_double (const Decimal *decimal)
{
  char text[64];

  g_snprintf (text, sizeof text, "0.%se%d", decimal->digits, decimal->point);
  return g_ascii_strtod (text, NULL);
}

/* VALUE to N_DIGITS significant digits, correctly rounded. */
static void
decimal_round (Decimal *decimal, double value, guint n_digits)
{
  char format[8];
  char text[40];

  g_snprintf (format, sizeof format, "%%.%ue", n_digits - 1);
  g_ascii_formatd (text, sizeof text, format, value);
  decimal->digits[0] = text[0];
  if (n_digits > 1)
    memcpy (decimal->digits + 1, text + 2, n_digits - 1);
  decimal->digits[n_digits] = '\0';
  decimal->n_digits = n_digits;
  decimal->point = (int) g_ascii_strtoll (strchr (text, 'e') + 1, NULL, 10) + 1;
}

/* One more in the last place. */
static void
decimal_increment (Decimal *decimal)
{
  guint at = decimal->n_digits;

  while (at > 0 && decimal->digits[at - 1] == '9')
    decimal->digits[--at] = '0';
  if (at > 0) {
    decimal->digits[at - 1]++;
  } else {
    decimal->digits[0] = '1';
    decimal->point++;
  }
}

static gboolean
is_power_of_two (double value)
{
  int exponent;

  return frexp (value, &exponent) == 0.5;
}

static void
find_shortest (Decimal *decimal, double value)
{
  guint n_digits = value < LEAST_NORMAL ? 1 : SURE_DIGITS;

  for (; n_digits < MOST_DIGITS; n_digits++) {
    decimal_round (decimal, value, n_digits);
    if (decimal_to_double (decimal) == value)
      break;
    /* Below a power of two doubles lie twice as close as above it: the nearest decimal may
     * miss, and the one above it not. */
    if (is_power_of_two (value)) {
      decimal_increment (decimal);
      if (decimal_to_double (decimal) == value)
        break;
    }
  }
  if (n_digits == MOST_DIGITS)
    decimal_round (decimal, value, MOST_DIGITS);
  while (decimal->n_digits > 1 && decimal->digits[decimal->n_digits - 1] == '0')
    decimal->digits[--decimal->n_digits] = '\0';
}

static void
append_zeros (GString *text, int count)
{
  while (count-- > 0)
    g_string_append_c (text, '0');
}

static void
append_decimal (GString *text, const Decimal *decimal)
{
  int n_digits = decimal->n_digits;
  int point = decimal->point;

  if (point >= n_digits && point <= 21) {
    g_string_append (text, decimal->digits);
    append_zeros (text, point - n_digits);
  } else if (point > 0 && point <= 21) {
    g_string_append (text, decimal->digits);
    g_string_insert_c (text, (gssize) text->len - (n_digits - point), '.');
  } else if (point > -6 && point <= 0) {
    g_string_append (text, "0.");
    append_zeros (text, -point);
    g_string_append (text, decimal->digits);
  } else {
    g_string_append_c (text, decimal->digits[0]);
    if (n_digits > 1)
      g_string_append_printf (text, ".%s", decimal->digits + 1);
    g_string_append_printf (text, "e%+d", point - 1);
  }
}

void
coffret_jcs_append_number (GString *text, double value)
{
  Decimal decimal;

  g_return_if_fail (isfinite (value));

  if (fabs (value) < 9007199254740992.0 && value == trunc (value)) {
    g_string_append_printf (text, "%" G_GINT64_FORMAT, (gint64) value);
    return;
  }
  if (value < 0)
    g_string_append_c (text, '-');
  find_shortest (&decimal, fabs (value));
  append_decimal (text, &decimal);
}
