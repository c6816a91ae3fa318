#include "practice/invent.h"

#include <string.h>

#include "practice/blanks.h"
#include "practice/invented-issuer.h"
#include "practice/person.h"

/* Of the cases that there are, Open Badges 3.0 is the one that a file need not name. */
static const char *const contexts_of_badge[] = {
  "https://www.w3.org/ns/credentials/v2",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
};

typedef struct {
  const CoffretPerson *person;
  CoffretInstant now;
  CoffretContexts *contexts;
  json_t *mark;
  GHashTable *issuers;           /* CoffretInventedIssuer's by their names in the file */
  GHashTable *ids;               /* urn:uuid:… by names in the file */
  CoffretInventedIssuer *issuer; /* of the credential that is being filled in */
  gboolean sign;
} Inventing;

static json_t *fill (Inventing *inventing, const json_t *value);

static CoffretInventedIssuer *
find_issuer (Inventing *inventing, const char *name)
{
  CoffretInventedIssuer *issuer = g_hash_table_lookup (inventing->issuers, name);

  g_assert (issuer != NULL);
  return issuer;
}

static const char *
find_id (Inventing *inventing, const char *name)
{
  const char *id = g_hash_table_lookup (inventing->ids, name);

  if (id == NULL) {
    g_autofree char *uuid = g_uuid_string_random ();
    char *made = g_strconcat ("urn:uuid:", uuid, NULL);

    g_hash_table_insert (inventing->ids, g_strdup (name), made);
    id = made;
  }
  return id;
}

static json_t *
identify (const char *kind, const char *value)
{
  return json_pack ("{s:s, s:b, s:s, s:s}", "type", "IdentityObject", "hashed", FALSE,
                    "identityHash", value, "identityType", kind);
}

static json_t *
fill_blank (Inventing *inventing, const char *blank)
{
  const json_t *plan = inventing->person->plan;
  g_autofree char *text = NULL;

  if (g_str_has_prefix (blank, "@issuer/")) {
    g_autoptr (json_t) profile =
      coffret_invented_issuer_profile (find_issuer (inventing, blank + strlen ("@issuer/")));

    return fill (inventing, profile);
  }
  if (g_str_has_prefix (blank, "@status/"))
    return coffret_invented_issuer_status (inventing->issuer, blank + strlen ("@status/"));
  if (g_str_has_prefix (blank, "@id/"))
    return json_string (find_id (inventing, blank + strlen ("@id/")));
  if (g_str_equal (blank, "@subject"))
    return json_string (coffret_json_string (plan, "id"));
  if (g_str_equal (blank, "@identifiers"))
    return json_pack ("[o, o]", identify ("name", inventing->person->name),
                      identify ("emailAddress", coffret_json_string (plan, "email")));
  text = coffret_blank_date (blank, inventing->now);
  if (text == NULL)
    text = coffret_blank_emblem (blank);
  g_assert (text != NULL);
  return json_string (text);
}

static void
set_missing (json_t *object, const char *key, json_t *value)
{
  if (json_object_get (object, key) == NULL)
    json_object_set_new (object, key, value);
  else
    json_decref (value);
}

static json_t *
make_id (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *id = g_strconcat ("urn:uuid:", uuid, NULL);

  return json_string (id);
}

/* What all credentials of this kind have and no file need say. */
static void
complete (Inventing *inventing, json_t *credential)
{
  json_t *subject = json_object_get (credential, "credentialSubject");
  json_t *achievement = coffret_json_object (subject, "achievement");

  set_missing (credential, "@context",
               json_pack ("[s, s]", contexts_of_badge[0], contexts_of_badge[1]));
  set_missing (credential, "id", make_id ());
  set_missing (credential, "type",
               json_pack ("[s, s]", "VerifiableCredential", "OpenBadgeCredential"));
  if (achievement == NULL)
    return;
  set_missing (subject, "id", fill_blank (inventing, "@subject"));
  set_missing (subject, "identifier", fill_blank (inventing, "@identifiers"));
  set_missing (subject, "type", json_pack ("[s]", "AchievementSubject"));
  set_missing (achievement, "id", make_id ());
  set_missing (achievement, "type", json_pack ("[s]", "Achievement"));
}

