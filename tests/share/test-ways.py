#!/usr/bin/env python3
"""test-ways.py OUT PEOPLE CATALOGUES CTL: what leaves, as other people's programs read it."""
import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse
import zipfile
import zlib
from pathlib import Path

COMPACT = 'COFFRET:VP1/'
# On this machine no bus is needed to read a picture.
QUIET = dict(os.environ, DBUS_SYSTEM_BUS_ADDRESS='unix:path=/nonexistent')


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True,
                          **options).stdout


class Ways:
    def __init__(self, out, people, catalogues, ctl, folder):
        self.out, self.people, self.folder = out, Path(people), Path(folder)
        self.catalogues, self.ctl = Path(catalogues), ctl
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


def draw(ways, svg, scale):
    """A code drawn by itself: each run of squares is a rectangle of a path."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    rows = [[255] * side for _ in range(side)]
    for x, y, width in re.findall(r'M(\d+) (\d+)h(\d+)v1h-\3z', svg):
        for column in range(int(x), int(x) + int(width)):
            rows[int(y)][column] = 0
    picture = ways.folder / f'drawn-{scale}.pgm'
    pixels = bytes(value for row in rows for _ in range(scale) for value in row
                   for _ in range(scale))
    picture.write_bytes(f'P5 {side * scale} {side * scale} 255\n'.encode() + pixels)
    return picture


def check_qr_svg(ways):
    svg = ways.make('qr-svg', 'licence', only=0).read_text()
    assert svg.startswith('<svg ') and 'aria-label="QR code"' in svg, svg[:200]
    presentation = ways.unpack(ways.scan(draw(ways, svg, 6)))
    assert presentation['type'] == ['VerifiablePresentation']


def check_qr_on_page(ways):
    """The code on the web page is read at several sizes, and says what the page has inside."""
    page = ways.make('page', 'licence').read_text()
    code = re.search(r'<svg [^>]*aria-label="QR code[^"]*".*?</svg>', page, re.S)[0]
    texts = {ways.scan(draw(ways, code, scale)) for scale in (3, 4, 6, 9)}
    assert len(texts) == 1, texts
    inside = re.search(r'href="data:application/vp;base64,([^"]+)"', page)[1]
    assert ways.unpack(texts.pop()) == json.loads(base64.b64decode(inside))


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


def check_pdf_fits(ways):
    """What is a little longer than a page is on one, in letters a little smaller."""
    pdf = ways.make('pdf', 'wound-care')
    assert facts(pdf)['Pages'] == '2', facts(pdf)
    pages = run('pdftotext', '-layout', pdf, '-').decode().split('\f')
    assert 'Wound care, level 2' in pages[1] and 'Awarded to' in pages[1], pages[1]


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
    for dpi in (240, 300, 400):
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


def check_pdf_arabic(ways):
    """Begins on the right, whatever a line begins with, and its words can be searched for."""
    if not (ways.catalogues / 'ar' / 'LC_MESSAGES' / 'coffret.mo').exists():
        return
    pdf = ways.make('pdf', *PEOPLE, language='ar', catalogues=ways.catalogues)
    assert '/Lang (ar)' in run('qpdf', '--qdf', pdf, '-').decode('latin-1')
    text = unicodedata.normalize('NFKC', run('pdftotext', pdf, '-').decode())
    assert 'مؤهلات' in text and 'بتوقيع جهة إصداره' in text, text[:500]
    # A day begins with a digit, and stands beside what it is the day of all the same.
    years = [float(left) for left, word in re.findall(
        r'<word xMin="([\d.]+)"[^>]*>([^<]*)</word>',
        run('pdftotext', '-bbox', '-l', '1', pdf, '-').decode()) if re.fullmatch(r'20\d\d', word)]
    assert years and min(years) > 200, years


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


def check_text(ways):
    lines = ways.make('text-lines', *PEOPLE).read_text()
    assert lines.split('\n')[0] == \
        '• Wound care, level 2, Collège de la Rivière-aux-Loutres, 12 May 2026', lines
    assert len(lines.split('\n')) == len(PEOPLE)
    paragraph = ways.make('text-paragraph', *PEOPLE, see='title issuer').read_text()
    assert paragraph.startswith('Wound care, level 2 (Collège de la Rivière-aux-Loutres); '), paragraph
    assert paragraph.endswith('.') and '\n' not in paragraph and '2026' not in paragraph
    blocks = ways.make('text-blocks', 'wound-care', 'licence').read_text().split('\n\n')
    assert blocks[0].split('\n')[1] == \
        'Collège de la Rivière-aux-Loutres · Micro-credential · 12 May 2026', blocks
    assert 'apply aseptic technique, document care' in blocks[0], blocks
    bare = ways.make('text-blocks', 'wound-care', see='title').read_text()
    assert bare == 'Wound care, level 2\nMicro-credential', bare


def query(link):
    """The address without its query, and the values in it: each name once."""
    address, _, rest = link.partition('?')
    pairs = urllib.parse.parse_qsl(rest, strict_parsing=True, errors='strict')
    assert len({name for name, _ in pairs}) == len(pairs), pairs
    return address, dict(pairs)


def check_linkedin(ways):
    address, values = query(ways.make('linkedin', 'wound-care', only=0).read_text())
    assert address == 'https://www.linkedin.com/profile/add'
    assert values == {
        'startTask': 'CERTIFICATION_NAME', 'name': 'Wound care, level 2',
        'organizationName': 'Collège de la Rivière-aux-Loutres', 'issueYear': '2026',
        'issueMonth': '5', 'expirationYear': '2099', 'expirationMonth': '5',
        'certId': json.loads((ways.people / 'wound-care.json').read_text())['id']}, values
    # With the issuer's page only where nothing is hidden, and no date that is.
    original = json.loads((ways.people / 'first-aid.json').read_text())
    _, values = query(ways.make('linkedin', 'first-aid', only=0).read_text())
    assert values['certUrl'] == original['id'], values
    _, values = query(ways.make('linkedin', 'first-aid', only=0, see='title').read_text())
    assert set(values) == {'startTask', 'name'}, values


AWKWARD = 'Tom & Jerry’s “100 % + more?” #1 / a=b; ünïcødé 你好 <b>'


def check_links(ways):
    """Whatever is in a title comes out of the address as it went in."""
    badge = json.loads((ways.people / 'first-aid.json').read_text())
    badge['badge']['name'] = AWKWARD
    badge['id'] = 'https://example.org/a?b=c&d=é#f'
    people, ways.people = ways.people, ways.folder
    (ways.folder / 'awkward.json').write_text(json.dumps(badge))
    try:
        for way, name in (('linkedin', 'certUrl'), ('linkedin-post', 'url'), ('facebook', 'u'),
                          ('x', 'url')):
            link = ways.make(way, 'awkward', only=0).read_text()
            assert re.fullmatch(r"[A-Za-z0-9:/?&=%._~-]+", link), link
            _, values = query(link)
            assert values[name] == badge['id'], values
            assert values.get('name', AWKWARD) == AWKWARD
        for way in ('bluesky', 'mastodon'):
            link = ways.make(way, 'awkward', only=0).read_text()
            text = urllib.parse.unquote(link.partition('text=')[2], errors='strict')
            assert text == f'{AWKWARD} · Prairie Lantern First Aid {badge["id"]}', text
    finally:
        ways.people = people
    for way in ('linkedin-post', 'facebook'):
        try:
            ways.make(way, 'first-aid', only=0, see='title')
        except subprocess.CalledProcessError as error:
            assert 'own page on the web' in error.stderr.decode()
        else:
            raise AssertionError(f'{way} without a page')


def check_mail(ways):
    letter = json.loads(ways.make('mail', 'licence', 'letter', message='Hello,\n50 % & more?',
                                  recipient='hr+jobs@hospital.example').read_text())
    assert letter['subject'] == 'Credentials of Zoé Tremblay'
    assert letter['text'].startswith('Hello,\n50 % & more?\n\n• Licence to practise'), letter['text']
    assert letter['text'].endswith('Zoé Tremblay\nzoe.tremblay@example.org\n+1 555 0100')
    (name, data), = letter['files'].items()
    assert name == 'Credentials of Zoé Tremblay.pdf' and base64.b64decode(data)[:5] == b'%PDF-'
    address, values = query(letter['link'])
    assert urllib.parse.unquote(address) == 'mailto:hr+jobs@hospital.example'
    assert '+' not in letter['link'], letter['link']
    assert values['subject'] == letter['subject']
    assert values['body'] == letter['text'].replace('\n', '\r\n')
    other = json.loads(ways.make('mail', 'licence', recipient='City hospital, HR').read_text())
    assert other['link'].startswith('mailto:?subject='), other['link']


def check_originals(ways):
    """Whole ones only, as values equal to what their issuers gave."""
    with zipfile.ZipFile(ways.make('originals', *PEOPLE)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names[0] == '001 Wound care, level 2.json' and len(names) == 5, names
        for name, person in zip(names, PEOPLE):
            assert json.loads(archive.read(name)) == \
                json.loads((ways.people / f'{person}.json').read_text()), name
    try:
        ways.make('originals', 'licence', see='title issuer')
    except subprocess.CalledProcessError as error:
        assert 'something is hidden' in error.stderr.decode()
    else:
        raise AssertionError('a hidden original left')


def check_records(ways):
    """As the Learner Credential Wallet unwraps it, and a Comprehensive Learner Record."""
    known = {name: json.loads((ways.people / f'{name}.json').read_text()) for name in PEOPLE}
    taken = [known[name] for name in ('wound-care', 'licence', 'transcript', 'letter')]
    wallet = json.loads(ways.make('lcw', *PEOPLE).read_text())
    assert wallet['type'] == ['VerifiablePresentation'] and 'proof' not in wallet
    assert all(one in taken for one in wallet['verifiableCredential'])
    for one in wallet['verifiableCredential']:
        contexts = one['@context']
        assert {'https://www.w3.org/2018/credentials/v1',
                'https://www.w3.org/ns/credentials/v2'} & {one for one in contexts if isinstance(one, str)}, contexts
    record = json.loads(ways.make('clr2', *PEOPLE).read_text())
    subject = record['credentialSubject']
    assert record['type'] == ['VerifiableCredential', 'ClrCredential'] and record['partial'] is True
    assert subject['type'] == ['ClrSubject'] and record['proof']['proofPurpose'] == 'assertionMethod'
    assert len(subject['verifiableCredential']) == len(wallet['verifiableCredential'])
    hidden = json.loads(ways.make('clr2', 'licence', see='title').read_text())
    statement, = hidden['credentialSubject']['verifiableCredential']
    assert statement['issuer'] == hidden['issuer']['id'] and statement['proof']


def verify(ways, path):
    """(format, envelope, verdict) of all that coffretctl finds in PATH."""
    done = subprocess.run([ways.ctl, 'verify', '--json', path], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [(line['format'], line['envelope'], line['verdict']) for line in lines]


def check_received(ways):
    """Whatever a recipient got, and other programs made of it, says the same."""
    wanted = [('presentation', 'signed'), ('vc', 'signed'), ('ob3', 'signed'), ('ob2', 'unsigned')]
    page, pdf = (ways.make(way, 'wound-care', 'first-aid') for way in ('page', 'pdf'))
    paths = {page: 'html', pdf: 'pdf'}
    for name, options in (('objects', ['--object-streams=generate', '--compress-streams=y']),
                          ('linear', ['--linearize']), ('plain', ['--stream-data=uncompress'])):
        again = pdf.with_suffix(f'.{name}.pdf')
        run('qpdf', *options, pdf, again)
        paths[again] = 'pdf'
    for path, envelope in paths.items():
        lines = verify(ways, path)
        assert sorted((one, verdict) for one, _, verdict in lines) == sorted(wanted), (path, lines)
        assert all(how.startswith(f'{envelope}+') for _, how, _ in lines), lines
    code = ways.folder / 'code.txt'
    code.write_text(ways.scan(ways.make('qr-png', 'wound-care', only=0)))
    assert verify(ways, code)[0] == ('presentation', 'code+vc2', 'signed')
    # One letter of the file within the page.
    text = page.read_text()
    place = text.index('application/vp;base64,') + 1000
    page.write_text(text[:place] + ('A' if text[place] != 'A' else 'B') + text[place + 1:])
    assert 'signed' not in [verdict for one, _, verdict in verify(ways, page)
                            if one == 'presentation']


def main(out, people, catalogues, ctl):
    checks = [check for name, check in globals().items() if name.startswith('check_')]
    print(f'1..{len(checks)}')
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        ways = Ways(out, people, catalogues, ctl, folder)
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
