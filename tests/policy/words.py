"""The words of the interface: the ones that the owners dislike, and French as it is set.

Works on the messages themselves, so that names in code and in licences are free.
"""
import ast
import re
import tempfile
from french import languages, template
from tree import text

# Products keep their own names.
NAMES = re.compile(r'Learner Credential Wallet|Google Wallet|Apple Wallet|UniversalWallet', re.I)
NEVER = re.compile(r'\b(wallets?|portefeuilles?|passports?|passeports?)\b', re.I)
TYPOGRAPHY = [
    (re.compile(r"\w'\w"), 'a straight apostrophe'),
    (re.compile(r'(^|[\s(])"\w|\w"($|[\s).,])'), 'straight quotation marks'),
    (re.compile(r'«[^\u00a0\u202f]|[^\u00a0\u202f]»'), 'guillemets without a non-breaking space'),
    (re.compile(r' [:;!?](\s|$)'), 'a breaking space before a mark'),
    (re.compile(r'[\u00a0\u202f][;!?]'), 'a space before a mark that in Canada has none'),
]
# A string and the strings on the lines after it, as gettext writes them.
MESSAGE = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d+\])?) ((?:".*"\n?)+)', re.M)


def messages(content):
    """(keyword, text) of each message of a PO file, obsolete ones left out."""
    for match in MESSAGE.finditer(content):
        parts = match[2].strip().split('\n')
        yield match[1], ''.join(ast.literal_eval(part) for part in parts)


def check(source, build):
    with tempfile.TemporaryDirectory() as folder:
        pot = template(source, folder)
        if pot is None:
            return
        sets = [('the source', text(pot), 'msgid')]
        sets += [(f'po/{language}.po', text(source / 'po' / f'{language}.po'), 'msgstr')
                 for language in languages(source) if (source / 'po' / f'{language}.po').exists()]
        for place, content, kind in sets:
            for keyword, message in list(messages(content))[1:]:
                if not keyword.startswith(kind):
                    continue
                if (match := NEVER.search(NAMES.sub('', message))):
                    yield f'{place}: says “{match[0]}”: {message[:80]!r}'
                if place == 'po/fr.po':
                    for pattern, what in TYPOGRAPHY:
                        if pattern.search(message):
                            yield f'{place}: {what}: {message[:80]!r}'
