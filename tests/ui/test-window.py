#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The owner's first hour by keyboard alone, in the real window: import, search, open, reply,
approve, sent; then what must never happen. Each claim is checked in the database. Prints TAP.

    test-window.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import subprocess
import sys
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from window import Desktop, ask, wait_for

PROGRAM, CTL = (os.path.abspath(path) for path in sys.argv[1:3])
PICTURES = sys.argv[3] if len(sys.argv) > 3 else None
LETTERS = 'abcdefghijklmnopqrstuvwxyz'
CHAT = '''12/11/2026, 18:02 - Messages and calls are end-to-end encrypted.
12/11/2026, 18:02 - Ana Lopez: Do you have places in the tango course?
12/11/2026, 18:05 - Salsa Nord: Yes, two are left
12/11/2026, 18:06 - Ana Lopez: Wonderful, and what is the mysterious xylophone in the hall for?
'''


class Run:
    def __init__(self):
        self.desktop = Desktop()
        self.data = os.path.join(self.desktop.folder, 'studio')
        self.database = os.path.join(self.data, 'studio.db')
        self.app = None

    def ctl(self, *words):
        return subprocess.run([CTL, '--data', self.data, *words], env=self.desktop.env, check=True, capture_output=True, text=True).stdout

    def ask(self, query, *arguments):
        return ask(self.database, query, *arguments)

    def one(self, query, *arguments):
        rows = self.ask(query, *arguments)
        return rows[0][0] if rows else None

    def picture(self, name):
        if PICTURES:
            os.makedirs(PICTURES, exist_ok=True)
            self.app.picture(os.path.join(PICTURES, name + '.png'))

    def choose(self, start):
        """By k and j to a row of the list."""
        for key in ('k', 'k', 'k', 'j', 'j', 'j'):
            node = self.app.focused()
            if node and (node.get_name() or '').startswith(start):
                return
            self.desktop.key(key)
            time.sleep(0.08)
        self.app.wait_focus(start=start)

    def tab_out(self):
        """Out of a text field, so that letters are keys again."""
        self.desktop.key('F6')
        wait_for('the focus outside of text', lambda: self.app.focused() and self.app.focused().get_role_name() not in ('text', 'entry'))

    def go(self, *keys):
        node = self.app.focused()
        if node and node.get_role_name() in ('text', 'entry'):
            self.tab_out()
        self.desktop.key(*keys)

    def tab_to(self, name, role=None, limit=40):
        """The Tab key until the focus is there, as somebody without a mouse would."""
        for _ in range(limit):
            node = self.app.focused()
            if node and (node.get_name() or '').startswith(name) and (not role or node.get_role_name() == role):
                return node
            before = (node.get_role_name(), node.get_name()) if node else None
            self.desktop.key('Tab')
            for _ in range(20):
                node = self.app.focused()
                if node and (node.get_role_name(), node.get_name()) != before:
                    break
                time.sleep(0.01)
        raise AssertionError(f'the Tab key does not lead to {name!r}')


def test_start(run):
    """the window opens on the inbox with the focus in its list"""
    run.ctl('init', '--name', 'Salsa Nord', '--kind', 'dance', '--zone', 'Europe/Berlin')
    run.app = run.desktop.app([PROGRAM, '--data', run.data])
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
    run.app.find('Import complete', seconds=20)
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
    run.desktop.key('Ctrl+Enter')
    wait_for('queued', lambda: run.one("SELECT state FROM draft WHERE text LIKE 'It rings%'") == 'queued')
    run.app.find(start='Sending to Ana Lopez in ')
    run.desktop.key('z')
    wait_for('called back', lambda: run.one("SELECT state FROM draft WHERE text LIKE 'It rings%'") == 'edited')
    assert run.one("SELECT count(*) FROM message WHERE text LIKE 'It rings%'") == 0
    run.app.gone(start='Sending to Ana Lopez in ')


