#include "jsonld/rdfc.h"

#include <stdlib.h>
#include <string.h>

#include "jsonld/arena.h"
#include "jsonld/rdfc-private.h"

typedef struct {
  const char *text;
  gsize length;
} Piece;

/* The data set with every IRI and literal already written. */
typedef struct {
  const CoffretQuad *quads;
  guint n_quads;
  GString *text;
  Piece *iris; /* by number of the term */
  Piece *literals;
  gsize total; /* bytes of all lines, blank nodes with ROOM_FOR_LABEL each */
} Written;

/* "_:c14n" and ten digits; what is longer is counted. */
#define ROOM_FOR_LABEL 16

static void
written_clear (Written *written)
{
  if (written->text != NULL)
    g_string_free (written->text, TRUE);
  g_free (written->iris);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Written, written_clear)

static void
count_term (const CoffretTerm *term, guint *n_iris, guint *n_literals)
{
  if (term == NULL || term->kind == COFFRET_TERM_BLANK)
    return;
  if (term->kind == COFFRET_TERM_IRI)
    *n_iris = MAX (*n_iris, term->number + 1);
  else
    *n_literals = MAX (*n_literals, term->number + 1);
}

/* White space in an IRI would let one line read like another. */
static gboolean
check_iri (const char *iri, GError **error)
{
  for (const guchar *at = (const guchar *) iri; *at != '\0'; at++)
    if (*at <= 0x20) {
      g_set_error_literal (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_INVALID,
                           "an IRI with white space or a control character");
      return FALSE;
    }
  return TRUE;
}

/* A piece whose TEXT is an offset until the buffer stops moving. */
static gboolean
write_term (Written *written,
            const CoffretTerm *term,
            CoffretNquadsEscaping escaping,
            GError **error)
{
  Piece *piece;
  gsize start = written->text->len;

  if (term == NULL)
    return TRUE;
  if (term->kind == COFFRET_TERM_BLANK) {
    written->total += ROOM_FOR_LABEL;
    return TRUE;
  }
  piece = term->kind == COFFRET_TERM_IRI ? &written->iris[term->number]
                                         : &written->literals[term->number];
  if (piece->length == 0) {
    if (!check_iri (term->kind == COFFRET_TERM_IRI ? term->value : term->datatype, error))
      return FALSE;
    coffret_nquads_append_term (written->text, term, NULL, escaping);
    piece->text = GSIZE_TO_POINTER (start);
    piece->length = written->text->len - start;
  }
  written->total += piece->length;
  return TRUE;
}

static gboolean
write_terms (Written *written,
             const CoffretDataset *dataset,
             CoffretNquadsEscaping escaping,
             GError **error)
{
  guint n_iris = 0, n_literals = 0;

  written->quads = coffret_dataset_quads (dataset, &written->n_quads);
  for (guint i = 0; i < written->n_quads; i++) {
    const CoffretQuad *quad = &written->quads[i];

    count_term (quad->subject, &n_iris, &n_literals);
    count_term (quad->predicate, &n_iris, &n_literals);
    count_term (quad->object, &n_iris, &n_literals);
    count_term (quad->graph, &n_iris, &n_literals);
  }
  written->iris = g_new0 (Piece, n_iris + n_literals + 1);
  written->literals = written->iris + n_iris;
  written->text = g_string_sized_new (written->n_quads * 64);

  for (guint i = 0; i < written->n_quads; i++) {
    const CoffretQuad *quad = &written->quads[i];

    written->total += strlen (" . \n") + 2;
    if (!write_term (written, quad->subject, escaping, error) ||
        !write_term (written, quad->predicate, escaping, error) ||
        !write_term (written, quad->object, escaping, error) ||
        !write_term (written, quad->graph, escaping, error))
      return FALSE;
    if (written->total > COFFRET_RDFC_MAX_BYTES) {
      g_set_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_TOO_COMPLEX,
                   "a canonical form of more than %d bytes", COFFRET_RDFC_MAX_BYTES);
      return FALSE;
    }
  }
  for (guint i = 0; i < n_iris + n_literals; i++)
    written->iris[i].text = written->text->str + GPOINTER_TO_SIZE (written->iris[i].text);
  return TRUE;
}

static inline char *
put (char *to, const char *text, gsize length)
{
  memcpy (to, text, length);
  return to + length;
}

