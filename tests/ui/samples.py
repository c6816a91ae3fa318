#!/usr/bin/env python3
"""samples.py FOLDER: a few credentials of invented people, as files to add.

What a person might have after some years: badges, certificates, a diploma, a
transcript, in two languages, with and without pictures, with short and with very
long titles, and one file that is none. Their proofs have the right shape and sign
nothing.
"""
import base64
import json
import sys
from pathlib import Path

VC = 'https://www.w3.org/ns/credentials/v2'
OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
COLOURS = ['#1a5fb4', '#26a269', '#e5a50a', '#c64600', '#813d9c', '#a51d2d', '#63452c']


def picture(number):
    """A badge: a seal in one colour with a simple sign in it."""
    colour = COLOURS[number % len(COLOURS)]
    signs = ['M64 36l8 17 19 2-14 13 4 19-17-9-17 9 4-19-14-13 19-2z',
             'M58 36h12v22h22v12H70v22H58V70H36V58h22z',
             'M40 44h48v8H40zm0 16h48v8H40zm0 16h32v8H40z']
    svg = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128">'
           f'<circle cx="64" cy="64" r="62" fill="{colour}"/>'
           '<circle cx="64" cy="64" r="52" fill="none" stroke="#fff" stroke-width="4"/>'
           f'<path d="{signs[number % len(signs)]}" fill="#fff"/></svg>')
    return 'data:image/svg+xml;base64,' + base64.b64encode(svg.encode()).decode()


def credential(number, title, issuer, awarded, kind, **more):
    achievement = {
        'id': f'urn:uuid:00000000-0000-4000-8000-{number:012d}', 'type': ['Achievement'],
        'name': title, 'achievementType': kind,
        'description': more.pop('description', f'For having completed “{title}”.'),
        'criteria': {'narrative': more.pop('criteria', 'All tasks were completed and assessed.')},
    }
    for key in ('tag', 'alignment', 'inLanguage', 'creditsAvailable'):
        if key in more:
            achievement[key] = more.pop(key)
    if more.pop('pictured', True):
        achievement['image'] = {'id': picture(number), 'type': 'Image'}
    return {
        '@context': [VC, OB], 'id': f'https://badges.example/credentials/{number}',
        'type': ['VerifiableCredential', 'OpenBadgeCredential'], 'name': title,
        'issuer': {'id': f'https://{number}.example/issuer', 'type': ['Profile'], 'name': issuer,
                   'url': 'https://college.example/about'},
        'validFrom': awarded,
        'credentialSubject': {'type': ['AchievementSubject'], 'achievement': achievement,
                              **more.pop('subject', {})},
        **more,
    }


SAMPLES = [
    credential(
        1, 'Wound care, level 2', 'Collège du Grand Nord', '2026-05-12T09:00:00Z',
        'MicroCredential', validUntil='2029-05-12T09:00:00Z', inLanguage='en',
        description='Assesses, cleans and dresses acute and chronic wounds, and knows when to ask '
                    'for help. Fifteen hours of practice with simulated patients.',
        criteria='Four dressings under observation, a written plan of care, and an interview.',
        alignment=[{'type': ['Alignment'], 'targetName': 'Aseptic technique',
                    'targetFramework': 'ESCO', 'targetCode': 'S4.8.1',
                    'targetUrl': 'https://skills.example/S4.8.1'},
                   {'type': ['Alignment'], 'targetName': 'Documentation of care',
                    'targetUrl': 'https://skills.example/documentation'}],
        creditsAvailable=1,
        evidence=[{'type': ['Evidence'], 'name': 'Portfolio of four dressings',
                   'narrative': 'Photographs and notes, with the consent of those shown.',
                   'id': 'https://portfolio.example/amina/dressings'}]),
    credential(2, 'First aid and CPR', 'St. Elsewhere Ambulance', '2026-02-03T09:00:00Z',
               'Certificate', validUntil='2027-02-03T09:00:00Z'),
    credential(3, 'Conduite de chariot élévateur', 'Coopérative de formation Érable',
               '2025-11-20T09:00:00Z', 'Certification', inLanguage='fr', pictured=False),
    credential(4, 'Bachelor of Arts', 'Harbourview University', '2025-06-14T09:00:00Z',
               'BachelorDegree', pictured=False),
    credential(5, 'Data literacy for people who never thought that they would need it: reading, '
               'questioning and drawing honest charts', 'Openfield Learning',
               '2024-09-30T09:00:00Z', 'Badge'),
    credential(6, 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtenkunde',
               'Maple Trades Academy', '2024-04-01T09:00:00Z', 'Course'),
    credential(7, 'Food safety', 'Northern Lakes College', '2019-03-08T09:00:00Z',
               'MicroCredential'),
    credential(8, 'Class G driving licence', 'Ministry of Roads', '2018-07-21T09:00:00Z',
               'License', pictured=False),
]

# An invented school's, and really signed (eddsa-jcs-2022; the key was thrown away): to the letter.
SCHOOL = 'z6MktF6TVsJ2NtmeCiUqdJ4UwNnprX13WyMWogVW7LE9pRv8'
SIGNED = {
    '@context': [VC, OB], 'id': 'https://badges.example/credentials/signed',
    'type': ['VerifiableCredential', 'OpenBadgeCredential'], 'name': 'Basic wiring',
    'issuer': {'id': f'did:key:{SCHOOL}', 'type': ['Profile'], 'name': 'Maple Trades Academy'},
    'validFrom': '2026-09-01T09:00:00Z',
    'credentialSubject': {'type': ['AchievementSubject'], 'achievement': {
        'id': 'urn:uuid:00000000-0000-4000-8000-000000000009', 'type': ['Achievement'],
        'name': 'Basic wiring', 'achievementType': 'Certificate',
        'description': 'Plans, lays and tests the wiring of one room.',
        'criteria': {'narrative': 'One room was wired and tested under observation.'}}},
    'proof': {
        '@context': [VC, OB], 'type': 'DataIntegrityProof', 'cryptosuite': 'eddsa-jcs-2022',
        'created': '2026-09-01T09:00:00Z', 'proofPurpose': 'assertionMethod',
        'verificationMethod': f'did:key:{SCHOOL}#{SCHOOL}',
        'proofValue': 'z5nGbygeD4WRJiUqhh5X91cTrE2CUNVEhceU6zwj2Yti2LfjLTohB9dWhbZ1'
                      'hhSeuuRfYB1ZgGFYJEtfoqJPZh3ec'},
}


def main(folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(SAMPLES, 1):
        name = ''.join(c if c.isalnum() else '-' for c in sample['name'].lower())[:40].strip('-')
        (folder / f'{number}-{name}.json').write_text(
            json.dumps(sample, ensure_ascii=False, indent=2), encoding='utf-8')
    (folder / 'shopping-list.txt').write_text('Bread, milk and a new kettle.\n', encoding='utf-8')


def write_signed(folder):
    """One more file, beside those of main()."""
    path = Path(folder) / 'signed.json'
    path.write_text(json.dumps(SIGNED), encoding='utf-8')
    return path


if __name__ == '__main__':
    main(sys.argv[1])


def strings(value):
    """Every text in a JSON VALUE, by paragraph."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
