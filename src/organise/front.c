#include "organise/front.h"

#include "vault/settings.h"

/* Its value: the order, the heading and the ids, one to a line. */
#define KEY "front"

CoffretFront *
coffret_front_new (CoffretOrder order, CoffretHeading heading)
{
  CoffretFront *front = g_new0 (CoffretFront, 1);

  front->order = order;
  front->heading = heading;
  return front;
}

CoffretFront *
coffret_front_copy (const CoffretFront *front)
{
  CoffretFront *copy;

  if (front == NULL)
    return NULL;
  copy = coffret_front_new (front->order, front->heading);
  copy->ids = g_strdupv (front->ids);
  return copy;
}

void
coffret_front_free (CoffretFront *front)
{
  g_strfreev (front->ids);
  g_free (front);
}

gboolean
coffret_front_equal (const CoffretFront *one, const CoffretFront *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return one->order == other->order && one->heading == other->heading &&
         g_strv_equal ((const char *const *) one->ids, (const char *const *) other->ids);
}

static gboolean
read_number (const char *text, guint most, guint *number)
{
  guint64 read;

  if (!g_ascii_string_to_unsigned (text, 10, 0, most, &read, NULL))
    return FALSE;
  *number = (guint) read;
  return TRUE;
}

CoffretFront *
coffret_front_read (CoffretDatabase *database, GError **error)
{
  g_autofree char *value = coffret_settings_get (database, KEY, error);
  g_auto (GStrv) lines = value != NULL ? g_strsplit (value, "\n", COFFRET_FRONT_LENGTH + 3) : NULL;
  CoffretFront *front;
  guint order, heading;

  if (lines == NULL || g_strv_length (lines) < 3 ||
      !read_number (lines[0], COFFRET_N_ORDERS - 1, &order) ||
      !read_number (lines[1], COFFRET_HEADING_NONE, &heading))
    return NULL;
  front = coffret_front_new (order, heading);
  front->ids = g_strdupv (lines + 2);
  return front;
}

gboolean
coffret_front_write (CoffretDatabase *database, const CoffretFront *front, GError **error)
{
  g_autofree char *ids = g_strjoinv ("\n", front->ids);
  g_autofree char *value = g_strdup_printf ("%d\n%d\n%s", front->order, front->heading, ids);

  return coffret_settings_set (database, KEY, value, error);
}
