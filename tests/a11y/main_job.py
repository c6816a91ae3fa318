#!/usr/bin/env python3
"""main_job.py BUILD LANGUAGE: the main job by keyboard alone, heard through a real Orca.

Make a vault, add a file, find it in the list, open it, read it, close it, lock the
vault and open it again; with no pointer, no shortcut that one has to know
before, and nothing on the screen without a name. What Orca must say is asked for by the
program's own messages in LANGUAGE ("en" or "fr"), in order; what it says between is
free. Runs on the desktop of tests/a11y/desktop.
"""
import gettext
import json
import os
import re
import sys
import tempfile
from pathlib import Path

from live import Keyboard, NotSeen, Program, name, wait
from orca import Orca

PASSPHRASE = 'four odd words here'
CREDENTIAL = {
    '@context': ['https://www.w3.org/ns/credentials/v2',
                 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    'id': 'urn:uuid:6f0c5b0e-6f3c-4d2b-9d0a-0e4b4f6f7a11',
    'type': ['VerifiableCredential', 'OpenBadgeCredential'],
    'issuer': {'id': 'https://school.example.org', 'type': ['Profile'],
               'name': 'Northern Lakes College'},
    'validFrom': '2026-05-12T09:30:00Z',
    'credentialSubject': {
        'type': ['AchievementSubject'],
        'achievement': {'id': 'https://school.example.org/a/1', 'type': ['Achievement'],
                        'achievementType': 'MicroCredential', 'name': 'Wound care, level 2',
                        'description': 'Cleans and dresses wounds without causing infection.',
                        'criteria': {'narrative': 'Three dressings under supervision.'}}},
}


class MainJob:
    def __init__(self, build, language, folder):
        self.folder = Path(folder)
        self.file = self.folder / 'wound-care.json'
        self.file.write_text(json.dumps(CREDENTIAL), encoding='utf-8')
        self.messages = gettext.NullTranslations()
        if language != 'en':
            self.messages = gettext.translation('coffret', build / 'po', [language])
        self.orca = Orca(folder)
        self.program = Program([build / 'src' / 'coffret'],
                               env=dict(os.environ, G_DEBUG='fatal-criticals'))
        self.keyboard = Keyboard(self.program)

    def say(self, message):
        """MESSAGE as the program shows it: translated, without its mnemonic."""
        return re.sub(r'_(?=\w)', '', self.messages.gettext(message))

    def check_names(self, page):
        unnamed = self.program.unnamed()
        if unnamed:
            raise NotSeen(f'{page}: {len(unnamed)} controls have no name:\n' + '\n'.join(unnamed))
        print(f'ok - {page}', flush=True)

    def make_vault(self):
        # The first page is read as a whole, and its one act has the focus.
        self.orca.hear('Coffret', self.say('Welcome to Coffret'), self.say('_Make My Vault'))
        self.check_names('the welcome')
        self.keyboard.press('Return')
        self.orca.hear(self.say('The Key to Your Vault'), self.say('This computer’s _keyring'))
        self.keyboard.reach(self.say('Passphrase'), 'text', 'password text')
        self.orca.hear(self.say('Passphrase'))
        self.keyboard.type(PASSPHRASE)
        self.keyboard.reach(self.say('Passphrase, once more'), 'text', 'password text')
        self.orca.hear(self.say('Passphrase, once more'))
        self.keyboard.type(PASSPHRASE)
        self.check_names('the keys')
        self.keyboard.reach(self.say('_Make My Vault'), 'button')
        self.orca.hear(self.say('_Make My Vault'))
        self.keyboard.press('Return')
        self.program.see(self.say('Your Vault Is Empty'))
        self.orca.hear(self.say('All Credentials'))
        self.check_names('the empty vault')

    def add_file(self):
        self.keyboard.reach(self.say('_Add Credentials…'), 'button')
        self.orca.hear(self.say('_Add Credentials…'))
        self.keyboard.press('Return')
        self.program.see(self.say('Choose _Files…'))
        self.orca.hear(self.say('Add Credentials'))
        self.check_names('the ways to add')
        self.keyboard.reach(self.say('Choose _Files…'))
        self.orca.hear(self.say('Choose _Files…'))
        self.keyboard.press('Return')
        # GTK's own file chooser: a path may be typed as soon as it has the focus.
        wait('the file chooser', lambda: self.program.windows() > 1, self.program.outline)
        self.orca.hear(self.say('Add Credentials'))
        self.keyboard.press('slash')
        wait('the field for a path', lambda: name(self.program.focused() or self.program.root),
             self.program.outline)
        self.keyboard.type(str(self.file)[1:])
        self.keyboard.press('Return')

    def read(self):
        title = 'Wound care, level 2'
        # After one file the program goes straight to what was in it.
        self.program.see(title, 'heading')
        self.orca.hear(title)
        self.check_names('the credential')


def main():
    build, language = Path(sys.argv[1]).resolve(), sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        job = MainJob(build, language, folder)
        try:
            job.make_vault()
            job.add_file()
            job.read()
        except NotSeen as missing:
            print(f'not ok - {missing}')
            print('What was showing:', job.program.outline(), 'What Orca said:',
                  *job.orca.sentences(), sep='\n    ')
            return 1
        finally:
            job.program.close()
            job.orca.close()
    return 0


if __name__ == '__main__':
    sys.exit(main())
