"""The recovery story as its owner lives it: one computer, a sheet of paper, another computer.

Every step by the keyboard alone. Each function is one run of the program; they
are asserted on in `recovery` and photographed for a tour.
"""
import re
import subprocess
from contextlib import contextmanager

from gi.repository import Gio, GLib

from screen import Screen

SECRETS = 'org.freedesktop.secrets'
COLLECTION = '/org/freedesktop/secrets/collection/login'
GROUPS = 6


class Machine:
    """Where the vault of one computer lies, and how the program is started there."""

    def __init__(self, build, shots, vault, language='en', options=None, size=None):
        self.build, self.shots, self.vault = build, shots, vault
        self.language, self.options, self.size = language, options, size
        self.complaints = []

    @contextmanager
    def running(self, name):
        screen = Screen(self.build, self.shots / f'recovery-{name}', self.vault, self.language,
                        self.options)
        if self.size:
            screen.resize(*self.size)
        try:
            yield screen
        finally:
            screen.close()
        self.complaints += screen.complaints()


def go(screen, message, *roles, most=30):
    """To the control named MESSAGE by Tab, and on with Return."""
    screen.see(message, *roles)
    screen.keyboard.reach(screen.text(message), *roles, most=most)
    screen.key('Return')


def windows(screen, title):
    return subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', title], check=False,
                          capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout.split()


def choose(screen, title, path):
    """In the platform's window for saving a file: its path is typed."""
    from live import wait
    title = screen.text(title)
    wait(f'the window “{title}”', lambda: windows(screen, title), patience=20)
    screen.key('ctrl+a')
    screen.type(str(path))
    screen.key('Return')
    try:
        wait('that window to go', lambda: not windows(screen, title), patience=5)
    except AssertionError:
        screen.key('Return')  # the first one took what was completed
        wait('that window to go', lambda: not windows(screen, title), patience=20)


def code_on(pdf):
    """What the sheet of paper says, as its owner reads it."""
    text = subprocess.run(['pdftotext', '-layout', pdf, '-'], check=True, capture_output=True,
                          text=True, stdin=subprocess.DEVNULL).stdout
    text = re.sub('[\u202a-\u202e]', '', text)  # of a sheet that is read from the right
    lines = re.findall(r'^\s*([0-9A-Z]{4})\s+([0-9A-Z]{5})\s+([0-9A-Z]{4})\s*$', text, re.M)
    groups = [group for line in lines for group in line]
    assert len(groups) == GROUPS, f'no code on the sheet: {text}'
    return groups


def carelessly(groups):
    """As people type it: O for 0, small letters and no dashes."""
    return ''.join(groups).replace('0', 'O').lower()


def asked_groups(screen):
    """The numbers of the groups that are asked for, in their order."""
    from live import wait
    word = screen.text('Group %u').replace('%u', '')

    def numbers():
        found = [node.name for node, _ in screen.program.nodes()]
        return sorted({int(one[len(word):]) for one in found
                       if one.startswith(word) and one[len(word):].isdigit()})
    return wait('two groups', lambda: len(numbers()) == 2 and numbers(), patience=20)


def keep_sheet(screen, pdf):
    screen.see('_Save as PDF…', 'button')
    screen.shoot('sheet')
    go(screen, '_Save as PDF…', 'button')
    choose(screen, 'Save the Recovery Sheet', pdf)
    screen.see(
        'Take the sheet in your hand: two groups from it are asked for next.')
    screen.shoot('sheet-kept')
    focus = screen.program.focus_text()
    assert screen.text('_Next: Check the Sheet') in focus, f'the focus is on {focus}'
    screen.key('Return')
    return code_on(pdf)


def type_groups(screen, groups):
    """First a slip, then what is on the sheet."""
    numbers = asked_groups(screen)
    screen.shoot('check')
    screen.type('zzzzz')
    screen.key('Return')
    screen.program.see(screen.text('Group %u on the sheet is another. Compare it once more.')
                       .replace('%u', str(numbers[0])))
    screen.shoot('check-another')
    for number in numbers:
        screen.keyboard.reach(screen.text('Group %u').replace('%u', str(number)))
        screen.key('ctrl+a')
        screen.type(groups[number - 1].lower())
    screen.key('Return')


