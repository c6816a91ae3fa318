"""The files that the policies look at, and running the tools that they use."""
import shutil
import subprocess
from pathlib import Path


class Skip(Exception):
    """The policy cannot be checked here."""


def files(source, *suffixes, under=None):
    """Tracked files (outside git: all files), sorted; with one of SUFFIXES, if given."""
    if (source / '.git').exists():
        listed = subprocess.run(['git', '-c', f'safe.directory={source}', '-C', source, 'ls-files',
                                 '-z', '--cached', '--others', '--exclude-standard'],
                                check=True, capture_output=True, text=True).stdout
        found = [source / name for name in listed.split('\0') if name]
    else:
        found = [path for path in source.rglob('*')]
    base = source / under if under else source
    return sorted(path for path in set(found)
                  if path.is_file() and not path.is_symlink() and path.is_relative_to(base)
                  and (not suffixes or path.suffix in suffixes))


def shebang(path):
    """The first line of a script, '' for other files."""
    with path.open('rb') as opened:
        first = opened.readline(200)
    return first.decode('utf-8', 'replace').strip() if first.startswith(b'#!') else ''


def tool(*command, **options):
    """Runs COMMAND and returns what it did; Skip when it is not installed."""
    if shutil.which(command[0]) is None:
        raise Skip(f'{command[0]} is not installed')
    return subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, **options)


def text(path):
    return path.read_text(encoding='utf-8', errors='replace')


def code(path):
    """C or Blueprint source with its comments blanked, lines and strings kept."""
    source, out, position = text(path), [], 0
    while position < len(source):
        two = source[position:position + 2]
        if two in ('/*', '//'):
            end = source.find('*/' if two == '/*' else '\n', position)
            end = len(source) if end < 0 else end + (2 if two == '/*' else 0)
            out.append('\n' * source.count('\n', position, end))
        elif source[position] in '"\'':
            end = position + 1
            while end < len(source) and source[end] not in (source[position], '\n'):
                end += 2 if source[end] == '\\' else 1
            end += 1
            out.append(source[position:end])
        else:
            end = position + 1
            out.append(source[position])
        position = end
    return ''.join(out)
