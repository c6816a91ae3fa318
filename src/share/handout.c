#include "share/handout.h"

static void
line_free (gpointer data)
{
  CoffretHandoutLine *line = data;

  g_free (line->text);
  g_free (line->more);
  g_free (line);
}

static void
part_free (gpointer data)
{
  CoffretHandoutPart *part = data;

  g_free (part->heading);
  g_ptr_array_unref (part->lines);
  g_free (part);
}

CoffretHandout *
coffret_handout_new (
  const char *title, const char *lead, const char *foot, const char *language, gboolean mirrored)
{
  CoffretHandout *handout = g_new0 (CoffretHandout, 1);

  handout->title = g_strdup (title);
  handout->lead = g_strdup (lead);
  handout->foot = g_strdup (foot);
  handout->language = g_strdup (language);
  handout->mirrored = mirrored;
  handout->parts = g_ptr_array_new_with_free_func (part_free);
  return handout;
}

CoffretHandoutPart *
coffret_handout_add_part (CoffretHandout *handout, CoffretHandoutKind kind, const char *heading)
{
  CoffretHandoutPart *part = g_new0 (CoffretHandoutPart, 1);

  part->kind = kind;
  part->heading = g_strdup (heading);
  part->lines = g_ptr_array_new_with_free_func (line_free);
  g_ptr_array_add (handout->parts, part);
  return part;
}

void
coffret_handout_add_line (CoffretHandoutPart *part, const char *text, const char *more)
{
  CoffretHandoutLine *line = g_new0 (CoffretHandoutLine, 1);

  line->text = g_strdup (text);
  line->more = g_strdup (more);
  g_ptr_array_add (part->lines, line);
}

void
coffret_handout_free (CoffretHandout *handout)
{
  g_free (handout->title);
  g_free (handout->lead);
  g_free (handout->foot);
  g_free (handout->language);
  g_ptr_array_unref (handout->parts);
  g_free (handout);
}
