"""The accessibility report leaves no clause out, and what it names as evidence exists.

The clauses are those of EN 301 549 V3.2.1, chapter 11, but for the void ones, and what WCAG 2.2
added at A and AA.
"""
import re
from tree import text

REPORT = 'ACCESSIBILITY.md'
LEVELS = {'Supports', 'Partially supports', 'Does not support', 'Not applicable'}
CLAUSES = set('''
11.1.1.1.1 11.1.1.1.2 11.1.2.1.1 11.1.2.1.2 11.1.2.2 11.1.2.3.1 11.1.2.3.2 11.1.2.4 11.1.2.5
11.1.3.1.1 11.1.3.1.2 11.1.3.2.1 11.1.3.2.2 11.1.3.3 11.1.3.4 11.1.3.5.1 11.1.3.5.2
11.1.4.1 11.1.4.2 11.1.4.3 11.1.4.4.1 11.1.4.4.2 11.1.4.5.1 11.1.4.5.2 11.1.4.10 11.1.4.11
11.1.4.12 11.1.4.13
11.2.1.1.1 11.2.1.1.2 11.2.1.2 11.2.1.4.1 11.2.1.4.2 11.2.2.1 11.2.2.2 11.2.3.1 11.2.4.3
11.2.4.4 11.2.4.6 11.2.4.7 11.2.5.1 11.2.5.2 11.2.5.3 11.2.5.4
11.3.1.1.1 11.3.1.1.2 11.3.2.1 11.3.2.2 11.3.3.1.1 11.3.3.1.2 11.3.3.2 11.3.3.3 11.3.3.4
11.4.1.1.1 11.4.1.1.2 11.4.1.2.1 11.4.1.2.2 11.4.1.3.1 11.4.1.3.2
11.5.1 11.5.2.1 11.5.2.2 11.5.2.3 11.5.2.4 11.5.2.5 11.5.2.6 11.5.2.7 11.5.2.8 11.5.2.9
11.5.2.10 11.5.2.11 11.5.2.12 11.5.2.13 11.5.2.14 11.5.2.15 11.5.2.16 11.5.2.17
11.6.1 11.6.2 11.7 11.8.1 11.8.2 11.8.3 11.8.4 11.8.5
2.4.11 2.5.7 2.5.8 3.2.6 3.3.7 3.3.8
'''.split())
ROW = re.compile(r'^\| (\d+(?:\.\d+)+) [^|]*\| ([^|]*) \| ([^|]*) \|$', re.M)
# What the project has names like paths of; the rest in backticks are words.
PATH = re.compile(r'`((?:src|tests|data|po)/[^`]+)`')


def check(source, build):
    path = source / REPORT
    if not path.exists():
        yield f'{REPORT}: is missing'
        return
    report = text(path)
    seen = set()
    for clause, level, remark in ROW.findall(report):
        if clause not in CLAUSES:
            yield f'{REPORT}: {clause}: no such clause'
        if clause in seen:
            yield f'{REPORT}: {clause}: stands twice'
        if level not in LEVELS:
            yield f'{REPORT}: {clause}: “{level}” is no level'
        if not remark.strip():
            yield f'{REPORT}: {clause}: rests on nothing'
        seen.add(clause)
    for clause in sorted(CLAUSES - seen):
        yield f'{REPORT}: {clause}: is left out'
    for place in sorted(set(PATH.findall(report))):
        if not (source / place).exists():
            yield f'{REPORT}: `{place}` does not exist'
