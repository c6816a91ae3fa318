#include "app/closures.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/verdict.h"
#include "base/bidi.h"
#include "base/fold.h"
#include "credential/words.h"

static void
append_part (GString *text, const char *separator, const char *part)
{
  if (!part || !*part)
    return;
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

/* No line begins with the dot. */
#define DOT "\u00a0· "

char *
coffret_entry_details (const char *issuer, CoffretInstant awarded, CoffretKind kind)
{
  GString *text = g_string_new (NULL);
  g_autofree char *date = coffret_instant_to_date (awarded);

  coffret_append_part (text, DOT, issuer);
  coffret_append_part (text, DOT, date);
  if (kind != COFFRET_KIND_OTHER)
    coffret_append_part (text, DOT, coffret_kind_to_label (kind));
  return g_string_free (text, FALSE);
}

char *
coffret_entry_sentence (const char *title,
                        const char *issuer,
                        CoffretInstant awarded,
                        CoffretKind kind,
                        const char *expiry,
                        const char *verdict,
                        guint position,
                        guint total,
                        gboolean selected)
{
  GString *text = g_string_new (NULL);
  g_autofree char *date = coffret_instant_to_date (awarded);
  g_autofree char *name = coffret_title_words (title, kind, issuer);
  g_autofree char *place = NULL;

  append_part (text, ". ", name);
  if (selected)
    /* Translators: of one credential among several, as a screen reader says it */
    append_part (text, ". ", C_ ("credential", "Selected"));
  append_part (text, ". ", issuer);
  append_part (text, ". ", date);
  if (kind != COFFRET_KIND_OTHER)
    append_part (text, ". ", coffret_kind_to_label (kind));
  append_part (text, ". ", expiry);
  append_part (text, ". ", coffret_verdict_word (verdict));
  /* Translators: where a row is in its list, as a screen reader says it, e.g. "3 of 212" */
  place = g_strdup_printf (_ ("%u of %u"), position + 1, total);
  append_part (text, ". ", place);
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

char *
coffret_expiry_words (CoffretInstant expires, CoffretInstant now)
{
  g_autofree char *date = NULL;
  guint days;

  if (expires == COFFRET_INSTANT_NONE || expires >= now + 30 * G_TIME_SPAN_DAY)
    return NULL;
  if (expires < now) {
    date = coffret_instant_to_date (expires);
    /* Translators: %s is a date, such as 12 May 2026 */
    return g_strdup_printf (_ ("Expired on %s"), date);
  }
  days = (guint) ((expires - now) / G_TIME_SPAN_DAY);
  if (days == 0)
    return g_strdup (_ ("Expires within a day"));
  return g_strdup_printf (ngettext ("Expires in %u day", "Expires in %u days", days), days);
}

char *
coffret_compartment_sentence (const char *name, const char *parent, guint count)
{
  g_autofree char *words = coffret_count_words (count, FALSE);

  if (parent)
    /* Translators: a row as a screen reader says it: a compartment, the compartment that it lies
     * in, and "41 credentials" */
    return g_strdup_printf (_ ("%s. Compartment in %s. %s."), name, parent, words);
  /* Translators: a row as a screen reader says it: a compartment and "41 credentials" */
  return g_strdup_printf (_ ("%s. Compartment. %s."), name, words);
}

char *
coffret_number_words (const char *words, guint number)
{
  g_autofree char *digits = g_strdup_printf ("%'u", number);
  g_auto (GStrv) parts = g_strsplit (words, "%u", 2);

  return g_strjoinv (digits, parts);
}

char *
coffret_selected_words (guint count)
{
  /* Translators: how many credentials are chosen */
  return coffret_number_words (ngettext ("%u selected", "%u selected", count), count);
}

char *
coffret_entry_name (CoffretEntry *entry)
{
  return coffret_title_words (coffret_entry_get_title (entry), coffret_entry_get_kind (entry),
                              coffret_entry_get_issuer (entry));
}

static char *
year_title (CoffretInstant instant)
{
  int year = coffret_instant_year (instant);

  return year == 0 ? g_strdup (_ ("Without a date")) : g_strdup_printf ("%d", year);
}

static char *
initial_title (const char *title)
{
  g_autofree char *folded = coffret_fold (title);
  gunichar initial = g_utf8_get_char_validated (folded, -1);
  char text[8] = "";

  if ((gint32) initial <= 0 || !g_unichar_isalpha (initial))
    return g_strdup ("#");
  text[g_unichar_to_utf8 (g_unichar_toupper (initial), text)] = '\0';
  return g_strdup (text);
}

char *
coffret_section_title (CoffretEntry *entry, CoffretOrder order, CoffretHeading heading)
{
  const char *issuer;
  const char *tag;

  switch (heading) {
  case COFFRET_HEADING_YEAR:
    order = COFFRET_ORDER_AWARDED;
    break;
  case COFFRET_HEADING_ISSUER:
    order = COFFRET_ORDER_ISSUER;
    break;
  case COFFRET_HEADING_KIND:
    order = COFFRET_ORDER_KIND;
    break;
  case COFFRET_HEADING_NONE:
    return g_strdup ("");
  case COFFRET_HEADING_ORDER:
  default:
    break;
  }
  switch (COFFRET_ORDER_PLAIN (order)) {
  case COFFRET_ORDER_AWARDED:
    return year_title (coffret_entry_get_awarded (entry));
  case COFFRET_ORDER_EXPIRES:
    if (coffret_entry_get_expires (entry) == COFFRET_INSTANT_NONE)
      return g_strdup (_ ("Valid for ever"));
    return year_title (coffret_entry_get_expires (entry));
  case COFFRET_ORDER_RECEIVED:
    return year_title (coffret_entry_get_received (entry));
  case COFFRET_ORDER_TITLE:
    return initial_title (coffret_entry_get_title (entry));
  case COFFRET_ORDER_ISSUER:
    issuer = coffret_entry_get_issuer (entry);
    return g_strdup (*issuer ? issuer : _ ("Issuer not named"));
  case COFFRET_ORDER_KIND:
    return g_strdup (coffret_kind_to_label (coffret_entry_get_kind (entry)));
  case COFFRET_ORDER_VERDICT:
    return g_strdup (coffret_verdict_word (coffret_entry_get_verdict (entry)));
  case COFFRET_ORDER_TAGS:
    tag = coffret_entry_get_tags (entry)[0];
    return g_strdup (tag ?: _ ("No tags"));
  case COFFRET_ORDER_BACKWARDS:
  default:
    return g_strdup ("");
  }
}

char *
coffret_count_words (guint count, gboolean searching)
{
  if (searching)
    /* Translators: how many credentials a search has found */
    return coffret_number_words (ngettext ("%u found", "%u found", count), count);
  return coffret_number_words (ngettext ("%u credential", "%u credentials", count), count);
}

const char *
coffret_kind_icon (CoffretKind kind)
{
  switch (kind) {
  case COFFRET_KIND_MICRO_CREDENTIAL:
  case COFFRET_KIND_BADGE:
    return "coffret-badge-symbolic";
  case COFFRET_KIND_DIPLOMA:
    return "coffret-diploma-symbolic";
  case COFFRET_KIND_TRANSCRIPT:
    return "coffret-transcript-symbolic";
  case COFFRET_KIND_LICENCE:
    return "coffret-licence-symbolic";
  case COFFRET_KIND_LETTER:
    return "coffret-letter-symbolic";
  case COFFRET_KIND_CERTIFICATE:
  case COFFRET_KIND_CERTIFICATION:
  case COFFRET_KIND_OTHER:
  default:
    return "coffret-certificate-symbolic";
  }
}

static const char *const order_ids[COFFRET_ORDER_BACKWARDS] = {
  [COFFRET_ORDER_AWARDED] = "awarded", [COFFRET_ORDER_TITLE] = "title",
  [COFFRET_ORDER_ISSUER] = "issuer",   [COFFRET_ORDER_KIND] = "kind",
  [COFFRET_ORDER_EXPIRES] = "expires", [COFFRET_ORDER_RECEIVED] = "received",
  [COFFRET_ORDER_VERDICT] = "verdict", [COFFRET_ORDER_TAGS] = "tags",
};

const char *
coffret_order_to_id (CoffretOrder order)
{
  return order_ids[COFFRET_ORDER_PLAIN (order)];
}

CoffretOrder
coffret_order_from_id (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (order_ids); i++)
    if (g_strcmp0 (order_ids[i], id) == 0)
      return (CoffretOrder) i;
  return COFFRET_ORDER_AWARDED;
}

const char *
coffret_order_words (CoffretOrder order)
{
  static const char *const words[COFFRET_N_ORDERS] = {
    [COFFRET_ORDER_AWARDED] = N_ ("Sorted from the newest award to the oldest"),
    [COFFRET_ORDER_TITLE] = N_ ("Sorted by title, from A to Z"),
    [COFFRET_ORDER_ISSUER] = N_ ("Sorted by issuer, from A to Z"),
    [COFFRET_ORDER_KIND] = N_ ("Sorted by type, from A to Z"),
    [COFFRET_ORDER_EXPIRES] = N_ ("Sorted by end of validity, the soonest first"),
    [COFFRET_ORDER_RECEIVED] = N_ ("Sorted from the last received to the first"),
    [COFFRET_ORDER_VERDICT] = N_ ("Sorted by verdict, the best first"),
    [COFFRET_ORDER_TAGS] = N_ ("Sorted by tag, from A to Z"),
    [COFFRET_ORDER_TURNED (COFFRET_ORDER_AWARDED)] =
      N_ ("Sorted from the oldest award to the newest"),
    [COFFRET_ORDER_TURNED (COFFRET_ORDER_TITLE)] = N_ ("Sorted by title, from Z to A"),
    [COFFRET_ORDER_TURNED (COFFRET_ORDER_ISSUER)] = N_ ("Sorted by issuer, from Z to A"),
    [COFFRET_ORDER_TURNED (COFFRET_ORDER_KIND)] = N_ ("Sorted by type, from Z to A"),
    [COFFRET_ORDER_TURNED (COFFRET_ORDER_EXPIRES)] =
      N_ ("Sorted by end of validity, the latest first"),
    [COFFRET_ORDER_TURNED (COFFRET_ORDER_RECEIVED)] =
      N_ ("Sorted from the first received to the last"),
    [COFFRET_ORDER_TURNED (COFFRET_ORDER_VERDICT)] = N_ ("Sorted by verdict, the worst first"),
    [COFFRET_ORDER_TURNED (COFFRET_ORDER_TAGS)] = N_ ("Sorted by tag, from Z to A"),
  };

  return _ (words[order]);
}

static const char *const heading_ids[] = {
  [COFFRET_HEADING_ORDER] = "order",   [COFFRET_HEADING_YEAR] = "year",
  [COFFRET_HEADING_ISSUER] = "issuer", [COFFRET_HEADING_KIND] = "kind",
  [COFFRET_HEADING_NONE] = "none",
};

const char *
coffret_heading_to_id (CoffretHeading heading)
{
  return heading_ids[heading];
}

CoffretHeading
coffret_heading_from_id (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (heading_ids); i++)
    if (g_strcmp0 (heading_ids[i], id) == 0)
      return (CoffretHeading) i;
  return COFFRET_HEADING_ORDER;
}

