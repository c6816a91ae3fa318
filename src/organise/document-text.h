/* document-text.h: what a document says, asked of a program of its own (app/decode/document.c).
 *
 * That program has no rights and little memory and time. What it answers is believed no more than
 * the document is: it is parsed here within bounds. Inside the module only.
 */
#pragma once

#include <gio/gio.h>

#include "vault/vault.h"

G_BEGIN_DECLS

typedef struct {
  int pages;        /* 0: unknown */
  char *title;      /* NULL: none */
  char *signatures; /* JSON: [{"status": "intact|followed|broken|unknown", "time": 0, "name": ""}];
                       NULL: none */
  char **words;     /* folded, each once, never NULL */
} CoffretDocumentText;

void coffret_document_text_free (CoffretDocumentText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretDocumentText, coffret_document_text_free)

/* From what the program answered. Never NULL: what cannot be read of it is left out. */
CoffretDocumentText *coffret_document_text_parse (const char *answer, gsize length);
/* Plain text instead. */
CoffretDocumentText *coffret_document_text_of_plain (const char *text, gsize length);

/* The program asked of the original, of MEDIA_TYPE and SIZE bytes. Blocks for 30 seconds at most.
 * NULL without error: there is nothing to read in such a file. */
CoffretDocumentText *coffret_document_text_read (
  CoffretVault *vault, const char *original, const char *media_type, gint64 size, GError **error);
/* How PAGE (from 0) of that PDF looks, as a PNG no larger than WIDTH and HEIGHT. Blocks as above.
 */
GBytes *coffret_document_draw (CoffretVault *vault,
                               const char *original,
                               gint64 size,
                               int page,
                               int width,
                               int height,
                               GError **error);

G_END_DECLS
