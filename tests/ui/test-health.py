#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The page Health in the real window and by keys alone: an account that has to sign in is told with what helps, which leads to its page; a report is copied that names nobody. Prints TAP.

    test-health.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for


def test_start(run):
    """a studio with an account that was refused; the commands lead to the page"""
    run.init()
    run.import_chats(['Ana Lopez'])
    run.change("UPDATE account SET error = 'hello@luna.example was refused', error_kind = 'sign-in', name = 'Desk Mail', transport = 'gmail', channel = 'mail'")
    run.open()
    run.app.find('Conversations', 'list')
    run.key_until('Ctrl+k', 'the commands', lambda: run.app.look('Commands', 'dialog') or run.app.typing())
    run.desktop.type('Health')
    run.app.find(start='Health', role='list item')
    run.desktop.key('Enter')
    run.app.find('Desk Mail', 'list item')
    run.picture('health')


def height(run, name):
    return run.app.Atspi.Component.get_extents(run.app.find(name, 'list item'), run.app.Atspi.CoordType.WINDOW).y


def test_words(run):
    """every part is told with its grade; what is wrong stands first, what is fine below"""
    for name in 'Database', 'Disk', 'Backup', 'Key Ring', 'Outbox', 'Timers':
        run.app.find(name, 'list item')
    row = run.app.find('Desk Mail', 'list item')
    run.app.find('Fault', within=row)
    assert run.app.look(start='The mail account has no address: give it one\nSomething is to be changed', within=row)
    run.app.find('To Know', within=run.app.find('Backup', 'list item'))
    run.app.find('Fine', within=run.app.find('Database', 'list item'))
    assert height(run, 'Desk Mail') < height(run, 'Backup') < height(run, 'Database')


def test_remedy(run):
    """the fault has one button, which opens the page of the account; back from there, it is looked again"""
    run.tab_to('Open Account', 'button')
    run.desktop.key('space')
    run.app.find('Sync Now')
    run.picture('health-account')
    run.change("UPDATE account SET error = NULL, error_kind = NULL, transport = 'loopback', channel = 'loopback'")
    run.key_until('Alt+Left', 'the page Health', lambda: run.app.look('Look Again', 'button'))
    wait_for('that it is fine', lambda: run.app.look('Fine', within=run.app.look('Desk Mail', 'list item')))
    run.picture('health-fine')


def test_copy(run):
    """Copy Report says so; the report is what the engine's test reads"""
    run.tab_to('Copy Report', 'button')
    run.desktop.key('space')
    run.app.find('Copied, without names, addresses or keys')


def test_narrow(run):
    """at 360 pixels nothing is too wide"""
    run.app.resize(360, 640)
    wait_for('its place', lambda: 0 < run.app.size(run.app.find('Database', 'list item'))[0] <= 360)
    run.picture('health-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)


def test_again(run):
    """Look Again keeps the keyboard, so that it can be pressed twice; the button of what is to know leads on by Enter"""
    run.tab_to('Look Again', 'button')
    for _ in range(2):
        run.desktop.key('Enter')
        run.app.wait_focus('Look Again', 'button')
    run.tab_to('Back Up…', 'button')
    run.desktop.key('Enter')
    run.app.gone('Look Again', 'button')
    run.app.find('Preferences', 'dialog')


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.close_dialogs()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_words, test_remedy, test_copy, test_narrow, test_again, test_end]))
