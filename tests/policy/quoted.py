"""What stands in quotation marks is on the screen, word for word: in English, and in each language of
po/LINGUAS.

Who is told to press “Keep Apart” looks for these words. So what the lessons and the help quote is a
text of the interface, or is named below; and a translation quotes that text as it is translated. The
underscore of a key, the dots of a question and the marks of a direction are not read.
"""
import re
from french import catalogues
from readability import FOLDERS
from translations import messages

QUOTED = re.compile('[“«„]([^“”«»„]+)[”»“]')
UNREAD = re.compile('[_\u200e\u200f\u2066-\u2069]')
# Words that are typed, which the same letters on the screen have nothing to do with.
TYPED = {'search key', 'search value', 'registry'}
COMMAND = re.compile('coffretctl |--')
# What the help says is in a file, in an e-mail or somebody's own, or begins a sentence of the screen.
ELSEWHERE = {'badge', 'certificate', 'DID document', 'summary', 'a newer version of',
             'Work', 'for the CV', 'care'}


def plain(text):
    return UNREAD.sub('', text).strip(' \u00a0\u202f\n').removesuffix('…')


def quoted(text):
    return [plain(words) for words in QUOTED.findall(text)]


def teaches(fields):
    return any(place.startswith(tuple(FOLDERS)) for place in fields['places'])


def shown(found):
    """What the interface says in English, each with its translations."""
    texts = {}
    for fields, said, _ in found:
        if fields.get('msgctxt') in TYPED or 'msgid_plural' in fields:
            continue
        if any(not place.startswith(tuple(FOLDERS)) for place in fields['places']):
            texts.setdefault(plain(fields['msgid']), set()).update(plain(text) for text in said)
    return texts


def unknown(found, texts):
    for fields, _, _ in found:
        for words in quoted(fields['msgid']) if teaches(fields) else []:
            if words not in texts and words not in ELSEWHERE and not COMMAND.match(words):
                yield f'data: nothing on the screen is called “{words}”: {fields["msgid"]!r}'


def otherwise(found, texts):
    for fields, said, _ in found:
        for words in quoted(fields['msgid']):
            for text in said:
                if text and words in texts and not texts[words] & {*quoted(text), ''}:
                    there = ' or '.join(sorted(texts[words]))
                    yield f'“{words}” is “{there}” on the screen: {text!r}'


def check(source, build):
    seen = False
    for language, merged in catalogues(source):
        if merged is None:
            continue
        found = list(messages(merged.read_text()))
        texts = shown(found)
        if not seen:
            yield from unknown(found, texts)
            seen = True
        for fault in otherwise(found, texts):
            yield f'po/{language}.po: {fault}'
