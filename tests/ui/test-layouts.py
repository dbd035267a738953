#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Keyboards without Latin letters: with a Russian, a Greek and an Arabic layout the keys work where they lie, and in the editor they
write their own letters. Each claim is checked in the database. Prints TAP.

    test-layouts.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import Skip, main
from window import wait_for

# The layout, and what the keys of "hello" write with it.
LAYOUTS = (('ru', 'руддщ'), ('gr', 'ηελλο'), ('ara', 'اثممخ'))


def layout(run, name):
    """The harness goes on pressing the keys where they lie: it looked at their places before."""
    if not shutil.which('setxkbmap'):
        raise Skip('setxkbmap is not installed')
    subprocess.run(['setxkbmap', name], env=run.desktop.env, check=True)
    run.desktop.taken()


def state_of(run, name):
    return run.one("SELECT d.state FROM draft d JOIN thread t ON t.id = d.thread_id JOIN contact c ON c.id = t.contact_id "
                   "WHERE c.name = ? ORDER BY d.n DESC LIMIT 1", name)


def show(run, name):
    run.choose(name + ', ')
    wait_for(f'the draft to {name}', lambda: name in run.app.text(run.app.look('Reply')))


def test_start(run):
    """three people wait for an answer with each layout"""
    run.init()
    names = [f'{n} {code}' for code, _ in LAYOUTS for n in ('Ada', 'Bea', 'Cleo')]
    run.import_chats(names)
    for thread in run.json('threads'):
        if thread['contact'] in names:
            run.ctl('reply', thread['id'], '--text', f"A place is free, {thread['contact']}.")
    run.undo_window(60)
    run.open()
    run.desktop.key('Alt+7')
    run.app.find(start='Cleo ara, ', role='list item')
    run.desktop.key('g', 'i')


def drive(run, code, letters):
    """j, k, a, z, d and a digit, Enter, letters and Ctrl+Enter, g o and g i."""
    layout(run, code)
    try:
        show(run, 'Ada ' + code)
        assert run.decide() == 'go'
        wait_for('approved', lambda: state_of(run, 'Ada ' + code) == 'queued')
        run.key_until('z', 'called back', lambda: state_of(run, 'Ada ' + code) == 'edited', 5)
        run.desktop.key('g', 'i')
        show(run, 'Bea ' + code)
        run.desktop.key('d')
        run.app.wait_focus('1  Wrong facts', 'button')
        run.desktop.key('3')
        wait_for('discarded', lambda: state_of(run, 'Bea ' + code) == 'discarded')
        run.app.gone('1  Wrong facts', 'button')
        run.desktop.key('g', 'i')
        show(run, 'Cleo ' + code)
        run.desktop.key('Enter')
        run.app.wait_focus('Reply')
        run.desktop.key(*'hello')
        run.desktop.key('Ctrl+Enter')
        wait_for('approved', lambda: state_of(run, 'Cleo ' + code) == 'queued')
        assert run.one('SELECT count(*) FROM draft WHERE text = ?', f'A place is free, Cleo {code}.{letters}') == 1
        run.desktop.key('g', 'o')
        run.app.find('Leaving', 'list')
        run.desktop.key('g', 'i')
        run.app.find('Conversations', 'list')
    finally:
        layout(run, 'us')


def test_russian(run):
    """Russian: j, k, a, z, d, Enter, g o and g i lie where they always lie"""
    drive(run, *LAYOUTS[0])


def test_greek(run):
    """Greek: the same"""
    drive(run, *LAYOUTS[1])


def test_arabic(run):
    """Arabic: the same"""
    drive(run, *LAYOUTS[2])


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_russian, test_greek, test_arabic, test_end]))
