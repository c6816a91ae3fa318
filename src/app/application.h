/* application.h: the program: its options, its one window and its one door.
 *
 * One instance per vault: a second start with the same folder brings the first
 * one's window forward and hands it the files. */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_APPLICATION (coffret_application_get_type ())
G_DECLARE_FINAL_TYPE (CoffretApplication, coffret_application, COFFRET, APPLICATION, AdwApplication)

CoffretApplication *coffret_application_new (void);
/* Whether its vault is to practise in. */
gboolean coffret_application_is_practice (CoffretApplication *self);
/* Whether it is a guest session, or the practice that belongs to one: nothing of it is kept. */
gboolean coffret_application_is_guests (CoffretApplication *self);
/* OPTION, and what a program of the same kind beside this one is to be started with: a guest's is a
 * guest's too, and speaks the same language. */
char **coffret_application_dup_options (CoffretApplication *self, const char *option);
/* The lesson that it was started for; NULL: none. */
const char *coffret_application_get_lesson (CoffretApplication *self);
/* LESSON (nullable) is played now: it goes on when the program begins anew. */
void coffret_application_set_learnt (CoffretApplication *self, const char *lesson);
/* The folder of the owner's vault as it was started with; NULL: the usual one. */
const char *coffret_application_get_folder (CoffretApplication *self);
CoffretDoor *coffret_application_get_door (CoffretApplication *self); /* nullable */
/* At its end: with what the program is to begin anew (again.h); NULL when it has ended. */
char **coffret_application_dup_arguments_again (CoffretApplication *self);

G_END_DECLS
