#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What Preferences ask a file for, and their switches, by keyboard alone in the real window: the set-up is saved, and read into the studio again after something was
changed; a logo is chosen and taken away; Do Not Disturb is switched. A new studio begins from the dialog Studios. Prints TAP.

    test-choosers.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from PIL import Image

from studio import main
from window import wait_for

HOURS = '{"week":[["9:00-12:00"],[],[],[],[],[],[]],"closures":[]}'


def preferences(run, page=None):
    run.key_until('Ctrl+,', 'the preferences', lambda: run.app.look('Preferences', 'dialog'), each=5.0)
    if page:
        run.tab_to('Studio', 'page tab', limit=80, key='Shift+Tab')
        for _ in range(('Studio', 'Assistant', 'Keyboard', 'Data').index(page)):
            run.desktop.key('Right')
        run.desktop.key('space')


def test_start(run):
    """a studio with opening hours"""
    run.init()
    run.import_chats(['Ana Lopez'])
    run.ctl('hours', 'set', HOURS)
    run.setting('report.seen', '2099-W01')          # no notification of a report, which nobody takes here
    run.open()
    run.app.find('Conversations', 'list')


def test_logo(run):
    """a picture is chosen for the studio's logo, and taken away again"""
    path = os.path.join(run.desktop.folder, 'logo.png')
    Image.new('RGB', (600, 300), (200, 30, 60)).save(path)
    preferences(run)
    run.tab_to('Choose…', 'button', limit=120)
    run.desktop.key('Enter')
    run.app.save_as(path, first='Ctrl+l')
    run.app.find('Kept with the studio')
    run.picture('chooser-logo')
    run.tab_to('Remove the Logo', 'button', limit=120, key='Shift+Tab')
    run.desktop.key('Enter')
    run.app.gone('Kept with the studio')
    run.app.wait_focus('Choose…')
    run.close_dialogs()


def test_save(run):
    """the set-up is saved as a file without keys and customers"""
    run.path = os.path.join(run.desktop.folder, 'setup.json')
    preferences(run, 'Data')
    run.tab_to('Save the Set-Up…', limit=80)
    run.picture('chooser-setup')
    run.desktop.key('Enter')
    run.app.save_as(run.path)
    wait_for('all of it', lambda: json.load(open(run.path, encoding='utf-8')))
    with open(run.path, encoding='utf-8') as file:
        text = file.read()
    assert json.loads(text) and 'Ana Lopez' not in text, text[:300]


def test_read(run):
    """it is read again: what it would change is said first, and a backup is made"""
    run.ctl('hours', 'week-start', 'sunday')
    run.ctl('hours', 'set', HOURS.replace('9:00', '8:00'))
    run.tab_to('Read a Set-Up…', limit=80)
    run.desktop.key('Enter')
    run.app.save_as(run.path, first='Ctrl+l')
    run.app.find('Set This Studio Up So?')
    run.picture('chooser-read')
    run.key_until('Alt+s', 'the hours of the file', lambda: '9:00' in run.one("SELECT value FROM setting WHERE key = 'hours'"), each=4.0)
    run.close_dialogs()


def test_switch(run):
    """Do Not Disturb and the other switches of notifications in Preferences, each to the other side and back"""
    preferences(run, 'Assistant')
    run.tab_to('Do Not Disturb', limit=200)
    run.picture('chooser-disturb')
    run.desktop.key('space')
    run.until('that it is on', "SELECT value FROM setting WHERE key = 'notify.off'", lambda value: value == '1')
    run.desktop.key('space')
    run.until('that it is off', "SELECT value FROM setting WHERE key = 'notify.off'", lambda value: value == '0')
    for name, key, first, then in (('Urgent Breaks Through', 'notify.urgent', '0', '1'), ('Notify of What Is Urgent or Late', 'notify.escalated', '0', '1'),
                                   ('Show Text in Notifications', 'notify.text', '1', '0')):
        run.tab_to(name, limit=200)
        run.desktop.key('space')
        run.until(name, f"SELECT value FROM setting WHERE key = '{key}'", lambda value: value == first)
        run.desktop.key('space')
        run.until(name + ', back', f"SELECT value FROM setting WHERE key = '{key}'", lambda value: value == then)
    run.close_dialogs()


def test_new(run):
    """a new studio is begun in a window of its own, with the welcome page; this one stays as it is"""
    run.key_until('Ctrl+Shift+o', 'the studios', lambda: run.app.look('Studios', 'dialog'))
    run.tab_to('New Studio…')
    run.desktop.key('Enter', taken=False)
    wait_for('two windows', lambda: run.app.root.get_child_count() == 2)
    frames = [run.app.root.get_child_at_index(i) for i in range(2)]
    wait_for('the welcome page', lambda: any(run.app.look('Set Up Your Studio', within=frame) for frame in frames))
    assert run.one('SELECT count(*) FROM contact') > 0


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_logo, test_save, test_read, test_switch, test_new, test_end]))
