#!/usr/bin/env python3
"""test-tables.py PROBE: the figures as a spreadsheet and a screen reader of PDFs get them."""
import csv
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, **options).stdout


def make(probe, folder, kind, language='en-CA', **env):
    out = Path(folder) / f'tables-{language}.{kind}'
    run(probe, kind, language, out, env=dict(os.environ, **env))
    return out


def check_csv(probe, folder):
    data = make(probe, folder, 'csv', LC_ALL='C.UTF-8').read_bytes()
    assert data.startswith(b'\xef\xbb\xbf'), data[:8]
    text = data.decode('utf-8-sig')
    # Ended as RFC 4180 wants it: what stands alone is within a cell.
    assert text.endswith('\r\n') and re.sub(r'\r\n', '', text).count('\n') == 0
    rows = list(csv.reader(io.StringIO(text, newline=''), strict=True))
    assert rows[0] == ['List', 'Name', 'Credentials', 'Hours', 'Remark'], rows[0]
    assert {len(row) for row in rows} == {5}
    assert len(rows) == 1 + 3 + 7 + 60, len(rows)
    assert rows[1] == ['Hours of Learning', '2026–2027', '1', '12.50',
                       '7.5 hours short of the target'], rows[1]
    assert rows[3][2:4] == ['0', '0'], rows[3]
    assert rows[10][3] == '1.02', rows[10]
    assert rows[9][1] == "Two\r\nlines; and, a \"quote\"", rows[9]


def check_formulas(probe, folder):
    """No cell begins as a formula does, whatever is cut from before it."""
    text = make(probe, folder, 'csv', LC_ALL='C.UTF-8').read_bytes().decode('utf-8-sig')
    for row in csv.reader(io.StringIO(text, newline='')):
        for cell in row:
            assert not re.match(r'\s*[=+\-@|%]', cell), cell
    assert text.count("'") == 6, text.count("'")


def check_french(probe, folder):
    """A comma within numbers: semicolons between."""
    if 'fr_CA.utf8' not in run('locale', '-a').decode():
        return 'no French here'
    text = make(probe, folder, 'csv', LC_ALL='fr_CA.UTF-8').read_bytes().decode('utf-8-sig')
    rows = list(csv.reader(io.StringIO(text, newline=''), delimiter=';', strict=True))
    assert {len(row) for row in rows} == {5}
    assert rows[1][3] == '12,50', rows[1]
    return None


def check_spreadsheet(probe, folder):
    """What LibreOffice takes it for, where it is: numbers are numbers, nothing is calculated."""
    if not shutil.which('soffice'):
        return 'no LibreOffice here'
    table = '{urn:oasis:names:tc:opendocument:xmlns:table:1.0}'
    value = '{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value'
    # Separator, quote, UTF-8, from the first line, language of the numbers (en-CA, fr-CA).
    for locale, separator, language in (('C.UTF-8', 44, 4105), ('fr_CA.UTF-8', 59, 3084)):
        if locale.replace('UTF-8', 'utf8') not in run('locale', '-a').decode():
            continue
        file = make(probe, folder, 'csv', LC_ALL=locale)
        run('soffice', f'-env:UserInstallation=file://{folder}/office', '--headless', '--convert-to',
            'fods', f'--infilter=CSV:{separator},34,76,1,,{language},false,true', '--outdir', folder,
            file)
        sheet = ElementTree.parse(file.with_suffix('.fods')).getroot()
        cells = list(sheet.iter(f'{table}table-cell'))
        assert not any(f'{table}formula' in cell.attrib for cell in cells)
        rows = list(sheet.iter(f'{table}table-row'))
        assert len(rows) == 1 + 3 + 7 + 60, len(rows)
        numbers = [cell.get(value) for cell in rows[1].iter(f'{table}table-cell') if cell.get(value)]
        assert numbers == ['1', '12.5'], numbers
    return None


