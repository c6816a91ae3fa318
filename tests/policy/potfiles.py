"""po/POTFILES.in lists every file with something to translate, and no other."""
import re
from tree import code, files, text

CALL = re.compile(r'\b(_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dgettext|g_dpgettext2?|dcngettext)'
                  r'\s*\(\s*(GETTEXT_PACKAGE\s*,\s*)?[\w, ]*"')
# In a desktop file and in metainfo there is always something to translate.
DATA = re.compile(r'\.(desktop|metainfo\.xml|gschema\.xml)(\.in)?$')
READ = ('data/tutorials', 'data/help', 'data/handouts')


def translatable(path):
    if path.suffix in ('.c', '.h', '.blp'):
        return CALL.search(code(path)) is not None
    if path.parent.as_posix().endswith(READ):
        return path.suffix == '.xml' and not path.name.endswith('.gresource.xml')
    return DATA.search(path.name) is not None


def check(source, build):
    listing = source / 'po' / 'POTFILES.in'
    listed = set()
    for name in ('POTFILES.in', 'POTFILES.skip'):
        if (source / 'po' / name).exists():
            lines = [line.split('#')[0].strip() for line in text(source / 'po' / name).splitlines()]
            listed |= {line for line in lines if line}
    found = {str(path.relative_to(source)) for path in files(source)
             if path.relative_to(source).parts[0] in ('src', 'data') and translatable(path)}
    for name in sorted(found - listed):
        yield f'{name}: has text to translate and is not in po/{listing.name}'
    for name in sorted(listed - found):
        gone = 'is not there' if not (source / name).exists() else 'has no text to translate'
        yield f'po/{listing.name}: {name} {gone}'
