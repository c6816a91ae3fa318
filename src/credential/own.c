#include "credential/own.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "credential/json-fields.h"

#define TYPE "CoffretOwnEntry"

static gboolean
knows (const CoffretSource *source)
{
  return coffret_field_has_type (source->json, TYPE);
}

static void
read_skills (CoffretCredential *credential, const json_t *json)
{
  gsize count = coffret_field_count (json, "skills");

  for (gsize i = 0; i < count; i++) {
    CoffretText *name = coffret_field_title_value (coffret_json_at (json, "skills", i), NULL);
    CoffretSkill *skill;

    if (name == NULL)
      continue;
    skill = coffret_skill_new ();
    skill->name = name;
    g_ptr_array_add (credential->skills, skill);
  }
}

static void
read_url (CoffretCredential *credential, const json_t *json)
{
  g_autofree char *url = coffret_field_link (json, "url");
  CoffretEvidence *evidence;

  if (url == NULL)
    return;
  evidence = coffret_evidence_new ();
  evidence->url = g_steal_pointer (&url);
  g_ptr_array_add (credential->evidence, evidence);
}

static gboolean
read_own (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  const json_t *json = source->json;
  const char *language = coffret_json_string (json, "language");
  g_autoptr (CoffretText) title = coffret_field_title (json, "title", language);
  g_autoptr (CoffretText) issuer = coffret_field_title (json, "awardedBy", language);
  CoffretCredential *credential;

  if (title == NULL) {
    g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                         _ ("This entry has no title."));
    return FALSE;
  }
  credential = coffret_credential_new ("own");
  credential->document = json_incref (source->json);
  credential->title = g_steal_pointer (&title);
  credential->kind = coffret_kind_from_id (coffret_json_string (json, "kind"));
  credential->id = coffret_field_string (json, "number");
  if (issuer != NULL) {
    credential->issuer = coffret_profile_new ();
    credential->issuer->name = g_steal_pointer (&issuer);
  }
  credential->awarded = coffret_instant_parse_loose (coffret_json_string (json, "awarded"), FALSE);
  credential->expires = coffret_instant_parse_loose (coffret_json_string (json, "expires"), TRUE);
  credential->description = coffret_field_text (json, "description", language);
  credential->workload_hours = coffret_field_number (json, "hours");
  credential->grade = coffret_field_string (json, "grade");
  credential->level = coffret_field_string (json, "level");
  credential->language = coffret_field_string (json, "language");
  read_skills (credential, json);
  read_url (credential, json);
  coffret_reading_add (reading, source, "json", credential, source->json);
  return TRUE;
}

const CoffretFormat coffret_format_own = {
  .id = "own",
  .knows = knows,
  .read = read_own,
};

CoffretOwnEntry *
coffret_own_entry_new (void)
{
  CoffretOwnEntry *entry = g_new0 (CoffretOwnEntry, 1);
  g_autofree char *uuid = g_uuid_string_random ();

  entry->id = g_strconcat ("urn:uuid:", uuid, NULL);
  entry->awarded = entry->expires = COFFRET_INSTANT_NONE;
  entry->skills = g_new0 (char *, 1);
  return entry;
}

void
coffret_own_entry_free (CoffretOwnEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->id);
  g_free (entry->title);
  g_free (entry->issuer);
  g_free (entry->description);
  g_strfreev (entry->skills);
  g_free (entry->grade);
  g_free (entry->level);
  g_free (entry->language);
  g_free (entry->url);
  g_free (entry->number);
  g_free (entry);
}

static void
put (json_t *json, const char *name, const char *text)
{
  g_autofree char *stripped = text != NULL ? g_strstrip (g_utf8_make_valid (text, -1)) : NULL;

  if (stripped != NULL && *stripped != '\0')
    json_object_set_new (json, name, json_string (stripped));
}

static void
put_date (json_t *json, const char *name, CoffretInstant instant)
{
  g_autofree char *date = coffret_instant_to_iso_date (instant);

  put (json, name, date);
}

GBytes *
coffret_own_entry_to_bytes (const CoffretOwnEntry *entry)
{
  g_autoptr (json_t) json = json_object ();
  json_t *skills = json_array ();
  char *text;

  put (json, "type", TYPE);
  put (json, "id", entry->id);
  put (json, "title", entry->title);
  put (json, "awardedBy", entry->issuer);
  put (json, "kind", coffret_kind_to_id (entry->kind));
  put_date (json, "awarded", entry->awarded);
  put_date (json, "expires", entry->expires);
  put (json, "description", entry->description);
  for (guint i = 0; entry->skills[i] != NULL; i++) {
    g_autofree char *skill = g_strstrip (g_utf8_make_valid (entry->skills[i], -1));

    if (*skill != '\0')
      json_array_append_new (skills, json_string (skill));
  }
  if (json_array_size (skills) > 0)
    json_object_set (json, "skills", skills);
  json_decref (skills);
  if (entry->hours > 0)
    json_object_set_new (json, "hours", json_real (entry->hours));
  put (json, "grade", entry->grade);
  put (json, "level", entry->level);
  put (json, "language", entry->language);
  put (json, "url", entry->url);
  put (json, "number", entry->number);
  text = coffret_json_dump_pretty (json);
  return g_bytes_new_take (text, strlen (text));
}

CoffretOwnEntry *
coffret_own_entry_from_credential (const CoffretCredential *credential)
{
  const json_t *json = credential->document;
  CoffretOwnEntry *entry;

  if (g_strcmp0 (credential->format, "own") != 0)
    return NULL;
  entry = coffret_own_entry_new ();
  g_set_str (&entry->id, coffret_json_string (json, "id"));
  entry->title = g_strdup (coffret_json_string (json, "title"));
  entry->issuer = g_strdup (coffret_json_string (json, "awardedBy"));
  entry->kind = credential->kind;
  entry->awarded = credential->awarded;
  entry->expires = credential->expires;
  entry->description = g_strdup (coffret_json_string (json, "description"));
  entry->hours = credential->workload_hours;
  entry->grade = g_strdup (credential->grade);
  entry->level = g_strdup (credential->level);
  entry->language = g_strdup (credential->language);
  entry->url = g_strdup (coffret_json_string (json, "url"));
  entry->number = g_strdup (coffret_json_string (json, "number"));
  g_strfreev (entry->skills);
  entry->skills = g_new0 (char *, credential->skills->len + 1);
  for (guint i = 0; i < credential->skills->len; i++) {
    const CoffretSkill *skill = g_ptr_array_index (credential->skills, i);

    entry->skills[i] = g_strdup (coffret_text_value (skill->name, 0));
  }
  return entry;
}
