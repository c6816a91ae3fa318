"""A real Orca, and what it says.

Orca runs with its speech output off (-d speech): a speech server without a
sound card stalls it after its first words, while its debug log still holds
every utterance in full.
"""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from live import NotSeen, wait

# Orca's log is written a buffer at a time: its last words would come with the next ones.
LINE_BY_LINE = '''
import builtins, functools
@functools.wraps(builtins.open)
def by_line(file, mode='r', buffering=-1, *more, _open=builtins.open, **named):
    return _open(file, mode, 1 if file == {log!r} else buffering, *more, **named)
builtins.open = by_line
'''
LINE = re.compile(r"^[0-9:.]+ - SPEECH OUTPUT: '(.*?)' \{", re.M)


class Orca:
    def __init__(self, folder):
        if shutil.which('orca') is None or shutil.which('xdotool') is None:
            print('orca or xdotool is not installed')
            sys.exit(77)
        subprocess.run(['gsettings', 'set', 'org.gnome.desktop.a11y.applications',
                        'screen-reader-enabled', 'true'], check=False)
        self.log = Path(os.environ.get('COFFRET_ORCA_LOG', Path(folder) / 'orca.log'))
        self.place = 0
        Path(folder, 'sitecustomize.py').write_text(LINE_BY_LINE.format(log=str(self.log)))
        self.process = subprocess.Popen(
            ['orca', '--replace', '-d', 'speech', f'--debug-file={self.log}'],
            env=dict(os.environ, PYTHONPATH=str(folder), PYTHONDONTWRITEBYTECODE='1'), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait('Orca to listen', lambda: 'SCRIPT MANAGER: Active script is' in self.text(), self.tail)

    def text(self):
        return self.log.read_text('utf-8', 'replace') if self.log.exists() else ''

    def tail(self):
        return self.text()[-1500:]

    def sentences(self):
        """Everything said so far, in order."""
        return LINE.findall(self.text())

    def hear(self, *fragments):
        """Waits until FRAGMENTS have been said in this order since the last hear().

        Several may be in one sentence. What comes before them or between is free.
        """
        start = self.place

        def heard():
            said, place = self.sentences(), start
            for number, fragment in enumerate(fragments):
                offset = 0
                while place < len(said) and fragment.lower() not in said[place][offset:].lower():
                    place += 1
                if place == len(said):
                    self.missing = fragments[number]
                    return False
            self.place = place
            return True

        try:
            wait('Orca', heard, patience=30)
        except NotSeen:
            said = '\n    '.join(self.sentences()[start:])
            raise NotSeen(f'Orca did not say “{self.missing}”. Since the last check it said:\n'
                          f'    {said}') from None

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
