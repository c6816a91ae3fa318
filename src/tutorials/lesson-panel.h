/* lesson-panel.h: a step of a lesson, and what one can do about it.
 *
 * Shows and asks; the player (player.h) answers. Each step is told to the screen reader as it
 * comes, and is read aloud while the learner wants that. Signal: asked (what: "back", "next",
 * "show", "go", "own" or "leave"). Property: aloud.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_LESSON_PANEL (coffret_lesson_panel_get_type ())
G_DECLARE_FINAL_TYPE (CoffretLessonPanel, coffret_lesson_panel, COFFRET, LESSON_PANEL, GtkBox)

CoffretLessonPanel *coffret_lesson_panel_new (void);
/* All translated. NUMBER from 1; above COUNT: the end, which has no number. */
void coffret_lesson_panel_show_step (
  CoffretLessonPanel *self, const char *title, guint number, guint count, const char *text);
/* To those who only hear it. */
void coffret_lesson_panel_say_closed (CoffretLessonPanel *self);
/* NULL: nothing to notice. */
void coffret_lesson_panel_set_notice (CoffretLessonPanel *self, const char *text);
void coffret_lesson_panel_enable (CoffretLessonPanel *self, const char *what, gboolean enabled);
/* Whether the learner is asked to do the same in their own vault. */
void coffret_lesson_panel_offer_own (CoffretLessonPanel *self, gboolean offered);
/* Translated, with a mnemonic. */
void coffret_lesson_panel_name_next (CoffretLessonPanel *self, const char *label);
/* To what is to be read, for whoever is elsewhere in the same window or dialog; and back to where
 * they were. */
void coffret_lesson_panel_turn (CoffretLessonPanel *self);
/* DIALOG, that the panel is not in, knows the keys of the lesson from now on. */
void coffret_lesson_panel_lend_keys (CoffretLessonPanel *self, GtkWidget *dialog);
const char *coffret_lesson_panel_get_text (CoffretLessonPanel *self);
const char *coffret_lesson_panel_get_notice (CoffretLessonPanel *self); /* NULL: none */

G_END_DECLS
