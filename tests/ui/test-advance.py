#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What follows an approval, in each of the three ways that the owner can choose, and the alphabet in the text fields around a
conversation: letters stay letters. Prints TAP.

    test-advance.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sqlite3
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import LETTERS, main
from window import wait_for

CUSTOMERS = ['Ada', 'Bea', 'Cleo']


def of(run, name, column):
    return run.one(f"SELECT d.{column} FROM draft d JOIN contact c ON c.id = d.contact_id WHERE c.name = ? ORDER BY d.n DESC LIMIT 1", name)


def shown(run):
    """Whose draft is in front; the words of each end in her name."""
    node = run.app.look('Reply', 'text')
    return (run.app.text(node) if node else '').split(' ')[-1].rstrip('.')


def begin(run, words, **settings):
    for name in CUSTOMERS:
        run.ctl('reply', run.one('SELECT t.id FROM thread t JOIN contact c ON c.id = t.contact_id WHERE c.name = ?', name), '--text', f'{words}, {name}')
    run.undo_window(60)
    run.open(**settings)
    run.app.find(start='Ada, ', role='list item')
    run.desktop.key('Alt+7')
    run.app.find(start='Cleo, ', role='list item')
    wait_for('the list', lambda: run.app.focus_name()[0] == 'list item')


def approve(run, name):
    run.choose(name + ', ')
    wait_for(f'the draft to {name}', lambda: shown(run) == name)
    assert run.decide('a') == 'go'
    wait_for(f'{name} approved', lambda: of(run, name, 'state') == 'queued')


def recall_all(run):
    for draft in run.json('drafts'):
        if draft['state'] in ('queued', 'held'):
            run.ctl('outbox', 'recall', draft['id'])


def test_next(run):
    """next, as it is at first: another conversation is in front"""
    run.init()
    run.import_chats(CUSTOMERS)
    begin(run, 'One')
    approve(run, 'Bea')
    wait_for('another one', lambda: shown(run) in ('Ada', 'Cleo'))
    run.end()
    recall_all(run)


def test_stay(run):
    """stay: the conversation that was answered stays in front, in the inbox and in Approve"""
    begin(run, 'Two', auto_advance='stay')
    approve(run, 'Bea')
    run.app.find(start='Bea', role='label')
    assert run.app.focus_name()[1].startswith('Bea, ') or run.app.look(start='Sending to Bea')
    run.desktop.key('a')
    assert [of(run, name, 'state') for name in ('Ada', 'Cleo')].count('queued') == 0
    run.desktop.key('g', 'a')
    wait_for('a draft', lambda: shown(run) in ('Ada', 'Cleo'))
    first = shown(run)
    assert run.decide('a') == 'go'
    wait_for('approved', lambda: of(run, first, 'state') == 'queued')
    other = 'Ada' if first == 'Cleo' else 'Cleo'
    assert shown(run) != other
    run.desktop.key('j')
    wait_for('the other one', lambda: shown(run) == other)
    run.end()
    recall_all(run)


def test_back(run):
    """back: in a narrow window the list is in front again"""
    begin(run, 'Three', auto_advance='back')
    run.app.resize(360, 640)
    run.choose('Bea, ')
    run.desktop.key('Enter')
    wait_for('her draft', lambda: shown(run) == 'Bea')
    assert run.decide('a') == 'go'
    wait_for('approved', lambda: of(run, 'Bea', 'state') == 'queued')
    wait_for('the list', lambda: run.app.focus_name()[0] == 'list item' and run.app.look(start='Ada, ', role='list item'))
    run.end()
    recall_all(run)


def test_ahead(run):
    """keys pressed while an approval is still being stored are keys: none gets into the text, and the page that they open keeps the focus"""
    begin(run, 'Four')
    run.choose('Bea, ')
    wait_for('her draft', lambda: shown(run) == 'Bea')
    run.desktop.key('Enter')
    run.app.wait_focus('Reply')
    run.desktop.type('.')
    # Another program writes just now, as the hub does: until it is done, nothing is stored.
    other = sqlite3.connect(run.database, isolation_level=None)
    other.execute('BEGIN IMMEDIATE')
    run.desktop.key('Ctrl+Enter')
    run.desktop.key('g', 'o')
    assert of(run, 'Bea', 'state') != 'queued'
    other.execute('ROLLBACK')
    other.close()
    wait_for('approved', lambda: of(run, 'Bea', 'state') == 'queued')
    assert of(run, 'Bea', 'text') == 'Four, Bea.'
    leaving = run.app.find('Leaving', 'list')
    run.app.find(start='Bea', role='list item', within=leaving)
    wait_for('the focus in the outbox', lambda: run.app.focused() and run.app.focused().get_role_name() in ('list', 'list item', 'button'))
    assert not run.app.typing()
    run.end()
    recall_all(run)


def everything(run):
    return [run.ask(f'SELECT * FROM {table} ORDER BY n') for table in ('thread', 'draft')]


def letters_in(run, keys, field=None):
    """Types the alphabet where @keys lead, and leaves it again without storing anything."""
    run.desktop.key(*keys)
    if field:
        run.tab_to(field)
    wait_for(f'a text field after {keys}', lambda: run.app.typing())
    run.desktop.type(LETTERS)
    wait_for(f'the letters after {keys}', lambda: LETTERS in run.app.text(run.app.focused()))
    for _ in range(5):
        if not run.app.typing() and not run.app.look(role='dialog'):
            break
        run.desktop.key('Esc')


def test_letters(run):
    """the alphabet in the snooze field, the redo line and the field of a new message fires nothing"""
    run.open()
    run.app.find(start='Ada, ', role='list item')
    run.desktop.key('Alt+7')
    wait_for('the list', lambda: run.app.focus_name()[0] == 'list item')
    run.choose('Ada, ')
    wait_for('her draft', lambda: shown(run) == 'Ada')
    before = everything(run)
    letters_in(run, ['h'], 'Another time')
    letters_in(run, ['n'])
    letters_in(run, ['c'])
    assert everything(run) == before
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_next, test_stay, test_back, test_ahead, test_letters]))
