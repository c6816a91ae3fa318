/* Comprehensive Learner Record 2.0 (1EdTech): a transcript whose lines are credentials
 * themselves. It is one item; what it holds are its parts. */
#include "credential/json-fields.h"
#include "credential/vc-document.h"

gboolean
coffret_clr2_is (const json_t *json)
{
  return coffret_field_has_type (json, "ClrCredential");
}

static gboolean
knows (const CoffretSource *source)
{
  return coffret_vc_is_credential (source->json) && coffret_clr2_is (source->json);
}

static gboolean
read_clr2 (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  return coffret_vc_read_document (source, reading, source->json, NULL, NULL, NULL, error);
}

const CoffretFormat coffret_format_clr2 = {
  .id = "clr2",
  .knows = knows,
  .read = read_clr2,
};

/* A record within a record has parts too: the depth of the JSON bounds it. A part that is no
 * credential stays in the document and is none here. */
void
coffret_clr2_read_subject (CoffretCredential *credential, json_t *json)
{
  json_t *subject = coffret_vc_get_subject (json);
  gsize count = coffret_field_count (subject, "verifiableCredential");

  credential->kind = COFFRET_KIND_TRANSCRIPT;
  credential->language = g_strdup (coffret_vc_get_language (json));
  for (gsize i = 0; i < count; i++) {
    CoffretCredential *part =
      coffret_vc_read_part (coffret_json_at (subject, "verifiableCredential", i));

    if (part != NULL)
      g_ptr_array_add (credential->parts, part);
  }
}
