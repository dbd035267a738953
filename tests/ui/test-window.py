#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The owner's first hour by keyboard alone, in the real window: import, search, open, reply,
approve, sent; then what must never happen. Each claim is checked in the database. Prints TAP.

    test-window.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import studio
from studio import CHAT, LETTERS, PROGRAM
from window import wait_for


def test_start(run):
    """the window opens on the inbox with the focus in its list"""
    run.init()
    run.open()
    run.app.find('Conversations', 'list')
    run.app.find(start='Priya S.', role='list item')
    run.app.wait_focus(start='')


def test_import(run):
    """Ctrl+O, a path and Enter bring history in, and trigger nothing"""
    path = os.path.join(run.desktop.folder, 'WhatsApp Chat with Ana Lopez.txt')
    with open(path, 'w') as chat:
        chat.write(CHAT)
    drafts = run.one('SELECT count(*) FROM draft')
    run.desktop.key('Ctrl+o')
    run.app.find('Import History', 'dialog')
    run.tab_to('Path')
    run.desktop.type(path)
    run.desktop.key('Enter')
    button = run.app.find('Import', 'button')
    wait_for('the button to work', lambda: 'sensitive' in run.app.states(button))
    run.tab_to('Import', 'button')
    run.desktop.key('Enter')
    run.app.find('Import complete')
    run.tab_to('Done', 'button')
    run.desktop.key('Enter')
    run.app.gone('Import complete')
    assert run.one("SELECT count(*) FROM message WHERE text LIKE '%xylophone%'") == 1
    assert run.one('SELECT count(*) FROM draft') == drafts, 'an import made a draft'
    run.app.find(start='Ana Lopez, WhatsApp:', role='list item')


def test_search(run):
    """/ and a few letters find the message, Enter opens its conversation"""
    run.desktop.key('/')
    run.app.wait_focus('Search')
    run.desktop.type('xyloph')
    run.app.find(start='Ana Lopez', role='list item')
    run.desktop.key('Enter')
    run.app.find(start='Ana Lopez, ', role='list item', within=run.app.find('Messages', 'list'))
    run.app.wait_focus(start='Ana Lopez, ')


def test_not_connected(run):
    """the conversation says that its channel is not connected"""
    run.app.find(start='WhatsApp is not connected. Replies here are practice')


def test_reply(run):
    """r takes every letter of a reply and nothing else happens"""
    run.desktop.key('r')
    run.app.wait_focus('Reply')
    before = run.ask('SELECT id, state, starred FROM thread ORDER BY id')
    run.desktop.type(f'It rings for the break. {LETTERS} {LETTERS.upper()} 0123456789 ?!#/')
    wait_for('the text to be saved', lambda: run.one("SELECT text FROM draft WHERE text LIKE 'It rings%#/'"))
    assert run.ask('SELECT id, state, starred FROM thread ORDER BY id') == before
    assert run.one("SELECT count(*) FROM draft WHERE state NOT IN ('proposed', 'edited', 'editing')") == 0


def test_leave(run):
    """Escape leaves the text, which is kept; Enter comes back to it"""
    run.desktop.key('Esc')
    run.app.wait_focus(start='Ana Lopez, ')
    wait_for('the draft to be left', lambda: run.one("SELECT state FROM draft WHERE text LIKE 'It rings%'") == 'edited')
    run.desktop.key('Enter')
    run.app.wait_focus('Reply')
    assert run.app.text(run.app.focused()).startswith('It rings')


def test_send(run):
    """Ctrl+Enter approves, the footer counts down, z calls it back"""
    run.undo_window(60)
    run.desktop.key('Ctrl+Enter')
    wait_for('queued', lambda: run.one("SELECT state FROM draft WHERE text LIKE 'It rings%'") == 'queued')
    run.app.find(start='Sending to Ana Lopez in ')
    run.key_until('z', 'called back', lambda: run.one("SELECT state FROM draft WHERE text LIKE 'It rings%'") == 'edited', 5)
    assert run.one("SELECT count(*) FROM message WHERE text LIKE 'It rings%'") == 0
    run.app.gone(start='Sending to Ana Lopez in ')


