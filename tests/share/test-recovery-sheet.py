#!/usr/bin/env python3
"""test-recovery-sheet.py PROBE DECODER: the page as a person and a scanner get it."""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

CODE = '0123-45678-9ABC-DEFG-HJKMN-PK62'
CATALOGUES = sys.argv[-1]
PAPERS = {'a4': (595.28, 841.89), 'letter': (612, 792)}


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, **options).stdout


def draw(probe, folder, paper, **env):
    out = Path(folder) / f'{paper}.pdf'
    run(probe, CODE, paper, out, env=dict(os.environ, **env))
    return out


def check_sheet(probe, decoder, folder, paper):
    pdf = draw(probe, folder, paper)
    info = dict(line.split(':', 1) for line in run('pdfinfo', pdf).decode().splitlines())
    assert int(info['Pages']) == 1, info
    assert info['Title'].strip() == 'Recovery Sheet', info
    assert info['Tagged'].strip() == 'yes', info
    size = tuple(float(number) for number in re.findall(r'[\d.]+', info['Page size'])[:2])
    assert all(abs(a - b) < 0.5 for a, b in zip(size, PAPERS[paper])), size
    text = run('pdftotext', '-layout', pdf, '-').decode()
    for number, group in enumerate(CODE.split('-'), 1):
        assert re.search(rf'\b{group}\b', text), (group, text)
        assert re.search(rf'(^|\s){number}(\s|$)', text, re.M), (number, text)
    assert '30 October 2026' in text or '31 October 2026' in text, text
    # Nothing runs off the page or over the foot.
    boxes = run('pdftotext', '-bbox', pdf, '-').decode()
    words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"',
                       boxes)
    assert len(words) > 80, len(words)
    width, height = PAPERS[paper]
    for word in words:
        left, top, right, bottom = map(float, word)
        assert 40 < left < right < width - 40 and 40 < top < bottom < height - 40, word
    lines = sorted({(round(float(w[1])), round(float(w[3]))) for w in words})
    assert lines[-1][0] - max(bottom for _, bottom in lines[:-2]) > -8, lines[-4:]
    run('pdftoppm', '-r', '150', '-png', '-singlefile', pdf, pdf.with_suffix(''))
    found = run(decoder, 'codes', input=pdf.with_suffix('.png').read_bytes()).decode()
    assert found.strip('\0').split('\0') == [CODE], found


def check_dirty(probe, decoder, folder, paper='a4'):
    """A stain on the code, and the blur and slant of a photo."""
    png = draw(probe, folder, paper).with_suffix('')
    run('pdftoppm', '-r', '200', '-png', '-singlefile', png.with_suffix('.pdf'), png)
    photo = Path(folder) / 'photo.png'
    run('convert', png.with_suffix('.png'), '-fill', '#caa', '-draw', 'circle 1420,700 1445,725',
        '-rotate', '4', '-blur', '0x1.5', '-resize', '60%', '-quality', '60', photo)
    found = run(decoder, 'codes', input=photo.read_bytes()).decode()
    assert found.strip('\0').split('\0') == [CODE], found


def check_same(probe, decoder, folder):
    """Twice the same bytes."""
    first = draw(probe, folder, 'a4').read_bytes()
    assert first == draw(probe, folder, 'a4').read_bytes()


def check_arabic(probe, decoder, folder):
    """Begins on the right; the code is read from the left all the same."""
    if 'ar_EG.utf8' not in run('locale', '-a').decode() or not Path(CATALOGUES, 'ar').exists():
        return
    pdf = draw(probe, folder, 'a4', LC_ALL='ar_EG.UTF-8', LANGUAGE='ar', COFFRET_LOCALES=CATALOGUES)
    info = dict(line.split(':', 1) for line in run('pdfinfo', pdf).decode().splitlines())
    assert int(info['Pages']) == 1 and info['Title'].strip() == 'ورقة الاسترجاع', info
    words = [(float(left), float(right), word) for left, right, word in re.findall(
        r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)</word>',
        run('pdftotext', '-bbox', pdf, '-').decode())]
    places = {word: (left, right) for left, right, word in reversed(words)}  # the first of each
    groups = [places[group] for group in CODE.split('-')]
    assert groups[0][1] < groups[1][0] and groups[1][1] < groups[2][0], groups
    assert groups[0][0] > PAPERS['a4'][0] / 3, groups
    assert places['Coffret'][1] > 480 and places['2026'][0] < 150
    assert all(40 < left <= right < PAPERS['a4'][0] - 40 for left, right, _ in words)
    run('pdftoppm', '-r', '150', '-png', '-singlefile', pdf, pdf.with_suffix(''))
    found = run(decoder, 'codes', input=pdf.with_suffix('.png').read_bytes()).decode()
    assert found.strip('\0').split('\0') == [CODE], found


def check_spanish(probe, decoder, folder):
    """The day in the reader's words, with the small ones between."""
    if 'es_MX.utf8' not in run('locale', '-a').decode() or not Path(CATALOGUES, 'es').exists():
        return
    pdf = draw(probe, folder, 'a4', LC_ALL='es_MX.UTF-8', LANGUAGE='es', COFFRET_LOCALES=CATALOGUES)
    text = run('pdftotext', '-layout', pdf, '-').decode()
    assert re.search(r'3[01] de octubre de 2026', text), text


def check_paper(probe, decoder, folder):
    for name, size in (('en_US.UTF-8', '612 x 792'), ('fr_FR.UTF-8', '595.276 x 841.89'),
                       ('fr_CA.UTF-8', '612 x 792')):
        info = run('pdfinfo', draw(probe, folder, 'locale', LC_ALL=name)).decode()
        assert size in info, (name, info)


def main():
    probe, decoder, _ = sys.argv[1:]
    tests = [('a4', lambda *a: check_sheet(*a, 'a4')), ('letter', lambda *a: check_sheet(*a, 'letter')),
             ('dirty', check_dirty), ('same', check_same), ('paper', check_paper),
             ('arabic', check_arabic), ('spanish', check_spanish)]
    print(f'1..{len(tests)}')
    failed = False
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(probe, decoder, folder)
                print(f'ok {number} {name}', flush=True)
            except (AssertionError, subprocess.CalledProcessError) as error:
                failed = True
                more = getattr(error, 'stderr', b'') or b''
                print(f'not ok {number} {name}\n# {error} {more.decode()}', flush=True)
    return failed


sys.exit(main())
