#include "base/varint.h"

static void
test_known (void)
{
  static const struct {
    const char *bytes;
    gsize length;
    guint64 value;
    gsize taken; /* 0: refused */
  } known[] = {
    { "\x00", 1, 0, 1 },
    { "\x01", 1, 1, 1 },
    { "\x7f", 1, 127, 1 },
    { "\x80\x01", 2, 128, 2 },
    { "\xff\x01", 2, 255, 2 },
    { "\xed\x01\x55", 3, 0xed, 2 },
    { "\x80\x24", 2, 0x1200, 2 },
    { "\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 9, G_MAXINT64, 9 },
    { "", 0, 0, 0 },
    { "\x80", 1, 0, 0 },
    { "\x80\x00", 2, 0, 0 },
    { "\xed\x81\x00", 3, 0, 0 },
    { "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    guint64 value = 0;

    g_assert_cmpuint (
      coffret_varint_decode ((const guint8 *) known[i].bytes, known[i].length, &value), ==,
      known[i].taken);
    g_assert_cmpuint (value, ==, known[i].value);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/varint/known", test_known);
  return g_test_run ();
}
