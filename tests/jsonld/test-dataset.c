#include "jsonld/dataset.h"

static void
test_terms (void)
{
  g_autoptr (CoffretDataset) dataset = coffret_dataset_new ();
  const CoffretTerm *iri = coffret_dataset_iri (dataset, "https://a.example/");
  const CoffretTerm *text = coffret_dataset_literal (dataset, "https://a.example/", NULL, NULL);
  const CoffretTerm *french = coffret_dataset_literal (dataset, "chat", NULL, "fr");
  const CoffretTerm *typed = coffret_dataset_literal (dataset, "chat", "https://a.example/t", NULL);

  g_assert_true (iri == coffret_dataset_iri (dataset, "https://a.example/"));
  g_assert_true (iri != text);
  g_assert_cmpstr (text->datatype, ==, "http://www.w3.org/2001/XMLSchema#string");
  g_assert_null (text->language);
  g_assert_true (text ==
                 coffret_dataset_literal (dataset, "https://a.example/", text->datatype, NULL));
  g_assert_cmpstr (french->datatype, ==, "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString");
  g_assert_cmpstr (french->language, ==, "fr");
  g_assert_true (french != coffret_dataset_literal (dataset, "chat", NULL, "en"));
  g_assert_true (french != coffret_dataset_literal (dataset, "chat", NULL, NULL));
  g_assert_true (typed == coffret_dataset_literal (dataset, "chat", "https://a.example/t", NULL));
  g_assert_true (typed != coffret_dataset_literal (dataset, "chat", "https://a.example/u", NULL));
  g_assert_true (coffret_dataset_literal_sized (dataset, "a\0b", 3, NULL, NULL) !=
                 coffret_dataset_literal (dataset, "a", NULL, NULL));
  g_assert_true (coffret_dataset_literal_sized (dataset, "chatter", 4, NULL, "fr") == french);
  g_assert_cmpuint (iri->number, ==, 0);
  g_assert_cmpuint (text->number, ==, 0);
  g_assert_cmpuint (french->number, ==, 1);
}

static void
test_blanks (void)
{
  g_autoptr (CoffretDataset) dataset = coffret_dataset_new ();
  const CoffretTerm *given = coffret_dataset_blank (dataset, "b0");
  const CoffretTerm *fresh = coffret_dataset_new_blank (dataset);

  g_assert_true (given != fresh);
  g_assert_cmpstr (fresh->value, !=, "b0");
  g_assert_cmpuint (fresh->number, ==, 1);
  g_assert_true (coffret_dataset_blank (dataset, fresh->value) == fresh);
  g_assert_cmpuint (coffret_dataset_count_blanks (dataset), ==, 2);
}

/* More than the tables hold at first, each of them added twice. */
static void
test_quads (void)
{
  g_autoptr (CoffretDataset) dataset = coffret_dataset_new ();
  const CoffretTerm *predicate = coffret_dataset_iri (dataset, "https://a.example/p");
  const CoffretTerm *graph = coffret_dataset_blank (dataset, "g");
  const CoffretQuad *quads;
  guint count;

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < 5000; i++) {
      g_autofree char *text = g_strdup_printf ("%u", i);
      const CoffretTerm *object = coffret_dataset_literal (dataset, text, NULL, NULL);

      coffret_dataset_add (dataset, graph, predicate, object, NULL);
      coffret_dataset_add (dataset, graph, predicate, object, graph);
    }
  quads = coffret_dataset_quads (dataset, &count);
  g_assert_cmpuint (count, ==, 10000);
  for (guint i = 0; i < 5000; i++) {
    g_autofree char *text = g_strdup_printf ("%u", i);

    g_assert_cmpstr (quads[2 * i].object->value, ==, text);
    g_assert_cmpuint (quads[2 * i].object->number, ==, i);
    g_assert_null (quads[2 * i].graph);
    g_assert_true (quads[2 * i + 1].object == quads[2 * i].object);
    g_assert_true (quads[2 * i + 1].graph == graph);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jsonld/dataset/terms", test_terms);
  g_test_add_func ("/jsonld/dataset/blanks", test_blanks);
  g_test_add_func ("/jsonld/dataset/quads", test_quads);
  return g_test_run ();
}
