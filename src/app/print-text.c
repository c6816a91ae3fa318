#include "app/print-text.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/widgets/verdict.h"
#include "base/bidi.h"
#include "credential/code.h"
#include "credential/words.h"

typedef struct {
  GPtrArray *blocks;
  const CoffretCredential *credential;
  const char *const *languages;
  const char *heading; /* of the next block; NULL: it stands there */
} Writer;

static void
block_free (gpointer data)
{
  CoffretPrintBlock *block = data;

  g_free (block->label);
  g_free (block->text);
  g_free (block);
}

static void
add_block (Writer *writer, CoffretPrintKind kind, const char *label, const char *text)
{
  CoffretPrintBlock *block;
  const char *heading = g_steal_pointer (&writer->heading);

  if (heading)
    add_block (writer, COFFRET_PRINT_HEADING, NULL, heading);
  block = g_new0 (CoffretPrintBlock, 1);
  block->kind = kind;
  block->label = g_strdup (label);
  block->text = g_strdup (text);
  g_ptr_array_add (writer->blocks, block);
}

static void
add (Writer *writer, CoffretPrintKind kind, const char *text)
{
  if (text && *text)
    add_block (writer, kind, NULL, text);
}

static void
add_text (Writer *writer, CoffretPrintKind kind, const CoffretText *text)
{
  add (writer, kind, coffret_text_best (text, writer->languages));
}

static void
add_property (Writer *writer, const char *label, const char *text)
{
  if (text && *text)
    add_block (writer, COFFRET_PRINT_PROPERTY, label, text);
}

static void
add_text_property (Writer *writer, const char *label, const CoffretText *text)
{
  add_property (writer, label, coffret_text_best (text, writer->languages));
}

static void
write_head (Writer *writer, CoffretEntry *entry)
{
  const CoffretCredential *credential = writer->credential;
  const char *own = coffret_entry_get_own_title (entry);
  const char *issuer =
    credential->issuer ? coffret_text_best (credential->issuer->name, writer->languages) : NULL;
  const char *issued = coffret_text_best (credential->title, writer->languages);
  g_autofree char *title = coffret_title_words (issued, credential->kind, issuer);
  g_autofree char *dates = coffret_dates_words (credential->awarded, credential->expires);
  g_autofree char *hours = coffret_hours_words (credential->workload_hours);
  const char *nature_parts[] = {
    credential->kind == COFFRET_KIND_OTHER ? NULL : coffret_kind_to_label (credential->kind),
    hours,
  };
  g_autofree char *nature = coffret_join_parts (nature_parts, G_N_ELEMENTS (nature_parts));

  add (writer, COFFRET_PRINT_TITLE, own ?: title);
  if (own && issued && *issued) {
    /* Translators: %s is the title that the issuer gave a credential */
    g_autofree char *also = g_strdup_printf (_ ("Its issuer calls it “%s”"), issued);

    add (writer, COFFRET_PRINT_META, also);
  }
  add (writer, COFFRET_PRINT_ISSUER, issuer);
  add (writer, COFFRET_PRINT_META, dates);
  add (writer, COFFRET_PRINT_META, nature);
}

static void
write_verdict (Writer *writer, CoffretEntry *entry, const CoffretReport *report)
{
  const char *verdict =
    report ? coffret_verdict_to_id (report->verdict) : coffret_entry_get_verdict (entry);
  g_autofree char *sentence =
    report ? coffret_report_sentence (report) : g_strdup (coffret_verdict_sentence (verdict));
  CoffretInstant checked = report ? report->checked : coffret_entry_get_record (entry)->checked;
  g_autofree char *date = verdict ? coffret_instant_to_date (checked) : NULL;

  add (writer, COFFRET_PRINT_VERDICT, coffret_verdict_word (verdict));
  add (writer, COFFRET_PRINT_VERDICT_TEXT, sentence);
  if (date) {
    /* Translators: %s is the date on which a credential was last checked */
    g_autofree char *when = g_strdup_printf (_ ("Coffret checked it on %s."), date);

    add (writer, COFFRET_PRINT_VERDICT_TEXT, when);
  }
  add (writer, COFFRET_PRINT_REMARK,
       _ ("Anyone can change a printed page. To be sure, ask for the file itself and check it."));
}

