# SPDX-License-Identifier: MIT
"""A stand-in for the program of a desktop that shows notifications."""
from gi.repository import Gio, GLib

INTERFACE = '''<node><interface name="org.freedesktop.Notifications">
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>'''


class Notifications:
    """A desktop's notifications: what was told, and a click on it."""

    def __init__(self, address):
        self.told, self.closed = [], []
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.bus.register_object('/org/freedesktop/Notifications', Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], self._call, None, None)
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                           GLib.Variant('(su)', ('org.freedesktop.Notifications', 0)), None, 0, 5000, None)

    def _call(self, bus, sender, path, interface, method, parameters, invocation):
        if method == 'Notify':
            self.told.append(parameters.unpack())
            invocation.return_value(GLib.Variant('(u)', (len(self.told),)))
        elif method == 'GetCapabilities':
            invocation.return_value(GLib.Variant('(as)', (['body', 'actions'],)))
        elif method == 'GetServerInformation':
            invocation.return_value(GLib.Variant('(ssss)', ('test', 'test', '1', '1.2')))
        else:
            self.closed.append(parameters.unpack()[0])
            invocation.return_value(None)

    def of(self, name):
        """Number, title and text of those that name a person."""
        return [(n, told[3], told[4]) for n, told in enumerate(self.told, 1) if name in told[3]]

    def buttons(self, number):
        """Label and name of each button."""
        names = self.told[number - 1][5]
        return {label: name for name, label in zip(names[::2], names[1::2]) if name != 'default'}

    def click(self, number, button=None):
        """On it, or on one of its buttons by its label."""
        self.bus.emit_signal(None, '/org/freedesktop/Notifications', 'org.freedesktop.Notifications', 'ActionInvoked',
                             GLib.Variant('(us)', (number, self.buttons(number)[button] if button else 'default')))
        self.bus.flush_sync(None)
