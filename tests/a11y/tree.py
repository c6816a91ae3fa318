#!/usr/bin/env python3
"""tree.py BUILD FOLDER: the pages as the live accessibility tree has them: nothing without a name.

On the practice vault, by keys and names alone; once more from right to left with
GTK_DEBUG=invert-text-dir. Fails when a page does not come or a control on it has no name.
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'ui'))
from screen import Screen
from live import NotSeen, wait


def unnamed_on(screen):
    # In a closed combo box libadwaita keeps a list for its own use; the row says what is chosen.
    return [path for path in screen.program.unnamed() if '/combo box[' not in path]


def check(screen, page):
    try:
        wait('every control to have a name', lambda: not unnamed_on(screen), patience=5)
    except NotSeen:
        unnamed = unnamed_on(screen)
        print(f'not ok - {page}: {len(unnamed)} without a name', *unnamed, sep='\n    ', flush=True)
        return 1
    print(f'ok - {page}: {len(screen.program.nodes())} nodes, none without a name', flush=True)
    return 0


def walk(screen):
    """(page) after page, each once it is there."""
    screen.see('Practice vault: nothing here is real')
    screen.program.see('12', 'list item')
    yield 'the list'
    screen.key('shift+F10')
    yield 'the menu of a row'
    screen.key('Escape', 'ctrl+f')
    screen.type('zzz')
    screen.see('Nothing Found')
    yield 'a search without an answer'
    screen.press('_Clear Search')
    screen.program.see('12', 'list item')
    screen.press('Select credentials')
    screen.see('_Put In')
    screen.key('ctrl+a')
    # From the rows to what can be done with them: no row holds the focus for ever.
    screen.keyboard.reach(screen.text('_Put In'), 'toggle button', most=5)
    screen.keyboard.reach('12', 'list item', key='shift+Tab', most=5)
    yield 'several chosen'
    screen.key('Escape', 'Home', 'Return')
    screen.see('The Original')
    yield 'a credential'
    screen.key('Escape')
    screen.program.see('12', 'list item')
    screen.key('ctrl+n')
    screen.see('Drop Files Here')
    yield 'the ways to add'
    screen.key('Escape', 'ctrl+alt+m')
    screen.see('Add a _Name…')
    yield 'About Me'
    screen.key('Escape', 'ctrl+comma')
    screen.see('Preferences')
    yield 'the preferences'
    screen.key('Escape', 'ctrl+question')
    screen.see('Keyboard Shortcuts')
    yield 'the shortcuts'
    screen.key('Escape')
    screen.key('F6')
    screen.keyboard.reach(screen.text('Recently Added'), 'list item')
    screen.keyboard.reach(screen.text('Overview'), 'list item', key='Down')
    screen.key('Return')
    yield 'the overview'


def main(build, folder):
    screen = Screen(build, folder, '--practice')
    try:
        bad = sum([check(screen, page) for page in walk(screen)])
    except NotSeen as error:
        print(f'not ok - {str(error)[:400]}', screen.program.outline(), sep='\n', flush=True)
        bad = 1
    finally:
        screen.close()
    complaints = screen.complaints()
    print(*complaints, sep='\n')
    return 1 if bad or complaints else 0


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
