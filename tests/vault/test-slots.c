/* The passphrase and the code of the recovery sheet as ways in. */
#include "vault/recovery-code.h"
#include "vault-testing.h"

#include <string.h>
#include <sys/resource.h>

static const CoffretSlotCost tiny = {
  .memory = 8192,
  .passes = 1,
  .memory_min = 8192,
  .memory_max = 1024 * 1024,
  .passes_min = 1,
  .passes_max = 3,
};

typedef struct {
  CoffretSecret *master;
  CoffretSlotContext context;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->master = coffret_secret_new_random (COFFRET_MASTER_KEY_LENGTH);
  fixture->context = (CoffretSlotContext) {
    .vault = "v",
    .key = "k",
    .cost = &tiny,
    .passphrase = testing_passphrase ("Caf\xc3\xa9 noir"),
  };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  coffret_secret_unref (fixture->master);
  coffret_secret_unref (fixture->context.passphrase);
}

static json_t *
wrap (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  json_t *slot = coffret_slot_passphrase.wrap (&fixture->context, fixture->master, &error);

  g_assert_no_error (error);
  return slot;
}

/* -1: the right key came out; else the code of the error. */
static int
unwrap (const CoffretSlotContext *context, const json_t *slot, CoffretSecret *master)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretSecret) found = coffret_slot_passphrase.unwrap (context, slot, &error);

  if (found == NULL) {
    g_assert_true (error->domain == COFFRET_VAULT_ERROR);
    return error->code;
  }
  g_assert_true (coffret_secret_equal (found, master));
  return -1;
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) slot = wrap (fixture);
  g_autoptr (json_t) second = wrap (fixture);
  static const struct {
    const char *words;
    int outcome;
  } tries[] = {
    { "Caf\xc3\xa9 noir", -1 },
    { "Cafe\xcc\x81 noir", -1 }, /* the same, typed as letter and accent */
    { "Cafe noir", COFFRET_VAULT_ERROR_WRONG_KEY },
    { "caf\xc3\xa9 noir", COFFRET_VAULT_ERROR_WRONG_KEY },
    { "Caf\xc3\xa9 noir ", COFFRET_VAULT_ERROR_WRONG_KEY },
    { "Caf\xe9 noir", COFFRET_VAULT_ERROR_WRONG_KEY }, /* no UTF-8 */
    { "", COFFRET_VAULT_ERROR_WRONG_KEY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++) {
    CoffretSlotContext context = fixture->context;
    g_autoptr (CoffretSecret) words = testing_passphrase (tries[i].words);
    context.passphrase = words;
    g_assert_cmpint (unwrap (&context, slot, fixture->master), ==, tries[i].outcome);
  }
  g_assert_cmpstr (coffret_json_string (slot, "wrapped"), !=,
                   coffret_json_string (second, "wrapped"));
  g_assert_cmpstr (coffret_json_string (slot, "salt"), !=, coffret_json_string (second, "salt"));
}

/* A slot opens nothing but the vault and the key that it was made for. */
static void
test_bound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) slot = wrap (fixture);
  CoffretSlotContext context = fixture->context;

  context.vault = "w";
  g_assert_cmpint (unwrap (&context, slot, fixture->master), ==, COFFRET_VAULT_ERROR_WRONG_KEY);
  context = fixture->context;
  context.key = "l";
  g_assert_cmpint (unwrap (&context, slot, fixture->master), ==, COFFRET_VAULT_ERROR_WRONG_KEY);
}

static void
test_bounds (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *name;
    json_int_t value;
  } changes[] = {
    { "memory", 8191 }, { "memory", 1024 * 1024 + 1 },
    { "memory", -1 },   { "memory", G_MAXINT64 },
    { "passes", 0 },    { "passes", 4 },
    { "passes", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autoptr (json_t) slot = wrap (fixture);
    json_object_set_new (slot, changes[i].name, json_integer (changes[i].value));
    g_assert_cmpint (unwrap (&fixture->context, slot, fixture->master), ==,
                     COFFRET_VAULT_ERROR_DAMAGED);
    json_object_set_new (slot, changes[i].name, json_string ("8192"));
    g_assert_cmpint (unwrap (&fixture->context, slot, fixture->master), ==,
                     COFFRET_VAULT_ERROR_DAMAGED);
    json_object_del (slot, changes[i].name);
    g_assert_cmpint (unwrap (&fixture->context, slot, fixture->master), ==,
                     COFFRET_VAULT_ERROR_DAMAGED);
  }
  {
    g_autoptr (json_t) slot = wrap (fixture);
    json_object_set_new (slot, "kdf", json_string ("argon2i"));
    g_assert_cmpint (unwrap (&fixture->context, slot, fixture->master), ==,
                     COFFRET_VAULT_ERROR_DAMAGED);
  }
}

