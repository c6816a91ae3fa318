"""The help has a page for each dialog and page, and for each way in which something can fail.

What is opened for which is in src/app/help.c; the pages are data/help/*.xml.
"""
import re
from tree import code, files, text

TABLE = 'src/app/help.c'
TYPE = re.compile(r'\bG_DEFINE_FINAL_TYPE\w*\s*\(\s*(Coffret\w+(?:Dialog|Page|Section|Group)),')
ERRORS = re.compile(r'\btypedef enum\s*\{([^}]*)\}\s*Coffret\w*Error\s*;')
# Part of a page or dialog that has a place of its own, or an object that is none.
NO_PLACE = {'CoffretGroup', 'CoffretSidePage'}
# What belongs to the program itself is read before a person can meet it.
NO_PERSON = {'tutorials'}
PLACE = re.compile(r'= "([a-z-]+(?:/[a-z-]+)?)"|", "([a-z-]+(?:/[a-z-]+)?)" \}|FIRST "([a-z-]+)"')


def places(source):
    found = set()
    for path in files(source, '.xml', under='data/help'):
        if path.name.endswith('.gresource.xml'):
            continue
        content = text(path)
        topic = re.search(r'<topic id="([^"]+)"', content)[1]
        found |= {topic} | {f'{topic}/{question}'
                            for question in re.findall(r'<question id="([^"]+)"', content)}
    return found


def check(source, build):
    table = source / TABLE
    if not table.exists():
        return
    content = text(table)
    for path in files(source, '.c', under='src/app'):
        for name in TYPE.findall(code(path)):
            if name not in NO_PLACE and f'"{name}"' not in content:
                yield f'{path.relative_to(source)}: {name} has no page of the help in {TABLE}'
    for path in files(source, '.h', under='src'):
        if path.relative_to(source).parts[1] in NO_PERSON:
            continue
        for body in ERRORS.findall(code(path)):
            for name in re.findall(r'\bCOFFRET_\w+', body):
                if f'[{name}]' not in content:
                    yield f'{path.relative_to(source)}: {name} has no page of the help in {TABLE}'
    there = places(source)
    for match in PLACE.finditer(content):
        place = match[1] or match[2] or match[3]
        if place not in there:
            yield f'{TABLE}: there is no “{place}” in data/help'
