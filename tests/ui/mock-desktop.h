/* mock-desktop.h: the login manager and a screen saver, as far as Coffret asks them.
 *
 * On the session bus of the test, which is made the system bus too.
 */
#pragma once

#include <gio/gio.h>

typedef struct _MockDesktop MockDesktop;

typedef enum {
  MOCK_NO_AUTO = 1 << 0,    /* knows the session by its number only, which is 7 */
  MOCK_NO_SESSION = 1 << 1, /* and not at all */
  MOCK_NO_DELAY = 1 << 2,   /* sleep waits for nobody */
  MOCK_NO_SAVER = 1 << 3,   /* owns the screen saver's name and knows nothing of one */
} MockTrouble;

/* Before anything asks for the system bus. */
void mock_desktop_be_system (void);
MockDesktop *mock_desktop_new (MockTrouble trouble);
void mock_desktop_free (MockDesktop *self);

/* Emits; VALUES is taken and nullable. */
void mock_desktop_session_says (MockDesktop *self, const char *signal, GVariant *values);
void mock_desktop_session_is (MockDesktop *self, const char *property, gboolean value);
void mock_desktop_manager_says (MockDesktop *self, const char *signal, GVariant *values);
void mock_desktop_saver_says (MockDesktop *self, const char *signal, GVariant *values);

/* How often a delay was asked for; whether one is held now. */
guint mock_desktop_get_delays (MockDesktop *self);
gboolean mock_desktop_is_delayed (MockDesktop *self);