const char *
coffret_place_icon (CoffretPlace place)
{
  switch (place) {
  case COFFRET_PLACE_RECENT:
    return "document-open-recent-symbolic";
  case COFFRET_PLACE_FAVOURITES:
    return "starred-symbolic";
  case COFFRET_PLACE_LOOSE:
    return "coffret-loose-symbolic";
  case COFFRET_PLACE_COMPARTMENT:
    return "coffret-compartment-symbolic";
  case COFFRET_PLACE_TRASH:
    return "user-trash-symbolic";
  case COFFRET_PLACE_ALL:
  default:
    return "coffret-all-symbolic";
  }
}

const char *
coffret_place_title (CoffretPlace place)
{
  switch (place) {
  case COFFRET_PLACE_RECENT:
    return _ ("Recently Added");
  case COFFRET_PLACE_FAVOURITES:
    return _ ("Favourites");
  case COFFRET_PLACE_LOOSE:
    return _ ("In No Compartment");
  case COFFRET_PLACE_COMPARTMENT:
    return _ ("Compartment");
  case COFFRET_PLACE_TRASH:
    return _ ("Trash");
  case COFFRET_PLACE_ALL:
  default:
    return _ ("All Credentials");
  }
}

CoffretEmptyWords
coffret_place_empty (CoffretPlace place)
{
  const char *icon = coffret_place_icon (place);

  switch (place) {
  case COFFRET_PLACE_RECENT:
    return (CoffretEmptyWords) { icon, _ ("Nothing New"),
                                 _ ("What you added in the last days will be here.") };
  case COFFRET_PLACE_FAVOURITES:
    return (CoffretEmptyWords) { icon, _ ("No Favourites"),
                                 _ ("Credentials that you mark with a star will be here.") };
  case COFFRET_PLACE_LOOSE:
    return (CoffretEmptyWords) { icon, _ ("All in Their Place"),
                                 _ ("Credentials that lie in no compartment will be here.") };
  case COFFRET_PLACE_COMPARTMENT:
    return (CoffretEmptyWords) {
      icon, _ ("Nothing in Here Yet"),
      _ ("Open a credential, or its menu in a list, and choose “Put In” to have it here. "
         "A credential may lie in several compartments.")
    };
  case COFFRET_PLACE_TRASH:
    return (CoffretEmptyWords) { icon, _ ("Trash Is Empty"),
                                 _ ("What you throw away stays here for 30 days.") };
  case COFFRET_PLACE_ALL:
  default:
    return (CoffretEmptyWords) {
      "coffret-all-symbolic", _ ("Your Vault Is Empty"),
      _ ("Badges, certificates, diplomas and transcripts that you add will be here. "
         "Drop files on this window, paste them, or choose them.")
    };
  }
}

