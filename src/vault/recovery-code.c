#include "vault/recovery-code.h"

#include "vault/error.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define LENGTH COFFRET_RECOVERY_CODE_LENGTH
#define GROUPS COFFRET_RECOVERY_CODE_GROUPS
#define CHECKS 3
#define FIELD 32
#define ORDER (FIELD - 1)
#define NO_SIGN 0xff
#define UNKNOWN G_MAXUINT

static const char alphabet[FIELD + 1] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
static const guint8 group_lengths[GROUPS] = { 4, 5, 4, 4, 5, 4 };

/* Powers of x modulo x^5 + x^2 + 1, and their logarithms. */
static const guint8 powers[ORDER] = {
  1,  2,  4, 8, 16, 5,  10, 20, 13, 26, 17, 7,  14, 28, 29, 31,
  27, 19, 3, 6, 12, 24, 21, 15, 30, 25, 23, 11, 22, 9,  18,
};

static guint
logarithm (guint8 value)
{
  guint power = 0;

  while (powers[power] != value)
    power++;
  return power;
}

static guint8
times (guint8 a, guint8 b)
{
  return a == 0 || b == 0 ? 0 : powers[(logarithm (a) + logarithm (b)) % ORDER];
}

/* Which power of x stands for the character at INDEX: the checks come last. */
static guint
place (guint index)
{
  return LENGTH - 1 - index;
}

/* What the values give at 1, x and x²; all three are 0 for a code. */
static void
evaluate (const guint8 values[LENGTH], guint8 sums[CHECKS])
{
  for (guint j = 0; j < CHECKS; j++) {
    sums[j] = 0;
    for (guint i = 0; i < LENGTH; i++)
      sums[j] ^= times (values[i], powers[(j * place (i)) % ORDER]);
  }
}

static gboolean
is_code (const guint8 values[LENGTH])
{
  guint8 sums[CHECKS];

  evaluate (values, sums);
  return (sums[0] | sums[1] | sums[2]) == 0;
}

/* The rest after division by (X + 1)(X + x)(X + x²), as the last three values. */
static void
append_checks (guint8 values[LENGTH])
{
  /* The divisor without its leading 1, highest power first. */
  const guint8 divisor[CHECKS] = {
    1 ^ powers[1] ^ powers[2],
    powers[1] ^ powers[2] ^ powers[3],
    powers[3],
  };
  guint8 rest[CHECKS] = { 0 };

  for (guint i = 0; i < LENGTH - CHECKS; i++) {
    guint8 factor = values[i] ^ rest[0];
    for (guint j = 0; j < CHECKS; j++)
      rest[j] = (j + 1 < CHECKS ? rest[j + 1] : 0) ^ times (factor, divisor[j]);
  }
  memcpy (values + LENGTH - CHECKS, rest, CHECKS);
  sodium_memzero (rest, sizeof rest);
}

/* The one character, or the first of two neighbours, that the sums accuse. */
static guint
find_wrong (const guint8 values[LENGTH])
{
  guint8 sums[CHECKS];
  guint8 swapped[LENGTH];
  guint found = UNKNOWN;

  evaluate (values, sums);
  if (sums[0] != 0 && sums[1] != 0 && sums[2] != 0) {
    guint first = (ORDER + logarithm (sums[1]) - logarithm (sums[0])) % ORDER;
    guint second = (ORDER + logarithm (sums[2]) - logarithm (sums[1])) % ORDER;
    return first == second && first < LENGTH ? place (first) : UNKNOWN;
  }
  for (guint i = 0; i + 1 < LENGTH && found == UNKNOWN; i++) {
    memcpy (swapped, values, LENGTH);
    swapped[i] = values[i + 1];
    swapped[i + 1] = values[i];
    if (is_code (swapped))
      found = i;
  }
  sodium_memzero (swapped, sizeof swapped);
  return found;
}

static guint8
value_of (gunichar sign)
{
  const char *found;
  int digit = g_unichar_digit_value (sign);

  if (digit >= 0)
    return (guint8) digit;
  if (sign >= 128 || !g_ascii_isalpha ((char) sign))
    return NO_SIGN;
  switch (g_ascii_toupper ((char) sign)) {
  case 'O':
    return 0;
  case 'I':
  case 'L':
    return 1;
  case 'U':
    sign = 'V';
    break;
  default:
    break;
  }
  found = strchr (alphabet, g_ascii_toupper ((char) sign));
  return (guint8) (found - alphabet);
}

/* Spaces, line ends and dashes of every kind part the groups. */
static gboolean
parts (gunichar sign)
{
  switch (g_unichar_type (sign)) {
  case G_UNICODE_DASH_PUNCTUATION:
  case G_UNICODE_SPACE_SEPARATOR:
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
  case G_UNICODE_FORMAT:
  case G_UNICODE_CONTROL:
  case G_UNICODE_CONNECT_PUNCTUATION:
    return TRUE;
  default:
    /* The dash and the dot that some keyboards and papers make of one. */
    return sign == 0x2212 || sign == 0xb7 || sign == '.' || sign == ',';
  }
}

typedef struct {
  guint8 values[LENGTH];
  guint count;          /* of signs, also those beyond the end */
  guint parted[GROUPS]; /* how many signs each run has */
  guint runs;           /* more than GROUPS: those beyond are not kept */
  guint foreign;        /* index of the first sign that is in no code, or UNKNOWN */
} Typed;

