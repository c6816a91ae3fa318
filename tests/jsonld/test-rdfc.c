#include "jsonld/rdfc.h"

#include "base/json.h"
#include "digest-test.h"

#define P "<https://vocabulary.example/p>"
#define Q "<https://vocabulary.example/q>"

static CoffretDataset *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  CoffretDataset *dataset = coffret_nquads_parse (text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  return dataset;
}

static char *
canonicalise (const char *text)
{
  g_autoptr (CoffretDataset) dataset = parse (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretCanonical) canonical = coffret_rdfc_canonicalise (
    dataset, &test_sha256, COFFRET_NQUADS_CANONICAL, COFFRET_RDFC_WORK, NULL, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&canonical->text);
}

static void
test_lines (void)
{
  g_autoptr (CoffretDataset) dataset = parse ("_:x " P " \"b\" .\n"
                                              "<https://a.example/> " P " _:x .\n"
                                              "<https://a.example/> " P " _:x .\n"
                                              "_:x " P " \"a\\nb\"@EN-gb <https://g.example/> .\n");
  g_autofree char **labels = NULL;
  g_autoptr (CoffretCanonical) canonical =
    coffret_rdfc_canonicalise (dataset, &test_sha256, COFFRET_NQUADS_CANONICAL, 0, &labels, NULL);

  g_assert_cmpstr (canonical->text, ==,
                   "<https://a.example/> " P " _:c14n0 .\n"
                   "_:c14n0 " P " \"a\\nb\"@en-gb <https://g.example/> .\n"
                   "_:c14n0 " P " \"b\" .\n");
  g_assert_cmpuint (canonical->n_lines, ==, 3);
  g_assert_cmpuint (canonical->length, ==, strlen (canonical->text));
  g_assert_cmpuint (canonical->starts[0], ==, 0);
  g_assert_cmpuint (canonical->starts[3], ==, canonical->length);
  g_assert_true (g_str_has_prefix (canonical->text + canonical->starts[2], "_:c14n0 " P " \"b\""));
  g_assert_cmpstr (labels[0], ==, "c14n0");
  g_assert_null (labels[1]);
}

static void
test_empty (void)
{
  g_autofree char *text = canonicalise ("");

  g_assert_cmpstr (text, ==, "");
}

/* A blank node that nothing is said about has no place in the result. */
static void
test_unused_blank (void)
{
  g_autoptr (CoffretDataset) dataset = parse ("_:x " P " _:y .\n");
  g_autofree char **labels = NULL;

  coffret_dataset_blank (dataset, "lonely");
  labels = coffret_rdfc_label (dataset, &test_sha256, COFFRET_NQUADS_CANONICAL, 0, NULL);
  g_assert_nonnull (labels[0]);
  g_assert_nonnull (labels[1]);
  g_assert_null (labels[2]);
}

static void
test_own_labels (void)
{
  g_autoptr (CoffretDataset) dataset = parse ("_:x " P " _:y .\n_:y " P " \"1\" .\n");
  const char *const labels[] = { "zebra-with-a-label-that-takes-more-room-than-most", "antelope" };
  g_autoptr (CoffretCanonical) canonical =
    coffret_rdfc_write (dataset, labels, COFFRET_NQUADS_CANONICAL, NULL);

  g_assert_cmpstr (canonical->text, ==,
                   "_:antelope " P " \"1\" .\n"
                   "_:zebra-with-a-label-that-takes-more-room-than-most " P " _:antelope .\n");
}

static void
test_escapings (void)
{
  g_autoptr (CoffretDataset) dataset =
    parse ("<https://a.example/> " P " \"\\t\\u0001\\u007f\" .\n");
  g_autoptr (CoffretCanonical) strict =
    coffret_rdfc_write (dataset, NULL, COFFRET_NQUADS_CANONICAL, NULL);
  g_autoptr (CoffretCanonical) older =
    coffret_rdfc_write (dataset, NULL, COFFRET_NQUADS_URDNA2015, NULL);

  g_assert_cmpstr (strict->text, ==, "<https://a.example/> " P " \"\\t\\u0001\\u007F\" .\n");
  g_assert_cmpstr (older->text, ==, "<https://a.example/> " P " \"\t\x01\x7f\" .\n");
}

