#!/usr/bin/env python3
"""tasks.py BUILD LANGUAGE FOLDER: ten tasks by keyboard alone, as a real Orca tells of them.

Writes one transcript per task into FOLDER: each key in brackets, then what Orca said until it
was silent. They are there to be read, by people who ask whether one who sees nothing would know
where they are. Takes some minutes; no test. Run it as
    ./dev exec tests/a11y/desktop tests/a11y/tasks.py build en FOLDER
"""
import gettext
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'ui'))
from live import Keyboard, NotSeen, Program, name, role, settle, wait
from orca import Orca
import samples

PASSPHRASE = 'four odd words here'
WORDS = {'en': {'drawer': 'Nursing', 'note': 'For the ward manager.', 'seek': 'wound'},
         'fr': {'drawer': 'Soins', 'note': 'Pour la chef de service.', 'seek': 'wound'}}


class Tasks:
    def __init__(self, build, language, folder, work):
        self.language, self.folder = language, Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        samples.main(work / 'samples')
        self.files = sorted((work / 'samples').glob('[1-8]-*.json'))
        self.messages = gettext.NullTranslations()
        if language != 'en':
            self.messages = gettext.translation('coffret', build / 'po', [language])
        self.orca = Orca(work)
        self.program = Program([build / 'src' / 'coffret'],
                               env=dict(os.environ, XDG_DATA_HOME=str(work / 'data')))
        self.keyboard = Keyboard(self.program)
        self.place, self.lines = 0, []

    def text(self, message, context=None):
        said = self.messages.pgettext(context, message) if context else self.messages.gettext(message)
        return re.sub(r'_(?=\w)', '', said)

    def listen(self, rest=0.7):
        """Takes down what Orca says until it is silent."""
        before, since = -1, time.monotonic()
        while time.monotonic() - since < rest:
            settle()
            if (now := len(self.orca.text())) != before:
                before, since = now, time.monotonic()
            time.sleep(0.05)
        said = self.orca.sentences()
        self.lines += [f'    {sentence}' for sentence in said[self.place:]]
        self.place = len(said)

    def press(self, *keys):
        for key in keys:
            self.lines.append(f'[{key}]')
            self.keyboard.press(key)
            self.listen()

    def type(self, text):
        self.lines.append(f'[types “{text}”]')
        self.keyboard.type(text)
        self.listen()

    def reach(self, message, *roles, key='Tab', most=30):
        """KEY until the control named MESSAGE has the focus."""
        wanted = self.text(message)
        for _ in range(most):
            node = self.program.focused()
            if node is not None and wanted in name(node) and (not roles or role(node) in roles):
                return
            before = self.program.focus_text()
            self.press(key)
            try:
                wait('the focus to move', lambda: self.program.focus_text() != before, patience=2)
            except NotSeen:
                pass
        raise NotSeen(f'“{wanted}” cannot be reached by {key}: {self.program.outline()}')

    def see(self, message, *roles):
        self.program.see(self.text(message), *roles, patience=30)
        self.listen()

    def first_run(self):
        self.listen(2)
        self.press('Return')
        self.reach('Passphrase', 'text', 'password text')
        self.type(PASSPHRASE)
        self.reach('Passphrase, once more', 'text', 'password text')
        self.type(PASSPHRASE)
        self.reach('_Make My Vault', 'button')
        self.press('Return')
        self.see('Your Vault Is Empty')

    def add(self):
        self.reach('_Add Credentials…', 'button')
        self.press('Return')
        self.see('Choose _Files…')
        # As copied in a file manager; GTK's own file chooser is not ours to hear.
        subprocess.run(['xclip', '-selection', 'clipboard', '-t', 'text/uri-list'], check=True,
                       input=''.join(f'{one.as_uri()}\r\n' for one in self.files), text=True)
        self.reach('_Paste', 'button')
        self.press('Return')
        self.see('_Done', 'button')
        self.reach('_Done', 'button')
        self.press('Return')

    def find(self):
        self.program.see('8', 'list item', patience=30)
        self.listen()
        self.reach('Search', 'toggle button', key='shift+Tab')
        self.press('space')
        self.type(WORDS[self.language]['seek'])
        self.press('Return')

    def read(self):
        self.press('Return')
        self.see('The Original')
        self.reach('Show Technical _Details', 'button', most=40)

    def note(self):
        self.reach('Note', key='shift+Tab')
        self.type(WORDS[self.language]['note'])
        self.press('Escape')

    def compartment(self):
        self.press('Escape')
        self.press('F6')
        self.reach('New compartment', 'button')
        self.press('Return')
        self.type(WORDS[self.language]['drawer'])
        self.press('Return')
        self.see('Nothing in Here Yet')

    def put_five(self):
        self.press('F6')
        self.reach('All Credentials', 'list item')
        self.press('Return')
        self.program.see('8', 'list item', patience=30)
        self.reach('Select credentials', 'button', key='shift+Tab')
        self.press('Return')
        self.press('space', 'Down', 'space', 'Down', 'space', 'Down', 'space', 'Down', 'space')
        self.reach('_Put In', 'toggle button', 'button')
        self.press('space')
        self.reach(WORDS[self.language]['drawer'], key='Down')
        self.press('Return')

    def undo(self):
        self.press('ctrl+z')

    def trash(self):
        self.press('Delete')
        self.press('F6')
        self.reach('All Credentials', 'list item')
        self.reach('Trash', 'list item', key='Down')
        self.press('Return')
        self.press('shift+F10')
        self.reach('Put _Back', key='Down')
        self.press('Return')

    def lock(self):
        self.press('F6')
        self.reach('Lock the vault', 'button', key='shift+Tab')
        self.press('space')
        self.see('_Open with the Keyring', 'button')
        self.press('Return')
        self.program.see('8', 'list item', patience=30)
        self.listen()

    def run(self):
        tasks = [self.first_run, self.add, self.find, self.read, self.note, self.compartment,
                 self.put_five, self.undo, self.trash, self.lock]
        try:
            for number, task in enumerate(tasks, 1):
                self.lines = []
                try:
                    task()
                finally:
                    path = self.folder / f'{number:02d}-{task.__name__.replace("_", "-")}.txt'
                    path.write_text('\n'.join(self.lines) + '\n', encoding='utf-8')
                unnamed = self.program.unnamed()
                if unnamed:
                    raise NotSeen(f'{task.__name__}: without a name: {unnamed}')
        finally:
            self.program.close()
            self.orca.close()


def main(build, language, folder):
    with tempfile.TemporaryDirectory() as work:
        Tasks(Path(build).resolve(), language, folder, Path(work)).run()


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
