"""The Flatpak manifest: pinned modules, no more permissions than needed, nothing missing.

It cannot be built where the tests run, so this looks at what can be wrong without:
a permission that nobody agreed to, a source that is not pinned, a library that
meson.build asks for and the sandbox would not have.
"""
import json
import re
from tree import files, text

# Why each is needed stands beside it. No network, no files, no keyring of the
# session: files come through the portal's chooser, a secret through its own portal.
ALLOWED = {
    '--socket=wayland',       # the window
    '--socket=fallback-x11',  # the window, where there is no Wayland
    '--share=ipc',            # X11's shared memory
    '--device=dri',           # drawing with the graphics card
    # Locking with the session and before sleep: no portal tells of either.
    '--system-talk-name=org.freedesktop.login1',
}
# What org.gnome.Platform or its SDK has, by the names that meson.build uses.
PLATFORM = {
    'glib-2.0', 'gobject-2.0', 'gio-2.0', 'gio-unix-2.0', 'gtk4', 'libadwaita-1', 'libdex-1',
    'libsecret-1', 'libportal', 'libportal-gtk4', 'gdk-pixbuf-2.0', 'librsvg-2.0', 'libarchive',
    'zlib', 'libcrypto', 'openssl', 'cairo', 'pango', 'pangocairo', 'libcurl', 'm'}
# The others, and the module that brings each.
MODULES = {'jansson': 'jansson', 'libsodium': 'libsodium', 'sqlcipher': 'sqlcipher',
           'zxing': 'zxing-cpp', 'libqrencode': 'libqrencode', 'libqpdf': 'qpdf',
           'zxcvbn': 'zxcvbn',
           'poppler-glib': 'poppler'}
ASKED = re.compile(r"(?:dependency|find_library)\s*\(\s*'([^']+)'")


def once(pairs):
    """An object whose keys are said once each; a comment may be said often."""
    keys = [key for key, _ in pairs if key != '//']
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f'“{key}” is said twice')
    return dict(pairs)


def check_source(place, module, source):
    if source.get('type') == 'inline':
        return
    url, digest = source.get('url', ''), source.get('sha256', '')
    version = re.search(r'[-/]v?(\d+(?:\.\d+)+)\.tar\.(?:gz|xz|bz2)$', url)
    if source.get('type') != 'archive' or not url.startswith('https://') or version is None:
        yield f'{place}: {module} is no archive of a named version over https'
    if not re.fullmatch(r'[0-9a-f]{64}', digest) or len(set(digest)) < 8:
        yield f'{place}: {module} has no SHA-256 of its archive'


def check_modules(source, place, modules):
    names = [module.get('name') for module in modules]
    asked = set()
    for path in files(source, under='src'):
        if path.name == 'meson.build':
            asked |= set(ASKED.findall(text(path)))
    for library in sorted(asked - PLATFORM):
        if MODULES.get(library) not in names:
            yield f'{place}: no module brings {library}, which src/ asks for'
    needed = {MODULES[library] for library in asked & set(MODULES)}
    for module in modules[:-1]:
        if module.get('name') not in needed:
            yield f'note: {place}: src/ does not ask for {module.get("name")} yet'
        if not module.get('sources'):
            yield f'{place}: {module.get("name")} has no source'
        for one in module.get('sources', []):
            yield from check_source(place, module.get('name'), one)
    if names[-1:] != ['coffret']:
        yield f'{place}: the last module is not Coffret itself'


def check(source, build):
    application = re.search(r"application_id = '([^']+)'", text(source / 'meson.build'))
    path = source / 'flatpak' / f'{application and application[1]}.json'
    place = path.relative_to(source)
    if not path.is_file():
        yield f'{place}: is not there'
        return
    try:
        manifest = json.loads(text(path), object_pairs_hook=once)
    except ValueError as error:
        yield f'{place}: {error}'
        return
    for key, value in {'id': application[1], 'runtime': 'org.gnome.Platform',
                       'sdk': 'org.gnome.Sdk', 'command': 'coffret'}.items():
        if manifest.get(key) != value:
            yield f'{place}: {key} is {manifest.get(key)}, not {value}'
    if not re.fullmatch(r'\d\d', str(manifest.get('runtime-version'))):
        yield f'{place}: runtime-version names no release of GNOME'
    for permission in manifest.get('finish-args', []):
        if permission not in ALLOWED:
            yield f'{place}: asks for {permission}'
    yield from check_modules(source, place, manifest.get('modules', []))
