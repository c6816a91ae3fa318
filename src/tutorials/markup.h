/* markup.h: how the files of data/tutorials/ and data/help/ are read: strictly.
 *
 * Inside the module only. What is unknown, missing, twice there or too much is refused, with its
 * line. A kind of file is a list of elements and two functions that are told of each; what they
 * made of a file that is refused in the end is for their caller to throw away.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define COFFRET_MARKUP_MAX_BYTES (64 * 1024)
#define COFFRET_MARKUP_MAX_TEXT 200 /* bytes of one text, in English */

#define COFFRET_TUTORIAL_ERROR (coffret_tutorial_error_quark ())
GQuark coffret_tutorial_error_quark (void);

typedef enum {
  COFFRET_TUTORIAL_ERROR_TOO_LARGE,
  COFFRET_TUTORIAL_ERROR_SYNTAX,  /* no XML, or not of this kind */
  COFFRET_TUTORIAL_ERROR_UNKNOWN, /* an element, attribute or condition that there is not */
  COFFRET_TUTORIAL_ERROR_MISSING,
  COFFRET_TUTORIAL_ERROR_TWICE,
} CoffretTutorialError;

typedef struct _CoffretMarkup CoffretMarkup;

typedef struct {
  const char *name;
  const char *parent;     /* NULL: it is the outermost */
  const char *attributes; /* all that it may have, separated by spaces */
  gboolean has_text;
} CoffretMarkupElement;

typedef struct {
  const CoffretMarkupElement *elements; /* until one without a name */
  /* FALSE with an error. TEXT is taken, trimmed and not empty; NULL where ELEMENT has none. */
  gboolean (*begin) (CoffretMarkup *markup, const char *element, gpointer data, GError **error);
  gboolean (*end) (
    CoffretMarkup *markup, const char *element, char *text, gpointer data, GError **error);
} CoffretMarkupKind;

/* FALSE with a COFFRET_TUTORIAL_ERROR. */
gboolean
coffret_markup_read (const CoffretMarkupKind *kind, GBytes *bytes, gpointer data, GError **error);

/* Of the element that begins; borrowed; NULL: it has none of that name. */
const char *coffret_markup_attribute (CoffretMarkup *markup, const char *name);
/* The same, if it is made of small letters, digits and hyphens: what becomes a name in files and
 * settings. */
const char *coffret_markup_id (CoffretMarkup *markup, const char *name);
/* FALSE: the element that begins has no such number. */
gboolean coffret_markup_number (CoffretMarkup *markup, const char *name, guint *number);

/* For what is wrong with what is just read; FORMAT is in English. FALSE always. */
gboolean coffret_markup_refuse (CoffretMarkup *markup,
                                GError **error,
                                CoffretTutorialError code,
                                const char *format,
                                ...) G_GNUC_PRINTF (4, 5);
/* Into PLACE, which has to be empty; TEXT is taken. */
gboolean coffret_markup_set_once (
  CoffretMarkup *markup, const char *element, char **place, char *text, GError **error);

/* What is in the folder PREFIX of RESOURCE, by file: each made by MAKER, freed by FREE. What
 * belongs to the program is there and can be read. Owned. */
typedef gpointer (*CoffretMarkupMaker) (GBytes *bytes, GError **error);
GPtrArray *coffret_markup_list (GResource *resource,
                                const char *prefix,
                                CoffretMarkupMaker maker,
                                GDestroyNotify destroy);

G_END_DECLS
