#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A morning of approvals by keyboard alone, in the real window: ten drafts one by one, some together, and letters
that must stay letters. Each claim is checked in the database. Prints TAP.

    test-keys.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import importlib.util
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
spec = importlib.util.spec_from_file_location('first_hour', os.path.join(os.path.dirname(os.path.abspath(__file__)), 'test-window.py'))
first_hour = importlib.util.module_from_spec(spec)
spec.loader.exec_module(first_hour)
from window import wait_for

LETTERS = first_hour.LETTERS
ARMED = 0.9             # seconds that a draft has to stand before a key may approve it
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
    run.ctl('init', '--name', 'Salsa Nord', '--kind', 'dance', '--zone', 'Europe/Berlin')
    for name in CUSTOMERS:
        path = os.path.join(run.desktop.folder, f'WhatsApp Chat with {name}.txt')
        with open(path, 'w') as chat:
            chat.write(first_hour.CHAT.replace('Ana Lopez', name))
        run.ctl('import', path, '--me', 'Salsa Nord')
    answer_all(run, 'Gladly')
    run.app = run.desktop.app([first_hour.PROGRAM, '--data', run.data])
    run.app.find('Conversations', 'list')
    run.desktop.key('g', 'a')
    wait_for('a draft of theirs', lambda: shown(run) in CUSTOMERS)


def decide(run, name, how):
    if how == 'approve':
        run.desktop.key('a')
        wait_for(f'{name} approved', lambda: state_of(run, name) in ('queued', 'sending', 'accepted'))
    elif how == 'approve, undo':
        run.desktop.key('a')
        wait_for(f'{name} approved', lambda: state_of(run, name) == 'queued')
        run.desktop.key('z')
        wait_for(f'{name} called back', lambda: state_of(run, name) == 'edited')
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
        wait_for(f'{name} approved', lambda: state_of(run, name) in ('queued', 'sending', 'accepted'))
    elif how == 'later':
        run.desktop.key('h')
        run.app.find('In 3 hours', 'button')
        run.desktop.key('1')
        wait_for(f'{name} snoozed', lambda: run.one("SELECT t.state FROM thread t JOIN contact c ON c.id = t.contact_id WHERE c.name = ?", name) == 'snoozed')
    elif how == 'redo, approve':
        run.desktop.key('n')
        time.sleep(0.5)
        run.desktop.key('Esc')
        time.sleep(0.3)
        run.desktop.key('a')
        wait_for(f'{name} approved', lambda: state_of(run, name) in ('queued', 'sending', 'accepted'))


def test_morning(run):
    """ten drafts are decided with a, d and a digit, Enter and Ctrl+Enter, h, n and z"""
    plan = dict(zip(CUSTOMERS, ('approve', 'edit', 'discard', 'approve, undo', 'later', 'approve', 'redo, approve', 'discard', 'edit', 'approve')))
    wanted = {name: 'discarded' if how == 'discard' else 'sent' for name, how in plan.items()}
    began = time.monotonic()
    for _ in range(30):
        left = [name for name in CUSTOMERS if state_of(run, name) in ('proposed', 'edited', 'editing')]
        if not left:
            break
        name = wait_for('a draft of theirs', lambda: shown(run) if shown(run) in left else run.desktop.key('j'))
        time.sleep(ARMED)
        how, plan[name] = plan[name], 'approve'       # what came back is approved the next time
        decide(run, name, how)
        wait_for('the next one, or the same called back', lambda: (shown(run) == name) == (how == 'approve, undo') or len(left) == 1)
    print(f'# {time.monotonic() - began:.0f} s for ten drafts')
    for name, want in wanted.items():
        wait_for(f'{name} to be {want}', lambda: state_of(run, name) == ('discarded' if want == 'discarded' else 'accepted'), 20)
    assert run.one("SELECT count(*) FROM message WHERE direction = 'outbound' AND text LIKE '%Tuesday%'") == 8
    assert run.one("SELECT count(*) FROM message WHERE direction = 'outbound' AND text LIKE '%Tuesday it is. See you!'") == 2
    assert run.one("SELECT count(*) FROM approval WHERE method = 'key' AND visible_ms >= 600") >= 7


def test_early(run):
    """a pressed before the text could be read approves nothing"""
    run.desktop.key('g', 'i')
    answer_all(run, 'Again')
    waiting = lambda: run.one("SELECT count(*) FROM draft WHERE text LIKE 'Again%' AND state IN ('proposed', 'edited')")
    before = waiting()
    run.desktop.key('g', 'a', 'a')
    wait_for('a draft of theirs', lambda: shown(run) in CUSTOMERS)
    time.sleep(1)
    assert waiting() == before


def test_batch(run):
    """Shift+J and Shift+A approve three together, z calls all of them back"""
    queued = lambda: run.one("SELECT count(*) FROM draft WHERE text LIKE 'Again%' AND state = 'queued'")
    run.desktop.key('g', 'i', 'Alt+7')
    time.sleep(0.5)
    run.desktop.key(*'k' * 12)
    time.sleep(0.3)
    run.desktop.key('Shift+j', 'Shift+j', 'Shift+j')
    time.sleep(0.3)
    run.desktop.key('Shift+a')
    run.app.find('Approve Together', 'dialog')
    time.sleep(1)
    n = int(run.app.find(start='Send ', role='button').get_name().split()[1])
    assert n >= 3 and (n == 4 or run.app.look('Left Out')), n
    run.picture('batch')
    run.desktop.key('Ctrl+Enter')
    wait_for('all queued', lambda: queued() == n)
    run.app.gone('Approve Together', 'dialog')
    run.app.find(start=f'Sending {n} messages in ')
    run.picture('batch-footer')
    run.desktop.key('z')
    wait_for('none queued', lambda: queued() == 0)
    assert run.one("SELECT count(*) FROM message WHERE text LIKE 'Again%'") == 0


def test_send_later(run):
    """Shift+H and a digit let a message leave later"""
    run.desktop.key('g', 'a')
    wait_for('a draft of theirs', lambda: shown(run) in CUSTOMERS)
    time.sleep(ARMED)
    run.desktop.key('Shift+h')
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
    time.sleep(0.3)
    before = everything(run)
    for keys, field in ((('l',), None), (('Ctrl+k',), None), (('?',), None), (('Ctrl+o',), 'Path'),
                        (('Ctrl+comma',), 'Name')):
        run.desktop.key(*keys)
        time.sleep(0.4)
        if field:
            run.tab_to(field)
        node = wait_for(f'a text field after {keys}', lambda: run.app.focused() if run.app.focused().get_role_name() in ('text', 'entry') else None)
        written = run.app.text(node)
        run.desktop.type(LETTERS)
        wait_for(f'the letters after {keys}', lambda: LETTERS in run.app.text(run.app.focused()))
        run.desktop.key('Ctrl+a')
        run.desktop.type(written) if written else run.desktop.key('BackSpace')
        for _ in range(3):
            if run.app.look(role='dialog') or (run.app.focused() and run.app.focused().get_role_name() in ('text', 'entry')):
                run.desktop.key('Esc')
                time.sleep(0.3)
    assert everything(run) == before


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    assert run.app.quit() == 0
    assert not run.app.warnings(), run.app.warnings()[:5]


if __name__ == '__main__':
    first_hour.TESTS = [test_start, test_morning, test_early, test_batch, test_send_later, test_letters, test_end]
    sys.exit(first_hour.main())
