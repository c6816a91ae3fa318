#include "verify/check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "verify/codes.h"

static const struct {
  const char *id;
  const char *question;
} checks[] = {
  [COFFRET_CHECK_FORMAT] = { "format", N_ ("Can it be read as what it claims to be?") },
  [COFFRET_CHECK_PROOF] = { "proof", N_ ("Does the signature match what it says?") },
  [COFFRET_CHECK_COVERAGE] = { "coverage", N_ ("Is everything shown here covered by it?") },
  [COFFRET_CHECK_BINDING] = { "binding", N_ ("Does the key belong to the issuer that it names?") },
  [COFFRET_CHECK_ISSUER] = { "issuer", N_ ("Does someone vouch for this issuer?") },
  [COFFRET_CHECK_DATES] = { "dates", N_ ("Is it in force now?") },
  [COFFRET_CHECK_STATUS] = { "status", N_ ("Has its issuer left it in force?") },
  [COFFRET_CHECK_SUBJECT] = { "subject", N_ ("Is it about you?") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (checks) == COFFRET_N_CHECKS);

static const char *const answers[] = {
  [COFFRET_ANSWER_NOT_APPLICABLE] = "not-applicable",
  [COFFRET_ANSWER_YES] = "yes",
  [COFFRET_ANSWER_NO] = "no",
  [COFFRET_ANSWER_UNKNOWN] = "unknown",
};

const char *
coffret_check_id_to_string (CoffretCheckId id)
{
  return checks[id].id;
}

gboolean
coffret_check_id_from_string (const char *text, CoffretCheckId *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++) {
    if (g_strcmp0 (checks[i].id, text) == 0) {
      *id = (CoffretCheckId) i;
      return TRUE;
    }
  }
  return FALSE;
}

const char *
coffret_answer_to_string (CoffretAnswer answer)
{
  return answers[answer];
}

gboolean
coffret_answer_from_string (const char *text, CoffretAnswer *answer)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    if (g_strcmp0 (answers[i], text) == 0) {
      *answer = (CoffretAnswer) i;
      return TRUE;
    }
  }
  return FALSE;
}

static const CoffretCode *
find (const char *code)
{
  for (const CoffretCode *at = coffret_codes; code != NULL && at->code != NULL; at++) {
    if (strcmp (at->code, code) == 0)
      return at;
  }
  return NULL;
}

const char *
coffret_check_find_code (const char *code)
{
  const CoffretCode *found = find (code);

  return found != NULL ? found->code : NULL;
}

void
coffret_check_clear (CoffretCheck *check)
{
  g_free (check->subject);
  g_free (check->by);
  g_free (check->details);
  *check = (CoffretCheck) { .as_of = COFFRET_INSTANT_NONE };
}

void
coffret_check_set (CoffretCheck *check,
                   CoffretAnswer answer,
                   const char *code,
                   const char *subject,
                   const char *details)
{
  /* What is said may be made of what is replaced. */
  CoffretCheck made = {
    .answer = answer,
    .code = coffret_check_find_code (code),
    .subject = g_strdup (subject),
    .details = g_strdup (details),
    .as_of = COFFRET_INSTANT_NONE,
  };

  g_assert (made.code != NULL);
  coffret_check_clear (check);
  *check = made;
}

void
coffret_check_copy (CoffretCheck *to, const CoffretCheck *from)
{
  CoffretCheck made = *from;

  made.subject = g_strdup (from->subject);
  made.by = g_strdup (from->by);
  made.details = g_strdup (from->details);
  coffret_check_clear (to);
  *to = made;
}

char *
coffret_check_question (CoffretCheckId id)
{
  return g_strdup (_ (checks[id].question));
}

/* The key that a did:key or did:jwk consists of tells nobody anything, and breaks lines. */
static char *
shorten (const char *value)
{
  const gsize head = strlen ("did:key:") + 8;
  const gsize tail = 6;
  gsize length = value != NULL ? strlen (value) : 0;

  if (length > head + tail + 1 && g_str_is_ascii (value) &&
      (g_str_has_prefix (value, "did:key:") || g_str_has_prefix (value, "did:jwk:")))
    return g_strdup_printf ("%.*s…%s", (int) head, value, value + length - tail);
  return g_strdup (value);
}

/* SENTENCE with what stands in braces put in; NULL when one of these is not known. What was put in
 * is not looked at again. */
static char *
fill (const char *sentence, const CoffretCheck *check)
{
  g_autofree char *day = coffret_instant_to_date (coffret_instant_parse (check->subject));
  g_autofree char *date = coffret_instant_to_date (check->as_of);
  g_autofree char *subject = shorten (check->subject);
  const struct {
    const char *name;
    const char *value;
  } values[] = {
    { "{subject}", subject },
    { "{day}", day },
    { "{by}", check->by },
    { "{date}", date },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  while (*sentence != '\0') {
    gsize plain = strcspn (sentence, "{");
    guint i;

    g_string_append_len (text, sentence, (gssize) plain);
    sentence += plain;
    if (*sentence == '\0')
      break;
    for (i = 0; i < G_N_ELEMENTS (values); i++) {
      if (g_str_has_prefix (sentence, values[i].name))
        break;
    }
    if (i == G_N_ELEMENTS (values)) {
      g_string_append_c (text, *sentence++);
      continue;
    }
    if (values[i].value == NULL || *values[i].value == '\0')
      return NULL;
    g_string_append (text, values[i].value);
    sentence += strlen (values[i].name);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
coffret_check_sentence (CoffretCheckId id, const CoffretCheck *check)
{
  const CoffretCode *code = find (check->code);
  char *sentence;

  if (code == NULL)
    return g_strdup ("");
  sentence = fill (_ (code->sentence), check);
  if (sentence == NULL && code->plain != NULL)
    sentence = g_strdup (_ (code->plain));
  return sentence != NULL ? sentence : g_strdup (_ (code->sentence));
}
