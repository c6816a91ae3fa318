"""Who may know whom (the arrows of the house), GTK, SQL, the network and the keyring."""
import re
from pathlib import PurePosixPath
from tree import code, files, text

ARROWS = {
    'base': [],
    'jsonld': ['base'],
    'credential': ['base'],
    'verify': ['jsonld', 'credential'],
    'vault': ['credential'],
    'fetch': ['base'],
    'organise': ['vault', 'verify', 'fetch'],
    'share': ['organise'],
    'practice': ['share'],
    'app': ['practice', 'share', 'fetch'],
    'tutorials': ['app'],
    'cli': ['practice', 'share', 'fetch'],
}
TOOLKIT = re.compile(r'^(gtk|gdk|gsk)/|^adwaita\.h$|^adw[-/]')
# What of a folder knows no more than another one may, so that this one may know it.
DATA = {
    'tutorials/handouts': 'share', 'tutorials/tutorial': 'share', 'tutorials/condition': 'share',
    'tutorials/markup': 'share',
}
ONLY_IN = [
    (TOOLKIT, {'app', 'tutorials', ''}, 'the toolkit belongs in app/ and tutorials/'),
    (re.compile(r'^(sqlcipher/)?sqlite3'), {'vault'}, 'the database belongs in vault/'),
    (re.compile(r'^libsecret/'), {'vault'}, 'the keyring belongs in vault/'),
    (re.compile(r'^curl/|^libsoup/'), {'fetch'}, 'the network belongs in fetch/'),
]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
SQL = re.compile(r'"\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|'
                 r'(CREATE|DROP|ALTER)\s+(VIRTUAL\s+)?(TABLE|INDEX|TRIGGER|VIEW)\s|PRAGMA\s)')
STATEMENTS = re.compile(r'\bcoffret_(statement_\w+|database_execute)\s*\(')
PRIVATE = 'Inside the module only'


def reach(folder):
    """FOLDER and everything below it along the arrows."""
    seen, todo = set(), [folder]
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo += ARROWS.get(here, [])
    return seen


def check(source, build):
    top = source / 'src'
    for path in files(source, '.c', '.h', under='src'):
        place = path.relative_to(source)
        folder = place.parts[1] if len(place.parts) > 2 else ''
        if folder and folder not in ARROWS:
            yield f'{place}: src/{folder}/ is not a folder of the house'
            continue
        content = code(path)
        for match in INCLUDE.finditer(content):
            line = content.count('\n', 0, match.start(2)) + 1
            included = match[2]
            for pattern, allowed, why in ONLY_IN:
                if pattern.search(included) and folder not in allowed:
                    yield f'{place}:{line}: includes {included}, but {why}'
            if match[1] == '<':
                continue
            if '..' in PurePosixPath(included).parts:
                yield f'{place}:{line}: includes "{included}" by a relative path'
                continue
            target = included.split('/')[0] if '/' in included else folder
            # What lies directly in src/ wires the parts together and may know all.
            of = DATA.get(place.with_suffix('').as_posix().removeprefix('src/'), folder)
            known = reach(folder) & reach(of) | {folder} if of != folder else reach(folder)
            known |= {part for part, like in DATA.items() if like in known}
            if folder and target in ARROWS and not known & {target, included.removesuffix('.h')}:
                yield f'{place}:{line}: {folder}/ may not know {target}/ ("{included}")'
            header = top / included
            if target != folder and header.is_file() and \
                    (included.endswith('-private.h') or PRIVATE in text(header)[:1500]):
                yield f'{place}:{line}: "{included}" is for {target}/ alone'
        if folder != 'vault':
            for pattern, what in ((SQL, 'SQL'), (STATEMENTS, 'a database statement')):
                for match in pattern.finditer(content):
                    line = content.count('\n', 0, match.start(1)) + 1
                    yield f'{place}:{line}: {what} outside vault/'
