#!/usr/bin/env python3
"""backup.py COFFRETCTL: out of one vault and into another, as scripts may rely on it."""
import os
import sys

import fixtures
from ctl import PASSPHRASE, Ctl, equal, holds, program, report

KEYS = ['file', 'made', 'credentials', 'trashed', 'bytes']


class Tests:
    """In this order: the vaults of one test are those of the next."""

    def __init__(self):
        self.ctl = Ctl(program())
        self.folder = self.ctl.home / 'backups'
        self.folder.mkdir()
        self.file = self.folder / 'first.coffret'
        self.other = self.ctl.home / 'other'

    def add(self, number, *arguments):
        path = self.ctl.home / f'{number}.json'
        path.write_bytes(fixtures.text(fixtures.ob3(number, f'Titre {number}')))
        self.ctl.run(*arguments, 'import', path)

    def titles(self, *arguments):
        return sorted(one['title'] for one in self.ctl.lines(*arguments, 'list', '--json'))

    def into(self, *arguments, **options):
        return self.ctl.lines('--vault', self.other, 'restore', '--json', *arguments, **options)[0]

    def usage(self):
        for wrong in (['backup'], ['backup', 'a', 'b'], ['restore'], ['restore', 'a', 'b'],
                      ['backup', '--trust-too', 'a'], ['restore', '--compartment', 'x', 'a']):
            holds(self.ctl.run(*wrong, status=2)[1], 'coffretctl')
        self.ctl.run('backup', self.file, status=1)
        assert not self.ctl.vault.exists() and not list(self.folder.iterdir())

    def backup(self):
        for number in range(1, 4):
            self.add(number)
        told = self.ctl.lines('backup', '--json', self.file)[0]
        equal(list(told), KEYS)
        equal((told['file'], told['credentials'], told['bytes']),
              (str(self.file), 3, self.file.stat().st_size))
        assert self.file.stat().st_mode & 0o777 == 0o600
        content = self.file.read_bytes()
        for plain in (b'Titre', b'SQLite', b'urn:'):
            assert plain not in content
        holds(self.ctl.run('backup', self.file, status=1)[1], 'already there')
        equal(self.file.read_bytes(), content)
        holds(self.ctl.run('backup', self.folder)[0], '3 credentials')
        equal(len(list(self.folder.iterdir())), 2)
        equal(sorted(path.name for path in self.ctl.vault.iterdir()),
              ['keyslots.json', 'keyslots.json.bak', 'vault.db'])

    def unusable(self):
        run = self.ctl.run
        other = self.ctl.home / 'no.coffret'
        other.write_bytes(b'no backup at all')
        holds(run('--vault', self.other, 'restore', other, status=3)[1], 'not a backup')
        run('--vault', self.other, 'restore', self.folder / 'none.coffret', status=3)
        other.write_bytes(self.file.read_bytes()[:-1])
        holds(run('--vault', self.other, 'restore', other, status=3)[1], 'damaged')
        holds(run('--vault', self.other, 'restore', self.file, passphrase=b'wrong words',
                  status=4)[1], 'passphrase')
        run('--vault', self.other, 'restore', self.file, passphrase=None, status=4)
        assert not self.other.exists()

    def new(self):
        told = self.into(self.file)
        equal((told['credentials'], told['opened'], told['added'], told['unread'], told['lost']),
              (3, 3, 3, [], []))
        equal(self.titles('--vault', self.other), ['Titre 1', 'Titre 2', 'Titre 3'])
        holds(self.ctl.run('--vault', self.other, 'check')[0], '3 credentials')
        left = [path.name for path in self.other.parent.iterdir() if 'scratch' in path.name]
        equal(left, [])

    def merge(self):
        self.add(4)
        self.add(5, '--vault', self.other)
        second = self.folder / 'second.coffret'
        self.ctl.run('backup', second)
        told = self.into(second)
        equal((told['added'], told['already-there']), (1, 3))
        equal(len(self.titles('--vault', self.other)), 5)
        third = self.folder / 'third.coffret'
        self.ctl.run('--vault', self.other, 'backup', third)
        output = self.ctl.run('restore', third)[0]
        holds(output, 'All 5 credentials')
        holds(output, '1 credential was added.')
        holds(output, '4 credentials were there already.')
        equal(self.titles(), self.titles('--vault', self.other))

    def other_words(self):
        """A backup of one passphrase into a vault of another."""
        vault = self.ctl.home / 'third'
        words = b'other words of mine'
        path = self.ctl.home / '1.json'
        self.ctl.run('--vault', vault, 'import', path, passphrase=words)
        self.ctl.run('--vault', vault, 'restore', self.file, passphrase=words, status=4)
        holds(self.ctl.run('--vault', vault, 'restore', '--backup-fd', '0', self.file,
                           passphrase=words, stdin=self.words())[0], '2 credentials were added')

    def words(self):
        reading, writing = os.pipe()
        os.write(writing, PASSPHRASE)
        os.close(writing)
        return reading


def main():
    tests = Tests()
    return report([(name, getattr(tests, name)) for name in (
        'usage', 'backup', 'unusable', 'new', 'merge', 'other_words')])


if __name__ == '__main__':
    sys.exit(main())
