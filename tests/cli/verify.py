#!/usr/bin/env python3
"""verify.py COFFRETCTL: what "coffretctl verify" says, to programs and to people."""
import json
import os
import subprocess
import zipfile
from pathlib import Path

from ctl import Ctl, equal, holds, program, report

KEYS = ['file', 'item', 'format', 'envelope', 'proof', 'verdict', 'title', 'issuer', 'checks']
CHECKS = ['format', 'proof', 'coverage', 'binding', 'issuer', 'dates', 'status', 'subject']
PEOPLE = Path(__file__).resolve().parents[2] / 'data' / 'practice' / 'people'
AT = ['--at', '2026-06-01T12:00:00Z']


class Tests:
    def __init__(self):
        self.ctl = Ctl(program())
        self.files = self.ctl.home / 'files'
        self.files.mkdir()
        subprocess.run([os.environ['COFFRET_ISSUE_FILES'], self.files], check=True)
        self.trust = ['--trust', self.path('registry.json')]

    def path(self, name):
        return self.files / name

    def write(self, name, data):
        self.path(name).write_bytes(data)
        return self.path(name)

    def verify(self, *arguments, status=1):
        return self.ctl.lines('verify', '--json', *AT, *arguments, passphrase=None, status=status)

    def one(self, *arguments, status=1):
        lines = self.verify(*arguments, status=status)
        equal(len(lines), 1)
        return lines[0]

    @staticmethod
    def check(line, name):
        return next(check for check in line['checks'] if check['id'] == name)

    def shape(self):
        path = self.path('good.json')
        line = self.one(*self.trust, path, status=0)
        equal(list(line), KEYS)
        equal(line['file'], str(path))
        equal((line['item'], line['format'], line['envelope'], line['proof'], line['verdict']),
              (0, 'ob3', 'vc2', 'eddsa-rdfc-2022', 'verified'))
        equal(sorted(line['issuer']), ['id', 'name'])
        holds(line['issuer']['id'], 'did:key:z6Mk')
        equal(line['issuer']['name'], 'Collège Boréal-Inventé')
        equal([check['id'] for check in line['checks']], CHECKS)
        for check in line['checks']:
            equal(list(check)[:4], ['id', 'answer', 'code', 'text'])
            assert check['answer'] in ('yes', 'no', 'unknown', 'not-applicable'), check
            assert check['text'].endswith(('.', '?')), check
            assert '{' not in check['text'], check
        equal(self.check(line, 'issuer')['text'],
              'Issued by Collège Boréal-Inventé — recognised in the registry.json registry of '
              '31 January 2026.')
        equal(self.check(line, 'issuer')['asOf'], '2026-01-31T00:00:00Z')

    def verdicts(self):
        status = ['--status', self.path('list.json')]
        document = ['--document', self.path('did.json')]
        for name, options, verdict, code in (
                ('good', [], 'signed', ('issuer', 'unknown', 'nobody-vouches')),
                ('tampered', self.trust, 'invalid', ('proof', 'no', 'signature-wrong')),
                ('unsigned', self.trust, 'unsigned', ('proof', 'not-applicable', 'no-proof')),
                ('expired', self.trust, 'expired', ('dates', 'no', 'expired')),
                ('revoked', self.trust + status, 'revoked', ('status', 'no', 'revoked')),
                ('revoked', self.trust, 'unconfirmed', ('status', 'unknown', 'list-not-given')),
                ('not-revoked', self.trust, 'unconfirmed',
                 ('status', 'unknown', 'list-not-given')),
                ('did-web', [], 'unchecked', ('binding', 'unknown', 'key-not-given')),
                ('did-web', document, 'signed', ('binding', 'yes', 'key-listed'))):
            line = self.one(*options, self.path(f'{name}.json'))
            equal((name, line['verdict']), (name, verdict))
            found = self.check(line, code[0])
            equal((name, found['answer'], found['code']), (name, *code[1:]))
        line = self.one(*self.trust, *status, self.path('not-revoked.json'), status=0)
        equal(self.check(line, 'status')['asOf'], '2026-05-20T00:00:00Z')
        # The same moment in another zone, and a month later.
        self.one('--at', '2026-06-01T14:00:00+02:00', *self.trust, *status,
                 self.path('not-revoked.json'), status=0)
        line = self.one('--at', '2026-07-01T00:00:00Z', *self.trust, *status,
                        self.path('not-revoked.json'))
        equal(self.check(line, 'status')['code'], 'list-too-old')

    def presentation(self):
        shown, member = self.verify(*self.trust, self.path('presentation.json'))
        equal((shown['format'], shown['item'], shown['verdict']), ('presentation', 0, 'signed'))
        holds(shown['holder'], 'did:key:')
        equal((shown['recipient'], shown['challenge'], shown['expires']),
              ('https://employer.example', 'x7', '2026-12-31T00:00:00Z'))
        equal((member['item'], member['verdict']), (1, 'verified'))
        line = self.one(self.path('list.json'))
        equal((line['format'], line['verdict']), ('status-list', 'signed'))

    def unreadable(self):
        line = self.one(self.write('broken.json', b'{"type": ["VerifiableCredential"], nonsense'))
        equal((line['verdict'], line['format'], line['proof'], line['title']),
              ('malformed', None, None, None))
        holds(line['error'], 'JSON')
        assert line['offset'] > 30, line
        equal([check['id'] for check in line['checks']], CHECKS)
        equal(self.check(line, 'format')['answer'], 'no')
        line = self.one(self.write('empty.json', b''))
        equal((line['verdict'], line['offset']), ('malformed', 0))
        line = self.one(self.write('long.json', b'[' * 30_000_000))
        equal(line['verdict'], 'malformed')
        line = self.one(self.path('did.json'))
        equal(line['verdict'], 'malformed')

    def unopened(self):
        run = self.ctl.run
        good = self.path('good.json')
        output, errors = run('verify', '--json', *AT, *self.trust, self.path('nowhere'), good,
                             passphrase=None, status=3)
        holds(errors, 'nowhere')
        equal(json.loads(output)['verdict'], 'verified')
        run('verify', self.files, passphrase=None, status=3)
        run('verify', *AT, '--trust', self.path('nowhere'), good, passphrase=None, status=3)

    def hostile_grounds(self):
        """What cannot be used changes nothing but what hangs on it."""
        rubbish = [self.write(f'rubbish-{i}', data) for i, data in enumerate((
            b'', b'\0\xff', b'{}', b'[' * 5000, b'{"id": "x", "id": "y"}', b'a.b.c',
            b'{"registry": {"did:x": 7}, "meta": []}', b'{"id": 7}'))]
        options = []
        for path in rubbish:
            options += ['--trust', path, '--status', path, '--document', path]
        options += ['--status', self.path('forged-list.json')]
        line = self.one(*options, *self.trust, self.path('good.json'), status=0)
        equal(line['verdict'], 'verified')
        line = self.one(*options, *self.trust, self.path('not-revoked.json'))
        equal(self.check(line, 'status')['code'], 'list-not-issuers')
        line = self.one(*options, self.path('did-web.json'))
        equal(self.check(line, 'proof')['code'], 'key-not-given')
        errors = self.ctl.run('verify', *AT, '--trust', rubbish[2], self.path('good.json'),
                              passphrase=None, status=1)[1]
        holds(errors, 'rubbish-2')

    def containers(self):
        with zipfile.ZipFile(self.path('many.zip'), 'w') as archive:
            for name in ('good', 'tampered', 'did'):
                archive.write(self.path(f'{name}.json'), f'in/{name}.json')
        lines = self.verify(*self.trust, self.path('many.zip'))
        equal([line['item'] for line in lines], [0, 1, 2])
        equal([line['verdict'] for line in lines], ['verified', 'invalid', 'malformed'])
        equal(lines[0]['envelope'], 'zip+vc2')

    def crowded(self):
        """Each member is let go before the next: an archive takes no more memory than one."""
        good = self.path('good.json').read_bytes()
        large = json.dumps({**json.loads(good), 'name': 'x' * 5_900_000})
        for name, members, verdicts in (('small', [good] * 3000, {'verified'}),
                                        ('large', [large] * 40,
                                         {'invalid', 'unchecked', 'malformed'})):
            path = self.path(f'crowded-{name}.zip')
            with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
                for number, member in enumerate(members):
                    archive.writestr(f'{number}.json', member)
            process = self.ctl.start('verify', '--json', *AT, *self.trust, path, passphrase=None)
            output = process.stdout.read()
            usage = os.wait4(process.pid, 0)[2]
            lines = [json.loads(line) for line in output.splitlines()]
            equal({line['verdict'] for line in lines}, verdicts)
            # A sanitizer has a memory of its own.
            if b'__asan_init' not in Path(self.ctl.program).read_bytes():
                assert usage.ru_maxrss < 64 * 1024, (name, usage.ru_maxrss)

    def many(self):
        """In the order given, however many."""
        names = [('good', 'tampered', 'expired')[i % 3] for i in range(300)]
        lines = self.verify(*self.trust, *(self.path(f'{name}.json') for name in names))
        equal([line['file'] for line in lines],
              [str(self.path(f'{name}.json')) for name in names])
        equal([line['verdict'] for line in lines],
              [{'good': 'verified', 'tampered': 'invalid', 'expired': 'expired'}[name]
               for name in names])

    def invented(self):
        """Those whom the practice vault knows are strangers to everyone else."""
        folder = self.path('camille')
        self.ctl.run('practice', folder, 'camille', passphrase=None)
        paths = sorted(folder.glob('*.json'))
        lines = self.verify_now(*paths)
        equal([line['file'] for line in lines], [str(path) for path in paths])
        for line in lines:
            assert line['verdict'] not in ('verified', 'unconfirmed', 'revoked', 'malformed'), line
            assert self.check(line, 'issuer')['answer'] != 'yes', line
        assert sum(line['verdict'] == 'signed' for line in lines) >= 5, lines

    def verify_now(self, *arguments):
        return self.ctl.lines('verify', '--json', *arguments, passphrase=None, status=1)

    def practice(self):
        """Whoever is given the grounds too comes to the same verdicts as the practice vault."""
        people = self.ctl.lines('practice', '--json', passphrase=None)
        assert len(people) >= 6, people
        met = set()
        for person in people:
            folder = self.path('practice') / person['id']
            folder.parent.mkdir(exist_ok=True)
            self.ctl.run('practice', folder, person['id'], passphrase=None)
            grounds = ['--trust', folder / 'grounds' / 'registry.json']
            for path in (folder / 'grounds').iterdir():
                if path.stem != 'registry':
                    grounds += ['--' + path.stem.split('-')[0], path]
            plan = json.loads((PEOPLE / (person['id'] + '.json')).read_text())
            for one in plan['credentials']:
                lines = self.ctl.lines('verify', '--json', *grounds, folder / one['file'],
                                       passphrase=None, status=None)
                equal((one['file'], lines[0]['verdict']), (one['file'], one['verdict']))
                met.add(one['verdict'])
            self.ctl.run('practice', folder, passphrase=None, status=1)
        equal(len(met), 11)
        self.ctl.run('practice', self.path('nobody'), 'nobody', passphrase=None, status=2)
        assert not (self.path('nobody')).exists()

    def sentences(self):
        output = self.ctl.run('verify', *AT, *self.trust, self.path('good.json'),
                              passphrase=None)[0]
        for part in ('good.json: “', '\n  It was issued by who it says',
                     '\n    ✓ The signature matches', 'recognised in the'):
            holds(output, part)
        output = self.ctl.run('verify', *AT, self.path('tampered.json'), self.path('broken.json'),
                              passphrase=None, status=1)[0]
        holds(output, '✗ The signature does not match')
        holds(output, 'broken.json: cannot be read.')

    def alone(self):
        """It reads what it is given and writes nothing."""
        left = sorted(path.name for path in self.ctl.home.iterdir())
        equal(left, ['files', 'tmp'])
        holds(self.ctl.run('verify', '--help', passphrase=None)[0], '--status')


def main():
    tests = Tests()
    return report([(name, getattr(tests, name)) for name in (
        'shape', 'verdicts', 'presentation', 'unreadable', 'unopened', 'hostile_grounds',
        'containers', 'crowded', 'many', 'invented', 'practice', 'sentences', 'alone')])


if __name__ == '__main__':
    raise SystemExit(main())
