/* What runs through every text of a credential. */
#include "credential/credential.h"

#include <string.h>

#include "base/fold.h"

/* Search keeps one folded string a credential: enough for a transcript, bounded for the index. */
#define MAX_SEARCH_BYTES (256 * 1024)
#define MAX_LANGUAGES 32

typedef struct {
  GString *text;
  GPtrArray *languages; /* NULL: they are not asked for */
} Collected;

static void
collect_string (Collected *all, const char *value)
{
  if (value == NULL || *value == '\0' || all->text->len > MAX_SEARCH_BYTES)
    return;
  g_string_append (all->text, value);
  g_string_append_c (all->text, '\n');
}

/* "fr" of "fr-CA". */
static char *
primary_language (const CoffretText *text, guint index)
{
  const char *language = coffret_text_language (text, index);

  return g_ascii_strdown (language, (gssize) strcspn (language, "-"));
}

/* Only between the languages of one text is there a choice. */
static void
collect_languages (Collected *all, const CoffretText *text)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < coffret_text_count (text); i++) {
    g_autofree char *language = primary_language (text, i);

    if (*language != '\0' && !g_ptr_array_find_with_equal_func (own, language, g_str_equal, NULL))
      g_ptr_array_add (own, g_steal_pointer (&language));
  }
  for (guint i = 0; own->len > 1 && i < own->len && all->languages->len < MAX_LANGUAGES; i++) {
    const char *language = g_ptr_array_index (own, i);

    if (!g_ptr_array_find_with_equal_func (all->languages, language, g_str_equal, NULL))
      g_ptr_array_add (all->languages, g_strdup (language));
  }
}

static void
collect_text (Collected *all, const CoffretText *text)
{
  if (all->languages != NULL)
    collect_languages (all, text);
  for (guint i = 0; i < coffret_text_count (text); i++)
    collect_string (all, coffret_text_value (text, i));
}

/* An issuer that speaks of itself in four languages has not written the credential in them. */
static void
collect_profile (Collected *all, const CoffretProfile *profile)
{
  Collected words = { .text = all->text };

  if (profile == NULL)
    return;
  collect_text (&words, profile->name);
  collect_text (&words, profile->description);
  collect_string (&words, profile->id);
  collect_string (&words, profile->url);
  collect_string (&words, profile->email);
}

static void
collect_credential (Collected *all, const CoffretCredential *credential)
{
  collect_text (all, credential->title);
  collect_text (all, credential->achievement_name);
  collect_profile (all, credential->issuer);
  collect_string (all, credential->achievement_type);
  collect_text (all, credential->description);
  for (guint i = 0; i < credential->skills->len; i++) {
    const CoffretSkill *skill = g_ptr_array_index (credential->skills, i);

    collect_text (all, skill->name);
    collect_text (all, skill->description);
    collect_string (all, skill->framework);
    collect_string (all, skill->code);
  }
  collect_profile (all, credential->holder);
  collect_text (all, credential->criteria);
  for (guint i = 0; i < credential->outcomes->len; i++)
    collect_text (all, g_ptr_array_index (credential->outcomes, i));
  collect_text (all, credential->mode);
  collect_text (all, credential->prerequisites);
  collect_text (all, credential->assessment);
  collect_text (all, credential->supervision);
  collect_text (all, credential->quality_assurance);
  collect_text (all, credential->stackability);
  collect_string (all, credential->level);
  collect_string (all, credential->grade);
  for (guint i = 0; i < credential->results->len; i++) {
    const CoffretResult *result = g_ptr_array_index (credential->results, i);

    collect_text (all, result->name);
    collect_string (all, result->value);
    collect_string (all, result->achieved_level);
  }
  for (guint i = 0; i < credential->evidence->len; i++) {
    const CoffretEvidence *evidence = g_ptr_array_index (credential->evidence, i);

    collect_text (all, evidence->name);
    collect_text (all, evidence->description);
    collect_text (all, evidence->narrative);
  }
  for (guint i = 0; i < credential->endorsements->len; i++) {
    const CoffretEndorsement *endorsement = g_ptr_array_index (credential->endorsements, i);

    collect_profile (all, endorsement->endorser);
    collect_text (all, endorsement->comment);
  }
  collect_string (all, credential->id);
  for (guint i = 0; i < credential->parts->len && all->text->len <= MAX_SEARCH_BYTES; i++)
    collect_credential (all, g_ptr_array_index (credential->parts, i));
}

char *
coffret_credential_search_text (const CoffretCredential *credential)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Collected all = { .text = text };

  collect_credential (&all, credential);
  return coffret_fold (text->str);
}

char **
coffret_credential_languages (const CoffretCredential *credential)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *languages = g_ptr_array_new_null_terminated (2, g_free, TRUE);
  Collected all = { .text = text, .languages = languages };

  collect_credential (&all, credential);
  return (char **) g_ptr_array_free (languages, FALSE);
}
