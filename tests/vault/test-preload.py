#!/usr/bin/env python3
"""test-preload.py PROBE: other libraries in the process that bring plain SQLite along.

In front of all others: refused, or without effect; never a file in the clear. Speaks TAP.
"""
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SIGNATURE = b'SQLite format 3\0'
WORDS = 'correct horse'
# Told apart from what any library may say of itself.
NAME = 'Planted-Quixotry-7391'
LIBRARIES = {
    'sqlite': ['libsqlite3.so.0'],
    'soup': ['libsoup-3.0.so.0'],
    'poppler': ['libpoppler-glib.so.8'],
    'all': ['libsoup-3.0.so.0', 'libpoppler-glib.so.8', 'libsqlite3.so.0'],
}


def find(name):
    return next(iter(sorted(Path('/usr/lib').glob(f'*/{name}'))), None)


def probe(program, act, vault, libraries=()):
    env = dict(os.environ)
    if libraries:
        env['LD_PRELOAD'] = ' '.join(map(str, libraries))
        # What a sanitizer says of not being the first in the process.
        env['ASAN_OPTIONS'] = env.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0'
    done = subprocess.run([program, act, vault, WORDS, NAME], env=env, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=120)
    assert done.returncode in (0, 1), f'{act}: status {done.returncode}: {done.stderr[-500:]}'
    assert 'cannot be preloaded' not in done.stderr, done.stderr
    return done.returncode == 0, done.stdout.strip()


def in_the_clear(folder):
    """Whatever in FOLDER somebody without a key could read."""
    return [str(path) for path in Path(folder).rglob('*') if path.is_file()
            for content in [path.read_bytes()]
            if content.startswith(SIGNATURE) or NAME.encode() in content]


def try_with(program, libraries):
    with tempfile.TemporaryDirectory(prefix='coffret-preload-') as work:
        vault = Path(work) / 'vault'
        made, said = probe(program, 'create', vault)
        assert made, said
        before = hashlib.sha256((vault / 'vault.db').read_bytes()).digest()
        opened, said = probe(program, 'open', vault, libraries)
        yield f'opening: {"without effect" if opened else "refused: " + said}'
        if not opened:
            assert hashlib.sha256((vault / 'vault.db').read_bytes()).digest() == before, \
                'the vault was changed'
        other = Path(work) / 'other'
        made, said = probe(program, 'create', other, libraries)
        yield f'creating: {"without effect" if made else "refused: " + said}'
        if made:
            assert probe(program, 'open', other)[0], 'what was made cannot be opened without'
        assert not in_the_clear(work), in_the_clear(work)


def main():
    program = sys.argv[1]
    print(f'1..{len(LIBRARIES)}')
    failed = 0
    for number, (name, wanted) in enumerate(LIBRARIES.items(), 1):
        libraries = [find(library) for library in wanted]
        if not all(libraries):
            print(f'ok {number} {name} # SKIP not installed: {", ".join(wanted)}')
            continue
        try:
            for line in try_with(program, libraries):
                print(f'# {name}: {line}')
            print(f'ok {number} {name}')
        except AssertionError as trouble:
            failed = 1
            print(f'not ok {number} {name}\n# {trouble}')
        sys.stdout.flush()
    return failed


sys.exit(main())
