/* own-texts.h: the texts of a credential that the holder may put into words of their own.
 *
 * Own words are shown where the issuer's stand, always marked as the holder's, and only while the
 * issuer's are asked for in no other way.
 */
#pragma once

#include <gtk/gtk.h>

#include "credential/credential.h"
#include "vault/layer.h"

G_BEGIN_DECLS

typedef struct {
  char *label; /* what it is, such as "Description" */
  char *text;  /* the issuer's, as it is shown */
} CoffretOwnTextPlace;

/* CoffretOwnTextPlace's, each text once, as LANGUAGES (coffret_text_best()) choose them; owned. */
GPtrArray *
coffret_own_texts_list (const CoffretCredential *credential, const char *const *languages);
/* What own words are written in: the reader's language, as "fr". Owned. */
char *coffret_own_texts_language (void);
/* Puts the holder's words for what CONTENT (coffret_sections_append()) shows in its place. Returns
 * how many. */
guint coffret_own_texts_show (GtkWidget *content, const CoffretLayer *layer);

G_END_DECLS
