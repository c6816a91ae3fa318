#!/usr/bin/env python3
"""pseudo.py SOURCE BUILD PROGRAM FOLDER: what is untranslated, glued together or cut off.

Every page that tree.py visits, in a language made of the English (pseudo_language.py). Each text
of the live tree must be one message as a whole, bracket to bracket, or what the invented person
brought along; and none may be cut off but what a person wrote. PROGRAM is a Coffret that answers
about the latter (watch-cuts.c).
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import tree  # which knows where the rest is
import samples
import watched
from live import NotSeen
from screen import Screen

HERE = Path(__file__).resolve().parent
TAG = 'qps'
# Of the toolkit, which has its own translators.
TOOLKIT = {'Close', 'Minimize', 'Maximize', 'Restore', 'Back', 'More Options', 'Menu', 'Clear Entry',
           'Select a Date', 'Preferences', 'Dismiss', 'Show Text', 'Hide Text', 'Search', 'Add', 'Remove', 'Switch'}
# Names: of languages in their own language, of things that are called so everywhere.
NAMES = {'English', 'Français', 'Español', 'العربية', 'PDF', 'SHA-256', 'JSON', 'ZIP', 'Coffret'}
# In the language of those who are to get it.
OF_OTHERS = {'what they will see'}
# By tree.py.
TYPED = {'Work', 'zzz'}
SAME_EVERYWHERE = re.compile(r'https?://\S+|[\w.+-]+@[\w.-]+|did:\S+|urn:\S+|/\S+|[0-9a-f-]{16,}'
                             r'|\b[\w.-]+\.(?:json|png|svg|pdf|txt|md|jwt|zip|csv)\b')


# What is said of a row, a group of rows or a page as a whole.
ROWS = {'list item', 'article', 'table row', 'menu item', 'grouping', 'region', 'check box', 'combo box'}
WORD = re.compile(r'[^\W\d_]')


class Judge:
    def __init__(self):
        known = sorted([*watched.brought_along(), *NAMES, *TYPED], key=len, reverse=True)
        self.known = re.compile('|'.join(rf'(?<!\w){re.escape(text)}(?!\w)' for text in known))
        self.faults = {}
        self.names = set()  # that we gave, and that a person may change

    def is_message(self, text):
        """From bracket to bracket."""
        depth = 0
        for at, letter in enumerate(text):
            depth += (letter == '⟦') - (letter == '⟧')
            if depth <= 0:
                return at == len(text) - 1 and text[0] == '⟦'
        return False

    def outside(self, text):
        """TEXT without its messages."""
        rest, depth = '', 0
        for letter in text:
            depth += letter == '⟦'
            rest += '' if depth else letter
            depth -= letter == '⟧'
        return rest

    def is_whole(self, text, parts):
        """One message, or several between which there are only PARTS and what has no words."""
        if self.is_message(text):
            return True
        rest = re.sub(parts, ' ', self.outside(text))
        glued = '⟦' in text and rest.strip(' ◦0123456789') != ''
        return not glued and not WORD.search(rest)

    def plain(self, text):
        return SAME_EVERYWHERE.sub('◦', self.known.sub('◦', text.strip()))

    def read(self, page, what, text):
        plain = self.plain(text)
        # Details stand beside one another, lines below one another, the items of a list between
        # commas; and what a screen reader says of a row is several sentences.
        parts = r'[ \u00a0]· |\n|, |\. |\.$' if what in ROWS else r'[ \u00a0]· |\n|, '
        if text.strip() not in TOOLKIT and not self.is_whole(plain, parts):
            self.faults.setdefault((what, text), page)

    def cut(self, page, what, text):
        plain = self.plain(text)
        # What a person wrote may be long; the rest of it is in a tooltip or on its own page.
        if what == 'ellipsis' and ('◦' in plain or text in self.names):
            return
        self.faults.setdefault((what, text), page)


def look(screen, judge, page, folder):
    for node, _ in screen.program.nodes() if page not in OF_OTHERS else ():
        if node.role in ('text', 'entry', 'password text') and '⟦' not in node.name:
            continue
        if node.name:
            judge.read(page, node.role, node.name)
    for what, text in watched.ask(folder):
        judge.cut(page, what, text)


def visit(build, folder, vault, pages, judge):
    folder.mkdir(parents=True, exist_ok=True)
    screen = Screen(build, folder, vault, TAG, {'COFFRET_CUTS': str(folder)})
    judge.names.add(screen.text('Potential employer'))
    try:
        for page in pages(screen):
            look(screen, judge, page, folder)
            print(f'looked at {page}', flush=True)
    finally:
        screen.close()


def walk(screen):
    """Up to what strangers sent: that is in their own language."""
    for page in tree.walk(screen):
        yield page
        if page == 'a file that is checked':
            return


def lay_out(source, build, program, place):
    """With the language in it and no other."""
    watched.lay_out(build, program, place)
    (place / 'po').mkdir()
    subprocess.run([sys.executable, HERE / 'pseudo_language.py', source, place / 'po'], check=True)


def main(source, build, program, folder):
    source, folder = Path(source), Path(folder)
    judge = Judge()
    with tempfile.TemporaryDirectory() as work:
        here, vault = Path(work) / 'build', Path(work) / 'vault'
        lay_out(source, Path(build), program, here)
        try:
            visit(here, folder / 'practice', '--practice', walk, judge)
            visit(here, folder / 'made', vault, tree.before_it_is_open, judge)
            with open(vault / 'vault.db', 'r+b') as file:
                file.truncate(1000)
            visit(here, folder / 'spoilt', vault, tree.spoilt, judge)
        except NotSeen as error:
            print(f'not ok - {str(error)[:2000]}')
            judge.faults[('not seen', '')] = ''
    for (what, text), page in judge.faults.items():
        print(f'not ok - {page}: {what}: {text}')
    print(f'{len(judge.faults)} findings')
    return 1 if judge.faults else 0


if __name__ == '__main__':
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
