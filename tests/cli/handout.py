#!/usr/bin/env python3
"""handout.py COFFRETCTL: pages for learners, on one sheet of paper each, in each language."""
import os
import re
import subprocess
import sys
from pathlib import Path

from ctl import Ctl, equal

CATALOGUES = Path(sys.argv[1]).resolve().parents[2] / 'po'


def tool(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL).stdout


def holds(text, part):
    assert part in text, f'{part!r} is not in {text!r}'


class Handouts:
    def __init__(self):
        self.ctl = Ctl(sys.argv[1], COFFRET_LOCALEDIR=str(CATALOGUES))

    def listed(self):
        names = self.ctl.lines('handout', '--json')
        equal(names[0], {'id': 'first-steps', 'title': 'Begin with Coffret', 'lesson': False,
                         'remark': 'Keep what you have earned. Show it when you want.'})
        assert len([one for one in names if one['lesson']]) >= 10, names
        holds(self.ctl.run('handout')[0], 'first-steps: Begin with Coffret – ')
        names = self.ctl.lines('handout', '--json', '--language', 'fr')
        equal(names[0]['title'], 'Commencer avec Coffret')

    def made(self):
        for language in ['en', *sorted(one.name for one in CATALOGUES.iterdir() if one.is_dir())]:
            if language != 'en' and not (CATALOGUES / language / 'LC_MESSAGES').is_dir():
                continue
            for one in self.ctl.lines('handout', '--json', '--language', language):
                self.look_at(one, language)

    def look_at(self, one, language):
        pdf = self.ctl.home / 'page.pdf'
        self.ctl.run('handout', '--language', language, one['id'], str(pdf))
        facts = tool('pdfinfo', pdf)
        holds(facts, one['title'])
        assert re.search(r'^Tagged: +yes$', facts, re.M), facts
        pages = int(re.search(r'^Pages: +(\d+)$', facts, re.M)[1])
        assert pages <= 2, f'{one["id"]} in {language} has {pages} pages'
        holds(pdf.read_bytes().decode('latin-1'), f'/Lang ({language})')
        said = tool('pdfinfo', '-struct-text', pdf)
        for word in ('Document', 'H1 (block)', 'H2 (block)', 'LI (block)'):
            holds(said, word)
        pdf.unlink()

    def steps(self):
        """What a lesson says is on its page, in its order: to be done at home, not with somebody
        invented."""
        pdf = self.ctl.home / 'page.pdf'
        self.ctl.run('handout', 'first-credential', str(pdf))
        text = tool('pdftotext', '-layout', pdf, '-')
        found = [text.find(part) for part in ('Press the Add button.', 'It has a plus sign.',
                                              'Choose a file of your own.', 'My Notes')]
        assert -1 not in found and found == sorted(found), text
        assert 'practice file' not in text, text

    def refused(self):
        self.ctl.run('handout', 'first-steps', status=2)
        self.ctl.run('handout', 'first-steps', 'a.pdf', 'b.pdf', status=2)
        errors = self.ctl.run('handout', 'wallets', str(self.ctl.home / 'a.pdf'), status=1)[1]
        holds(errors, 'There is no handout of that name.')
        self.ctl.run('handout', 'first-steps', str(self.ctl.home / 'none' / 'a.pdf'), status=1)
        assert not (self.ctl.home / 'a.pdf').exists()

    def nothing_else(self):
        """It needs no vault, and makes none."""
        assert not (Path(self.ctl.env['XDG_DATA_HOME']) / 'coffret').exists()


def main():
    handouts = Handouts()
    tests = ['listed', 'made', 'steps', 'refused', 'nothing_else']
    print(f'1..{len(tests)}', flush=True)
    for number, name in enumerate(tests, 1):
        try:
            getattr(handouts, name)()
        except (AssertionError, subprocess.CalledProcessError) as error:
            print('#', str(error).replace('\n', '\n# '))
            print(f'not ok {number} - {name}')
            os._exit(1)
        print(f'ok {number} - {name}', flush=True)


if __name__ == '__main__':
    main()