static void
sign (Inventing *inventing, json_t *credential)
{
  CoffretInstant from = coffret_instant_parse (coffret_json_string (credential, "validFrom"));

  coffret_invented_issuer_sign (inventing->issuer, credential,
                                from == COFFRET_INSTANT_NONE ? inventing->now
                                                             : MIN (from, inventing->now),
                                inventing->contexts);
}

static json_t *
fill_object (Inventing *inventing, const json_t *object)
{
  const char *issuer = coffret_json_string (object, "issuer");
  CoffretInventedIssuer *outer = inventing->issuer;
  json_t *filled = json_object ();
  const char *key;
  const json_t *member;
  gboolean credential = issuer != NULL && g_str_has_prefix (issuer, "@issuer/");

  if (credential)
    inventing->issuer = find_issuer (inventing, issuer + strlen ("@issuer/"));
  json_object_foreach ((json_t *) object, key, member)
    json_object_set_new (filled, key,
                         g_str_equal (key, "@context") ? json_deep_copy (member)
                                                       : fill (inventing, member));
  if (credential) {
    complete (inventing, filled);
    if (inventing->sign)
      sign (inventing, filled);
  }
  inventing->issuer = outer;
  return filled;
}

/* VALUE with nothing left blank; what is within a credential is signed before it. */
static json_t *
fill (Inventing *inventing, const json_t *value)
{
  json_t *filled = coffret_blank_text (value);
  const json_t *member;
  gsize index;

  if (filled != NULL)
    return filled;
  if (json_is_object (value))
    return fill_object (inventing, value);
  if (json_is_string (value) && *json_string_value (value) == '@')
    return fill_blank (inventing, json_string_value (value));
  if (!json_is_array (value))
    return json_deep_copy (value);
  filled = json_array ();
  json_array_foreach ((json_t *) value, index, member)
    json_array_append_new (filled, fill (inventing, member));
  return filled;
}

/* What somebody did to it after it was signed: values by JSON pointer. */
static void
alter (json_t *document, const json_t *altered)
{
  const char *pointer;
  json_t *value;

  json_object_foreach ((json_t *) altered, pointer, value) {
    const char *slash = strrchr (pointer, '/');
    g_autofree char *above = g_strndup (pointer, (gsize) (slash - pointer));
    json_t *object = coffret_json_follow (document, above);

    g_assert (json_object_get (object, slash + 1) != NULL);
    json_object_set (object, slash + 1, value);
  }
}

/* Badges of the second version carry their issuer with them, and it says what it is as others do.
 */
static void
mark_badge (json_t *document, const json_t *mark)
{
  json_t *badge = coffret_json_object (document, "badge");
  json_t *issuer = coffret_json_object (badge, "issuer");
  const char *language = coffret_json_string (badge, "@language");
  g_autofree char *primary = language ? g_strndup (language, strcspn (language, "-")) : NULL;
  json_t *words = primary ? json_object_get (mark, primary) : NULL;

  if (issuer != NULL)
    json_object_set (issuer, "description", words != NULL ? words : json_object_get (mark, "en"));
}

static GBytes *
make_file (Inventing *inventing, const json_t *plan)
{
  g_autoptr (json_t) document = NULL;
  g_autofree char *text = NULL;

  inventing->sign = !json_is_false (coffret_json_get (plan, "signed"));
  document = fill (inventing, coffret_json_object (plan, "document"));
  mark_badge (document, inventing->mark);
  alter (document, coffret_json_object (plan, "altered"));
  text = coffret_json_dump_pretty (document);
  if (json_is_true (coffret_json_get (plan, "broken")))
    text[strlen (text) * 2 / 3] = '\0';
  return g_bytes_new (text, strlen (text));
}

static void
add_files (Inventing *inventing, CoffretPracticeSet *set, gboolean add)
{
  const json_t *plan = inventing->person->plan;
  gsize count = coffret_json_count (plan, "credentials");

  for (gsize i = 0; i < count; i++) {
    const json_t *one = coffret_json_at (plan, "credentials", i);
    const char *name = coffret_json_string (one, "file");
    CoffretPracticeFile *file;

    if (coffret_json_has (plan, "toAdd", name) != add)
      continue;
    file = g_new0 (CoffretPracticeFile, 1);
    file->name = g_strdup (name);
    file->add = add;
    file->bytes = make_file (inventing, one);
    g_ptr_array_add (set->files, file);
  }
}

