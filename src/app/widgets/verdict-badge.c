#include "app/widgets/verdict-badge.h"

#include "app/widgets/verdict.h"

struct _CoffretVerdictBadge {
  GtkBox parent_instance;

  char *verdict;
  const char *style;
  gboolean one_line;
};

G_DEFINE_FINAL_TYPE (CoffretVerdictBadge, coffret_verdict_badge, GTK_TYPE_BOX)

enum {
  PROP_VERDICT = 1,
  PROP_ONE_LINE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

char *
coffret_verdict_badge_icon (gpointer self, const char *verdict)
{
  return g_strdup (coffret_verdict_look (verdict)->icon);
}

char *
coffret_verdict_badge_word (gpointer self, const char *verdict)
{
  return g_strdup (coffret_verdict_word (verdict));
}

static void
update_style (CoffretVerdictBadge *self)
{
  const char *style = coffret_verdict_look (self->verdict)->style;

  if (self->style)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  self->style = style;
  gtk_widget_add_css_class (GTK_WIDGET (self), style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  coffret_verdict_word (self->verdict), -1);
}

static void
coffret_verdict_badge_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VERDICT)
    g_value_set_string (value, COFFRET_VERDICT_BADGE (object)->verdict);
  else if (id == PROP_ONE_LINE)
    g_value_set_boolean (value, COFFRET_VERDICT_BADGE (object)->one_line);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_verdict_badge_set_property (GObject *object,
                                    guint id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  if (id == PROP_VERDICT)
    coffret_verdict_badge_set_verdict (COFFRET_VERDICT_BADGE (object), g_value_get_string (value));
  else if (id == PROP_ONE_LINE)
    COFFRET_VERDICT_BADGE (object)->one_line = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_verdict_badge_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_VERDICT_BADGE);
  G_OBJECT_CLASS (coffret_verdict_badge_parent_class)->dispose (object);
}

static void
coffret_verdict_badge_finalize (GObject *object)
{
  g_free (COFFRET_VERDICT_BADGE (object)->verdict);
  G_OBJECT_CLASS (coffret_verdict_badge_parent_class)->finalize (object);
}

static void
coffret_verdict_badge_class_init (CoffretVerdictBadgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = coffret_verdict_badge_get_property;
  object_class->set_property = coffret_verdict_badge_set_property;
  object_class->dispose = coffret_verdict_badge_dispose;
  object_class->finalize = coffret_verdict_badge_finalize;
  properties[PROP_VERDICT] =
    g_param_spec_string ("verdict", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ONE_LINE] = g_param_spec_boolean ("one-line", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_template_from_resource (
    GTK_WIDGET_CLASS (klass), "/io/github/coffret/Coffret/widgets/verdict-badge.ui");
}

static void
coffret_verdict_badge_init (CoffretVerdictBadge *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_style (self);
}

void
coffret_verdict_badge_set_verdict (CoffretVerdictBadge *self, const char *verdict)
{
  if (!g_set_str (&self->verdict, verdict))
    return;
  update_style (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERDICT]);
}