/* Some graph of COUNT blank nodes, given under shuffled labels and in a shuffled order. */
static char *
draw (GRand *graph, GRand *shuffle, guint count)
{
  g_autofree guint *names = g_new (guint, count);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);
  guint n_lines = count + g_rand_int_range (graph, 0, count + 1);

  for (guint i = 0; i < count; i++) {
    guint at = g_rand_int_range (shuffle, 0, i + 1);

    names[i] = names[at];
    names[at] = i;
  }
  for (guint i = 0; i < n_lines; i++) {
    guint subject = names[g_rand_int_range (graph, 0, count)];
    guint object = names[g_rand_int_range (graph, 0, count)];
    guint where = names[g_rand_int_range (graph, 0, count)];
    const char *predicate = g_rand_boolean (graph) ? P : Q;

    if (g_rand_int_range (graph, 0, 4) == 0)
      g_ptr_array_insert (
        lines, g_rand_int_range (shuffle, 0, lines->len + 1),
        g_strdup_printf ("_:n%u %s _:n%u _:n%u .\n", subject, predicate, object, where));
    else
      g_ptr_array_insert (lines, g_rand_int_range (shuffle, 0, lines->len + 1),
                          g_strdup_printf ("_:n%u %s _:n%u .\n", subject, predicate, object));
  }
  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, lines->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
test_isomorphic (void)
{
  for (guint32 seed = 0; seed < 300; seed++) {
    g_autofree char *first = NULL;

    for (guint32 turn = 0; turn < 3; turn++) {
      g_autoptr (GRand) graph = g_rand_new_with_seed (seed);
      g_autoptr (GRand) shuffle = g_rand_new_with_seed (seed * 10 + turn);
      g_autofree char *drawn = draw (graph, shuffle, 2 + seed % 7);
      g_autofree char *text = canonicalise (drawn);

      if (first == NULL)
        first = g_steal_pointer (&text);
      else
        g_assert_cmpstr (text, ==, first);
    }
  }
}

/* Two hubs, each in the middle of a ring of two and a ring of three: what starts the rings looks
 * the same from near, so that the least of several paths has to be found. */
static void
test_least_path (void)
{
  static const guint lines[][2] = { { 0, 1 }, { 0, 2 }, { 1, 3 }, { 3, 1 },
                                    { 2, 4 }, { 4, 5 }, { 5, 2 } };
  g_autofree char *first = NULL;

  for (guint32 seed = 0; seed < 100; seed++) {
    g_autoptr (GRand) shuffle = g_rand_new_with_seed (seed);
    g_autoptr (GPtrArray) drawn = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *text = NULL;
    g_autofree char *canonical = NULL;
    guint names[12];

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
      guint at = g_rand_int_range (shuffle, 0, (gint32) i + 1);

      names[i] = names[at];
      names[at] = i;
    }
    for (guint i = 0; i < 2 * G_N_ELEMENTS (lines); i++) {
      const guint *line = lines[i / 2];
      guint hub = 6 * (i % 2);

      g_ptr_array_insert (
        drawn, g_rand_int_range (shuffle, 0, (gint32) drawn->len + 1),
        g_strdup_printf ("_:n%u " P " _:n%u .\n", names[hub + line[0]], names[hub + line[1]]));
    }
    g_ptr_array_add (drawn, NULL);
    text = g_strjoinv ("", (char **) drawn->pdata);
    canonical = canonicalise (text);
    if (first == NULL)
      first = g_steal_pointer (&canonical);
    else
      g_assert_cmpstr (canonical, ==, first);
  }
}

static char *
ring (guint start, guint count)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "_:r%u " P " _:r%u .\n", start + i, start + (i + 1) % count);
  return g_string_free (text, FALSE);
}

