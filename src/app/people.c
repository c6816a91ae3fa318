#include "app/people.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/people-dialog.h"
#include "app/shortcuts.h"
#include "app/window.h"
#include "organise/practice.h"
#include "practice/person.h"

static const char *const acts[] = { "win.people", "win.next-person", "win.begin-again" };

/* Of whom the open vault is; NULL: of nobody invented. */
static const char *
current (GtkWidget *window)
{
  CoffretSession *session =
    coffret_door_get_session (coffret_window_get_door (COFFRET_WINDOW (window)));
  const CoffretPracticeSet *set = session ? coffret_practice_get (session) : NULL;

  return set ? set->id : NULL;
}

char *
coffret_people_story (const char *id)
{
  g_autoptr (CoffretPerson) person = coffret_person_find (id);

  return person ? g_strdup (coffret_text_best (person->story, NULL)) : NULL;
}

const char *
coffret_people_mark (GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);

  return COFFRET_IS_WINDOW (root) && current (GTK_WIDGET (root))
           ? _ ("For practice only: these people are invented.")
           : NULL;
}

void
coffret_people_begin (GtkWidget *from, const char *id)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (from));
  g_autoptr (CoffretPerson) person = coffret_person_find (id);
  g_autofree char *words = NULL;

  if (!window || !person)
    return;
  /* Translators: %s is the name of an invented person */
  words = g_strdup_printf (_ ("You practise with %s now"), person->name);
  gtk_widget_activate_action (window, "app.person", "s", person->id);
  gtk_accessible_announce (GTK_ACCESSIBLE (window), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
do_people (GtkWidget *widget, const char *action, GVariant *target)
{
  if (current (widget))
    adw_dialog_present (ADW_DIALOG (coffret_people_dialog_new (current (widget))), widget);
}

static void
do_next (GtkWidget *widget, const char *action, GVariant *target)
{
  g_autoptr (CoffretPerson) next =
    current (widget) ? coffret_person_after (current (widget)) : NULL;

  if (next)
    coffret_people_begin (widget, next->id);
}

static void
do_again (GtkWidget *widget, const char *action, GVariant *target)
{
  g_autofree char *id = g_strdup (current (widget));

  if (id)
    coffret_people_begin (widget, id);
}

void
coffret_people_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.people", NULL, do_people);
  gtk_widget_class_install_action (widget_class, "win.next-person", NULL, do_next);
  gtk_widget_class_install_action (widget_class, "win.begin-again", NULL, do_again);
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    coffret_shortcuts_bind (widget_class, acts[i]);
}

void
coffret_people_allow (GtkWidget *window, CoffretSession *session)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    gtk_widget_action_set_enabled (window, acts[i],
                                   session && coffret_session_is_practice (session));
}