static void
add_drawers (const json_t *plan, CoffretPracticeSet *set)
{
  for (gsize i = 0; i < coffret_json_count (plan, "compartments"); i++) {
    const json_t *one = coffret_json_at (plan, "compartments", i);
    g_autoptr (CoffretText) name =
      coffret_text_new_from_json (coffret_json_get (one, "name"), NULL);
    g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
    CoffretPracticeDrawer *drawer = g_new0 (CoffretPracticeDrawer, 1);

    drawer->name = g_strdup (coffret_text_best (name, NULL));
    drawer->icon = g_strdup (coffret_json_string (one, "icon"));
    drawer->colour = g_strdup (coffret_json_string (one, "colour"));
    for (gsize k = 0; k < coffret_json_count (one, "files"); k++)
      g_strv_builder_add (files, json_string_value (coffret_json_at (one, "files", k)));
    drawer->files = g_strv_builder_end (files);
    g_ptr_array_add (set->drawers, drawer);
  }
}

static GBytes *
to_bytes (const json_t *json)
{
  char *text = coffret_json_dump_pretty (json);

  return g_bytes_new_take (text, strlen (text));
}

static void
add_grounds (Inventing *inventing, CoffretPracticeSet *set)
{
  g_autofree char *now = coffret_instant_to_rfc3339 (inventing->now);
  g_autoptr (json_t) known = json_object ();
  g_autoptr (json_t) registry = NULL;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, inventing->issuers);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    CoffretInventedIssuer *issuer = value;
    json_t *entry = coffret_invented_issuer_entry (issuer);
    g_autoptr (json_t) document = coffret_invented_issuer_document (issuer);
    g_autoptr (GPtrArray) lists =
      coffret_invented_issuer_lists (issuer, inventing->now, inventing->contexts);

    if (entry != NULL)
      json_object_set_new (known, coffret_invented_issuer_get_did (issuer), entry);
    if (document != NULL)
      g_ptr_array_add (set->documents, to_bytes (document));
    for (guint i = 0; i < lists->len; i++)
      g_ptr_array_add (set->lists, to_bytes (g_ptr_array_index (lists, i)));
  }
  registry =
    json_pack ("{s:{s:s, s:s}, s:O}", "meta", "created", now, "updated", now, "registry", known);
  set->registry = to_bytes (registry);
}

static void
introduce_issuers (Inventing *inventing)
{
  json_t *issuers = coffret_json_object (inventing->person->plan, "issuers");
  const char *name;
  json_t *plan;

  json_object_foreach (issuers, name, plan)
    g_hash_table_insert (inventing->issuers, g_strdup (name),
                         coffret_invented_issuer_new (plan, inventing->mark));
}

CoffretPracticeSet *
coffret_invent_at (const char *id, CoffretInstant now)
{
  g_autoptr (CoffretPerson) person = coffret_person_find (id);
  CoffretPracticeSet *set = coffret_practice_set_new ();
  Inventing inventing = { .now = now };

  if (person == NULL)
    person = coffret_person_find (NULL);
  inventing.person = person;
  inventing.contexts = coffret_contexts_new ();
  inventing.mark = coffret_person_resource_json ("mark.json");
  inventing.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  inventing.issuers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) coffret_invented_issuer_free);
  introduce_issuers (&inventing);
  set->id = g_strdup (person->id);
  set->person = g_strdup (person->name);
  add_files (&inventing, set, FALSE);
  add_files (&inventing, set, TRUE);
  add_drawers (person->plan, set);
  add_grounds (&inventing, set);
  g_hash_table_unref (inventing.issuers);
  g_hash_table_unref (inventing.ids);
  json_decref (inventing.mark);
  coffret_contexts_unref (inventing.contexts);
  return set;
}

CoffretPracticeSet *
coffret_invent (const char *person)
{
  return coffret_invent_at (person, coffret_instant_now ());
}