def paste_code(screen, groups):
    asked_groups(screen)
    subprocess.run(['xclip', '-selection', 'clipboard'], input='-'.join(groups), text=True,
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    screen.key('ctrl+v', 'Return')


def closed(screen, message):
    """The dialog with MESSAGE in it has done its work: it stays while it has not, and with a mistake.

    What says so below may have gone again when somebody looks.
    """
    screen.program.gone(screen.text(message))


def preferences(screen, row):
    """The vault's page of the preferences, with the focus in it."""
    screen.key('ctrl+comma')
    screen.press('Vault', 'page tab', 'tab', 'toggle button', 'button')
    screen.see(row)


def leave_preferences(screen):
    screen.key('Escape')
    screen.program.gone(screen.text('Folder of the vault'))


def make_by_keyring(screen, credential):
    """A vault that the keyring alone opens, with one credential."""
    screen.see('_Continue', 'button')
    screen.key('Return')
    go(screen, 'Make a _new vault')
    screen.see('_Make My Vault', 'button')
    screen.keyboard.reach(screen.text('Set a _passphrase now'))
    screen.key('space')
    go(screen, '_Make My Vault', 'button')
    screen.see('_Add Credentials…', 'button')
    screen.give(credential)
    screen.see('Only this computer’s keyring opens your vault so far')
    screen.see('The Original')


def begin(machine, credentials, pdf):
    """The first computer: a vault with the keyring alone, and then the sheet."""
    with machine.running('first-day') as screen:
        make_by_keyring(screen, credentials[0])
        screen.key('Escape')
        screen.give(credentials[1])
        screen.see('One More Key First?')
        screen.shoot('one-more-key')
        screen.key('Return')
        groups = keep_sheet(screen, pdf)
        type_groups(screen, groups)
        closed(screen, 'Check the Sheet')
        screen.shoot('sheet-made')
    return groups


def look_after(machine, groups, pdf, backup):
    """The same computer: the sheet is tried and replaced, and a backup is made."""
    from live import wait
    with machine.running('preferences') as screen:
        preferences(screen, 'Recovery sheet')
        screen.shoot('ways')
        screen.keyboard.reach(screen.text('Test the Recovery Sheet'))
        screen.key('Return')
        screen.see('Code of the recovery sheet')
        screen.shoot('try')
        screen.type('not the code')
        screen.key('Return')
        screen.shoot('try-wrong')
        screen.keyboard.reach(screen.text('Code of the recovery sheet'))
        screen.key('ctrl+a')
        screen.type(carelessly(groups))
        screen.key('Return')
        closed(screen, 'Code of the recovery sheet')
        screen.shoot('tried')
        go(screen, '_Make a New Recovery Sheet…')
        groups = keep_sheet(screen, pdf)
        paste_code(screen, groups)
        closed(screen, 'Check the Sheet')
        screen.keyboard.reach(screen.text('When not used _for'))
        screen.shoot('locking')
        screen.keyboard.reach(screen.text('_Back Up Now…'))
        screen.shoot('backups')
        screen.key('Return')
        choose(screen, 'Back Up the Vault', backup)
        # It has its name once it was read back.
        wait('the backup', backup.exists)
        screen.shoot('backed-up')
    return groups


def bring_back(machine, groups, backup, title):
    """Another computer, the backup and the sheet."""
    with machine.running('other-machine') as screen:
        screen.see('_Continue', 'button')
        screen.key('Return')
        screen.see('_Bring a vault back')
        screen.shoot('your-vault')
        screen.give(backup)  # as by a double click
        screen.see('What the Backup Holds')
        screen.shoot('restore')
        screen.type('not the code')
        screen.key('Return')
        screen.shoot('restore-wrong')
        screen.keyboard.reach(screen.text('Code of the recovery sheet'))
        screen.key('ctrl+a')
        screen.type(carelessly(groups))
        screen.key('Return')
        screen.see('_Show My Vault', 'button')
        screen.shoot('proof')
        focus = screen.program.focus_text()
        assert screen.text('_Show My Vault') in focus, f'the focus is on {focus}'
        screen.key('Return')
        screen.program.see(title)
        screen.shoot('back')
    with machine.running('other-machine-again') as screen:
        screen.program.see(title)  # by the keyring


def renew(machine, groups, pdf, title):
    """Somebody knows: what was on the old sheet opens it no more."""
    with machine.running('renew') as screen:
        screen.program.see(title)
        preferences(screen, 'Recovery sheet')
        go(screen, '_Somebody Knows My Passphrase or Sheet…')
        screen.see('Next: the New _Sheet')
        screen.shoot('new-key')
        go(screen, 'Next: the New _Sheet', 'button')
        new = keep_sheet(screen, pdf)
        assert new != groups
        paste_code(screen, new)
        closed(screen, 'Check the Sheet')
        screen.shoot('renewed')
    return new


def forget_keys():
    """The keyring is lost: whatever was in it is gone."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)

    def call(path, interface, method, arguments):
        return bus.call_sync(SECRETS, path, interface, method, arguments, None,
                             Gio.DBusCallFlags.NONE, 10000, None).unpack()
    items = call(COLLECTION, 'org.freedesktop.DBus.Properties', 'Get',
                 GLib.Variant('(ss)', ('org.freedesktop.Secret.Collection', 'Items')))[0]
    assert items, 'the keyring was empty already'
    for item in items:
        call(item, 'org.freedesktop.Secret.Item', 'Delete', None)


def open_by_sheet(machine, old, groups, title):
    """The keyring is empty: the door, and the sheet."""
    forget_keys()
    with machine.running('lost-keyring') as screen:
        screen.see('Open with the _Recovery Sheet…', 'button')
        screen.shoot('door')
        go(screen, 'Open with the _Recovery Sheet…', 'button')
        screen.see('Code of the recovery sheet')
        screen.shoot('door-try')
        screen.type('-'.join(old))
        screen.key('Return')
        screen.shoot('door-old-sheet')
        assert not screen.program.find(title), 'the old sheet opened it'
        screen.keyboard.reach(screen.text('Code of the recovery sheet'))
        screen.key('ctrl+a')
        screen.type(carelessly(groups))
        screen.key('Return')
        screen.program.see(title)
        screen.shoot('in')