CoffretDoorWords
coffret_door_words (CoffretDoorState state)
{
  switch (state) {
  case COFFRET_DOOR_LOCKED:
    return (CoffretDoorWords) { "coffret-locked-symbolic",
                                _ ("Your Vault Is Locked"),
                                _ ("Nobody can see what is in it until you open it."),
                                TRUE,
                                TRUE,
                                FALSE };
  case COFFRET_DOOR_KEYRING_NONE:
    return (CoffretDoorWords) {
      "coffret-keyring-symbolic",
      _ ("No Keyring Answers"),
      _ ("The key to your vault lies in this computer’s keyring, and no keyring is running. "
         "Nothing is lost. Start the keyring (by logging out and in again) and try again, "
         "or open the vault in another way."),
      TRUE,
      FALSE,
      TRUE
    };
  case COFFRET_DOOR_KEYRING_LOCKED:
    return (CoffretDoorWords) {
      "coffret-keyring-symbolic",
      _ ("The Keyring Is Locked"),
      _ ("The key to your vault lies in this computer’s keyring, which was not unlocked. "
         "Nothing is lost. Ask the keyring again, or open the vault in another way."),
      TRUE,
      TRUE,
      FALSE
    };
  case COFFRET_DOOR_KEYRING_ABSENT:
    return (CoffretDoorWords) {
      "coffret-keyring-symbolic",
      _ ("The Keyring Has No Key for This Vault"),
      _ ("The keyring is open, and the key to your vault is not in it: it may be a new "
         "keyring, another desktop’s or another computer’s. Nothing is lost. Open the vault in "
         "another way; or go back to the desktop that you made it on, and try again."),
      TRUE,
      FALSE,
      TRUE
    };
  case COFFRET_DOOR_KEYRING_TIMEOUT:
    return (CoffretDoorWords) {
      "coffret-keyring-symbolic",
      _ ("The Keyring Does Not Answer"),
      _ ("The key to your vault lies in this computer’s keyring, which did not answer in "
         "time. Nothing is lost. Ask it again, or open the vault in another way."),
      TRUE,
      TRUE,
      FALSE
    };
  case COFFRET_DOOR_BUSY:
    return (CoffretDoorWords) {
      "coffret-locked-symbolic",
      _ ("Your Vault Is Open Elsewhere"),
      _ ("Another program has this vault open, and only one may have it at a time. Nothing "
         "is lost. Close the other program, then try again."),
      FALSE,
      FALSE,
      TRUE
    };
  case COFFRET_DOOR_MISSING:
    return (CoffretDoorWords) {
      "coffret-trouble-symbolic",
      _ ("A Part of Your Vault Is Missing"),
      _ ("One of the vault’s files is not where it was. Nothing is lost by waiting: Coffret "
         "changes nothing here. Look whether the file was moved, or whether the disk or "
         "folder that it lies on is there; put it back, then try again. If it is gone, bring your "
         "newest backup back."),
      FALSE,
      FALSE,
      TRUE
    };
  case COFFRET_DOOR_DAMAGED:
    return (CoffretDoorWords) {
      "coffret-trouble-symbolic",
      _ ("Your Vault Cannot Be Read"),
      _ ("A file of the vault is not as Coffret left it. Nothing is lost by waiting: Coffret "
         "changes nothing in it. Bring your newest backup back; if you have none, save what can "
         "still be read. The damaged vault is kept in either case."),
      FALSE,
      FALSE,
      TRUE
    };
  case COFFRET_DOOR_NEWER:
    return (CoffretDoorWords) {
      "coffret-trouble-symbolic",
      _ ("This Vault Needs a Newer Coffret"),
      _ ("A newer version of Coffret has written this vault. Nothing is lost: update "
         "Coffret, then open the vault again."),
      FALSE,
      FALSE,
      TRUE
    };
  case COFFRET_DOOR_FAULT:
    return (CoffretDoorWords) {
      "coffret-trouble-symbolic",
      _ ("Your Vault Could Not Be Opened"),
      _ ("Something on this computer stands in the way. Nothing is lost: Coffret has not "
         "changed the vault. “Details” says what happened."),
      FALSE,
      FALSE,
      TRUE
    };
  case COFFRET_DOOR_LOOKING:
  case COFFRET_DOOR_FIRST_RUN:
  case COFFRET_DOOR_OPEN:
  default:
    return (CoffretDoorWords) {
      "coffret-locked-symbolic", _ ("Opening Your Vault"), "", FALSE, FALSE, FALSE
    };
  }
}

