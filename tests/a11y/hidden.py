#!/usr/bin/env python3
"""hidden.py BUILD FOLDER: what is typed where it is hidden is nowhere on the accessibility bus.

A planted word is typed into the entries for passphrases and codes, gone through, chosen whole
and cut, and used. All the while everything that assistive technology can ask of every object,
and all that it is told, is searched: of a hidden text there may be bullets or nothing. Then it
is shown by its button, which is another matter: so the search finds what can be found.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'ui'))
import machines
import trouble
from screen import Screen
from live import NotSeen, children, role, settle, wait

# No three letters of it in a row stand in another text.
WORD = 'qzxjkvwqxzkjq'
PIECES = {WORD[at:at + 3] for at in range(len(WORD) - 2)}
BULLETS = set('•●')
EVENTS = ('object:text-changed', 'object:text-selection-changed', 'object:text-caret-moved',
          'object:property-change', 'object:announcement', 'object:visible-data-changed',
          'object:attributes-changed', 'object:active-descendant-changed')
BOUNDARIES = (Atspi.TextBoundaryType.CHAR, Atspi.TextBoundaryType.WORD_START,
              Atspi.TextBoundaryType.SENTENCE_START, Atspi.TextBoundaryType.LINE_START)
GRANULARITIES = (Atspi.TextGranularity.CHAR, Atspi.TextGranularity.WORD,
                 Atspi.TextGranularity.SENTENCE, Atspi.TextGranularity.LINE,
                 Atspi.TextGranularity.PARAGRAPH)



def ask(question, *arguments):
    """The answer to one QUESTION, None when it has none: some are out of use."""
    try:
        return question(*arguments)
    except GLib.Error:
        return None


def asked(node):
    """Every answer about the text of NODE: (question, answer)."""
    text = node.get_text_iface()
    if text is None:
        return
    count = text.get_character_count()
    yield 'GetText', ask(Atspi.Text.get_text, text, 0, -1)
    yield 'GetText', ask(Atspi.Text.get_text, text, 0, count)
    for number in range(text.get_n_selections()):
        chosen = Atspi.Text.get_selection(text, number)
        yield 'GetSelection', ask(Atspi.Text.get_text, text, chosen.start_offset,
                                  chosen.end_offset)
    for at in sorted({0, 1, count // 2, count - 1} & set(range(count))):
        letter = ask(Atspi.Text.get_character_at_offset, text, at)
        yield 'GetCharacterAtOffset', chr(letter) if letter and letter > 0 else None
        for question, ways in ((Atspi.Text.get_string_at_offset, GRANULARITIES),
                               (Atspi.Text.get_text_at_offset, BOUNDARIES),
                               (Atspi.Text.get_text_before_offset, BOUNDARIES),
                               (Atspi.Text.get_text_after_offset, BOUNDARIES)):
            for way in ways:
                piece = ask(question, text, at, way)
                yield question.__name__, piece.content if piece else None


def tells(text, hidden):
    """Whether TEXT, all of which is HIDDEN or not, has letters of the word."""
    return bool(set(text) - BULLETS) if hidden else any(piece in text for piece in PIECES)


def everything(node):
    """NODE and all below it, showing or not."""
    yield node
    for child in children(node):
        yield from everything(child)


class Ear:
    """What the program tells of its own accord."""

    def __init__(self, pid):
        self.pid, self.told = pid, []
        self.listener = Atspi.EventListener.new(self.on_event)
        for event in EVENTS:
            self.listener.register(event)

    def on_event(self, event):
        try:
            if event.source.get_process_id() == self.pid:
                text = event.any_data if isinstance(event.any_data, str) else ''
                self.told.append((event.type, role(event.source), text))
        except GLib.Error:
            pass  # it went away

    def close(self):
        for event in EVENTS:
            self.listener.deregister(event)


class Search:
    """For the planted word, in everything that one program says."""

    def __init__(self, screen):
        self.screen, self.found = screen, 0
        self.ear = Ear(screen.program.process.pid)

    def answers(self):
        for node in everything(self.screen.program.root):
            try:
                kind = role(node)
                yield 'the name', kind, node.get_name() or '', False
                yield 'the description', kind, node.get_description() or '', False
                for question, text in asked(node):
                    yield question, kind, text or '', kind == 'password text'
            except GLib.Error:
                continue  # it went away
        for event, kind, text in self.ear.told:
            # Nothing but hidden texts changes here.
            yield event, kind, text, event.startswith('object:text-')

    def look(self, place):
        """At all objects, and at all that was told since the last look."""
        settle()
        answers = list(self.answers())
        told = len(self.ear.told)
        self.ear.told.clear()
        bad = dict.fromkeys(f'{what} of a {kind}: {text}'
                            for what, kind, text, hidden in answers if tells(text, hidden))
        for line in bad:
            print(f'not ok - {place}: {line}', flush=True)
        if not bad:
            print(f'ok - {place}: {len(answers)} answers, {told} events', flush=True)
        self.found += len(bad)

    def length(self, label):
        """How many letters the entry LABEL has, as assistive technology counts them."""
        node = self.screen.program.find(self.screen.text(label), 'password text')
        return node.get_text_iface().get_character_count()

    def plant(self, label, place):
        """Typed, gone through letter by letter, chosen whole; the last letter is cut."""
        screen = self.screen
        screen.see(label, 'password text')
        screen.keyboard.reach(screen.text(label), 'password text')
        screen.type(WORD)
        wait('what is typed', lambda: self.length(label) == len(WORD))
        self.look(f'{place}, typed')
        screen.key('Left', 'Left', 'shift+Left')
        self.look(f'{place}, a letter chosen')
        screen.key('ctrl+a')
        self.look(f'{place}, all chosen')
        screen.key('End', 'BackSpace')
        wait('one letter less', lambda: self.length(label) == len(WORD) - 1)
        self.look(f'{place}, a letter cut')


def first_run(screen, search):
    screen.see('_Continue', 'button')
    screen.press('_Continue')
    screen.see('Make a _new vault')
    screen.keyboard.reach(screen.text('Make a _new vault'))
    screen.key('Return')
    screen.see('_Make My Vault', 'button')
    for label in ('Passphrase', 'Passphrase, once more'):
        search.plant(label, f'the first run, {label}')
    screen.key('Return')
    screen.see('_Add Credentials…', 'button')
    search.look('a vault that is made')
    machines.preferences(screen, 'Folder of the vault')
    machines.go(screen, '_Change the Passphrase…', most=60)
    for label in ('Current passphrase', 'New passphrase'):
        search.plant(label, f'another passphrase, {label}')
    screen.key('ctrl+l')
    screen.see('Your Vault Is Locked')
    search.plant('Passphrase', 'the door')
    screen.type('no')
    screen.key('Return')
    wait('the answer', lambda: search.length('Passphrase') == 0)
    search.look('the door, refused')
    shown(screen)


def shown(screen):
    """By its button: then it can be read, or nothing was searched."""
    screen.keyboard.reach(screen.text('Passphrase'), 'password text')
    screen.type(WORD)
    screen.press('Show what is typed', 'toggle button')
    node = screen.program.find(screen.text('Passphrase'), 'password text')
    # A piece is enough: a key that was pressed while the door still answered is lost to it.
    wait('what is shown', lambda: tells(next(asked(node), ('', ''))[1] or '', False),
         lambda: list(asked(node)))


def bring_back(screen, search, backup):
    screen.see('_Continue', 'button')
    screen.press('_Continue')
    screen.see('_Bring a vault back')
    screen.give(backup)
    screen.see('What the Backup Holds')
    search.plant('Passphrase', 'the backup')
    screen.type('no')
    screen.key('Return')
    screen.see('This is not the passphrase of this vault. Please try again.')
    # What was wrong stays there.
    assert search.length('Passphrase') == len(WORD) + 1
    search.look('the backup, refused')


def salvage(screen, search):
    screen.see('_Save What Can Be Read…', 'button')
    screen.press('_Save What Can Be Read…')
    search.plant('Passphrase', 'what can be read')


def visit(build, folder, vault, steps, *arguments):
    """How often something was found, or did not go as it should."""
    screen = Screen(build, folder, vault)
    search, bad = Search(screen), 0
    try:
        steps(screen, search, *arguments)
    except NotSeen as error:
        print(f'not ok - {str(error)[:400]}', screen.program.outline(), sep='\n', flush=True)
        bad = 1
    finally:
        search.ear.close()
        screen.close()
    complaints = screen.complaints()
    print(*complaints, sep='\n')
    return bad + search.found + bool(complaints)


def main(build, folder):
    folder = Path(folder)
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        vault, backup = work / 'vault', work / 'kept.coffret'
        bad = visit(build, folder / 'first', vault, first_run)
        subprocess.run([Path(build) / 'src' / 'cli' / 'coffretctl', 'backup', '--vault', vault,
                        '--passphrase-fd', '0', backup], input=WORD[:-1], text=True, check=True)
        bad += visit(build, folder / 'back', work / 'other', bring_back, backup)
        trouble.zero(vault / 'vault.db')
        bad += visit(build, folder / 'salvage', vault, salvage)
    return 1 if bad else 0


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
