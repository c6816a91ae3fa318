#include "app/widgets/person-card.h"

#include <glib/gi18n-lib.h>

#include "app/people.h"
#include "app/spoken.h"
#include "organise/practice.h"

struct _CoffretPersonCard {
  AdwBin parent_instance;

  GtkWidget *button;
  AdwAvatar *picture;
  GtkLabel *person;
  GtkLabel *story;
};

G_DEFINE_FINAL_TYPE (CoffretPersonCard, coffret_person_card, ADW_TYPE_BIN)

static void
coffret_person_card_class_init (CoffretPersonCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/widgets/person-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretPersonCard, button);
  gtk_widget_class_bind_template_child (widget_class, CoffretPersonCard, picture);
  gtk_widget_class_bind_template_child (widget_class, CoffretPersonCard, person);
  gtk_widget_class_bind_template_child (widget_class, CoffretPersonCard, story);
}

static void
coffret_person_card_init (CoffretPersonCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
coffret_person_card_set_session (CoffretPersonCard *self, CoffretSession *session)
{
  const CoffretPracticeSet *set = coffret_practice_get (session);
  g_autofree char *story = set ? coffret_people_story (set->id) : NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), set != NULL);
  if (!set)
    return;
  adw_avatar_set_text (self->picture, set->person);
  gtk_label_set_label (self->person, set->person);
  gtk_label_set_label (self->story, story);
  /* Translators: a button as a screen reader says it; %1$s is the name of an invented person, %2$s
   * their story in a sentence */
  words = g_strdup_printf (_ ("%1$s. %2$s Choose another person"), set->person, story);
  coffret_spoken_set (self->button, words);
}
