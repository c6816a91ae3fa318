#!/usr/bin/env python3
"""mock-secrets.py SCRIPT: a Secret Service that can be in every state, while SCRIPT runs.

Takes the service's name on the session's bus, keeps what it is given in memory, and is told
"be STATE" by the script (through the bus). The states, beside "open":
  locked      the prompt is answered, and the keyring open then
  dismissed   locked, and the prompt is dismissed
  waiting     locked, and the prompt is never answered
  denied      locked, and unlocking is refused with an error
  hidden      locked, and nothing of what is in it is shown before it is open
  item        the keyring is open, its items are locked one by one
  gone        an item is found and is not there when it is asked for
  empty       another keyring took this one's place
  mute        no call is answered
The desktop's Secret portal is there too, in the same state.
"""
import os
import subprocess
import sys
import threading

import dbus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

ROOT = '/org/freedesktop/secrets'
SERVICE = 'org.freedesktop.Secret.Service'
COLLECTION = 'org.freedesktop.Secret.Collection'
ITEM = 'org.freedesktop.Secret.Item'
PROMPT = 'org.freedesktop.Secret.Prompt'
PROPERTIES = 'org.freedesktop.DBus.Properties'
# As KDE has it: the default keyring is called something else, and only its alias says so.
DEFAULT = ROOT + '/collection/kdewallet'
NONE = dbus.ObjectPath('/')
LOCKED = ('locked', 'dismissed', 'waiting', 'denied', 'hidden')


class Thing(dbus.service.Object):
    def __init__(self, service, path):
        super().__init__(service.connection, path)
        self.service = service

    @dbus.service.method(PROPERTIES, in_signature='ss', out_signature='v')
    def Get(self, interface, name):
        return self.values()[name]

    @dbus.service.method(PROPERTIES, in_signature='s', out_signature='a{sv}')
    def GetAll(self, interface):
        return self.values()


class Item(Thing):
    def __init__(self, service, path, attributes, secret):
        super().__init__(service, path)
        self.attributes, self.secret = attributes, secret

    def values(self):
        locked = self.service.locked() or self.service.state == 'item'
        return {'Attributes': dbus.Dictionary(self.attributes, 'ss'), 'Locked': locked,
                'Label': 'x', 'Created': dbus.UInt64(0), 'Modified': dbus.UInt64(0)}

    @dbus.service.method(ITEM, in_signature='o', out_signature='(oayays)')
    def GetSecret(self, session):
        if self.service.state == 'gone':
            raise dbus.DBusException('No such secret item at path',
                                     name='org.freedesktop.Secret.Error.NoSuchObject')
        if self.values()['Locked']:
            raise dbus.DBusException('locked', name='org.freedesktop.Secret.Error.IsLocked')
        return (session, dbus.ByteArray(b''), dbus.ByteArray(self.secret), 'text/plain')

    @dbus.service.method(ITEM, out_signature='o')
    def Delete(self):
        self.service.items.remove(self)
        self.remove_from_connection()
        return NONE


class Collection(Thing):
    def values(self):
        return {'Items': dbus.Array([], 'o'), 'Label': 'x', 'Locked': self.service.locked(),
                'Created': dbus.UInt64(0), 'Modified': dbus.UInt64(0)}

    @dbus.service.method(COLLECTION, in_signature='a{sv}(oayays)b', out_signature='oo',
                         byte_arrays=True)
    def CreateItem(self, properties, secret, replace):
        attributes = properties[ITEM + '.Attributes']
        self.service.items = [item for item in self.service.items
                              if item.attributes != attributes or item.remove_from_connection()]
        self.service.number += 1
        path = f'{DEFAULT}/{self.service.number}'
        self.service.items.append(Item(self.service, path, attributes, bytes(secret[2])))
        return dbus.ObjectPath(path), NONE


class Prompt(Thing):
    def __init__(self, service, path, objects):
        super().__init__(service, path)
        self.objects = objects

    @dbus.service.method(PROMPT, in_signature='s')
    def Prompt(self, window):
        if self.service.state == 'waiting':
            return
        dismissed = self.service.state == 'dismissed'
        if not dismissed:
            self.service.state = 'open'
        GLib.idle_add(lambda: self.Completed(dismissed, dbus.Array(
            [] if dismissed else self.objects, 'o', variant_level=1)))

    @dbus.service.method(PROMPT)
    def Dismiss(self):
        GLib.idle_add(lambda: self.Completed(True, dbus.Array([], 'o', variant_level=1)))

    @dbus.service.signal(PROMPT, signature='bv')
    def Completed(self, dismissed, result):
        pass


