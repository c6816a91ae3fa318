#!/usr/bin/env python3
"""told.py BUILD FOLDER: whatever a key gives the focus to, a screen reader is told of.

The toolkit tells nothing of a focus that comes before what has it is shown; then a dialog opens
without a word. Each way is gone twice: the second time a dialog may have its answers at once.
"""
import sys
from pathlib import Path

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'ui'))
from screen import Screen
from live import NotSeen, described, wait

EVENT = 'object:state-changed:focused'
DIALOGS = ('ctrl+n', 'ctrl+k', 'ctrl+shift+s', 'ctrl+comma', 'ctrl+alt+m', 'ctrl+question')


class Ear:
    """The last that was told to have the focus."""

    def __init__(self, pid):
        self.pid, self.last = pid, ''
        self.listener = Atspi.EventListener.new(self.on_event)
        self.listener.register(EVENT)

    def on_event(self, event):
        try:
            if event.detail1 and event.source.get_process_id() == self.pid:
                self.last = f'{event.source.get_role_name()} “{event.source.get_name()}”'
        except GLib.Error:
            pass  # it went away


class Walk:
    def __init__(self, screen):
        self.screen, self.bad = screen, 0
        self.ear = Ear(screen.program.pid)

    def press(self, *keys):
        """KEYS, the last of which moves the focus; to what was told."""
        *first, last = keys
        self.screen.key(*first)
        before = described(self.screen.program.focused())
        self.screen.key(last)
        now = wait(f'the focus to move by {last}',
                   lambda: self.moved(before), self.screen.program.outline)
        try:
            wait(f'to hear of {now}', lambda: self.ear.last == described(
                self.screen.program.focused()), lambda: self.ear.last, patience=10)
            print(f'ok - {last}: {now}', flush=True)
        except NotSeen as error:
            print(f'not ok - {last}: {error}', flush=True)
            self.bad += 1

    def moved(self, before):
        now = described(self.screen.program.focused())
        return now if now != before else None

    def there_and_back(self, key):
        self.press(key)
        self.press('Escape')


def go(screen):
    walk = Walk(screen)
    screen.see('Practice vault: nothing here is real')
    screen.program.see('12', 'list item')
    for _ in range(2):
        for key in DIALOGS:
            walk.there_and_back(key)
        for key in ('F1', 'Escape', 'Escape', 'ctrl+f', 'Escape'):
            walk.press(key)
    walk.press('Return')
    for _ in range(2):
        walk.there_and_back('ctrl+i')
    walk.press('Escape')
    walk.press('ctrl+shift+s')
    walk.press('Return')
    screen.see('Name of the group')
    screen.key('ctrl+a')
    screen.type('Harbour')
    walk.press('Return')
    screen.see('What They Read')
    for _ in range(2):
        for key in ('ctrl+shift+s', 'ctrl+shift+p'):
            walk.there_and_back(key)
    walk.press('ctrl+alt+h')
    for _ in range(2):
        walk.there_and_back('ctrl+f')
    return walk.bad


def main(build, folder):
    screen = Screen(Path(build), Path(folder), '--practice', 'en')
    try:
        bad = go(screen)
    finally:
        screen.close()
    complaints = screen.complaints()
    print(*complaints, sep='\n')
    return 1 if bad or complaints else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
