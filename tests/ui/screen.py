"""The real program on a virtual desktop: started, driven and photographed.

Controls are found by the names that assistive technology hears, in the language
that the program speaks: what a script can drive, a person can drive without
seeing the screen.
"""
import copy
import gettext
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'a11y'))

PASSPHRASE = 'four quiet yellow boats'


def on_a_desktop(size='1280x900', language='en_US.UTF-8'):
    """Runs this very command again inside a desktop of its own, unless it is in one."""
    if os.environ.get('COFFRET_ON_DESKTOP'):
        return
    done = subprocess.run(
        [HERE.parent / 'a11y' / 'desktop', sys.executable, *sys.argv],
        env={**os.environ, 'COFFRET_ON_DESKTOP': '1', 'DESKTOP_SIZE': size,
             'DESKTOP_LANG': language, 'PYTHONDONTWRITEBYTECODE': '1'}, check=False)
    sys.exit(done.returncode)


class Screen:
    """One run of Coffret, with its log kept for messages.

    On the vault in the folder VAULT; or as an option such as --practice says, with ARGUMENTS.
    BEFORE: a program that starts it. With COFFRET_CUTS in its environment it is one that tells
    what is cut off (../a11y/watched.py), and is asked at each picture.
    """

    def __init__(self, build, folder, vault, language='en', environment=None, arguments=(),
                 before=()):
        from live import Keyboard, Program
        self.build, self.folder, self.vault = Path(build), Path(folder), vault
        on = [vault] if str(vault).startswith('--') else ['--vault', vault]
        self.folder.mkdir(parents=True, exist_ok=True)
        self.number, self.language = 0, language
        self.numbered = True  # the screenshots, in their order
        catalogue = gettext.translation('coffret', self.build / 'po', [language], fallback=True)
        self.words, self.words_in = catalogue.gettext, catalogue.pgettext
        self.env = {**os.environ, **(environment or {}), 'LANGUAGE': language}
        self.cuts, self.cut_off = self.env.get('COFFRET_CUTS'), []
        self.typed = ()  # what people wrote, which may be cut off
        self.log = open(self.folder / 'log.txt', 'w+', encoding='utf-8')
        self.program = Program([*before, self.build / 'src' / 'coffret', *on, *arguments],
                               env=self.env, stdout=self.log, stderr=self.log)
        self.keyboard = Keyboard(self.program)

    def beside(self, word):
        """The same of a program that this one started, with WORD in its command."""
        from live import Beside, Keyboard
        other = copy.copy(self)
        other.folder, other.number = self.folder / 'beside', 0
        other.folder.mkdir(exist_ok=True)
        other.program = Beside(word)
        other.keyboard = Keyboard(other.program)
        return other

    def text(self, message, context=None):
        """MESSAGE as the program says it, without the mark of its access key."""
        said = self.words_in(context, message) if context else self.words(message)
        return said.replace('_', '')

    def see(self, message, *roles):
        """The control named MESSAGE, once it is there; else a picture of what is instead."""
        from live import NotSeen
        try:
            return self.program.see(self.text(message), *roles)
        except NotSeen as error:
            self.shoot('not-seen')
            raise NotSeen(str(error)[:200]) from None

    def press(self, message, *roles):
        """Presses the button (or the like) that is named MESSAGE."""
        from live import NotSeen, wait
        roles = roles or ('button', 'push button', 'toggle button', 'menu item', 'list item')
        text = self.text(message)
        self.see(message, *roles)

        # A menu button is two of one name; the inner one can be pressed.
        # “Vault” is within “Lock the vault” in some languages: what has just that name comes first.
        def done():
            found = [node for node, _ in self.program.nodes()
                     if text in node.name and node.role in roles]
            return any(node.press() for node in sorted(found, key=lambda node: node.name != text))
        try:
            wait(f'“{message}” to be pressed', done)
        except NotSeen:
            self.shoot('not-pressed')
            raise

    def key(self, *keys):
        for key in keys:
            self.keyboard.press(key)

    def back(self):
        """To the page before: where reading comes from."""
        self.key('alt+Right' if self.language == 'ar' else 'alt+Left')

    def type(self, text):
        if text.isascii() or not any('\u0590' <= letter <= '\u08ff' for letter in text):
            self.keyboard.type(text)
            return
        # No keyboard here has these letters: they come as from another program.
        subprocess.run(['xclip', '-selection', 'clipboard'], input=text.encode(), check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.key('ctrl+v')

    def give(self, *files):
        """As the file manager does: a second start hands the files over."""
        subprocess.run([self.build / 'src' / 'coffret', '--vault', self.vault, *files],
                       env=self.env, check=True, stdin=subprocess.DEVNULL)

    def resize(self, width, height):
        from live import wait

        # The program may be on the accessibility bus before its window is on the screen.
        def find():
            return subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid',
                                   str(self.program.process.pid)], check=False,
                                  capture_output=True, text=True,
                                  stdin=subprocess.DEVNULL).stdout.split()
        for window in wait('a window on the screen', find):
            try:
                subprocess.run(['xdotool', 'windowsize', '--sync', window, str(width),
                                str(height), 'windowmove', window, '0', '0'],
                               check=False, stdin=subprocess.DEVNULL, timeout=5)
            except subprocess.TimeoutExpired:
                pass  # it waits for a change, and the window has that size already

    def shoot(self, name):
        """A picture of the screen once it has stopped changing."""
        self.number += 1
        path = self.folder / (f'{self.number:02d}-{name}.png' if self.numbered else f'{name}.png')
        before = None
        time.sleep(0.3)
        for _ in range(20):
            shot = subprocess.run(['import', '-silent', '-window', 'root', 'ppm:-'], check=True,
                                  capture_output=True, stdin=subprocess.DEVNULL).stdout
            if shot == before:
                break
            before = shot
            time.sleep(0.15)
        # The same picture is the same file, whenever it was taken.
        subprocess.run(['convert', 'ppm:-', '-strip', '-define', 'png:compression-level=9',
                        '-define', 'png:exclude-chunks=date,time', path], check=True, input=shot)
        print(path, flush=True)
        if self.cuts:
            import watched
            self.cut_off += [(path.stem, *cut) for cut in watched.ask(self.cuts)]

    def make_vault(self, shots=False):
        """Through the first run, up to the button that makes it."""
        self.press('_Continue')
        self.see('Make a _new vault')
        if shots:
            self.shoot('your-vault')
        self.keyboard.reach(self.text('Make a _new vault'))
        self.key('Return')
        self.see('_Make My Vault', 'button')
        if shots:
            self.shoot('ways-in')
        for label in ('Passphrase', 'Passphrase, once more'):
            self.keyboard.reach(self.text(label))
            self.type(PASSPHRASE)

    def close(self):
        return self.program.close()

    def complaints(self):
        """What GTK, libadwaita and GLib warned of, and what is cut off in the pictures."""
        import watched
        self.log.flush()
        self.log.seek(0)
        warnings = [line for line in self.log.read().splitlines()
                    if 'WARNING' in line or 'CRITICAL' in line]
        return warnings + watched.complaints(self.cut_off, self.typed)
