#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The help in the real window, by keys alone: F1 opens it at the page in front, its list is searched, and it is wide enough for a phone. Prints TAP.

    test-help.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for


def test_start(run):
    """F1 on the inbox is the help of the inbox"""
    run.init()
    run.import_chats(['Ana Lopez'])
    run.open()
    run.app.find('Conversations', 'list')
    run.key_until('F1', 'the help', lambda: run.app.look('Help', 'dialog'))
    run.app.find(start='All channels are in one list')
    run.picture('help-inbox')
    run.close_dialogs()


def test_search(run):
    """where there is none for a page, all are listed; a word finds those that have it"""
    run.desktop.key('g', 'l')
    run.key_until('F1', 'the help', lambda: run.app.look('Help', 'dialog'))
    run.app.find('First Steps', 'list item')
    run.picture('help')
    run.app.wait_focus(role='entry') if run.app.look(role='entry') else run.tab_to('Search the help')
    run.desktop.type('waitlist')
    run.app.gone('First Steps', 'list item')
    run.app.find('Schedule', 'list item')
    run.close_dialogs()


def test_narrow(run):
    """at 360 pixels nothing is too wide"""
    run.app.resize(360, 640)
    run.key_until('F1', 'the help', lambda: run.app.look('Help', 'dialog'))
    node = run.app.find('First Steps', 'list item')
    wait_for('its place', lambda: 0 < run.app.size(node)[0] <= 360)
    run.picture('help-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.close_dialogs()
    run.app.resize(1180, 760)


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.close_dialogs()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_search, test_narrow, test_end]))
