"""What a learner reads in tutorials and help can be read at one go, in each language of po/LINGUAS.

A sentence has at most 15 words, and at most one of them is long; a text has at most two sentences.
The words that help is found by are no sentences.
"""
import ast
import os
import re
import tempfile
from pathlib import Path
from french import languages
from tree import files, text, tool

WORDS = 15
LONG = {'en': 11, 'fr': 12}
# Words of the glossary, which learners are taught and meet everywhere.
KNOWN = {'compartments', 'compartiment', 'compartiments', 'récupération', 'compartimento',
         'compartimentos'}
SENTENCES = 2
FOLDERS = ['data/tutorials', 'data/help', 'data/handouts']
# Without those that have a context: the words that help is found by.
ENTRY = re.compile(r'^(?<!"\n)msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)', re.M)
WORD = re.compile(r'[^\W_]+')


def sentences(message):
    # What stands between guillemets ends no sentence: “« Partager… »”.
    return [part for part in re.split(r'(?<=[.?!…؟])[ \n]+', message.strip()) if WORD.search(part)]


def faults(message, language):
    found = sentences(message)
    if len(found) > SENTENCES:
        yield f'{len(found)} sentences'
    for sentence in found:
        # An article that lost its vowel is no word of its own: “l’ordinateur”.
        words = [word for word in sentence.replace('\u00a0', ' ').split() if WORD.search(word)]
        if len(words) > WORDS:
            yield f'{len(words)} words'
        longest = [word for word in WORD.findall(sentence)
                   if len(word) > LONG.get(language, 12) and word.lower() not in KNOWN]
        if len(longest) > 1:
            yield f'long words: {", ".join(longest)}'
        if re.search(r'[;()]|\betc\b|\be\.g\.', sentence):
            yield 'more than one idea'


def pairs(content):
    for match in ENTRY.finditer(content):
        yield tuple(''.join(ast.literal_eval(line) for line in part.strip().split('\n'))
                    for part in match.groups())


def check(source, build):
    texts = [path for folder in FOLDERS for path in files(source, '.xml', under=folder)
             if not path.name.endswith('.gresource.xml')]
    if not texts:
        return
    with tempfile.TemporaryDirectory() as folder:
        pot = Path(folder) / 'read.pot'
        tool('xgettext', '--from-code=UTF-8', '-o', pot, *texts, check=True,
             env={**os.environ, 'GETTEXTDATADIRS': str(source / 'po')})
        for message, _ in list(pairs(text(pot)))[1:]:
            for fault in faults(message, 'en'):
                yield f'data: {fault}: {message!r}'
        for language in languages(source):
            merged = Path(folder) / f'{language}.po'
            tool('msgmerge', '-q', '--no-fuzzy-matching', '-o', merged,
                 source / 'po' / f'{language}.po', pot, check=True)
            current = tool('msgattrib', '--no-obsolete', merged, check=True).stdout
            for _, message in list(pairs(current))[1:]:
                for fault in faults(message, language):
                    yield f'po/{language}.po: {fault}: {message!r}'