char *
coffret_dates_words (CoffretInstant awarded, CoffretInstant expires)
{
  g_autofree char *from = coffret_instant_to_date (awarded);
  g_autofree char *until = coffret_instant_to_date (expires);

  if (from && until)
    /* Translators: both %s are dates, such as 12 May 2026 */
    return g_strdup_printf (_ ("Awarded %s · valid until %s"), from, until);
  if (from)
    /* Translators: %s is a date, such as 12 May 2026 */
    return g_strdup_printf (_ ("Awarded %s · valid for ever"), from);
  if (until)
    /* Translators: %s is a date, such as 12 May 2026 */
    return g_strdup_printf (_ ("Valid until %s"), until);
  return g_strdup ("");
}

/* "7.5" as the reader's language writes it, and how many for the plural: English
 * has "0.5 hours" and "1.5 hours", French "0,5 heure" and "1,5 heure". Both say of
 * 0 what they say of those. */
static char *
amount (double number, gulong *plural)
{
  *plural = number == 1 ? 1 : number < 2 ? 0 : (gulong) MIN (number, 1e9);
  return g_strdup_printf ("%'.6g", number);
}

char *
coffret_hours_words (double hours)
{
  gulong plural;
  g_autofree char *number = NULL;

  if (!(hours > 0))
    return g_strdup ("");
  number = amount (hours, &plural);
  /* Translators: %s is a number, such as 15 or 7.5 */
  return g_strdup_printf (ngettext ("%s hour", "%s hours", plural), number);
}

