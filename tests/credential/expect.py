#!/usr/bin/env python3
"""What each file of the published samples must read as, found without the readers.

Usage: expect.py FOLDER. Prints one JSON object per line: the file, whether it is a credential,
and its title, issuer and dates as the document has them; or which kind of refusal is true.
Written from the standards, in another language and by other means than src/credential/, so that
test-vectors compares two readings and not one with itself.
"""

import base64
import datetime
import json
import os
import re
import struct
import sys
import zlib


class Refused(Exception):
    pass


def unique(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError('duplicate key')
    return found


def parse_json(data):
    return json.loads(data.decode('utf-8-sig'), object_pairs_hook=unique)


def many(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def first_text(value):
    """The first text in it, whatever its language."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, list):
        return next((text for text in map(first_text, value) if text), None)
    if isinstance(value, dict):
        if '@value' in value:
            return first_text(value['@value'])
        if value and all(re.fullmatch(r'[a-z]{2,3}(-\w+)*', key) for key in value):
            return first_text(list(value.values()))
    return None


def microseconds(text):
    if text is None:
        return None
    if isinstance(text, (int, float)):
        return int(text * 1000000)
    when = datetime.datetime.fromisoformat(text)
    if when.tzinfo is None:
        when = when.replace(tzinfo=datetime.timezone.utc)
    epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    return (when - epoch) // datetime.timedelta(microseconds=1)


def issuer_of(value):
    if isinstance(value, str):
        return {'issuer_id': value, 'issuer_name': None}
    return {'issuer_id': value.get('id') or value.get('url'),
            'issuer_name': first_text(value.get('name'))}


def read_vc(document):
    types = many(document.get('type'))
    subject = many(document.get('credentialSubject'))
    if any('StatusList' in kind for kind in types) or 'encodedList' in (subject or [{}])[0]:
        raise Refused('not-credential', 'status list')
    if 'issuer' not in document:
        raise Refused('incomplete', 'no issuer')
    if not subject:
        raise Refused('incomplete', 'no credentialSubject')
    achievement = many(subject[0].get('achievement') or subject[0].get('hasCredential')) or [{}]
    title = first_text(document.get('name')) or first_text(achievement[0].get('name'))
    if title is None and 'OpenBadgeCredential' not in types and len(types) > 1:
        title = re.sub(r'(?<=[a-z])(?=[A-Z])', ' ', types[-1])
    kind = ('clr2' if 'ClrCredential' in types else
            'ob3' if {'OpenBadgeCredential', 'AchievementCredential'} & set(types) else 'vc')
    start = document.get('validFrom') or document.get('issuanceDate')
    return {
        'format': kind,
        'title': title,
        **issuer_of(document['issuer']),
        'awarded': microseconds(document.get('awardedDate') or document.get('issuanceDate') or
                                document.get('validFrom')),
        'valid_from': microseconds(start),
        'expires': microseconds(document.get('validUntil') or document.get('expirationDate')),
        'parts': len(many(subject[0].get('verifiableCredential'))) if kind == 'clr2' else 0,
    }


def read_ob2(document):
    badge = document.get('badge')
    if isinstance(badge, str):
        raise Refused('incomplete', 'badge class on the web only')
    if not isinstance(badge, dict):
        raise Refused('incomplete', 'no badge')
    return {
        'format': 'ob2',
        'title': first_text(badge.get('name')),
        **issuer_of(badge.get('issuer')),
        'awarded': microseconds(document.get('issuedOn')),
        'valid_from': None,
        'expires': microseconds(document.get('expires')),
        'parts': 0,
    }


def read_json(document):
    if isinstance(document, dict):
        types = many(document.get('type'))
        if 'VerifiableCredential' in types:
            return read_vc(document)
        if 'badge' in document and 'recipient' in document:
            return read_ob2(document)
    raise Refused('not-credential', 'other JSON')


def segment(text):
    return parse_json(base64.urlsafe_b64decode(text + '=' * (-len(text) % 4)))


def read_token(text):
    claims = segment(text.split('.')[1])
    inner = claims.get('vc', claims)
    if inner is not claims:
        # Verifiable Credentials Data Model 1.1 section 6.3.1: the registered claims are in charge.
        inner = dict(inner)
        if 'iss' in claims and 'issuer' not in inner:
            inner['issuer'] = claims['iss']
        if 'nbf' in claims:
            inner['issuanceDate'] = claims['nbf']
        if 'exp' in claims:
            inner['expirationDate'] = claims['exp']
    return read_json(inner)


def png_texts(data):
    at = 8
    while at + 8 <= len(data):
        length, name = struct.unpack('>I4s', data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        keyword, _, rest = body.partition(b'\0')
        if name == b'iTXt' and keyword in (b'openbadges', b'openbadgecredential'):
            text = rest[2:].split(b'\0', 2)[2]
            yield zlib.decompress(text) if rest[0] else text
        elif name == b'tEXt' and keyword == b'openbadges':
            yield rest
        at += 12 + length


def svg_text(data):
    text = data.decode()
    attribute = re.search(r'verify="([^"]+)"', text)
    content = re.search(r'<!\[CDATA\[(.*?)\]\]>', text, re.S)
    if content:
        return content[1].strip().encode()
    return attribute[1].encode() if attribute else None


def read(data):
    """The reading, and which readers of containers and tokens it takes."""
    if data.startswith(b'\x89PNG'):
        for text in png_texts(data):
            found, needs = read(text)
            return found, ['png'] + needs
        return Refused('not-credential', 'picture without a credential'), ['png']
    if re.match(rb'\s*(<\?xml|<svg)', data):
        text = svg_text(data)
        if text is None:
            return Refused('not-credential', 'picture without a credential'), ['svg']
        found, needs = read(text)
        return found, ['svg'] + needs
    needs = []
    try:
        if not data.strip():
            raise Refused('unreadable', 'empty')
        if data.lstrip(b'\xef\xbb\xbf \t\r\n')[:1] in (b'{', b'['):
            try:
                document = parse_json(data)
            except ValueError:
                raise Refused('unreadable', 'broken JSON') from None
            return read_json(document), needs
        if re.fullmatch(rb'[\w-]+\.[\w-]+\.[\w-]+', data.strip()):
            needs = ['jwt']
            return read_token(data.strip().decode()), needs
        raise Refused('not-credential', 'other text')
    except Refused as refused:
        return refused, needs


def main():
    for folder, folders, names in os.walk(sys.argv[1]):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            with open(path, 'rb') as file:
                found, needs = read(file.read())
            row = {'path': path, 'needs': needs}
            if isinstance(found, Refused):
                row['code'], row['reason'] = found.args
            else:
                row.update(found)
            print(json.dumps(row))


if __name__ == '__main__':
    main()
