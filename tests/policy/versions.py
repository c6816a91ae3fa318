"""The version is one: meson.build, the newest release in the metainfo, NEWS."""
import re
import xml.etree.ElementTree as ElementTree
from tree import files, text


def check(source, build):
    project = re.search(r"project\s*\([^)]*?\bversion\s*:\s*'([^']+)'", text(source / 'meson.build'))
    if project is None:
        yield 'meson.build: names no version'
        return
    version = project[1]
    for path in files(source):
        place = path.relative_to(source)
        if re.search(r'\.metainfo\.xml(\.in)*$', path.name):
            newest = ElementTree.parse(path).getroot().find('./releases/release')
            if newest is None:
                yield f'{place}: has no release'
            elif newest.get('version') != version:
                yield f'{place}: newest release {newest.get("version")}, meson.build {version}'
        elif place.parts == ('NEWS',) or place.parts == ('NEWS.md',):
            heading = re.search(r'\d+\.\d+(\.\d+)?', text(path))
            if heading is None or heading[0] != version:
                yield f'{place}: begins with {heading and heading[0]}, meson.build {version}'
