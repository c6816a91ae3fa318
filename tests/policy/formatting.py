"""C files look as .clang-format says."""
import re
from tree import files, tool

PLACE = re.compile(r'^(.+?):(\d+):\d+: error: code should be clang-formatted')


def check(source, build):
    paths = files(source, '.c', '.h')
    if not paths:
        return
    result = tool('clang-format', '--dry-run', '-Werror', '--ferror-limit=0',
                  f'--style=file:{source / ".clang-format"}', *paths)
    seen = {}
    for line in result.stderr.splitlines():
        if (match := PLACE.match(line)):
            seen.setdefault(match[1], []).append(match[2])
    for name, lines in seen.items():
        place = name.removeprefix(f'{source}/')
        yield f'{place}:{lines[0]}: not formatted ({len(lines)} places); clang-format -i {place}'
    if result.returncode != 0 and not seen:
        yield f'clang-format: {result.stderr.strip()}'
