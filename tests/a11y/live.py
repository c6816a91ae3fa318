"""The running program as assistive technology sees it: waiting, looking, pressing keys.

Nothing here sleeps for a guessed time: every wait is for a condition on the
accessibility bus, and says what it saw when the condition never came.
"""
import subprocess
import time
from pathlib import Path

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib

from nodes import Bus

NEEDS_NAME = {
    'button', 'push button', 'toggle button', 'check box', 'radio button', 'switch', 'text',
    'entry', 'password text', 'spin button', 'combo box', 'slider', 'link', 'image', 'list item',
    'menu item', 'check menu item', 'radio menu item', 'page tab', 'icon', 'progress bar',
    'level bar', 'dialog', 'frame', 'table row', 'tree item'}
PATIENCE = 60  # seconds; a bound on hanging, not a measure of speed
QUIET = 5  # looks at a program that find it resting, a frame or more apart


class NotSeen(AssertionError):
    """What was waited for did not come; the message shows what was there."""


def settle():
    """Lets pending accessibility events arrive."""
    context = GLib.MainContext.default()
    while context.iteration(False):
        pass


def wait(what, condition, seen=lambda: '', patience=PATIENCE):
    """The first true answer of CONDITION; NotSeen (WHAT and SEEN) when there is none."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        settle()
        answer = condition()
        if answer:
            return answer
        time.sleep(0.05)
    raise NotSeen(f'waited {patience} s for {what}; there was: {seen()}')


def at_work(process):
    """Whether PROCESS, or one that it started, has something to do; who waits for a turn has."""
    for thread in Path(f'/proc/{process}/task').glob('*'):
        try:
            state = (thread / 'stat').read_text(encoding='latin-1').rpartition(')')[2].split()[0]
            started = (thread / 'children').read_text(encoding='ascii').split()
        except OSError:
            continue  # it has just ended
        if state in 'RD' or any(map(at_work, started)):
            return True
    return False


def described(node):
    """Role and name of NODE, '' for none."""
    return f'{node.role} “{node.name}”' if node else ''


class Program:
    """A GTK program under test."""

    def __init__(self, command, **options):
        self.bus = Bus()
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)
        self.pid = self.process.pid
        try:
            self.root = wait('the program on the accessibility bus', self._find)
            wait('a window', self.windows)
        except NotSeen:
            self.close()
            raise

    def _find(self):
        if self.process.poll() is not None:
            raise NotSeen(f'the program ended at once with status {self.process.returncode}')
        return next((root for process, root in self.bus.programs()
                     if process == self.process.pid), None)

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode

    def nodes(self):
        """(node, path) of all that is showing, now."""
        return [(node, path) for node, path in self.root.walk()
                if node.has(Atspi.StateType.SHOWING)]

    def windows(self):
        return self.root.windows()

    def outline(self):
        """What is showing and has a name or is a control, one line a node; for messages."""
        lines = []
        for node, path in self.nodes():
            if node.name or node.role in NEEDS_NAME:
                mark = ' (focused)' if node.has(Atspi.StateType.FOCUSED) else ''
                lines.append(f'{"  " * path.count("/")}{node.role} “{node.name}”{mark}')
        return '\n'.join(lines)

    def find(self, fragment, *roles):
        """The first visible node whose name holds FRAGMENT; None if there is none."""
        for node, _ in self.nodes():
            if fragment in node.name and (not roles or node.role in roles):
                return node
        return None

    def see(self, fragment, *roles, patience=PATIENCE):
        return wait(f'“{fragment}” to appear', lambda: self.find(fragment, *roles), self.outline,
                    patience)

    def gone(self, fragment, *roles):
        wait(f'“{fragment}” to go', lambda: not self.find(fragment, *roles), self.outline)
        self.rest()

    def rest(self):
        """Waits until a key has somebody to go to: the focus comes back after what had it is gone."""
        try:
            wait('the focus', self.focused, patience=10)
        except NotSeen:
            pass  # some pages have none

    def calm(self):
        """Waits until the program has done what it was asked: it rests for as long as some frames take.

        Not for what it waits for itself. One that never rests is left to it.
        """
        end, looks = time.monotonic() + PATIENCE, 0
        while looks < QUIET and time.monotonic() < end:
            time.sleep(0.02)
            looks = 0 if at_work(self.pid) else looks + 1

    def focused(self):
        for node, _ in self.nodes():
            if node.has(Atspi.StateType.FOCUSED):
                return node
        return None

    def focus_text(self):
        """Role and name of what has the focus, '' for nothing."""
        return described(self.focused())

    def unnamed(self, nodes=None):
        """Paths of visible controls without a name; of those among NODES."""
        return [path for node, path in (self.nodes() if nodes is None else nodes)
                if node.role in NEEDS_NAME and not node.name.strip() and not node.is_labelled()]


class Beside(Program):
    """A program that another one started, with WORD in its command."""

    def __init__(self, word):  # pylint: disable=super-init-not-called
        self.bus, self.word, self.pid = Bus(), word.encode(), None
        self.root = wait(f'a program with {word} on the accessibility bus', self._find)
        wait('a window', self.windows)

    def _find(self):
        for process, root in self.bus.programs():
            try:
                if self.word in Path(f'/proc/{process}/cmdline').read_bytes():
                    self.pid = process
                    return root
            except OSError:
                continue  # it is gone
        return None

    def close(self):
        raise NotImplementedError('it is closed by its own window')

    def ended(self):
        wait('the program to end', lambda: not Path(f'/proc/{self.pid}').exists())


class Keyboard:
    """One key at a time, as a person: the next when the last has had its effect."""

    def __init__(self, program):
        self.program = program

    def press(self, key):
        subprocess.run(['xdotool', 'key', '--clearmodifiers', key], check=True,
                       stdin=subprocess.DEVNULL)
        self.program.calm()

    def type(self, text):
        subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '25', '--', text],
                       check=True, stdin=subprocess.DEVNULL)
        self.program.calm()

    def other_than(self, before):
        """What has the focus, when it is not the node BEFORE as it was; else None."""
        node = self.program.focused()
        if node is None or before is None:
            return node
        same = node.reference == before.reference and described(node) == described(before)
        return None if same else node

    def reach(self, fragment, *roles, key='Tab', most=40):
        """Presses KEY until what has the focus is named FRAGMENT: no shortcut, no pointer."""
        node, visited = self.program.focused(), []
        for _ in range(most):
            if node is not None and fragment in node.name and (not roles or node.role in roles):
                return node
            visited.append(described(node))
            self.press(key)
            try:
                node = wait('the focus to move', lambda before=node: self.other_than(before),
                            patience=3)
            except NotSeen:
                pass  # it is the only stop
        raise NotSeen(f'“{fragment}” cannot be reached by {key}; visited: {visited}')
