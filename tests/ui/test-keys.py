#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A morning of approvals by keyboard alone, in the real window: ten drafts one by one, some together, and letters
that must stay letters. Each claim is checked in the database. Prints TAP.

    test-keys.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import itertools
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import LETTERS, main
from window import wait_for

CUSTOMERS = ['Ada', 'Bea', 'Cleo', 'Dora', 'Edda', 'Fee', 'Gerda', 'Hanna', 'Ida', 'Jule']


def state_of(run, name):
    return run.one("SELECT d.state FROM draft d JOIN thread t ON t.id = d.thread_id JOIN contact c ON c.id = t.contact_id "
                   "WHERE c.name = ? AND d.text LIKE '%Tuesday%' ORDER BY d.updated_at DESC LIMIT 1", name)


def answer_all(run, words):
    for row in run.ask('SELECT t.id, c.name FROM thread t JOIN contact c ON c.id = t.contact_id'):
        if row[1] in CUSTOMERS:
            run.ctl('reply', row[0], '--text', f'{words}, {row[1]}: Tuesday it is.')


def shown(run):
    """Whose draft is in front."""
    node = run.app.look('Reply')
    text = run.app.text(node) if node else ''
    return text.split(',')[1].split(':')[0].strip() if ', ' in text else None


def test_start(run):
    """ten drafts wait on the page Approve"""
    run.init()
    run.import_chats(CUSTOMERS)
    answer_all(run, 'Gladly')
    run.open()
    run.app.find('Conversations', 'list')
    run.desktop.key('g', 'a')
    wait_for('a draft of theirs', lambda: shown(run) in CUSTOMERS)


def seek(run, left):
    """By j, and at the end back by k, to a draft that is not decided: what was called back may stand before this one."""
    for key in itertools.cycle(['j'] * 11 + ['k'] * 11):
        name = wait_for('a draft', lambda: shown(run))
        if name in left:
            return name
        run.desktop.key(key)


def decide(run, name, how):
    sent = lambda: state_of(run, name) in ('queued', 'sending', 'accepted')
    # What is called back has to be there still when the key comes.
    run.undo_window(60 if how == 'approve, undo' else 1)
    if how == 'approve':
        assert run.decide() == 'go'
        wait_for(f'{name} approved', sent)
    elif how == 'approve, undo':
        assert run.decide() == 'go'
        wait_for(f'{name} approved', lambda: state_of(run, name) == 'queued')
        run.key_until('z', f'{name} called back', lambda: state_of(run, name) == 'edited', 5)
    elif how == 'discard':
        run.desktop.key('d')
        run.app.wait_focus('1  Wrong facts', 'button')
        run.desktop.key('3')
        wait_for(f'{name} discarded', lambda: state_of(run, name) == 'discarded')
    elif how == 'edit':
        run.desktop.key('Enter')
        run.app.wait_focus('Reply')
        run.desktop.type(' See you!')
        run.desktop.key('Ctrl+Enter')
        wait_for(f'{name} approved', sent)
    elif how == 'later':
        run.desktop.key('h')
        run.app.find('In 3 hours', 'button')
        run.desktop.key('1')
        wait_for(f'{name} snoozed', lambda: run.one("SELECT t.state FROM thread t JOIN contact c ON c.id = t.contact_id WHERE c.name = ?", name) == 'snoozed')
    elif how == 'redo, approve':
        run.desktop.key('n')
        run.app.wait_focus('What should change?')
        run.desktop.key('Esc')
        run.app.gone('What should change?')
        assert run.decide() == 'go'
        wait_for(f'{name} approved', sent)


def test_morning(run):
    """ten drafts are decided with a, d and a digit, Enter and Ctrl+Enter, h, n and z"""
    plan = dict(zip(CUSTOMERS, ('approve', 'edit', 'discard', 'approve, undo', 'later', 'approve', 'redo, approve', 'discard', 'edit', 'approve')))
    wanted = {name: 'discarded' if how == 'discard' else 'sent' for name, how in plan.items()}
    began = time.monotonic()
    for _ in range(30):
        left = [name for name in CUSTOMERS if state_of(run, name) in ('proposed', 'edited', 'editing')]
        if not left:
            break
        name = seek(run, left)
        how, plan[name] = plan[name], 'approve'       # what came back is approved the next time
        decide(run, name, how)
        wait_for('the next one, or the same called back', lambda: (shown(run) == name) == (how == 'approve, undo') or len(left) == 1)
    print(f'# {time.monotonic() - began:.0f} s for ten drafts')
    for name, want in wanted.items():
        wait_for(f'{name} to be {want}', lambda: state_of(run, name) == ('discarded' if want == 'discarded' else 'accepted'))
    assert run.one("SELECT count(*) FROM message WHERE direction = 'outbound' AND text LIKE '%Tuesday%'") == 8
    assert run.one("SELECT count(*) FROM message WHERE direction = 'outbound' AND text LIKE '%Tuesday it is. See you!'") == 2
    assert run.one("SELECT count(*) FROM approval WHERE method = 'key' AND visible_ms >= 600") >= 7


