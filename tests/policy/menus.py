"""In a menu, each entry has a key of its own: in English, and in each language of po/LINGUAS.

Where two have the same, it goes from one to the other and does neither. What a .blp file says of a
menu is one; so is what one file of C appends.
"""
import re
from french import catalogues
from tree import code, files
from translations import messages

MENU = re.compile(r'^menu (\w+) \{(.*?)^\}', re.M | re.S)
ITEM = re.compile(r'\blabel: _\("([^"]+)"\);\s*action: "([^"]+)"')
APPENDED = re.compile(r'\b\w*(?:append|add_item)\w* \(((?:[^();]|\((?:[^();]|\([^()]*\))*\))*)\);')
TEXT = re.compile(r'\b_ \("((?:[^"\\]|\\.)*)"\)')
ACTION = re.compile(r'"([a-z]+\.[a-z-]+)"')
KEY = re.compile(r'_(\w)')
# Actions whose entries are never in a menu together: of one's own vault and of an invented person's,
# in a list and on the credential's own page, in the trash and not.
APART = [
    ({'win.lock', 'win.vaults'},
     {'app.own-vault', 'win.people', 'win.next-person', 'win.begin-again'}),
    ({'vault.open', 'list.choose'},
     {'credential.change-own', 'credential.attach', 'credential.print', 'vault.join-with'}),
    ({'vault.trash'}, {'vault.restore'}),
]


def menus(source):
    """(place, [(texts of which one is shown, action)]) of each menu."""
    for path in files(source, '.blp', under='src'):
        for name, body in MENU.findall(code(path)):
            yield f'{path.name}: {name}', [([text], action) for text, action in ITEM.findall(body)]
    for path in files(source, '.c', under='src/app'):
        items = []
        for given in APPENDED.findall(code(path)):
            texts = [text for text in TEXT.findall(given) if KEY.search(text)]
            if texts:
                action = ACTION.search(given)
                items.append((texts, action[1] if action else ''))
        yield path.name, items


def apart(one, other):
    return any(one in a and other in b or one in b and other in a for a, b in APART)


def clashes(items, said):
    for number, (texts, action) in enumerate(items):
        for others, other in items[:number]:
            if apart(action, other):
                continue
            for text in texts:
                for before in others:
                    keys = [KEY.search(said.get(words, '')) for words in (before, text)]
                    if before != text and all(keys) and keys[0][1].lower() == keys[1][1].lower():
                        yield said[before], said[text]


def check(source, build):
    there = list(menus(source))
    english = {text: text for _, items in there for texts, _ in items for text in texts}
    languages = [('English', english)]
    for language, merged in catalogues(source):
        if merged is not None:
            languages.append((f'po/{language}.po', {
                fields['msgid']: said[0] for fields, said, _ in messages(merged.read_text())
                if 'msgctxt' not in fields and 'msgid_plural' not in fields}))
    for language, said in languages:
        for place, items in there:
            for before, text in clashes(items, said):
                yield f'{language}: {place}: one key for {before!r} and {text!r}'
