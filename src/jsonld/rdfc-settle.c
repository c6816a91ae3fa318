/* Blank nodes that their own quads do not tell apart: Hash N-Degree Quads (RDFC-1.0, 4.8). */
#include <stdlib.h>
#include <string.h>

#include "jsonld/rdfc-private.h"

/* Deeper recursion than WORK pays for in real graphs; keeps the stack small. */
#define MAX_DEPTH 256

/* An identifier issuer with the prefix "b" (section 4.5): the blank nodes in the order in which
 * they were issued an identifier. */
typedef struct {
  guint *blanks;
  guint n_blanks;
  guint room;
} Issuer;

typedef struct {
  CoffretHash hash;
  guint blank;
} Related;

static void
issuer_clear (Issuer *issuer)
{
  g_free (issuer->blanks);
  *issuer = (Issuer) { 0 };
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Issuer, issuer_clear)

static void
issuer_copy (Issuer *to, const Issuer *from)
{
  if (to->room < from->n_blanks) {
    to->room = from->room;
    to->blanks = g_renew (guint, to->blanks, to->room);
  }
  if (from->n_blanks > 0)
    memcpy (to->blanks, from->blanks, from->n_blanks * sizeof (guint));
  to->n_blanks = from->n_blanks;
}

static gboolean
issuer_find (const Issuer *issuer, guint blank, guint *number)
{
  for (guint i = 0; i < issuer->n_blanks; i++)
    if (issuer->blanks[i] == blank) {
      *number = i;
      return TRUE;
    }
  return FALSE;
}

static guint
issuer_add (Issuer *issuer, guint blank)
{
  if (issuer->n_blanks == issuer->room) {
    issuer->room = MAX (8, issuer->room * 2);
    issuer->blanks = g_renew (guint, issuer->blanks, issuer->room);
  }
  issuer->blanks[issuer->n_blanks] = blank;
  return issuer->n_blanks++;
}

gboolean
coffret_labelling_charge (CoffretLabelling *labelling, gsize steps, GError **error)
{
  if (steps <= labelling->work) {
    labelling->work -= steps;
    return TRUE;
  }
  g_set_error_literal (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_TOO_COMPLEX,
                       "blank nodes that take too much work to tell apart");
  return FALSE;
}

static void
append_hash (const CoffretLabelling *labelling, GString *text, const guint8 *hash)
{
  static const char digits[] = "0123456789abcdef";
  char hex[2 * COFFRET_DIGEST_MAX_LENGTH];
  gsize length = labelling->digest->length;

  for (gsize i = 0; i < length; i++) {
    hex[2 * i] = digits[hash[i] >> 4];
    hex[2 * i + 1] = digits[hash[i] & 15];
  }
  g_string_append_len (text, hex, 2 * length);
}

static gboolean
append_identifier (const CoffretLabelling *labelling,
                   const Issuer *issuer,
                   GString *text,
                   guint blank)
{
  guint number;

  if (labelling->issued[blank] != 0)
    g_string_append_printf (text, "_:c14n%u", labelling->issued[blank] - 1);
  else if (issuer_find (issuer, blank, &number))
    g_string_append_printf (text, "_:b%u", number);
  else
    return FALSE;
  return TRUE;
}

/* Hash Related Blank Node (section 4.7). */
static void
hash_related (const CoffretLabelling *labelling,
              const Issuer *issuer,
              const CoffretQuad *quad,
              char position,
              guint related,
              GString *scratch,
              guint8 *hash)
{
  g_string_truncate (scratch, 0);
  g_string_append_c (scratch, position);
  if (position != 'g') {
    g_string_append_c (scratch, '<');
    g_string_append (scratch, quad->predicate->value);
    g_string_append_c (scratch, '>');
  }
  if (!append_identifier (labelling, issuer, scratch, related))
    append_hash (labelling, scratch, labelling->hashes[related]);
  labelling->digest->compute (scratch->str, scratch->len, hash);
}

