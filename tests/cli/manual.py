#!/usr/bin/env python3
"""manual.py COFFRET COFFRETCTL PAGES: the manual pages have the options that --help has.

In every language, no more and no fewer: those of the program, and of each command by itself.
And they are written as such pages should be, which mandoc knows.
"""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OPTION = re.compile(r'^\s+(?:-\w, )?--([a-z-]+)', re.M)
WRITTEN = re.compile(r'^\.B\S* .*\\-\\-([a-z\\-]+)', re.M)
COMMAND = re.compile(r'^  ([a-z]+) ', re.M)
# GLib's own, which each of its programs has.
PLATFORM = {'help-all', 'help-gapplication'}


def said(program, *command, language='C'):
    known = {name: value for name, value in os.environ.items() if name != 'DISPLAY'}
    known.update(LC_ALL=language, LANGUAGE='')
    return subprocess.run([program, *command, '--help'], capture_output=True, text=True,
                          check=True, env=known).stdout


def offered(program, *command):
    return set(OPTION.findall(said(program, *command))) - PLATFORM


def sections(page):
    """What is written of each command, '' for the program itself."""
    parts = re.split(r'^\.SS "?(\w+).*$', page, flags=re.M)
    own = re.search(r'^\.SH OP(?:TIONS|CIONES)$(.*?)^\.SH', parts[0] + '.SH\n', re.M | re.S)[1]
    return {'': own, **dict(zip(parts[1::2], parts[2::2]))}


def written(section):
    return {name.replace('\\', '') for name in WRITTEN.findall(section.partition('\n.SH')[0])}


def differences(program, page):
    parts = sections(page.read_text(encoding='utf-8'))
    common = offered(program)
    commands = [''] if program.endswith('coffret') else ['', *COMMAND.findall(
        said(program).partition('Commands:')[2])]
    for name in sorted(set(commands) ^ set(parts)):
        yield f'{name or "the program"} is only in one of them'
    for name in set(commands) & set(parts):
        wanted = offered(program, name) - common if name else common
        for option in sorted(wanted ^ written(parts[name])):
            yield f'{name} --{option} is only in {"--help" if option in wanted else "the page"}'


def faults(page):
    if not shutil.which('mandoc'):
        return []
    return subprocess.run(['mandoc', '-Tlint', '-W', 'style', page], capture_output=True, text=True,
                          check=False).stdout.splitlines()


def main(coffret, coffretctl, folder):
    pages = [(program, page) for program in (coffret, coffretctl)
             for page in sorted(Path(folder).glob(f'{Path(program).name}.*1'))]
    print(f'1..{len(pages)}')
    bad = 0
    for number, (program, page) in enumerate(pages, 1):
        wrong = [*differences(program, page), *faults(page)]
        print('not ok' if wrong else 'ok', number, '-', page.name)
        for line in wrong:
            print(f'# {line}')
        bad += bool(wrong)
    return 1 if bad or len(pages) < 6 else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
