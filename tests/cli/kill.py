#!/usr/bin/env python3
"""kill.py COFFRETCTL: what was printed as added outlives kill -9 at any moment.

COFFRET_ROUNDS (20) kills, each of an import into the same vault: by the number of lines
that were read, or by the clock, so that every part of an import is hit.
"""
import json
import os
import random
import sys
import time

import fixtures
from ctl import Ctl, equal, program, report

FILES = 150
ROUNDS = int(os.environ.get('COFFRET_ROUNDS', '20'))


class Kills:
    def __init__(self):
        self.ctl = Ctl(program())
        self.seed = int(os.environ.get('COFFRET_SEED', str(random.randrange(1 << 32))))
        self.random = random.Random(self.seed)
        self.known = set()
        self.duration = 1.0

    def folder(self, number):
        path = self.ctl.home / f'inbox-{number}'
        path.mkdir()
        for i in range(FILES):
            serial = number * FILES + i
            (path / f'{i}.json').write_bytes(
                fixtures.text(fixtures.ob3(serial, f'Numéro {serial}')))
        return path

    def read(self, data):
        """Adds the ids of the whole lines in DATA to what must be there for ever."""
        for line in data.split(b'\n')[:-1]:
            told = json.loads(line)
            equal(told['outcome'], 'added')
            self.known.add(told['id'])

    def whole(self):
        """How long an import takes that nobody disturbs."""
        path = self.folder(0)
        start = time.monotonic()
        told = self.ctl.lines('import', '--json', path)
        self.duration = time.monotonic() - start
        equal(len(told), FILES)
        self.known.update(one['id'] for one in told)

    def kill(self, number):
        process = self.ctl.start('import', '--json', self.folder(number))
        data = b''
        if number % 2 == 0:
            for _ in range(self.random.randrange(1, FILES)):
                data += process.stdout.readline()
        else:
            time.sleep(self.random.uniform(0, self.duration))
        process.kill()
        rest, _ = process.communicate()
        self.read(data + rest)
        found = {one['id'] for one in self.ctl.lines('list', '--json')}
        missing = self.known - found
        assert not missing, f'round {number}: {len(missing)} of {len(self.known)} are lost'
        # What was true when nobody could be told any more is true as well.
        self.known |= found

    def kills(self):
        print(f'# seed {self.seed}, {ROUNDS} rounds', flush=True)
        for number in range(1, ROUNDS + 1):
            self.kill(number)
        print(f'# counted {ROUNDS} kills while importing {len(self.known)} credentials', flush=True)

    def afterwards(self):
        self.ctl.run('check')
        for number in range(1, min(ROUNDS, 4) + 1):
            told = self.ctl.lines('import', '--json', self.ctl.home / f'inbox-{number}')
            equal(len(told), FILES)
            equal({one['outcome'] for one in told} - {'added', 'already-there'}, set())


def main():
    kills = Kills()
    return report([('whole', kills.whole), ('kills', kills.kills),
                   ('afterwards', kills.afterwards)])


if __name__ == '__main__':
    sys.exit(main())