/* What a person gets: the bounds and the cost of the design. */
static void
test_default_cost (void)
{
  const CoffretSlotCost *cost = &coffret_slot_cost_default;

  g_assert_cmpuint (cost->memory, ==, 256 << 20);
  g_assert_cmpuint (cost->passes, ==, 3);
  g_assert_cmpuint (cost->memory_min, ==, 64 << 20);
  g_assert_cmpuint (cost->memory_max, ==, 1024 << 20);
  g_assert_cmpuint (cost->passes_min, ==, 1);
  g_assert_cmpuint (cost->passes_max, ==, 10);
}

/* Too little memory is no wrong passphrase; a new slot then asks for less. */
static void
test_no_memory (Fixture *fixture, gconstpointer data)
{
  static const CoffretSlotCost huge = {
    .memory = G_GUINT64_CONSTANT (1) << 46,
    .passes = 1,
    .memory_min = 8192,
    .memory_max = G_GUINT64_CONSTANT (1) << 50,
    .passes_min = 1,
    .passes_max = 1,
  };
  g_autoptr (json_t) slot = NULL;

  fixture->context.cost = &huge;
  slot = wrap (fixture);
  g_assert_cmpint (json_integer_value (json_object_get (slot, "memory")), ==, 8192);
  g_assert_cmpint (unwrap (&fixture->context, slot, fixture->master), ==, -1);
  json_object_set_new (slot, "memory", json_integer (G_GINT64_CONSTANT (1) << 46));
  g_assert_cmpint (unwrap (&fixture->context, slot, fixture->master), ==,
                   COFFRET_VAULT_ERROR_NO_MEMORY);
}

static void
test_recovery (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretSecret) code = coffret_recovery_code_new ();
  g_autoptr (CoffretSecret) other = coffret_recovery_code_new ();
  g_autoptr (CoffretSecret) written = coffret_recovery_code_write (code);
  g_autoptr (GError) error = NULL;
  g_autoptr (json_t) slot = NULL;
  g_autoptr (CoffretSecret) found = NULL;
  CoffretSlotContext context = fixture->context;

  context.passphrase = NULL;
  context.code = NULL;
  g_assert_null (coffret_slot_recovery.wrap (&context, fixture->master, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_clear_error (&error);
  context.code = code;
  slot = coffret_slot_recovery.wrap (&context, fixture->master, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (coffret_json_string (slot, "type"), ==, "recovery");
  context.code = written;
  found = coffret_slot_recovery.unwrap (&context, slot, &error);
  g_assert_no_error (error);
  g_assert_true (coffret_secret_equal (found, fixture->master));
  context.code = other;
  g_assert_null (coffret_slot_recovery.unwrap (&context, slot, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_clear_error (&error);
  /* A slip of the pen is told before any key is derived: parameters are not even looked at. */
  context.code = fixture->context.passphrase;
  json_object_set_new (slot, "memory", json_integer (-1));
  g_assert_null (coffret_slot_recovery.unwrap (&context, slot, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_clear_error (&error);
  context.code = code;
  g_assert_null (coffret_slot_recovery.unwrap (&context, slot, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
  /* The passphrase's slot is no sheet's, whatever it holds. */
  g_clear_error (&error);
  json_object_set_new (slot, "memory", json_integer (8192));
  json_object_set_new (slot, "type", json_string ("passphrase"));
  g_assert_null (coffret_slot_recovery.unwrap (&context, slot, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/vault/slots/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (words);
  ADD (bound);
  ADD (bounds);
  ADD (no_memory);
  ADD (recovery);
  g_test_add_func ("/vault/slots/default-cost", test_default_cost);
  return g_test_run ();
}
