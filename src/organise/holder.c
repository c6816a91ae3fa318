/* The session's acts for what the holder writes over credentials and about themselves. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/fold.h"
#include "credential/words.h"
#include "organise/holder-commands.h"
#include "organise/session-private.h"

/* In characters. */
#define MAX_TITLE 200
#define MAX_NOTE 20000
/* Some DIDs hold a whole key. */
#define MAX_IDENTITY 2000

static DexFuture *
write_over (CoffretSession *self, CoffretEntry *entry, gboolean note, const char *text)
{
  g_autofree char *cleaned = coffret_clean_filled (text, note ? MAX_NOTE : MAX_TITLE, note);
  const char *before = note ? coffret_entry_get_note (entry) : coffret_entry_get_own_title (entry);
  g_autofree char *name =
    coffret_title_words (coffret_entry_get_title (entry), coffret_entry_get_kind (entry),
                         coffret_entry_get_issuer (entry));
  g_autofree char *label = NULL;
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  /* Cutting it would lose what somebody wrote. */
  if (note && text != NULL && g_utf8_strlen (text, -1) > MAX_NOTE)
    return coffret_session_reject_wish (
      _ ("This note is too long to keep. Make it shorter than 20,000 characters."));
  if (g_strcmp0 (cleaned, before) == 0)
    return dex_future_new_true ();
  label =
    g_strdup_printf (note ?
                          /* Translators: %s is the title of a credential. What can be undone. */
                       _ ("Change the note on “%s”")
                          :
                          /* Translators: %s is the title of a credential. What can be undone. */
                       _ ("Change your title for “%s”"),
                     name);
  change = coffret_change_new (label);
  (note ? coffret_commands_add_note
        : coffret_commands_add_title) (change, coffret_entry_get_id (entry), cleaned);
  return coffret_session_perform (self, change);
}

/* What cannot be one of that KIND, as a sentence; NULL: it may be. */
static const char *
find_fault (CoffretIdentityKind kind, const char *value)
{
  const char *at = strchr (value, '@');

  if (g_utf8_strlen (value, -1) > MAX_IDENTITY)
    return _ ("This is too long.");
  switch (kind) {
  case COFFRET_IDENTITY_EMAIL:
    if (at == NULL || at == value || at[1] == '\0' || strchr (at + 1, '@') != NULL ||
        strchr (value, ' ') != NULL)
      return _ ("An e-mail address looks like “somebody@example.org”.");
    break;
  case COFFRET_IDENTITY_DID:
    if (!g_str_has_prefix (value, "did:") || strchr (value, ' ') != NULL)
      return _ ("A DID begins with “did:” and has no spaces.");
    break;
  case COFFRET_IDENTITY_URL:
    if (!g_str_has_prefix (value, "https://") && !g_str_has_prefix (value, "http://"))
      return _ ("A web address begins with “https://”.");
    break;
  case COFFRET_IDENTITY_NAME:
  case COFFRET_IDENTITY_STUDENT_NUMBER:
  case COFFRET_IDENTITY_OTHER:
  default:
    break;
  }
  return NULL;
}

/* ID (nullable): the one that may be the same. */
static gboolean
is_listed (CoffretSession *self, const char *id, CoffretIdentityKind kind, const char *value)
{
  GListModel *identities = coffret_session_get_identities (self);

  for (guint i = 0; i < g_list_model_get_n_items (identities); i++) {
    g_autoptr (CoffretIdentity) other = g_list_model_get_item (identities, i);

    if (coffret_identity_get_kind (other) == kind &&
        g_str_equal (coffret_identity_get_value (other), value) &&
        g_strcmp0 (coffret_identity_get_id (other), id) != 0)
      return TRUE;
  }
  return FALSE;
}

static int
next_position (CoffretSession *self)
{
  GListModel *identities = coffret_session_get_identities (self);
  int next = 0;

  for (guint i = 0; i < g_list_model_get_n_items (identities); i++) {
    g_autoptr (CoffretIdentity) other = g_list_model_get_item (identities, i);

    next = MAX (next, coffret_identity_get_row (other)->position + 1);
  }
  return next;
}

static DexFuture *
save_identity (CoffretSession *self,
               const CoffretIdentityRow *before,
               CoffretIdentityKind kind,
               const char *value)
{
  g_autofree char *cleaned = coffret_clean_filled (value, 0, FALSE);
  g_autoptr (CoffretIdentityRow) row = NULL;
  g_autoptr (CoffretChange) change = NULL;
  g_autofree char *label = NULL;
  const char *fault;

  if (cleaned == NULL)
    return coffret_session_reject_wish (_ ("There is nothing to keep yet. Type it first."));
  fault = find_fault (kind, cleaned);
  if (fault != NULL)
    return coffret_session_reject_wish (fault);
  if (is_listed (self, before != NULL ? before->id : NULL, kind, cleaned))
    return coffret_session_reject_wish (_ ("This is in your list already."));
  if (before != NULL) {
    if (before->kind == kind && g_str_equal (before->value, cleaned))
      return dex_future_new_true ();
    row = coffret_identity_row_copy (before);
    row->kind = kind;
    g_set_str (&row->value, cleaned);
    /* Translators: %s is a name, an e-mail address or the like. What can be undone. */
    label = g_strdup_printf (_ ("Change “%s” in About Me"), before->value);
  } else {
    row = coffret_identity_row_new (kind, cleaned);
    row->position = next_position (self);
    /* Translators: %s is a name, an e-mail address or the like. What can be undone. */
    label = g_strdup_printf (_ ("Add “%s” to About Me"), cleaned);
  }
  change = coffret_change_new (label);
  coffret_commands_add_identity (change, row);
  return coffret_session_perform (self, change);
}

DexFuture *
coffret_session_set_title (CoffretSession *self, CoffretEntry *entry, const char *title)
{
  return write_over (self, entry, FALSE, title);
}

DexFuture *
coffret_session_set_note (CoffretSession *self, CoffretEntry *entry, const char *note)
{
  return write_over (self, entry, TRUE, note);
}

GListModel *
coffret_session_get_identities (CoffretSession *self)
{
  return coffret_library_get_identities (coffret_session_get_library (self));
}

DexFuture *
coffret_session_add_identity (CoffretSession *self, CoffretIdentityKind kind, const char *value)
{
  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  return save_identity (self, NULL, kind, value);
}

DexFuture *
coffret_session_change_identity (CoffretSession *self,
                                 const char *id,
                                 CoffretIdentityKind kind,
                                 const char *value)
{
  CoffretIdentity *identity;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  identity = coffret_library_find_identity (coffret_session_get_library (self), id);
  if (identity == NULL)
    return coffret_session_reject_wish (_ ("This is not in your list any more."));
  return save_identity (self, coffret_identity_get_row (identity), kind, value);
}

DexFuture *
coffret_session_remove_identity (CoffretSession *self, const char *id)
{
  CoffretIdentity *identity;
  g_autoptr (CoffretChange) change = NULL;
  g_autofree char *label = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  identity = coffret_library_find_identity (coffret_session_get_library (self), id);
  if (identity == NULL)
    return coffret_session_reject_wish (_ ("This is not in your list any more."));
  /* Translators: %s is a name, an e-mail address or the like. What can be undone. */
  label = g_strdup_printf (_ ("Remove “%s” from About Me"), coffret_identity_get_value (identity));
  change = coffret_change_new (label);
  coffret_commands_add_identity_removal (change, id);
  return coffret_session_perform (self, change);
}
