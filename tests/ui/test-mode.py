#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Full Auto in Preferences, by keyboard alone: it says what is earned and asks first; Cancel leaves it at Suggest. Prints TAP.

    test-mode.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import sqlite3
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import PATIENCE, wait_for

MODE = "SELECT value FROM setting WHERE key = 'assistant.mode'"
ON = 'SELECT count(*) FROM standing WHERE enabled = 1'


def copy_row(connection, table, where, **other):
    """The same row again, but for these columns."""
    names = [row[1] for row in connection.execute(f'PRAGMA table_info({table})') if row[1] != 'n' and row[1] not in other]
    sql = f"INSERT INTO {table} ({', '.join([*other, *names])}) SELECT {', '.join(['?'] * len(other) + names)} FROM {table} WHERE {where}"
    connection.execute(sql, list(other.values()))


def test_start(run):
    """a question about prices was answered fifty times as it was proposed"""
    run.init()
    for account in run.json('account', 'list'):
        run.ctl('account', 'remove', account['id'])
    run.ctl('knowledge', 'add', '--category', 'fee_inquiry', '--question', 'What does a class cost?', '--answer', 'A class is 15 €.')
    script = os.path.join(run.desktop.folder, 'script.json')
    with open(script, 'w') as file:
        json.dump([{'from': 'Ana Lopez', 'say': 'What does a class cost?'}], file)
    run.ctl('account', 'add', 'loopback', 'name=Practice', 'script=' + script)
    run.ctl('sync', '--once')
    draft = run.one("SELECT id FROM draft WHERE state = 'proposed'")
    run.ctl('approve', draft)
    run.ctl('outbox', 'recall', draft)
    connection = sqlite3.connect(run.database, timeout=PATIENCE)
    with connection:
        for i in range(50):
            copy_row(connection, 'draft', f"id = '{draft}'", id=f'draft-{i}', state='read')
            copy_row(connection, 'approval', f"draft_id = '{draft}'", id=f'approval-{i}', draft_id=f'draft-{i}')
    connection.close()
    run.open()
    run.app.wait_focus(role='list item')


def ask(run):
    """Full Auto is chosen, and it asks."""
    run.key_until('Space', 'the question', lambda: run.app.look('Switch On Full Auto?'), 5)


def test_cancel(run):
    """it says what is earned, with its numbers, and asks; Cancel leaves it at Suggest"""
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Studio', 'page tab')
    run.desktop.key('Right', 'Space')
    run.app.find(start='Answers copied from your own data go by themselves')
    run.tab_to('Suggest', limit=80)
    run.key_until('Down', 'Full Auto', lambda: run.app.focus_name()[1] == 'Full Auto')
    ask(run)
    body = run.app.find(start='Questions about these are answered by themselves').get_name()
    assert '51 of 51' in body and 'Complaints, bookings, money, health' in body, body
    run.picture('mode-asks')
    run.desktop.key('Esc')
    run.app.gone('Switch On Full Auto?')
    wait_for('Suggest', lambda: 'checked' in run.app.states(run.app.find('Suggest', 'radio button')))
    assert run.one(MODE) in (None, 'suggest') and run.one(ON) == 0


def test_on(run):
    """asked again and agreed, it switches on what is earned"""
    run.tab_to('Full Auto', limit=80)
    ask(run)
    run.tab_to('Switch On', 'button')
    run.desktop.key('Enter')
    run.until('Full Auto', MODE, lambda mode: mode == 'auto')
    run.until('prices', ON, lambda n: n == 1)
    run.app.gone('Switch On Full Auto?')
    run.picture('mode-on')


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.close_dialogs()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_cancel, test_on, test_end]))
