/* verdict-badge.h: a verdict as shape, colour and word; all three from verdict.h.
 *
 * Where there is too little room the word goes on in a further line. Property: one-line, for where
 * it stands beside a text that can do so instead.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_VERDICT_BADGE (coffret_verdict_badge_get_type ())
G_DECLARE_FINAL_TYPE (CoffretVerdictBadge, coffret_verdict_badge, COFFRET, VERDICT_BADGE, GtkBox)

/* NULL: not checked yet. */
void coffret_verdict_badge_set_verdict (CoffretVerdictBadge *self, const char *verdict);

/* Closures of the UI file; owned by the caller. */
char *coffret_verdict_badge_icon (gpointer self, const char *verdict);
char *coffret_verdict_badge_word (gpointer self, const char *verdict);

G_END_DECLS
