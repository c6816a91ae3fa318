/* player.h: plays one tutorial in one window, of the practice vault or of one's own.
 *
 * Puts the panel beside what the window shows, below it where that is narrow, and into a dialog
 * while one is open, so that it can always be read and used. Draws a line round what a step points
 * at, and sees after each frame whether the step is done, by whichever way; it never acts but when
 * asked to show, never takes the focus, and stops nobody. In one's own vault it shows only what
 * opens something: whatever changes the vault is left to its owner. Signals: moved (the step, from
 * 0; as many as there are steps: it is over), left, own (the learner wants to do the same in their
 * own vault).
 */
#pragma once

#include <adwaita.h>

#include "tutorials/lesson-panel.h"
#include "tutorials/tutorial.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_PLAYER (coffret_player_get_type ())
G_DECLARE_FINAL_TYPE (CoffretPlayer, coffret_player, COFFRET, PLAYER, GObject)

/* WINDOW, which has its content, lives longer than the player is used. OWN: it is on the learner's
 * own vault. */
CoffretPlayer *coffret_player_new (AdwApplicationWindow *window, gboolean own);
/* From STEP on, or from the last one before it that can be done now. What was played is left. */
void coffret_player_play (CoffretPlayer *self, CoffretTutorial *tutorial, guint step);
void coffret_player_leave (CoffretPlayer *self);
/* NULL: none is played. Borrowed. */
CoffretTutorial *coffret_player_get_tutorial (CoffretPlayer *self);
guint coffret_player_get_step (CoffretPlayer *self);
/* What it plays there; NULL: the end. Borrowed. */
const CoffretTutorialStep *coffret_player_get_current (CoffretPlayer *self);
guint coffret_player_count_steps (CoffretPlayer *self);
CoffretLessonPanel *coffret_player_get_panel (CoffretPlayer *self);

G_END_DECLS
