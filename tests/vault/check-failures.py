#!/usr/bin/env python3
"""check-failures.py: every row of FAILURES.md names tests that are there, or says why none is."""
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
ROWS = [f'S{n}' for n in range(1, 12)] + [f'K{n}' for n in range(1, 16)] + \
    [str(n) for n in range(1, 43)]


def stands(file, function):
    path = TOP / file
    if not path.is_file():
        return False
    pattern = rf'^{re.escape(function)} \(' if path.suffix == '.c' else \
        rf'^ *def {re.escape(function)}\('
    return re.search(pattern, path.read_text(encoding='utf-8'), re.M) is not None


def check(text):
    seen = []
    for line in text.splitlines():
        row = re.match(r'\| (\w\d*|\d+) \|', line)
        if row is None or row[1] == '#':
            continue
        seen.append(row[1])
        shown = line.rstrip(' |').rpartition('| ')[2]
        named = re.findall(r'`([^`: ]+): (\w+)`', shown)
        if not named and not re.match(r'– .{20,}', shown):
            yield f'row {row[1]} names no test and gives no reason'
        for file, function in named:
            if not stands(file, function):
                yield f'row {row[1]}: there is no {function} in {file}'
    if seen != ROWS:
        yield f'rows missing, more than once or out of order: {sorted(set(ROWS) ^ set(seen)) or seen}'


def main():
    text = (HERE / 'FAILURES.md').read_text(encoding='utf-8')
    wrong = list(check(text))
    print('\n'.join(wrong))
    # It can fail.
    if len(list(check(text.replace('test_table', 'test_fable').replace('| 7 |', '| 8 |')))) < 3:
        print('nothing was noticed in a table that is wrong')
        return 1
    return 1 if wrong else 0


sys.exit(main())
