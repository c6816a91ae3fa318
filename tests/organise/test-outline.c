/* What whoever helps may know: rounded numbers, and of an error only where it came from. */
#include "organise/outline.h"

#include "vault/error.h"

static void
test_round (void)
{
  static const struct {
    guint count;
    const char *rounded;
  } cases[] = {
    { 0, "none" },         { 1, "fewer than 10" },     { 9, "fewer than 10" },
    { 10, "about 10" },    { 14, "about 10" },         { 15, "about 20" },
    { 99, "about 100" },   { 249, "about 200" },       { 250, "about 300" },
    { 999, "about 1000" }, { 123456, "about 100000" }, { G_MAXUINT, "about 4000000000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *rounded = coffret_outline_round (cases[i].count);

    g_assert_cmpstr (rounded, ==, cases[i].rounded);
  }
}

static void
test_lines (void)
{
  g_autoptr (GError) error = g_error_new_literal (COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_IO,
                                                  "“planted/x” cannot be read.");
  g_autoptr (GString) outline = g_string_new (NULL);

  coffret_outline_add (outline, "A", "b");
  coffret_outline_add_yes (outline, "C", TRUE);
  coffret_outline_add_yes (outline, "D", FALSE);
  coffret_outline_add_error (outline, "E", error);
  g_assert_true (g_str_has_prefix (outline->str, "A: b\nC: yes\nD: no\nE: "));
  g_assert_null (strstr (outline->str, "planted"));
  g_assert_true (g_str_has_suffix (outline->str, "\n"));
}

/* What stands in the environment is anybody's. */
static void
test_computer (void)
{
  g_autoptr (GString) outline = g_string_new (NULL);

  g_setenv ("XDG_CURRENT_DESKTOP", "GNOME\nSecret: /planted", TRUE);
  g_setenv ("XDG_SESSION_TYPE", "wayland", TRUE);
  coffret_outline_add_computer (outline, "1.2");
  g_assert_true (g_str_has_prefix (outline->str, "Coffret: 1.2\n"));
  g_assert_nonnull (strstr (outline->str, "Kind of desktop session: wayland\n"));
  g_assert_null (strstr (outline->str, "/planted"));
  g_assert_null (strstr (outline->str, "\nSecret"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outline/round", test_round);
  g_test_add_func ("/outline/lines", test_lines);
  g_test_add_func ("/outline/computer", test_computer);
  return g_test_run ();
}
