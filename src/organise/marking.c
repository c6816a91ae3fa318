/* The session's acts for what the holder marks: favourites, tags, own dates, own translations. */
#include <glib/gi18n-lib.h>

#include "base/fold.h"
#include "credential/words.h"
#include "organise/entry-private.h"
#include "organise/marking-commands.h"
#include "organise/session-private.h"
#include "vault/layers.h"

/* In characters. */
#define MAX_TAG 60
#define MAX_TEXT 20000

/* The ids of those ENTRIES of which it is not so yet. TAG NULL: the favourite mark. */
static GPtrArray *
choose (GPtrArray *entries, const char *tag, gboolean marked)
{
  GPtrArray *ids = g_ptr_array_new_full (entries->len, g_free);

  for (guint i = 0; i < entries->len; i++) {
    CoffretEntry *entry = g_ptr_array_index (entries, i);
    gboolean is = tag != NULL ? coffret_layer_has_tag (coffret_entry_get_layer (entry), tag)
                              : coffret_entry_is_favourite (entry);

    if (is != marked)
      g_ptr_array_add (ids, g_strdup (coffret_entry_get_id (entry)));
  }
  return ids;
}

/* LABEL is taken. */
static DexFuture *
mark (CoffretSession *self, GPtrArray *ids, const char *tag, gboolean marked, char *label)
{
  g_autofree char *own = label;
  g_autoptr (CoffretChange) change = coffret_change_new (label);

  coffret_commands_add_mark (change, ids, tag, marked);
  return coffret_session_perform (self, change);
}

DexFuture *
coffret_session_set_favourite (CoffretSession *self, GPtrArray *entries, gboolean favourite)
{
  g_autoptr (GPtrArray) ids = choose (entries, NULL, favourite);
  char *label;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (favourite)
    label = g_strdup_printf (
      /* Translators: %u is a number. What can be undone. */
      ngettext ("Make %u credential a favourite", "Make %u credentials favourites", ids->len),
      ids->len);
  else
    label = g_strdup_printf (
      /* Translators: %u is a number. What can be undone. */
      ngettext ("Take %u credential out of the favourites",
                "Take %u credentials out of the favourites", ids->len),
      ids->len);
  return mark (self, ids, NULL, favourite, label);
}

/* As somebody wrote it before, in capitals or not; else as it is. Owned; NULL: nothing in it. */
static char *
settle_tag (CoffretSession *self, const char *typed)
{
  char *tag = coffret_clean_filled (typed, MAX_TAG, FALSE);
  g_autofree char *folded = NULL;
  g_auto (GStrv) known = NULL;

  if (tag == NULL)
    return NULL;
  folded = coffret_fold (tag);
  known = coffret_library_list_tags (coffret_session_get_library (self));
  for (char **other = known; *other != NULL; other++) {
    g_autofree char *others = coffret_fold (*other);

    if (g_str_equal (others, folded)) {
      g_set_str (&tag, *other);
      break;
    }
  }
  return tag;
}

DexFuture *
coffret_session_add_tag (CoffretSession *self, GPtrArray *entries, const char *tag)
{
  g_autofree char *settled = NULL;
  g_autoptr (GPtrArray) ids = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  settled = settle_tag (self, tag);
  if (settled == NULL)
    return coffret_session_reject_wish (_ ("A tag needs a word. Type it first."));
  ids = choose (entries, settled, TRUE);
  return mark (self, ids, settled, TRUE,
               /* Translators: %s is a tag, %u a number. What can be undone. */
               g_strdup_printf (ngettext ("Add the tag “%s” to %u credential",
                                          "Add the tag “%s” to %u credentials", ids->len),
                                settled, ids->len));
}

DexFuture *
coffret_session_remove_tag (CoffretSession *self, GPtrArray *entries, const char *tag)
{
  g_autoptr (GPtrArray) ids = choose (entries, tag, FALSE);

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  return mark (self, ids, tag, FALSE,
               /* Translators: %s is a tag, %u a number. What can be undone. */
               g_strdup_printf (ngettext ("Remove the tag “%s” from %u credential",
                                          "Remove the tag “%s” from %u credentials", ids->len),
                                tag, ids->len));
}

char **
coffret_session_list_tags (CoffretSession *self)
{
  return coffret_library_list_tags (coffret_session_get_library (self));
}

static char *
name (CoffretEntry *entry)
{
  return coffret_title_words (coffret_entry_get_title (entry), coffret_entry_get_kind (entry),
                              coffret_entry_get_issuer (entry));
}

DexFuture *
coffret_session_set_own_dates (CoffretSession *self,
                               CoffretEntry *entry,
                               CoffretInstant awarded,
                               CoffretInstant expires)
{
  const CoffretLayer *layer = coffret_entry_get_layer (entry);
  g_autofree char *title = name (entry);
  g_autofree char *label = NULL;
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (awarded != COFFRET_INSTANT_NONE && expires != COFFRET_INSTANT_NONE && expires < awarded)
    return coffret_session_reject_wish (_ ("The end of validity lies before the date of award."));
  if (awarded == (layer != NULL ? layer->awarded : COFFRET_INSTANT_NONE) &&
      expires == (layer != NULL ? layer->expires : COFFRET_INSTANT_NONE))
    return dex_future_new_true ();
  /* Translators: %s is the title of a credential. What can be undone. */
  label = g_strdup_printf (_ ("Change your dates for “%s”"), title);
  change = coffret_change_new (label);
  coffret_commands_add_dates (change, coffret_entry_get_id (entry), awarded, expires);
  return coffret_session_perform (self, change);
}

DexFuture *
coffret_session_set_own_texts (CoffretSession *self,
                               CoffretEntry *entry,
                               const char *language,
                               const char *const *originals,
                               const char *const *texts)
{
  const CoffretLayer *layer = coffret_entry_get_layer (entry);
  g_autofree char *title = name (entry);
  g_autofree char *label = NULL;
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  /* Translators: %s is the title of a credential. What can be undone. */
  label = g_strdup_printf (_ ("Change your translation in “%s”"), title);
  change = coffret_change_new (label);
  for (guint i = 0; originals[i] != NULL; i++) {
    g_autofree char *field = coffret_layer_field (originals[i]);
    g_autofree char *cleaned = coffret_clean_filled (texts[i], MAX_TEXT, TRUE);

    /* Cutting it would lose what somebody wrote. */
    if (g_utf8_strlen (texts[i], -1) > MAX_TEXT)
      return coffret_session_reject_wish (
        _ ("This translation is too long to keep. Make it shorter than 20,000 characters."));
    if (g_strcmp0 (cleaned, coffret_layer_get_text (layer, field, language)) != 0)
      coffret_commands_add_text (change, coffret_entry_get_id (entry), field, language, cleaned);
  }
  return coffret_session_perform (self, change);
}
