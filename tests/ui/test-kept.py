#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How long data is kept, in the real window and by keys alone: a shorter time says how much it erases, and erases it only after a yes; what is starred stays. Prints TAP.

    test-kept.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for

VALUE = "SELECT value FROM setting WHERE key = 'retention.imports'"
LEFT = 'SELECT count(*) FROM message WHERE deleted_at IS NULL'
CHAT = '''12/11/2019, 18:02 - Ana Lopez: Do you have places in the tango course?
12/11/2019, 18:05 - Salsa Nord: Yes, two are left
'''


def test_start(run):
    """two old conversations, one of them starred; everything is kept"""
    run.init()
    for account in run.json('account', 'list'):
        run.ctl('account', 'remove', account['id'])
    run.import_chats(['Ana Lopez', 'Bea Berg'], CHAT)
    bea = run.one("SELECT thread.id FROM thread JOIN contact ON contact.id = contact_id WHERE contact.name = 'Bea Berg'")
    run.ctl('star', bea)
    run.open()
    run.app.find('Conversations', 'list')
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Studio', 'page tab')
    run.key_until('Right', 'the tab Data', lambda: run.app.focus_name() == ('page tab', 'Data'))
    run.desktop.key('Space')
    run.app.find('Your Data')
    run.tab_to('How Long Data Is Kept')
    run.app.find('Everything is kept for ever')
    run.picture('kept-data')
    run.desktop.key('Enter')
    run.app.find('Imported Messages')


def choose(run, downs):
    run.tab_to('Imported Messages')
    run.desktop.key('space')
    run.app.find('For Ever', 'list item')
    run.desktop.key('Home', *['Down'] * downs, 'Enter')


def test_keep(run):
    """a shorter time says what it erases; Escape changes nothing"""
    choose(run, 4)
    run.app.find('Erase 2 Messages?')
    run.picture('kept-ask')
    run.desktop.key('Esc')
    run.app.gone('Erase 2 Messages?')
    assert run.one(VALUE) is None and run.one(LEFT) == 4
    run.picture('kept')


def test_erase(run):
    """after a yes it holds, and what is not marked is gone a moment later"""
    choose(run, 4)
    run.app.find('Erase 2 Messages?')
    run.tab_to('Erase for Good', 'button')
    run.desktop.key('space')
    run.until('the rule', VALUE, lambda value: value == '12')
    run.until('the erasure', LEFT, lambda n: n == 2)
    assert run.one("SELECT count(*) FROM message WHERE text <> ''") == 2
    assert run.one("SELECT contact.name FROM thread JOIN contact ON contact.id = contact_id WHERE thread.deleted_at IS NULL") == 'Bea Berg'
    run.picture('kept-12')


def test_narrow(run):
    """at 360 pixels nothing is too wide"""
    run.app.resize(360, 640)
    wait_for('its place', lambda: 0 < run.app.size(run.app.find('Imported Messages', 'label'))[0] <= 360)
    run.picture('kept-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)


def test_back(run):
    """for ever again needs no question"""
    run.tab_to('Imported Messages')
    run.desktop.key('space')
    run.app.find('For Ever', 'list item')
    run.desktop.key('Home', 'Enter')
    run.until('the rule', VALUE, lambda value: value == '0')


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.close_dialogs()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_keep, test_erase, test_narrow, test_back, test_end]))
