#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The desktop's own search, over a session bus of its own: the program is started by the bus as a service without a window, finds, describes, opens, and
ends again. What is installed (the .ini) says where.

    test-shell-search.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import configparser
import glob
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gi.repository import Gio, GLib
from studio import PROGRAM, main
from window import App, wait_for

DATA = os.path.join(os.path.dirname(PROGRAM), '..', '..', 'data')
SCREEN_SAVER = '''<node><interface name="org.gnome.ScreenSaver"><method name="GetActive"><arg type="b" direction="out"/></method></interface></node>'''


class Started(App):
    """The program, as the bus has started it."""

    def __init__(self, desktop, pid, log):
        self.desktop, self.Atspi, self.log, self.process = desktop, desktop.Atspi, log, self
        self.pid = pid
        self.attach()

    def poll(self):
        return None if os.path.exists(f'/proc/{self.pid}') else 0


class Shell:
    """What GNOME Shell does, on the bus of the test."""

    def __init__(self, run):
        self.run = run
        self.log = os.path.join(run.desktop.folder, 'service.log')
        path, = glob.glob(os.path.join(DATA, '*.search-provider.ini'))
        ini = configparser.ConfigParser()
        ini.read(path)
        self.ini = ini['Shell Search Provider']
        self.bus = Gio.DBusConnection.new_for_address_sync(run.desktop.env['DBUS_SESSION_BUS_ADDRESS'],
                                                           Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def install(self):
        """Where this bus looks for services: as meson installs it, with the program of the build."""
        name = self.ini['BusName']
        with open(os.path.join(DATA, name + '.service')) as file:
            service = [line for line in file.read().splitlines() if not line.startswith('Exec=')]
        folder = os.path.join(self.run.desktop.env['XDG_DATA_HOME'], 'dbus-1', 'services')
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, name + '.service'), 'w') as file:
            file.write('\n'.join(service + [f"Exec=/bin/sh -c 'exec {PROGRAM} --gapplication-service >>{self.log} 2>&1'", '']))
        self.call('ReloadConfig', None, None, 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus')

    def call(self, method, arguments, answer, name=None, path=None, interface='org.gnome.Shell.SearchProvider2'):
        value = self.bus.call_sync(name or self.ini['BusName'], path or self.ini['ObjectPath'], interface, method, arguments,
                                   GLib.VariantType(answer) if answer else None, Gio.DBusCallFlags.NONE, 90000, None)
        return value.unpack()[0] if answer else None

    def find(self, *terms):
        return self.call('GetInitialResultSet', GLib.Variant('(as)', (terms,)), '(as)')

    def narrow(self, before, *terms):
        return self.call('GetSubsearchResultSet', GLib.Variant('(asas)', (before, terms)), '(as)')

    def metas(self, ids):
        return self.call('GetResultMetas', GLib.Variant('(as)', (ids,)), '(aa{sv})')

    def owner(self):
        """Process that has the name, or None."""
        try:
            return self.call('GetConnectionUnixProcessID', GLib.Variant('(s)', (self.ini['BusName'],)), '(u)', 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus')
        except GLib.Error:
            return None


def lock(run, locked):
    """A screen saver that says so, as GNOME Shell has one: on a thread of its own, for the calls of this one wait."""
    run.saver = subprocess.Popen([sys.executable, '-c', f'''
from gi.repository import Gio, GLib
bus = Gio.bus_get_sync(Gio.BusType.SESSION)
info = Gio.DBusNodeInfo.new_for_xml({SCREEN_SAVER!r})
bus.register_object("/org/gnome/ScreenSaver", info.interfaces[0], lambda *a: a[6].return_value(GLib.Variant("(b)", ({locked},))))
Gio.bus_own_name_on_connection(bus, "org.gnome.ScreenSaver", 0, lambda *_: print("ready", flush=True), None)
GLib.MainLoop().run()
'''], env=run.desktop.env, stdout=subprocess.PIPE, start_new_session=True)
    run.desktop.children.append(run.saver)
    assert run.saver.stdout.readline().strip() == b'ready'


def unlock(run):
    run.saver.terminate()
    run.saver.wait()


def test_start(run):
    """the bus starts the program for a search; where there is no studio yet, it finds nothing and makes none"""
    run.data = os.path.join(run.desktop.env['XDG_DATA_HOME'], 'studio-os', 'default')
    run.shell = Shell(run)
    run.shell.install()
    assert run.shell.find('tango') == []
    assert not os.path.exists(run.data)


def test_find(run):
    """people, notes, answers and messages are found by their ids, without a window and without sending"""
    run.init()
    run.import_chats(['Ana Lopez', 'Bo Berg'])
    run.bo = run.one("SELECT id FROM contact WHERE name = 'Bo Berg'")
    run.ctl('note', 'add', run.bo, 'Dances tango with a sore knee')
    run.ctl('knowledge', 'add', '--question', 'When is tango?', '--answer', 'On Tuesdays at eight')
    run.ctl('field', 'add', 'Allergies', '--sensitive')
    run.ctl('field', 'set', run.bo, 'allergies', 'peanuts')
    before = run.ask('SELECT id, state, unread FROM thread ORDER BY id')
    ids = run.shell.find('tango')
    assert [id.split('/')[0] for id in ids] == ['note', 'knowledge', 'message', 'message'], ids
    assert ids[0].split('/')[1] == run.bo
    assert run.ask('SELECT count(*) FROM message WHERE id IN (?, ?)', *(id.split('/')[2] for id in ids[2:])) == [(2,)]
    assert run.shell.narrow(ids, 'tango', 'knee') == ids[:1]
    assert run.shell.find('bo', 'berg')[0] == f'contact/{run.bo}'
    assert run.shell.find('peanuts') == [] == run.shell.find('') == run.shell.find()
    assert run.ask('SELECT id, state, unread FROM thread ORDER BY id') == before


def test_metas(run):
    """who and when is said of them; what was written only where notifications may say it, too"""
    ids = run.shell.find('tango')
    note, fact, message, _ = metas = run.shell.metas(ids + ['contact/nobody', 'rubbish'])
    assert [meta['id'] for meta in metas] == ids
    assert note['name'] == 'Bo Berg' and note['description'].startswith('Note · '), note
    assert fact['name'] == 'When is tango?' and fact['description'] == 'On Tuesdays at eight', fact
    assert message['name'] in ('Ana Lopez', 'Bo Berg') and message['description'].startswith('WhatsApp · '), message
    assert all(Gio.Icon.new_for_string(meta['gicon']) for meta in metas)
    assert not any('knee' in str(meta) or 'course' in str(meta) for meta in metas), metas
    run.setting('notify.text', 1)
    wait_for('the text', lambda: 'sore knee' in run.shell.metas(run.shell.find('tango'))[0]['description'])
    run.setting('notify.text', 0)


def test_call(run):
    """the same service takes in what another program tells of a call, and so does the program itself from its standard input; what is wrong is a sentence"""
    path = run.shell.ini['ObjectPath'].replace('/SearchProvider', '/Calls')

    def tell(event):
        return run.shell.call('Event', GLib.Variant('(s)', (json.dumps(event),)), '(s)', path=path, interface='org.studioos.Calls')

    call = {'event': 'call.ended', 'source': 'pbx', 'id': '1', 'at': '2026-11-20T10:00:00Z', 'from': '+4915112345678', 'name': 'Cleo Call', 'answered_by': 'nobody'}
    told = tell(call)
    assert tell(call) == told and [row['id'] for row in run.json('call', 'list')] == [told]
    for wrong in ({}, {**call, 'at': 'soon'}, []):
        try:
            tell(wrong)
            raise AssertionError(wrong)
        except GLib.Error as error:
            assert 'org.studioos.Calls.Error.Refused' in error.message, error.message
    told = subprocess.run([PROGRAM, '--data', run.data, '--event'], input=json.dumps({**call, 'id': '2'}).encode(), capture_output=True, env=run.desktop.env, timeout=120)
    assert told.returncode == 0 and told.stdout.decode().strip() in [row['id'] for row in run.json('call', 'list')], told
    told = subprocess.run([PROGRAM, '--data', run.data, '--event'], input=b'{}', capture_output=True, env=run.desktop.env, timeout=120)
    assert told.returncode == 1 and told.stderr.strip() and len(run.json('call', 'list')) == 2, told


def test_locked(run):
    """while the screen is locked, nothing is found"""
    lock(run, True)
    assert run.shell.find('tango') == []
    unlock(run)
    assert len(wait_for('found again', lambda: run.shell.find('tango'))) == 4


def test_open(run):
    """a result opens where it belongs, in a window; a search goes on in it"""
    pid = run.shell.owner()
    message = next(id for id in run.shell.find('xylophone') if id.startswith('message/'))
    name = run.one('SELECT c.name FROM thread t JOIN contact c ON c.id = t.contact_id WHERE t.id = ?', message.split('/')[1])
    run.shell.call('ActivateResult', GLib.Variant('(sasu)', (message, ['xylophone'], 0)), None)
    run.app = Started(run.desktop, pid, run.shell.log)
    run.app.find(start=name + ', ', role='list item', within=run.app.find('Messages', 'list'))
    run.shell.call('ActivateResult', GLib.Variant('(sasu)', (f'contact/{run.bo}', [], 0)), None)
    run.app.find('Search contacts')
    run.shell.call('LaunchSearch', GLib.Variant('(asu)', (['sore', 'knee'], 0)), None)
    wait_for('the words in the search', lambda: run.app.text(run.app.find('Search', 'entry')) == 'sore knee')
    run.app.find(start='Bo Berg, note', role='list item')
    run.picture('shell-launched')
    run.shell.call('ActivateResult', GLib.Variant('(sasu)', ('rubbish', [], 0)), None)
    assert run.shell.find('sore', 'knee')[0].startswith('note/'), 'also with a window'


def test_end(run):
    """with its window the program ends; the bus starts it anew, and it ends by itself"""
    pid = run.shell.owner()
    run.desktop.key('Ctrl+q', taken=False)
    wait_for('the name to be free', lambda: run.shell.owner() is None)
    assert len(run.shell.find('tango')) == 4
    assert run.shell.owner() != pid
    wait_for('its end', lambda: run.shell.owner() is None)
    assert not run.app.warnings(), run.app.warnings()[:5]


if __name__ == '__main__':
    sys.exit(main([test_start, test_find, test_metas, test_locked, test_call, test_open, test_end]))
