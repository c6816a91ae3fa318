/* Forms on the web, opened with what belongs into them: values are written as RFC 3986, 2.1 and 2.4
 * want it, whatever letters they have. Nothing is sent until the person does so there. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "share/exporter.h"

/* {page}, {text}: see below. Both nullable, so that one of them must be there. */
typedef struct {
  const CoffretExporter *exporter;
  const char *site;
  const char *address; /* up to the first value */
  const char *page;    /* "&url=": before the page, when that is known */
  gboolean words;      /* the address ends where words belong */
} Form;

static const Form forms[] = {
  { &coffret_exporter_linkedin_post, "LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?",
    "url=", FALSE },
  { &coffret_exporter_facebook, "Facebook", "https://www.facebook.com/sharer/sharer.php?",
    "u=", FALSE },
  { &coffret_exporter_bluesky, "Bluesky", "https://bsky.app/intent/compose?text=", "%20", TRUE },
  { &coffret_exporter_x, "X", "https://x.com/intent/post?text=", "&url=", TRUE },
  { &coffret_exporter_mastodon, "Mastodon", "https://share.joinmastodon.org/#text=", "%20", TRUE },
};

static void
append_value (GString *link, const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

  g_string_append (link, escaped);
}

static void
append_month (GString *link, CoffretInstant instant, const char *year, const char *month)
{
  g_autoptr (GDateTime) time =
    instant != COFFRET_INSTANT_NONE ? g_date_time_new_from_unix_utc_usec (instant) : NULL;
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  if (local != NULL)
    g_string_append_printf (link, "&%s=%d&%s=%d", year, g_date_time_get_year (local), month,
                            g_date_time_get_month (local));
}

/* The number by which its issuer knows it, where that is no address. */
static const char *
find_number (const CoffretDisclosure *disclosure)
{
  const char *id = disclosure->kind == COFFRET_DISCLOSURE_ORIGINAL && disclosure->document != NULL
                     ? coffret_json_string (disclosure->document, "id")
                     : NULL;

  return id != NULL && !g_str_has_prefix (id, "http") ? id : NULL;
}

/* https://addtoprofile.linkedin.com/: the form for a licence or a certificate. */
static CoffretExport *
make_linkedin (CoffretSealed *sealed,
               const CoffretExportChoice *choice,
               GCancellable *cancellable,
               GError **error)
{
  const CoffretDisclosure *disclosure = coffret_export_choice_get (choice, sealed->parcel);
  CoffretExport *made = coffret_export_new ();
  GString *link =
    g_string_new ("https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&name=");
  const char *number = find_number (disclosure);

  append_value (link, disclosure->title);
  if (*disclosure->issuer != '\0') {
    g_string_append (link, "&organizationName=");
    append_value (link, disclosure->issuer);
  }
  append_month (link, disclosure->awarded, "issueYear", "issueMonth");
  append_month (link, disclosure->expires, "expirationYear", "expirationMonth");
  if (disclosure->page != NULL) {
    g_string_append (link, "&certUrl=");
    append_value (link, disclosure->page);
  }
  if (number != NULL) {
    g_string_append (link, "&certId=");
    append_value (link, number);
  }
  made->link = g_string_free (link, FALSE);
  return made;
}

static char *
warn_linkedin (CoffretSealed *sealed, const CoffretExportChoice *choice)
{
  const CoffretDisclosure *disclosure = coffret_export_choice_get (choice, sealed->parcel);

  return g_strdup (
    disclosure->page != NULL
      ? _ ("This opens LinkedIn in your browser and fills in the title, the issuer, the dates and "
           "the address of the issuer’s page, which shows everything to everybody.")
      : _ ("This opens LinkedIn in your browser and fills in the title and, where they may be "
           "seen, the issuer and the dates."));
}

static char *
refuse_without_page (CoffretSealed *sealed, const CoffretExportChoice *choice)
{
  const CoffretDisclosure *disclosure = coffret_export_choice_get (choice, sealed->parcel);

  return disclosure->page == NULL
           ? g_strdup (
               _ ("This needs the issuer’s own page on the web: there is none, or something "
                  "that it shows is hidden here."))
           : NULL;
}

static char *
warn (CoffretSealed *sealed, const CoffretExportChoice *choice)
{
  const CoffretDisclosure *disclosure = coffret_export_choice_get (choice, sealed->parcel);

  return g_strdup (disclosure->page != NULL
                     ? _ ("This opens a form in your browser with the address of the issuer’s "
                          "page, which shows everything to everybody. Nothing is published until "
                          "you do so there.")
                     : _ ("This opens a form in your browser with the title and the issuer in it. "
                          "Nothing is published until you do so there."));
}

static CoffretExport *
make_form (const CoffretExporter *exporter,
           CoffretSealed *sealed,
           const CoffretExportChoice *choice)
{
  const CoffretDisclosure *disclosure = coffret_export_choice_get (choice, sealed->parcel);
  CoffretExport *made = coffret_export_new ();
  const Form *form = forms;
  GString *link;

  while (form->exporter != exporter)
    form++;
  link = g_string_new (form->address);
  if (form->words) {
    g_autofree char *words = *disclosure->issuer != '\0'
                               ? g_strdup_printf ("%s · %s", disclosure->title, disclosure->issuer)
                               : g_strdup (disclosure->title);

    append_value (link, words);
  }
  if (disclosure->page != NULL) {
    g_string_append (link, form->page);
    append_value (link, disclosure->page);
  }
  made->link = g_string_free (link, FALSE);
  return made;
}

#define FORM(name, identifier, title, needs_page)                                                  \
  static CoffretExport *make_##name (CoffretSealed *sealed, const CoffretExportChoice *choice,     \
                                     GCancellable *cancellable, GError **error)                    \
  {                                                                                                \
    return make_form (&coffret_exporter_##name, sealed, choice);                                   \
  }                                                                                                \
  const CoffretExporter coffret_exporter_##name = {                                                \
    .id = identifier,                                                                              \
    .label = title,                                                                                \
    .remark = N_ ("A post that you still read over and publish yourself."),                        \
    .product = COFFRET_PRODUCT_LINK,                                                               \
    .one = TRUE,                                                                                   \
    .refuse = needs_page,                                                                          \
    .warn = warn,                                                                                  \
    .make = make_##name,                                                                           \
  }

FORM (linkedin_post, "linkedin-post", N_ ("Post on LinkedIn"), refuse_without_page);
FORM (facebook, "facebook", N_ ("Post on Facebook"), refuse_without_page);
FORM (bluesky, "bluesky", N_ ("Post on Bluesky"), NULL);
FORM (x, "x", N_ ("Post on X"), NULL);
FORM (mastodon, "mastodon", N_ ("Post on Mastodon"), NULL);

const CoffretExporter coffret_exporter_linkedin = {
  .id = "linkedin",
  .label = N_ ("Add to LinkedIn Profile"),
  .remark = N_ ("LinkedIn’s form for licences and certifications, filled in."),
  .product = COFFRET_PRODUCT_LINK,
  .one = TRUE,
  .warn = warn_linkedin,
  .make = make_linkedin,
};
