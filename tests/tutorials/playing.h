/* playing.h: what the tests that play lessons share: a window, its player, and somebody who wants
 * to be shown everything. Whatever waits, waits for what must come. */
#pragma once

#include "app/window.h"
#include "organise/practice.h"
#include "tutorials/player.h"

typedef struct {
  CoffretDoor *door;
  CoffretWindow *window;
  CoffretPlayer *player;
  GPtrArray *tutorials;
} Playing;

/* On the practice vault; OWN: on an empty one, as if it were the learner's own. */
void playing_open (Playing *playing, int width, gboolean own);
/* As the end of a fixture. */
void playing_close (Playing *playing, gconstpointer unused);
/* The list is on the screen and shows what there is: that is asked of a worker. */
void playing_wait_for_rows (Playing *playing);
AdwApplicationWindow *playing_window_of (Playing *playing);
CoffretLessonPanel *playing_panel (Playing *playing);
guint playing_step_of (Playing *playing);
CoffretTutorial *playing_lesson (Playing *playing, const char *id);
const CoffretPracticeSet *playing_practised (Playing *playing);
/* By the panel: "next", "show", … */
void playing_ask (Playing *playing, const char *what);
void playing_act (Playing *playing, const char *action);
/* One frame; the player looks after each. */
void playing_draw (Playing *playing);
/* Until the player is at STEP. */
void playing_wait_for (Playing *playing, guint step);
void playing_wait_for_notice (Playing *playing);
void playing_wait_for_no_notice (Playing *playing);
/* Until the notice is TEXT, which is in English. */
void playing_wait_to_read (Playing *playing, const char *text);
/* What the current step points at, once it is on the screen. */
void playing_wait_for_target (Playing *playing, const char *target);
void playing_begin (Playing *playing, const char *id);
/* One step, as somebody does it who wants to be shown everything. */
void playing_take_step (Playing *playing);
void playing_take_steps_to (Playing *playing, const char *id);
void playing_finish (Playing *playing);
/* The list and nothing over it, as at the beginning. */
void playing_go_home (Playing *playing);
