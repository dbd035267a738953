# SPDX-License-Identifier: MIT
"""A stand-in for the portals of a desktop: whether a program may run without a window, which file is meant, who opens a file or a folder, and the printer. GTK
asks them where GDK_DEBUG=portals says so, as it does in a sandbox."""
import os
import threading

from gi.repository import Gio, GLib

INTERFACES = '''<node>
<interface name="org.freedesktop.portal.Background">
<method name="RequestBackground"><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
<property name="version" type="u" access="read"/>
</interface>
<interface name="org.freedesktop.portal.FileChooser">
<method name="OpenFile"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
<method name="SaveFile"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
<property name="version" type="u" access="read"/>
</interface>
<interface name="org.freedesktop.portal.OpenURI">
<method name="OpenURI"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
<method name="OpenFile"><arg type="s" direction="in"/><arg type="h" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
<method name="OpenDirectory"><arg type="s" direction="in"/><arg type="h" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
<property name="version" type="u" access="read"/>
</interface>
<interface name="org.freedesktop.portal.Print">
<method name="PreparePrint"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="a{sv}" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
<method name="Print"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="h" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
<property name="version" type="u" access="read"/>
</interface>
</node>'''
# That of desktops of 2024: GTK looks at it before it asks.
VERSIONS = {'Background': 2, 'FileChooser': 4, 'OpenURI': 4, 'Print': 3}


class Portal:
    """Says @yes or no to whoever asks, and keeps what was asked. @file: what is chosen, or None, which cancels."""

    def __init__(self, address):
        self.asked, self.yes = [], True
        self.file = None
        self.chosen, self.opened, self.printed = [], [], []     # titles; (method, path); (title, bytes)
        ready = threading.Event()
        # On a thread of its own: GTK waits for some answers, and the test may be waiting for GTK.
        threading.Thread(target=self._serve, args=(address, ready), daemon=True).start()
        ready.wait(30)

    def _serve(self, address, ready):
        self.context = GLib.MainContext.new()
        self.context.push_thread_default()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        for interface in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces:
            version = VERSIONS[interface.name.rsplit('.', 1)[1]]
            self.bus.register_object('/org/freedesktop/portal/desktop', interface, self._call, lambda *_, v=version: GLib.Variant('u', v), None)
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                           GLib.Variant('(su)', ('org.freedesktop.portal.Desktop', 0)), None, 0, 5000, None)
        ready.set()
        GLib.MainLoop.new(self.context, False).run()

    def _call(self, bus, sender, path, interface, method, parameters, invocation):
        arguments = parameters.unpack()
        options = arguments[-1]
        code, results = getattr(self, '_' + interface.rsplit('.', 1)[1])(method, arguments, options, invocation)
        handle = f"/org/freedesktop/portal/desktop/request/{sender[1:].replace('.', '_')}/{options.get('handle_token', 'none')}"
        invocation.return_value(GLib.Variant('(o)', (handle,)))
        if method == 'Print':          # nobody waits for what becomes of it
            return
        # Nobody answers a dialog at once, and GTK may count on that.
        source = GLib.timeout_source_new(200)
        source.set_callback(lambda *_: self._respond(sender, handle, GLib.Variant('(ua{sv})', (code, results))))
        source.attach(self.context)

    def _respond(self, sender, handle, answer):
        self.bus.emit_signal(sender, handle, 'org.freedesktop.portal.Request', 'Response', answer)
        return GLib.SOURCE_REMOVE

    def _Background(self, method, arguments, options, invocation):
        self.asked.append(options)
        return 0 if self.yes else 1, {'background': GLib.Variant('b', self.yes), 'autostart': GLib.Variant('b', self.yes and options['autostart'])}

    def _FileChooser(self, method, arguments, options, invocation):
        self.chosen.append(arguments[1])
        # also who cancels chose a list of files, an empty one: GTK reads it unasked
        return 0 if self.file else 1, {'uris': GLib.Variant('as', [Gio.File.new_for_path(self.file).get_uri()] if self.file else [])}

    @staticmethod
    def _handed(invocation, index):
        """The file that came with the call, which this closes: its path, and what is in it."""
        handle = invocation.get_message().get_unix_fd_list().get(index)
        path = os.readlink(f'/proc/self/fd/{handle}')
        # of a file that was only opened to name it (O_PATH), or of a folder, nothing can be read
        try:
            with os.fdopen(handle, 'rb') as file:
                return path, file.read()
        except OSError:
            return path, b''

    def _OpenURI(self, method, arguments, options, invocation):
        self.opened.append((method, arguments[1] if method == 'OpenURI' else self._handed(invocation, arguments[1])[0]))
        return 0 if self.yes else 2, {}

    def _Print(self, method, arguments, options, invocation):
        if method == 'Print':
            self.printed.append((arguments[1], self._handed(invocation, arguments[2])[1]))
            return 0, {}
        self.chosen.append('print')
        if not self.yes:
            return 1, {}
        return 0, {'settings': GLib.Variant('a{sv}', {}), 'page-setup': GLib.Variant('a{sv}', {}), 'token': GLib.Variant('u', 7)}
