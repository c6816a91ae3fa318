/* ui-testing.h: what the tests of the window share. */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

/* GLib's, GTK's and libadwaita's beginnings. */
void ui_testing_init (int *argc, char ***argv);
/* The program's own style, as the application puts it on. */
void ui_testing_wear_style (void);
/* Runs the main loop until FUTURE, which is taken, is settled; it must resolve. */
void ui_testing_await (DexFuture *future, GValue *value);
/* The same for one that must be rejected. */
GError *ui_testing_await_error (DexFuture *future);
/* Runs the main loop until nothing is left to do. */
void ui_testing_settle (void);
/* The same until no worker has anything left to do either, and two frames after that: whatever was
 * asked for by then has come, is laid out, and has the focus that it takes. */
void ui_testing_rest (GtkWindow *window);

/* A session on a vault in memory with N invented credentials: each was awarded a
 * month before the one before it, every other one has a picture. */
CoffretSession *ui_testing_session_new (guint n);
/* The credential of that number, from 0, as JSON. */
GBytes *ui_testing_credential_new (guint number);
/* Of the library; kept until the session ends. */
CoffretEntry *ui_testing_entry (CoffretSession *session, guint position);

/* Runs the main loop until CONDITION holds. */
#define ui_testing_wait_until(condition)                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
  }                                                                                                \
  G_STMT_END

/* Whether one of PROPERTIES (names, up to NULL) that WIDGET has is TEXT, but for a mnemonic. */
gboolean ui_testing_says (GtkWidget *widget, const char *const *properties, const char *text);
/* The first below WIDGET, or itself, that is a TYPE; NULL: none. */
GtkWidget *ui_testing_find (GtkWidget *widget, GType type);
/* The same that is shown and has TEXT as its label or title, but for a mnemonic. */
GtkWidget *ui_testing_find_text (GtkWidget *widget, GType type, const char *text);
/* A part of WIDGET's template, which must be there. */
GtkWidget *ui_testing_part (GtkWidget *widget, const char *name);
/* The words of the newest toast below WIDGET; NULL: there is none. Borrowed. */
const char *ui_testing_toast (GtkWidget *widget);
/* What another program reads from a code that PICTURE, which is on the screen, shows; owned. */
char *ui_testing_scan (GtkWidget *picture);

/* A window on a vault in memory with N invented credentials, as a guest has it: with "win.undo" and
 * whatever else a window has. */
typedef struct {
  GtkWindow *window;
  CoffretSession *session;
  CoffretLibrary *library;
  gpointer door;
} UiTestingHouse;

void ui_testing_house_open (UiTestingHouse *house, guint n);
/* The same on a vault of the owner's, which is made in FOLDER. */
void ui_testing_house_open_kept (UiTestingHouse *house, const char *folder, guint n);
/* Ends it, and makes sure that nothing keeps it. */
void ui_testing_house_close (UiTestingHouse *house);
/* The dialog on top; waits until it is there. */
AdwDialog *ui_testing_house_dialog (UiTestingHouse *house);
/* The same until there is none. */
void ui_testing_house_no_dialog (UiTestingHouse *house);
/* By "win.undo", until there is one step less. */
void ui_testing_house_undo (UiTestingHouse *house);

/* Presents the window and lets it draw itself. */
void ui_testing_show (GtkWindow *window);
/* How many controls below WIDGET have no name, and how many keys our widgets there bind
 * without the help's listing them (shortcuts.h); each is named in a message. */
guint ui_testing_audit (GtkWidget *widget);
/* Whether WIDGET or what is below it binds that key (an accelerator) to ACTION; to
 * anything when ACTION is NULL. */
gboolean ui_testing_binds (GtkWidget *widget, const char *key, const char *action);
/* A real key, named as X names it ("ctrl+l"), for what has the focus; there has to be a window
 * manager. What it does comes later. */
void ui_testing_press (const char *key);
/* What a screen reader was told last; "" when nothing was since this was asked. */
char *ui_testing_take_announced (void);
/* Waits until nobody keeps what WATCHED, a weak pointer, points at; it is a failure that somebody
 * does while there is nothing left to do. */
void ui_testing_await_end (gpointer *watched);
/* Closes the window and makes sure that nothing keeps it. */
void ui_testing_finish (GtkWindow *window);
