#!/usr/bin/env python3
"""sharing.py COFFRETCTL: groups, what they give away, and the list of what was shared."""
import base64
import csv
import hashlib
import io
import json
import re
import zlib

import fixtures
from ctl import Ctl, equal, holds, program, report

GRADE = 'XQgradeQX'
LEDGER_KEYS = ['id', 'shared', 'group', 'for', 'recipient', 'as', 'language', 'until', 'key', 'type',
               'bytes', 'sha256', 'kept', 'credentials']


def graded(number, title):
    """With a grade, which only some may see."""
    credential = fixtures.ob3(number, title)
    credential['credentialSubject']['result'] = [{'type': ['Result'], 'value': GRADE}]
    return fixtures.text(credential)


def everything(data):
    """DATA, and again whatever in it is deflated or in base64."""
    parts = [data]
    for stream in re.findall(rb'stream\r?\n(.*?)endstream', data, re.S):
        try:
            parts.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            pass
    for run in re.findall(rb'[A-Za-z0-9+/_-]{16,}', b'\n'.join(parts)):
        plain = run.replace(b'-', b'+').replace(b'_', b'/')
        parts.append(base64.b64decode(plain[:len(plain) // 4 * 4]))
    return b'\n'.join(parts)


class Tests:
    """In this order: the vault of one test is that of the next."""

    def __init__(self):
        self.ctl = Ctl(program())
        self.out = self.ctl.home / 'out'
        self.out.mkdir()

    def usage(self):
        run = self.ctl.run
        for wrong in (['share', 'x'], ['share', 'x', '--as', 'nothing', '--out', 'y'],
                      ['share', 'x', '--as', 'page'], ['share', '--as', 'page', '--out', 'y'],
                      ['groups', 'x'], ['groups', '--for', 'public'], ['shares', '--again', 'x'],
                      ['groups', '--make', 'x', '--for', 'nobody'], ['shares', '--out', 'x'],
                      ['shares', '--again', 'x', '--out', 'y', '--csv', 'z']):
            holds(run(*wrong, status=2)[1], 'coffretctl')
        ways = [way['as'] for way in self.ctl.lines('share', '--json', passphrase=None)]
        assert {'page', 'presentation'} <= set(ways), ways
        assert not self.ctl.vault.exists()

    def groups(self):
        for number, title in enumerate(('Soin des plaies inventé', 'Premiers soins inventés',
                                        'Cuisine inventée')):
            path = self.ctl.home / f'{number}.json'
            path.write_bytes(graded(500 + number, title))
            self.ctl.run('import', path)
        holds(self.ctl.run('groups')[1], '--make')
        equal(self.ctl.lines('groups', '--json'), [])
        self.ctl.run('groups', '--make', 'Vide', 'nothing', 'has', 'these', 'words', status=1)
        made = self.ctl.lines('groups', '--json', '--make', 'Hôpital, juin', '--for',
                              'potential-employer', '--recipient', 'Hôpital de la Cité',
                              '--language', 'fr', 'soin')
        equal(len(made), 1)
        equal((made[0]['name'], made[0]['for'], made[0]['recipient'], made[0]['language'],
               len(made[0]['credentials'])),
              ('Hôpital, juin', 'potential-employer', 'Hôpital de la Cité', 'fr', 2))
        assert 'grade' in made[0]['hidden'] and 'title' in made[0]['shown'], made
        self.ctl.run('groups', '--make', 'Tout', '--for', 'admissions')
        listed = self.ctl.lines('groups', '--json')
        equal([(one['name'], len(one['credentials']), one['hidden']) for one in listed[1:]],
              [('Tout', 3, [])])
        equal(listed[0], made[0])
        holds(self.ctl.run('groups')[0], 'Hôpital, juin · Potential employer')
        # What comes later and has the words would fit.
        path = self.ctl.home / 'later.json'
        path.write_bytes(graded(510, 'Soin tardif inventé'))
        self.ctl.run('import', path)
        holds(self.ctl.lines('groups', '--json')[0]['changes'][0], 'Soin tardif inventé')
        self.ctl.run('share', 'Personne', '--as', 'page', '--out', self.out / 'x', status=1)
        assert not (self.out / 'x').exists()

    def share(self):
        """Not the grade, by no way; and what is noted is what was written."""
        equal(self.ctl.lines('shares', '--json'), [])
        self.shared = []
        first = self.ctl.lines('groups', '--json')[0]['credentials'][0]
        for way in self.ctl.lines('share', '--json', passphrase=None):
            path = self.out / way['as']
            only = ['--only', first] if way['one'] else []
            arguments = ['share', '--json', 'hopital, JUIN', '--as', way['as'], *only, '--out', path]
            output, errors = self.ctl.run(*arguments, status=None)
            if not output:
                assert errors and not path.exists(), way
                continue
            told = json.loads(output)
            data = path.read_bytes()
            equal((told['file'], told['as'], told['bytes'], told['sha256'], told['group']),
                  (str(path), way['as'], len(data), hashlib.sha256(data).hexdigest(),
                   'Hôpital, juin'))
            equal(path.stat().st_mode & 0o777, 0o600)
            assert all('grade' in one['hidden'] and 'grade' not in one['shown']
                       for one in told['credentials']), told
            assert GRADE.encode() not in everything(data), way
            self.shared.append((told, data))
            again = arguments
        assert len(self.shared) >= 2
        # A file that is there is left alone, and nothing is noted.
        holds(self.ctl.run(*again, status=1)[1], 'already')
        equal(again[-1].read_bytes(), self.shared[-1][1])
        # What is looked for is found where it may be seen.
        path = self.out / 'all.json'
        self.ctl.run('share', 'Tout', '--as', 'presentation', '--out', path)
        assert GRADE.encode() in everything(path.read_bytes())

    def verify(self):
        told = self.ctl.lines('verify', '--json', self.out / 'presentation', passphrase=None,
                              status=1)
        equal(told[0]['format'], 'presentation')
        proof = {check['id']: check['answer'] for check in told[0]['checks']}['proof']
        equal(proof, 'yes')

    def ledger(self):
        rows = self.ctl.lines('shares', '--json')
        equal(len(rows), len(self.shared) + 1)
        assert all(list(row) == LEDGER_KEYS for row in rows), rows
        for told, data in self.shared:
            row = next(one for one in rows if one['id'] == told['id'])
            equal(row, {key: told[key] for key in LEDGER_KEYS})
        equal(len(self.ctl.lines('shares', '--json', 'hopital', 'cite')), len(self.shared))
        equal(self.ctl.lines('shares', '--json', 'nobody'), [])
        holds(self.ctl.run('shares')[0], 'Hôpital de la Cité')
        table = self.out / 'table.csv'
        self.ctl.run('shares', '--csv', table)
        lines = list(csv.reader(io.StringIO(table.read_text(encoding='utf-8-sig'))))
        equal(len(lines), 1 + sum(len(row['credentials']) for row in rows))
        equal({line[2] for line in lines[1:]}, {'Hôpital, juin', 'Tout'})

    def again(self):
        """As it was, byte for byte, and what is otherwise today."""
        for number, (told, data) in enumerate(self.shared[:2]):
            path = self.out / f'again-{number}'
            output = self.ctl.run('shares', '--again', told['id'][:13], '--out', path)[0]
            equal(path.read_bytes(), data)
            holds(output, 'Soin tardif inventé')
        self.ctl.run('shares', '--again', 'nobody', '--out', self.out / 'nobody', status=1)
        backup = self.ctl.home / 'backup.coffret'
        self.ctl.run('backup', backup)
        other = self.ctl.home / 'other'
        told = self.ctl.lines('--vault', other, 'restore', '--json', backup)[0]
        equal((told['groups'], told['shares']), (2, len(self.shared) + 1))
        rows = self.ctl.lines('--vault', other, 'shares', '--json')
        equal(rows, self.ctl.lines('shares', '--json'))
        path = self.out / 'restored'
        self.ctl.run('--vault', other, 'shares', '--again', self.shared[0][0]['id'], '--out', path)
        equal(path.read_bytes(), self.shared[0][1])
        # With the same key as before.
        told = self.ctl.lines('--vault', other, 'share', '--json', 'Tout', '--as', 'presentation',
                              '--out', self.out / 'new.json')
        equal(told[0]['key'], next(row['key'] for row in rows if row['group'] == 'Tout'))


TESTS = Tests()
NAMES = ('usage', 'groups', 'share', 'verify', 'ledger', 'again')
raise SystemExit(report([(name, getattr(TESTS, name)) for name in NAMES]))
