#!/usr/bin/env python3
"""damage.py COFFRETCTL: a damaged vault, as scripts may rely on it: noticed, left alone, salvaged."""
import shutil
import sys

import fixtures
from ctl import Ctl, equal, holds, program, report

KEYS = ['folder', 'credentials', 'saved', 'own-words', 'compartments', 'pages', 'pages-lost',
        'lost', 'unread']
COUNT = 12
PAGE = 4096


class Tests:
    """In this order: the vault of one test is that of the next."""

    def __init__(self):
        self.ctl = Ctl(program())
        self.inbox = self.ctl.home / 'inbox'
        self.inbox.mkdir()
        for number in range(COUNT):
            (self.inbox / f'{number}.json').write_bytes(
                fixtures.text(fixtures.ob3(number, f'Titre {number}')))
        self.ctl.run('import', self.inbox)
        self.database = self.ctl.vault / 'vault.db'
        self.whole = self.database.read_bytes()

    def titles(self, *arguments):
        return sorted(one['title'] for one in self.ctl.lines(*arguments, 'list', '--json'))

    def salvage(self, name, status=0, **options):
        return self.ctl.lines('salvage', '--json', self.ctl.home / name, status=status, **options)[0]

    def usage(self):
        for wrong in (['salvage'], ['salvage', 'a', 'b'], ['salvage', '--trust-too', 'a']):
            holds(self.ctl.run(*wrong, status=2)[1], 'coffretctl')
        holds(self.ctl.run('--help')[0], 'salvage')
        holds(self.ctl.run('salvage', self.ctl.vault, status=1)[1], 'already there')
        self.ctl.run('--vault', self.ctl.home / 'none', 'salvage', self.ctl.home / 'x', status=5)
        self.ctl.run('salvage', self.ctl.home / 'x', passphrase=b'wrong words', status=4)
        self.ctl.run('salvage', self.ctl.home / 'x', passphrase=None, status=4)
        assert not (self.ctl.home / 'x').exists()

    def whole_one(self):
        told = self.salvage('whole')
        equal(list(told), KEYS)
        equal((told['credentials'], told['saved'], told['pages-lost'], told['lost']),
              (COUNT, COUNT, 0, []))
        equal(self.titles('--vault', self.ctl.home / 'whole'), self.titles())
        holds(self.ctl.run('--vault', self.ctl.home / 'whole', 'check')[0], f'{COUNT} credentials')

    def flips(self):
        """One byte of a page here and there: said by its name, and the file is left as it is."""
        for page in range(0, len(self.whole) // PAGE, 9):
            place = page * PAGE + 1000
            damaged = bytearray(self.whole)
            damaged[place] ^= 1
            self.database.write_bytes(damaged)
            errors = self.ctl.run('check', status=5)[1]
            holds(errors, 'damaged')
            holds(errors, 'salvage')
            equal(self.database.read_bytes(), bytes(damaged))
            told = self.salvage(f'flip-{page}', status=None)
            equal((told['pages-lost'], told['credentials']), (1, COUNT))
            equal(told['saved'] + len(told['lost']), COUNT)
            equal(len(self.titles('--vault', self.ctl.home / f'flip-{page}')), told['saved'])
            equal(self.database.read_bytes(), bytes(damaged))
            shutil.rmtree(self.ctl.home / f'flip-{page}')

    def first_page(self):
        damaged = bytes(PAGE) + self.whole[PAGE:]
        self.database.write_bytes(damaged)
        holds(self.ctl.run('list', status=5)[1], 'damaged')
        output = self.ctl.run('salvage', self.ctl.home / 'first')[0]
        holds(output, f'{COUNT} of {COUNT} credentials were saved')
        holds(output, 'was not changed')
        equal(self.database.read_bytes(), damaged)
        equal(len(self.titles('--vault', self.ctl.home / 'first')), COUNT)
        self.database.write_bytes(self.whole)

    def key_file(self):
        """What both copies say is not what was written: no wrong passphrase."""
        for name in ('keyslots.json', 'keyslots.json.bak'):
            path = self.ctl.vault / name
            path.write_bytes(path.read_bytes().replace(b'"wrapped": "', b'"wrapped": "x', 1))
        errors = self.ctl.run('list', status=5)[1]
        holds(errors, 'key file')
        self.ctl.run('salvage', self.ctl.home / 'keys', status=5)

    def nothing_left(self):
        left = [path.name for path in self.ctl.home.iterdir() if 'scratch' in path.name]
        equal(left, [])


def main():
    tests = Tests()
    names = ('usage', 'whole_one', 'flips', 'first_page', 'key_file', 'nothing_left')
    return report([(name, getattr(tests, name)) for name in names])


if __name__ == '__main__':
    sys.exit(main())