static inline char *
put_term (const Written *written, char *to, const CoffretTerm *term, const Piece *labels)
{
  const Piece *piece = term->kind == COFFRET_TERM_IRI     ? &written->iris[term->number]
                       : term->kind == COFFRET_TERM_BLANK ? &labels[term->number]
                                                          : &written->literals[term->number];

  to = put (to, piece->text, piece->length);
  *to++ = ' ';
  return to;
}

/* Section 4.6.3, step 3.1.1: the node itself is "a", every other one "z". */
static inline char *
put_masked (const Written *written, char *to, const CoffretTerm *term, guint self)
{
  if (term->kind != COFFRET_TERM_BLANK)
    return put_term (written, to, term, NULL);
  return put (to, term->number == self ? "_:a " : "_:z ", 4);
}

static int
compare_pieces (const void *a, const void *b)
{
  const Piece *one = a;
  const Piece *other = b;
  int order = memcmp (one->text, other->text, MIN (one->length, other->length));

  if (order != 0)
    return order;
  return one->length < other->length ? -1 : one->length > other->length;
}

/* Few lines are the rule: cheaper than a call for each comparison. */
static void
sort_pieces (Piece *pieces, guint count)
{
  if (count > 12) {
    qsort (pieces, count, sizeof *pieces, compare_pieces);
    return;
  }
  for (guint i = 1; i < count; i++) {
    Piece piece = pieces[i];
    guint at = i;

    for (; at > 0 && compare_pieces (&piece, &pieces[at - 1]) < 0; at--)
      pieces[at] = pieces[at - 1];
    pieces[at] = piece;
  }
}

static gsize
line_room (const Written *written, const CoffretQuad *quad)
{
  const CoffretTerm *terms[] = { quad->subject, quad->predicate, quad->object, quad->graph };
  gsize room = 2;

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    if (terms[i] != NULL)
      room +=
        1 + (terms[i]->kind == COFFRET_TERM_IRI       ? written->iris[terms[i]->number].length
             : terms[i]->kind == COFFRET_TERM_LITERAL ? written->literals[terms[i]->number].length
                                                      : 4);
  return room;
}

/* Hash First Degree Quads (section 4.6) of every blank node. The buffers grow to what the largest
 * needs and are used for all. */
static void
hash_first_degree (const Written *written, CoffretLabelling *labelling)
{
  gsize room = 0, most_lines = 0;
  g_autofree char *lines = NULL;
  g_autofree char *sorted = NULL;
  g_autofree Piece *pieces = NULL;

  for (guint blank = 0; blank < labelling->n_blanks; blank++) {
    gsize needed = 0;
    guint last = labelling->first[blank + 1];

    for (guint i = labelling->first[blank]; i < last; i++)
      needed += line_room (written, &written->quads[labelling->its_quads[i]]);
    room = MAX (room, needed);
    most_lines = MAX (most_lines, last - labelling->first[blank]);
  }
  lines = g_malloc (room + 1);
  sorted = g_malloc (room + 1);
  pieces = g_new (Piece, most_lines + 1);

  for (guint blank = 0; blank < labelling->n_blanks; blank++) {
    char *to = lines;
    guint count = 0;

    for (guint i = labelling->first[blank]; i < labelling->first[blank + 1]; i++) {
      const CoffretQuad *quad = &written->quads[labelling->its_quads[i]];
      const char *start = to;

      to = put_masked (written, to, quad->subject, blank);
      to = put_masked (written, to, quad->predicate, blank);
      to = put_masked (written, to, quad->object, blank);
      if (quad->graph != NULL)
        to = put_masked (written, to, quad->graph, blank);
      to = put (to, ".\n", 2);
      pieces[count++] = (Piece) { .text = start, .length = to - start };
    }
    sort_pieces (pieces, count);
    to = sorted;
    for (guint i = 0; i < count; i++)
      to = put (to, pieces[i].text, pieces[i].length);
    labelling->digest->compute (sorted, to - sorted, labelling->hashes[blank]);
  }
}

/* The blank nodes of QUAD, each once. */
static guint
list_blanks (const CoffretQuad *quad, guint *blanks)
{
  const CoffretTerm *terms[] = { quad->subject, quad->object, quad->graph };
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++) {
    gboolean known = FALSE;

    if (terms[i] == NULL || terms[i]->kind != COFFRET_TERM_BLANK)
      continue;
    for (guint k = 0; k < count; k++)
      known = known || blanks[k] == terms[i]->number;
    if (!known)
      blanks[count++] = terms[i]->number;
  }
  return count;
}

