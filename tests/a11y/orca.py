"""A real Orca, and what it says.

Orca runs without a speech server: one without a sound card stalls it after its first
words. Its debug log holds every utterance in full. Its speech is not switched off (-d
speech): then it would leave out all announcements.
"""
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from live import NotSeen, settle, wait

# Without speech-dispatcher. And Orca's log is written a buffer at a time: its last
# words would come with the next ones.
SITE = '''
import builtins, functools, sys
sys.modules['speechd'] = None
@functools.wraps(builtins.open)
def by_line(file, mode='r', buffering=-1, *more, _open=builtins.open, **named):
    return _open(file, mode, 1 if file == {log!r} else buffering, *more, **named)
builtins.open = by_line
'''
LINE = re.compile(r"^[0-9:.]+ - SPEECH OUTPUT: '(.*?)' (?:\{|None$)", re.M | re.S)
STEP = 0.1  # seconds between two looks at what is running
IDLE_NS = 5_000_000  # of processor time in a step: less is nothing but somebody's clock


def desktop_processes():
    """All on this desktop but this one: the program, Orca, the buses and the screen."""
    here = f'XDG_RUNTIME_DIR={os.environ.get("XDG_RUNTIME_DIR")}'.encode()
    for folder in Path('/proc').glob('[0-9]*'):
        try:
            if (folder.name != str(os.getpid())
                    and here in (folder / 'environ').read_bytes().split(b'\0')):
                yield folder
        except OSError:
            continue


def work_done(processes):
    """Nanoseconds that PROCESSES have run, and whether one of them runs or waits to."""
    total, busy = 0, False
    for folder in processes:
        try:
            for thread in (folder / 'task').iterdir():
                total += int((thread / 'schedstat').read_text().split()[0])
                busy |= (thread / 'stat').read_text().rpartition(')')[2].split()[0] in 'RD'
        except (OSError, IndexError):
            continue  # it ended while we looked
    return total, busy


class Orca:
    def __init__(self, folder):
        if shutil.which('orca') is None or shutil.which('xdotool') is None:
            print('orca or xdotool is not installed')
            sys.exit(77)
        subprocess.run(['gsettings', 'set', 'org.gnome.desktop.a11y.applications',
                        'screen-reader-enabled', 'true'], check=False)
        self.log = Path(os.environ.get('COFFRET_ORCA_LOG', Path(folder) / 'orca.log'))
        self.log.unlink(missing_ok=True)  # an earlier one's words would stand for this one's
        self.place = 0
        Path(folder, 'sitecustomize.py').write_text(SITE.format(log=str(self.log)))
        self.process = subprocess.Popen(
            ['orca', '--replace', f'--debug-file={self.log}'],
            env=dict(os.environ, PYTHONPATH=str(folder), PYTHONDONTWRITEBYTECODE='1'), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait('Orca to listen', lambda: 'SCRIPT MANAGER: Active script is' in self.text(), self.tail)

    def text(self):
        return self.log.read_text('utf-8', 'replace') if self.log.exists() else ''

    def tail(self):
        return self.text()[-1500:]

    def sentences(self):
        """Everything said so far, in order."""
        return [re.sub(r'\s*\n\s*', ' ', said) for said in LINE.findall(self.text())]

    def quiet(self, rest=1.0, patience=90):
        """Waits until nothing more will be said: all on the desktop have been idle for REST seconds.

        On a busy machine silence alone only means that somebody waits for their turn.
        """
        end = time.monotonic() + patience
        before, since, processes = None, None, []
        while time.monotonic() < end and (since is None or time.monotonic() - since < rest):
            if since is None:
                processes = list(desktop_processes())
            settle()
            size = self.log.stat().st_size if self.log.exists() else 0
            done, busy = work_done(processes)
            calm = before is not None and not busy and size == before[0] and (
                abs(done - before[1]) < IDLE_NS)
            since = (since or time.monotonic()) if calm else None
            before = size, done
            time.sleep(STEP)

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
