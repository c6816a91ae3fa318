#include "share/received.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/json.h"
#include "share/receiving.h"

typedef struct {
  CoffretReceived received;
  gatomicrefcount refs;
} Counted;

typedef struct {
  CoffretReceived *received;
  const CoffretGrounds *grounds;
  gsize rest;
  CoffretItem *presentation; /* the first; owned */
} Reading;

G_DEFINE_BOXED_TYPE (CoffretReceived,
                     coffret_received,
                     coffret_received_ref,
                     coffret_received_unref)

static void
part_free (gpointer data)
{
  CoffretReceivedPart *part = data;

  coffret_item_unref (part->item);
  coffret_report_unref (part->report);
  g_free (part);
}

static gboolean
is_presentation (const CoffretItem *item)
{
  return item->credential != NULL && g_strcmp0 (item->credential->format, "presentation") == 0;
}

/* Takes ITEM. */
static gboolean
on_item (CoffretItem *item, gpointer data)
{
  Reading *reading = data;
  CoffretReport *report = coffret_verify_next (item, reading->grounds, &reading->rest);
  CoffretReceivedPart *part;

  if (is_presentation (item) && reading->presentation == NULL) {
    reading->presentation = item;
    reading->received->report = report;
    return TRUE;
  }
  part = g_new0 (CoffretReceivedPart, 1);
  part->item = item;
  part->report = report;
  g_ptr_array_add (reading->received->parts, part);
  return TRUE;
}

static CoffretAnswer
answer (const CoffretReport *report, CoffretCheckId check)
{
  return report->checks[check].answer;
}

static CoffretReceivedState
judge (const CoffretReport *report)
{
  CoffretAnswer proof = answer (report, COFFRET_CHECK_PROOF);
  CoffretAnswer binding = answer (report, COFFRET_CHECK_BINDING);

  if (proof == COFFRET_ANSWER_NOT_APPLICABLE)
    return COFFRET_RECEIVED_LOOSE;
  if (proof == COFFRET_ANSWER_NO || binding == COFFRET_ANSWER_NO)
    return COFFRET_RECEIVED_ALTERED;
  if (proof != COFFRET_ANSWER_YES || binding != COFFRET_ANSWER_YES ||
      answer (report, COFFRET_CHECK_COVERAGE) != COFFRET_ANSWER_YES)
    return COFFRET_RECEIVED_UNPROVEN;
  switch (answer (report, COFFRET_CHECK_DATES)) {
  case COFFRET_ANSWER_NO:
    return COFFRET_RECEIVED_ENDED;
  case COFFRET_ANSWER_UNKNOWN:
    return COFFRET_RECEIVED_UNPROVEN;
  case COFFRET_ANSWER_YES:
  case COFFRET_ANSWER_NOT_APPLICABLE:
  default:
    return COFFRET_RECEIVED_WHOLE;
  }
}

/* In the presentation, and so covered by its proof. */
static gboolean
lies_within (const CoffretItem *item, const CoffretItem *presentation)
{
  g_autofree char *start = g_strconcat (presentation->place, "#/verifiableCredential", NULL);

  return g_str_has_prefix (item->place, start) &&
         (item->place[strlen (start)] == '\0' || item->place[strlen (start)] == '/');
}

/* Said and signed by who shares. */
static gboolean
is_statement (const Reading *reading, const CoffretReceivedPart *part)
{
  const CoffretCredential *credential = part->item->credential;
  const char *sender = reading->received->sender;

  return sender != NULL && !part->beside && credential->issuer != NULL &&
         g_strcmp0 (credential->issuer->id, sender) == 0 &&
         g_strcmp0 (credential->format, "vc") == 0 &&
         answer (part->report, COFFRET_CHECK_PROOF) == COFFRET_ANSWER_YES &&
         answer (part->report, COFFRET_CHECK_BINDING) == COFFRET_ANSWER_YES;
}

/* presentation.h: the statement about the sender, who has a name in it. */
static gboolean
take_cover (CoffretReceived *received, const CoffretReceivedPart *part)
{
  const CoffretCredential *credential = part->item->credential;
  const json_t *subject = coffret_json_get (credential->document, "credentialSubject");
  const char *name = coffret_json_string (subject, "name");

  if (name == NULL || received->name != NULL ||
      g_strcmp0 (coffret_json_string (subject, "id"), received->sender) != 0)
    return FALSE;
  received->name = g_strdup (name);
  received->words = g_strdup (coffret_text_best (credential->description, NULL));
  return TRUE;
}