/* The blank node to quads map (section 4.4.3, step 2). */
static void
map_quads (CoffretLabelling *labelling, guint n_quads, CoffretArena *arena)
{
  guint blanks[3];
  guint total = 0;

  labelling->first = coffret_arena_alloc0 (arena, (labelling->n_blanks + 2) * sizeof (guint));
  /* Counted one place further on, so that filling moves each start to where it belongs. */
  for (guint i = 0; i < n_quads; i++) {
    guint count = list_blanks (&labelling->quads[i], blanks);

    for (guint k = 0; k < count; k++)
      labelling->first[blanks[k] + 2]++;
    total += count;
  }
  for (guint i = 2; i < labelling->n_blanks + 2; i++)
    labelling->first[i] += labelling->first[i - 1];
  labelling->its_quads = coffret_arena_alloc (arena, (total + 1) * sizeof (guint));
  for (guint i = 0; i < n_quads; i++) {
    guint count = list_blanks (&labelling->quads[i], blanks);

    for (guint k = 0; k < count; k++)
      labelling->its_quads[labelling->first[blanks[k] + 1]++] = i;
  }
}

static int
compare_hashes (const void *a, const void *b, void *data)
{
  const CoffretLabelling *labelling = data;
  guint one = *(const guint *) a;
  guint other = *(const guint *) b;
  int order = memcmp (labelling->hashes[one], labelling->hashes[other], labelling->digest->length);

  return order != 0 ? order : one < other ? -1 : one > other;
}

static guint
group_size (const CoffretLabelling *labelling, const guint *order, guint count)
{
  guint size = 1;

  while (size < count && memcmp (labelling->hashes[order[0]], labelling->hashes[order[size]],
                                 labelling->digest->length) == 0)
    size++;
  return size;
}

static gboolean
issue_all (CoffretLabelling *labelling, CoffretArena *arena, GError **error)
{
  guint *order = coffret_arena_alloc (arena, (labelling->n_blanks + 1) * sizeof (guint));
  guint count = 0;

  for (guint blank = 0; blank < labelling->n_blanks; blank++)
    if (labelling->first[blank] < labelling->first[blank + 1])
      order[count++] = blank;
  qsort_r (order, count, sizeof *order, compare_hashes, labelling);
  for (guint i = 0, size; i < count; i += size) {
    size = group_size (labelling, order + i, count - i);
    if (size == 1)
      coffret_labelling_issue (labelling, order[i]);
  }
  if (labelling->n_issued == count)
    return TRUE;
  for (guint i = 0, size; i < count; i += size) {
    size = group_size (labelling, order + i, count - i);
    if (size > 1 && !coffret_labelling_settle (labelling, order + i, size, error))
      return FALSE;
  }
  return TRUE;
}

static char **
labels_of (const CoffretLabelling *labelling)
{
  gsize pointers = (labelling->n_blanks + 1) * sizeof (char *);
  char **labels = g_malloc (pointers + labelling->n_blanks * ROOM_FOR_LABEL);
  char *text = (char *) labels + pointers;

  for (guint blank = 0; blank < labelling->n_blanks; blank++) {
    guint number = labelling->issued[blank];
    char digits[10];
    guint length = 0;

    if (number == 0) {
      labels[blank] = NULL;
      continue;
    }
    number--;
    do
      digits[length++] = '0' + number % 10;
    while ((number /= 10) > 0);
    labels[blank] = text;
    text = put (text, "c14n", 4);
    while (length > 0)
      *text++ = digits[--length];
    *text++ = '\0';
  }
  labels[labelling->n_blanks] = NULL;
  return labels;
}

static char **
label (
  const Written *written, guint n_blanks, const CoffretDigest *digest, guint work, GError **error)
{
  CoffretArena arena = { 0 };
  CoffretLabelling labelling = {
    .quads = written->quads, .n_blanks = n_blanks, .digest = digest, .work = work
  };
  char **labels = NULL;

  map_quads (&labelling, written->n_quads, &arena);
  labelling.hashes = coffret_arena_alloc (&arena, (n_blanks + 1) * sizeof (CoffretHash));
  labelling.issued = coffret_arena_alloc0 (&arena, (n_blanks + 1) * sizeof (guint));
  hash_first_degree (written, &labelling);
  if (issue_all (&labelling, &arena, error))
    labels = labels_of (&labelling);
  coffret_arena_clear (&arena);
  return labels;
}

