"""The vault of a tour in every state but open, in pictures.

A keyring that does not answer, has not the key or is locked; a folder that cannot be
written; files that are newer, damaged or gone. In this order: each spoils what the ones
before still need.
"""
import json
import os
import subprocess

from gi.repository import Gio, GLib

from screen import Screen

SECRETS = 'org.freedesktop.secrets'
COLLECTION = '/org/freedesktop/secrets/collection/login'
# What ../a11y/desktop has made it with.
KEYRING_PASSWORD = b'open sesame'


class Place:
    """Where the vault is, and how to start the program on it."""

    def __init__(self, build, folder, vault, language, options, size):
        self.build, self.folder, self.vault = build, folder, vault
        self.language, self.options, self.size = language, options, size
        self.complaints = []

    def look(self, name, say, *then, before=(), environment=None):
        """A picture of the state NAME once it SAYs so, and after pressing each of THEN."""
        screen = Screen(self.build, self.folder / name, self.vault, self.language,
                        {**self.options, **(environment or {})}, before=before)
        screen.numbered = False
        screen.folder = self.folder
        screen.resize(*self.size)
        try:
            screen.see(say)
            screen.shoot(f'state-{name}')
            for button, picture, seen in then:
                screen.keyboard.reach(screen.text(button))  # a row, perhaps: none can be pressed
                screen.key('Return')
                screen.see(seen)
                screen.shoot(f'state-{name}-{picture}')
        finally:
            screen.close()
        self.complaints += screen.complaints()


def secrets(path, interface, method, arguments):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    return bus.call_sync(SECRETS, path, interface, method, arguments, None,
                         Gio.DBusCallFlags.NONE, 10000, None).unpack()


def unlock():
    """What asks a person for the password is not there."""
    path = '/org/freedesktop/secrets'
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)  # the session ends with the last who has it
    session = secrets(path, 'org.freedesktop.Secret.Service', 'OpenSession',
                      GLib.Variant('(sv)', ('plain', GLib.Variant('s', ''))))[1]
    secrets(path, 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface',
            'UnlockWithMasterPassword',
            GLib.Variant('(o(oayays))', (COLLECTION, (session, b'', KEYRING_PASSWORD,
                                                      'text/plain'))))
    del bus


def name_keys(attributes):
    """Gives every key in the keyring these attributes, and returns what each had."""
    had = {}
    interface = 'org.freedesktop.DBus.Properties'
    item = 'org.freedesktop.Secret.Item'
    for path in secrets(COLLECTION, interface, 'Get',
                        GLib.Variant('(ss)', ('org.freedesktop.Secret.Collection', 'Items')))[0]:
        had[path] = secrets(path, interface, 'Get',
                            GLib.Variant('(ss)', (item, 'Attributes')))[0]
        secrets(path, interface, 'Set',
                GLib.Variant('(ssv)', (item, 'Attributes',
                                       GLib.Variant('a{ss}', attributes.get(path, {})))))
    return had


def with_the_keyring(place):
    a11y = subprocess.run(
        ['gdbus', 'call', '--session', '--dest', 'org.a11y.Bus', '--object-path', '/org/a11y/bus',
         '--method', 'org.a11y.Bus.GetAddress'], check=True, capture_output=True, text=True,
        stdin=subprocess.DEVNULL).stdout
    # A session without any bus has no keyring; what listens for pictures is on its own bus.
    place.look('no-keyring', 'No Keyring Answers',
               environment={'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nonexistent',
                            'AT_SPI_BUS_ADDRESS': a11y.split("'")[1]})
    had = name_keys({})
    place.look('not-in-keyring', 'The Keyring Has No Key for This Vault')
    name_keys(had)
    secrets('/org/freedesktop/secrets', 'org.freedesktop.Secret.Service', 'Lock',
            GLib.Variant('(ao)', ([COLLECTION],)))
    place.look('keyring-locked', 'The Keyring Is Locked')
    unlock()  # else nobody learns that the vault behind it is damaged


def read_only(place):
    # Root may write everywhere, unless it gives that up.
    without = ['setpriv', '--bounding-set=-dac_override,-dac_read_search,-fowner',
               '--inh-caps=-all'] if os.geteuid() == 0 else []
    for path in place.vault.iterdir():
        path.chmod(0o444)
    place.vault.chmod(0o555)
    try:
        place.look('read-only', '_Why?', ('_Why?', 'why', 'Nothing Can Be Changed'),
                   before=without)
    finally:
        place.vault.chmod(0o755)
        for path in place.vault.iterdir():
            path.chmod(0o644)


def newer(place):
    path = place.vault / 'keyslots.json'
    before = {one: one.read_bytes() for one in place.vault.glob('keyslots*')}
    for one in before:
        one.write_text(json.dumps({**json.loads(before[path]), 'format': 99}), encoding='utf-8')
    place.look('newer', 'This Vault Needs a Newer Coffret')
    for one, data in before.items():
        one.write_bytes(data)


def zero(path):
    """Two pages of the file PATH, and the end of the one before."""
    with open(path, 'r+b') as file:
        file.seek(1000)
        file.write(bytes(8000))


def spoilt(place):
    zero(place.vault / 'vault.db')
    place.look('damaged', 'Your Vault Cannot Be Read', ('_Details', 'details', 'What Happened'))
    place.look('damaged', 'Your Vault Cannot Be Read',
               ('_Save What Can Be Read…', 'salvage', 'Open with This Computer’s _Keyring'),
               ('Open with This Computer’s _Keyring', 'salvaged', '_Use the New Vault'))
    (place.vault / 'vault.db').unlink()
    place.look('missing', 'A Part of Your Vault Is Missing')


def visit(*where):
    """What GTK warned of meanwhile."""
    place = Place(*where)
    read_only(place)
    newer(place)
    with_the_keyring(place)
    spoilt(place)
    return place.complaints
