"""No source file past 1,000 lines; a word about interface files past 300."""
from tree import files, shebang, text

SUFFIXES = {'.c', '.h', '.blp', '.py', '.sh'}


def check(source, build):
    for path in files(source):
        if path.suffix not in SUFFIXES and (path.suffix or not shebang(path)):
            continue
        lines = text(path).count('\n')
        place = path.relative_to(source)
        if lines > 1000:
            yield f'{place}: {lines} lines; the most is 1,000'
        elif path.suffix == '.blp' and lines > 300:
            yield f'note: {place}: {lines} lines; think again at 300'
