#include "share/qr-content.h"

#include <string.h>

#include "credential/compact.h"
#include "share/presentation.h"

/* What no code holds is not even packed: the largest has 4,296 letters, and text of this kind
 * becomes no smaller than a tenth. */
#define MOST_JSON (32 * 1024)

void
coffret_qr_content_free (CoffretQrContent *content)
{
  if (content == NULL)
    return;
  g_free (content->text);
  g_free (content);
}

/* The more may be lost of a code the better, as long as its squares stay large. */
static gboolean
fits (CoffretQrContent *content, const char *text, guint most)
{
  static const CoffretQrUse uses[] = { COFFRET_QR_SCREEN, COFFRET_QR_DENSE };

  for (gsize i = 0; i < G_N_ELEMENTS (uses); i++) {
    content->use = uses[i];
    content->count = coffret_qr_count (text, uses[i]);
    if (content->count > 0 && content->count <= most) {
      content->text = g_strdup (text);
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
fits_signed (CoffretQrContent *content, const json_t *presentation, guint most)
{
  g_autofree char *json = NULL;
  g_autofree char *text = NULL;

  if (presentation == NULL)
    return FALSE;
  json = coffret_json_dump_sorted (presentation);
  if (strlen (json) > MOST_JSON)
    return FALSE;
  text = coffret_compact_write (json, strlen (json));
  return fits (content, text, most);
}

static CoffretQrContentKind
choose (CoffretQrContent *content, CoffretSealed *sealed, guint number, guint most)
{
  const CoffretDisclosure *disclosure = g_ptr_array_index (sealed->parcel->disclosures, number);
  g_autoptr (json_t) covered = coffret_sealed_single (sealed, number, COFFRET_SEALED_COVERED);
  g_autoptr (json_t) bare = NULL;

  if (fits_signed (content, covered, most))
    return COFFRET_QR_CONTENT_SIGNED;
  /* Only there is it said that they are invented. */
  if (sealed->parcel->practice)
    return COFFRET_QR_CONTENT_NONE;
  bare = coffret_sealed_single (sealed, number, COFFRET_SEALED_BARE);
  if (fits_signed (content, bare, most))
    return COFFRET_QR_CONTENT_BARE;
  if (disclosure->page != NULL && fits (content, disclosure->page, most))
    return COFFRET_QR_CONTENT_PAGE;
  return COFFRET_QR_CONTENT_NONE;
}

CoffretQrContent *
coffret_qr_content_new (CoffretSealed *sealed, int only, guint most)
{
  CoffretQrContent *content = g_new0 (CoffretQrContent, 1);
  guint count = sealed->parcel->disclosures->len;
  gboolean beside = FALSE;

  for (guint i = 0; i < count; i++)
    beside = beside ||
             coffret_presentation_leaves_out (g_ptr_array_index (sealed->parcel->disclosures, i));
  if (only >= 0 && (guint) only < count)
    content->kind = choose (content, sealed, (guint) only, most);
  /* A code for all that leaves one of them out would say less than it seems to. */
  else if (!beside && fits_signed (content, sealed->presentation, most))
    content->kind = COFFRET_QR_CONTENT_SIGNED;
  else if (count == 1)
    content->kind = choose (content, sealed, 0, most);
  return content;
}
