#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How urgent, which stage, call, write to somebody, and what Approve says when nothing is left: by keyboard alone, in the
real window. Each claim is checked in the database. Prints TAP.

    test-decide.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for


def draft_state(run, text):
    return run.one('SELECT state FROM draft WHERE text = ?', text)


def test_start(run):
    """three people have written, a draft waits for each"""
    run.init()
    names = ('Priya S.', 'Raj M.', 'Anita K.')
    run.import_chats(names)
    for name in names:
        run.ctl('reply', of(run, 'id', name=name), '--text', f'See you on Tuesday, {name}')
    run.open()
    run.app.wait_focus(role='list item')
    run.choose('Priya S.')


def of(run, column, table='thread', name='Priya S.'):
    return run.one(f"SELECT x.{column} FROM {table} x JOIN contact c ON c.id = x.{'id' if table == 'contact' else 'contact_id'} WHERE c.name = ?", name)


def test_priority(run):
    """p and a digit say how urgent it is, z takes it back"""
    before = of(run, 'priority')
    run.desktop.key('p')
    run.app.wait_focus(start='1  Urgent', role='button')
    run.picture('priority')
    run.desktop.key('1')
    wait_for('urgent', lambda: of(run, 'priority') == 'URGENT')
    run.app.gone('2  High', 'button')
    run.desktop.key('z')
    wait_for('as before', lambda: of(run, 'priority') == before)
    run.desktop.key('p')
    run.app.wait_focus(start='1  Urgent', role='button')
    run.desktop.key('Esc')
    run.app.gone('2  High', 'button')
    assert of(run, 'priority') == before


def test_stage(run):
    """m and a digit move the person on the board, z takes it back"""
    run.desktop.key('m')
    run.app.find('4  Trial', 'button')
    run.picture('stage')
    run.desktop.key('4')
    wait_for('a trial', lambda: of(run, 'stage', 'contact') == 'TRIAL_SCHEDULED')
    run.app.gone('4  Trial', 'button')
    run.desktop.key('z')
    wait_for('new again', lambda: of(run, 'stage', 'contact') == 'NEW')


def test_call(run):
    """t says so where no number is known"""
    run.desktop.key('t')
    run.app.find('No telephone number of Priya S. is known.')


def test_new_message(run):
    """c, some letters of a name and Enter: the caret stands in the reply to him"""
    run.desktop.key('c')
    run.app.find('New Message', 'dialog')
    run.app.wait_focus('Name, number or address')
    run.desktop.type('zzz')
    run.app.find('Nobody Found')
    run.picture('new-message-none')
    run.desktop.key('BackSpace', 'BackSpace', 'BackSpace')
    run.desktop.type('raj')
    run.app.find(start='Raj', role='list item', within=run.app.find('New Message', 'dialog'))
    run.picture('new-message')
    run.desktop.key('Enter')
    run.app.gone('New Message', 'dialog')
    run.app.wait_focus('Reply')
    run.desktop.type(' and bring shoes')
    run.desktop.key('Esc')
    wait_for('it kept', lambda: draft_state(run, 'See you on Tuesday, Raj M. and bring shoes') == 'edited')


def test_recall(run):
    """in the inbox, z brings the conversation back in front"""
    run.go('g', 'i')
    run.choose('Anita K.')
    approve(run, 'See you on Tuesday, Anita K.')
    wait_for('the next one', lambda: not (run.app.look('Reply', 'text') and 'Anita' in run.app.text(run.app.look('Reply', 'text'))))
    run.key_until('z', 'called back', lambda: draft_state(run, 'See you on Tuesday, Anita K.') == 'edited', 5)
    wait_for('it again', lambda: run.app.text(run.app.look('Reply', 'text')) == 'See you on Tuesday, Anita K.')


def test_folded(run):
    """a window that is made narrower leaves the focus in the conversation, not in the person's name"""
    run.desktop.key('g', 'a')
    run.app.find('Reply', 'text')
    run.app.wait_focus('Messages')
    for width in (900, 1180) * 3:
        run.app.resize(width, 640)
        run.app.gone('Pages', 'list') if width == 900 else run.app.find('Pages', 'list')
        focus = run.app.focused()
        assert focus.get_role_name() in ('list', 'list item'), (width, focus.get_role_name(), focus.get_name())


def test_approve_all(run):
    """in Approve, z brings the draft back in front; in the end it says how many were approved"""
    run.desktop.key('g', 'a')
    text = lambda: run.app.text(run.app.find('Reply', 'text'))
    waiting = lambda: run.ask("SELECT text FROM draft WHERE state IN ('proposed', 'edited')")
    wait_for('a draft in front', lambda: (text(),) in waiting())
    first = text()
    run.undo_window(60)
    approve(run, first)
    run.key_until('z', 'called back', lambda: draft_state(run, first) == 'edited', 5)
    wait_for('the same again', lambda: text() == first)
    while waiting():
        wait_for('the next one', lambda: (text(),) in waiting())
        approve(run, text())
    n = run.one('SELECT count(DISTINCT draft_id) FROM approval')
    run.app.find('Every Draft Is Decided')
    run.app.find(f'You approved {n} messages today. New drafts come here one by one.')
    run.picture('approve-empty')


def approve(run, text):
    """What speaks against a draft wants a second key."""
    while run.decide() == 'warns':
        pass
    wait_for(f'{text} approved', lambda: draft_state(run, text) in ('queued', 'sending', 'accepted'))


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_priority, test_stage, test_call, test_new_message, test_recall, test_folded, test_approve_all, test_end]))
