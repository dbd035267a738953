#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fifty steps back in the real window: after 51 actions z takes 50 back, one by one, and the first stays. The database is compared
at each. Prints TAP.

    test-undo.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for

ACTIONS, DEEP = 51, 50
history = []


def stored(run):
    return run.ask("SELECT t.state, t.starred, t.priority FROM thread t JOIN contact c ON c.id = t.contact_id WHERE c.name = 'Ana Lopez'")


def test_actions(run):
    """51 times s or p and a digit, each stored before the next"""
    run.init()
    run.import_chats(['Ana Lopez', 'Bea'])
    run.open()
    run.desktop.key('Alt+7')
    run.app.find(start='Ana Lopez, ', role='list item')
    run.desktop.key('g', 'i')
    run.choose('Ana Lopez, ')
    history.append(stored(run))
    for n in range(ACTIONS):
        if n % 3 == 2:
            run.desktop.key('p')
            run.app.wait_focus(start='1  Urgent', role='button')
            run.desktop.key('12'[n % 2])
            run.app.gone(start='1  Urgent')
        else:
            run.desktop.key('s')
        wait_for(f'action {n + 1}', lambda: stored(run) != history[-1])
        history.append(stored(run))


def test_back(run):
    """z takes them back in order"""
    for n in range(1, DEEP + 1):
        run.desktop.key('z')
        wait_for(f'step {n} back', lambda: stored(run) == history[ACTIONS - n])


def test_first_stays(run):
    """the 51st z takes nothing back, and says so"""
    run.desktop.key('z')
    run.app.find('Nothing to undo')
    assert stored(run) == history[1] != history[0]


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_actions, test_back, test_first_stays, test_end]))
