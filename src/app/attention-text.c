#include "app/attention-text.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/widgets/verdict.h"
#include "base/bidi.h"

static const struct {
  const char *title;
  const char *description; /* nullable */
  const char *search;      /* nullable */
  const char *icon;        /* NULL: the verdict's */
  const char *step;        /* with the context "step" */
  const char *act;
} kinds[COFFRET_N_ATTENTION_KINDS] = {
  [COFFRET_ATTENTION_WITHDRAWN] = { N_ ("Withdrawn or Not Matching"),
                                    N_ ("Do not show these to anybody before you have asked the "
                                        "issuer."),
                                    NULL, NULL, NC_ ("step", "How We Know…"), "attention.checks" },
  [COFFRET_ATTENTION_NEWER] = { N_ ("A Newer Version Has Come"),
                                N_ ("Keep both together, and the newest stands for both. Or keep "
                                    "them apart."),
                                NULL, "coffret-added-symbolic", NC_ ("step", "Compare…"),
                                "vault.compare" },
  [COFFRET_ATTENTION_EXPIRED] = { N_ ("Expired"),
                                  N_ ("If you have renewed one, add the new one and keep both "
                                      "together."),
                                  "is:expired", "coffret-expired-symbolic",
                                  NC_ ("step", "Add the New One…"), "win.add" },
  [COFFRET_ATTENTION_WEEK] = { N_ ("Expires Within 7 Days"), NULL, "expires:0d..7d",
                               "x-office-calendar-symbolic", NC_ ("step", "Add to Calendar…"),
                               "attention.calendar" },
  [COFFRET_ATTENTION_MONTH] = { N_ ("Expires Within 30 Days"), NULL, "expires:7d..30d",
                                "x-office-calendar-symbolic", NC_ ("step", "Add to Calendar…"),
                                "attention.calendar" },
  [COFFRET_ATTENTION_QUARTER] = { N_ ("Expires Within 90 Days"), NULL, "expires:30d..90d",
                                  "x-office-calendar-symbolic", NC_ ("step", "Add to Calendar…"),
                                  "attention.calendar" },
  [COFFRET_ATTENTION_UNCHECKED] = { N_ ("Not Checked"),
                                    N_ ("Whether these are genuine is not known yet, or could not "
                                        "be found out."),
                                    NULL, NULL, NC_ ("step", "Check Now"), "attention.check" },
};

void
coffret_matter_free (CoffretMatter *row)
{
  g_free (row->id);
  g_free (row->title);
  g_free (row->detail);
  g_free (row->sentence);
  g_clear_pointer (&row->target, g_variant_unref);
  g_clear_pointer (&row->aside, g_variant_unref);
  g_free (row);
}

const char *
coffret_attention_group_title (CoffretAttentionGroup group)
{
  return group == COFFRET_ATTENTION_VAULT ? _ ("Your Vault")
                                          : _ (kinds[group - COFFRET_ATTENTION_FIRST_KIND].title);
}

const char *
coffret_attention_group_description (CoffretAttentionGroup group)
{
  const char *text = group == COFFRET_ATTENTION_VAULT
                       ? NULL
                       : kinds[group - COFFRET_ATTENTION_FIRST_KIND].description;

  return text ? _ (text) : NULL;
}

const char *
coffret_attention_group_search (CoffretAttentionGroup group)
{
  return group == COFFRET_ATTENTION_VAULT ? NULL
                                          : kinds[group - COFFRET_ATTENTION_FIRST_KIND].search;
}

gboolean
coffret_attention_group_has_days (CoffretAttentionGroup group)
{
  return group != COFFRET_ATTENTION_VAULT &&
         g_strcmp0 (kinds[group - COFFRET_ATTENTION_FIRST_KIND].act, "attention.calendar") == 0;
}

/* Takes LINES; "·" between those that are there. */
static char *
joined (char *one, char *two, const char *three)
{
  g_autofree char *first = one;
  g_autofree char *second = two;
  const char *parts[] = { one, two, three };

  return coffret_join_parts (parts, G_N_ELEMENTS (parts));
}

/* OLDER is NULL when it went meanwhile. */
static char *
describe_older (CoffretEntry *older)
{
  g_autofree char *date =
    older ? coffret_instant_to_date (coffret_entry_get_awarded (older)) : NULL;

  /* Translators: %s is the date of an older version of a credential */
  return date ? g_strdup_printf (_ ("newer than the one of %s"), date)
              : g_strdup (_ ("newer than another one"));
}

static char *
describe (const CoffretAttentionItem *item,
          CoffretAttentionKind kind,
          CoffretEntry *entry,
          CoffretEntry *older,
          CoffretInstant now)
{
  const char *issuer = coffret_entry_get_issuer (entry);
  g_autofree char *date = coffret_instant_to_date (item->when);
  char *words = NULL;

  switch (kind) {
  case COFFRET_ATTENTION_WITHDRAWN:
    return joined (g_strdup (coffret_verdict_word (item->verdict)),
                   /* Translators: since when a credential is revoked or the like; %s is a date */
                   date ? g_strdup_printf (_ ("seen on %s"), date) : NULL, issuer);
  case COFFRET_ATTENTION_NEWER:
    return joined (describe_older (older), NULL, issuer);
  case COFFRET_ATTENTION_UNCHECKED:
    return joined (g_strdup (coffret_verdict_word (item->verdict)), NULL, issuer);
  case COFFRET_ATTENTION_EXPIRED:
    return joined (coffret_expiry_words (item->when, now), NULL, issuer);
  case COFFRET_ATTENTION_WEEK:
  case COFFRET_ATTENTION_MONTH:
  case COFFRET_ATTENTION_QUARTER:
  default:
    words = coffret_expiry_words (item->when, now);
    if (words)
      return joined (words, g_steal_pointer (&date), issuer);
    /* Translators: %s is a date, such as 12 May 2026 */
    return joined (g_strdup_printf (_ ("Expires on %s"), date), NULL, issuer);
  }
}