class Service(Thing):
    def __init__(self, connection):
        self.connection_ = connection
        dbus.service.Object.__init__(self, connection, ROOT)
        self.service, self.state, self.items, self.number = self, 'open', [], 0
        self.collections = [Collection(self, DEFAULT), Collection(self, ROOT + '/aliases/default')]

    def locked(self):
        return self.state in LOCKED

    def values(self):
        return {'Collections': dbus.Array([DEFAULT], 'o')}

    @dbus.service.method('test.Mock', in_signature='s')
    def Be(self, state):
        self.state = state

    @dbus.service.method(SERVICE, in_signature='sv', out_signature='vo',
                         async_callbacks=('answer', 'refuse'))
    def OpenSession(self, algorithm, value, answer, refuse):
        if self.state == 'mute':
            return
        if algorithm != 'plain':
            refuse(dbus.DBusException('plain only', name='org.freedesktop.DBus.Error.NotSupported'))
            return
        answer(dbus.String('', variant_level=1), dbus.ObjectPath(ROOT + '/session/1'))

    @dbus.service.method(SERVICE, in_signature='a{ss}', out_signature='aoao')
    def SearchItems(self, attributes):
        if self.state == 'empty' or self.state == 'hidden':
            return dbus.Array([], 'o'), dbus.Array([], 'o')
        found = [item.__dbus_object_path__ for item in self.items
                 if all(item.attributes.get(key) == value for key, value in attributes.items())]
        locked = self.locked() or self.state == 'item'
        return (dbus.Array([] if locked else found, 'o'), dbus.Array(found if locked else [], 'o'))

    @dbus.service.method(SERVICE, in_signature='ao', out_signature='aoo')
    def Unlock(self, objects):
        if self.state == 'denied':
            raise dbus.DBusException('not allowed', name='org.freedesktop.DBus.Error.AccessDenied')
        if not self.locked() and self.state != 'item':
            return objects, NONE
        self.number += 1
        path = f'{ROOT}/prompt/{self.number}'
        Prompt(self, path, objects)
        return dbus.Array([], 'o'), dbus.ObjectPath(path)

    @dbus.service.method(SERVICE, in_signature='s', out_signature='o')
    def ReadAlias(self, name):
        return dbus.ObjectPath(DEFAULT) if name == 'default' else NONE


class Portal(dbus.service.Object):
    """The Secret portal of the same desktop, in the same states."""

    def __init__(self, service):
        super().__init__(service.connection, '/org/freedesktop/portal/desktop')
        self.service = service

    @dbus.service.method('org.freedesktop.portal.Secret', in_signature='ha{sv}',
                         out_signature='o', sender_keyword='sender')
    def RetrieveSecret(self, end, options, sender):
        path = ('/org/freedesktop/portal/desktop/request/'
                f'{sender[1:].replace(".", "_")}/{options["handle_token"]}')
        state = self.service.state
        with os.fdopen(end.take(), 'wb') as file:
            if state in ('open', 'locked', 'empty'):
                file.write((b'B' if state == 'empty' else b'A') * 64)
        answers = {'dismissed': 1, 'denied': 2}
        if state not in ('waiting', 'mute'):
            GLib.idle_add(Request(self.service.connection, path).Response,
                          dbus.UInt32(answers.get(state, 0)), dbus.Dictionary({}, 'sv'))
        return dbus.ObjectPath(path)


class Request(dbus.service.Object):
    @dbus.service.signal('org.freedesktop.portal.Request', signature='ua{sv}')
    def Response(self, response, results):
        pass


# dbus-python's own attribute of that name is a property without a setter.
Service.connection = property(lambda self: self.connection_)


def main():
    DBusGMainLoop(set_as_default=True)
    loop = GLib.MainLoop()
    bus = dbus.SessionBus()
    Portal(Service(bus))
    names = [dbus.service.BusName(name, bus)
             for name in ('org.freedesktop.secrets', 'org.freedesktop.portal.Desktop')]
    status = []
    be = ('be() { dbus-send --session --print-reply --dest=org.freedesktop.secrets '
          f'{ROOT} test.Mock.Be string:"$1" >/dev/null; }}\n')

    def run():
        status.append(subprocess.run(['sh', '-c', be + sys.argv[1]], check=False,
                                     stdin=subprocess.DEVNULL).returncode)
        GLib.idle_add(loop.quit)

    threading.Thread(target=run).start()
    loop.run()
    del names
    return status[0]


if __name__ == '__main__':
    os.environ.setdefault('PYTHONDONTWRITEBYTECODE', '1')
    sys.exit(main())