static void
write_says (Writer *writer)
{
  const CoffretCredential *credential = writer->credential;
  g_autofree char *hours = coffret_hours_words (credential->workload_hours);
  g_autofree char *credits = coffret_credits_words (credential->credits);
  g_autofree char *valid_from = coffret_instant_to_date (credential->valid_from);

  writer->heading = _ ("What It Says");
  add_text (writer, COFFRET_PRINT_PARAGRAPH, credential->description);
  if (credential->holder)
    add_text_property (writer, _ ("Awarded to"), credential->holder->name);
  add_property (writer, _ ("Level"), credential->level);
  if (!*hours)
    add_property (writer, _ ("Workload"), credential->workload);
  add_property (writer, _ ("Credits"), credits);
  add_property (writer, _ ("Grade"), credential->grade);
  if (credential->valid_from != credential->awarded)
    add_property (writer, _ ("In force from"), valid_from);
  add_text_property (writer, _ ("How it was taught"), credential->mode);
  add_text_property (writer, _ ("How it was assessed"), credential->assessment);
  add_text_property (writer, _ ("Who watched over the assessment"), credential->supervision);
  add_text_property (writer, _ ("What was needed before"), credential->prerequisites);
  add_text_property (writer, _ ("How quality is assured"), credential->quality_assurance);
  add_text_property (writer, _ ("What it counts towards"), credential->stackability);
}

static void
write_results (Writer *writer)
{
  const CoffretCredential *credential = writer->credential;

  writer->heading = _ ("Results");
  for (guint i = 0; i < credential->results->len; i++) {
    const CoffretResult *result = g_ptr_array_index (credential->results, i);
    const char *parts[] = { result->value, result->achieved_level,
                            coffret_result_status_to_label (result->status) };
    g_autofree char *value = coffret_join_parts (parts, G_N_ELEMENTS (parts));

    add_property (writer, coffret_text_best (result->name, writer->languages) ?: _ ("Result"),
                  value);
  }
  writer->heading = _ ("What Was Learned");
  for (guint i = 0; i < credential->outcomes->len; i++)
    add_text (writer, COFFRET_PRINT_BULLET, g_ptr_array_index (credential->outcomes, i));
}

static void
write_skills (Writer *writer)
{
  const CoffretCredential *credential = writer->credential;

  writer->heading = _ ("Skills");
  for (guint i = 0; i < credential->skills->len; i++) {
    const CoffretSkill *skill = g_ptr_array_index (credential->skills, i);
    const char *name = coffret_text_best (skill->name, writer->languages);
    const char *parts[] = { skill->framework, skill->code, skill->url };
    g_autofree char *code = coffret_join_parts (parts, G_N_ELEMENTS (parts));

    add (writer, COFFRET_PRINT_ITEM, name ?: skill->code ?: _ ("Skill"));
    add_text (writer, COFFRET_PRINT_DETAIL, skill->description);
    add (writer, COFFRET_PRINT_ADDRESS, code);
  }
}

static void
write_parts (Writer *writer)
{
  const CoffretCredential *credential = writer->credential;

  writer->heading = _ ("Parts");
  for (guint i = 0; i < credential->parts->len; i++) {
    const CoffretCredential *part = g_ptr_array_index (credential->parts, i);
    const char *issuer =
      part->issuer ? coffret_text_best (part->issuer->name, writer->languages) : NULL;
    g_autofree char *title =
      coffret_title_words (coffret_text_best (part->title, writer->languages), part->kind, issuer);
    g_autofree char *details = coffret_entry_details (issuer, part->awarded, part->kind);
    g_autofree char *credits = coffret_credits_words (part->credits);
    const char *parts[] = { part->grade, credits };
    g_autofree char *worth = coffret_join_parts (parts, G_N_ELEMENTS (parts));

    add (writer, COFFRET_PRINT_ITEM, title);
    add (writer, COFFRET_PRINT_DETAIL, details);
    add (writer, COFFRET_PRINT_DETAIL, worth);
    add_text (writer, COFFRET_PRINT_DETAIL, part->description);
  }
}

