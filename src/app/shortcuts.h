/* shortcuts.h: every key of the program, in one list.
 *
 * What the help shows is what the widgets bind: they take their keys from here, and a
 * test finds each key that a widget binds in the list, and each of the list in a widget.
 * Keys that GTK itself binds (Return in a list) are listed without an action.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  const char *title;   /* what it does; with the context "shortcut window" */
  const char *keys;    /* accelerators that do the same, separated by spaces */
  const char *actions; /* which of these it is depends on the place; NULL: GTK's own */
  const char *target;  /* nullable; of the action, as GVariant's text */
} CoffretShortcut;

typedef struct {
  const char *title;
  const CoffretShortcut *shortcuts; /* until one without a title */
} CoffretShortcutGroup;

/* Until one without a title. */
const CoffretShortcutGroup *coffret_shortcuts_get_groups (void);

/* The texts of the list in the reader's language. */
const char *coffret_shortcuts_say (const char *title);

/* As the accelerator KEY of the list is bound: back is where reading comes from, as in the pages
 * of libadwaita. */
const char *coffret_shortcuts_turn (const char *key);

/* Binds all keys that do ACTION; there must be some. */
void coffret_shortcuts_bind (GtkWidgetClass *klass, const char *action);
/* What holds for the whole window, in all dialogs from now on: no key reaches from a dialog to what
 * lies below it. To be called before there is any. */
void coffret_shortcuts_bind_dialogs (void);
/* The same for an action of the application. */
void coffret_shortcuts_bind_application (GtkApplication *application, const char *action);

/* Each key of one accelerator in the order in which they are pressed, as keyboards
 * show it ("Ctrl", "Z") or as it is said ("Control", "Z"). */
char **coffret_shortcuts_caps (const char *accelerator);
char *coffret_shortcuts_words (const char *accelerator);
/* "Back to the list, Escape or Alt Left arrow": as a screen reader says a row. */
char *coffret_shortcuts_sentence (const CoffretShortcut *shortcut);

G_END_DECLS
