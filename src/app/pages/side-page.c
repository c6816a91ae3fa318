#include "app/pages/side-page.h"

#include <glib/gi18n-lib.h>

#include "app/pages/attention-page.h"
#include "app/pages/browse-page.h"
#include "app/pages/learn-page.h"
#include "app/pages/ledger-page.h"
#include "app/pages/overview-page.h"

typedef struct {
  gboolean narrow;
  gboolean wide;
  gboolean crowded;
} CoffretSidePagePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (CoffretSidePage, coffret_side_page, ADW_TYPE_NAVIGATION_PAGE)

enum {
  PROP_NARROW = 1,
  PROP_WIDE,
  PROP_CROWDED,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static const struct {
  CoffretSide side;
  const char *id;
  const char *icon;
  const char *title;
} sides[] = {
  /* Translators: a place in the sidebar: what has expired, is not checked and the like */
  { COFFRET_SIDE_ATTENTION, "attention", "dialog-warning-symbolic", N_ ("Needs Attention") },
  { COFFRET_SIDE_OVERVIEW, "overview", "coffret-overview-symbolic", N_ ("Overview") },
  /* Translators: a place in the sidebar: everything by type, issuer, year and so on; a verb */
  { COFFRET_SIDE_BROWSE, "browse", "coffret-browse-symbolic", N_ ("Browse") },
  /* Translators: a place in the sidebar: the list of all that was shared with anybody */
  { COFFRET_SIDE_LEDGER, "shared", "coffret-transcript-symbolic", N_ ("What You Shared") },
  /* Translators: a place in the sidebar, where one learns how to use the program */
  { COFFRET_SIDE_LEARN, "learn", "coffret-school-symbolic", N_ ("Learn") },
};

/* Where the value of a property is. */
static gboolean *
find_place (CoffretSidePage *self, guint id)
{
  CoffretSidePagePrivate *priv = coffret_side_page_get_instance_private (self);

  switch (id) {
  case PROP_NARROW:
    return &priv->narrow;
  case PROP_WIDE:
    return &priv->wide;
  case PROP_CROWDED:
    return &priv->crowded;
  default:
    return NULL;
  }
}

static void
coffret_side_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const gboolean *place = find_place (COFFRET_SIDE_PAGE (object), id);

  if (place)
    g_value_set_boolean (value, *place);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_side_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  gboolean *place = find_place (COFFRET_SIDE_PAGE (object), id);

  if (!place) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  } else if (*place != g_value_get_boolean (value)) {
    *place = g_value_get_boolean (value);
    g_object_notify_by_pspec (object, pspec);
  }
}

static void
coffret_side_page_class_init (CoffretSidePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = coffret_side_page_get_property;
  object_class->set_property = coffret_side_page_set_property;
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_WIDE] = g_param_spec_boolean ("wide", NULL, NULL, FALSE, flags);
  properties[PROP_CROWDED] = g_param_spec_boolean ("crowded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
coffret_side_page_init (CoffretSidePage *self)
{
}

CoffretSidePage *
coffret_side_page_new (CoffretSide side, CoffretSession *session, CoffretAttentionWatch *watch)
{
  switch (side) {
  case COFFRET_SIDE_ATTENTION:
    return COFFRET_SIDE_PAGE (coffret_attention_page_new (session, watch));
  case COFFRET_SIDE_OVERVIEW:
    return COFFRET_SIDE_PAGE (coffret_overview_page_new (session));
  case COFFRET_SIDE_BROWSE:
    return COFFRET_SIDE_PAGE (coffret_browse_page_new (session));
  case COFFRET_SIDE_LEDGER:
    return COFFRET_SIDE_PAGE (coffret_ledger_page_new (session));
  case COFFRET_SIDE_LEARN:
    return COFFRET_SIDE_PAGE (coffret_learn_page_new (session));
  case COFFRET_SIDE_NONE:
  default:
    g_assert_not_reached ();
  }
}

const char *
coffret_side_title (CoffretSide side)
{
  return _ (sides[side - 1].title);
}

const char *
coffret_side_icon (CoffretSide side)
{
  return sides[side - 1].icon;
}

const char *
coffret_side_id (CoffretSide side)
{
  return sides[side - 1].id;
}

CoffretSide
coffret_side_from_id (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    if (g_strcmp0 (id, sides[i].id) == 0)
      return sides[i].side;
  return COFFRET_SIDE_NONE;
}
