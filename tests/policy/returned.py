"""Whatever opens is opened and left again by tests/ui/test-return.c, which looks where the focus goes.

A dialog is known by its class, a question by its heading, a page that is pushed by its class. And
each of that test's parts is run: tests/ui/meson.build names it.
"""
import re
from tree import code, files, text

TEST = 'tests/ui/test-return.c'
RUNS = 'tests/ui/meson.build'
PART = re.compile(r'^  \{ "([\w-]+)(?:/[\w-]+)?", begin_\w+,', re.M)
TYPE = re.compile(r'\bG_DEFINE_(?:FINAL_)?TYPE\w*\s*\(\s*(Coffret\w+),\s*\w+,\s*'
                  r'(?:ADW_TYPE_\w*DIALOG|ADW_TYPE_NAVIGATION_PAGE|GTK_TYPE_POPOVER\w*)\)')
QUESTION = re.compile(r'\badw_alert_dialog_new\s*\(\s*_ \("([^"]+)"')
# Why nothing of it is opened there.
ELSEWHERE = {
    'CoffretExportDialog': 'closes by itself, mostly before it is seen',
    'CoffretListPage': 'always there',
    'CoffretSidePage': 'what the pages beside the list are made from, which are always there',
    'CoffretSidebarPage': 'always there',
    'Share It in This Way?': 'another question, of the same make, over the same dialog',
    'Attach the File Yourself': 'comes from another program’s failing',
    'What Happened': 'at the door of a damaged vault: a question like the others',
}


def check(source, build):
    table = source / TEST
    if not table.exists():
        return
    opened = set(re.findall(r'^  \{ "([^"]+)",', text(table), re.M))
    there = {}
    for path in files(source, '.c', under='src'):
        content = code(path)
        for name in TYPE.findall(content) + QUESTION.findall(content):
            there.setdefault(name, path.relative_to(source))
    for part in sorted(set(PART.findall(text(table)))):
        if f"'/return/{part}'" not in text(source / RUNS):
            yield f'{RUNS}: the part {part} of {TEST} is not run'
    for name, place in sorted(there.items()):
        if name not in opened and name not in ELSEWHERE:
            yield f'{place}: {name} is not opened in {TEST}'
        if name in opened and name in ELSEWHERE:
            yield f'{TEST}: {name} needs no excuse any more'
