/* vocabulary.h: every word that stands in some credential, once, and every passage.
 *
 * What is searched is folded text with one space between words (base/fold.h). Much of it stands in
 * many credentials: it is cut into passages, always at the same words, so that what says the same
 * has the same passages, and a credential keeps no more than their numbers. What is looked for and
 * holds no space stands in a text just if it stands in one of its words: a search looks through the
 * words once, then through the passages, and of each text only at the numbers; so it does for what
 * comes close to a word. What holds spaces is a run of words. Counted; grows only; any thread.
 * Inside the module only.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CoffretVocabulary CoffretVocabulary;
/* Some words, by their numbers. */
typedef struct _CoffretWordSet CoffretWordSet;

/* Whether WORD (folded, without spaces) is wanted. */
typedef gboolean (*CoffretWordFunc) (const char *word, gpointer data);

CoffretVocabulary *coffret_vocabulary_new (void);
CoffretVocabulary *coffret_vocabulary_ref (CoffretVocabulary *vocabulary);
void coffret_vocabulary_unref (CoffretVocabulary *vocabulary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretVocabulary, coffret_vocabulary_unref)

/* Puts the numbers of the words of FOLDED (nullable) behind INTO; those that were not known are
 * from now on. */
void coffret_vocabulary_pack (CoffretVocabulary *vocabulary, const char *folded, GByteArray *into);

/* INTO becomes the text that was packed into SIZE bytes from PACKED on. */
void coffret_vocabulary_unpack (CoffretVocabulary *vocabulary,
                                const guint8 *packed,
                                gsize size,
                                GString *into);

/* The words with PART, which is folded and has no space, somewhere in them. In what is long and
 * full of digits, an address or an identifier, a few letters are no more than chance: there a short
 * PART is a piece between two signs. */
CoffretWordSet *coffret_vocabulary_find (CoffretVocabulary *vocabulary, const char *part);
/* Those of them that FUNC (nullable) wants, too. CODES: also addresses and
 * identifiers. FUNC may not ask the vocabulary anything. */
CoffretWordSet *coffret_vocabulary_find_if (CoffretVocabulary *vocabulary,
                                            const char *part,
                                            gboolean codes,
                                            CoffretWordFunc func,
                                            gpointer data);
/* The words that FUNC wants, but for codes. FUNC may not ask the vocabulary anything. */
CoffretWordSet *
coffret_vocabulary_choose (CoffretVocabulary *vocabulary, CoffretWordFunc func, gpointer data);
/* TEXT (nullable), the same for all that ask for the same; good as long as VOCABULARY is. Not
 * GLib's interned strings: one that a thread gives up may be handed out by another. */
const char *coffret_vocabulary_share (CoffretVocabulary *vocabulary, const char *text);

guint coffret_vocabulary_count (CoffretVocabulary *vocabulary);

void coffret_word_set_free (CoffretWordSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretWordSet, coffret_word_set_free)
guint coffret_word_set_count (const CoffretWordSet *set);
/* What is in OTHER is in SET from now on; of the same vocabulary. */
void coffret_word_set_add_all (CoffretWordSet *set, const CoffretWordSet *other);
/* Whether one of the packed words, SIZE bytes from PACKED on, is in SET. These were packed before
 * SET was made. */
gboolean coffret_word_set_meets (const CoffretWordSet *set, const guint8 *packed, gsize size);

/* So many words a run is long at most. */
#define COFFRET_RUN_MOST 63

/* Whether of the words packed into SIZE bytes from PACKED on some that follow one another are in
 * SETS[0], SETS[1] and so on to the last of N_SETS. */
gboolean coffret_vocabulary_has_run (CoffretVocabulary *vocabulary,
                                     const guint8 *packed,
                                     gsize size,
                                     const CoffretWordSet *const *sets,
                                     guint n_sets);

G_END_DECLS