char **
coffret_rdfc_label (const CoffretDataset *dataset,
                    const CoffretDigest *digest,
                    CoffretNquadsEscaping escaping,
                    guint work,
                    GError **error)
{
  g_auto (Written) written = { 0 };

  if (!write_terms (&written, dataset, escaping, error))
    return NULL;
  return label (&written, coffret_dataset_count_blanks (dataset), digest, work, error);
}

/* Labels with their "_:", and how much longer than ROOM_FOR_LABEL they make the text. */
static Piece *
label_pieces (const Written *written, guint n_blanks, const char *const *labels, gsize *more)
{
  gsize longest = 0, room = 0;
  Piece *pieces;
  char *text;

  for (guint i = 0; i < n_blanks; i++)
    if (labels[i] != NULL) {
      gsize length = strlen (labels[i]) + 2;

      longest = MAX (longest, length);
      room += length;
    }
  pieces = g_malloc0 (n_blanks * sizeof (Piece) + room + 1);
  text = (char *) (pieces + n_blanks);
  for (guint i = 0; i < n_blanks; i++)
    if (labels[i] != NULL) {
      gsize length = strlen (labels[i]);

      pieces[i] = (Piece) { .text = text, .length = length + 2 };
      text = put (put (text, "_:", 2), labels[i], length);
    }
  *more = longest > ROOM_FOR_LABEL ? (longest - ROOM_FOR_LABEL) * 3 * written->n_quads : 0;
  return pieces;
}

static CoffretCanonical *
write_sorted (const Written *written, guint n_blanks, const char *const *labels)
{
  gsize more;
  g_autofree Piece *names = label_pieces (written, n_blanks, labels, &more);
  g_autofree char *lines = g_malloc (written->total + more + 1);
  g_autofree Piece *pieces = g_new (Piece, written->n_quads + 1);
  CoffretCanonical *canonical = g_new0 (CoffretCanonical, 1);
  char *to = lines;

  for (guint i = 0; i < written->n_quads; i++) {
    const CoffretQuad *quad = &written->quads[i];
    const char *start = to;

    to = put_term (written, to, quad->subject, names);
    to = put_term (written, to, quad->predicate, names);
    to = put_term (written, to, quad->object, names);
    if (quad->graph != NULL)
      to = put_term (written, to, quad->graph, names);
    to = put (to, ".\n", 2);
    pieces[i] = (Piece) { .text = start, .length = to - start };
  }
  sort_pieces (pieces, written->n_quads);

  canonical->length = to - lines;
  canonical->n_lines = written->n_quads;
  canonical->starts = g_new (gsize, written->n_quads + 1);
  canonical->text = g_malloc (canonical->length + 1);
  to = canonical->text;
  for (guint i = 0; i < written->n_quads; i++) {
    canonical->starts[i] = to - canonical->text;
    to = put (to, pieces[i].text, pieces[i].length);
  }
  canonical->starts[written->n_quads] = canonical->length;
  *to = '\0';
  return canonical;
}

CoffretCanonical *
coffret_rdfc_write (const CoffretDataset *dataset,
                    const char *const *labels,
                    CoffretNquadsEscaping escaping,
                    GError **error)
{
  g_auto (Written) written = { 0 };

  if (!write_terms (&written, dataset, escaping, error))
    return NULL;
  return write_sorted (&written, coffret_dataset_count_blanks (dataset), labels);
}

CoffretCanonical *
coffret_rdfc_canonicalise (const CoffretDataset *dataset,
                           const CoffretDigest *digest,
                           CoffretNquadsEscaping escaping,
                           guint work,
                           char ***labels,
                           GError **error)
{
  g_auto (Written) written = { 0 };
  g_autofree char **given = NULL;
  CoffretCanonical *canonical;
  guint n_blanks = coffret_dataset_count_blanks (dataset);

  if (!write_terms (&written, dataset, escaping, error))
    return NULL;
  given = label (&written, n_blanks, digest, work, error);
  if (given == NULL)
    return NULL;
  canonical = write_sorted (&written, n_blanks, (const char *const *) given);
  if (labels != NULL)
    *labels = g_steal_pointer (&given);
  return canonical;
}

void
coffret_canonical_free (CoffretCanonical *canonical)
{
  if (canonical == NULL)
    return;
  g_free (canonical->text);
  g_free (canonical->starts);
  g_free (canonical);
}
