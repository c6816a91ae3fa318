/* What a list view is told of a list that changes: slots stay, and come and go few at a time. */
#include "app/sections.h"
#include "app/slots.h"
#include "ui-testing.h"

#define MANY 500

typedef struct {
  GListStore *store; /* CoffretEntry */
  GPtrArray *entries;
  CoffretSlots *slots;
  guint told; /* as many as a list view thinks there are */
  guint most; /* added or removed at once among the first 200 */
} Fixture;

static void
on_items_changed (Fixture *fixture, guint position, guint removed, guint added)
{
  fixture->told += added - removed;
  if (position < 200)
    fixture->most = MAX (fixture->most, MIN (MAX (removed, added), 200 - position));
  g_assert_cmpuint (fixture->told, ==, g_list_model_get_n_items (G_LIST_MODEL (fixture->slots)));
}

static void
on_sections_changed (Fixture *fixture, guint position, guint n_items)
{
  g_assert_cmpuint (position + n_items, <=, fixture->told);
  for (guint i = 0; i < fixture->told;) {
    guint start, end;

    gtk_section_model_get_section (GTK_SECTION_MODEL (fixture->slots), i, &start, &end);
    g_assert_cmpuint (start, ==, i);
    g_assert_cmpuint (end, >, start);
    g_assert_cmpuint (end, <=, fixture->told);
    i = end;
  }
}

static CoffretEntry *
entry_at (Fixture *fixture, guint position)
{
  g_autoptr (CoffretSlot) slot = g_list_model_get_item (G_LIST_MODEL (fixture->slots), position);

  return slot ? coffret_slot_get_entry (slot) : NULL;
}

/* The same order as the store's, and no empty slot. */
static void
assert_settled (Fixture *fixture)
{
  GListModel *store = G_LIST_MODEL (fixture->store);

  ui_testing_settle ();
  g_assert_cmpuint (fixture->told, ==, g_list_model_get_n_items (store));
  for (guint i = 0; i < fixture->told; i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (store, i);

    g_assert_true (entry_at (fixture, i) == entry);
  }
  g_assert_null (entry_at (fixture, fixture->told));
}

static void
set_up (Fixture *fixture, CoffretSession *session)
{
  g_autoptr (CoffretSections) sections = NULL;
  g_autoptr (CoffretChoice) choice = NULL;

  fixture->entries = coffret_view_ask (coffret_session_get_library (session), COFFRET_PLACE_ALL,
                                       NULL, COFFRET_ORDER_AWARDED, NULL);
  fixture->store = g_list_store_new (COFFRET_TYPE_ENTRY);
  sections = coffret_sections_new (G_LIST_MODEL (fixture->store), COFFRET_ORDER_AWARDED);
  choice = coffret_choice_new (sections);
  fixture->slots = coffret_slots_new (choice);
  g_signal_connect_swapped (fixture->slots, "items-changed", G_CALLBACK (on_items_changed),
                            fixture);
  g_signal_connect_swapped (fixture->slots, "sections-changed", G_CALLBACK (on_sections_changed),
                            fixture);
}

