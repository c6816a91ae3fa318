/* What the signature does not cover is marked where it stands, and nothing else is. */
#include <glib/gi18n-lib.h>

#include "app/pages/credential-sections.h"
#include "app/pages/unsigned-marks.h"
#include "credential/reader.h"
#include "ui-testing.h"

static const char badge[] =
  "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
  "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],\"type\":["
  "\"VerifiableCredential\",\"OpenBadgeCredential\"],\"issuer\":{\"id\":\"did:x:1\",\"type\":"
  "[\"Profile\"],\"name\":\"Collège inventé\"},\"validFrom\":\"2026-01-01T00:00:00Z\","
  "\"credentialSubject\":{\"type\":[\"AchievementSubject\"],\"name\":\"Ana\",\"grade\":\"A+\","
  "\"achievement\":{\"id\":\"urn:x:2\",\"type\":[\"Achievement\"],\"name\":\"Welding\","
  "\"description\":\"Joins metals.\",\"criteria\":{\"narrative\":\"Pass.\"}}}}";

/* The texts of all labels below WIDGET, each on a line. */
static void
collect (GtkWidget *widget, GString *texts)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (texts, "%s\n", gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    collect (child, texts);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  while ((text = strstr (text, part))) {
    text += strlen (part);
    n++;
  }
  return n;
}

static char *
show (const char *dropped)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (badge, strlen (badge));
  g_autoptr (GPtrArray) items = coffret_reader_read (bytes, NULL, NULL, NULL, NULL);
  const CoffretItem *item = g_ptr_array_index (items, 0);
  g_autoptr (CoffretReport) report = coffret_report_new ();
  CoffretProofResult *proof = coffret_proof_result_new ("eddsa-rdfc-2022");
  g_autoptr (GtkBox) box = g_object_ref_sink (GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0)));
  GString *texts = g_string_new (NULL);

  g_assert_no_error (item->error);
  g_ptr_array_add (report->proofs, proof);
  if (dropped)
    g_ptr_array_add (proof->dropped, g_strdup (dropped));
  coffret_sections_append (box, item->credential, NULL);
  g_assert_cmpint (coffret_unsigned_marks_add (box, item->credential, report, NULL), ==,
                   dropped != NULL);
  collect (GTK_WIDGET (box), texts);
  return g_string_free (texts, FALSE);
}

static void
assert_marked (const char *dropped, const char *text)
{
  g_autofree char *texts = show (dropped);

  g_test_message ("%s: %s", dropped ?: "nothing", texts);
  g_assert_cmpuint (count (texts, "Not signed\n"), ==, text ? 1 : 0);
  if (text) {
    const char *at = strstr (texts, text);
    const char *mark = strstr (texts, "Not signed\n");

    /* In the row of the text: nothing stands between but what is in the row as well. */
    g_assert_nonnull (at);
    g_assert_cmpuint (mark > at ? mark - at : at - mark, <, 40);
  }
}

static void
test_marks (void)
{
  assert_marked (NULL, NULL);
  assert_marked ("/credentialSubject/achievement/description: undefined", "Joins metals.");
  assert_marked ("/credentialSubject/grade: undefined", "A+");
  assert_marked ("/issuer/name: undefined", "Collège inventé");
  /* What is not shown. */
  assert_marked ("/credentialSubject/achievement/mood: undefined", NULL);
  assert_marked ("/nowhere/0/at/all: undefined", NULL);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/unsigned-marks/rows", test_marks);
  return g_test_run ();
}
