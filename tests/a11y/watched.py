"""A Coffret that tells what is cut off on its screen (watch-cuts.c)."""
import json
import shutil
from pathlib import Path

import samples
from live import wait


# What it starts beside itself, where it looks for them.
HELPERS = ('src/app/decode/coffret-decode', 'src/app/decode/coffret-document',
           'src/vault/prove/coffret-prove')


def lay_out(build, program, place):
    """A build folder as the program knows one, at PLACE; languages are for who asks."""
    for name in (*HELPERS, 'data/gschemas.compiled'):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(build / name, place / name)
    shutil.copy(program, place / 'src/coffret')


def ask(folder):
    """[(what, text)] of the program that was started with COFFRET_CUTS=FOLDER."""
    folder = Path(folder)
    (folder / 'ask').touch()
    wait('an answer about what is cut off', lambda: not (folder / 'ask').exists())
    lines = (folder / 'answer').read_text(encoding='utf-8').splitlines()
    return [(what, text) for what, _, text in (line.partition('\t') for line in lines)]


def brought_along():
    """All texts of the invented people, the longest first."""
    found = set()
    for path in (Path(__file__).resolve().parents[2] / 'data/practice').rglob('*.json'):
        found |= {text.strip() for text in samples.strings(json.loads(path.read_text('utf-8')))}
    found |= set(samples.strings([samples.SIGNED, samples.SAMPLES]))
    return sorted((text for text in found if len(text) > 1), key=len, reverse=True)


def complaints(cuts, typed=()):
    """Of CUTS, [(picture, what, text)], what nobody brought along and TYPED; each once.

    What a person wrote may be long and end in an ellipsis: the rest is in a tooltip or on a page of
    its own. It may have words that are longer than a line, too.
    """
    known = [*brought_along(), *typed] if cuts else []
    faults = {}
    for picture, what, text in cuts:
        theirs = any(one in text for one in known if len(one) > 3)
        if not theirs or what not in ('ellipsis', 'broken'):
            faults.setdefault((what, text), picture)
    return [f'{picture}: {what}: {text}' for (what, text), picture in faults.items()]
