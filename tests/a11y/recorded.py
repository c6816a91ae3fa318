#!/usr/bin/env python3
"""recorded.py TOP: the recorded transcripts say what today's program says.

Each sentence of tests/a11y/transcripts is taken apart: what the program has as messages (by
po/fr.po, which the policies keep complete), what the sample credentials say, what was typed, and
Orca's own words. What remains is a label that the program no longer has: the recording is stale,
and tests/a11y/record makes it anew. A passphrase may not have been spoken by the letter.
"""
import ast
import json
import re
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1] / 'ui')]
import daily_tasks
import samples
from screen import PASSPHRASE

# Roles and states, as Orca names them.
ORCA = {
    'en': '''frame grouping button dialog toggle not pressed pressed entry list with item items
        check box checked not checked selected opens popup scroll pane password text combo leaving
        form menu heading blank level expanded collapsed read only multi selectable panel
        text unselected disabled grayed alert page tab article link window table row column
        Alt Shift Control Coffret ob vc selection deleted ''',
    'fr': '''cadre groupement regroupement bouton dialogue boîte de liste éléments élément bascule
        non pressé enfoncé relâché entrée case à cocher cochée coché décochée sélectionné
        désélectionné ouvre menu contextuel un une panneau défilant défilement texte mot passe
        avec combinée quitter quitte formulaire sort du titre niveau vide développé réduit article
        deux états contextuelle zone saisie sortie alerte lien fenêtre champ tableau ligne colonne la le Alt Maj Ctrl Coffret déroulant grisé
        ob vc dans liste déroulante sélection été supprimée '''}
MONTHS = '''January February March April May June July August September October November December
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre'''
FORMAT = re.compile(r'%(?:\d+\$)?[-#0 ]*\d*(?:\.\d+)?(?:hh|ll|[hljztL])?[a-zA-Z]|%%')


def catalogue(path, language):
    """Every message of the program in LANGUAGE."""
    found, key = [], None
    for entry in re.split(r'\n\s*\n', path.read_text(encoding='utf-8')):
        texts = {}
        for line in entry.splitlines():
            start = re.match(r'(msgid|msgid_plural|msgstr(?:\[\d\])?|msgctxt) (".*")$', line)
            if start:
                key = start[1]
                texts[key] = ast.literal_eval(start[2])
            elif line.startswith('"') and key:
                texts[key] += ast.literal_eval(line)
        wanted = 'msgid' if language == 'en' else 'msgstr'
        found += [text for name, text in texts.items() if name.startswith(wanted) and text
                  and 'Content-Type:' not in text]
    return found


def fragments(texts):
    """The fixed parts of TEXTS, the longest first."""
    parts = set()
    for text in texts:
        text = re.sub(r'_(?=\w)', '', text)
        for part in [*FORMAT.split(text), *(text.splitlines() if '\n' in text else [])]:
            part = part.strip(' .:·,;\n“”«»\xa0')
            if len(part) > 1:
                parts.add(part)
    return sorted(parts, key=len, reverse=True)


def remainder(sentence, known, orca):
    rest = sentence
    for part in known:
        if part in rest:
            rest = re.sub(rf'(?<!\w){re.escape(part)}(?!\w)', ' | ', rest)
    words = [word for word in re.findall(r'[^\W\d_]+', rest) if word.lower() not in orca]
    return [word for word in words if len(word) > 1]


def check(path, known, orca):
    typed, secret, bad = '', False, 0
    lines = path.read_text(encoding='utf-8').splitlines()
    if sum(not line.startswith('[') for line in lines) * 2 < len(lines):
        print(f'{path.name}: Orca was silent while this was recorded')
        bad += 1
    for number, line in enumerate(lines, 1):
        if line.startswith('['):
            typed = line[8:-2] if line.startswith('[types “') else ''
            secret = typed == PASSPHRASE
            continue
        sentence = line.strip()
        if secret and len(sentence) == 1:
            print(f'{path.name}:{number}: a letter of the passphrase was spoken')
            bad += 1
        rest = remainder(sentence, known, orca)
        if rest:
            print(f'{path.name}:{number}: “{sentence}”: the program does not say: {" ".join(rest)}')
            bad += 1
    return bad


def main(top):
    top, bad = Path(top), 0
    tasks = (top / 'tests/a11y/tasks.py').read_text(encoding='utf-8')
    typed = ast.literal_eval(re.search(r'^WORDS = (\{.*?\}\})', tasks, re.M | re.S)[1])
    for language, words in daily_tasks.WORDS.items():
        typed[language] = {**typed[language], **words}
    acts = re.findall(r'\((\w+), (?:None|\'[\w-]+\')\)', tasks[tasks.index('TASKS = '):])
    titles = {f'{n:02d}-{act.replace("_", "-")}.txt' for n, act in enumerate(acts, 1)}
    for language in ('en', 'fr'):
        texts = catalogue(top / 'po/fr.po', language)
        texts += samples.strings(samples.SAMPLES)
        for path in [*(top / 'data/practice').glob('**/*.json')]:
            texts += samples.strings(json.loads(path.read_text(encoding='utf-8')))
        texts += typed[language].values()
        names = [file['name'] for file in samples.SAMPLES]
        texts += [f'{n}-' + ''.join(c if c.isalnum() else '-' for c in name.lower())[:40].strip('-')
                  + '.json' for n, name in enumerate(names, 1)]
        known = fragments(texts)
        orca = {word.lower() for word in (ORCA[language] + MONTHS).split()}
        paths = sorted((top / 'tests/a11y/transcripts' / language).glob('*.txt'))
        for title in sorted(titles ^ {path.name for path in paths}):
            print(f'{language}: {title}', 'is not recorded' if title in titles else 'is no task')
            bad += 1
        bad += sum(check(path, known, orca) for path in paths)
    print('not ok' if bad else 'ok', f'{bad} stale' if bad else 'the transcripts are of today')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
