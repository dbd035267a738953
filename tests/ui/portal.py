# SPDX-License-Identifier: MIT
"""A stand-in for the portal of a desktop that is asked whether a program may run without a window."""
from gi.repository import Gio, GLib

INTERFACE = '''<node><interface name="org.freedesktop.portal.Background">
<method name="RequestBackground"><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
<property name="version" type="u" access="read"/>
</interface></node>'''


class Portal:
    """Says @yes or no to whoever asks, and keeps what was asked."""

    def __init__(self, address):
        self.asked, self.yes = [], True
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.bus.register_object('/org/freedesktop/portal/desktop', Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], self._call, lambda *_: GLib.Variant('u', 2), None)
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                           GLib.Variant('(su)', ('org.freedesktop.portal.Desktop', 0)), None, 0, 5000, None)

    def _call(self, bus, sender, path, interface, method, parameters, invocation):
        _, options = parameters.unpack()
        self.asked.append(options)
        handle = f"/org/freedesktop/portal/desktop/request/{sender[1:].replace('.', '_')}/{options['handle_token']}"
        invocation.return_value(GLib.Variant('(o)', (handle,)))
        results = {'background': GLib.Variant('b', self.yes), 'autostart': GLib.Variant('b', self.yes and options['autostart'])}
        bus.emit_signal(sender, handle, 'org.freedesktop.portal.Request', 'Response', GLib.Variant('(ua{sv})', (0 if self.yes else 1, results)))
