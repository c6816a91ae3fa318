#!/usr/bin/env python3
"""cli.py COFFRETCTL: what a script may rely on: answers, exit statuses, and what stays secret."""
import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import fixtures
from ctl import PASSPHRASE, Ctl, equal, holds, program, report

KEYS = ['file', 'item', 'outcome', 'id', 'title', 'error']
LIST_KEYS = ['id', 'title', 'issuer', 'awarded', 'expires', 'type', 'verdict', 'compartments']


class Tests:
    """In this order: the vault of one test is that of the next."""

    def __init__(self):
        self.ctl = Ctl(program())
        self.inbox = self.ctl.home / 'inbox'
        self.inbox.mkdir()
        self.expected = 0

    def write(self, name, data):
        path = self.inbox / name
        path.write_bytes(data)
        return path

    def usage(self):
        run = self.ctl.run
        for wrong in ([], ['dance'], ['import'], ['import', '--dance', 'x'], ['show'],
                      ['show', 'a', 'b'], ['check', 'x'], ['list', '--compartment'],
                      ['show', '--compartment', 'x', 'y'], ['check', '--json'], ['verify'],
                      ['list', '--trust', 'x'], ['verify', '--at', '2026', 'x'],
                      ['verify', '--at', '2026-05-12T09:30:00', 'x']):
            errors = run(*wrong, status=2)[1]
            holds(errors, 'coffretctl')
        holds(run('--version', passphrase=None)[0], 'coffretctl ')
        helped = run('--help', passphrase=None)[0]
        for word in ('verify', 'import', 'list', 'show', 'groups', 'share', 'shares', 'backup',
                     'restore', 'check', 'salvage', 'summary'):
            holds(helped, f'\n  {word} ')
        assert 'export' not in helped
        holds(run('list', '--help', passphrase=None)[0], '--compartment')
        run('--passphrase-fd', '99', 'list', passphrase=None, status=2)
        run('list', passphrase=b'\n', status=2)
        assert not self.ctl.vault.exists()

    def no_vault(self):
        holds(self.ctl.run('list', status=1)[1], 'no vault')
        self.ctl.run('check', status=1)
        path = self.write('first.json', fixtures.text(fixtures.ob3(1, 'Premier inventé')))
        # Neither a keyring nor a passphrase: nothing is made.
        errors = self.ctl.run('import', path, passphrase=None, status=4)[1]
        holds(errors, '--passphrase-fd')
        assert not self.ctl.vault.exists()

    def first_import(self):
        path = self.inbox / 'first.json'
        output, errors = self.ctl.run('import', '--json', path)
        holds(errors, 'A new vault was made')
        told = json.loads(output)
        equal(list(told), KEYS)
        equal((told['file'], told['item'], told['outcome'], told['title'], told['error']),
              (str(path), 0, 'added', 'Premier inventé', None))
        self.expected = 1
        told = self.ctl.lines('import', '--json', path)
        equal([one['outcome'] for one in told], ['already-there'])
        self.ctl.run('list', passphrase=None, status=4)

    def bad_place(self):
        """A folder that another program copies: the vault is made, and it is said."""
        shared = self.ctl.home / 'shared'
        (shared / '.stfolder').mkdir(parents=True)
        path = self.inbox / 'first.json'
        errors = self.ctl.run('--vault', shared / 'vault', 'import', path)[1]
        holds(errors, 'A new vault was made')
        holds(errors, 'Syncthing copies the folder of this vault.')
        again = self.ctl.run('--vault', shared / 'vault', 'import', path, status=None)[1]
        assert 'Syncthing' not in again, again

    def every_format(self):
        paths = []
        for name, (data, count) in fixtures.every_format().items():
            paths.append(self.write(name, data))
            self.expected += count
        told = self.ctl.lines('import', '--json', *paths)
        equal([one for one in told if one['outcome'] != 'added'], [])
        equal(len(told), self.expected - 1)
        equal(sorted({one['file'] for one in told}), sorted(map(str, paths)))
        # Baked or bare, alone or in a folder: the same credential is there once.
        same = fixtures.ob3(100, 'Vélos réparés')
        again = [self.write('again.png', fixtures.png(b'openbadgecredential', fixtures.text(same))),
                 self.write('again.json', json.dumps(same, indent=4).encode())]
        equal({one['outcome'] for one in self.ctl.lines('import', '--json', *again)},
              {'already-there'})
        told = self.ctl.lines('import', '--json', self.inbox)
        equal({one['outcome'] for one in told}, {'already-there'})
        assert all(one['file'].startswith(f'{self.inbox}/') for one in told)

    def versions(self):
        corrected = fixtures.ob3(100, 'Vélos réparés', validUntil='2036-01-01T00:00:00Z')
        path = self.write('corrected.json', fixtures.text(corrected))
        told = self.ctl.lines('import', '--json', path)
        equal([one['outcome'] for one in told], ['newer-version'])
        self.expected += 1

    def refusals(self):
        good = self.write('good.json', fixtures.text(fixtures.ob3(300, 'Bon inventé')))
        self.expected += 1
        bad = {'broken.json': b'{"id": ', 'empty.json': b'', 'page.pdf': b'%PDF-1.7 no credential',
               'other.json': b'{"hello": "world"}', 'cut.png': b'\x89PNG\r\n\x1a\n\0\0',
               'large.json': b' ' * (21 * 1024 * 1024)}
        paths = [self.write(name, data) for name, data in bad.items()]
        told = self.ctl.lines('import', '--json', *paths, good, status=1)
        equal([one['outcome'] for one in told], ['refused'] * len(bad) + ['added'])
        for one in told[:-1]:
            assert one['error'] and one['id'] is None and one['title'] is None, one
        for path in paths:
            path.unlink()

    def too_many(self):
        """All of a file or none of it, also when that shows only after its first members."""
        members = {'0.json': fixtures.text(fixtures.ob3(400, 'Trop nombreux'))}
        members.update({f'{number}.json': b'' for number in range(1, 20_001)})
        path = self.write('too-many.zip', fixtures.archive(members))
        told = self.ctl.lines('import', '--json', path, status=1)
        equal([one['outcome'] for one in told], ['refused'])
        holds(told[0]['error'], '20000')
        path.unlink()

    def unopened(self):
        told = self.ctl.lines('import', '--json', self.inbox / 'nowhere.json',
                              self.inbox / 'good.json', status=3)
        equal([one['outcome'] for one in told], ['refused', 'already-there'])
        pipe = self.ctl.home / 'pipe'
        os.mkfifo(pipe)
        self.ctl.run('import', pipe, status=3)
        pipe.unlink()

    def listing(self):
        told = self.ctl.lines('list', '--json')
        equal(len(told), self.expected)
        for one in told:
            equal(list(one), LIST_KEYS)
            equal(one['compartments'], [])
            assert one['verdict'] in ('unsigned', 'unchecked', 'invalid'), one
        found = self.ctl.lines('list', 'velos', 'REPARES', '--json')
        equal([one['title'] for one in found], ['Vélos réparés'] * 2)
        equal(sorted(str(one['expires']) for one in found), ['2036-01-01T00:00:00Z', 'None'])
        equal((found[0]['issuer'], found[0]['awarded'], found[0]['type']),
              ({'id': 'did:key:z6MkInvented', 'name': fixtures.ISSUER}, '2026-03-01T10:00:00Z',
               'micro-credential'))
        output = self.ctl.run('list', 'velos')[0]
        holds(output, f'Vélos réparés · {fixtures.ISSUER} · ')
        holds(output, 'No signature')
        equal(self.ctl.run('list', '--json', 'nothing like it')[0], '')
        holds(self.ctl.run('list', '--compartment', 'Nowhere', status=1)[1], 'Nowhere')

    def showing(self):
        one = self.ctl.lines('list', '--json', 'bon invente')[0]
        told = self.ctl.lines('show', '--json', one['id'])[0]
        equal((told['id'], told['title'], told['file']), (one['id'], 'Bon inventé', 'good.json'))
        equal(told['issuer']['name'], fixtures.ISSUER)
        equal(told['criteria'], 'True three wheels.')
        equal(self.ctl.lines('show', one['id'][:8], '--json')[0], told)
        output = self.ctl.run('show', one['id'][:8])[0]
        for line in ('Title: Bon inventé', 'What it is: Can true a wheel.', one['id']):
            holds(output, line)
        self.ctl.run('show', 'zzzz', status=1)

    def own_words(self):
        """What the holder wrote stands first; what the issuer wrote is still there."""
        one = self.ctl.lines('list', '--json', 'bon invente')[0]
        told = self.ctl.lines('show', '--json', one['id'])[0]
        equal((told['own_title'], told['note']), (None, None))
        subprocess.run([os.environ['COFFRET_OWN_WORDS'], self.ctl.vault, one['id'],
                        'Roues à moi', 'À montrer\nau club de vélo'],
                       input=PASSPHRASE, check=True, env=self.ctl.env)
        told = self.ctl.lines('show', '--json', one['id'])[0]
        equal((told['title'], told['own_title'], told['note']),
              ('Bon inventé', 'Roues à moi', 'À montrer\nau club de vélo'))
        output = self.ctl.run('show', one['id'])[0]
        for line in ('Title: Bon inventé', 'Your title: Roues à moi',
                     'Your note:\n  À montrer\n  au club de vélo'):
            holds(output, line)
        for words in ('bon invente', 'roues', 'club velo'):
            equal([each['title'] for each in self.ctl.lines('list', '--json', words)
                   if each['id'] == one['id']], ['Roues à moi'])

    def kept_search(self):
        """A compartment that is a search holds what it finds; filters work here as in the window."""
        lines = self.ctl.lines
        subprocess.run([os.environ['COFFRET_OWN_WORDS'], self.ctl.vault, '--keep', 'Sans le bon',
                        '-bon has:note -in:"Sans le bon"'],
                       input=PASSPHRASE, check=True, env=self.ctl.env)
        equal(lines('list', '--json', '--compartment', 'sans le bon'), [])
        subprocess.run([os.environ['COFFRET_OWN_WORDS'], self.ctl.vault, '--keep', 'Notés',
                        'has:note'], input=PASSPHRASE, check=True, env=self.ctl.env)
        noted = [one['title'] for one in lines('list', '--json', 'has:note')]
        equal(noted, ['Roues à moi'])
        equal([one['title'] for one in lines('list', '--json', '--compartment', 'notes')], noted)
        equal([one['title'] for one in lines('list', '--json', 'in:notés')], noted)
        everything = len(lines('list', '--json'))
        equal(len(lines('list', '--json', '--', '-has:note')), everything - 1)
        equal([one['title'] for one in lines('list', '--json', 'rouse')], noted)

    def terminals(self):
        """What a stranger writes cannot steer a terminal, nor a file's name."""
        title = 'Rouge \x1b[31m\x07 \x9b2J \u202eevil \u2066 fin'
        path = self.write('bell\x1b[2J\u202e.json', fixtures.text(fixtures.ob3(400, title)))
        self.expected += 1
        output = ''.join(self.ctl.run('import', path))
        output += ''.join(self.ctl.run('list'))
        output += ''.join(self.ctl.run('list', '--json'))
        output += ''.join(self.ctl.run('import', '--json', path))
        for character in '\x1b\x07\x9b\u202e\u2066':
            assert character not in output, repr(character)
        path.unlink()

    def french(self):
        def catalogue(strings):
            """A .mo file (GNU gettext manual, "The Format of GNU MO Files")."""
            strings = sorted({'': 'Content-Type: text/plain; charset=UTF-8\n', **strings}.items())
            ids = texts = b''
            index = []
            for source, target in strings:
                source, target = source.encode(), target.encode()
                index.append((len(source), len(ids), len(target), len(texts)))
                ids, texts = ids + source + b'\0', texts + target + b'\0'
            count = len(strings)
            start = 28 + 16 * count
            table = b''.join(struct.pack('<II', one[0], start + one[1]) for one in index)
            table += b''.join(struct.pack('<II', one[2], start + len(ids) + one[3])
                              for one in index)
            return (struct.pack('<7I', 0x950412de, 0, count, 28, 28 + 8 * count, 0, 0) + table +
                    ids + texts)

        folder = self.ctl.home / 'locale' / 'fr' / 'LC_MESSAGES'
        folder.mkdir(parents=True)
        (folder / 'coffret.mo').write_bytes(catalogue(
            {'No signature': 'sans aucune signature', 'Title': 'Intitulé',
             'language tag\4en': 'fr'}))
        env = dict(self.ctl.env, LC_ALL='fr_CA.UTF-8', LANGUAGE='fr_CA:fr',
                   COFFRET_LOCALEDIR=str(self.ctl.home / 'locale'))
        output = self.ctl.run('list', 'bon', env=env)[0]
        holds(output, 'sans aucune signature')
        holds(output, '1 mars 2026')
        one = self.ctl.lines('list', '--json', 'bon', env=env)[0]
        equal((one['awarded'], one['type']), ('2026-03-01T10:00:00Z', 'micro-credential'))

    def real_french(self):
        """With the catalogue that is installed: whole sentences, and the first of a month."""
        env = dict(self.ctl.env, LC_ALL='fr_CA.UTF-8', LANGUAGE='fr_CA:fr',
                   COFFRET_LOCALEDIR=str(Path(sys.argv[1]).resolve().parents[2] / 'po'))
        holds(self.ctl.run('check', env=env)[0], 'titres de compétences')
        # It takes nothing: what the catalogue says of nothing is about the catalogue.
        holds(self.ctl.run('check', '--help', env=env)[0], 'coffretctl [OPTION…] check\n')
        one = fixtures.ob3(700, 'Premier du mois')
        one['validFrom'] = '2026-05-01'
        one['credentialSubject']['result'] = [{'type': ['Result'], 'status': 'InProgress'}]
        path = self.write('mois.json', fixtures.text(one))
        self.expected += 1
        holds(self.ctl.run('import', path, env=env)[0], '«\xa0Premier du mois\xa0»')
        holds(self.ctl.run('list', 'premier', 'mois', env=env)[0], '1er mai 2026')
        found = self.ctl.lines('list', '--json', 'premier', 'mois', env=env)[0]
        holds(self.ctl.run('show', found['id'], env=env)[0], 'En cours')
        holds(self.ctl.run('show', found['id'])[0], 'In progress')
        equal(self.ctl.lines('show', '--json', found['id'])[0]['results'][0]['status'],
              'InProgress')
        # The second column begins where it does in the line above, accents or not.
        columns = {line.index(line.split('   ')[-1].strip()) for line in
                   self.ctl.run('--help', passphrase=None, env=env)[0].splitlines()
                   if line.startswith(('  list ', '  show ', '  check '))}
        equal(len(columns), 1)

    def untitled(self):
        """What has no title is called by what it is and who gave it."""
        one = fixtures.ob3(701, '')
        path = self.write('untitled.json', fixtures.text(one))
        self.expected += 1
        holds(self.ctl.run('import', path)[0], f'Micro-credential from {fixtures.ISSUER}')
        holds(self.ctl.run('list')[0], f'Micro-credential from {fixtures.ISSUER} · ')

    def summary(self):
        """What a helper may see: no title, no issuer, no id, no place."""
        output = self.ctl.run('summary')[0]
        holds(output, 'Coffret: ')
        holds(output, 'Credentials, with those in the trash: ')
        for line in self.ctl.lines('list', '--json'):
            for mark in (line['title'], line['issuer']['name'], line['issuer']['id'], line['id'],
                         *line['compartments']):
                if mark and mark in output:
                    raise AssertionError(f'{mark!r} is in the summary')
        for mark in (str(self.ctl.vault), str(self.ctl.home), os.uname().nodename):
            equal(mark in output, False)
        # Also where the vault does not open.
        holds(self.ctl.run('summary', passphrase=b'wrong words', status=4)[0], 'Coffret: ')
        self.ctl.run('summary', 'x', status=2)

    def checking(self):
        holds(self.ctl.run('check')[0], f'{self.expected} credentials')

    def wrong_passphrase(self):
        self.ctl.run('list', passphrase=b'wrong horse', status=4)
        self.ctl.run('check', passphrase=b'wrong horse', status=4)

    def held(self):
        """While a program has it open, another says so and changes nothing."""
        many = self.ctl.home / 'many'
        many.mkdir()
        for number in range(1500):
            (many / f'{number}.json').write_bytes(
                fixtures.text(fixtures.ob3(5000 + number, f'Nombreux inventé {number}')))
        # What nobody reads fills the pipe: the holder waits for us.
        holder = self.ctl.start('import', '--json', many)
        first = json.loads(holder.stdout.readline())
        equal(first['outcome'], 'added')
        self.ctl.run('list', status=4)
        self.ctl.run('import', self.inbox / 'good.json', status=4)
        rest, _ = holder.communicate(timeout=300)
        equal((holder.returncode, len(rest.splitlines())), (0, 1499))
        self.expected += 1500
        equal(len(self.ctl.lines('list', '--json')), self.expected)

    def secret(self):
        """Nothing in any folder of the program's tells a title, a name or an issuer."""
        words = ['inventé', 'Vélos', 'Nœuds', fixtures.ISSUER, fixtures.HOLDER, 'Tremblay',
                 'Can true a wheel', 'Roues à moi', 'club de vélo', 'did:key:z6MkInvented', 'good.json', 'many.zip']
        needles = [word.encode(code) for word in words for code in ('utf-8', 'utf-16-le')]
        looked = 0
        for name in ('data', 'config', 'cache', 'state', 'tmp'):
            for path in (self.ctl.home / name).rglob('*'):
                for needle in needles:
                    assert needle.decode('latin-1') not in str(path), path
                    if path.is_file():
                        assert needle not in path.read_bytes(), (path, needle)
                looked += path.is_file()
        assert looked >= 2, looked

    def damage(self):
        database = self.ctl.vault / 'vault.db'
        whole = database.read_bytes()
        middle = len(whole) // 2
        database.write_bytes(whole[:middle] + bytes(64) + whole[middle + 64:])
        self.ctl.run('check', status=5)
        database.write_bytes(b'')
        self.ctl.run('list', status=5)
        self.ctl.run('import', self.inbox / 'good.json', status=5)
        equal(database.read_bytes(), b'')
        database.unlink()
        self.ctl.run('import', self.inbox / 'good.json', status=5)
        assert not database.exists()
        database.write_bytes(whole)
        holds(self.ctl.run('check')[0], f'{self.expected} credentials')


def main():
    tests = Tests()
    return report([(name, getattr(tests, name)) for name in (
        'usage', 'no_vault', 'first_import', 'bad_place',
        'every_format', 'versions', 'refusals', 'too_many',
        'unopened', 'listing', 'showing', 'own_words', 'kept_search', 'terminals', 'french',
        'real_french', 'untitled',
        'summary', 'checking', 'wrong_passphrase', 'held', 'secret', 'damage')])


if __name__ == '__main__':
    sys.exit(main())
