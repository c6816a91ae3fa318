/* A code by itself: from edge to edge of a screen at an interview, or in somebody's own CV. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "share/exporter.h"
#include "share/qr-content.h"

#define PNG_SIDE 8 /* pixels for a square: sharp on paper too */
#define SVG_SIDE 480

static CoffretQrContent *
find_content (CoffretSealed *sealed, const CoffretExportChoice *choice)
{
  return coffret_qr_content_new (sealed, choice->only, COFFRET_QR_MOST_SCREEN);
}

static char *
refuse (CoffretSealed *sealed, const CoffretExportChoice *choice)
{
  g_autoptr (CoffretQrContent) content = find_content (sealed, choice);
  const CoffretDisclosure *one = coffret_export_choice_get (choice, sealed->parcel);

  if (content->kind != COFFRET_QR_CONTENT_NONE)
    return NULL;
  if (one == NULL && sealed->parcel->disclosures->len > 1)
    return g_strdup (
      _ ("All of this together is too much for one code. Choose a single credential, "
         "or share a file."));
  return g_strdup (_ ("This is too much for a code, and there is no public page with just this. "
                      "Share a file instead."));
}

static char *
warn (CoffretSealed *sealed, const CoffretExportChoice *choice)
{
  g_autoptr (CoffretQrContent) content = find_content (sealed, choice);

  switch (content->kind) {
  case COFFRET_QR_CONTENT_PAGE:
    return g_strdup (_ ("This code leads to the issuer’s own page on the web. That page shows "
                        "everything, to everybody who has the code, for as long as the issuer "
                        "keeps it."));
  case COFFRET_QR_CONTENT_BARE:
    return g_strdup (_ ("Your name and message do not fit into the code: it holds only the "
                        "credential."));
  case COFFRET_QR_CONTENT_SIGNED:
  case COFFRET_QR_CONTENT_NONE:
  default:
    return NULL;
  }
}

/* A code cannot be read by eye: what is said in it about practice is said below it too. NULL where
 * there is nothing to say. */
static const char *
find_caption (const CoffretSealed *sealed)
{
  const CoffretParcel *parcel = sealed->parcel;

  return parcel->practice ? coffret_wording_get (
                              parcel->wording, N_ ("For practice only: these people are invented."))
                          : NULL;
}

static CoffretExport *
make_png (CoffretSealed *sealed,
          const CoffretExportChoice *choice,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (CoffretQrContent) content = find_content (sealed, choice);

  return coffret_export_new_file (
    sealed, choice, &coffret_exporter_qr_png,
    coffret_qr_to_png (content->text, content->use, PNG_SIDE, find_caption (sealed)));
}

static CoffretExport *
make_svg (CoffretSealed *sealed,
          const CoffretExportChoice *choice,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (CoffretQrContent) content = find_content (sealed, choice);
  char *svg = coffret_qr_to_svg (content->text, content->use, SVG_SIDE,
                                 coffret_wording_get (sealed->parcel->wording, N_ ("QR code")),
                                 find_caption (sealed));

  return coffret_export_new_file (sealed, choice, &coffret_exporter_qr_svg,
                                  g_bytes_new_take (svg, strlen (svg)));
}

const CoffretExporter coffret_exporter_qr_png = {
  .id = "qr-png",
  .label = N_ ("QR Code"),
  .remark = N_ ("A picture for a screen, a document or a message."),
  .product = COFFRET_PRODUCT_FILE,
  .extension = "png",
  .media_type = "image/png",
  .checkable = TRUE,
  .refuse = refuse,
  .warn = warn,
  .make = make_png,
};

const CoffretExporter coffret_exporter_qr_svg = {
  .id = "qr-svg",
  .label = N_ ("QR Code for Print"),
  .remark = N_ ("A drawing that stays sharp at every size."),
  .product = COFFRET_PRODUCT_FILE,
  .extension = "svg",
  .media_type = "image/svg+xml",
  .checkable = TRUE,
  .refuse = refuse,
  .warn = warn,
  .make = make_svg,
};
