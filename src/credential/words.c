#include "credential/words.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *id;
  const char *label;
} statuses[] = {
  { "Completed", NC_ ("status of a result", "Completed") },
  { "Enrolled", NC_ ("status of a result", "Enrolled") },
  { "Failed", NC_ ("status of a result", "Failed") },
  { "InProgress", NC_ ("status of a result", "In progress") },
  { "OnHold", NC_ ("status of a result", "On hold") },
  { "Provisional", NC_ ("status of a result", "Provisional") },
  { "Withdrew", NC_ ("status of a result", "Withdrew") },
};

char *
coffret_title_words (const char *title, CoffretKind kind, const char *issuer)
{
  gboolean has_kind = kind != COFFRET_KIND_OTHER;
  gboolean has_issuer = issuer != NULL && *issuer != '\0';

  if (title != NULL && *title != '\0')
    return g_strdup (title);
  if (has_kind && has_issuer)
    /* Translators: a credential without a title: what it is, such as "Badge", then who
     * awarded it */
    return g_strdup_printf (C_ ("credential without a title", "%s from %s"),
                            coffret_kind_to_label (kind), issuer);
  if (has_issuer)
    /* Translators: a credential without a title: %s awarded it */
    return g_strdup_printf (C_ ("credential without a title", "Credential from %s"), issuer);
  return g_strdup (has_kind ? coffret_kind_to_label (kind) : _ ("Credential without a title"));
}

static const char *
find_status (const char *status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (statuses[i].id, status) == 0)
      return statuses[i].label;
  return NULL;
}

const char *
coffret_result_status_to_label (const char *status)
{
  const char *label = find_status (status);

  return label != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "status of a result", label) : status;
}

const char *
coffret_result_status_to_label_in (const char *status, const CoffretCatalogue *catalogue)
{
  const char *label = find_status (status);

  return label != NULL ? coffret_catalogue_get_in (catalogue, "status of a result", label) : status;
}
