/* application.h: the program: its options, its one window and its one door.
 *
 * One instance per vault: a second start with the same folder brings the first
 * one's window forward and hands it the files. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_APPLICATION (coffret_application_get_type ())
G_DECLARE_FINAL_TYPE (CoffretApplication, coffret_application, COFFRET, APPLICATION, AdwApplication)

CoffretApplication *coffret_application_new (void);

G_END_DECLS