char *
coffret_credits_words (double credits)
{
  gulong plural;
  g_autofree char *number = NULL;

  if (!(credits > 0))
    return g_strdup ("");
  number = amount (credits, &plural);
  /* Translators: %s is a number, such as 4 or 0.5 */
  return g_strdup_printf (ngettext ("%s credit", "%s credits", plural), number);
}

char *
coffret_link_host (const char *link)
{
  g_autoptr (GUri) uri = link ? g_uri_parse (link, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *scheme = uri ? g_uri_get_scheme (uri) : NULL;

  if (!scheme || !(g_str_equal (scheme, "https") || g_str_equal (scheme, "http")))
    return NULL;
  if (!g_uri_get_host (uri) || !*g_uri_get_host (uri))
    return NULL;
  /* A name in letters that look like others is shown as it is asked for. */
  if (!g_str_is_ascii (g_uri_get_host (uri)))
    return g_hostname_to_ascii (g_uri_get_host (uri));
  return g_strdup (g_uri_get_host (uri));
}

gboolean
coffret_text_is_link (const char *text)
{
  g_autofree char *line = text ? g_strstrip (g_strdup (text)) : NULL;
  g_autofree char *host = NULL;

  if (!line || strpbrk (line, " \t\r\n"))
    return FALSE;
  host = coffret_link_host (line);
  return host != NULL;
}

char *
coffret_import_summary (guint added, guint newer, guint there, guint refused)
{
  GString *text = g_string_new (NULL);
  g_autofree char *parts[4] = { NULL };

  if (added > 0)
    parts[0] =
      g_strdup_printf (ngettext ("%u credential added.", "%u credentials added.", added), added);
  if (newer > 0)
    parts[1] = g_strdup_printf (
      ngettext ("%u newer version added.", "%u newer versions added.", newer), newer);
  if (there > 0)
    parts[2] =
      g_strdup_printf (ngettext ("%u was already there.", "%u were already there.", there), there);
  if (refused > 0)
    parts[3] = g_strdup_printf (ngettext ("%u was refused.", "%u were refused.", refused), refused);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    append_part (text, " ", parts[i]);
  for (gsize i = 1; i < G_N_ELEMENTS (parts); i++)
    g_clear_pointer (&parts[i], g_free);
  return text->len > 0 ? g_string_free (text, FALSE)
                       : (g_string_free (text, TRUE), g_strdup (_ ("Nothing was added.")));
}

const char *
coffret_identity_kind_label (CoffretIdentityKind kind)
{
  switch (kind) {
  case COFFRET_IDENTITY_NAME:
    return C_ ("of a person", "Name");
  case COFFRET_IDENTITY_EMAIL:
    return _ ("E-mail address");
  case COFFRET_IDENTITY_DID:
    return _ ("DID");
  case COFFRET_IDENTITY_URL:
    return _ ("Web address");
  case COFFRET_IDENTITY_STUDENT_NUMBER:
    return _ ("Student number");
  case COFFRET_IDENTITY_OTHER:
  default:
    return _ ("Something else");
  }
}
