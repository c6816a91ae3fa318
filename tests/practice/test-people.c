/* The files of the invented people: complete, in both languages, with nothing real in them, and
 * new each time. */
#include <locale.h>
#include <string.h>

#include "credential/reader.h"
#include "practice/invent.h"
#include "practice/person.h"

static GPtrArray *
read_items (const CoffretPracticeFile *file)
{
  return coffret_reader_read (file->bytes, file->name, &coffret_limits_default, NULL, NULL);
}

/* Links of every kind that a person could follow lead to a place that is reserved for examples. */
static void
check_hosts (const json_t *value)
{
  const char *key;
  json_t *member;
  gsize index;

  if (json_is_string (value)) {
    const char *text = json_string_value (value);
    g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
    const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
    const char *at = strchr (text, '@');

    if (host != NULL)
      g_assert_true (g_str_has_suffix (host, ".example"));
    if (at != NULL && strchr (text, ' ') == NULL)
      g_assert_true (g_str_has_suffix (at, ".example"));
    if (g_str_has_prefix (text, "did:web:")) {
      g_autofree char *did = g_strndup (text, strcspn (text, "#"));

      g_assert_true (g_str_has_suffix (did, ".example"));
    }
  }
  json_object_foreach ((json_t *) value, key, member)
    if (!g_str_equal (key, "@context"))
      check_hosts (member);
  json_array_foreach (value, index, member)
    check_hosts (member);
}

typedef struct {
  guint kinds;
  guint expiring;
  guint soon;
  guint endorsed;
  guint evidenced;
  guint skilled;
  guint hours;
} Sums;

static gboolean
has_language (const CoffretText *text, const char *language)
{
  for (guint i = 0; i < coffret_text_count (text); i++)
    if (g_strcmp0 (coffret_text_language (text, i), language) == 0)
      return TRUE;
  return FALSE;
}

/* The mark that all of it is invented is there in every language: none of the credential for that.
 */
static void
check_languages (const CoffretCredential *credential)
{
  g_auto (GStrv) languages = coffret_credential_languages (credential);

  for (guint i = 0; languages[i] != NULL; i++)
    g_assert_true (has_language (credential->title, languages[i]) ||
                   has_language (credential->description, languages[i]));
}

static void
check_credential (const CoffretCredential *credential, Sums *sums)
{
  CoffretInstant now = coffret_instant_now ();
  gint64 month = (gint64) 30 * 24 * 60 * 60 * G_USEC_PER_SEC;

  g_assert_cmpuint (coffret_text_count (credential->title), >, 0);
  g_assert_cmpuint (coffret_text_count (credential->description), >, 0);
  g_assert_nonnull (credential->issuer);
  g_assert_cmpuint (coffret_text_count (credential->issuer->name), >, 0);
  g_assert_cmpint (credential->awarded, !=, COFFRET_INSTANT_NONE);
  g_assert_cmpint (credential->kind, !=, COFFRET_KIND_OTHER);
  check_hosts (credential->document);
  check_languages (credential);
  sums->kinds |= 1U << credential->kind;
  sums->expiring += credential->expires != COFFRET_INSTANT_NONE;
  sums->soon += credential->expires > now && credential->expires < now + month;
  sums->endorsed += credential->endorsements->len;
  sums->evidenced += credential->evidence->len > 0;
  sums->skilled += credential->skills->len > 0;
}

/* What leaves says that it is invented, even where nobody but the issuer said anything in it. */
static void
check_mark (GBytes *bytes)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_true (strstr (text, "Invented for practice.") != NULL ||
                 strstr (text, "Inventé pour l’exercice.") != NULL);
}

static void
check_person (const CoffretPerson *person, Sums *sums)
{
  g_autoptr (CoffretPracticeSet) set = coffret_invent (person->id);
  guint added = 0;

  g_test_message ("%s", person->id);
  g_assert_cmpstr (set->person, ==, person->name);
  g_assert_cmpuint (set->files->len, >=, 7);
  g_assert_cmpuint (set->drawers->len, >=, 2);
  for (guint i = 0; i < set->files->len; i++) {
    const CoffretPracticeFile *file = g_ptr_array_index (set->files, i);
    g_autoptr (GPtrArray) items = read_items (file);

    g_test_message ("  %s", file->name);
    added += file->add;
    check_mark (file->bytes);
    /* What is broken is one file of one person. */
    if (items == NULL) {
      g_assert_cmpstr (person->id, ==, "jun");
      continue;
    }
    g_assert_cmpuint (items->len, ==, 1);
    g_assert_no_error (((CoffretItem *) g_ptr_array_index (items, 0))->error);
    check_credential (((CoffretItem *) g_ptr_array_index (items, 0))->credential, sums);
  }
  g_assert_cmpuint (added, >=, 1);
}

