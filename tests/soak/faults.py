"""Every act on a vault, made to fail at every one of its writes.

An act is done once undisturbed to learn what the vault says before it and after it.
Then it is done again and again on a fresh copy, and each time the next write, flush,
rename or removal kills the process or gives an error. Afterwards the vault must open and
say the one or the other, and the other if the act was confirmed: never anything between.
"""
import collections
import os
import re
import shutil
import subprocess

CALLS = ('write', 'pwrite64', 'pwritev', 'writev', 'fsync', 'fdatasync', 'rename', 'renameat',
         'renameat2', 'link', 'linkat', 'unlink', 'unlinkat', 'ftruncate', 'fallocate', 'mkdir',
         'copy_file_range')
CALL = re.compile(r'^(\d+) +(\w+)\(')

# name, what was done before, the act
ACTS = (
    ('add', (('new',),), ('add', 'fourth')),
    ('note', (('new',),), ('note', 'a longer note of the owner')),
    ('trash', (('new',),), ('trash',)),
    ('passphrase', (('new',),), ('passphrase', 'battery staple')),
    ('renew the key', (('new',),), ('renew', 'battery staple')),
    ('back up', (('new',),), ('backup',)),
    ('replace a backup', (('new',), ('backup',), ('add', 'fourth')), ('backup',)),
    ('restore', (('new',), ('backup',)), ('restore',)),
    ('merge', (('new',), ('add', 'fourth'), ('backup',), ('note', 'other words')), ('merge',)),
    ('migrate from 1', (('old', '1'),), ('open',)),
    ('migrate from 2', (('old', '2'),), ('open',)),
    ('migrate from 3', (('old', '3'),), ('open',)),
)


class Wrong(Exception):
    """A confirmed change is lost, or a vault does not open."""


def say(name, counted):
    counts = ', '.join(f'{count} {what}' for what, count in sorted(counted.items()))
    print(f'  {name}: {counts}', flush=True)


class Faults:
    def __init__(self, build, work, most):
        self.program = build / 'tests' / 'soak' / 'soak-act'
        self.work, self.most = work, most
        self.log = work / 'strace.log'

    def run(self, vault, *act, before=(), env=None):
        return subprocess.run([*before, self.program, vault, *act], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=120,
                              env=dict(os.environ, LC_ALL='C.UTF-8', **(env or {})))

    def make(self, number, making):
        """The folder with what MAKING does, act by act."""
        folder = self.work / f'made-{number}'
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for act in making:
            made = self.run(folder, *act)
            if made.returncode != 0:
                raise Wrong(f'{act[0]}: {made.stderr.strip()}')
        return folder

    def state(self, vault):
        done = self.run(vault, 'state')
        if done.returncode != 0:
            raise Wrong(f'does not open: {done.stderr.strip()}')
        return done.stdout

    def copy(self, vault):
        copy = self.work / 'copy'
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(vault, copy)
        return copy

    def strace(self, *more):
        return ('strace', '-f', '-qq', '-o', str(self.log), *more)

    def places(self, vault, act):
        """(call, n): the nth such call of one thread, at most `most` of each kind of call."""
        copy = self.copy(vault)
        done = self.run(copy, *act, before=self.strace('-e', 'trace=' + ','.join(CALLS)))
        if done.returncode != 0:
            raise Wrong(f'undisturbed: {done.stderr.strip()}')
        counts = collections.Counter(
            CALL.match(line).groups() for line in self.log.read_text().splitlines()
            if CALL.match(line))
        highest = collections.Counter()
        for (_, call), count in counts.items():
            highest[call] = max(highest[call], count)
        for call, count in sorted(highest.items()):
            step = max(1, count // self.most)
            for n in range(1, count + 1, step):
                yield call, n
        self.after = self.state(copy)

    def judge(self, copy, done, before, what, killed):
        try:
            now = self.state(copy)
        except Wrong as wrong:
            raise Wrong(f'{what}: {wrong}') from None
        confirmed = done.stdout.endswith('done\n')
        if now not in (before, self.after):
            raise Wrong(f'{what}: neither old nor new:\n{now}')
        if confirmed and now != self.after:
            raise Wrong(f'{what}: confirmed and lost:\n{now}')
        # Where every write fails, words cannot be written either.
        if not killed and ', write ' not in what and done.returncode != 0 \
                and not done.stderr.strip():
            raise Wrong(f'{what}: failed without a word (status {done.returncode})')
        if not killed and done.returncode < 0:
            raise Wrong(f'{what}: died of signal {-done.returncode}: {done.stderr[-500:]}')
        return 'confirmed' if confirmed else 'as before' if now == before else 'as after'

    def every(self, faults):
        """Each act of ACTS under each of FAULTS (strace's words) at each of its places."""
        total = 0
        for number, (name, making, act) in enumerate(ACTS):
            vault = self.make(number, making)
            # Opening settles what it must; a copy of it says what it was like.
            before = self.state(self.copy(vault))
            counted = collections.Counter()
            for call, n in list(self.places(vault, act)):
                for fault in faults:
                    copy = self.copy(vault)
                    done = self.run(copy, *act, before=self.strace(
                        '-e', f'trace={call}', '-e', f'inject={call}:{fault.format(n=n)}'))
                    what = f'{name}, {call} {fault.format(n=n)}'
                    counted[self.judge(copy, done, before, what, 'KILL' in fault)] += 1
            total += sum(counted.values())
            say(name, counted)
        return total

    def chance(self, rounds):
        """Each act with libfiu failing up to one in fifty calls, with EIO or ENOSPC."""
        for number, (name, making, act) in enumerate(ACTS):
            vault = self.make(number, making)
            before = self.state(self.copy(vault))
            after = self.copy(vault)
            self.run(after, *act)
            self.after = self.state(after)
            counted = collections.Counter()
            for n in range(rounds):
                copy = self.copy(vault)
                done = self.run(copy, *act, before=(
                    'fiu-run', '-x', '-f', '', '-c',
                    f'enable_random name=posix/io/*,probability={(n % 20 + 1) / 1000},'
                    f'failinfo={5 if n % 2 else 28}'))
                counted[self.judge(copy, done, before, f'{name}, libfiu {n}', False)] += 1
            say(name, counted)

    def full(self, folder):
        """Each act on a disk that fills up at every size."""
        for number, (name, making, act) in enumerate(ACTS):
            vault = self.make(number, making)
            before = self.state(self.copy(vault))
            after = self.copy(vault)
            self.run(after, *act)
            self.after = self.state(after)
            counted = collections.Counter()
            for free in (*range(0, 128, 8), *range(128, 2048, 64)):
                copy = folder / 'vault'
                shutil.rmtree(copy, ignore_errors=True)
                (folder / 'ballast').unlink(missing_ok=True)
                shutil.copytree(vault, copy)
                left = os.statvfs(folder)
                with open(folder / 'ballast', 'wb') as ballast:
                    ballast.write(bytes(max(0, left.f_bavail * left.f_bsize - free * 1024)))
                done = self.run(copy, *act)
                (folder / 'ballast').unlink()
                what = f'{name}, {free} KiB free'
                counted[self.judge(copy, done, before, what, False)] += 1
            say(name, counted)
