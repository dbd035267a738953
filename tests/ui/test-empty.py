#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A studio into which nobody has written yet, without even the practice channel: on every page keys are heard. Prints TAP.

    test-empty.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main

PAGES = {'Outbox': ('g', 'o'), 'Decisions': ('g', 'l'), 'Approve': ('g', 'a'), 'Contacts': ('g', 'c'), 'Knowledge': ('g', 'k'), 'Inbox': ('g', 'i')}


def heard(run):
    """Ctrl+comma opens the preferences, wherever one is."""
    run.desktop.key('Ctrl+comma')
    run.app.find('Preferences', 'dialog')
    run.close_dialogs()
    run.app.gone('Preferences', 'dialog')


def test_start(run):
    """the first key is heard"""
    run.init()
    for account in run.json('account', 'list'):
        run.ctl('account', 'remove', account['id'])
    run.open()
    run.app.find('No Conversations Yet')
    heard(run)


def test_pages(run):
    """each page can be reached, and left, by keys"""
    for page, keys in PAGES.items():
        run.desktop.key(*keys)
        run.app.find(page, 'panel')
        heard(run)


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_pages, test_end]))