static void
test_content (void)
{
  g_autoptr (GPtrArray) people = coffret_people_list ();
  Sums sums = { 0 };

  for (guint i = 0; i < people->len; i++)
    check_person (g_ptr_array_index (people, i), &sums);
  /* A little of everything: what there is to learn on. */
  g_assert_cmphex (sums.kinds, ==,
                   1U << COFFRET_KIND_MICRO_CREDENTIAL | 1U << COFFRET_KIND_BADGE |
                     1U << COFFRET_KIND_CERTIFICATE | 1U << COFFRET_KIND_CERTIFICATION |
                     1U << COFFRET_KIND_DIPLOMA | 1U << COFFRET_KIND_TRANSCRIPT |
                     1U << COFFRET_KIND_LICENCE | 1U << COFFRET_KIND_LETTER);
  g_assert_cmpuint (sums.expiring, >=, 10);
  g_assert_cmpuint (sums.soon, >=, 3);
  g_assert_cmpuint (sums.endorsed, >=, 1);
  g_assert_cmpuint (sums.evidenced, >=, 5);
  g_assert_cmpuint (sums.skilled, >=, 20);
}

/* What Coffret says of them, as against what issuers wrote, is in both languages. */
static void
test_languages (void)
{
  g_autoptr (GPtrArray) people = coffret_people_list ();
  static const char *const languages[] = { "en", "fr" };
  gboolean arabic = FALSE;

  for (guint i = 0; i < people->len; i++) {
    const CoffretPerson *person = g_ptr_array_index (people, i);

    for (guint k = 0; k < G_N_ELEMENTS (languages); k++) {
      g_test_message ("%s in %s", person->id, languages[k]);
      g_assert_true (has_language (person->story, languages[k]));
      for (gsize n = 0; n < coffret_json_count (person->plan, "compartments"); n++) {
        const json_t *one = coffret_json_at (person->plan, "compartments", n);
        g_autoptr (CoffretText) name =
          coffret_text_new_from_json (coffret_json_get (one, "name"), NULL);

        g_assert_true (has_language (name, languages[k]));
      }
    }
  }
  {
    g_autoptr (CoffretPracticeSet) set = coffret_invent ("nour");

    for (guint i = 0; i < set->files->len; i++) {
      g_autoptr (GPtrArray) items = read_items (g_ptr_array_index (set->files, i));
      const CoffretItem *item = g_ptr_array_index (items, 0);

      arabic |= has_language (item->credential->title, "ar") &&
                has_language (item->credential->title, "fr");
    }
  }
  g_assert_true (arabic);
}

static const CoffretPracticeFile *
file_at (const CoffretPracticeSet *set, guint index)
{
  return g_ptr_array_index (set->files, index);
}

/* Nothing of one time is there the next: other keys, other ids. */
static void
test_fresh (void)
{
  g_autoptr (CoffretPracticeSet) one = coffret_invent ("camille");
  g_autoptr (CoffretPracticeSet) other = coffret_invent ("camille");
  guint signed_files = 0;

  g_assert_cmpuint (one->files->len, ==, other->files->len);
  g_assert_false (g_bytes_equal (one->registry, other->registry));
  for (guint i = 0; i < one->files->len; i++) {
    g_autoptr (GPtrArray) ours = read_items (file_at (one, i));
    g_autoptr (GPtrArray) theirs = read_items (file_at (other, i));
    const CoffretCredential *first = ((CoffretItem *) g_ptr_array_index (ours, 0))->credential;
    const CoffretCredential *second = ((CoffretItem *) g_ptr_array_index (theirs, 0))->credential;

    g_assert_cmpstr (file_at (one, i)->name, ==, file_at (other, i)->name);
    if (coffret_json_get (first->document, "proof") == NULL)
      continue;
    signed_files++;
    g_assert_cmpstr (coffret_json_string (first->document, "id"), !=,
                     coffret_json_string (second->document, "id"));
  }
  g_assert_cmpuint (signed_files, >=, 8);
}

/* Dates follow the day on which they are made. */
static void
test_days (void)
{
  CoffretInstant now = coffret_instant_parse ("2030-05-06T07:08:00Z");
  g_autoptr (CoffretPracticeSet) set = coffret_invent_at ("camille", now);
  gboolean found = FALSE;

  for (guint i = 0; i < set->files->len; i++) {
    g_autoptr (GPtrArray) items = read_items (file_at (set, i));
    const CoffretItem *item = g_ptr_array_index (items, 0);

    g_assert_cmpint (item->credential->awarded, <, now);
    found |= item->credential->expires == coffret_instant_parse ("2030-06-01T07:08:00Z");
  }
  g_assert_true (found);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/people/content", test_content);
  g_test_add_func ("/practice/people/languages", test_languages);
  g_test_add_func ("/practice/people/fresh", test_fresh);
  g_test_add_func ("/practice/people/days", test_days);
  return g_test_run ();
}
