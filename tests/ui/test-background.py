#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Studio OS without a window, where the owner chose that: closed it goes on, opened again it is the same program; it starts with the session by a file, or by the portal,
which may say no. Its size is what it was. Prints TAP.

    test-background.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import configparser
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from portal import Portal
from studio import PROGRAM, main
from window import wait_for


def kept(run, name):
    """A setting as it is in the file."""
    file = configparser.ConfigParser(interpolation=None)
    file.read(os.path.join(run.desktop.env['XDG_CONFIG_HOME'], 'glib-2.0', 'settings', 'keyfile'))
    return next((section.get(name) for section in (file[s] for s in file.sections()) if name in section), None)


def again(run, *words):
    """What a second start does: it tells the program that runs."""
    assert subprocess.run([PROGRAM, '--data', run.data, *words], env=run.desktop.env, timeout=90).returncode == 0


def is_shown(run):
    return run.app.window.get_attributes().map_state == run.desktop.X.IsViewable


def open_page(run):
    run.app.find('Conversations', 'list')
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Studio', 'page tab')
    run.key_until('Right', 'the tab Keyboard', lambda: run.app.focus_name() == ('page tab', 'Keyboard'))
    run.desktop.key('Space')
    run.app.find('While the Window Is Closed')


def test_switch(run):
    """outside of a sandbox nobody is asked; a file starts it with the session"""
    run.init()
    run.open(run_in_background=False)
    open_page(run)
    run.tab_to('Go On in the Background')
    run.desktop.key('space')
    wait_for('it is kept', lambda: kept(run, 'run-in-background') == 'true')
    run.tab_to('Start With the Session')
    run.desktop.key('space')
    folder = os.path.join(run.desktop.env['XDG_CONFIG_HOME'], 'autostart')
    wait_for('the file', lambda: os.listdir(folder))
    with open(os.path.join(folder, os.listdir(folder)[0])) as file:
        text = file.read()
    assert f'Exec="{PROGRAM}" --background --data "{run.data}"\n' in text, text
    run.picture('background')
    run.desktop.key('space')
    wait_for('no file', lambda: not os.listdir(folder))
    run.close_dialogs()


def test_close(run):
    """closed it goes on without a window; a second start shows the same program again"""
    run.app.resize(1000, 700)
    run.desktop.key('Ctrl+w', taken=False)
    wait_for('no window', lambda: not is_shown(run))
    assert run.app.process.poll() is None
    assert kept(run, 'window-width') == '1000' and kept(run, 'window-height') == '700', kept(run, 'window-width')
    again(run)
    wait_for('the window', lambda: is_shown(run))
    run.app.attach()
    run.app.find('Conversations', 'list')


def test_quit(run):
    """Ctrl+Q ends it all the same, with status 0 and an empty log"""
    run.end()


def test_begin(run):
    """it begins without a window, and has one once it is asked for, of the size that it had"""
    path = os.path.join(run.desktop.folder, 'background.log')
    schemas = os.path.join(os.path.dirname(PROGRAM), '..', '..', 'data')
    env = {**run.desktop.env, 'GSETTINGS_BACKEND': 'keyfile', 'GSETTINGS_SCHEMA_DIR': schemas}
    with open(path, 'w') as log:
        process = subprocess.Popen([PROGRAM, '--data', run.data, '--background'], env=env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    run.desktop.children.append(process)
    run.app.process, run.app.log = process, path
    # it has taken the studio when it answers a second start
    wait_for('a program that sends', lambda: os.path.exists(os.path.join(run.data, 'studio.db-wal')))
    again(run, '--background')
    assert process.poll() is None and not run.app._window()
    again(run)
    run.app.attach()
    run.app.find('Conversations', 'list')
    size = run.app.window.get_geometry()
    assert (size.width, size.height) == (1000, 700), (size.width, size.height)
    run.end()


def test_portal(run):
    """in a sandbox the desktop is asked: what it refuses is not switched on, and said; what it allows is"""
    portal = Portal(run.desktop.env['DBUS_SESSION_BUS_ADDRESS'])
    portal.yes = False
    run.desktop.env['GTK_USE_PORTAL'] = '1'
    run.open(run_in_background=False)
    open_page(run)
    run.tab_to('Go On in the Background')
    run.desktop.key('space')
    run.app.find(start='The desktop does not allow that')
    assert kept(run, 'run-in-background') == 'false' and len(portal.asked) == 1
    portal.yes = True
    run.tab_to('Start With the Session')
    run.desktop.key('space')
    wait_for('it is kept', lambda: kept(run, 'autostart') == 'true')
    assert portal.asked[1]['autostart'] and portal.asked[1]['commandline'] == ['studio-os', '--background', '--data', run.data], portal.asked[1]
    assert not os.path.exists(os.path.join(run.desktop.env['XDG_CONFIG_HOME'], 'autostart', 'org.studioos.Desktop.desktop'))
    run.close_dialogs()


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_switch, test_close, test_quit, test_begin, test_portal, test_end]))
