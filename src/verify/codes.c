#include "verify/codes.h"

#include <glib/gi18n-lib.h>

/* Translators: in this file {subject}, {day}, {by} and {date} stay as they are: a name, a date,
 * a list's name and a date are put in their places. */
const CoffretCode coffret_codes[] = {
  /* format */
  { "readable", N_ ("It is built as its kind of file should be."), NULL },
  { "unreadable", N_ ("It cannot be read as what it claims to be."), NULL },

  /* proof, coverage and binding alike */
  { "no-proof", N_ ("Nobody signed it, so nothing in it can be checked."), NULL },
  { "key-not-given", N_ ("The issuer’s key is not here: {subject}."),
    N_ ("The issuer’s key is not here.") },
  { "key-not-listed", N_ ("The issuer’s own list of keys is here, but this key is not in it."),
    NULL },
  { "key-method-unsupported", N_ ("Coffret does not know this way of naming a key yet: {subject}."),
    N_ ("Coffret does not know this way of naming a key yet.") },
  { "key-unsupported", N_ ("Coffret does not know this kind of key yet: {subject}."),
    N_ ("Coffret does not know this kind of key yet.") },
  { "key-malformed", N_ ("The key that it names is not a usable key."), NULL },
  { "key-revoked", N_ ("The issuer’s own list says that this key must not be used any more."),
    NULL },
  { "key-expired", N_ ("The issuer’s own list says that this key’s time is over."), NULL },
  { "key-not-named", N_ ("It does not say whose key signed it."), NULL },
  { "key-in-fragment",
    N_ ("The key stands in the address itself, where anyone can write what they like. It proves "
        "nothing about the issuer."),
    NULL },
  { "key-brought-along",
    N_ ("It brings its own key along, as anyone could. That proves nothing about the issuer."),
    NULL },
  { "suite-unsupported", N_ ("Coffret cannot check this kind of signature yet: {subject}."),
    N_ ("Coffret cannot check this kind of signature yet.") },
  { "proof-base",
    N_ ("This is the holder’s own copy with everything in it. Only what is made from it to be "
        "shown can be checked."),
    NULL },
  { "too-complex", N_ ("It takes more work to check than any real credential does."), NULL },
  { "too-many-proofs", N_ ("It has more signatures than any real credential does."), NULL },
  { "context-unknown", N_ ("It uses a vocabulary that Coffret does not know: {subject}."),
    N_ ("It uses a vocabulary that Coffret does not know.") },
  { "context-inline",
    N_ ("It brings its own meanings for words along. What was signed may not be what is shown."),
    NULL },
  { "context-order", N_ ("It does not begin with the vocabulary that its standard demands."),
    NULL },
  { "feature-unsupported", N_ ("It is written in a way that Coffret cannot check yet: {subject}."),
    N_ ("It is written in a way that Coffret cannot check yet.") },
  { "not-decided", N_ ("The signature could not be checked, so this is not known."), NULL },

  /* proof */
  { "signature-matches", N_ ("The signature matches what it says, to the last letter."), NULL },
  { "signature-wrong",
    N_ ("The signature does not match what it says. It was changed, or someone else signed it."),
    NULL },
  { "signature-malformed", N_ ("The signature is not written as its standard demands."), NULL },
  { "proof-malformed", N_ ("What should prove it is not written as its standard demands."), NULL },
  { "purpose-wrong", N_ ("The signature was made for another purpose."), NULL },
  { "algorithm-wrong", N_ ("The signature and the key do not fit together."), NULL },
  { "token-malformed", N_ ("The token is not built as its standard demands."), NULL },
  { "token-contradicts", N_ ("The token says two different things about itself: {subject}."),
    N_ ("The token says two different things about itself.") },
  { "chain-broken", N_ ("It builds on an earlier signature that is missing or does not match."),
    NULL },
  { "disclosure-wrong", N_ ("A part that was disclosed does not belong to what was signed."),
    NULL },
  { "holder-proof-wrong",
    N_ ("It says that its holder showed it, but the holder’s signature does not match."), NULL },

  /* coverage */
  { "all-covered", N_ ("Everything shown here is covered by the signature."), NULL },
  { "terms-undefined",
    N_ ("A part of it is not covered by the signature, and anyone may have added it: {subject}."),
    N_ ("A part of it is not covered by the signature, and anyone may have added it.") },

  /* binding */
  { "key-is-issuer", N_ ("The key is the issuer’s own: the issuer is named by it."), NULL },
  { "key-listed", N_ ("The issuer’s own list of keys has this key, as of {date}."),
    N_ ("The issuer’s own list of keys has this key.") },
  { "key-of-another", N_ ("The key belongs to someone else than the issuer named: {subject}."),
    N_ ("The key belongs to someone else than the issuer named.") },
  { "key-replaced", N_ ("The issuer’s own list has another key under this name."), NULL },
  { "issuer-not-named", N_ ("It does not say who issued it."), NULL },
  { "holder-not-named", N_ ("It does not say who shows it."), NULL },

  /* issuer */
  { "trusted", N_ ("Issued by {subject}. You said that you know this issuer."),
    N_ ("You said that you know this issuer.") },
  { "distrusted", N_ ("You said that you do not trust this issuer."), NULL },
  { "in-registry", N_ ("Issued by {subject} — recognised in the {by} registry of {date}."),
    N_ ("A list of known issuers has this issuer.") },
  { "trusted-unproven",
    N_ ("You know an issuer of this name, {subject}, but it is not proven that it issued this."),
    N_ ("You know an issuer of this name, but it is not proven that it issued this.") },
  { "in-registry-unproven",
    N_ ("A list of known issuers has {subject}, but it is not proven that it issued this."),
    N_ ("A list of known issuers has this issuer, but it is not proven that it issued this.") },
  { "nobody-vouches", N_ ("Nobody vouches for this key yet: do you know this issuer?"), NULL },

  /* dates */
  { "in-force", N_ ("It is in force."), NULL },
  { "in-force-until", N_ ("It is in force until {day}."), N_ ("It is in force.") },
  { "no-dates", N_ ("It names no dates between which it is valid."), NULL },
  { "expired", N_ ("It was valid until {day}."), N_ ("It is not valid any more.") },
  { "not-yet-valid", N_ ("It is valid only from {day} on."), N_ ("It is not valid yet.") },
  { "date-malformed", N_ ("A date in it is not written as its standard demands: {subject}."),
    N_ ("A date in it is not written as its standard demands.") },
  { "clock-wrong",
    N_ ("The clock of this computer cannot be right, so it is not known what is in force."), NULL },

  /* status */
  { "no-status", N_ ("Its issuer keeps no list of withdrawn credentials for it."), NULL },
  { "not-revoked", N_ ("Its issuer had not withdrawn it by {date}."),
    N_ ("Its issuer has not withdrawn it.") },
  { "revoked", N_ ("Its issuer has withdrawn it, by {date} at the latest."),
    N_ ("Its issuer has withdrawn it.") },
  { "suspended", N_ ("Its issuer had suspended it for the time being, as of {date}."),
    N_ ("Its issuer has suspended it for the time being.") },
  { "status-message", N_ ("Its issuer says of it: “{subject}”."),
    N_ ("Its issuer says something of it that Coffret cannot judge.") },
  { "list-not-given",
    N_ ("Whether its issuer has withdrawn it could not be checked: the issuer’s list is not here."),
    NULL },
  { "list-too-old",
    N_ ("Whether its issuer has withdrawn it is not known: the issuer’s list is of {date}, too old "
        "to say."),
    N_ ("Whether its issuer has withdrawn it is not known: the issuer’s list does not say how old "
        "it is.") },
  { "list-from-future",
    N_ ("Whether its issuer has withdrawn it is not known: the issuer’s list is dated {date}, "
        "which is still to come."),
    N_ ("Whether its issuer has withdrawn it is not known: the issuer’s list is dated in the "
        "future.") },
  { "list-not-issuers",
    N_ ("Whether its issuer has withdrawn it is not known: it is not proven that the list is the "
        "issuer’s."),
    NULL },
  { "list-unusable",
    N_ ("Whether its issuer has withdrawn it is not known: the issuer’s list cannot be read."),
    NULL },
  { "status-malformed",
    N_ ("Whether its issuer has withdrawn it is not known: the place to look is not written as its "
        "standard demands."),
    NULL },
  { "status-unsupported",
    N_ ("Whether its issuer has withdrawn it is not known: Coffret cannot read this kind of list "
        "yet: {subject}."),
    N_ ("Whether its issuer has withdrawn it is not known: Coffret cannot read this kind of list "
        "yet.") },

  /* subject */
  { "no-subject", N_ ("It does not say whom it is about in a way that can be compared."), NULL },
  { "no-identities", N_ ("You have not told Coffret yet which addresses are yours."), NULL },
  { "about-you", N_ ("It is about you: {subject}."), N_ ("It is about you.") },
  { "about-you-lower-case", N_ ("It is about you, written in small letters: {subject}."),
    N_ ("It is about you.") },
  { "about-you-weakly",
    N_ ("It seems to be about you, {subject}, though it hides that in a way that can be forged."),
    N_ ("It seems to be about you, though it hides that in a way that can be forged.") },
  { "about-another", N_ ("It is about someone that is none of the addresses that are yours."),
    NULL },
  { "subject-unsupported", N_ ("Coffret does not know the way in which it hides whom it is about."),
    NULL },
  { NULL, NULL, NULL },
};
