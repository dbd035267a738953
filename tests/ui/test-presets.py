#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The other two sets of keys drive the same loop in the real window, and with letters switched off no letter does anything.
Each claim is checked in the database. Prints TAP.

    test-presets.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import LETTERS, main
from window import wait_for

CUSTOMERS = ['Ada', 'Bea', 'Cleo', 'Dora', 'Edda']
# What an owner does with each set.
MAIL = {'approve': 'a', 'edit': 'o', 'discard': 'd', 'undo': 'Alt+BackSpace', 'done': 'y', 'later': 'b', 'star': 's',
        'outbox': ('g', 't'), 'inbox': ('g', 'i')}
MUTT = {'approve': 'y', 'edit': 'e', 'discard': 'Shift+d', 'undo': 'u', 'done': 's', 'later': 'z', 'star': 'Shift+f',
        'outbox': ('c', 'o'), 'inbox': ('c', 'i')}


def of(run, name, column, table='t'):
    return run.one(f"SELECT {table}.{column} FROM thread t JOIN contact c ON c.id = t.contact_id LEFT JOIN draft d ON d.thread_id = t.id "
                   "WHERE c.name = ? ORDER BY d.n DESC LIMIT 1", name)


def start(run, **settings):
    run.open(**settings)
    run.app.find(start='Ada, ', role='list item')
    run.desktop.key('Alt+7')
    run.app.find(start='Edda, ', role='list item')


def answer_all(run, words):
    """Nothing is on its way any more, every conversation is open, and a draft waits in each."""
    for draft in run.json('drafts'):
        if draft['state'] in ('queued', 'held', 'scheduled'):
            run.ctl('outbox', 'recall', draft['id'])
    for name in CUSTOMERS:
        run.ctl('reopen', of(run, name, 'id'))
        run.ctl('reply', of(run, name, 'id'), '--text', f'{words}, {name}: Tuesday it is.')


def show(run, name, words):
    wait_for('the list', lambda: run.app.focus_name()[0] == 'list item')
    run.choose(name + ', ')
    wait_for(f'the draft to {name}', lambda: run.app.text(run.app.look('Reply')) == f'{words}, {name}: Tuesday it is.')


def drive(run, keys, words):
    """Each draft another way, then what a conversation takes."""
    key = run.desktop.key
    draft = lambda name: of(run, name, 'state', 'd')
    run.undo_window(60)
    show(run, 'Ada', words)
    assert run.decide(keys['approve']) == 'go'
    wait_for('Ada approved', lambda: draft('Ada') == 'queued')
    run.key_until(keys['undo'], 'Ada called back', lambda: draft('Ada') == 'edited', 5)
    key(*keys['inbox'])
    show(run, 'Bea', words)
    key(keys['edit'])
    run.app.wait_focus('Reply')
    run.desktop.type(' yes, you')
    key('Ctrl+Enter')
    wait_for('Bea approved', lambda: draft('Bea') == 'queued')
    assert of(run, 'Bea', 'text', 'd').endswith('Tuesday it is. yes, you')
    key(*keys['outbox'])
    run.app.find(start='Bea', role='list item', within=run.app.find('Leaving', 'list'))
    key(*keys['inbox'])
    show(run, 'Cleo', words)
    key(keys['discard'])
    run.app.wait_focus('1  Wrong facts', 'button')
    key('2')
    wait_for('Cleo discarded', lambda: draft('Cleo') == 'discarded')
    run.app.gone('1  Wrong facts', 'button')
    key(*keys['inbox'])
    show(run, 'Dora', words)
    key(keys['star'])
    wait_for('Dora starred', lambda: of(run, 'Dora', 'starred') == 1)
    key(keys['undo'])
    wait_for('no star', lambda: of(run, 'Dora', 'starred') == 0)
    key(keys['later'])
    run.app.find('In 3 hours', 'button')
    key('1')
    wait_for('Dora snoozed', lambda: of(run, 'Dora', 'state') == 'snoozed')
    run.app.gone('In 3 hours', 'button')
    key(*keys['inbox'])
    show(run, 'Edda', words)
    key(keys['done'])
    wait_for('Edda done', lambda: of(run, 'Edda', 'state') == 'done')
    key(keys['undo'])
    wait_for('Edda back', lambda: of(run, 'Edda', 'state') != 'done')


def test_mail(run):
    """the set of common mail programs: o, b, y, Alt+Backspace, g t"""
    run.init()
    run.import_chats(CUSTOMERS)
    answer_all(run, 'Gladly')
    start(run, key_preset='mail')
    drive(run, MAIL, 'Gladly')
    run.end()


def test_mutt(run):
    """the set of Mutt: y sends, d is no longer discard, u takes back, c changes the folder, and a is no key"""
    answer_all(run, 'Again')
    start(run, key_preset='mutt')
    show(run, 'Ada', 'Again')
    assert run.press_once('a') is None
    drive(run, MUTT, 'Again')
    run.end()


def everything(run):
    return run.ask('SELECT id, state, starred, priority FROM thread ORDER BY id'), run.ask('SELECT id, state, text FROM draft ORDER BY id')


def test_no_letters(run):
    """with letters switched off none does anything; Enter, Ctrl+Enter, Ctrl+Z, Alt+7 and Ctrl+K still do"""
    answer_all(run, 'Without')
    run.undo_window(60)
    start(run, single_key_shortcuts=False)
    wait_for('the list', lambda: run.app.focus_name()[0] == 'list item')
    run.tab_to('Bea, ', key='Down' if run.app.focus_name()[1] > 'Bea, ' else 'Up')
    wait_for('the draft to Bea', lambda: 'Without, Bea' in run.app.text(run.app.look('Reply')))
    before = everything(run)
    focus = run.app.focus_name()
    for keys in (LETTERS, LETTERS.upper(), '123[]!#/?.;*', ('g', 'a', 'g', 'o')):
        run.desktop.key(*keys)
    assert run.app.focus_name() == focus, (run.app.focus_name(), focus)
    assert not run.app.look(role='dialog') and not run.app.said('approval: ')
    assert everything(run) == before
    run.desktop.key('Enter')
    run.app.wait_focus('Reply')
    run.desktop.type(' see you')
    run.desktop.key('Ctrl+Enter')
    wait_for('approved', lambda: of(run, 'Bea', 'state', 'd') == 'queued')
    run.key_until('Ctrl+z', 'called back', lambda: of(run, 'Bea', 'state', 'd') == 'edited', 5)
    run.desktop.key('Ctrl+k')
    run.app.find(role='dialog')
    run.close_dialogs()
    assert run.decide('Shift+Ctrl+Enter') == 'go'
    wait_for('approved and done', lambda: of(run, 'Bea', 'state', 'd') == 'queued' and of(run, 'Bea', 'state') == 'done')
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_mail, test_mutt, test_no_letters]))