def check_pdf(probe, folder):
    pdf = make(probe, folder, 'pdf', LC_ALL='C.UTF-8')
    run('qpdf', '--check', pdf)
    info = dict(line.split(':', 1) for line in run('pdfinfo', pdf).decode().splitlines())
    assert info['Title'].strip() == 'Overview', info
    assert info['Tagged'].strip() == 'yes', info
    assert int(info['Pages']) == 4, info['Pages']
    text = run('pdftotext', '-layout', pdf, '-').decode()
    assert 'Certificats d’efficacité' in text and '=HYPERLINK' in text
    assert re.search(r'2025–2026 +2 +20\.0$', text, re.M), text
    assert text.count('Skill 37') == 1
    # The columns are named again on each page.
    assert len(re.findall(r'^\f? *Skill +Credentials', text, re.M)) >= 2, text
    boxes = run('pdftotext', '-bbox', pdf, '-').decode()
    for word in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"',
                           boxes):
        left, top, right, bottom = map(float, word)
        assert 50 < left < right < 546 and 50 < top < bottom < 820, word


def check_mirrored(probe, folder):
    """Names begin on the right in every language; numbers stand on the left, one below another."""
    pdf = make(probe, folder, 'pdf', 'ar', LC_ALL='C.UTF-8')
    boxes = run('pdftotext', '-bbox-layout', pdf, '-').decode()
    lines = {' '.join(re.findall(r'>([^<>]+)</word>', line[2])): (float(line[0]), float(line[1]))
             for line in re.findall(r'<line xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>'
                                    r'(.*?)</line>', boxes, re.S)}
    right = {name: end for name, (_, end) in lines.items()
             if name in ('Issuers', 'Overview', 'Skills', 'Skill 07', 'Certificats d’efficacité')}
    assert len(right) == 5 and max(right.values()) - min(right.values()) < 3, right
    assert min(right.values()) > 480, right
    assert lines['54'][1] < 150, lines['54']
    assert abs(lines['54'][1] - lines['9'][1]) < 0.5, (lines['54'], lines['9'])


def check_structure(probe, folder):
    pdf = make(probe, folder, 'pdf', LC_ALL='C.UTF-8')
    tree = run('pdfinfo', '-struct-text', pdf).decode()
    for wanted, least in (('H1', 1), ('H2', 3), ('Table', 3), ('TR', 70), ('TH', 70), ('TD', 70)):
        found = len(re.findall(rf'^ *{wanted}\b', tree, re.M))
        assert found >= least, (wanted, found)
    # Bars and page numbers are not read.
    assert not re.search(r'^ {0,4}"\d"$', tree, re.M)


def check_language(probe, folder):
    for language in ('en-CA', 'fr'):
        pdf = make(probe, folder, 'pdf', language, LC_ALL='C.UTF-8')
        data = run('qpdf', '--qdf', '--object-streams=disable', pdf, '-').decode('latin-1')
        catalog = re.search(r'<<[^<>]*/Lang \(([\w-]+)\)', data)
        assert catalog and catalog.group(1) == language, data[-2000:]
        assert '/DisplayDocTitle true' in data
        assert '/MarkInfo' in data and '/StructTreeRoot' in data
    # What would end the word is not written.
    pdf = make(probe, folder, 'pdf', 'fr) (x', LC_ALL='C.UTF-8')
    run('qpdf', '--check', pdf)
    assert b'/Lang' not in pdf.read_bytes()


def main(probe):
    checks = [check for name, check in sorted(globals().items()) if name.startswith('check_')]
    print(f'1..{len(checks)}')
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, check in enumerate(checks, 1):
            try:
                skipped = check(probe, folder)
                print(f'ok {number} {check.__name__}' + (f' # SKIP {skipped}' if skipped else ''))
            except (AssertionError, subprocess.CalledProcessError) as error:
                failed += 1
                print(f'not ok {number} {check.__name__}')
                print(f'{error!r} {getattr(error, "stderr", "")!r}', file=sys.stderr)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