static void
test_not_isomorphic (void)
{
  g_autofree char *six = ring (0, 6);
  g_autofree char *three = ring (0, 3);
  g_autofree char *others = ring (3, 3);
  g_autofree char *two_rings = g_strconcat (three, others, NULL);
  g_autofree char *one = canonicalise (six);
  g_autofree char *other = canonicalise (two_rings);

  g_assert_cmpstr (one, !=, other);
}

static void
refuse (const char *text, CoffretJsonldError code)
{
  g_autoptr (CoffretDataset) dataset = parse (text);
  g_autoptr (GError) error = NULL;

  g_assert_null (coffret_rdfc_canonicalise (dataset, &test_sha256, COFFRET_NQUADS_CANONICAL,
                                            COFFRET_RDFC_WORK, NULL, &error));
  g_assert_error (error, COFFRET_JSONLD_ERROR, (int) code);
}

static void
test_clique (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 12; i++)
    for (guint k = 0; k < 12; k++)
      if (i != k)
        g_string_append_printf (text, "_:n%u " P " _:n%u .\n", i, k);
  refuse (text->str, COFFRET_JSONLD_ERROR_TOO_COMPLEX);
}

static void
test_long_ring (void)
{
  g_autofree char *text = ring (0, 20000);

  refuse (text, COFFRET_JSONLD_ERROR_TOO_COMPLEX);
}

static void
test_two_hubs (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint hub = 0; hub < 2; hub++)
    for (guint i = 0; i < 5000; i++)
      g_string_append_printf (text, "_:h%u " P " _:n%u_%u .\n", hub, hub, i);
  refuse (text->str, COFFRET_JSONLD_ERROR_TOO_COMPLEX);
}

/* The same long name in every line: the text is many times what came in. */
static void
test_long_name (void)
{
  g_autofree char *name = g_strnfill (40000, 'a');
  g_autoptr (CoffretDataset) dataset = coffret_dataset_new ();
  g_autofree char *iri = g_strconcat ("https://a.example/", name, NULL);
  const CoffretTerm *subject = coffret_dataset_iri (dataset, iri);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++) {
    g_autofree char *value = g_strdup_printf ("%u", i);

    coffret_dataset_add (dataset, subject, subject,
                         coffret_dataset_literal (dataset, value, NULL, NULL), NULL);
  }
  g_assert_null (coffret_rdfc_canonicalise (dataset, &test_sha256, COFFRET_NQUADS_CANONICAL,
                                            COFFRET_RDFC_WORK, NULL, &error));
  g_assert_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_TOO_COMPLEX);
}

/* An IRI that writes a line of its own. */
static void
test_injection (void)
{
  g_autoptr (CoffretDataset) dataset = coffret_dataset_new ();
  const CoffretTerm *good = coffret_dataset_iri (dataset, "https://a.example/");
  const CoffretTerm *bad = coffret_dataset_iri (dataset, "https://a.example/> .\n<urn:x");
  g_autoptr (GError) error = NULL;

  coffret_dataset_add (dataset, good, good, bad, NULL);
  g_assert_null (coffret_rdfc_canonicalise (dataset, &test_sha256, COFFRET_NQUADS_CANONICAL,
                                            COFFRET_RDFC_WORK, NULL, &error));
  g_assert_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_INVALID);
}

static char *
suite_path (const char *name)
{
  const char *shared = g_getenv ("COFFRET_SHARED");

  return g_build_filename (shared != NULL ? shared : "", "vectors", "rdf-canon", "tests", name,
                           NULL);
}

