#include "app/widgets/checking-bar.h"

#include <glib/gi18n-lib.h>

/* Fewer are done in a blink. */
#define WORTH_SHOWING 200

struct _CoffretCheckingBar {
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkProgressBar *progress;

  CoffretSession *session;  /* nullable */
  CoffretVerification *job; /* nullable */
};

G_DEFINE_FINAL_TYPE (CoffretCheckingBar, coffret_checking_bar, ADW_TYPE_BIN)

static void
update (CoffretCheckingBar *self)
{
  guint total = self->job ? coffret_verification_get_total (self->job) : 0;
  guint done = self->job ? coffret_verification_get_done (self->job) : 0;
  gboolean shown = self->job && coffret_verification_is_running (self->job) &&
                   !coffret_verification_is_cancelled (self->job) && total >= WORTH_SHOWING;

  if (shown) {
    g_autofree char *text = g_strdup_printf (
      /* Translators: both are numbers; the first is how many are done, the second of how many. */
      ngettext ("Looking whether they are genuine: %1$u of %2$u credential",
                "Looking whether they are genuine: %1$u of %2$u credentials", total),
      done, total);

    gtk_label_set_label (self->label, text);
    gtk_progress_bar_set_fraction (self->progress, (double) done / total);
  }
  gtk_revealer_set_reveal_child (self->revealer, shown);
}

static void
on_job_changed (CoffretCheckingBar *self)
{
  if (self->job)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_set_object (&self->job, coffret_session_get_verification (self->session));
  if (self->job)
    g_signal_connect_object (self->job, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
on_stop (CoffretCheckingBar *self)
{
  if (self->job)
    coffret_verification_cancel (self->job);
}

static void
coffret_checking_bar_dispose (GObject *object)
{
  CoffretCheckingBar *self = COFFRET_CHECKING_BAR (object);

  if (self->job)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (coffret_checking_bar_parent_class)->dispose (object);
}

static void
coffret_checking_bar_class_init (CoffretCheckingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_checking_bar_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/widgets/checking-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretCheckingBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, CoffretCheckingBar, label);
  gtk_widget_class_bind_template_child (widget_class, CoffretCheckingBar, progress);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
}

static void
coffret_checking_bar_init (CoffretCheckingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
coffret_checking_bar_set_session (CoffretCheckingBar *self, CoffretSession *session)
{
  g_set_object (&self->session, session);
  g_signal_connect_object (session, "notify::verification", G_CALLBACK (on_job_changed), self,
                           G_CONNECT_SWAPPED);
  on_job_changed (self);
}
