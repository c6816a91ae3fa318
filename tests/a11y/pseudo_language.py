"""pseudo_language.py SOURCE FOLDER: a language that nobody speaks, made of the English: what is not in it was never translated.

Every message has accents, is 40 % longer, and stands in brackets: ⟦Ṗŕéƒéŕéñçéš~~~~⟧. Values,
markup and what is typed rather than read stay as they are. A process of its own: the
policies and the accessibility tests each have a module “tree”.
"""
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'policy'))
from french import template
from translations import messages

TAG = 'qps'
# Not the D: some tests press it as an access key.
ACCENTS = str.maketrans('abceghiklnoprstuyzACEGILNOPRSTUYZ', 'áƀçéĝĥíķĺñöṗŕšţüýžÁÇÉĜÍĹÑÖṖŔŠŢÜÝŽ')
KEPT = re.compile(
    r'%%|%(?:\d+\$)?[-+ #0]*[\d*]*(?:\.[\d*]+)?(?:l|z|h)*[diouxXeEfgGcspn]'  # values
    r'|%[-O]?[A-Za-z]'  # parts of a date
    r'|\{\w+\}|</?[a-z]+(?: [^<>]*)?>|&\w+;'
    r'|https?:\S+|\n')
# Typed, or said to a program, not read.
NOT_READ = {'search key', 'search value', 'language tag', 'spoken language', 'decimal mark',
            'list of fields'}
HEADER = ('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n'
          'Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n')


def longer(text):
    """The brackets are two of what is added."""
    missing = max(0, len(text) * 2 // 5 - 2)
    words = ['~' * min(6, missing - at) for at in range(0, missing, 6)]
    return (' ' if len(text) > 20 else '') + ' '.join(words) if words else ''


def pseudo(text):
    parts, at = [], 0
    for match in KEPT.finditer(text):
        parts += [text[at:match.start()].translate(ACCENTS), match[0]]
        at = match.end()
    parts.append(text[at:].translate(ACCENTS))
    core = ''.join(parts)
    start, end = len(core) - len(core.lstrip('\n')), len(core.rstrip('\n'))
    return f'{core[:start]}⟦{core[start:end]}{longer(text)}⟧{core[end:]}'


def quoted(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n').replace(
        '\t', '\\t') + '"'


def make(source, folder):
    """The catalogue below FOLDER, as bindtextdomain() wants it."""
    place = Path(folder) / TAG / 'LC_MESSAGES'
    place.mkdir(parents=True, exist_ok=True)
    lines = [HEADER]
    for fields, _, _ in messages(template(Path(source), place).read_text()):
        context = fields.get('msgctxt')
        say = (lambda text: text) if context in NOT_READ else pseudo
        lines += [f'msgctxt {quoted(context)}'] if context is not None else []
        lines.append(f'msgid {quoted(fields["msgid"])}')
        if 'msgid_plural' in fields:
            lines += [f'msgid_plural {quoted(fields["msgid_plural"])}',
                      f'msgstr[0] {quoted(say(fields["msgid"]))}',
                      f'msgstr[1] {quoted(say(fields["msgid_plural"]))}']
        else:
            lines.append(f'msgstr {quoted(say(fields["msgid"]))}')
        lines.append('')
    po = place / 'coffret.po'
    po.write_text('\n'.join(lines), encoding='utf-8')
    subprocess.run(['msgfmt', '-o', place / 'coffret.mo', po], check=True)


if __name__ == '__main__':
    make(*sys.argv[1:])
