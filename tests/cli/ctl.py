"""What both tests of coffretctl need: running it in a home of its own, and reporting as TAP."""
import json
import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

PASSPHRASE = b'correct horse battery'


class Ctl:
    """coffretctl with everything that it may write below one folder."""

    def __init__(self, program, **env):
        self.program = program
        self.keeper = tempfile.TemporaryDirectory(prefix='coffret-cli-')
        self.home = Path(self.keeper.name)
        self.env = {
            'HOME': str(self.home), 'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8',
            'TMPDIR': str(self.home / 'tmp'), 'GIO_USE_VFS': 'local',
            # No keyring may answer, whatever runs this test.
            'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nonexistent',
        }
        for name in ('DATA', 'CONFIG', 'CACHE', 'STATE'):
            self.env[f'XDG_{name}_HOME'] = str(self.home / name.lower())
        for name in ('ASAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS'):
            if name in os.environ:
                self.env[name] = os.environ[name]
        self.env.update(env)
        (self.home / 'tmp').mkdir()
        self.vault = self.home / 'data' / 'coffret'

    def start(self, *arguments, passphrase=PASSPHRASE, **options):
        """The running process; its passphrase is already in the pipe."""
        common = []
        reading = None
        if passphrase is not None:
            reading, writing = os.pipe()
            os.write(writing, passphrase)
            os.close(writing)
            common = ['--passphrase-fd', str(reading)]
        options.setdefault('env', self.env)
        # No buffer: communicate() would not see what readline() read ahead.
        options.setdefault('stdin', subprocess.DEVNULL)
        process = subprocess.Popen(
            [self.program, *common, *map(str, arguments)], bufsize=0,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            pass_fds=[] if reading is None else [reading], **options)
        if reading is not None:
            os.close(reading)
        return process

    def run(self, *arguments, status=0, **options):
        """(output, errors) of what must end with STATUS; None: done, or not done."""
        process = self.start(*arguments, **options)
        output, errors = process.communicate(timeout=300)
        said = f'{arguments}: status {process.returncode}\n{output.decode()}{errors.decode()}'
        assert process.returncode in ((0, 1) if status is None else (status,)), said
        return output.decode(), errors.decode()

    def lines(self, *arguments, **options):
        """The objects that it prints."""
        return [json.loads(line) for line in self.run(*arguments, **options)[0].splitlines()]


def equal(found, expected):
    assert found == expected, f'\nfound    {found!r}\nexpected {expected!r}'


def holds(text, part):
    assert part in text, f'{part!r} is not in {text!r}'


def report(tests):
    """Runs (name, function) pairs, as TAP. Returns the exit status."""
    print(f'1..{len(tests)}', flush=True)
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print(f'ok {number} {name}', flush=True)
        except Exception:  # the next test may still tell something
            failed += 1
            for line in traceback.format_exc().splitlines():
                print(f'# {line}')
            print(f'not ok {number} {name}', flush=True)
    return 1 if failed else 0


def program():
    if len(sys.argv) != 2:
        sys.exit(f'usage: {sys.argv[0]} COFFRETCTL')
    return str(Path(sys.argv[1]).resolve())
