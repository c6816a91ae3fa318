#!/usr/bin/env python3
"""The keyring slot against a real gnome-keyring on a bus of its own.

And against a service that can be in every state (mock-secrets.py), for what a real one does only
when a person is there. Usage: test-keyring.py PROBE. Each scenario has its own home and session bus;
exits with 77 (skipped) where the programs are missing. Speaks TAP.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

NEEDED = ['gnome-keyring-daemon', 'dbus-run-session', 'secret-tool']
UNLOCK = 'printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1\n'
# A bus on which nothing can be started.
EMPTY_BUS = '''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy>
</busconfig>'''


class Home:
    def __init__(self, probe):
        self.folder = tempfile.mkdtemp(prefix='coffret-keyring-')
        self.vault = os.path.join(self.folder, 'vault')
        self.environment = dict(os.environ, HOME=self.folder, PROBE=probe, V=self.vault,
                                XDG_DATA_HOME=os.path.join(self.folder, 'data'),
                                XDG_RUNTIME_DIR=os.path.join(self.folder, 'run'))
        # G_DEBUG: libsecret itself warns where a prompt cannot start, which is tried here.
        for name in ('DBUS_SESSION_BUS_ADDRESS', 'DISPLAY', 'WAYLAND_DISPLAY',
                     'GNOME_KEYRING_CONTROL', 'G_DEBUG'):
            self.environment.pop(name, None)
        os.makedirs(self.environment['XDG_DATA_HOME'])
        os.makedirs(self.environment['XDG_RUNTIME_DIR'], mode=0o700)

    def session(self, script, *arguments):
        """The words that SCRIPT prints within one session."""
        done = subprocess.run(['dbus-run-session', *arguments, '--', 'sh', '-c', script],
                              env=self.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, timeout=120)
        return done.stdout.split('\n')[:-1]

    def mocked(self, script):
        """The same with mock-secrets.py, and nothing else, on the bus."""
        config = os.path.join(self.folder, 'bus.conf')
        with open(config, 'w', encoding='utf-8') as file:
            file.write(EMPTY_BUS)
        self.environment.update(
            MOCK=os.path.join(os.path.dirname(os.path.abspath(__file__)), 'mock-secrets.py'),
            SCRIPT=script)
        return self.session('exec "$MOCK" "$SCRIPT"', f'--config-file={config}')

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def unlocked(home):
    """A vault opens by the keyring in another process; the item says nothing personal."""
    lines = home.session(UNLOCK + '"$PROBE" create "$V"; "$PROBE" open "$V"\n'
                         'secret-tool search --all xdg:schema io.github.coffret.Coffret.Vault 2>&1')
    expect(lines[:2], ['ok', 'ok'])
    text = '\n'.join(lines[2:])
    expect(re.findall(r'^label = (.*)$', text, re.M), ['Coffret vault key'])
    secret = re.findall(r'^secret = (.*)$', text, re.M)
    expect(len(secret), 1)
    assert re.fullmatch(r'[A-Za-z0-9+/]{43}=', secret[0]), 'not one line of base64'
    expect(sorted(re.findall(r'^attribute\.(\S+) =', text, re.M)), ['key', 'vault'])


def locked(home):
    """A locked keyring is neither absent nor silent, with and without a prompt."""
    expect(home.session(UNLOCK + '"$PROBE" create "$V"'), ['ok'])
    expect(home.session('gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1\n'
                        '"$PROBE" open "$V"; "$PROBE" open-interactive "$V"\n'
                        '"$PROBE" add "$V"'), ['locked', 'locked', 'locked'])
    # And nothing was spoilt by it.
    expect(home.session(UNLOCK + '"$PROBE" open "$V"'), ['ok'])


def absent(home):
    """A deleted item is absent; a slot written anew opens again."""
    lines = home.session(
        UNLOCK + '"$PROBE" create "$V"\n'
        'secret-tool clear xdg:schema io.github.coffret.Coffret.Vault\n'
        '"$PROBE" open "$V"; "$PROBE" open-interactive "$V"; "$PROBE" add "$V"; "$PROBE" open "$V"\n'
        '"$PROBE" remove "$V"; "$PROBE" open "$V"\n'
        'secret-tool search --all xdg:schema io.github.coffret.Coffret.Vault 2>&1 | grep -c label')
    expect(lines, ['ok', 'absent', 'absent', 'ok', 'ok', 'ok', 'no-slot', '0'])


def other_vault(home):
    """Two vaults have a key each."""
    expect(home.session(UNLOCK + '"$PROBE" create "$V"; "$PROBE" create "$V-b"\n'
                        'id=$(sed -n \'s/.*"vault": "\\(.*\\)".*/\\1/p\' "$V-b/keyslots.json")\n'
                        'secret-tool clear vault "$id"; "$PROBE" open "$V-b"; "$PROBE" open "$V"'),
           ['ok', 'ok', 'absent', 'ok'])


def wrong_key(home):
    """A key that was replaced by another, or by nonsense, is wrong, and can be mended."""
    expect(home.session(
        UNLOCK + '"$PROBE" create "$V"\n'
        'id() { sed -n "s/.*\\"$1\\": \\"\\(.*\\)\\".*/\\1/p" "$V/keyslots.json" | head -n 1; }\n'
        'put() { printf %s "$1" | secret-tool store --label=x vault "$(id vault)" key "$(id key)" \\\n'
        '  xdg:schema io.github.coffret.Coffret.Vault; }\n'
        'put AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=; "$PROBE" open "$V"\n'
        'put nonsense; "$PROBE" open "$V"; "$PROBE" add "$V"; "$PROBE" open "$V"'),
        ['ok', 'wrong-key', 'wrong-key', 'ok', 'ok'])


def no_service(home):
    """No service on the bus, and no bus; a vault is not half-made then."""
    config = os.path.join(home.folder, 'bus.conf')
    with open(config, 'w', encoding='utf-8') as file:
        file.write(EMPTY_BUS)
    expect(home.session(UNLOCK + '"$PROBE" create "$V"'), ['ok'])
    expect(home.session('"$PROBE" open "$V"; "$PROBE" add "$V"; "$PROBE" create "$V-b"; '
                        'ls -A "$(dirname "$V")" | grep -c vault-b',
                        f'--config-file={config}'), ['none', 'none', 'none', '0'])
    expect(home.session('DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent; "$PROBE" open "$V"'),
           ['none'])


def silent(home):
    """A service that does not answer is given up in time; a caller may give up earlier."""
    expect(home.session('gnome-keyring-daemon --foreground --components=secrets >/dev/null 2>&1 &\n'
                        'daemon=$!; sleep 1; kill -STOP $daemon\n'
                        '"$PROBE" read; "$PROBE" read-cancelled; kill -CONT $daemon; kill $daemon'),
           ['timeout', 'cancelled'])


def killed(home):
    """A killed service comes back locked, or not at all: the vault waits for another day."""
    lines = home.session('printf pw | gnome-keyring-daemon --unlock --foreground '
                         '--components=secrets >/dev/null 2>&1 &\n'
                         'daemon=$!; sleep 1; "$PROBE" create "$V"; kill -9 $daemon; sleep 0.3\n'
                         '"$PROBE" open "$V"')
    expect(lines[0], 'ok')
    assert lines[1] in ('locked', 'none'), lines


def reset(home):
    """A keyring that was thrown away: the vault stays as it is, and opens when it is back."""
    keyrings = os.path.join(home.environment['XDG_DATA_HOME'], 'keyrings')
    aside = os.path.join(home.folder, 'aside')
    expect(home.session(UNLOCK + '"$PROBE" create "$V"'), ['ok'])
    before = contents(home.vault)
    os.rename(keyrings, aside)
    lines = home.session(UNLOCK + '"$PROBE" open "$V"; "$PROBE" open-interactive "$V"\n'
                         '"$PROBE" create "$V"')
    expect(lines[:2], ['absent', 'absent'])
    assert lines[2] != 'ok', 'a vault was made over the one that was there'
    expect(contents(home.vault), before)
    shutil.rmtree(keyrings)
    os.rename(aside, keyrings)
    expect(home.session(UNLOCK + '"$PROBE" open "$V"'), ['ok'])


def contents(folder):
    """Every file of the vault, byte for byte."""
    found = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), 'rb') as file:
            found[name] = file.read()
    return found


def prompted(home):
    """A prompt that is answered, one that is dismissed, and one that is refused by the service."""
    expect(home.mocked('"$PROBE" create "$V"; be locked; "$PROBE" open "$V"\n'
                       '"$PROBE" open-interactive "$V"; "$PROBE" open "$V"\n'
                       'be dismissed; "$PROBE" open-interactive "$V"; "$PROBE" add "$V"\n'
                       'be denied; "$PROBE" open-interactive "$V"\n'
                       'be open; "$PROBE" open "$V"'),
           ['ok', 'locked', 'ok', 'ok', 'locked', 'locked', 'locked', 'ok'])


def unanswered(home):
    """A prompt that nobody answers, and a service that says nothing: given up in time."""
    expect(home.mocked('be waiting; "$PROBE" read-interactive; be mute; "$PROBE" read\n'
                       '"$PROBE" read-cancelled'), ['timeout', 'timeout', 'cancelled'])


def hidden(home):
    """What a locked keyring does not show is not absent."""
    expect(home.mocked('"$PROBE" create "$V"; be hidden; "$PROBE" open "$V"\n'
                       '"$PROBE" open-interactive "$V"'), ['ok', 'locked', 'ok'])


def item_locked(home):
    """An item can be locked in an open keyring, as KeePassXC has it."""
    expect(home.mocked('"$PROBE" create "$V"; be item; "$PROBE" open "$V"\n'
                       '"$PROBE" open-interactive "$V"'), ['ok', 'locked', 'ok'])


def item_gone(home):
    """An item that is found and then is not there is absent."""
    expect(home.mocked('"$PROBE" create "$V"; be gone; "$PROBE" open "$V"\n'
                       'be open; "$PROBE" open "$V"'), ['ok', 'absent', 'ok'])


def replaced(home):
    """Another service under the same name, as KWallet's beside GNOME's: nothing is made anew."""
    lines = home.mocked('"$PROBE" create "$V"; cp -r "$V" "$V-b"; be empty; "$PROBE" open "$V"\n'
                        '"$PROBE" open-interactive "$V"; diff -r "$V" "$V-b" && echo same\n'
                        'be open; "$PROBE" open "$V"')
    expect(lines, ['ok', 'absent', 'absent', 'same', 'ok'])


def portal(home):
    """In a sandbox: the secret that the portal gives, refuses, or has replaced."""
    lines = home.mocked(
        '"$PROBE" create "$V-a"; export COFFRET_SECRET_PORTAL=1\n'
        '"$PROBE" create "$V"; "$PROBE" open "$V"; grep -c portal "$V/keyslots.json"\n'
        'be empty; "$PROBE" open "$V"; be dismissed; "$PROBE" open "$V"\n'
        'be denied; "$PROBE" open "$V"; be gone; "$PROBE" open "$V"\n'
        'be open; "$PROBE" remove "$V"; "$PROBE" open "$V"; "$PROBE" add "$V"; "$PROBE" open "$V"\n'
        # Each installation has the key of its own.
        '"$PROBE" open "$V-a"; unset COFFRET_SECRET_PORTAL; "$PROBE" open "$V"; "$PROBE" open "$V-a"')
    expect(lines, ['ok', 'ok', 'ok', '1', 'wrong-key', 'locked', 'locked', 'timeout',
                   'ok', 'no-slot', 'ok', 'ok', 'absent', 'absent', 'ok'])


def no_portal(home):
    """A desktop whose portal has no secrets, and one whose prompt is never answered."""
    expect(home.mocked('export COFFRET_SECRET_PORTAL=1; "$PROBE" create "$V"; be waiting\n'
                       '"$PROBE" open "$V"'), ['ok', 'timeout'])
    config = os.path.join(home.folder, 'bus.conf')
    expect(home.session('export COFFRET_SECRET_PORTAL=1; "$PROBE" open "$V"\n'
                        'DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent "$PROBE" open "$V"',
                        f'--config-file={config}'), ['none', 'none'])


def expect(found, wanted):
    assert found == wanted, f'found {found!r} instead of {wanted!r}'


def main():
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print(f'1..0 # SKIP not installed: {", ".join(missing)}')
        return 77
    scenarios = [unlocked, locked, absent, other_vault, wrong_key, no_service, silent, killed,
                 reset, prompted, unanswered, hidden, item_locked, item_gone, replaced,
                 portal, no_portal]
    print(f'1..{len(scenarios)}')
    failures = 0
    for number, scenario in enumerate(scenarios, 1):
        home = Home(os.path.abspath(sys.argv[1]))
        try:
            scenario(home)
            print(f'ok {number} {scenario.__name__}')
        except (AssertionError, IndexError, subprocess.TimeoutExpired) as trouble:
            failures += 1
            print(f'not ok {number} {scenario.__name__}')
            print(f'# {trouble}')
        finally:
            home.close()
        sys.stdout.flush()
    return 1 if failures else 0


sys.exit(main())
