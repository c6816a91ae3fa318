"""Every language of po/LINGUAS is well formed and without what the source no longer says, and French
is complete against it.

The others follow a change of the source later, by other hands, or have only begun: what they lack
until then is shown in English.
"""
import os
import re
import tempfile
from pathlib import Path
from tree import Skip, text, tool

KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'ngettext:1,2', 'g_dngettext:2,3', 'g_dgettext:2',
            'g_dpgettext2:2c,3']
BAD = re.compile(r'(\d+) (fuzzy|untranslated)')


def template(source, folder):
    """A fresh message template, or None when there is nothing to translate."""
    listing = source / 'po' / 'POTFILES.in'
    if not listing.exists():
        raise Skip('there is no po/POTFILES.in')
    pot = Path(folder) / 'fresh.pot'
    made = tool('xgettext', '--from-code=UTF-8', '--add-comments=Translators', '-D', source,
                '-f', listing, '-o', pot, *(f'--keyword={word}' for word in KEYWORDS),
                env={**os.environ, 'GETTEXTDATADIRS': str(source / 'po')})
    if made.returncode != 0:
        raise RuntimeError(made.stderr)
    return pot if pot.exists() else None


def languages(source):
    listing = source / 'po' / 'LINGUAS'
    return re.sub(r'#.*', '', text(listing)).split() if listing.exists() else []


def catalogues(source):
    """Each language with its file, brought up to the source; None: there is none of it."""
    with tempfile.TemporaryDirectory() as folder:
        pot = template(source, folder)
        for language in languages(source) if pot else []:
            po, merged = source / 'po' / f'{language}.po', Path(folder) / f'{language}.po'
            if po.exists():
                tool('msgmerge', '-q', '--no-fuzzy-matching', '-o', merged, po, pot, check=True)
            yield language, merged if po.exists() else None


def check(source, build):
    for language, merged in catalogues(source):
        if merged is None:
            yield f'po/{language}.po: is not there'
            continue
        checked = tool('msgfmt', '--check', '--statistics', '-o', '/dev/null', merged,
                       env={'LC_ALL': 'C', 'PATH': '/usr/bin:/bin'})
        summary = checked.stderr.strip().splitlines()
        if checked.returncode != 0:
            yield f'po/{language}.po: {"; ".join(summary[:5])}'
        elif BAD.search(summary[-1]) and language == 'fr':
            missing = tool('msgattrib', '--untranslated', '--no-obsolete', '--no-wrap', merged)
            first = re.findall(r'^msgid "(.+)"$', missing.stdout, re.M)[:5]
            yield f'po/{language}.po: {summary[-1]} Missing, for one: {" | ".join(first)}'
        gone = re.findall(r'^#~ msgid "(.+)"$', text(merged), re.M)
        if gone:
            yield f'po/{language}.po: {len(gone)} are of no use any more, for one: {gone[0]}'