def test_sent(run):
    """a approves it again; after the undo window it is sent, exactly once"""
    run.choose('Ana Lopez, ')
    time.sleep(0.9)                     # a card that just came takes no approval
    run.desktop.key('a')
    wait_for('queued', lambda: run.one("SELECT state FROM draft WHERE text LIKE 'It rings%'") == 'queued')
    wait_for('sent', lambda: run.one("SELECT state FROM draft WHERE text LIKE 'It rings%'") == 'accepted', 15)
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
    before = rows()
    path = os.path.join(run.desktop.folder, 'WhatsApp Chat with Nora Late.txt')
    with open(path, 'w') as chat:
        chat.write('21/11/2029, 18:02 - Nora Late: Are you open on Sunday?\n21/11/2029, 18:05 - Salsa Nord: From ten\n')
    run.ctl('import', path, '--me', 'Salsa Nord')
    run.app.find(start='1 new', role='button', seconds=20)
    assert rows() == before, (rows(), before)
    run.app.wait_focus(start='Ana Lopez, ')
    run.desktop.key('.')
    run.app.gone(start='1 new', role='button')
    run.app.find(start='Nora Late, ', role='list item')
    assert rows()[0] == 'Nora Late', rows()
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
    for keys, name in ((('g', 'c'), 'contacts'), (('g', 'k'), 'knowledge'), (('/',), 'search')):
        run.desktop.key(*keys)
        field = wait_for(f'a text field on {name}', lambda: (run.app.focused() or None) if run.app.focused().get_role_name() in ('text', 'entry') else None)
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
    run.go('g', 'a')
    run.app.find('Draft', 'grouping')
    wait_for('all drafts on the page', lambda: run.app.look(start='1 of') and run.app.look(start='1 of').get_name() != '1 of 1')
    time.sleep(0.9)                     # a card that just came takes no approval
    run.desktop.hold('a', 12)
    wait_for('one approved', lambda: run.one("SELECT count(*) FROM draft WHERE text LIKE 'Held %' AND state IN ('queued', 'sending', 'accepted')") == 1)
    time.sleep(0.6)
    assert run.one("SELECT count(*) FROM draft WHERE text LIKE 'Held %' AND state IN ('queued', 'sending', 'accepted')") == 1


def test_tab_is_no_trap(run):
    """Tab leads from the messages to the draft's buttons and on"""
    run.app.find('Draft', 'grouping')
    for _ in range(6):
        run.desktop.key('F6')
        time.sleep(0.3)
        node = run.app.focused()
        if node and node.get_role_name() == 'list item' and node.get_parent().get_name() == 'Messages':
            break
    else:
        raise AssertionError('F6 does not lead to the messages')
    for name in ('Approve', 'Edit', 'Discard'):
        run.tab_to(name, 'button', limit=8)
    run.tab_to('Search', 'button', limit=12)
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
    who = lambda: run.app.focused().get_name().split(',')[0]
    time.sleep(0.3)
    first = who()
    run.desktop.with_layout({'j': 'Cyrillic_o'}, lambda code: run.desktop.press(code))
    wait_for('the next row', lambda: who() != first)


def test_names(run):
    """everything that can have the focus has a name, and is large enough to hit"""
    bad = []
    for keys in (('g', 'i'), ('g', 'a'), ('g', 'o'), ('g', 'c'), ('g', 'k')):
        run.go(*keys)
        time.sleep(0.2)
        for node in run.app.walk():
            states, role = run.app.states(node), node.get_role_name()
            if 'focusable' not in states or role in ('frame', 'filler', 'panel', 'scroll pane', 'grouping'):
                continue
            width, height = run.app.size(node)
            if not (node.get_name() or '').strip() and not node.get_relation_set():
                bad.append((keys, 'no name', role, (width, height)))
            if role in ('button', 'toggle button', 'page tab', 'check box') and 0 < min(width, height) < 24:
                bad.append((keys, 'too small', role, node.get_name(), (width, height)))
    assert not bad, bad[:8]


def test_narrow(run):
    """nothing is cut off at 360 pixels"""
    run.app.resize(360, 640)
    for keys in (('g', 'i'), ('g', 'a'), ('g', 'o'), ('g', 'c'), ('g', 'k')):
        run.go(*keys)
        time.sleep(0.3)
        run.picture('narrow-' + keys[1])
    assert not [line for line in run.app.warnings() if 'exceeds' in line], run.app.warnings()[:3]
    run.app.resize(1200, 760)


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    assert run.app.quit() == 0
    assert not run.app.warnings(), run.app.warnings()[:5]


TESTS = [test_start, test_import, test_search, test_not_connected, test_reply, test_leave, test_send, test_sent, test_outbox, test_pause,
         test_triage, test_standing_still, test_letters_in_fields, test_held_key, test_tab_is_no_trap, test_discard, test_other_layout, test_names, test_narrow, test_end]


def main():
    if not os.path.exists('/usr/bin/Xvfb'):
        print('1..0 # SKIP Xvfb is not installed')
        return 0
    run = Run()
    failed = 0
    print(f'1..{len(TESTS)}', flush=True)
    try:
        for number, test in enumerate(TESTS, 1):
            start = time.monotonic()
            try:
                test(run)
                print(f'ok {number} - {test.__doc__} # {time.monotonic() - start:.1f} s', flush=True)
            except Exception as error:
                failed += 1
                print(f'not ok {number} - {test.__doc__}', flush=True)
                for line in traceback.format_exc().splitlines()[-8:]:
                    print('# ' + line)
                if run.app:
                    run.picture('failed')
                    for line in run.app.warnings()[-5:]:
                        print('# ' + line)
                    node = run.app.focused() if run.app.process.poll() is None else None
                    print(f'# focus: {node and (node.get_role_name(), node.get_name())}')
                print(f'Bail out! {error}'.splitlines()[0], flush=True)
                break
    finally:
        run.desktop.close()
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
