#!/usr/bin/env python3
"""tree.py BUILD FOLDER: the pages as the live accessibility tree has them: nothing without a name.

On the practice vault and on one that is made for this, by keys and names alone; once more
from right to left with GTK_DEBUG=invert-text-dir. Fails when a page does not come or a
control on it has no name, or the words of a banner that is folded away are there.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'ui'))
import samples
from screen import PASSPHRASE, Screen
from live import NotSeen, wait


IN_THE_TRASH = 'What is in the trash is deleted for ever after 30 days.'
# Both are folded away on every page that is looked at.
BANNERS = ('Nothing has exactly these words. This comes close.',
           'Presenting: private parts are covered on the screen')


def check(screen, page):
    """1 if there is a fault on it. All is looked for in one reading of it, which takes its time."""
    nodes = unnamed = ()

    def read():
        nonlocal nodes, unnamed
        nodes = screen.program.nodes()
        # In a closed combo box libadwaita keeps a list for its own use; the row says what is chosen.
        unnamed = [path for path in screen.program.unnamed(nodes) if '/combo box[' not in path]
        return not unnamed
    try:
        wait('every control to have a name', read, patience=20)
    except NotSeen:
        print(f'not ok - {page}: {len(unnamed)} without a name', *unnamed, sep='\n    ', flush=True)
        return 1
    folded = [words for words in map(screen.text, BANNERS)
              if any(words in node.name for node, _ in nodes)]
    if folded:
        print(f'not ok - {page}: folded away, and in the tree', *folded, sep='\n    ', flush=True)
        return 1
    print(f'ok - {page}: {len(nodes)} nodes, none without a name', flush=True)
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
    screen.key('ctrl+i')
    screen.see('What Was Asked')
    yield 'how we know'
    screen.key('Escape', 'Escape')
    screen.program.see('12', 'list item')
    screen.key('shift+F10', 'd')
    screen.see('The credential as JSON')
    yield 'the technical details'
    screen.key('Escape')
    screen.key('ctrl+n')
    screen.see('Drop Files Here')
    yield 'the ways to add'
    screen.key('Escape', 'ctrl+alt+m')
    screen.see('Add a _Name…')
    yield 'About Me'
    screen.key('Escape', 'ctrl+comma')
    screen.see('Appearance')
    yield 'the preferences'
    screen.key('Escape', 'ctrl+question')
    screen.see('Keyboard Shortcuts')
    yield 'the shortcuts'
    screen.key('Escape')
    yield from a_sharing_group(screen)
    yield from the_other_places(screen)
    yield from a_file_that_is_checked(screen)


def a_sharing_group(screen):
    screen.key('ctrl+a', 'ctrl+shift+s')
    screen.see('With Somebody New')
    yield 'with whom something is shared'
    screen.key('Return')
    screen.see('Name of the group')
    yield 'what they may see'
    screen.key('Return')
    screen.see('What They Read')
    screen.see('What they can check')
    yield 'a sharing group'
    screen.press('Add credentials to this group')
    screen.see('All of Them Are in the Group')
    yield 'what to add to a group'
    screen.key('Escape')
    screen.program.gone(screen.text('All of Them Are in the Group'))
    screen.key('ctrl+shift+p')
    screen.see('How it goes along')
    yield 'what they will see'
    screen.key('Escape', 'ctrl+shift+s')
    screen.see('What you share')
    yield 'the ways to share'
    screen.key('Escape')
    screen.program.gone(screen.text('What you share'))
    screen.key('F6')
    screen.keyboard.reach(screen.text('All Credentials'), 'list item', key='Up')
    screen.key('Return')
    screen.program.see(screen.text('%u of %u') % (1, 12), 'list item')
    screen.key('Escape')


def the_other_places(screen):
    screen.key('F6')
    screen.keyboard.reach(screen.text('Recently Added'), 'list item')
    screen.keyboard.reach(screen.text('Overview'), 'list item', key='Down')
    screen.key('Return')
    screen.see('By Year')
    yield 'the overview'
    screen.press('As a _Table', 'toggle button')
    yield 'the overview as a table'
    screen.key('ctrl+alt+h')
    screen.see('Nothing Shared Yet')
    yield 'what was shared'
    screen.key('shift+F1')
    screen.see('Good to Know')
    yield 'Learn'
    screen.key('F1')
    screen.see('How do I begin a lesson?')
    yield 'a page of the help'
    screen.key('F1')
    screen.see('First Steps', 'list item')
    yield 'the pages of the help'
    # From the field to the pages, and not to what scrolls them.
    screen.keyboard.reach(screen.text('First Steps'), 'list item', key='Down', most=2)
    screen.key('Escape')
    screen.program.gone(screen.text('First Steps'), 'list item')
    screen.press('New compartment')
    screen.see('Cre_ate', 'button')
    yield 'a new compartment'
    screen.type('Work')
    screen.key('Return')
    screen.see('Nothing in Here Yet')
    yield 'an empty compartment'
    screen.key('shift+F6')
    screen.keyboard.reach('Work', 'list item')
    screen.key('shift+F10')
    yield 'the menu of a compartment'
    screen.key('Escape', 'ctrl+alt+o')
    screen.see('By Year')
    screen.key('Return')
    screen.program.see(screen.text('%u of %u') % (1, 12), 'list item')
    screen.key('Home', 'Delete')
    screen.see('_Undo', 'button')
    screen.program.gone(screen.text(IN_THE_TRASH))
    screen.key('F6')
    screen.keyboard.reach(screen.text('Trash'), 'list item')
    screen.key('Return')
    screen.see('_Empty Trash…', 'button')
    screen.see(IN_THE_TRASH)
    yield 'the trash'


def a_file_that_is_checked(screen):
    screen.key('ctrl+k')
    screen.see('Drop a File Here')
    yield 'the check of a file'
    paste(screen, json.dumps(samples.SIGNED), '_How We Know')
    yield 'a file that is checked'
    screen.key('Escape')
    for way in 'presentation', 'page':
        paste(screen, shared_as(screen, way), 'What Was Shared With You')
        screen.see('Signed with the key')
        yield f'what somebody shared, as a {way}'
        screen.key('Escape')
        screen.program.gone(screen.text('Signed with the key'))
    screen.key('Escape')


def paste(screen, text, there):
    """Again when nothing came of it: the program may not know yet that something is copied."""
    subprocess.run(['xclip', '-selection', 'clipboard'], input=text, text=True, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(3):
        screen.key('ctrl+v')
        try:
            return screen.program.see(screen.text(there), patience=10)
        except NotSeen:
            pass
    return screen.see(there)


def shared_as(screen, way):
    """What leaves when an invented person shares an invented credential in that WAY."""
    people = Path(__file__).resolve().parents[1] / 'share' / 'people'
    with tempfile.TemporaryDirectory() as work:
        made = Path(work) / 'made'
        subprocess.run([screen.build / 'tests' / 'share' / 'out', way, made,
                        people / 'licence.json'], check=True, stdout=subprocess.DEVNULL)
        return made.read_text(encoding='utf-8')


def before_it_is_open(screen):
    """(page) after page of a vault that is made, locked and spoilt."""
    screen.see('_Continue', 'button')
    yield 'the welcome'
    screen.press('_Continue')
    screen.see('Make a _new vault')
    yield 'the ways to begin'
    screen.keyboard.reach(screen.text('Make a _new vault'))
    screen.key('Return')
    screen.see('_Make My Vault', 'button')
    yield 'the keys'
    for label in ('Passphrase', 'Passphrase, once more'):
        screen.keyboard.reach(screen.text(label))
        screen.type(PASSPHRASE)
    screen.key('Return')
    screen.see('_Add Credentials…', 'button')
    yield 'an empty vault'
    screen.key('ctrl+comma')
    screen.press('Vault', 'page tab', 'tab', 'toggle button', 'button')
    screen.see('Folder of the vault')
    yield 'the vault in the preferences'
    screen.keyboard.reach(screen.text('_Change the Passphrase…'))
    screen.key('Return')
    screen.see('Current passphrase')
    yield 'another passphrase'
    screen.key('ctrl+l')
    screen.see('Your Vault Is Locked')
    yield 'the door'


def spoilt(screen):
    screen.see('Your Vault Cannot Be Read')
    yield 'a door that does not open'


def visit(build, folder, vault, pages):
    """How many of PAGES were bad, and one for what the program complained of."""
    screen = Screen(build, folder, vault)
    try:
        bad = sum([check(screen, page) for page in pages(screen)])
    except NotSeen as error:
        print(f'not ok - {str(error)[:400]}', screen.program.outline(), sep='\n', flush=True)
        bad = 1
    finally:
        screen.close()
    complaints = screen.complaints()
    print(*complaints, sep='\n')
    return bad + bool(complaints)


def main(build, folder):
    folder = Path(folder)
    bad = visit(build, folder / 'practice', '--practice', walk)
    with tempfile.TemporaryDirectory() as work:
        vault = Path(work) / 'vault'
        bad += visit(build, folder / 'made', vault, before_it_is_open)
        with open(vault / 'vault.db', 'r+b') as file:
            file.truncate(1000)
        bad += visit(build, folder / 'spoilt', vault, spoilt)
    return 1 if bad else 0


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