def test_early(run):
    """a pressed before the text could be read approves nothing"""
    run.desktop.key('g', 'i')
    answer_all(run, 'Again')
    waiting = lambda: run.one("SELECT count(*) FROM draft WHERE text LIKE 'Again%' AND state IN ('proposed', 'edited')")
    before = waiting()
    answers = len(run.app.said('approval: '))
    run.desktop.key('g', 'a', 'a')
    assert run.app.said('approval: ')[answers:] in ([], ['too early'])
    wait_for('a draft of theirs', lambda: shown(run) in CUSTOMERS)
    assert waiting() == before


def rows(run):
    return [node.get_name().split(',')[0] for node in run.app.walk(run.app.look('Conversations', 'list')) if node.get_role_name() == 'list item']


def test_batch(run):
    """Shift+J and Shift+A approve three together, z calls all of them back"""
    run.undo_window(60)
    queued = lambda: run.one("SELECT count(*) FROM draft WHERE text LIKE 'Again%' AND state = 'queued'")
    run.desktop.key('g', 'i', 'Alt+7')
    wait_for('all conversations', lambda: len(rows(run)) >= len(CUSTOMERS))
    run.choose(run.walk_still(lambda: rows(run))[0])
    run.desktop.key('Shift+j', 'Shift+j', 'Shift+j')
    run.desktop.key('Shift+a')
    run.app.find('Approve Together', 'dialog')
    wait_for('all checked', lambda: 'sensitive' in run.app.states(run.app.look(start='Send ', role='button')))
    n = int(run.app.find(start='Send ', role='button').get_name().split()[1])
    assert n >= 3 and (n == 4 or run.app.look('Left Out')), n
    run.picture('batch')
    run.desktop.key('Ctrl+Enter')
    wait_for('all queued', lambda: queued() == n)
    run.app.gone('Approve Together', 'dialog')
    run.app.find(start=f'Sending {n} messages in ')
    run.picture('batch-footer')
    run.key_until('z', 'none queued', lambda: queued() == 0, 5)
    assert run.one("SELECT count(*) FROM message WHERE text LIKE 'Again%'") == 0


def test_send_later(run):
    """Shift+H and a digit let a message leave later"""
    run.desktop.key('g', 'a')
    wait_for('a draft of theirs', lambda: shown(run) in CUSTOMERS)
    assert run.decide('Shift+h') == 'go'
    run.app.find('Tomorrow at nine', 'button')
    run.picture('send-later')
    run.desktop.key('2')
    wait_for('scheduled', lambda: run.one("SELECT count(*) FROM draft WHERE text LIKE 'Again%' AND state = 'scheduled'") == 1)


def everything(run):
    return (run.ask('SELECT id, state, starred FROM thread ORDER BY id'), run.ask('SELECT id, state, text FROM draft ORDER BY id'))


def test_letters(run):
    """the alphabet typed into every text field of popovers and dialogs fires nothing"""
    run.desktop.key('g', 'i')
    run.app.find('Conversations', 'list')
    wait_for('a conversation', lambda: run.app.look('Reply') or run.app.look(role='list item', within=run.app.look('Messages', 'list')))
    before = everything(run)
    for keys, field in ((('l',), None), (('Ctrl+k',), None), (('?',), None), (('Ctrl+o',), 'Path'), (('Ctrl+comma',), 'Name')):
        run.desktop.key(*keys)
        if field:
            run.app.find(role='dialog')
            run.tab_to(field)
        written = run.app.text(run.text_focus(keys))
        run.desktop.type(LETTERS)
        wait_for(f'the letters after {keys}', lambda: LETTERS in run.app.text(run.app.focused()))
        run.desktop.key('Ctrl+a')
        run.desktop.key(*(written or ['BackSpace']))
        run.close_dialogs()
    assert everything(run) == before


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_morning, test_early, test_batch, test_send_later, test_letters, test_end]))