static int
compare_related (const void *a, const void *b)
{
  const Related *one = a;
  const Related *other = b;
  int order = memcmp (one->hash, other->hash, sizeof one->hash);

  return order != 0 ? order : one->blank < other->blank ? -1 : one->blank > other->blank;
}

/* The related nodes of BLANK with their hashes, sorted (section 4.8.3, steps 1 to 3). */
static GArray *
list_related (CoffretLabelling *labelling, guint blank, const Issuer *issuer, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (Related));
  g_autoptr (GString) scratch = g_string_sized_new (256);

  for (guint i = labelling->first[blank]; i < labelling->first[blank + 1]; i++) {
    const CoffretQuad *quad = &labelling->quads[labelling->its_quads[i]];
    const CoffretTerm *terms[] = { quad->subject, quad->object, quad->graph };

    for (guint k = 0; k < G_N_ELEMENTS (terms); k++) {
      Related related = { 0 };

      if (terms[k] == NULL || terms[k]->kind != COFFRET_TERM_BLANK || terms[k]->number == blank)
        continue;
      related.blank = terms[k]->number;
      hash_related (labelling, issuer, quad, "sog"[k], related.blank, scratch, related.hash);
      g_array_append_val (list, related);
      if (!coffret_labelling_charge (labelling, 1 + (scratch->len + issuer->n_blanks) / 256, error))
        return NULL;
    }
  }
  if (list->len > 1)
    qsort (list->data, list->len, sizeof (Related), compare_related);
  return g_steal_pointer (&list);
}

static void
swap (guint *one, guint *other)
{
  guint kept = *one;

  *one = *other;
  *other = kept;
}

/* The next arrangement in lexical order; FALSE after the last one. */
static gboolean
permute (guint *blanks, guint count)
{
  guint at = count;
  guint other = count;

  do {
    if (at < 2)
      return FALSE;
    at--;
  } while (blanks[at - 1] >= blanks[at]);
  do
    other--;
  while (blanks[other] <= blanks[at - 1]);
  swap (&blanks[other], &blanks[at - 1]);
  for (guint left = at, right = count - 1; left < right; left++, right--)
    swap (&blanks[left], &blanks[right]);
  return TRUE;
}

static gboolean hash_n_degree (CoffretLabelling *labelling,
                               guint blank,
                               Issuer *issuer,
                               guint depth,
                               guint8 *hash,
                               GError **error);

static gboolean
is_worse (const GString *path, const GString *chosen)
{
  return chosen->len > 0 && path->len >= chosen->len && strcmp (path->str, chosen->str) > 0;
}

/* One arrangement of nodes with one hash (step 5.4): its path, and the issuer after it. A path
 * that cannot win is left half done. */
static gboolean
walk (CoffretLabelling *labelling,
      const guint *blanks,
      guint count,
      Issuer *issuer,
      guint depth,
      const GString *chosen,
      GString *path,
      GError **error)
{
  g_autofree guint *recursions = g_new (guint, count);
  guint n_recursions = 0;

  for (guint i = 0; i < count; i++) {
    if (!append_identifier (labelling, issuer, path, blanks[i])) {
      recursions[n_recursions++] = blanks[i];
      g_string_append_printf (path, "_:b%u", issuer_add (issuer, blanks[i]));
    }
    if (is_worse (path, chosen))
      return TRUE;
  }
  for (guint i = 0; i < n_recursions; i++) {
    CoffretHash hash;
    guint number = 0;

    if (!hash_n_degree (labelling, recursions[i], issuer, depth + 1, hash, error))
      return FALSE;
    issuer_find (issuer, recursions[i], &number);
    g_string_append_printf (path, "_:b%u<", number);
    append_hash (labelling, path, hash);
    g_string_append_c (path, '>');
    if (is_worse (path, chosen))
      return TRUE;
  }
  return TRUE;
}

