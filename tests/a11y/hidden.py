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
from live import NotSeen, settle, wait
from nodes import PREFIX

TEXT = PREFIX + 'Text'
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


def of_text(node, count, selections):
    """(name of the question, the question) for all that can be asked about the text of NODE."""
    yield 'GetText', node.question('Text', 'GetText', 'ii', 0, -1)
    yield 'GetText', node.question('Text', 'GetText', 'ii', 0, count)
    for start, end in selections:
        yield 'GetSelection', node.question('Text', 'GetText', 'ii', start, end)
    for at in sorted({0, 1, count // 2, count - 1} & set(range(count))):
        yield 'GetCharacterAtOffset', node.question('Text', 'GetCharacterAtOffset', 'i', at)
        for method, ways in (('GetStringAtOffset', GRANULARITIES), ('GetTextAtOffset', BOUNDARIES),
                             ('GetTextBeforeOffset', BOUNDARIES),
                             ('GetTextAfterOffset', BOUNDARIES)):
            for way in ways:
                yield method, node.question('Text', method, 'iu', at, int(way))


def asked(bus, nodes):
    """Every answer about the texts of NODES: (question, node, answer); some are out of use."""
    kinds = bus.ask_together([node.question('Accessible', 'GetInterfaces') for node in nodes])
    texts = [node for node, answer in zip(nodes, kinds) if answer and TEXT in answer[0]]
    counts = bus.ask_together([node.property('Text', 'CharacterCount') for node in texts])
    chosen = bus.ask_together([node.question('Text', 'GetNSelections') for node in texts])
    ranges = [(node, number) for node, answer in zip(texts, chosen) if answer
              for number in range(answer[0])]
    selections = {}
    for (node, _), answer in zip(ranges, bus.ask_together(
            [node.question('Text', 'GetSelection', 'i', number) for node, number in ranges])):
        if answer:
            selections.setdefault(node, []).append(answer)
    questions = [(what, node, question) for node, count in zip(texts, counts) if count
                 for what, question in of_text(node, count[0], selections.get(node, ()))]
    for (what, node, _), answer in zip(questions,
                                       bus.ask_together([question for _, _, question in questions])):
        if answer and what == 'GetCharacterAtOffset':
            yield what, node, chr(answer[0]) if answer[0] > 0 else ''
        elif answer:
            yield what, node, answer[0]


def tells(text, hidden):
    """Whether TEXT, all of which is HIDDEN or not, has letters of the word."""
    return bool(set(text) - BULLETS) if hidden else any(piece in text for piece in PIECES)


def answers(program):
    """(question, role, answer) for all of PROGRAM, showing or not, that can be asked."""
    nodes = [node for node, _ in program.root.walk()]
    described = program.bus.ask_together([node.property('Accessible', 'Description')
                                          for node in nodes])
    for node, answer in zip(nodes, described):
        yield 'the name', node.role, node.name
        yield 'the description', node.role, answer[0] if answer else ''
    for what, node, text in asked(program.bus, nodes):
        yield what, node.role, text


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
                self.told.append((event.type, event.source.get_role_name(), text))
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
        for what, kind, text in answers(self.screen.program):
            hidden = kind == 'password text' and what not in ('the name', 'the description')
            yield what, kind, text, hidden
        settle()
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
        return node.get('Text', 'CharacterCount')

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

    def field():
        return screen.program.find(screen.text('Passphrase'), 'password text')

    # A key that is pressed while the door still answers is lost to it.
    def typed():
        screen.key('ctrl+a')
        screen.type(WORD)
        return field().get('Text', 'CharacterCount') == len(WORD)
    wait('what is typed', typed)
    screen.press('Show what is typed', 'toggle button')

    def said():
        return field().ask('Text', 'GetText', 'ii', 0, -1)[0]
    wait('what is shown', lambda: tells(said(), False), said)


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