def test_sent(run):
    """a approves it again; after the undo window it is sent, exactly once"""
    run.undo_window(2)
    run.app.wait_focus(start='Ana Lopez, ')
    assert run.decide('a') == 'go'
    wait_for('sent', lambda: run.one("SELECT state FROM draft WHERE text LIKE 'It rings%'") == 'accepted')
    assert run.one("SELECT count(*) FROM message WHERE text LIKE 'It rings%' AND direction = 'outbound'") == 1
    assert run.one("SELECT count(*) FROM approval WHERE draft_id = (SELECT id FROM draft WHERE text LIKE 'It rings%')") == 2
    run.choose('Ana Lopez, ')
    run.app.find(start='You, ', role='list item')


def test_outbox(run):
    """g o shows what was sent"""
    run.desktop.key('g', 'o')
    run.app.find('Recently Sent', 'list')
    run.app.find(start='Ana Lopez', role='list item')


def test_triage(run):
    """e, s, u and h act on the chosen conversation, z takes each back"""
    run.desktop.key('g', 'i')
    run.app.wait_focus(start='')
    run.desktop.key('Alt+7')
    thread = lambda field: run.one(f"SELECT {field} FROM thread t JOIN contact c ON c.id = t.contact_id WHERE c.name = 'Ana Lopez'")
    run.choose('Ana Lopez, ')
    run.desktop.key('s')
    wait_for('starred', lambda: thread('starred') == 1)
    run.desktop.key('z')
    wait_for('not starred', lambda: thread('starred') == 0)
    run.desktop.key('e')
    wait_for('done', lambda: thread('state') == 'done')
    run.desktop.key('z')
    wait_for('not done', lambda: thread('state') != 'done')


def test_standing_still(run):
    """what arrives is counted and moves nothing; . takes it in, and the chosen row stays chosen"""
    run.choose('Ana Lopez, ')
    rows = lambda: [node.get_name().split(',')[0] for node in run.app.walk(run.app.look('Conversations', 'list')) if node.get_role_name() == 'list item']
    before = run.walk_still(rows)
    path = os.path.join(run.desktop.folder, 'WhatsApp Chat with Nora Late.txt')
    with open(path, 'w') as chat:
        chat.write('21/11/2029, 18:02 - Nora Late: Are you open on Sunday?\n21/11/2029, 18:05 - Salsa Nord: From ten\n')
    run.ctl('import', path, '--me', 'Salsa Nord')
    run.app.find(start='1 new', role='button')
    assert run.walk_still(rows) == before, (run.walk_still(rows), before)
    run.app.wait_focus(start='Ana Lopez, ')
    run.desktop.key('.')
    run.app.gone(start='1 new', role='button')
    run.app.find(start='Nora Late, ', role='list item')
    wait_for('it at the end: history is over, and stands below what is open', lambda: rows() == before + ['Nora Late'])
    run.app.wait_focus(start='Ana Lopez, ')


def test_pause(run):
    """Ctrl+Shift+P pauses what goes out by itself, and the footer says so until it is pressed again"""
    paused = "SELECT value FROM setting WHERE key = 'standing.paused'"
    run.desktop.key('Ctrl+Shift+p')
    wait_for('the pause', lambda: run.one(paused) == '1')
    run.app.find('Automatic answers are paused', 'button')
    run.desktop.key('Ctrl+Shift+p')
    wait_for('the end of the pause', lambda: run.one(paused) == '0')
    run.app.gone('Automatic answers are paused', 'button')


def test_letters_in_fields(run):
    """the alphabet typed into every text field of every page fires nothing"""
    run.desktop.key('Esc')
    before = run.ask('SELECT id, state, starred FROM thread ORDER BY id'), run.ask('SELECT id, state FROM draft ORDER BY id')
    for keys, name in ((('g', 'c'), 'contacts'), (('g', 'k'), 'knowledge'), (('/',), 'search'), (('g', 'l', '/'), 'decisions')):
        run.desktop.key(*keys)
        run.text_focus(name)
        run.desktop.type(LETTERS)
        wait_for(f'the letters in the field on {name}', lambda: LETTERS in run.app.text(run.app.focused()))
        run.desktop.key('Ctrl+a', 'BackSpace')
        run.tab_out()
    assert (run.ask('SELECT id, state, starred FROM thread ORDER BY id'), run.ask('SELECT id, state FROM draft ORDER BY id')) == before


