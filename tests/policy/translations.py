"""What a translation must have in common with its original, in every language of po/LINGUAS.

The same places for values, the same markup, a mnemonic where there is one, and nothing that a
tool guessed. How much of it there must be is said below. From right to left, what is put in keeps
its own direction, and so does what is typed just as it stands.
"""
import ast
import re
from collections import Counter
from french import catalogues

# Percent of the source. A language that follows may lack what is new; one that is not named here
# has begun, and may lack anything.
LEAST = {'fr': 100, 'ar': 80, 'es': 80}

FIELD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")$')
VALUE = re.compile(r'%(?:\d+\$)?[-+ #0]*[\d*]*(?:\.[\d*]+)?(?:l|z|h)*[diouxXeEfgGcspn]|\{\w+\}')
MARKUP = re.compile(r'</?[a-z]+(?: [^<>]*)?>')
MNEMONIC = re.compile(r'_(?=\w)')
RIGHT_TO_LEFT = {'ar', 'fa', 'he', 'ur'}
# A name, a folder, an option, a date: each may run the other way. The text of a line of its own, and
# the name of a file, have nothing beside them.
ALONE = re.compile('\u2068[^\u2068\u2069]*\u2069|^%s$|%[-+#0-9.$*]*[diufz]+|%%', re.M)
TURNED = re.compile(r'%(?:\d\$)?s|\{\w+\}|(?<![a-z] )(?<![\w-])--?[a-z]|\d+-\d+-\d')
DATE = re.compile(r'%[-O]?[BYbdeHM]\b|\{month\}')


def messages(content):
    """(the fields of each message, with its places; what is said for it; whether it is a guess)."""
    for block in re.split(r'\n{2,}', content):
        lines = [line for line in block.split('\n') if not line.startswith('#~')]
        fields, name = {}, None
        for line in lines:
            match = FIELD.match(line)
            if match:
                name, line = match[1], match[2]
                fields[name] = ''
            if name and line.startswith('"'):
                fields[name] += ast.literal_eval(line)
        if fields.get('msgid'):
            flags = [line for line in lines if line.startswith('#,')]
            fields['places'] = ' '.join(line[2:] for line in lines if line.startswith('#:')).split()
            said = [text for key, text in fields.items() if key.startswith('msgstr')]
            yield fields, said, 'fuzzy' in ' '.join(flags)


def edges(text):
    return text[:len(text) - len(text.lstrip())], text[len(text.rstrip()):]


def values(text):
    # "%1$s" is a "%s" that may move.
    return Counter(re.sub(r'^%\d+\$', '%', value) for value in VALUE.findall(text))


def faults(fields, said):
    original = fields.get('msgid_plural', fields['msgid'])
    single = fields['msgid']
    for text in said:
        if not DATE.search(original) and values(text) not in (values(original), values(single)):
            # A form for one, two or none may do without the number, and only without it.
            lacks = values(original) - values(text)
            if 'msgid_plural' not in fields or values(text) - values(original) or sum(
                    lacks.values()) > 1 or not all(re.search('[du]$', value) for value in lacks):
                yield f'other values than in the original: {text!r}'
        if Counter(MARKUP.findall(text)) != Counter(MARKUP.findall(original)):
            yield f'other markup than in the original: {text!r}'
        if len(MNEMONIC.findall(single)) == 1 and re.search(r'(^|\W)_\w|[a-z]_[a-z]', single) \
                and '__' not in single and len(MNEMONIC.findall(text)) != 1:
            yield f'no mnemonic, or several: {text!r}'
        if edges(text) != edges(single):
            yield f'other blanks at an end than in the original: {text!r}'
        if text.rstrip().endswith('…') != single.rstrip().endswith('…'):
            yield f'“…” here or in the original only: {text!r}'


def turned(fields, said):
    for text in said:
        if not DATE.search(fields['msgid']) and not re.search(r'\.[a-z]{3}$', text) \
                and TURNED.search(ALONE.sub('', text)):
            yield f'something without U+2068 and U+2069 around it: {text!r}'
        if re.match('[«(]?\u2068', text) and re.search('[\u0590-\u06ff]|%u', text):
            yield f'begins with an isolate, without U+200F before it: {text!r}'


def check(source, build):
    for language, merged in catalogues(source):
        if merged is None:
            continue
        there = whole = 0
        for fields, said, fuzzy in messages(merged.read_text()):
            whole += 1
            if fuzzy:
                yield f'po/{language}.po: guessed and not looked at: {fields["msgid"]!r}'
                continue
            if not all(said):
                continue
            there += 1
            found = list(faults(fields, said))
            if language in RIGHT_TO_LEFT:
                found += turned(fields, said)
            for fault in found:
                yield f'po/{language}.po: {fault}'
        least = LEAST.get(language, 0)
        if there * 100 < whole * least:
            yield f'po/{language}.po: {there} of {whole} messages; {least} % are wanted'
        elif there < whole:
            yield f'note: po/{language}.po: {there} of {whole} messages'