static void
read_typed (const char *text, gsize length, Typed *typed)
{
  const char *end = text + length;
  gboolean within = FALSE;

  memset (typed, 0, sizeof *typed);
  typed->foreign = UNKNOWN;
  while (text < end) {
    gunichar sign = g_utf8_get_char_validated (text, end - text);
    guint8 value;

    if (sign == (gunichar) -1 || sign == (gunichar) -2) {
      sign = 0xfffd;
      text++;
    } else
      text = g_utf8_next_char (text);
    if (parts (sign)) {
      within = FALSE;
      continue;
    }
    if (!within)
      typed->runs++;
    within = TRUE;
    if (typed->runs <= GROUPS)
      typed->parted[typed->runs - 1]++;
    value = value_of (sign);
    if (value == NO_SIGN && typed->foreign == UNKNOWN)
      typed->foreign = typed->count;
    if (typed->count < LENGTH)
      typed->values[typed->count] = value;
    typed->count++;
  }
}

static guint
group_of (guint index)
{
  guint group = 0;

  while (group + 1 < GROUPS && index >= group_lengths[group])
    index -= group_lengths[group++];
  return group + 1;
}

/* When it was typed in groups: the first that is too short or too long; else 0. */
static guint
misfit (const Typed *typed)
{
  if (typed->runs != GROUPS)
    return 0;
  for (guint i = 0; i < GROUPS; i++)
    if (typed->parted[i] != group_lengths[i])
      return i + 1;
  return 0;
}

static void
set_error (const Typed *typed, guint *group, GError **error)
{
  g_autofree char *sentence = NULL;

  *group = 0;
  if (typed->count == 0)
    sentence = g_strdup (_ ("Type the code of your recovery sheet."));
  else if (typed->count != LENGTH && misfit (typed) != 0) {
    *group = misfit (typed);
    /* Translators: %u is the number of a group of letters and digits on the recovery sheet */
    sentence = g_strdup_printf (_ ("Group %u is too short or too long. Compare it with your "
                                   "sheet."),
                                *group);
  } else if (typed->count != LENGTH)
    sentence =
      g_strdup_printf (ngettext ("A code has 26 characters, and %u was typed.",
                                 "A code has 26 characters, and %u were typed.", typed->count),
                       typed->count);
  else {
    guint wrong = typed->foreign != UNKNOWN ? typed->foreign : find_wrong (typed->values);
    *group = wrong != UNKNOWN ? group_of (wrong) : 0;
    sentence =
      *group != 0
        /* Translators: %u is the number of a group of letters and digits on the recovery sheet */
        ? g_strdup_printf (_ ("Group %u looks wrong. Compare it with your sheet."), *group)
        : g_strdup (_ ("Some characters are wrong. Compare each group with your sheet."));
  }
  g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY, sentence);
}

static CoffretSecret *
spell (const guint8 values[LENGTH])
{
  CoffretSecret *code = coffret_secret_new (LENGTH);

  for (guint i = 0; i < LENGTH; i++)
    coffret_secret_bytes (code)[i] = (guint8) alphabet[values[i]];
  return code;
}

CoffretSecret *
coffret_recovery_code_new (void)
{
  g_autoptr (CoffretSecret) random = coffret_secret_new_random (LENGTH);
  guint8 *values = coffret_secret_bytes (random);

  for (guint i = 0; i < LENGTH - CHECKS; i++)
    values[i] &= FIELD - 1;
  append_checks (values);
  return spell (values);
}

CoffretSecret *
coffret_recovery_code_parse (const char *text, gsize length, guint *group, GError **error)
{
  Typed typed;
  CoffretSecret *code = NULL;
  guint wrong = 0;

  read_typed (text, MIN (length, COFFRET_RECOVERY_CODE_MAX_TYPED), &typed);
  if (typed.count == LENGTH && typed.foreign == UNKNOWN && is_code (typed.values))
    code = spell (typed.values);
  else
    set_error (&typed, &wrong, error);
  if (group != NULL)
    *group = wrong;
  sodium_memzero (&typed, sizeof typed);
  return code;
}

CoffretSecret *
coffret_recovery_code_write (CoffretSecret *code)
{
  CoffretSecret *written = coffret_secret_new (COFFRET_RECOVERY_CODE_WRITTEN_LENGTH);
  guint8 *to = coffret_secret_bytes (written);

  for (guint group = 1; group <= GROUPS; group++) {
    gsize length;
    const char *from = coffret_recovery_code_group (code, group, &length);
    memcpy (to, from, length);
    to += length;
    if (group < GROUPS)
      *to++ = '-';
  }
  return written;
}

const char *
coffret_recovery_code_group (CoffretSecret *code, guint group, gsize *length)
{
  const char *start = (const char *) coffret_secret_bytes (code);

  g_assert (coffret_secret_length (code) == LENGTH);
  g_assert (group >= 1 && group <= GROUPS);
  for (guint i = 0; i + 1 < group; i++)
    start += group_lengths[i];
  *length = group_lengths[group - 1];
  return start;
}

gboolean
coffret_recovery_code_group_is (CoffretSecret *code, guint group, const char *typed, gsize length)
{
  gsize expected;
  const char *text = coffret_recovery_code_group (code, group, &expected);
  Typed read;
  gboolean same;

  read_typed (typed, MIN (length, COFFRET_RECOVERY_CODE_MAX_TYPED), &read);
  same = read.count == expected && read.foreign == UNKNOWN;
  for (gsize i = 0; same && i < expected; i++)
    same = alphabet[read.values[i]] == text[i];
  sodium_memzero (&read, sizeof read);
  return same;
}