static void
check_labels (const json_t *map, const CoffretDataset *dataset, char **labels)
{
  const CoffretQuad *quads;
  guint n_quads;
  guint seen = 0;
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);

  quads = coffret_dataset_quads (dataset, &n_quads);
  for (guint i = 0; i < n_quads; i++) {
    const CoffretTerm *terms[] = { quads[i].subject, quads[i].object, quads[i].graph };

    for (guint k = 0; k < G_N_ELEMENTS (terms); k++)
      if (terms[k] != NULL && terms[k]->kind == COFFRET_TERM_BLANK &&
          g_hash_table_add (known, (gpointer) terms[k])) {
        g_assert_cmpstr (labels[terms[k]->number], ==, coffret_json_string (map, terms[k]->value));
        seen++;
      }
  }
  g_assert_cmpuint (seen, ==, json_object_size (map));
}

static void
run_case (const json_t *entry)
{
  const char *type = coffret_json_string (entry, "type");
  g_autofree char *action = suite_path (coffret_json_string (entry, "action"));
  const CoffretDigest *digest =
    g_strcmp0 (coffret_json_string (entry, "hashAlgorithm"), "SHA384") == 0 ? &test_sha384
                                                                            : &test_sha256;
  g_autofree char *input = NULL;
  g_autofree char *expected = NULL;
  gsize length;
  g_autofree char **labels = NULL;
  g_autoptr (CoffretDataset) dataset = NULL;
  g_autoptr (CoffretCanonical) canonical = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", coffret_json_string (entry, "id"));
  g_assert_true (g_file_get_contents (action, &input, &length, NULL));
  dataset = coffret_nquads_parse (input, length, NULL, &error);
  g_assert_no_error (error);
  canonical = coffret_rdfc_canonicalise (dataset, digest, COFFRET_NQUADS_CANONICAL,
                                         COFFRET_RDFC_WORK, &labels, &error);
  if (g_str_equal (type, "rdfc:RDFC10NegativeEvalTest")) {
    g_assert_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_TOO_COMPLEX);
    return;
  }
  g_assert_no_error (error);
  g_free (g_steal_pointer (&action));
  action = suite_path (coffret_json_string (entry, "result"));
  g_assert_true (g_file_get_contents (action, &expected, &length, NULL));
  if (g_str_equal (type, "rdfc:RDFC10MapTest")) {
    g_autoptr (json_t) map = coffret_json_parse (expected, length, NULL, NULL);

    check_labels (map, dataset, labels);
  } else {
    g_assert_cmpstr (type, ==, "rdfc:RDFC10EvalTest");
    g_assert_cmpmem (canonical->text, canonical->length, expected, length);
  }
}

static void
test_suite (void)
{
  g_autofree char *path = suite_path ("manifest.jsonld");
  g_autofree char *text = NULL;
  g_autoptr (json_t) manifest = NULL;
  gsize length;
  gsize index;
  json_t *entry;

  if (!g_file_get_contents (path, &text, &length, NULL)) {
    g_test_skip ("the suite of the standard is not here");
    return;
  }
  manifest = coffret_json_parse (text, length, NULL, NULL);
  json_array_foreach (coffret_json_array (manifest, "entries"), index, entry)
    run_case (entry);
  g_assert_cmpuint (index, ==, 86);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rdfc/lines", test_lines);
  g_test_add_func ("/rdfc/empty", test_empty);
  g_test_add_func ("/rdfc/unused-blank", test_unused_blank);
  g_test_add_func ("/rdfc/own-labels", test_own_labels);
  g_test_add_func ("/rdfc/escapings", test_escapings);
  g_test_add_func ("/rdfc/isomorphic", test_isomorphic);
  g_test_add_func ("/rdfc/least-path", test_least_path);
  g_test_add_func ("/rdfc/not-isomorphic", test_not_isomorphic);
  g_test_add_func ("/rdfc/clique", test_clique);
  g_test_add_func ("/rdfc/long-ring", test_long_ring);
  g_test_add_func ("/rdfc/two-hubs", test_two_hubs);
  g_test_add_func ("/rdfc/long-name", test_long_name);
  g_test_add_func ("/rdfc/injection", test_injection);
  g_test_add_func ("/rdfc/suite", test_suite);
  return g_test_run ();
}
