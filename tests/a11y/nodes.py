"""What is on the accessibility bus, read a whole program at a time.

Many questions are on their way at once: one round trip for all that are equally deep instead of
five for every object. (Not by org.a11y.atspi.Cache, which has one answer for everything: GTK
then also takes up what is in no window, and complains when it comes back.)
"""
import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib

PREFIX = 'org.a11y.atspi.'
ROOT = '/org/a11y/atspi/accessible/root'
MOST = 2000  # children of one node
NO_TIME_LIMIT = -1  # but that of the bus


def of_property(reference, interface, name):
    return (*reference, 'org.freedesktop.DBus.Properties', 'Get',
            GLib.Variant('(ss)', (PREFIX + interface, name)))


class Bus:
    """The connection to the accessibility bus of this desktop."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                    None, None, Gio.DBusCallFlags.NONE, NO_TIME_LIMIT, None)
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address.unpack()[0], Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def ask(self, where, path, interface, method, arguments=None):
        return self.connection.call_sync(where, path, interface, method, arguments, None,
                                         Gio.DBusCallFlags.NONE, NO_TIME_LIMIT, None).unpack()

    def ask_together(self, questions):
        """The answers to QUESTIONS (as for ask()), in their order; None for what has none."""
        answers, left = [None] * len(questions), len(questions)

        def on_answer(connection, result, number):
            nonlocal left
            left -= 1
            try:
                answers[number] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass  # it is out of use, or went away
        for number, (where, path, interface, method, arguments) in enumerate(questions):
            self.connection.call(where, path, interface, method, arguments, None,
                                 Gio.DBusCallFlags.NONE, NO_TIME_LIMIT, None, on_answer, number)
        while left:
            GLib.MainContext.default().iteration(True)
        return answers

    def programs(self):
        """(process, root) of everyone on the bus."""
        for where, path in self.ask(PREFIX + 'Registry', ROOT, PREFIX + 'Accessible',
                                    'GetChildren')[0]:
            try:
                process = self.ask('org.freedesktop.DBus', '/org/freedesktop/DBus',
                                   'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                                   GLib.Variant('(s)', (where,)))[0]
            except GLib.Error:
                continue  # it went away
            yield process, Root(self, where, path)


class Node:
    """One object as it was when it was looked at."""

    def __init__(self, bus, reference, name, role, states):
        self.bus, self.reference = bus, reference
        self.name, self.role, self.states = name, Atspi.role_get_name(role), states
        self.children = []

    def has(self, *states):
        return all(self.states[int(state) // 32] >> int(state) % 32 & 1 for state in states)

    def question(self, interface, method, signature='', *arguments):
        return (*self.reference, PREFIX + interface, method,
                GLib.Variant(f'({signature})', arguments) if signature else None)

    def property(self, interface, name):
        return of_property(self.reference, interface, name)

    def ask(self, interface, method, signature='', *arguments):
        """What it answers now; GLib.Error when it is gone."""
        return self.bus.ask(*self.question(interface, method, signature, *arguments))

    def get(self, interface, name):
        """The property NAME as it is now."""
        return self.bus.ask(*self.property(interface, name))[0]

    def press(self):
        """Whether it could be pressed."""
        try:
            return (PREFIX + 'Action' in self.ask('Accessible', 'GetInterfaces')[0]
                    and self.get('Action', 'NActions') > 0
                    and self.ask('Action', 'DoAction', 'i', 0)[0])
        except GLib.Error:
            return False

    def is_labelled(self):
        """By another node, as the items of a menu are."""
        try:
            return any(kind == Atspi.RelationType.LABELLED_BY
                       for kind, _ in self.ask('Accessible', 'GetRelationSet')[0])
        except GLib.Error:
            return False


class Root:
    """One program."""

    def __init__(self, bus, where, path):
        self.bus, self.reference = bus, (where, path)

    def __eq__(self, other):
        return self.reference == other.reference

    def look(self, nodes):
        """The children of NODES, which become theirs too; of ROOT itself when there are none."""
        parents = nodes or [self]
        found = self.bus.ask_together([(*parent.reference, PREFIX + 'Accessible', 'GetChildren',
                                        None) for parent in parents])
        family = [(parent, reference) for parent, answer in zip(parents, found) if answer
                  for reference in answer[0][:MOST]]
        questions = []
        for _, reference in family:
            questions += [of_property(reference, 'Accessible', 'Name'),
                          (*reference, PREFIX + 'Accessible', 'GetRole', None),
                          (*reference, PREFIX + 'Accessible', 'GetState', None)]
        answers = iter(self.bus.ask_together(questions))
        children = []
        for (parent, reference), *answer in zip(family, answers, answers, answers):
            if None not in answer:
                child = Node(self.bus, reference, *(one[0] for one in answer))
                if parent is not self:
                    parent.children.append(child)
                children.append(child)
        return children

    def windows(self):
        """How many of its windows can be seen."""
        return sum(window.has(Atspi.StateType.SHOWING) for window in self.look([]))

    def walk(self):
        """(node, path) for everything in it, parents first; what went away is left out."""
        windows = level = self.look([])
        while level:
            level = self.look(level)
        left = [(window, '') for window in reversed(windows)]
        while left:
            node, path = left.pop()
            here = f'{path}/{node.role}[{node.name}]'
            yield node, here
            left += [(child, here) for child in reversed(node.children)]