static void
read_presentation (Reading *reading)
{
  CoffretReceived *received = reading->received;
  const CoffretCredential *presentation = reading->presentation->credential;
  const json_t *proof = coffret_json_at (presentation->document, "proof", 0);

  received->state = judge (received->report);
  received->envelope = g_strdup (reading->presentation->envelope);
  if (presentation->holder != NULL)
    received->sender = g_strdup (presentation->holder->id);
  received->recipient = g_strdup (coffret_json_string (proof, "domain"));
  received->made = coffret_instant_parse (coffret_json_string (proof, "created"));
  received->until = coffret_instant_parse (coffret_json_string (proof, "expires"));
}

static void
sort_parts (Reading *reading)
{
  CoffretReceived *received = reading->received;

  for (guint i = 0; i < received->parts->len;) {
    CoffretReceivedPart *part = g_ptr_array_index (received->parts, i);

    part->beside =
      reading->presentation != NULL && !lies_within (part->item, reading->presentation);
    part->kind = part->item->credential == NULL ? COFFRET_RECEIVED_UNREADABLE
                 : is_statement (reading, part) ? COFFRET_RECEIVED_STATEMENT
                                                : COFFRET_RECEIVED_CREDENTIAL;
    if (part->kind == COFFRET_RECEIVED_STATEMENT && take_cover (received, part))
      g_ptr_array_remove_index (received->parts, i);
    else
      i++;
  }
}

CoffretReceived *
coffret_received_new (GBytes *bytes,
                      const char *name,
                      const CoffretGrounds *grounds,
                      GError **error)
{
  Counted *counted = g_new0 (Counted, 1);
  g_autoptr (CoffretReceived) received = &counted->received;
  Reading reading = { received, grounds, COFFRET_VERIFY_REST, NULL };
  gboolean read;

  g_atomic_ref_count_init (&counted->refs);
  received->state = COFFRET_RECEIVED_LOOSE;
  received->made = received->until = COFFRET_INSTANT_NONE;
  received->parts = g_ptr_array_new_with_free_func (part_free);
  read = coffret_receiving_visit (bytes, name, on_item, &reading, NULL, error);
  if (read && reading.presentation != NULL)
    read_presentation (&reading);
  else if (read && received->parts->len > 0)
    received->envelope =
      g_strdup (((CoffretReceivedPart *) g_ptr_array_index (received->parts, 0))->item->envelope);
  sort_parts (&reading);
  g_clear_pointer (&reading.presentation, coffret_item_unref);
  return read ? g_steal_pointer (&received) : NULL;
}

CoffretReceived *
coffret_received_ref (CoffretReceived *received)
{
  g_atomic_ref_count_inc (&((Counted *) received)->refs);
  return received;
}

void
coffret_received_unref (CoffretReceived *received)
{
  if (received == NULL || !g_atomic_ref_count_dec (&((Counted *) received)->refs))
    return;
  g_free (received->envelope);
  g_free (received->sender);
  g_free (received->name);
  g_free (received->words);
  g_free (received->recipient);
  g_clear_pointer (&received->report, coffret_report_unref);
  g_ptr_array_unref (received->parts);
  g_free ((Counted *) received);
}

char *
coffret_received_sentence (const CoffretReceived *received)
{
  switch (received->state) {
  case COFFRET_RECEIVED_WHOLE:
    return g_strdup (_ ("Nothing in it was changed since it was shared. The sender’s name is what "
                        "the sender says."));
  case COFFRET_RECEIVED_ENDED:
    return g_strdup (_ ("Nothing in it was changed, but it was not meant to be used today. The "
                        "credentials in it have dates of their own."));
  case COFFRET_RECEIVED_ALTERED:
    return g_strdup (_ ("It was changed after it was shared, or somebody else made it. Do not rely "
                        "on it: ask the sender for it again."));
  case COFFRET_RECEIVED_UNPROVEN:
    return g_strdup (_ ("Who shared it, and whether it was changed since, could not be checked."));
  case COFFRET_RECEIVED_LOOSE:
  default:
    return g_strdup (_ ("Nobody signed for it as a whole: each credential stands by itself."));
  }
}

char *
coffret_received_part_sentence (const CoffretReceived *received, const CoffretReceivedPart *part)
{
  g_autofree char *sentence = NULL;

  if (part->kind == COFFRET_RECEIVED_UNREADABLE)
    return g_strdup (part->item->error->message);
  if (part->kind == COFFRET_RECEIVED_STATEMENT)
    return g_strdup (_ ("The sender’s own words. The issuer named in them has not signed them."));
  sentence = coffret_report_sentence (part->report);
  if (!part->beside)
    return g_steal_pointer (&sentence);
  /* Translators: %s is a sentence about a credential. */
  return g_strdup_printf (_ ("%s It lies beside what the sender signed."), sentence);
}
