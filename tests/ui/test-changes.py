#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Changes by others, by keyboard alone: a quiet button says that there are some, the list says what they are in words, one's own is put back
(and undone), theirs is kept, and what a change is about is opened. Prints TAP.

    test-changes.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for

UNSEEN = 'SELECT count(*) FROM sync_notice WHERE seen_at = 0'


def note(run, table, group, pk, mine, theirs, ago=1):
    """Somebody else's change held, as the store notes it."""
    run.change(f"INSERT INTO sync_notice (tbl, pk, grp, mine, theirs, dev, at) VALUES ('{table}', '{pk}', '{group}', '{json.dumps(mine)}', "
               f"'{json.dumps(theirs)}', 'other', (unixepoch () - {ago * 60}) * 1000)")


def stage(run):
    return run.one("SELECT stage FROM contact WHERE name = 'Mia Berger'")


def test_start(run):
    """nothing is said where there is nothing; the list says so"""
    run.init()
    run.import_chats(['Mia Berger', 'Ana Lopez'])
    run.open()
    run.app.wait_focus()
    assert not run.app.look(start='1 change')
    run.go('g', 's')
    run.app.find('Nothing to Look At')
    run.picture('changes-empty')
    run.close_dialogs()


def test_button(run):
    """another computer's change holds: the sidebar says so, and the list says what it was"""
    mia = run.one("SELECT id FROM contact WHERE name = 'Mia Berger'")
    run.change(f"UPDATE contact SET stage = 'TRIAL_SCHEDULED' WHERE id = '{mia}'")
    note(run, 'contact', 'notes', mia, {'notes': 'Left knee: no jumps.\nAsk again in May.'}, {'notes': 'Comes with her sister.'}, 14)
    run.app.find('1 change by others')
    note(run, 'contact', 'stage', mia, {'stage': 'CONTACTED', 'lost_reason': None}, {'stage': 'TRIAL_SCHEDULED', 'lost_reason': None})
    run.app.find('2 changes by others')
    run.picture('changes-button')
    run.go('g', 's')
    run.app.wait_focus('Another computer changed the stage of Mia Berger to Trial')
    run.app.find('You had: Contacted')
    run.app.find(start='Now: Comes with her sister.')
    run.picture('changes')


def test_put_back(run):
    """what was here is put back, and undone"""
    run.tab_to('Put Back: Another computer changed the stage of Mia Berger')
    run.desktop.key('Enter')
    run.until('the stage', "SELECT stage FROM contact WHERE name = 'Mia Berger'", lambda now: now == 'CONTACTED')
    run.app.find('1 change by others')
    run.close_dialogs()
    run.go('z')
    run.until('the stage', "SELECT stage FROM contact WHERE name = 'Mia Berger'", lambda now: now == 'TRIAL_SCHEDULED')


def test_keep(run):
    """theirs is kept: it is seen, and ours can be put back later on"""
    run.go('g', 's')
    run.app.wait_focus('Another computer changed the notes about Mia Berger')
    run.tab_to('Keep Theirs: Another computer changed the notes')
    run.desktop.key('Enter')
    run.until('nothing unseen', UNSEEN, lambda n: n == 0)
    run.app.gone('1 change by others')
    run.app.find('Seen')
    run.picture('changes-seen')
    run.app.wait_focus(start='Another computer changed the', role='list item')


def test_open(run):
    """Enter on a change opens the person"""
    run.tab_to('Another computer changed the notes about Mia Berger', 'list item', key='Shift+Tab')
    run.desktop.key('Enter')
    run.app.gone('Changes by Others', 'dialog')
    wait_for('the person', lambda: run.app.find('Notes'))


def test_aside(run):
    """what could not be applied is named in the preferences, with the reason"""
    run.close_dialogs()
    run.change("INSERT INTO sync_quarantine (seq, tbl, pk, grp, body, error, at) SELECT 0, 'contact', id, 'notes', '', 'It is too large to be told to others.', "
               "unixepoch () * 1000 FROM contact WHERE name = 'Mia Berger'")
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Studio', 'page tab')
    run.key_until('Right', 'the tab Data', lambda: run.app.focus_name() == ('page tab', 'Data'))
    run.desktop.key('space')
    run.app.find('Changes Not Applied')
    run.app.find(start='what is known about Mia Berger')
    run.picture('changes-aside')
    run.key_until('Esc', 'nothing in front', lambda: not run.app.look(role='dialog'))


def test_palette(run):
    """the palette knows it; at 360 pixels nothing is too wide"""
    run.go('g', 'i')
    note(run, 'contact_field', 'value', 'x', {'value': 'W' * 300}, {'value': 'a-word-that-is-longer-than-a-narrow-window-is-wide-and-has-no-place-to-break'})
    run.app.resize(360, 640)
    run.key_until('Ctrl+k', 'the palette', lambda: run.app.look(role='dialog'))
    run.desktop.type('changes by')
    run.app.find(start='Changes by Others')
    run.desktop.key('Enter')
    run.app.wait_focus(start='Another computer changed')
    run.picture('changes-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)
    run.close_dialogs()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_button, test_put_back, test_keep, test_open, test_aside, test_palette]))