static void
write_criteria (Writer *writer)
{
  const CoffretCredential *credential = writer->credential;

  writer->heading = _ ("What It Takes to Earn It");
  add_text (writer, COFFRET_PRINT_PARAGRAPH, credential->criteria);
  add (writer, COFFRET_PRINT_ADDRESS, credential->criteria_url);
}

static void
write_evidence (Writer *writer)
{
  const CoffretCredential *credential = writer->credential;

  writer->heading = _ ("Evidence");
  for (guint i = 0; i < credential->evidence->len; i++) {
    const CoffretEvidence *evidence = g_ptr_array_index (credential->evidence, i);
    const char *name = coffret_text_best (evidence->name, writer->languages);

    add (writer, COFFRET_PRINT_ITEM, name ?: C_ ("one piece of evidence", "Evidence"));
    add_text (writer, COFFRET_PRINT_DETAIL, evidence->description);
    add_text (writer, COFFRET_PRINT_DETAIL, evidence->narrative);
    add (writer, COFFRET_PRINT_DETAIL, evidence->genre);
    add (writer, COFFRET_PRINT_DETAIL, evidence->audience);
    add (writer, COFFRET_PRINT_ADDRESS, evidence->url);
  }
}

static void
write_endorsements (Writer *writer)
{
  const CoffretCredential *credential = writer->credential;

  writer->heading = _ ("Endorsed By");
  for (guint i = 0; i < credential->endorsements->len; i++) {
    const CoffretEndorsement *endorsement = g_ptr_array_index (credential->endorsements, i);
    const CoffretProfile *endorser = endorsement->endorser;
    const char *name = endorser ? coffret_text_best (endorser->name, writer->languages) : NULL;
    g_autofree char *date = coffret_instant_to_date (endorsement->made);

    if (!name && endorser)
      name = endorser->id;
    add (writer, COFFRET_PRINT_ITEM, name ?: _ ("Somebody without a name"));
    add_text (writer, COFFRET_PRINT_DETAIL, endorsement->comment);
    add (writer, COFFRET_PRINT_DETAIL, date);
  }
}

static void
write_issuer (Writer *writer)
{
  const CoffretProfile *issuer = writer->credential->issuer;

  if (!issuer)
    return;
  /* Its name stands at the head. */
  writer->heading = _ ("Issuer");
  add_text (writer, COFFRET_PRINT_PARAGRAPH, issuer->description);
  add_property (writer, _ ("Web site"), issuer->url);
  add_property (writer, _ ("E-mail"), issuer->email);
}

static void
write_original (Writer *writer, CoffretEntry *entry)
{
  const CoffretRecord *record = coffret_entry_get_record (entry);
  g_autofree char *place = coffret_place_words (record->place);
  g_autofree char *received = coffret_instant_to_date (record->received);
  /* Translators: %s is the date on which a file was added to the vault */
  g_autofree char *when = received ? g_strdup_printf (_ ("Added %s"), received) : NULL;
  const char *parts[] = { record->file_name ?: _ ("File without a name"), place, when };
  g_autofree char *line = coffret_join_parts (parts, G_N_ELEMENTS (parts));

  writer->heading = _ ("The Original");
  add (writer, COFFRET_PRINT_PARAGRAPH, line);
}

GPtrArray *
coffret_print_text_new (CoffretEntry *entry,
                        const CoffretCredential *credential,
                        const CoffretReport *report,
                        const char *const *languages,
                        gboolean note,
                        const char *mark)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func (block_free);
  Writer writer = { blocks, credential, languages, NULL };

  write_head (&writer, entry);
  add (&writer, COFFRET_PRINT_REMARK, mark);
  write_verdict (&writer, entry, report);
  write_says (&writer);
  write_results (&writer);
  write_skills (&writer);
  write_parts (&writer);
  write_criteria (&writer);
  write_evidence (&writer);
  write_endorsements (&writer);
  write_issuer (&writer);
  if (note) {
    writer.heading = _ ("My Note");
    add (&writer, COFFRET_PRINT_PARAGRAPH, coffret_entry_get_note (entry));
  }
  write_original (&writer, entry);
  return blocks;
}