def test_held_key(run):
    """a key held down approves one draft, not the next ones"""
    run.desktop.key('Ctrl+k')
    run.app.find(role='dialog')
    run.desktop.key('Esc')
    threads = [row[0] for row in run.ask('SELECT id FROM thread ORDER BY n')]
    for n, thread in enumerate(threads):
        run.ctl('reply', thread, '--text', f'Held {n}')
    run.undo_window(60)
    run.go('g', 'a')
    run.app.find('Draft', 'grouping')
    wait_for('all drafts on the page', lambda: run.app.look(start='1 of').get_name() == f'1 of {len(threads)}')
    hold(run)
    wait_for('one approved', lambda: approved(run) == 1)
    wait_for('the next one', lambda: run.app.look(start='1 of').get_name() == f'1 of {len(threads) - 1}')
    assert approved(run) == 1


def approved(run):
    return run.one("SELECT count(*) FROM draft WHERE text LIKE 'Held %' AND state IN ('queued', 'sending', 'accepted')")


def hold(run):
    """Holds the key down until the card listens; each time it is asked once and no more."""
    for _ in range(600):
        before = len(run.app.said('approval: '))
        run.desktop.hold('a', 12)
        answers = run.app.said('approval: ')[before:]
        assert len(answers) < 2, answers
        if answers == ['go']:
            return
    raise AssertionError(f'the key is never listened to; focus: {run.app.focus_name()}, last answers: {run.app.said("approval: ")[-3:]}')


def test_tab_is_no_trap(run):
    """Tab leads from the messages to the draft's buttons and on"""
    run.app.find('Draft', 'grouping')
    in_messages = lambda: run.app.focus_name()[0] == 'list item' and run.app.focused().get_parent().get_name() == 'Messages'
    run.key_until('F6', 'the focus in the messages', in_messages)
    for name in ('Approve', 'Edit', 'Discard'):
        run.tab_to(name, 'button', limit=8)
    run.tab_to('Search', 'button', limit=40)
    run.go('g', 'i')
    run.app.wait_focus(role='list item')


def test_discard(run):
    """d and a digit discard a draft with its reason"""
    run.app.find('Draft', 'grouping')
    run.desktop.key('d')
    run.app.wait_focus('1  Wrong facts', 'button')
    run.desktop.key('3')
    wait_for('discarded', lambda: run.one("SELECT reason FROM draft WHERE state = 'discarded'") == 'not_needed')


def test_other_layout(run):
    """letters work where they lie on a keyboard without Latin ones"""
    run.go('g', 'i')
    run.desktop.key('k', 'k', 'k')
    who = lambda: run.app.focus_name()[1].split(',')[0]
    first = wait_for('a row', who)
    run.desktop.with_layout({'j': 'Cyrillic_o'}, lambda code: run.desktop.press(code))
    wait_for('the next row', lambda: who() not in ('', first))


def test_names(run):
    """everything that can have the focus has a name, and is large enough to hit"""
    bad = []
    for keys, name, role in PAGES:
        run.go(*keys)
        run.app.find(name, role)
        bad += run.walk_still(lambda: bad_names(run, keys))
    assert not bad, bad[:8]


PAGES = ((('g', 'i'), 'Conversations', 'list'), (('g', 'a'), 'Messages', 'list'), (('g', 'o'), 'Recently Sent', 'list'),
         (('g', 'l'), 'Decisions', 'list'), (('g', 'c'), 'Contacts', 'list'), (('g', 'k'), 'Answers', 'combo box'))


def bad_names(run, keys):
    bad = []
    for node in run.app.walk():
        states, role = run.app.states(node), node.get_role_name()
        if 'focusable' not in states or role in ('frame', 'filler', 'panel', 'scroll pane', 'grouping'):
            continue
        width, height = run.app.size(node)
        if not (node.get_name() or '').strip() and not node.get_relation_set():
            bad.append((keys, 'no name', role, (width, height)))
        if role in ('button', 'toggle button', 'page tab', 'check box') and 0 < min(width, height) < 24:
            bad.append((keys, 'too small', role, node.get_name(), (width, height)))
    return bad


def test_narrow(run):
    """nothing is cut off at 360 pixels"""
    run.app.resize(360, 640)
    for keys, name, role in PAGES:
        run.narrow(keys, name, role=role)
        run.picture('narrow-' + keys[1])
    run.app.resize(1200, 760)


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


TESTS = [test_start, test_import, test_search, test_not_connected, test_reply, test_leave, test_send, test_sent, test_outbox, test_pause,
         test_triage, test_standing_still, test_letters_in_fields, test_held_key, test_tab_is_no_trap, test_discard, test_other_layout, test_names, test_narrow, test_end]

def main():
    return studio.main(TESTS)


if __name__ == '__main__':
    sys.exit(main())
