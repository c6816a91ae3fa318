#!/usr/bin/env python3
"""test-ways.py OUT PEOPLE CATALOGUES: what leaves, as other people's programs read it."""
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
    def __init__(self, out, people, catalogues, folder):
        self.out, self.people, self.folder = out, Path(people), Path(folder)
        self.catalogues = Path(catalogues)
        self.dictionary = None

    def make(self, way, *names, **options):
        """The file that WAY makes of the credentials NAMES."""
        path = self.folder / f'made-{len(list(self.folder.iterdir()))}.{way}'
        flags = [f'--{name}' if value is True else f'--{name}={value}'
                 for name, value in options.items()]
        run(self.out, *flags, way, path, *(self.people / f'{name}.json' for name in names))
        return path

    def scan(self, picture):
        return run('zbarimg', '-q', '--raw', '--nodbus', '-S*.enable=0', '-Sqrcode.enable=1', picture,
                   env=QUIET).decode().strip()

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


PEOPLE = ['wound-care', 'first-aid', 'licence', 'transcript', 'letter']


def detach(pdf):
    """The files within a PDF, by name."""
    folder = pdf.with_suffix('.files')
    folder.mkdir()
    run('pdfdetach', '-saveall', '-o', folder, pdf)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def facts(pdf):
    text = run('pdfinfo', pdf).decode()
    return {name: value.strip() for name, _, value in
            (line.partition(':') for line in text.splitlines())}


def check_pdf(ways):
    """Whole, tagged, named, and with the signed file and what it cannot hold inside."""
    pdf = ways.make('pdf', *PEOPLE, message='See you in June.', practice=True)
    done = subprocess.run(['qpdf', '--check', pdf], capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
    info = subprocess.run(['pdfinfo', pdf], capture_output=True)
    assert not info.stderr, info.stderr
    found = facts(pdf)
    assert found['Title'] == 'Credentials of Zoé Tremblay' and found['Tagged'] == 'yes', found
    assert found['Author'] == 'Zoé Tremblay' and found['JavaScript'] == 'no', found
    pages = run('pdftotext', '-layout', pdf, '-').decode().split('\f')[:-1]
    assert len(pages) == int(found['Pages']) >= 6, found
    assert 'See you in June.' in pages[0] and 'How to check this' in pages[0]
    assert all('invented' in page for page in pages)
    # Each stands where the list says.
    for title, page in re.findall(r'^ *(\S.*?) {3,}(\d+)$', pages[0], re.M):
        if title in ('Wound care, level 2', 'Licence to practise, auxiliary care'):
            lines = [line for line in pages[int(page) - 1].split('\n') if line.strip()]
            assert lines[1].strip() == title, lines[:3]
    files = detach(pdf)
    assert set(files) == {'presentation.json', 'original-0002.json'}, set(files)
    presentation = json.loads(files['presentation.json'])
    for name in ('wound-care', 'licence'):
        assert json.loads((ways.people / f'{name}.json').read_text()) in \
            presentation['verifiableCredential'], name
    assert json.loads(files['original-0002.json']) == \
        json.loads((ways.people / 'first-aid.json').read_text())


def check_pdf_structure(ways):
    pdf = ways.make('pdf', *PEOPLE)
    tree = run('pdfinfo', '-struct-text', pdf).decode()
    for wanted, least in (('H1', 1), ('H2', 7), ('Sect', 5), ('L', 1), ('LI', 3), ('Link', 5),
                          ('Figure', 1)):
        assert len(re.findall(rf'^ *{wanted}\b', tree, re.M)) >= least, wanted
    data = run('qpdf', '--qdf', '--object-streams=disable', pdf, '-').decode('latin-1')
    figures = re.findall(r'/S /Figure\b', data)
    alternatives = re.findall(r'/Alt \(?<?([^>)]*)', data)
    assert len(figures) == len(alternatives) >= 1, (figures, alternatives)
    assert '/Lang (en)' in data and '/DisplayDocTitle true' in data
    assert '/AFRelationship /Data' in data
    outline = re.findall(r'/Title \(?<?', data)
    assert len(outline) >= 6, outline


def check_pdf_code(ways):
    """Read from the page as it is printed and copied."""
    pdf = ways.make('pdf', 'licence')
    for dpi in (130, 200, 300):
        run('pdftoppm', '-r', dpi, '-gray', '-png', '-f', 2, '-l', 2, pdf, pdf.with_suffix(''))
        text = ways.scan(sorted(ways.folder.glob(f'{pdf.stem}-*.png'))[-1])
        presentation = ways.unpack(text)
        assert presentation['proof']['proofPurpose'] == 'authentication'


def check_pdf_summary(ways):
    """On one page, however much it is, and with everything inside."""
    for times in (1, 12):
        pdf = ways.make('pdf-summary', *PEOPLE, times=times)
        run('qpdf', '--check', pdf)
        assert facts(pdf)['Pages'] == '1', facts(pdf)
        text = run('pdftotext', '-layout', pdf, '-').decode()
        assert ('… and more' in text) == (times > 1), text
        assert text.count('Lettre de recommandation') >= 1, text
        files = detach(pdf)
        assert len(json.loads(files['presentation.json'])['verifiableCredential']) == 4 * times + 1


def check_pdf_french(ways):
    if not (ways.catalogues / 'fr' / 'LC_MESSAGES' / 'coffret.mo').exists():
        return
    pdf = ways.make('pdf', *PEOPLE, language='fr', catalogues=ways.catalogues)
    text = run('pdftotext', '-layout', pdf, '-').decode()
    assert 'Titres de compétences de Zoé Tremblay' in text and 'Comment vérifier' in text, text
    assert 'Ce qui compte' in text, text
    assert 'Soins de plaies, niveau 2' in text
    data = run('qpdf', '--qdf', pdf, '-').decode('latin-1')
    assert '/Lang (fr)' in data


def check_pdf_fonts(ways):
    """Without any font there are no letters, but the file inside is whole."""
    config = ways.folder / 'fonts.conf'
    config.write_text('<?xml version="1.0"?><fontconfig><cachedir>/nonexistent</cachedir>'
                      '</fontconfig>')
    os.environ['FONTCONFIG_FILE'] = str(config)
    try:
        pdf = ways.make('pdf', 'licence', 'letter')
    finally:
        del os.environ['FONTCONFIG_FILE']
    run('qpdf', '--check', pdf)
    assert len(json.loads(detach(pdf)['presentation.json'])['verifiableCredential']) == 3


def main(out, people, catalogues):
    checks = [check for name, check in globals().items() if name.startswith('check_')]
    print(f'1..{len(checks)}')
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        ways = Ways(out, people, catalogues, folder)
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