static void
test_slots (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (MANY);
  Fixture fixture = { 0 };
  g_autoptr (CoffretSlot) third = NULL;
  g_autoptr (CoffretEntry) moved = NULL;
  g_autoptr (CoffretSlot) same = NULL;

  set_up (&fixture, session);
  /* From none to many: a screen at once, the rest in steps. */
  g_list_store_splice (fixture.store, 0, 0, fixture.entries->pdata, MANY);
  g_assert_cmpuint (fixture.told, >, 0);
  g_assert_cmpuint (fixture.most, <, 100);
  assert_settled (&fixture);
  g_assert_cmpuint (fixture.most, <, 100);

  /* Others in the same slots. */
  third = g_list_model_get_item (G_LIST_MODEL (fixture.slots), 3);
  fixture.most = 0;
  g_list_store_splice (fixture.store, 0, MANY, fixture.entries->pdata + 100, 300);
  g_assert_true (coffret_slot_get_entry (third) == fixture.entries->pdata[103]);
  g_assert_cmpuint (fixture.most, ==, 0);
  assert_settled (&fixture);

  /* One that moves a little keeps its slot. */
  moved = g_list_model_get_item (G_LIST_MODEL (fixture.store), 3);
  {
    CoffretEntry *other = fixture.entries->pdata[104];
    gpointer swapped[] = { other, moved };

    g_list_store_splice (fixture.store, 3, 2, swapped, 2);
  }
  same = g_list_model_get_item (G_LIST_MODEL (fixture.slots), 4);
  g_assert_true (same == third);
  g_assert_true (coffret_slot_get_entry (third) == moved);
  assert_settled (&fixture);

  /* Few are left: the empty slots go in steps, and hold nothing meanwhile. */
  fixture.most = 0;
  g_list_store_splice (fixture.store, 5, 295, NULL, 0);
  g_assert_cmpuint (fixture.told, >, 5);
  g_assert_null (entry_at (&fixture, 5));
  /* What reaches into them is of the credentials only. */
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (fixture.slots), 3, fixture.told - 3,
                                    FALSE);
  g_assert_cmpuint (coffret_choice_get_count (coffret_slots_get_choice (fixture.slots)), ==, 2);
  gtk_selection_model_unselect_range (GTK_SELECTION_MODEL (fixture.slots), 4, fixture.told - 4);
  g_assert_cmpuint (coffret_choice_get_count (coffret_slots_get_choice (fixture.slots)), ==, 1);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (fixture.slots));
  assert_settled (&fixture);
  g_assert_cmpuint (fixture.most, <, 100);

  /* None. A position is asked for before all are there. */
  g_list_store_remove_all (fixture.store);
  assert_settled (&fixture);
  g_list_store_splice (fixture.store, 0, 0, fixture.entries->pdata, MANY);
  coffret_slots_settle (fixture.slots);
  g_assert_true (entry_at (&fixture, MANY - 1) == fixture.entries->pdata[MANY - 1]);

  g_object_unref (fixture.slots);
  g_object_unref (fixture.store);
  g_ptr_array_unref (fixture.entries);
  coffret_session_end (session);
}

/* How many of the ENTRIES that are shown are chosen, and the choice lists them as they are shown.
 */
static void
assert_chosen (Fixture *fixture, guint count)
{
  CoffretChoice *choice = coffret_slots_get_choice (fixture->slots);
  g_autoptr (GPtrArray) list = coffret_choice_list (choice);
  guint listed = 0;

  g_assert_cmpuint (coffret_choice_get_count (choice), ==, count);
  g_assert_cmpuint (list->len, ==, count);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->store)); i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (G_LIST_MODEL (fixture->store), i);

    g_assert_cmpint (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (choice), i), ==,
                     coffret_choice_contains (choice, entry));
    if (coffret_choice_contains (choice, entry))
      g_assert_true (g_ptr_array_index (list, listed++) == entry);
  }
  g_assert_cmpuint (listed, ==, count);
}

/* Credentials are chosen, wherever they stand, until they are gone. */
static void
test_choice (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (40);
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) turned = g_ptr_array_new ();
  CoffretChoice *choice;

  set_up (&fixture, session);
  choice = coffret_slots_get_choice (fixture.slots);
  g_list_store_splice (fixture.store, 0, 0, fixture.entries->pdata, 40);
  coffret_choice_choose (choice, 7);
  assert_chosen (&fixture, 1);
  coffret_choice_choose (choice, 8);
  assert_chosen (&fixture, 1);
  g_assert_false (coffret_choice_get_several (choice));
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (choice), 30, 100, FALSE);
  g_assert_true (coffret_choice_get_several (choice));
  assert_chosen (&fixture, 11);

  for (guint i = 40; i > 0; i--)
    g_ptr_array_add (turned, g_ptr_array_index (fixture.entries, i - 1));
  g_list_store_splice (fixture.store, 0, 40, turned->pdata, 40);
  assert_chosen (&fixture, 11);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (choice), 9));
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (choice), 10));

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (choice));
  coffret_choice_toggle (choice, 3);
  assert_chosen (&fixture, 39);
  /* Those that were gone for a while are not chosen any more. */
  g_list_store_splice (fixture.store, 0, 40, turned->pdata + 2, 4);
  assert_chosen (&fixture, 3);
  g_list_store_splice (fixture.store, 0, 4, fixture.entries->pdata, 40);
  assert_chosen (&fixture, 3);
  coffret_choice_set_several (choice, FALSE);
  assert_chosen (&fixture, 0);

  g_object_unref (fixture.slots);
  g_object_unref (fixture.store);
  g_ptr_array_unref (fixture.entries);
  coffret_session_end (session);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/slots/changes", test_slots);
  g_test_add_func ("/slots/choice", test_choice);
  return g_test_run ();
}