static CoffretMatter *
credential_row_new (const CoffretAttentionItem *item,
                    CoffretAttentionKind kind,
                    CoffretEntry *entry,
                    CoffretEntry *older,
                    gboolean fresh,
                    CoffretInstant now)
{
  CoffretMatter *row = g_new0 (CoffretMatter, 1);

  row->id = g_strdup (item->id);
  row->title = coffret_entry_name (entry);
  row->detail = describe (item, kind, entry, older, now);
  row->icon = kinds[kind].icon ?: coffret_verdict_look (item->verdict)->icon;
  row->fresh = fresh;
  row->sentence = fresh
                    /* Translators: a row as a screen reader says it: a title, then what is the
                     * matter, of which one did not know at the last look */
                    ? g_strdup_printf (_ ("%s. New: %s."), row->title, row->detail)
                    : g_strdup_printf ("%s. %s.", row->title, row->detail);
  row->step = g_dpgettext2 (GETTEXT_PACKAGE, "step", kinds[kind].step);
  row->act = kinds[kind].act;
  row->aside = g_variant_ref_sink (g_variant_new ("(is)", (int) kind, item->id));
  /* What cannot be decided is not decided by asking again: the answers say what is missing. */
  if (kind == COFFRET_ATTENTION_UNCHECKED && item->verdict) {
    row->step = C_ ("step", "How We Know…");
    row->act = "attention.checks";
  }
  if (kind == COFFRET_ATTENTION_NEWER)
    row->target = g_variant_ref_sink (g_variant_new ("(ss)", item->older, item->id));
  else if (!g_str_equal (row->act, "win.add"))
    row->target = g_variant_ref_sink (g_variant_new_string (item->id));
  return row;
}

static GPtrArray *
rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_matter_free);
}

GPtrArray *
coffret_attention_rows (const CoffretAttention *attention,
                        CoffretAttentionGroup group,
                        CoffretLibrary *library,
                        GHashTable *news,
                        CoffretInstant now,
                        guint limit)
{
  CoffretAttentionKind kind = (CoffretAttentionKind) (group - COFFRET_ATTENTION_FIRST_KIND);
  GPtrArray *items = attention->items[kind];
  GPtrArray *rows = rows_new ();

  for (guint i = 0; i < items->len && rows->len < limit; i++) {
    const CoffretAttentionItem *item = g_ptr_array_index (items, i);
    CoffretEntry *entry = coffret_library_find (library, item->id);

    if (entry)
      g_ptr_array_add (
        rows, credential_row_new (
                item, kind, entry, item->older ? coffret_library_find (library, item->older) : NULL,
                item->fresh || (news && g_hash_table_contains (news, item->id)), now));
  }
  return rows;
}

/* Takes DETAIL. */
static void
add_vault_row (GPtrArray *rows,
               const char *title,
               char *detail,
               const char *icon,
               const char *step,
               const char *act)
{
  CoffretMatter *row = g_new0 (CoffretMatter, 1);

  row->title = g_strdup (title);
  row->detail = detail;
  row->icon = icon;
  row->sentence = g_strdup_printf ("%s. %s", title, detail);
  row->step = step;
  row->act = act;
  g_ptr_array_add (rows, row);
}

static char *
backups_words (CoffretBackupsAdvice backups, guint days)
{
  switch (backups) {
  case COFFRET_BACKUPS_OLD:
    return g_strdup_printf (ngettext ("The newest one is %u day old. What came since is in none.",
                                      "The newest one is %u days old. What came since is in none.",
                                      days),
                            days);
  case COFFRET_BACKUPS_SAME_DISK:
    return g_strdup (_ ("The newest one lies on the same disk as your vault: a lost computer takes "
                        "both."));
  case COFFRET_BACKUPS_NEVER:
  case COFFRET_BACKUPS_FINE:
  default:
    return g_strdup (_ ("If this computer is lost, so is everything in your vault."));
  }
}

GPtrArray *
coffret_attention_vault_rows (gboolean lacks_key, CoffretBackupsAdvice backups, guint days)
{
  static const char *const titles[] = {
    [COFFRET_BACKUPS_NEVER] = N_ ("There is no backup yet"),
    [COFFRET_BACKUPS_OLD] = N_ ("Your backup is old"),
    [COFFRET_BACKUPS_SAME_DISK] = N_ ("Your only backup is not far enough away"),
  };
  GPtrArray *rows = rows_new ();

  if (backups != COFFRET_BACKUPS_FINE)
    add_vault_row (rows, _ (titles[backups]), backups_words (backups, days),
                   "drive-harddisk-symbolic", C_ ("step", "Back Up…"), "attention.back-up");
  if (lacks_key)
    add_vault_row (rows, _ ("There is no recovery sheet yet"),
                   g_strdup (_ ("Only this computer’s keyring opens your vault. A sheet of paper "
                                "opens it anywhere.")),
                   "coffret-keyring-symbolic", C_ ("step", "Make the Sheet…"), "win.make-sheet");
  return rows;
}

char *
coffret_attention_count_words (guint count)
{
  if (count == 0)
    return g_strdup (_ ("Nothing needs your attention"));
  return g_strdup_printf (
    ngettext ("%u thing needs your attention", "%u things need your attention", count), count);
}
