/* What is packed comes back as it was, and is found as it would be in the text. */
#include "organise/vocabulary.h"

#include "organise/synonyms.h"

#define SENTENCE "the learner plans the work, and explains each choice to the whole group."
#define CODE "urn:uuid:0e984bb5-0421-4a53-9c0b-2a1f1b1e7c55"

typedef struct {
  CoffretVocabulary *vocabulary;
  GByteArray *packed;
} Text;

static Text
pack (CoffretVocabulary *vocabulary, const char *folded)
{
  Text text = { vocabulary, g_byte_array_new () };

  coffret_vocabulary_pack (vocabulary, folded, text.packed);
  return text;
}

static void
assert_says (const Text *text, const char *folded)
{
  g_autoptr (GString) unpacked = g_string_new (NULL);

  coffret_vocabulary_unpack (text->vocabulary, text->packed->data, text->packed->len, unpacked);
  g_assert_cmpstr (unpacked->str, ==, folded);
}

static gboolean
has (const Text *text, const char *part)
{
  g_autoptr (CoffretWordSet) set = coffret_vocabulary_find (text->vocabulary, part);

  return coffret_word_set_meets (set, text->packed->data, text->packed->len);
}

static gboolean
is_word (const char *word, gpointer wanted)
{
  return g_str_equal (word, wanted);
}

/* WORDS, each whole. */
static gboolean
has_run (const Text *text, const char *words)
{
  g_autoptr (GPtrArray) sets =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_word_set_free);
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  for (char **word = list; *word != NULL; word++)
    g_ptr_array_add (sets,
                     coffret_vocabulary_find_if (text->vocabulary, *word, TRUE, is_word, *word));
  return coffret_vocabulary_has_run (text->vocabulary, text->packed->data, text->packed->len,
                                     (const CoffretWordSet *const *) sets->pdata, sets->len);
}

/* What many texts have is kept once, however else they begin and end. */
static void
test_passages (void)
{
  g_autoptr (CoffretVocabulary) vocabulary = coffret_vocabulary_new ();
  const char *first = "wound care, level 1 (12) " SENTENCE " " SENTENCE " " CODE;
  const char *second = "aid " SENTENCE " not so " SENTENCE;
  Text one = pack (vocabulary, first);
  Text other = pack (vocabulary, second);
  Text none = pack (vocabulary, "");

  assert_says (&one, first);
  assert_says (&other, second);
  assert_says (&none, "");
  g_assert_cmpuint (one.packed->len, <, 24);
  g_assert_true (has (&one, "plan") && has (&other, "plan"));
  g_assert_true (has (&one, "9c0b") && !has (&other, "9c0b"));
  g_assert_true (has (&one, "(12") && !has (&other, "(12"));
  g_assert_false (has (&one, "planz") || has (&none, "plan"));
  g_byte_array_unref (one.packed);
  g_byte_array_unref (other.packed);
  g_byte_array_unref (none.packed);
}

/* Over the end of a passage, too. */
static void
test_runs (void)
{
  g_autoptr (CoffretVocabulary) vocabulary = coffret_vocabulary_new ();
  Text text = pack (vocabulary, "first " SENTENCE " then once more. " SENTENCE " " CODE);

  g_assert_true (has_run (&text, "first the"));
  g_assert_true (has_run (&text, "whole group. then once more. the learner"));
  g_assert_true (has_run (&text, "group. " CODE));
  g_assert_true (has_run (&text, "first"));
  g_assert_false (has_run (&text, "the then"));
  g_assert_false (has_run (&text, "learner the"));
  g_assert_false (has_run (&text, "plans the choice"));
  /* What begins twice ends the second time. */
  g_byte_array_unref (text.packed);
  text = pack (vocabulary, "one two one two three");
  g_assert_true (has_run (&text, "one two three"));
  g_byte_array_unref (text.packed);
}

static void
test_sets (void)
{
  g_autoptr (CoffretVocabulary) vocabulary = coffret_vocabulary_new ();
  Text text = pack (vocabulary, "care of wounds " CODE);
  g_autoptr (CoffretWordSet) set = coffret_vocabulary_find (vocabulary, "of");
  g_autoptr (CoffretWordSet) other = coffret_vocabulary_find (vocabulary, "o");
  g_autoptr (CoffretWordSet) plain =
    coffret_vocabulary_find_if (vocabulary, "u", FALSE, NULL, NULL);

  g_assert_cmpuint (coffret_word_set_count (set), ==, 1);
  coffret_word_set_add_all (set, other);
  g_assert_cmpuint (coffret_word_set_count (set), ==, 2);
  /* Without the code. */
  g_assert_cmpuint (coffret_word_set_count (plain), ==, 1);
  g_assert_cmpuint (coffret_vocabulary_count (vocabulary), ==, 4);
  g_byte_array_unref (text.packed);
}

/* A key is made of chance: what somebody types is not found in it letter by letter. */
static void
test_codes (void)
{
  g_autoptr (CoffretVocabulary) vocabulary = coffret_vocabulary_new ();
  Text text = pack (vocabulary, "zoo did:key:z6mkzzzart7vqrstuvwx9yz4bcde#2021-06 "
                                "https://example.org/badges/2021-06-17/é12.json");

  g_assert_false (has (&text, "zzz") || has (&text, "art") || has (&text, "bad"));
  g_assert_false (has (&text, "6-1") || has (&text, "1"));
  g_assert_true (has (&text, "did") && has (&text, "2021") && has (&text, "06-17"));
  g_assert_true (has (&text, "oo") && has (&text, "badges") && has (&text, "6mkzzz"));
  g_assert_true (has (&text, "did:key:z6") && has (&text, "é12"));
  g_assert_false (has (&text, "12"));
  g_byte_array_unref (text.packed);
}

/* The ends of synonyms that are several words. */
static void
test_synonyms (void)
{
  g_assert_true (coffret_synonyms_end_in ("(first", "first"));
  g_assert_false (coffret_synonyms_end_in ("headfirst", "first"));
  g_assert_true (coffret_synonyms_begin_in ("plaies,", "plaie"));
  g_assert_false (coffret_synonyms_begin_in ("aided", "aid"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/organise/vocabulary/passages", test_passages);
  g_test_add_func ("/organise/vocabulary/runs", test_runs);
  g_test_add_func ("/organise/vocabulary/sets", test_sets);
  g_test_add_func ("/organise/vocabulary/codes", test_codes);
  g_test_add_func ("/organise/vocabulary/synonyms", test_synonyms);
  return g_test_run ();
}
