#!/usr/bin/env python3
"""test-hidden.py PROBE OUT: not one hidden field in anything that leaves, however it is packed.

PROBE makes every way's product for every audience and with each field hidden by itself, of
credentials that have a mark in every field. Here each is taken apart as far as it goes: names,
metadata, compressed streams, attachments, archives, codes, tokens, addresses, and the words that
are drawn.
"""
import base64
import io
import json
import re
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile
import zlib
from collections import Counter
from pathlib import Path

COMPACT = re.compile(r'COFFRET:VP1/([A-Z2-7]+)')
# What is shown to everybody who may see anything can be seen in each of these.
SEEN = {'page', 'pdf', 'presentation', 'originals', 'qr-png', 'clr2'}


def run(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True).stdout


class Opener:
    def __init__(self, out):
        self.dictionary = run(out, 'dictionary')

    def texts(self, data, depth=0):
        """Everything that DATA says in any way, as texts."""
        yield data.decode('latin-1')
        yield data.decode('utf-8', 'replace')
        if depth > 4:
            return
        if data[:5] == b'%PDF-':
            yield from self.pdf(data, depth)
        if data[:2] == b'PK':
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    yield name
                    yield from self.texts(archive.read(name), depth + 1)
        if data[:8] == b'\x89PNG\r\n\x1a\n':
            yield from self.png(data, depth)
        else:
            yield from self.within(data.decode('latin-1'), depth)

    def within(self, text, depth):
        """What is written in base64, as an address, in a token or with escapes in TEXT."""
        for match in re.finditer(r';base64,([A-Za-z0-9+/=]+)', text):
            yield from self.texts(base64.b64decode(match[1]), depth + 1)
        for match in COMPACT.finditer(text):
            packed = match[1]
            unpacker = zlib.decompressobj(zdict=self.dictionary)
            stream = base64.b32decode(packed + '=' * (-len(packed) % 8))
            yield from self.texts(unpacker.decompress(stream) + unpacker.flush(), depth + 1)
        for match in re.finditer(r'(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{12,}(?![A-Za-z0-9_-])', text):
            if len(match[0]) % 4 != 1 and len(match[0]) < 20000:
                yield base64.urlsafe_b64decode(match[0] + '=' * (-len(match[0]) % 4)).decode('latin-1')
        if '\\u' in text:
            yield re.sub(r'\\u([0-9a-fA-F]{4})', lambda match: chr(int(match[1], 16)), text)
        if '%' in text:
            yield urllib.parse.unquote(text)

    def pdf(self, data, depth):
        for match in re.finditer(rb'stream\r?\n', data):
            try:
                yield from self.texts(zlib.decompressobj().decompress(data[match.end():]), depth + 1)
            except zlib.error:
                pass
        for match in re.finditer(rb'<(?:FEFF)?((?:[0-9A-Fa-f]{4})+)>', data):
            yield bytes.fromhex(match[1].decode()).decode('utf-16-be', 'replace')
        with tempfile.NamedTemporaryFile(suffix='.pdf') as file:
            file.write(data)
            file.flush()
            yield run('pdftotext', '-raw', file.name, '-').decode()
            yield run('pdfinfo', '-struct-text', file.name).decode()
            yield run('pdfinfo', file.name).decode()

    def png(self, data, depth):
        for match in re.finditer(rb'(tEXt|zTXt|iTXt|eXIf)', data):
            raise AssertionError(f'a picture with a chunk of {match[1]}')
        with tempfile.NamedTemporaryFile(suffix='.png') as file:
            file.write(data)
            file.flush()
            said = subprocess.run(['zbarimg', '-q', '--raw', '--nodbus', '-S*.enable=0',
                                   '-Sqrcode.enable=1', file.name], capture_output=True)
            if said.returncode == 0:
                yield from self.texts(said.stdout, depth + 1)


def everything(opener, folder, entry):
    for name in ('text', 'link', 'subject', 'name'):
        if name in entry:
            yield from opener.texts(entry[name].encode())
    if 'file' in entry:
        yield from opener.texts((folder / entry['file']).read_bytes())


def main(probe, out):
    print('1..1')
    looked, wrong = Counter(), []
    opener = Opener(out)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(probe, folder)
        for entry in json.loads((folder / 'index.json').read_text()):
            said = '\n'.join(everything(opener, folder, entry))
            looked[entry['way']] += 1
            wrong += [(entry['set'], entry['way'], entry['only'], word)
                      for word in entry['forbidden'] if word in said]
            # That it would be found if it were there.
            if entry['set'] == 'all' and entry['way'] in SEEN and 'XQtitleQX' not in said:
                wrong.append((entry['set'], entry['way'], entry['only'], 'cannot be opened here'))
    for fault in wrong[:20]:
        print('# ', *fault)
    print(f'# {sum(looked.values())} files and texts: '
          + ', '.join(f'{way} {count}' for way, count in sorted(looked.items())))
    print('not ok 1 hidden' if wrong or len(looked) < 15 else 'ok 1 hidden')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
