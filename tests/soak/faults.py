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
import signal
import subprocess
from pathlib import Path

import disks

CALLS = ('write', 'pwrite64', 'pwritev', 'writev', 'fsync', 'fdatasync', 'rename', 'renameat',
         'renameat2', 'link', 'linkat', 'unlink', 'unlinkat', 'ftruncate', 'fallocate', 'mkdir',
         'copy_file_range')
SCHEMA = int(re.search(r'SCHEMA_VERSION (\d+)', (Path(__file__).resolve().parents[2] / 'src' / 'vault'
                                                  / 'migrations.h').read_text()).group(1))
CALL = re.compile(r'^(\d+) +(\w+)\(')

# name, what was done before, the act
ACTS = (
    ('create', (), ('create',)),
    ('create beside other files', (('litter', 'vault'),), ('create',)),
    ('add', (('new',),), ('add', 'fourth')),
    ('add a large one', (('new',),), ('large',)),
    ('attach a file', (('new',),), ('attach',)),
    ('edit', (('new',),), ('note', 'a longer note of the owner')),
    ('trash', (('new',),), ('trash',)),
    ('change the passphrase', (('new',),), ('passphrase', 'battery staple')),
    ('add a sheet', (('new',),), ('sheet',)),
    ('change the sheet', (('new',), ('sheet',)), ('sheet',)),
    ('remove the sheet', (('new',), ('sheet',)), ('unsheet',)),
    ('renew the key', (('new',),), ('renew', 'battery staple')),
    ('renew the key of many', (('new',), ('large',), ('sheet',)), ('renew', 'battery staple')),
    ('back up', (('new',),), ('backup',)),
    ('replace a backup', (('new',), ('backup',), ('add', 'fourth')), ('backup',)),
    ('restore', (('new',), ('backup',)), ('restore',)),
    ('merge', (('new',), ('add', 'fourth'), ('backup',), ('note', 'other words')), ('merge',)),
    ('move', (('new',),), ('move', 'elsewhere/vault')),
    ('move beside other files', (('new',), ('litter', 'full')), ('move', 'full')),
    ('salvage', (('new',),), ('salvage',)),
    ('settle what was salvaged', (('new',), ('salvage',), ('add', 'fourth')), ('settle',)),
    *((f'migrate from {n}', (('old', str(n)),), ('open',)) for n in range(1, SCHEMA)),
)
ACTS = [act for act in ACTS if re.fullmatch(os.environ.get('COFFRET_ACTS', '.*'), act[0])]


# Where the damaged vault has got to is of no account.
LOOKED_AT = {'settle what was salvaged': 'look'}
# One thread of a run may do less than in the one that was counted.
NOT_REACHED = 'not reached'


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
        self.look = LOOKED_AT.get(ACTS[number][0], 'state')
        folder = self.work / f'made-{number}'
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for act in making:
            made = self.run(folder, *act)
            if made.returncode != 0:
                raise Wrong(f'{act[0]}: {made.stderr.strip()}')
        return folder

    def state(self, vault):
        done = self.run(vault, self.look)
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
        if killed and done.returncode not in (-9, 137):
            return NOT_REACHED
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
            total += counted.total() - counted[NOT_REACHED]
            say(name, counted)
        return total

    def chance(self, rounds):
        """Each act with libfiu failing up to one in fifty calls, with EIO or ENOSPC."""
        total = 0
        for number, (name, _, act) in enumerate(ACTS):
            vault, before = self.known(number)
            counted = collections.Counter()
            for n in range(rounds):
                copy = self.copy(vault)
                done = self.run(copy, *act, before=(
                    'fiu-run', '-x', '-f', '', '-c',
                    f'enable_random name=posix/io/*,probability={(n % 20 + 1) / 1000},'
                    f'failinfo={5 if n % 2 else 28}'),
                    # How programs wake one another up is no disk.
                    env={'COFFRET_PROVER': '/nowhere'})
                counted[self.judge(copy, done, before, f'{name}, libfiu {n}', False)] += 1
            total += counted.total()
            say(name, counted)
        return total

    def known(self, number):
        """The folder before act NUMBER, and what it says; what it says after is kept."""
        name, making, act = ACTS[number]
        vault = self.make(number, making)
        before = self.state(self.copy(vault))
        after = self.copy(vault)
        done = self.run(after, *act)
        if done.returncode != 0:
            raise Wrong(f'{name}, undisturbed: {done.stderr.strip()}')
        self.after = self.state(after)
        return vault, before

    def full(self, folder):
        """Each act on a disk that fills up at every size."""
        disk, total = disks.Small(folder), 0
        for number, (name, _, act) in enumerate(ACTS):
            vault, before = self.known(number)
            counted = collections.Counter()
            for free in (*range(0, 128, 8), *range(128, 2048, 64)):
                copy = folder / 'vault'
                shutil.rmtree(copy, ignore_errors=True)
                shutil.copytree(vault, copy)
                ballast = disk.leave(free * 1024)
                done = self.run(copy, *act)
                ballast.unlink()
                what = f'{name}, {free} KiB free'
                counted[self.judge(copy, done, before, what, False)] += 1
            total += counted.total()
            say(name, counted)
        return total

    def locked(self, folder):
        """Each act on a disk that was mounted read-only: refused with a word, nothing changed."""
        disk = disks.Locked(folder)
        counted = collections.Counter()
        for number, (name, _, act) in enumerate(ACTS):
            vault, before = self.known(number)
            copy = folder / 'vault'
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(vault, copy)
            disk.set_read_only(True)
            done = self.run(copy, *act)
            seen = self.run(copy, 'look')
            disk.set_read_only(False)
            what = self.judge(copy, done, before, f'{name}, read-only', False)
            if what == 'confirmed' and before != self.after:
                raise Wrong(f'{name}, read-only: confirmed')
            # All can still be read, but for what is of an older schema.
            if seen.returncode != 0 and 'migrate' not in name:
                raise Wrong(f'{name}, read-only: cannot be read: {seen.stderr}')
            counted[what] += 1
        say('read-only before', counted)
        return counted.total()

    def remounted(self, folder):
        """Each act on a disk that turns read-only under it; what is on the disk is judged."""
        disk, total = disks.Failing(folder), 0
        for number, (name, _, act) in enumerate(ACTS):
            vault, before = self.known(number)
            counted = collections.Counter()
            for call, n in list(self.places(vault, act)):
                self.log.unlink(missing_ok=True)
                copy = disk.begin(vault)
                with subprocess.Popen(
                        [*self.strace('-e', f'trace={call}', '-e', f'inject={call}:signal=STOP:when={n}'),
                         self.program, copy, *act], stdin=subprocess.DEVNULL, text=True,
                        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                        env=dict(os.environ, LC_ALL='C.UTF-8')) as process:
                    stopped = disk.wait_for_stop(self.log, process)
                    disk.abort()
                    if stopped is not None:
                        os.kill(stopped, signal.SIGCONT)
                    output, errors = process.communicate(timeout=120)
                done = subprocess.CompletedProcess(act, process.returncode, output, errors)
                disk.detach()
                # What is on the disk, not what memory still has.
                disk.attach()
                what = f'{name}, {call} {n}, read-only from there'
                counted[self.judge(copy, done, before, what, False)] += 1
                disk.detach()
            total += counted.total()
            say(name, counted)
        return total
