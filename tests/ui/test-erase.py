#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Somebody asks that they be erased: by keyboard alone, with a question that names what goes and what stays. Prints TAP.

    test-erase.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main


def test_start(run):
    """two people have written"""
    run.init()
    run.import_chats(['Ana Lopez', 'Bea Berg'])
    run.ana = run.one("SELECT id FROM contact WHERE name = 'Ana Lopez'")
    run.open()
    run.desktop.key('g', 'c')
    run.text_focus('contacts')
    run.tab_to('Ana Lopez', 'list item')
    run.desktop.key('Enter')
    run.app.find('Erase This Person…', seconds=60)


def ask(run):
    run.tab_to('Erase This Person', limit=90)
    run.desktop.key('Enter')
    run.app.find('Erase Ana Lopez?')


def test_keep(run):
    """the question says how much goes and what stays; Escape and Enter keep everything"""
    ask(run)
    body = run.app.find(start='Name, numbers, addresses').get_name()
    assert '• 4 messages' in body and '• 1 conversation' in body and 'What stays' in body, body
    run.picture('erase')
    run.desktop.key('Esc')
    run.app.gone('Erase Ana Lopez?')
    ask(run)
    run.tab_to('Keep', 'button')
    run.desktop.key('Enter')
    run.app.gone('Erase Ana Lopez?')
    assert run.one("SELECT name FROM contact WHERE id = ?", run.ana) == 'Ana Lopez'


def test_erase(run):
    """erased: Bea and what she wrote is as before, and there still was somebody"""
    ask(run)
    run.tab_to('Erase for Good', 'button')
    run.desktop.key('Enter')
    run.app.find('Ana Lopez was erased')
    run.until('nothing', "SELECT count(*) FROM contact WHERE deleted_at IS NULL AND name LIKE 'Ana%'", lambda n: n == 0)
    assert run.one('SELECT count(*) FROM contact WHERE id = ? AND name = ?', run.ana, '') == 1
    assert run.one("SELECT count(*) FROM message WHERE deleted_at IS NULL AND text LIKE '%xylophone%'") == 1
    assert run.one("SELECT count(*) FROM contact WHERE name = 'Bea Berg'") == 1
    run.app.gone(start='Ana Lopez', role='list item')


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.close_dialogs()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_keep, test_erase, test_end]))