/* Steps 5.2 to 5.6: the least path over all arrangements of BLANKS; ISSUER becomes that of it. */
static gboolean
choose_path (CoffretLabelling *labelling,
             guint *blanks,
             guint count,
             Issuer *issuer,
             guint depth,
             GString *chosen,
             GError **error)
{
  g_auto (Issuer) best = { 0 };
  g_auto (Issuer) tried = { 0 };
  g_autoptr (GString) path = g_string_new (NULL);

  do {
    if (!coffret_labelling_charge (labelling, 1 + count + issuer->n_blanks / 256, error))
      return FALSE;
    g_string_truncate (path, 0);
    issuer_copy (&tried, issuer);
    if (!walk (labelling, blanks, count, &tried, depth, chosen, path, error) ||
        !coffret_labelling_charge (labelling, path->len / 64, error))
      return FALSE;
    if (chosen->len == 0 || strcmp (path->str, chosen->str) < 0) {
      Issuer beaten = best;

      g_string_assign (chosen, path->str);
      best = tried;
      tried = beaten;
    }
  } while (permute (blanks, count));
  issuer_copy (issuer, &best);
  return TRUE;
}

/* Section 4.8.3; ISSUER becomes the returned issuer. */
static gboolean
hash_n_degree (CoffretLabelling *labelling,
               guint blank,
               Issuer *issuer,
               guint depth,
               guint8 *hash,
               GError **error)
{
  g_autoptr (GArray) related = NULL;
  g_autoptr (GString) data = NULL;
  g_autoptr (GString) chosen = NULL;
  g_autofree guint *blanks = NULL;

  /* All that is left is charged, so that the refusal has one sentence. */
  if (!coffret_labelling_charge (labelling, depth < MAX_DEPTH ? 1 : G_MAXUINT, error))
    return FALSE;
  related = list_related (labelling, blank, issuer, error);
  if (related == NULL)
    return FALSE;
  data = g_string_new (NULL);
  chosen = g_string_new (NULL);
  blanks = g_new (guint, related->len + 1);

  for (guint i = 0, count; i < related->len; i += count) {
    const Related *first = &g_array_index (related, Related, i);

    for (count = 0; i + count < related->len &&
                    memcmp (first[count].hash, first->hash, sizeof first->hash) == 0;
         count++)
      blanks[count] = first[count].blank;
    append_hash (labelling, data, first->hash);
    g_string_truncate (chosen, 0);
    if (!choose_path (labelling, blanks, count, issuer, depth, chosen, error))
      return FALSE;
    g_string_append_len (data, chosen->str, chosen->len);
  }
  labelling->digest->compute (data->str, data->len, hash);
  return TRUE;
}

typedef struct {
  CoffretHash hash;
  Issuer issuer;
} Settled;

static int
compare_settled (const void *a, const void *b)
{
  const Settled *const *one = a;
  const Settled *const *other = b;

  return memcmp ((*one)->hash, (*other)->hash, sizeof (*one)->hash);
}

gboolean
coffret_labelling_settle (CoffretLabelling *labelling,
                          const guint *group,
                          guint count,
                          GError **error)
{
  g_autofree Settled *settled = g_new0 (Settled, count);
  g_autofree Settled **order = g_new (Settled *, count);
  guint n_settled = 0;
  gboolean good = TRUE;

  for (guint i = 0; good && i < count; i++) {
    Settled *one = &settled[n_settled];

    if (labelling->issued[group[i]] != 0)
      continue;
    issuer_add (&one->issuer, group[i]);
    order[n_settled++] = one;
    good = hash_n_degree (labelling, group[i], &one->issuer, 0, one->hash, error);
  }
  if (good)
    qsort (order, n_settled, sizeof *order, compare_settled);
  for (guint i = 0; i < n_settled; i++) {
    for (guint k = 0; good && k < order[i]->issuer.n_blanks; k++)
      if (labelling->issued[order[i]->issuer.blanks[k]] == 0)
        coffret_labelling_issue (labelling, order[i]->issuer.blanks[k]);
    issuer_clear (&order[i]->issuer);
  }
  return good;
}
