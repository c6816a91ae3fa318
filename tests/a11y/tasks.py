#!/usr/bin/env python3
"""tasks.py BUILD LANGUAGE FOLDER [TASK...]: tasks by keyboard alone, as a real Orca tells of them.

Writes one transcript per task into FOLDER: each key in brackets, then what Orca said until it
was silent. They are there to be read, by people who ask whether one who sees nothing would know
where they are. TASK is a number or a name; without any, all. Each has a vault of its own, as
it needs it, which is made before anybody listens. tests/a11y/record calls this.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'ui'))
from daily_tasks import look_round, share_with_somebody, type_it_in
from live import NotSeen, wait
from orca import Orca
from recovery_tasks import bring_it_back, keep_a_sheet
from screen import PASSPHRASE, Screen
import recovery_tasks
import samples

TRIES = 6
WORDS = {'en': {'drawer': 'Nursing', 'note': 'For the ward manager.', 'seek': 'wound'},
         'fr': {'drawer': 'Soins', 'note': 'Pour la chef de service.', 'seek': 'wound'}}
# Orca names each of these keys when it is pressed; the brackets have said it.
KEY_NAMES = {'tab', 'return', 'escape', 'space', 'delete', 'f6', 'f8', 'f9', 'f10', 'down', 'left tab',
             'tabulation', 'retour', 'entrée', 'échap', 'échappement', 'espace', 'supprimer',
             'suppr', 'bas', 'shift', 'control', 'left shift', 'left control', 'maj', 'ctrl',
             'majuscule gauche', 'contrôle gauche', 'maj gauche', 'ctrl gauche', 'blank',
             'left alt', 'alt gauche'}


class Task:
    """One task: its program, its Orca and what has been said."""

    def __init__(self, build, language, work, lesson=None):
        self.language, self.lines = language, []
        self.orca = Orca(work)
        self.orca.quiet()
        self.place = len(self.orca.sentences())
        self.place_of_vault = work / 'vault'
        on, more = ('--practice', [f'--lesson={lesson}']) if lesson else (self.place_of_vault, [])
        self.screen = Screen(build, work / 'log', on, language, arguments=more)
        self.program, self.keyboard = self.screen.program, self.screen.keyboard

    def begin(self):
        """Once all is quiet, and Orca has noticed the window: now and then it does not."""
        self.listen()
        if len(self.lines) == 1:
            # Orca missed what got the focus while it was still busy with the window: there and back.
            first = self.lines
            self.keyboard.press('F6')
            self.forget()
            self.keyboard.press('F6')
            self.listen()
            self.lines = first + self.lines
        titles = 'Coffret', self.text('Practice Vault')
        if len(self.lines) < 2 or not any(title in line for line in self.lines for title in titles):
            raise NotSeen('Orca did not notice the window, or what has the focus in it')

    def text(self, message):
        return re.sub(r'_(?=\w)', '', self.screen.words(message))

    def listen(self, rest=1.0):
        """Takes down what Orca says until all is quiet."""
        self.orca.quiet(rest)
        said = self.orca.sentences()
        self.lines += [f'    {sentence.replace(str(self.place_of_vault), "/Coffret")}'
                       for sentence in said[self.place:]
                       if sentence.strip() and sentence.lower() not in KEY_NAMES]
        self.place = len(said)

    def press(self, *keys):
        for key in keys:
            self.lines.append(f'[{key}]')
            start = len(self.lines)
            self.keyboard.press(key)
            self.listen()
            # Orca names what is pressed with ctrl, too.
            letter = f'    {key.rsplit("+")[-1].replace("comma", ",")}'
            if key.startswith('ctrl+'):
                self.lines[start:] = [line for line in self.lines[start:]
                                      if line.lower() != letter]

    def type(self, text):
        self.lines.append(f'[types “{text}”]')
        self.keyboard.type(text)
        self.listen()

    def focused_on(self, wanted, roles=()):
        node = self.program.focused()
        return node is not None and wanted in node.name and (not roles or node.role in roles)

    def reach(self, message, *roles, key='Tab', most=30):
        """KEY until the control named MESSAGE has the focus."""
        wanted = self.text(message)
        for _ in range(most):
            if self.focused_on(wanted, roles):
                return
            before = self.program.focus_text()
            self.press(key)
            try:
                wait('the focus to move', lambda: self.program.focus_text() != before, patience=1)
            except NotSeen:
                pass
        raise NotSeen(f'“{wanted}” cannot be reached by {key}: {self.program.outline()}')

    def pick(self, message, most=12):
        """Down in a menu until Orca names the item MESSAGE, and Return."""
        wanted = self.text(message)
        for _ in range(most):
            if wanted in self.lines[-1] or wanted in self.lines[-2]:
                self.press('Return')
                return
            self.press('Down')
        raise NotSeen(f'“{wanted}” is not in the menu: {self.lines[-most:]}')

    def see(self, message, *roles):
        self.program.see(self.text(message), *roles, patience=30)
        self.listen()

    def wait_for_rows(self):
        self.program.see(samples.SAMPLES[0]['name'], 'list item', patience=30)
        self.listen()

    def go_to(self, place):
        """In the sidebar, from the list."""
        self.press('F6')
        self.reach(place, 'list item', key='Down')
        self.press('Return')

    def make_compartment(self):
        self.press('F6')
        self.reach('New compartment', 'button')
        self.press('Return')
        self.see('Cre_ate', 'button')
        self.type(WORDS[self.language]['drawer'])
        self.press('Return')
        self.see('Nothing in Here Yet')

    def choose_five(self):
        self.reach('Select credentials', 'button', key='shift+Tab')
        self.press('Return')
        self.press('space', 'Down', 'space', 'Down', 'space', 'Down', 'space', 'Down', 'space')
        self.reach('_Put In', 'toggle button', 'button')
        self.press('space')
        self.pick(WORDS[self.language]['drawer'])

    def forget(self):
        """What was said so far belongs to no task."""
        self.listen()
        self.lines = []

    def close(self):
        # The current item of a choice is named by the choice.
        unnamed = [path for path in self.program.unnamed() if '/combo box[' not in path]
        self.screen.close()
        self.orca.close()
        return unnamed


def first_run(task):
    task.listen()
    task.press('Return')
    task.see('Make a _new vault')
    task.press('Return')
    task.see('_Make My Vault', 'button')
    task.reach('Passphrase', 'password text')
    task.type(PASSPHRASE)
    task.reach('Passphrase, once more', 'password text')
    task.type(PASSPHRASE)
    task.reach('_Make My Vault', 'button')
    task.press('Return')
    task.see('Your Vault Is Empty')


def add(task):
    task.see('Your Vault Is Empty')
    task.listen()
    task.reach('_Add Credentials…', 'button')
    task.press('Return')
    task.see('Choose _Files…')
    # As copied in a file manager; GTK's own file chooser is not ours to hear.
    files = sorted(task.samples.glob('[1-8]-*.json'))
    subprocess.run(['xclip', '-selection', 'clipboard', '-t', 'text/uri-list'], check=True,
                   input=''.join(f'{one.as_uri()}\r\n' for one in files), text=True)
    task.reach('_Paste', 'button')
    task.press('Return')
    task.see('_Done', 'button')
    task.reach('_Done', 'button')
    task.press('Return')
    task.wait_for_rows()


def find(task):
    task.wait_for_rows()
    task.press('Down')
    task.reach('Search', 'toggle button', key='shift+Tab')
    task.press('space')
    task.type(WORDS[task.language]['seek'])
    task.listen()
    task.press('Return')


def read(task):
    task.wait_for_rows()
    task.press('Return')
    task.see('The Original')
    task.reach('Show Technical _Details', 'button', most=40)
    task.press('Return')
    task.see('Technical Details')
    task.press('Escape', 'Escape')


def note(task):
    task.wait_for_rows()
    task.press('Return')
    task.see('The Original')
    task.forget()
    task.reach('Note', 'text', most=40)
    task.type(WORDS[task.language]['note'])
    task.press('Escape')
    task.listen()


def make_a_compartment(task):
    task.wait_for_rows()
    task.make_compartment()


def put_five_in(task):
    task.wait_for_rows()
    task.choose_five()
    task.go_to(WORDS[task.language]['drawer'])
    task.wait_for_rows()


def undo(task):
    task.wait_for_rows()
    task.choose_five()
    task.forget()
    task.press('ctrl+z')
    task.listen()
    task.press('ctrl+shift+z')
    task.listen()


def trash_and_back(task):
    task.wait_for_rows()
    task.press('Delete')
    task.listen()
    task.go_to('Trash')
    task.wait_for_rows()
    task.press('shift+F10')
    task.pick('Put _Back')
    task.press('F6')
    task.reach('All Credentials', 'list item', key='Up')
    task.press('Return')
    task.wait_for_rows()


def lock(task):
    task.wait_for_rows()
    task.press('F6')
    task.reach('Lock the vault', 'button', key='shift+Tab')
    task.press('space')
    task.see('_Open with the Keyring', 'button')
    task.reach('Passphrase', 'password text')
    task.type(PASSPHRASE)
    task.press('Return')
    task.wait_for_rows()


def take_a_lesson(task):
    task.see('Open a credential in the list.')
    task.press('Return')
    task.see('This box says if it is genuine.')
    task.press('F9')
    task.see('Now ask how Coffret knows.')
    task.press('alt+F9', 'Return')
    task.see('Each line is a question with its answer.')
    task.press('Tab', 'Tab', 'F8', 'F8', 'F9')
    task.see('Close this window with the Escape key.')
    task.press('Escape')
    task.see('You have done it.')
    task.press('F9')


# What each needs: no vault, an empty one, one with eight credentials, and with a compartment too;
# one that only the keyring opens, or a backup and its sheet, and no vault. Else it is a lesson.
TASKS = [(first_run, None), (add, 'empty'), (find, 'eight'), (read, 'eight'), (note, 'eight'),
         (make_a_compartment, 'eight'), (put_five_in, 'drawer'), (undo, 'drawer'),
         (trash_and_back, 'eight'), (lock, 'eight'), (keep_a_sheet, 'one'),
         (bring_it_back, 'backup'), (type_it_in, 'eight'), (look_round, 'eight'),
         (share_with_somebody, 'eight'), (take_a_lesson, 'is-it-real')]
LESSONS = {'is-it-real'}


def make_vaults(build, language, work, needed):
    """The vaults in WORK that are NEEDED, each made from the one before."""
    vault = work / 'vault'
    screen = Screen(build, work / 'making', vault, language)
    screen.make_vault()
    screen.key('Return')
    screen.see('_Add Credentials…', 'button')

    def keep(kind):
        nonlocal screen
        screen.close()
        shutil.copytree(vault, work / kind, dirs_exist_ok=True)
        screen = Screen(build, work / 'making', vault, language)

    keep('empty')
    if {'eight', 'drawer'} & needed:
        screen.see('_Add Credentials…', 'button')
        screen.give(*sorted((work / 'samples').glob('[1-8]-*.json')))
        screen.see('_Done', 'button')
        screen.press('_Done')
        screen.program.see('8', 'list item')
        keep('eight')
    if 'drawer' in needed:
        screen.program.see(samples.SAMPLES[0]['name'], 'list item')
        screen.press('New compartment')
        screen.see('Cre_ate', 'button')
        screen.type(WORDS[language]['drawer'])
        screen.key('Return')
        screen.see('Nothing in Here Yet')
        keep('drawer')
    screen.close()


def perform(number, build, language, folder, work):
    act, needs = TASKS[number]
    title = f'{number + 1:02d}-{act.__name__.replace("_", "-")}'
    shutil.rmtree(work / 'vault', ignore_errors=True)
    if needs and (work / needs).exists():
        shutil.copytree(work / needs, work / 'vault')
    task = Task(build, language, work, needs if needs in LESSONS else None)
    task.work, task.samples = work, work / 'samples'
    unnamed = []
    try:
        task.begin()
        act(task)
        if sum(not line.startswith('[') for line in task.lines) * 2 < len(task.lines):
            raise NotSeen('Orca was silent')
        (folder / f'{title}.txt').write_text('\n'.join(task.lines) + '\n', encoding='utf-8')
    except NotSeen:
        print(*task.lines, sep='\n', flush=True)
        raise
    finally:
        unnamed = task.close()
    if unnamed:
        raise NotSeen(f'{title}: without a name: {unnamed}')
    print(title, flush=True)


def be_calm():
    """Nothing blinks or glides: what moves by itself is never quiet."""
    settings = Path(os.environ['XDG_CONFIG_HOME'], 'gtk-4.0', 'settings.ini')
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('[Settings]\ngtk-cursor-blink=0\ngtk-enable-animations=0\n')


def main(build, language, folder, *wanted):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    be_calm()
    numbers = [number for number, (act, _) in enumerate(TASKS)
               if not wanted or str(number + 1) in wanted or act.__name__ in wanted]
    failed = 0
    with tempfile.TemporaryDirectory() as path:
        work = Path(path)
        samples.main(work / 'samples')
        needed = {TASKS[number][1] for number in numbers} - {None} - LESSONS
        recovery = {'one', 'sheet', 'backup'}
        if needed - recovery:
            make_vaults(Path(build).resolve(), language, work, needed)
        if needed & recovery:
            shutil.rmtree(work / 'vault', ignore_errors=True)
            for kind in recovery_tasks.make_vaults(Path(build).resolve(), language, work):
                shutil.copytree(work / 'vault', work / kind)
                if not needed & (recovery - {kind}):
                    break
        for number in numbers:
            # Orca itself falls silent now and then on a busy machine.
            for attempt in range(TRIES):
                try:
                    perform(number, Path(build).resolve(), language, folder, work)
                    break
                except NotSeen as error:
                    print(f'{TASKS[number][0].__name__}: {error}', flush=True)
            else:
                failed += 1
    return 1 if failed else 0


if __name__ == '__main__':
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
