#!/usr/bin/env python3
"""test-ways.py OUT PEOPLE: what leaves, as other people's programs read it."""
import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

COMPACT = 'COFFRET:VP1/'
# On this machine no bus is needed to read a picture.
QUIET = dict(os.environ, DBUS_SYSTEM_BUS_ADDRESS='unix:path=/nonexistent')


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True,
                          **options).stdout


class Ways:
    def __init__(self, out, people, folder):
        self.out, self.people, self.folder = out, Path(people), Path(folder)
        self.dictionary = None

    def make(self, way, *names, **options):
        """The file that WAY makes of the credentials NAMES."""
        path = self.folder / f'made-{len(list(self.folder.iterdir()))}.{way}'
        flags = [f'--{name}' if value is True else f'--{name}={value}'
                 for name, value in options.items()]
        run(self.out, *flags, way, path, *(self.people / f'{name}.json' for name in names))
        return path

    def scan(self, picture):
        return run('zbarimg', '-q', '--raw', '--nodbus', picture, env=QUIET).decode().strip()

    def unpack(self, text):
        """The presentation in a compact address, with zlib alone."""
        assert text.startswith(COMPACT), text[:60]
        if self.dictionary is None:
            self.dictionary = run(self.out, 'dictionary')
        packed = text[len(COMPACT):]
        stream = base64.b32decode(packed + '=' * (-len(packed) % 8))
        unpacker = zlib.decompressobj(zdict=self.dictionary)
        return json.loads(unpacker.decompress(stream) + unpacker.flush())


def check_qr_signed(ways):
    """A code that a camera reads, at several sizes, with the issuer's proof in it."""
    original = json.loads((ways.people / 'licence.json').read_text())
    picture = ways.make('qr-png', 'licence', only=0)
    texts = {ways.scan(picture)}
    for size in ('50%', '75%', '150%', '300%'):
        scaled = ways.folder / f'scaled-{size[:-1]}.png'
        run('convert', picture, '-filter', 'Box', '-resize', size, scaled)
        texts.add(ways.scan(scaled))
    assert len(texts) == 1, texts
    presentation = ways.unpack(texts.pop())
    assert presentation['proof']['domain'] == 'hospital.example'
    assert original in presentation['verifiableCredential']
    assert any('Zoé Tremblay' in member['name'] for member in presentation['verifiableCredential']
               if isinstance(member['name'], str))


def check_qr_svg(ways):
    svg = ways.make('qr-svg', 'licence', only=0).read_text()
    assert svg.startswith('<svg ') and 'aria-label="QR code"' in svg, svg[:200]
    # Drawn by itself: each run is a rectangle of a path.
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    scale, rows = 6, [[255] * side for _ in range(side)]
    for x, y, width in re.findall(r'M(\d+) (\d+)h(\d+)v1h-\3z', svg):
        for column in range(int(x), int(x) + int(width)):
            rows[int(y)][column] = 0
    picture = ways.folder / 'drawn.pgm'
    pixels = bytes(value for row in rows for _ in range(scale) for value in row
                   for _ in range(scale))
    picture.write_bytes(f'P5 {side * scale} {side * scale} 255\n'.encode() + pixels)
    presentation = ways.unpack(ways.scan(picture))
    assert presentation['type'] == ['VerifiablePresentation']


def check_qr_page(ways):
    """Unsigned, whole: its issuer's page. With something hidden: never."""
    original = json.loads((ways.people / 'first-aid.json').read_text())
    assert ways.scan(ways.make('qr-png', 'first-aid', only=0)) == original['id']
    summary = ways.unpack(ways.scan(ways.make('qr-png', 'first-aid', only=0, see='title')))
    assert original['id'] not in json.dumps(summary)


def check_qr_too_much(ways):
    names = ['licence', 'transcript', 'letter', 'english', 'pain']
    try:
        ways.make('qr-png', *names)
    except subprocess.CalledProcessError as error:
        assert 'too much for one code' in error.stderr.decode(), error.stderr
    else:
        raise AssertionError('five credentials in one code')


def main(out, people):
    checks = [check for name, check in globals().items() if name.startswith('check_')]
    print(f'1..{len(checks)}')
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        ways = Ways(out, people, folder)
        for number, check in enumerate(checks, 1):
            try:
                check(ways)
                print(f'ok {number} {check.__name__}')
            except (AssertionError, subprocess.CalledProcessError, ValueError, KeyError) as error:
                failed += 1
                print(f'not ok {number} {check.__name__}')
                print(f'{error!r} {getattr(error, "stderr", "")!r}', file=sys.stderr)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
