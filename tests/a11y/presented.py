#!/usr/bin/env python3
"""presented.py BUILD FOLDER: what is covered on a projector is nowhere on the accessibility bus.

A planted word is written into a note and as one's own e-mail address. While the window is presented
nothing that assistive technology can ask of any object has letters of it, nor is the
text of the file there; when that has ended, it is all found again.
"""
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'ui'))
import samples
from screen import Screen
from hidden import WORD, answers, tells
from live import NotSeen, settle, wait

SOURCE = '"credentialSubject"'  # of the text of the file


def found(screen):
    settle()
    return [f'{what} of a {kind}: {text}' for what, kind, text in answers(screen.program)
            if tells(text, False) or SOURCE in text]


def cover(screen, place, what):
    """WHAT is found before, nothing while it is presented, and WHAT again."""
    def is_found():
        return any(what in line for line in found(screen))
    wait(f'{place}, before', is_found)
    screen.key('F5')
    wait(f'nothing of {place}', lambda: not found(screen), lambda: found(screen)[0][:200])
    screen.shoot(place.replace(' ', '-'))
    screen.key('F5')
    wait(f'{place}, after', is_found)
    print(f'ok - {place}', flush=True)


def open_covered(screen, place, opening, what, there):
    """What comes on the screen while it is presented is covered from its first moment."""
    opening()
    wait(f'{place}, before', lambda: any(what in line for line in found(screen)))
    screen.key('Escape')
    wait(f'{place} to close', lambda: not any(what in line for line in found(screen)))
    screen.key('F5')
    wait('nothing', lambda: not found(screen))
    opening()
    screen.see(there, 'dialog')
    settle()
    bad = dict.fromkeys(found(screen))
    screen.shoot(place.replace(' ', '-'))
    for line in bad:
        print(f'not ok - {place}: {line[:200]}', flush=True)
    screen.key('Escape')
    screen.program.gone(screen.text(there), 'dialog')
    screen.key('F5')
    screen.program.gone(screen.text('Presenting: private parts are covered on the screen'), 'label')
    if not bad:
        print(f'ok - {place}', flush=True)
    return len(bad)


def details(screen):
    screen.keyboard.reach(screen.text('Show Technical _Details'), most=80)
    screen.key('Return')


def add_address(screen):
    screen.key('ctrl+alt+m')
    screen.keyboard.reach(screen.text('Add an _E-mail Address…'))
    screen.key('Return')
    screen.see('E-mail address')
    screen.type(f'{WORD}@client.example')
    screen.key('Return')
    screen.see(f'{WORD}@')
    screen.key('Escape')
    screen.program.gone(f'{WORD}@')


def visit(screen):
    screen.see('The Original')
    screen.keyboard.reach(screen.text('Note'), 'text', most=80)
    screen.type(WORD)
    screen.keyboard.press('Tab')
    cover(screen, 'the note', WORD)
    bad = open_covered(screen, 'the file', lambda: details(screen), SOURCE,
                       'Technical Details')
    add_address(screen)
    return bad + open_covered(screen, 'the address', lambda: screen.key('ctrl+alt+m'),
                              f'{WORD}@', 'About Me')


def main(build, folder):
    with tempfile.TemporaryDirectory() as place:
        given = Path(place) / 'given.json'
        given.write_text(json.dumps(samples.credential(
            81, 'Wound care', 'Harbour College', '2026-02-03T00:00:00Z', 'Badge')),
            encoding='utf-8')
        screen = Screen(build, folder, '--guest', arguments=['--language=en', given])
        try:
            bad = visit(screen)
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
