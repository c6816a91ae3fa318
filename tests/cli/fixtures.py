"""Credentials of invented people, one in every format that is read."""
import base64
import hashlib
import io
import json
import struct
import zipfile
import zlib

CONTEXTS = ['https://www.w3.org/ns/credentials/v2',
            'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json']
ISSUER = 'Collège du Rivage inventé'
HOLDER = 'Mira Okafor-Tremblay'


def ob3(number, title, **more):
    return {
        '@context': CONTEXTS, 'id': f'urn:uuid:{number:08d}-0000-4000-8000-000000000000',
        'type': ['VerifiableCredential', 'OpenBadgeCredential'],
        'issuer': {'id': 'did:key:z6MkInvented', 'type': ['Profile'], 'name': ISSUER},
        'validFrom': '2026-03-01T10:00:00Z', 'name': title,
        'credentialSubject': {
            'id': 'did:example:mira', 'type': ['AchievementSubject'], 'name': HOLDER,
            'achievement': {
                'id': f'urn:uuid:{number:08d}-0000-4000-9000-000000000000',
                'type': ['Achievement'], 'name': title, 'description': 'Can true a wheel.',
                'achievementType': 'MicroCredential',
                'criteria': {'narrative': 'True three wheels.'}}},
        **more}


def ob2(number, title):
    return {
        '@context': 'https://w3id.org/openbadges/v2', 'type': 'Assertion',
        'id': f'https://badges.example/assertions/{number}',
        'recipient': {'type': 'email', 'hashed': False, 'identity': 'mira@example.org'},
        'badge': {
            'type': 'BadgeClass', 'id': f'https://badges.example/classes/{number}', 'name': title,
            'description': 'Knows seven knots.', 'image': 'https://badges.example/knot.png',
            'criteria': {'narrative': 'Tie seven knots.'},
            'issuer': {'type': 'Issuer', 'id': 'https://badges.example/issuer', 'name': ISSUER,
                       'url': 'https://badges.example', 'email': 'post@badges.example'}},
        'verification': {'type': 'hosted'}, 'issuedOn': '2024-05-06T00:00:00Z'}


def vc1(number, title):
    document = ob3(number, title, issuanceDate='2025-01-01T00:00:00Z')
    document['@context'] = ['https://www.w3.org/2018/credentials/v1', CONTEXTS[1]]
    del document['validFrom']
    return document


def clr(number, title):
    return {
        '@context': [CONTEXTS[0], 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
                     CONTEXTS[1]],
        'id': f'urn:uuid:{number:08d}-0000-4000-8000-000000000000',
        'type': ['VerifiableCredential', 'ClrCredential'], 'name': title,
        'issuer': {'id': 'did:key:z6MkInvented', 'type': ['Profile'], 'name': ISSUER},
        'validFrom': '2025-06-20T00:00:00Z',
        'credentialSubject': {
            'id': 'did:example:mira', 'type': ['ClrSubject'],
            'verifiableCredential': [ob3(number + 1, 'Chimie inventée')]}}


def presentation(*credentials):
    return {'@context': [CONTEXTS[0]], 'type': ['VerifiablePresentation'],
            'verifiableCredential': list(credentials)}


def wallet(*credentials):
    return {
        '@context': ['https://www.w3.org/2018/credentials/v1', 'https://w3id.org/wallet/v1'],
        'id': 'urn:uuid:1', 'type': 'UniversalWallet2020', 'status': 'UNLOCKED',
        'contents': list(credentials)}


def text(value):
    return json.dumps(value, ensure_ascii=False).encode()


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b'=')


def token(header, payload):
    """A compact JWS with a signature of no worth."""
    return b'.'.join([base64url(text(header)), base64url(text(payload)), base64url(b'\1' * 64)])


def sd_jwt(number, title):
    disclosure = base64url(text(['salt', 'name', title]))
    digest = base64url(hashlib.sha256(disclosure).digest()).decode()
    return token({'alg': 'ES256', 'typ': 'dc+sd-jwt'}, {
        'iss': 'https://college.example', 'iat': 1772359200, 'vct': f'https://e.example/{number}',
        '_sd_alg': 'sha-256', '_sd': [digest]}) + b'~' + disclosure + b'~'


def png(keyword, content):
    def chunk(kind, data):
        return (struct.pack('>I', len(data)) + kind + data +
                struct.pack('>I', zlib.crc32(kind + data)))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 0, 0, 0, 0)) +
            chunk(b'iTXt', keyword + b'\0\0\0\0\0' + content) +
            chunk(b'IDAT', zlib.compress(b'\0\0')) + chunk(b'IEND', b''))


def svg(content):
    return (b'<svg xmlns="http://www.w3.org/2000/svg" '
            b'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential>'
            b'<![CDATA[' + content + b']]></openbadges:credential></svg>')


def archive(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, 'w', zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return stream.getvalue()


def every_format():
    """name -> (bytes, how many credentials are in it); each credential is there once."""
    return {
        'ob3.json': (text(ob3(100, 'Vélos réparés')), 1),
        'ob2.json': (text(ob2(110, 'Nœuds marins')), 1),
        'clr.json': (text(clr(120, 'Relevé inventé')), 1),
        'vc1.json': (text(vc1(130, 'Premiers secours inventés')), 1),
        'vc.jwt': (token({'alg': 'EdDSA', 'typ': 'JWT'}, ob3(140, 'Jeton inventé')), 1),
        'ob2.jws': (token({'alg': 'RS256'}, ob2(150, 'Badge signé inventé')), 1),
        'vc.sd-jwt': (sd_jwt(160, 'Divulgation inventée'), 1),
        'ob3.png': (png(b'openbadgecredential', text(ob3(170, 'Image inventée'))), 1),
        'ob2.png': (png(b'openbadges', text(ob2(180, 'Vieille image inventée'))), 1),
        'ob3.svg': (svg(text(ob3(190, 'Dessin inventé'))), 1),
        'presentation.json': (text(presentation(ob3(200, 'Un inventé'), ob3(210, 'Deux inventé'))),
                              2),
        'wallet.json': (text(wallet(ob3(220, 'Portail inventé'))), 1),
        'many.zip': (archive({'a/one.json': text(ob3(230, 'Archive inventée une')),
                              'two.png': png(b'openbadgecredential',
                                             text(ob3(240, 'Archive inventée deux')))}), 2),
    }
